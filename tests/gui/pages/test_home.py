# SPDX-License-Identifier: Apache-2.0
"""Home: the message, and every number leading to what is behind it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.gui.pages.challenge.page import ChallengePage
from portfolio_desktop.gui.pages.escalations.page import EscalationsPage
from portfolio_desktop.gui.pages.home.cards import overdue_card
from portfolio_desktop.gui.pages.home.columns import Columns
from portfolio_desktop.gui.pages.home.late import LateCard
from portfolio_desktop.gui.pages.home.message import headline, underline
from portfolio_desktop.gui.pages.home.page import HomePage
from portfolio_desktop.gui.pages.pieces import Card, RowButton
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.differences.finding import Line, Topic
from portfolio_desktop.services.home import Attention, Home, home
from portfolio_desktop.services.office import Office
from tests.support.qt import to_front

pytestmark = pytest.mark.home


def rows(shell: Shell) -> dict[str, RowButton]:
    page = shell.guide.page
    assert isinstance(page, HomePage)
    return {row.accessibleName(): row for row in page.findChildren(RowButton)}


def read(shell: Shell) -> Home:
    found: list[Home] = []
    shell.desk.read(home, found.append)
    return found[0]


def named(shell: Shell, start: str) -> RowButton:
    return next(row for name, row in rows(shell).items() if name.startswith(start))


def test_that_the_headline_counts_those_in_doubt_and_says_how_they_are_rated(demo: Shell) -> None:
    assert headline(read(demo)) == "6 of 24 projects are in doubt: 2 Red, 4 Amber/Red."
    assert "overdue" in underline(read(demo))


def test_that_home_says_its_message_to_whoever_comes_to_it_and_leads_from_card_to_card(
    demo: Shell, qtbot: QtBot
) -> None:
    to_front(demo.window, qtbot)
    page = demo.guide.page
    assert isinstance(page, HomePage)
    assert page.accessibleName().startswith(f"Home {headline(read(demo))}")
    page.setFocus()
    cards = []
    for _step in range(3):
        demo.actions["next_section"].trigger()
        at = QApplication.focusWidget()
        assert at is not None
        cards.append(next(each.accessibleName() for each in page.findChildren(Card) if each.isAncestorOf(at)))
    assert cards == ["Delivery confidence", "Running clocks", "Got worse or better"]


def test_that_a_count_leads_to_exactly_the_projects_it_counts(demo: Shell) -> None:
    named(demo, "Red: 2").click()
    page = demo.guide.page
    assert isinstance(page, RegisterPage)
    assert page.entity == "project"
    assert page.model.rowCount() == 2


def test_that_what_is_overdue_leads_to_exactly_those_records(demo: Shell) -> None:
    late = next(each for each in read(demo).overdue if each.entity == "action")
    named(demo, f"{late.label}: {late.count}").click()
    page = demo.guide.page
    assert isinstance(page, RegisterPage)
    assert page.model.rowCount() == late.count


def test_that_money_says_how_much_of_it_is_known(demo: Shell) -> None:
    assert any("of 24 known" in name for name in rows(demo))


def test_that_an_empty_workspace_is_invited_to_import(empty: Shell) -> None:
    page = empty.guide.page
    assert isinstance(page, HomePage)
    assert page.findChildren(EmptyPlace)


def test_that_home_follows_what_is_written_elsewhere(demo: Shell) -> None:
    before = set(rows(demo))
    demo.desk.undo()
    assert set(rows(demo)) != before or not demo.actions["undo"].isEnabled()


def test_that_home_says_which_clocks_have_run_out_and_leads_to_each(demo: Shell) -> None:
    late = [row for name, row in rows(demo).items() if " hours late: " in name or " days late: " in name]
    assert len(late) == 2
    late[1].click()
    page = demo.guide.page
    assert isinstance(page, EscalationsPage)
    assert page.detail.sheet is not None
    assert page.detail.sheet.record.title == "The identity supplier has missed two dates"


def test_that_home_shows_the_ratings_to_ask_about_and_leads_to_all_of_them(demo: Shell) -> None:
    named(demo, "Adult Social Care Case Management: declared")
    named(demo, "Every rating beside its evidence").click()
    assert isinstance(demo.guide.page, ChallengePage)


def test_that_home_shows_what_the_board_could_not_know_and_leads_to_it_and_to_the_backups(
    demo: Shell,
) -> None:
    page = demo.guide.page
    assert isinstance(page, HomePage)
    (card,) = page.findChildren(LateCard)
    assert card.isHidden()
    with_late: list[Line] = []
    demo.desk.read(_some_line, with_late.append)
    page.show_attention(Attention((), 0, (), tuple(with_late)))
    assert not card.isHidden()
    led: list[tuple[str, str]] = []
    page.open_requested.connect(lambda entity, id: led.append((entity, id)))
    named(demo, f"{with_late[0].name}: End (forecast): 31 Mar 2027 → 30 Jun 2027").click()
    assert led == [("project", with_late[0].record)]
    demo.guide.go(places.HOME)
    named(demo, "Look into a copy of an earlier day").click()
    assert demo.guide.here == places.SAFEKEEPING


def _some_line(office: Office) -> Line:
    with office.reading() as reader:
        project = reader.all(office.catalogue.entity("project"))[0]
    record = project.id
    words = ("End (forecast)", "31 Mar 2027", "30 Jun 2027", "Bob")
    code, title = str(project["code"]), str(project["title"])
    return Line(Topic.DATE, record, "project", record, code, title, "changed", "end", *words)


def test_that_a_clock_on_home_runs_out_without_anything_being_read(demo: Shell) -> None:
    page = demo.guide.page
    assert isinstance(page, HomePage)
    later = local_now() + timedelta(days=60)
    page._now = lambda: later
    page._tick()
    QCoreApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete.value
    )  # the rows as they were until now
    assert len([name for name in rows(demo) if " days late: " in name and ": " in name]) == 3


def test_that_home_is_there_before_what_takes_several_registers_to_say(demo: Shell) -> None:
    page = demo.guide.page
    assert isinstance(page, HomePage)
    found = read(demo)
    page._ask = lambda: None  # type: ignore[method-assign]
    page._attention = None
    page.show_home(found)
    assert headline(found) in [label.text() for label in page.findChildren(Label)]


def test_that_overdue_kinds_beyond_the_first_are_a_row_further_and_lead_on_as_well(demo: Shell) -> None:
    late = [each for each in read(demo).overdue if each.count]
    assert len(late) > 8
    gone_to: list[str] = []
    card = overdue_card(read(demo), lambda entity, _where, _label: gone_to.append(entity))
    rows = card.findChildren(RowButton)
    found = read(demo)
    assert len(rows) == 9 + bool(found.outdated.count) + bool(found.expiring.count)
    assert f"{sum(each.count for each in late[8:])} more" in rows[-1].accessibleName()
    rows[-1].click()
    card.findChildren(RowButton)[-1].click()
    assert gone_to == [late[-1].entity]
    assert rows[-1].isHidden()
    card.deleteLater()


def test_that_a_wide_window_has_a_third_column_and_a_small_one_two(demo: Shell) -> None:
    assert demo.guide.page is not None
    (columns,) = demo.guide.page.findChildren(Columns)
    demo.window.resize(1366, 768)
    assert columns.count == 2
    columns.resize(1600, 900)
    assert columns.count == 3
    shown = [card for card in columns.findChildren(Card) if card.parentWidget() is columns]
    assert len(shown) == 6, "no card is lost on the way"
    columns.resize(1000, 900)
    assert columns.count == 2

# SPDX-License-Identifier: Apache-2.0
"""One risk on its own: opened from the page by key or click, told from cause to effect, and left again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.risks.marks import RiskRow
from portfolio_desktop.gui.pages.risks.page import RisksPage
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.widgets.bow_tie import BowTie
from portfolio_desktop.gui.widgets.labels import FirstWords
from portfolio_desktop.services import records
from portfolio_desktop.services.risks import acts
from tests.gui.pages.risks.looking import board, line, risks_page
from tests.support.qt import (
    CANARY,
    assert_every_focusable_widget_is_named,
    assert_no_label_reads_markup,
    to_front,
)


@pytest.fixture
def page(demo: Shell) -> RisksPage:
    return risks_page(demo)


def tie(page: RisksPage) -> BowTie:
    return next(each for each in page.story.findChildren(BowTie) if each.isVisible())


def test_that_enter_on_one_of_the_top_ten_opens_it_and_escape_leads_back(
    demo: Shell, page: RisksPage
) -> None:
    first = board(demo).top[0]
    row = next(
        row for row in page.overview.beside.findChildren(RiskRow) if first.code in row.accessibleName()
    )
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert page.story.isVisible()
    assert first.title in tie(page).accessibleName()
    QTest.keyClick(page.story, Qt.Key.Key_Escape)
    assert page.overview.isVisible()


def test_that_a_double_click_opens_it_and_the_button_leads_back(demo: Shell, page: RisksPage) -> None:
    row = page.overview.beside.findChildren(RiskRow)[1]
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)
    assert page.story.isVisible()
    next(each for each in page.story.findChildren(QPushButton) if each.text() == "All risks").click()
    assert page.overview.isVisible()


def test_that_opening_a_risk_in_its_register_tells_its_story(demo: Shell) -> None:
    demo.guide.go(places.register_key("risk"))
    register = demo.guide.page
    assert isinstance(register, RegisterPage)
    register.open_requested.emit("risk", line(demo, "R-0003").id)
    found = demo.guide.page
    assert isinstance(found, RisksPage)
    assert found.story.isVisible()
    assert "R-0003" in tie(found).accessibleName()


def test_that_what_is_written_about_a_risk_stands_in_its_bow_tie(demo: Shell, page: RisksPage) -> None:
    values: dict[str, Value] = {
        "title": CANARY,
        "cause": "- Two crews only\n- One framework",
        "event": "The crane fails",
        "controls": "Weekly inspection",
    }
    demo.desk.write(lambda office: records.create(office, "risk", values))
    page.show_risk(next(each for each in board(demo).lines if each.title == CANARY).id)
    said = tie(page).accessibleDescription()
    assert "Causes: Two crews only; One framework" in said
    assert "What holds it back: Weekly inspection" in said
    assert "The event: The crane fails" in said
    assert "Effects: No effect is written down." in said
    assert_no_label_reads_markup(page)


def test_that_it_follows_what_is_written_meanwhile(demo: Shell, page: RisksPage) -> None:
    id = line(demo, "R-0001").id
    page.show_risk(id)
    demo.desk.write(lambda office: records.change(office, "risk", id, {"effect": "The square floods"}))
    assert "The square floods" in tie(page).accessibleDescription()


def test_that_a_risk_that_happened_leads_to_its_issue(demo: Shell, page: RisksPage) -> None:
    id = line(demo, "R-0001").id
    demo.desk.write(lambda office: acts.happened(office, id, title="Closures withdrawn"))
    page.show_risk(id)
    heard: list[str] = []
    page.open_requested.connect(lambda entity, _id: heard.append(entity))
    row = next(
        row for row in page.story.findChildren(RowButton) if "Closures withdrawn" in row.accessibleName()
    )
    row.click()
    assert heard == ["issue"]


def test_that_it_is_edited_in_its_register(demo: Shell, page: RisksPage) -> None:
    page.show_risk(line(demo, "R-0002").id)
    next(each for each in page.story.findChildren(QPushButton) if each.text().startswith("Edit")).click()
    assert demo.guide.here == places.register_key("risk")
    assert demo.inspector.isVisible()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_that_every_risk_of_the_demo_can_be_drawn(
    demo: Shell, page: RisksPage, appearance: Appearance, mode: Mode
) -> None:
    appearance.use(mode)
    for each in board(demo).lines[:12]:
        page.show_risk(each.id)
        assert not page.story.grab().isNull()
    assert_every_focusable_widget_is_named(page.story)


def test_that_the_keyboard_begins_at_what_the_risk_is_and_where_it_stands(
    demo: Shell, page: RisksPage, qtbot: QtBot
) -> None:
    to_front(demo.window, qtbot)
    found = line(demo, "R-0003")
    page.show_risk(found.id)
    title = QApplication.focusWidget()
    assert isinstance(title, FirstWords)
    assert title.accessibleName().startswith(f"R-0003. {found.title}. ")
    assert ", score " in title.accessibleName()
    demo.desk.write(lambda office: records.change(office, "risk", found.id, {"title": "Silt"}))
    again = QApplication.focusWidget()
    assert isinstance(again, FirstWords)
    assert again.text() == "R-0003  Silt"

# SPDX-License-Identifier: Apache-2.0
"""Capacity in its window: what makes up a cell is one click away, choices show their sums, packages offer their acts."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.capacity.load import By, State
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.pages.capacity.candidates import CandidatesDialog
from portfolio_desktop.gui.pages.capacity.clashes_tab import Offer
from portfolio_desktop.gui.pages.capacity.heat import PEOPLE, PERCENT, number_of
from portfolio_desktop.gui.pages.capacity.measures import MeasuresDialog
from portfolio_desktop.gui.pages.capacity.packages_tab import PackagesTab
from portfolio_desktop.gui.pages.capacity.page import CLASHES, DELEGATED, NEW, PACKAGES, CapacityPage
from portfolio_desktop.gui.pages.capacity.thresholds import ThresholdsDialog
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.rules import keep_thresholds
from tests.support.ask import FakeAsk
from tests.support.desks import records_of
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup


def gone_to(shell: Shell) -> CapacityPage:
    shell.guide.go(places.CAPACITY)
    assert isinstance(shell.guide.page, CapacityPage)
    return shell.guide.page


@pytest.fixture
def page(demo: Shell) -> CapacityPage:
    return gone_to(demo)


def row_named(page: CapacityPage, title: str) -> int:
    return next(place for place, row in enumerate(page.picture.grid.rows) if row.title == title)


def chosen(page: CapacityPage, code: str) -> PackagesTab:
    page.go(PACKAGES)
    assert page.packages is not None
    register = page.packages.register
    register.show_everything()
    register.select(Id(records_of(page._desk, "work_package")[code_title(code)].id))
    page.packages.refresh()
    return page.packages


def code_title(code: str) -> str:
    return {
        "WP-0001": "Cutover rehearsal plan",
        "WP-0003": "Gate 4 evidence pack",
        "WP-0004": "Migration runbook",
        "WP-0006": "Control room training plan",
    }[code]


def offered(tab: PackagesTab) -> set[str]:
    return {act for act, button in tab.acts.items() if not button.isHidden()}


def test_that_a_cell_says_what_it_is_made_of_and_leads_to_each_record(
    demo: Shell, page: CapacityPage
) -> None:
    grid = page.picture.grid
    row = row_named(page, "Planning: Expert")
    grid.go(row, grid.rows[row].states.index(State.OVER))
    said = [label.text() for label in page.picture.beside.findChildren(QLabel)]
    assert any("too many" in text for text in said)
    button = next(
        each
        for each in page.picture.beside.findChildren(RowButton)
        if each.accessibleName().startswith("DM-0002 Replanning")
    )
    button.click()
    assert demo.guide.here == places.register_key("demand")


def test_that_the_focus_walks_cells_by_key_and_says_where_it_is(page: CapacityPage) -> None:
    grid = page.picture.grid
    grid.go(0, 0)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.place == (0, 1)
    assert "Agile working" in grid.accessibleName()
    assert "days asked" in grid.accessibleName()


def test_that_too_much_is_told_by_letter_as_well_as_by_tone(page: CapacityPage) -> None:
    grid = page.picture.grid
    row = grid.rows[row_named(page, "Planning: Expert")]
    place = row.states.index(State.OVER)
    assert "too much is asked" in grid.words(row_named(page, row.title), place)
    assert int(number_of(row.cells[place], State.OVER, PERCENT)) > 100
    assert float(number_of(row.cells[place], State.OVER, PEOPLE)) > 1


def test_that_a_row_that_is_short_with_others_is_told_by_a_letter_of_its_own(page: CapacityPage) -> None:
    grid = page.picture.grid
    short = [
        (place, row.together.index(True))
        for place, row in enumerate(grid.rows)
        if True in row.together and row.states[row.together.index(True)] is not State.OVER
    ]
    assert short
    assert "short together with others" in grid.words(*short[0])


def test_that_rows_may_be_narrowed_to_those_that_are_asked_too_much(page: CapacityPage) -> None:
    page.picture.which.choose("over")
    page.picture.go(By.PERSON)
    assert [row.title for row in page.picture.grid.rows] == ["Samir Haddad"]


def test_that_a_choice_shows_its_sums_and_hides_them_again(page: CapacityPage) -> None:
    page.go(CLASHES)
    offer = next(each for each in page.clashes.findChildren(Offer) if each.sums)
    offer.button.click()
    assert any(" of " in label.text() for label in offer.findChildren(QLabel))
    offer.button.click()
    assert not [label for label in offer.findChildren(QLabel) if label.isVisible()]


def test_that_a_new_project_is_answered_while_it_is_entered(page: CapacityPage) -> None:
    page.go(NEW)
    page.new.add_line()
    page.new.lines[-1].people.setValue(200.0)
    said = [label.text() for label in page.new.findChildren(QLabel) if not label.isHidden()]
    assert "It does not fit within three years without more people." in said


def test_that_a_skill_that_was_chosen_stays_chosen_when_it_is_renamed_and_goes_to_no_other_when_it_is_gone(
    demo: Shell, page: CapacityPage
) -> None:
    page.go(NEW)
    box = page.new.lines[0].row
    place = next(at for at in range(box.count()) if box.itemText(at).startswith("Planning"))
    box.setCurrentIndex(place)
    level = box.currentText().partition(":")[2]
    skill = records_of(demo.desk, "skill")["Planning"].id
    demo.desk.write(lambda office: records.change(office, "skill", skill, {"title": "Zeta planning"}))
    assert box.currentText() == f"Zeta planning:{level}"
    demo.desk.write(lambda office: records.delete(office, "skill", [skill]))
    assert box.currentText() == ""
    said = [label.text() for label in page.new.findChildren(QLabel) if not label.isHidden()]
    assert "Say what the project needs to see when it fits." in said


def test_that_a_package_offers_only_what_can_be_done_with_it(page: CapacityPage) -> None:
    assert offered(chosen(page, "WP-0001")) == {"hand_back", "deliver"}
    assert offered(chosen(page, "WP-0003")) == {"offer", "accept", "decline", "close"}
    assert offered(chosen(page, "WP-0006")) == {"take", "send_back"}


def test_that_a_reason_is_asked_for_and_a_refusal_keeps_the_window_open(
    demo: Shell, page: CapacityPage
) -> None:
    chosen(page, "WP-0003").do("decline")
    dialog = page.window().findChildren(ActDialog)[-1]
    dialog.agree()
    assert "Say why" in dialog.problem.text()
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("On leave until the gate")
    dialog.agree()
    assert records_of(demo.desk, "work_package")["Gate 4 evidence pack"]["status"] == "declined"
    demo.desk.undo()
    assert records_of(demo.desk, "work_package")["Gate 4 evidence pack"]["status"] == "offered"


def test_that_an_act_writes_back_nothing_that_others_wrote_while_its_window_stood_open(
    demo: Shell, page: CapacityPage
) -> None:
    tab = chosen(page, "WP-0003")
    package = records_of(demo.desk, "work_package")["Gate 4 evidence pack"]
    tab.do("offer")
    dialog = page.window().findChildren(ActDialog)[-1]
    others: dict[str, Value] = {"outcome": "What the other laptop agreed", "due": date(2031, 5, 6)}
    demo.desk.write(lambda office: records.change(office, "work_package", package.id, others))
    (fields,) = (block for block in dialog.findChildren(FieldBlock) if "authority" in block.names)
    authority = fields.editor("authority")
    assert isinstance(authority, QPlainTextEdit)
    authority.setPlainText("May spend 5,000")
    dialog.agree()
    offered_now = records_of(demo.desk, "work_package")["Gate 4 evidence pack"]
    assert {name: offered_now[name] for name in others} == others
    assert offered_now["authority"] == "May spend 5,000"
    assert offered_now["offered_on"] == demo.desk.today


def test_that_each_criterion_is_answered_before_a_result_is_accepted(demo: Shell, page: CapacityPage) -> None:
    chosen(page, "WP-0006").do("take")
    dialog = page.window().findChildren(ActDialog)[-1]
    dialog.agree()
    assert "Say of each quality criterion" in dialog.problem.text()
    for answer in dialog.answers.values():  # type: ignore[attr-defined]
        answer.choose("met")
    dialog.agree()
    assert records_of(demo.desk, "work_package")["Control room training plan"]["status"] == "complete"


def test_that_what_was_in_the_way_is_cleared_where_it_stands(demo: Shell, page: CapacityPage) -> None:
    tab = chosen(page, "WP-0001")
    assert not tab.cleared.isHidden()
    tab.ask_what_cleared()
    dialog = page.window().findChildren(ActDialog)[-1]
    dialog.agree()
    assert "Say how it was cleared" in dialog.problem.text()
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("Rooms were swapped")
    dialog.agree()
    blocker = records_of(demo.desk, "package_blocker")["The rehearsal room is booked by another project"]
    assert blocker["how"] == "Rooms were swapped"
    assert chosen(page, "WP-0001").cleared.isHidden()


def test_that_whoever_fits_becomes_responsible_by_one_click(demo: Shell, page: CapacityPage) -> None:
    chosen(page, "WP-0004").ask_who_fits()
    dialog = page.window().findChildren(CandidatesDialog)[-1]
    assert "✓ skills   ✓ time" in dialog.people.item(0).text()
    dialog.people.setCurrentRow(1)
    name = dialog.people.item(1).text().split("   ")[0]
    dialog.agree()
    person = records_of(demo.desk, "work_package")["Migration runbook"]["responsible_id"]
    assert records_of(demo.desk, "person")[name].id == person


def test_that_thresholds_are_kept_refused_where_they_make_no_sense_and_taken_back(
    demo: Shell, page: CapacityPage
) -> None:
    page.rule.click()
    dialog = page.window().findChildren(ThresholdsDialog)[-1]
    dialog.under.setValue(150)
    dialog.agree()
    assert "has to end below" in dialog.problem.text()
    dialog.under.setValue(70)
    dialog.over.setValue(300)
    dialog.agree()
    assert not any(State.OVER in row.states for row in page.picture.grid.rows)
    demo.desk.undo()
    assert any(State.OVER in row.states for row in page.picture.grid.rows)


def test_that_thresholds_that_another_changed_meanwhile_are_not_replaced_unseen(
    demo: Shell, page: CapacityPage
) -> None:
    page.rule.click()
    dialog = page.window().findChildren(ThresholdsDialog)[-1]
    theirs = Thresholds(1.3, 0.5)
    demo.desk.write(lambda office: keep_thresholds(office, theirs))
    dialog.over.setValue(115)
    dialog.agree()
    assert "Somebody else has changed this since" in dialog.problem.text()
    kept: list[Thresholds] = []
    demo.desk.read(lambda office: office.rules.capacity, kept.append)
    assert kept == [theirs]


def test_that_measures_are_read_again_for_another_period(
    page: CapacityPage,
) -> None:
    page.go(PACKAGES)
    assert page.packages is not None
    page.packages.ask_how_it_went()
    dialog = page.window().findChildren(MeasuresDialog)[-1]
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Delivered by the day they were due: 2 of 3 (67 %)" in said
    dialog.last.setDate(QDate(1999, 12, 31))
    assert "cannot end before it begins" in dialog.problem.text()
    assert not dialog.yes.isEnabled()
    dialog.reject()


def test_that_a_register_of_packages_leads_to_their_acts(demo: Shell) -> None:
    register = demo.guide.register("work_package")
    package = records_of(demo.desk, "work_package")["Control room training plan"].id
    register.select(Id(package))
    register.acts["hand_over"].trigger()
    page = demo.guide.page
    assert isinstance(page, CapacityPage)
    assert page.packages is not None
    assert page.packages.register.current == package
    assert offered(page.packages) == {"take", "send_back"}


def test_that_an_empty_office_is_told_what_belongs_here(empty: Shell) -> None:
    page = gone_to(empty)
    assert page._outer.currentIndex() == 1


def test_that_everything_has_a_name_and_nothing_is_read_as_markup(page: CapacityPage) -> None:
    for tab in (CLASHES, NEW, PACKAGES):
        page.go(tab)
    assert_every_focusable_widget_is_named(page)
    assert_no_label_reads_markup(page)
    assert not page.window().findChildren(QDialog)


def test_that_what_is_delegated_leads_to_the_package_and_its_acts(page: CapacityPage) -> None:
    page.go(DELEGATED)
    tab = page.delegated
    assert tab.people.count() > 3
    tab.people.setCurrentIndex(tab.people.findText("Yvonne Castellane"))
    tab.people.activated.emit(tab.people.currentIndex())
    assert tab.people.currentText() == "Yvonne Castellane"
    rows = [row for row in tab.findChildren(RowButton) if "WP-0004" in row.accessibleName()]
    assert rows
    assert "Leon Ashdown" in rows[0].accessibleName()
    rows[0].click()
    assert page.tabs.current == PACKAGES
    assert page.packages is not None
    assert page.packages.register.current == records_of(page._desk, "work_package")["Migration runbook"].id
    assert_every_focusable_widget_is_named(page)


def test_that_a_package_goes_to_paper(page: CapacityPage, ask: FakeAsk, tmp_path: Path) -> None:
    tab = chosen(page, "WP-0001")
    target = tmp_path / "package.pdf"
    ask.answer(target)
    tab.sheet.click()
    assert target.read_bytes().startswith(b"%PDF")


def test_that_a_save_that_asks_too_much_of_somebody_is_told_and_not_refused(
    demo: Shell, page: CapacityPage
) -> None:
    told: list[str] = []
    demo.desk.noticed.connect(lambda text, _undo, _to: told.append(text))
    demo.overload.look()
    person = records_of(demo.desk, "person")["Gwilym Tanner"].id
    first = demo.desk.today.replace(day=1) + timedelta(days=62)
    values: dict[str, Value] = {
        "title": "Everything at once",
        "project_id": records_of(demo.desk, "project")["Single Customer Account"].id,
        "person_id": person,
        "first": first,
        "last": first + timedelta(days=27),
        "days": Decimal(40),
        "status": "confirmed",
    }
    demo.desk.write(lambda office: records.create(office, "demand", values))
    assert demo.overload._quiet.isActive()
    assert not told
    demo.overload.look()
    assert told[0].startswith("More is now asked of Gwilym Tanner than they have time for:")
    demo.overload.look()
    assert len(told) == 1


def test_that_a_key_leads_from_the_table_to_what_comes_next_and_another_carries_it_out(
    page: CapacityPage,
) -> None:
    tab = chosen(page, "WP-0003")
    tab.go_to_acts()
    assert page.window().focusWidget() is tab.acts["accept"]
    tab.acts["accept"].click()
    (dialog,) = page.window().findChildren(ActDialog)
    keys = {each.key().toString(): each for each in dialog.findChildren(QShortcut)}
    keys["Ctrl+Return"].activated.emit()
    assert "begin" in offered(tab)


def test_that_a_result_is_judged_first_and_feedback_is_given_with_it(page: CapacityPage) -> None:
    tab = chosen(page, "WP-0006")
    tab.do("take")
    (dialog,) = page.window().findChildren(ActDialog)
    answers = list(dialog.answers.values())  # type: ignore[attr-defined]
    assert answers[0].isAncestorOf(dialog.focusWidget())
    for each in answers:
        each.choose("met")
    dialog.findChildren(QPlainTextEdit)[-1].setPlainText("Clear and early.")
    dialog.agree()
    assert (
        records_of(page._desk, "work_package")["Control room training plan"]["feedback"] == "Clear and early."
    )


def test_that_a_criterion_that_another_found_otherwise_meanwhile_is_said_once_before_it_is_answered(
    demo: Shell, page: CapacityPage
) -> None:
    tab = chosen(page, "WP-0006")
    tab.do("take")
    dialog = page.window().findChildren(ActDialog)[-1]
    answers = dialog.answers  # type: ignore[attr-defined]
    for answer in answers.values():
        answer.choose("met")
    first = next(iter(answers))
    theirs: dict[str, Value] = {"found": "not_met"}
    demo.desk.write(lambda office: records.change(office, "package_criterion", first, theirs))
    dialog.agree()
    assert "Somebody else has looked at" in dialog.problem.text()
    assert records_of(demo.desk, "work_package")["Control room training plan"]["status"] == "delivered"
    dialog.agree()
    assert records_of(demo.desk, "work_package")["Control room training plan"]["status"] == "complete"

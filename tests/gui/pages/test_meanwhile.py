# SPDX-License-Identifier: Apache-2.0
"""Others write while somebody types, answers or drags on a page: it goes where it was meant, or stays in sight with why not."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.stakeholders.page import StakeholdersPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.governance import gates
from portfolio_desktop.storage.changes import Changes, Edit
from tests.gui.pages.escalations.test_escalations import Stage, raised, stage
from tests.gui.pages.meetings.going import id_of, meetings_page
from tests.gui.pages.test_assurance import add, enter, held
from tests.support.desks import records_of
from tests.support.qt import to_front

__all__ = ["stage"]

_GONE = "no longer there"


def elsewhere(desk: Desk, *edits: Edit) -> None:
    """What arrives from another laptop, or is written by another window."""
    desk.write(lambda _office: Changes("Elsewhere", edits))


def deleted(desk: Desk, entity: str, id: str) -> None:
    desk.write(lambda office: records.delete(office, entity, [Id(id)]))


def two_raised(stage: Stage) -> Id:
    """The first of two escalations, shown."""
    first = raised(stage)
    stage.add("escalation", title="Another one", status="raised", ask="Agree.", raised_at=stage.time.now)
    stage.page.show_escalation(first)
    return first


@pytest.mark.parametrize(("closed", "why"), [(False, _GONE), (True, "is over")])
def test_that_the_answer_to_an_escalation_that_is_gone_or_over_by_now_stays_and_goes_to_no_other(
    stage: Stage, closed: bool, why: str
) -> None:
    first = two_raised(stage)
    stage.act("W")
    stage.type("note", "Why it is withdrawn")
    if closed:
        elsewhere(stage.desk, Edit("escalation", first, "status", "closed"))
    else:
        deleted(stage.desk, "escalation", first)
    assert not stage.page.detail.hears_keys
    stage.do()
    assert why in stage.problem()
    assert stage.asking.block.editor("note").entry().text == "Why it is withdrawn"  # type: ignore[union-attr]
    assert stage.look("Another one")["status"] == "raised"
    stage.page.detail._drop()
    assert stage.page.detail.sheet is not None
    assert stage.page.detail.sheet.record["title"] == "Another one"


def test_that_a_report_that_is_being_written_stays_in_sight_though_its_escalation_is_deleted(
    stage: Stage,
) -> None:
    first = two_raised(stage)
    stage.act("E")
    editor = stage.page.detail.editor
    assert editor is not None
    editor.block.editor("impact").restore("Half a sentence")
    deleted(stage.desk, "escalation", first)
    assert stage.page.detail.editor is editor
    assert editor.block.editor("impact").entry().text == "Half a sentence"  # type: ignore[union-attr]
    assert _GONE in stage.words()
    editor.finished.emit()
    assert stage.page.detail.sheet is not None
    assert stage.page.detail.sheet.record["title"] == "Another one"


def test_that_an_item_for_the_agenda_is_typed_to_its_end_though_others_write(
    demo: Shell, qtbot: QtBot
) -> None:
    page = meetings_page(demo)
    page.show_meeting(id_of(demo, "MT-0003"))
    to_front(page.window(), qtbot)

    def entry() -> QLineEdit:
        every = page.meeting.findChildren(QLineEdit)
        return next(each for each in every if each.accessibleName() == "Add an item" and each.isVisible())

    entry().setFocus()
    QTest.keyClicks(entry(), "Bus la")
    project = next(iter(records_of(demo.desk, "project").values()))
    elsewhere(demo.desk, Edit("project", project.id, "title", "Called otherwise"))
    assert entry().hasFocus()
    QTest.keyClicks(entry(), "nes")
    QTest.keyClick(entry(), Qt.Key.Key_Return)
    assert "Bus lanes" in records_of(demo.desk, "agenda_item")
    assert entry().text() == ""


def test_that_a_criterion_that_is_new_by_now_breaks_no_review_that_is_being_held(demo: Shell) -> None:
    window = held(demo)
    add(demo, "gate_criterion", title="Asked since", gate_id=window._sheet.review["gate_id"], required=True)
    assert window._findings is not None
    box = next(iter(window._findings.rows.values())).box
    box.setCurrentIndex(box.findData("met"))
    box.activated.emit(box.currentIndex())
    assert window.problem.isHidden()
    window.yes.click()
    assert window.isVisible()


def test_that_evidence_that_another_reviewer_wrote_stays_when_a_state_is_set(demo: Shell) -> None:
    window = held(demo)
    review, criterion = window._sheet.review.id, window._sheet.asked[0].criterion.id
    demo.desk.write(lambda office: gates.find(office, review, criterion, None, "Seen by Tom"))
    assert window._findings is not None
    row = window._findings.rows[criterion]
    assert row.evidence.text() == "Seen by Tom"
    row.box.setCurrentIndex(row.box.findData("met"))
    row.box.activated.emit(row.box.currentIndex())
    assert records_of(demo.desk, "gate_finding")["Seen by Tom"]["state"] == "met"


def test_that_evidence_arrives_in_a_field_that_has_the_keyboard_and_in_which_nobody_has_typed(
    demo: Shell, qtbot: QtBot
) -> None:
    window = held(demo)
    to_front(window, qtbot)
    review, criterion = window._sheet.review.id, window._sheet.asked[0].criterion.id
    assert window._findings is not None
    row = window._findings.rows[criterion]
    row.evidence.setFocus()
    demo.desk.write(lambda office: gates.find(office, review, criterion, "not_met", "Two tests failed"))
    assert row.evidence.text() == "Two tests failed"
    row.box.setFocus()
    row.box.setCurrentIndex(row.box.findData("met"))
    row.box.activated.emit(row.box.currentIndex())
    assert records_of(demo.desk, "gate_finding")["Two tests failed"]["state"] == "met"


def test_that_who_types_evidence_sees_what_another_wrote_there_and_says_nothing_of_how_it_was_found(
    demo: Shell, qtbot: QtBot
) -> None:
    window = held(demo)
    to_front(window, qtbot)
    review, criterion = window._sheet.review.id, window._sheet.asked[0].criterion.id
    assert window._findings is not None
    row = window._findings.rows[criterion]
    row.evidence.setFocus()
    QTest.keyClicks(row.evidence, "Half a ")
    demo.desk.write(lambda office: gates.find(office, review, criterion, "not_met", "Two tests failed"))
    assert row.evidence.text() == "Half a "
    assert not row.news.isHidden()
    assert "Two tests failed" in records_of(demo.desk, "gate_finding")
    QTest.keyClicks(row.evidence, "line")
    QTest.keyClick(row.evidence, Qt.Key.Key_Return)
    assert records_of(demo.desk, "gate_finding")["Half a line"]["state"] == "not_met"
    assert row.news.isHidden()
    QTest.keyClicks(row.evidence, " more")
    demo.desk.write(lambda office: gates.find(office, review, criterion, "met", "Seen by Tom"))
    row.news.take.click()
    row.box.setFocus()
    assert records_of(demo.desk, "gate_finding")["Seen by Tom"]["state"] == "met"


def test_that_evidence_that_is_refused_stays_where_it_was_typed(demo: Shell) -> None:
    window = held(demo)
    criterion = window._sheet.asked[0].criterion.id
    assert window._findings is not None
    row = window._findings.rows[criterion]
    row.evidence.setText("Words to keep")
    deleted(demo.desk, "gate_criterion", criterion)
    row.evidence.editingFinished.emit()
    assert _GONE in window.problem.text()
    assert row.evidence.text() == "Words to keep"


def test_that_what_another_reviewer_recommends_is_listed_beside_ones_own(demo: Shell) -> None:
    window = held(demo)
    made = window._made
    made.block.editor("title").setText("Name a release manager")  # type: ignore[union-attr]
    add(demo, "recommendation", title="Seen by Tom", gate_review_id=window._sheet.review.id)
    assert "Seen by Tom" in made._list.text()
    assert made.block.editor("title").touched
    made.add.click()
    assert made._list.text().count("Name a release manager") == 1
    assert "Seen by Tom" in made._list.text()
    assert not made.block.entries()


def test_that_a_project_that_another_took_further_is_not_put_back_by_the_outcome_of_a_review(
    demo: Shell,
) -> None:
    window = held(demo)
    project = window._sheet.project.id
    assert window._sheet.stage == "delivery"
    elsewhere(demo.desk, Edit("project", project, "stage", "closing"))
    enter(window, "outcome", "Passed")
    enter(window, "signed_by_id", "Amara Whitlock")
    enter(window, "signed_reason", "The case is signed on Monday.")
    window.agree()
    assert "The project stands in “Closing” by now." in window.problem.text()
    window._stage.setChecked(False)
    window.agree()
    assert not window.isVisible()
    found = records_of(demo.desk, "project")[str(window._sheet.project.title)]
    assert found["stage"] == "closing"


def test_that_a_stakeholder_who_is_deleted_under_the_hand_is_dropped_without_harm(demo: Shell) -> None:
    demo.guide.go(places.STAKEHOLDERS)
    page = demo.guide.page
    assert isinstance(page, StakeholdersPage)
    id = next(iter(page.grid._lines))
    chip = page.grid.chip(id)
    at = chip.rect().center()
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(chip, at + QPoint(60, 60))
    deleted(demo.desk, "stakeholder", id)
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 60))
    assert id not in page.grid._lines

# SPDX-License-Identifier: Apache-2.0
"""Others write while a meeting sits: no word that is being typed is lost, nor one of theirs, and none goes to another item."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.meetings.sitting import Sitting
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import GONE
from portfolio_desktop.services.sharing.conflicts import Conflict, conflicts
from portfolio_desktop.services.sharing.marks import WAITS
from portfolio_desktop.services.sharing.settling import Side, keep_side
from portfolio_desktop.storage.changes import Changes, Edit
from tests.gui.pages.meetings.going import button, id_of, meeting, meetings_page, said
from tests.gui.pages.meetings.test_sitting import BOARD, field, notes, panel, sitting
from tests.support.ask import FakeAsk
from tests.support.qt import to_front
from tests.support.sharing_windows import Other, share_here

__all__ = ["sitting"]


def elsewhere(shell: Shell, *edits: Edit) -> None:
    """What arrives from another laptop, or is written by another window."""
    shell.desk.write(lambda _office: Changes("Elsewhere", edits))


def deleted(shell: Shell, entity: str, id: str) -> None:
    shell.desk.write(lambda office: records.delete(office, entity, [Id(id)]))


def renamed(shell: Shell, sitting: Sitting) -> None:
    assert sitting.item is not None
    elsewhere(shell, Edit("agenda_item", sitting.item.id, "title", "Called otherwise"))


def new_decision(sitting: Sitting) -> QLineEdit:
    every = sitting.findChildren(QLineEdit)
    return next(each for each in every if each.accessibleName() == "Add a decision" and each.isVisible())


def waiting(shell: Shell) -> list[tuple[str, str]]:
    assert shell.desk.drafts is not None
    return [(draft.why, *draft.words.values()) for draft in shell.desk.drafts.waiting]  # type: ignore[misc]


def test_that_notes_go_on_while_the_item_is_renamed(demo: Shell, sitting: Sitting, qtbot: QtBot) -> None:
    to_front(sitting, qtbot)
    QTest.keyClicks(notes(sitting), "Half a sen")
    renamed(demo, sitting)
    assert "Called otherwise" in said(sitting)
    QTest.keyClicks(notes(sitting), "tence")
    notes(sitting).settle()
    assert meeting(demo, BOARD).items[0].discussion == "Half a sentence"


def test_that_what_others_noted_is_shown_and_stays_beside_what_is_being_typed(
    demo: Shell, sitting: Sitting
) -> None:
    assert sitting.item is not None
    elsewhere(demo, Edit("agenda_item", sitting.item.id, "discussion", "Theirs"))
    assert notes(sitting).toPlainText() == "Theirs"
    notes(sitting).setPlainText("Theirs. Mine")
    elsewhere(demo, Edit("agenda_item", sitting.item.id, "discussion", "Theirs and more"))
    assert notes(sitting).toPlainText() == "Theirs. Mine"
    notes(sitting).settle()
    discussion = meeting(demo, BOARD).items[0].discussion
    assert "Theirs and more" in discussion
    assert "Mine" in discussion


def test_that_notes_on_an_item_that_is_deleted_go_to_no_other_and_can_still_be_copied(
    demo: Shell, sitting: Sitting, qtbot: QtBot
) -> None:
    to_front(sitting, qtbot)
    assert sitting.item is not None
    notes(sitting).setFocus()
    QTest.keyClicks(notes(sitting), "Half a sen")
    deleted(demo, "agenda_item", sitting.item.id)
    assert "Deleted meanwhile" in said(sitting)
    at = QApplication.focusWidget()
    assert isinstance(at, QWidget)
    QTest.keyClicks(at, "tence")
    QTest.keyClick(sitting, Qt.Key.Key_PageDown)
    assert [item.discussion for item in meeting(demo, BOARD).items if item.discussion] == []
    assert waiting(demo) == [(GONE, "Half a sen")]


def test_that_notes_in_a_meeting_that_is_deleted_can_still_be_copied(demo: Shell, sitting: Sitting) -> None:
    notes(sitting).setPlainText("Half a sentence")
    deleted(demo, "meeting", id_of(demo, BOARD))
    assert not meetings_page(demo).isHidden()
    assert waiting(demo) == [(GONE, "Half a sentence")]


def test_that_a_decision_goes_on_where_it_was_typed_while_its_item_is_renamed(
    demo: Shell, sitting: Sitting, qtbot: QtBot
) -> None:
    sitting.go(2)
    to_front(sitting, qtbot)
    new_decision(sitting).setText("Half a decision")
    panel(sitting)._outcome.choose("rejected")
    field(sitting, "Reasons").setFocus()
    QTest.keyClicks(field(sitting, "Reasons"), "Bec")
    renamed(demo, sitting)
    at = QApplication.focusWidget()
    assert isinstance(at, QWidget)
    QTest.keyClicks(at, "ause")
    assert field(sitting, "Reasons").text() == "Because"
    assert panel(sitting)._outcome.current == "rejected"
    assert new_decision(sitting).text() == "Half a decision"
    assert notes(sitting).toPlainText() == ""


def test_that_words_for_a_decision_that_was_taken_elsewhere_are_there_to_decide_it_again(
    demo: Shell, sitting: Sitting
) -> None:
    sitting.go(2)
    assert sitting.item is not None
    field(sitting, "Reasons").setText("My reasons")
    decision = sitting.item.decisions[0].id
    elsewhere(
        demo,
        Edit("decision", decision, "status", "approved"),
        Edit("decision", decision, "decision", "Theirs"),
    )
    assert "Decided while you were typing." in said(panel(sitting))
    button(panel(sitting), "Decide it again").click()
    assert field(sitting, "Decision").text() == "Theirs"
    assert field(sitting, "Reasons").text() == "My reasons"


def test_that_the_line_of_an_action_that_is_refused_stands_there_again(demo: Shell, sitting: Sitting) -> None:
    entry = sitting.beside.entry
    entry.line.setText("Ruth: ring the operator")
    entry.asked.emit(entry.line.text())
    owner = str(entry._owner.itemData(1) or entry._owner.itemData(0))
    entry._owner.setCurrentIndex(entry._owner.findData(owner))
    deleted(demo, "person", owner)
    entry._agree()
    assert "there is no such person" in said(sitting)
    assert entry.line.text() == "Ruth: ring the operator"


@pytest.mark.parametrize("title", ["Buy two cranes"])
def test_that_a_decision_that_nobody_asked_for_is_typed_once_and_taken_once(
    demo: Shell, sitting: Sitting, title: str
) -> None:
    entry = new_decision(sitting)
    entry.setText(title)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert [each.title for each in meeting(demo, BOARD).items[0].decisions].count(title) == 1
    assert new_decision(sitting).text() == ""


def marked(sitting: Sitting) -> int:
    """How often it is said, in sight, that people said different things."""
    return said(sitting).count(_(WAITS))


def test_that_minutes_and_decisions_that_two_wrote_apart_are_marked_until_they_are_settled(
    demo: Shell, sitting: Sitting, ask: FakeAsk, tmp_path: Path
) -> None:
    other = Other(tmp_path, share_here(demo, ask, tmp_path))
    item = sitting.item
    assert item is not None
    decision = next(each for each in meeting(demo, BOARD).items if each.decisions).decisions[0]
    other.does_unaware(
        lambda office: office.write(
            Changes(
                "Apart",
                (
                    Edit("agenda_item", item.id, "discussion", "Theirs"),
                    Edit("decision", decision.id, "reasons", "Theirs"),
                ),
            )
        )
    )
    elsewhere(demo, Edit("agenda_item", item.id, "discussion", "Mine"))
    elsewhere(demo, Edit("decision", decision.id, "reasons", "Mine"))
    assert marked(sitting) == 0
    demo.actions["share_now"].trigger()
    assert marked(sitting) == 1
    found: list[Conflict] = []
    demo.desk.read(lambda office: list(conflicts(office)), found.extend)
    demo.desk.write(lambda office: keep_side(office, found[:1], Side.THEIRS))
    assert found[0].entity == "agenda_item"
    assert marked(sitting) == 0
    sitting.go(next(at for at, each in enumerate(meeting(demo, BOARD).items) if each.decisions))
    assert marked(sitting) == 1
    demo.desk.write(lambda office: keep_side(office, found[1:], Side.THEIRS))
    assert marked(sitting) == 0


def test_that_the_keyboard_stays_on_a_line_of_the_agenda_that_says_something_else(
    demo: Shell, sitting: Sitting, qtbot: QtBot
) -> None:
    to_front(sitting, qtbot)
    for place in (2, 3):
        row = sitting._agenda.row(place)
        assert row is not None
        row.setFocus()
        assert sitting._page is not None
        elsewhere(demo, Edit("agenda_item", sitting._page.items[2].id, "title", f"Called {place}"))
        again = sitting._agenda.row(place)
        assert again is not None
        assert again.hasFocus()
    row = sitting._agenda.row(2)
    assert row is not None
    assert "Called 3" in row.accessibleName()

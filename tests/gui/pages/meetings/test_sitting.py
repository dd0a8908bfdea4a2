# SPDX-License-Identifier: Apache-2.0
"""The meeting over the whole screen: what falls is written at once, and no word is lost however it is left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QRadioButton
from shiboken6 import isValid

from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.pages.meetings.deciding import DecisionPanel
from portfolio_desktop.gui.pages.meetings.noting import NotesEdit, SeatLine
from portfolio_desktop.gui.pages.meetings.sitting import Sitting
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import kept
from portfolio_desktop.services.governance.ledger import decision_page
from portfolio_desktop.storage.changes import Changes
from tests.gui.pages.meetings.going import button, id_of, meeting, read, said, sit
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup

BOARD = "MT-0003"


@pytest.fixture
def sitting(demo: Shell) -> Iterator[Sitting]:
    found = sit(demo, BOARD)
    yield found
    if isValid(found):
        found.close()


def notes(sitting: Sitting) -> NotesEdit:
    return next(each for each in sitting.findChildren(NotesEdit) if each.isVisible())


def panel(sitting: Sitting) -> DecisionPanel:
    return next(each for each in sitting.findChildren(DecisionPanel) if each.isVisible())


def field(sitting: Sitting, name: str) -> QLineEdit:
    return next(each for each in panel(sitting).findChildren(QLineEdit) if each.accessibleName() == name)


def press(sitting: Sitting, key: Qt.Key) -> None:
    QTest.keyClick(sitting, key)


def test_that_one_key_leads_from_item_to_item(demo: Shell, sitting: Sitting) -> None:
    titles = [item.title for item in meeting(demo, BOARD).items]
    seen = []
    for _each in titles:
        assert sitting.item is not None
        seen.append(sitting.item.title)
        press(sitting, Qt.Key.Key_PageDown)
    assert seen == titles
    press(sitting, Qt.Key.Key_PageUp)
    assert sitting.item is not None
    assert sitting.item.title == titles[-2]


def test_that_the_key_leads_on_while_somebody_is_being_ticked_present(sitting: Sitting) -> None:
    first = sitting.item
    tick = next(each for each in sitting.findChildren(QCheckBox) if each.isVisible())
    QTest.keyClick(tick, Qt.Key.Key_PageDown)
    assert sitting.item != first
    second = sitting.item
    QTest.keyClick(sitting.beside.entry.line, Qt.Key.Key_PageDown)
    assert sitting.item != second


def test_that_notes_are_written_when_the_next_item_is_taken(demo: Shell, sitting: Sitting) -> None:
    notes(sitting).setPlainText("Cytunwyd. ليلى 🚀")
    press(sitting, Qt.Key.Key_PageDown)
    assert meeting(demo, BOARD).items[0].discussion == "Cytunwyd. ليلى 🚀"
    demo.desk.undo()
    assert meeting(demo, BOARD).items[0].discussion == ""


def test_that_escape_leaves_without_losing_a_word(demo: Shell, sitting: Sitting) -> None:
    sitting.go(2)
    notes(sitting).setPlainText("Half a sentence")
    field(sitting, "Reasons").setText("Because of")
    sitting.beside.entry.line.setText("Ruth: ring")
    QTest.keyClick(notes(sitting), Qt.Key.Key_Escape)
    assert not sitting.isVisible()
    assert meeting(demo, BOARD).items[2].discussion == "Half a sentence"
    again = sit(demo, BOARD)
    again.go(2)
    assert field(again, "Reasons").text() == "Because of"
    assert again.beside.entry.line.text() == "Ruth: ring"
    again.close()


def test_that_notes_typed_while_the_workspace_closes_are_found_again(demo: Shell, sitting: Sitting) -> None:
    workspace = demo.desk.workspace
    assert workspace is not None
    notes(sitting).setPlainText("Said at the very end")
    demo.desk.close()
    assert not sitting.isVisible()
    demo.files.open(workspace.path)
    again = sit(demo, BOARD)
    assert notes(again).toPlainText() == "Said at the very end"
    again.close()
    assert meeting(demo, BOARD).items[0].discussion == "Said at the very end"


def test_that_no_word_typed_in_a_meeting_is_readable_on_this_laptop_and_a_crash_loses_none(
    demo: Shell, sitting: Sitting
) -> None:
    workspace = demo.desk.workspace
    assert workspace is not None
    sitting.go(2)
    field(sitting, "Reasons").setText("zqneedle reason")
    sitting.beside.entry.line.setText("zqneedle action")
    notes(sitting).setPlainText("zqneedle note")
    demo.drafts.keep()  # what the timer does a moment after the last key
    files = [path for path in laptop_folder().rglob("*") if path.is_file()]
    assert not [path for path in files if b"zqneedle" in path.read_bytes()]
    (draft,) = read(demo, kept)
    assert sorted(draft.words.values()) == ["zqneedle action", "zqneedle note", "zqneedle reason"]
    (sealed,) = laptop_folder("drafts").iterdir()
    left = sealed.read_bytes()
    demo.desk.close()
    sealed.write_bytes(left)  # as a program that was killed leaves it
    demo.files.open(workspace.path)
    assert demo.drafts.waiting == ()
    again = sit(demo, BOARD)
    again.go(2)
    assert field(again, "Reasons").text() == "zqneedle reason"
    assert again.beside.entry.line.text() == "zqneedle action"
    assert notes(again).toPlainText() == "zqneedle note"
    field(again, "Reasons").clear()
    again.beside.entry.line.clear()
    again.close()
    assert read(demo, kept) == []


def test_that_what_others_write_does_not_disturb_what_is_being_typed(demo: Shell, sitting: Sitting) -> None:
    sitting.go(2)
    notes(sitting).setPlainText("Half a sentence")
    field(sitting, "Reasons").setText("Because of")
    person = Id(id_of(demo, "P-0001"))
    demo.desk.write(lambda office: records.change(office, "project", person, {"title": "Another name"}))
    assert notes(sitting).toPlainText() == "Half a sentence"
    assert field(sitting, "Reasons").text() == "Because of"


def test_that_a_decision_is_recorded_with_its_option_dissent_and_evidence(
    demo: Shell, sitting: Sitting
) -> None:
    sitting.go(2)
    panel(sitting).findChildren(QRadioButton)[2].setChecked(True)
    field(sitting, "Decision").setText("Reset")
    field(sitting, "Dissent").setText("Helen: the data are not clean")
    button(sitting, "Record the decision").click()
    sought = meeting(demo, BOARD).items[2].decisions[0]
    assert (sought.said["status"], sought.said["dissent"]) == ("Approved", "Helen: the data are not clean")
    assert [option.chosen for option in sought.options] == [False, False, True]
    assert sought.evidence is not None
    assert "review_on" in sought.said
    assert "Decide it again" in {
        each.text() for each in panel(sitting).findChildren(type(button(sitting, "Undo")))
    }
    assert field_names(sitting) == []
    sitting.close()
    again = sit(demo, BOARD)
    again.go(2)
    assert field_names(again) == []
    again.close()


def field_names(sitting: Sitting) -> list[str]:
    return [each.accessibleName() for each in panel(sitting).findChildren(QLineEdit) if each.isVisible()]


def test_that_conditions_are_asked_for_where_they_belong(demo: Shell, sitting: Sitting) -> None:
    sitting.go(2)
    panel(sitting).findChildren(SegmentedControl)[0].choose("conditional")
    button(sitting, "Record the decision").click()
    assert "conditions" in field(sitting, "Conditions").accessibleDescription()
    assert meeting(demo, BOARD).items[2].decisions[0].status == "asked"


def test_that_ctrl_and_enter_record_the_decision(demo: Shell, sitting: Sitting) -> None:
    sitting.go(2)
    field(sitting, "Decision").setText("Reset")
    QTest.keyClick(field(sitting, "Decision"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert meeting(demo, BOARD).items[2].decisions[0].said["decision"] == "Reset"


def test_that_a_decision_can_be_taken_again_from_what_was_decided(demo: Shell, sitting: Sitting) -> None:
    sitting.go(2)
    field(sitting, "Decision").setText("Reset")
    button(sitting, "Record the decision").click()
    button(sitting, "Decide it again").click()
    assert field(sitting, "Decision").text() == "Reset"
    panel(sitting).findChildren(SegmentedControl)[0].choose("deferred")
    field(sitting, "Reasons").setText("The gate review is not there")
    button(sitting, "Record the decision").click()
    id = Id(id_of(demo, "D-0002"))
    page = read(demo, lambda office: decision_page(office, id))
    assert page.sought.status == "deferred"


def test_that_an_action_is_shown_before_it_is_written(demo: Shell, sitting: Sitting) -> None:
    sitting.go(2)
    entry = sitting.beside.entry
    entry.line.setText("Marcus: write to the integrator by 31 Dec 2026")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert meeting(demo, BOARD).items[2].actions == ()
    owner = next(each for each in entry.findChildren(QComboBox) if each.accessibleName() == "Owner")
    assert owner.currentText() == "Marcus Adebayo"
    button(entry, "Add it").click()
    (line,) = meeting(demo, BOARD).items[2].actions
    assert (line.title, line.owner, line.due_words) == (
        "Write to the integrator",
        "Marcus Adebayo",
        "31 Dec 2026",
    )
    assert entry.line.text() == ""
    assert "Write to the integrator" in said(sitting)


def test_that_an_action_goes_to_no_other_item_where_its_own_was_deleted_meanwhile(
    demo: Shell, sitting: Sitting
) -> None:
    sitting.go(2)
    before = {item.id: len(item.actions) for item in meeting(demo, BOARD).items}
    entry, gone = sitting.beside.entry, meeting(demo, BOARD).items[2].id
    entry.line.setText("Marcus: write to the integrator")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    demo.desk.write(lambda office: records.delete(office, "agenda_item", [gone]))
    button(entry, "Add it").click()
    after = {item.id: len(item.actions) for item in meeting(demo, BOARD).items}
    assert after == {id: count for id, count in before.items() if id != gone}
    assert entry.line.text() == "Marcus: write to the integrator"


def test_that_an_owner_nobody_knows_is_asked_for(demo: Shell, sitting: Sitting) -> None:
    entry = sitting.beside.entry
    entry.line.setText("Bartholomew: write to the integrator")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    owner = next(each for each in entry.findChildren(QComboBox) if each.accessibleName() == "Owner")
    assert "Bartholomew" in owner.currentText()
    button(entry, "Add it").click()
    (line,) = meeting(demo, BOARD).items[0].actions
    assert line.owner == ""


def test_that_attendance_is_ticked_and_the_quorum_follows(demo: Shell, sitting: Sitting) -> None:
    assert "No quorum: 0 with a vote present, 5 needed" in said(sitting)
    for place in range(5):
        line = [each for each in sitting.findChildren(SeatLine) if each.isVisible()][place]
        line.findChildren(QCheckBox)[0].setChecked(True)
    assert "Quorum: 5 with a vote present, 5 needed" in said(sitting)
    assert meeting(demo, BOARD).quorum.met


def test_that_a_member_who_sends_a_deputy_sends_the_standing_one(demo: Shell, sitting: Sitting) -> None:
    line = next(
        each
        for each in sitting.findChildren(SeatLine)
        if "Amara" in each.findChildren(QCheckBox)[0].accessibleName()
    )
    combo = line.findChildren(QComboBox)[0]
    combo.setCurrentIndex(combo.findData("deputy"))
    combo.activated.emit(combo.currentIndex())
    seat = next(seat for seat in meeting(demo, BOARD).seats if seat.name == "Amara Whitlock")
    assert seat.deputy == "Idris Bevan"


def test_that_the_clock_says_how_far_the_meeting_is_behind(demo: Shell) -> None:
    found = sit(demo, BOARD, minutes=25)
    assert "0 of 10 minutes · 25 minutes behind" in said(found)
    found.go(2)
    assert "5 minutes ahead" in said(found)
    found.close()


def test_that_a_meeting_without_agenda_or_date_can_be_held_all_the_same(empty: Shell) -> None:
    empty.desk.write(lambda office: records.create(office, "meeting", {"title": CANARY}))
    found = sit(empty, "MT-0001")
    notes(found).setPlainText("We met.")
    button(found, "The meeting was held").click()
    page = meeting(empty, "MT-0001")
    assert (page.meeting.minutes, page.meeting.status) == ("We met.", "held")
    assert_no_label_reads_markup(found)
    found.close()


def test_that_sixty_items_are_gone_through(empty: Shell) -> None:
    empty.desk.write(lambda office: records.create(office, "meeting", {"title": "Long"}))
    id = Id(id_of(empty, "MT-0001"))
    items: list[dict[str, Value]] = [
        {"meeting_id": id, "position": each, "title": f"Cyfarfod {each}"} for each in range(60)
    ]
    empty.desk.write(
        lambda office: Changes(
            "Fill", tuple(one for item in items for one in records.create(office, "agenda_item", item))
        )
    )
    found = sit(empty, "MT-0001")
    for _each in range(59):
        press(found, Qt.Key.Key_PageDown)
    assert found.item is not None
    assert found.item.title == "Cyfarfod 59"
    found.close()


def test_that_nothing_can_be_written_into_a_workspace_that_is_read_only(demo: Shell) -> None:
    workspace = demo.desk.workspace
    assert workspace is not None
    demo.files.open(workspace.path, read_only=True)
    found = sit(demo, BOARD)
    found.go(2)
    assert notes(found).isReadOnly()
    assert field_names(found) == []
    assert found.beside.entry.isHidden()
    found.close()


def test_that_every_control_says_what_it_is(demo: Shell, sitting: Sitting) -> None:
    sitting.go(2)
    assert_every_focusable_widget_is_named(sitting)
    assert_no_label_reads_markup(sitting)

# SPDX-License-Identifier: Apache-2.0
"""The page of meetings: calendar, boards, agendas, the ledger and the actions, and the ways between them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.meetings.agenda import AgendaList
from portfolio_desktop.gui.pages.meetings.page import ACTIONS, DECISIONS, MeetingsPage
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.rating import RatingBadge
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.actions import actions
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create
from tests.gui.pages.meetings.going import button, id_of, meeting, meetings_page, read, said
from tests.support.ask import FakeAsk
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup

BOARD = "MT-0003"


@pytest.fixture
def page(demo: Shell) -> MeetingsPage:
    return meetings_page(demo)


def row(page: MeetingsPage, words: str) -> RowButton:
    return next(
        each for each in page.findChildren(RowButton) if words in each.accessibleName() and each.isVisible()
    )


def agenda(page: MeetingsPage) -> AgendaList:
    return next(each for each in page.findChildren(AgendaList) if each.isVisible())


def test_that_the_calendar_leads_to_a_board_and_to_its_meetings(demo: Shell, page: MeetingsPage) -> None:
    row(page, "Northmoor Portfolio Board").click()
    assert "Releases contingency" in said(page.board)
    row(page, BOARD).click()
    assert "120 of 120 minutes planned" in said(page.meeting)


def test_that_a_meeting_nobody_spoke_of_is_called_so(page: MeetingsPage) -> None:
    assert "Not said if held" in said(page.calendar)


def test_that_the_next_meeting_is_called_with_what_was_ticked(demo: Shell, page: MeetingsPage) -> None:
    page.show_board(id_of(demo, "BD-0001"))
    button(page.board, "Call the next meeting…").click()
    tick = next(each for each in page.board.findChildren(QCheckBox) if each.text() == "Any other business")
    tick.setChecked(False)
    button(page.board, "Call the meeting").click()
    titles = [item.title for item in meeting(demo, "MT-0009").items]
    assert "Fallback for identity in housing" in titles
    assert "Any other business" not in titles
    assert "Northmoor Portfolio Board" in said(page.meeting)
    demo.desk.undo()
    assert "MT-0009" not in said(page.calendar)


def test_that_a_call_in_the_making_survives_what_others_write(demo: Shell, page: MeetingsPage) -> None:
    page.show_board(id_of(demo, "BD-0001"))
    page.board.start_call()
    place = next(each for each in page.board.findChildren(QLineEdit) if each.accessibleName() == "Place")
    place.setText("Elsewhere")
    project = Id(id_of(demo, "P-0001"))
    demo.desk.write(lambda office: records.change(office, "project", project, {"title": "Another"}))
    assert place.text() == "Elsewhere"
    assert place.isVisible()


def test_that_an_item_moves_by_keyboard_and_keeps_the_keyboard(demo: Shell, page: MeetingsPage) -> None:
    page.show_meeting(id_of(demo, BOARD))
    before = [item.title for item in meeting(demo, BOARD).items]
    agenda(page).setFocus()
    agenda(page).setCurrentRow(0)
    QTest.keyClick(agenda(page), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(agenda(page), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after = [item.title for item in meeting(demo, BOARD).items]
    assert after == [before[1], before[2], before[0], *before[3:]]
    assert agenda(page).currentRow() == 2


def test_that_an_item_moves_by_mouse(demo: Shell, page: MeetingsPage) -> None:
    page.show_meeting(id_of(demo, BOARD))
    before = [item.title for item in meeting(demo, BOARD).items]
    model = agenda(page).model()
    model.moveRow(model.index(0, 0).parent(), 3, model.index(0, 0).parent(), 1)  # as a drop does
    after = [item.title for item in meeting(demo, BOARD).items]
    assert after == [before[0], before[3], before[1], before[2], *before[4:]]


def test_that_an_item_typed_below_the_agenda_stands_before_any_other_business(
    demo: Shell, page: MeetingsPage
) -> None:
    page.show_meeting(id_of(demo, BOARD))
    entry = next(
        each for each in page.meeting.findChildren(QLineEdit) if each.accessibleName() == "Add an item"
    )
    entry.setText("Thanks to the chair")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert [item.title for item in meeting(demo, BOARD).items[-2:]] == [
        "Thanks to the chair",
        "Any other business",
    ]
    assert "130 of 120 minutes planned: 10 minutes too many" in said(page.meeting)


def test_that_an_offered_decision_goes_on_the_agenda(demo: Shell, page: MeetingsPage) -> None:
    page.show_meeting(id_of(demo, BOARD))
    button(page.meeting, "Put on the agenda").click()
    assert meeting(demo, BOARD).items[-2].decisions[0].code == "D-0006"
    assert "Put on the agenda" not in said(page.meeting)


def test_that_minutes_and_calendar_files_are_written_where_is_said(
    demo: Shell, page: MeetingsPage, ask: FakeAsk, tmp_path: Path
) -> None:
    page.show_meeting(id_of(demo, "MT-0002"))
    ask.answer(tmp_path / "minutes.pdf", tmp_path / "meeting.ics")
    button(page.meeting, "Minutes as PDF…").click()
    button(page.meeting, "Calendar file…").click()
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")
    assert b"DTSTART:" in (tmp_path / "meeting.ics").read_bytes()


def test_that_the_ledger_narrows_and_leads_to_a_decision_and_back_to_its_meeting(
    demo: Shell, page: MeetingsPage
) -> None:
    page.show_list(DECISIONS)
    due = page.ledger.findChildren(QCheckBox)[0]
    due.setChecked(True)
    assert "Change of telemetry supplier" not in said(page.ledger)
    assert "Fallback for identity in housing" in said(page.ledger)
    assert "Look again" in said(page.ledger), "at what it had been too early to say of"
    page.ledger.narrow()
    row(page, "D-0010").click()
    told = said(page.decision)
    for words in ("Approved with conditions", "As PK-0001 had it", "Helen Oakeshott abstained"):
        assert words in told
    assert page.decision.findChildren(RatingBadge)
    button(page.decision, "Its meeting").click()
    assert "MT-0006" in said(page.meeting)


def test_that_everybodys_actions_are_shown_and_one_is_done_with_undo(
    demo: Shell, page: MeetingsPage, ask: FakeAsk, tmp_path: Path
) -> None:
    page.show_list(ACTIONS)
    before = len(read(demo, actions))
    assert f"{before} open, 8 late" in said(page.agreed)
    done = next(
        each
        for each in page.agreed.findChildren(type(button(page, "Done")))
        if "A-0004" in each.accessibleName()
    )
    done.click()
    assert len(read(demo, actions)) == before - 1
    people = page.agreed.findChildren(QComboBox)[0]
    people.setCurrentIndex(people.findText("Callum Reid", Qt.MatchFlag.MatchStartsWith))
    people.activated.emit(people.currentIndex())
    ask.answer(tmp_path / "one.pdf", tmp_path / "one.ics")
    button(page.agreed, "Save as PDF…").click()
    button(page.agreed, "Calendar file…").click()
    assert (tmp_path / "one.ics").read_bytes().count(b"BEGIN:VEVENT") == 3
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_long_list_says_how_much_of_it_is_shown(empty: Shell) -> None:
    def fill(office: Office) -> None:
        values = (
            {"code": f"A-{number:04}", "title": f"Do {number}", "status": "open"} for number in range(400)
        )
        new = (Create("action", Id(office.store.new_id()), each) for each in values)
        office.write(Changes("Fill", tuple(new)))

    empty.desk.read(fill)
    page = meetings_page(empty)
    page.show_list(ACTIONS)
    assert "400 open, 0 late" in said(page.agreed)
    assert "The first 25 are shown" in said(page.agreed)
    page.agreed.show_owner("nobody")
    assert "The first 300 are shown" in said(page.agreed)


def test_that_a_meeting_opened_in_its_register_is_shown_whole_and_leads_back(demo: Shell) -> None:
    register = demo.guide.register("meeting")
    register.open_requested.emit("meeting", id_of(demo, BOARD))
    page = demo.guide.page
    assert isinstance(page, MeetingsPage)
    assert page.meeting.isVisible()
    button(page.meeting, "Open the record").click()
    assert demo.guide.here == places.register_key("meeting")


def test_that_a_decision_that_has_gone_leads_back_to_the_ledger(demo: Shell, page: MeetingsPage) -> None:
    id = Id(id_of(demo, "D-0011"))
    page.show_decision(str(id))
    demo.desk.write(lambda office: records.delete(office, "decision", [id]))
    assert page.ledger.isVisible()


def test_that_an_empty_workspace_offers_a_first_board(empty: Shell) -> None:
    page = meetings_page(empty)
    button(page.calendar, "Add a board").click()
    assert empty.guide.here == places.register_key("board")


def test_that_names_are_never_taken_for_markup(empty: Shell) -> None:
    for entity in ("board", "meeting", "decision", "action"):
        empty.desk.write(lambda office, entity=entity: records.create(office, entity, {"title": CANARY}))  # type: ignore[misc]
    page = meetings_page(empty)
    page.show_board(id_of(empty, "BD-0001"))
    page.show_meeting(id_of(empty, "MT-0001"))
    page.show_decision(id_of(empty, "D-0001"))
    page.show_list(ACTIONS)
    assert_no_label_reads_markup(page)


def test_that_every_control_says_what_it_is(demo: Shell, page: MeetingsPage) -> None:
    page.show_board(id_of(demo, "BD-0001"))
    page.board.start_call()
    page.show_meeting(id_of(demo, BOARD))
    page.show_decision(id_of(demo, "D-0010"))
    page.show_list(ACTIONS)
    assert_every_focusable_widget_is_named(page)


def test_that_a_board_just_begun_says_what_belongs_there_and_can_be_called(
    demo: Shell, page: MeetingsPage
) -> None:
    demo.desk.write(
        lambda office: Changes("Add a board", (Create("board", Id("new-board"), {"title": "Change Board"}),))
    )
    page.show_board("new-board")
    assert "its quorum and how often it meets stand here" in said(page.board)
    page.board.start_call()
    date_tick = next(each for each in page.board.findChildren(QCheckBox) if each.text() == "On")
    assert page.board.focusWidget() is date_tick

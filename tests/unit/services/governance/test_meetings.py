# SPDX-License-Identifier: Apache-2.0
"""Boards, the call of their next meeting, and what a meeting writes while it sits."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.services import undo
from portfolio_desktop.services.governance import boards, convening, taking
from portfolio_desktop.services.governance.meetings import MeetingPage, meeting_page
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.packs import issue
from tests.support.meetings import BoardRoom, furnish
from tests.support.offices import add, make_office

LATER = datetime.fromisoformat("2026-12-08T09:30")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def room(office: Office) -> BoardRoom:
    return furnish(office)


def get(office: Office, entity: str, id: Id) -> Record:
    with office.reading() as reader:
        return record_of(reader, entity, id)


def called(office: Office, room: BoardRoom) -> MeetingPage:
    changes = convening.call(office, convening.propose(office, room.board))
    office.write(changes)
    return meeting_page(office, changes.items[0].record)


def test_that_a_member_whose_time_has_ended_is_shown_as_former(office: Office, room: BoardRoom) -> None:
    page = boards.board_page(office, room.board)
    assert [member.name for member in page.members] == ["Judith Ashworth", "Ruth Calloway"]
    assert [member.name for member in page.former] == ["Leon Ashdown"]


def test_that_the_next_meeting_is_proposed_on_the_boards_own_day(office: Office, room: BoardRoom) -> None:
    proposal = convening.propose(office, room.board)
    assert proposal.starts == LATER
    assert proposal.ends == datetime.fromisoformat("2026-12-08T11:00")
    assert proposal.place == "Room 4"


def test_that_standing_items_keep_their_place_around_what_is_open(office: Office, room: BoardRoom) -> None:
    add(office, "decision", title="A new ask", board_id=room.board, status="asked")
    titles = [item.title for item in convening.propose(office, room.board).items]
    assert titles == ["Minutes and actions", "Open actions", "A new ask", "Any other business"]


def test_that_a_decision_on_a_coming_agenda_is_not_offered_again(office: Office, room: BoardRoom) -> None:
    offered = [item.decision for item in convening.propose(office, room.board).items]
    assert room.asked not in offered
    assert convening.offers(office, room.coming) == ()


def test_that_a_deferred_decision_is_offered_once_its_meeting_is_over(
    office: Office, room: BoardRoom
) -> None:
    deferred = taking.Taken("deferred", reasons="No test yet")
    office.write(taking.decide(office, room.asked, deferred, meeting=room.coming, item=room.item))
    office.write(taking.close_meeting(office, room.coming))
    assert room.asked in [item.decision for item in convening.propose(office, room.board).items]


def test_that_the_next_meeting_is_one_act_with_its_people_and_its_agenda(
    office: Office, room: BoardRoom
) -> None:
    page = called(office, room)
    assert [seat.name for seat in page.seats] == ["Judith Ashworth", "Ruth Calloway"]
    assert all(seat.attendance for seat in page.seats)
    assert [item.title for item in page.items] == [
        "Minutes and actions",
        "Open actions",
        "Any other business",
    ]
    undo.undo(office)
    with office.reading() as reader:
        for name, count in (("meeting", 2), ("attendance", 0), ("agenda_item", 5)):
            assert reader.count(office.catalogue.entity(name)) == count


def test_that_a_board_that_never_met_is_called_without_a_date(office: Office) -> None:
    board = add(office, "board", title="New board", frequency="monthly")
    changes = convening.call(office, convening.propose(office, board))
    office.write(changes)
    page = meeting_page(office, changes.items[0].record)
    assert page.starts is None
    assert page.items[0].slot.words == "+0:00"
    assert page.quorum.met


def test_that_an_item_moves_past_others_and_one_undo_puts_it_back(office: Office, room: BoardRoom) -> None:
    office.write(convening.move_item(office, room.item, 0))
    assert [item.title for item in meeting_page(office, room.coming).items] == ["Contingency", "Welcome"]
    undo.undo(office)
    assert [item.title for item in meeting_page(office, room.coming).items] == ["Welcome", "Contingency"]


@pytest.mark.parametrize(
    ("kinds", "place"),
    [
        ({"Any other business": "standing", "Date of the next meeting": "standing"}, 2),
        ({"Any other business": "discussion"}, 2),
        ({"Thanks": "standing", "A late paper": "noting"}, 4),
    ],
)
def test_that_a_new_item_stands_before_those_that_close_the_agenda(
    office: Office, room: BoardRoom, kinds: dict[str, str], place: int
) -> None:
    for position, (title, kind) in enumerate(kinds.items(), 3):
        add(office, "agenda_item", meeting_id=room.coming, title=title, kind=kind, position=position)
    before = [item.title for item in meeting_page(office, room.coming).items]
    office.write(convening.add_item(office, room.coming, convening.Proposed("Depot", "discussion", 10, "")))
    after = [item.title for item in meeting_page(office, room.coming).items]
    assert after == [*before[:place], "Depot", *before[place:]]
    undo.undo(office)
    assert [item.title for item in meeting_page(office, room.coming).items] == before


def test_that_a_new_item_follows_the_standing_ones_that_open_a_meeting(
    office: Office, room: BoardRoom
) -> None:
    meeting = add(office, "meeting", title="Extraordinary meeting")
    for position, title in enumerate(("Minutes", "Interests declared", "AOB"), 1):
        add(office, "agenda_item", meeting_id=meeting, title=title, kind="standing", position=position)
    office.write(convening.add_item(office, meeting, convening.Proposed("Depot", "decision", 10, "")))
    found = [item.title for item in meeting_page(office, meeting).items]
    assert found == ["Minutes", "Interests declared", "Depot", "AOB"]


def test_that_an_agenda_longer_than_its_meeting_says_so(office: Office, room: BoardRoom) -> None:
    assert meeting_page(office, room.coming).length.over == 15


def test_that_a_decision_freezes_the_pack_that_stood_before_the_meeting(
    office: Office, room: BoardRoom
) -> None:
    for day in ("2026-11-03T09:00", "2026-11-16T09:00", "2026-11-20T15:00"):
        office.write(issue(office, on=datetime.fromisoformat(day)))
    office.write(taking.decide(office, room.asked, taking.Taken("approved"), meeting=room.coming))
    decision = get(office, "decision", room.asked)
    pack = get(office, "pack", Id(str(decision["evidence_id"])))
    assert pack["issued_on"] == datetime.fromisoformat("2026-11-16T09:00")


def test_that_a_decision_keeps_the_evidence_that_was_named_for_it(office: Office, room: BoardRoom) -> None:
    own = add(office, "pack", title="A special paper")
    chosen = add(office, "decision", title="Ask", evidence_id=own)
    office.write(issue(office, on=datetime.fromisoformat("2026-11-01T09:00")))
    office.write(taking.decide(office, chosen, taking.Taken("approved"), meeting=room.coming))
    assert get(office, "decision", chosen)["evidence_id"] == own


def test_that_a_decision_is_written_whole_and_undone_as_one(office: Office, room: BoardRoom) -> None:
    taken = taking.Taken(
        "conditional",
        "Released",
        "It is needed",
        "Only £1m",
        "Ruth: too soon",
        room.option,
        "Works go on",
        date(2027, 3, 1),
    )
    office.write(taking.decide(office, room.asked, taken, meeting=room.coming, item=room.item))
    sought = meeting_page(office, room.coming).items[1].decisions[0]
    assert sought.decided
    assert (sought.said["conditions"], sought.said["dissent"]) == ("Only £1m", "Ruth: too soon")
    assert sought.said["decided_by_id"] == "Judith Ashworth"
    assert [option.chosen for option in sought.options] == [True, False]
    undo.undo(office)
    sought = meeting_page(office, room.coming).items[1].decisions[0]
    assert not sought.decided
    assert [option.chosen for option in sought.options] == [False, True]


@pytest.mark.parametrize(
    "taken", [taking.Taken("conditional"), taking.Taken("rejected"), taking.Taken("deferred", reasons=" ")]
)
def test_that_conditions_and_reasons_cannot_be_left_out(
    office: Office, room: BoardRoom, taken: taking.Taken
) -> None:
    with pytest.raises(Refusal):
        taking.decide(office, room.asked, taken, meeting=room.coming)


def test_that_a_deferred_decision_has_no_day_on_which_it_was_taken(office: Office, room: BoardRoom) -> None:
    taken = taking.Taken("deferred", reasons="No test yet")
    office.write(taking.decide(office, room.asked, taken, meeting=room.coming))
    assert get(office, "decision", room.asked)["decided_on"] is None


def test_that_a_decision_nobody_had_asked_for_stands_under_its_item(office: Office, room: BoardRoom) -> None:
    office.write(taking.add_decision(office, room.coming, room.standing, "Meet in person"))
    assert [each.title for each in meeting_page(office, room.coming).items[0].decisions] == ["Meet in person"]


def test_that_a_typed_action_names_whoever_sits_in_the_meeting(office: Office, room: BoardRoom) -> None:
    add(office, "person", name="Ruth Elsewhere")
    office.write(taking.attend(office, room.coming, "present", person=room.ruth))
    read = taking.read_action(office, "Ruth: write to the operator by the next meeting", room.coming)
    assert read.people == (room.ruth,)


def test_that_an_action_knows_where_it_was_agreed(office: Office, room: BoardRoom) -> None:
    office.write(
        taking.add_action(
            office, "Write", owner=room.ruth, due=date(2026, 12, 12), meeting=room.coming, item=room.item
        )
    )
    (line,) = meeting_page(office, room.coming).items[1].actions
    assert [source.entity for source in line.sources] == ["meeting", "decision", "project"]


def test_that_quorum_counts_deputies_and_votes_only(office: Office, room: BoardRoom) -> None:
    office.write(taking.attend(office, room.coming, "present", person=room.chair))
    office.write(taking.attend(office, room.coming, "present", person=room.guest))
    quorum = meeting_page(office, room.coming).quorum
    assert (quorum.present, quorum.met) == (1, False)
    office.write(taking.attend(office, room.coming, "deputy", person=room.ruth, deputy=room.guest))
    assert meeting_page(office, room.coming).quorum.met


def test_that_attendance_that_was_ticked_wrongly_is_changed_not_doubled(
    office: Office, room: BoardRoom
) -> None:
    office.write(taking.attend(office, room.coming, "present", person=room.ruth))
    seat = next(seat for seat in meeting_page(office, room.coming).seats if seat.person == room.ruth)
    office.write(taking.attend(office, room.coming, "apologies", attendance=seat.attendance))
    seats = [seat for seat in meeting_page(office, room.coming).seats if seat.person == room.ruth]
    assert [seat.presence for seat in seats] == ["apologies"]


def test_that_whoever_two_laptops_recorded_counts_once_until_one_says_it_again(
    office: Office, room: BoardRoom
) -> None:
    for presence in ("present", "apologies", "present", None):
        add(office, "attendance", meeting_id=room.coming, person_id=room.ruth, presence=presence)
    page = meeting_page(office, room.coming)
    (seat,) = (seat for seat in page.seats if seat.person == room.ruth)
    assert (seat.presence, page.quorum.present) == ("present", 1)
    assert seat.presence_words == "Present (also recorded: Sent apologies)"
    office.write(taking.attend(office, room.coming, "apologies", attendance=seat.attendance))
    page = meeting_page(office, room.coming)
    (seat,) = (seat for seat in page.seats if seat.person == room.ruth)
    assert (seat.presence, seat.presence_words, page.quorum.present) == ("apologies", "Sent apologies", 0)


def test_that_a_meeting_with_nothing_in_it_is_a_page_all_the_same(office: Office) -> None:
    bare = add(office, "meeting", title="ليلى 🚀 Gŵyl")
    page = meeting_page(office, bare)
    assert (page.items, page.seats, page.board, page.length.over) == ((), (), None, 0)


def test_that_a_meeting_that_has_passed_without_a_word_waits(office: Office, room: BoardRoom) -> None:
    add(
        office,
        "meeting",
        title="Forgotten",
        starts=datetime.fromisoformat("2026-11-01T09:00"),
        status="planned",
    )
    waiting = [line.title for line in boards.calendar(office).coming if line.waits]
    assert waiting == ["Forgotten"]


def test_that_an_earlier_meeting_keeps_what_it_said_of_a_decision_that_is_taken_later(
    office: Office, room: BoardRoom
) -> None:
    deferred = taking.Taken("deferred", reasons="No test yet")
    office.write(taking.decide(office, room.asked, deferred, meeting=room.coming, item=room.item))
    office.write(taking.close_meeting(office, room.coming))
    later = called(office, room)
    item = next(item for item in later.items if item.decisions)
    assert not item.decisions[0].decided
    approved = taking.Taken("approved", reasons="Tested")
    office.write(taking.decide(office, room.asked, approved, meeting=later.id, item=item.id))
    then = meeting_page(office, room.coming).items[1].decisions[0]
    assert (then.status, then.decided, then.said["reasons"]) == ("deferred", True, "No test yet")
    now = next(each for item in meeting_page(office, later.id).items for each in item.decisions)
    assert (now.status, now.decided, now.said["reasons"]) == ("approved", True, "Tested")

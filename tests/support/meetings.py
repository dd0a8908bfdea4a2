# SPDX-License-Identifier: Apache-2.0
"""A board of invented people with a meeting behind it and one before it."""

from dataclasses import dataclass
from datetime import date, datetime

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services.office import Office
from tests.support.offices import add


@dataclass(frozen=True, slots=True)
class BoardRoom:
    """The records that `furnish` made."""

    board: Id
    chair: Id
    ruth: Id
    guest: Id
    project: Id
    held: Id
    coming: Id
    asked: Id
    option: Id
    other: Id
    item: Id
    standing: Id


def furnish(office: Office) -> BoardRoom:
    """A board that met on the second Tuesday of November 2026, and meets once more today."""
    chair = add(office, "person", name="Judith Ashworth")
    ruth = add(office, "person", name="Ruth Calloway")
    guest = add(office, "person", name="Siân Gwenllïan-Rhys")
    project = add(office, "project", title="Harbour renewal", status="live")
    board = _board(office, chair, ruth)
    held = _held(office, board, chair, ruth)
    coming = add(
        office,
        "meeting",
        title="Extraordinary",
        kind="one_off",
        board_id=board,
        starts=datetime.fromisoformat("2026-11-20T14:00"),
        ends=datetime.fromisoformat("2026-11-20T14:30"),
        chair_id=chair,
        secretary_id=ruth,
    )
    standing = _item(office, coming, 1, "Welcome", kind="standing", minutes_planned=5)
    asked = add(
        office,
        "decision",
        title="Release the contingency",
        project_id=project,
        board_id=board,
        meeting_id=coming,
        status="asked",
    )
    option = add(office, "decision_option", decision_id=asked, position=1, title="Release it now")
    other = add(office, "decision_option", decision_id=asked, position=2, title="Wait", chosen=True)
    sought: dict[str, Value] = {"kind": "decision", "decision_id": asked, "project_id": project}
    item = _item(office, coming, 2, "Contingency", minutes_planned=40, **sought)
    return BoardRoom(board, chair, ruth, guest, project, held, coming, asked, option, other, item, standing)


def _board(office: Office, chair: Id, ruth: Id) -> Id:
    board = add(
        office,
        "board",
        title="Change Board",
        chair_id=chair,
        secretary_id=ruth,
        frequency="monthly",
        quorum=2,
        status="active",
    )
    gone = add(office, "person", name="Leon Ashdown")
    for person, role in ((chair, "chair"), (ruth, "member")):
        add(office, "board_member", board_id=board, person_id=person, role=role)
    add(office, "board_member", board_id=board, person_id=gone, role="member", until=date(2026, 3, 31))
    return board


def _held(office: Office, board: Id, chair: Id, ruth: Id) -> Id:
    held = add(
        office,
        "meeting",
        title="Change Board",
        board_id=board,
        starts=datetime.fromisoformat("2026-11-10T09:30"),
        ends=datetime.fromisoformat("2026-11-10T11:00"),
        place="Room 4",
        status="held",
        kind="board",
        chair_id=chair,
    )
    _item(office, held, 1, "Minutes and actions", kind="standing", minutes_planned=10)
    _item(office, held, 2, "A talk", kind="discussion", minutes_planned=10)
    _item(office, held, 3, "Any other business", kind="standing", minutes_planned=10)
    add(office, "action", title="Send the plan", owner_id=ruth, due=date(2026, 11, 17), meeting_id=held)
    return held


def _item(office: Office, meeting: Id, position: int, title: str, **values: Value) -> Id:
    return add(office, "agenda_item", meeting_id=meeting, position=position, title=title, **values)

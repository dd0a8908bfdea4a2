# SPDX-License-Identifier: Apache-2.0
"""Calling a meeting: the next one of a board is proposed whole, changed by whoever calls it, and written as one act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.boards import Board
from portfolio_desktop.catalogue.records.governance.decisions import Decision
from portfolio_desktop.catalogue.records.governance.meetings import AgendaItem, Meeting
from portfolio_desktop.domain.agenda import next_day_from
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.meetings import members_of, moment, serves
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

_TEN = time(10)
_USUAL = timedelta(hours=2)
_STANDING, _ACTIONS, _DECISION = 10, 10, 20  # minutes
_LAST_ITEM = re.compile(r"\b(other business|aob|next meeting)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An item that the agenda might hold. `why` says where it comes from; `wanted` whether it goes on."""

    title: str
    kind: str
    minutes: int | None
    why: str
    presenter: Id | None = None
    project: Id | None = None
    decision: Id | None = None
    document: Id | None = None
    ask: str = ""
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next meeting of a board, before it is called. Without a day it is called without one."""

    board: Id
    title: str
    starts: datetime | None
    ends: datetime | None
    place: str
    people: tuple[Id, ...] = ()
    items: tuple[Proposed, ...] = field(default=())

    def on(self, starts: datetime | None) -> "Proposal":
        """The same, of the same length, at another time."""
        span = self.ends - self.starts if self.starts and self.ends else _USUAL
        return replace(self, starts=starts, ends=starts + span if starts else None)


def propose(office: Office, board_id: Id) -> Proposal:
    """The next meeting by the board's frequency, at the time and place of the last, with what stands open for it."""
    with office.reading() as reader:
        board = cast(Board, record_of(reader, "board", board_id))
        last = _last(reader, board_id)
        starts, span = _when(board, last, reader.today)
        day = starts.date() if starts else reader.today
        people = [
            Id(each.person_id)
            for each in members_of(reader, board_id)
            if isinstance(each.person_id, str) and serves(each, day)
        ]
        opening, closing = _standing(reader, board, last)
        return Proposal(
            board=board_id,
            title=board.title or "",
            starts=starts,
            ends=starts + span if starts else None,
            place=(last.place or "") if last else "",
            people=tuple(dict.fromkeys(people)),
            items=(*opening, *_open_actions(reader, board, last), *_sought(reader, board_id), *closing),
        )


def call(office: Office, proposal: Proposal) -> Changes:
    """The meeting, its attendances and its agenda; each decision on the agenda is said to be sought there."""
    with office.reading() as reader:
        board = cast(Board, record_of(reader, "board", proposal.board))
    values: dict[str, Value] = {
        "title": proposal.title.strip() or board.title,
        "kind": "board",
        "board_id": proposal.board,
        "portfolio_id": board.portfolio_id,
        "starts": proposal.starts,
        "ends": proposal.ends,
        "place": proposal.place.strip() or None,
        "chair_id": board.chair_id,
        "secretary_id": board.secretary_id,
    }
    made = records.create(office, "meeting", values)
    meeting = made.items[0].record
    items: list[Change] = [*made.items]
    for person in proposal.people:
        seat = {"meeting_id": meeting, "person_id": person}
        items.append(Create("attendance", Id(office.store.new_id()), seat))
    wanted = [each for each in proposal.items if each.wanted]
    for position, each in enumerate(wanted, 1):
        id = Id(office.store.new_id())
        items.append(Create("agenda_item", id, _item_values(meeting, position, each)))
        if each.decision is not None:
            items += [
                Edit("decision", each.decision, "meeting_id", meeting),
                Edit("decision", each.decision, "agenda_item_id", id),
            ]
    label = _("Call {meeting}").replace("{meeting}", str(values["title"]))
    return Changes(label, tuple(items))


def offers(office: Office, meeting_id: Id) -> tuple[Proposed, ...]:
    """Decisions asked of the meeting's board that are on no agenda yet."""
    with office.reading() as reader:
        meeting = cast(Meeting, record_of(reader, "meeting", meeting_id))
        if not isinstance(meeting.board_id, str):
            return ()
        return _sought(reader, Id(meeting.board_id))


def add_item(office: Office, meeting_id: Id, item: Proposed) -> Changes:
    """One more item at the end of the agenda, before the standing ones that close it."""
    if not item.title.strip():
        raise Refusal(_("Say what the item is about."))
    with office.reading() as reader:
        record_of(reader, "meeting", meeting_id)
        found = _items(reader, meeting_id)
    closing = _closing(found)
    open_items = found[: len(found) - len(closing)]
    last = max((each.position for each in open_items if isinstance(each.position, int)), default=0)
    id = Id(office.store.new_id())
    items: list[Change] = [Create("agenda_item", id, _item_values(meeting_id, last + 1, item))]
    items += [
        Edit("agenda_item", each.id, "position", position)
        for position, each in enumerate(closing, last + 2)
        if each.position != position
    ]
    if item.decision is not None:
        items += [
            Edit("decision", item.decision, "meeting_id", meeting_id),
            Edit("decision", item.decision, "agenda_item_id", id),
        ]
    return Changes(_("Add “{title}” to the agenda").replace("{title}", item.title.strip()), tuple(items))


def move_item(office: Office, item_id: Id, to: int) -> Changes:
    """Put an item at place `to` of its agenda, from 0; those between move up. Items without a place get one."""
    with office.reading() as reader:
        item = cast(AgendaItem, record_of(reader, "agenda_item", item_id))
        found = _items(reader, Id(str(item.meeting_id)))
    ids = [each.id for each in found if each.id != item_id]
    ids.insert(max(0, min(to, len(ids))), item_id)
    before = {each.id: each.position for each in found}
    edits = [
        Edit("agenda_item", id, "position", position)
        for position, id in enumerate(ids, 1)
        if before[id] != position
    ]
    return Changes(_("Move “{title}” on the agenda").replace("{title}", item.title or ""), tuple(edits))


def _closing(found: Sequence[AgendaItem]) -> Sequence[AgendaItem]:
    """The items that close an agenda: the standing ones after all others, and whatever is called as a last item is."""
    has_others = any(each.kind != "standing" for each in found)
    first = len(found)
    while first and (
        _LAST_ITEM.search(found[first - 1].title or "")
        or (has_others and found[first - 1].kind == "standing")
    ):
        first -= 1
    return found[first:]


def _items(reader: Reader, meeting: Id) -> list[AgendaItem]:
    entity = reader.catalogue.entity("agenda_item")
    found = reader.all(entity, Test("meeting_id", Op.IS, meeting), (Sort("position"),))
    return [cast(AgendaItem, each) for each in found]


def _item_values(meeting: Id, position: int, item: Proposed) -> dict[str, Value]:
    values: dict[str, Value] = {
        "meeting_id": meeting,
        "position": position,
        "title": item.title.strip(),
        "kind": item.kind,
        "minutes_planned": item.minutes,
        "presenter_id": item.presenter,
        "project_id": item.project,
        "decision_id": item.decision,
        "document_id": item.document,
        "ask": item.ask or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _last(reader: Reader, board: Id) -> Meeting | None:
    """The board's latest regular meeting with a date; extraordinary ones set no rhythm."""
    entity = reader.catalogue.entity("meeting")
    where = All((Test("board_id", Op.IS, board), Test("starts", Op.KNOWN)))
    found = [cast(Meeting, each) for each in reader.all(entity, where, (Sort("starts", descending=True),))]
    called = [each for each in found if each.status != "cancelled"]
    return next((each for each in called if each.kind != "one_off"), called[0] if called else None)


def _when(board: Board, last: Meeting | None, today: date) -> tuple[datetime | None, timedelta]:
    """When the board meets next, and for how long: as the last time."""
    began, ended = (moment(last.starts), moment(last.ends)) if last else (None, None)
    span = ended - began if began and ended and ended > began else _USUAL
    frequency = board.frequency if isinstance(board.frequency, str) else None
    if began is None:
        return None, span
    day = next_day_from(began.date(), frequency, today)
    return (datetime.combine(day, began.time()) if day else None), span


def _standing(
    reader: Reader, board: Board, last: Meeting | None
) -> tuple[tuple[Proposed, ...], tuple[Proposed, ...]]:
    """The standing items of the last agenda: those that opened it, and those that stood among or after the others.

    Where it had none, the one that opens every meeting.
    """
    opening: list[Proposed] = []
    closing: list[Proposed] = []
    into = opening
    for each in _items(reader, last.id) if last else ():
        if each.kind == "standing":
            into.append(_again(each, (last.code or last.title or "") if last else ""))
        else:
            into = closing
    if not opening:
        chair = Id(board.chair_id) if isinstance(board.chair_id, str) else None
        title = _("Minutes and actions of the last meeting")
        opening = [Proposed(title, "standing", _STANDING, _("Stands on every agenda"), chair)]
    return tuple(opening), tuple(closing)


def _again(item: AgendaItem, meeting: str) -> Proposed:
    return Proposed(
        title=item.title or "",
        kind="standing",
        minutes=item.minutes_planned if isinstance(item.minutes_planned, int) else None,
        why=_("On the agenda of {meeting}").replace("{meeting}", meeting),
        presenter=Id(item.presenter_id) if isinstance(item.presenter_id, str) else None,
    )


def _open_actions(reader: Reader, board: Board, last: Meeting | None) -> tuple[Proposed, ...]:
    """What is open from the board's meetings, as one item."""
    meeting, action = reader.catalogue.entity("meeting"), reader.catalogue.entity("action")
    held = [each.id for each in reader.all(meeting, Test("board_id", Op.IS, board.id))]
    where = All((Test("meeting_id", Op.ANY_OF, list(held)), still_open(reader.catalogue, action)))
    count = reader.count(action, where) if last and held else 0
    if not count:
        return ()
    secretary = Id(board.secretary_id) if isinstance(board.secretary_id, str) else None
    why = _("{count} are open from earlier meetings").format(count=count)
    return (Proposed(_("Open actions"), "discussion", _ACTIONS, why, secretary),)


def _sought(reader: Reader, board: Id) -> tuple[Proposed, ...]:
    """Decisions asked of the board, or deferred by it, that no meeting to come has on its agenda."""
    entity, meeting = reader.catalogue.entity("decision"), reader.catalogue.entity("meeting")
    asked = All((Test("board_id", Op.IS, board), Test("status", Op.ANY_OF, ["asked", "deferred"])))
    coming = {each.id for each in reader.all(meeting, still_open(reader.catalogue, meeting))}
    found = [cast(Decision, each) for each in reader.all(entity, asked, (Sort("needed_by"), Sort("code")))]
    return tuple(
        Proposed(
            title=each.title or "",
            kind="decision",
            minutes=_DECISION,
            why=_reason(each),
            presenter=Id(each.owner_id) if isinstance(each.owner_id, str) else None,
            project=Id(each.project_id) if isinstance(each.project_id, str) else None,
            decision=each.id,
        )
        for each in found
        if each.meeting_id not in coming
    )


def _reason(decision: Decision) -> str:
    if decision.status == "deferred":
        return _("{code}, deferred").format(code=decision.code)
    if isinstance(decision.needed_by, date):
        return _("{code}, needed by {day}").format(code=decision.code, day=format_date(decision.needed_by))
    return _("{code}, asked of this board").format(code=decision.code)

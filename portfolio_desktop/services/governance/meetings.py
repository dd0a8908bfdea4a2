# SPDX-License-Identifier: Apache-2.0
"""A meeting as one picture: its agenda with clock times, who is there, what it decides and what it asks people to do."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import AnyOf, Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.document import Document
from portfolio_desktop.catalogue.records.governance.boards import Board, BoardMember
from portfolio_desktop.catalogue.records.governance.decisions import Decision, DecisionOption
from portfolio_desktop.catalogue.records.governance.meetings import AgendaItem, Attendance, Meeting
from portfolio_desktop.domain.agenda import Length, Quorum, Slot, length, slots
from portfolio_desktop.services.governance.actions import ActionLine, lines_of
from portfolio_desktop.services.governance.then import as_left, is_deferred_here
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.sharing.marks import Marks, marks
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

VOTING = frozenset({"chair", "sponsor", "member"})
"""Roles that vote where a membership does not say."""
THERE = frozenset({"present", "deputy"})


@dataclass(frozen=True, slots=True)
class Named:
    """Another record by its id and what it is called."""

    id: Id
    title: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is expected or was there. `attendance` None: a member of whom nothing is recorded yet."""

    attendance: Id | None
    person: Id | None
    name: str
    role: str
    role_words: str
    speaks_for: str
    votes: bool
    presence: str
    presence_words: str
    deputy: str
    note: str


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options between which is decided."""

    id: Id
    title: str
    description: str
    cost: Decimal | None
    cost_words: str
    benefit: str
    risks: str
    recommended: bool
    chosen: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Sought:
    """A decision that is sought or was taken, with the words of its fields by name and its options in order."""

    id: Id
    code: str
    title: str
    status: str
    decided: bool
    item: Id | None
    project: Named | None
    evidence: Named | None
    said: Mapping[str, str]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda. `paper` is the document with its address; the decision it seeks is the first of its own."""

    id: Id
    title: str
    kind: str
    kind_words: str
    minutes: int | None
    slot: Slot
    presenter: str
    project: Named | None
    paper: Named | None
    paper_address: str
    ask: str
    discussion: str
    decisions: tuple[Sought, ...]
    actions: tuple[ActionLine, ...]


_MINUTED = ("meeting", "agenda_item", "decision", "decision_option")


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting whole. `decisions` and `actions` are those that stand under no item.

    `waits` are the fields in which people said different things, of the meeting, its items, decisions and options.
    """

    meeting: Meeting
    board: Named | None
    marking: str
    when: str
    chair: str
    secretary: str
    status_words: str
    seats: tuple[Seat, ...]
    items: tuple[Item, ...]
    length: Length
    quorum: Quorum
    decisions: tuple[Sought, ...]
    actions: tuple[ActionLine, ...]
    waits: Marks

    @property
    def id(self) -> Id:
        return self.meeting.id

    @property
    def starts(self) -> datetime | None:
        return moment(self.meeting.starts)

    @property
    def ends(self) -> datetime | None:
        return moment(self.meeting.ends)

    @property
    def all_decisions(self) -> tuple[Sought, ...]:
        return (*(each for item in self.items for each in item.decisions), *self.decisions)

    @property
    def all_actions(self) -> tuple[ActionLine, ...]:
        return (*(action for item in self.items for action in item.actions), *self.actions)


def meeting_page(office: Office, id: Id) -> MeetingPage:
    """The meeting with all that belongs to it. Refuses when it has gone."""
    with office.reading() as reader:
        return page_of(reader, cast(Meeting, record_of(reader, "meeting", id)))


def page_of(reader: Reader, meeting: Meeting) -> MeetingPage:
    """The same at a moment that is being read already."""
    entity = reader.catalogue.entity("meeting")
    titles = link_titles(reader, entity, [meeting])
    starts, ends = moment(meeting.starts), moment(meeting.ends)
    found = [cast(AgendaItem, each) for each in _parts(reader, "agenda_item", meeting.id, "position")]
    known = {each.id for each in found}
    sought = _sought_at(reader, meeting.id, found)
    lines = _actions_at(reader, meeting.id)
    items = _items(reader, found, starts, sought, lines)
    used = {each.id for item in items for each in item.decisions}
    seats = seats_of(reader, meeting)
    board = reader.get(reader.catalogue.entity("board"), Id(str(meeting.board_id)))
    return MeetingPage(
        meeting=meeting,
        board=named(meeting.board_id, titles),
        marking=_marking(reader, meeting, board),
        when=words(reader.catalogue, entity.field("starts"), meeting.starts),
        chair=titles.get(Id(str(meeting.chair_id)), ""),
        secretary=titles.get(Id(str(meeting.secretary_id)), ""),
        status_words=words(reader.catalogue, entity.field("status"), meeting.status),
        seats=seats,
        items=items,
        length=length(starts, ends, [item.minutes for item in items]),
        quorum=quorum_of(cast(Board, board) if board else None, seats),
        decisions=tuple(each for each in sought.values() if each.id not in used),
        actions=tuple(line for item, of_item in lines.items() if item not in known for line in of_item),
        waits={id: fields for name in _MINUTED for id, fields in marks(reader, name).items()},
    )


def seats_of(reader: Reader, meeting: Meeting) -> tuple[Seat, ...]:
    """Everybody with an attendance, then the members of the board on that day of whom nothing is recorded."""
    entity, member = reader.catalogue.entity("attendance"), reader.catalogue.entity("board_member")
    every = attendances_of(reader, meeting.id)
    found = [each[-1] for each in every]
    starts = moment(meeting.starts)
    day = starts.date() if starts else reader.today
    members = {each.person_id: each for each in members_of(reader, meeting.board_id) if serves(each, day)}
    titles = link_titles(reader, entity, found) | link_titles(reader, member, members.values())
    here = {each.person_id for each in found}
    seats = [_recorded(reader, each, members.get(each[-1].person_id), titles) for each in every]
    seats += [_seat(reader, None, each, titles) for person, each in members.items() if person not in here]
    ranks = [item.code for item in reader.catalogue.choices(member.field("role")).items]
    return tuple(sorted(seats, key=lambda seat: ranks.index(seat.role) if seat.role in ranks else len(ranks)))


def attendances_of(reader: Reader, meeting: Id) -> list[list[Attendance]]:
    """What is recorded of each person, and of each guest who is none, what was said last of their presence coming last.

    It is one record each, unless two laptops recorded somebody unaware of each other.
    """
    of_person: dict[object, list[Attendance]] = defaultdict(list)
    for each in _parts(reader, "attendance", meeting):
        attendance = cast(Attendance, each)
        of_person[attendance.person_id or attendance.id].append(attendance)
    return [
        sorted(found, key=lambda each: (each.presence is not None, each.id)) for found in of_person.values()
    ]


def members_of(reader: Reader, board: object) -> list[BoardMember]:
    """Everybody who is or was on a board, in the order of their entry."""
    if not isinstance(board, str):
        return []
    entity = reader.catalogue.entity("board_member")
    return [cast(BoardMember, each) for each in reader.all(entity, Test("board_id", Op.IS, board))]


def serves(member: BoardMember, day: date) -> bool:
    """Whether a membership runs on `day`; one without dates does."""
    since = member.since if isinstance(member.since, date) else None
    until = member.until if isinstance(member.until, date) else None
    return (since is None or since <= day) and (until is None or day <= until)


def votes(member: BoardMember | None) -> bool:
    """Whether a member votes: as is said of them, else by their role."""
    if member is None:
        return False
    return member.votes if member.votes is not None else member.role in VOTING


def quorum_of(board: Board | None, seats: Iterable[Seat]) -> Quorum:
    """A deputy stands for the member. Where nobody is known to vote, everybody counts; without a board, nobody is needed."""
    known = list(seats)
    there = [seat for seat in known if seat.presence in THERE]
    voting = sum(seat.votes for seat in there) if any(seat.votes for seat in known) else len(there)
    needed = board.quorum if board and isinstance(board.quorum, int) else None
    return Quorum(voting, needed)


def moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None


def named(link: object, titles: Mapping[Id, str]) -> Named | None:
    """The linked record with its title; None without a link."""
    return Named(Id(link), titles.get(Id(link), "")) if isinstance(link, str) and Id(link) in titles else None


def sought_of(reader: Reader, found: Sequence[Decision], left: Collection[Id] = ()) -> dict[Id, Sought]:
    """Decisions with their options, by id. Those in `left` are as an earlier meeting left them.

    One that an earlier meeting deferred is to be decided.
    """
    entity = reader.catalogue.entity("decision")
    titles = link_titles(reader, entity, found)
    over = {item.code for item in reader.catalogue.choices(entity.field("status")).items if item.over}
    options: dict[object, list[Option]] = defaultdict(list)
    for each in reader.all(
        reader.catalogue.entity("decision_option"),
        Test("decision_id", Op.ANY_OF, [decision.id for decision in found]),
        (Sort("position"),),
    ):
        option = cast(DecisionOption, each)
        options[option.decision_id].append(_option(reader, option))
    return {
        each.id: Sought(
            id=each.id,
            code=each.code or "",
            title=each.title or "",
            status=each.status if isinstance(each.status, str) else "",
            decided=each.status in over
            or (each.status == "deferred" and (each.id in left or is_deferred_here(reader, each))),
            item=Id(each.agenda_item_id) if isinstance(each.agenda_item_id, str) else None,
            project=named(each.project_id, titles),
            evidence=named(each.evidence_id, titles),
            said=said(reader, entity, each, titles),
            options=tuple(options[each.id]),
        )
        for each in found
    }


def said(reader: Reader, entity: Entity, record: Record, titles: Mapping[Id, str]) -> dict[str, str]:
    """Every field of which something was said, in words."""
    catalogue = reader.catalogue
    return {
        field.name: text
        for field in entity.fields
        if (text := words(catalogue, field, record[field.name], titles=titles))
    }


def _parts(reader: Reader, name: str, meeting: Id, order: str = "") -> list[Record]:
    sorts = (Sort(order),) if order else ()
    return reader.all(reader.catalogue.entity(name), Test("meeting_id", Op.IS, meeting), sorts)


def _sought_at(reader: Reader, meeting: Id, items: Sequence[AgendaItem]) -> dict[Id, Sought]:
    """The decisions that the meeting takes, and those that its items name."""
    on_agenda = [each.decision_id for each in items if isinstance(each.decision_id, str)]
    entity = reader.catalogue.entity("decision")
    found = reader.all(entity, Test("meeting_id", Op.IS, meeting), (Sort("code"),))
    known = {each.id for each in found}
    others = reader.many(entity, [Id(each) for each in on_agenda if each not in known])
    left = [as_left(reader, cast(Decision, each), meeting) for each in others]
    return sought_of(
        reader, [*(cast(Decision, each) for each in found), *left], left={each.id for each in left}
    )


def _actions_at(reader: Reader, meeting: Id) -> dict[object, list[ActionLine]]:
    """The meeting's actions by the item under which they were agreed."""
    entity = reader.catalogue.entity("action")
    where: Filter = Test("meeting_id", Op.IS, meeting)
    ids = [each.id for each in _parts(reader, "agenda_item", meeting)]
    if ids:
        where = AnyOf((where, Test("agenda_item_id", Op.ANY_OF, list(ids))))
    found = reader.all(entity, where, (Sort("code"),))
    item_of = {each.id: each["agenda_item_id"] for each in found}
    gathered: dict[object, list[ActionLine]] = defaultdict(list)
    for line in sorted(lines_of(reader, found), key=lambda line: line.code):
        gathered[item_of[line.id]].append(line)
    return gathered


def _items(
    reader: Reader,
    found: Sequence[AgendaItem],
    starts: datetime | None,
    sought: Mapping[Id, Sought],
    lines: Mapping[object, Sequence[ActionLine]],
) -> tuple[Item, ...]:
    entity = reader.catalogue.entity("agenda_item")
    titles = link_titles(reader, entity, found)
    wanted = [Id(each.document_id) for each in found if isinstance(each.document_id, str)]
    papers = {
        each.id: cast(Document, each) for each in reader.many(reader.catalogue.entity("document"), wanted)
    }
    planned = [each.minutes_planned if isinstance(each.minutes_planned, int) else None for each in found]
    items: list[Item] = []
    for each, minutes, slot in zip(found, planned, slots(starts, planned), strict=True):
        paper = papers.get(Id(str(each.document_id)))
        first = sought.get(Id(str(each.decision_id)))
        more = (one for one in sought.values() if one.item == each.id and one is not first)
        items.append(
            Item(
                id=each.id,
                title=each.title or "",
                kind=each.kind if isinstance(each.kind, str) else "",
                kind_words=words(reader.catalogue, entity.field("kind"), each.kind),
                minutes=minutes,
                slot=slot,
                presenter=titles.get(Id(str(each.presenter_id)), ""),
                project=named(each.project_id, titles),
                paper=Named(paper.id, paper.title or "") if paper else None,
                paper_address=(paper.address or "") if paper else "",
                ask=each.ask or "",
                discussion=each.discussion or "",
                decisions=(*((first,) if first else ()), *more),
                actions=tuple(lines.get(each.id, ())),
            )
        )
    return tuple(items)


def _marking(reader: Reader, meeting: Meeting, board: Record | None) -> str:
    """The marking of the portfolio that the meeting is about."""
    entity = reader.catalogue.entity("portfolio")
    link = meeting.portfolio_id or (board["portfolio_id"] if board else None)
    portfolio = reader.get(entity, Id(str(link)))
    return words(reader.catalogue, entity.field("marking"), portfolio["marking"]) if portfolio else ""


def _recorded(
    reader: Reader, found: Sequence[Attendance], member: BoardMember | None, titles: Mapping[Id, str]
) -> Seat:
    """Whoever was recorded twice sits once, as was said last; what else was said is named."""
    seat = _seat(reader, found[-1], member, titles)
    field = reader.catalogue.entity("attendance").field("presence")
    others = {
        words(reader.catalogue, field, each.presence)
        for each in found
        if each.presence not in (None, seat.presence)
    }
    if not others:
        return seat
    said = _("{presence} (also recorded: {others})").format(
        presence=seat.presence_words or "–", others=", ".join(sorted(others))
    )
    return replace(seat, presence_words=said)


def _seat(
    reader: Reader, attendance: Attendance | None, member: BoardMember | None, titles: Mapping[Id, str]
) -> Seat:
    catalogue = reader.catalogue
    person = attendance.person_id if attendance else member.person_id if member else None
    presence = attendance.presence if attendance and isinstance(attendance.presence, str) else ""
    role = member.role if member and isinstance(member.role, str) else ""
    return Seat(
        attendance=attendance.id if attendance else None,
        person=Id(person) if isinstance(person, str) else None,
        name=titles.get(Id(str(person)), "") or (attendance.title if attendance else "") or "",
        role=role,
        role_words=words(catalogue, catalogue.entity("board_member").field("role"), role or None),
        speaks_for=(attendance.title if attendance and isinstance(person, str) else "")
        or (member.title if member else "")
        or "",
        votes=votes(member),
        presence=presence,
        presence_words=words(catalogue, catalogue.entity("attendance").field("presence"), presence or None),
        deputy=titles.get(Id(str(attendance.deputy_id)), "") if attendance else "",
        note=(attendance.note or "") if attendance else "",
    )


def _option(reader: Reader, option: DecisionOption) -> Option:
    entity = reader.catalogue.entity("decision_option")
    return Option(
        id=option.id,
        title=option.title or "",
        description=option.description or "",
        cost=option.cost if isinstance(option.cost, Decimal) else None,
        cost_words=words(reader.catalogue, entity.field("cost"), option.cost),
        benefit=option.benefit or "",
        risks=option.risks or "",
        recommended=bool(option.recommended),
        chosen=bool(option.chosen),
        why_not=option.why_not or "",
    )

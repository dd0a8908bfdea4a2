# SPDX-License-Identifier: Apache-2.0
"""Boards: what each is for, who sits on it and sat on it, and when it meets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.boards import Board, BoardMember
from portfolio_desktop.catalogue.records.governance.meetings import Meeting
from portfolio_desktop.services.governance.actions import over_codes
from portfolio_desktop.services.governance.meetings import members_of, moment, said, serves, votes
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a calendar. `waits` says that its time has passed and nobody has said whether it was held."""

    id: Id
    code: str
    title: str
    board_id: Id | None
    board: str
    starts: datetime | None
    place: str
    status: str
    status_words: str
    waits: bool
    items: int
    draft: bool


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board in a list, with its next meeting where one is planned."""

    id: Id
    code: str
    title: str
    kind: str
    stands: bool
    next: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """A membership; `until` is the day on which it ended or ends."""

    id: Id
    person: Id | None
    name: str
    role: str
    speaks_for: str
    votes: bool
    since: date | None
    until: date | None
    deputy: str
    interests: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A board whole: its fields in words, who serves now, who served before, and its meetings."""

    id: Id
    board: Board
    said: Mapping[str, str]
    members: tuple[Member, ...]
    former: tuple[Member, ...]
    coming: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every board, and every meeting: what comes, the soonest first, and what was, the last first."""

    boards: tuple[BoardLine, ...]
    coming: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]


def calendar(office: Office) -> Calendar:
    """Boards that stand come first. A meeting without a date is still to come."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("board")
        lines = _lines(reader, EVERYTHING)
        coming, past = _parted(lines)
        found = reader.all(entity, order=(Sort("code"),))
        live = {each.id for each in reader.all(entity, still_open(reader.catalogue, entity))}
        boards = [_board_line(reader, cast(Board, each), coming, live) for each in found]
    return Calendar(tuple(sorted(boards, key=lambda each: not each.stands)), coming, past)


def board_page(office: Office, id: Id) -> BoardPage:
    """The board with its members and meetings. Refuses when it has gone."""
    with office.reading() as reader:
        board = cast(Board, record_of(reader, "board", id))
        entity = reader.catalogue.entity("board")
        members = members_of(reader, id)
        now = [each for each in members if not _ended(each, reader.today)]
        titles = link_titles(reader, reader.catalogue.entity("board_member"), members)
        coming, past = _parted(_lines(reader, Test("board_id", Op.IS, id)))
        return BoardPage(
            id=id,
            board=board,
            said=said(reader, entity, board, link_titles(reader, entity, [board])),
            members=_ranked(reader, now, titles),
            former=_ranked(reader, [each for each in members if each not in now], titles),
            coming=coming,
            past=past,
        )


def _ended(member: BoardMember, today: date) -> bool:
    return isinstance(member.until, date) and not serves(member, today) and member.until < today


def _ranked(reader: Reader, found: Sequence[BoardMember], titles: Mapping[Id, str]) -> tuple[Member, ...]:
    field = reader.catalogue.entity("board_member").field("role")
    ranks = [item.code for item in reader.catalogue.choices(field).items]

    def rank(member: BoardMember) -> tuple[int, str]:
        place = ranks.index(member.role) if member.role in ranks else len(ranks)
        return place, titles.get(Id(str(member.person_id)), "")

    return tuple(
        Member(
            id=each.id,
            person=Id(each.person_id) if isinstance(each.person_id, str) else None,
            name=titles.get(Id(str(each.person_id)), ""),
            role=words(reader.catalogue, field, each.role),
            speaks_for=each.title or "",
            votes=votes(each),
            since=each.since if isinstance(each.since, date) else None,
            until=each.until if isinstance(each.until, date) else None,
            deputy=titles.get(Id(str(each.deputy_id)), ""),
            interests=each.interests or "",
        )
        for each in sorted(found, key=rank)
    )


def _board_line(reader: Reader, board: Board, coming: Sequence[MeetingLine], live: set[Id]) -> BoardLine:
    kind = words(reader.catalogue, reader.catalogue.entity("board").field("kind"), board.kind)
    days = (each.starts for each in coming if each.board_id == board.id and not each.waits and each.starts)
    return BoardLine(board.id, board.code or "", board.title or "", kind, board.id in live, next(days, None))


def _lines(reader: Reader, where: Filter) -> list[MeetingLine]:
    entity = reader.catalogue.entity("meeting")
    found = [cast(Meeting, each) for each in reader.all(entity, where, (Sort("starts"), Sort("code")))]
    titles = link_titles(reader, entity, found)
    item = reader.catalogue.entity("agenda_item")
    items = Counter(link for _id, link in reader.column(item, item.field("meeting_id")))
    over = over_codes(reader.catalogue, entity)
    return [_line(reader, each, titles, items[each.id], over) for each in found]


def _line(
    reader: Reader, meeting: Meeting, titles: Mapping[Id, str], items: int, over: frozenset[str]
) -> MeetingLine:
    starts = moment(meeting.starts)
    status = meeting.status if isinstance(meeting.status, str) else ""
    return MeetingLine(
        id=meeting.id,
        code=meeting.code or "",
        title=meeting.title or "",
        board_id=Id(meeting.board_id) if isinstance(meeting.board_id, str) else None,
        board=titles.get(Id(str(meeting.board_id)), ""),
        starts=starts,
        place=meeting.place or "",
        status=status,
        status_words=words(
            reader.catalogue, reader.catalogue.entity("meeting").field("status"), meeting.status
        ),
        waits=status not in over and starts is not None and starts.date() < reader.today,
        items=items,
        draft=status == "held" and not isinstance(meeting.minutes_agreed_on, date),
    )


def _parted(lines: Sequence[MeetingLine]) -> tuple[tuple[MeetingLine, ...], tuple[MeetingLine, ...]]:
    """What is still to come or waits for its minutes, and what is over, the last first."""
    coming = tuple(each for each in lines if each.status not in ("held", "cancelled"))
    past = tuple(each for each in reversed(lines) if each.status in ("held", "cancelled"))
    return coming, past

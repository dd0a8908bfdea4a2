# SPDX-License-Identifier: Apache-2.0
"""The ledger of decisions, and one decision a year later: who knew, when, what was decided, and what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.decisions import Decision
from portfolio_desktop.catalogue.records.governance.meetings import Meeting
from portfolio_desktop.catalogue.records.office import Pack
from portfolio_desktop.services.governance.actions import ActionLine, lines_of, over_codes
from portfolio_desktop.services.governance.meetings import (
    Seat,
    Sought,
    moment,
    page_of,
    seats_of,
    sought_of,
)
from portfolio_desktop.services.governance.then import Then, stood
from portfolio_desktop.services.history import Entry, in_words, tells
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.periods import issued_of
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.history import steps
from portfolio_desktop.storage.read import Reader

_HISTORY = 60


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in the ledger. `due` says that it is to be looked at again, or late in being taken."""

    id: Id
    code: str
    title: str
    status: str
    status_words: str
    project: str
    board_id: Id | None
    board: str
    decided_on: date | None
    needed_by: date | None
    review_on: date | None
    effect: str
    due: bool
    open: bool

    @property
    def year(self) -> int | None:
        """The year in which it was taken, or else is needed."""
        day = self.decided_on or self.needed_by
        return day.year if day else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines that were asked for, and what can be asked for: boards and years with how many each has."""

    lines: tuple[DecisionLine, ...]
    boards: tuple[tuple[Id, str, int], ...]
    years: tuple[tuple[int, int], ...]
    due: int


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision whole. `moment` is when it was taken; None while it is open."""

    decision: Decision
    sought: Sought
    board: str
    meeting: Meeting | None
    when: str
    moment: datetime | None
    seats: tuple[Seat, ...]
    pack: str
    discussion: str
    then: Then
    actions: tuple[ActionLine, ...]
    history: tuple[Entry, ...]
    due: bool


def ledger(office: Office, *, board: Id | None = None, year: int | None = None, due: bool = False) -> Ledger:
    """Decisions of a board, of a year, or due for another look; what is open first, then the last taken first."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("decision")
        found = [cast(Decision, each) for each in reader.all(entity, order=(Sort("code"),))]
        titles = link_titles(reader, entity, found)
        over = over_codes(reader.catalogue, entity)
        lines = [_line(reader, each, titles, over) for each in found]
    boards = Counter((line.board_id, line.board) for line in lines if line.board_id is not None)
    years = Counter(line.year for line in lines if line.year is not None)
    wanted = [
        line
        for line in lines
        if (board is None or line.board_id == board)
        and (year is None or line.year == year)
        and (line.due or not due)
    ]
    return Ledger(
        tuple(sorted(wanted, key=_order)),
        tuple(
            (id, name, count)
            for (id, name), count in sorted(boards.items(), key=lambda each: each[0][1])
            if id
        ),
        tuple(sorted(years.items(), reverse=True)),
        sum(line.due for line in lines),
    )


def decision_page(office: Office, id: Id) -> DecisionPage:
    """The decision with everything that answers who knew, when, and what was decided. Refuses when it has gone."""
    with office.reading() as reader:
        decision = cast(Decision, record_of(reader, "decision", id))
        entity = reader.catalogue.entity("decision")
        titles = link_titles(reader, entity, [decision])
        meeting = _meeting(reader, decision)
        taken = moment_of(decision, meeting)
        action = reader.catalogue.entity("action")
        line = _line(reader, decision, titles, over_codes(reader.catalogue, entity))
        told = [step for step in steps(reader.connection, reader.catalogue, record=id) if tells(step)]
        return DecisionPage(
            decision=decision,
            sought=sought_of(reader, [decision])[id],
            board=titles.get(Id(str(decision.board_id)), ""),
            meeting=meeting,
            when=_when(reader, decision, meeting),
            moment=taken,
            seats=seats_of(reader, meeting) if meeting else (),
            pack=_pack_words(reader, decision),
            discussion=_discussion(reader, decision, meeting),
            then=stood(reader, decision, taken),
            actions=lines_of(reader, reader.all(action, Test("decision_id", Op.IS, id))),
            history=tuple(in_words(reader, told[: -_HISTORY - 1 : -1])),
            due=line.due,
        )


def moment_of(decision: Decision, meeting: Meeting | None) -> datetime | None:
    """When a decision was taken: as its meeting began, else at the end of its day, in this laptop's own time."""
    if not isinstance(decision.decided_on, date):
        return None
    starts = moment(meeting.starts) if meeting else None
    if starts is not None and starts.date() == decision.decided_on:
        return starts
    return datetime.combine(decision.decided_on + timedelta(days=1), time())


def _order(line: DecisionLine) -> tuple[bool, int, str]:
    day = (line.needed_by or date.max) if line.open else line.decided_on or date.min
    return not line.open, day.toordinal() if line.open else -day.toordinal(), line.code


def _line(reader: Reader, decision: Decision, titles: Mapping[Id, str], over: frozenset[str]) -> DecisionLine:
    entity = reader.catalogue.entity("decision")
    opened = decision.status not in over
    needed, review = _day(decision.needed_by), _day(decision.review_on)
    late = opened and needed is not None and needed < reader.today
    again = review is not None and review < reader.today and decision.reviewed_on is None
    return DecisionLine(
        id=decision.id,
        code=decision.code or "",
        title=decision.title or "",
        status=decision.status if isinstance(decision.status, str) else "",
        status_words=words(reader.catalogue, entity.field("status"), decision.status),
        project=titles.get(Id(str(decision.project_id)), ""),
        board_id=Id(decision.board_id) if isinstance(decision.board_id, str) else None,
        board=titles.get(Id(str(decision.board_id)), ""),
        decided_on=_day(decision.decided_on),
        needed_by=needed,
        review_on=review,
        effect=words(reader.catalogue, entity.field("effect"), decision.effect),
        due=late or again,
        open=opened,
    )


def _meeting(reader: Reader, decision: Decision) -> Meeting | None:
    found = reader.get(reader.catalogue.entity("meeting"), Id(str(decision.meeting_id)))
    return cast(Meeting, found) if found else None


def _when(reader: Reader, decision: Decision, meeting: Meeting | None) -> str:
    entity = reader.catalogue.entity("decision")
    day = words(reader.catalogue, entity.field("decided_on"), decision.decided_on)
    if meeting is None:
        return day
    return " · ".join(filter(None, (day, meeting.code, meeting.title)))


def _discussion(reader: Reader, decision: Decision, meeting: Meeting | None) -> str:
    """What the minutes say of the item under which it was taken."""
    if meeting is None:
        return ""
    page = page_of(reader, meeting)
    said = (item.discussion for item in page.items if any(each.id == decision.id for each in item.decisions))
    return next(said, "")


def _pack_words(reader: Reader, decision: Decision) -> str:
    """The evidence by its name and the day of its data."""
    found = reader.get(reader.catalogue.entity("pack"), Id(str(decision.evidence_id)))
    if found is None:
        return ""
    pack = issued_of(reader, cast(Pack, found))
    day = format_date(pack.as_of) if pack.as_of else ""
    issued = format_date(pack.issued_on) if pack.issued_on else ""
    said = [pack.code, pack.title]
    if day:
        said.append(_("data as of {day}").format(day=day))
    if issued:
        said.append(_("issued {day}").format(day=issued))
    rating = pack.ratings.get(Id(str(decision.project_id)))
    if rating is not None:
        field = reader.catalogue.entity("project").field("confidence")
        said.append(_("it rated the project {rating}").format(rating=words(reader.catalogue, field, rating)))
    return " · ".join(filter(None, said))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None

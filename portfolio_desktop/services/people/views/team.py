# SPDX-License-Identifier: Apache-2.0
"""A manager's team in a year of appraisals: who is where, what comes next, what was promised, where evidence is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.catalogue.confidential.appraisals import Appraisal
from portfolio_desktop.catalogue.confidential.cycles import Cycle
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal.distribution import Bar, distribution
from portfolio_desktop.domain.appraisal.standing import Side, Stage, side_of, standing_of
from portfolio_desktop.domain.appraisal.telling import next_step
from portfolio_desktop.domain.appraisal.year import quarters
from portfolio_desktop.services.people.conversations import open_in
from portfolio_desktop.services.people.cycles import Mark, StageMark, appraisals_in, progress_in
from portfolio_desktop.services.people.evidence import held_for_many
from portfolio_desktop.services.people.forms import Level, label_of, levels
from portfolio_desktop.services.people.known import day, link, owner
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Year:
    """A cycle that can be looked at."""

    id: Id
    title: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the team. Without an `appraisal` they take no part in the year that is looked at.

    `due` is the stage that is waiting, `noted` the pieces of evidence in each quarter, `level` what the owner of the file
    gave as their manager.
    """

    party: Id
    name: str
    role: str
    appraisal: Id | None = None
    side: Side = Side.NOBODY
    stage: Stage | None = None
    next: str = ""
    due: StageMark | None = None
    talk_on: date | None = None
    promises: int = 0
    late_promises: int = 0
    noted: tuple[int, ...] = ()
    level: str = ""


@dataclass(frozen=True, slots=True)
class TeamYear:
    """The team in one year, by name; the other years there are; and for the manager how levels spread.

    `quarters` are those of the year; of those that begin after `today` nothing can be missing.
    """

    today: date
    years: tuple[Year, ...]
    year: Year | None
    members: tuple[Member, ...]
    quarters: tuple[tuple[date, date], ...]
    spread: tuple[Bar, ...]
    rated: int


def team_year(people: PeopleFile, year: Id | None = None) -> TeamYear:
    """The owner's team in a year; in the latest that has begun where none is named."""
    with people.reading() as reader:
        years = _years(reader)
        chosen = next((each for each in years if each.id == year), None) or _latest(years, reader.today)
        me = owner(reader)
        found = _mine(reader, chosen, me)
        scale = _scale(reader, chosen)
        members = _members(reader, found, me, scale, chosen)
    span = quarters(chosen.starts, chosen.ends) if chosen and chosen.starts and chosen.ends else []
    given = [one.level for one in found if one.manager_id == me]
    known = [level for level in given if isinstance(level, int)]
    bars = distribution(known, {rung.step: rung.label for rung in scale}, for_manager=True).bars
    return TeamYear(people.today(), tuple(years), chosen, members, tuple(span), bars, len(known))


def _years(reader: Reader) -> list[Year]:
    found = [
        cast(Cycle, one) for one in reader.all(reader.catalogue.entity("cycle"), order=(Sort("starts"),))
    ]
    return [Year(one.id, one.title or "", day(one.starts), day(one.ends)) for one in reversed(found)]


def _latest(years: Sequence[Year], today: date) -> Year | None:
    begun = [each for each in years if each.starts is None or each.starts <= today]
    return next(iter(begun), next(iter(years), None))


def _mine(reader: Reader, year: Year | None, me: Id) -> list[Appraisal]:
    """The appraisals of others in which the owner takes part as a manager or countersigner."""
    if year is None:
        return []
    return [
        one
        for one in appraisals_in(reader, year.id)
        if side_of(one, me) in (Side.MANAGER, Side.COUNTERSIGNER)
    ]


def _scale(reader: Reader, year: Year | None) -> tuple[Level, ...]:
    if year is None:
        return ()
    found = reader.get(reader.catalogue.entity("cycle"), year.id)
    return levels(reader, link(found["scale_id"])) if found else ()


def _members(
    reader: Reader, found: Sequence[Appraisal], me: Id, scale: tuple[Level, ...], year: Year | None
) -> tuple[Member, ...]:
    """Those with an appraisal, and the owner's own people without one."""
    parties = {one.id: one for one in reader.all(reader.catalogue.entity("party"))}
    promises, late = _promises(reader)
    talks = _talks(reader, [one.id for one in found])
    noted = held_for_many(reader, found)
    waiting = {
        line.appraisal: _waiting(line.marks) for line in (progress_in(reader, year.id) if year else ())
    }
    members = []
    for one in found:
        subject, side, standing = Id(str(one.subject_id)), side_of(one, me), standing_of(one)
        party = parties.get(subject)
        span = quarters(*_span(one)) if _span(one) != (None, None) else []
        days = [on for piece in noted[one.id] if (on := day(piece.on))]
        members.append(
            Member(
                party=subject,
                name=str(party["name"]) if party else one.title or "",
                role=str(party["role"] or "") if party else "",
                appraisal=one.id,
                side=side,
                stage=standing.stage,
                next=next_step(side, standing),
                due=waiting.get(one.id),
                talk_on=talks.get(one.id),
                promises=promises[subject],
                late_promises=late[subject],
                noted=tuple(sum(first <= on <= last for on in days) for first, last in span),
                level=label_of(scale, one.level) if side is Side.MANAGER else "",
            )
        )
    there = {one.party for one in members}
    members += [
        Member(
            party=id,
            name=str(one["name"]),
            role=str(one["role"] or ""),
            promises=promises[id],
            late_promises=late[id],
        )
        for id, one in parties.items()
        if one["manager_id"] == me and id not in there and id != me
    ]
    return tuple(sorted(members, key=lambda one: one.name.casefold()))


def _span(one: Appraisal) -> tuple[date, date] | tuple[None, None]:
    starts, ends = day(one.starts), day(one.ends)
    return (starts, ends) if starts and ends else (None, None)


def _promises(reader: Reader) -> tuple[Counter[Id], Counter[Id]]:
    """How many promises between the owner and each person are open, and how many of them late."""
    open_ones, late = Counter[Id](), Counter[Id]()
    for promise, talk in open_in(reader).values():
        subject, due = Id(str(talk.subject_id)), day(promise.due)
        open_ones[subject] += 1
        late[subject] += due is not None and due < reader.today
    return open_ones, late


def _talks(reader: Reader, appraisals: Iterable[Id]) -> dict[Id, date]:
    """The next planned conversation of each appraisal."""
    entity = reader.catalogue.entity("conversation")
    where = Test("appraisal_id", Op.ANY_OF, list(appraisals))
    rows = reader.values(entity, ("appraisal_id", "planned_on", "held_on"), where)
    found: dict[Id, date] = {}
    for _id, appraisal, planned, held in rows:
        on = day(planned)
        if on is not None and held is None:
            found[Id(str(appraisal))] = min(on, found.get(Id(str(appraisal)), on))
    return found


def _waiting(marks: Iterable[StageMark]) -> StageMark | None:
    """The stage to look at first: the earliest late one, else the one that is open."""
    some = [mark for mark in marks if mark.mark in (Mark.LATE, Mark.OPEN)]
    return min(some, key=lambda mark: (mark.mark is not Mark.LATE, mark.due or date.max), default=None)

# SPDX-License-Identifier: Apache-2.0
"""Somebody's year: their appraisals, objectives, what was noted, what was talked about and promised, what is to be learned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from portfolio_desktop.catalogue.confidential.appraisals import Appraisal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal.standing import Stage, side_of, standing_of
from portfolio_desktop.domain.appraisal.telling import next_step
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.aims import Aims, aims_of
from portfolio_desktop.services.people.conversations import OpenPromise, open_promises
from portfolio_desktop.services.people.development import DevelopmentPlan, plan_of
from portfolio_desktop.services.people.evidence import journal
from portfolio_desktop.services.people.known import code, day
from portfolio_desktop.services.people.people_file import PeopleFile

_APRIL = 4


@dataclass(frozen=True, slots=True)
class AppraisalLine:
    """An appraisal of that person."""

    id: Id
    title: str
    stage: Stage
    next: str
    ends: date | None


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the journal."""

    id: Id
    on: date | None
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, planned or held."""

    id: Id
    title: str
    planned_on: date | None
    held_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonYear:
    """All of it, the latest appraisal, note and conversation first. `own` says that it is the file's owner.

    `year` is that of the appraisal that runs or ran last; without one, from the April before today.
    """

    today: date
    year: tuple[date, date]
    person: Id
    name: str
    role: str
    own: bool
    appraisals: tuple[AppraisalLine, ...]
    aims: Aims
    journal: tuple[Note, ...]
    talks: tuple[Talk, ...]
    plan: DevelopmentPlan
    promises: tuple[OpenPromise, ...]


def person_year(people: PeopleFile, person: Id | None = None) -> PersonYear:
    """What the file holds on the year of somebody; of its owner, where nobody is named."""
    me = people.my_id
    whose = person or me
    with people.reading() as reader:
        party = record_of(reader, "party", whose)
        where = Test("subject_id", Op.IS, whose)
        found = reader.all(reader.catalogue.entity("appraisal"), where, (Sort("ends"),))
        talks = reader.all(reader.catalogue.entity("conversation"), where, (Sort("planned_on"),))
    lines = [_line(cast(Appraisal, one), me) for one in reversed(found)]
    return PersonYear(
        today=people.today(),
        year=_year([cast(Appraisal, one) for one in found], people.today()),
        person=whose,
        name=str(party["name"]),
        role=str(party["role"] or ""),
        own=whose == me,
        appraisals=tuple(lines),
        aims=aims_of(people, whose),
        journal=tuple(
            Note(one.id, day(one.on), one.title or "", code(one.kind)) for one in journal(people, whose)
        ),
        talks=tuple(
            Talk(one.id, str(one["title"]), day(one["planned_on"]), day(one["held_on"]))
            for one in reversed(talks)
        ),
        plan=plan_of(people, whose),
        promises=tuple(open_promises(people, whose)),
    )


def _year(appraisals: Sequence[Appraisal], today: date) -> tuple[date, date]:
    spans = [(begin, end) for one in appraisals if (begin := day(one.starts)) and (end := day(one.ends))]
    running = [span for span in spans if span[0] <= today <= span[1]]
    if running or spans:
        return max(running or spans)
    first = date(today.year if today.month >= _APRIL else today.year - 1, _APRIL, 1)
    return first, date(first.year + 1, _APRIL, 1) - timedelta(days=1)


def _line(one: Appraisal, me: Id) -> AppraisalLine:
    standing = standing_of(one)
    return AppraisalLine(
        one.id, one.title or "", standing.stage, next_step(side_of(one, me), standing), day(one.ends)
    )

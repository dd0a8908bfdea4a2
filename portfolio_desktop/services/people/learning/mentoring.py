# SPDX-License-Identifier: Apache-2.0
"""Mentoring outside the line: an agreement of two people, their sessions, and its end."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.confidential.coaching import Mentoring, MentoringSession
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal.acts import not_in_future
from portfolio_desktop.services import records
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import day, line_above, link, managers, names, said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A mentor and a mentee with their sessions, the latest first. `over` once it has ended."""

    record: Mentoring
    mentor: str
    mentee: str
    sessions: tuple[MentoringSession, ...]
    over: bool


def outside_line(people: PeopleFile, person: Id) -> list[tuple[Id, str]]:
    """Who could mentor somebody, by name: everybody who neither leads them nor is led by them."""
    with people.reading() as reader:
        above = managers(reader)
        rows = reader.values(reader.catalogue.entity("party"), ("name",))
        found = [
            (Id(id), str(name))
            for id, name in rows
            if id != person
            and id not in line_above(above, person)
            and person not in line_above(above, Id(id))
        ]
    return sorted(found, key=lambda each: each[1].casefold())


def begin(people: PeopleFile, mentor: Id, mentee: Id, purpose: str = "") -> Changes:
    """An agreement that begins today."""
    with people.reading() as reader:
        called = names(reader, [mentor, mentee])
    values: Values = {
        "title": _("{mentor} mentors {mentee}").format(mentor=called[mentor], mentee=called[mentee]),
        "mentor_id": mentor,
        "mentee_id": mentee,
        "starts": people.today(),
        "purpose": purpose.strip() or None,
    }
    return records.create(people, "mentoring", said(values))


def meet(people: PeopleFile, mentoring: Id, on: date | None = None) -> Changes:
    """A session of the two, to be written in. Refuses one after the agreement ended."""
    with people.reading() as reader:
        record = cast(Mentoring, record_of(reader, "mentoring", mentoring))
    held = not_in_future(on or people.today(), people.today())
    ended = day(record.ends)
    if ended is not None and held > ended:
        raise Refusal(
            _("This mentoring ended on {day}. Take the end out, or begin another.").format(
                day=format_date(ended)
            )
        )
    title = _("Session of {day}").format(day=format_date(held))
    return records.create(
        people, "mentoring_session", {"mentoring_id": mentoring, "title": title, "on": held}
    )


def end(people: PeopleFile, mentoring: Id, on: date | None = None) -> Changes:
    """It ends, today or `on` another day; what was written stays."""
    return records.change(people, "mentoring", mentoring, {"ends": on or people.today()})


def pair(people: PeopleFile, mentoring: Id) -> Pair:
    """One agreement with its sessions."""
    with people.reading() as reader:
        return _pair(reader, cast(Mentoring, record_of(reader, "mentoring", mentoring)))


def of_session(people: PeopleFile, session: Id) -> Id | None:
    """The agreement that a session is part of; None where it has gone."""
    with people.reading() as reader:
        found = reader.get(reader.catalogue.entity("mentoring_session"), session)
    return link(found["mentoring_id"]) if found is not None else None


def pairs(people: PeopleFile, person: Id) -> list[Pair]:
    """All agreements that somebody is part of, those that last first, then the latest."""
    with people.reading() as reader:
        found = [
            _pair(reader, cast(Mentoring, one))
            for one in reader.all(
                reader.catalogue.entity("mentoring"), order=(Sort("starts", descending=True),)
            )
            if person in (one["mentor_id"], one["mentee_id"])
        ]
    return sorted(found, key=lambda each: each.over)


def _pair(reader: Reader, record: Mentoring) -> Pair:
    entity = reader.catalogue.entity("mentoring_session")
    rows = reader.all(entity, Test("mentoring_id", Op.IS, record.id), (Sort("on", descending=True),))
    called = names(reader, [link(record.mentor_id), link(record.mentee_id)])
    ended = day(record.ends)
    return Pair(
        record=record,
        mentor=called.get(link(record.mentor_id), ""),
        mentee=called.get(link(record.mentee_id), ""),
        sessions=tuple(cast(MentoringSession, one) for one in rows),
        over=ended is not None and ended <= reader.today,
    )

# SPDX-License-Identifier: Apache-2.0
"""One development plan as it goes on paper: needs, what is done about them in the four groups, and the next dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.confidential.coaching import CoachingSession
from portfolio_desktop.catalogue.confidential.parties import Party
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.development import ActivityLine, DevelopmentPlan, Hours, Need, plan_of
from portfolio_desktop.services.people.known import day, link, names
from portfolio_desktop.services.people.people_file import PeopleFile

_OVER = frozenset({"done", "dropped"})


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need, numbered from 1. `skill` is the one it is about, where it says so."""

    number: int
    need: Need
    skill: str


@dataclass(frozen=True, slots=True)
class Doing:
    """One activity with its way and state in words, and the number of its need, 0 for none."""

    activity: ActivityLine
    way: str
    state: str
    need: int


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """One of the groups of activities, with the hours of what is done in it."""

    title: str
    doing: tuple[Doing, ...]
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentPaper:
    """All that is printed. `dates` are those still to come or late, the next first."""

    person: str
    about: str
    manager: str
    made_on: date
    needs: tuple[NeedLine, ...]
    groups: tuple[ActivityGroup, ...]
    total: Hours
    dates: tuple[tuple[date, str], ...]


def development_paper(people: PeopleFile, subject: Id) -> DevelopmentPaper:
    """The plan of one person as it stands today."""
    plan = plan_of(people, subject)
    with people.reading() as reader:
        person = cast(Party, record_of(reader, "party", subject))
        above = link(person.manager_id)
        skills = dict(reader.values(reader.catalogue.entity("development_need"), ("skill",)))
        sessions = reader.all(reader.catalogue.entity("coaching_session"), Test("subject_id", Op.IS, subject))
        manager = names(reader, (above,))[above]
    needs = [need for need in plan.needs if need.id is not None]
    coached = [day(cast(CoachingSession, session).next_on) for session in sessions]
    return DevelopmentPaper(
        person=person.name or "",
        about=", ".join(filter(None, (person.role, person.team))),
        manager=manager,
        made_on=people.today(),
        needs=tuple(
            NeedLine(number, need, skills.get(need.id) or "") for number, need in enumerate(needs, 1)
        ),
        groups=tuple(_groups(people, plan, needs)),
        total=plan.total,
        dates=tuple(sorted(_dates(people.today(), plan, coached))),
    )


def _groups(people: PeopleFile, plan: DevelopmentPlan, needs: list[Need]) -> Iterator[ActivityGroup]:
    numbers = {need.id: number for number, need in enumerate(needs, 1)}
    ways = people.catalogue.list_named("development.means")
    states = people.catalogue.list_named("development.status")

    def doing(need: Need, line: ActivityLine) -> Doing:
        way, state = ways.item(line.means), states.item(line.status)
        return Doing(
            line, _(way.label) if way else "", _(state.label) if state else "", numbers.get(need.id, 0)
        )

    lines = [doing(need, line) for need in plan.needs for line in need.activities]
    listed = people.catalogue.list_named("development.group").items
    for group in listed:
        own = tuple(each for each in lines if each.activity.group == group.code)
        yield ActivityGroup(_(group.label), own, plan.groups[group.code])
    known = {group.code for group in listed}
    others = tuple(each for each in lines if each.activity.group not in known)
    if others:
        yield ActivityGroup(_("Of no group"), others, _hours(others))


def _hours(doing: tuple[Doing, ...]) -> Hours:
    done = [each.activity.hours for each in doing if each.activity.status == "done"]
    known = [hours for hours in done if hours is not None]
    return Hours(sum(known, Decimal(0)), len(known), len(done))


def _dates(today: date, plan: DevelopmentPlan, coached: list[date | None]) -> Iterator[tuple[date, str]]:
    for need in plan.needs:
        if need.due and need.met_on is None:
            yield need.due, _("Need: {title}").format(title=need.title)
        for line in need.activities:
            if line.due and line.status not in _OVER:
                yield line.due, line.title
    for on in coached:
        if on and on >= today:  # that there is a session, not what it is about
            yield on, _("Coaching session")

# SPDX-License-Identifier: Apache-2.0
"""Development: needs and what is done about them, and hours by the groups of the role profile."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.confidential.development import Activity, DevelopmentNeed
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal.acts import not_in_future
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import code, day, link, number, said
from portfolio_desktop.services.people.learning.happened import happened
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.records import checked
from portfolio_desktop.storage.changes import Change, Changes, Edit

_OVER = frozenset({"done", "dropped"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One thing done in order to learn. `late` where its day has passed and it is not done."""

    id: Id
    title: str
    group: str
    means: str
    status: str
    due: date | None
    done_on: date | None
    hours: Decimal | None
    support: str
    reflection: str
    late: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Something to be learned, what it is for, and what is done about it. Activities of no need stand under None."""

    id: Id | None
    title: str
    why: str
    signs: str
    due: date | None
    met_on: date | None
    activities: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours spent on what is done: the sum of the `known`, out of `count` activities."""

    sum: Decimal
    known: int
    count: int


@dataclass(frozen=True, slots=True)
class DevelopmentPlan:
    """A person's needs with their activities, and the hours of what was done by group and altogether."""

    needs: tuple[Need, ...]
    groups: Mapping[str, Hours]
    total: Hours


def plan_of(
    people: PeopleFile, subject: Id, first: date | None = None, last: date | None = None
) -> DevelopmentPlan:
    """The development plan of somebody. Hours count what was done between two days, where they are given."""
    with people.reading() as reader:
        where = Test("subject_id", Op.IS, subject)
        needs = [
            cast(DevelopmentNeed, one)
            for one in reader.all(
                reader.catalogue.entity("development_need"), where, (Sort("due"), Sort("title"))
            )
        ]
        rows = reader.all(
            reader.catalogue.entity("activity"), where, (Sort("done_on"), Sort("due"), Sort("title"))
        )
        groups = reader.catalogue.list_named("development.group").items
    under: dict[Id | None, list[ActivityLine]] = defaultdict(list)
    known = {need.id for need in needs}
    for row in rows:
        activity = cast(Activity, row)
        need = link(activity.need_id)
        under[need if need in known else None].append(_line(activity, people.today()))
    found = [
        Need(
            one.id,
            one.title or "",
            one.why or "",
            one.signs or "",
            day(one.due),
            day(one.met_on),
            tuple(under[one.id]),
        )
        for one in needs
    ]
    if under[None]:
        found.append(Need(None, _("Without a need"), "", "", None, None, tuple(under[None])))
    done = _done([line for lines in under.values() for line in lines], first, last)
    by_group = {group.code: _hours(line for line in done if line.group == group.code) for group in groups}
    return DevelopmentPlan(tuple(found), by_group, _hours(done))


def learning_log(
    people: PeopleFile, subject: Id, first: date | None = None, last: date | None = None
) -> tuple[list[ActivityLine], Hours]:
    """What somebody did in order to learn, the latest first, and its hours: what professional bodies ask for."""
    plan = plan_of(people, subject, first, last)
    done = _done([line for need in plan.needs for line in need.activities], first, last)
    return sorted(done, key=lambda line: line.done_on or date.min, reverse=True), plan.total


def finish(
    people: PeopleFile,
    activity: Id,
    hours: Decimal | None = None,
    reflection: str = "",
    on: date | None = None,
) -> Changes:
    """An activity is done, today or `on` an earlier day; it goes into the journal as learning, so that it is offered later."""
    done = not_in_future(on or people.today(), people.today())
    with people.reading() as reader:
        record = cast(Activity, record_of(reader, "activity", activity))
        entity = reader.catalogue.entity("activity")
        if code(record.status) == "done":
            raise Refusal(_("“{title}” is done already.").format(title=record.title))
        if hours is not None and hours < 0:
            raise Refusal(_("Hours cannot be fewer than none."))
        given: dict[str, Value] = {"hours": hours, "reflection": reflection or None}
        new = said(checked(people.catalogue, entity, {"status": "done", "done_on": done, **given}))
    items: list[Change] = [
        Edit("activity", activity, name, value) for name, value in new.items() if value != record[name]
    ]
    items.append(
        happened(people, Id(str(record.subject_id)), "learning", record.title or "", done, reflection)
    )
    return Changes(_("Finish “{title}”").format(title=shorten(record.title or "", 60)), tuple(items))


def _line(activity: Activity, today: date) -> ActivityLine:
    due, status = day(activity.due), code(activity.status) or "planned"
    return ActivityLine(
        id=activity.id,
        title=activity.title or "",
        group=code(activity.group),
        means=code(activity.means),
        status=status,
        due=due,
        done_on=day(activity.done_on),
        hours=number(activity.hours),
        support=activity.support or "",
        reflection=activity.reflection or "",
        late=due is not None and due < today and status not in _OVER,
    )


def _done(lines: Iterable[ActivityLine], first: date | None, last: date | None) -> list[ActivityLine]:
    """What is done; between two days, where they are given, only what has a day."""
    return [
        line
        for line in lines
        if line.status == "done"
        and (first is None or (line.done_on is not None and line.done_on >= first))
        and (last is None or (line.done_on is not None and line.done_on <= last))
    ]


def _hours(lines: Iterable[ActivityLine]) -> Hours:
    given = [line.hours for line in lines]
    known = [hours for hours in given if hours is not None]
    return Hours(sum(known, Decimal(0)), len(known), len(given))

# SPDX-License-Identifier: Apache-2.0
"""Shared people and machines: where they are asked for twice, a proposal that levels the plan, and accepting it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Stopped
from portfolio_desktop.catalogue.fields import Id, Record, Values
from portfolio_desktop.catalogue.records.plan.resources import Assignment
from portfolio_desktop.catalogue.records.plan.resources import Resource as ResourceRecord
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.schedule import Task
from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.pool import ONE, Need, Pool, Resource
from portfolio_desktop.domain.levelling.proposal import Move, Proposal, Situation, propose
from portfolio_desktop.domain.schedule.calendars import Instant, moment
from portfolio_desktop.domain.schedule.plan import Activity
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.solving import Told, solved_apart
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.plans.load import load_plan
from portfolio_desktop.storage.plans.reach import every_project
from portfolio_desktop.storage.read import Reader

__all__ = [
    "SECONDS",
    "Move",
    "Proposal",
    "Shared",
    "accept",
    "day_of",
    "headline",
    "later_ends",
    "level",
    "quality",
    "shared",
    "solver_missing",
]

SECONDS = 30.0
"""How long a thorough search may take where nobody says otherwise."""
QUICK = 3.0
"""How long the rule alone may take."""
_WORK = "work"
_NAMED: Final = 2  # projects that end later, in a headline

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Shared:
    """What of an office's plans asks for shared resources. `assumed` are those of which nobody says how much there is."""

    situation: Situation
    names: Mapping[str, str]
    """Of activities and of resources."""
    projects: Mapping[str, str]
    """Codes by id."""
    called: Mapping[str, str]
    """What projects are called in a sentence, by id: code and name."""
    assumed: tuple[str, ...]
    kept: int
    """Assigned tasks that have dates of their own, which levelling leaves alone."""


def shared(office: Office, projects: Collection[str] | None = None) -> Shared:
    """The plans of all projects with the resources they share; only `projects` may be moved, where they are given."""
    with office.reading() as reader:
        loaded = load_plan(reader.connection, every_project(reader.connection))
        resources = _all(reader, "resource", ResourceRecord)
        assignments = _all(reader, "assignment", Assignment)
        projects_there = _all(reader, "project", Project)
    codes: dict[str, str] = {each.id: each.code or each.title or "" for each in projects_there}
    plan = loaded.plan
    usable: dict[str, Resource] = {
        each.id: Resource(
            id=each.id,
            name=each.title or "",
            units=_units(each.units),
            calendar=next(
                (str(key) for key in (each.calendar_id, each.person_id) if key in plan.calendars), ""
            ),
        )
        for each in resources
        if each.kind in (None, _WORK)
    }
    pool = Pool(usable, tuple(_needs(plan.activities, usable, assignments)))
    asked = {need.resource for need in pool.needs}
    standing = {each.id for each in plan.activities if (each.fixed_start or each.fixed_finish) is not None}
    return Shared(
        situation=Situation(plan, pool, None if projects is None else frozenset(projects), codes),
        names={each.id: each.name for each in plan.activities}
        | {each.id: each.name for each in usable.values()},
        projects=codes,
        called={each.id: " ".join(filter(None, (each.code, each.title))) for each in projects_there},
        assumed=tuple(
            each.title or "" for each in resources if each.id in asked and not isinstance(each.units, Decimal)
        ),
        kept=len({need.activity for need in pool.needs} & standing),
    )


def _all(reader: Reader, entity: str, kind: type[T]) -> list[T]:
    found = reader.all(reader.catalogue.entity(entity))
    return [each for each in found if isinstance(each, kind)]


def _units(share: object) -> int:
    """Thousandths of one, out of a percentage; one, where it is not known."""
    return round(share * ONE / 100) if isinstance(share, Decimal) else ONE


def _needs(
    activities: Iterable[Activity], resources: Mapping[str, Resource], assignments: Iterable[Assignment]
) -> Iterable[Need]:
    """Of leaves: who is given to a summary is not thereby given to all that lies in it."""
    activities = tuple(activities)
    parents = {each.parent for each in activities}
    leaves = {each.id for each in activities} - parents
    asked: Counter[tuple[str, str]] = Counter()
    for each in assignments:
        task, resource = each.task_id, each.resource_id
        if task in leaves and resource in resources:
            asked[str(task), str(resource)] += _units(each.units)
    return (Need(task, resource, units) for (task, resource), units in asked.items() if units > 0)


def level(
    found: Shared,
    seconds: float | None = None,
    *,
    thorough: bool = True,
    told: Told | None = None,
    cancelled: Stopped | None = None,
) -> Proposal:
    """A proposal for what `shared` found. Touches no file, so any thread may ask for it.

    Raises Refusal where the solver is missing and `thorough` is wanted, Cancelled when the person stops it.
    """
    limit = seconds if seconds is not None else SECONDS if thorough else QUICK
    sketch = found.situation.drawing.sketch
    searched = solved_apart(sketch, limit, thorough=thorough, told=told, cancelled=cancelled)
    return propose(found.situation, searched)


def accept(office: Office, found: Shared, proposal: Proposal) -> Changes:
    """What carries a proposal out: each task that is put off starts no earlier than proposed, and says why.

    Refuses a proposal that was made for plans which have changed since.
    """
    if not _same(shared(office, found.situation.projects).situation, found.situation):
        raise Refusal(_("The plans have changed since this was proposed. Have it proposed again."))
    why = {move.activity: move.why for move in proposal.moves}
    with office.reading() as reader:
        ids = [Id(delay.activity) for delay in proposal.delays]
        tasks = {
            each.id: each
            for each in reader.many(reader.catalogue.entity("task"), ids)
            if isinstance(each, Task)
        }
    wanted: dict[Id, Values] = {
        Id(delay.activity): {
            "condition": "start_no_earlier",
            "condition_at": moment(delay.start),
            "note": _noted(tasks[Id(delay.activity)], why.get(delay.activity, ""), office.today()),
        }
        for delay in proposal.delays
        if Id(delay.activity) in tasks
    }
    changes = records.change_each(office, "task", wanted) if wanted else Changes("", ())
    count = len(wanted)
    label = ngettext("Level the plan: {count} task waits", "Level the plan: {count} tasks wait", count)
    return Changes(label.format(count=count), changes.items)


def _same(one: Situation, other: Situation) -> bool:
    """Whether nothing has changed on which a levelled plan depends."""

    def told(situation: Situation) -> tuple[object, ...]:
        plan = situation.plan
        calendars = {
            key: (each.week, each.exceptions, each.minutes_per_day) for key, each in plan.calendars.items()
        }
        return replace(plan, calendars={}), calendars, situation.pool

    return told(one) == told(other)


def _noted(task: Task, why: str, today: date) -> str:
    """The task's note with today's reason, in the place of that of an earlier levelling."""
    begins = _("Levelled on")
    lines = [line for line in (task.note or "").splitlines() if not line.startswith(begins)]
    said = _("Levelled on {day}: {why}.").format(day=format_date(today), why=why)
    return "\n".join([*lines, said])


def solver_missing() -> str:
    """What to do before a thorough search can be asked for; empty where it can. Quick."""
    return solver.missing()


def day_of(at: Instant) -> str:
    """The day of an instant in words; that of a midnight is the day that ends with it."""
    return format_date(moment(at - 1))


def headline(found: Shared, proposal: Proposal) -> str:
    """What a proposal comes to, in one sentence that names the projects that pay for it."""
    if not proposal.moves:
        return _("Nothing can be moved that would help.") if proposal.left else _("Nothing needs to move.")
    count, later = len(proposal.moves), [found.called.get(end.project, "") for end in proposal.later]
    moves = ngettext("{count} task moves", "{count} tasks move", count).format(count=count)
    if not later:
        return _("{moves}; no project ends later than it does today.").format(moves=moves)
    if len(later) == 1:
        return _("{moves}; {project} ends later.").format(moves=moves, project=later[0])
    more = len(later) - _NAMED
    if not more:
        return _("{moves}; {one} and {other} end later.").format(moves=moves, one=later[0], other=later[1])
    text = ngettext(
        "{moves}; {one}, {other} and {count} more project end later.",
        "{moves}; {one}, {other} and {count} more projects end later.",
        more,
    )
    return text.format(moves=moves, one=later[0], other=later[1], count=more)


def later_ends(found: Shared, proposal: Proposal) -> list[str]:
    """For each project that ends later than it does today: when, and when it would today."""
    text = _("{project} ends on {now} instead of {was}")
    return [
        text.format(project=found.called.get(end.project, ""), now=day_of(end.now), was=day_of(end.was))
        for end in proposal.later
    ]


def quality(proposal: Proposal) -> str:
    """How good a proposal is as far as that is known."""
    if proposal.gap is None:
        return _("How far from the best this plan is was not proved.")
    if not proposal.gap:
        return _("No plan makes projects less late: proved.")
    text = _("At most {share} % of the lateness could still be saved: proved.")
    return text.format(share=max(1, round(100 * proposal.gap)))

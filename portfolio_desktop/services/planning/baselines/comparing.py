# SPDX-License-Identifier: Apache-2.0
"""A plan against one of its baselines: how far each task, and the whole, has moved, and what it now costs."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Op, Test
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.baselines.pictures import Pictured, read_picture
from portfolio_desktop.services.planning.baselines.taking import picture_of

_NOTHING = Pictured()


@dataclass(frozen=True, slots=True)
class Variance:
    """One task, or the project as a whole: then and now. Days are those of the calendar; above zero is later or more."""

    task: Id | None
    title: str
    was: Pictured | None  # None: it came after the baseline
    now: Pictured | None  # None: it has gone since

    @property
    def start(self) -> int | None:
        return _later(self.was, self.now, "start")

    @property
    def finish(self) -> int | None:
        return _later(self.was, self.now, "finish")

    @property
    def duration(self) -> Decimal | None:
        return _more(self.was, self.now, "duration")

    @property
    def cost(self) -> Decimal | None:
        return _more(self.was, self.now, "cost")


@dataclass(frozen=True, slots=True)
class Comparison:
    """`project` holds the forecast of finish and cost against the baseline's own, which need not be what tasks come to."""

    baseline: Id
    title: str
    taken_on: date | None
    project: Variance
    tasks: tuple[Variance, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A baseline that there is, without its picture."""

    id: Id
    title: str
    project: Id
    kind: str
    taken_on: date | None
    start: date | None
    finish: date | None
    cost: Decimal | None


def baselines(office: Office, project: Id | None = None) -> tuple[Kept, ...]:
    """Those of one project, or all, oldest first."""
    names = ("title", "project_id", "kind", "taken_on", "start", "finish", "cost")
    where = EVERYTHING if project is None else Test("project_id", Op.IS, project)
    with office.reading() as reader:
        rows = reader.values(reader.catalogue.entity("baseline"), names, where)
    found = [Kept(row[0], row[1] or "", row[2] or Id(""), row[3] or "", *row[4:]) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.taken_on or date.min, each.id)))


def compare(office: Office, baseline: Id) -> Comparison:
    """The plan as it now stands against a baseline: the tasks of both, in the order of the baseline, then the new ones."""
    with office.reading() as reader:
        record = record_of(reader, "baseline", baseline)
        then = read_picture(str(record["definition"] or ""))
        now = picture_of(reader, Id(str(record["project_id"])))
    tasks = [
        Variance(id, (now.tasks.get(id) or was).title, was, now.tasks.get(id))
        for id, was in then.tasks.items()
    ]
    tasks += [Variance(id, each.title, None, each) for id, each in now.tasks.items() if id not in then.tasks]
    whole = Variance(None, now.project.title, then.project, now.project)
    taken = record["taken_on"]
    return Comparison(
        baseline, str(record["title"] or ""), taken if isinstance(taken, date) else None, whole, tuple(tasks)
    )


def _later(was: Pictured | None, now: Pictured | None, end: str) -> int | None:
    then: datetime | None = getattr(was or _NOTHING, end)
    here: datetime | None = getattr(now or _NOTHING, end)
    return None if then is None or here is None else (here.date() - then.date()).days


def _more(was: Pictured | None, now: Pictured | None, what: str) -> Decimal | None:
    then: Decimal | None = getattr(was or _NOTHING, what)
    here: Decimal | None = getattr(now or _NOTHING, what)
    return None if then is None or here is None else here - then

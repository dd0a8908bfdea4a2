# SPDX-License-Identifier: Apache-2.0
"""The baselines of a file, and the file itself as it was received, as pictures of the plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, moment
from portfolio_desktop.exchange.arrivals.tasks import PRIMAVERA, Reading, stated_costs, total_cost
from portfolio_desktop.exchange.plans.plan_file import Baseline, PlanFile, PlanTask
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.baselines.pictures import Picture, Pictured, write_picture
from portfolio_desktop.storage.changes import Create


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture with what it is called."""

    title: str
    kind: str
    picture: Picture


def taken(reading: Reading, today: date) -> Iterator[Taken]:
    """The file as it was received, then each of its baselines."""
    yield Taken(_("As received on {day}").format(day=format_date(today)), "received", as_received(reading))
    numbers = {number for task in reading.file.tasks for number in task.baselines}
    if reading.file.whole is not None:
        numbers |= reading.file.whole.baselines.keys()
    for number in sorted(numbers):
        picture = _baseline(reading, number)
        if picture is not None:
            yield _named(reading.file, number, picture)


def _named(file: PlanFile, number: int, picture: Picture) -> Taken:
    if file.form == PRIMAVERA:
        return Taken(_("Planned dates"), "working", picture)
    return Taken(numbered_title(number), "agreed", picture)


def numbered_title(number: int) -> str:
    """What a baseline is called that a file only numbers."""
    return _("Baseline {number}").format(number=number) if number else _("Baseline")


def as_received(reading: Reading) -> Picture:
    """Every task on the dates of the file."""
    file = reading.file
    tasks = {
        reading.ids[task.uid]: Pictured(
            task.name,
            _moment(task.start),
            _moment(task.finish),
            _days(reading, task, None if task.summary else task.duration),
            reading.costs.get(task.uid),
        )
        for task in file.tasks
        if task.active
    }
    start, finish, cost = outer(file, reading.costs)
    return Picture(Pictured("", start, finish, None, cost), tasks)


def outer(
    file: PlanFile, costs: Mapping[str, Decimal]
) -> tuple[datetime | None, datetime | None, Decimal | None]:
    """Start, finish and cost of the whole, by its tasks where the file does not say."""
    start = min((task.start for task in file.tasks if task.start is not None), default=file.project.start)
    finish = max((task.finish for task in file.tasks if task.finish is not None), default=file.project.finish)
    cost = file.whole.cost if file.whole is not None else None
    if not cost:  # none, or nothing that anybody has put into the file
        cost = total_cost(file.tasks, costs)
    return _moment(start), _moment(finish), cost


def created(office: Office, reading: Reading, shot: Taken, title: str, plan: Id, today: date) -> Create:
    """The record that keeps a picture."""
    whole = shot.picture.project
    values: dict[str, Value] = {
        "title": title,
        "project_id": reading.project,
        "kind": shot.kind,
        "taken_on": today if shot.kind == "received" else None,
        "start": whole.start.date() if whole.start else None,
        "finish": whole.finish.date() if whole.finish else None,
        "cost": whole.cost,
        "plan_id": plan,
        "definition": write_picture(shot.picture),
    }
    said = {name: value for name, value in values.items() if value is not None}
    return Create("baseline", Id(office.store.new_id()), said)


def _baseline(reading: Reading, number: int) -> Picture | None:
    file = reading.file
    said = {task.uid: task.baselines[number] for task in file.tasks if number in task.baselines}
    costs = stated_costs(
        [
            PlanTask(uid=task.uid, parent=task.parent, cost=said[task.uid].cost if task.uid in said else None)
            for task in file.tasks
        ]
    )
    tasks = {
        reading.ids[task.uid]: Pictured(
            task.name,
            _moment(said[task.uid].start),
            _moment(said[task.uid].finish),
            _days(reading, task, None if task.summary else said[task.uid].duration),
            costs.get(task.uid),
        )
        for task in file.tasks
        if task.uid in said
    }
    whole = file.whole.baselines.get(number, Baseline()) if file.whole else Baseline()
    starts = [each.start for each in said.values() if each.start is not None]
    finishes = [each.finish for each in said.values() if each.finish is not None]
    if not tasks and whole == Baseline():
        return None
    cost = whole.cost or total_cost(file.tasks, costs)
    start = whole.start if whole.start is not None else min(starts, default=None)
    finish = whole.finish if whole.finish is not None else max(finishes, default=None)
    return Picture(Pictured("", _moment(start), _moment(finish), None, cost), tasks)


def _moment(at: Instant | None) -> datetime | None:
    return None if at is None else moment(at)


def _days(reading: Reading, task: PlanTask, minutes: int | None) -> Decimal | None:
    if minutes is None:
        return None
    return round(Decimal(minutes) / (DAY if task.elapsed else reading.calendar_of(task).minutes_per_day), 6)

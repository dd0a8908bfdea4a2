# SPDX-License-Identifier: Apache-2.0
"""The baselines of a project as files of plans number them: the first is the main one, and there is room for eleven."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.schedule.calendars import Calendar, Instant, instant
from portfolio_desktop.exchange.plans.plan_file import Baseline, PlanTask
from portfolio_desktop.services.planning.baselines.pictures import Picture, Pictured, read_picture
from portfolio_desktop.storage.read import Reader

MOST = 11
_ORDER = ("agreed", "working", "received")


@dataclass(frozen=True, slots=True)
class Shot:
    """A baseline with what it is called."""

    title: str
    picture: Picture

    def of(self, task: Id, calendar: Calendar) -> Baseline:
        """What was promised for a task."""
        return _baseline(self.picture.tasks[task], calendar)


def baselines_of(reader: Reader, project: Id) -> tuple[Shot, ...]:
    """Those agreed before those for comparison, and those as received last. Files have room for MOST."""
    names = ("title", "kind", "taken_on", "definition")
    rows = reader.values(reader.catalogue.entity("baseline"), names, Test("project_id", Op.IS, project))
    ordered = sorted(
        rows, key=lambda row: (_ORDER.index(row[2]) if row[2] in _ORDER else len(_ORDER), row[0])
    )
    return tuple(Shot(str(row[1] or ""), read_picture(row[4])) for row in ordered)


def whole_of(shots: Sequence[Shot], cost: Decimal | None) -> PlanTask:
    """The project as one task: what it costs, and its own figures in each baseline."""
    return PlanTask(
        uid="0",
        summary=True,
        cost=cost,
        baselines={
            number: _baseline(shot.picture.project, None)
            for number, shot in enumerate(shots)
            if shot.picture.project != Pictured()
        },
    )


def _baseline(said: Pictured, calendar: Calendar | None) -> Baseline:
    days = said.duration
    return Baseline(
        start=_at(said.start),
        finish=_at(said.finish),
        duration=None if days is None or calendar is None else round(days * calendar.minutes_per_day),
        cost=said.cost,
    )


def _at(moment: datetime | None) -> Instant | None:
    return None if moment is None else instant(moment)

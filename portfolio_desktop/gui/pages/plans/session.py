# SPDX-License-Identifier: Apache-2.0
"""What one run of the wizard has decided so far: plain state, shared by its steps. It reads and writes nothing."""

from dataclasses import dataclass, field

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.planned import Arrival, Gone, Options, Side, Source
from portfolio_desktop.exchange.plans.plan_file import PlanFile


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that has been read: its plans, and which project has an earlier version of each."""

    plans: tuple[PlanFile, ...]
    source: Source
    homes: tuple[Id | None, ...]


@dataclass(slots=True)
class Session:
    """Filled from step to step; going back and changing something empties what rests on it."""

    wanted: Id | None = None  # the project that the person came from
    file: ReadFile | None = None
    number: int = 0  # of the plan in the file
    into: Id | None = None
    under: Id | None = None
    gone: Gone = Gone.DROP
    sides: dict[tuple[Id, str], Side] = field(default_factory=dict)
    arrival: Arrival | None = None

    @property
    def plan(self) -> PlanFile:
        assert self.file is not None
        return self.file.plans[self.number]

    @property
    def options(self) -> Options:
        return Options(into=self.into, under=self.under, gone=self.gone, sides=dict(self.sides))

    def place(self, into: Id | None, under: Id | None, number: int) -> None:
        """Where it goes. Another place is another plan of changes."""
        if (into, under, number) != (self.into, self.under, self.number):
            self.into, self.under, self.number = into, under, number
            self.sides.clear()
            self.arrival = None

# SPDX-License-Identifier: Apache-2.0
"""How every control stands in every project, on any day: read once, asked often."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.controls import Control, ControlCheck
from portfolio_desktop.catalogue.records.governance.gates import Gate
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.controls import GAPS, State, applies, expiry, state_on
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.storage.read import Reader

_WORST_FIRST = tuple(map(str, State))


@dataclass(frozen=True, slots=True)
class Standing:
    """One control in one project. `check` is the record that says so, None where nobody attested anything.

    `is_due` says whether the project has come as far as the gate by which the control has to be in place. `others` are
    what was attested besides, the last first: by people who could not know of each other, or day by day elsewhere.
    """

    control: Control
    state: State
    check: ControlCheck | None
    expires: date | None
    is_due: bool = True
    others: tuple[ControlCheck, ...] = ()

    @property
    def gainsaid(self) -> ControlCheck | None:
        """What somebody else attested otherwise on the same day, so that nobody can tell what was meant last."""
        if self.check is None:
            return None
        stated, day = self.check.state, self.check.attested_on
        return next((each for each in self.others if each.attested_on == day and each.state != stated), None)

    @property
    def is_gap(self) -> bool:
        return self.is_due and self.state in GAPS


class Controls:
    """The controls in force and what is known of them, in one reading; of some projects where `where` says so."""

    def __init__(self, reader: Reader, checks: Filter = EVERYTHING) -> None:
        catalogue = reader.catalogue
        entity = catalogue.entity("control")
        in_force = All((still_open(catalogue, entity), Test("status", Op.IS_NOT, "proposed")))
        found = reader.all(entity, in_force, (Sort("code"), Sort("title")))
        self.all: Sequence[Control] = [cast(Control, each) for each in found]
        gates = reader.all(catalogue.entity("gate"), order=(Sort("position"), Sort("code")))
        self.gates: Sequence[Gate] = [cast(Gate, each) for each in gates]
        self.places = {gate.id: place for place, gate in enumerate(self.gates)}
        self._ends = {gate.id: gate.stage for gate in self.gates}
        self._stages = [item.code for item in catalogue.list_named("stage").items]
        self.tiers = [item.code for item in catalogue.list_named("tier").items]
        self._checks: dict[tuple[Id, Id], list[ControlCheck]] = defaultdict(list)
        for each in reader.all(catalogue.entity("control_check"), checks):
            check = cast(ControlCheck, each)
            if isinstance(check.project_id, str) and isinstance(check.control_id, str):
                self._checks[Id(check.project_id), Id(check.control_id)].append(check)

    def needed(self, project: Project) -> list[Control]:
        """The controls that a project of its tier needs."""
        tier = project.tier if isinstance(project.tier, str) else None
        return [
            control
            for control in self.all
            if applies(control.tier if isinstance(control.tier, str) else None, tier, self.tiers)
        ]

    def standings(self, project: Project, day: date) -> list[Standing]:
        """Every control that the project needs, with its state on `day`."""
        return [self._standing(project, control, day) for control in self.needed(project)]

    def _standing(self, project: Project, control: Control, day: date) -> Standing:
        """The state of one control on `day`, by what was attested last up to then, or first after it."""
        due = self._is_due(project, control)
        found = in_force(self._checks.get((project.id, control.id), ()), day)
        if not found:
            return Standing(control, State.NEVER, None, None, due)
        check, *others = found
        stated = check.state if isinstance(check.state, str) else None
        expires = _expires(check, control) if stated != State.NOT_IN_PLACE else None
        return Standing(control, state_on(stated, expires, day), check, expires, due, tuple(others))

    def _is_due(self, project: Project, control: Control) -> bool:
        """Whether the project has left the stage that the control's gate ends. Where either is not known, it has."""
        ended = self._ends.get(Id(str(control.gate_id)))
        if ended not in self._stages or project.stage not in self._stages:
            return True
        return self._stages.index(str(project.stage)) > self._stages.index(str(ended))

    def due_by(self, gate: Id) -> list[Control]:
        """The required controls that have to be in place by `gate`, among all of them."""
        place = self.places.get(gate)
        if place is None:
            return []
        return [
            control
            for control in self.all
            if control.required and self.places.get(Id(str(control.gate_id)), 0) <= place
        ]


def in_force(checks: Iterable[ControlCheck], day: date) -> list[ControlCheck]:
    """What was attested up to `day`, the last first; else the first thing after it.

    Of what two people attested on one day, unaware of each other, the worse counts until somebody attests it anew.
    """
    by_day = sorted(
        checks, key=lambda check: (_day(check.attested_on) or date.min, _gravity(check), check.id)
    )
    before = [check for check in by_day if (_day(check.attested_on) or date.min) <= day]
    return before[::-1] or by_day[:1]


def _gravity(check: ControlCheck) -> int:
    """How bad it is that this was found; what says nothing of the control weighs least."""
    return -_WORST_FIRST.index(check.state) if check.state in _WORST_FIRST else -len(_WORST_FIRST)


def _expires(check: ControlCheck, control: Control) -> date | None:
    """The day that was stated, else the one that follows from the control's own months."""
    stated, attested = _day(check.expires_on), _day(check.attested_on)
    if stated is not None or attested is None:
        return stated
    return expiry(attested, control.months if isinstance(control.months, int) else None)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None

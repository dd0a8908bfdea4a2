# SPDX-License-Identifier: Apache-2.0
"""Controls over the portfolio: where they are in place, where they are missing, what runs out soon, and attesting them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.controls import Control, ControlCheck
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.controls import State, expiry
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.standing import Controls, Standing, in_force
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader

SOON_DAYS = 60


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One project and every control it needs, by the control's id. `gaps` counts the required ones alone."""

    project: Id
    code: str
    title: str
    tier: str
    standings: dict[Id, Standing]
    gaps: int


@dataclass(frozen=True, slots=True)
class ControlMatrix:
    """Projects by controls, those with most gaps first. `gaps` counts required ones by control."""

    controls: tuple[Control, ...]
    rows: tuple[ControlRow, ...]
    gaps: Counter[Id]
    expiring: int
    today: date

    @property
    def total(self) -> int:
        """How many required controls are missing over all projects."""
        return sum(row.gaps for row in self.rows)


@dataclass(frozen=True, slots=True)
class Gap:
    """One control that is due and missing in one project, or evidence that runs out soon."""

    project: Id
    project_code: str
    project_title: str
    control: Id
    control_code: str
    control_title: str
    state: State
    expires: date | None


def matrix(office: Office) -> ControlMatrix:
    """How every control stands in each project that is not over."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("project")
        live = still_open(reader.catalogue, entity)
        projects = [cast(Project, each) for each in reader.all(entity, live, (Sort("code"), Sort("title")))]
        controls = Controls(reader)
        soon = reader.today + timedelta(days=SOON_DAYS)
        counts: Counter[Id] = Counter()
        expiring = 0
        rows = []
        for project in projects:
            standings = {each.control.id: each for each in controls.standings(project, reader.today)}
            missing = [
                each.control.id for each in standings.values() if each.is_gap and each.control.required
            ]
            expiring += sum(1 for each in standings.values() if _runs_out(each, soon))
            counts.update(missing)
            rows.append(
                ControlRow(
                    project.id,
                    project.code or "",
                    project.title or "",
                    project.tier if isinstance(project.tier, str) else "",
                    standings,
                    len(missing),
                )
            )
        rows.sort(key=lambda row: (-row.gaps, row.code, row.title))
        return ControlMatrix(tuple(controls.all), tuple(rows), counts, expiring, reader.today)


def gaps(found: ControlMatrix, *, everything: bool = False) -> tuple[Gap, ...]:
    """The gaps of a matrix, project by project; those of good practice as well where `everything` is asked for."""
    return tuple(
        _gap(row, standing)
        for row in found.rows
        for standing in row.standings.values()
        if standing.is_gap and (everything or standing.control.required)
    )


def expiring(found: ControlMatrix, days: int = SOON_DAYS) -> tuple[Gap, ...]:
    """Evidence that still holds and runs out within so many days, the soonest first."""
    until = found.today + timedelta(days=days)
    soon = [
        _gap(row, standing)
        for row in found.rows
        for standing in row.standings.values()
        if _runs_out(standing, until)
    ]
    return tuple(sorted(soon, key=lambda gap: (gap.expires or date.max, gap.project_code, gap.control_code)))


def attested(reader: Reader, project: Id, control: Id) -> ControlCheck | None:
    """The record that says how a control stands in a project now, which is brought up to date when it is attested anew."""
    where = All((Test("project_id", Op.IS, project), Test("control_id", Op.IS, control)))
    found = (cast(ControlCheck, each) for each in reader.all(reader.catalogue.entity("control_check"), where))
    return next(iter(in_force(found, reader.today)), None)


def attest(
    office: Office,
    project: Id,
    control: Id,
    state: str,
    *,
    by: Id | None = None,
    on: date | None = None,
    evidence: str = "",
    address: str = "",
    note: str = "",
) -> Changes:
    """State how a control stands in a project: who says so, when, on what evidence, and until when that holds.

    The record of an earlier attestation is brought up to date, so that its history shows what was said before. Refuses
    a control said to be in place without evidence, and one that does not apply without the reason.
    """
    day = on or office.today()
    if day > office.today():
        raise Refusal(_("It cannot be attested on {day}, which is to come.").format(day=format_date(day)))
    if state in (State.IN_PLACE, State.PARTLY) and not (evidence.strip() or address.strip()):
        raise Refusal(_("Say what shows that it is in place."))
    if state == State.NOT_APPLICABLE and not note.strip():
        raise Refusal(_("Say why the control does not apply to this project."))
    with office.reading() as reader:
        asked = cast(Control, record_of(reader, "control", control))
        what = cast(Project, record_of(reader, "project", project))
        found = attested(reader, project, control)
    values: dict[str, Value] = {
        "state": state,
        "evidence": evidence.strip() or None,
        "address": address.strip() or None,
        "attested_by_id": by,
        "attested_on": day,
        "expires_on": _holds_until(state, day, asked),
        "note": note.strip() or None,
    }
    if found is not None:
        made = records.change(office, "control_check", found.id, values)
    else:
        links: dict[str, Value] = {"project_id": project, "control_id": control}
        made = records.create(office, "control_check", {**links, **values})
    label = _("Attest {control} in {project}").format(
        control=asked.code or asked.title, project=what.code or what.title
    )
    return Changes(label, made.items)


def _holds_until(state: str, day: date, control: Control) -> date | None:
    if state == State.NOT_IN_PLACE:
        return None
    return expiry(day, control.months if isinstance(control.months, int) else None)


def _runs_out(standing: Standing, until: date) -> bool:
    return (
        standing.state in (State.IN_PLACE, State.PARTLY, State.NOT_APPLICABLE)
        and standing.expires is not None
        and standing.expires <= until
    )


def _gap(row: ControlRow, standing: Standing) -> Gap:
    control = standing.control
    return Gap(
        project=row.project,
        project_code=row.code,
        project_title=row.title,
        control=control.id,
        control_code=control.code or "",
        control_title=control.title or "",
        state=standing.state,
        expires=standing.expires,
    )

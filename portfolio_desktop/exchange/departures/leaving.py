# SPDX-License-Identifier: Apache-2.0
"""The plan of a project as a file of another program, chosen by the file's ending, and what that cannot say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.departures.gathering import plan_file_of
from portfolio_desktop.exchange.plans.plan_file import PlanFile, Written
from portfolio_desktop.services.office import Office


def _mspdi(plan: PlanFile) -> Written:
    from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi

    return write_mspdi(plan)


def _xer(plan: PlanFile) -> Written:
    from portfolio_desktop.exchange.plans.xer.writing import write_xer

    return write_xer(plan)


def _csv(plan: PlanFile) -> Written:
    from portfolio_desktop.exchange.plans.sheet.writing import write_csv

    return write_csv(plan)


WRITERS: Mapping[str, Callable[[PlanFile], Written]] = MappingProxyType(
    {".xml": _mspdi, ".xer": _xer, ".csv": _csv}
)
"""By the ending of the file."""


@dataclass(frozen=True, slots=True)
class Left:
    """A plan that was written: how many tasks, and what did not go with it, as sentences."""

    path: Path
    tasks: int
    left_out: tuple[str, ...]


def export_plan(office: Office, project: Id, path: Path, *, baselines: bool = True) -> Left:
    """Write the plan of a project to `path`, whole or not at all.

    Refuses an ending that is no plan's, and a project without tasks.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        text = _("{file} is to be a plan, so its name must end in one of {endings}.")
        raise Refusal(text.format(file=path.name, endings=", ".join(WRITERS)))
    needs_folder(path)
    plan = plan_file_of(office, project, baselines=baselines)
    written = WRITERS[ending](plan)
    write_whole(path, written.data)
    return Left(path, len(plan.tasks), tuple(map(str, (*plan.left_out, *written.left_out))))

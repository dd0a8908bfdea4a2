# SPDX-License-Identifier: Apache-2.0
"""The file of a plan that is to come in: read, named by its fingerprint, and recognised where it was here before."""

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.here import find_version
from portfolio_desktop.exchange.arrivals.identity import guid_here, named_there, plain_guid
from portfolio_desktop.exchange.arrivals.planned import Source
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.exchange.plans.reading import read_plans
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.read import Reader

ENDINGS = (
    *(".mpp", ".mpt", ".mpx", ".xml", ".mspdi", ".xer", ".pmxml", ".gan", ".planner", ".pod", ".csv", ".zip"),
    *(".pp", ".ppx", ".fts", ".stx", ".cdpx", ".cdpz", ".gnt", ".sp", ".schedule_grid"),
)
"""What the files of plans are usually called. What a file is, is told by what is in it."""


def read_plan_file(
    path: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Stopped = lambda: False,
) -> tuple[tuple[PlanFile, ...], Source]:
    """The plans in a file, those with the most tasks first. Refuses what is no readable plan; may be Cancelled."""
    plans = read_plans(path, progress=progress, cancelled=cancelled)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    largest_first = tuple(sorted(plans, key=lambda plan: -len(plan.tasks)))
    return largest_first, Source(name=path.name, digest=digest)


def chosen(plans: Sequence[PlanFile], number: int) -> PlanFile:
    """The plan of that number, from 1. Refuses one that is not in the file, saying what is."""
    if 1 <= number <= len(plans):
        return plans[number - 1]
    names = ", ".join(f"{n} {plan.project.title or '–'}" for n, plan in enumerate(plans, 1))
    raise Refusal(
        _("There is no plan {number} in the file. There are: {names}.").format(number=number, names=names)
    )


def home_of(office: Office, file: PlanFile) -> Id | None:
    """The project that has an earlier version of this plan, or that it was written from; None where none, or several."""
    there = named_there(file.tasks)
    with office.reading() as reader:
        projects = {
            row[1] for row in reader.values(reader.catalogue.entity("plan"), ("project_id",)) if row[1]
        }
        projects |= _left_from(reader, {plain_guid(named.guid) for named in there.values() if named.guid})
        found = [project for project in sorted(projects) if find_version(reader, project, there) is not None]
    return found[0] if len(found) == 1 else None


def _left_from(reader: Reader, given: Collection[str]) -> set[Id]:
    """The projects of the tasks here that go by these identities in files."""
    rows = reader.values(reader.catalogue.entity("task"), ("project_id",)) if given else ()
    return {project for id, project in rows if project and plain_guid(guid_here(id)) in given}

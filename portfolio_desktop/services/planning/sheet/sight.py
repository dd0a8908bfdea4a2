# SPDX-License-Identifier: Apache-2.0
"""All that the page of the timeline shows at once: rows, cells, and what there is to choose from. One reading."""

from collections.abc import Mapping
from typing import NamedTuple

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.planning.paths import along
from portfolio_desktop.services.planning.rows import Timeline
from portfolio_desktop.services.planning.scope import Scope
from portfolio_desktop.services.planning.sheet.details import Detail, details_in
from portfolio_desktop.services.planning.sheet.leading import Lead, along_the_way, lead_to
from portfolio_desktop.services.planning.timeline import timeline_in
from portfolio_desktop.storage.read import Reader


class Offered(NamedTuple):
    """What a timeline can be narrowed to and measured against: ids with names, in the order of names."""

    programmes: tuple[tuple[Id, str], ...] = ()
    projects: tuple[tuple[Id, str], ...] = ()
    baselines: tuple[str, ...] = ()


class Sight(NamedTuple):
    timeline: Timeline
    details: Mapping[str, Detail]
    offered: Offered
    any_projects: bool
    """Whether the workspace holds a project at all."""
    lead: Lead | None = None
    """Where only what leads to somewhere is wanted: the timeline holds nothing else."""


def sight_of(office: Office, scope: Scope, goal: str = "") -> Sight:
    """Everything for one look at the timeline; with a code as `goal`, at what leads there and nothing else."""
    lead = lead_to(office, goal) if goal else None
    with office.reading() as reader:
        timeline = timeline_in(reader, along_the_way(scope, lead) if lead else scope)
        if lead is not None:
            timeline = along(timeline, lead.steps)
        details = details_in(reader, timeline.rows)
        any_projects = bool(reader.count(reader.catalogue.entity("project"), EVERYTHING))
        return Sight(timeline, details, _offered(reader), any_projects, lead)


def _offered(reader: Reader) -> Offered:
    catalogue = reader.catalogue
    programmes, projects = catalogue.entity("programme"), catalogue.entity("project")
    open_ones = still_open(catalogue, projects)
    coded = reader.values(projects, ("code", "title"), open_ones)
    names = {title for _id, title in reader.values(catalogue.entity("baseline"), ("title",)) if title}
    return Offered(
        tuple(sorted(reader.values(programmes, ("title",)), key=lambda row: str(row[1]).casefold())),
        tuple((id, f"{code} {title}") for id, code, title in sorted(coded, key=lambda row: str(row[1]))),
        tuple(sorted(names)),
    )

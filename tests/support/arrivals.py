# SPDX-License-Identifier: Apache-2.0
"""Plans on their way into an office, for tests: opened and written in one call, and asked about afterwards."""

from pathlib import Path
from typing import Any

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.opening import read_plan_file
from portfolio_desktop.exchange.arrivals.planned import Arrival, Options, Source
from portfolio_desktop.exchange.arrivals.planning import plan_arrival
from portfolio_desktop.exchange.arrivals.writing import changes
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.services.office import Office


def bring(office: Office, file: PlanFile, **chosen: Any) -> Arrival:
    """Bring a plan in and write it; `chosen` are options."""
    arrival = plan_arrival(office, file, Source(name="plan.xml"), Options(**chosen))
    office.write(changes(arrival))
    return arrival


def bring_file(office: Office, path: Path, **chosen: Any) -> Arrival:
    """The same with the largest plan of a real file."""
    plans, source = read_plan_file(path)
    arrival = plan_arrival(office, plans[0], source, Options(**chosen))
    office.write(changes(arrival))
    return arrival


def rows(office: Office, entity: str) -> list[dict[str, Any]]:
    """Every record of a register by its fields, with what is worked out of tasks, in the order of making."""
    definition = office.catalogue.entity(entity)
    names = [field.name for field in definition.fields]
    names += ["starts", "finishes", "total_float", "critical"] if entity == "task" else []
    with office.reading() as reader:
        found = reader.values(definition, names)
    return [{"id": row[0], **dict(zip(names, row[1:], strict=True))} for row in sorted(found)]


def titled(office: Office, entity: str, title: str) -> dict[str, Any]:
    """The one record of that title."""
    (found,) = (row for row in rows(office, entity) if row["title"] == title)
    return found


def only_project(office: Office) -> Id:
    """The one project that is here."""
    (found,) = rows(office, "project")
    return Id(found["id"])

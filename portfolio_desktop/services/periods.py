# SPDX-License-Identifier: Apache-2.0
"""Reporting periods and what was said at their ends, and the last pack: what the present is compared with."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.catalogue.records.office import Pack
from portfolio_desktop.storage.past.frontiers import resolved
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import Frontier

_RATING = re.compile("[^:]+:.+")


@dataclass(frozen=True, slots=True)
class Issued:
    """A pack that went out. `frontier` is where the log of this file stood, `ratings` what each project was rated then."""

    id: Id
    code: str
    title: str
    period: str
    as_of: date | None
    issued_on: datetime | None
    issued_by: str
    frontier: Frontier
    ratings: Mapping[Id, Rating]


def period_ends(reader: Reader, until: date) -> list[date]:
    """The ends of all periods that were reported up to `until`, the earliest first."""
    entity = reader.catalogue.entity("status_report")
    found = reader.groups(entity, entity.field("period_end"))
    return [group.value for group in found if isinstance(group.value, date) and group.value <= until]


def ratings_at(reader: Reader, end: date) -> dict[Id, Rating]:
    """What each project that reported for the period to `end` was rated; of two reports, in the one made last."""
    entity = reader.catalogue.entity("status_report")
    ends = {id for id, day in reader.column(entity, entity.field("period_end")) if day == end.isoformat()}
    projects = dict(reader.column(entity, entity.field("project_id")))
    rated = sorted(
        reader.column(entity, entity.field("confidence"))
    )  # by id: on every laptop the same is last
    return {
        Id(projects[report]): Rating.parse(stored)
        for report, stored in rated
        if report in ends and stored and projects[report]
    }


def ratings_now(reader: Reader) -> dict[Id, Rating]:
    """What each project that is not over is rated, where it is."""
    entity = reader.catalogue.entity("project")
    status = entity.field("status")
    over = {item.code for item in reader.catalogue.choices(status).items if item.over}
    closed = {id for id, code in reader.column(entity, status) if code in over}
    column = reader.column(entity, entity.field("confidence"))
    return {id: Rating.parse(stored) for id, stored in column if stored and id not in closed}


def last_issued(reader: Reader) -> Issued | None:
    """The pack that was issued last; None before the first."""
    entity = reader.catalogue.entity("pack")
    moments = reader.column(entity, entity.field("issued_on"))
    codes = dict(reader.column(entity, entity.field("code")))
    newest = max(
        ((moment, codes[id] or "", id) for id, moment in moments if moment is not None), default=None
    )
    found = reader.get(entity, newest[2]) if newest else None
    return issued_of(reader, cast(Pack, found)) if found else None


def every_issued(reader: Reader) -> tuple[Issued, ...]:
    """Every pack on record, the last first."""
    entity = reader.catalogue.entity("pack")
    order = (Sort("issued_on", descending=True), Sort("code", descending=True))
    return tuple(issued_of(reader, cast(Pack, each)) for each in reader.all(entity, order=order))


def issued_of(reader: Reader, pack: Pack) -> Issued:
    """What a record of an issued pack says. One that was entered by hand knows neither frontier nor ratings."""
    return Issued(
        id=pack.id,
        code=pack.code or "",
        title=pack.title or "",
        period=pack.period or "",
        as_of=pack.data_as_of if isinstance(pack.data_as_of, date) else None,
        issued_on=pack.issued_on if isinstance(pack.issued_on, datetime) else None,
        issued_by=pack.issued_by or "",
        frontier=resolved(reader.connection, pack.frontier),
        ratings={
            Id(project): Rating.parse(rating)
            for project, rating in _inner(json_object(pack.options), "ratings").items()
            if isinstance(rating, str) and _RATING.fullmatch(rating)
        },
    )


def json_object(text: str | None) -> dict[str, Any]:
    """The JSON object in `text`; an empty one where it holds anything else."""
    try:
        tree = json.loads(text or "{}")
    except ValueError:
        return {}
    return tree if isinstance(tree, dict) else {}


def _inner(tree: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}

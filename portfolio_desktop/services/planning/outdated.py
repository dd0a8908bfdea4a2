# SPDX-License-Identifier: Apache-2.0
"""Promised dates that are out of date: the giver's plan says another, and nobody has agreed on it yet."""

from collections.abc import Mapping

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Filter, Op, Test
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.read import Reader


def outdated(catalogue: Catalogue) -> Filter:
    """The open dependencies of which that is so."""
    return together((still_open(catalogue, catalogue.entity("dependency")), Test("outdated", Op.IS, True)))


def outdated_by_project(reader: Reader, only: Id | None = None) -> Mapping[Id, tuple[str, ...]]:
    """By project that rests on one, which promises those are; of `only` that project where it is given."""
    where = outdated(reader.catalogue)
    if only is not None:
        where = together((where, Test("project_id", Op.IS, only)))
    found: dict[Id, tuple[str, ...]] = {}
    entity = reader.catalogue.entity("dependency")
    for _id, project, title, promised in reader.values(entity, ("project_id", "title", "promised"), where):
        if project is not None:
            said = _("{title}: {day}").format(title=title, day=format_date(promised))
            found[project] = (*found.get(project, ()), said)
    return found

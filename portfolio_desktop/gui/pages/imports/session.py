# SPDX-License-Identifier: Apache-2.0
"""What one run of the import wizard has decided so far: plain state, shared by its steps. It reads and writes nothing."""

from dataclasses import dataclass, field
from datetime import date

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.exchange.imports import (
    ColumnMapping,
    Options,
    Plan,
    Remembered,
    Reviewed,
    guess,
    guess_as_of,
    guess_register,
    review,
)
from portfolio_desktop.exchange.tables import Layout, Sheet, Source, Table, extract, guess_layout


@dataclass(frozen=True, slots=True)
class Laid:
    """A table found on a sheet."""

    sheet: Sheet
    layout: Layout
    table: Table


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping with how every column reads under it, and the named mappings that would fit as well."""

    mapping: ColumnMapping
    reviewed: tuple[Reviewed, ...]
    offered: tuple[Remembered, ...] = ()
    instead_of: str = ""
    """The entity that the person came from, where the headings have led to another."""


@dataclass(slots=True)
class Session:
    """Filled from step to step; going back and changing something empties what rests on it."""

    wanted: str = ""
    """The entity that the person came from, which counts unless the headings are clearly another's."""
    register: str = ""
    """The entity that was chosen for the rows of a log which are not the first kind's."""
    source: Source | None = None
    laid: Laid | None = None
    mapped: Mapped | None = None
    as_of: date | None = None
    mark_left: bool = False
    same: dict[str, str] = field(default_factory=dict)
    """Names of people in this file with the other names by which these are known, as the person said."""
    plan: Plan | None = None
    late: bool = False
    """Whether anything has been written since the plan was begun."""
    remember_as: str = ""
    done: tuple[str, ...] = ()
    """The sheets of this file that have been imported, by name."""

    @property
    def next_sheet(self) -> Sheet | None:
        """The sheet to begin with: the likely one, then those that follow the last import and are still to come."""
        if self.source is None:
            return None
        if not self.done:
            return self.source.likely
        sheets = self.source.sheets
        last = next(place for place, sheet in enumerate(sheets) if sheet.name == self.done[-1])
        in_turn = (*sheets[last + 1 :], *sheets[:last])
        open_ones = (each for each in in_turn if each.grid and not each.hidden)
        return next((each for each in open_ones if each.name not in self.done), None)

    def another_sheet(self) -> "Session":
        """The same file once more, with what is done of it."""
        return Session(source=self.source, done=self.done, same=self.same)

    def other_kind(self, entity: str) -> "Session":
        """The same table once more, for its rows that belong to `entity`."""
        return Session(
            register=entity, source=self.source, laid=self.laid, done=self.done, same=dict(self.same)
        )

    def options(self, catalogue: Catalogue) -> Options:
        """What is decided besides the mapping."""
        mapping = self.mapped.mapping if self.mapped else None
        projects = mapping is not None and catalogue.entity(mapping.entity).name == "project"
        source = self.source.name if self.source else ""
        as_of = self.as_of if projects else None
        return Options(source=source, as_of=as_of, mark_left=self.mark_left, same=dict(self.same))


def lay(sheet: Sheet, layout: Layout | None = None) -> Laid:
    """The table of `sheet` where `layout` says, or where it is likely to be."""
    chosen = layout or guess_layout(sheet.grid)
    return Laid(sheet, chosen, extract(sheet.grid, chosen))


def likely_entity(session: Session, catalogue: Catalogue) -> Entity:
    """The register that the headings name, or the one that the person came from where they leave it open; else projects."""
    laid, source = session.laid, session.source
    assert laid is not None
    assert source is not None
    hint = f"{source.name} {laid.sheet.name}"
    found = guess_register(laid.table, catalogue, hint, session.wanted)
    return found or catalogue.entity("project")


def map_columns(
    table: Table,
    catalogue: Catalogue,
    mapping: ColumnMapping,
    offered: tuple[Remembered, ...] = (),
    instead_of: str = "",
) -> Mapped:
    """`mapping` with its review. Reads every cell: for a thread."""
    return Mapped(mapping, review(table, mapping, catalogue), offered, instead_of)


def first_mapping(session: Session, catalogue: Catalogue, entity: Entity) -> ColumnMapping:
    """The guess for `entity`."""
    assert session.laid is not None
    return guess(session.laid.table, catalogue, entity)


def likely_period(session: Session, today: date) -> date | None:
    """The end of the period that the file reports on, where its words or its name say so; never a day to come."""
    if session.laid is None or session.source is None:
        return None
    return guess_as_of(session.laid.table, session.source.name, session.laid.sheet.name, today=today)

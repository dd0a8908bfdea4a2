# SPDX-License-Identifier: Apache-2.0
"""An entity: one register of an office, described once by its record class and by what is said here."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import get_annotations
from types import MappingProxyType

from msgspec.structs import replace

from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Values


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields that are shown together, by name, in reading order."""

    title: str
    fields: tuple[str, ...]


def section(title: str, names: str) -> Section:
    """A section of the fields `names`, written with blanks between them."""
    return Section(title, tuple(names.split()))


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One kind of record and its fields.

    `name` is for code ("risk_response"), `register` for commands and settings ("risk_responses"), `label` and
    `plural` for people. `title` names the field that says what a record is. `prefix` begins the codes that the
    office gives out; empty where the records have no code. What is `unseen` is the application's own bookkeeping:
    it travels and has a history like any record, and no navigation, export, import or search shows it.
    """

    name: str
    register: str
    label: str
    plural: str
    record: type[Record]
    fields: tuple[Field, ...]  # what is kept
    sections: tuple[Section, ...]
    title: str
    derived: tuple[Field, ...] = ()  # what follows from it
    prefix: str = ""
    icon: str = "file-text"
    unseen: bool = False

    @property
    def description(self) -> str:
        """What the entity is, in one sentence: the first line of its record's docstring."""
        return (self.record.__doc__ or "").partition("\n")[0]

    @property
    def code(self) -> Field | None:
        """The field that holds the code, where the entity has one."""
        return next((field for field in self.fields if field.kind is Kind.CODE), None)

    @property
    def owner(self) -> Field | None:
        """The link to the record that this one is part of, where there is one; the first, of what ties two together."""
        return next(iter(self.wholes), None)

    @property
    def wholes(self) -> tuple[Field, ...]:
        """The links to all records that this one is part of: without any of them it is not there."""
        return tuple(field for field in self.fields if field.part_of)

    @property
    def columns(self) -> tuple[Field, ...]:
        """What a register shows until a person chooses otherwise, in order."""
        shown = [field for field in self.every if field.register is not None]
        return tuple(sorted(shown, key=lambda field: field.register or 0))

    @property
    def every(self) -> tuple[Field, ...]:
        """The fields that are kept, and those that follow from them: all that a register can show."""
        return self.fields + self.derived

    def field(self, name: str) -> Field:
        """The field called `name`, kept or derived. Raises KeyError."""
        try:
            return self._by_name[name]
        except KeyError:
            raise KeyError(f"{self.name} has no field {name!r}") from None

    def has(self, name: str) -> bool:
        """Whether there is a field called `name`, kept or derived."""
        return name in self._by_name

    def keeps(self, name: str) -> bool:
        """Whether `name` is a field that holds what somebody entered."""
        return self.has(name) and not self._by_name[name].derived

    def make(self, id: Id, values: Values) -> Record:
        """A record of this entity; fields that `values` leaves out are None."""
        known = {name: values.get(name) for name in self._by_name if name not in self._own}
        return self.record(id=id, own={name: values.get(name) for name in self._own}, **known)

    def values(self, record: Record) -> Values:
        """Every field of `record` that is kept, by name."""
        return {field.name: record[field.name] for field in self.fields}

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.every}

    @cached_property
    def _own(self) -> frozenset[str]:
        """Names of the organisation's own fields: those that the record class knows nothing of."""
        return frozenset(self._by_name.keys() - set(self.record.__struct_fields__))

    def extended(self, own: tuple[Field, ...], section: str) -> "Entity":
        """This entity with an organisation's own fields, shown in a section of their own."""
        if not own:
            return self
        names = tuple(field.name for field in own)
        return dataclasses.replace(
            self, fields=self.fields + own, sections=(*self.sections, Section(section, names))
        )


def define(
    record: type[Record],
    *,
    name: str,
    register: str,
    label: str,
    plural: str,
    sections: tuple[Section, ...],
    title: str = "title",
    prefix: str = "",
    icon: str = "file-text",
    unseen: bool = False,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> Entity:
    """Build the entity of a record class, reading its fields from their annotations in the order written.

    `aliases` are the headings under which spreadsheets carry a field, by field name, with semicolons between them.
    """
    headings = {name: tuple(each.strip() for each in text.split(";")) for name, text in aliases.items()}
    fields = tuple(_annotated_fields(record, headings))
    if unknown := headings.keys() - {field.name for field in fields}:
        raise ValueError(f"{name}: headings for fields that it lacks: {sorted(unknown)}")
    return Entity(
        name=name,
        register=register,
        label=label,
        plural=plural,
        record=record,
        fields=tuple(field for field in fields if not field.derived),
        derived=tuple(field for field in fields if field.derived),
        sections=sections,
        title=title,
        prefix=prefix,
        icon=icon,
        unseen=unseen,
    )


_OF_A_PROJECT = ("Project ref", "Project reference", "Project code", "Project number", "Project no")
"""Headings of every register whose records are part of a project."""


def _annotated_fields(record: type[Record], headings: Mapping[str, tuple[str, ...]]) -> Iterator[Field]:
    for kind in reversed(record.__mro__):
        for name, hint in get_annotations(kind).items():
            for extra in getattr(hint, "__metadata__", ()):
                if isinstance(extra, Field):
                    common = _OF_A_PROJECT if name == "project_id" else ()
                    yield replace(
                        extra, name=name, aliases=(*extra.aliases, *headings.get(name, ()), *common)
                    )

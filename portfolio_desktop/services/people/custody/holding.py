# SPDX-License-Identifier: Apache-2.0
"""What is held on somebody, record by record, with whom else each names: to be looked at before it is given or erased."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Value
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.custody.naming import apart_from, others_named
from portfolio_desktop.services.people.keeping import Held, deleted_on, held_on
from portfolio_desktop.services.people.known import day
from portfolio_desktop.services.people.papers.subject_access import mark_of, mentioning
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.read import Reader


class Where(Enum):
    """How a record has to do with somebody."""

    OWN = "own"  # it is about them
    DELETED = "deleted"  # it was, and is still in the history
    NAMING = "naming"  # it is about somebody else and names them


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLine:
    """One record. `mark` names it in a copy; `others` are those beside the person and the keeper whom it names."""

    entity: str
    id: Id
    mark: str
    where: Where
    title: str
    on: date | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldKind:
    """The records of one kind, the latest first, and the first and the last day that they are of."""

    title: str
    lines: tuple[HeldLine, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is held on one person."""

    person: Id
    name: str
    kinds: tuple[HeldKind, ...]

    @property
    def lines(self) -> Iterator[HeldLine]:
        """Every record."""
        return (line for kind in self.kinds for line in kind.lines)


def people_of(file: PeopleFile) -> list[tuple[Id, str]]:
    """Everybody in the file but its owner, by name."""
    with file.reading() as reader:
        found = reader.all(reader.catalogue.entity("party"))
    mine = file.my_id
    return sorted(
        ((one.id, str(one["name"])) for one in found if one.id != mine), key=lambda each: each[1].casefold()
    )


def holding(file: PeopleFile, person: Id) -> Holding:
    """What the file holds on somebody: about them, deleted but in the history still, and about others with their name."""
    held = held_on(file, person)
    deleted, _history = deleted_on(file, held)
    with file.reading() as reader:
        naming = (*held.naming, *mentioning(file, reader, held))
        apart = apart_from(reader, person, file.my_id)
        found = [
            _line(reader, each, where, apart)
            for where, some in ((Where.OWN, held.own), (Where.DELETED, deleted), (Where.NAMING, naming))
            for each in some
        ]
    return Holding(person, str(held.person["name"]), tuple(_kinds(file, found)))


def note_given(file: PeopleFile, person: Id, records: int) -> Changes:
    """Keep that a copy of what is held was given to whom it is about, today."""
    with file.reading() as reader:
        name = record_of(reader, "party", person)["name"]
    values: dict[str, Value] = {
        "title": _("All that is held, as asked for: {count} records").format(count=records),
        "kind": "given",
        "party_id": person,
        "subject_id": person,
        "at": file.today(),
    }
    label = _("Note that {name} was given what is held on them").format(name=name)
    return Changes(label, (Create("dispatch", Id(file.store.new_id()), values),))


def given_before(file: PeopleFile, person: Id) -> list[date]:
    """The days on which somebody was given what is held on them, the latest first."""
    with file.reading() as reader:
        found = reader.all(reader.catalogue.entity("dispatch"))
    days = [day(one["at"]) for one in found if one["kind"] == "given" and one["party_id"] == person]
    return sorted((on for on in days if on is not None), reverse=True)


def _kinds(file: PeopleFile, found: list[HeldLine]) -> Iterator[HeldKind]:
    headings = {
        Where.DELETED: N_("Deleted, in the history: {kind}"),
        Where.NAMING: N_("About others: {kind}"),
    }
    for where in Where:
        for entity in file.catalogue.entities:
            lines = [line for line in found if line.entity == entity.name and line.where is where]
            if lines:
                title = _(entity.plural)
                if where in headings:
                    title = _(headings[where]).format(kind=title)
                days = [line.on for line in lines if line.on is not None]
                lines.sort(key=lambda line: line.on or date.min, reverse=True)
                yield HeldKind(title, tuple(lines), min(days, default=None), max(days, default=None))


def _line(reader: Reader, held: Held, where: Where, apart: Mapping[Id, str]) -> HeldLine:
    entity, record = reader.catalogue.entity(held.entity), held.record
    title = words(reader.catalogue, entity.field(entity.title), record[entity.title])
    return HeldLine(
        entity=entity.name,
        id=record.id,
        mark=mark_of(record.id),
        where=where,
        title=title,
        on=_day_of(entity, record),
        others=tuple(others_named(entity, record, apart)),
    )


def _day_of(entity: Entity, record: Record) -> date | None:
    """The first date that it has, in the order in which its form asks for them."""
    days = (day(record[field.name]) for field in entity.fields if field.kind is Kind.DATE)
    return next((on for on in days if on is not None), None)

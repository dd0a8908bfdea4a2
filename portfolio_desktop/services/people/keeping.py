# SPDX-License-Identifier: Apache-2.0
"""How long things are kept, all that is held on one person, and erasing it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.dates import add_months
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record
from portfolio_desktop.catalogue.filters import AnyOf, Op, Test
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.custody.whose import ABOUT
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.confidential.erase import kinds_deleted
from portfolio_desktop.storage.history import Step, steps
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import State, replay

_MONTH_ENDS = timedelta(days=3)
"""What counting months back from a day may miss of counting them on: February is short."""

_YOURS = N_("This people file is yours: to erase all of it, delete the file and its key file.")

RULES: tuple[tuple[str, str, int, str, str], ...] = (
    (
        "appraisal",
        N_("Appraisals"),
        6,
        "ends",
        N_("Claims about pay and promotion can be brought for six years."),
    ),
    ("aim", N_("Objectives"), 6, "due", N_("They are part of the appraisals they were judged in.")),
    (
        "evidence",
        N_("Evidence journal"),
        2,
        "on",
        N_("It serves the appraisal of its year, and an appeal against it."),
    ),
    (
        "conversation",
        N_("Conversations"),
        2,
        "held_on",
        N_("What matters of them is in the appraisal by then."),
    ),
    (
        "coaching_session",
        N_("Coaching"),
        1,
        "on",
        N_("It is between two people, and over when they are done."),
    ),
    ("activity", N_("Development"), 6, "done_on", N_("Professional bodies ask for several years of it.")),
    (
        "concern",
        N_("Matters"),
        6,
        "closed_on",
        N_("Claims that follow from them can be brought for six years."),
    ),
    ("health_note", N_("Health notes"), 1, "on", N_("They are of use only while adjustments are in place.")),
    ("pay_note", N_("Pay recommendations"), 6, "on", N_("Equal pay claims reach back six years.")),
)
"""What is proposed: kind of record, its name, years, the date they count from, and why. None counts unconfirmed."""


@dataclass(frozen=True, slots=True)
class Held:
    """One record that is held on somebody."""

    entity: str
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOn:
    """All that a people file holds on one person: their own records, and those of others that name them."""

    person: Record
    own: tuple[Held, ...]
    naming: tuple[Held, ...]
    """Records about others that point at them. They may hold what is confidential to those others: look before giving."""
    history: tuple[Step, ...]
    """Every change that was ever made to their own records, in order."""


@dataclass(frozen=True, slots=True)
class Due:
    """A record whose time is over by a confirmed rule."""

    entity: str
    record: Record
    since: date
    rule: str


def propose_rules(people: PeopleFile) -> Changes:
    """The rules that are not there yet, unconfirmed: an owner reads each, changes it and confirms it."""
    with people.reading() as reader:
        there = {rule["kind"] for rule in reader.all(people.catalogue.entity("retention_rule"))}
    made = tuple(
        Create(
            "retention_rule",
            Id(people.store.new_id()),
            {"title": _(title), "kind": kind, "years": Decimal(years), "after": after, "why": _(why)},
        )
        for kind, title, years, after, why in RULES
        if kind not in there
    )
    return Changes(_("Propose retention rules"), made)


def due(people: PeopleFile, by: date | None = None) -> list[Due]:
    """What confirmed rules say should be erased by a day, today where none is named; the longest due first.

    What somebody decided to keep longer is left out until then.
    """
    until = by or people.today()
    found: list[Due] = []
    with people.reading() as reader:
        holds = reader.values(people.catalogue.entity("retention_hold"), ("record", "until"))
        longer = {record: day for _id, record, day in holds if isinstance(day, date)}
        for rule in reader.all(people.catalogue.entity("retention_rule")):
            if rule["confirmed_on"] is not None:
                found += _due_by(reader, people, rule, until, longer)
    return sorted(found, key=lambda each: each.since)


def held_on(people: PeopleFile, party: Id) -> HeldOn:
    """Everything on one person, as they may ask for it, with its history."""
    with people.reading() as reader:
        person = record_of(reader, "party", party)
        own = _own(reader, people, party)
        naming = tuple(
            each for each in _pointing(reader, people, party) if (each.entity, each.record.id) not in own
        )
    with people.store.reading() as connection:
        told = [step for _entity, id in own for step in steps(connection, people.catalogue, record=id)]
    told.sort(key=lambda step: step.change_set.made)
    return HeldOn(person=person, own=tuple(own.values()), naming=naming, history=tuple(told))


def deleted_on(people: PeopleFile, held: HeldOn) -> tuple[list[Held], list[Step]]:
    """The deleted records that were about the person or part of something of theirs, as they were last; and their history."""
    whole = {(each.entity, each.record.id) for each in held.own}
    with people.store.reading() as connection:
        kinds = [name for name in kinds_deleted(connection) if people.catalogue.knows(name)]
        live = replay(connection, entities=kinds) if kinds else {}
        every = replay(connection, entities=kinds, hidden=True) if kinds else {}
        left = [
            Held(name, _as_it_was(people.catalogue.entity(name), Id(id), values))
            for name, id, values in _deleted(live, every)
        ]
        found: list[Held] = []
        while more := [each for each in left if _belongs(people, each, held.person.id, whole)]:
            found += more
            whole |= {(each.entity, each.record.id) for each in more}
            left = [each for each in left if (each.entity, each.record.id) not in whole]
        told = [step for each in found for step in steps(connection, people.catalogue, record=each.record.id)]
    return found, told


def erase_person(people: PeopleFile, party: Id, ground: str) -> int:
    """Erase a person with all that is held on them, and all that was; returns how many records. It cannot be taken back."""
    if party == people.my_id:
        raise Refusal(_(_YOURS))
    held = held_on(people, party)
    deleted, _history = deleted_on(people, held)
    return people.erase(
        [(each.entity, each.record.id) for each in _wholes_first(people, held.own)],
        ground,
        deleted=[(each.entity, each.record.id) for each in deleted],
    )


def erase_due(people: PeopleFile, wanted: Iterable[Due]) -> int:
    """Erase records whose time is over."""
    return erase_records(
        people, [(each.entity, each.record.id) for each in wanted], _("Retention period over")
    )


def erase_records(people: PeopleFile, wanted: Iterable[tuple[str, Id]], ground: str) -> int:
    """Erase records with all that is part of them, and why they were kept longer; returns how many. It cannot be taken back."""
    targets = list(wanted)
    ids = {id for _entity, id in targets}
    if ("party", people.my_id) in targets:
        raise Refusal(_(_YOURS))
    with people.reading() as reader:
        holds = reader.all(people.catalogue.entity("retention_hold"))
    spent = [("retention_hold", hold.id) for hold in holds if hold["record"] in ids and hold.id not in ids]
    return people.erase([*targets, *spent], ground)


def _own(reader: Reader, people: PeopleFile, party: Id) -> dict[tuple[str, Id], Held]:
    """A person's own records with everything that is part of them, by entity and id."""
    found = {("party", party): Held("party", record_of(reader, "party", party))}
    for entity in people.catalogue.entities:
        names = [field.name for field in _links(entity) if field.name in ABOUT]
        for record in _linked(reader, entity, names, [party]):
            found[entity.name, record.id] = Held(entity.name, record)
    wholes = found
    while wholes := {
        (each.entity, each.record.id): each
        for each in _parts(reader, people, wholes)
        if (each.entity, each.record.id) not in found
    }:
        found |= wholes
    return found


def _parts(reader: Reader, people: PeopleFile, wholes: Mapping[tuple[str, Id], Held]) -> Iterator[Held]:
    for entity in people.catalogue.entities:
        for field in entity.wholes:
            ids = [id for name, id in wholes if name == field.target]
            for record in _linked(reader, entity, [field.name], ids):
                yield Held(entity.name, record)


def _pointing(reader: Reader, people: PeopleFile, party: Id) -> Iterator[Held]:
    for entity in people.catalogue.entities:
        names = [field.name for field in _links(entity) if field.target == "party"]
        for record in _linked(reader, entity, names, [party]):
            yield Held(entity.name, record)


def _linked(reader: Reader, entity: Entity, names: Sequence[str], ids: Sequence[Id]) -> list[Record]:
    """The records of which one of the links `names` leads to one of `ids`."""
    if not names or not ids:
        return []
    return reader.all(entity, AnyOf(tuple(Test(name, Op.ANY_OF, list(ids)) for name in names)))


def _links(entity: Entity) -> list[Field]:
    return [field for field in entity.fields if field.kind is Kind.LINK]


def _wholes_first(people: PeopleFile, held: Sequence[Held]) -> list[Held]:
    """Only what is no part of something else that goes too: parts go with their whole."""
    there = {(each.entity, each.record.id) for each in held}
    return [
        each
        for each in held
        if not any(
            (field.target, each.record[field.name]) in there
            for field in people.catalogue.entity(each.entity).wholes
        )
    ]


def _due_by(
    reader: Reader, people: PeopleFile, rule: Record, until: date, longer: Mapping[Any, date]
) -> Iterator[Due]:
    kind, after, years = str(rule["kind"]), str(rule["after"]), rule["years"]
    entity = people.catalogue.entity(kind) if people.catalogue.knows(kind) else None
    if entity is None or not entity.has(after) or not isinstance(years, Decimal):
        return
    months = int(years * 12)
    latest = add_months(until, -months) + _MONTH_ENDS
    for record in reader.all(entity, Test(after, Op.AT_MOST, latest.isoformat())):
        began = record[after]
        if isinstance(began, date):
            over = max(add_months(began, months), longer.get(record.id, date.min))
            if over <= until:
                yield Due(kind, record, over, str(rule["title"]))


def _deleted(live: State, every: State) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for name, records in every.items():
        there = live.get(name, {})
        for id, values in records.items():
            if id not in there and values:  # of what was erased nothing is left
                yield name, id, values


def _as_it_was(entity: Entity, id: Id, values: Mapping[str, Any]) -> Record:
    typed = {
        name: from_plain(entity.field(name).kind, plain)
        for name, plain in values.items()
        if entity.keeps(name)
    }
    return entity.make(id, typed)


def _belongs(people: PeopleFile, held: Held, person: Id, wholes: Collection[tuple[str, Id]]) -> bool:
    entity = people.catalogue.entity(held.entity)
    own = any(entity.has(name) and held.record[name] == person for name in ABOUT)
    return own or any((field.target, held.record[field.name]) in wholes for field in entity.wholes)

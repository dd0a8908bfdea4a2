# SPDX-License-Identifier: Apache-2.0
"""All that is held on one person, made ready for giving it to them when they ask.

It takes two steps. First everything, with a mark on each record, for whoever has to look through it. Then what is given:
without what they left out for a reason, and of the records about others only what they took in by its mark.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record
from portfolio_desktop.catalogue.plain import Plain, to_plain
from portfolio_desktop.services.people.custody.naming import apart_from, others_named
from portfolio_desktop.services.people.forms import Level, levels
from portfolio_desktop.services.people.keeping import Held, HeldOn, deleted_on, held_on
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.history import Step
from portfolio_desktop.storage.read import Reader

FORMAT = "portfolio-desktop subject-access 1"
_MARK = 8
_ABOUT_NOBODY = frozenset({"party", "cycle", "cycle_stage", "rating_scale", "form"})
"""Kinds whose titles may be told wherever something links to them: they say nothing about anybody."""


class Reason(StrEnum):
    """Why a record is left out; the exemptions are those of schedule 2 of the Data Protection Act 2018."""

    REFERENCE = "reference"  # paragraph 24
    PLANNING = "planning"  # paragraph 22
    NEGOTIATIONS = "negotiations"  # paragraph 23
    OTHERS = "others"  # paragraph 16


REASONS: Mapping[Reason, str] = {
    Reason.REFERENCE: N_("a reference given in confidence"),
    Reason.PLANNING: N_("management planning that giving it would prejudice"),
    Reason.NEGOTIATIONS: N_("negotiations with the person that giving it would prejudice"),
    Reason.OTHERS: N_("information about others"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What whoever looked through it decided, by marks: records `left_out` for a reason, and `taken_in` about others."""

    left_out: Mapping[str, Reason]
    taken_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record: its mark, what it is called, and its fields as a person reads them and as they are kept."""

    mark: str
    entity: str
    id: Id
    title: str
    told: tuple[tuple[str, str], ...]
    plain: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """The records of one kind."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectAccess:
    """An export. `deleted` is no longer in use and still in the history. `looked_at` where it is what is given; else
    `naming` holds all records about others that name the person.
    """

    person: str
    person_id: Id
    keeper: str
    made_on: date
    looked_at: bool
    own: tuple[EntryGroup, ...]
    deleted: tuple[EntryGroup, ...]
    naming: tuple[EntryGroup, ...]
    left_out: Mapping[Reason, int]
    history: tuple[Mapping[str, object], ...]
    titles: Mapping[Id, str]
    scales: tuple[tuple[str, tuple[Level, ...]], ...]

    @property
    def records(self) -> int:
        """How many records it holds."""
        return sum(len(group.entries) for some in (self.own, self.deleted, self.naming) for group in some)


def subject_access(people: PeopleFile, party: Id, choice: Choice | None = None) -> SubjectAccess:
    """Everything on one person, or after it was looked through what is given by a `choice`.

    A record that is left out takes its parts and its history with it. Refuses a mark that no record has.
    """
    held = held_on(people, party)
    deleted, told = deleted_on(people, held)
    with people.reading() as reader:
        naming = (*held.naming, *mentioning(people, reader, held))
        gone = _left_out(people, (*held.own, *deleted), naming, party, choice) if choice else {}
        given = [[each for each in some if _key(each) not in gone] for some in (held.own, deleted, naming)]
        titles = _titles(reader, [each for some in given for each in some])
        scales = tuple(_scales(reader, given[0], titles))
        apart = None if choice else apart_from(reader, party, people.my_id)
        own, dropped, others = (tuple(_groups(people, some, titles, apart)) for some in given)
    kept = {each.record.id for some in given[:2] for each in some}
    history = sorted((*held.history, *told), key=lambda step: step.change_set.made)
    return SubjectAccess(
        person=str(held.person["name"]),
        person_id=party,
        keeper=_keeper(people),
        made_on=people.today(),
        looked_at=choice is not None,
        own=own,
        deleted=dropped,
        naming=others,
        left_out=dict(sorted(Counter(gone.values()).items())),
        history=tuple(_step(people, step) for step in history if step.record in kept),
        titles=titles,
        scales=scales,
    )


def as_json(access: SubjectAccess) -> bytes:
    """The export for a program: every record as it is kept, and every change that was made to the person's own records."""
    whole = {
        "format": FORMAT,
        "person": {"id": access.person_id, "name": access.person},
        "kept_by": access.keeper,
        "made_on": access.made_on.isoformat(),
        "looked_at": access.looked_at,
        "records": [_as_plain(entry) for group in access.own for entry in group.entries],
        "records_deleted": [_as_plain(entry) for group in access.deleted for entry in group.entries],
        "records_about_others": [_as_plain(entry) for group in access.naming for entry in group.entries],
        "left_out": {reason.value: count for reason, count in access.left_out.items()},
        "titles": dict(access.titles),
        "scales": [
            {"title": title, "levels": [{"step": level.step, "label": level.label} for level in found]}
            for title, found in access.scales
        ],
        "history": [dict(step) for step in access.history],
    }
    return (json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def read_choice(left_out: Iterable[str], taken_in: Iterable[str]) -> Choice:
    """A choice from words: `MARK=REASON` for what is left out, marks alone for what is taken in."""
    found: dict[str, Reason] = {}
    for given in left_out:
        mark, _equals, reason = given.partition("=")
        if reason not in REASONS:
            known = ", ".join(each.value for each in Reason)
            raise Refusal(
                _("“{words}” gives no reason. There are: {known}.").format(words=given, known=known)
            )
        found[mark] = Reason(reason)
    return Choice(found, frozenset(taken_in))


def mark_of(id: Id) -> str:
    """The end of a record's id, by which people point at it: the beginning is the time, which many share."""
    return id[-_MARK:]


def _keeper(people: PeopleFile) -> str:
    with people.reading() as reader:
        return reader.titles(people.catalogue.entity("party"), [people.my_id])[people.my_id]


def _key(held: Held) -> tuple[str, Id]:
    return held.entity, held.record.id


def mentioning(people: PeopleFile, reader: Reader, held: HeldOn) -> Iterator[Held]:
    """Records that call the person by full name in their words, and are not linked to them."""
    name = str(held.person["name"] or "").casefold()
    known = {_key(each) for each in (*held.own, *held.naming)}
    for entity in people.catalogue.entities if name else ():
        texts = tuple(field.name for field in entity.fields if field.kind in (Kind.TEXT, Kind.NARRATIVE))
        rows = reader.values(entity, texts) if texts else ()
        said = [Id(id) for id, *words in rows if any(name in str(each or "").casefold() for each in words)]
        for record in reader.many(entity, [id for id in said if (entity.name, id) not in known]):
            yield Held(entity.name, record)


def _left_out(
    people: PeopleFile, own: Sequence[Held], naming: Sequence[Held], party: Id, choice: Choice
) -> dict[tuple[str, Id], Reason]:
    """What does not go out, and why: what was chosen with its parts, and what is about others and was not taken in."""
    every = {_key(each): each for each in (*own, *naming)}
    gone = {_key(_marked(every.values(), mark)): reason for mark, reason in choice.left_out.items()}
    if ("party", party) in gone:
        raise Refusal(
            _("What is held on somebody cannot be given without their name: leave out other records.")
        )
    taken = {_key(_marked(naming, mark)) for mark in choice.taken_in}
    for each in naming:
        if _key(each) not in taken:
            gone.setdefault(_key(each), Reason.OTHERS)
    while found := {
        key: reason
        for key, each in every.items()
        if key not in gone and (reason := _of_whole(people.catalogue.entity(each.entity), each.record, gone))
    }:
        gone |= found
    return gone


def _marked(among: Iterable[Held], mark: str) -> Held:
    found = [each for each in among if mark_of(each.record.id) == mark.lower()]
    if len(found) != 1:
        raise Refusal(
            _("No record here has the mark “{mark}”. Take it from the copy to be looked at.").format(
                mark=mark
            )
        )
    return found[0]


def _of_whole(entity: Entity, record: Record, gone: Mapping[tuple[str, Id], Reason]) -> Reason | None:
    """Why a record goes as a part of what is gone."""
    keys = [(field.target, record[field.name]) for field in entity.wholes]
    return next(
        (gone[target, Id(id)] for target, id in keys if isinstance(id, str) and (target, id) in gone), None
    )


def _titles(reader: Reader, given: Sequence[Held]) -> dict[Id, str]:
    """What is linked to by name, where the name is given anyway or says nothing about anybody."""
    by_entity: dict[str, list[Record]] = {}
    for each in given:
        by_entity.setdefault(each.entity, []).append(each.record)
    there = {each.record.id for each in given}
    found: dict[Id, str] = {}
    for name, records in by_entity.items():
        entity = reader.catalogue.entity(name)
        told = link_titles(reader, entity, records)
        targets = {
            Id(str(record[field.name])): field.target
            for record in records
            for field in entity.fields
            if field.kind is Kind.LINK
        }
        found |= {id: title for id, title in told.items() if id in there or targets[id] in _ABOUT_NOBODY}
    return dict(sorted(found.items()))


def _scales(
    reader: Reader, own: Sequence[Held], titles: Mapping[Id, str]
) -> Iterator[tuple[str, tuple[Level, ...]]]:
    """The scales that levels in the records are of."""
    used = {each.record["scale_id"] for each in own if each.entity == "appraisal"}
    for id in sorted(link for link in used if isinstance(link, str)):
        yield titles.get(Id(id), ""), levels(reader, Id(id))


def _groups(
    people: PeopleFile, held: Sequence[Held], titles: Mapping[Id, str], apart: Mapping[Id, str] | None
) -> Iterator[EntryGroup]:
    for entity in people.catalogue.entities:
        entries = tuple(
            _entry(people, entity, each.record, titles, apart) for each in held if each.entity == entity.name
        )
        if entries:
            yield EntryGroup(_(entity.plural), entries)


def _entry(
    people: PeopleFile,
    entity: Entity,
    record: Record,
    titles: Mapping[Id, str],
    apart: Mapping[Id, str] | None,
) -> Entry:
    """What a record says; to be looked at, also whom of `apart` it names."""
    told, plain = [], {}
    for field in entity.fields:
        value = record[field.name]
        if value is None:
            continue
        plain[field.name] = to_plain(field.kind, value)
        hidden = field.kind is Kind.LINK and value not in titles
        text = _("another record") if hidden else words(people.catalogue, field, value, titles=titles)
        told.append((_(field.label), text))
    named = list(others_named(entity, record, apart)) if apart is not None else []
    if named:
        told.append((_("Names others"), ", ".join(named)))
    return Entry(
        mark=mark_of(record.id),
        entity=entity.name,
        id=record.id,
        title=words(people.catalogue, entity.field(entity.title), record[entity.title], titles=titles),
        told=tuple(told),
        plain=plain,
    )


def _as_plain(entry: Entry) -> dict[str, object]:
    return {"entity": entry.entity, "id": entry.id, "values": dict(entry.plain)}


def _step(people: PeopleFile, step: Step) -> dict[str, object]:
    """A change without the words of its change set, which may speak of others that it touched too."""
    told: dict[str, object] = {
        "at": step.change_set.made.isoformat(timespec="seconds"),
        "by": step.change_set.author,
        "entity": step.entity,
        "record": step.record,
        "event": step.event,
    }
    entity = people.catalogue.entity(step.entity)
    if step.field and entity.keeps(step.field):
        kind = entity.field(step.field).kind
        told |= {"field": step.field, "old": to_plain(kind, step.old), "new": to_plain(kind, step.new)}
    return told

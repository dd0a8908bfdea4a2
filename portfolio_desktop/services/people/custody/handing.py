# SPDX-License-Identifier: Apache-2.0
"""Handing somebody over to their next line manager in the middle of a year.

The next manager gets what they need to go on with, and may read: objectives and how they stand, the conversations of the
year without private notes, the development plan, and the running appraisal. Journal, private notes, matters, health, pay and
what the person wrote and has not released stay where they are. Who has a copy of the appraisal is told by another of
their own who leads them from now on: so their files take the next part of the appraisal from the next manager alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, NN_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage, side_of, standing_of
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.cards import card_of
from portfolio_desktop.services.people.copies import (
    CONTENT,
    FRAME,
    WRITES,
    Row,
    around,
    copied,
    parts_of,
    row_of,
)
from portfolio_desktop.services.people.custody.taking_over import AROUND, HANDED, KEPT_BACK
from portfolio_desktop.services.people.known import day, link
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sharing import Sealed, put_into, seal_for, seal_rows, sent_before
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

_TO_NOBODY = N_("Choose who leads {name} from now on: somebody else than you, and than {name}.")
_GONE = N_(
    "Whoever was to lead {name} from now on is no longer in this file, so nothing was handed over. Choose somebody else."
)
_SIGNED = N_(
    "“{title}” is signed by somebody already. Sign it to its end, or reopen it with a reason, before you hand it over."
)
_PARTY = frozenset({"name", "role", "team"})
_STAYS = (
    ("evidence", *NN_("{count} note of the journal", "{count} notes of the journal")),
    ("coaching_session", *NN_("{count} coaching session", "{count} coaching sessions")),
    ("concern", *NN_("{count} matter", "{count} matters")),
    ("health_note", *NN_("{count} health note", "{count} health notes")),
    ("pay_note", *NN_("{count} pay recommendation", "{count} pay recommendations")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What would go, how many of which kind, and what stays with whoever hands over."""

    name: str
    goes: tuple[tuple[str, int], ...]
    stays: tuple[str, ...]
    told: tuple[str, ...]
    """Who else is told by a copy."""
    not_told: tuple[str, ...]
    """Who would have to be told, and whose card is not there."""
    lacks_card: bool
    """Whether the next manager's card is not there, without which nothing can be sealed for them."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was written where, and what notes it in the file."""

    paths: tuple[Path, ...]
    changes: Changes


def offer(people: PeopleFile, person: Id, to: Id) -> Offer:
    """What handing `person` over to `to` would do. Refuses what `hand_over` refuses, but for a card that is not there."""
    with people.reading() as reader:
        party, running = _ready(people, reader, person, to)
        counts = Counter(entity for entity, _id, _values in _rows(reader, party, to, running))
        others = {other.id: other for one in running for other in _others(reader, one, people.my_id, to)}
        stays = tuple(_stays(reader, person, running))
        receiver = _receiver(reader, party, to)
    return Offer(
        name=str(party["name"]),
        goes=tuple(
            (_(entity.label if counts[entity.name] == 1 else entity.plural), counts[entity.name])
            for entity in map(people.catalogue.entity, HANDED)
            if counts[entity.name]
        ),
        stays=stays,
        told=tuple(str(one["name"]) for one in others.values() if one["card"]),
        not_told=tuple(str(one["name"]) for one in others.values() if not one["card"]),
        lacks_card=not receiver["card"],
    )


def hand_over(people: PeopleFile, person: Id, to: Id, folder: Path) -> Handed:
    """As `seal_hand_over`, with the copies put into a folder."""
    sealed = seal_hand_over(people, person, to)
    return Handed(put_into(folder, sealed), sealed.changes)


def seal_hand_over(people: PeopleFile, person: Id, to: Id) -> Sealed:
    """Seal for the next manager what they need, tell the others who that is, and let go of the running appraisal.

    Everything that was written stays in this file, for as long as its rules say.
    """
    with people.reading() as reader:
        party, running = _ready(people, reader, person, to)
        receiver = _receiver(reader, party, to)
        card_of(receiver)
        rows = list(_rows(reader, party, to, running))
        news = [
            (one, other, list(_news(reader, one, other.id, receiver, people.my_id)))
            for one in running
            for other in _others(reader, one, people.my_id, to)
            if other["card"]
        ]
    id, parcel = seal_for(people, {"handed": person, "rows": rows}, receiver)
    sent = [seal_rows(people, one, other, told) for one, other, told in news]
    values: dict[str, Value] = {
        "title": party["name"],
        "kind": "handed",
        "party_id": to,
        "subject_id": person,
        "at": people.today(),
        "parcel": id,
    }
    noted = Create("dispatch", Id(people.store.new_id()), values)
    items = (*_letting_go(party, running, to), noted, *(item for each in sent for item in each.changes))
    label = _("Hand {name} over").format(name=party["name"])
    parcels = {id: parcel} | {id: parcel for each in sent for id, parcel in each.parcels.items()}
    return Sealed(parcels, Changes(label, items))


def _letting_go(party: Record, running: Sequence[Record], to: Id) -> Iterator[Change]:
    for one in running:
        yield Edit("appraisal", one.id, "manager_id", to)
        if one["countersigner_id"] == to:
            yield Edit("appraisal", one.id, "countersigner_id", None)
    if party["manager_id"] != to:
        yield Edit("party", party.id, "manager_id", to)


def _ready(people: PeopleFile, reader: Reader, person: Id, to: Id) -> tuple[Record, list[Record]]:
    """The person, and their appraisals that are under way and led by the file's owner."""
    party = record_of(reader, "party", person)
    if to in (people.my_id, person) or person == people.my_id:
        raise Refusal(_(_TO_NOBODY).format(name=party["name"]))
    entity = reader.catalogue.entity("appraisal")
    running = [
        one
        for one in reader.all(entity, Test("subject_id", Op.IS, person))
        if side_of(one, people.my_id) is Side.MANAGER and standing_of(one).stage is not Stage.CLOSED
    ]
    for one in running:
        if standing_of(one).anybody_signed:
            raise Refusal(_(_SIGNED).format(title=one["title"]))
    return party, running


def _receiver(reader: Reader, party: Record, to: Id) -> Record:
    """Who leads the person from now on; they may have been erased since they were chosen."""
    receiver = reader.get(reader.catalogue.entity("party"), to)
    if receiver is None:
        raise Refusal(_(_GONE).format(name=party["name"]))
    return receiver


def _rows(reader: Reader, party: Record, to: Id, running: Sequence[Record]) -> Iterator[Row]:
    """What the next manager is given, each record once."""
    seen: set[tuple[str, str]] = set()
    for entity, id, values in _given(reader, party, to, running):
        if (entity, id) not in seen and entity in (*AROUND, *HANDED):
            seen.add((entity, id))
            yield entity, id, values


def _given(reader: Reader, party: Record, to: Id, running: Sequence[Record]) -> Iterator[Row]:
    yield row_of(reader, party, "party", _PARTY)
    for one in running:
        yield from around(reader, one)
        entity, id, values = row_of(reader, one, "appraisal", WRITES[Side.MANAGER] | {"self_released"})
        yield entity, id, _led_by(values, to)
        for answer in parts_of(reader, "answer", "appraisal_id", one.id):
            read = answer["side"] == Part.MANAGER or (answer["side"] == Part.SELF and one["self_released"])
            yield row_of(reader, answer, "answer", FRAME | CONTENT if read else FRAME)
        for each in parts_of(reader, "reopening", "appraisal_id", one.id):
            yield row_of(reader, each, "reopening")
    begins = min((on for one in running if (on := day(one["starts"]))), default=None)
    cycles = {one["cycle_id"] for one in running} | {None}
    for aim in parts_of(reader, "aim", "subject_id", party.id):
        if aim["cycle_id"] in cycles:
            yield row_of(reader, aim, "aim")
            yield from _parts(reader, "aim_progress", "aim_id", aim.id)
    for talk in parts_of(reader, "conversation", "subject_id", party.id):
        if _since(talk, begins):
            entity, id, values = row_of(reader, talk, "conversation")
            yield entity, id, {name: value for name, value in values.items() if name not in KEPT_BACK}
            yield from _parts(reader, "promise", "conversation_id", talk.id)
    for entity in ("development_need", "activity"):
        yield from _parts(reader, entity, "subject_id", party.id)


def _parts(reader: Reader, entity: str, owner: str, id: Id) -> Iterable[Row]:
    return (row_of(reader, each, entity) for each in parts_of(reader, entity, owner, id))


def _since(talk: Record, begins: date | None) -> bool:
    on = day(talk["held_on"]) or day(talk["planned_on"])
    return begins is None or on is None or on >= begins


def _led_by(values: dict[str, object], to: Id) -> dict[str, object]:
    """The head of an appraisal with another manager, who cannot countersign it as well."""
    found = {**values, "manager_id": to}
    if found.get("countersigner_id") == to:
        found["countersigner_id"] = None
    return found


def _others(reader: Reader, appraisal: Record, me: Id, to: Id) -> list[Record]:
    """Who has a copy of an appraisal beside its manager before and after; others hear of it from the next one first."""
    ids = (link(appraisal[name]) for name in ("subject_id", "countersigner_id"))
    return [
        record_of(reader, "party", id)
        for id in ids
        if id is not None and id not in (me, to) and sent_before(reader, appraisal.id, id)
    ]


def _news(reader: Reader, appraisal: Record, other: Id, receiver: Record, me: Id) -> Iterator[Row]:
    """What somebody else is sent: the owner's part once more, under its next manager."""
    yield row_of(reader, receiver, "party", _PARTY)
    for entity, id, values in copied(reader, appraisal, Side.MANAGER, side_of(appraisal, other), me):
        yield entity, id, _led_by(values, receiver.id) if entity == "appraisal" else values


def _stays(reader: Reader, person: Id, running: Sequence[Record]) -> Iterator[str]:
    for entity, one, many in _STAYS:
        where = Test("subject_id", Op.IS, person)
        if count := reader.count(reader.catalogue.entity(entity), where):
            yield ngettext(one, many, count).format(count=count)
    for appraisal in running:
        answers = parts_of(reader, "answer", "appraisal_id", appraisal.id)
        hidden = [each for each in answers if each["side"] == Part.SELF and (each["words"] or each["level"])]
        if hidden and not appraisal["self_released"]:
            yield _("what the person wrote and has not released: they send it themselves")
    if any(talk["private_note"] for talk in parts_of(reader, "conversation", "subject_id", person)):
        yield _("private notes on conversations")

# SPDX-License-Identifier: Apache-2.0
"""What has come for the owner through the shared folder, and what of their own may go from it.

Every parcel is tried with the owner's key, which is how it is known for whom it is. Receipts are taken note of at once; a
sealed copy waits until the owner takes it in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.services.people.known import link, names, whole
from portfolio_desktop.services.people.parcels.memory import Memory, recall, remember
from portfolio_desktop.services.people.parcels.sending import RECEIVED
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sharing import brings, sender
from portfolio_desktop.storage.changes import Change, Changes, Edit, Why
from portfolio_desktop.storage.confidential.sealing import Parcel, marked, open_parcel
from portfolio_desktop.storage.read import Reader

_COPY = N_("The sealed copy")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A sealed copy for the owner, that lies on the share under `name`: what it brings, or why nothing is taken from it.

    It stays sealed until it is taken in.
    """

    name: str
    sealed: bytes = field(repr=False)
    label: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What one look at the shared folder came to. `needless` are own parcels that may go; `lost` is for whom one went before
    they had received it."""

    copies: tuple[Arrived, ...] = ()
    needless: frozenset[str] = frozenset()
    lost: tuple[str, ...] = ()


def known_names(people: PeopleFile) -> frozenset[str]:
    """The names of parcels on the share that need not be read again."""
    return frozenset(recall(people).done)


def arrived(
    people: PeopleFile, own: Collection[str], others: Collection[str], new: Mapping[str, bytes]
) -> Arrivals:
    """Look through what lies on the share: the names of the owner's parcels and of others', and the content of new ones."""
    memory = recall(people)
    copies: list[Arrived] = []
    for name, content in sorted(new.items()):
        found = _looked_at(people, name, content)
        if found is None:
            memory.done.append(name)
        else:
            copies.append(found)
    memory.done = sorted(set(memory.done) & set(others))
    needless, lost = _settle(people, memory, own, others)
    remember(people, memory)
    return Arrivals(tuple(copies), needless, lost)


def take_in(people: PeopleFile, arrivals: Iterable[Arrived]) -> tuple[dict[str, str], list[str]]:
    """Take sealed copies in, each as an act of its own. The names on the share of those that were taken, by parcel; and why
    others were not."""
    taken: dict[str, str] = {}
    refused: list[str] = []
    for each in arrivals:
        try:
            parcel = open_parcel(marked(each.sealed), people.identity, _(_COPY))
            people.write(brings(people, parcel, _(_COPY)))
        except Refusal as refusal:
            refused.append(str(refusal))
        else:
            taken[parcel.id] = each.name
    memory = recall(people)
    memory.done = sorted({*memory.done, *taken.values()})
    remember(people, memory)
    return taken, refused


def _looked_at(people: PeopleFile, name: str, content: bytes) -> Arrived | None:
    """A sealed copy that waits; None for one that was taken before, a receipt, and what is for somebody else."""
    try:
        parcel = open_parcel(marked(content), people.identity, _(_COPY))
    except Refusal:
        return None
    if isinstance(parcel.content, dict) and RECEIVED in parcel.content:
        _note_receipt(people, parcel)
        return None
    try:
        changes = brings(people, parcel, _(_COPY))
    except Refusal as refusal:
        return Arrived(name, content, refusal=str(refusal))
    return Arrived(name, content, changes.label) if changes else None


def _note_receipt(people: PeopleFile, parcel: Parcel) -> None:
    """Note on the copies that it confirms, as far as they were sealed for its sender, that they were received."""
    ids = _ids(parcel.content)
    with people.reading() as reader:
        try:
            party = sender(reader, parcel, "")
        except Refusal:
            return  # who is not known can confirm nothing
        edits: list[Change] = [
            Edit("dispatch", each.id, "received_on", people.today())
            for each in _sent(reader)
            if each["parcel"] in ids and each["party_id"] == party.id and each["received_on"] is None
        ]
    people.write(Changes(_("Receipts of sealed copies"), tuple(edits), Why.UPKEEP))


def _ids(content: Mapping[str, Any]) -> set[str]:
    found = content[RECEIVED]
    return {each for each in found if isinstance(each, str)} if isinstance(found, list) else set()


def _settle(
    people: PeopleFile, memory: Memory, own: Collection[str], others: Collection[str]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Which of the owner's parcels may go, and for whom one has gone too early; forgets what lies there no longer.

    A copy stays until it was received, erased, or followed by a newer one; a receipt as long as what it confirms.
    """
    with people.reading() as reader:
        awaited = dict(_awaited(reader))
        called = names(reader, awaited.values())
    wanted = {name for name, id in memory.posted.items() if id in awaited}
    wanted |= {name for name, confirmed in memory.receipts.items() if not set(confirmed).isdisjoint(others)}
    posted = memory.posted.keys() | memory.receipts.keys()
    gone = posted - set(own)
    lost = {called.get(awaited[memory.posted[name]], "") for name in gone & wanted & memory.posted.keys()}
    memory.posted = {name: id for name, id in memory.posted.items() if name not in gone}
    memory.receipts = {name: ids for name, ids in memory.receipts.items() if name not in gone}
    return frozenset((posted & set(own)) - wanted), tuple(sorted(lost))


def _awaited(reader: Reader) -> Iterator[tuple[str, Id]]:
    """Parcel and receiver of what was sent and not received yet; of an appraisal the last alone."""
    latest: dict[tuple[object, object], int] = {}
    found = _sent(reader)
    for each in found:
        about = each["part"], each["party_id"]
        latest[about] = max(whole(each["version"]) or 0, latest.get(about, 0))
    for each in found:
        party, version = link(each["party_id"]), whole(each["version"])
        is_last = version is None or version == latest[each["part"], each["party_id"]]
        if party is not None and each["received_on"] is None and is_last:
            yield str(each["parcel"]), party


def _sent(reader: Reader) -> list[Record]:
    found = reader.all(reader.catalogue.entity("dispatch"))
    return [each for each in found if each["kind"] in ("sent", "handed") and each["parcel"]]

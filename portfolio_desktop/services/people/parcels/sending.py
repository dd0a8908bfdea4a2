# SPDX-License-Identifier: Apache-2.0
"""What was put into the shared folder is noted here once it lies there: sealed copies, and receipts for those of others."""

from collections.abc import Collection, Iterator, Mapping

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import link
from portfolio_desktop.services.people.parcels.memory import recall, remember
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sharing import Sealed, seal_for
from portfolio_desktop.storage.changes import Written
from portfolio_desktop.storage.confidential.sealing import opaque

RECEIVED = "received"
"""The one word of a receipt: the ids of the parcels that it confirms."""


def note_posted(people: PeopleFile, sealed: Sealed, names: Mapping[str, str]) -> Written | None:
    """Note that sealed copies lie in the shared folder, by id under these names, and write what notes that they were sent."""
    memory = recall(people)
    memory.posted |= {name: id for id, name in names.items()}
    remember(people, memory)
    return people.write(sealed.changes)


def receipts(people: PeopleFile, taken: Mapping[str, str]) -> Iterator[tuple[bytes, list[str]]]:
    """A receipt for each sender of parcels that were taken, given as names on the share by id; each with the names it confirms.

    From outside a receipt is a parcel like any.
    """
    senders: dict[Id, list[str]] = {}
    with people.reading() as reader:
        entity = reader.catalogue.entity("dispatch")
        for each in reader.all(entity, Test("kind", Op.IS, "received")):
            party = link(each["party_id"])
            if party is not None and str(each["parcel"]) in taken:
                senders.setdefault(party, []).append(str(each["parcel"]))
        parties = {id: record_of(reader, "party", id) for id in senders}
    for id, parcels in senders.items():
        _id, parcel = seal_for(people, {RECEIVED: parcels}, parties[id])
        yield opaque(parcel), [taken[each] for each in parcels]


def note_receipt(people: PeopleFile, name: str, confirmed: Collection[str]) -> None:
    """Note that a receipt lies in the shared folder under `name`, for as long as one of those that it confirms does."""
    memory = recall(people)
    memory.receipts[name] = sorted(confirmed)
    remember(people, memory)

# SPDX-License-Identifier: Apache-2.0
"""Parcels on the share: posted, looked through, taken back. Whoever calls knows what is in them; here they are bytes.

Nothing of them is remembered with the workspace. A parcel goes when who posted it takes it back, or on the day that it was
given at the latest, at the first thorough round after it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.sync.ledger import Ledger, Memory
from portfolio_desktop.sync.office import kept_office
from portfolio_desktop.sync.publishing import introduce
from portfolio_desktop.sync.share.layout import Parcel
from portfolio_desktop.sync.share.parcels import (
    LARGEST_PARCEL,
    MOST_PARCELS,
    is_fitting,
    name_parcel,
    read_parcel,
    write_parcel,
)
from portfolio_desktop.sync.share.transport import BadFile, Transport
from portfolio_desktop.sync.state import DAY, Round, World
from portfolio_desktop.sync.taking import Reading, meet

TERM: Final = 60
"""Days after which a parcel goes, whether or not anybody took it."""

MOST_AT_ONCE: Final = 64 * 1024 * 1024
"""Bytes of new parcels that one look reads; the rest comes with the next."""

_ALONE = N_("This workspace is not shared. Share it into a folder first, or join one.")
_TOO_MANY = N_(
    "{count} parcels of yours lie in the shared folder, and no more fit. They go once they were received; wait for that, or "
    "send this one another way."
)
_NO_SIZE = N_("This is too large to be sent by the shared folder. Send it as a file.")


@dataclass(frozen=True, slots=True)
class Look:
    """What lies there: the names of our own parcels, those of others', and of these the content of the new ones, by name."""

    own: frozenset[str]
    others: frozenset[str]
    new: dict[str, bytes]


def post(ledger: Ledger, transport: Transport, world: World, content: bytes) -> str:
    """Put a parcel into this laptop's folder; returns its name. Raises ShareTrouble where the share does not take it."""
    if not is_fitting(content):
        raise Refusal(_(_NO_SIZE))
    round = _entered(ledger, transport, world)
    if len(own_parcels(round)) >= MOST_PARCELS:
        raise Refusal(_(_TOO_MANY).format(count=MOST_PARCELS))
    introduce(round)
    until = (round.now // DAY + TERM + 1) * DAY  # whole days, so that it does not say when it was sealed
    file = write_parcel(round.office.portfolio, round.present, content, until, round.private(round.present))
    named = name_parcel(round.present, file)
    round.put(named, file)
    return named.name


def look(ledger: Ledger, transport: Transport, world: World, known: Collection[str]) -> Look:
    """See which parcels lie there, and read those of others whose names are not `known`. One that is damaged is passed over:
    it may be on its way still."""
    round = _entered(ledger, transport, world)
    reading, new, size = Reading(round), dict[str, bytes](), 0
    own, others = set[str](), set[str]()
    for device in round.listing.devices():
        key = round.members.key(device)
        for named in round.listing.parcels(device)[:MOST_PARCELS]:
            if device in round.own:
                own.add(named.name)
                continue
            others.add(named.name)
            if key is None or named.name in known or size >= MOST_AT_ONCE:
                continue
            file = reading.content(named, LARGEST_PARCEL)
            try:
                if file is not None:
                    new[named.name] = read_parcel(file, named, round.office.portfolio, key).content
                    size += len(file)
            except BadFile:
                continue
    return Look(frozenset(own), frozenset(others), new)


def take_back(ledger: Ledger, transport: Transport, world: World, names: Collection[str]) -> None:
    """Take parcels of this laptop away. One that cannot be removed now goes on its day."""
    round = _entered(ledger, transport, world)
    for named in own_parcels(round):
        if named.name in names:
            round.remove(named)


def own_parcels(round: Round) -> list[Parcel]:
    """The parcels of this laptop, under whatever name it posted them."""
    return [named for device in round.own for named in round.listing.parcels(device)]


def _entered(ledger: Ledger, transport: Transport, world: World) -> Round:
    """The share as this laptop sees it now."""
    office = kept_office(Memory(ledger), ledger.portfolio)
    if office is None:
        raise Refusal(_(_ALONE))
    round = Round(ledger, transport, world, office, thorough=False)
    round.look()
    meet(round, Reading(round))
    round.know_own()
    return round

# SPDX-License-Identifier: Apache-2.0
"""Sealed copies by the shared folder: what the people file seals is posted, and what was posted for it is brought to it.

Both lie behind doors, since each may be open in another thread. Nothing here can open a parcel, nor does the workspace keep
anything of it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from portfolio_desktop.services.people.parcels.arriving import (
    Arrivals,
    Arrived,
    arrived,
    known_names,
    take_in,
)
from portfolio_desktop.services.people.parcels.sending import note_posted, note_receipt, receipts
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sharing import Sealed
from portfolio_desktop.sharing.part import Part
from portfolio_desktop.storage.changes import Written
from portfolio_desktop.sync import parcels

T = TypeVar("T")


class PeopleDoor(Protocol):
    """The way to an open people file."""

    def __call__(self, job: Callable[[PeopleFile], T], /) -> T:
        """Run `job` where the file may be used, and wait. Raises Cancelled once it is locked."""


class ParcelPost:
    """The post between one people file and the share of its workspace. Raises ShareTrouble where the folder fails."""

    def __init__(self, part: Part, people: PeopleDoor) -> None:
        self._part = part
        self._people = people

    def send(self, seal: Callable[[PeopleFile], Sealed]) -> Written | None:
        """Post what `seal` makes, and then note that it was sent."""
        sealed = self._people(seal)
        names = {id: self._post(parcel) for id, parcel in sealed.opaque.items()}
        return self._people(lambda file: note_posted(file, sealed, names))

    def look(self) -> Arrivals:
        """What waits for the owner of the people file. Their own parcels that nobody waits for any more are taken back."""
        known = self._people(known_names)
        seen = self._part.at_share(partial(parcels.look, known=known))
        found = self._people(lambda file: arrived(file, seen.own, seen.others, seen.new))
        if found.needless:
            self._part.at_share(partial(parcels.take_back, names=found.needless))
        return found

    def take(self, copies: Sequence[Arrived]) -> tuple[int, list[str]]:
        """Take sealed copies in and confirm them to their senders; how many, and why others were not taken."""
        taken, refused = self._people(lambda file: take_in(file, copies))
        for parcel, confirmed in self._people(lambda file: list(receipts(file, taken))):
            name = self._post(parcel)
            self._people(partial(note_receipt, name=name, confirmed=confirmed))
        return len(taken), refused

    def _post(self, parcel: bytes) -> str:
        return self._part.at_share(partial(parcels.post, content=parcel))

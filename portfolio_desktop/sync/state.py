# SPDX-License-Identifier: Apache-2.0
"""What the parts of one round have in common: workspace, share, world, and what has been found out so far."""

from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from portfolio_desktop.base.clock import WallClock
from portfolio_desktop.base.ids import RandomBytes, new_stream
from portfolio_desktop.sync.anchor import Anchors
from portfolio_desktop.sync.known import Known
from portfolio_desktop.sync.ledger import Ledger, Memory
from portfolio_desktop.sync.membership import Ack, Members, private_key
from portfolio_desktop.sync.office import Office, public_key
from portfolio_desktop.sync.report import Quarantined, Waiting
from portfolio_desktop.sync.segments import shortened
from portfolio_desktop.sync.share.layout import Named, Piece, device_folder
from portfolio_desktop.sync.share.listing import File, Listing, look_at
from portfolio_desktop.sync.share.sealed import seen_through
from portfolio_desktop.sync.share.transport import AlreadyThere, Transport, Unreachable, Unreadable

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000

_AGAIN = 10 * MINUTE
_MOST_BAD = 2000


@dataclass(frozen=True, slots=True)
class World:
    """What a round takes from its surroundings. `machine` names this computer for as long as it is the same one."""

    clock: WallClock
    random: RandomBytes
    anchors: Anchors
    machine: str
    person: str
    laptop: str
    version: str


class _Bad(msgspec.Struct):
    size: int
    tried: int
    reason: str
    since: int = 0


class Quarantine:
    """Files that are not what they claim to be. Each is told once, and tried again from time to time: it may have been
    on its way."""

    def __init__(self, memory: Memory, now: int, *, everything: bool) -> None:
        self._memory = memory
        self._now = now
        self._everything = everything
        self._known = memory.get("bad", dict[str, _Bad]) or {}
        self._found: dict[str, _Bad] = {}
        self._fresh: set[str] = set()

    def is_due(self, file: File) -> bool:
        """Whether it is worth reading now."""
        known = self._known.get(file.place)
        if known is None or self._everything or known.size != file.size:
            return True
        return not 0 <= self._now - known.tried < _AGAIN

    def put(self, file: File, reason: str) -> None:
        """It was read, and is bad."""
        known = self._known.get(file.place)
        if known is None or known.reason != reason:
            self._fresh.add(file.place)
        since = known.since if known is not None and known.since else self._now
        self._known[file.place] = self._found[file.place] = _Bad(file.size, self._now, reason, since)

    def release(self, file: File) -> None:
        """It was read, and is good."""
        self._known.pop(file.place, None)

    def holds(self, file: File) -> bool:
        """Whether it was bad when it was read last."""
        return file.place in self._known

    def lasts(self, file: File) -> int:
        """For how many milliseconds it has been found bad; 0 where it is not."""
        known = self._known.get(file.place)
        return self._now - known.since if known is not None else 0

    def keep(self, listing: Listing) -> list[Quarantined]:
        """Remember what is bad and still there."""
        there = {file.place for file in listing.files.values()}
        self._known = {place: bad for place, bad in self._known.items() if place in there}
        kept = dict(sorted(self._known.items())[:_MOST_BAD])
        self._memory.put("bad", kept or None)
        return [
            Quarantined(place, bad.reason, place in self._fresh) for place, bad in sorted(self._known.items())
        ]


class Round:
    """One round, from its look at the share to its report."""

    def __init__(self, ledger: Ledger, transport: Transport, world: World, office: Office, *, thorough: bool):
        self.ledger = ledger
        self.known = Known(ledger)
        self.plain = transport
        self.transport = seen_through(transport, office, world.random)
        self.world = world
        self.office = office
        self.thorough = thorough
        self.now = world.clock()
        self.memory = Memory(ledger)
        self.members = Members(self.memory, office)
        self.bad = Quarantine(self.memory, self.now, everything=thorough)
        self.listing = Listing()
        self.own = tuple(self.known.own())
        self.sent = self.taken = self.relayed = 0
        self.absent: list[tuple[str, int, int]] = []
        self.rotated = False
        self.waiting: list[Waiting] = []
        self.newer: set[str] = set()
        self.acks: dict[str, Ack] = {}
        self.heard: dict[str, int] = {}
        self.doubted: set[str] = set()
        self.skews: dict[str, int] = {}

    @property
    def present(self) -> str:
        """The stream that this file writes now."""
        return self.own[0]

    def go_under_another_name(self) -> None:
        """Write under a new stream from now on."""
        stream = new_stream(self.world.random)
        # The key first: what goes on to be written in a backup that has the name and not the key, nobody could vouch for.
        self.private(stream)
        self.ledger.rotate(stream)
        self.known.has_grown()
        self.rotated = True
        self.know_own()

    def know_own(self) -> None:
        """Find out which streams of this file it holds the key of. One that it lacks is somebody else's by now: a backup put
        back from before the key was made. If that is the present one, the file goes under another name."""
        streams = self.known.own()
        self.own = tuple(stream for stream in streams if self._speaks_for(stream))
        if not self.own or self.own[0] != streams[0]:
            self.go_under_another_name()

    def _speaks_for(self, stream: str) -> bool:
        key = self.members.key(stream)
        return key is None or key == public_key(self.private(stream))

    def look(self) -> None:
        """See what lies on the share, and what of it the log holds."""
        self.listing = look_at(self.transport)
        self.known.ask(self.listing.places())

    def private(self, stream: str) -> bytes:
        """What a stream of this file is signed with."""
        return private_key(self.memory, stream, self.world.random)

    def tags(self, stream: str, place: int) -> Collection[bytes]:
        """The known edits at a place of a stream; the beginning of all before the first."""
        return self.known.tags(stream, place)

    def has_taken(self, *streams: str) -> None:
        """The log has grown: what was found out about these streams may be out of date."""
        self.known.has_grown(*streams)
        self.known.ask(place for stream in streams for place in self.listing.places(stream))

    def knows(self, piece: Piece) -> bool:
        """Whether all that a file of edits promises is in the log already."""
        return any(shortened(tag) == piece.end for tag in self.tags(piece.stream, piece.last))

    def line_of(self, piece: Piece) -> str | None:
        """The line on which the edits of a file end; None where that is not known."""
        at = self.known.at(piece.stream, piece.last)
        return next((line for line, tag in at.items() if shortened(tag) == piece.end), None)

    def covers(self, piece: Piece, line: str) -> int:
        """The last place of a line that a file holds, be it with edits of a branch after it; 0 where it holds none."""
        found = self.line_of(piece)
        if found is None:
            return 0
        last = min(piece.last, self.known.shared(line, found))
        return last if last >= piece.first else 0

    def put(self, named: Named, content: bytes) -> None:
        """Publish a file of our own, in the place of one that is damaged."""
        folder = device_folder(named.device)
        try:
            self.transport.put_new(folder, named.name, content)
        except AlreadyThere:
            self._replace(folder, named.name, content)
        self.listing.add(named, len(content))

    def _replace(self, folder: str, name: str, content: bytes) -> None:
        try:
            self.transport.remove_own(folder, name)
            self.transport.put_new(folder, name, content)
        except (AlreadyThere, Unreadable) as error:
            raise Unreachable(str(error)) from error

    def remove(self, named: Named) -> None:
        """Take a file of our own away. One that cannot be removed now stays until another round."""
        file = self.listing.files.pop(named)
        self.bad.release(file)
        try:
            self.transport.remove_own(file.folder, file.name)
        except Unreadable:
            self.listing.files[named] = file

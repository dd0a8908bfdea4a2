# SPDX-License-Identifier: Apache-2.0
"""What lies on a share, as one look at its names shows, and which places of a stream those names cover."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from portfolio_desktop.sync.share.layout import (
    FORMAT_FILE,
    Named,
    Numbered,
    Parcel,
    Piece,
    Snapshot,
    device_folder,
    is_half,
    parse,
    stream_of,
)
from portfolio_desktop.sync.share.transport import Transport

MOST_FOLDERS = 1000
MOST_FILES = 5000
"""More folders, and files in a folder, than are looked at: who floods a share must not fill our memory."""
LAST_NUMBER = 999_999_999
"""The highest that a hello or an ack can have."""


_EVERYWHERE = frozenset({".ds_store", "desktop.ini", "thumbs.db", FORMAT_FILE})
"""What systems leave in any folder that somebody looks into, and what explains ours."""


class File(NamedTuple):
    """Where a file lies, in the letters in which its system showed it."""

    folder: str
    name: str
    size: int

    @property
    def place(self) -> str:
        """One text for folder and name."""
        return f"{self.folder}/{self.name}"


class Listing:
    """Everything on a share that has a name of ours. `strange` are the names that have not; `halves` half-written files."""

    def __init__(self) -> None:
        self.files: dict[Named, File] = {}
        self.strange: list[str] = []
        self.halves: list[File] = []

    def pieces(self, stream: str) -> list[Piece]:
        """The files of edits of a stream, whoever published them, in the order of their places."""
        found = (named for named in self.files if isinstance(named, Piece) and named.stream == stream)
        return sorted(found, key=lambda piece: (piece.first, piece.last, piece))

    def places(self, stream: str = "") -> Iterator[tuple[str, int]]:
        """Where the files of edits of a stream, or of all, begin and end: the places before the first and of the last."""
        for named in self.files:
            if isinstance(named, Piece) and stream in ("", named.stream):
                yield named.stream, named.last
                if named.first > 1:
                    yield named.stream, named.first - 1

    def streams(self) -> list[str]:
        """Every stream of which there are edits."""
        return sorted({named.stream for named in self.files if isinstance(named, Piece)})

    def devices(self) -> list[str]:
        """Whose folders there are anything in."""
        return sorted({named.device for named in self.files})

    def numbered(self, device: str, kind: str) -> list[Numbered]:
        """The hellos or acks of a laptop, the newest first. After the last number of all none could follow: it counts least."""
        found = [
            named
            for named in self.files
            if isinstance(named, Numbered) and (named.device, named.kind) == (device, kind)
        ]
        return sorted(found, key=lambda named: -(named.number % LAST_NUMBER))

    def next_number(self, device: str, kind: str) -> int:
        """The number of a laptop's next hello or ack. Somebody may have put one with the last of all there: it is passed over."""
        taken = {0, *(named.number for named in self.numbered(device, kind))}
        return max(number + 1 for number in taken if number < LAST_NUMBER and number + 1 not in taken)

    def snapshots(self, device: str) -> list[Snapshot]:
        """The snapshots of a laptop."""
        found = [named for named in self.files if isinstance(named, Snapshot) and named.device == device]
        return sorted(found)

    def parcels(self, device: str) -> list[Parcel]:
        """The parcels that a laptop put there."""
        found = [named for named in self.files if isinstance(named, Parcel) and named.device == device]
        return sorted(found)

    def in_folder(self, device: str) -> int:
        """How many files of ours a laptop has on the share, but for parcels, of which it has as many as somebody sends."""
        return sum(named.device == device and not isinstance(named, Parcel) for named in self.files)

    def add(self, named: Named, size: int) -> None:
        """Take note of a file that was put there since."""
        self.files[named] = File(device_folder(named.device), named.name, size)


def look_at(transport: Transport) -> Listing:
    """One look at the whole share."""
    listing = Listing()
    folders = sorted(transport.devices())
    for folder in folders[:MOST_FOLDERS]:
        device = stream_of(folder)
        if device is None:
            listing.strange.append(folder)
            continue
        for entry in sorted(transport.list(folder))[:MOST_FILES]:
            file, named = File(folder, entry.name, entry.size), parse(device, entry.name)
            if named is not None and named not in listing.files:
                listing.files[named] = file
            elif is_half(entry.name):
                listing.halves.append(file)
            elif not _is_everywhere(entry.name):
                listing.strange.append(file.place)
    listing.strange += folders[MOST_FOLDERS:]
    listing.strange += [entry.name for entry in transport.list("") if not _is_everywhere(entry.name)]
    listing.strange = [_as_text(name) for name in listing.strange]
    return listing


def _as_text(name: str) -> str:
    """A name as it can be kept and told: on some systems a name is any bytes, and no text."""
    return name.encode(errors="replace").decode()


def _is_everywhere(name: str) -> bool:
    return name.lower() in _EVERYWHERE or name.startswith("._")


def gaps(length: int, covered: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places from 1 to `length`, as first and last, that none of the `covered` ones reach."""
    next_place = 1
    for first, last in sorted(covered):
        if first > next_place:
            yield next_place, min(first - 1, length)
        next_place = max(next_place, last + 1)
        if next_place > length:
            return
    if next_place <= length:
        yield next_place, length

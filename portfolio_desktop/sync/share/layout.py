# SPDX-License-Identifier: Apache-2.0
"""What files and folders on a share are called. Whatever is called otherwise is nobody's, and is told and left alone.

    pd-<portfolio8>/
      format.json                              what this folder is, for whoever opens it
      d-<stream>/                              one laptop's; nobody else writes there
        hello-<n>.json                         who it is
        seg-<first9>-<last9>-<endtag16>.pdc    edits of its stream
        relay-<stream>-<first9>-….pdc          edits of somebody else's, put back
        snap-<mark16>.pds                      many segments in one file, so that joining is fast
        ack-<n>.json                           what it has
        parcel-<mark32>.pdp                    bytes for whoever can open them

Shares tell neither case nor order of names apart: they are matched in small letters. No name is longer than 64 signs, and
none holds anything about the portfolio or its people.
"""

import hashlib
import re
from typing import NamedTuple, TypeAlias

LONGEST = 64
FORMAT_FILE = "format.json"
FORMAT_WORDS = (
    b'{"format": 1, "about": ["This folder belongs to Portfolio Desktop, which shares a portfolio through it.", '
    b'"Please leave its files as they are: do not rename, edit or delete them."]}\n'
)
HALF = ".tmp"
"""How the name of a file that is still being written ends. OneDrive does not copy those."""

LAST_PLACE = 999_999_999
END_SIGNS = 16

STREAM = "[0-9a-v]{16}"
_PLACES = rf"(?P<first>\d{{9}})-(?P<last>\d{{9}})-(?P<end>[0-9a-f]{{{END_SIGNS}}})\.pdc"
_PIECE = re.compile(rf"(?:seg|relay-(?P<stream>{STREAM}))-{_PLACES}", re.ASCII)
_NUMBERED = re.compile(r"(?P<kind>hello|ack)-(?P<number>[1-9]\d{0,8})\.json", re.ASCII)
_SNAPSHOT = re.compile(r"snap-(?P<mark>[0-9a-f]{16})\.pds", re.ASCII)
_PARCEL = re.compile(r"parcel-(?P<mark>[0-9a-f]{32})\.pdp", re.ASCII)
_FOLDER = re.compile(rf"d-(?P<stream>{STREAM})", re.ASCII)
_SHARE = re.compile(r"pd-[0-9a-f]{8}", re.ASCII)
_HALF = re.compile(r"[0-9a-z.-]{1,96}\.tmp", re.ASCII)


class Piece(NamedTuple):
    """A file of edits: those of `stream` from place `first` to `last`, whose tag begins with `end`, published by `device`."""

    device: str
    stream: str
    first: int
    last: int
    end: str

    @property
    def is_relay(self) -> bool:
        """Whether it is published by somebody else than who made the edits."""
        return self.device != self.stream

    @property
    def name(self) -> str:
        """What the file is called."""
        kind = f"relay-{self.stream}" if self.is_relay else "seg"
        return f"{kind}-{self.first:09}-{self.last:09}-{self.end}.pdc"


class Numbered(NamedTuple):
    """A small file of which the one with the highest number counts: "hello" or "ack"."""

    device: str
    kind: str
    number: int

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"{self.kind}-{self.number}.json"


class Snapshot(NamedTuple):
    """Many segments in one file."""

    device: str
    mark: str

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"snap-{self.mark}.pds"


class Parcel(NamedTuple):
    """Bytes that only those can read for whom they are."""

    device: str
    mark: str

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"parcel-{self.mark}.pdp"


Named: TypeAlias = Piece | Numbered | Snapshot | Parcel


def share_folder(portfolio: str) -> str:
    """The folder of a portfolio on any share."""
    return f"pd-{hashlib.sha256(portfolio.encode()).hexdigest()[:8]}"


def is_share_folder(name: str) -> bool:
    """Whether a folder is that of some portfolio."""
    return _SHARE.fullmatch(name.lower()) is not None


def device_folder(stream: str) -> str:
    """The folder that the laptop writing `stream` writes into."""
    return f"d-{stream}"


def stream_of(folder: str) -> str | None:
    """Whose folder that is; None for one that is no laptop's."""
    found = _FOLDER.fullmatch(folder.lower())
    return found["stream"] if found else None


def is_half(name: str) -> bool:
    """Whether a file is one whose writing has not ended."""
    return _HALF.fullmatch(name.lower()) is not None


def is_ours(folder: str, name: str) -> bool:
    """Whether a folder and a name may be put together to a path on a share."""
    if not folder:
        return name == FORMAT_FILE
    stream = stream_of(folder)
    return stream is not None and (parse(stream, name) is not None or is_half(name))


def parse(device: str, name: str) -> Named | None:
    """What a file in the folder of `device` is; None for one that is none of ours."""
    name = name.lower()
    if len(name) > LONGEST:
        return None
    if found := _PIECE.fullmatch(name):
        stream = found["stream"] or device
        first, last = int(found["first"]), int(found["last"])
        whole = 0 < first <= last and found["stream"] != device
        return Piece(device, stream, first, last, found["end"]) if whole else None
    if found := _NUMBERED.fullmatch(name):
        return Numbered(device, found["kind"], int(found["number"]))
    if found := _SNAPSHOT.fullmatch(name):
        return Snapshot(device, found["mark"])
    if found := _PARCEL.fullmatch(name):
        return Parcel(device, found["mark"])
    return None

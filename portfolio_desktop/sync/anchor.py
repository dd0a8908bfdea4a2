# SPDX-License-Identifier: Apache-2.0
"""How a laptop notices that its workspace is not the one it was: a copy, or put back from a backup.

The anchor lies outside the workspace and its backups. It names the machine, the stream that the workspace wrote, and the
last edit that was about to be published; it is written before that is. A workspace that knows its anchor's edit has lost
nothing that anybody else may have seen, and goes on. Any other begins a new stream, so that no place in a stream ever
stands for two edits.

The last edit does the work of a counter of openings: whoever goes back to a copy from before it lacks it, and a copy that
has it has lost nothing.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from portfolio_desktop.base.files import ask_disk, write_whole
from portfolio_desktop.storage.travel.edits import End
from portfolio_desktop.sync.ledger import Ledger, tag_at


class Anchor(msgspec.Struct, frozen=True):
    """`place` and `tag` (hexadecimal) of the last edit that was about to be published; 0 and nothing before the first."""

    machine: str
    portfolio: str
    stream: str
    place: int
    tag: str


class Anchors(Protocol):
    """Where the anchor of one workspace lies."""

    def load(self) -> Anchor | None:
        """The anchor; None where there is none that can be read."""

    def save(self, anchor: Anchor) -> None:
        """Put it there, for good."""


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """An anchor in a file of this laptop's own folder, one for each place that a workspace lies in."""

    path: Path

    @classmethod
    def of(cls, workspace: Path, folder: Path) -> "AnchorFile":
        """The anchor of the workspace that lies there: a copy beside it has another."""
        mark = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:16]
        return cls(folder / f"{mark}.json")

    def load(self) -> Anchor | None:
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Anchor)
        except (OSError, ValueError):
            return None

    def save(self, anchor: Anchor) -> None:
        ask_disk(lambda folder: folder.mkdir(parents=True, exist_ok=True), self.path.parent)
        write_whole(self.path, msgspec.json.encode(anchor), private=True)


def holds(ledger: Ledger, anchors: Anchors, machine: str) -> bool:
    """Whether the workspace is the one that its anchor belongs to, and has not gone back behind it."""
    anchor, stream = anchors.load(), ledger.own()[0]
    if anchor is None or (anchor.machine, anchor.portfolio, anchor.stream) != (
        machine,
        ledger.portfolio,
        stream,
    ):
        return False
    return not anchor.place or tag_at(ledger, stream, anchor.place).hex() == anchor.tag


def drop(ledger: Ledger, anchors: Anchors, machine: str) -> None:
    """Anchor the workspace where it stands."""
    stream = ledger.own()[0]
    end = ledger.ends().get(stream, End(0, b""))
    anchor = Anchor(machine, ledger.portfolio, stream, end.place, end.tag.hex())
    if anchors.load() != anchor:
        anchors.save(anchor)

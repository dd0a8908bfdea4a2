# SPDX-License-Identifier: Apache-2.0
"""How far a laptop that joins is: how many edits lie in the folder, and how many of them are here."""

from collections.abc import Sequence

from portfolio_desktop.base.progress import Progress
from portfolio_desktop.sync.share.layout import Piece, parse, stream_of
from portfolio_desktop.sync.share.transport import Entry, Transport


class Watch:
    """Tells `progress` in edits. What that raises ends the joining."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last: dict[str, int] = {}
        self._taken = 0

    def alive(self) -> None:
        """Tell how far it is."""
        total = sum(self._last.values())
        self._progress(min(self._taken, total), total)

    def going_in(self, count: int) -> None:
        """So many edits are about to be taken."""
        self.alive()
        self._taken += count

    def see(self, folder: str, names: Sequence[Entry]) -> None:
        """Learn from the names in a folder how much there is."""
        device = stream_of(folder)
        pieces = (parse(device, entry.name) for entry in names) if device else ()
        for piece in pieces:
            if isinstance(piece, Piece):
                self._last[piece.stream] = max(piece.last, self._last.get(piece.stream, 0))


class Watched:
    """A transport whose listings are seen by a watch as well."""

    def __init__(self, inner: Transport, watch: Watch) -> None:
        self._inner = inner
        self._watch = watch

    def devices(self) -> Sequence[str]:
        return self._inner.devices()

    def list(self, folder: str) -> Sequence[Entry]:
        found = self._inner.list(folder)
        self._watch.see(folder, found)
        return found

    def read(self, folder: str, name: str, most: int) -> bytes:
        return self._inner.read(folder, name, most)

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        self._inner.put_new(folder, name, content)

    def remove_own(self, folder: str, name: str) -> None:
        self._inner.remove_own(folder, name)

    def probe(self) -> None:
        self._inner.probe()

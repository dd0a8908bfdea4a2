# SPDX-License-Identifier: Apache-2.0
"""Joining, which takes its time: how far a laptop is, and the workspace that is not whole yet."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_there, needs_folder
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.services.office import Office, new_office, open_office
from portfolio_desktop.storage.connect import put_in_place, refuse_remains, remove
from portfolio_desktop.storage.lock import WriterLock
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


class Unfinished:
    """A workspace into which a share is taken: beside its place until all is there, so that nobody takes a part for the whole.

    What a program that was killed left beside `file`, or one whose share did not answer, is gone on with, under the name by which
    the others know it already. Whatever else ends the block between `begin` and `finish` leaves nothing. Nobody else makes a
    workspace at `file` meanwhile.
    """

    def __init__(self, file: Path, person: str) -> None:
        self._file, self._person = file, person
        self._half = file.with_name(f"{file.name}.joining")
        self._lock = WriterLock(file)
        self._office: Office | None = None
        self._kept = True  # what an earlier joining left, as long as this one has not come to it

    def __enter__(self) -> Self:
        self._refuse_file()
        refuse_remains(self._file)
        needs_folder(self._file)
        self._lock.take(self._person)
        return self

    def begin(self, portfolio: str) -> Office:
        """What was begun of the portfolio, or an empty workspace of its id."""
        self._kept = False
        self._office = self._left(portfolio)
        if self._office is None:
            remove(self._half)
            self._office = new_office(self._half, self._person, id=portfolio)
        return self._office

    def keep(self) -> None:
        """Leave what is there to be gone on with, however the block ends."""
        self._kept = True

    def finish(self) -> Office:
        """The workspace in its place, open."""
        self._close()
        self._refuse_file()
        put_in_place(self._half, self._file)
        self._lock.release()
        return open_office(self._file, self._person)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        with suppress(Trouble, OSError):  # the next joining does so
            self._half.with_name(f"{self._half.name}.lock").unlink(missing_ok=True)
            if not self._kept:
                remove(self._half)
            if not is_there(self._file) and not is_there(self._half):
                self._lock.discard()
        self._lock.release()

    def _close(self) -> None:
        office, self._office = self._office, None
        if office is not None:
            office.close()

    def _left(self, portfolio: str) -> Office | None:
        try:
            left = open_office(self._half, self._person)
        except (Refusal, Trouble):  # there is none, or it was killed before there was anything in it
            return None
        if left.store.id == portfolio:
            return left
        left.close()
        return None

    def _refuse_file(self) -> None:
        if ask_disk(is_there, self._file):
            words = _("{path} already exists. Choose another name, or open it.")
            raise Refusal(words.format(path=self._file))

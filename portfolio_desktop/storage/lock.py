# SPDX-License-Identifier: Apache-2.0
"""One writer at a time: a lock beside the workspace that the system drops when its holder dies, and that names it."""

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from io import RawIOBase
from pathlib import Path

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.single import lock, unlock


@contextlib.contextmanager
def held(workspace: Path, author: str) -> Iterator[None]:
    """Be the writer for as long as the block lasts."""
    lock = WriterLock(workspace)
    lock.take(author)
    try:
        yield
    finally:
        lock.release()


class WriterLock:
    """Held from `take` until `release` or the end of the process."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace.with_name(workspace.name + ".lock")
        self._workspace = workspace
        self._file: RawIOBase | None = None

    def take(self, author: str) -> None:
        """Become the writer, or refuse with the name of the one who is."""
        file = self._held_file()
        if not self._is_still_there(file):  # discarded between the two, by who made no workspace after all
            file.close()
            file = self._held_file()
        holder = {"author": author, "computer": socket.gethostname(), "process": os.getpid()}
        holder["since"] = datetime.now().astimezone().isoformat(timespec="minutes")
        with contextlib.suppress(
            OSError
        ):  # a full disk: whoever comes next is refused all the same, without a name
            file.truncate(0)
            file.write(json.dumps(holder).encode())
        self._file = file

    def release(self) -> None:
        """Let others write. The file stays: removing it could remove somebody else's lock."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                # Who wrote, and when they began, is nobody's business once they have ended.
                self._file.truncate(0)
            unlock(self._file)
            self._file.close()
            self._file = None

    def _held_file(self) -> RawIOBase:
        try:
            file = self._path.open("a+b", buffering=0)
        except OSError as error:
            raise Trouble(
                _("{path} cannot be written here ({words}). Check the folder's rights.").format(
                    path=self._workspace, words=error.strerror
                )
            ) from error
        try:
            lock(file)
        except OSError as error:
            file.close()
            raise Refusal(self._held()) from error
        return file

    def discard(self) -> None:
        """As `release`, where no workspace came of it: then the file goes as well, while nobody else can hold it."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):  # Windows removes no file that is open
            self._path.unlink(missing_ok=True)
        self.release()
        if os.name == "nt":  # and none that another has opened meanwhile
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _is_still_there(self, file: RawIOBase) -> bool:
        """Whether the file that is held is the one that whoever comes next would open."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except OSError:
            return False

    def _held(self) -> str:
        try:
            holder = json.loads(self._path.read_text(encoding="utf-8"))
            since = format_moment(datetime.fromisoformat(holder["since"]))
            who = _("{author} on {computer} (process {process}, since {since})").format(
                **{**holder, "since": since}
            )
        except (OSError, ValueError, KeyError, TypeError):
            who = _("another program")
        return _(
            "{name} is open for writing by {who}. Close it there and try again; reading is possible meanwhile."
        ).format(name=self._workspace.name, who=who)

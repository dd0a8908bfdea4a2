# SPDX-License-Identifier: Apache-2.0
"""What the transport asks of a protocol, and what most of it looks like over any file system of `fsspec`.

Everything fails as an OSError: those of a server that does not let us in have classes of their own here, and what the
libraries raise is told apart by what lies at its root.
"""

import errno
import os
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

SECONDS_TO_CONNECT = 15.0
SECONDS_TO_ANSWER = 60.0
"""So long an answer may take. Whoever waits gives up sooner; this is when the call itself ends."""

_NUMBERS: dict[type[OSError], int] = {
    FileNotFoundError: errno.ENOENT,
    FileExistsError: errno.EEXIST,
    NotADirectoryError: errno.ENOTDIR,
    IsADirectoryError: errno.EISDIR,
    PermissionError: errno.EACCES,
}
"""Libraries raise these with words alone."""


class KeptOut(OSError):
    """The server and this laptop do not trust each other."""


class NoEntry(KeptOut):
    """The server does not let this person in: no password, a wrong one, or no such user."""


class UnknownKey(KeptOut):
    """Nobody on this laptop has said that the server's key is right. `line` is to be kept once somebody does."""

    def __init__(self, fingerprint: str, line: str) -> None:
        super().__init__(errno.EACCES, "host key not known")
        self.fingerprint = fingerprint
        self.line = line


class ChangedKey(KeptOut):
    """The server shows another key than it had: it was set up anew, or it is not the server."""


class Found(NamedTuple):
    """Something in a folder. `size` in bytes; a folder has none."""

    name: str
    size: int
    is_folder: bool


class Keys(Protocol):
    """What opens a server on this laptop."""

    def password(self) -> str | None:
        """The password, or the secret of a key; None where there is none."""

    def hosts(self) -> str:
        """The keys of servers that are known, as lines of a `known_hosts` file."""

    def refused(self) -> None:
        """The password was not accepted. It must not be tried again, or the account is locked."""


class Files(Protocol):
    """An open connection. Paths have slashes, and none before or after them. Everything raises OSError."""

    def names(self, path: str) -> Sequence[Found]:
        """What is in a folder, links left out. Raises FileNotFoundError."""

    def read(self, path: str, most: int) -> bytes:
        """The first `most` bytes of a file. Raises FileNotFoundError."""

    def create(self, path: str, half: str, content: bytes) -> None:
        """Make a file that was not there, whole or not at all, by way of the name `half` if needed. Raises FileExistsError."""

    def remove(self, path: str) -> None:
        """Take a file away. Raises FileNotFoundError, or not, where it is not there."""

    def make_folder(self, path: str) -> None:
        """Make a folder in one that is there. One that is there already is as good."""

    def remove_folder(self, path: str) -> None:
        """Take an empty folder away."""

    def close(self) -> None:
        """End the connection."""


class FsspecFiles:
    """The files of any file system of `fsspec` that can make a file exclusively: of this computer, or in memory."""

    def __init__(self, system: Any) -> None:
        self._system = system

    def names(self, path: str) -> Sequence[Found]:
        with self.translated():
            self._system.invalidate_cache()
            entries = self._system.ls(self.at(path), detail=True)
        return [
            Found(_name(entry["name"]), int(entry.get("size") or 0), entry["type"] == "directory")
            for entry in entries
            if entry["type"] in ("file", "directory") and not entry.get("islink")
        ]

    def read(self, path: str, most: int) -> bytes:
        with self.translated(), self._system.open(self.at(path), "rb") as file:
            return bytes(file.read(most))

    def create(self, path: str, half: str, content: bytes) -> None:
        with self.translated(), self._system.open(self.at(path), "xb") as file:
            file.write(content)

    def remove(self, path: str) -> None:
        with self.translated():
            self._system.rm_file(self.at(path))

    def make_folder(self, path: str) -> None:
        try:
            with self.translated():
                self._system.mkdir(self.at(path), create_parents=False)
        except FileExistsError:
            return

    def remove_folder(self, path: str) -> None:
        with self.translated():
            self._system.rmdir(self.at(path))

    def close(self) -> None:
        """Nothing is open."""

    def at(self, path: str) -> str:
        """A path as the file system calls it."""
        return f"/{path}"

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Whatever is raised within is an OSError."""
        with as_os_errors(()):
            yield


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


@contextmanager
def as_os_errors(
    errors: tuple[type[Exception], ...],
    tell: Callable[[BaseException], OSError | None] = lambda _error: None,
) -> Iterator[None]:
    """Raise errors of a library as the OSError that `tell` makes of them, or as what lies at their root."""
    caught: tuple[type[Exception], ...] = (OSError, EOFError, *errors)
    try:
        yield
    except caught as error:
        told = tell(error)
        if told is error:
            raise
        raise told or at_the_root(error) from error


def at_the_root(error: BaseException) -> OSError:
    """The first cause that tells a person something; a TimeoutError for one that came too late."""
    each: BaseException | None = error
    while each is not None:
        if isinstance(each, socket.gaierror | ssl.SSLCertVerificationError | ConnectionError | TimeoutError):
            return each
        each = each.__cause__ or each.__context__
    if isinstance(error, OSError) and error.errno:
        return error
    for kind, number in _NUMBERS.items():
        if isinstance(error, kind):
            return kind(number, os.strerror(number))
    return OSError(errno.EIO, str(error) or os.strerror(errno.EIO))

# SPDX-License-Identifier: Apache-2.0
"""A share at an address: the same promises as those of a folder, kept over a network.

The connection is made with the first call, is given up with the first that fails, and made anew with the next.
"""

import contextlib
import errno
import os
import secrets
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.sync.share.layout import FORMAT_FILE, HALF, device_folder, is_ours
from portfolio_desktop.sync.share.remote.address import Address
from portfolio_desktop.sync.share.remote.files import ChangedKey, Files, KeptOut, Keys, NoEntry, UnknownKey
from portfolio_desktop.sync.share.remote.opening import open_files
from portfolio_desktop.sync.share.transport import (
    AlreadyThere,
    BadFile,
    Closed,
    Entry,
    Full,
    Missing,
    NotAllowed,
    ShareTrouble,
    Unreachable,
    Unreadable,
    Vanished,
)

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

_SAFE = N_("Your work is safe on this laptop and goes out later.")
_NO_SERVER = N_("No server is called {host} on this network. Check the address and the connection.")
_SILENT = N_("{host} does not answer ({words}).")
_CERTIFICATE = N_(
    "The certificate of {host} is not one that this laptop trusts ({words}). Nothing was sent; ask whoever looks after it."
)
_PASSWORD = N_(
    "{host} wants the password of {user}. Give it with Choose the shared address…, or sync FILE --folder ADDRESS."
)
_WRONG = N_(
    "{host} does not let {user} in: the password is wrong, has expired, or the account may not. It is not tried again "
    "before you give it anew, with Choose the shared address…, or sync FILE --folder ADDRESS."
)
_STRANGER = N_(
    "Nobody on this laptop has said yet that {host} is the right server. Go on with Choose the shared address…, or sync "
    "FILE --folder ADDRESS, and compare the key that it shows: {fingerprint}."
)
_CHANGED = N_(
    "{host} shows another key than it had. It was set up anew, or somebody stands between. Nothing was sent. Ask whoever looks "
    "after it, and remove its line from the known hosts once they have said that it is right."
)
_EMPTIED = N_(
    "{place} is there, and the portfolio's folder {name} in it is not. Nothing was deleted on this laptop. If it was moved, "
    "choose its new place; if it was deleted, put it back from here: Put back what has gone from the folder, or "
    "sync FILE --put-back."
)
_NO_ROOM = N_("{place} is full.")
_NO_RIGHTS = N_("{place} does not let you write ({words}). Ask whoever looks after it for the right.")
_NOT_READABLE = N_(
    "{place} does not let you look into it ({words}). Ask whoever looks after it for the right to read it."
)
_FAILS = N_("{place} does not do what was asked of it ({words}).")
_NOT_KEPT = N_("{place} did not keep a file as it was written.")
_HELD = N_("{name} cannot be opened now ({words}). Your work is safe on this laptop; it is tried again.")

_NO_FOLDER = N_("There is no folder {place}. Make it, or correct the address.")
_LOST = N_(
    "A file that was written to {place} was not there a moment later, or was changed. Nothing can be shared through a place "
    "like that; choose another."
)
_REPLACES = N_(
    "{place} let a file be replaced that must not be. Nothing can be shared through a place like that; choose another."
)
_STAYS = N_(
    "A file written to {place} cannot be removed: {words}. Ask for the right to delete your own files."
)


class PasswordWanted(NotAllowed):
    """The server lets nobody in without a password, or not with this one, if it was `wrong`. Somebody must be asked."""

    def __init__(self, words: str, server: str, *, wrong: bool) -> None:
        super().__init__(words)
        self.server = server
        self.wrong = wrong


class UnknownServer(NotAllowed):
    """The server's key is not known on this laptop. `line` is to be kept once somebody has said that it is right."""

    def __init__(self, words: str, fingerprint: str, line: str) -> None:
        super().__init__(words)
        self.fingerprint = fingerprint
        self.line = line


class RemoteTransport:
    """The folder `name` of a portfolio at an address, opened with the `keys` of this laptop."""

    def __init__(
        self,
        address: Address,
        name: str,
        keys: Keys,
        connect: Callable[[Address, Keys], Files] = open_files,
    ) -> None:
        self._address = address
        self._place = address.place
        self._root = "/".join(step for step in (self._place, name) if step)
        self._name = name
        self._keys = keys
        self._connect = connect
        self._open: Files | None = None
        self._made: set[str] = set()

    def greet(self) -> None:
        """Connect, and no more. Raises PasswordWanted, UnknownServer, or what else keeps us out."""
        with self._told():
            self._files()

    def devices(self) -> Sequence[str]:
        with self._told(looking=True):
            try:
                return [each.name for each in self._files().names(self._root) if each.is_folder]
            except FileNotFoundError as error:
                raise self._gone(error) from error

    def list(self, folder: str) -> Sequence[Entry]:
        with self._told(looking=True):
            try:
                found = self._files().names(self._path(folder))
            except (FileNotFoundError, NotADirectoryError):
                return []
        return [Entry(each.name, each.size) for each in found if not each.is_folder]

    def read(self, folder: str, name: str, most: int) -> bytes:
        path = self._file(folder, name)
        with self._told(name):
            try:
                content = self._files().read(path, most + 1)
            except (FileNotFoundError, IsADirectoryError) as error:
                raise Missing(name) from error
        if len(content) > most:
            raise BadFile("too large")
        return content

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        path = self._file(folder, name)
        with self._told():
            self._make_folder(folder)
            if self._holds(path, name, content):
                return
            try:
                self._files().create(path, f"{path}.{secrets.token_hex(4)}{HALF}", content)
            except FileExistsError as error:
                if self._holds(path, name, content):
                    return
                raise AlreadyThere(name) from error
            except FileNotFoundError as error:
                self._made.clear()
                raise self._gone(error) from error
            kept = self._files().read(path, len(content) + 1)
        if kept != content:
            raise Unreachable(f"{_(_NOT_KEPT).format(place=self._address)} {_(_SAFE)}")

    def remove_own(self, folder: str, name: str) -> None:
        path = self._file(folder, name)
        with self._told(name), contextlib.suppress(FileNotFoundError):
            self._files().remove(path)

    def probe(self) -> None:
        """Refuse a place that cannot serve, and one that lets files be replaced. Leaves nothing behind."""
        with self._told(looking=True):
            if not self._is_there():
                raise Refusal(_(_NO_FOLDER).format(place=self._address))
            files = self._files()
        try:
            self._try(files)
        except OSError as error:
            with self._told():
                words = _NO_ROOM if error.errno in _FULL else _NO_RIGHTS
                if error.errno in _FULL | _FORBIDDEN:
                    raise Refusal(_(words).format(place=self._address, words=_words(error))) from error
                raise

    def close(self) -> None:
        """End the connection, if there is one."""
        files, self._open = self._open, None
        self._made.clear()
        if files is not None:
            with contextlib.suppress(OSError):
                files.close()

    def _try(self, files: Files) -> None:
        folder = "/".join(
            step for step in (self._place, f"{device_folder('probe')}-{secrets.token_hex(4)}") if step
        )
        path, half, content = f"{folder}/probe.json", f"{folder}/probe.json{HALF}", secrets.token_bytes(64)
        with contextlib.ExitStack() as after:
            files.make_folder(folder)
            after.callback(_quietly, lambda: files.remove_folder(folder))
            files.create(path, half, content)
            after.callback(_quietly, lambda: files.remove(path))
            try:
                kept, seen = files.read(path, len(content) + 1), [each.name for each in files.names(folder)]
            except FileNotFoundError as error:
                raise Refusal(_(_LOST).format(place=self._address)) from error
            if kept != content or seen != ["probe.json"]:
                raise Refusal(_(_LOST).format(place=self._address))
            self._refuse_replacing(files, path, half)
            try:
                files.remove(path)
            except OSError as error:
                raise Refusal(_(_STAYS).format(place=self._address, words=_words(error))) from error

    def _refuse_replacing(self, files: Files, path: str, half: str) -> None:
        """Services of the s3 kind that know no condition replace; for them names and reading back must do (see `s3`)."""
        if self._address.scheme == "s3":
            return
        try:
            files.create(path, half, b"another")
        except FileExistsError:
            return
        raise Refusal(_(_REPLACES).format(place=self._address))

    def _files(self) -> Files:
        if self._open is None:
            self._refuse_without_password()
            self._open = self._connect(self._address, self._keys)
        return self._open

    def _refuse_without_password(self) -> None:
        """Knock nowhere in somebody's name with nothing in hand: servers count that, and lock accounts.

        SSH has keys of its own, and who is not named is known to this computer.
        """
        if self._address.user and self._address.scheme != "sftp" and self._keys.password() is None:
            raise NoEntry(errno.EACCES, "no password")

    def _is_there(self) -> bool:
        """Whether the place is there that somebody chose. In a bucket every place is."""
        try:
            files = self._files()
            if self._address.scheme != "s3":
                files.names(self._place)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def _path(self, folder: str) -> str:
        return f"{self._root}/{folder}" if folder else self._root

    def _file(self, folder: str, name: str) -> str:
        if not is_ours(folder, name):
            raise BadFile("not a name of ours")  # no name on a share may lead out of it
        return f"{self._path(folder)}/{name}"

    def _make_folder(self, folder: str) -> None:
        """Make the folder of a laptop. That of the portfolio is made only by writing what explains it."""
        if folder in self._made:
            return
        try:
            self._files().make_folder(self._path(folder))
        except FileNotFoundError as error:
            raise self._gone(error) from error
        self._made.add(folder)

    def _holds(self, path: str, name: str, content: bytes) -> bool:
        try:
            found = self._files().read(path, len(content) + 1)
        except FileNotFoundError:
            return False
        if found != content and name != FORMAT_FILE:
            raise AlreadyThere(name)
        return True

    def _gone(self, error: OSError) -> ShareTrouble:
        if self._is_there():
            return Vanished(_(_EMPTIED).format(place=self._address, name=self._name))
        return self._trouble(error)

    @contextmanager
    def _told(self, name: str = "", *, looking: bool = False) -> Iterator[None]:
        """What a server does wrong, as what a share does wrong; of one file, `name`, where it is held or forbidden."""
        try:
            yield
        except OSError as error:
            if name and error.errno in _FORBIDDEN | {errno.EBUSY} and not isinstance(error, KeptOut):
                raise Unreadable(_(_HELD).format(name=name, words=_words(error))) from error
            self.close()
            raise self._trouble(error, looking=looking) from error

    def _trouble(self, error: OSError, *, looking: bool = False) -> ShareTrouble:
        host = self._address.machine
        if (kept_out := self._kept_out(error)) is not None:
            return kept_out
        if isinstance(error, socket.gaierror):
            words = _(_NO_SERVER).format(host=host)
        elif isinstance(error, ssl.SSLCertVerificationError):
            words = _(_CERTIFICATE).format(host=host, words=error.verify_message)
        elif isinstance(error, ConnectionError | TimeoutError | EOFError):
            words = _(_SILENT).format(host=host, words=_words(error))
        elif error.errno in _FULL:
            return Full(f"{_(_NO_ROOM).format(place=self._address)} {_(_SAFE)}")
        elif error.errno in _FORBIDDEN and looking:
            return Closed(f"{_(_NOT_READABLE).format(place=self._address, words=_words(error))} {_(_SAFE)}")
        elif error.errno in _FORBIDDEN:
            return NotAllowed(f"{_(_NO_RIGHTS).format(place=self._address, words=_words(error))} {_(_SAFE)}")
        else:
            words = _(_FAILS).format(place=self._address, words=_words(error))
        return Unreachable(f"{words} {_(_SAFE)}")

    def _kept_out(self, error: OSError) -> NotAllowed | None:
        host, user = self._address.machine, self._address.user or _("this laptop")
        if isinstance(error, NoEntry):
            had = self._keys.password() is not None
            if had:
                self._keys.refused()
            words = _(_WRONG if had else _PASSWORD).format(host=host, user=user)
            return PasswordWanted(words, self._address.server, wrong=had)
        if isinstance(error, UnknownKey):
            words = _(_STRANGER).format(host=host, fingerprint=error.fingerprint)
            return UnknownServer(words, error.fingerprint, error.line)
        if isinstance(error, ChangedKey):
            return NotAllowed(_(_CHANGED).format(host=host))
        return None


def _words(error: OSError) -> str:
    silent = os.strerror(errno.ETIMEDOUT) if isinstance(error, TimeoutError) else ""
    return error.strerror or str(error) or silent or type(error).__name__


def _quietly(act: Callable[[], object]) -> None:
    with contextlib.suppress(OSError):
        act()

# SPDX-License-Identifier: Apache-2.0
"""S3 and what speaks like it. A file is put on the condition that there is none of its name; it is there whole or not at all.

A service that does not know the condition is served all the same: names hold a hash of what is in the file, only one laptop
writes to a folder, and what was put is read back.
"""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotSupportedError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import S3Store

from portfolio_desktop.sync.share.remote.address import Address
from portfolio_desktop.sync.share.remote.files import (
    SECONDS_TO_ANSWER,
    SECONDS_TO_CONNECT,
    Found,
    Keys,
    NoEntry,
    as_os_errors,
)

if TYPE_CHECKING:
    from obstore.store import S3Config

_TRIES = 2
_PAUSE = timedelta(milliseconds=200)
_REGION = "us-east-1"
_NO_ENTRY = (
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "ExpiredToken",
    "InvalidToken",
    "CredentialsError",
)
_FULL = ("QuotaExceeded", "StorageFull", "InsufficientCapacity")
# With its words: an error names the file and the server's port as well, which may have any digits.
_EMPTY = ("InvalidRange", "416 Range Not Satisfiable")
_NO_CONDITION = ("NotImplemented", "501 Not Implemented")
_AWAY = ("dns error", "error trying to connect", "Connect", "operation timed out", "timed out")


class S3Files:
    """A client of one bucket. A path begins with the bucket's name."""

    def __init__(self, address: Address, keys: Keys) -> None:
        self._bucket = address.host
        self._knows_conditions = True
        with self._translated():
            self._store = _store(address, keys)

    def names(self, path: str) -> Sequence[Found]:
        inside = self._at(path)
        with self._translated():
            listing = obstore.list_with_delimiter(self._store, f"{inside}/" if inside else None)
        files = [Found(_name(each["path"]), each["size"], False) for each in listing["objects"]]
        folders = [Found(_name(each), 0, True) for each in listing["common_prefixes"]]
        if inside and not files and not folders:
            raise FileNotFoundError(errno.ENOENT, "nothing of that name", path)
        return [*files, *folders]

    def read(self, path: str, most: int) -> bytes:
        with self._translated():
            try:
                found = obstore.get(self._store, self._at(path), options={"range": (0, most)})
                return bytes(found.bytes())
            except BaseError as error:
                if _says(error, _EMPTY):
                    return b""  # which has no first byte
                raise

    def create(self, path: str, half: str, content: bytes) -> None:
        inside = self._at(path)
        with self._translated():
            if self._knows_conditions:
                try:
                    obstore.put(self._store, inside, content, mode="create", use_multipart=False)
                except BaseError as error:
                    if not isinstance(error, NotSupportedError) and not _says(error, _NO_CONDITION):
                        raise
                    self._knows_conditions = False
            if not self._knows_conditions:
                obstore.put(self._store, inside, content, use_multipart=False)

    def remove(self, path: str) -> None:
        with self._translated():
            obstore.delete(self._store, self._at(path))

    def make_folder(self, path: str) -> None:
        """There are no folders."""

    def remove_folder(self, path: str) -> None:
        """There are no folders."""

    def close(self) -> None:
        """Connections end by themselves."""

    def _at(self, path: str) -> str:
        return path.removeprefix(self._bucket).strip("/")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with as_os_errors((BaseError, ValueError), _told):
            yield


def _store(address: Address, keys: Keys) -> S3Store:
    """Without a user it signs in as this computer's own settings for such services say."""
    config: S3Config = {"region": address.region or _REGION, "disable_bulk_delete": True}
    if address.endpoint:
        config |= {"endpoint": address.endpoint, "virtual_hosted_style_request": False}
    if address.user:
        config |= {"access_key_id": address.user, "secret_access_key": keys.password() or ""}
    store = S3Store(
        address.host,
        config=config,
        client_options={
            "allow_http": address.endpoint.startswith("http://"),
            "connect_timeout": timedelta(seconds=SECONDS_TO_CONNECT),
            "timeout": timedelta(seconds=SECONDS_TO_ANSWER),
        },
        retry_config={
            "max_retries": _TRIES,
            "retry_timeout": timedelta(seconds=SECONDS_TO_ANSWER),
            "backoff": {"init_backoff": _PAUSE, "max_backoff": 4 * _PAUSE, "base": 2},
        },
    )
    obstore.list_with_delimiter(store, f"{address.path}/" if address.path else None)  # whether it lets us in
    return store


def _told(error: BaseException) -> OSError | None:
    if isinstance(error, UnauthenticatedError) or _says(error, _NO_ENTRY):
        return NoEntry(errno.EACCES, "not let in")
    if isinstance(error, AlreadyExistsError | PreconditionError):
        return FileExistsError(errno.EEXIST, "a file of that name")
    if isinstance(error, PermissionDeniedError):
        return PermissionError(errno.EACCES, "access denied")
    if isinstance(error, FileNotFoundError) or _says(error, ("NoSuchBucket",)):
        return FileNotFoundError(errno.ENOENT, "nothing of that name")
    if _says(error, _FULL):
        return OSError(errno.ENOSPC, "no room")
    if _says(error, _AWAY):
        return ConnectionError(errno.EHOSTUNREACH, "no connection")
    return OSError(errno.EIO, str(error).partition("\n")[0][:200])


def _says(error: BaseException, words: tuple[str, ...]) -> bool:
    text = str(error)
    return any(word in text for word in words)


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]

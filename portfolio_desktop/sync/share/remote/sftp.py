# SPDX-License-Identifier: Apache-2.0
"""SFTP. A file is written under another name and renamed as the protocol's own version 3 does it: never onto a name that is
there. (What `fsspec` offers for moving replaces.) The server's key must be known before anything is sent to it."""

import asyncio
import errno
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import asyncssh
from asyncssh.constants import FXF_CREAT, FXF_EXCL, FXF_WRITE
from fsspec.asyn import sync
from sshfs import SSHFileSystem

from portfolio_desktop.sync.share.remote.address import Address
from portfolio_desktop.sync.share.remote.files import (
    SECONDS_TO_ANSWER,
    SECONDS_TO_CONNECT,
    ChangedKey,
    Found,
    FsspecFiles,
    Keys,
    NoEntry,
    UnknownKey,
    as_os_errors,
)

_PORT = 22
_SECONDS_TO_CLOSE = 5.0
_NEW = FXF_WRITE | FXF_CREAT | FXF_EXCL
_ERRNO = {
    asyncssh.SFTPNoSuchFile: errno.ENOENT,
    asyncssh.SFTPNoSuchPath: errno.ENOENT,
    asyncssh.SFTPFileAlreadyExists: errno.EEXIST,
    asyncssh.SFTPPermissionDenied: errno.EACCES,
    asyncssh.SFTPWriteProtect: errno.EROFS,
    asyncssh.SFTPNoSpaceOnFilesystem: errno.ENOSPC,
    asyncssh.SFTPQuotaExceeded: errno.ENOSPC,
    asyncssh.SFTPConnectionLost: errno.ECONNRESET,
    asyncssh.SFTPNoConnection: errno.ECONNRESET,
}


class SftpFiles(FsspecFiles):
    """A connection by SSH."""

    def names(self, path: str) -> Sequence[Found]:
        async def look(channel: Any) -> list[Found]:
            return [
                Found(
                    _text(each.filename),
                    each.attrs.size or 0,
                    each.attrs.type == asyncssh.FILEXFER_TYPE_DIRECTORY,
                )
                for each in await channel.readdir(self.at(path))
                if each.attrs.type in (asyncssh.FILEXFER_TYPE_DIRECTORY, asyncssh.FILEXFER_TYPE_REGULAR)
                and _text(each.filename) not in (".", "..")
            ]

        found: list[Found] = self._ask(look)
        return found

    def read(self, path: str, most: int) -> bytes:
        async def read(channel: Any) -> bytes:
            async with channel.open(self.at(path), "rb") as file:
                return bytes(await file.read(most))

        content: bytes = self._ask(read)
        return content

    def create(self, path: str, half: str, content: bytes) -> None:
        async def write(channel: Any) -> None:
            async with channel.open(self.at(half), _NEW, encoding=None) as file:
                await file.write(content)
                with suppress(asyncssh.SFTPOpUnsupported):
                    await file.fsync()
            try:
                await channel.rename(self.at(half), self.at(path))
            except asyncssh.SFTPError:
                there = await channel.exists(self.at(path))
                with suppress(asyncssh.SFTPError):
                    await channel.remove(self.at(half))
                if there:  # the third version of the protocol has no error of its own for this
                    raise FileExistsError(errno.EEXIST, "a file of that name", path) from None
                raise

        self._ask(write)

    def remove(self, path: str) -> None:
        self._ask(lambda channel: channel.remove(self.at(path)))

    def make_folder(self, path: str) -> None:
        async def make(channel: Any) -> None:
            try:
                await channel.mkdir(self.at(path))
            except asyncssh.SFTPError:
                if not await channel.isdir(self.at(path)):
                    raise

        self._ask(make)

    def remove_folder(self, path: str) -> None:
        self._ask(lambda channel: channel.rmdir(self.at(path)))

    def close(self) -> None:
        async def end() -> None:
            await self._system._pool.close()
            await self._system._stack.aclose()

        with self.translated():
            sync(self._system.loop, end, timeout=_SECONDS_TO_CLOSE)

    def at(self, path: str) -> str:
        if path.partition("/")[0] != "~":
            return f"/{path}"
        return path[2:] or "."  # where somebody arrives who signs in

    @contextmanager
    def translated(self) -> Iterator[None]:
        with as_os_errors((asyncssh.Error,), _told):
            yield

    def _ask(self, work: Callable[[Any], Awaitable[Any]]) -> Any:
        async def ask() -> Any:
            async with self._system._pool.get() as channel:  # which fsspec has no public door to
                return await work(channel)

        with self.translated():
            return sync(self._system.loop, ask, timeout=SECONDS_TO_ANSWER)


def open_sftp(address: Address, keys: Keys) -> SftpFiles:
    """A connection, once the server's key is known to be right."""
    known = _known(keys.hosts())
    port = address.port or _PORT
    with as_os_errors((asyncssh.Error, ValueError), _told):
        try:
            system = SSHFileSystem(
                address.host,
                port=port,
                known_hosts=known,
                password=keys.password(),
                connect_timeout=SECONDS_TO_CONNECT,
                login_timeout=SECONDS_TO_CONNECT,
                keepalive_interval=SECONDS_TO_CONNECT,
                skip_instance_cache=True,
                **({"username": address.user} if address.user else {}),
            )
        except asyncssh.HostKeyNotVerifiable as error:
            raise _unverified(address.host, port, known) from error
    return SftpFiles(system)


def _known(lines: str) -> asyncssh.SSHKnownHosts:
    """The known keys. Lines that nobody can read, as of a kind of key that is newer than we are, are left out."""
    good = []
    for line in lines.splitlines():
        with suppress(ValueError):
            asyncssh.import_known_hosts(line)
            good.append(line)
    return asyncssh.import_known_hosts("\n".join(good))


def _unverified(host: str, port: int, known: asyncssh.SSHKnownHosts) -> OSError:
    named, *_certificates = known.match(host, "", port)
    if named:
        return ChangedKey(errno.EACCES, "another key than it had")

    async def ask() -> asyncssh.SSHKey | None:
        return await asyncio.wait_for(asyncssh.get_server_host_key(host, port), SECONDS_TO_CONNECT)

    from fsspec.asyn import get_loop

    key = sync(get_loop(), ask)
    if key is None:
        return ChangedKey(errno.EACCES, "shows no key")
    name = host if port == _PORT else f"[{host}]:{port}"
    line = f"{name} {key.export_public_key().decode().strip()}"
    return UnknownKey(key.get_fingerprint(), line)


def _told(error: BaseException) -> OSError | None:
    if isinstance(error, asyncssh.PermissionDenied):
        return NoEntry(errno.EACCES, error.reason)
    if isinstance(error, asyncssh.SFTPError):
        number = next((number for kind, number in _ERRNO.items() if isinstance(error, kind)), errno.EIO)
        return OSError(number, error.reason)
    if isinstance(error, asyncssh.DisconnectError | asyncssh.ChannelOpenError):
        return ConnectionResetError(errno.ECONNRESET, error.reason)
    if isinstance(error, PermissionError) and isinstance(error.__cause__, asyncssh.PermissionDenied):
        return NoEntry(errno.EACCES, error.__cause__.reason)
    return error if isinstance(error, OSError) and error.errno else None


def _text(name: bytes | str) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name

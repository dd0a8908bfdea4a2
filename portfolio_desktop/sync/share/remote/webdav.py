# SPDX-License-Identifier: Apache-2.0
"""WebDAV. A file is sent under another name and moved with `Overwrite: F`, which the server carries out as one act."""

import errno
import io
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import certifi
import httpx
from webdav4.client import (
    ClientError,
    ForbiddenOperation,
    HTTPError,
    InsufficientStorage,
    ResourceAlreadyExists,
    ResourceConflict,
    ResourceLocked,
    ResourceNotFound,
)
from webdav4.fsspec import WebdavFileSystem

from portfolio_desktop.sync.share.remote.address import Address
from portfolio_desktop.sync.share.remote.files import (
    SECONDS_TO_ANSWER,
    SECONDS_TO_CONNECT,
    FsspecFiles,
    Keys,
    NoEntry,
    as_os_errors,
)

_ERRNO: dict[type[ClientError], int] = {
    ResourceNotFound: errno.ENOENT,
    ResourceAlreadyExists: errno.EEXIST,
    ForbiddenOperation: errno.EACCES,
    InsufficientStorage: errno.ENOSPC,
    ResourceLocked: errno.EBUSY,
    ResourceConflict: errno.ENOENT,  # the folder around it is not there
}
_STATUS = {
    403: errno.EACCES,
    404: errno.ENOENT,
    405: errno.EEXIST,
    409: errno.ENOENT,
    412: errno.EEXIST,
    423: errno.EBUSY,
}
_FULL = (413, 507)

_IDLE_AT_MOST = 2.0
"""Seconds for which a connection is used again: well below the five after which common servers close one themselves, since
a request that meets that moment fails for nothing."""


class WebdavFiles(FsspecFiles):
    """A client of one server; each request signs in by itself."""

    def create(self, path: str, half: str, content: bytes) -> None:
        client = self._system.client
        with self.translated():
            client.upload_fileobj(io.BytesIO(content), half, overwrite=True, size=len(content))
            try:
                client.move(half, path, overwrite=False)
            except (ClientError, httpx.HTTPError):
                with suppress(ClientError, httpx.HTTPError):
                    client.remove(half)
                raise

    def remove_folder(self, path: str) -> None:
        with self.translated():
            self._system.client.remove(path)

    def close(self) -> None:
        self._system.client.http.close()

    def at(self, path: str) -> str:
        return path

    @contextmanager
    def translated(self) -> Iterator[None]:
        with as_os_errors((ClientError, httpx.HTTPError, httpx.InvalidURL), _told):
            yield


def open_webdav(address: Address, keys: Keys) -> WebdavFiles:
    """A client of the server. It takes the certificates that this computer trusts, an organisation's own among them."""
    trusted = ssl.create_default_context()
    trusted.load_verify_locations(certifi.where())
    secure = "https" if address.scheme == "webdavs" else "http"
    port = f":{address.port}" if address.port else ""
    host = f"[{address.host}]" if ":" in address.host else address.host
    password = keys.password()
    system = WebdavFileSystem(
        f"{secure}://{host}{port}/",
        auth=(address.user, password or "") if address.user else None,
        verify=trusted,
        timeout=httpx.Timeout(SECONDS_TO_ANSWER, connect=SECONDS_TO_CONNECT),
        limits=httpx.Limits(keepalive_expiry=_IDLE_AT_MOST),
        retry=False,
        skip_instance_cache=True,
    )
    files = WebdavFiles(system)
    with ExitStack() as failing:
        failing.callback(files.close)
        with suppress(FileNotFoundError), files.translated():
            system.client.propfind(address.path, headers={"Depth": "0"})
        failing.pop_all()
    return files


def _told(error: BaseException) -> OSError | None:
    if isinstance(error, HTTPError):
        status = error.status_code
        if status == httpx.codes.UNAUTHORIZED:
            return NoEntry(errno.EACCES, str(error))
        number = errno.ENOSPC if status in _FULL else _STATUS.get(status, errno.EIO)
        return OSError(number, str(error))
    if isinstance(error, ClientError):
        number = next((number for kind, number in _ERRNO.items() if isinstance(error, kind)), errno.EIO)
        return OSError(number, str(error))
    if isinstance(error, httpx.TimeoutException):
        return TimeoutError(errno.ETIMEDOUT, "no answer in time")
    return error if isinstance(error, OSError) and error.errno else None

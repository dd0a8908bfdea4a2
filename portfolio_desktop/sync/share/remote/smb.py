# SPDX-License-Identifier: Apache-2.0
"""SMB to a share that is not mounted, signed always. A file is written under another name and renamed without replacing.

It uses the library that `fsspec` uses for SMB and not its file system, which asks once for each file that it lists, and
locks a file against everybody else while it reads.
"""

import errno
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import smbclient
from smbprotocol.exceptions import (
    BadNetworkName,
    LogonFailure,
    SMBAuthenticationError,
    SMBException,
    SMBOSError,
    SMBResponseException,
)
from smbprotocol.header import NtStatus

from portfolio_desktop.sync.share.remote.address import Address
from portfolio_desktop.sync.share.remote.files import (
    SECONDS_TO_CONNECT,
    Found,
    Keys,
    NoEntry,
    as_os_errors,
    at_the_root,
)

# It writes a traceback where a line is gone that it means to close; nobody is to see one who runs a command.
logging.getLogger("smbclient").addHandler(logging.NullHandler())

_PORT = 445
_ERRNO = {
    NtStatus.STATUS_ACCESS_DENIED: errno.EACCES,
    NtStatus.STATUS_DISK_FULL: errno.ENOSPC,
    0xC0000044: errno.ENOSPC,  # a quota is used up
    NtStatus.STATUS_SHARING_VIOLATION: errno.EBUSY,
    NtStatus.STATUS_DELETE_PENDING: errno.EBUSY,
    0xC00000A2: errno.EROFS,  # the medium is write protected
}
_NO_ENTRY = frozenset(
    {0xC000006D, 0xC000006E, 0xC0000070, 0xC0000071, 0xC0000072, 0xC0000193, 0xC0000224, 0xC0000234}
)  # a logon that failed, an account that is restricted, expired, disabled or locked
_ALL_MAY = "rwd"


class SmbFiles:
    """A session on one server. Its connection is its own: another session of this process may be another person's."""

    def __init__(self, address: Address, keys: Keys) -> None:
        self._host = address.host
        self._open: dict[str, Any] = {}
        # All of it with each call: a line that was cut is opened anew by any of them.
        self._session: dict[str, Any] = {
            "username": address.user or None,
            "password": keys.password(),
            "port": address.port or _PORT,
            "connection_cache": self._open,
            "connection_timeout": SECONDS_TO_CONNECT,
        }
        with ExitStack() as failing, self._translated():
            failing.callback(self.close)
            smbclient.register_session(self._host, **self._session)
            failing.pop_all()

    def names(self, path: str) -> Sequence[Found]:
        with self._translated():
            return [
                Found(each.name, each.smb_info.end_of_file, each.is_dir(follow_symlinks=False))
                for each in smbclient.scandir(self._at(path), **self._session)
                if not each.is_symlink()
            ]

    def read(self, path: str, most: int) -> bytes:
        with self._translated(), self._file(path, "rb") as file:
            return bytes(file.read(most))

    def create(self, path: str, half: str, content: bytes) -> None:
        with self._translated():
            with self._file(half, "xb") as file:
                file.write(content)
            try:
                smbclient.rename(self._at(half), self._at(path), **self._session)
            except SMBException:
                with suppress(SMBException):
                    smbclient.remove(self._at(half), **self._session)
                raise

    def remove(self, path: str) -> None:
        with self._translated():
            smbclient.remove(self._at(path), **self._session)

    def make_folder(self, path: str) -> None:
        with suppress(FileExistsError), self._translated():
            smbclient.mkdir(self._at(path), **self._session)

    def remove_folder(self, path: str) -> None:
        with self._translated():
            smbclient.rmdir(self._at(path), **self._session)

    def close(self) -> None:
        smbclient.reset_connection_cache(fail_on_error=False, connection_cache=self._open)

    def _file(self, path: str, mode: str) -> Any:
        return smbclient.open_file(self._at(path), mode, share_access=_ALL_MAY, **self._session)

    def _at(self, path: str) -> str:
        inside = path.replace("/", "\\")
        return f"\\\\{self._host}\\{inside}"

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with as_os_errors((SMBException, ValueError), _told):
            yield


def _told(error: BaseException) -> OSError | None:
    if isinstance(error, BadNetworkName):
        return FileNotFoundError(errno.ENOENT, "no such share")
    status = error.ntstatus if isinstance(error, SMBOSError) else _status(error)
    if isinstance(error, SMBAuthenticationError | LogonFailure) or status in _NO_ENTRY:
        return NoEntry(errno.EACCES, "logon failure")
    if status in _ERRNO:
        return OSError(_ERRNO[status], os.strerror(_ERRNO[status]))
    if isinstance(error, SMBOSError) and error.errno:
        return OSError(error.errno, error.strerror)
    root = at_the_root(error)
    if (
        isinstance(error, ValueError)
        and not isinstance(root, ConnectionError | TimeoutError)
        and root.errno == errno.EIO
    ):
        return ConnectionError(errno.EHOSTUNREACH, str(error))
    return root


def _status(error: BaseException) -> int:
    return error.status if isinstance(error, SMBResponseException) else 0

# SPDX-License-Identifier: Apache-2.0
"""From an address to an open connection. Here alone is known which protocol needs which library."""

from collections.abc import Callable

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.paths import is_packed
from portfolio_desktop.sync.share.remote.address import Address
from portfolio_desktop.sync.share.remote.files import Files, Keys

_NOT_INSTALLED = N_(
    "Addresses need a part of the program that is not installed. Add it with “python3 dev.py remote”, or install "
    "portfolio-desktop[remote]; folders need nothing."
)
_NOT_PACKED = N_(
    "Addresses need a part that this packed program does not carry. Whoever prepared it can pack one that does (the guide "
    "“Installing” says how); folders need nothing."
)


def _sftp(address: Address, keys: Keys) -> Files:
    from portfolio_desktop.sync.share.remote.sftp import open_sftp

    return open_sftp(address, keys)


def _smb(address: Address, keys: Keys) -> Files:
    from portfolio_desktop.sync.share.remote.smb import SmbFiles

    return SmbFiles(address, keys)


def _webdav(address: Address, keys: Keys) -> Files:
    from portfolio_desktop.sync.share.remote.webdav import open_webdav

    return open_webdav(address, keys)


def _s3(address: Address, keys: Keys) -> Files:
    from portfolio_desktop.sync.share.remote.s3 import S3Files

    return S3Files(address, keys)


OPENERS: dict[str, Callable[[Address, Keys], Files]] = {
    "sftp": _sftp,
    "smb": _smb,
    "webdavs": _webdav,
    "webdav": _webdav,
    "s3": _s3,
}


def open_files(address: Address, keys: Keys) -> Files:
    """Connect. Refuses where the libraries are not installed; raises OSError, and those of `files` where it is not let in."""
    try:
        return OPENERS[address.scheme](address, keys)
    except ModuleNotFoundError as error:
        raise Refusal(_(_NOT_PACKED if is_packed() else _NOT_INSTALLED)) from error

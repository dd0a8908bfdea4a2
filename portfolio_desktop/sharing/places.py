# SPDX-License-Identifier: Apache-2.0
"""Where a share lies: a folder as this laptop reaches it, or an address. What is typed, kept and reached is one or the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TypeAlias

from portfolio_desktop.sharing.keys import KeptKeys
from portfolio_desktop.sharing.patience import Line, PatientTransport
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import share_folder
from portfolio_desktop.sync.share.remote.address import Address, is_address, read_address
from portfolio_desktop.sync.share.transport import Transport

Place: TypeAlias = Path | Address

_SECONDS_TO_CLOSE = 1.0


def place_of(text: str) -> Place:
    """What somebody typed. Refuses an address that cannot be used."""
    return read_address(text) if is_address(text) else Path(text)


def told_to_others(place: Place | None) -> str:
    """The address as an invitation names it, without anybody's name; nothing for a folder, which others call otherwise."""
    return str(place._replace(user="")) if isinstance(place, Address) else ""


@contextmanager
def reached(
    place: Place, portfolio: str, alive: Callable[[], None] = lambda: None, line: Line | None = None
) -> Iterator[Transport]:
    """A way to the share of a portfolio. The connection to a server ends with it."""
    if isinstance(place, Path):
        yield PatientTransport(FolderTransport(place.absolute(), share_folder(portfolio)), alive, line)
        return
    from portfolio_desktop.sync.share.remote.transport import RemoteTransport

    remote = RemoteTransport(place, share_folder(portfolio), KeptKeys(place))
    try:
        yield PatientTransport(remote, alive, line)
    finally:
        closing = Thread(target=remote.close, name="share closing", daemon=True)
        closing.start()
        closing.join(_SECONDS_TO_CLOSE)  # a server that hangs keeps nobody


def greet(place: Place) -> None:
    """See whether the server of an address lets this laptop in, before anything is begun there.

    Raises PasswordWanted and UnknownServer for what a person must be asked; a folder is always let be.
    """
    if isinstance(place, Path):
        return
    from portfolio_desktop.sync.share.remote.transport import RemoteTransport

    remote = RemoteTransport(place, "", KeptKeys(place))
    try:
        remote.greet()
    finally:
        remote.close()

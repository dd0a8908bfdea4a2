# SPDX-License-Identifier: Apache-2.0
"""Where a share lies: a folder as this laptop reaches it, or an address. What is typed, kept and reached is one or the other,
and a place in which the share does not lie is refused with what lies there instead."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.sharing.keys import KeptKeys
from portfolio_desktop.sharing.patience import Line, PatientTransport
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import is_share_folder, share_folder
from portfolio_desktop.sync.share.remote.address import Address, is_address, read_address
from portfolio_desktop.sync.share.transport import Transport

Place: TypeAlias = Path | Address

_SECONDS_TO_CLOSE = 1.0
_NAMED = 3

_WRONG = N_(
    "{place} does not hold this share: {found}. Nothing was changed. Choose the folder that holds it; or, where it is lost, put "
    "it back into this one from here: Put the share back here, or sync FILE --folder FOLDER --put-back."
)
_INSIDE = N_("{place} is the portfolio's own folder. Choose the one in which it lies: {parent}.")
_ANOTHER = N_(
    "In {place} this portfolio is shared by people who have another invitation. Nothing was changed. Choose the folder that "
    "holds your share; or, if it was shared anew, ask them for the invitation and join."
)


class WrongPlace(Refusal):
    """A place in which the share does not lie. `vacant` where it could be put back there."""

    def __init__(self, words: str, *, vacant: bool) -> None:
        super().__init__(words)
        self.vacant = vacant


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
    """A way to the share of a portfolio; of none, to the place itself. The connection to a server ends with it."""
    name = share_folder(portfolio) if portfolio else ""
    if isinstance(place, Path):
        yield PatientTransport(FolderTransport(place.absolute(), name), alive, line)
        return
    from portfolio_desktop.sync.share.remote.transport import RemoteTransport

    remote = RemoteTransport(place, name, KeptKeys(place))
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


def is_of_others(place: Place) -> WrongPlace:
    """The refusal of a place where the same portfolio is another share."""
    return WrongPlace(_(_ANOTHER).format(place=place), vacant=False)


def is_elsewhere(place: Place, portfolio: str, itself: Transport) -> WrongPlace:
    """The refusal of a place that holds nothing of the share, with what `itself`, the way to the place alone, shows there."""
    if isinstance(place, Path) and place.name.lower() == share_folder(portfolio):
        return WrongPlace(_(_INSIDE).format(place=place, parent=place.parent), vacant=False)
    folders = sorted(itself.devices())
    names = folders + sorted(entry.name for entry in itself.list(""))
    portfolios = sum(is_share_folder(name) and name != share_folder(portfolio) for name in folders)
    if portfolios:
        found = ngettext(
            "another portfolio is shared there", "{count} other portfolios are shared there", portfolios
        ).format(count=portfolios)
    elif names:
        found = _("there is {names}, and nothing that a laptop of this share has written").format(
            names=_listed(names)
        )
    else:
        found = _("it is empty")
    return WrongPlace(_(_WRONG).format(place=place, found=found), vacant=True)


def _listed(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    said = ", ".join(shorten(name, 40) for name in names[:_NAMED])
    more = len(names) - _NAMED
    if more <= 0:
        return said
    return ngettext("{said} and {count} more", "{said} and {count} more", more).format(
        said=said, count=f"{more:,}"
    )

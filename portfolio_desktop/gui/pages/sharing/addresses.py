# SPDX-License-Identifier: Apache-2.0
"""Asks for the address of a share, and for whatever its server wants before it lets this laptop in.

Nothing of the protocols is loaded before an address was typed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk

if TYPE_CHECKING:
    from portfolio_desktop.sync.share.remote.address import Address

_TRUST = "trust"
_LABEL = N_("Address, with your name on the server: sftp://ann@files.example.org/office")
_STRANGER = N_(
    "{host} was never reached from this laptop. The fingerprint of its key is\n\n{fingerprint}\n\nGo on only if that is what "
    "whoever looks after the server says."
)
_PASSWORD = N_("Password for {server}. It is kept on this laptop, readable for you alone.")
_WRONG = N_(
    "{server} did not accept that password. It may be wrong or expired, or the account may not come in."
)

Then = Callable[["Address"], None]


class Addresses(QObject):
    """Calls what follows with an address whose server lets this laptop in."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def ask(self, initial: str, then: Then) -> None:
        """Ask for the address, which begins as `initial`."""

        def typed(text: str) -> None:
            from portfolio_desktop.sync.share.remote.address import read_address

            try:
                address = read_address(text)
            except Refusal as error:
                self._desk.ask.refuse(str(error))
                return
            self._greet(address, then)

        self._desk.ask.text(_("The address of the share"), _(_LABEL), typed, initial=initial)

    def _greet(self, address: "Address", then: Then) -> None:
        def work(_progress: Progress) -> None:
            from portfolio_desktop.sharing.places import greet

            greet(address)

        def failed(error: Exception) -> None:
            self._wanted(error, address, lambda: self._greet(address, then))

        self._desk.jobs.free(
            work, label=_("Reaching the server"), owner=self, done=lambda _none: then(address), failed=failed
        )

    def _wanted(self, error: Exception, address: "Address", again: Callable[[], None]) -> None:
        """Ask for what the server wants, and try again; tell of anything else that is wrong."""
        from portfolio_desktop.sharing.keys import KeptKeys, trust
        from portfolio_desktop.sync.share.remote.transport import PasswordWanted, UnknownServer

        if isinstance(error, UnknownServer):
            line = error.line

            def trusted(_key: str) -> None:
                trust(line)
                again()

            words = _(_STRANGER).format(host=address.host, fingerprint=error.fingerprint)
            self._desk.ask.choose(
                _("Is it the right server?"),
                words,
                (Choice(_TRUST, _("It is the right one"), deliberate=True),),
                trusted,
            )
        elif isinstance(error, PasswordWanted):

            def given(password: str) -> None:
                KeptKeys(address).keep(password)
                again()

            label = _(_WRONG if error.wrong else _PASSWORD).format(server=error.server)
            self._desk.ask.text(_("Password"), label, given, secret=True)
        elif isinstance(error, Refusal | Trouble):
            self._desk.ask.refuse(str(error))

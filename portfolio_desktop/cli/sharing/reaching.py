# SPDX-License-Identifier: Apache-2.0
"""A folder or an address as somebody typed it; what its server wants to know is asked here, once.

Passwords are typed unseen, are the first line of standard input, or stand in the environment: never an argument.
"""

import sys
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.cli.confidential.asking import secret
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.sharing.keys import KeptKeys, trust
from portfolio_desktop.sharing.places import Place, greet, place_of

_TRIES = 3
_STRANGER = N_(
    "{host} was never reached from this laptop. Its key is {fingerprint}. Compare that with what whoever looks after the server "
    "says. Is it the same? Type yes:"
)
_UNSEEN = N_("{words} It can be compared only at a terminal; connecting once with ssh is as good.")


def reached_place(call: Call, text: str) -> Place:
    """The place, whose server has let this laptop in. Raises what keeps it out."""
    place = place_of(text)
    if isinstance(place, Path):
        return place
    from portfolio_desktop.sync.share.remote.transport import PasswordWanted, UnknownServer

    asked = 0
    while True:
        try:
            greet(place)
        except UnknownServer as error:
            if not sys.stdin.isatty():
                raise Refusal(_(_UNSEEN).format(words=error)) from error
            call.terminal.complain(_(_STRANGER).format(host=place.host, fingerprint=error.fingerprint))
            if sys.stdin.readline().strip().casefold() != _("yes"):
                raise Refusal(_("Nothing was sent to {host}.").format(host=place.host)) from error
            trust(error.line)
        except PasswordWanted as error:
            if asked == _TRIES:
                raise
            if asked:
                call.terminal.complain(str(error))
            asked += 1
            KeptKeys(place).keep(secret(_("Password for {server}").format(server=error.server)))
        else:
            return place

# SPDX-License-Identifier: Apache-2.0
"""What opens servers on this laptop: passwords and the keys of servers, beside the anchors and for their owner alone.

They are kept as they are, as a browser does without a main password: whoever can read this person's files can read them. They
never get into a workspace, an invitation, a log or a command line.
"""

import contextlib
import os
from pathlib import Path

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.paths import home
from portfolio_desktop.sharing.laptop import kept_beside
from portfolio_desktop.sync.share.remote.address import Address

PASSWORD_VARIABLE = "PORTFOLIO_DESKTOP_SHARE_PASSWORD"  # noqa: S105 - the name of a variable
"""Takes the place of what is kept, for commands that nobody watches."""

_HOSTS = "known_hosts"
_LARGEST = 4 * 1024 * 1024
_REFUSED: set[Path] = set()
"""Where what stands in the environment was not accepted: it stands there still, and is not tried again."""


class KeptKeys:
    """Those for one address."""

    def __init__(self, address: Address) -> None:
        self._path = kept_beside(address.server, "password")

    def password(self) -> str | None:
        given = os.environ.get(PASSWORD_VARIABLE)
        return given if given and self._path not in _REFUSED else _text(self._path) or None

    def hosts(self) -> str:
        usual = home() / ".ssh" / _HOSTS
        return "\n".join((_text(usual), _text(_own_hosts())))

    def refused(self) -> None:
        _REFUSED.add(self._path)
        self._path.unlink(missing_ok=True)

    def keep(self, password: str) -> None:
        """Keep the password, in the place of another."""
        write_whole(self._path, password.encode(), private=True)


def trust(line: str) -> None:
    """From now on believe the server whose key a line of known hosts names."""
    known = _text(_own_hosts())
    write_whole(_own_hosts(), f"{known}{line.strip()}\n".encode(), private=True)


def _own_hosts() -> Path:
    return kept_beside("", _HOSTS)


def _text(path: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError), path.open("rb") as file:
        return file.read(_LARGEST).decode()
    return ""

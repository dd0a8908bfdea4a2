# SPDX-License-Identifier: Apache-2.0
"""The six things that sharing asks of a place where files can lie, and how they may fail.

Folders and names are those of `layout`. A folder "" is that of the portfolio itself.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from portfolio_desktop.base.errors import Trouble


class ShareTrouble(Trouble):
    """The share as a whole does not do what it should. Its text is for a person; what is here is safe."""

    fault = "unreachable"


class Unreachable(ShareTrouble):
    """It does not answer, or not in time."""


class Vanished(ShareTrouble):
    """The share is there, and the portfolio's folder is not."""

    fault = "vanished"


class Full(ShareTrouble):
    """It takes no more."""

    fault = "full"


class NotAllowed(ShareTrouble):
    """It is read-only, or its rights keep us out."""

    fault = "not allowed"


class Closed(NotAllowed):
    """Its rights do not even let us look into it."""

    fault = "not readable"


class Missing(Exception):
    """A file that is not there, or no longer. Absence never means more than that."""


class Unreadable(Exception):
    """One file that cannot be read or removed now: somebody holds it, or it is still on its way. Its text is for a person."""


class AlreadyThere(Exception):
    """Another file of that name, with other content."""


class BadFile(Exception):
    """A file on the share that is not what it claims to be. Its text is the reason, for the list of what is not taken."""


class Entry(NamedTuple):
    """A file in a listing. `size` in bytes."""

    name: str
    size: int


class Transport(Protocol):
    """A place where files can lie. Each call may raise a `ShareTrouble`."""

    def devices(self) -> Sequence[str]:
        """The names of all folders."""

    def list(self, folder: str) -> Sequence[Entry]:
        """The files in a folder; none where there is no such folder. Half-written ones are among them."""

    def read(self, folder: str, name: str, most: int) -> bytes:
        """A file of at most `most` bytes. Raises Missing, Unreadable or BadFile."""

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        """Put a file there under a name that was not there, whole and read back, or not at all.

        The same content again changes nothing. Raises AlreadyThere.
        """

    def remove_own(self, folder: str, name: str) -> None:
        """Take a file of this laptop away. One that is not there is away already. Raises Unreadable."""

    def probe(self) -> None:
        """Refuse, with a sentence that says what to do, a place that cannot serve: written to, read back, listed, removed."""

# SPDX-License-Identifier: Apache-2.0
"""Passphrases: typed unseen at a terminal, or the first lines of standard input. Never an argument, which others see."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.services.people.people_file import PeopleFile, open_people_file, outside


def secret(prompt: str, needed: str = "") -> str:
    """One passphrase. Refuses where nobody gives one, saying that it is `needed`."""
    watched = sys.stdin.isatty()
    typed = getpass(f"{prompt}: ") if watched else sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise Refusal(
            needed or _("A passphrase is needed: type it when asked, or give it as a line on standard input.")
        )
    return typed


def new_secret(prompt: str, differ: str = "") -> str:
    """A passphrase to be used from now on: at a terminal it is typed twice."""
    first = secret(prompt)
    if sys.stdin.isatty() and secret(_("The same again")) != first:
        raise Refusal(differ or _("The two passphrases differ. Nothing was changed."))
    return first


@contextmanager
def people_file(call: Call, *, write: bool = False) -> Iterator[PeopleFile]:
    """The people file beside the workspace FILE, by its passphrase, or with --recovery-key by that."""
    path = outside(Path(call.arguments.file)).path
    recovery = bool(getattr(call.arguments, "recovery_key", False))
    words = secret(_("Recovery key") if recovery else _("Passphrase of {name}").format(name=path.name))
    passphrase, key = ("", words) if recovery else (words, "")
    with open_people_file(
        path, call.settings.author, passphrase=passphrase, recovery_key=key, read_only=not write
    ) as people:
        if people.behind:
            call.terminal.complain(people.behind)
        yield people

# SPDX-License-Identifier: Apache-2.0
"""What a verb is: its words, its arguments and the function that carries it out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.cli.arguments import takes_file
from portfolio_desktop.cli.terminal import Terminal
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.safekeeping.copies import keep_daily_copy, second_place
from portfolio_desktop.services.safekeeping.places import refuse_to_write_at
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.mending.opening import damage_told

Draw = Callable[[Path, Sequence[str]], Iterable[Path]]
"""Draws pictures of the window into a folder, all or those of these names, and names each once it is there."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a verb: its arguments, and where its answer goes."""

    arguments: Namespace
    settings: Settings
    terminal: Terminal
    draw: Draw

    @contextmanager
    def office(self, *, write: bool = False) -> Iterator[Office]:
        """The workspace that the argument FILE names. Reading leaves it open to whoever has it open for writing."""
        path = Path(self.arguments.file)
        if write:
            refuse_to_write_at(path)
        with (
            damage_told(path),
            open_office(path, self.settings.author, read_only=not write) as office,
        ):
            self._keep_copy(office)
            yield office

    def _keep_copy(self, office: Office) -> None:
        """The day's copy. Where it fails, what was asked for is done all the same."""
        try:
            made = keep_daily_copy(office, second_place(self.settings))
        except Trouble as error:
            self.terminal.complain(_("Today's copy was not made: {words}").format(words=error))
        else:
            if made is not None and made.warning:
                self.terminal.complain(made.warning)

    def write(self, office: Office, changes: Changes) -> None:
        """Write, and say what was done."""
        written = office.write(changes)
        self.terminal.say(written.label if written else _("Nothing to change: it is so already."))


class Act(Protocol):
    """Gives a verb one more act, by its name, what is said of it and what carries it out; its parser takes more arguments."""

    def __call__(self, name: str, help: str, run: Callable[[Call], None], /) -> ArgumentParser: ...


def takes_acts(parser: ArgumentParser) -> Act:
    """A verb that does one of several things to a workspace."""
    acts = parser.add_subparsers(metavar="ACT", required=True)

    def act(name: str, help: str, run: Callable[[Call], None], /) -> ArgumentParser:
        own = acts.add_parser(name, help=help, description=help)
        takes_file(own)
        own.set_defaults(act=run)
        return own

    return act


@dataclass(frozen=True, slots=True)
class Verb:
    """`arguments` adds the verb's own to its parser; `run` carries it out."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Call], None]

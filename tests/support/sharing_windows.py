# SPDX-License-Identifier: Apache-2.0
"""A window whose workspace is shared through a folder with a second laptop, on which the test works by command or by office."""

from collections.abc import Callable
from pathlib import Path

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.sharing.invitations import read_invited
from portfolio_desktop.sharing.part import join, part_of
from tests.support.ask import FakeAsk


def share_here(shell: Shell, ask: FakeAsk, folder: Path, *, encrypted: bool = False) -> Path:
    """Share the open workspace by the menu. The invitation."""
    share, invitation = folder / "share", folder / "board.invitation"
    share.mkdir()
    ask.answer(share, "sealed" if encrypted else "plain", invitation)
    shell.actions["share"].trigger()
    return invitation


class Other:
    """Bob's laptop: joined once, opened whenever it does something."""

    def __init__(self, folder: Path, invitation: Path) -> None:
        self.file = folder / "bob" / "Board.portfolio"
        self.file.parent.mkdir()
        office, _standing = join(read_invited(invitation), folder / "share", self.file, "Bob Example")
        office.close()

    def does(self, act: Callable[[Office], object]) -> None:
        """Open, act, send and take, close."""
        with open_office(self.file, "Bob Example") as office:
            part_of(office).round()
            act(office)
            part_of(office).round()

    def sets(self, entity: str, id: Id, **values: Value) -> None:
        """Change a record and send it."""
        self.does(lambda office: office.write(records.change(office, entity, id, values)))

    def does_unaware(self, act: Callable[[Office], object]) -> None:
        """Act on what this laptop saw when it last looked, and send it."""
        with open_office(self.file, "Bob Example") as office:
            act(office)
            part_of(office).round()

    def sets_unaware(self, entity: str, id: Id, **values: Value) -> None:
        """Change a record as it was when this laptop last looked, and send it."""
        self.does_unaware(lambda office: office.write(records.change(office, entity, id, values)))

# SPDX-License-Identifier: Apache-2.0
"""Where the people file lies, who else on this laptop could open its files, and the way out of a bad place."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import Card, clear, reveal
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import PeopleFile, move_here

_PRIVATE = N_("The system lets nobody but you open it; and without the passphrase nobody reads it.")
_NOT_PRIVATE = N_(
    "This disk keeps no rights: others who log on to this laptop can copy the file. Without the passphrase they cannot read it."
)
_MOVE = N_(
    "The people file, its key file and its backups are taken to this laptop's own folder, and taken away where they are. The "
    "file is locked first. What a synchronising program has kept of it elsewhere stays closed without your passphrase: change "
    "that as well if others could know it."
)


@dataclass(frozen=True, slots=True)
class Lying:
    """Where, and what is to be said about that."""

    path: Path
    backups: Path
    private: bool
    unsafe: str


def lying(file: PeopleFile) -> Lying:
    """Where the open file lies."""
    bad = unsafe_here(file.path)
    return Lying(file.path, file.backups, file.private, bad.words if bad else "")


class LyingCard(Card):
    """Two paths and one or two sentences."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__(_("Where it lies"))
        self._people = people

    def load(self) -> None:
        """Look again."""
        self._people.people(lying, self.show_lying, owner=self)

    def show_lying(self, found: Lying) -> None:
        """Say where."""
        clear(self.column)
        self.say(str(found.path))
        self.say(_("Backups: {path}").format(path=found.backups))
        if found.unsafe:
            self.column.addWidget(Label(found.unsafe, ink="danger", wrap=True))
            self.column.addWidget(self._way_out())
        if found.private:
            self.say(_(_PRIVATE))
        else:
            self.column.addWidget(Label(_(_NOT_PRIVATE), ink="danger", wrap=True))
        reveal(self.column)

    def _way_out(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        move = QPushButton(_("Move it to this laptop's own folder…"))
        move.clicked.connect(self._ask)
        row.addWidget(move)
        row.addStretch(1)
        return holder

    def _ask(self) -> None:
        choice = Choice("move", _("Move it"))
        self._people.ask.choose(_("Move the people file"), _(_MOVE), [choice], lambda _key: self._move())

    def _move(self) -> None:
        people, workspace = self._people, self._people.beside.workspace
        if workspace is None:
            return
        path, author = workspace.path, str(people.settings.get("author", ""))
        people.lock()
        people.jobs.database(
            lambda _progress: move_here(path, author),
            owner=people,
            done=lambda new: people.beside.notify(
                _("The people file lies at {path} from now on.").format(path=new)
            ),
            failed=lambda error: people.ask.refuse(str(error)),
        )

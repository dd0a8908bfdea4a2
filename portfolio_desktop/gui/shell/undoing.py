# SPDX-License-Identifier: Apache-2.0
"""What Undo and Redo take back: the last act in the file whose page is in sight, and never one in another file."""

from functools import partial

from PySide6.QtCore import QObject

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import lowered
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.storage.changes import Written


class Undoing(QObject):
    """Follows the desks it is told of, and says on the actions what they would do at the one in sight."""

    def __init__(self, desk: Desk, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._desk = desk
        self._labels: dict[Desk, tuple[str, str]] = {}
        self.follow(desk)

    @property
    def undo_label(self) -> str:
        """What undo would take back here; empty for nothing."""
        return self._labels[self._desk][0]

    @property
    def redo_label(self) -> str:
        """What redo would do again here; empty for nothing."""
        return self._labels[self._desk][1]

    def follow(self, desk: Desk) -> None:
        """Know from now on what can be taken back at `desk`."""
        self._labels[desk] = "", ""

        def learn(undo: str, redo: str) -> None:
            self._labels[desk] = undo, redo
            self._show()

        desk.undo_changed.connect(learn)

    def act_on(self, desk: Desk) -> None:
        """A page of `desk` is in sight."""
        self._desk = desk
        self._show()

    def undo(self) -> None:
        """Take back the last act at the desk in sight, and say so: what changes may not be in sight."""
        self._desk.undo(partial(_tell, self._desk))

    def redo(self) -> None:
        """Do again what the last undo took back there."""
        self._desk.redo(partial(_tell, self._desk))

    def _show(self) -> None:
        for name, words, label in (
            ("undo", _("Undo"), self.undo_label),
            ("redo", _("Redo"), self.redo_label),
        ):
            text = f"{words} {lowered(label)}" if label else words
            self._actions[name].setText(text.replace("&", "&&"))
        self._actions.refresh()


def _tell(desk: Desk, written: Written | None) -> None:
    if written is not None:
        desk.notify(written.label)

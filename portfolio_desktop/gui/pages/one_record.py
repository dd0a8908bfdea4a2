# SPDX-License-Identifier: Apache-2.0
"""The page about one record: reads what it is given, draws it, and follows what is written about it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.pieces import Body, Fresh, reveal
from portfolio_desktop.services.office import Office

Found = TypeVar("Found")


class OneRecord(Body, Generic[Found]):
    """`read` says on the database thread what the page shows of a record, `draw` puts its parts into `column`.

    Of several answers on the way only the last is shown.
    """

    left = Signal()
    """The person wants to go back, or the record is no longer there."""
    open_requested = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        read: Callable[[Office, Id], Found],
        draw: Callable[[Found], None],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._desk, self._find, self._show = desk, read, draw
        self._id = ""
        self._task: Task | None = None
        self.first: QWidget | None = None
        """Of what was drawn, where the keyboard begins."""
        self._fresh = Fresh(self, desk, self._load)

    def show_record(self, id: str) -> None:
        """Show the record with this id."""
        self._id = id
        self._stop()
        self.clear()
        self._fresh.touch()

    def show_found(self, found: Found) -> None:
        """Draw what was read in place of what is there, scrolled as far."""
        above = self.verticalScrollBar().value()
        self.clear()
        self._show(found)
        self.column.addStretch(1)
        reveal(self.column)
        if self.first is not None:
            self.setFocusProxy(self.first)
            if QApplication.focusWidget() in (self, self.column.parentWidget()):
                self.first.setFocus()
        self.verticalScrollBar().setValue(above)

    def _load(self) -> None:
        if not self._id:
            return
        self._stop()
        id = Id(self._id)
        self._task = self._desk.read(
            lambda office: self._find(office, id), self.show_found, owner=self, failed=self._missing
        )

    def _stop(self) -> None:
        """An answer that is still on the way is about what stood before: it must not come after the next."""
        if self._task is not None:
            self._task.cancel()

    def _missing(self, error: Exception) -> None:
        self._id = ""
        self._desk.notify(str(error))
        self.left.emit()

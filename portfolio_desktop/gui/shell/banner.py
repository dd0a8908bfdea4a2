# SPDX-License-Identifier: Apache-2.0
"""The lines above the pages that say why nothing can be changed, and which of the office's own rules are not in force,
or what stands there twice."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.sharing.doubled import KEPT_ONCE, doubled
from portfolio_desktop.storage.changes import Written


class Banner(QFrame):
    """Follows the desk."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("panel", "inset")
        self._closed, self._faults = Label(wrap=True), Label(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_LARGE, GAP_SMALL, GAP_LARGE, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        self._lines = tuple(
            _line(column, name, label)
            for name, label in (("lock", self._closed), ("triangle-alert", self._faults))
        )
        desk.opened.connect(self._follow)
        desk.closed.connect(self._follow)
        desk.catalogue_changed.connect(self._read)  # rules change what the office's lists say
        desk.written.connect(self._written)
        self._follow()

    def _follow(self) -> None:
        self._closed.setText(self._desk.why_read_only)
        self._faults.setText("")
        self._show()
        self._read()

    def _written(self, written: Written) -> None:
        if not KEPT_ONCE.isdisjoint(entity for entity, _record in written.touched):
            self._read()

    def _read(self) -> None:
        if self._desk.workspace is not None:
            self._desk.read(lambda office: (*office.rules.faults, *doubled(office)), self._tell, owner=self)

    def _tell(self, faults: tuple[str, ...]) -> None:
        self._faults.setText("\n".join(faults))
        self._show()

    def _show(self) -> None:
        said = [label.text() for label in (self._closed, self._faults)]
        for line, words in zip(self._lines, said, strict=True):
            line.setVisible(bool(words))
        before = self.accessibleName()
        self.setAccessibleName(" ".join(filter(None, said)))
        self.setVisible(any(said))
        if self.accessibleName() != before:
            announce(self, self.accessibleName())


def _line(column: QVBoxLayout, name: str, label: Label) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    row.addWidget(IconPicture(name))
    row.addWidget(label, 1)
    column.addWidget(line)
    return line

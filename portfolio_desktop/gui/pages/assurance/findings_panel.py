# SPDX-License-Identifier: Apache-2.0
"""What a gate asks, each with how the review found it and on what evidence. Entered where it is read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import LONGEST, one_line, shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.gui.form.line import show_from_start
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.form.news import News
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.governance.gates import Asked

_LEAST = 240


class FindingsPanel(QScrollArea):
    """Each is told once it is set, and nothing else with it: what another reviewer finds meanwhile stands."""

    found = Signal(str, object)
    """The id of a criterion, and its state; None for not looked at."""
    seen = Signal(str, str)
    """The id of a criterion, and the evidence."""

    def __init__(self, asked: Sequence[Asked], states: Choices, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[Id, FindingRow] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LEAST)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, GAP_SMALL, 0)
        column.setSpacing(GAP)
        for each in asked:
            row = self.rows[each.criterion.id] = FindingRow(each, states)
            row.found.connect(self.found)
            row.seen.connect(self.seen)
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inner)
        self.show_asked(asked)

    def show_asked(self, asked: Sequence[Asked]) -> None:
        """Show what is kept. Evidence that is being typed stays as it is, and is offered what another wrote."""
        for each in asked:
            if each.criterion.id in self.rows:  # else asked since the window was opened
                self.rows[each.criterion.id].show_found(each)


class FindingRow(QWidget):
    """One criterion: how it was found, and on what evidence."""

    found = Signal(str, object)
    seen = Signal(str, str)

    def __init__(self, asked: Asked, states: Choices) -> None:
        super().__init__()
        self._id = asked.criterion.id
        self._kept = self._written = self._offered = ""
        title = shorten(visible_bidi(asked.criterion.title or ""), 120)
        star = " *" if asked.criterion.required else ""
        self.box, self.evidence = _States(states), _Evidence()
        self.box.setAccessibleName(title)
        self.evidence.setAccessibleName(_("Evidence for: {criterion}").format(criterion=title))
        self.evidence.setPlaceholderText(
            visible_bidi(one_line(asked.criterion.evidence or _("Evidence seen")))
        )
        self.evidence.setToolTip(safe_tooltip(asked.criterion.evidence or ""))
        self.evidence.setMaxLength(LONGEST)
        self.box.activated.connect(lambda _place: self.found.emit(self._id, self.box.currentData()))
        self.evidence.editingFinished.connect(self._left)
        self.news = News(self._take, self._left)
        self.news.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GAP_TINY)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(f"{title}{star}", wrap=True), 0, 0)
        grid.addWidget(self.box, 0, 1)
        grid.addWidget(self.evidence, 1, 0, 1, 2)
        grid.addWidget(self.news, 2, 0, 1, 2)

    def show_found(self, asked: Asked) -> None:
        """Show what is kept of the criterion; what is being typed stays."""
        self.box.setCurrentIndex(max(0, self.box.findData(asked.state)))
        kept = one_line(asked.evidence)
        if self.evidence.text() in (self._kept, self._written):
            self._accept(kept)
        elif kept != self._kept:
            self._offered = kept
            self.news.tell(kept or _("nothing"))

    def not_written(self) -> None:
        """What was typed was refused: it stays until it can be written."""
        self._written = self._kept

    def _accept(self, kept: str) -> None:
        self._kept = self._written = kept
        show_from_start(self.evidence, kept)
        self.news.hide()

    def _take(self) -> None:
        self._accept(self._offered)
        self.evidence.setFocus()

    def _left(self) -> None:
        typed = self.evidence.text()
        if typed not in (self._kept, self._written) and not self.news.is_considered:
            self._written = typed
            self.seen.emit(self._id, typed)


class _States(ListBox):
    """How a criterion may be found."""

    def __init__(self, states: Choices) -> None:
        super().__init__()
        self.setMinimumWidth(150)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(_("Not looked at"), None)
        for item in states.items:
            self.addItem(_(item.label), item.code)


class _Evidence(QLineEdit):
    """One line. Enter finishes it, and does not press the button of the window that it stands in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editingFinished.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

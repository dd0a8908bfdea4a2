# SPDX-License-Identifier: Apache-2.0
"""What a gate asks, each with how the review found it and on what evidence. Entered where it is read."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import LONGEST, one_line, shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.governance.gates import Asked

_LEAST = 240


class FindingsPanel(QScrollArea):
    """`found` carries the id of a criterion, its state (None for not looked at) and the evidence."""

    found = Signal(str, object, str)

    def __init__(self, asked: Sequence[Asked], states: Choices, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Id, tuple[_States, QLineEdit]] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LEAST)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, GAP_SMALL, 0)
        column.setSpacing(GAP)
        for each in asked:
            column.addLayout(self._row(each, states))
        column.addStretch(1)
        self.setWidget(inner)
        self.show_asked(asked)

    def show_asked(self, asked: Sequence[Asked]) -> None:
        """Show what is kept. Evidence that is being typed stays as it is."""
        for each in asked:
            if each.criterion.id not in self._rows:
                continue  # asked since the window was opened
            box, evidence = self._rows[each.criterion.id]
            box.setCurrentIndex(max(0, box.findData(each.state)))
            if not evidence.hasFocus():
                evidence.setText(one_line(each.evidence))
                evidence.setModified(False)

    def _row(self, asked: Asked, states: Choices) -> QGridLayout:
        title = shorten(visible_bidi(asked.criterion.title or ""), 120)
        star = " *" if asked.criterion.required else ""
        label = Label(f"{title}{star}", wrap=True)
        box, evidence = _States(states), _Evidence()
        box.setAccessibleName(title)
        evidence.setAccessibleName(_("Evidence for: {criterion}").format(criterion=title))
        evidence.setPlaceholderText(visible_bidi(one_line(asked.criterion.evidence or _("Evidence seen"))))
        evidence.setToolTip(safe_tooltip(asked.criterion.evidence or ""))
        evidence.setMaxLength(LONGEST)
        box.activated.connect(partial(self._tell, asked.criterion.id))
        evidence.editingFinished.connect(partial(self._tell_evidence, asked.criterion.id))
        self._rows[asked.criterion.id] = box, evidence
        grid = QGridLayout()
        grid.setVerticalSpacing(GAP_TINY)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(box, 0, 1)
        grid.addWidget(evidence, 1, 0, 1, 2)
        return grid

    def _tell_evidence(self, criterion: Id) -> None:
        if self._rows[criterion][1].isModified():
            self._tell(criterion)

    def _tell(self, criterion: Id, _place: int = 0) -> None:
        box, evidence = self._rows[criterion]
        evidence.setModified(False)
        self.found.emit(criterion, box.currentData(), evidence.text())


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

# SPDX-License-Identifier: Apache-2.0
"""The frame of a wizard: its steps in order, the way on and back, and the one write at the end."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.stacked import PageStack, scrolling
from portfolio_desktop.gui.pages.wizard.step import S, Step
from portfolio_desktop.gui.pages.wizard.trail import Trail
from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.gui.widgets.labels import Label


class Wizard(QWidget, Generic[S]):
    """The first step chooses a file, the last but one shows what will be written, the last that it was."""

    def __init__(
        self,
        desk: Desk,
        session: S,
        steps: Sequence[tuple[str, Step[S]]],
        verb: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = session
        self._verb = verb
        self._steps = tuple(step for _name, step in steps)
        self._last = len(steps) - 1
        self._trail = Trail(tuple(name for name, _step in steps))
        self._stack = PageStack()
        self._writing = Label(wrap=True)
        self._writing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for step in self._steps:
            self._stack.addWidget(step)
            step.changed.connect(self._follow)
        self._stack.addWidget(self._writing)
        self._back, self._next = QPushButton(_("Back")), QPushButton(_("Next"))
        self._next.setProperty("primary", True)
        self._next.setAutoDefault(True)
        self._back.clicked.connect(lambda: self._go(self._stack.currentIndex() - 1))
        self._next.clicked.connect(self.go_on)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._trail)
        column.addWidget(scrolling(self._stack), 1)  # the way on and back stays in sight
        column.addLayout(foot)

    def go_on(self) -> None:
        """The next step, or the write itself after the preview."""
        if self._stack.currentIndex() == self._last - 1:
            self._write()
        else:
            self._go(self._stack.currentIndex() + 1)

    def _write(self) -> None:
        """Write what the preview shows."""

    def _go(self, place: int) -> None:
        step = self._steps[place]
        self._stack.setCurrentIndex(place)
        step.take_keyboard()  # before Next is disabled, which would hand it to another part of the window
        step.enter(self._session)
        self._follow()

    def _follow(self) -> None:
        place = self._stack.currentIndex()
        if place > self._last:
            return
        self._trail.show_step(place)
        self._back.setVisible(0 < place < self._last)
        self._next.setVisible(0 < place < self._last)
        self._next.setText(self._verb if place == self._last - 1 else _("Next"))
        self._next.setEnabled(self._steps[place].ready and not self._desk.read_only)
        self._tell(self._steps[place])
        if self._steps[place].hasFocus() and self._next.isEnabled():
            self._next.setFocus()  # Enter alone leads through a file that raises no question

    def _tell(self, step: Step[S]) -> None:
        """Say which step it is and what came of it: the keyboard goes from Next to Next, which says neither."""
        said = f"{self._trail.accessibleName()}. {step.heard}"
        if said != self._next.accessibleDescription():
            self._next.setAccessibleDescription(said)
            announce(self, said)

    def _say_writing(self, said: str) -> None:
        """Nothing to press while the one change set is written: it is there whole or not at all."""
        rest = _("This is one step and cannot be stopped half-way; undo takes it back as one.")
        self._writing.setText(f"{said}\n{rest}")
        self._stack.setCurrentWidget(self._writing)
        self._writing.setFocus()
        self._back.hide()
        self._next.hide()

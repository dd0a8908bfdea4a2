# SPDX-License-Identifier: Apache-2.0
"""What is written while an item is taken: notes that keep themselves, an action in one line, and who is there."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.action_line import ActionLine
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.meetings.rows import push
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import mark_problem, safe_tooltip
from portfolio_desktop.services.governance.meetings import Seat

_IDLE = 3000  # milliseconds without a key after which notes are written
_LINES = 6
_FORTNIGHT = 14
_NAME = 150  # pixels
_ABSENCES = ("apologies", "deputy", "absent")


class NotesEdit(QPlainTextEdit):
    """`settled` carries what was said once the typing rests, the keyboard goes elsewhere, or `settle` is called, and what had
    stood there before; `typed` carries it with every key until then, and nothing once it is again as it was.
    """

    typed = Signal(str)
    settled = Signal(str, str)

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self._kept = said
        self.setAccessibleName(_("What was said"))
        self.setPlaceholderText(_("What was said. It is kept as you write."))
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_IDLE)
        self._rest.timeout.connect(self.settle)
        self.textChanged.connect(self._follow)

    def _follow(self) -> None:
        self._rest.start()
        self.typed.emit(self.unsettled)

    @property
    def unsettled(self) -> str:
        """What was typed and not yet handed over; empty where nothing was."""
        said = self.toPlainText()
        return said if said.strip() != self._kept.strip() else ""

    def show_kept(self, said: str) -> None:
        """Show what others have written here meanwhile, unless somebody is typing: then both will stay."""
        if said.strip() == self._kept.strip() or self.toPlainText().strip() != self._kept.strip():
            return
        self._kept = said
        at = self.textCursor()
        place = len(said) if at.atEnd() else min(at.position(), len(said))
        self.setPlainText(said)
        at = self.textCursor()
        at.setPosition(place)
        self.setTextCursor(at)

    def drop(self) -> None:
        """There is nothing left to hand it over to."""
        self._rest.stop()
        self._kept = self.toPlainText()

    def settle(self) -> None:
        """Hand over what has changed, now."""
        self._rest.stop()
        said, before = self.toPlainText(), self._kept
        if said.strip() != before.strip():
            self._kept = said
            self.settled.emit(said, before)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # These lead from item to item, in the notes as everywhere.
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ActionEntry(Card):
    """An action typed as one line. `asked` carries the line; what it is taken to mean is shown, and `agreed` when right."""

    asked = Signal(str)
    agreed = Signal(str, str, object)
    """Title, id of the owner or nothing, and the day or None."""

    def __init__(self, people: Sequence[tuple[str, str]], today: date) -> None:
        super().__init__(_("Action"))
        self._today = today
        self.column.setSpacing(GAP_SMALL)
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Action in one line"))
        self.line.setPlaceholderText(_("Ruth: write to the operator by 12 Dec"))
        self.line.returnPressed.connect(
            lambda: self.asked.emit(self.line.text()) if self.line.text().strip() else None
        )
        self.column.addWidget(self.line)
        self._meant = QWidget()
        grid = QGridLayout(self._meant)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        self._title = QLineEdit()
        self._title.setAccessibleName(_("Action"))
        self._owner = ListBox()
        self._owner.setAccessibleName(_("Owner"))
        self._owner.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._people = list(people)
        self._dated, self._due = QCheckBox(_("Due")), DayEdit(weekday=True)
        self._due.setAccessibleName(_("Due"))
        self._dated.toggled.connect(self._due.setEnabled)
        grid.addWidget(Label(_("Owner"), ink="muted"), 0, 0)
        grid.addWidget(self._owner, 0, 1)
        grid.addWidget(Label(_("Action"), ink="muted"), 1, 0)
        grid.addWidget(self._title, 1, 1)
        grid.addWidget(self._dated, 2, 0)
        grid.addWidget(self._due, 2, 1)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        self._do = push(_("Add it"), self._agree, primary=True)
        self._do.setAutoDefault(True)
        row.addWidget(self._do)
        row.addWidget(push(_("Not so"), self._drop))
        row.addStretch(1)
        grid.addLayout(row, 3, 1)
        grid.setColumnStretch(1, 1)
        self._title.returnPressed.connect(self._agree)
        self._meant.hide()
        self.column.addWidget(self._meant)

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """Whose actions these may be, as ids with names."""
        self._people = list(people)

    def show_meaning(self, read: ActionLine) -> None:
        """What the line was taken to mean, to be put right; the keyboard goes to what is doubtful, else to the button."""
        found = [(id, name) for id, name in self._people if id in read.people]
        self._owner.clear()
        if len(found) != 1:
            self._owner.addItem(
                _("Nobody yet") if not read.owner else _("Who is “{name}”?").replace("{name}", read.owner), ""
            )
        for id, name in (*found, *(each for each in self._people if each not in found)):
            self._owner.addItem(name, id)
        self._title.setText(read.title)
        day = read.due or date.fromordinal(self._today.toordinal() + _FORTNIGHT)
        self._due.setDate(QDate(day.year, day.month, day.day))
        self._dated.setChecked(read.due is not None)
        self._due.setEnabled(read.due is not None)
        self._meant.show()
        doubtful = self._owner if len(found) != 1 else self._do
        doubtful.setFocus()

    def _agree(self) -> None:
        title = self._title.text().strip()
        mark_problem(self._title, "" if title else _("Say what is to be done."))
        if not title:
            self._title.setFocus()
            return
        day = self._due.date().toPython() if self._dated.isChecked() else None
        owner = str(self._owner.currentData() or "")
        self.line.clear()
        self._drop()
        self.agreed.emit(title, owner, day)  # last, for a line that is refused comes back

    def _drop(self) -> None:
        self._meant.hide()
        self.line.setFocus()


class SeatLine(QWidget):
    """Somebody in the meeting: ticked when there, or why not. `said` carries the presence, empty for not said."""

    said = Signal(object, str)

    def __init__(self, seat: Seat, presences: Sequence[tuple[str, str]], *, enabled: bool) -> None:
        super().__init__()
        self._seat = seat
        name = seat.name or _("A guest")
        tick = QCheckBox()
        shown = tick.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME)
        tick.setText(shown.replace("&", "&&"))
        tick.setAccessibleName(name)
        tick.setChecked(seat.presence == "present")
        tick.setToolTip(safe_tooltip(" · ".join(filter(None, (name, seat.role_words)))))
        tick.toggled.connect(lambda on: self.said.emit(seat, "present" if on else ""))
        other = ListBox()
        other.setAccessibleName(_("Why {name} is not there").replace("{name}", seat.name))
        other.addItem("–", "")
        for code, words in presences:
            if code in _ABSENCES:
                other.addItem(words, code)
        other.setCurrentIndex(max(0, other.findData(seat.presence)))
        other.activated.connect(lambda: self.said.emit(seat, other.currentData()))
        other.setFixedWidth(132)
        other.setVisible(seat.presence != "present")
        for part in (tick, other):
            part.setEnabled(enabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(tick, 1)
        row.addWidget(other)

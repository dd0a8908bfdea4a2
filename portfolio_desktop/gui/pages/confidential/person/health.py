# SPDX-License-Identifier: Apache-2.0
"""Health, apart from everything else: asked for by the passphrase again, and gone from sight when the page is left.

Nothing of it is listed, counted, searched or due anywhere else in the window.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.notes import KeptNotes
from portfolio_desktop.gui.pages.confidential.person.rows import act
from portfolio_desktop.gui.pages.pieces import Body, Card
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.people.apart.notes import HEALTH, health_notes

_WHY = N_(
    "Health and changes of circumstances are kept apart. No appraisal, no matter, no PDF and no sealed copy holds a word of "
    "them. The passphrase is asked for once more, and the notes close when you leave them."
)
_NOTHING = N_(
    "None. Note what was agreed, not what is wrong: adjustments help, a diagnosis is nobody's business."
)
_WIDTH = 460


class HealthNotes(KeptNotes):
    """What was agreed, and as little else as is needed."""

    def parts(self) -> Sequence[QWidget]:
        adjustments = _("What is done differently, from when, and when both look at it again.")
        needed = _("As little as is needed to understand it.")
        return (
            self.sheet.fields("title", "on"),
            self.sheet.words("adjustments", hint=adjustments),
            self.sheet.words("words", hint=needed),
        )

    def summary(self, note: Record) -> str:
        return str(note["adjustments"] or note["words"] or "")


class HealthPart(QStackedWidget):
    """Closed until the passphrase is given, and closed again as soon as it is out of sight."""

    opened = Signal(str, str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self._people = people
        self._person: Id | None = None
        self._notes: HealthNotes | None = None
        self._inside: QWidget | None = None
        self._field, self._problem = QLineEdit(), Label("", ink="danger", wrap=True)
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setPlaceholderText(_("Passphrase"))
        self._field.setAccessibleName(_("Passphrase"))
        self._field.setMinimumHeight(32)
        self._field.returnPressed.connect(self._try)
        self.addWidget(self._door())
        self.setFocusProxy(self._field)

    @property
    def is_open(self) -> bool:
        """Whether anything of it can be read now."""
        return self._notes is not None

    def show_person(self, person: Id) -> None:
        """Whose. Those of somebody else are closed."""
        if person != self._person:
            self.close_again()
        self._person = person
        if self.is_open:
            self._load()

    def close_again(self) -> None:
        """Nothing of it stays."""
        self._field.clear()
        self._problem.setText("")
        if self._notes is not None:
            self._notes.sheet.commit()
            self._notes = None
        if self._inside is not None:
            self.setCurrentIndex(0)
            self.removeWidget(self._inside)
            self._inside.deleteLater()
            self._inside = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.close_again()

    def _door(self) -> QWidget:
        open_it = QPushButton(_("Open the health notes"))
        open_it.setProperty("primary", True)
        open_it.setAutoDefault(True)
        open_it.clicked.connect(self._try)
        frame = QFrame()
        frame.setProperty("panel", "surface")
        frame.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
        inner.setSpacing(GAP)
        inner.addWidget(IconPicture("heart-pulse", 32, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        title = Label(_("Kept apart"), step=3, bold=True)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (title, Label(_(_WHY), ink="muted", wrap=True), self._field, self._problem, open_it):
            inner.addWidget(widget)
        door = QWidget()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(frame, 100)
        row.addStretch(1)
        column = QVBoxLayout(door)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
        column.addLayout(row)
        column.addStretch(1)
        return door

    def _try(self) -> None:
        passphrase = self._field.text()
        if passphrase:
            self._people.people(
                lambda file: file.require(passphrase),
                lambda _none: self._open_it(),
                owner=self,
                failed=self._refused,
            )

    def _refused(self, error: Exception) -> None:
        self._problem.setText(str(error))
        self._field.selectAll()

    def _open_it(self) -> None:
        if not self.isVisible() or self._person is None:
            return
        self._field.clear()
        self._problem.setText("")
        self._notes = HealthNotes(self._people, HEALTH, _(_NOTHING))
        self._notes.changed.connect(self._load)
        card = Card(_("Health"))
        act(card, _("Note something…"), self._notes.begin)
        act(card, _("Close"), self.close_again)
        card.column.addWidget(self._notes)
        body = Body()
        body.column.setSpacing(GAP_SMALL)
        body.column.addWidget(card)
        body.column.addStretch(1)
        self._inside = body
        self.addWidget(body)
        self.setCurrentWidget(body)
        self._load()

    def _load(self) -> None:
        person = self._person
        if person is not None and self._people.unlocked:
            self._people.people(lambda file: health_notes(file, person), self._show, owner=self)

    def _show(self, found: Sequence[Record]) -> None:
        if self._notes is not None and self._person is not None:
            self._notes.show_notes(self._person, found)

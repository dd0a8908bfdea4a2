# SPDX-License-Identifier: Apache-2.0
"""What stands before every page of the people file: the way to make it, the lock, and behind them the page itself.

Whoever opens it by the recovery key sets another passphrase before a page is shown.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.pages.confidential.keeping.renewal import Renewal
from portfolio_desktop.gui.pages.confidential.making import Making
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture

_WIDTH = 420

_SEALED = N_(
    "Appraisals, conversations and notes lie in this file and nowhere else. It locks itself after {count} minutes "
    "without a key pressed."
)
_BY_PASSPHRASE, _BY_RECOVERY = N_("Use the passphrase"), N_("Use the recovery key")


@runtime_checkable
class StartsOver(Protocol):
    """A page of several views."""

    def start_over(self) -> None:
        """Back to the first of them."""


class Gate(QStackedWidget):
    """Shows what `inside` makes for as long as the people file is open. Nothing of it is left when it locks."""

    def __init__(
        self, people: PeopleDesk, inside: Callable[[], QWidget], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._people = people
        self._make_inside = inside
        self._inside: QWidget | None = None
        self._making = Making(people)
        self._locked = _Locked(people)
        self._renewal = Renewal(people)
        for each in (self._making, self._locked, self._renewal):
            self.addWidget(each)
        people.opened.connect(self._open)
        people.renewed.connect(self._open)
        people.closed.connect(self._close)
        self._making.finished.connect(self._open)
        self._begin()
        if people.unlocked:
            self._open()

    @property
    def inside(self) -> QWidget | None:
        """The page behind the lock, while it is open."""
        return self._inside

    def start_over(self) -> None:
        """Back to the first view of the page behind the lock."""
        if isinstance(self._inside, StartsOver):
            self._inside.start_over()

    def _open(self) -> None:
        if self._making.showing_key or self._inside is not None:
            return  # first the new recovery key is put away
        if self._people.by_recovery_key:
            self._renewal.begin()
            self._show(self._renewal)
            return
        self._inside = self._make_inside()
        self.addWidget(self._inside)
        self._show(self._inside)

    def _close(self) -> None:
        if self._inside is None and self.currentWidget() is not self._renewal:
            return  # an opening that failed, which says so where it was tried
        if self._inside is not None:
            self.removeWidget(self._inside)
            self._inside.deleteLater()
            self._inside = None
        self._renewal.begin()
        self._begin()

    def _begin(self) -> None:
        shown: QWidget = self._locked if self._people.exists else self._making
        self._locked.begin()
        self._making.begin()
        self._show(shown)

    def _show(self, page: QWidget) -> None:
        """Put a page in sight, and the keyboard in it: a passphrase typed at once must land in no other field."""
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.isVisible():
            page.setFocus()


class _Locked(QWidget):
    """One field and one button. What was wrong stands under the field."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self._people = people
        self._by_recovery = False
        self._heading = Label("", step=3, bold=True, wrap=True)
        self._sentence = Label("", ink="muted", wrap=True)
        self._field = QLineEdit()
        self._field.setMinimumHeight(32)
        self._problem = Label("", ink="danger", wrap=True)
        self._open = QPushButton(_("Open", "verb"))
        self._open.setProperty("primary", True)
        self._open.setAutoDefault(True)
        self._other = QPushButton()
        self._other.setProperty("flat", True)
        self._field.returnPressed.connect(self._try)
        self._open.clicked.connect(self._try)
        self._other.clicked.connect(self._change_way)
        inner = QVBoxLayout()
        inner.setSpacing(GAP)
        inner.addWidget(IconPicture("lock-keyhole", 40, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._heading, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(label)
        inner.addSpacing(GAP_SMALL)
        for widget in (self._field, self._problem, self._open, self._other):
            inner.addWidget(widget)
        frame = QWidget()
        frame.setLayout(inner)
        frame.setMaximumWidth(_WIDTH)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame, 100)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        self.setFocusProxy(self._field)

    def begin(self) -> None:
        """An empty field, by the passphrase."""
        self._by_recovery = False
        self._show_way()

    def _change_way(self) -> None:
        self._by_recovery = not self._by_recovery
        self._show_way()
        self._field.setFocus()

    def _show_way(self) -> None:
        path = self._people.path
        self._heading.setText(_("{name} is locked").format(name=path.name) if path else "")
        self._sentence.setText(_(_SEALED).format(count=self._people.minutes))
        what = _("Recovery key: eight groups of five") if self._by_recovery else _("Passphrase")
        self._field.setPlaceholderText(what)
        self._field.setAccessibleName(what)
        secret = QLineEdit.EchoMode.Normal if self._by_recovery else QLineEdit.EchoMode.Password
        self._field.setEchoMode(secret)
        self._other.setText(_(_BY_PASSPHRASE if self._by_recovery else _BY_RECOVERY))
        self._field.clear()
        self._tell("")
        self._wait(False)

    def _try(self) -> None:
        words = self._field.text()
        if not words:
            return
        self._wait(True)
        self._tell("")
        passphrase, recovery_key = ("", words) if self._by_recovery else (words, "")
        self._people.unlock(
            passphrase=passphrase, recovery_key=recovery_key, done=self._opened, failed=self._refused
        )

    def _opened(self, behind: str) -> None:
        self._field.clear()
        self._wait(False)
        if behind:
            self._people.ask.inform(_("An older people file"), behind)

    def _refused(self, error: Exception) -> None:
        self._wait(False)
        self._tell(str(error))
        self._field.selectAll()
        self._field.setFocus()

    def _wait(self, waiting: bool) -> None:
        self._field.setEnabled(not waiting)
        self._open.setEnabled(not waiting)

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

# SPDX-License-Identifier: Apache-2.0
"""One field and one button, before what is encrypted. What was wrong stands under the field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture

_WIDTH = 420
_BY_RECOVERY = N_("Use the recovery key")


class UnlockForm(QWidget):
    """`tried` carries the passphrase or password as it was typed, or the recovery key, and the other one empty."""

    tried = Signal(str, str)

    def __init__(self, secret: str, by_secret: str) -> None:
        """`secret` is what it asks for, `by_secret` the words of the button that leads back to it."""
        super().__init__()
        self._secret, self._by_secret = secret, by_secret
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
        self.inner = QVBoxLayout()
        self.inner.setSpacing(GAP)
        self.inner.addWidget(IconPicture("lock-keyhole", 40, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._heading, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.inner.addWidget(label)
        self.inner.addSpacing(GAP_SMALL)
        for widget in (self._field, self._problem, self._open, self._other):
            self.inner.addWidget(widget)
        frame = QWidget()
        frame.setLayout(self.inner)
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

    def show_words(self, heading: str, sentence: str) -> None:
        """What is locked, and what is to be known of it."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)

    def begin(self) -> None:
        """An empty field, by the secret."""
        self._by_recovery = False
        self._show_way()

    def refuse(self, sentence: str) -> None:
        """What was typed opens nothing."""
        self._wait(False)
        self._tell(sentence)
        self._field.selectAll()
        self._field.setFocus()

    def _change_way(self) -> None:
        self._by_recovery = not self._by_recovery
        self._show_way()
        self._field.setFocus()

    def _show_way(self) -> None:
        what = _("Recovery key: eight groups of five") if self._by_recovery else self._secret
        self._field.setPlaceholderText(what)
        self._field.setAccessibleName(what)
        secret = QLineEdit.EchoMode.Normal if self._by_recovery else QLineEdit.EchoMode.Password
        self._field.setEchoMode(secret)
        self._other.setText(self._by_secret if self._by_recovery else _(_BY_RECOVERY))
        self._field.clear()
        self._tell("")
        self._wait(False)

    def _try(self) -> None:
        words = self._field.text()
        if not words:
            return
        self._wait(True)
        self._tell("")
        if self._by_recovery:
            self.tried.emit("", words)
        else:
            self.tried.emit(words, "")

    def _wait(self, waiting: bool) -> None:
        self._field.setEnabled(not waiting)
        self._open.setEnabled(not waiting)

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

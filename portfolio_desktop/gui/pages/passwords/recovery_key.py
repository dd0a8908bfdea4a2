# SPDX-License-Identifier: Apache-2.0
"""A recovery key, seen once: of a people file or of a workspace."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, sized
from portfolio_desktop.gui.widgets.labels import Label

_WIDTH = 620
_ASKED_BACK = (2, 5)
"""The groups that are typed from the sheet, so that a key nobody wrote down is not the only one."""

_SEEN_ONCE = N_(
    "This is the only time that the key is shown. Write it down by hand, or save the sheet on a stick and print it from "
    "there; then type two of its groups from the paper."
)
_NOT_SO = N_("Group {number} reads otherwise on the sheet. Look again.")


class KeyShown(QWidget):
    """A new recovery key, seen once. `put_away` follows when two of its groups were typed from the paper."""

    put_away = Signal()

    def __init__(self, save_it: Callable[[QObject, str], None]) -> None:
        """`save_it` writes the sheet of a key, for as long as the widget is there."""
        super().__init__()
        self._save_it = save_it
        self._groups: list[str] = []
        self._shown = Label("", wrap=True)
        self._shown.setFont(sized(self._shown.font(), 4, bold=True))
        self._shown.setAccessibleName(_("Recovery key"))
        self._problem = Label("", ink="danger", wrap=True)
        self._asked = {number: QLineEdit() for number in _ASKED_BACK}
        form = QFormLayout()
        for number, field in self._asked.items():
            field.setMaximumWidth(160)
            field.returnPressed.connect(self._check)
            form.addRow(_("Group {number} on your sheet").format(number=number), field)
        save, done = QPushButton(_("Save the sheet as PDF…")), QPushButton(_("The key is safe"))
        done.setProperty("primary", True)
        save.clicked.connect(self._save)
        done.clicked.connect(self._check)
        row = QHBoxLayout()
        row.addWidget(done)
        row.addStretch(1)
        inner = QVBoxLayout()
        inner.setSpacing(GAP)
        inner.addWidget(Label(_("Your recovery key"), step=3, bold=True))
        inner.addWidget(Label(_(_SEEN_ONCE), wrap=True))
        inner.addWidget(self._shown)
        inner.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addLayout(form)
        inner.addWidget(self._problem)
        inner.addLayout(row)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(narrow(inner))

    def show_key(self, key: str) -> None:
        """Show a new key; an empty one takes it away."""
        self._groups = key.split()
        self._shown.setText("  ".join(self._groups))
        self._tell("")
        for field in self._asked.values():
            field.clear()

    def _check(self) -> None:
        for number, field in self._asked.items():
            if field.text().strip().upper() != self._groups[number - 1]:
                self._tell(_(_NOT_SO).format(number=number))
                field.setFocus()
                return
        self.put_away.emit()

    def _save(self) -> None:
        self._save_it(self, " ".join(self._groups))

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


def narrow(inner: QVBoxLayout) -> QWidget:
    """A column that stays readable in the middle of a wide window."""
    frame = QWidget()
    frame.setLayout(inner)
    frame.setMaximumWidth(_WIDTH)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
    row.addStretch(1)
    row.addWidget(frame, 10)
    row.addStretch(1)
    return whole

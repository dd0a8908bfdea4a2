# SPDX-License-Identifier: Apache-2.0
"""Opened by the recovery key: the passphrase is forgotten, so another is set before anything is shown.

Without one the owner could not take the keyboard back, erase, or open the file tomorrow without the sheet. A sheet that
was out of its envelope is replaced too, unless its owner would rather not.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.pages.confidential.keeping.sheet import save_sheet
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.passwords.recovery_key import KeyShown, narrow
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import PeopleFile

_WHY = N_(
    "The recovery key opened the people file. Set another passphrase now: the old one opens it no more, and everything "
    "that asks for it again, such as taking the keyboard back or erasing, asks for the new one."
)
_NEW_KEY = N_("Make a new recovery key as well: the sheet that you have just used opens nothing from then on")
_DIFFER = N_("The two passphrases differ. Type the second again.")


class Renewal(QStackedWidget):
    """`finished` follows when another passphrase opens the file, and its new key, where there is one, is on paper."""

    finished = Signal()

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self._first, self._second = QLineEdit(), QLineEdit()
        self._problem = Label("", ink="danger", wrap=True)
        self._key = KeyShown(partial(save_sheet, people))
        self._key.put_away.connect(self._finish)
        self._anew = QCheckBox(_(_NEW_KEY))
        self._set = QPushButton(_("Set the passphrase"))
        self._set.setProperty("primary", True)
        self._set.clicked.connect(self._try)
        self._second.returnPressed.connect(self._try)
        form = QFormLayout()
        form.setVerticalSpacing(GAP_SMALL)
        for field, name in ((self._first, _("New passphrase")), (self._second, _("New passphrase again"))):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            form.addRow(name, field)
        self._first.setPlaceholderText(_("At least twelve characters: four or five words are easy to keep"))
        inner = QVBoxLayout()
        inner.setSpacing(GAP)
        inner.addWidget(Label(_("Set a new passphrase"), step=3, bold=True))
        inner.addWidget(Label(_(_WHY), wrap=True))
        inner.addLayout(form)
        for widget in (self._anew, self._problem):
            inner.addWidget(widget)
        inner.addWidget(self._set, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        self._form = narrow(inner)
        self.addWidget(self._form)
        self.addWidget(self._key)
        self.setFocusProxy(self._first)

    def begin(self) -> None:
        """Empty fields."""
        for field in (self._first, self._second):
            field.clear()
        self._key.show_key("")
        self._anew.setChecked(True)
        self._tell("")
        self.setCurrentWidget(self._form)

    def _try(self) -> None:
        words, anew = self._first.text(), self._anew.isChecked()
        if words != self._second.text():
            self._tell(_(_DIFFER))
            return
        self._tell("")
        self._set.setEnabled(False)

        def renew(file: PeopleFile) -> str:
            file.set_passphrase(words)
            return file.new_recovery_key() if anew else ""

        self._people.people(renew, self._renewed, owner=self, failed=lambda error: self._tell(str(error)))

    def _renewed(self, key: str) -> None:
        if not key:
            self._finish()
            return
        self._key.show_key(key)
        self.setCurrentWidget(self._key)

    def _finish(self) -> None:
        self.begin()
        self._people.renewed_passphrase()
        self.finished.emit()

    def _tell(self, sentence: str) -> None:
        self._set.setEnabled(True)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

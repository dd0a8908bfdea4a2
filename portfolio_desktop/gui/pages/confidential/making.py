# SPDX-License-Identifier: Apache-2.0
"""Making a people file: whose it is, its passphrase, whether a recovery key is printed; and that key, seen once."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.keeping.sheet import save_sheet
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.passwords.recovery_key import KeyShown, narrow
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import owners

_WHAT_IT_IS = N_(
    "A people file keeps what you write about the people you lead, or about your own year: objectives, notes, "
    "conversations, appraisals. It is encrypted, apart from the portfolio, and belongs to you alone. Nobody who has this "
    "laptop, its backups or the shared folder can read it without your passphrase. It is never part of search, history, "
    "packs or exports of the portfolio."
)
_WITH_KEY = N_(
    "If you forget the passphrase, the printed sheet opens the file. So does anybody else who holds it: keep it in a safe, "
    "or give it in a sealed envelope to two people of HR."
)
_WITHOUT = N_("If you forget the passphrase, everything in the file is lost, and nobody can help.")
_ELSEWHERE = N_(
    "{workspace} is synchronised, or lies on a network, which is no place for a people file. It is made on this laptop: "
    "{path}"
)
_DIFFER = N_("The two passphrases differ. Type the second again.")
_NOT_SAID = N_("Choose whether a recovery key is to be printed.")
_NOBODY = N_("Choose who you are, so that what you seal for others bears your name.")


class Making(QStackedWidget):
    """`finished` follows when the file is made, and its key, where there is one, is on paper."""

    finished = Signal()

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self._form = _Form(people)
        self._key = KeyShown(partial(save_sheet, people))
        self.addWidget(self._form)
        self.addWidget(self._key)
        self._form.made.connect(self._made)
        self._key.put_away.connect(self._finish)
        self.showing_key = False

    def begin(self) -> None:
        """An empty form."""
        self.showing_key = False
        self._key.show_key("")
        self.setCurrentWidget(self._form)
        self.setFocusProxy(self._form)
        self._form.begin()

    def _made(self, key: str) -> None:
        if not key:
            self._finish()
            return
        self._key.show_key(key)
        self.setCurrentWidget(self._key)

    def _finish(self) -> None:
        self.showing_key = False
        self._key.show_key("")
        self.finished.emit()


class _Form(QScrollArea):
    made = Signal(str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self._people = people
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._owner = ListBox()
        self._first, self._second = QLineEdit(), QLineEdit()
        for field, name in ((self._first, _("Passphrase")), (self._second, _("Passphrase again"))):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
        self._first.setPlaceholderText(_("At least twelve characters: four or five words are easy to keep"))
        self._owner.setAccessibleName(_("You are"))
        self._choices = QButtonGroup(self)
        with_key, without = QRadioButton(_("Print a recovery key")), QRadioButton(_("No recovery key"))
        self._choices.addButton(with_key, 1)
        self._choices.addButton(without, 0)
        self._problem = Label("", ink="danger", wrap=True)
        self._where = Label("", ink="muted", wrap=True)
        self._make = QPushButton(_("Make the people file"))
        self._make.setProperty("primary", True)
        self._make.clicked.connect(self._try)
        self._second.returnPressed.connect(self._try)
        form = QFormLayout()
        form.setVerticalSpacing(GAP_SMALL)
        form.addRow(_("You are"), self._owner)
        form.addRow(_("Passphrase"), self._first)
        form.addRow(_("Again"), self._second)
        inner = QVBoxLayout()
        inner.setSpacing(GAP)
        inner.addWidget(Label(_("Make a people file"), step=3, bold=True))
        inner.addWidget(Label(_(_WHAT_IT_IS), wrap=True))
        inner.addWidget(self._where)
        inner.addLayout(form)
        for button, words in ((with_key, _WITH_KEY), (without, _WITHOUT)):
            inner.addWidget(button)
            told = Label(_(words), ink="muted", wrap=True)
            told.setContentsMargins(GAP_HUGE, 0, 0, GAP_SMALL)
            inner.addWidget(told)
        inner.addWidget(self._problem)
        inner.addWidget(self._make, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        self.setWidget(narrow(inner))
        self.setFocusProxy(self._owner)

    def begin(self) -> None:
        for field in (self._first, self._second):
            field.clear()
        self._tell("")
        self._make.setEnabled(True)
        path, workspace = self._people.path, self._people.beside.workspace
        if path is not None and workspace is not None:
            self._where.setHidden(path.parent == workspace.path.parent)
            self._where.setText(_(_ELSEWHERE).format(workspace=workspace.path.parent, path=path))
            self._people.beside.read(owners, self._offer, owner=self)

    def _offer(self, found: list[tuple[Id, Values]]) -> None:
        self._owner.clear()
        self._owner.addItem(_("Choose…"), None)
        mine = str(self._people.settings.get("author", "")).casefold()
        for id, values in found:
            self._owner.addItem(str(values["name"]), (id, values))
            if str(values["name"]).casefold() == mine:
                self._owner.setCurrentIndex(self._owner.count() - 1)

    def _try(self) -> None:
        owner, choice = self._owner.currentData(), self._choices.checkedId()
        if owner is None:
            self._tell(_(_NOBODY))
        elif self._first.text() != self._second.text():
            self._tell(_(_DIFFER))
        elif choice < 0:
            self._tell(_(_NOT_SAID))
        else:
            self._tell("")
            self._make.setEnabled(False)
            id, values = owner
            making = self.parent()
            assert isinstance(making, Making)
            making.showing_key = bool(choice)
            self._people.make(
                self._first.text(),
                values,
                id,
                with_recovery_key=bool(choice),
                done=self.made.emit,
                failed=partial(self._refused, making),
            )

    def _refused(self, making: Making, error: Exception) -> None:
        making.showing_key = False
        self._make.setEnabled(True)
        self._tell(str(error))

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

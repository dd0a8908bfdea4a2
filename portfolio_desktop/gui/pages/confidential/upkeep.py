# SPDX-License-Identifier: Apache-2.0
"""What is done to a people file as a whole: another passphrase or recovery key, a backup, cards, and sealed copies taken in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.pages.confidential.keeping.sheet import save_sheet
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.passwords.recovery_key import KeyShown
from portfolio_desktop.gui.theme import sized
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people import cards, sharing
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Written

_DIFFER = N_("The two passphrases differ. Type the second again.")
_ANEW = N_(
    "A new recovery key opens the people file beside your passphrase. A sheet that was printed before opens nothing from "
    "then on: destroy it."
)
_WHAT_A_CARD_IS = N_(
    "Give this card to whoever shall send you something: whoever has it can seal for you, and nothing else. It is no "
    "secret. Compare the figures by voice, so that nobody can give them another card in your name."
)
_PASTE = N_(
    "Paste the card as you were given it. It begins and ends as the other's own people file wrote it."
)
_COMPARE = N_("Ask {name} to read you the figures of their card. Yours say: {figures}")
_PATTERN = "*.sealed"
_KINDS = N_("Sealed copies ({pattern})")


class Closing(Dialog):
    """A dialog of the people file: it goes when the file locks, with all that was typed into it."""

    def __init__(self, people: PeopleDesk, over: QWidget, title: str, yes: str) -> None:
        super().__init__(over, title, yes)
        self.people = people
        people.closed.connect(self.reject)


class _Passphrase(Closing):
    def __init__(self, people: PeopleDesk, over: QWidget) -> None:
        super().__init__(people, over, _("Change the passphrase"), _("Change it"))
        form = QFormLayout()
        self._old, self._new, self._again = QLineEdit(), QLineEdit(), QLineEdit()
        rows = (
            (self._old, _("Passphrase now")),
            (self._new, _("New passphrase")),
            (self._again, _("New passphrase again")),
        )
        for field, name in rows:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            if field is not self._old or not people.by_recovery_key:
                form.addRow(Label(name), field)
        self.column.addLayout(form)
        self.finish_layout()

    def agree(self) -> None:
        if self._new.text() != self._again.text():
            self.explain(_(_DIFFER))
            return
        old, new = self._old.text(), self._new.text()
        known = not self.people.by_recovery_key
        self.yes.setEnabled(False)

        def change(file: PeopleFile) -> None:
            if known:
                file.require(old)
            file.set_passphrase(new)

        self.people.people(
            change, lambda _none: self._changed(), owner=self, failed=lambda error: self.explain(str(error))
        )

    def _changed(self) -> None:
        self.accept()
        self.people.renewed_passphrase()
        self.people.notify(_("The new passphrase opens the people file from now on."))


class _RecoveryKey(Closing):
    def __init__(self, people: PeopleDesk, over: QWidget, key: str) -> None:
        super().__init__(people, over, _("New recovery key"), _("Close"))
        shown = KeyShown(partial(save_sheet, people))
        shown.show_key(key)
        shown.put_away.connect(self.accept)
        self.setMinimumWidth(620)
        self.column.addWidget(shown)
        self.yes.hide()
        self.buttons.hide()


class _Card(Closing):
    def __init__(self, people: PeopleDesk, over: QWidget, text: str, figures: str) -> None:
        super().__init__(people, over, _("My sealing card"), _("Copy the card"))
        self._text = text
        self.setMinimumWidth(560)
        self.column.addWidget(Label(_(_WHAT_A_CARD_IS), ink="muted", wrap=True))
        told = Label(figures, wrap=True)
        told.setFont(sized(told.font(), 3, bold=True))
        told.setAccessibleName(_("Figures to compare: {figures}").format(figures=figures))
        self.column.addWidget(told)
        self.column.addWidget(_fixed(text, _("My sealing card")))
        self.finish_layout()
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(_("Close"))

    def agree(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.accept()
        self.people.notify(_("Your card is on the clipboard."))


class _TakeCard(Closing):
    def __init__(self, people: PeopleDesk, over: QWidget) -> None:
        super().__init__(people, over, _("Take somebody's sealing card"), _("Take it"))
        self.setMinimumWidth(560)
        self.column.addWidget(Label(_(_PASTE), ink="muted", wrap=True))
        self.text = _fixed("", _("Sealing card"), written=True)
        self.column.addWidget(self.text)
        self.finish_layout()
        self.text.setFocus()

    def agree(self) -> None:
        text = self.text.toPlainText()
        taken: list[Id] = []

        def make(file: PeopleFile) -> Changes:
            changes = cards.take_card(file, text)
            taken.extend(dict.fromkeys(item.record for item in changes))
            return changes

        def done(_written: Written | None) -> None:
            self.accept()
            if taken:
                _compare(self.people, taken[0])

        self.people.change(make, done, owner=self, failed=lambda error: self.explain(str(error)))


def change_passphrase(over: QWidget, people: PeopleDesk) -> None:
    """Ask for another passphrase, after the one of now."""
    _Passphrase(people, over).open()


def renew_recovery_key(over: QWidget, people: PeopleDesk) -> None:
    """Make another recovery key, and show it once."""

    def renew(file: PeopleFile, passphrase: str) -> str:
        if not people.by_recovery_key:
            file.require(passphrase)
        return file.new_recovery_key()

    def make(passphrase: str) -> None:
        people.people(
            lambda file: renew(file, passphrase),
            lambda key: _RecoveryKey(people, over, key).open(),
            failed=lambda error: people.ask.refuse(str(error)),
        )

    def ask(_key: str) -> None:
        if people.by_recovery_key:
            make("")
        else:
            people.ask.text(_("New recovery key"), _("Passphrase now"), make, secret=True)

    people.ask.choose(_("New recovery key"), _(_ANEW), [Choice("make", _("Make a new key"))], ask)


def back_up(people: PeopleDesk) -> None:
    """Keep a copy, as sealed as the file."""
    told = _("A copy was made, opened and found whole: {path}")
    people.people(lambda file: file.back_up(), lambda path: people.notify(told.format(path=path)))


def show_card(over: QWidget, people: PeopleDesk) -> None:
    """The owner's card, to be given to others."""
    people.people(
        lambda file: (cards.my_card(file), cards.my_fingerprint(file)),
        lambda found: _Card(people, over, *found).open(),
    )


def ask_for_card(over: QWidget, people: PeopleDesk) -> None:
    """Take the card that somebody gave, and compare it."""
    _TakeCard(people, over).open()


def take_file(people: PeopleDesk) -> None:
    """Take one sealed copy in."""
    kinds = [_(_KINDS).format(pattern=_PATTERN)]

    def take(path: Path) -> None:
        people.change(lambda file: sharing.take(file, path), _told(people))

    people.ask.open_file(_("Take a sealed copy"), kinds, take)


def take_from_folder(people: PeopleDesk) -> None:
    """Take all that waits in a folder; what is for others cannot even be told apart."""

    def take(folder: Path) -> None:
        def take_all(file: PeopleFile) -> tuple[int, list[str]]:
            taken, refused = 0, []
            for each in sharing.waiting(file, folder):
                try:
                    taken += file.write(sharing.take(file, each.path)) is not None
                except Refusal as refusal:
                    refused.append(str(refusal))
            return taken, refused

        people.people(take_all, lambda found: _summary(people, *found))

    people.ask.folder(_("Where sealed copies for you lie"), take)


def _told(people: PeopleDesk) -> Callable[[Written | None], None]:
    def tell(written: Written | None) -> None:
        people.notify(
            written.label if written else _("That copy was taken before."), undo=written is not None
        )

    return tell


def _summary(people: PeopleDesk, taken: int, refused: list[str]) -> None:
    text = ngettext("{count} sealed copy was taken.", "{count} sealed copies were taken.", taken)
    if refused:
        people.ask.inform(_("Sealed copies"), "\n\n".join([text.format(count=taken), *refused]))
    else:
        people.notify(text.format(count=taken) if taken else _("Nothing waits for you there."))


def _compare(people: PeopleDesk, party: Id) -> None:
    """The figures of a card that was just taken, to be compared by voice."""

    def look(file: PeopleFile) -> tuple[str, str]:
        with file.reading() as reader:
            record = record_of(reader, "party", party)
        return str(record["name"]), cards.card_of(record).fingerprint

    def ask(found: tuple[str, str]) -> None:
        text = _(_COMPARE).replace("{name}", found[0]).replace("{figures}", found[1])
        people.ask.choose(_("Compare the card"), text, [Choice("same", _("They are the same"))], same)

    def same(_key: str) -> None:
        people.change(lambda file: cards.compared(file, party))

    people.people(look, ask)


def _fixed(text: str, name: str, *, written: bool = False) -> QPlainTextEdit:
    """Text whose letters matter one by one."""
    edit = QPlainTextEdit(text)
    edit.setReadOnly(not written)
    edit.setAccessibleName(name)
    edit.setTabChangesFocus(True)
    edit.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    edit.setFixedHeight(110)
    return edit

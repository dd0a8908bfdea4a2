# SPDX-License-Identifier: Apache-2.0
"""The dialogs about a workspace's password: set it, change it, set another after the recovery key, take it away."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLineEdit, QRadioButton, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.passwords.recovery_key import KeyShown
from portfolio_desktop.gui.pages.passwords.sheet import Sheet, save
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.safekeeping import passwords
from portfolio_desktop.services.safekeeping.copies import second_place

_WIDTH = 620

_DIFFER = N_("The two passwords differ. Type the second again.")
_SHORT = N_("A password needs at least {count} characters. Four or five words in a row are easy to keep.")
_NOT_SAID = N_("Choose whether a recovery key is to be made.")
_WITH_KEY = N_(
    "If the password is forgotten, the printed sheet opens the workspace. So does anybody else who holds it: keep it in a safe."
)
_WITHOUT = N_("If the password is forgotten, everything in the workspace is lost, and nobody can help.")
_TAKE_BOTH = N_(
    "The workspace then needs the small key file that lies beside it: take both where you take it. Everybody who works in this "
    "file needs the password; laptops that share the portfolio have each a file of their own."
)
_HINT = N_("At least twelve characters: four or five words are easy to keep")
_AWAY = N_(
    "The workspace is then written plain: whoever has the file or this laptop's disk can read it. Copies that were made under "
    "the password stay under it."
)
_RENEW = N_(
    "The recovery key opened the workspace. Set another password now: the old one opens it no more. Make a new recovery key "
    "afterwards (File › Password › New recovery key for the workspace): the sheet that you have used was out of its envelope."
)
_ANEW = N_("A sheet that was printed before opens nothing from then on: destroy it.")
_BESIDE = N_(
    "There it would lie beside the workspace that it opens: whoever takes the laptop or the folder has both. Save it on a "
    "stick, print it from there, and delete it."
)


class _Fields(Dialog):
    """A dialog whose fields hide what is typed into them."""

    def __init__(self, over: QWidget, title: str, yes: str) -> None:
        super().__init__(over, title, yes)
        self.setMinimumWidth(_WIDTH)

    def tell(self, words: str, *, ink: str = "text", indent: int = 0) -> None:
        """A paragraph beneath what is there, as high as its words are at this width."""
        label = Label(words, ink=ink, wrap=True)
        label.setContentsMargins(indent, 0, 0, GAP_SMALL if indent else 0)
        label.setMinimumHeight(label.heightForWidth(_WIDTH - 2 * GAP_HUGE))
        self.column.addWidget(label)

    def ask_for(self, names: Sequence[str]) -> list[QLineEdit]:
        """One field for each name, beneath what is there."""
        form = QFormLayout()
        form.setVerticalSpacing(GAP_SMALL)
        fields = []
        for name in names:
            field = QLineEdit()
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            field.setMinimumHeight(
                field.sizeHint().height()
            )  # a form in a column of prose is pressed together
            form.addRow(Label(name), field)
            fields.append(field)
        self.column.addLayout(form)
        return fields

    def good(self, first: QLineEdit, second: QLineEdit) -> bool:
        """Whether a new password can be one; says why not."""
        if first.text() != second.text():
            self.explain(_(_DIFFER))
        elif len(first.text()) < passwords.SHORTEST:
            self.explain(_(_SHORT).format(count=passwords.SHORTEST))
        else:
            return True
        return False

    def explain_again(self, error: Exception) -> None:
        """What was wrong, and the way to try once more."""
        self.yes.setEnabled(True)
        self.explain(str(error))


class SetDialog(_Fields):
    """What is protected and what is not, a password, and whether there is a recovery key. Hands both to `then`."""

    def __init__(self, over: QWidget, then: Callable[[str, bool], None]) -> None:
        super().__init__(over, _("Set a password for the workspace"), _("Encrypt it"))
        self._then = then
        for heading, words in (
            (_("What it protects"), passwords.PROTECTED),
            (_("What it does not"), passwords.NOT_PROTECTED),
        ):
            self.column.addWidget(Label(heading, bold=True))
            self.tell(_(words))
        self.tell(_(_TAKE_BOTH), ink="muted")
        self._first, self._second = self.ask_for((_("Password"), _("Password again")))
        self._first.setPlaceholderText(_(_HINT))
        self._choices = QButtonGroup(self)
        for id, name, words in (
            (1, _("Make a recovery key"), _WITH_KEY),
            (0, _("No recovery key"), _WITHOUT),
        ):
            button = QRadioButton(name)
            button.setAccessibleDescription(_(words))
            self._choices.addButton(button, id)
            self.column.addWidget(button)
            self.tell(_(words), ink="muted", indent=GAP_HUGE)
        self.finish_layout()
        self._first.setFocus()

    def agree(self) -> None:
        if not self.good(self._first, self._second):
            return
        if self._choices.checkedId() < 0:
            self.explain(_(_NOT_SAID))
            return
        password, recovery = self._first.text(), self._choices.checkedId() == 1
        self.accept()
        self._then(password, recovery)


class _Replacing(_Fields):
    """Another password, typed twice. `_then` follows once it is the one that opens the workspace."""

    _desk: Desk
    _path: Path
    _then: Callable[[], None]
    _first: QLineEdit
    _second: QLineEdit

    def replace(self, *, password: str = "", recovery_key: str = "") -> None:
        """Have it open the workspace from now on, in place of what is given."""
        if not self.good(self._first, self._second):
            return
        path, new, second = self._path, self._first.text(), second_place(self._desk.settings)
        self.yes.setEnabled(False)
        self._desk.jobs.free(
            lambda _progress: passwords.change(
                path, new, password=password, recovery_key=recovery_key, second=second
            ),
            owner=self,
            done=lambda _none: self._replaced(),
            failed=self.explain_again,
        )

    def _replaced(self) -> None:
        self.accept()
        self._then()


class ChangeDialog(_Replacing):
    """The password of now and another, for the workspace at `path`, which may be open. `then` follows."""

    def __init__(self, over: QWidget, desk: Desk, path: Path, then: Callable[[], None]) -> None:
        super().__init__(over, _("Change the password of the workspace"), _("Change it"))
        self._desk, self._path, self._then = desk, path, then
        self._old, self._first, self._second = self.ask_for(
            (_("Password now"), _("New password"), _("New password again"))
        )
        self._first.setPlaceholderText(_(_HINT))
        self.finish_layout()
        self._old.setFocus()

    def agree(self) -> None:
        self.replace(password=self._old.text())


class RenewDialog(_Replacing):
    """Another password after the workspace was opened by the recovery key. `then` follows."""

    def __init__(
        self, over: QWidget, desk: Desk, path: Path, recovery_key: str, then: Callable[[], None]
    ) -> None:
        super().__init__(over, _("Set a new password"), _("Set it"))
        self._desk, self._path, self._key, self._then = desk, path, recovery_key, then
        self.tell(_(_RENEW))
        self._first, self._second = self.ask_for((_("New password"), _("New password again")))
        self._first.setPlaceholderText(_(_HINT))
        self.finish_layout()
        self._first.setFocus()
        self.rejected.connect(partial(passwords.lock, path))

    def agree(self) -> None:
        self.replace(recovery_key=self._key)


class RemoveDialog(_Fields):
    """The password once more, before it is taken away. Hands it to `then` once it is known to be right."""

    def __init__(self, over: QWidget, desk: Desk, path: Path, then: Callable[[str], None]) -> None:
        super().__init__(over, _("Take the password away"), _("Take it away"))
        self._desk, self._path, self._then = desk, path, then
        self.tell(_(_AWAY))
        (self._field,) = self.ask_for((_("Password now"),))
        self.finish_layout()
        self._field.setFocus()

    def agree(self) -> None:
        path, password = self._path, self._field.text()
        self.yes.setEnabled(False)
        self._desk.jobs.free(
            lambda _progress: passwords.unlock(path, password=password),
            owner=self,
            done=lambda _none: self._done(password),
            failed=self.explain_again,
        )

    def _done(self, password: str) -> None:
        self.accept()
        self._then(password)


class RecoveryDialog(_Fields):
    """The password once more, before another recovery key takes the place of an earlier one. Hands the key to `then`."""

    def __init__(self, over: QWidget, desk: Desk, path: Path, then: Callable[[str], None]) -> None:
        super().__init__(over, _("New recovery key for the workspace"), _("Make a new key"))
        self._desk, self._path, self._then = desk, path, then
        self.tell(_(_ANEW))
        (self._field,) = self.ask_for((_("Password now"),))
        self.finish_layout()
        self._field.setFocus()

    def agree(self) -> None:
        path, password = self._path, self._field.text()
        second = second_place(self._desk.settings)
        self.yes.setEnabled(False)
        self._desk.jobs.free(
            lambda _progress: passwords.new_recovery_key(path, password, second),
            owner=self,
            done=self._done,
            failed=self.explain_again,
        )

    def _done(self, key: str) -> None:
        self.accept()
        self._then(key)


class KeyDialog(Dialog):
    """A recovery key, seen once. `then` follows when it is on paper."""

    def __init__(
        self, over: QWidget, desk: Desk, path: Path, key: str, then: Callable[[], None] | None
    ) -> None:
        super().__init__(over, _("Recovery key of the workspace"), _("Close"))
        self._then = then
        today = date.today()  # noqa: DTZ011 - the person's own calendar
        sheet = Sheet(path, desk.ask, desk.jobs, desk.notify, today, _(_BESIDE), workspace=True)
        self.setMinimumWidth(_WIDTH)
        self._shown = KeyShown(partial(save, sheet))
        self._shown.show_key(key)
        self._shown.put_away.connect(self.agree)
        self.column.addWidget(self._shown)
        self.yes.hide()
        self.buttons.hide()

    def agree(self) -> None:
        self.accept()
        if self._then is not None:
            self._then()

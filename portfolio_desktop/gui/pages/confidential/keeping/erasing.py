# SPDX-License-Identifier: Apache-2.0
"""Before something is erased for good: what that means in plain words, why, a word typed, and the passphrase again."""

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.upkeep import Closing
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import PeopleFile

Erase = Callable[[PeopleFile, str], int]
"""Carries it out on a ground, and says how many records went."""

_MEANS = (
    N_(
        "It goes from the file, from its history and from every backup on this laptop. Undo does not bring it back."
    ),
    N_("Copies of the file that lie elsewhere open no more: its key is changed and the old one destroyed."),
    N_("Your sealing card is another afterwards: give it again to whoever sends you copies."),
    N_("What others have received stays with them: ask them to erase it in their own people file."),
    N_(
        "What stays is that something was erased, when, why and how many records; not what, and not about whom."
    ),
)
_WIDTH = 560
_WORD = N_("erase")
_NOT_TYPED = N_("Type “{word}” to confirm.")
_NO_GROUND = N_("Say why, without saying what: it is kept as proof that it happened.")


def ask_to_erase(
    people: PeopleDesk, over: QWidget, what: str, erase: Erase, *, word: str = "", ground: str = ""
) -> None:
    """Explain, ask, and erase. `word` is what has to be typed: the name of a person, for all of one."""
    _Erasing(people, over, what, erase, word or _(_WORD), ground).open()


class _Erasing(Closing):
    def __init__(
        self, people: PeopleDesk, over: QWidget, what: str, erase: Erase, word: str, ground: str
    ) -> None:
        super().__init__(people, over, _("Erase for good"), _("Erase for good"))
        self._erase, self._word = erase, word
        self.setMinimumWidth(_WIDTH)
        self.column.addWidget(Label(what, bold=True, wrap=True))
        for means in _MEANS:
            line = Label(f"•  {_(means)}", ink="muted", wrap=True)
            line.setContentsMargins(GAP_SMALL, 0, 0, 0)
            self.column.addWidget(line)
        self._ground, self._typed, self._passphrase = QLineEdit(ground), QLineEdit(), QLineEdit()
        self._ground.setPlaceholderText(_("Asked for by the person; left years ago"))
        self._typed.setPlaceholderText(word)
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP_SMALL)
        for name, field in (
            (_("Why"), self._ground),
            (_("Type “{word}”").replace("{word}", word), self._typed),
            (_("Passphrase"), self._passphrase),
        ):
            field.setAccessibleName(name)
            form.addRow(Label(name), field)
        self.column.addLayout(form)
        self.finish_layout()
        self.resize(_WIDTH, self.column.totalHeightForWidth(_WIDTH))
        (self._typed if ground else self._ground).setFocus()

    def agree(self) -> None:
        ground, passphrase = self._ground.text().strip(), self._passphrase.text()
        if not ground:
            self.explain(_(_NO_GROUND))
        elif self._typed.text().strip().casefold() != self._word.casefold():
            self.explain(_(_NOT_TYPED).replace("{word}", self._word))
        else:
            self.yes.setEnabled(False)

            def work(file: PeopleFile) -> int:
                file.require(passphrase)
                return self._erase(file, ground)

            self.yes.setText(_("Erasing…"))  # nobody can stop it half-way, so the status bar offers no way to
            self.people.people(work, self._erased, owner=self, failed=self._refused)

    def _refused(self, error: Exception) -> None:
        self.yes.setText(_("Erase for good"))
        self.explain(str(error))

    def _erased(self, count: int) -> None:
        self.accept()
        text = ngettext("{count} record was erased for good.", "{count} records were erased for good.", count)
        self.people.notify(text.format(count=f"{count:,}"))

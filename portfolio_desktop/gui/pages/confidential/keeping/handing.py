# SPDX-License-Identifier: Apache-2.0
"""Handing somebody over to their next line manager: to whom, what goes and what stays, and where the sealed copies lie."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import lowered
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.upkeep import Closing
from portfolio_desktop.gui.pages.pieces import clear, reveal
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.custody.handing import Handed, Offer, hand_over, offer, seal_hand_over
from portfolio_desktop.services.people.custody.holding import people_of
from portfolio_desktop.services.people.people_file import PeopleFile

_WHAT = N_(
    "The next manager goes on where you stop. What you wrote stays in your file for as long as its rules say; the running "
    "appraisal is theirs to write from then on."
)
_NO_CARD = N_(
    "There is no sealing card of {name} yet, so nothing can be sealed for them. Take their card first."
)
_AFTER = N_(
    "Your own copy stays until its rules say that it is due; what you need no more you can erase under “What is held on "
    "somebody”."
)
_BY_SHARE = N_("Sealed and sent: it reaches its readers by the shared folder.")
_IN_FOLDER = N_("Sealed into {folder}. Tell them that it is there.")


def ask_to_hand_over(people: PeopleDesk, over: QWidget) -> None:
    """Ask whom, and to whom."""
    people.people(people_of, lambda found: HandingDialog(people, over, found).open(), owner=over)


class HandingDialog(Closing):
    """Says what goes and what stays as soon as both are chosen."""

    def __init__(self, people: PeopleDesk, over: QWidget, found: Sequence[tuple[Id, str]]) -> None:
        super().__init__(people, over, _("Hand somebody over"), _("Seal and send…"))
        self.setMinimumWidth(560)
        self.column.addWidget(Label(_(_WHAT), ink="muted", wrap=True))
        self._who, self._to = ListBox(), ListBox()
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP_SMALL)
        for name, combo in ((_("Who"), self._who), (_("To"), self._to)):
            combo.setAccessibleName(name)
            combo.addItem(_("Choose…"), None)
            for id, called in found:
                combo.addItem(called, id)
            combo.currentIndexChanged.connect(lambda _index: self._look())
            form.addRow(Label(name), combo)
        self.column.addLayout(form)
        self._says = QVBoxLayout()
        self._says.setSpacing(GAP_SMALL)
        self.column.addLayout(self._says)
        self.finish_layout()
        self.yes.setEnabled(False)

    def agree(self) -> None:
        self.people.post.ask_how(_("Hand somebody over"), self._post, self._seal)

    def _look(self) -> None:
        person, to = self._who.currentData(), self._to.currentData()
        clear(self._says)
        self.explain("")
        self.yes.setEnabled(False)
        if person is not None and to is not None:
            self.people.people(
                lambda file: offer(file, Id(person), Id(to)), self._tell, owner=self, failed=self._refused
            )

    def _refused(self, error: Exception) -> None:
        self.explain(str(error))
        self.yes.setEnabled(False)

    def _tell(self, found: Offer) -> None:
        goes = ", ".join(f"{count:,} {lowered(kind)}" for kind, count in found.goes) or _(
            "their name and role"
        )
        for heading, said in (
            (_("Goes with them"), goes),
            (_("Stays with you"), "; ".join(found.stays)),
            (_("Told by a copy of their own"), ", ".join(found.told)),
        ):
            if said:
                self._says.addWidget(Label(heading, bold=True))
                self._says.addWidget(Label(said, wrap=True))
        if found.not_told:
            text = _("To be told by you, because you have no card of theirs: {names}")
            self._says.addWidget(
                Label(text.replace("{names}", ", ".join(found.not_told)), ink="danger", wrap=True)
            )
        reveal(self._says)
        self.adjustSize()
        if found.lacks_card:
            self.explain(_(_NO_CARD).replace("{name}", self._to.currentText()))
        self.yes.setEnabled(not found.lacks_card)

    def _post(self) -> None:
        person, to = Id(self._who.currentData()), Id(self._to.currentData())

        self.people.post.send(
            lambda file: seal_hand_over(file, person, to),
            lambda _written: self._done(_(_BY_SHARE)),
            self._refused,
        )

    def _seal(self, folder: Path) -> None:
        person, to = Id(self._who.currentData()), Id(self._to.currentData())

        def work(file: PeopleFile) -> Handed:
            handed = hand_over(file, person, to, folder)
            file.write(handed.changes)
            return handed

        def done(handed: Handed) -> None:
            count = len(handed.paths)
            text = ngettext("{count} sealed copy was made.", "{count} sealed copies were made.", count)
            self._done(f"{text.format(count=count)} {_(_IN_FOLDER).format(folder=folder)}")

        self.people.people(work, done, owner=self, failed=self._refused)

    def _done(self, told: str) -> None:
        self.accept()
        self.people.ask.inform(_("Handed over"), f"{told} {_(_AFTER)}")

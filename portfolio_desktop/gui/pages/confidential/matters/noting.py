# SPDX-License-Identifier: Apache-2.0
"""A matter as it is noted for the first time."""

from PySide6.QtWidgets import QLineEdit, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.asking import (
    ask,
    choice,
    day_edit,
    picked,
    prose,
    write,
)
from portfolio_desktop.gui.pages.confidential.writing.draft import drafted
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.concerns import open_matter

NOTE = "matter"
"""What a draft of it is called."""

_TOLD = N_(
    "What happened and what was expected, as you would say it to the person. Health is not noted here: it has a place of "
    "its own."
)


class NotingDialog(Dialog):
    """What kind of matter it is, on which day it was noted, and what happened."""

    def __init__(self, people: PeopleDesk, over: QWidget, person: Id, kind: str) -> None:
        super().__init__(over, _("Note a matter"), _("Note it"))
        self._people, self._person = people, person
        self.setMinimumWidth(560)
        self.column.addWidget(Label(_(_TOLD), ink="muted", wrap=True))
        self._kind, self._on = choice(people, "concern.kind"), day_edit(people.beside.today)
        self._kind.setCurrentIndex(max(0, self._kind.findData(kind)))
        self._title, self._what = QLineEdit(), prose(people, _("What happened"), 6)
        ask(
            self,
            (
                (_("Kind"), self._kind),
                (_("Noted on"), self._on),
                (_("In a few words"), self._title),
                (_("What happened"), self._what),
            ),
        )
        self.finish_layout()
        fields = {"kind": self._kind, "on": self._on, "title": self._title, "what": self._what}
        drafted(people, self, NOTE, person, fields)
        self._title.setFocus()

    def agree(self) -> None:
        person, kind, on = self._person, str(self._kind.currentData()), picked(self._on)
        title, what = self._title.text(), self._what.toPlainText()
        write(self, self._people, lambda file: open_matter(file, person, kind, title, what, on))

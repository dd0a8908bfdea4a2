# SPDX-License-Identifier: Apache-2.0
"""Agreeing somebody's objectives: those that say how they are measured and by when they are due."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.cycles.year_dialogs import ActingDialog
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.aims import agree
from portfolio_desktop.services.people.running.cascade import Carried

_INDENT = 28
_TOLD = N_(
    "Talk them through together. What is not measured or has no date cannot be agreed: nobody could tell whether it was met."
)


class AgreeDialog(ActingDialog):
    """The drafts of one person; those that are ready are ticked."""

    def __init__(self, people: PeopleDesk, over: QWidget, name: str, drafts: Sequence[Carried]) -> None:
        super().__init__(people, over, _("Agree objectives: {name}").replace("{name}", name), _("Agree them"))
        self.column.addWidget(Label(_(_TOLD), ink="muted", wrap=True))
        self.boxes: dict[Id, QCheckBox] = {}
        for one in drafts:
            box = QCheckBox(one.title.replace("&", "&&"))
            box.setChecked(one.ready)
            box.setEnabled(one.ready)
            box.toggled.connect(lambda _on: self._count())
            self.boxes[one.id] = box
            self.column.addWidget(box)
            said = Label(_said(one), ink="muted" if one.ready else "danger", wrap=True)
            said.setContentsMargins(_INDENT, 0, 0, GAP_SMALL)
            self.column.addWidget(said)
        self.finish_layout()
        self._count()

    @property
    def chosen(self) -> list[Id]:
        """Those that are to be agreed."""
        return [id for id, box in self.boxes.items() if box.isChecked()]

    def agree(self) -> None:
        chosen = self.chosen
        self.act(lambda file: agree(file, chosen))

    def _count(self) -> None:
        count = len(self.chosen)
        text = ngettext("Agree {count} objective", "Agree {count} objectives", count)
        self.yes.setText(text.format(count=count) if count else _("Agree them"))
        self.yes.setEnabled(count > 0)


def _said(one: Carried) -> str:
    """How it is measured and by when it is due, or what is missing of it."""
    parts = [
        one.measure or _("no measure yet"),
        _("by {day}").format(day=format_date(one.due)) if one.due else _("no date yet"),
    ]
    return " · ".join(parts)

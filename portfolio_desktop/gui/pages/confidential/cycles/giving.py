# SPDX-License-Identifier: Apache-2.0
"""To whom an objective is handed down."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.cycles.year_dialogs import ActingDialog
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import scrolled
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.running.cascade import Bearer, give

_TOLD = N_(
    "Each gets a draft of their own. It is agreed with them once it says how it is measured and by when it is due."
)


class GiveDialog(ActingDialog):
    """Those who have it already stand there ticked, and stay so. `below` is the objective that it becomes a part of."""

    def __init__(
        self,
        people: PeopleDesk,
        over: QWidget,
        cycle: Id,
        words: str,
        below: Id | None,
        bearers: Sequence[Bearer],
        has: Collection[Id],
    ) -> None:
        super().__init__(people, over, _("Hand down an objective"), _("Hand it down"))
        self._cycle, self._words, self._below = cycle, words, below
        self.column.addWidget(Label(words, bold=True, wrap=True))
        self.column.addWidget(Label(_(_TOLD), ink="muted", wrap=True))
        self.boxes: dict[Id, QCheckBox] = {}
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for one in bearers:
            box = QCheckBox((_("You, to hand it on") if one.mine else one.name).replace("&", "&&"))
            box.setChecked(one.party in has)
            box.setEnabled(one.party not in has)
            box.toggled.connect(lambda _on: self._count())
            self.boxes[one.party] = box
            rows.addWidget(box)
        rows.addStretch(1)
        area = scrolled()
        area.setWidget(holder)
        area.setMinimumHeight(min(320, holder.sizeHint().height() + 4))
        self.column.addWidget(area, 100)
        self.finish_layout()
        self._count()

    @property
    def chosen(self) -> list[Id]:
        """Those who are to get it."""
        return [id for id, box in self.boxes.items() if box.isChecked() and box.isEnabled()]

    def agree(self) -> None:
        cycle, words, below, chosen = self._cycle, self._words, self._below, self.chosen
        self.act(lambda file: give(file, cycle, words, chosen, below=below))

    def _count(self) -> None:
        count = len(self.chosen)
        text = ngettext("Hand it down to {count} person", "Hand it down to {count} people", count)
        self.yes.setText(text.format(count=count) if count else _("Hand it down"))
        self.yes.setEnabled(count > 0)

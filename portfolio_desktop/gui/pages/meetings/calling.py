# SPDX-License-Identifier: Apache-2.0
"""The next meeting before it is called: when and where, and what goes on its agenda."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QDateTime, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.agenda import length
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.pieces import Card, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import TimeBox
from portfolio_desktop.services.governance.convening import Proposal


class CallPanel(Card):
    """`called` carries the `Proposal` as it was changed."""

    called = Signal(object)
    dropped = Signal()

    def __init__(self, proposal: Proposal, today: datetime) -> None:
        super().__init__(_("The next meeting"))
        self._proposal = proposal
        self.column.setSpacing(GAP_SMALL)
        self._title = QLineEdit(proposal.title)
        self._title.setAccessibleName(_("Title"))
        self._place = QLineEdit(proposal.place)
        self._place.setAccessibleName(_("Place"))
        self._place.setPlaceholderText(_("Place"))
        self._dated = QCheckBox(_("On"))
        self._dated.setChecked(proposal.starts is not None)
        self._dated.setAccessibleName(_("It has a date"))
        starts = proposal.starts or today
        self._day, self._time = DayEdit(starts.date(), weekday=True), TimeBox()
        self._day.setAccessibleName(_("Day"))
        self._time.setAccessibleName(_("Starts at"))
        self._time.setTime(QTime(starts.hour, starts.minute))
        for part in (self._day, self._time):
            part.setEnabled(proposal.starts is not None)
            self._dated.toggled.connect(part.setEnabled)
        self._dated.toggled.connect(lambda _on: self._count())
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self._title, 3)
        for field in (self._dated, self._day, self._time):
            first.addWidget(field)
        first.addWidget(self._place, 2)
        self.column.addLayout(first)
        self.column.addSpacing(GAP_SMALL)
        self._ticks = [self._offer(place) for place in range(len(proposal.items))]
        self._total = Label("", ink="muted")
        self.column.addWidget(self._total)
        self.column.addWidget(Label(self._invited(), ink="muted", wrap=True))
        self.column.addLayout(self._buttons())
        self._count()

    def begin(self) -> None:
        """The keyboard goes to the date, or to the tick that sets one."""
        (self._day if self._day.isEnabled() else self._dated).setFocus()

    def proposal(self) -> Proposal:
        """The meeting as it now stands in the panel."""
        moment = QDateTime(self._day.date(), self._time.time()).toPython()
        assert isinstance(moment, datetime)
        items = zip(self._proposal.items, self._ticks, strict=True)
        return replace(
            self._proposal.on(moment if self._dated.isChecked() else None),
            title=self._title.text(),
            place=self._place.text(),
            items=tuple(replace(item, wanted=tick.isChecked()) for item, tick in items),
        )

    def _offer(self, place: int) -> QCheckBox:
        item = self._proposal.items[place]
        tick = QCheckBox(item.title.replace("&", "&&"))
        tick.setChecked(item.wanted)
        tick.toggled.connect(lambda _on: self._count())
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(tick)
        row.addWidget(words(item.why, ink="muted"), 1)
        if item.minutes:
            row.addWidget(Label(_("{n} min").format(n=item.minutes), ink="muted"))
        self.column.addLayout(row)
        return tick

    def _count(self) -> None:
        now = self.proposal()
        wanted = [item.minutes for item in now.items if item.wanted]
        whole = length(now.starts, now.ends, wanted)
        said = _("{n} minutes planned").format(n=whole.planned)
        if whole.meeting is not None:
            said = _("{n} of {of} minutes planned").format(n=whole.planned, of=whole.meeting)
        if whole.over:
            said = _("{said}: {over} too many").format(said=said, over=whole.over)
        self._total.setText(said)
        self._total.set_ink("danger" if whole.over else "muted")

    def _invited(self) -> str:
        people = len(self._proposal.people)
        return ngettext("{n} member is invited.", "{n} members are invited.", people).format(n=people)

    def _buttons(self) -> QHBoxLayout:
        do, drop = QPushButton(_("Call the meeting")), QPushButton(_("Cancel"))
        do.setProperty("primary", True)
        do.clicked.connect(lambda: self.called.emit(self.proposal()))
        drop.clicked.connect(self.dropped)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        for button in (do, drop):
            row.addWidget(button)
        row.addStretch(1)
        return row

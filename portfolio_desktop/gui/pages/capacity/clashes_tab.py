# SPDX-License-Identifier: Apache-2.0
"""Where too much is asked: each clash with what it is made of and the choices that are open, with their arithmetic."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.capacity.clashes import Choice, Clash, GiveTo, GiveWay, Hire, MoveLater, Train
from portfolio_desktop.domain.capacity.together import Joint
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, clear, reveal, words
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label, ValueLabel
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.capacity.gathering import Capacity
from portfolio_desktop.services.capacity.picture import all_clashes, choices_of, joints
from portfolio_desktop.services.capacity.wording import (
    choice_sums,
    choice_title,
    clash_title,
    clash_words,
    days_of,
    joint_choice,
    joint_title,
    joint_words,
    project_name,
    row_title,
)

_MONTHS = 24
_SHOWN = 20
_ICONS: dict[type[Choice], str] = {
    MoveLater: "calendar-arrow-down",
    GiveTo: "users",
    Train: "graduation-cap",
    Hire: "user-plus",
    GiveWay: "list-end",
}


class ClashesTab(Body):
    """`opened` names the record that the person wants to see."""

    opened = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(widest=980, parent=parent)
        self.found: tuple[Clash, ...] = ()
        self.together: tuple[Joint, ...] = ()

    def show_capacity(self, found: Capacity) -> None:
        """The clashes of the next two years, those between projects first, then by how much too much is asked."""
        above = self.verticalScrollBar().value()
        self.found, self.together = all_clashes(found, _MONTHS), joints(found, _MONTHS)
        self.clear()
        if not self.found and not self.together:
            self.column.addWidget(
                Label(_("Nobody is asked for more than there is in the next two years."), step=1, wrap=True)
            )
        for clash in self.found[:_SHOWN]:
            self.column.addWidget(self._card(found, clash))
        if (more := len(self.found) - _SHOWN) > 0:
            said = ngettext("{n} smaller one is not shown.", "{n} smaller ones are not shown.", more)
            self.column.addWidget(Label(said.format(n=f"{more:,}"), ink="muted"))
        if self.together:
            said = _("Short together: the same people would have to do more than one of these at once.")
            self.column.addWidget(Label(said, step=1, bold=True, wrap=True))
        for joint in self.together[:_SHOWN]:
            self.column.addWidget(self._joint_card(found, joint))
        self.column.addStretch(1)
        reveal(self.column)
        self.verticalScrollBar().setValue(above)

    def _card(self, found: Capacity, clash: Clash) -> Card:
        card = Card(clash_title(found, clash))
        card.column.addWidget(Label(clash_words(found, clash), wrap=True))
        for each in clash.asks:
            title = found.titles.get(each.project, "") or _("Work of no project")
            run = partial(self.opened.emit, "project", each.project) if each.project else None
            row = RowButton(f"{title}, {days_of(each.whole)}", run)
            row.put(words(project_name(found, each.project), ink="muted"), width=64)
            row.put(words(title), 1)
            row.put(ValueLabel(_("{days} days").format(days=days_of(each.whole))), width=90)
            card.column.addWidget(row)
        head = Label(_("What can be done"), ink="muted", step=-0.5)
        head.setContentsMargins(GAP_SMALL, GAP_SMALL, 0, 0)
        card.column.addWidget(head)
        for choice in choices_of(found, clash):
            card.column.addWidget(Offer(found, clash, choice))
        return card

    def _joint_card(self, found: Capacity, joint: Joint) -> Card:
        """What is short, and what each of its rows comes to by itself."""
        card = Card(joint_title(found, joint))
        card.column.addWidget(Label(joint_words(joint), wrap=True))
        for row in joint.rows:
            cells = [found.board.cell(row, month) for month in joint.months]
            alone = _("{asked} of {there} days").format(
                asked=days_of(sum(cell.demand for cell in cells)),
                there=days_of(sum(cell.supply for cell in cells)),
            )
            title = row_title(found, row)
            line = RowButton(f"{title}, {alone}")
            line.put(words(title), 1)
            line.put(words(_("by itself"), ink="muted", right=True), width=90)
            line.put(ValueLabel(alone), width=160)
            card.column.addWidget(line)
        offer = RowButton(joint_choice(joint))
        offer.put(IconPicture(_ICONS[Hire], 16, "muted"), width=20)
        offer.put(words(joint_choice(joint)), 1)
        card.column.addWidget(offer)
        return card


class Offer(QWidget):
    """One choice. A click shows the arithmetic, a line a month."""

    def __init__(self, found: Capacity, clash: Clash, choice: Choice) -> None:
        super().__init__()
        title, self.sums = choice_title(found, clash, choice), choice_sums(choice)
        self._into = QVBoxLayout()
        self._into.setContentsMargins(36, 0, 0, 0)
        self._into.setSpacing(2)
        self.button = RowButton(title, self._unfold if self.sums else None)
        self.button.put(IconPicture(_ICONS[type(choice)], 16, "muted"), width=20)
        self.button.put(words(title), 1)
        if self.sums:
            self.button.put(words(_("Show the sums"), ink="accent", right=True), width=110)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.button)
        whole.addLayout(self._into)

    def _unfold(self) -> None:
        if self._into.count():
            clear(self._into)
            return
        for line in self.sums:
            self._into.addWidget(Label(line, ink="muted"))
        self._into.setContentsMargins(36, 0, 0, GAP_LARGE // 2)
        reveal(self._into)

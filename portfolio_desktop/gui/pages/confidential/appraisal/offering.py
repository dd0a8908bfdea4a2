# SPDX-License-Identifier: Apache-2.0
"""What was noted through the year, offered to one question: ticked, and put in as dated lines."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.access.announcing import say_ticks
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.evidence import Offer

_ID = Qt.ItemDataRole.UserRole


class OfferDialog(Dialog):
    """`then` gets the ids of what was ticked. Space ticks; Enter puts that in, or the line it stands on while none is."""

    def __init__(
        self,
        over: QWidget,
        question: str,
        offers: Sequence[Offer],
        missing: Sequence[str],
        then: Callable[[list[Id]], None],
    ) -> None:
        super().__init__(over, _("Evidence"), _("Put in"))
        self._then = then
        self.setMinimumWidth(640)
        self.column.addWidget(Label(question, ink="muted", wrap=True))
        self._list = QListWidget()
        self._list.setAccessibleName(_("Evidence"))
        self._list.setMinimumHeight(260)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for offer in offers:
            self._list.addItem(_item(offer))
        self._list.itemChanged.connect(lambda _item: self._count())
        say_ticks(self._list)
        self._list.currentRowChanged.connect(lambda _row: self._count())
        if offers:
            self.column.addWidget(framed(self._list), 1)
        else:
            said = _(
                "Nothing was noted yet that suits this question. A line in the journal takes ten seconds."
            )
            self.column.addWidget(Label(said, wrap=True))
        for sentence in missing:
            self.column.addWidget(Label(sentence, ink="muted", wrap=True))
        self.finish_layout()
        self._count()
        if offers:
            self._list.setCurrentRow(0)
            self._list.setFocus()

    def agree(self) -> None:
        chosen = self._chosen()
        self.accept()
        self._then(chosen)

    def _chosen(self) -> list[Id]:
        items = [self._list.item(row) for row in range(self._list.count())]
        free = [item for item in items if item.flags() & Qt.ItemFlag.ItemIsEnabled]
        ticked = [item for item in free if item.checkState() is Qt.CheckState.Checked]
        return [Id(item.data(_ID)) for item in ticked or free if ticked or item is self._list.currentItem()]

    def _count(self) -> None:
        count = len(self._chosen())
        self.yes.setEnabled(count > 0)
        text = ngettext("Put in {count} line", "Put in {count} lines", count).format(count=count)
        self.yes.setText(text if count else _("Put in"))


def _item(offer: Offer) -> QListWidgetItem:
    item = QListWidgetItem(offer.line)
    item.setData(_ID, offer.id)
    item.setCheckState(Qt.CheckState.Checked if offer.used else Qt.CheckState.Unchecked)
    if offer.used:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        item.setToolTip(_("It stands there already."))
    return item

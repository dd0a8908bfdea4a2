# SPDX-License-Identifier: Apache-2.0
"""People of the portfolio to be ticked: at first those who name the owner as their line manager, all others on request."""

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.access.announcing import say_ticks
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox

_ID = Qt.ItemDataRole.UserRole
_HIGH, _FIND_FROM = 220, 20
_NONE_BELOW = N_(
    "Nobody in the portfolio names you as their line manager. Set it in the register of people, or choose from everybody."
)


class PeopleList(QWidget):
    """`changed` whenever somebody is ticked or not. `without` are left out altogether."""

    changed = Signal()

    def __init__(
        self,
        persons: Mapping[Id, Values],
        me: Id,
        *,
        without: Collection[Id] = (),
        ticked: bool = True,
    ) -> None:
        super().__init__()
        self._persons = {id: one for id, one in persons.items() if id not in without and id != me}
        self._below = {id for id, one in self._persons.items() if one["manager_id"] == me}
        self._ticked = set(self._below) if ticked else set[Id]()
        self.list = QListWidget()
        self.list.setAccessibleName(_("People"))
        self.list.setMinimumHeight(_HIGH)
        self.list.itemChanged.connect(self._follow)
        say_ticks(self.list)
        self.everybody = QCheckBox(_("Show everybody of the portfolio"))
        self.everybody.toggled.connect(lambda _on: self._fill())
        self.search = SearchBox(_("Find a person"))
        self.search.textChanged.connect(lambda _words: self._fill())
        hint = Label(_(_NONE_BELOW), ink="muted", wrap=True)
        hint.setHidden(bool(self._below))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        for widget, stretch in ((self.search, 0), (framed(self.list), 1), (hint, 0), (self.everybody, 0)):
            column.addWidget(widget, stretch)
        self._fill()

    @property
    def chosen(self) -> list[Id]:
        """Those who are ticked, in sight or not, by name."""
        return self._by_name(self._ticked)

    def tick(self, id: Id, on: bool = True) -> None:
        """Tick somebody who is in sight."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == id:
                self.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _fill(self) -> None:
        wanted = self.search.text().casefold().split()
        shown = self._persons if self.everybody.isChecked() else self._below | self._ticked
        self.search.setVisible(len(shown) >= _FIND_FROM or bool(wanted))
        self.list.blockSignals(True)
        self.list.clear()
        for id in self._by_name(shown):
            person = self._persons[id]
            words = " · ".join(str(part) for part in (person["name"], person["role"]) if part)
            if all(word in words.casefold() for word in wanted):
                item = QListWidgetItem(words)
                item.setData(_ID, id)
                item.setCheckState(Qt.CheckState.Checked if id in self._ticked else Qt.CheckState.Unchecked)
                self.list.addItem(item)
        self.list.blockSignals(False)
        self.changed.emit()

    def _by_name(self, ids: Iterable[Id]) -> list[Id]:
        return sorted(ids, key=lambda id: str(self._persons[id]["name"]).casefold())

    def _follow(self, item: QListWidgetItem) -> None:
        on = item.checkState() is Qt.CheckState.Checked
        (self._ticked.add if on else self._ticked.discard)(Id(item.data(_ID)))
        self.changed.emit()


def line_of(persons: Mapping[Id, Values], chosen: Iterable[Id], me: Id) -> list[Id]:
    """The line above those who take part: their managers sign, and the managers' managers countersign."""
    part = set(chosen)
    found: dict[Id, None] = {me: None} if me in persons else {}
    for id in (*part, me):
        above = persons[id]["manager_id"] if id in persons else None
        while isinstance(above, str) and above in persons and above not in found:
            found[Id(above)] = None
            above = persons[Id(above)]["manager_id"]
    return [id for id in found if id not in part]

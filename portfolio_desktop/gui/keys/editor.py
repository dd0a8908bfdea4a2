# SPDX-License-Identifier: Apache-2.0
"""The keys of every action, to look up and to change: families, one action after the other, and the way back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.keys.conflicts import Conflict, conflict, take
from portfolio_desktop.gui.keys.families import FAMILIES
from portfolio_desktop.gui.keys.keymap import KeyMap, native
from portfolio_desktop.gui.shell.matching import fit
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.help.keys import Shortcut, read_keys

_SIZE, _ROW = QSize(760, 640), QSize(0, 26)
_SHORTCUT = Qt.ItemDataRole.UserRole


class KeysDialog(AsRead, QDialog):
    """Every change holds at once, in every window, and is kept on this laptop."""

    def __init__(self, keymap: KeyMap, parent: QWidget, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self._keymap = keymap
        self._folder = folder or shipped("resources", "help")
        self._sheet: Sequence[Shortcut] = read_keys(self._folder)
        self._found: Conflict | None = None
        self.family = ListBox()
        self.family.setAccessibleName(_("Keys as in"))
        for family in FAMILIES:
            self.family.addItem(_(family.label), family.name)
        self._about = Label(ink="muted", wrap=True)
        self.box = SearchBox(_("Find an action"), _("An action or a key"))
        self.list = _list_of_actions()
        self.edit = QKeySequenceEdit()
        speak_as(self.edit, Role.HotkeyField)
        self.edit.setAccessibleName(_("New key"))
        self.edit.setMaximumSequenceLength(1)
        self.edit.setClearButtonEnabled(True)
        self._chosen = Label(bold=True, wrap=True)
        self.told = Label(ink="danger", wrap=True)
        self.give = QPushButton(_("Use this key"))
        self.add = QPushButton(_("Add as another"))
        self.none = QPushButton(_("No key"))
        self.reset = QPushButton(_("Reset this one"))
        self.reset_all = QPushButton(_("Reset all"))
        self._lay_out()
        self._connect()
        self.resize(_SIZE)
        self._show()

    @property
    def chosen(self) -> Shortcut | None:
        """The action whose key is to be changed."""
        item = self.list.currentItem()
        found: Shortcut | None = item.data(0, _SHORTCUT) if item is not None else None
        return found

    def choose(self, where: str, name: str) -> None:
        """Choose the action of that name, as by a click."""
        for item in self._items():
            shortcut: Shortcut = item.data(0, _SHORTCUT)
            if (shortcut.where, shortcut.name) == (where, name):
                self.list.setCurrentItem(item)

    def _lay_out(self) -> None:
        top = QGridLayout()
        top.setHorizontalSpacing(GAP)
        top.setVerticalSpacing(GAP_SMALL)
        top.addWidget(Label(_("Keys as in")), 0, 0)
        top.addWidget(self.family, 0, 1)
        top.addWidget(self._about, 1, 1)
        top.setColumnStretch(1, 1)
        change = QHBoxLayout()
        change.setSpacing(GAP_SMALL)
        change.addWidget(self.edit, 1)
        for button in (self.give, self.add, self.none, self.reset):
            change.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        for push in (close, self.reset_all, self.give, self.add, self.none, self.reset):
            push.setAutoDefault(False)  # Enter belongs to the keys that are being pressed
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_LARGE)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        column.addWidget(self._chosen)
        column.addLayout(change)
        column.addWidget(self.told)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.family.currentIndexChanged.connect(
            lambda _row: self._keymap.use_family(str(self.family.currentData()))
        )
        self.box.textChanged.connect(lambda _words: self._show())
        self.list.currentItemChanged.connect(lambda *_items: self._begin())
        self.edit.keySequenceChanged.connect(lambda _keys: self._try())
        self.give.clicked.connect(lambda: self._put(()))
        self.add.clicked.connect(lambda: self._put(self._keys(self.chosen) if self.chosen else ()))
        self.none.clicked.connect(self._drop)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._keymap.reset_all)
        self._keymap.changed.connect(self._show)

    def _show(self) -> None:
        """List the actions that fit what is typed, and stay at the one that is chosen."""
        now = self.chosen
        family = self._keymap.family
        with QSignalBlocker(self.family):
            self.family.setCurrentIndex(self.family.findData(family.name))
        self._about.setText(_(family.about))
        with QSignalBlocker(self.list):
            self.list.clear()
            for shortcut in self._sheet:
                keys = " / ".join(map(native, self._keys(shortcut)))
                text = _(shortcut.text).removesuffix("…")
                if fit(self.box.text(), f"{text} {_(shortcut.where)} {keys}"):
                    self.list.addTopLevelItem(self._item(shortcut, text, keys))
        self.reset_all.setEnabled(any(self._keymap.is_changed(each.where, each.name) for each in self._sheet))
        if now is not None:
            self.choose(now.where, now.name)
        elif (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        self._begin()

    def _item(self, shortcut: Shortcut, text: str, keys: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, _(shortcut.where), keys])
        item.setData(0, _SHORTCUT, shortcut)
        item.setSizeHint(0, _ROW)
        if self._keymap.is_changed(shortcut.where, shortcut.name):
            font = item.font(2)
            font.setBold(True)
            item.setFont(2, font)
            item.setText(2, _("{keys} (changed)").format(keys=keys) if keys else _("none (changed)"))
        return item

    def _begin(self) -> None:
        """Show the chosen action with an empty place for its new key."""
        chosen = self.chosen
        self._chosen.setText(_(chosen.text).removesuffix("…") if chosen else _("Choose an action."))
        with QSignalBlocker(self.edit):
            self.edit.clear()
        self.edit.setEnabled(chosen is not None)
        self.reset.setEnabled(chosen is not None and self._keymap.is_changed(chosen.where, chosen.name))
        self.none.setEnabled(chosen is not None and bool(self._keys(chosen)))
        self._try()

    def _try(self) -> None:
        """Say what stands against the key that was pressed."""
        key, chosen = self._pressed(), self.chosen
        self._found = (
            conflict(self._keymap, self._sheet, self._folder, chosen, key) if key and chosen else None
        )
        found = self._found
        self.told.setText(found.sentence if found else "")
        may = bool(key) and (found is None or found.other is not None)
        self.give.setText(_("Take it for this action") if found and found.other else _("Use this key"))
        self.give.setEnabled(may)
        self.add.setEnabled(may and chosen is not None and bool(self._keys(chosen)))

    def _put(self, others: tuple[str, ...]) -> None:
        key, chosen, found = self._pressed(), self.chosen, self._found
        if not key or chosen is None or (found is not None and found.other is None):
            return
        if found is not None and found.other is not None:
            take(self._keymap, found.other, key)
        self._keymap.put(chosen.where, chosen.name, (*others, key))

    def _drop(self) -> None:
        if (chosen := self.chosen) is not None:
            self._keymap.put(chosen.where, chosen.name, ())

    def _reset(self) -> None:
        if (chosen := self.chosen) is not None:
            self._keymap.reset(chosen.where, chosen.name)

    def _keys(self, shortcut: Shortcut) -> tuple[str, ...]:
        return self._keymap.keys(shortcut.where, shortcut.name, shortcut.keys)

    def _pressed(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]


def _list_of_actions() -> QTreeWidget:
    listed = QTreeWidget()
    listed.setHeaderLabels([_("Action"), _("Where"), _("Key")])
    listed.setRootIsDecorated(False)
    listed.setUniformRowHeights(True)
    listed.setAllColumnsShowFocus(True)
    listed.setAccessibleName(_("Actions and their keys"))
    header = listed.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return listed

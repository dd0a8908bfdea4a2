# SPDX-License-Identifier: Apache-2.0
"""The window of help: its contents and what a search finds at the left, the page at the right, a way back and forward.

It belongs to no other window, so that it can be read while a dialog waits for its answer.
"""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.about.picture import program_icon
from portfolio_desktop.gui.actions import Action, Actions
from portfolio_desktop.gui.pages.help.browser import PageBrowser
from portfolio_desktop.gui.pages.help.results import EXCERPT, FoundDelegate
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.help.keys import KEYS
from portfolio_desktop.services.help.library import CONTENTS, Library

_SIZE, _LIST_WIDTH = QSize(1080, 760), 280
_FRAME = QSize(16, 48)
"""About what the title bar and the borders of a desktop take, which Qt does not know before it is shown."""
_ROW = QSize(0, 24)
_TARGET = Qt.ItemDataRole.UserRole
_Standard = QKeySequence.StandardKey


class HelpWindow(QWidget):
    """A page is called by its name, or with the part that is meant: "glossary#pack"."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._behind: list[str] = []
        self._ahead: list[str] = []
        self.here = ""
        self.setWindowIcon(program_icon())
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.acts = Actions(self)
        for action in self._actions():
            self.acts.add(action)
        self.box = SearchBox(_("Search the help"), _("A task, a field or a term"))
        self.box.searched.connect(self._search)
        self.box.returnPressed.connect(self._open_first)
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setIndentation(GAP)
        self.list.setAccessibleName(_("Pages of help"))
        self.list.itemClicked.connect(self._chosen)
        self.list.itemActivated.connect(self._chosen)
        self.found = Label(ink="muted", wrap=True)
        self.found.hide()
        self.browser = PageBrowser(library)
        self.browser.followed.connect(self.follow)
        self._lay_out()
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self._list_contents()
        self.open(CONTENTS)

    def open(self, target: str) -> None:
        """Show a page, or a part of one; the contents where there is no such page."""
        name, _hash, _part = target.partition("#")
        if name not in self.library.pages:
            target = CONTENTS
        if target == self.here:
            return
        if self.here:
            self._behind.append(self.here)
            self._ahead.clear()
        self._show(target)

    def follow(self, link: str) -> None:
        """Go where a link of the page leads."""
        self.open(f"{self.here.partition('#')[0]}{link}" if link.startswith("#") else link)

    def back(self) -> None:
        if self._behind:
            self._ahead.append(self.here)
            self._show(self._behind.pop())

    def forward(self) -> None:
        if self._ahead:
            self._behind.append(self.here)
            self._show(self._ahead.pop())

    def _actions(self) -> Iterable[Action]:
        return (
            Action(
                name="help_back",
                text=N_("Back"),
                run=self.back,
                icon="arrow-left",
                keys=("Alt+Left",),
                enabled=lambda: bool(self._behind),
            ),
            Action(
                name="help_forward",
                text=N_("Forward"),
                run=self.forward,
                icon="arrow-right",
                keys=("Alt+Right",),
                enabled=lambda: bool(self._ahead),
            ),
            Action(
                name="help_contents",
                text=N_("Contents"),
                run=lambda: self.open(CONTENTS),
                icon="list",
                keys=("Alt+Home",),
            ),
            Action(name="help_keys", text=N_("All keys"), run=lambda: self.open(KEYS), icon="keyboard"),
            Action(
                name="help_search",
                text=N_("Search the help"),
                run=self._begin_search,
                icon="search",
                keys=(_Standard.Find,),
            ),
            Action(name="help_close", text=N_("Close the help"), run=self._leave, icon="x", keys=("Esc",)),
        )

    def _lay_out(self) -> None:
        left = QFrame()
        side = QVBoxLayout(left)
        side.setContentsMargins(GAP, GAP, GAP_SMALL, GAP)
        side.setSpacing(GAP_SMALL)
        side.addWidget(self.box)
        side.addWidget(self.found)
        side.addWidget(self.list, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        for name in ("help_back", "help_forward"):
            bar.addWidget(self.acts.button(name))
        for name in ("help_contents", "help_keys"):
            bar.addWidget(self.acts.button(name, words=True))
        bar.addStretch(1)
        right = QFrame()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.browser, 1)
        panes = QSplitter()
        panes.setChildrenCollapsible(False)
        panes.addWidget(left)
        panes.addWidget(right)
        panes.setStretchFactor(1, 1)
        panes.setSizes([_LIST_WIDTH, _SIZE.width() - _LIST_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panes)

    def _show(self, target: str) -> None:
        name, _hash, part = target.partition("#")
        page = self.library.pages[name]
        self.here = target
        self.browser.show_page(page, part)
        self.setWindowTitle(_("{title} – Help").format(title=page.title))
        self._mark()
        self.acts.refresh()

    def _list_contents(self) -> None:
        self.list.clear()
        self.found.hide()
        for section in self.library.sections:
            head = self._head(section.heading)
            for page in section.pages:
                head.addChild(_item(page.title, page.name))
        self.list.expandAll()
        self._mark()

    def _search(self, words: str) -> None:
        if not words.strip():
            self._list_contents()
            return
        hits = self.library.find(words)
        self.list.clear()
        for hit in hits:
            item = _item(hit.title, hit.target)
            item.setData(0, EXCERPT, hit.excerpt)
            item.setToolTip(0, safe_tooltip(hit.excerpt))
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, hit.excerpt)
            self.list.addTopLevelItem(item)
        count = len(hits)
        said = ngettext("{count} place found", "{count} places found", count).format(count=count)
        self.found.setText(said if hits else _("Nothing found. Try another word, or fewer."))
        self.found.show()

    def _open_first(self) -> None:
        first = self.list.topLevelItem(0)
        if self.box.text().strip() and first is not None and first.data(0, _TARGET):
            self.open(first.data(0, _TARGET))

    def _leave(self) -> None:
        self.close()

    def _begin_search(self) -> None:
        self.box.setFocus()
        self.box.selectAll()

    def _chosen(self, item: QTreeWidgetItem) -> None:
        if target := item.data(0, _TARGET):
            self.open(target)

    def _head(self, words: str) -> QTreeWidgetItem:
        head = QTreeWidgetItem([words])
        head.setSizeHint(0, _ROW)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font(0)
        font.setWeight(font.Weight.DemiBold)
        head.setFont(0, font)
        self.list.addTopLevelItem(head)
        return head

    def _mark(self) -> None:
        """Select the page in sight in the list, where it stands there."""
        name = self.here.partition("#")[0].partition("/")[
            0
        ]  # the fields of one register lie under all fields
        for place in range(self.list.topLevelItemCount()):
            head = self.list.topLevelItem(place)
            for child in range(head.childCount() if head is not None else 0):
                item = head.child(child) if head is not None else None
                if item is not None and item.data(0, _TARGET) == name:
                    self.list.setCurrentItem(item)
                    return


def _item(words: str, target: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    item.setSizeHint(0, _ROW)
    item.setData(0, _TARGET, target)
    return item

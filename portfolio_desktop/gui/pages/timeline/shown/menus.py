# SPDX-License-Identifier: Apache-2.0
"""The lists that open under the buttons of the timeline: which columns it shows, and which projects."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.announcing import say_ticks
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.pages.timeline.cells import COLUMNS
from portfolio_desktop.gui.pages.timeline.shown.setting import USUAL_COLUMNS
from portfolio_desktop.gui.theme import GAP_SMALL, ROW
from portfolio_desktop.gui.widgets.paint import one_line, safe_tooltip
from portfolio_desktop.gui.widgets.search import SearchBox, find_in

_KEY = Qt.ItemDataRole.UserRole
_WIDTH = 380
_AROUND = 110
"""The box, a button and what lies between them, beside the lines themselves."""
_MOST = 0.65
"""Of the height of the screen."""


class TickedList(AsRead, QFrame):
    """Lines to tick, with a box to find them by. `chosen` carries the ticked keys in their order, at once.

    Down goes from the box to the lines, the space bar ticks, Escape closes.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, find: str, lines: Iterable[tuple[str, str]], ticked: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "surface")
        self.setAccessibleName(name)
        self.box = SearchBox(find)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, label in lines:
            line = QListWidgetItem(one_line(label))
            line.setToolTip(safe_tooltip(label))
            line.setSizeHint(QSize(0, ROW))
            line.setData(_KEY, key)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(line)
        self.list.itemChanged.connect(lambda _line: self._tell())
        find_in(self.list, self.box)
        say_ticks(self.list)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        self.column.setSpacing(GAP_SMALL)
        self.column.addWidget(self.box)
        self.column.addWidget(self.list, 1)
        self.resize(_WIDTH, self._height())
        self.box.setFocus()

    def _height(self) -> int:
        """As high as its lines, as far as the screen allows."""
        wanted = self.list.count() * ROW + _AROUND
        return min(wanted, round(self.screen().availableGeometry().height() * _MOST))

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = set(keys)
        self.list.blockSignals(True)
        for at in range(self.list.count()):
            line = self.list.item(at)
            state = Qt.CheckState.Checked if line.data(_KEY) in wanted else Qt.CheckState.Unchecked
            line.setCheckState(state)
        self.list.blockSignals(False)
        self._tell()

    def add_button(self, label: str, keys: Sequence[str]) -> None:
        button = QPushButton(label)
        button.setProperty("flat", True)
        button.clicked.connect(lambda: self.tick(keys))
        self.column.addWidget(button)

    def open_at(self, at: QPoint) -> None:
        """Show the list with its upper left corner at `at` on the screen, or as near as it can be seen whole."""
        screen = self.screen().availableGeometry()
        x, y = screen.right() - self.width(), screen.bottom() - self.height()
        self.move(max(screen.left(), min(at.x(), x)), max(screen.top(), min(at.y(), y)))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        lines = (self.list.item(at) for at in range(self.list.count()))
        self.chosen.emit(
            tuple(line.data(_KEY) for line in lines if line.checkState() is Qt.CheckState.Checked)
        )


class ProjectsMenu(TickedList):
    """Which projects are shown, those first that are now; with none ticked, all that are open."""

    def __init__(self, projects: Iterable[tuple[str, str]], ticked: Sequence[str], parent: QWidget) -> None:
        lines = sorted(projects, key=lambda line: line[0] not in ticked)
        super().__init__(_("Projects"), _("Find a project"), lines, ticked, parent)
        self.add_button(_("Whole portfolio"), ())


class ColumnsMenu(TickedList):
    """Which columns the table has beside the names of rows."""

    def __init__(self, shown: Sequence[str], parent: QWidget) -> None:
        lines = [(name, _(column[0])) for name, column in COLUMNS.items() if name != "title"]
        super().__init__(_("Columns"), _("Find a column"), lines, shown, parent)
        self.add_button(_("Usual columns"), USUAL_COLUMNS)

    def open_at(self, at: QPoint) -> None:
        super().open_at(QPoint(at.x() - self.width(), at.y()))

# SPDX-License-Identifier: Apache-2.0
"""The list at the left: clocks that run, the shortest first, answers to be put away, and breaches nobody was told of."""

from datetime import datetime
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.tolerance import clock_words
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.escalations.wording import ICONS, waits
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, current_theme, sized
from portfolio_desktop.gui.widgets.clock import Heat, heat, paint_clock
from portfolio_desktop.gui.widgets.counts import Urgency, paint_count
from portfolio_desktop.gui.widgets.paint import paint_focus, paint_text
from portfolio_desktop.services.governance.breaches import Breach
from portfolio_desktop.services.governance.clocks import Running
from portfolio_desktop.services.governance.escalation_sheet import Answered, Ladder

Line: TypeAlias = Running | Answered | Breach
Index: TypeAlias = QModelIndex | QPersistentModelIndex

_LINE, _HEADING = (Qt.ItemDataRole.UserRole + step for step in (1, 2))
_ROW, _TALL_ROW, _HEAD, _CLOCK = 52, 74, 36, 118
_ONE_LINE = 340  # with less a clock would leave no room beside it for a title: it has a line of its own


class EscalationList(QListWidget):
    """`chosen` carries the line that the person has moved to."""

    chosen = Signal(object)

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.now = now
        self.setAccessibleName(_("Escalations and breaches"))
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.currentItemChanged.connect(lambda now, _before: self._moved(now))

    @property
    def current(self) -> Line | None:
        item = self.currentItem()
        line: Line | None = item.data(_LINE) if item is not None else None
        return line

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is listed, from the top."""
        every = (self.item(row).data(_LINE) for row in range(self.count()))
        return tuple(line for line in every if line is not None)

    def show_ladder(self, found: Ladder, now: datetime) -> None:
        """List everything. What was chosen stays so where it is still there. Emits nothing."""
        self.now = now
        before, row = key_of(self.current), self.currentRow()
        self.blockSignals(True)
        self.clear()
        for heading, lines in (
            (_("Running"), found.running),
            (_("Answered, to be closed"), found.answered),
            (_("Beyond tolerance, nobody told"), found.untold),
        ):
            if lines:
                self._head(heading, len(lines))
            for line in lines:
                item = QListWidgetItem()
                item.setData(_LINE, line)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said(line, now))
                self.addItem(item)
        self._choose_again(before, row)
        self.blockSignals(False)

    def choose(self, id: str) -> bool:
        """Make the escalation with this id current; False where it is not listed."""
        return self._take(id)

    def show_line(self, line: Line) -> bool:
        """Make this line current; False where it is not listed."""
        return self._take(key_of(line))

    def tick(self, now: datetime) -> None:
        """It is `now`: every clock says something else."""
        self.now = now
        for row in range(self.count()):
            item = self.item(row)
            line = item.data(_LINE)
            if isinstance(line, Running):
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said(line, now))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalpha():
            event.ignore()  # letters are acts of the page, not a search in the list
        else:
            super().keyPressEvent(event)

    def _head(self, heading: str, count: int) -> None:
        item = QListWidgetItem(heading)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(_HEADING, count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading}: {count:,}")
        self.addItem(item)

    def _choose_again(self, key: str, row: int) -> None:
        if key and self._take(key):
            return
        rows = [each for each in range(self.count()) if self.item(each).data(_LINE) is not None]
        if rows:
            self.setCurrentRow(next((each for each in rows if each >= row), rows[-1]))

    def _take(self, key: str) -> bool:
        for row in range(self.count()):
            if key_of(self.item(row).data(_LINE)) == key:
                self.setCurrentRow(row)
                return True
        return False

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_LINE))


def key_of(line: Line | None) -> str:
    """What tells a line from the others: the id of its escalation, or the project and the tolerance of a breach."""
    if isinstance(line, Breach):
        return f"{line.project} {line.tolerance}"
    return line.id if line is not None else ""


def said(line: Line, now: datetime) -> str:
    """The line as a screen reader says it."""
    if isinstance(line, Running):
        parts = (clock_words(line.clock.left(now)), line.code, line.title, waits(line.clock, line.asked))
    elif isinstance(line, Answered):
        parts = (line.code, line.title, _answered(line), "")
    else:
        parts = (line.code, line.title, line.words, "")
    return ", ".join(filter(None, parts))


def _answered(line: Answered) -> str:
    when = format_moment(line.when) if line.when else ""
    return " · ".join(filter(None, (_("Answered"), line.by, when)))


class _Delegate(QStyledItemDelegate):
    """Two lines of words; a running clock has its bar and its words at the right."""

    def __init__(self, shown: EscalationList) -> None:
        super().__init__(shown)
        self._list = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(_HEADING) is not None:
            return QSize(240, _HEAD)
        return QSize(240, _TALL_ROW if self._tall(index.data(_LINE)) else _ROW)

    def _tall(self, line: Line) -> bool:
        """Whether the clock of a line stands below its words."""
        return isinstance(line, Running) and self._list.viewport().width() < _ONE_LINE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = index.data(_HEADING)
        if count is not None:
            self._heading(painter, QRectF(option.rect), str(index.data()), int(count))
        else:
            self._line(painter, option, index.data(_LINE))
        paint_focus(painter, option)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, text: str, count: int) -> None:
        theme = current_theme()
        painter.setFont(sized(painter.font(), -0.5, bold=True))
        words = rect.adjusted(GAP, 10, -60, 0)
        paint_text(painter, words, text, theme.muted, Qt.AlignmentFlag.AlignLeft)
        pill = QRectF(rect.right() - GAP - 30, rect.center().y() - 4, 30, 18)
        paint_count(painter, pill, f"{count:,}", Urgency.PLAIN, theme)

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        theme, rect = current_theme(), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.selection if chosen else theme.hover))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(theme.accent))
        painter.fillRect(rect.left() + GAP, rect.bottom(), rect.width() - 2 * GAP, 1, QColor(theme.line))
        now = self._list.now
        running = line if isinstance(line, Running) else None
        late = running is not None and heat(running.clock, now) is Heat.LATE
        name = ICONS[running.clock.waiting] if running else "check" if isinstance(line, Answered) else "gauge"
        picture = icon("circle-alert", "danger") if late else icon(name, "muted")
        picture.paint(painter, QRect(rect.left() + GAP, rect.top() + 9, 16, 16))
        right = rect.right() - GAP
        tall = self._tall(line)
        middle = right if tall or running is None else right - _CLOCK
        left = rect.left() + GAP + 16 + GAP_SMALL
        plain = painter.font()
        upper = QRectF(left, rect.top() + 6, middle - left - GAP_SMALL, 20)
        lower = QRectF(left, rect.top() + 26, middle - left - GAP_SMALL, 20)
        ink, soft = (theme.on_selection, theme.on_selection) if chosen else (theme.text, theme.muted)
        painter.setFont(sized(plain, 0, bold=True))
        paint_text(painter, upper, _upper(line), ink, Qt.AlignmentFlag.AlignLeft)
        if running is not None:
            clock = QRectF(left if tall else middle, rect.top() + (46 if tall else 6), _CLOCK, 20)
            words = clock_words(running.clock.left(now))
            tone = theme.danger if late else ink
            if not late:
                painter.setFont(plain)
            beside = Qt.AlignmentFlag.AlignLeft if tall else Qt.AlignmentFlag.AlignRight
            paint_text(painter, clock, words, tone, beside)
            bar = QRectF(clock.right() if tall else middle, rect.top() + (52 if tall else 32), _CLOCK, 7)
            bar.setRight(min(bar.right(), right))
            paint_clock(painter, bar, running.clock, now, theme)
        painter.setFont(sized(plain, -0.5))
        paint_text(painter, lower, _lower(line), soft, Qt.AlignmentFlag.AlignLeft)


def _upper(line: Line) -> str:
    if isinstance(line, Breach):
        return " ".join(filter(None, (line.code, line.title)))
    return line.title


def _lower(line: Line) -> str:
    if isinstance(line, Running):
        return " · ".join(filter(None, (line.code, waits(line.clock, line.asked))))
    return (
        " · ".join(filter(None, (line.code, _answered(line)))) if isinstance(line, Answered) else line.words
    )

# SPDX-License-Identifier: Apache-2.0
"""The heat map of capacity: a row for each skill, role, team or person, a cell a month, told by number, letter and hatch."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.domain.capacity.load import MARKS, TOGETHER, Cell, State
from portfolio_desktop.domain.capacity.months import Month, first_day
from portfolio_desktop.domain.capacity.thresholds import SHIPPED_THRESHOLDS, Thresholds
from portfolio_desktop.gui.pages.assurance.grid import paint_grid
from portfolio_desktop.gui.pages.assurance.walking import Line, Places, Stop
from portfolio_desktop.gui.theme import GAP, RADIUS, Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.heat.tints import mixed
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.services.capacity.picture import Picture, Row
from portfolio_desktop.services.capacity.wording import cell_words, month_words, people_of

PERCENT, PEOPLE = "percent", "people"

_SIDE, _HEAD = 296, 44
_WIDE, _NARROW = 62, 45
_SHOWN = (State.OVER, State.RIGHT, State.UNDER)


class CapacityGrid(Places):
    """Cells are told by their places; the month of a stop is that of the picture at the same place."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Capacity by month"), side=_SIDE, head=_HEAD, parent=parent)
        self.rows: Sequence[Row] = ()
        self.months: Sequence[Month] = ()
        self._unit = PERCENT
        self._cell = _WIDE
        self._thresholds = SHIPPED_THRESHOLDS

    def show_picture(
        self, picture: Picture, rows: Sequence[Row], thresholds: Thresholds, unit: str = PERCENT
    ) -> None:
        """Draw these of its rows, in per cent of the time there is or as full-time people asked for."""
        self.rows, self.months, self._unit = rows, picture.months, unit
        self._thresholds = thresholds
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.rows and self._width_for(len(self.months)) != self._cell:
            self._lay()

    def _lay(self) -> None:
        """As wide as there is room for, and never narrower than a number with its letter."""
        self._cell = self._width_for(len(self.months))
        stops = tuple(
            Stop(place * self._cell, self._cell, str(month), "") for place, month in enumerate(self.months)
        )
        lines = [
            Line(
                "|".join(map(str, row.key)),
                "",
                visible_bidi(row.title),
                f"{row.people:,}" if row.people else "",
                stops,
            )
            for row in self.rows
        ]
        self.show_lines(lines, len(stops) * self._cell)

    def _width_for(self, months: int) -> int:
        room = (self.viewport().width() - self.side) // max(1, months)
        return max(_NARROW, min(_WIDE, room))

    def words(self, row: int, stop: int) -> str:
        """What stands at a place; of a name, how many people stand in its row."""
        shown = self.rows[row]
        if stop < 0:
            return ngettext("{row}: {n} person", "{row}: {n} people", shown.people).format(
                row=shown.title, n=shown.people
            )
        said = cell_words(shown.cells[stop], self._thresholds)
        if shown.together[stop]:
            said += ", " + _("short together with others that want the same people")
        return f"{shown.title}, {month_words(self.months[stop])}: {said}"

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grid(self, self)

    def paint_head(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        for place, month in enumerate(self.months):
            x = self.side + place * self._cell - self.horizontalScrollBar().value()
            if x + self._cell < area.left() or x > area.right():
                continue
            name, year = month_words(month).rsplit(" ", 1)
            first = place == 0 or first_day(month).month == 1
            painter.setFont(sized(self.font(), -0.5, bold=first))
            box = QRectF(x, 4, self._cell, _HEAD / 2 - 4)
            paint_text(painter, box, year if first else "", theme.muted, Qt.AlignmentFlag.AlignHCenter)
            box = QRectF(x, _HEAD / 2, self._cell, _HEAD / 2 - 4)
            paint_text(painter, box, name, theme.text, Qt.AlignmentFlag.AlignHCenter)

    def paint_ground(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.line), 1))
        for place, month in enumerate(self.months):
            if place and first_day(month).month == 1:
                x = self.side + place * self._cell - self.horizontalScrollBar().value() - 0.5
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def paint_stop(self, painter: QPainter, rect: QRectF, row: int, stop: int, theme: Theme) -> None:
        shown = self.rows[row]
        together = shown.together[stop]
        paint_cell(painter, rect, shown.cells[stop], shown.states[stop], theme, self._unit, together=together)


def paint_cell(
    painter: QPainter,
    rect: QRectF,
    cell: Cell,
    state: State,
    theme: Theme,
    unit: str = PERCENT,
    *,
    together: bool = False,
) -> None:
    """A month: its number in the middle, the letter of its state before it, and a ground that can be told without colour."""
    body = rect.adjusted(1.5, 2, -1.5, -2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_ground(state, theme)))
    painter.drawRoundedRect(body, RADIUS, RADIUS)
    if state is State.OVER:
        red = theme.tones["red"]
        painter.setBrush(QBrush(QColor(_mixed(red.fill, theme.surface, 0.5)), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(red.edge), 1.4))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    elif together:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.tones["red"].edge), 1.4, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    font = painter.font()
    letter = TOGETHER if together and state is not State.OVER else MARKS[state].letter
    middle = Qt.AlignmentFlag.AlignVCenter
    if letter:
        painter.setFont(_font(font.key(), -2, bold=True))
        painter.setPen(QColor(theme.text if state is State.OVER or together else theme.muted))
        painter.drawText(body.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, letter)
    painter.setFont(_font(font.key(), -0.5, bold=state is State.OVER))
    painter.setPen(QColor(theme.text if state in _SHOWN else theme.muted))
    room = body.adjusted(12, 0, -4, 0) if letter else body
    where = Qt.AlignmentFlag.AlignRight if letter else Qt.AlignmentFlag.AlignHCenter
    painter.drawText(room, where | middle, number_of(cell, state, unit))


def number_of(cell: Cell, state: State, unit: str) -> str:
    """What stands in a cell: a dot where there is nothing to tell, a dash where there is nobody to divide by."""
    if state is State.NOTHING:
        return "·"
    if unit == PEOPLE or state is State.UNSAID:
        return people_of(cell.people_asked())
    return "–" if cell.load is None else f"{round(100 * cell.load):,}"


_mixed = cache(mixed)


@cache
def _font(key: str, step: float, *, bold: bool) -> QFont:
    """A font is made once, not for each of a thousand cells."""
    font = QFont()
    font.fromString(key)
    return tabular(sized(font, step, bold=bold))


def _ground(state: State, theme: Theme) -> str:
    if state is State.OVER:
        return _mixed(theme.tones["red"].fill, theme.surface, 0.16)
    if state is State.RIGHT:
        return _mixed(theme.accent, theme.surface, 0.3)
    if state is State.UNDER:
        return _mixed(theme.accent, theme.surface, 0.09)
    return theme.surface


class Key(QWidget):
    """What the cells mean, drawn as they are."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ", ".join(f"{MARKS[state].letter} {_(MARKS[state].label)}".strip() for state in _SHOWN)
        said += f", {TOGETHER} " + _("Short together with others")
        self.setAccessibleName(_("Key: {marks}").format(marks=said))

    def sizeHint(self) -> QSize:
        return QSize(620, 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, left = current_theme(), 0.0
        samples = (
            (State.OVER, 120, False, _(MARKS[State.OVER].label)),
            (State.RIGHT, 90, False, _(MARKS[State.RIGHT].label)),
            (State.RIGHT, 90, True, _("Short together with others")),
            (State.UNDER, 40, False, _(MARKS[State.UNDER].label)),
        )
        with painting(self) as painter:
            for state, asked, together, words in samples:
                cell = Cell(asked, 100, 0, 1, 1, 20)
                painter.setFont(self.font())
                box = QRectF(left, 0, 50, self.height())
                paint_cell(painter, box, cell, state, theme, together=together)
                painter.setFont(sized(self.font(), -0.5))
                width = painter.fontMetrics().horizontalAdvance(words)
                box = QRectF(left + 56, 0, width + 2, self.height())
                paint_text(painter, box, words, theme.muted, Qt.AlignmentFlag.AlignLeft)
                left += 56 + width + 2 * GAP

# SPDX-License-Identifier: Apache-2.0
"""The matrix of controls: projects by controls, what is missing first and loudest."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.controls import MARKS, Mark, State
from portfolio_desktop.gui.pages.assurance.grid import paint_grid
from portfolio_desktop.gui.pages.assurance.marks import paint_mark
from portfolio_desktop.gui.pages.assurance.walking import Line, Places, Stop
from portfolio_desktop.gui.theme import Theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text
from portfolio_desktop.services.governance.controls import ControlMatrix, ControlRow
from portfolio_desktop.services.governance.standing import Standing

_SIDE, _HEAD, _CELL = 312, 208, 32
_COUNT = 22


class ControlGrid(Places):
    """A cell without a mark is a control that the project does not need."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Controls by project"), side=_SIDE, head=_HEAD, parent=parent)
        self._matrix: ControlMatrix | None = None
        self._rows: list[ControlRow] = []
        self._stops: list[list[Standing]] = []

    def show_matrix(self, matrix: ControlMatrix, tier: str = "") -> None:
        """Draw the projects of one tier, or of all."""
        self._matrix = matrix
        self._rows = [row for row in matrix.rows if not tier or row.tier == tier]
        columns = {control.id: place for place, control in enumerate(matrix.controls)}
        self._stops = [_in_order(row, columns) for row in self._rows]
        lines = [
            Line(
                row.project,
                row.code,
                visible_bidi(row.title),
                str(row.gaps) if row.gaps else "",
                tuple(
                    Stop(columns[each.control.id] * _CELL, _CELL, each.control.id, standing_words(each))
                    for each in standings
                ),
            )
            for row, standings in zip(self._rows, self._stops, strict=True)
        ]
        self.show_lines(lines, len(columns) * _CELL)

    def standing(self, row: int, stop: int) -> Standing | None:
        """What stands at a place; None on the name of a project."""
        if stop < 0 or row >= len(self._stops):
            return None
        return self._stops[row][stop]

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grid(self, self)

    def paint_head(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        if self._matrix is None:
            return
        shown = [row.standings for row in self._rows]
        for place, control in enumerate(self._matrix.controls):
            x = _SIDE + place * _CELL - self.horizontalScrollBar().value()
            if x + _CELL < area.left() or x > area.right():
                continue
            gaps = sum(1 for each in shown if _is_wanting(each.get(control.id)))
            painter.setFont(sized(self.font(), -0.5))
            painter.save()
            painter.translate(x + _CELL / 2, _HEAD - _COUNT)
            painter.rotate(-90)
            box = QRectF(0, -_CELL / 2, _HEAD - _COUNT - 6, _CELL)
            ink = theme.text if control.required else theme.muted
            title = visible_bidi(control.title or control.code or "")
            paint_text(painter, box, title, ink, Qt.AlignmentFlag.AlignLeft)
            painter.restore()
            painter.setFont(tabular(sized(self.font(), -0.5, bold=True)))
            foot = QRectF(x, _HEAD - _COUNT, _CELL, _COUNT - 2)
            if gaps:
                paint_text(painter, foot, str(gaps), theme.text, Qt.AlignmentFlag.AlignHCenter)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x + _CELL - 0.5, 0), QPointF(x + _CELL - 0.5, _HEAD))

    def paint_ground(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.line), 1))
        count = len(self._matrix.controls) if self._matrix else 0
        for place in range(count):
            x = _SIDE + (place + 1) * _CELL - self.horizontalScrollBar().value() - 0.5
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def paint_stop(self, painter: QPainter, rect: QRectF, row: int, stop: int, theme: Theme) -> None:
        standing = self._stops[row][stop]
        if standing.state is State.NEVER and not standing.is_due:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.outline))
            painter.drawEllipse(rect.center(), 2, 2)
            return
        loud = standing.is_gap and bool(standing.control.required)
        paint_mark(painter, rect.center(), MARKS[standing.state], theme, quiet=not loud, radius=8)


def legend() -> tuple[Mark, ...]:
    """What the marks mean, the worst first."""
    return tuple(MARKS[state] for state in State)


def standing_words(standing: Standing) -> str:
    """One control in words: its name, its state, until when, and whether it is asked for already."""
    parts = [standing.control.title or standing.control.code or "", _(MARKS[standing.state].label)]
    if standing.expires is not None:
        words = _("expired on {day}") if standing.state is State.EXPIRED else _("holds until {day}")
        parts.append(words.format(day=format_date(standing.expires)))
    if (other := standing.gainsaid) is not None and other.state in MARKS:
        parts.append(
            _("attested otherwise as well: {state}").format(state=_(MARKS[State(other.state)].label))
        )
    if not standing.is_due:
        parts.append(_("not due yet"))
    if not standing.control.required:
        parts.append(_("good practice"))
    return visible_bidi(", ".join(part for part in parts if part))


def _in_order(row: ControlRow, columns: Mapping[Id, int]) -> list[Standing]:
    return sorted(row.standings.values(), key=lambda each: columns[each.control.id])


def _is_wanting(standing: Standing | None) -> bool:
    return standing is not None and standing.is_gap and bool(standing.control.required)

# SPDX-License-Identifier: Apache-2.0
"""The skills matrix: in each cell the mark of the level that is held, and beside it what is asked where that is more."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.domain.skills.gaps import Standing
from portfolio_desktop.gui.pages.assurance.grid import paint_grid
from portfolio_desktop.gui.pages.assurance.walking import Line, Places, Stop
from portfolio_desktop.gui.theme import RADIUS, Theme, sized, tabular
from portfolio_desktop.gui.widgets.heat.tints import mixed
from portfolio_desktop.gui.widgets.paint import paint_text
from portfolio_desktop.services.skills.gathered import SkillKind
from portfolio_desktop.services.skills.matrix import Cell, Matrix

_SIDE, _HEAD, _CELL, _COUNT = 300, 224, 52, 22
_LEAST, _MOST = 0.14, 0.45  # how much of the accent the lowest and the highest level have
RISE = "↑"
"""Stands before the mark of a level that is asked and not held, or not known to be."""


class MatrixGrid(Places):
    """People down, skills across. An empty cell is neither held nor asked."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Skills by person"), side=_SIDE, head=_HEAD, parent=parent)
        self._matrix: Matrix | None = None

    def show_matrix(self, matrix: Matrix) -> None:
        """Draw another matrix; the focus stays on the person it was on."""
        self._matrix = matrix
        skills = [column.skill for column in matrix.columns]
        lines = []
        for row in matrix.rows:
            name = visible_bidi(" · ".join(filter(None, (row.person.name, row.team))))
            lacking = sum(cell is not None and cell.lacking for cell in row.cells)
            stops = tuple(
                Stop(place * _CELL, _CELL, skill.id, cell_words(skill, cell))
                for place, (skill, cell) in enumerate(zip(skills, row.cells, strict=True))
            )
            lines.append(Line(row.person.id, "", name, f"{RISE}{lacking}" if lacking else "", stops))
        self.show_lines(lines, len(skills) * _CELL)

    def cell(self, row: int, stop: int) -> Cell | None:
        """What stands at a place; None on a name and where nothing does."""
        if self._matrix is None or stop < 0 or row >= len(self._matrix.rows):
            return None
        return self._matrix.rows[row].cells[stop]

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grid(self, self)

    def paint_head(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        for place, column in enumerate(self._matrix.columns if self._matrix else ()):
            x = _SIDE + place * _CELL - self.horizontalScrollBar().value()
            if x + _CELL < area.left() or x > area.right():
                continue
            painter.setFont(sized(self.font(), -0.5))
            painter.save()
            painter.translate(x + _CELL / 2, _HEAD - _COUNT)
            painter.rotate(-90)
            box = QRectF(0, -_CELL / 2, _HEAD - _COUNT - 6, _CELL)
            paint_text(painter, box, visible_bidi(column.skill.title), theme.text, Qt.AlignmentFlag.AlignLeft)
            painter.restore()
            if column.lacking:
                painter.setFont(tabular(sized(self.font(), -0.5, bold=True)))
                foot = QRectF(x, _HEAD - _COUNT, _CELL, _COUNT - 2)
                paint_text(
                    painter, foot, f"{RISE}{column.lacking}", theme.danger, Qt.AlignmentFlag.AlignHCenter
                )
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x + _CELL - 0.5, 0), QPointF(x + _CELL - 0.5, _HEAD))

    def paint_ground(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.line), 1))
        for place in range(len(self._matrix.columns) if self._matrix else 0):
            x = _SIDE + (place + 1) * _CELL - self.horizontalScrollBar().value() - 0.5
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def paint_stop(self, painter: QPainter, rect: QRectF, row: int, stop: int, theme: Theme) -> None:
        cell = self.cell(row, stop)
        if cell is None or self._matrix is None:
            return
        skill = self._matrix.columns[stop].skill
        whole = rect.adjusted(2.5, 2.5, -2.5, -2.5)
        # What is asked stands beside the tint, where it can be read.
        box = QRectF(whole.left(), whole.top(), whole.width() * (0.48 if cell.lacking else 1), whole.height())
        if cell.held is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(theme.accent, theme.surface, _share(skill, cell.held.step))))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        elif cell.wanted:
            painter.setPen(QPen(QColor(theme.edge), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setFont(sized(self.font(), 0, bold=True))
        paint_text(painter, box, cell.mark or "?", theme.text, Qt.AlignmentFlag.AlignHCenter)
        if cell.lacking:
            asked = QRectF(box.right() + 2, whole.top(), whole.right() - box.right(), whole.height())
            painter.setFont(sized(self.font(), -1, bold=True))
            words = RISE + (cell.asked.mark if cell.asked else "")
            paint_text(painter, asked, words, theme.danger, Qt.AlignmentFlag.AlignLeft)


def cell_words(skill: SkillKind, cell: Cell | None) -> str:
    """One cell in words: the skill, what is held and what is asked."""
    if cell is None:
        return _("{skill}: neither held nor asked").format(skill=skill.title)
    held = skill.name_of(cell.gap.held) or _("not assessed")
    said = _("{skill}: {held}").format(skill=skill.title, held=held)
    asked = skill.name_of(cell.gap.asked)
    if not cell.wanted or not asked:
        return said
    if cell.gap.standing is Standing.SHORT:
        short = ngettext("one level short", "{count} levels short", cell.gap.short).format(
            count=cell.gap.short
        )
        return _("{said}, {asked} asked, {short}").format(said=said, asked=asked, short=short)
    return _("{said}, {asked} asked").format(said=said, asked=asked)


def _share(skill: SkillKind, step: int) -> float:
    """How strongly a level is tinted: by its place among those at which the skill is defined."""
    steps = [level.step for level in skill.levels]
    place = steps.index(step) / max(1, len(steps) - 1) if step in steps else 0
    return _LEAST + place * (_MOST - _LEAST)

# SPDX-License-Identifier: Apache-2.0
"""One skill as a quiet bar: a box for each level with its mark, filled as far as it is held, with a line at what is asked."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.gui.theme import Theme, current_theme, sized
from portfolio_desktop.gui.widgets.heat.tints import mixed
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.services.skills.fit import SkillLine

_WIDTH, _HEIGHT, _BOX = 152, 26, 18
_HELD = 0.42


class LevelBar(QWidget):
    """What is held is filled, what is asked has a bracket under it; both are in the words beside it."""

    def __init__(self, line: SkillLine) -> None:
        super().__init__()
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{line.skill.title}: {line.words}")
        names = (f"{level.mark}: {level.name}" for level in line.skill.levels)
        self.setToolTip(safe_tooltip("\n".join((line.words, "", *names))))

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, levels, gap = current_theme(), self._line.skill.levels, self._line.gap
        if not levels:
            return
        wide = self.width() / len(levels)
        with painting(self) as painter:
            for place, level in enumerate(levels):
                box = QRectF(place * wide + 1, 2, wide - 2, _BOX)
                held = gap.held is not None and level.step <= gap.held
                here = level.step == gap.held
                painter.setPen(QPen(QColor(theme.outline if not held else _ground(theme)), 1))
                painter.setBrush(QColor(_ground(theme) if held else theme.surface))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
                painter.setFont(sized(self.font(), -1, bold=here))
                ink = theme.text if held else theme.muted
                paint_text(painter, box, level.mark, ink, Qt.AlignmentFlag.AlignHCenter)
                if level.step == gap.asked:
                    painter.setPen(QPen(QColor(theme.danger if not held else theme.text), 2))
                    foot = _BOX + 5
                    painter.drawLine(QPointF(box.left() + 1, foot), QPointF(box.right() - 1, foot))


def _ground(theme: Theme) -> str:
    return mixed(theme.accent, theme.surface, _HELD)

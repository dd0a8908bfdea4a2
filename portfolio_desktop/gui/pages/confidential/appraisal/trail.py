# SPDX-License-Identifier: Apache-2.0
"""How far an appraisal is, as a quiet trail: what is behind it, where it stands, what is ahead."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.appraisal.standing import Stage
from portfolio_desktop.gui.theme import GAP_SMALL, current_theme, sized
from portfolio_desktop.gui.widgets.paint import painting

STAGES: dict[Stage, str] = {
    Stage.OPEN: N_("Under way"),
    Stage.MEETING: N_("Meeting"),
    Stage.SIGNING: N_("Signing"),
    Stage.CLOSED: N_("Locked"),
}
"""What each stage is called where there is little room."""

_DOT, _LINK, _HEIGHT = 5.0, 36, 28


class Trail(QWidget):
    """The stages from left to right, the one it stands at filled and in bold."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stage = Stage.OPEN

    def show_stage(self, stage: Stage) -> None:
        """Where it stands now."""
        self._stage = stage
        self.setAccessibleName(_("Stage: {stage}").format(stage=_(STAGES[stage])))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widths = [self._width(stage) for stage in STAGES]
        return QSize(round(sum(widths)) + _LINK * (len(widths) - 1), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        order: Sequence[Stage] = tuple(STAGES)
        at, left, middle = order.index(self._stage), 0.0, self.height() / 2
        with painting(self) as painter:
            for place, stage in enumerate(order):
                here, done = place == at, place < at or self._stage is Stage.CLOSED
                ink = QColor(theme.accent if here or done else theme.edge)
                painter.setPen(QPen(ink, 1.5))
                painter.setBrush(ink if here or done else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(left + _DOT + 1, middle), _DOT, _DOT)
                painter.setFont(sized(self.font(), 0, bold=here))
                painter.setPen(QColor(theme.text if here else theme.muted))
                words = QRectF(left + 2 * _DOT + GAP_SMALL, 0, self._width(stage), self.height())
                painter.drawText(
                    words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _(STAGES[stage])
                )
                left += self._width(stage)
                if place < len(order) - 1:
                    painter.setPen(QPen(QColor(theme.accent if place < at else theme.line), 1.5))
                    painter.drawLine(QPointF(left + 4, middle), QPointF(left + _LINK - 8, middle))
                left += _LINK

    def _width(self, stage: Stage) -> float:
        metrics = self.fontMetrics()
        return 2 * _DOT + GAP_SMALL + metrics.horizontalAdvance(_(STAGES[stage])) * 1.1

# SPDX-License-Identifier: Apache-2.0
"""Money year by year as bars: the forecast filled, the baseline as a line across it, what was spent as a darker core."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import format_money
from portfolio_desktop.gui.theme import current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting

_HEIGHT, _FOOT, _HEAD, _WIDEST = 168, 22, 22, 56


@dataclass(frozen=True, slots=True)
class YearBar:
    """The sums of one year; None where nothing is known."""

    year: str
    baseline: Decimal | None
    forecast: Decimal | None
    actual: Decimal | None


class YearBars(QWidget):
    """The table beside it says the same in figures."""

    def __init__(self, years: Sequence[YearBar], unit: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._years = tuple(years)
        self._unit = unit
        self.setFont(tabular(sized(self.font(), -1)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = "; ".join(f"{each.year}: {self._money(each.forecast)}" for each in self._years)
        self.setAccessibleName(_("Forecast by year: {}").format(said))

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        amounts = [
            amount
            for each in self._years
            for amount in (each.baseline, each.forecast, each.actual)
            if amount is not None and amount > 0
        ]
        highest = float(max(amounts, default=Decimal(1)))
        step = self.width() / max(1, len(self._years))
        with painting(self) as painter:
            painter.setPen(QColor(current_theme().line))
            foot = self.height() - _FOOT + 0.5
            painter.drawLine(QLineF(0, foot, self.width(), foot))
            for place, each in enumerate(self._years):
                self._year(painter, each, QRectF(place * step, 0, step, self.height()), highest)

    def _year(self, painter: QPainter, each: YearBar, slot: QRectF, highest: float) -> None:
        theme = current_theme()
        width = min(_WIDEST, slot.width() * 0.6)
        left, foot = slot.center().x() - width / 2, slot.bottom() - _FOOT
        room = slot.height() - _FOOT - _HEAD

        def height(amount: Decimal | None) -> float:
            return max(0.0, float(amount) / highest * room) if amount is not None else 0.0

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selection))
        top = foot - height(each.forecast)
        painter.drawRect(QRectF(left, top, width, foot - top))
        painter.setBrush(QColor(theme.accent))
        spent = height(each.actual)
        painter.drawRect(QRectF(left + width * 0.3, foot - spent, width * 0.4, spent))
        if each.baseline is not None:
            line = foot - height(each.baseline)
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawLine(QLineF(left - 4, line, left + width + 4, line))
        painter.setFont(self.font())
        above = QRectF(slot.left(), min(top, foot - height(each.baseline)) - 20, slot.width(), 18)
        centred = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, above, self._money(each.forecast), theme.text, centred)
        paint_text(
            painter, QRectF(slot.left(), foot + 2, slot.width(), _FOOT - 2), each.year, theme.muted, centred
        )

    def _money(self, amount: Decimal | None) -> str:
        return format_money(amount, self._unit, places=1 if self._unit else 0) if amount is not None else "–"

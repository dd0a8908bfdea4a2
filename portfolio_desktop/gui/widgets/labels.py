# SPDX-License-Identifier: Apache-2.0
"""Labels that show what they are given letter by letter.

No other label class is used for anything that holds data.
"""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import format_money
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.gui.access.roles import leave_unsaid
from portfolio_desktop.gui.theme import RADIUS, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import one_line, paint_text, painting, repolish, safe_tooltip


class Label(QLabel):
    """Plain text, wrapped if `wrap`. `ink` is text, muted, accent or danger; `step` changes the size in points."""

    def __init__(
        self,
        text: str = "",
        *,
        ink: str = "text",
        step: float = 0,
        bold: bool = False,
        wrap: bool = False,
        unsaid: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`unsaid` where the control that it belongs to says the same to a screen reader."""
        super().__init__(parent)
        if unsaid:
            leave_unsaid(self)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setProperty("ink", ink)
        if step or bold:
            self.setFont(sized(self.font(), step, bold=bold))

    def set_ink(self, ink: str) -> None:
        self.setProperty("ink", ink)
        repolish(self)


class FirstWords(Label):
    """A title where the keyboard begins, so that what it is about is heard first."""

    def __init__(self, text: str, *, step: float, parent: QWidget | None = None) -> None:
        super().__init__(text, step=step, bold=True, wrap=True, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with painting(self) as painter:
                painter.setPen(QColor(current_theme().accent))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class ElidedLabel(QWidget):
    """One line that ends in an ellipsis when there is no room, and then shows the whole as a tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        ink: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        step: float = 0,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ink, self._align = ink, align
        if step or bold:
            self.setFont(sized(self.font(), step, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self._offer_whole()
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: str) -> None:
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(metrics.horizontalAdvance(one_line(self._text)) + 2, 800), metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_text(
                painter, QRectF(self.rect()), self._text, getattr(current_theme(), self._ink), self._align
            )

    def _offer_whole(self) -> None:
        cut = self.sizeHint().width() > self.width() or "\n" in self._text
        self.setToolTip(safe_tooltip(self._text) if cut else "")


class ValueLabel(ElidedLabel):
    """A number, amount or date, already formatted: right-aligned in tabular figures.

    What is not known says so, muted.
    """

    def __init__(self, value: str | Unknown | None = None, *, step: float = 0, bold: bool = False) -> None:
        super().__init__(align=Qt.AlignmentFlag.AlignRight, step=step, bold=bold)
        self.setFont(tabular(self.font()))
        self.set_value(value)

    def set_value(self, value: str | Unknown | None) -> None:
        known = isinstance(value, str)
        self._ink = "text" if known else "muted"
        self.set_text(value if isinstance(value, str) else value.text if value else _("Not set"))


class MoneyLabel(ValueLabel):
    """An exact amount in the unit of its column or page ("", "k", "m" or "bn")."""

    def __init__(self, unit: str = "", *, step: float = 0, bold: bool = False) -> None:
        super().__init__(step=step, bold=bold)
        self._unit = unit

    def set_amount(self, amount: Decimal | Unknown | None) -> None:
        self.set_value(format_money(amount, self._unit) if isinstance(amount, Decimal) else amount)

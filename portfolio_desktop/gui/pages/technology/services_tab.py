# SPDX-License-Identifier: Apache-2.0
"""How well applications serve: each measure's latest reading against its target, and whether earlier ones met theirs."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, words
from portfolio_desktop.gui.theme import GAP_SMALL, current_theme, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.paint import painting, safe_tooltip
from portfolio_desktop.services.technology.assets import Estate, MeasureLine

_ACTUAL, _TARGET, _WHEN, _VERDICT, _BEFORE = 116, 148, 104, 92, 132
_EARLIER = 5


class ServicesTab(Body):
    """A card for each asset that is measured; rows open their measure."""

    opened = Signal(str, str)
    picked = Signal(str)
    """The id of the measure that the keyboard has come to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(widest=1400, parent=parent)
        self.column.setContentsMargins(0, 0, GAP_SMALL, 0)

    def show_estate(self, estate: Estate) -> None:
        """Draw every measure, by asset; how far the page was scrolled stays."""
        above = self.verticalScrollBar().value()
        self.clear()
        cards: dict[str, Card] = {}
        for line in estate.measures:
            card = cards.get(line.asset)
            if card is None:
                card = cards[line.asset] = Card(line.asset_title)
                self.column.addWidget(card)
            card.column.addWidget(self._row(line))
        if not cards:
            card = Card(_("Services"))
            card.say(
                _(
                    "No service measure is kept for an asset in use. Add some in the register of service measures."
                )
            )
            self.column.addWidget(card)
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(above)

    def _row(self, line: MeasureLine) -> QWidget:
        said = verdict(line.met)
        row = RowButton(
            f"{line.asset_title}: {line.title}. {reading(line.actual, line.unit)}. {said}",
            lambda: self.opened.emit("service_measure", line.id),
        )
        row.reached.connect(lambda: self.picked.emit(line.id))
        row.put(words(line.title), 1)
        row.put(_number(reading(line.actual, line.unit)), width=_ACTUAL)
        row.put(_number(target_words(line), ink="muted"), width=_TARGET)
        row.put(Marks((*line.before[-_EARLIER:], line.met)), width=_BEFORE)
        row.put(words(said, ink="danger" if line.met is False else "text"), width=_VERDICT)
        month = format_month(line.period_end) if line.period_end else ""
        return row.put(words(month, ink="muted", right=True), width=_WHEN)


class Marks(QWidget):
    """One mark a reading, the latest at the right and larger: a disc for met, a triangle for missed, a dash for neither."""

    def __init__(self, verdicts: tuple[bool | None, ...]) -> None:
        super().__init__()
        self._verdicts = verdicts
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(map(verdict, verdicts)))
        self.setToolTip(
            safe_tooltip(_("Readings from the oldest: {verdicts}").format(verdicts=self.accessibleName()))
        )

    def sizeHint(self) -> QSize:
        return QSize(_BEFORE, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            for place, met in enumerate(reversed(self._verdicts)):
                size = 5.5 if place == 0 else 4.0
                at = QPointF(self.width() - 10 - place * 20, self.height() / 2)
                tone = theme.tones["green" if met else "red" if met is False else "none"]
                painter.setPen(QPen(QColor(tone.edge), 1))
                painter.setBrush(QColor(tone.fill))
                if met:
                    painter.drawEllipse(at, size, size)
                elif met is False:
                    up, down = at + QPointF(0, -size * 1.1), size * 0.95
                    painter.drawPolygon(
                        [up, at + QPointF(-size * 1.15, down), at + QPointF(size * 1.15, down)]
                    )
                else:
                    painter.fillRect(QRectF(at.x() - size, at.y() - 1, 2 * size, 2), QColor(tone.edge))


def verdict(met: bool | None) -> str:
    """Whether a target was met, in a word."""
    return _("met") if met else _("missed") if met is False else _("not known")


def reading(value: Decimal | None, unit: str) -> str:
    """A reading with its unit."""
    if value is None:
        return "\N{EN DASH}"
    return f"{value.normalize():,f}{unit}" if unit == "%" else f"{value.normalize():,f} {unit}".strip()


def target_words(line: MeasureLine) -> str:
    """The target, and on which side of it a reading should lie."""
    if line.target is None:
        return _("no target")
    side = _("at least {value}") if line.higher_is_better else _("at most {value}")
    if line.higher_is_better is None:
        side = _("target {value}")
    return side.format(value=reading(line.target, line.unit))


def _number(text: str, *, ink: str = "text") -> ElidedLabel:
    label = words(text, ink=ink, right=True)
    label.setFont(tabular(label.font()))
    label.setAccessibleName(text)
    return label

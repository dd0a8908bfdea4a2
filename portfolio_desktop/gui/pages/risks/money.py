# SPDX-License-Identifier: Apache-2.0
"""What the open risks may cost in all, against the contingency held: figures, a picture of them, and how they were found."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import fitting_unit, format_money
from portfolio_desktop.domain.exposure import Cover
from portfolio_desktop.gui.pages.pieces import words
from portfolio_desktop.gui.pages.risks.lists import Lines
from portfolio_desktop.gui.pages.risks.marks import RiskRow
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL, Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.services.risks.figures import ExposureLine, RiskExposure

Pick = Callable[[str], None]
_MOST = 40


def exposure(found: RiskExposure, pick: Pick, open_it: Pick) -> Lines:
    """The figures, then the risks that make them, the largest first."""
    page = Lines()
    if not found.lines:
        page.say(
            _(
                "No open risk states both a probability and an amount. Give some both, in the form or the register, "
                "and the exposure is worked out here."
            )
        )
        return page.close_off()
    figures = found.figures
    unit = fitting_unit([figures.p80, figures.expected, *((found.cover.held,) if found.cover else ())])
    each = fitting_unit([line.cost.most for line in found.lines[:_MOST]])
    row = QHBoxLayout()
    row.setSpacing(GAP_HUGE)
    row.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, 0)
    for caption, amount, note in (
        (_("Expected value"), figures.expected, _of(found)),
        (_("P50"), figures.p50, _("even chance of less")),
        (_("P80"), figures.p80, _("4 in 5 chance of less")),
        (_("Contingency held"), _held(found), _contingency(found)),
    ):
        row.addWidget(_figure(caption, amount, unit, note))
    row.addStretch(1)
    page.column.addLayout(row)
    page.column.addSpacing(GAP)
    page.column.addWidget(ExposureBar(found, unit))
    page.say(" ".join(part for part in (_verdict(found, unit), found.method) if part))
    for line in found.lines[:_MOST]:
        page.column.addWidget(_line(line, each, pick, open_it))
    return page.close_off()


class ExposureBar(QWidget):
    """From the least to the most on one line, with P50, P80, the expected value and the contingency marked on it."""

    def __init__(self, found: RiskExposure, unit: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found, self._unit = found, unit
        self.setFont(tabular(sized(self.font(), -1)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = "; ".join(f"{name} {self._money(amount)}" for name, amount, _above in self._marks())
        self.setAccessibleName(_("Exposure: {}").format(said))

    def sizeHint(self) -> QSize:
        return QSize(360, 76)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 76)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        figures = self._found.figures
        with painting(self) as painter:
            painter.setFont(self.font())
            bar = self._bar()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.line))
            painter.drawRoundedRect(bar, 4, 4)
            painter.setBrush(QColor(theme.selection))
            likely = QRectF(bar)
            likely.setRight(max(bar.left() + 4, self._at(figures.p80)))
            painter.drawRoundedRect(likely, 4, 4)
            for above in (True, False):
                marks = sorted(
                    (amount, f"{name} {self._money(amount)}")
                    for name, amount, over in self._marks()
                    if over is above
                )
                self._paint_marks(painter, marks, theme, above=above)

    def _marks(self) -> list[tuple[str, Decimal, bool]]:
        figures = self._found.figures
        marks = [
            (_("P50"), figures.p50, True),
            (_("P80"), figures.p80, True),
            (_("expected"), figures.expected, False),
        ]
        if self._found.cover is not None:
            marks.append((_("held"), self._found.cover.held, False))
        return marks

    def _bar(self) -> QRectF:
        return QRectF(8, 32, self.width() - 16, 12)

    def _at(self, amount: Decimal) -> float:
        """Across the bar, which runs to a little beyond what matters: the most that could ever happen is far away."""
        low = min(Decimal(), self._found.figures.least)
        high = max(amount for _name, amount, _above in self._marks()) * Decimal("1.15")
        bar = self._bar()
        share = float((amount - low) / (high - low)) if high > low else 0.0
        return bar.left() + max(0.0, min(1.0, share)) * bar.width()

    def _paint_marks(
        self, painter: QPainter, marks: list[tuple[Decimal, str]], theme: Theme, *, above: bool
    ) -> None:
        """The marks of one side, with what they mean beside them: none over another."""
        bar, metrics = self._bar(), QFontMetricsF(painter.fontMetrics())
        widths = [metrics.horizontalAdvance(said) + 6 for _amount, said in marks]
        free = 0.0
        for place, (amount, said) in enumerate(marks):
            across = self._at(amount)
            painter.setPen(QPen(QColor(theme.accent if above else theme.text), 2))
            start, end = (bar.top() - 6, bar.bottom()) if above else (bar.top(), bar.bottom() + 6)
            painter.drawLine(QLineF(across, start, across, end))
            # Centred on its mark, yet leaving room for those that follow, and for those before it.
            most = self.width() - sum(widths[place:])
            if place + 1 < len(marks):
                most = min(most, self._at(marks[place + 1][0]) - widths[place])
            left = max(free, min(across - widths[place] / 2, most))
            free = left + widths[place]
            box = QRectF(left, bar.top() - 24 if above else bar.bottom() + 8, widths[place], 16)
            paint_text(painter, box, said, theme.text, Qt.AlignmentFlag.AlignHCenter)

    def _money(self, amount: Decimal) -> str:
        return format_money(amount, self._unit)


def _figure(caption: str, amount: Decimal | None, unit: str, note: str) -> QWidget:
    figure = Lines()
    figure.column.setContentsMargins(0, 0, 0, 0)
    value = Label(_("Not known") if amount is None else format_money(amount, unit), step=4, bold=True)
    value.setFont(tabular(value.font()))
    for label in (
        ElidedLabel(caption, ink="muted", step=-1),
        value,
        ElidedLabel(note, ink="muted", step=-1),
    ):
        figure.column.addWidget(label)
    return figure


def _held(found: RiskExposure) -> Decimal | None:
    return found.cover.held if found.cover else None


def _of(found: RiskExposure) -> str:
    return _("{stated:,} of {all:,} risks state figures").format(stated=len(found.lines), all=found.of)


def _contingency(found: RiskExposure) -> str:
    total = found.contingency
    return ngettext(
        "of {known:,} of {count:,} project", "of {known:,} of {count:,} projects", total.count
    ).format(known=total.known, count=total.count)


def _verdict(found: RiskExposure, unit: str) -> str:
    cover = found.cover
    if cover is None:
        return ""
    chance = _percent(cover)
    if cover.short > 0:
        return _("The contingency is {short} short of P80; it is enough with a chance of {chance}.").format(
            short=format_money(cover.short, unit), chance=chance
        )
    return _("The contingency covers P80; it is enough with a chance of {chance}.").format(chance=chance)


def _percent(cover: Cover) -> str:
    """Its chance in words; a simulation proves neither that nothing happens nor that it is certain."""
    if not cover.percent:
        return _("less than 1 %")
    return _("more than 99 %") if cover.chance > Fraction(99, 100) else f"{cover.percent} %"


def _line(line: ExposureLine, unit: str, pick: Pick, open_it: Pick) -> RiskRow:
    expected = format_money(line.expected, unit)
    row = RiskRow(f"{line.code} {line.title}: {expected}")
    row.picked.connect(lambda: pick(line.id))
    row.opened.connect(lambda: open_it(line.id))
    row.put(words(line.code, ink="muted"), width=58)
    row.put(words(line.title), 4)
    spread = line.cost
    said = format_money(spread.likely, unit)
    if spread.least != spread.most:
        said = _("{least} to {most}").format(
            least=format_money(spread.least, unit), most=format_money(spread.most, unit)
        )
    for text, width in ((f"{line.chance.normalize():f} %", 54), (said, 128)):
        cell = ElidedLabel(text, ink="muted", align=Qt.AlignmentFlag.AlignRight)
        cell.setFont(tabular(cell.font()))
        row.put(cell, width=width)
    value = ElidedLabel(expected, bold=True, align=Qt.AlignmentFlag.AlignRight)
    value.setFont(tabular(value.font()))
    row.put(value, width=84)
    return row

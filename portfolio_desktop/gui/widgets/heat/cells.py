# SPDX-License-Identifier: Apache-2.0
"""Painting the cells of a heat map and the words beside them: each band by letter, shape and tone together."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.risk_matrix import Band, Point
from portfolio_desktop.gui.theme import RADIUS, Theme, Tone, sized, tabular
from portfolio_desktop.gui.widgets.heat.grid import TITLE, Grid
from portfolio_desktop.gui.widgets.heat.tints import faint
from portfolio_desktop.gui.widgets.paint import paint_text
from portfolio_desktop.gui.widgets.rating import paint_shape

_Align = Qt.AlignmentFlag


def paint_axes(painter: QPainter, grid: Grid, font: QFont, theme: Theme) -> None:
    """The words of every step, and what the two axes measure."""
    area = grid.area
    for likelihood, word in enumerate(grid.axes.likelihood, 1):
        cell = grid.cell(Point(likelihood, 1))
        left = QRectF(TITLE, cell.top(), area.left() - TITLE - 6, cell.height())
        _paint_word(painter, left, word, font, theme, _Align.AlignRight | _Align.AlignVCenter)
    for impact, word in enumerate(grid.axes.impact, 1):
        cell = grid.cell(Point(1, impact))
        below = QRectF(cell.left() - 1, area.bottom() + 3, cell.width() + 2, grid.foot - 3)
        _paint_word(painter, below, word, font, theme, _Align.AlignHCenter | _Align.AlignTop)
    painter.setFont(sized(font, -1))
    foot = QRectF(area.left(), grid.height - TITLE, area.width(), TITLE)
    paint_text(painter, foot, _("Impact →"), theme.muted, _Align.AlignHCenter)
    painter.save()
    painter.translate(0, area.bottom())
    painter.rotate(-90)
    side = QRectF(0, 0, area.height(), TITLE)
    paint_text(painter, side, _("Likelihood →"), theme.muted, _Align.AlignHCenter)
    painter.restore()


def _paint_word(painter: QPainter, box: QRectF, word: str, font: QFont, theme: Theme, align: _Align) -> None:
    """The word of a step, on two lines where one is too narrow, smaller where the cells are many."""
    narrow = box.width() < 60 or box.height() < 30
    painter.setFont(sized(font, -1.5 if narrow else -0.5))
    metrics = QFontMetricsF(painter.fontMetrics())
    # A part of it that is wider than the box would lose both its ends: it ends in three dots instead.
    word = " ".join(
        metrics.elidedText(part, Qt.TextElideMode.ElideRight, box.width()) for part in word.split()
    )
    painter.setPen(QColor(theme.text))
    painter.save()
    painter.setClipRect(box)
    painter.drawText(box, align | Qt.TextFlag.TextWordWrap, word)
    painter.restore()


def cell_tone(band: Band, theme: Theme, *, strong: bool, empty: bool) -> Tone:
    """The tone of a cell: full where risks are counted in it, quiet under arrows, and quieter where nothing stands."""
    tone = theme.tones[band.tone]
    return tone if strong else faint(tone, theme, faintest=empty)


def paint_cell(
    painter: QPainter, rect: QRectF, band: Band, tone: Tone, font: QFont, *, edge: str = ""
) -> None:
    """The ground of a cell and the mark of its band; `edge` in place of the edge of its tone."""
    painter.setPen(QPen(QColor(edge or tone.edge), 1))
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    roomy = rect.width() >= 40 and rect.height() >= 30
    at = QPointF(rect.left() + 8, rect.top() + 8)
    paint_shape(painter, at, band.shape, 3.2 if roomy else 2.4, tone)
    if roomy:
        painter.setFont(sized(font, -2, bold=True))
        box = QRectF(rect.left() + 14, rect.top() + 1, rect.width() - 16, 14)
        paint_text(painter, box, band.letter, tone.text, _Align.AlignLeft)


def paint_count(painter: QPainter, rect: QRectF, count: int, tone: Tone, font: QFont) -> None:
    """How many stand in a cell, as large as it can be read."""
    small = rect.height() < 34 or rect.width() < 40
    painter.setFont(tabular(sized(font, 0 if small else 6, bold=True)))
    said, room = f"{count:,}", rect.adjusted(8 if small else 0, 0, 0, 0)
    if QFontMetricsF(painter.fontMetrics()).horizontalAdvance(said) > room.width():
        # A count that is cut off is another count.
        painter.setFont(tabular(sized(font, -2.5, bold=True)))
        room = rect.adjusted(0, 8, 0, 0)
    paint_text(painter, room, said, tone.text, _Align.AlignHCenter)


def paint_small_count(painter: QPainter, rect: QRectF, count: int, tone: Tone, font: QFont) -> None:
    """The same in the corner, under arrows."""
    painter.setFont(tabular(sized(font, -1.5)))
    box = QRectF(rect.left(), rect.top() + 1, rect.width() - 4, 13)
    paint_text(painter, box, f"{count:,}", tone.text, _Align.AlignRight)


def paint_chosen(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The frame of the cell that is chosen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.surface), 2))
    painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), RADIUS, RADIUS)
    painter.setPen(QPen(QColor(theme.accent), 3))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


def paint_present(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """A dot and the word for where something stands now, on a ground of their own: readable over every tone."""
    painter.setFont(sized(painter.font(), -1, bold=True))
    said = _("now")
    small = rect.width() < 52 or rect.height() < 30
    width = 14.0 if small else QFontMetricsF(painter.fontMetrics()).horizontalAdvance(said) + 24
    pill = QRectF(0, 0, width, 16)
    pill.moveCenter(QPointF(rect.center().x(), rect.center().y() + (0 if small else 3)))
    painter.setPen(QPen(QColor(theme.text), 1))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(pill, 8, 8)
    painter.setBrush(QColor(theme.text))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(pill.left() + (7 if small else 9), pill.center().y()), 3.5, 3.5)
    if not small:
        paint_text(painter, pill.adjusted(16, 0, -6, 0), said, theme.text, _Align.AlignLeft)


def paint_focus(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The frame of the cell that the keyboard stands on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.text), 1.5, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), RADIUS, RADIUS)

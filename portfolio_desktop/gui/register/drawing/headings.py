# SPDX-License-Identifier: Apache-2.0
"""The line above a group: what it is called, how many records it has, and totals that say how much of them is known."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView

from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.models.register_model import RegisterModel, heading_sums
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL, GAP_TINY, Theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, BADGE_WIDTH, paint_badge
from portfolio_desktop.gui.widgets.tables.frozen import FrozenTable
from portfolio_desktop.services.reading import Total
from portfolio_desktop.services.registers.cells import known_words, total_words
from portfolio_desktop.services.registers.grouping import Heading

_RIGHT = Qt.AlignmentFlag.AlignRight


def paint_heading(
    painter: QPainter, band: QRect, heading: Heading, table: FrozenTable, model: RegisterModel, theme: Theme
) -> None:
    """Paint `heading` over the whole line `band` of the table."""
    heads = table.heads
    painter.fillRect(band, QColor(theme.hover if heading.level == 0 and heading.inner else theme.raised))
    spot = QRect(GAP_SMALL + heading.level * GAP_LARGE, band.center().y() - 7, 14, 14)
    icon("chevron-down" if heading.open else "chevron-right", "muted").paint(painter, spot)
    left = spot.right() + GAP_SMALL
    sums = [
        (section, total)
        for section, total in heading_sums(model, heading)
        if _left_of(heads, section) > max(left, heads.scrolled_edge())
    ]
    end = min((_left_of(heads, section) for section, _total in sums), default=band.right())
    _paint_words(
        painter,
        QRectF(left, band.top(), max(0, end - left - GAP_SMALL), band.height()),
        heading,
        table,
        theme,
    )
    for section, total in sums:
        cell = QRectF(
            _left_of(heads, section),
            band.top(),
            heads.sectionSize(section) - GAP_SMALL,
            band.height(),
        )
        _paint_sum(painter, cell, total, model.units.get(model.columns[section].name, ""), table, theme)


def _paint_words(painter: QPainter, rest: QRectF, heading: Heading, table: FrozenTable, theme: Theme) -> None:
    if heading.badge is not None:
        place = QRectF(rest.left(), rest.center().y() - BADGE_HEIGHT / 2 + 0.5, BADGE_WIDTH, BADGE_HEIGHT)
        paint_badge(painter, place, heading.badge, theme)
        rest = rest.adjusted(BADGE_WIDTH + GAP_SMALL, 0, 0, 0)
    painter.setFont(sized(table.font(), 0, bold=True))
    paint_text(painter, rest, heading.words, theme.text, Qt.AlignmentFlag.AlignLeft)
    taken = min(painter.fontMetrics().horizontalAdvance(heading.words), round(rest.width()))
    painter.setFont(table.font())
    count = rest.adjusted(taken + GAP_SMALL, 0, 0, 0)
    paint_text(painter, count, f"{len(heading.rows):,}", theme.muted, Qt.AlignmentFlag.AlignLeft)


def _paint_sum(
    painter: QPainter, cell: QRectF, total: Total, unit: str, table: FrozenTable, theme: Theme
) -> None:
    """The sum; where not all is known, how much of it is, as fully as there is room for."""
    painter.setFont(table.font())
    words = total_words(total, unit)
    paint_text(painter, cell, words, theme.text, _RIGHT)
    if total.known == total.count:
        return
    room = cell.width() - painter.fontMetrics().horizontalAdvance(words) - GAP_SMALL
    painter.setFont(sized(table.font(), -1.5))
    for said in (known_words(total), f"{total.known:,}/{total.count:,}"):
        if painter.fontMetrics().horizontalAdvance(said) + GAP_TINY <= room:
            paint_text(
                painter, QRectF(cell.left(), cell.top(), room, cell.height()), said, theme.muted, _RIGHT
            )
            return


def _left_of(heads: QHeaderView, section: int) -> int:
    return heads.sectionViewportPosition(section)

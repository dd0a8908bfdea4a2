# SPDX-License-Identifier: Apache-2.0
"""The wavy line itself. Qt's own is squeezed into what small letters leave below them, and reads as pale dots."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPen,
    QPixmap,
    QTextBlock,
    QTextCharFormat,
    QTextFormat,
    QTextLine,
)
from PySide6.QtWidgets import QPlainTextEdit

from portfolio_desktop.gui.theme import current_theme

_MARK = QTextFormat.Property.UserProperty.value + 1
_STEP, _HEIGHT, _PEN = 2.0, 2.0, 1.3  # logical pixels


def mark() -> QTextCharFormat:
    """The format of characters that get a line. It changes nothing else of them."""
    marked = QTextCharFormat()
    marked.setProperty(_MARK, True)
    return marked


def marked_in(block: QTextBlock) -> Iterator[tuple[int, int]]:
    """Where a paragraph has lines: start and end."""
    for each in block.layout().formats():
        if each.format.hasProperty(_MARK):
            yield each.start, each.start + each.length


def paint_waves(edit: QPlainTextEdit, rect: QRect) -> None:
    """Draw the lines within `rect` of the viewport, during its paint event."""
    painter = QPainter(edit.viewport())
    painter.setClipRect(rect)
    wave = _wave(current_theme().danger, edit.devicePixelRatioF())
    block, offset = edit.firstVisibleBlock(), edit.contentOffset()
    while block.isValid():
        place = edit.blockBoundingGeometry(block).translated(offset)
        if place.top() > rect.bottom():
            break
        if block.isVisible():
            for start, end in marked_in(block):
                for under in _under(block, start, end):
                    painter.drawTiledPixmap(under.translated(place.topLeft()), wave)
        block = block.next()
    painter.end()


def _wave(colour: str, ratio: float) -> QPixmap:
    """One period, to be laid side by side."""
    wave = QPixmap(round(2 * _STEP * ratio), round((_HEIGHT + 2) * ratio))
    wave.setDevicePixelRatio(ratio)
    wave.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wave)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), _PEN))
    painter.drawPolyline([QPointF(at * _STEP, 1 + at % 2 * _HEIGHT) for at in range(-1, 5)])
    painter.end()
    return wave


def _under(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The places below a word, one for each line that it stands on, counted from the corner of its paragraph."""
    layout = block.layout()
    number = layout.lineForTextPosition(start).lineNumber()
    while number < layout.lineCount() and (line := layout.lineAt(number)).textStart() < end:
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        left, right = sorted((_x(line, first), _x(line, last)))
        yield QRectF(left, line.y() + line.ascent(), right - left, _HEIGHT + 2)
        number += 1


def _x(line: QTextLine, place: int) -> float:
    x, _place = cast("tuple[float, int]", line.cursorToX(place))
    return x

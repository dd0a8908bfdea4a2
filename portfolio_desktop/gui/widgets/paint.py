# SPDX-License-Identifier: Apache-2.0
"""What several widgets share: painters that close themselves, elided words, the mark of a problem."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """A smooth painter on `widget`, for use inside its paintEvent."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def paint_text(painter: QPainter, rect: QRectF, text: str, colour: str, align: Qt.AlignmentFlag) -> None:
    """One line of plain text, elided to `rect` and centred vertically."""
    metrics = QFontMetricsF(painter.fontMetrics())
    painter.setPen(QColor(colour))
    shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def repolish(widget: QWidget) -> None:
    """Have the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def mark_problem(widget: QWidget, sentence: str) -> None:
    """Mark what was entered as not understood and say why; an empty sentence takes the mark away."""
    widget.setProperty("problem", bool(sentence))
    widget.setToolTip(safe_tooltip(sentence))
    widget.setAccessibleDescription(sentence)
    repolish(widget)


def one_line(text: str) -> str:
    """`text` on one line and no longer than anybody can read, so that measuring it stays quick."""
    return " ".join(text[:2000].split())


def safe_tooltip(text: str) -> str:
    """`text` as a tooltip that shows it letter by letter, wraps it, and never reads it as markup."""
    return f'<span style="white-space: pre-wrap">{escape(text[:2000])}</span>' if text else ""

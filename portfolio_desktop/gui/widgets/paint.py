# SPDX-License-Identifier: Apache-2.0
"""What several widgets share: painters that close themselves, elided words, the mark of a problem."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from textwrap import fill

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.theme import current_theme

_TOLD = "problemTold"
_TIP_LETTERS = 80  # on one line of a tooltip


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


def paint_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The ring around a line of a list that paints itself, where the keyboard is on it."""
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(current_theme().accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))


def repolish(widget: QWidget) -> None:
    """Have the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def lay_out_again(widget: QWidget) -> None:
    """Have the parts of a widget find their places at once, where it changed them while it was being resized.

    Qt has laid them out just before that, and takes what they ask for meanwhile for settled: one would lie over the other.
    """
    if (layout := widget.layout()) is not None:
        layout.invalidate()
        layout.activate()


def mark_problem(widget: QWidget, sentence: str) -> None:
    """Mark what was entered as not understood and say why; an empty sentence takes the mark away.

    What its description said of it before stays, after the sentence.
    """
    told = str(widget.property(_TOLD) or "")
    usual = widget.accessibleDescription().removeprefix(told).strip()
    widget.setProperty(_TOLD, sentence)
    widget.setProperty("problem", bool(sentence))
    widget.setToolTip(safe_tooltip(sentence))
    widget.setAccessibleDescription(f"{sentence} {usual}".strip())
    repolish(widget)
    if sentence != told:
        announce(widget, sentence, at_once=True)


def one_line(text: str) -> str:
    """`text` on one line and no longer than anybody can read, so that measuring it stays quick."""
    return " ".join(text[:2000].split())


def safe_tooltip(text: str) -> str:
    """`text` as a tooltip that shows it letter by letter, wraps it, and never reads it as markup.

    Only what could be taken for markup becomes some: a tooltip is read to whoever does not see it as it stands.
    """
    text = text[:2000]
    if "<" in text or "&lt;" in text:
        return f'<span style="white-space: pre-wrap">{escape(text)}</span>'
    return "\n".join(fill(line, _TIP_LETTERS, break_on_hyphens=False) for line in text.split("\n"))

# SPDX-License-Identifier: Apache-2.0
"""Small marks that say how a risk stands, and rows that are chosen with one click and opened with two."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.movement import MOVEMENT_LABELS, Movement
from portfolio_desktop.domain.risk_matrix import Cell
from portfolio_desktop.gui.pages.pieces import RowButton, words
from portfolio_desktop.gui.theme import current_theme, sized, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, paint_badge

_BADGE, _AIR = 40, 4
_WIDEST = "888"  # no cell scores more digits
_ARROWS = {Movement.WORSE: "\u2191", Movement.BETTER: "\u2193", Movement.SAME: "=", Movement.BACK: "\u21ba"}
_INKS = {Movement.WORSE: "danger", Movement.BACK: "danger", Movement.NEW: "accent"}


class BandBadge(QWidget):
    """The band of a risk by letter, shape and tone, with its score; a dash where it has none."""

    def __init__(self, cell: Cell | None, *, given: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell = cell
        self.setFont(tabular(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(cell_words(cell, given))
        self.setToolTip(safe_tooltip(self.accessibleName()))

    def sizeHint(self) -> QSize:
        return QSize(_BADGE + self._room, BADGE_HEIGHT + 2)

    @property
    def _room(self) -> int:
        """For the score: the same beside every badge, so that what follows stands in one line."""
        return QFontMetrics(sized(self.font(), 0, bold=True)).horizontalAdvance(_WIDEST) + _AIR

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(self.font())
            badge = QRectF(0, (self.height() - BADGE_HEIGHT) / 2, _BADGE, BADGE_HEIGHT)
            paint_badge(painter, badge, self._cell.band if self._cell else None, theme)
            if self._cell is not None:
                painter.setFont(sized(self.font(), 0, bold=True))
                score = QRectF(_BADGE, 0, self._room, self.height())
                paint_text(painter, score, str(self._cell.score), theme.text, Qt.AlignmentFlag.AlignRight)


def cell_words(cell: Cell | None, given: str | None = None) -> str:
    """Band and score in words."""
    if cell is not None:
        return _("{band}, score {score}").format(band=_(cell.band.label), score=cell.score)
    return _("Not scored here; given as {words}").format(words=given) if given else _("Not scored")


def movement_words(movement: Movement | None) -> str:
    """An arrow and a word, or nothing where nothing can be said."""
    if movement is None:
        return ""
    return " ".join(part for part in (_ARROWS.get(movement, ""), _(MOVEMENT_LABELS[movement])) if part)


def movement_mark(movement: Movement | None) -> str:
    """The arrow alone, where there is one for it; else the word, small."""
    if movement is None:
        return ""
    return _ARROWS.get(movement) or _(MOVEMENT_LABELS[movement]).lower()


def movement_label(movement: Movement | None) -> ElidedLabel:
    """The movement since the board last looked; what got worse stands out."""
    return words(movement_words(movement), ink=_INKS.get(movement, "muted") if movement else "muted")


def proximity_words(catalogue: Catalogue, code: str | None) -> str:
    """A band of proximity in the words of the list."""
    if code is None:
        return ""
    item = catalogue.list_named("risk.proximity").item(code)
    return _(item.label) if item else code


def no_response(risk: Risk) -> str:
    """That no record of a response is there; a plan in words alone is one that nobody is to carry out by a day."""
    if risk.mitigation:
        return _("Of what is planned, nothing has an owner and a date yet.")
    return _("No response is written down.")


def day(value: date | Unknown | None) -> str:
    """A day, or the words that stand for it, or nothing."""
    if isinstance(value, Unknown):
        return value.text
    return format_date(value) if value else ""


class RiskRow(RowButton):
    """One risk in a list: chosen by a click, by Space or by the arrows that come to it, opened by a double click or Enter.

    Tab passes through and changes nothing.
    """

    picked = Signal()
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, _nothing)
        self.clicked.connect(self.picked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            if isinstance(come_to := QApplication.focusWidget(), RiskRow):
                come_to.picked.emit()
        else:
            super().keyPressEvent(event)


def _nothing() -> None:
    """A row leads somewhere only once somebody listens."""

# SPDX-License-Identifier: Apache-2.0
"""One stakeholder in the grid: name, position, the way still to go. Taken up with the mouse or moved with Alt and arrows."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.pages.stakeholders.layout import CHIP
from portfolio_desktop.gui.pages.stakeholders.stances import sign, way_words
from portfolio_desktop.gui.theme import GAP_TINY, Theme, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.services.stakeholders import StakeholderLine

_STEPS = {
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
_SIGN, _WANTED, _MARK = 24, 38, 12


class Chip(QAbstractButton):
    """A click chooses, a double click or Enter opens; arrows walk to the next chip."""

    opened = Signal()
    dragged = Signal(QPoint)
    """Where the chip is being dragged over, in its parent."""
    dropped = Signal(QPoint)
    given_up = Signal()
    """A drag ended without a drop."""
    stepped = Signal(int, int)
    """Steps to the right and upwards that the chip is to go."""
    walked = Signal(int, int)
    """Steps to the right and upwards to the chip that is to be walked to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line: StakeholderLine | None = None
        self._pressed: QPoint | None = None
        self._dragging = False
        self.movable = True
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_line(self, catalogue: Catalogue, line: StakeholderLine) -> None:
        """Show this stakeholder."""
        self._line = line
        said = [line.title, way_words(catalogue, line)]
        if line.project:
            said.append(line.project)
        if line.owed:
            owed = ngettext("{count} promise or concern open", "{count} promises or concerns open", line.owed)
            said.append(owed.format(count=line.owed))
        if line.days is not None and line.days < 0:
            said.append(_("contact overdue"))
        self.setAccessibleName(". ".join(said))
        self.setToolTip(safe_tooltip("\n".join(said)))
        self.update()

    def nextCheckState(self) -> None:
        """Whoever shows the chip decides which one is chosen."""

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.movable:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        at = event.position().toPoint()
        if not self._dragging:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if not far:
                return
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.raise_()
        self.move(self.mapToParent(at) - self._pressed)
        self.dragged.emit(self.mapToParent(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging = self._dragging
        self._pressed = None
        if not dragging:
            super().mouseReleaseEvent(event)
            return
        self._let_go()
        self.setDown(False)
        self.dropped.emit(self.mapToParent(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.movable:
                self.stepped.emit(*step)
        elif step is not None:
            self.walked.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape and self._dragging:
            self._pressed = None
            self._let_go()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _let_go(self) -> None:
        self._dragging = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            return
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(self.font())
            body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            ground = (
                theme.selection if self.isChecked() else theme.hover if self.underMouse() else theme.surface
            )
            edge = theme.accent if self.hasFocus() or self._dragging else theme.outline
            painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(body, 4, 4)
            self._paint_words(painter, body, self._line, theme)

    def _paint_words(self, painter: QPainter, body: QRectF, line: StakeholderLine, theme: Theme) -> None:
        ink = theme.on_selection if self.isChecked() else theme.text
        rest = body.adjusted(GAP_TINY, 0, -GAP_TINY, 0)
        name: QRectF | None = None
        if body.height() > CHIP:  # too narrow for name and signs beside one another
            name = rest.adjusted(GAP_TINY, 1, 0, -rest.height() / 2)
            rest.setTop(rest.center().y() - 1)
        painter.setFont(sized(self.font(), 0, bold=True))
        spot = QRectF(rest.left(), rest.top(), _SIGN, rest.height())
        paint_text(painter, spot, sign(line.position), ink, Qt.AlignmentFlag.AlignHCenter)
        rest.setLeft(spot.right() + GAP_TINY)
        if line.days is not None and line.days < 0:
            mark = QRectF(rest.right() - _MARK, rest.top(), _MARK, rest.height())
            danger = ink if self.isChecked() else theme.danger
            paint_text(painter, mark, "!", danger, Qt.AlignmentFlag.AlignHCenter)
            rest.setRight(mark.left())
        if line.wanted and line.wanted != line.position:
            spot = QRectF(rest.right() - _WANTED, rest.top(), _WANTED, rest.height())
            paint_text(
                painter, spot, f"\N{RIGHTWARDS ARROW} {sign(line.wanted)}", ink, Qt.AlignmentFlag.AlignLeft
            )
            rest.setRight(spot.left() - GAP_TINY)
        painter.setFont(self.font())
        paint_text(painter, name or rest, line.title, ink, Qt.AlignmentFlag.AlignLeft)

# SPDX-License-Identifier: Apache-2.0
"""The headings of a register: click to sort, Ctrl+click to sort by more, the funnel to filter, drag to move."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.models.cells import LOOKS
from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, safe_tooltip
from portfolio_desktop.gui.widgets.tables.frozen import FrozenHeads
from portfolio_desktop.services.registers.cells import counted_in
from portfolio_desktop.services.views.view import AUTOMATIC, View

_HEIGHT = 32
_FUNNEL = 22
_ARROW = 16
_MOST = 0.5  # of the width for the columns that stay: the others need room as well
_MOST_CHOSEN = 0.8


class RegisterHeader(FrozenHeads):
    """Shows how the view sorts and filters, and asks for changes of both."""

    sort_asked = Signal(str, bool)
    """A field, and whether to keep the other sorts."""
    filter_asked = Signal(str, QPoint)
    """A field, and where on the screen its menu goes."""

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._hovered = -1
        self._pressed = QPoint(-1, -1)
        self.frozen = AUTOMATIC
        self.setAccessibleName(_("Column headings"))
        self.setSectionsMovable(True)
        # Qt's own click would select the whole column, and take the person away from the record they are at.
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMouseTracking(True)

    def show_view(self, view: View) -> None:
        """Mark the columns that `view` sorts and filters by, and keep those in sight that it freezes."""
        self._view = view
        self.frozen = view.frozen
        self.viewport().update()

    def frozen_width(self) -> int:
        """As many columns stay as were chosen, else the code and the title where they stand first; fewer where they would leave
        the others no room."""
        model = self.model()
        if not isinstance(model, RegisterModel):
            return 0
        chosen = self.frozen
        most = (_MOST if chosen == AUTOMATIC else _MOST_CHOSEN) * self.viewport().width()
        width = 0
        for place in range(self.count() if chosen == AUTOMATIC else min(chosen, self.count())):
            section = self.logicalIndex(place)
            field = model.columns[section]
            reach = width + self.sectionSize(section)
            names = field.kind is Kind.CODE or field.name == model.entity.title
            if (chosen == AUTOMATIC and not names) or reach > most:
                break
            width = reach
        return width

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, RegisterModel) or section >= len(model.columns):
            return
        theme, field = current_theme(), model.columns[section]
        painter.save()
        painter.fillRect(rect, QColor(theme.hover if section == self._hovered else theme.raised))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.outline))
        painter.fillRect(rect.right(), rect.top() + 8, 1, rect.height() - 16, QColor(theme.line))
        inner = rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
        filtered = bool(self._view and field.name in self._view.filters)
        if filtered or section == self._hovered:
            ink = "accent" if filtered else "muted"
            spot = QRect(
                inner.right() - ICON_SIZE + GAP_TINY,
                inner.center().y() - ICON_SIZE // 2 + 1,
                ICON_SIZE,
                ICON_SIZE,
            )
            icon("list-filter", ink).paint(painter, spot)
            inner.setRight(spot.left() - GAP_TINY)
        place = self._sort_place(field.name)
        if place is not None and self._view is not None:
            spot = QRect(inner.right() - 12, inner.center().y() - 6, 13, 13)
            name = "arrow-down" if self._view.sorts[place].descending else "arrow-up"
            icon(name, "accent").paint(painter, spot)
            inner.setRight(spot.left() - 2)
            if len(self._view.sorts) > 1:
                painter.setFont(sized(self.font(), -2))
                paint_text(painter, QRectF(inner), str(place + 1), theme.accent, Qt.AlignmentFlag.AlignRight)
                inner.setRight(inner.right() - 9)
        painter.setFont(sized(self.font(), -0.5, bold=place is not None or filtered))
        words, right = _(field.label), LOOKS[field.kind].right
        counted = counted_in(field, model.units.get(field.name, ""))
        if counted:
            counted = f", {counted}"
            room = inner.width() - painter.fontMetrics().horizontalAdvance(counted) - 2
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room) + counted
        paint_text(
            painter,
            QRectF(inner),
            words,
            theme.text if place is not None or filtered else theme.muted,
            Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft,
        )
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(self.words_width(section) + 2 * GAP_SMALL + _FUNNEL + _ARROW, _HEIGHT)

    def words_width(self, section: int) -> int:
        """How wide the words of a heading are."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        return self.fontMetrics().horizontalAdvance(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = self.moved(event).position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.moved(event).position().toPoint()
        field = self._field_at(at)
        moved = (at - self._pressed).manhattanLength() > 3 or self._on_edge(at)
        if event.button() is not Qt.MouseButton.LeftButton or field is None or moved:
            return
        if self._on_funnel(at):
            self.ask_filter(self.logicalIndexAt(at))
        else:
            self.sort_asked.emit(field, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(self.moved(event).position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.ask_filter(self.seen_at(event.pos()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._explain(event)
            return True
        return super().viewportEvent(event)

    def ask_filter(self, section: int) -> None:
        """Ask for the menu of a column, under its heading."""
        model = self.model()
        if isinstance(model, RegisterModel) and 0 <= section < len(model.columns):
            left = self.seen_position(section)
            below = self.viewport().mapToGlobal(QPoint(max(0, left), self.height()))
            self.filter_asked.emit(model.columns[section].name, below)

    def _explain(self, event: QHelpEvent) -> None:
        model, section = self.model(), self.seen_at(event.pos())
        if isinstance(model, RegisterModel) and 0 <= section < len(model.columns):
            field = model.columns[section]
            lines = [_(field.label), _(field.help), _("Click to sort, Ctrl+click to sort by more columns.")]
            QToolTip.showText(event.globalPos(), safe_tooltip("\n".join(filter(None, lines))), self)

    def _sort_place(self, name: str) -> int | None:
        sorts = self._view.sorts if self._view else ()
        return next((place for place, sort in enumerate(sorts) if sort.field == name), None)

    def _field_at(self, at: QPoint) -> str | None:
        model, section = self.model(), self.logicalIndexAt(at)
        return model.columns[section].name if isinstance(model, RegisterModel) and section >= 0 else None

    def _on_funnel(self, at: QPoint) -> bool:
        section = self.logicalIndexAt(at)
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return right - _FUNNEL - GAP_TINY <= at.x() < right - 3

    def _on_edge(self, at: QPoint) -> bool:
        """Where the pointer resizes."""
        section = self.logicalIndexAt(at)
        left = self.sectionViewportPosition(section)
        return at.x() - left < 4 or left + self.sectionSize(section) - at.x() < 4

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()


ICON_SIZE = 14

# SPDX-License-Identifier: Apache-2.0
"""What designed pages are put together from: cards, rows that lead somewhere, a body that scrolls, reading anew after a write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.panes import SECTION
from portfolio_desktop.gui.access.roles import speak_as_fold
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL, RADIUS, current_theme, sized
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.paint import painting, safe_tooltip

_WIDEST = 1240


class Card(QFrame):
    """A titled panel, a section of its page. Rows go into `column`."""

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "surface")
        self.setObjectName(SECTION)
        self.setAccessibleName(title)
        self.header = SectionHeader(title)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        whole.setSpacing(GAP_SMALL)
        whole.addWidget(self.header)
        whole.addLayout(self.column)
        whole.addStretch(1)

    def say(self, sentence: str) -> None:
        """One muted sentence in place of rows."""
        label = Label(sentence, ink="muted", wrap=True)
        label.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
        self.column.addWidget(label)


class RowButton(QAbstractButton):
    """A row that leads somewhere: `row` takes its pieces, `name` is what a screen reader says."""

    reached = Signal()
    """The keyboard has come to it."""

    def __init__(
        self, name: str, run: Callable[[], None] | None = None, *, height: int = 30, folds: bool = False
    ) -> None:
        """`folds` where it opens and closes what lies below it."""
        super().__init__()
        if folds:
            speak_as_fold(self)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if run else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(height)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(GAP_SMALL, 2, GAP_SMALL, 2)
        self.row.setSpacing(GAP_SMALL)
        self._leads = run is not None
        if run is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda: run())

    def put(self, widget: QWidget, stretch: int = 0, width: int = 0) -> "RowButton":
        """Add a piece at the right end."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if width:
            widget.setFixedWidth(width)
        self.row.addWidget(widget, stretch)
        return self

    def sizeHint(self) -> QSize:
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.row.minimumSize()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One click leads on: the second of a double click would fall on whatever lies under the pointer by then."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._leads and self.underMouse():
                painter.setBrush(QColor(theme.hover))
                painter.drawRoundedRect(body, RADIUS, RADIUS)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(theme.accent))
                painter.drawRoundedRect(body, RADIUS, RADIUS)


class Body(QScrollArea):
    """A page that scrolls: `column` takes its parts, no wider than can be read."""

    def __init__(self, *, widest: int = _WIDEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        body = QWidget()
        body.setMaximumWidth(widest)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
        self.column.setSpacing(GAP_LARGE)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(body, 1000)
        row.addStretch(1)
        self.setWidget(whole)

    def clear(self) -> None:
        """Take every part out."""
        clear(self.column)

    def follow_keyboard(self, above: int) -> None:
        """Go where the keyboard goes, with so many pixels of the page over it in sight; by itself Qt follows Tab alone."""
        self._above = above
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _from: QWidget | None, to: QWidget | None) -> None:
        """Not under a mouse that is pressing: the click would miss."""
        pressing = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if to is not None and not pressing and self.isAncestorOf(to):
            self.ensureWidgetVisible(to, 0, self._above)


class Fresh(QObject):
    """Calls `load` when `page` is first seen, and after each write: at once where it is in sight, else when it next is.

    While no workspace is open there is nothing to load.
    """

    def __init__(self, page: QWidget, desk: Desk, load: Callable[[], None]) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._load = load
        self._stale = True
        page.installEventFilter(self)
        desk.written.connect(self.touch)
        desk.catalogue_changed.connect(self.touch)

    def touch(self) -> None:
        """What is shown is out of date."""
        self._stale = True
        if self._page.isVisible():
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self._stale:
            self._refresh()
        return False

    def _refresh(self) -> None:
        if self._desk.workspace is not None:
            self._stale = False
            self._load()


def clear(layout: QLayout) -> None:
    """Take everything out of `layout`, the layouts in it included.

    Where the keyboard was in it, it stays on what holds the layout: by itself it would go on to some field elsewhere, and
    what is typed next would land there.
    """
    holder, focused = layout.parentWidget(), QApplication.focusWidget()
    if holder is not None and focused is not None and holder is not focused and holder.isAncestorOf(focused):
        holder.setFocus()
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


@contextmanager
def same_button(page: QWidget) -> Iterator[None]:
    """While `page` is filled anew: the keyboard, where it is on a button, comes back to the one that is called the same."""
    at = QApplication.focusWidget()
    name = _called(at) if isinstance(at, QAbstractButton) and page.isAncestorOf(at) else ""
    yield
    if name:
        again = (each for each in page.findChildren(QAbstractButton) if each.isVisible())
        found = next((each for each in again if _called(each) == name), None)
        if found is not None:
            found.setFocus()


def _called(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text()


def reveal(layout: QLayout) -> None:
    """Show at once what was put into a layout that is in sight; by itself Qt does so with the next event."""
    holder = layout.parentWidget()
    if holder is None:
        return
    for child in holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        shown_or_hidden = child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if not shown_or_hidden and not child.isWindow():  # a menu opens when it is asked for
            child.show()


def allow(desk: Desk, button: QWidget, possible: bool = True) -> None:
    """Enable what writes where something can be written; where the window only reads, it says why."""
    button.setEnabled(possible and not desk.read_only)
    button.setToolTip(safe_tooltip(desk.why_read_only))


def only_read(part: QWidget, why: str, *still: QWidget) -> None:
    """Leave everything in `part` to be looked at and nothing to be used, but what can `still` be."""
    for each in part.findChildren(QWidget):
        if each.focusPolicy() is not Qt.FocusPolicy.NoFocus and each not in still:
            each.setEnabled(False)
            each.setToolTip(safe_tooltip(why))


def words(text: str, *, ink: str = "text", bold: bool = False, right: bool = False) -> ElidedLabel:
    """One line that gives way when there is no room."""
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return ElidedLabel(text, ink=ink, bold=bold, align=align)


def stacked(*parts: QWidget | None) -> QVBoxLayout:
    """Parts below one another, those that are None left out, and the room that is left below them."""
    column = QVBoxLayout()
    column.setSpacing(GAP_LARGE)
    for part in parts:
        if part is not None:
            column.addWidget(part)
    column.addStretch(1)
    return column


def two_lines(title: str, detail: str, *, ink: str = "text") -> QWidget:
    """A title, and below it what goes with it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(words(title, ink=ink))
    if detail:
        column.addWidget(words(detail, ink="muted"))
    return holder


def scrolled() -> QScrollArea:
    """A frameless area that scrolls down only and lets what lies behind it show through."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.viewport().setAutoFillBackground(False)
    return area


class KeyButton(QPushButton):
    """A button with the key that does the same at its right end."""

    def __init__(self, said: str, key: str) -> None:
        super().__init__(f"\u2002{said}")  # the air that the style leaves out beside words at the left
        self._key = key
        self.setProperty("line", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(32)
        self.setAccessibleName(_("{what}, key {key}").format(what=said.removesuffix("…"), key=key))
        self._cap = max(22, self.fontMetrics().horizontalAdvance(key) + 12)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(said) + self._cap + 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with painting(self) as painter:
            painter.setFont(sized(self.font(), -0.5, bold=True))
            role = QPalette.ColorRole.ButtonText
            ink = self.palette().color(role)
            if self.property("primary"):
                ink = QColor(current_theme().on_accent)
            cap = QRectF(self.width() - self._cap - 7, self.height() / 2 - 10, self._cap, 20)
            painter.setPen(QPen(ink, 1))
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

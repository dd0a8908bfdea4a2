# SPDX-License-Identifier: Apache-2.0
"""A PDF to look through: pages one below the other, thumbnails beside them, drawn as they come into sight."""

from collections import OrderedDict

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.pages.packs.pdf import Document
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL, current_theme
from portfolio_desktop.gui.widgets.labels import Label

_THUMB_WIDTH = 132
_PICTURES_KEPT = 24
_SCALES = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)


class Preview(QWidget):
    """Fits the width until the person zooms."""

    def __init__(self, jobs: Jobs, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._document: Document | None = None
        self._sheets = _Sheets(jobs)
        self._area = QScrollArea()
        self._area.setWidget(self._sheets)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        speak_as(self._area, Role.Document)
        self._area.setAccessibleName(_("Pages of the pack"))
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._sheets.zoomed.connect(self._zoom)
        self._thumbs = QListWidget()
        self._thumbs.setAccessibleName(_("Thumbnails"))
        self._thumbs.setIconSize(QSize(_THUMB_WIDTH, _THUMB_WIDTH))
        self._thumbs.setFixedWidth(_THUMB_WIDTH + 44)
        self._thumbs.setViewMode(QListWidget.ViewMode.IconMode)
        self._thumbs.setMovement(QListWidget.Movement.Static)
        self._thumbs.setFlow(QListWidget.Flow.TopToBottom)
        self._thumbs.setWrapping(False)
        self._thumbs.setSpacing(GAP_SMALL)
        self._thumbs.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._thumbs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._thumbs.currentRowChanged.connect(self._go)
        self._where = Label(ink="muted")
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        self._bar.setSpacing(GAP_SMALL)
        self._bar.addWidget(self._where)
        self._bar.addStretch(1)
        for name, words, step in (("zoom-out", _("Smaller"), -1), ("zoom-in", _("Larger"), 1)):
            self._bar.addWidget(self._tool(name, words, step))
        self._bar.addWidget(self._tool("maximize-2", _("Fit the width"), 0))
        pages = QHBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self._thumbs)
        pages.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._told = QVBoxLayout()
        self._told.setContentsMargins(GAP, 0, GAP, 0)
        column.addLayout(self._bar)
        column.addLayout(self._told)
        column.addLayout(pages, 1)

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._document) if self._document else 0

    def add(self, widget: QWidget) -> None:
        """Put a button at the right end of the bar."""
        self._bar.addWidget(widget)

    def tell(self, label: QWidget) -> None:
        """Put a sentence above the pages."""
        self._told.addWidget(label)

    def show_document(self, document: Document) -> None:
        """Show the first page, fitting the width."""
        self._document = document
        self._sheets.show_document(document)
        self._thumbs.blockSignals(True)
        self._thumbs.clear()
        for number in range(len(document)):
            size = document.size(number, _THUMB_WIDTH / document.sizes[number].width())
            blank = QPixmap(size)
            blank.fill(Qt.GlobalColor.white)
            item = QListWidgetItem(QIcon(blank), str(number + 1))
            item.setSizeHint(QSize(_THUMB_WIDTH + GAP, size.height() + 28))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("Page {number}").format(number=number + 1))
            self._thumbs.addItem(item)
        self._thumbs.setCurrentRow(0)
        self._thumbs.blockSignals(False)
        self._area.verticalScrollBar().setValue(0)
        self._scrolled(0)
        self._draw_thumb(document, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scrolled(self._area.verticalScrollBar().value())

    def _tool(self, name: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._zoom(step))
        return button

    def _zoom(self, step: int) -> None:
        page = self._sheets.page_at(self._area.verticalScrollBar().value())
        self._sheets.zoom(step)
        self._area.verticalScrollBar().setValue(self._sheets.top_of(page))

    def _go(self, page: int) -> None:
        if page >= 0:
            self._area.verticalScrollBar().setValue(self._sheets.top_of(page) - GAP)

    def _scrolled(self, value: int) -> None:
        height = self._area.viewport().height()
        self._sheets.see(value, height)
        page = self._sheets.page_at(value + height // 3)
        self._where.setText(_("Page {page} of {pages}").format(page=page + 1, pages=self.pages))
        self._thumbs.blockSignals(True)
        self._thumbs.setCurrentRow(page)
        self._thumbs.blockSignals(False)

    def _draw_thumb(self, document: Document, page: int) -> None:
        """One after the other, and no more once another document is shown."""
        ratio = self.devicePixelRatioF()

        def drawn(picture: QImage) -> None:
            if document is self._document:
                item = self._thumbs.item(page)
                item.setIcon(QIcon(QPixmap.fromImage(picture)))
                if page + 1 < len(document):
                    self._draw_thumb(document, page + 1)

        scale = _THUMB_WIDTH / document.sizes[page].width()
        self._jobs.free(lambda _progress: document.picture(page, scale, ratio), owner=self, done=drawn)


class _Sheets(QWidget):
    """The pages themselves. Only what is in sight is drawn, and the last few are kept."""

    zoomed = Signal(int)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._document: Document | None = None
        self._fixed: float | None = None
        self._drawn: OrderedDict[tuple[int, float], QPixmap] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()
        self._seen = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def scale(self) -> float:
        """What the pages are drawn at; 1 is 100 %."""
        if self._fixed is not None or self._document is None or not len(self._document):
            return self._fixed or 1.0
        room = max(200, self.width() - 2 * GAP_LARGE)
        return round(min(1.6, room / max(size.width() for size in self._document.sizes)), 3)

    def show_document(self, document: Document) -> None:
        self._document = document
        self._fixed = None
        self._drawn.clear()
        self._asked.clear()
        self._settle()

    def zoom(self, step: int) -> None:
        """Larger, smaller, or with 0 as wide as there is room."""
        now = self.scale
        further = [scale for scale in _SCALES if (scale > now + 0.01 if step > 0 else scale < now - 0.01)]
        if step == 0:
            self._fixed = None
        elif further:
            self._fixed = further[0] if step > 0 else further[-1]
        self._settle()

    def page_at(self, top: int) -> int:
        """The page that lies at `top` logical pixels from the first."""
        for number, place in enumerate(self._places()):
            if top <= place.bottom() + GAP:
                return number
        return max(0, len(self._document or ()) - 1)

    def top_of(self, page: int) -> int:
        """Where the page begins."""
        return self._places()[page].top() if self._document and page < len(self._document) else 0

    def sizeHint(self) -> QSize:
        places = self._places()
        width = max((place.width() for place in places), default=200) if self._fixed else 200
        return QSize(width + 2 * GAP_LARGE, places[-1].bottom() + GAP_LARGE if places else 200)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, scale = current_theme(), self.scale
        painter.fillRect(event.rect(), QColor(theme.window))
        for number, place in enumerate(self._places()):
            if place.intersects(event.rect()):
                painter.fillRect(place, Qt.GlobalColor.white)
                if (number, scale) in self._drawn:
                    painter.drawPixmap(place.topLeft(), self._drawn[number, scale])
                painter.setPen(QColor(theme.outline))
                painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _places(self) -> list[QRect]:
        if self._document is None:
            return []
        places, top, scale = [], GAP, self.scale
        for number in range(len(self._document)):
            size = self._document.size(number, scale)
            left = max(GAP_LARGE, (self.width() - size.width()) // 2)
            places.append(QRect(left, top, size.width(), size.height()))
            top += size.height() + GAP_LARGE
        return places

    def see(self, top: int, height: int) -> None:
        """Have the pages drawn that lie in `height` logical pixels from `top` on. Never while painting."""
        self._seen = (top, height)
        for number, place in enumerate(self._places()):
            if place.bottom() >= top and place.top() <= top + height:
                self._draw(number)

    def _draw(self, page: int) -> None:
        document, key = self._document, (page, self.scale)
        if document is None or key in self._drawn or key in self._asked:
            return
        self._asked.add(key)
        ratio = self.devicePixelRatioF()

        def drawn(picture: QImage) -> None:
            self._asked.discard(key)
            if document is self._document:
                self._drawn[key] = QPixmap.fromImage(picture)
                while len(self._drawn) > _PICTURES_KEPT:
                    self._drawn.popitem(last=False)
                self.update()

        self._jobs.free(lambda _progress: document.picture(page, key[1], ratio), owner=self, done=drawn)

    def _settle(self) -> None:
        self.setMinimumHeight(self.sizeHint().height())
        self.setMinimumWidth(self.sizeHint().width() if self._fixed else 0)
        self.see(*self._seen)
        self.update()

# SPDX-License-Identifier: Apache-2.0
"""Shows one page of help. It reads pictures of the help folder by the name of their scene, and nothing else anywhere."""

import re
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.help.html import page_html
from portfolio_desktop.gui.theme import GAP_HUGE, current_theme
from portfolio_desktop.services.help.library import Library
from portfolio_desktop.services.help.page import Page

_SCENE = re.compile(r"[a-z0-9-]+")
_WIDEST = 720


class PageBrowser(QTextBrowser):
    """`followed` carries where a link leads. Tab goes from link to link, Enter follows, the arrow keys scroll."""

    followed = Signal(str)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._page: Page | None = None
        self._wide = 0
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Page of help"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(GAP_HUGE)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))

    def show_page(self, page: Page, part: str = "") -> None:
        """Show a page from its top, or from the heading that `part` names."""
        self._page = page
        self._set()
        self.setAccessibleDescription(page.title)
        if part:
            self.scrollToAnchor(part)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Never Qt's own way, which reads files wherever a page says."""
        scene = name if isinstance(name, str) else name.toString()
        if kind == QTextDocument.ResourceType.ImageResource.value and _SCENE.fullmatch(scene):
            return self._picture(scene)
        return QImage()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._page is not None:
            self._set_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None and self._page.pictures and self._room() != self._wide:
            self._set_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape belongs to the window."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _set_again(self) -> None:
        at = self.verticalScrollBar().value()
        self._set()
        self.verticalScrollBar().setValue(at)

    def _set(self) -> None:
        if self._page is not None:
            self._wide = self._room()
            there = (scene for scene in self._page.pictures if self._library.picture(scene).is_file())
            self.setHtml(page_html(self._page, current_theme(), dict.fromkeys(there, self._wide)))

    def _picture(self, scene: str) -> QImage:
        """As many dots as the screen has for it: Qt would leave dots out, and with them half of every letter."""
        picture = QImage(str(self._library.picture(scene)))
        if picture.isNull() or not self._wide:
            return picture
        ratio = self.devicePixelRatioF()
        sharp = picture.scaledToWidth(round(self._wide * ratio), Qt.TransformationMode.SmoothTransformation)
        sharp.setDevicePixelRatio(ratio)
        return sharp

    def _room(self) -> int:
        return max(200, min(_WIDEST, self.viewport().width() - 2 * GAP_HUGE))

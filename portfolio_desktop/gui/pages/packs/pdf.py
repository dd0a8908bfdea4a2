# SPDX-License-Identifier: Apache-2.0
"""A PDF as pictures of its pages, drawn by PDFium."""

from threading import Lock
from typing import Any

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

_POINTS_TO_PIXELS = 96 / 72

_ONE_AT_A_TIME = Lock()
"""PDFium is not made for several threads."""


class Document:
    """`sizes` are those of the pages at 100 %, in logical pixels."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        self.content = content
        self._closed = False
        with _ONE_AT_A_TIME:
            self._pdf: Any = pypdfium2.PdfDocument(content)
            self.sizes = tuple(
                QSizeF(*(side * _POINTS_TO_PIXELS for side in self._pdf[number].get_size()))
                for number in range(len(self._pdf))
            )

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Let go of the file; pictures asked for later are blank."""
        with _ONE_AT_A_TIME:
            self._closed = True
            self._pdf.close()

    def picture(self, page: int, scale: float, ratio: float) -> QImage:
        """The page at `scale` (1 is 100 %) for a screen with `ratio` device pixels to a logical one. On any thread."""
        with _ONE_AT_A_TIME:
            if self._closed:
                return QImage()
            bitmap: Any = self._pdf[page].render(scale=scale * ratio * _POINTS_TO_PIXELS, rev_byteorder=True)
            picture = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888
            ).copy()
        picture.setDevicePixelRatio(ratio)
        return picture

    def size(self, page: int, scale: float) -> QSize:
        """How large the page is drawn at `scale`, in logical pixels."""
        return (self.sizes[page] * scale).toSize()

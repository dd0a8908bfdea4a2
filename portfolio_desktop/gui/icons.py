# SPDX-License-Identifier: Apache-2.0
"""Icons of the Lucide family, drawn from SVG in the theme's colours at whatever size and scale is asked for.

`icon("save")` may be kept for good: it looks up the application's palette each time it paints, so it
follows a switch of theme, and greys itself out when disabled. The colour of data is never put into an icon.
"""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap

from portfolio_desktop.gui.theme import current_theme


def icon(name: str, ink: str = "text") -> QIcon:
    """The icon called `name` in Lucide, drawn in the theme's colour `ink`, or in that of the sign of this name.

    Raises KeyError for an unknown name.
    """
    _svg(name)
    return QIcon(_LucideEngine(name, ink))


class _LucideEngine(QIconEngine):
    """Draws one icon on demand."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        return _LucideEngine(self._name, self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # Not asked of the painter: what it answers with is a reference into its own state, and PySide may take that
        # address for an object that died there before.
        ratio = sharpest_ratio()
        width, height = round(rect.width() * ratio), round(rect.height() * ratio)
        painter.drawPixmap(rect.topLeft(), _render(self._name, self._colour(mode), width, height, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Since Qt 6.8 the size asked for is in logical pixels.
        width, height = round(size.width() * scale), round(size.height() * scale)
        return _render(self._name, self._colour(mode), width, height, scale)

    def _colour(self, mode: QIcon.Mode) -> str:
        theme = current_theme()
        if mode is QIcon.Mode.Disabled:
            return theme.edge
        if mode is QIcon.Mode.Selected:
            return theme.on_selection
        sign = theme.signs.get(self._ink)
        return sign.text if sign is not None else str(getattr(theme, self._ink))


def sharpest_ratio() -> float:
    """Device pixels to a logical one, on the sharpest screen there is; elsewhere the picture is scaled down."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@lru_cache(maxsize=512)
def _render(name: str, colour: str, width: int, height: int, ratio: float) -> QPixmap:
    """A picture of `width` by `height` device pixels with the icon, as large as fits, in its middle."""
    from PySide6.QtSvg import QSvgRenderer  # not needed to show the first window

    if width < 1 or height < 1:
        return QPixmap()  # a widget that has no room yet
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    side = min(width, height)
    renderer.render(painter, QRectF((width - side) // 2, (height - side) // 2, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    # A stroke of 2 on a grid of 24 looks heavy at 16 px beside text of normal weight.
    return _archive().read(f"{name}.svg").decode().replace('stroke-width="2"', 'stroke-width="1.75"')


@lru_cache(maxsize=1)
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))

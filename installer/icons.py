# SPDX-License-Identifier: Apache-2.0
"""Renders the icons of `resources/icon` at the sizes that the three systems ask for.

Run with a folder to look at them: `python -m installer.icons build/icons`.
"""

import os
import sys
from pathlib import Path

from installer.contents import NAME, ROOT

SOURCES = {NAME: "portfolio-desktop.svg", "workspace": "workspace.svg"}
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_WELCOME, _GROUND = (164, 314), "#eef2f7"  # pixels that NSIS asks for, and what the icon stands on
_FOR_WINDOWS, _FOR_MAC = (16, 24, 32, 48, 64, 128, 256), (16, 32, 64, 128, 256, 512)


def render(target: Path) -> None:
    """Each icon into `target` as NAME-SIZE.png, NAME.svg, NAME.ico and NAME.icns; welcome.bmp for the installer of Windows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    target.mkdir(parents=True, exist_ok=True)
    for name, file in SOURCES.items():
        source = ROOT / "resources" / "icon" / file
        drawing = QSvgRenderer(str(source))
        for size in SIZES:
            image = QImage(size, size, QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            drawing.render(painter)
            painter.end()
            if not image.save(str(target / f"{name}-{size}.png")):
                raise SystemExit(f"{name}-{size}.png could not be written.")
        (target / f"{name}.svg").write_bytes(source.read_bytes())
        _bind(target, name)
    width, height = _WELCOME
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(_GROUND)
    painter = QPainter(image)
    side = width / 2
    drawing = QSvgRenderer(str(ROOT / "resources" / "icon" / SOURCES[NAME]))
    drawing.render(painter, QRectF((width - side) / 2, side / 2, side, side))
    painter.end()
    if not image.save(str(target / "welcome.bmp")):
        raise SystemExit("welcome.bmp could not be written.")
    del app


def _bind(target: Path, name: str) -> None:
    """One file of many sizes, for Windows and for macOS."""
    from PIL import Image

    for suffix, sizes in ((".ico", _FOR_WINDOWS), (".icns", _FOR_MAC)):
        pictures = [Image.open(target / f"{name}-{size}.png") for size in sizes]
        pictures[-1].save(
            target / f"{name}{suffix}", append_images=pictures[:-1], sizes=[(size, size) for size in sizes]
        )


if __name__ == "__main__":
    render(Path(sys.argv[1]))

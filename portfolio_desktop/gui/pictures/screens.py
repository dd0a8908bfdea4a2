# SPDX-License-Identifier: Apache-2.0
"""Pictures of the window in every state, drawn without a screen: to be looked at after each change, and for the guide.

The same type and the same size everywhere, so that two machines draw the same pictures.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.ask import QtAsk
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pictures.help_pictures import shrink, words_in
from portfolio_desktop.gui.pictures.scenes import BUSY, SCENES, Scene, Stage, make_files
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.start import application
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.trouble import log_qt_message
from portfolio_desktop.services.help.library import Library

_WIDE, _SMALL = 1360, QSize(1024, 640)
_FINER = (1.25, 2.0)
_TYPE = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")


def draw(folder: Path, names: Collection[str] = ()) -> Iterator[Path]:
    """Draw every scene, or those of these names, into `folder` as PNG: light, dark, the busiest also small and finer.

    Those that help pages show are drawn into its folder `help` as well, as they are kept in `resources/help/pictures`.
    """
    if unknown := set(names) - {scene.name for scene in SCENES}:
        raise Refusal(_("There is no scene called {names}.").format(names=", ".join(sorted(unknown))))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    take_type(app)
    appearance = Appearance(app, Mode.LIGHT)
    before = qInstallMessageHandler(
        log_qt_message
    )  # what a screen that is not there lacks is nobody's business
    try:
        with TemporaryDirectory(prefix="pictures-") as place:
            files = make_files(Path(place))
            for scene in SCENES:
                if not names or scene.name in names:
                    yield from _draw_scene(scene, Path(place), files, appearance, folder)
    finally:
        qInstallMessageHandler(before)


def _draw_scene(
    scene: Scene, place: Path, files: Stage, appearance: Appearance, folder: Path
) -> Iterator[Path]:
    with played(scene, place, files, appearance) as pictured:
        for name, mode, size, scale in _takes(scene):
            appearance.use(mode)
            if isinstance(pictured, MainWindow):
                pictured.resize(size)
            target = folder / f"{name}.png"
            _take(pictured, scale, target)
            yield target
            if name in scenes_for_help():
                yield _take_for_help(pictured, target)


@contextmanager
def played(scene: Scene, place: Path, files: Stage, appearance: Appearance) -> Iterator[QWidget]:
    """What the scene pictures, in a window of its own that goes afterwards."""
    appearance.use(Mode.LIGHT)
    window, shell = _open(place / "settings.json", appearance)
    try:
        window.resize(_WIDE, scene.height)
        pictured = scene.play(files.on(shell)) or window
        _settle()
        yield pictured
    finally:
        shell.desk.close()
        window.finish()
        shell.desk.jobs.shutdown()
        window.deleteLater()
        # At once: a switch of theme restyles every widget there is.
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@cache
def scenes_for_help() -> frozenset[str]:
    """The scenes that pages of help show."""
    return frozenset(scene for page in Library().pages.values() for scene in page.pictures)


def _take_for_help(pictured: QWidget, drawn: Path) -> Path:
    target = drawn.parent / "help" / drawn.name
    target.parent.mkdir(exist_ok=True)
    picture = shrink(QImage(str(drawn)), words_in(pictured))
    picture.save(str(target), quality=0)  # of PNG: the smallest file
    return target


def _takes(scene: Scene) -> Iterator[tuple[str, Mode, QSize, float]]:
    """What is drawn of a scene: its name, theme, size and scale."""
    size = QSize(_WIDE, scene.height)
    yield scene.name, Mode.LIGHT, size, 1.0
    yield f"{scene.name}-dark", Mode.DARK, size, 1.0
    if scene.name in BUSY:
        yield f"{scene.name}-small", Mode.LIGHT, _SMALL, 1.0
        for scale in _FINER:
            yield f"{scene.name}-{scale * 100:.0f}", Mode.LIGHT, size, scale


def _open(settings_file: Path, appearance: Appearance) -> tuple[MainWindow, Shell]:
    settings_file.unlink(missing_ok=True)
    settings = Settings(settings_file)
    settings.put("author", _("Ann Example"))
    window = MainWindow(settings)
    shell = Shell(window, Desk(InlineJobs(_raise), settings, QtAsk(window), window), appearance)
    window.resize(_WIDE, 860)
    window.show()
    return window, shell


def _take(widget: QWidget, scale: float, target: Path) -> None:
    """Draw `widget` as a screen with `scale` device pixels to a logical one shows it."""
    _settle()
    picture = QPixmap((widget.size().toSizeF() * scale).toSize())
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    widget.render(picture)
    if not picture.save(str(target)):
        raise Trouble(_("{path} could not be written. Choose another folder.").format(path=target))


def _settle() -> None:
    for _round in range(3):  # a layout may ask for another
        QCoreApplication.sendPostedEvents()


def take_type(app: QApplication) -> None:
    """Letter in the type that comes with the product; where it is missing, in the system's."""
    found = find_spec("font_source_sans_pro")
    for place in found.submodule_search_locations or () if found else ():
        for name in _TYPE:
            QFontDatabase.addApplicationFont(str(Path(place) / "files" / name))
    if "Source Sans Pro" in QFontDatabase.families():
        app.setFont(QFont("Source Sans Pro", 10))


def _raise(error: Exception) -> None:
    raise error

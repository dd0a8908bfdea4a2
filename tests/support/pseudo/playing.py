# SPDX-License-Identifier: Apache-2.0
"""Plays the scenes of the pictures and gathers what is not marked and what is cut off, each finding once."""

from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.pictures.scenes import SCENES, Scene, make_files
from portfolio_desktop.gui.pictures.screens import played, take_type
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.start import application
from portfolio_desktop.gui.theme import Appearance, Mode
from tests.support.pseudo.data import unmarked
from tests.support.pseudo.shown import Shown, cut, painted, texts

_MOST = 90


def play(names: Collection[str], pictures: Path | None = None) -> Iterator[tuple[str, str]]:
    """Scene and finding, for the scenes of these names or for all."""
    app = application()
    take_type(app)
    appearance = Appearance(app, Mode.LIGHT)
    told: set[str] = set()
    with TemporaryDirectory(prefix="pseudo-") as place:
        files = make_files(Path(place))
        for scene in SCENES:
            if names and scene.name not in names:
                continue
            with played(scene, Path(place), files, appearance) as pictured:
                for words, finding in findings(
                    pictured, pictures / f"{scene.name}.png" if pictures else None
                ):
                    if words not in told:
                        told.add(words)
                        yield scene.name, finding


def findings(pictured: QWidget, picture: Path | None = None) -> Iterator[tuple[str, str]]:
    """What is wrong with one widget and all in it: the words that it is about, and what to tell of them."""
    drawn: set[str] = set()
    with painted(drawn.add):
        canvas = QPixmap(pictured.size())
        canvas.fill(Qt.GlobalColor.white)
        pictured.render(canvas)
        QCoreApplication.sendPostedEvents()  # what the painting asked for, while the window is there
    if picture:
        picture.parent.mkdir(parents=True, exist_ok=True)
        canvas.save(str(picture))
    for shown in (*texts(pictured), *(Shown("painted", text) for text in sorted(drawn))):
        for words in unmarked(shown.text):
            yield words, f"not marked: {words!r} in {shown.where}: {shown.text[:_MOST]!r}"
    for shown in cut(pictured):
        yield shown.where + shown.text, f"cut off: {shown.where}: {shown.text[:_MOST]!r}"


def pages(place: Path) -> Iterator[str]:
    """The findings on the pages that the navigation offers first and on two registers, in one window."""
    app = application()
    take_type(app)
    opened: list[Shell] = []
    scene = Scene("pages", lambda stage: opened.append(stage.opened()))
    with played(scene, place, make_files(place), Appearance(app, Mode.LIGHT)) as window:
        (shell,) = opened
        first, *_rest = places.groups(shell.desk.catalogue)
        registers = (places.register_key(entity) for entity in ("project", "action"))
        for key in (*(each.key for each in first.places), *registers):
            shell.guide.go(key)
            QCoreApplication.sendPostedEvents()
            yield from (f"{key}: {finding}" for _words, finding in findings(window))

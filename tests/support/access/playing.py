# SPDX-License-Identifier: Apache-2.0
"""Plays the scenes of the pictures and gathers what keeps somebody out, each finding once."""

from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from portfolio_desktop.gui.pictures.scenes import SCENES, make_files
from portfolio_desktop.gui.pictures.screens import played, take_type
from portfolio_desktop.gui.start import application
from portfolio_desktop.gui.theme import Appearance, Mode
from tests.support.access.reaching import does_not_let_go, passed_over
from tests.support.access.sizing import too_small
from tests.support.access.speaking import unsaid


def play(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Scene and finding, for the scenes of these names or for all."""
    app = application()
    take_type(app)
    appearance = Appearance(app, Mode.LIGHT)
    told: set[str] = set()
    with TemporaryDirectory(prefix="access-") as place:
        files = make_files(Path(place))
        for scene in SCENES:
            if names and scene.name not in names:
                continue
            with played(scene, Path(place), files, appearance) as pictured:
                for finding in findings(pictured):
                    if finding not in told:
                        told.add(finding)
                        yield scene.name, finding


def findings(pictured: QWidget) -> Iterator[str]:
    """What is wrong with a window or dialog."""
    yield from unsaid(pictured)
    yield from too_small(pictured)
    if isinstance(pictured, QDialog | QMainWindow):
        yield from passed_over(pictured)
    if isinstance(pictured, QDialog) and does_not_let_go(pictured):
        yield f"Escape does not leave {type(pictured).__name__}"

# SPDX-License-Identifier: Apache-2.0
"""Tells which pictures of help are out of date: `python -m tests.support.help_pictures` plays every scene that help shows."""

import sys
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from portfolio_desktop.gui.pictures import screens
from portfolio_desktop.gui.pictures.help_pictures import is_current, words_in
from portfolio_desktop.gui.pictures.scenes import SCENES, make_files
from portfolio_desktop.gui.start import application
from portfolio_desktop.gui.theme import Appearance, Mode
from tests.support.help_pages import library


def out_of_date(names: Collection[str], appearance: Appearance) -> list[str]:
    """Those of these scenes that show other words than the pictures of them."""
    stale = []
    with TemporaryDirectory() as place:
        files = make_files(Path(place))
        for scene in SCENES:
            if scene.name not in names:
                continue
            with screens.played(scene, Path(place), files, appearance) as pictured:
                if not is_current(library().picture(scene.name), words_in(pictured)):
                    stale.append(scene.name)
    return stale


if __name__ == "__main__":
    found = out_of_date(screens.scenes_for_help(), Appearance(application(), Mode.LIGHT))
    sys.exit("\n".join(found))

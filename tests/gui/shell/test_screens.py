# SPDX-License-Identifier: Apache-2.0
"""Pictures of the window: drawn in both themes, at each scale, and named for what they show."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.cli.main import run
from portfolio_desktop.gui.pictures import screens
from portfolio_desktop.gui.pictures.scenes import BUSY, SCENES
from portfolio_desktop.gui.theme import Appearance


def test_that_no_two_scenes_share_a_name_and_the_busy_ones_exist() -> None:
    names = [scene.name for scene in SCENES]
    assert len(names) == len(set(names))
    assert set(names) >= BUSY


def test_that_a_scene_is_drawn_light_and_dark_and_sharper_on_finer_screens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, appearance: Appearance
) -> None:
    wanted = [scene for scene in SCENES if scene.name in ("home", "import-refused")]
    monkeypatch.setattr(screens, "SCENES", wanted)
    paths = list(screens.draw(tmp_path / "pictures"))
    drawn = {path.stem: QImage(str(path)) for path in paths if path.parent.name == "pictures"}
    assert [path.stem for path in paths if path.parent.name == "help"] == ["home"]
    assert {"home", "home-dark", "home-200", "import-refused", "import-refused-dark"} <= set(drawn)
    assert drawn["home-200"].width() == 2 * drawn["home"].width()
    light, dark = (drawn[name].pixelColor(300, 60).lightness() for name in ("home", "home-dark"))
    assert light > 200
    assert dark < 60


def test_that_the_command_names_each_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(
        ["screenshots", str(tmp_path)],
        Settings(tmp_path / "s.json"),
        draw=lambda folder, _scenes: [folder / "a.png"],
    )
    assert status == 0
    assert "a.png" in capsys.readouterr().out

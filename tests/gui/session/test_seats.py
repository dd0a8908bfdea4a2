# SPDX-License-Identifier: Apache-2.0
"""What a start finds of the windows of last time, whatever has become of the settings and of the screens."""

from base64 import b64encode
from pathlib import Path
from struct import pack

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.session.seats import Seat, remember, remembered
from portfolio_desktop.gui.shell.window import MainWindow

_ODD = ["", 5, None, [], {"workspace": 7}, [3, None, {"workspace": ["x"], "page": "home"}]]


@pytest.mark.parametrize("kept", _ODD)
def test_that_what_is_damaged_is_left_out(tmp_path: Path, kept: object) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.put("session", kept)
    assert {seat.workspace for seat in remembered(settings)} <= {""}


def test_that_seats_come_back_in_their_order_and_another_program_s_settings_stay(tmp_path: Path) -> None:
    here, other = Settings(tmp_path / "settings.json"), Settings(tmp_path / "settings.json")
    other.put("theme", "dark")
    seats = [Seat("/a.portfolio", "home", "x"), Seat()]
    remember(here, seats)
    again = Settings(tmp_path / "settings.json")
    assert remembered(again) == seats
    assert again.get("theme", "") == "dark"


def test_that_settings_that_cannot_be_read_or_kept_are_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"session": [', encoding="utf-8")
    assert remembered(Settings(path)) == []
    nowhere = Settings(tmp_path / "gone" / "settings.json")
    remember(nowhere, [Seat("/a.portfolio")])
    assert remembered(nowhere) == [Seat("/a.portfolio")]


def test_that_a_window_whose_screen_was_taken_away_can_be_reached(tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.put_at(_geometry(4000, 2500, 1500, 1200))
    title = QRect(window.pos(), window.size())
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(title)


def _geometry(left: int, top: int, width: int, height: int) -> str:
    """As Qt writes it of a window on a second screen."""
    box = pack(">iiii", left, top, left + width, top + height)
    return b64encode(pack(">IHH", 0x1D9D0CB, 3, 0) + box + box + pack(">iBBi", 1, 0, 0, 7680) + box).decode()

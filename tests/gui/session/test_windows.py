# SPDX-License-Identifier: Apache-2.0
"""Several workspaces in windows of one program: what is open is raised, and all of it is there again at the next start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.session.seats import Seat, remembered
from portfolio_desktop.gui.session.windows import Windows, seat_of
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.services.office import new_office
from tests.support.ask import FakeAsk
from tests.support.qt import to_front


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.portfolio" for name in ("Roads", "Schools")]
    for path in paths:
        new_office(path, "Ann Example").close()
    return paths


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def windows(settings: Settings, ask: FakeAsk, appearance: Appearance) -> Iterator[Windows]:
    found = Windows(settings, appearance, lambda _window, _settings: ask, InlineJobs)
    yield found
    for shell in found.shells:
        shell.desk.close()
    found.shutdown()
    for shell in found.shells:
        shell.window.finish()
        shell.window.deleteLater()
        QCoreApplication.sendPostedEvents(shell.window, QEvent.Type.DeferredDelete.value)


def begin(windows: Windows, settings: Settings, ask: FakeAsk, *files: Path) -> None:
    def fail(error: BaseException) -> None:
        raise error

    window = MainWindow(settings)
    window.resize(660, 420)  # so that there is room on the screen for another beside it
    window.show()
    windows.begin(window, InlineJobs(fail), ask, files, remembered(settings))


def stems(windows: Windows) -> list[str]:
    return [shell.desk.workspace.path.stem if shell.desk.workspace else "" for shell in windows.shells]


def test_that_windows_come_back_with_their_workspaces_pages_and_places(
    windows: Windows, settings: Settings, ask: FakeAsk, files: list[Path], qtbot: QtBot
) -> None:
    begin(windows, settings, ask, *files)
    qtbot.waitUntil(lambda: stems(windows) == ["Roads", "Schools"])
    first, second = windows.shells
    second.guide.go(places.register_key("risk"))
    windows.open([files[0], files[1]])  # open already: raised, and opened no second time
    assert len(windows.shells) == 2
    first.files.open(files[1])
    assert stems(windows) == ["Roads", "Schools"]
    windows.remember()
    kept = remembered(settings)
    assert [(Path(seat.workspace), seat.page) for seat in kept] == [
        (files[0], places.HOME),
        (files[1], places.register_key("risk")),
    ]
    assert kept[1].geometry != kept[0].geometry
    second.window.close()
    qtbot.waitUntil(lambda: len(windows.shells) == 1)
    windows.remember()
    assert [Path(seat.workspace) for seat in remembered(settings)] == [files[0]]
    first.window.close()
    qtbot.waitUntil(lambda: not windows.shells)
    assert [Path(seat.workspace) for seat in remembered(settings)] == [files[0]]


def test_that_what_is_handed_over_fills_an_empty_window_before_another_is_opened(
    windows: Windows, settings: Settings, ask: FakeAsk, files: list[Path], qtbot: QtBot
) -> None:
    begin(windows, settings, ask)
    windows.open([])
    assert stems(windows) == [""]
    windows.open([files[0]])
    windows.open([files[1]])
    qtbot.waitUntil(lambda: stems(windows) == ["Roads", "Schools"])
    windows.shells[0].actions["new_window"].trigger()
    assert stems(windows) == ["Roads", "Schools", ""]


def test_that_quitting_keeps_every_window_in_mind(
    windows: Windows, settings: Settings, ask: FakeAsk, files: list[Path], qtbot: QtBot
) -> None:
    begin(windows, settings, ask, *files)
    qtbot.waitUntil(lambda: stems(windows) == ["Roads", "Schools"])
    windows.shells[1].actions["quit"].trigger()
    qtbot.waitUntil(lambda: not windows.shells)
    assert [Path(seat.workspace).stem for seat in remembered(settings)] == ["Roads", "Schools"]


def test_that_a_workspace_that_is_gone_leaves_its_window_on_the_first_page(
    windows: Windows, settings: Settings, ask: FakeAsk, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(windows, settings, ask, tmp_path / "Gone.portfolio")
    (shell,) = windows.shells
    qtbot.waitUntil(lambda: shell.window.stack.currentWidget() is shell.welcome)
    assert "not there now" in shell.welcome._why.text()
    assert Seat(page="", workspace="") == Seat(seat_of(shell).workspace, seat_of(shell).page)


def test_that_each_window_has_its_own_help_and_one_key_for_it(
    windows: Windows, settings: Settings, ask: FakeAsk, files: list[Path], qtbot: QtBot
) -> None:
    begin(windows, settings, ask, *files)
    for shell in (*windows.shells, *windows.shells):
        to_front(shell.window, qtbot)
        shell.navigation.setFocus()
    for shell in windows.shells:
        to_front(shell.window, qtbot)
        dialog = QDialog(shell.window)
        line = QLineEdit(dialog)
        for at in (shell.navigation, line):
            for other in windows.shells:
                other.help._attend(None, at)
        assert [
            key.parent() for key in shell.window.findChildren(QShortcut) if key.key() == QKeySequence("F1")
        ] == [dialog]
        QTest.keyClick(shell.window, Qt.Key.Key_F1)
        assert [other.help._window is not None for other in windows.shells] == [
            other in windows.shells[: windows.shells.index(shell) + 1] for other in windows.shells
        ]
        dialog.deleteLater()
    for shell in windows.shells:
        shell.help.viewer.close()

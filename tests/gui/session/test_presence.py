# SPDX-License-Identifier: Apache-2.0
"""Nobody waits for a drive that does not answer: not the menu, not the start, not the end of the program."""

import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.session.presence import Presence


class Drive:
    """Folders named "dead" do not answer until it is let go."""

    def __init__(self) -> None:
        self.answers = threading.Event()
        self.looked = 0

    def look(self, path: Path) -> bool:
        if "dead" in str(path):
            self.looked += 1
            self.answers.wait(30)
        return "here" in path.stem


@pytest.fixture
def drive() -> Iterator[Drive]:
    found = Drive()
    yield found
    found.answers.set()
    for thread in threading.enumerate():
        if thread.name == "presence":
            thread.join(5)


def test_that_fifty_files_on_a_dead_drive_hold_up_neither_the_others_nor_anybody(
    drive: Drive, qtbot: QtBot, qapp: QApplication
) -> None:
    presence = Presence(drive.look, qapp)
    dead = [Path(f"/dead/{number}.portfolio") for number in range(50)]
    live = [Path("/disk/here.portfolio"), Path("/disk/gone.portfolio")]
    began = monotonic()
    for _opening in range(3):
        presence.ask([*dead, *live])
    assert monotonic() - began < 0.2
    qtbot.waitUntil(lambda: presence.of(live[1]) is False)
    assert presence.of(live[0]) is True
    assert {presence.of(path) for path in dead} == {None}
    assert drive.looked == 1
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "presence")


def test_that_a_workspace_of_last_time_is_given_up_in_time_and_found_where_it_is(
    drive: Drive, qtbot: QtBot, qapp: QApplication
) -> None:
    presence, said = Presence(drive.look, qapp), []
    presence.find(Path("/dead/here.portfolio"), 0.05, lambda there: said.append(there))
    qtbot.waitUntil(lambda: said == [False])
    presence.find(Path("/disk/here.portfolio"), 5, lambda there: said.append(there))
    qtbot.waitUntil(lambda: said == [False, True])


def test_that_an_answer_after_the_window_has_gone_reaches_nobody(
    drive: Drive, qtbot: QtBot, qapp: QApplication
) -> None:
    presence = Presence(drive.look, qapp)
    presence.ask([Path("/dead/here.portfolio")])
    (thread,) = (thread for thread in threading.enumerate() if thread.name == "presence")
    with qtbot.waitSignal(presence.destroyed):
        presence.deleteLater()
    drive.answers.set()
    thread.join(5)
    assert not thread.is_alive()

# SPDX-License-Identifier: Apache-2.0
"""One running program: a second start hands over, a dead one stands in nobody's way, and no lock keeps nobody from working."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.session.instance import Instance, message, read_message
from portfolio_desktop.gui.session.listening import Listening

_SECOND = """
import sys
from pathlib import Path
from portfolio_desktop.gui.session.instance import Instance
opens = Instance(Path(sys.argv[1])).claim_or_hand_over([Path(name) for name in sys.argv[2:]], 20)
sys.exit(3 if opens else 0)
"""


def test_that_a_second_start_hands_its_files_to_the_first_over_what_a_dead_one_left(
    tmp_path: Path, qtbot: QtBot
) -> None:
    first = Instance(tmp_path)
    Path(first.address).write_bytes(b"")  # as a program leaves it that was killed
    assert first.claim()
    files = ["/files/Ann & Bob.portfolio", "/files/Ty Mawr ŵ.portfolio"]
    second = subprocess.Popen([sys.executable, "-c", _SECOND, str(tmp_path), *files])
    listening = Listening(first)
    with qtbot.waitSignal(listening.wanted, timeout=20_000) as heard:
        assert listening.listens
    assert heard.args == [[Path(file) for file in files]]
    assert second.wait(20) == 0
    listening.close()
    first.release()


def test_that_of_two_one_holds_it_and_the_other_follows_when_it_ends(tmp_path: Path) -> None:
    first, second = Instance(tmp_path), Instance(tmp_path)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_that_whoever_gets_no_answer_opens_a_window_all_the_same(tmp_path: Path) -> None:
    first, second = Instance(tmp_path), Instance(tmp_path)
    first.claim()  # and does not listen
    assert second.claim_or_hand_over([], 0.1)
    assert not second.held
    first.release()


def test_that_a_folder_that_takes_no_lock_keeps_nobody_from_working(tmp_path: Path) -> None:
    nowhere = Instance(tmp_path / "gone")
    assert nowhere.claim_or_hand_over([])
    assert not nowhere.held
    assert not Listening(nowhere).listens


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]\n", b'{"files": "x"}\n', b'{"files": [1]}\n', b'{"token": 1}\n', b"\xff"]
)
def test_that_what_is_no_message_is_refused(line: bytes) -> None:
    assert read_message(message([Path("/a")])) == ([Path("/a")], "")
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, nobody reads it
        read_message(line)

# SPDX-License-Identifier: Apache-2.0
"""A folder that hangs is not felt: work goes on beside it, and closing waits for nobody."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.progress import Cancelled, Progress
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.pages.sharing.rounds import Rounds, Shown
from portfolio_desktop.services import records
from portfolio_desktop.services.office import new_office
from portfolio_desktop.sharing.ledger import Door
from portfolio_desktop.sharing.part import Part, Standing
from tests.support.ask import FakeAsk


@pytest.fixture
def threaded(qtbot: QtBot, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    """A desk on an empty workspace, whose jobs have threads of their own."""
    failed: list[Exception] = []
    jobs = Jobs(failed.append)
    desk = Desk(jobs, Settings(tmp_path / "settings.json"), ask)
    with qtbot.waitSignal(desk.opened):
        desk.open(lambda: new_office(tmp_path / "Board.portfolio", "Ann Example"))
    yield desk
    desk.close()
    jobs.shutdown()
    assert failed == []


def test_that_a_save_does_not_wait_for_a_folder_that_hangs(threaded: Desk, qtbot: QtBot) -> None:
    hanging, answered = Event(), Event()

    def job(door: Door, _progress: Progress) -> str:
        assert door(lambda office: office.path.stem) == "Board"
        hanging.set()
        answered.wait()
        return door(lambda office: office.path.name)

    found: list[str] = []
    threaded.work_aside(job, found.append)
    assert hanging.wait(10)
    with qtbot.waitSignal(threaded.written):
        threaded.write(lambda office: records.create(office, "project", {"title": "A road"}))
    assert found == []
    with qtbot.waitSignal(threaded.jobs.finished):
        answered.set()
    qtbot.waitUntil(lambda: found == ["Board.portfolio"])


def test_that_a_workspace_that_was_closed_meanwhile_is_not_touched_again(
    threaded: Desk, qtbot: QtBot
) -> None:
    hanging, answered, ended = Event(), Event(), Event()
    touched: list[str] = []

    def job(door: Door, _progress: Progress) -> None:
        hanging.set()
        answered.wait()
        try:
            door(lambda office: touched.append(office.path.name))
        except Cancelled:
            ended.set()
            raise

    threaded.work_aside(job)
    assert hanging.wait(10)
    closed: list[bool] = []
    threaded.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: closed == [True])
    answered.set()
    assert ended.wait(10)
    assert touched == []


def test_that_closing_sends_what_was_saved_last(threaded: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    rounds = Rounds(threaded)
    rounds.follow()

    def begin(part: Part) -> Standing:
        return part.share(share, encrypted=False, title="Board")[1]

    ready: list[bool] = []
    rounds.carry_out(begin, lambda: ready.append(True))
    qtbot.waitUntil(lambda: ready == [True])
    with qtbot.waitSignal(threaded.written):
        threaded.write(lambda office: records.create(office, "project", {"title": "A road"}))
    assert rounds.shown is not None
    assert rounds.shown.saved == 1
    ended: list[bool] = []
    rounds.finish(lambda: ended.append(True))
    qtbot.waitUntil(lambda: ended == [True], timeout=10_000)
    assert rounds.shown.standing is not None
    assert rounds.shown.standing.waiting == 0
    assert rounds.shown.saved == 0


def test_that_a_fault_in_a_round_is_told_and_the_next_one_sends_what_it_did_not(
    threaded: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    rounds = Rounds(threaded)
    rounds.follow()
    faults: list[Exception] = []
    monkeypatch.setattr(threaded.jobs, "unhandled", faults.append)

    def shown() -> Shown:
        assert rounds.shown is not None
        return rounds.shown

    def fail(_part: Part, **_how: bool) -> Standing:
        raise KeyError("a fault")

    rounds.carry_out(lambda part: part.share(share, encrypted=False, title="Board")[1])
    qtbot.waitUntil(lambda: rounds.shown is not None)
    with qtbot.waitSignal(threaded.written):
        threaded.write(lambda office: records.create(office, "project", {"title": "A road"}))
    with monkeypatch.context() as broken, qtbot.waitSignal(threaded.noticed) as noticed:
        broken.setattr(Part, "round", fail)
        rounds.round()
        assert shown().working
    assert "the application has a fault" in str(noticed.args)
    assert [type(fault) for fault in faults] == [KeyError]
    assert (shown().working, shown().saved) == (False, 1)
    rounds.round()
    qtbot.waitUntil(lambda: not shown().working, timeout=10_000)
    standing = shown().standing
    assert standing is not None
    assert (shown().saved, standing.waiting) == (0, 0)

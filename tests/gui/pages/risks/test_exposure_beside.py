# SPDX-License-Identifier: Apache-2.0
"""A simulation of thousands of risks holds up nobody: it runs beside the workspace, and stops when it is told to."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.progress import Cancelled, Progress
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.pages.risks import beside as tabs_module
from portfolio_desktop.gui.pages.risks.beside import EXPOSURE, TIME, Beside
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import open_office
from portfolio_desktop.services.risks.board import risk_board
from portfolio_desktop.services.risks.figures import RiskExposure, RiskMoney, exposure_of
from tests.support.ask import FakeAsk


class Held:
    """The simulation, held up before its first event and told of."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.thread = ""
        self.ended: list[str] = []
        monkeypatch.setattr(tabs_module, "exposure_of", self.run)

    def run(self, money: RiskMoney, progress: Progress | None = None) -> RiskExposure:
        self.thread = threading.current_thread().name
        self.begun.set()
        self.go_on.wait(10)
        try:
            found = exposure_of(money, progress)
        except Cancelled:
            self.ended.append("stopped")
            raise
        self.ended.append("worked out")
        return found


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held = Held(monkeypatch)
    yield held
    held.go_on.set()


@pytest.fixture
def desk(tmp_path: Path, demo_file: Path, ask: FakeAsk, qtbot: QtBot) -> Iterator[Desk]:
    """The demo portfolio behind real threads."""
    path = tmp_path / "demo.portfolio"
    shutil.copyfile(demo_file, path)
    unhandled: list[Exception] = []
    jobs = Jobs(unhandled.append)
    desk = Desk(jobs, Settings(tmp_path / "settings.json"), ask)
    desk.open(lambda: open_office(path, "Ann Example"))
    qtbot.waitUntil(lambda: not jobs.tasks)
    yield desk
    desk.close()
    jobs.shutdown()
    assert not unhandled


@pytest.fixture
def beside(desk: Desk, held: Held, qtbot: QtBot) -> Beside:
    """The tabs, on the exposure, whose simulation has begun."""
    beside = Beside(desk)
    qtbot.addWidget(beside)
    beside.tabs.setCurrentIndex(EXPOSURE)
    desk.read(risk_board, lambda board: beside.show_board(board, board.top))
    qtbot.waitUntil(held.begun.is_set)
    return beside


def said(beside: Beside) -> str:
    place = beside.tabs.widget(EXPOSURE)
    assert place is not None
    return " ".join(label.text() for label in place.findChildren(Label))


def test_that_the_workspace_answers_while_exposure_is_being_simulated(
    beside: Beside, desk: Desk, held: Held, qtbot: QtBot
) -> None:
    answered: list[str] = []
    desk.read(lambda _office: threading.current_thread().name, answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert not held.ended
    assert held.thread not in {answered[0], threading.current_thread().name}
    held.go_on.set()
    qtbot.waitUntil(lambda: not desk.jobs.tasks)
    assert "simulated in 10,000 runs" in said(beside)


def test_that_a_simulation_nobody_waits_for_any_more_is_stopped(
    beside: Beside, desk: Desk, held: Held, qtbot: QtBot
) -> None:
    beside.tabs.setCurrentIndex(TIME)
    held.go_on.set()
    qtbot.waitUntil(lambda: not desk.jobs.tasks)
    assert held.ended == ["stopped"]
    assert "Being worked out" in said(beside)


def test_that_the_foot_of_the_window_can_stop_it(
    beside: Beside, desk: Desk, held: Held, qtbot: QtBot
) -> None:
    (task,) = desk.jobs.tasks
    assert task.label == "Working out exposure"
    assert task.stoppable
    task.cancel()
    held.go_on.set()
    qtbot.waitUntil(lambda: not desk.jobs.tasks)
    assert held.ended == ["stopped"]

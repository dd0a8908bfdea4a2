# SPDX-License-Identifier: Apache-2.0
"""The foot of the window says what became of what was asked for, and nothing of what was refused."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.shell.status import StatusBar
from portfolio_desktop.services import records
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk


def test_that_what_was_written_or_taken_back_is_said_by_name_once_it_is_saved(
    jobs: InlineJobs, ask: FakeAsk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        status = StatusBar(desk)
        qtbot.addWidget(status)
        status.show()
        desk.write(lambda office: records.create(office, "project", {}), failed=lambda _error: None)
        assert heard == []
        desk.write(lambda office: records.create(office, "project", {"title": "A road"}))
        assert heard == ["Add P-0001. All changes saved"]
        add = partial(records.create, entity="project", values={"title": "A wall"})
        desk.write(add, lambda written: desk.notify(written.label, undo=True) if written else None)
        assert heard.pop() == "All changes saved", "the notice has said what"
        desk.undo()
        desk.redo()
        assert heard[1:] == ["Undo add P-0002. All changes saved", "Redo add P-0002. All changes saved"]

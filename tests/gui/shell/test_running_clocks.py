# SPDX-License-Identifier: Apache-2.0
"""No clock runs out without the window saying so: in the navigation, in the status bar, and at the next opening."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QToolButton

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.gui.pages.escalations.page import EscalationsPage
from portfolio_desktop.gui.shell import late, places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.office import Office
from tests.support.offices import add


def status(shell: Shell) -> QToolButton:
    button = shell.status.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    return button


def escalate(shell: Shell, due: datetime | None) -> None:
    shell.desk.work(
        lambda office, _progress: add(
            office, "escalation", title="Steel is late", status="raised", tell_by=due
        )
    )


def test_that_nothing_is_said_where_nothing_has_run_out(empty: Shell) -> None:
    escalate(empty, None)
    escalate(empty, local_now() + timedelta(hours=1))
    assert empty.clocks.late == 0
    assert status(empty).isHidden()


def test_that_a_clock_that_runs_out_is_told_counted_and_still_said_at_the_next_opening(
    empty: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    empty.desk.noticed.connect(lambda text, _undo: told.append(text))
    escalate(empty, local_now() + timedelta(hours=1))
    later = local_now() + timedelta(hours=2)
    monkeypatch.setattr(empty.clocks, "_now", lambda: later)
    empty.clocks.tick()
    empty.clocks.tick()
    assert told == ["Time has run out: E-0001 Steel is late"]
    assert status(empty).text().strip() == "1 clock has run out"
    assert empty.navigation._late[places.CLOCKS] == 1
    assert empty.desk.workspace is not None
    empty.files.open(empty.desk.workspace.path)
    assert status(empty).text().strip() == "1 clock has run out"
    assert not status(empty).isHidden()


def test_that_what_is_late_is_counted_once_at_opening_and_again_when_time_runs_out(
    empty: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    escalate(empty, local_now() - timedelta(hours=1))
    escalate(empty, local_now() + timedelta(hours=1))
    counted: list[Office] = []

    def count(office: Office) -> dict[str, int]:
        counted.append(office)
        return {}

    monkeypatch.setattr(late, "_late", count)
    assert empty.desk.workspace is not None
    empty.files.open(empty.desk.workspace.path)
    assert len(counted) == 1
    monkeypatch.setattr(empty.clocks, "_now", lambda: local_now() + timedelta(hours=2))
    empty.clocks.tick()
    empty.clocks.tick()
    assert len(counted) == 2


def test_that_the_status_bar_leads_to_the_clocks(empty: Shell) -> None:
    escalate(empty, local_now() - timedelta(hours=1))
    status(empty).click()
    assert isinstance(empty.guide.page, EscalationsPage)


def test_that_closing_the_workspace_stops_every_clock(empty: Shell) -> None:
    escalate(empty, local_now() - timedelta(hours=1))
    empty.desk.close()
    assert empty.clocks.late == 0
    assert status(empty).isHidden()

# SPDX-License-Identifier: Apache-2.0
"""A register page of projects over a small workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.register.page import RegisterPage
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        yield desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RegisterPage:
    page = RegisterPage(desk, "project")
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return page

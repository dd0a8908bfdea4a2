# SPDX-License-Identifier: Apache-2.0
"""A desk with a small workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        yield desk

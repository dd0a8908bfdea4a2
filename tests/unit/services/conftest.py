# SPDX-License-Identifier: Apache-2.0
"""An empty workspace, and one filled with the demo portfolio, both on a fixed day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.services import demo
from portfolio_desktop.services.office import Office, new_office

TODAY = date(2026, 11, 21)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path / "work.portfolio", "Ruth Calloway", lambda: TODAY) as office:
        yield office


@pytest.fixture
def demo_office(office: Office) -> Office:
    demo.fill(office)
    return office


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demo portfolio for tests that only look."""
    path = tmp_path_factory.mktemp("demo") / "demo.portfolio"
    with new_office(path, "Ruth Calloway", lambda: TODAY) as office:
        demo.fill(office)
        yield office

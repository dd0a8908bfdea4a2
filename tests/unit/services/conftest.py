# SPDX-License-Identifier: Apache-2.0
"""An empty workspace, and one filled with the demo portfolio, both on a fixed day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from portfolio_desktop.services import demo
from portfolio_desktop.services.office import Office, new_office, open_office

AUTHOR = "Ruth Calloway"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace, made once; to be copied, never opened."""
    path = tmp_path_factory.mktemp("blank") / "blank.portfolio"
    new_office(path, AUTHOR).close()
    return path


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo portfolio, made once; to be copied, never opened."""
    path = tmp_path_factory.mktemp("filled") / "filled.portfolio"
    with new_office(path, AUTHOR, lambda: TODAY) as office:
        demo.fill(office)
    return path


def _copied(made: Path, to: Path) -> Office:
    return open_office(copyfile(made, to), AUTHOR, today=lambda: TODAY)


@pytest.fixture
def office(tmp_path: Path, blank_file: Path) -> Iterator[Office]:
    with _copied(blank_file, tmp_path / "work.portfolio") as office:
        yield office


@pytest.fixture
def demo_office(tmp_path: Path, demo_file: Path) -> Iterator[Office]:
    with _copied(demo_file, tmp_path / "demo.portfolio") as office:
        yield office


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, demo_file: Path) -> Iterator[Office]:
    """The demo portfolio for tests that only look."""
    with _copied(demo_file, tmp_path_factory.mktemp("demo") / "demo.portfolio") as office:
        yield office

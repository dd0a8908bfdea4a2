# SPDX-License-Identifier: Apache-2.0
"""What the tests of the people side share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.services.people.people_file import PeopleFile
from tests.support.people_files import laptop, make

__all__ = ["laptop"]


@pytest.fixture(autouse=True)
def _laptop(laptop: None) -> None:
    """Every test here has a laptop of its own."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where Ada's people file lies."""
    return tmp_path / "office.people"


@pytest.fixture
def people(path: Path) -> Iterator[PeopleFile]:
    """Ada's people file."""
    with make(path) as made:
        yield made

# SPDX-License-Identifier: Apache-2.0
"""What the tests of the people side share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.services.people.people_file import PeopleFile
from tests.support.people import begun, team
from tests.support.people_files import make, quick_passphrases

__all__ = ["begun", "quick_passphrases", "team"]


@pytest.fixture(autouse=True)
def _quick(quick_passphrases: None) -> None:
    """No test here waits for a passphrase."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where Ada's people file lies."""
    return tmp_path / "office.people"


@pytest.fixture
def people(path: Path) -> Iterator[PeopleFile]:
    """Ada's people file."""
    with make(path) as made:
        yield made

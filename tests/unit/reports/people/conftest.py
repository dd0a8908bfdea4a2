# SPDX-License-Identifier: Apache-2.0
"""What the tests of papers share."""

import pytest

from tests.support.people import begun, team
from tests.support.people_files import quick_passphrases

__all__ = ["begun", "quick_passphrases", "team"]


@pytest.fixture(autouse=True)
def _quick(quick_passphrases: None) -> None:
    """No test here waits for a passphrase."""

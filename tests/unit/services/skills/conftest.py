# SPDX-License-Identifier: Apache-2.0
"""A workspace with one framework and nobody in it."""

import pytest

from portfolio_desktop.services.office import Office
from tests.support.crew import Crew


@pytest.fixture
def crew(office: Office) -> Crew:
    return Crew(office)

# SPDX-License-Identifier: Apache-2.0
"""A window with a people file beside its workspace, on the day on which that file was begun."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

import pytest
import time_machine

from tests.support.confidential import office
from tests.support.people import Clock, begun
from tests.support.people_files import quick_passphrases
from tests.support.windows import laptop, shell

__all__ = ["begun", "laptop", "office", "quick_passphrases", "shell"]


@pytest.fixture(autouse=True)
def on_its_day() -> Iterator[None]:
    """The window asks the laptop for the day; what the tests expect is of the file's."""
    with time_machine.travel(datetime.combine(Clock().day, time(12), UTC), tick=True):
        yield

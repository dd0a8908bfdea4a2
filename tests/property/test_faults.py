# SPDX-License-Identifier: Apache-2.0
"""The deliberate faults are still faults of the code as it stands. Whether each is noticed: `python -m tests.property.faults`."""

import pytest

from tests.property.faults import FAULTS, Fault, misplaced


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_that_a_fault_has_its_place(fault: Fault) -> None:
    assert misplaced(fault) == ""


def test_that_there_are_enough_and_each_has_a_name() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 40

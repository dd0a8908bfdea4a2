# SPDX-License-Identifier: Apache-2.0
"""Whatever is done with real files and a real folder, everybody comes to have what anybody still has."""

from tests.property.breaking.machine import run


def test_that_any_sequence_of_acts_ends_in_agreement() -> None:
    run(8, 15)

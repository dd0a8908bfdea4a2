# SPDX-License-Identifier: Apache-2.0
"""Movement between two boards, for threats and for opportunities."""

import pytest

from portfolio_desktop.domain.movement import Movement, Stand, movement

OPEN_9, OPEN_12, OPEN, OVER = Stand(True, 9), Stand(True, 12), Stand(True, None), Stand(False, 12)


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        (OPEN_9, OPEN_12, Movement.WORSE),
        (OPEN_12, OPEN_9, Movement.BETTER),
        (OPEN_9, OPEN_9, Movement.SAME),
        (None, OPEN_9, Movement.NEW),
        (None, OPEN, Movement.NEW),
        (OPEN_12, OVER, Movement.CLOSED),
        (OPEN_12, None, Movement.CLOSED),
        (OVER, OPEN_12, Movement.BACK),
        (OVER, OVER, None),
        (None, OVER, None),
        (OPEN, OPEN_9, None),
        (OPEN_9, OPEN, None),
    ],
)
def test_that_a_threat_moves_as_a_board_would_say(
    before: Stand | None, now: Stand | None, moved: Movement | None
) -> None:
    assert movement(before, now) is moved


def test_that_a_growing_opportunity_is_better() -> None:
    assert movement(OPEN_9, OPEN_12, opportunity=True) is Movement.BETTER
    assert movement(OPEN_12, OPEN_9, opportunity=True) is Movement.WORSE
    assert movement(OPEN_9, OPEN_9, opportunity=True) is Movement.SAME

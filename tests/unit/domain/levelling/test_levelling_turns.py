# SPDX-License-Identifier: Apache-2.0
"""Who has the processors: the solver as long as it is of use, then others."""

from collections.abc import Sequence

import pytest

from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.search import search
from portfolio_desktop.domain.levelling.sketch import Sketch
from portfolio_desktop.domain.levelling.solver import Better, Known, Solved, Turn
from tests.support.levelling_check import faults
from tests.support.levelling_sets import crowd


def in_vain(
    sketch: Sketch, known: Known, seconds: float, *, better: Better, workers: int, turn: Turn
) -> Solved:
    """A solver that finds nothing for as long as it may."""
    turn.begun.set()
    turn.over.wait(seconds)
    return Solved(list(known()), 3, False)


def test_that_a_solver_which_betters_nothing_makes_room_and_its_bound_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solver, "solve", in_vain)
    rooms: list[float] = []
    found = search(crowd(), 2.0, room=rooms.append)
    assert len(rooms) == 1
    assert 0 < rooms[0] < 2
    assert found.bound == 3
    assert faults(crowd(), found.starts) == []


def test_that_a_solver_which_leads_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    best: Sequence[int] = search(crowd(), 2.0, thorough=False).starts

    def leading(
        sketch: Sketch, known: Known, seconds: float, *, better: Better, workers: int, turn: Turn
    ) -> Solved:
        turn.begun.set()
        while not turn.over.wait(0.05) and sketch.lateness(known()) > sketch.lateness(best):
            better(list(best))
        return Solved(list(best), sketch.lateness(best), True)

    monkeypatch.setattr(solver, "solve", leading)
    rooms: list[float] = []
    found = search(crowd(), 60.0, room=rooms.append)
    assert (rooms, found.value.lateness) == ([], crowd().lateness(best))

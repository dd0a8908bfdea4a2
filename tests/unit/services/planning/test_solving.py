# SPDX-License-Identifier: Apache-2.0
"""The processes that search for a levelled plan: what they tell each other, and that none is left behind."""

import multiprocessing
from multiprocessing.connection import Connection

import msgspec
import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.search import Searched
from portfolio_desktop.domain.levelling.sketch import Sketch, Value
from portfolio_desktop.services.planning import solving
from portfolio_desktop.services.planning.solving import breed, solved_apart
from tests.support.levelling_check import faults
from tests.support.levelling_sets import crowd

_encode, _decode = msgspec.msgpack.encode, msgspec.msgpack.decode


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(solver, "missing", lambda: "")


def leads(connection: Connection, task: bytes, seconds: float, thorough: bool) -> None:
    """Make room at once; be done when a plan of somebody else has come, with a worse one and a bound."""
    sketch = _decode(task, type=Sketch)
    connection.send_bytes(_encode(("room", seconds)))
    _decode(connection.recv_bytes())
    starts = list(range(0, 10 * len(sketch), 10))
    connection.send_bytes(_encode(("done", Searched(starts, Value(0, sketch.lateness(starts), 0), 2))))


def waits(connection: Connection, task: bytes, seconds: float, thorough: bool) -> None:
    """Make room and do nothing more."""
    connection.send_bytes(_encode(("room", seconds)))
    while True:
        connection.recv_bytes()


def test_that_a_better_plan_of_another_brood_is_taken_with_the_bound_of_who_leads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solving, "serve", leads)
    found = solved_apart(crowd(), 60.0, thorough=True)
    assert found.bound == 2
    assert found.value.lateness < crowd().lateness(range(0, 500, 10))
    assert faults(crowd(), found.starts) == []
    assert multiprocessing.active_children() == []


def test_that_cancel_ends_all_who_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "serve", waits)
    with pytest.raises(Cancelled):
        solved_apart(
            crowd(), 60.0, thorough=True, cancelled=lambda: len(multiprocessing.active_children()) == 2
        )
    assert multiprocessing.active_children() == []


def test_that_a_search_which_ends_without_a_word_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "serve", print)
    with pytest.raises(Trouble, match="broke off"):
        solved_apart(crowd(), 60.0, thorough=True)


def test_that_who_searches_ends_when_nobody_listens_any_more() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=breed, args=(theirs, _encode(crowd()), 600.0, 2))
    child.start()
    theirs.close()
    kind, content = _decode(ours.recv_bytes())
    found = msgspec.convert(content, Searched)
    ours.close()  # as when the window is killed
    child.join(60)
    assert child.exitcode == 0
    assert kind == "better"
    assert faults(crowd(), found.starts) == []

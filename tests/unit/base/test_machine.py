# SPDX-License-Identifier: Apache-2.0
"""The mark of a computer: the same each time, and not the system's own."""

import pytest

from portfolio_desktop.base import machine
from portfolio_desktop.base.machine import machine_id


def test_that_a_computer_is_the_same_each_time() -> None:
    assert machine_id() == machine_id()


def test_that_the_mark_does_not_give_the_systems_own_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_system_id", lambda: "0123ABCD\n")
    assert len(machine_id()) == 32
    assert "0123abcd" not in machine_id()


def test_that_two_computers_differ_and_one_that_does_not_say_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = []
    for said in ("one", "two", ""):
        monkeypatch.setattr(machine, "_system_id", lambda said=said: said)
        found.append(machine_id())
    assert found[0] != found[1]
    assert found[2] == ""

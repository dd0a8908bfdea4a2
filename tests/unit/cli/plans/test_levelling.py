# SPDX-License-Identifier: Apache-2.0
"""Shared people by command: overloads listed, a plan proposed, accepted only when asked."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.commands import done
from tests.support.offices import add, make_office
from tests.support.planning import make_project, make_task


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with make_office(tmp_path) as office:
        crane = add(office, "resource", title="Crane", units=Decimal(100))
        for title, priority in (("Harbour", 1000), ("Mill", 0)):
            task = make_task(
                office, make_project(office, title), f"Lift {title}", 3, levelling_priority=priority
            )
            add(office, "assignment", task_id=task, resource_id=crane, units=Decimal(100))
    return tmp_path / "office.portfolio"


def test_that_overloads_are_listed_with_those_who_clash(file: Path) -> None:
    said = done("overloads", file).out
    assert "Crane" in said
    assert "200 %" in said
    assert "Lift Harbour" in said


def test_that_a_plan_is_proposed_and_written_only_when_accepted(file: Path) -> None:
    said = done("level", file, "--fast", "--seconds", "0.1").out
    assert "waits for Crane until 2 Dec 2026, held by ‘Lift Harbour’ of P-0001" in said
    assert said.startswith("1 task moves; P-0002 Mill ends later.\n")
    assert "P-0002 Mill ends on 7 Dec 2026 instead of 2 Dec 2026" in said
    assert done("overloads", file, "--json").json
    assert "Level the plan: 1 task waits" in done("level", file, "--fast", "--seconds", "0.1", "--accept").out
    assert done("overloads", file, "--json").json == []


def test_that_a_program_reads_what_moves(file: Path) -> None:
    told = done("level", file, "--fast", "--seconds", "0.1", "--json").json
    assert [(move["task"], move["put_off"]) for move in told["moves"]] == [("Lift Mill", True)]
    assert told["left"] == []

# SPDX-License-Identifier: Apache-2.0
"""A plan that was made here goes out, is worked on in another program, and comes home."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.opening import home_of, read_plan_file
from portfolio_desktop.exchange.arrivals.planned import Fate
from portfolio_desktop.exchange.arrivals.told import headline
from portfolio_desktop.exchange.departures.leaving import export_plan
from portfolio_desktop.services.office import Office
from tests.support.arrivals import bring, bring_file, only_project, rows, titled
from tests.support.offices import add, make_office
from tests.support.plan_files import sample_plan


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "office").mkdir()
    with make_office(tmp_path / "office") as office:
        yield office


@pytest.fixture
def project(office: Office) -> Id:
    """A plan made by hand: a calendar of its own, shared people, what waits, and a field that is a date."""
    add(office, "own_field", entity="task", name="own_signed_on", label="Signed on", kind="date")
    add(
        office,
        "own_field",
        entity="task",
        name="own_grade",
        label="Grade",
        kind="choice",
        options="field.kind",
    )
    lorries = add(office, "calendar", title="Lorries", hours_a_day=Decimal(10), monday="06:00-16:00")
    project = add(office, "project", title="Library", code="P-0009", start=date(2026, 4, 1))
    move = add(office, "task", project_id=project, title="Move", position=1024)
    beneath: dict[str, Any] = {"project_id": project, "parent_id": move, "scheduling": "links"}
    pack = add(
        office,
        "task",
        title="Pack",
        duration=Decimal(5),
        position=2048,
        note="Shelf by shelf",
        cost=Decimal(900),
        levelling_priority=700,
        own_signed_on=date(2026, 3, 2),
        own_grade="number",
        **beneath,
    )
    carry = add(
        office,
        "task",
        title="Carry",
        duration=Decimal(3),
        position=3072,
        calendar_id=lorries,
        status="waiting",
        cost_actual=Decimal(40),
        **beneath,
    )
    add(
        office, "task_link", predecessor_id=pack, task_id=carry, kind="fs", lag=Decimal(1), lag_kind="working"
    )
    bob = add(office, "resource", title="Bob Hill", kind="work")
    add(office, "assignment", task_id=pack, resource_id=bob, units=Decimal(50), effort=Decimal(20))
    return Id(project)


def edited(path: Path, change: Callable[[list[dict[str, str]]], object]) -> Path:
    """The table as somebody leaves it who worked on it in a spreadsheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    change(table)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys())
        writer.writeheader()
        writer.writerows(table)
    return path


def state(office: Office) -> list[object]:
    skipped = ("position", "code")
    tasks = [
        {name: value for name, value in row.items() if name not in skipped} for row in rows(office, "task")
    ]
    return [tasks, rows(office, "task_link"), rows(office, "assignment"), rows(office, "calendar")]


@pytest.mark.parametrize("ending", ["csv", "xml", "xer"])
def test_that_a_plan_made_here_is_known_again_and_not_doubled(
    office: Office, project: Id, tmp_path: Path, ending: str
) -> None:
    export_plan(office, project, tmp_path / f"plan.{ending}")
    assert home_of(office, read_plan_file(tmp_path / f"plan.{ending}")[0][0]) == project
    arrival = bring_file(office, tmp_path / f"plan.{ending}", into=project)
    assert (arrival.counts[Fate.NEW], arrival.counts[Fate.GONE]) == (0, 0)
    assert len(rows(office, "task")) == 3


@pytest.mark.parametrize("ending", ["csv", "xml"])
def test_that_a_plan_that_nobody_touched_changes_nothing(
    office: Office, project: Id, tmp_path: Path, ending: str
) -> None:
    before = state(office)
    export_plan(office, project, tmp_path / f"plan.{ending}")
    arrival = bring_file(office, tmp_path / f"plan.{ending}", into=project)
    assert [(row.title, row.changes) for row in arrival.rows if row.fate is not Fate.SAME] == []
    assert state(office) == before
    assert "3 as they were" in headline(arrival)


def test_that_what_is_edited_in_a_spreadsheet_comes_home(office: Office, project: Id, tmp_path: Path) -> None:
    export_plan(office, project, tmp_path / "plan.csv")

    def change(table: list[dict[str, str]]) -> None:
        duration = next(name for name in table[0] if name.startswith("Duration"))
        table[1] |= {duration: "8", "Notes": "Room by room", "Resources": "Bob Hill"}
        blank = dict.fromkeys(table[0], "")
        table.append(
            blank | {"Number": "9", "Level": "2", "Name": "Clean", duration: "1", "Predecessors": "3"}
        )

    edited(tmp_path / "plan.csv", change)
    arrival = bring_file(office, tmp_path / "plan.csv", into=project)
    assert {row.title: row.fate for row in arrival.rows} == {
        "Move": Fate.SAME,
        "Pack": Fate.CHANGED,
        "Carry": Fate.SAME,
        "Clean": Fate.NEW,
    }
    assert arrival.clashes == ()
    pack, carry, clean = (titled(office, "task", title) for title in ("Pack", "Carry", "Clean"))
    assert (pack["duration"], pack["note"], pack["levelling_priority"]) == (8, "Room by room", 700)
    assert (carry["status"], carry["cost_actual"]) == ("waiting", 40)
    assert clean["starts"] >= carry["finishes"]
    (share,) = rows(office, "assignment")
    assert (share["units"], share["effort"]) == (100, 20)


def test_that_a_row_that_is_gone_is_dropped_and_not_forgotten(
    office: Office, project: Id, tmp_path: Path
) -> None:
    export_plan(office, project, tmp_path / "plan.csv")
    edited(tmp_path / "plan.csv", lambda table: table.pop())
    arrival = bring_file(office, tmp_path / "plan.csv", into=project)
    assert arrival.counts[Fate.GONE] == 1
    assert titled(office, "task", "Carry")["status"] == "dropped"


def test_that_a_received_plan_with_own_tasks_comes_home_whole(office: Office, tmp_path: Path) -> None:
    bring(office, sample_plan())
    project = only_project(office)
    add(
        office,
        "task",
        project_id=project,
        title="Ours",
        scheduling="links",
        duration=Decimal(2),
        position=99999,
    )
    export_plan(office, project, tmp_path / "plan.csv")
    arrival = bring_file(office, tmp_path / "plan.csv", into=project)
    assert {row.fate for row in arrival.rows} == {Fate.SAME}
    again = bring(office, sample_plan(), into=project)  # and the supplier's next version is still known
    assert again.counts[Fate.NEW] == 0


def test_that_a_plan_of_another_office_is_new_here(office: Office, project: Id, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    export_plan(office, project, tmp_path / "plan.csv")
    with make_office(tmp_path / "other", seed=2) as other:
        assert home_of(other, read_plan_file(tmp_path / "plan.csv")[0][0]) is None
        arrival = bring_file(other, tmp_path / "plan.csv")
        assert arrival.counts[Fate.NEW] == 3
        assert titled(other, "task", "Carry")["starts"] is not None

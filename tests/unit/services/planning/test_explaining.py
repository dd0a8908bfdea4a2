# SPDX-License-Identifier: Apache-2.0
"""Why a task is where it is, and what makes a project end when it does."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.explaining import critical_path, why
from tests.support.offices import add, make_office
from tests.support.planning import at, make_link, make_project, make_task


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


def test_that_a_task_says_what_holds_it_back_to_the_start(office: Office) -> None:
    project = make_project(office)
    dig, pour = make_task(office, project, "Dig", 3), make_task(office, project, "Pour", 2)
    make_link(office, dig, pour)
    found = why(office, pour)
    assert found.because == "It follows ‘Dig’, which starts with its project on 30 Nov 2026."
    assert (found.chain, found.conflict) == ((dig,), "")


def test_that_a_deadline_that_cannot_be_kept_is_explained(office: Office) -> None:
    project = make_project(office)
    dig = make_task(office, project, "Dig", 3)
    pour = make_task(office, project, "Pour", 2, deadline=at("2026-12-03 17:30"))
    make_link(office, dig, pour)
    said = (
        "‘Pour’ has 3 Dec 2026 as its deadline and cannot finish before 4 Dec 2026, because it follows ‘Dig’"
    )
    assert why(office, pour).conflict.startswith(said)
    assert "2 days" in why(office, dig).conflict or "1 day" in why(office, dig).conflict


def test_that_a_summary_is_explained_by_what_finishes_last_in_it(office: Office) -> None:
    project = make_project(office)
    works = make_task(office, project, "Works")
    dig = make_task(office, project, "Dig", 3, parent_id=works)
    make_link(office, dig, make_task(office, project, "Pour", 2, parent_id=works))
    assert why(office, works).because.startswith("It follows ‘Dig’")


def test_that_a_task_without_a_place_in_time_is_refused(office: Office) -> None:
    task = add(office, "task", project_id=add(office, "project", title="Idea"), title="Think")
    with pytest.raises(Refusal, match="T-0001 has no place in time yet"):
        why(office, task)


def test_that_the_critical_path_leads_through_other_projects_to_the_end(office: Office) -> None:
    harbour, quay = make_project(office), make_project(office, "Quay")
    wall = make_task(office, quay, "Wall", 10)
    dig = make_task(office, harbour, "Dig", 3)
    make_task(office, harbour, "Paint", 1)
    make_link(office, wall, dig)
    path = critical_path(office, harbour)
    assert [step.title for step in path] == ["Wall", "Dig"]
    assert path[-1].because.startswith("It follows ‘Wall’")
    assert critical_path(office, add(office, "project", title="Idea")) == ()


def test_that_an_explanation_keeps_up_with_edits_undo_and_links_to_other_projects(office: Office) -> None:
    harbour, quay = make_project(office), make_project(office, "Quay")
    dig, pour = make_task(office, harbour, "Dig", 3), make_task(office, harbour, "Pour", 2)
    wall = make_task(office, quay, "Wall", 5)
    assert why(office, pour).chain == ()
    make_link(office, dig, pour)
    assert why(office, pour).chain == (dig,)
    assert why(office, wall).because == "It starts with its project on 30 Nov 2026."
    make_link(office, wall, pour)
    assert why(office, pour).chain == (wall,)
    office.write(records.change(office, "task", dig, {"duration": Decimal(9)}))
    assert why(office, pour).chain == (dig,)
    undo.undo(office)
    assert why(office, pour).chain == (wall,)
    with pytest.raises(Refusal):
        make_link(office, pour, wall)
    assert why(office, pour).chain == (wall,)


def test_that_a_summary_that_misses_its_own_date_says_so_itself(office: Office) -> None:
    project = make_project(office)
    works = make_task(office, project, "Works", deadline=at("2026-12-01 17:30"))
    make_task(office, project, "Dig", 3, parent_id=works)
    assert why(office, works).conflict == (
        "‘Works’ has 1 Dec 2026 as its deadline and cannot finish before 2 Dec 2026. "
        "What holds it is ‘Dig’: it starts with its project on 30 Nov 2026."
    )

# SPDX-License-Identifier: Apache-2.0
"""Baselines: taken, compared with what the plan is now, shown on the timeline, and readable when their tasks are gone."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import shaping
from portfolio_desktop.services.planning.baselines.comparing import baselines, compare
from portfolio_desktop.services.planning.baselines.pictures import Picture, read_picture
from portfolio_desktop.services.planning.baselines.taking import take
from portfolio_desktop.services.planning.rows import Span
from portfolio_desktop.services.planning.scope import Scope
from portfolio_desktop.services.planning.timeline import timeline_of
from tests.support.offices import TODAY, add, make_office
from tests.support.planning import at, do, make_link, make_project, make_task


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def project(office: Office) -> Id:
    project = make_project(office)
    dig = make_task(office, project, "Dig", 3, cost=Decimal(300))
    make_link(office, dig, make_task(office, project, "Pour", 2, cost=Decimal(200)))
    return project


def test_that_a_baseline_is_measured_against_after_the_plan_has_moved(office: Office, project: Id) -> None:
    assert do(office, take(office, [project], "Agreed")) == "Take baseline “Agreed”"
    (kept,) = baselines(office, project)
    assert (kept.title, kept.taken_on, kept.finish, kept.cost) == (
        "Agreed",
        TODAY,
        date(2026, 12, 4),
        Decimal(500),
    )
    before = compare(office, kept.id)
    assert (before.project.finish, before.project.cost) == (0, Decimal(0))
    (dig, _pour) = before.tasks
    office.write(
        records.change(office, "task", dig.task or project, {"duration": Decimal(5), "cost": Decimal(450)})
    )
    now = compare(office, kept.id)
    assert [(each.title, each.start, each.finish, each.duration, each.cost) for each in now.tasks] == [
        ("Dig", 0, 2, Decimal(2), Decimal(150)),
        ("Pour", 4, 4, Decimal(0), Decimal(0)),
    ]
    assert (now.project.finish, now.project.cost) == (4, Decimal(150))


def test_that_a_baseline_whose_tasks_are_gone_still_reads(office: Office, project: Id) -> None:
    office.write(take(office, [project], "Agreed"))
    (kept,) = baselines(office)
    (dig, pour) = compare(office, kept.id).tasks
    office.write(shaping.delete(office, [dig.task or project]))
    make_task(office, project, "Paint")
    found = compare(office, kept.id)
    assert [(each.title, each.was is None, each.now is None) for each in found.tasks] == [
        ("Dig", False, True),
        ("Pour", False, False),
        ("Paint", True, False),
    ]
    assert pour.was is not None
    assert pour.was.start == at("2026-12-03 09:00")


def test_that_the_timeline_shows_the_baselines_that_are_chosen(office: Office, project: Id) -> None:
    office.write(take(office, [project], "Agreed", on=date(2026, 11, 1)))
    office.write(take(office, [project], "Second"))
    timeline = timeline_of(office, Scope(baselines=("Second", "Agreed")))
    assert timeline.baselines == ("Agreed", "Second")
    was = Span(start=at("2026-11-30 09:00"), finish=at("2026-12-02 17:30"))
    assert timeline.rows[1].baselines == (was, was)


def test_that_several_projects_are_taken_by_one_act_and_one_without_dates_is_refused(
    office: Office, project: Id
) -> None:
    other = make_project(office, "Quay", end=date(2026, 12, 31))
    assert do(office, take(office, [project, other], "Year end")) == "Take baseline “Year end” of 2 projects"
    empty = add(office, "project", title="Idea")
    with pytest.raises(Refusal, match="Idea has nothing with a date yet"):
        take(office, [empty], "Agreed")


def test_that_a_summary_states_its_own_cost_or_is_the_sum_of_what_lies_under_it(office: Office) -> None:
    project = make_project(office)
    works = make_task(office, project, "Works", cost=Decimal(1000))
    make_task(office, project, "Dig", parent_id=works, cost=Decimal(300))
    design = make_task(office, project, "Design")
    make_task(office, project, "Draw", parent_id=design, cost=Decimal(50))
    office.write(take(office, [project], "Agreed"))
    assert baselines(office)[0].cost == 1050


@pytest.mark.parametrize(
    "text", [None, "", "no json", "[]", '{"tasks": {"x": [1]}}', '{"tasks": [], "start": 5}']
)
def test_that_a_picture_that_makes_no_sense_is_an_empty_one(text: str | None) -> None:
    assert read_picture(text) == Picture()

# SPDX-License-Identifier: Apache-2.0
"""Plans of which no dates follow are refused by naming the tasks that are to blame."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.calendars import instant, standard
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Link, LinkKind, Plan
from portfolio_desktop.domain.schedule.schedule import schedule


def task(name: str, **fields: object) -> Activity:
    return Activity(id=name.lower(), name=name, duration=450, **fields)  # type: ignore[arg-type]


def refused(
    *activities: Activity,
    links: tuple[Link, ...] = (),
    starts: tuple[str, ...] = ("",),
    titles: Mapping[str, str] = MappingProxyType({}),
) -> str:
    calendars = {"": standard("Office")}
    start = dict.fromkeys(starts, instant(date(2026, 3, 2)))
    with pytest.raises(Refusal) as found:
        schedule(Plan(activities=activities, links=links, calendars=calendars, starts=start, titles=titles))
    return str(found.value)


def test_that_a_circle_is_told_by_the_names_in_it_and_no_others() -> None:
    tasks = [task(name) for name in ("Before", "Walls", "Roof", "Tiles", "After")]
    links = [
        ("before", "walls"),
        ("walls", "roof"),
        ("roof", "tiles"),
        ("tiles", "walls"),
        ("tiles", "after"),
    ]
    text = refused(*tasks, links=tuple(Link(*ends) for ends in links))
    for circle in ("‘Walls’ → ‘Roof’ → ‘Tiles’ → ‘Walls’", "‘Roof’ → ‘Tiles’ → ‘Walls’ → ‘Roof’"):
        if circle in text:
            break
    else:
        assert "‘Tiles’ → ‘Walls’ → ‘Roof’ → ‘Tiles’" in text
    assert "Before" not in text
    assert "After" not in text


def test_that_a_circle_through_a_summary_names_the_summary() -> None:
    tasks = (task("Phase"), task("Inside", parent="phase"), task("Outside"))
    text = refused(*tasks, links=(Link("phase", "outside"), Link("outside", "inside")))
    assert "‘Phase’" in text
    assert "‘Outside’" in text


def test_that_a_circle_through_two_projects_names_each_task_with_its_own() -> None:
    tasks = (task("Dig", project="h"), task("Pour", project="h"), task("Pave", project="r"))
    links = (Link("dig", "pour"), Link("pour", "pave"), Link("pave", "dig"))
    text = refused(*tasks, links=links, starts=("h", "r"), titles={"h": "Harbour", "r": "Road"})
    for said in ("‘Dig’ of ‘Harbour’", "‘Pour’ of ‘Harbour’", "‘Pave’ of ‘Road’"):
        assert said in text


def test_that_a_circle_of_tasks_of_one_name_still_has_its_arrows() -> None:
    tasks = (task("Test"), replace(task("Test"), id="again"))
    assert "‘Test’ → ‘Test’ → ‘Test’" in refused(*tasks, links=(Link("test", "again"), Link("again", "test")))


@pytest.mark.parametrize("link", [Link("inside", "phase"), Link("phase", "inside"), Link("deep", "phase")])
def test_that_a_task_is_not_linked_to_what_it_lies_in(link: Link) -> None:
    tasks = (
        task("Phase"),
        task("Inside", parent="phase"),
        task("Part", parent="phase"),
        task("Deep", parent="part"),
    )
    text = refused(*tasks, links=(link,))
    assert "‘Phase’" in text
    assert "beside" in text


@pytest.mark.parametrize("kind", [LinkKind.FF, LinkKind.SF])
def test_that_the_finish_of_a_summary_is_not_held(kind: LinkKind) -> None:
    tasks = (task("Phase"), task("Inside", parent="phase"), task("Outside"))
    text = refused(*tasks, links=(Link("outside", "phase", kind),))
    assert "‘Phase’" in text
    assert "Link the task that is meant" in text


def test_that_a_link_that_leads_nowhere_or_back_to_itself_is_named() -> None:
    assert "‘Walls’" in refused(task("Walls"), links=(Link("walls", "roof"),))
    assert "‘Walls’" in refused(task("Walls"), links=(Link("walls", "walls"),))


def test_that_names_that_do_not_fit_together_are_refused() -> None:
    assert "‘Walls’" in refused(task("Walls"), task("Walls"))
    assert "‘Walls’" in refused(task("Walls", parent="house"))
    assert "lies under itself" in refused(task("House", parent="walls"), task("Walls", parent="house"))
    assert "‘Walls’" in refused(task("Walls", calendar="nights"))
    assert "‘Walls’" in refused(task("Walls", project="house"), starts=("shed",))


def test_that_dates_that_say_nothing_are_refused() -> None:
    assert "‘Walls’" in refused(task("Walls", constraint=Constraint.MUST_START_ON))
    assert "‘Walls’" in refused(task("Walls", fixed_start=500, fixed_finish=400))
    assert "‘Walls’" in refused(task("Walls", actual_start=500, actual_finish=400))

# SPDX-License-Identifier: Apache-2.0
"""What moves when something slips, and that nothing is written on the way."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.slips import Slip, read_slip
from portfolio_desktop.services.planning.what_if import Moved, what_if
from tests.support.offices import add, dump
from tests.support.two_projects import two_projects

WEEK = Slip(1, weeks=True)


def told(moves: tuple[Moved, ...]) -> list[tuple[str, date, str]]:
    return [(each.title, each.after, each.harm) for each in moves]


def test_that_a_slip_moves_what_waits_by_plan_into_other_projects(office: Office) -> None:
    two = two_projects(office, rests_on="plan")
    found = what_if(office, "task", two.dig, Slip(4, weeks=True))
    assert told(found.projects) == [
        ("Harbour", date(2026, 4, 8), "Misses 13 Mar 2026, its end by the baseline."),
        ("Road", date(2026, 4, 15), "Misses 27 Mar 2026, by which it must finish."),
    ]
    assert {each.title for each in found.tasks} == {"Dig", "Build the quay", "Pave", "Road open"}
    assert [each.title for each in found.milestones] == ["Build the quay", "Road open"]
    assert found.dependencies[0].harm == "The receiver can wait until 20 Mar 2026."
    assert found.broken == 3


def test_that_a_task_that_a_milestone_of_the_board_follows_is_told_among_the_milestones(
    office: Office,
) -> None:
    two = two_projects(office)
    for board in (False, True):
        add(office, "milestone", project_id=two.harbour, title="Dug", board=board, task_id=two.dig)
        found = what_if(office, "task", two.dig, WEEK)
        assert ("Dig" in [each.title for each in found.milestones]) is board


def test_that_a_promise_holds_the_receiver_and_is_told_as_broken(office: Office) -> None:
    two = two_projects(office)
    found = what_if(office, "task", two.dig, WEEK)
    assert told(found.projects) == [
        ("Harbour", date(2026, 3, 18), "Misses 13 Mar 2026, its end by the baseline.")
    ]
    assert told(found.dependencies) == [("Quay for the road", date(2026, 3, 18), "Promised for 13 Mar 2026.")]
    assert found.beside == 1


def test_that_only_what_hangs_together_with_it_is_said_to_keep_its_end(office: Office) -> None:
    two = two_projects(office)
    alone = add(office, "project", title="Depot", start=date(2026, 3, 2))
    add(office, "task", project_id=alone, title="Level", scheduling="links", duration=Decimal(2))
    office.store.schedule([two.harbour, alone])  # from now on all three are known
    assert what_if(office, "task", two.dig, WEEK).beside == 1
    found = what_if(office, "project", alone, WEEK)
    assert ([each.title for each in found.projects], found.beside) == (["Depot"], 0)


def test_that_a_slip_starts_from_what_was_written_last(office: Office) -> None:
    two = two_projects(office)
    before = what_if(office, "task", two.dig, WEEK).projects[0].before
    office.write(records.change(office, "task", two.dig, {"duration": Decimal(8)}))
    assert what_if(office, "task", two.dig, WEEK).projects[0].before > before


def test_that_a_promised_date_can_slip_by_itself(office: Office) -> None:
    two = two_projects(office)
    found = what_if(office, "dependency", two.promise, WEEK)
    assert told(found.projects) == [("Road", date(2026, 3, 27), "")]
    assert [each.title for each in found.tasks] == ["Pave", "Road open"]
    assert told(found.dependencies) == [("Quay for the road", date(2026, 3, 20), "Promised for 13 Mar 2026.")]


def test_that_a_project_slips_with_all_of_its_open_tasks(office: Office) -> None:
    two = two_projects(office)
    found = what_if(office, "project", two.harbour, Slip(2))
    assert [(each.title, each.days) for each in found.tasks] == [("Build the quay", 2), ("Dig", 2)]


def test_that_float_swallows_a_slip(office: Office) -> None:
    two = two_projects(office)
    side = add(office, "task", project_id=two.harbour, title="Paint", scheduling="links")
    found = what_if(office, "task", side, Slip(3))
    assert (found.projects, found.dependencies, found.broken) == ((), (), 0)
    assert [each.title for each in found.tasks] == ["Paint"]


def test_that_a_date_of_its_own_is_missed_although_the_slip_overrules_it(office: Office) -> None:
    two = two_projects(office)
    office.write(
        records.change(
            office,
            "task",
            two.dig,
            {"condition": "finish_no_later", "condition_at": datetime(2026, 3, 5, 17, 30)},  # noqa: DTZ001
        )
    )
    found = what_if(office, "task", two.dig, Slip(2))
    assert ("Dig", date(2026, 3, 6), "Misses 5 Mar 2026, by which it must be.") in told(found.milestones)


def test_that_stated_dates_and_milestones_slip_too(office: Office) -> None:
    two = two_projects(office)
    stated = add(
        office, "task", project_id=two.harbour, title="Permit", kind="milestone", end=date(2026, 3, 20)
    )
    found = what_if(office, "task", stated, WEEK)
    assert told(found.tasks) == [("Permit", date(2026, 3, 27), "")]


def test_that_nothing_is_written(office: Office) -> None:
    two = two_projects(office)
    before = dump(office)
    what_if(office, "project", two.harbour, WEEK)
    assert dump(office) == before


def test_that_what_is_over_cannot_slip(office: Office) -> None:
    two = two_projects(office)
    office.write(records.change(office, "task", two.dig, {"end_actual": date(2026, 3, 4)}))
    with pytest.raises(Refusal, match="is over"):
        what_if(office, "task", two.dig, WEEK)


def test_that_a_dependency_that_no_task_waits_for_cannot_slip(office: Office) -> None:
    two = two_projects(office, task_id=None)
    with pytest.raises(Refusal, match="Name the task that waits"):
        what_if(office, "dependency", two.promise, WEEK)


@pytest.mark.parametrize(
    ("text", "slip"), [("6w", Slip(6, True)), ("10 d", Slip(10)), ("1 Week", Slip(1, True))]
)
def test_that_a_slip_is_read_as_people_write_it(text: str, slip: Slip) -> None:
    assert read_slip(text) == slip


@pytest.mark.parametrize("text", ["", "w", "0w", "-2d", "6 months", "1.5w"])
def test_that_what_is_no_slip_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="such as 10d or 6w"):
        read_slip(text)

# SPDX-License-Identifier: Apache-2.0
"""Hand-overs between projects: what is promised, what is needed, what the plan says, and agreeing on it."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.home import home
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.hand_overs import HandOver, agree, hand_overs, link_tasks
from portfolio_desktop.services.quality import quality
from tests.support.offices import add
from tests.support.two_projects import task, two_projects


def only(office: Office) -> HandOver:
    (found,) = hand_overs(office)
    return found


def starts(office: Office, id: Id) -> date:
    with office.reading() as reader:
        (record,) = reader.many(reader.catalogue.entity("task"), [id])
    found = record["starts"]
    assert isinstance(found, datetime)
    return found.date()


def dependency(office: Office, title: str) -> Record:
    with office.reading() as reader:
        (found,) = reader.all(reader.catalogue.entity("dependency"), Test("title", Op.IS, title))
    return found


def test_that_a_hand_over_shows_what_each_side_says(office: Office) -> None:
    two = two_projects(office, needed=date(2026, 3, 12))
    found = only(office)
    assert (found.giver.title, found.giver.task_title) == ("Harbour", "Build the quay")
    assert (found.receiver.title, found.receiver.task_title) == ("Road", "Pave")
    assert found.promised == date(2026, 3, 13)
    assert found.needed == date(2026, 3, 12)
    assert found.planned == date(2026, 3, 11)
    assert found.latest == date(2026, 3, 20)  # five days of paving before Friday the 27th
    assert found.spare == 9
    assert found.outdated
    assert found.receiver.task == two.pave


def test_that_agreeing_promises_what_the_plan_says_and_one_undo_takes_it_back(office: Office) -> None:
    two = two_projects(office)
    written = office.write(agree(office, [two.promise]))
    assert written is not None
    assert written.label == "Agree 11 Mar 2026 for Quay for the road"
    assert (only(office).promised, only(office).outdated) == (date(2026, 3, 11), False)
    undo.undo(office)
    assert (only(office).promised, only(office).outdated) == (date(2026, 3, 13), True)


def test_that_the_receiver_starts_after_the_promise_and_moves_once_another_is_agreed(office: Office) -> None:
    two = two_projects(office)
    before = starts(office, two.pave)
    office.write(agree(office, [two.promise]))
    assert (before, starts(office, two.pave)) == (date(2026, 3, 16), date(2026, 3, 12))


def test_that_a_promise_kept_to_the_day_is_not_outdated_however_its_day_was_given(office: Office) -> None:
    two = two_projects(office)
    stated = add(
        office, "task", project_id=two.harbour, title="Handed over", kind="milestone", end=date(2026, 3, 4)
    )
    waits = task(office, two.road, "Fence", 1)
    add(
        office,
        "dependency",
        title="Fence",
        task_id=waits,
        giver_task_id=stated,
        promised=date(2026, 3, 4),
    )
    assert dependency(office, "Fence")["outdated"] is False


def test_that_what_is_delivered_or_has_no_plan_behind_it_is_never_outdated(office: Office) -> None:
    two = two_projects(office)
    office.write(records.change(office, "dependency", two.promise, {"delivered_on": date(2026, 3, 11)}))
    assert not dependency(office, "Quay for the road")["outdated"]
    assert hand_overs(office) == ()
    add(
        office,
        "dependency",
        title="Permit",
        project_id=two.road,
        outside_party="Ministry",
        promised=date(2026, 4, 1),
    )
    found = only(office)
    assert (found.giver.title, found.planned, found.outdated) == ("Ministry", None, False)
    with pytest.raises(Refusal, match="giver's plan says no date"):
        agree(office, [found.id])


def test_that_a_task_that_has_begun_needs_nothing_any_more(office: Office) -> None:
    two = two_projects(office)
    office.write(
        records.change(
            office, "task", two.pave, {"start_actual": date(2026, 3, 9), "percent_done": Decimal(20)}
        )
    )
    assert only(office).latest is None


def test_that_hand_overs_of_one_project_are_those_it_gives_and_takes(office: Office) -> None:
    two = two_projects(office)
    bridge = add(office, "project", title="Bridge")
    add(office, "dependency", title="Steel", project_id=bridge, outside_party="Mill")
    assert [each.title for each in hand_overs(office, two.harbour)] == ["Quay for the road"]
    assert [each.title for each in hand_overs(office, bridge)] == ["Steel"]
    assert len(hand_overs(office)) == 2


def test_that_two_tasks_of_different_projects_are_linked_by_a_promise_of_what_the_plan_says(
    office: Office,
) -> None:
    two = two_projects(office)
    office.write(link_tasks(office, two.dig, two.open))
    made = dependency(office, "Dig")
    assert (made["promised"], made["outdated"], made["rests_on"]) == (date(2026, 3, 4), False, "promise")
    assert (made["giver_id"], made["project_id"]) == (two.harbour, two.road)


def test_that_tasks_of_one_project_and_tasks_linked_already_are_refused(office: Office) -> None:
    two = two_projects(office)
    with pytest.raises(Refusal, match="belong to one project"):
        link_tasks(office, two.dig, two.quay)
    with pytest.raises(Refusal, match="already hands over"):
        link_tasks(office, two.quay, two.pave)


def test_that_a_circle_through_two_projects_is_refused(office: Office) -> None:
    two = two_projects(office, rests_on="plan")
    changes = link_tasks(office, two.open, two.dig, by_plan=True)
    with pytest.raises(Refusal, match="Pave"):
        office.write(changes)


def test_that_home_and_data_quality_ask_for_outdated_promises_and_never_call_them_late(
    office: Office,
) -> None:
    two = two_projects(office)
    shown = home(office)
    assert shown.outdated.count == 1
    assert "dependency" in {each.entity for each in shown.overdue}  # promised for a day that has passed
    with office.reading() as reader:
        found = reader.all(reader.catalogue.entity("dependency"), shown.outdated.where)
    assert [each.id for each in found] == [two.promise]
    stale = [each for each in quality(office).findings if each.rule == "promise"]
    assert [(each.project, each.said) for each in stale] == [(two.road, "Quay for the road: 13 Mar 2026")]
    office.write(agree(office, [two.promise]))
    assert home(office).outdated.count == 0
    assert not [each for each in quality(office).findings if each.rule == "promise"]

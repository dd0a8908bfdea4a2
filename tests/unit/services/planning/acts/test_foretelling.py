# SPDX-License-Identifier: Apache-2.0
"""What a drag would come to: the same dates that letting go then gives, and nothing written before."""

from datetime import date
from decimal import Decimal

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating
from portfolio_desktop.services.planning.acts.foretelling import Foretold, foretell, standing
from portfolio_desktop.storage.changes import Changes
from tests.support.offices import add
from tests.support.planning import at, dates, do, get, make_link, make_project, make_task


def told(office: Office, project: Id, changes: Changes) -> Foretold:
    return foretell(office, standing(office, project), changes, project)


def test_that_a_stretch_over_christmas_is_told_as_it_then_is(office: Office, project: Id) -> None:
    calendar = add(office, "calendar", title="English", holidays="england_and_wales")
    office.write(records.change(office, "project", project, {"calendar_id": calendar}))
    dig = make_task(office, project, "Dig", 3)
    lay = make_task(office, project, "Lay", 2)
    make_link(office, dig, lay)
    stretch = dating.set_finish(office, dig, at("2027-01-05 17:30"))
    found = told(office, project, stretch)
    assert get(office, "task", dig)["duration"] == 3
    do(office, stretch)
    task = get(office, "task", dig)
    assert found.finish == date(2027, 1, 5)
    assert found.days == task["duration"] == Decimal(24)  # the three bank holidays are no work
    assert found.moved == 1
    assert f"{found.finish_after:%a %d %b}" == dates(office)["Lay"][1][:10] == "Thu 07 Jan"


def test_that_a_bar_dropped_on_a_saturday_is_told_to_begin_on_monday(office: Office, project: Id) -> None:
    dig = make_task(office, project, "Dig", 2)
    found = told(office, project, dating.set_start(office, "task", dig, at("2026-12-12 09:00")))
    assert (found.start, found.finish, found.days) == (at("2026-12-14 09:00"), date(2026, 12, 15), Decimal(2))


def test_that_a_project_is_told_with_its_tasks_and_its_new_finish(office: Office) -> None:
    project = make_project(office)
    dig = make_task(office, project, "Dig", 3)
    make_link(office, dig, make_task(office, project, "Lay", 2))
    make_task(office, project, "Open", 1, scheduling="dates", start=date(2026, 12, 1), end=date(2026, 12, 1))
    before = standing(office, project).finishes[project]
    move = dating.set_start(office, "project", project, at("2027-02-01 00:00"))
    found = told(office, project, move)
    assert standing(office, project).finishes[project] == before
    do(office, move)
    assert (found.moved, found.start) == (2, None)
    assert f"{found.finish_after:%a %d %b}" == dates(office)["Lay"][1][:10] == "Fri 05 Feb"
    assert found.finish_before is not None
    assert found.finish_before < date(2027, 1, 1)


def test_that_a_project_without_a_plan_moves_nobody(office: Office) -> None:
    project = make_project(office, end=date(2026, 12, 30))
    add(office, "milestone", title="Open", project_id=project, forecast=date(2027, 1, 4))
    found = told(office, project, dating.set_start(office, "project", project, at("2026-12-07 00:00")))
    assert (found.moved, found.finish_after) == (0, None)

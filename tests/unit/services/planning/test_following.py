# SPDX-License-Identifier: Apache-2.0
"""Milestones of the register that follow a task: one date for both, wherever it is read."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating, following, shaping
from portfolio_desktop.storage.changes import Changes
from tests.support.offices import add
from tests.support.planning import at, get
from tests.support.two_projects import Two, two_projects


@pytest.fixture
def two(office: Office) -> Two:
    return two_projects(office)


@pytest.fixture
def opening(office: Office, two: Two) -> Id:
    """A milestone that follows “Road open”, typed for another day before."""
    return add(
        office,
        "milestone",
        project_id=two.road,
        title="Road open",
        forecast=date(2026, 5, 1),
        baseline=date(2026, 3, 20),
        board=True,
    )


def forecast(office: Office, id: Id) -> object:
    return get(office, "milestone", id)["forecast"]


def follow(office: Office, milestone: Id, task: Id | None) -> Changes:
    return records.change(office, "milestone", milestone, {"task_id": task})


def test_that_the_forecast_is_the_finish_of_the_task_and_moves_with_it(
    office: Office, two: Two, opening: Id
) -> None:
    office.write(follow(office, opening, two.open))
    assert forecast(office, opening) == date(2026, 3, 20)
    assert get(office, "milestone", opening)["baseline"] == date(2026, 3, 20)
    office.write(records.change(office, "task", two.pave, {"duration": Decimal(7)}))
    assert forecast(office, opening) == date(2026, 3, 24)
    undo.undo(office)
    assert forecast(office, opening) == date(2026, 3, 20)
    undo.undo(office)
    assert forecast(office, opening) == date(2026, 5, 1)


def test_that_a_forecast_is_not_typed_nor_dragged_while_a_task_is_followed(
    office: Office, two: Two, opening: Id
) -> None:
    office.write(follow(office, opening, two.open))
    with pytest.raises(Refusal, match="follows T-0004"):
        records.change(office, "milestone", opening, {"forecast": date(2026, 6, 1)})
    with pytest.raises(Refusal, match="follows T-0004"):
        dating.set_start(office, "milestone", opening, at("2026-06-01 09:00"))
    assert not records.change(office, "milestone", opening, {"forecast": date(2026, 3, 20)}).items


def test_that_a_task_of_another_project_is_not_followed(office: Office, two: Two, opening: Id) -> None:
    with pytest.raises(Refusal, match="in another project"):
        follow(office, opening, two.quay)


def test_that_a_task_is_watched_by_a_new_milestone_and_a_start_can_be_followed(
    office: Office, two: Two, opening: Id
) -> None:
    changes = following.watch(office, two.pave)
    assert changes.label == "Add a milestone that follows T-0003"
    office.write(changes)
    (made,) = {change.record for change in changes.items}
    assert (get(office, "milestone", made)["title"], forecast(office, made)) == ("Pave", date(2026, 3, 20))
    changes = following.follow(office, [opening], two.pave, start=True)
    assert changes.label == "MS-0001 follows T-0003"
    office.write(changes)
    assert forecast(office, opening) == date(2026, 3, 16)
    office.write(following.let_be(office, [opening]))
    assert (get(office, "milestone", opening)["task_id"], forecast(office, opening)) == (
        None,
        date(2026, 3, 16),
    )


def test_that_what_is_let_go_keeps_the_date_that_it_had(office: Office, two: Two, opening: Id) -> None:
    office.write(follow(office, opening, two.open))
    office.write(follow(office, opening, None))
    assert forecast(office, opening) == date(2026, 3, 20)
    undo.undo(office)
    office.write(shaping.delete(office, [two.open]))
    assert (get(office, "milestone", opening)["task_id"], forecast(office, opening)) == (
        None,
        date(2026, 3, 20),
    )
    undo.undo(office)
    assert get(office, "milestone", opening)["task_id"] == two.open

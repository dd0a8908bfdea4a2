# SPDX-License-Identifier: Apache-2.0
"""All actions in one list: the late ones first, by person, each with where it came from."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.services import undo
from portfolio_desktop.services.governance.actions import actions, by_person, finish
from portfolio_desktop.services.office import Office
from tests.support.meetings import BoardRoom, furnish
from tests.support.offices import TODAY, add, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def room(office: Office) -> BoardRoom:
    return furnish(office)


def test_that_late_actions_come_first_and_undated_ones_last(office: Office, room: BoardRoom) -> None:
    add(office, "action", title="Some day")
    add(office, "action", title="Soon", due=date(2026, 12, 1))
    add(office, "action", title="Very late", due=date(2026, 1, 1))
    assert [line.title for line in actions(office)] == ["Very late", "Send the plan", "Soon", "Some day"]
    assert [line.late for line in actions(office)] == [True, True, False, False]


def test_that_an_action_done_leaves_the_list_and_undo_brings_it_back(office: Office, room: BoardRoom) -> None:
    (line,) = actions(office)
    office.write(finish(office, line.id))
    assert actions(office) == ()
    (over,) = actions(office, over=True)
    assert over.over
    assert not over.late
    undo.undo(office)
    assert [each.id for each in actions(office)] == [line.id]


def test_that_each_action_says_where_it_came_from(office: Office, room: BoardRoom) -> None:
    risk = add(office, "risk", title="Ground fails")
    add(office, "action", title="Survey", risk_id=risk, due=TODAY)
    sources = {line.title: line.source.words for line in actions(office) if line.source}
    assert sources == {
        "Survey": "Risk R-0001, Ground fails",
        "Send the plan": "Meeting MT-0001, Change Board",
    }


def test_that_whoever_is_most_behind_stands_first_and_nobody_last(office: Office, room: BoardRoom) -> None:
    add(office, "action", title="A", owner_id=room.chair, due=date(2026, 12, 1))
    add(office, "action", title="B")
    shares = by_person(actions(office))
    assert [share.name for share in shares] == ["Ruth Calloway", "Judith Ashworth", "Nobody yet"]
    assert [share.late for share in shares] == [1, 0, 0]


def test_that_one_persons_list_holds_nobody_elses(office: Office, room: BoardRoom) -> None:
    add(office, "action", title="A", owner_id=room.chair)
    assert [line.title for line in actions(office, owner=room.ruth)] == ["Send the plan"]

# SPDX-License-Identifier: Apache-2.0
"""Shared people over several projects: seen, levelled, explained, accepted and taken back."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.levelling.proposal import Proposal
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.planning.levelling import Shared, accept, day_of, headline, level, shared
from tests.support.offices import add, dump
from tests.support.planning import get, make_link, make_project, make_task


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path / "a.portfolio", "me", today=lambda: date(2026, 11, 20)) as made:
        yield made


def give(office: Office, task: Id, resource: Id, share: int = 100) -> None:
    add(office, "assignment", task_id=task, resource_id=resource, units=Decimal(share))


def quickly(found: Shared) -> Proposal:
    return level(found, 0.2, thorough=False)


@pytest.fixture
def roofs(office: Office) -> dict[str, Id]:
    """Two projects that both want the one joiner in the first week of December; the harbour's task comes first."""
    harbour, mill = make_project(office, "Harbour"), make_project(office, "Mill")
    joiners = add(office, "resource", title="Joiners", units=Decimal(200))
    roof = make_task(office, harbour, "Roof", 5, levelling_priority=1000)
    doors = make_task(office, mill, "Doors", 3)
    paint = make_task(office, mill, "Paint", 2)
    make_link(office, doors, paint)
    give(office, roof, joiners, 200)
    give(office, doors, joiners, 100)
    return {
        "roof": roof,
        "doors": doors,
        "paint": paint,
        "mill": mill,
        "harbour": harbour,
        "joiners": joiners,
    }


def test_that_a_clash_across_projects_is_seen(office: Office, roofs: dict[str, Id]) -> None:
    over = shared(office).situation.overloads
    assert [(each.resource, each.asked, each.there, set(each.activities)) for each in over] == [
        (roofs["joiners"], 3000, 2000, {roofs["roof"], roofs["doors"]})
    ]
    assert (day_of(over[0].start + 1), day_of(over[0].finish)) == ("30 Nov 2026", "2 Dec 2026")


def test_that_the_task_of_less_priority_waits_and_says_for_whom(office: Office, roofs: dict[str, Id]) -> None:
    proposal = quickly(shared(office))
    doors, paint = proposal.moves
    assert doors.activity == roofs["doors"]
    assert doors.why == "waits for 100 % of Joiners until 4 Dec 2026, held by ‘Roof’ of P-0001"
    assert day_of(doors.now.start + 1) == "7 Dec 2026"
    assert (paint.why, paint.put_off) == ("follows ‘Doors’ of P-0002", False)
    assert [(end.project, day_of(end.was), day_of(end.now)) for end in proposal.later] == [
        (roofs["mill"], "4 Dec 2026", "11 Dec 2026")
    ]
    assert proposal.left == ()


def test_that_accepting_is_one_change_set_that_one_undo_takes_back(
    office: Office, roofs: dict[str, Id]
) -> None:
    before = dump(office)
    found = shared(office)
    written = office.write(accept(office, found, quickly(found)))
    assert written is not None
    doors = get(office, "task", roofs["doors"])
    assert doors["condition"] == "start_no_earlier"
    assert doors["condition_at"] == datetime.fromisoformat("2026-12-07T09:00")
    assert doors["note"] == (
        "Levelled on 20 Nov 2026: waits for 100 % of Joiners until 4 Dec 2026, held by ‘Roof’ of P-0001."
    )
    assert shared(office).situation.overloads == []
    assert quickly(shared(office)).moves == ()
    undo.undo(office)
    assert dump(office) == before


def test_that_the_headline_names_the_projects_that_end_later(office: Office, roofs: dict[str, Id]) -> None:
    def told() -> str:
        found = shared(office)
        return headline(found, quickly(found))

    assert told() == "2 tasks move; P-0002 Mill ends later."
    for name in ("Quay", "Weir"):
        project = make_project(office, name)
        give(office, make_task(office, project, name, 5, levelling_priority=900), roofs["joiners"], 200)
    assert told() == "4 tasks move; P-0002 Mill, P-0003 Quay and 1 more project end later."


def test_that_a_plan_without_clashes_has_nothing_to_move(office: Office) -> None:
    found = shared(office)
    assert headline(found, quickly(found)) == "Nothing needs to move."


def test_that_a_proposal_for_plans_that_have_changed_since_is_refused(
    office: Office, roofs: dict[str, Id]
) -> None:
    found = shared(office)
    proposal = quickly(found)
    make_task(office, roofs["mill"], "Gutters")
    with pytest.raises(Refusal, match="changed since"):
        accept(office, found, proposal)


def test_that_a_task_with_dates_of_its_own_is_left_and_the_clash_is_told(
    office: Office, roofs: dict[str, Id]
) -> None:
    week = {"start": date(2026, 11, 30), "end": date(2026, 12, 4), "scheduling": "dates"}
    for title in ("Fair", "Show"):
        give(office, make_task(office, roofs["mill"], title, 5, **week), roofs["joiners"], 200)
    found = shared(office)
    proposal = quickly(found)
    assert found.kept == 2
    assert {move.name for move in proposal.moves} == {"Roof", "Doors", "Paint"}
    (left,) = proposal.left
    assert {found.names[id] for id in left.activities} == {"Fair", "Show"}


def test_that_only_the_chosen_projects_are_moved(office: Office, roofs: dict[str, Id]) -> None:
    proposal = quickly(shared(office, [roofs["harbour"]]))
    assert [move.name for move in proposal.moves] == ["Roof"]


def test_that_somebody_who_is_away_is_waited_for(office: Office) -> None:
    leave = add(office, "calendar", title="Ann's")
    add(
        office, "calendar_exception", calendar_id=leave, title="Leave", first=date(2026, 11, 30), last=date(2026, 12, 2)
    )  # fmt: skip
    ann = add(office, "resource", title="Ann", units=Decimal(100), calendar_id=leave)
    give(office, make_task(office, make_project(office), "Survey", 2), ann)
    found = shared(office)
    assert [(each.asked, each.there) for each in found.situation.overloads] == [(1000, 0)]
    (move,) = quickly(found).moves
    assert day_of(move.now.start + 1) == "3 Dec 2026"
    assert move.why == "waits until 3 Dec 2026: Ann is away before"


def test_that_what_is_done_asks_for_nobody(office: Office, roofs: dict[str, Id]) -> None:
    over: Values = {"status": "done", "end_actual": date(2026, 12, 4)}
    office.write(records.change(office, "task", roofs["roof"], over))
    assert shared(office).situation.overloads == []


def test_that_a_resource_of_which_nobody_says_how_much_there_is_is_told(office: Office) -> None:
    crane = add(office, "resource", title="Crane")
    give(office, make_task(office, make_project(office), "Lift"), crane)
    assert shared(office).assumed == ("Crane",)


def test_that_a_search_can_be_stopped(office: Office, roofs: dict[str, Id]) -> None:
    with pytest.raises(Cancelled):
        level(shared(office), 60, thorough=False, cancelled=lambda: True)

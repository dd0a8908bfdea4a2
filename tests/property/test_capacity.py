# SPDX-License-Identifier: Apache-2.0
"""Whatever is asked of whomever: nothing is counted twice, lost or made up, and no move makes time."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.domain.capacity.clashes import MoveLater, choices, clashes, moved
from portfolio_desktop.domain.capacity.demand import Part, Source, Sure, Want, counted
from portfolio_desktop.domain.capacity.flow import serve
from portfolio_desktop.domain.capacity.load import Board, By
from portfolio_desktop.domain.capacity.supply import Worker
from portfolio_desktop.domain.capacity.together import joint_shortages
from portfolio_desktop.domain.schedule.calendars import standard

USUAL = standard("Usual week")
M = 24326
SKILLS, ROLES, TEAMS, PROJECTS = ("a", "b"), ("r", "s"), ("t", "u"), ("p", "q")
NAMES = ("ann", "ben", "cai")

workers = st.fixed_dictionaries(
    {
        name: st.builds(
            Worker,
            key=st.just(name),
            calendar=st.just(USUAL),
            team=st.sampled_from(TEAMS),
            role=st.sampled_from(ROLES),
            skills=st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 4)),
            share=st.sampled_from([1.0, 0.6, None]),
        )
        for name in NAMES
    }
)
parts = st.one_of(
    st.just(()),
    st.builds(lambda skill, level: (Part(skill, level, 1.0),), st.sampled_from(SKILLS), st.integers(0, 4)),
    st.just((Part("a", 2, 0.5), Part("b", 1, 0.25))),
)
wants = st.lists(
    st.builds(
        Want,
        key=st.uuids().map(str),
        source=st.sampled_from(Source),
        project=st.sampled_from(PROJECTS),
        days=st.dictionaries(st.integers(M, M + 3), st.floats(0.25, 60), min_size=1),
        person=st.sampled_from(("", *NAMES)),
        role=st.sampled_from(("", *ROLES)),
        parts=parts,
        sure=st.sampled_from(Sure),
    ),
    max_size=8,
)


@given(wants, workers)
def test_that_every_day_stands_in_one_row_of_each_kind(asked: list[Want], people: dict[str, Worker]) -> None:
    lines = counted(asked, people)
    board = Board(people.values(), lines, USUAL)
    whole = sum(line.days for line in lines)
    for by in (By.ROLE, By.TEAM, By.PERSON):
        shown = sum(line.days for row in board.rows(by) for line in board.lines_of(row))
        assert shown == pytest.approx(whole)


@given(wants, workers)
def test_that_named_work_is_all_there_and_demands_add_no_more_than_they_ask(
    asked: list[Want], people: dict[str, Worker]
) -> None:
    lines = counted(asked, people)
    for source in Source:
        said = sum(sum(want.days.values()) for want in asked if want.source is source)
        found = sum(line.days for line in lines if line.source is source)
        if source is Source.DEMAND:
            assert found <= said + 1e-6
        else:
            assert found == pytest.approx(said)


@given(wants, workers)
def test_that_the_most_of_either_is_never_less_than_what_is_counted(
    asked: list[Want], people: dict[str, Worker]
) -> None:
    """A project counts for at least what it asks for and at least what is named; at most for both."""
    lines = counted(asked, people)
    for project in PROJECTS:
        mine = [want for want in asked if want.project == project]
        demanded = sum(sum(want.days.values()) for want in mine if want.source is Source.DEMAND)
        named = sum(sum(want.days.values()) for want in mine if want.source is not Source.DEMAND)
        found = sum(line.days for line in lines if line.project == project)
        assert max(demanded, named) - 1e-6 <= found <= demanded + named + 1e-6


@given(wants, workers)
def test_that_the_order_in_which_wants_are_entered_changes_no_total(
    asked: list[Want], people: dict[str, Worker]
) -> None:
    def totals(found: list[Want]) -> dict[tuple[str, int], float]:
        sums: dict[tuple[str, int], float] = defaultdict(float)
        for line in counted(found, people):
            if line.source is not Source.DEMAND:
                sums[line.person, line.month] += line.days
        return sums

    assert totals(asked) == pytest.approx(totals(asked[::-1]))


@given(wants, workers, st.integers(1, 12), st.sampled_from(PROJECTS))
def test_that_moving_a_project_makes_no_time_and_loses_no_work(
    asked: list[Want], people: dict[str, Worker], by: int, project: str
) -> None:
    board = Board(people.values(), counted(asked, people), USUAL)
    for row in board.rows(By.SKILL):
        lines = board.lines_of(row)
        assert sum(moved(lines, project, M, by).values()) == pytest.approx(sum(line.days for line in lines))


@given(wants, workers)
def test_that_a_move_that_is_offered_fits_in_every_month_that_it_touches(
    asked: list[Want], people: dict[str, Worker]
) -> None:
    board = Board(people.values(), counted(asked, people), USUAL)
    for clash in clashes(board, By, range(M, M + 6)):
        for choice in choices(board, clash, {}):
            if isinstance(choice, MoveLater):
                lines = board.lines_of(clash.row)
                after = moved(lines, choice.project, clash.months[0], choice.by)
                touched = {each.month for each in choice.sums}
                assert set(clash.months) <= touched
                for month in touched:
                    assert after.get(month, 0.0) <= board.cell(clash.row, month).supply + 1e-6


@given(wants, workers)
def test_that_nobody_has_more_time_for_a_skill_than_they_have(
    asked: list[Want], people: dict[str, Worker]
) -> None:
    board = Board(people.values(), counted(asked, people), USUAL)
    for row in board.rows(By.SKILL):
        for month in range(M, M + 4):
            cell = board.cell(row, month)
            there = sum(board.supply(month)[person] or 0.0 for person in board.people(row))
            assert -1e-9 <= cell.supply <= there + 1e-6
            assert cell.supply + cell.elsewhere == pytest.approx(there)


asks = st.lists(st.integers(0, 20), min_size=1, max_size=4)


@given(asks, asks, st.data())
def test_that_no_more_is_served_than_is_asked_had_or_can_be_done(
    wanted: list[int], haves: list[int], data: st.DataObject
) -> None:
    places = st.lists(st.sampled_from(range(len(haves))), unique=True)
    can = {place: data.draw(places) for place in range(len(wanted))}
    served = serve(wanted, haves, can)
    assert served.amount <= min(sum(wanted), sum(haves))
    # What is served is the least that any group of asks leaves room for (Hall, König): tried for every group.
    least = min(
        sum(wanted[place] for place in range(len(wanted)) if not chosen >> place & 1)
        + sum(haves[have] for have in {have for place in can if chosen >> place & 1 for have in can[place]})
        for chosen in range(1 << len(wanted))
    )
    assert served.amount == least


@given(wants, workers)
def test_that_rows_that_are_short_together_ask_more_than_their_people_have(
    asked: list[Want], people: dict[str, Worker]
) -> None:
    board = Board(people.values(), counted(asked, people), USUAL)
    for joint in joint_shortages(board, range(M, M + 4)):
        for month, days, there in zip(joint.months, joint.asked, joint.there, strict=True):
            assert days > there
            assert there <= sum(board.free(person, month) or 0.0 for person in board.workers) + 1e-6

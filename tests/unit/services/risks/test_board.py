# SPDX-License-Identifier: Apache-2.0
"""The risk log as a board reads it: what it counts, in which order, and what has moved since."""

from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.movement import Movement
from portfolio_desktop.domain.risk_matrix import Point, Stage
from portfolio_desktop.services import packs, records
from portfolio_desktop.services.risks.board import RiskBoard, risk_board
from portfolio_desktop.services.risks.lines import RiskLine
from tests.support.risk_log import TODAY, Log

SEPTEMBER = date(2026, 9, 15)


def titles(lines: tuple[RiskLine, ...]) -> list[str]:
    return [line.title for line in lines]


def line(board: RiskBoard, title: str) -> RiskLine:
    return next(each for each in (*board.lines, *board.closed) if each.title == title)


def test_that_a_board_without_risks_is_empty_and_says_so(log: Log) -> None:
    board = risk_board(log.office)
    assert (board.lines, board.closed, board.top) == ((), (), ())
    assert board.counts() == {}
    assert not board.since.known


def test_that_risks_are_counted_in_their_cells_at_each_stage(log: Log) -> None:
    log.risk("One", 4, 5, inherent_likelihood=5, inherent_impact=5, target_likelihood=1, target_impact=2)
    log.risk("Two", 4, 5)
    log.risk("Unscored", 3, None)
    log.risk("Chance", 2, 2, kind="opportunity")
    board = risk_board(log.office)
    assert board.counts() == {Point(4, 5): 2}
    assert board.counts(opportunities=True) == {Point(2, 2): 1}
    assert board.counts(Stage.INHERENT) == {Point(5, 5): 1}
    assert board.unplaced() == 1
    assert board.unplaced(Stage.TARGET) == 3


def test_that_the_impact_on_each_dimension_outweighs_the_overall_one(log: Log) -> None:
    log.risk("Late steel", 3, 1, impact_time=5, impact_cost=2)
    (late,) = risk_board(log.office).lines
    assert late.current is not None
    assert (late.current.point, late.score, late.band) == (Point(3, 5), 15, "High")


def test_that_a_value_that_is_not_known_places_a_risk_nowhere(log: Log) -> None:
    log.add("risk", title="Vague", likelihood=Unknown("tbc"), impact=3, given_score="Very high")
    (vague,) = risk_board(log.office).lines
    assert vague.score is None
    assert vague.band == "Very high"


def test_that_the_top_ten_go_by_score_then_nearness_then_expected_value(log: Log) -> None:
    for number in range(9):
        log.risk(f"Small {number}", 1, 2)
    log.risk("Later", 4, 4, could_strike=date(2027, 9, 1))
    log.risk(
        "Soon, dear", 4, 4, could_strike=date(2026, 12, 1), probability=Decimal(50), money_likely=Decimal(900)
    )
    log.risk(
        "Soon, cheap", 4, 4, could_strike=date(2026, 12, 2), probability=Decimal(50), money_likely=Decimal(2)
    )
    log.risk("Gravest", 5, 4)
    log.risk("Unscored")
    log.risk("Welcome", 5, 5, kind="opportunity")
    top = risk_board(log.office).top
    assert titles(top)[:4] == ["Gravest", "Soon, dear", "Soon, cheap", "Later"]
    assert len(top) == 10
    assert "Unscored" not in titles(top)


def test_that_a_risk_that_is_over_leaves_the_board(log: Log) -> None:
    for status in ("issue", "closed", "expired"):
        log.risk(status, 5, 5, status=status, outcome="It went")
    log.risk("draft", 1, 1, status="draft")
    assert titles(risk_board(log.office).lines) == ["draft"]


def test_that_a_filter_narrows_the_board(log: Log) -> None:
    project = log.add("project", title="Bridge")
    log.risk("Ours", 2, 2, project_id=project)
    log.risk("Theirs", 2, 2)
    board = risk_board(log.office, Test("project_id", Op.IS, project))
    assert titles(board.lines) == ["Ours"]
    assert board.lines[0].project_title == "Bridge"


def test_that_owners_are_sorted_by_what_they_carry(log: Log) -> None:
    ann, bob = log.add("person", name="Ann"), log.add("person", name="Bob")
    log.risk("One", 5, 5, owner_id=bob)
    log.risk("Two", 2, 2, owner_id=ann, review_on=date(2026, 11, 1))
    log.risk("Three", 2, 3, owner_id=ann)
    log.risk("Four", 1, 1)
    found = risk_board(log.office).by_owner()
    assert [(group.label, group.count, group.score, group.reviews_late) for group in found] == [
        ("Bob", 1, 25, 0),
        ("Ann", 2, 10, 1),
        ("No owner", 1, 1, 0),
    ]
    assert found[1].worst is not None
    assert found[1].worst.score == 6


def test_that_what_has_passed_its_day_comes_first_by_proximity(log: Log) -> None:
    log.risk("Later", 1, 1, could_strike=date(2028, 1, 1))
    log.risk("Said", 1, 1, proximity="quarter")
    log.risk("Passed", 1, 1, could_strike=date(2026, 11, 20), proximity="later")
    log.risk("Silent", 1, 1)
    found = risk_board(log.office).by_proximity()
    assert [group.label for group in found] == [
        "Its day has passed",
        "Within 3 months",
        "Later than 6 months",
        "Not said",
    ]


def test_that_a_review_is_late_the_day_after_it_was_due(log: Log) -> None:
    log.risk("Today", 1, 1, review_on=TODAY)
    log.risk("Yesterday", 1, 1, review_on=date(2026, 11, 20))
    log.risk("Long ago", 1, 1, review_on=date(2026, 1, 1))
    assert titles(risk_board(log.office).reviews_late) == ["Long ago", "Yesterday"]


def test_that_open_and_late_responses_are_counted(log: Log) -> None:
    risk = log.risk("Fire", 3, 3)
    log.add("risk_response", title="Sprinklers", risk_id=risk, due=date(2026, 11, 1))
    log.add("risk_response", title="Drill", risk_id=risk, due=date(2027, 1, 1))
    log.add("risk_response", title="Alarm", risk_id=risk, status="done", due=date(2026, 1, 1))
    (fire,) = risk_board(log.office).lines
    assert (fire.responses_open, fire.responses_late) == (2, 1)


def test_that_movement_is_told_since_thirty_days_ago(log: Log) -> None:
    log.on(SEPTEMBER)
    worse, better = log.risk("Worse", 2, 2), log.risk("Better", 4, 4)
    log.risk("Same", 3, 3)
    gone, back = log.risk("Gone", 5, 5), log.risk("Back", 1, 1, status="closed", outcome="It went")
    chance = log.risk("Chance", 2, 2, kind="opportunity")
    log.on(date(2026, 11, 10))
    log.risk("New", 1, 1)
    log.set("risk", worse, likelihood=5)
    log.set("risk", better, impact=1)
    log.set("risk", gone, status="closed", outcome="It went")
    log.set("risk", back, status="open")
    log.set("risk", chance, impact=5)
    board = risk_board(log.office)
    assert board.since.label == "since 22 Oct 2026"
    assert {each.title: each.movement for each in (*board.lines, *board.closed)} == {
        "Worse": Movement.WORSE,
        "Better": Movement.BETTER,
        "Same": Movement.SAME,
        "Gone": Movement.CLOSED,
        "Back": Movement.BACK,
        "Chance": Movement.BETTER,
        "New": Movement.NEW,
    }
    assert titles(board.closed) == ["Gone"]
    before = line(board, "Worse").before
    assert before is not None
    assert (before.point, before.score) == (Point(2, 2), 4)
    assert line(board, "New").before is None
    assert board.moved[Movement.BETTER] == 2


def test_that_a_change_back_is_no_movement(log: Log) -> None:
    log.on(SEPTEMBER)
    risk = log.risk("Restless", 2, 2)
    log.on(date(2026, 11, 10))
    log.set("risk", risk, likelihood=5)
    log.set("risk", risk, likelihood=2)
    assert risk_board(log.office).lines[0].movement is Movement.SAME


def test_that_an_issued_pack_is_the_board_that_movement_counts_from(log: Log) -> None:
    log.on(SEPTEMBER)
    log.add("project", title="Bridge")
    risk = log.risk("Flood", 2, 2)
    log.set("risk", risk, likelihood=4)
    log.on(date(2026, 11, 18))
    log.office.write(packs.issue(log.office))
    log.on(date(2026, 11, 20))
    log.set("risk", risk, likelihood=3)
    board = risk_board(log.office)
    assert board.since.pack is not None
    assert "PK-0001" in board.since.label
    (flood,) = board.lines
    assert flood.movement is Movement.BETTER
    assert flood.before is not None
    assert flood.before.score == 8


def test_that_a_pack_entered_by_hand_counts_from_its_day(log: Log) -> None:
    log.on(SEPTEMBER)
    risk = log.risk("Flood", 2, 2)
    log.on(date(2026, 11, 10))
    log.set("risk", risk, likelihood=4)
    log.on(date(2026, 11, 20))
    log.set("risk", risk, likelihood=5)
    log.add(
        "pack",
        title="October",
        issued_on=datetime.fromisoformat("2026-11-15T09:00"),
        data_as_of=date(2026, 11, 14),
    )
    (flood,) = risk_board(log.office).lines
    assert flood.before is not None
    assert flood.before.score == 8


def test_that_nothing_has_moved_in_a_workspace_younger_than_that(log: Log) -> None:
    log.risk("Fresh", 4, 4)
    board = risk_board(log.office)
    assert not board.since.known
    assert board.lines[0].movement is None
    assert board.moved == {}


def test_that_a_deleted_risk_is_shown_as_closed_where_all_risks_are(log: Log) -> None:
    log.on(SEPTEMBER)
    risk = log.risk("Deleted", 4, 4, review_on=Unknown("tbc"))
    log.on(date(2026, 11, 10))
    log.office.write(records.delete(log.office, "risk", [risk]))
    assert titles(risk_board(log.office).closed) == ["Deleted"]
    assert risk_board(log.office, Test("level", Op.IS, "project")).closed == ()


def test_that_a_closed_risk_is_shown_only_where_the_filter_means_it(log: Log) -> None:
    log.on(SEPTEMBER)
    risk = log.risk("Gone", 4, 4, level="portfolio")
    log.on(date(2026, 11, 10))
    log.set("risk", risk, status="closed", outcome="It went")
    assert titles(risk_board(log.office, Test("level", Op.IS, "portfolio")).closed) == ["Gone"]
    assert risk_board(log.office, Test("level", Op.IS, "project")).closed == ()

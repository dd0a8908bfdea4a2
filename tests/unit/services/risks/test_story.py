# SPDX-License-Identifier: Apache-2.0
"""The story of one risk, and the matrix of many projects' risks against those of the portfolio."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.movement import Movement
from portfolio_desktop.domain.risk_matrix import Point
from portfolio_desktop.services.risks.contributions import contributions
from portfolio_desktop.services.risks.story import risk_story
from tests.support.risk_log import Log


def test_that_the_story_tells_what_is_done_and_by_whom(log: Log) -> None:
    id, ann = log.risk("Flood", 4, 4), log.add("person", name="Ann")
    log.add("risk_response", title="Later", risk_id=id, due=date(2027, 1, 1), owner_id=ann, strategy="reduce")
    log.add("risk_response", title="Late", risk_id=id, due=date(2026, 11, 1))
    log.add("risk_response", title="Done", risk_id=id, due=date(2026, 10, 1), status="done")
    found = risk_story(log.office, id).responses
    assert [(each.response.title, each.late, each.is_over) for each in found] == [
        ("Done", False, True),
        ("Late", True, False),
        ("Later", False, False),
    ]
    assert (found[2].owner, found[2].strategy, found[2].status) == ("Ann", "Reduce", "Open")


def test_that_the_story_follows_every_link_from_both_ends(log: Log) -> None:
    above = log.risk("Weather", level="portfolio")
    id = log.risk("Flood", contributes_to_id=above)
    ann = log.add("person", name="Ann")
    decision = log.add("decision", title="Hire pumps")
    log.add("action", title="Call", risk_id=id, decision_id=decision, owner_id=ann, due=date(2026, 12, 1))
    log.add("assumption", title="Dry spring", risk_id=id)
    goal = log.add("objective", title="Open by May")
    log.add("risk_link", risk_id=id, objective_id=goal)
    story = risk_story(log.office, id)
    (action,) = story.group("action")
    assert (action.title, action.owner, action.due, action.status) == (
        "Call",
        "Ann",
        date(2026, 12, 1),
        "Open",
    )
    assert [each.title for each in story.group("assumption")] == ["Dry spring"]
    assert [each.title for each in story.decisions] == ["Hire pumps"]
    assert [each.title for each in story.bears_on] == ["Open by May"]
    assert story.feeds is not None
    assert story.feeds.title == "Weather"
    assert [each.id for each in risk_story(log.office, above).group("risk")] == [id]


def test_that_the_history_holds_every_move_and_nothing_else(log: Log) -> None:
    log.on(date(2026, 9, 1))
    id = log.risk("Flood", 4, 4)
    log.on(date(2026, 9, 10))
    log.set("risk", id, likelihood=5, impact=5, title="Great flood")
    log.set("risk", id, title="The great flood")
    log.on(date(2026, 10, 1))
    log.set("risk", id, likelihood=2)
    log.set("risk", id, status="closed", outcome="It went")
    history = risk_story(log.office, id).history
    assert [
        (each.places.current.point if each.places.current else None, each.status) for each in history
    ] == [
        (Point(4, 4), "Open"),
        (Point(5, 5), "Open"),
        (Point(2, 5), "Open"),
        (Point(2, 5), "Closed"),
    ]
    assert history[1].when.date() == date(2026, 9, 10)
    assert history[1].author == "Ruth Calloway"
    assert history[1].label == "Change several fields of R-0001"


def test_that_the_story_of_a_risk_that_is_over_can_still_be_read(log: Log) -> None:
    id = log.risk("Flood", 4, 4, status="closed", outcome="It went")
    assert risk_story(log.office, id).line.score == 16


def test_that_a_risk_that_has_gone_is_refused(log: Log) -> None:
    with pytest.raises(Refusal, match="no longer there"):
        risk_story(log.office, Id("nobody"))


def test_that_project_risks_stand_against_the_portfolio_risks_that_they_feed(log: Log) -> None:
    log.on(date(2026, 9, 1))
    supply = log.risk("Supply", 4, 4, level="portfolio")
    quiet = log.risk("Quiet", 1, 1, level="programme")
    bridge, tunnel = log.add("project", title="Bridge"), log.add("project", title="Tunnel")
    steel = log.risk("Steel", 2, 3, project_id=bridge, contributes_to_id=supply)
    log.risk("Labour", 3, 3, project_id=bridge, contributes_to_id=supply)
    over = log.risk("Drill", 5, 5, project_id=tunnel, contributes_to_id=supply)
    log.risk("Rock", 2, 2, project_id=tunnel, contributes_to_id=supply)
    log.risk("Ours", 1, 2, contributes_to_id=supply)
    log.on(date(2026, 11, 10))
    log.set("risk", steel, likelihood=4)
    log.set("risk", over, status="closed", outcome="It went")
    found = contributions(log.office)
    assert [row.line.id for row in found.rows] == [supply, quiet]
    assert [head.title for head in found.projects] == ["Bridge", "Tunnel", "No project"]
    cells = found.rows[0].cells
    assert [line.title for line in cells[bridge].risks] == ["Steel", "Labour"]
    worst = cells[bridge].worst
    assert worst is not None
    assert worst.score == 12
    assert cells[bridge].trend is Movement.WORSE
    assert cells[tunnel].trend is Movement.BETTER, "its worst has been closed"
    assert cells[None].trend is Movement.SAME
    assert found.rows[1].cells == {}

# SPDX-License-Identifier: Apache-2.0
"""The burn-down: what the log says of the past, what dates say before it, and what is promised."""

from datetime import date

from portfolio_desktop.domain.pack.data import Edition, PackData
from portfolio_desktop.domain.pack.frozen import freeze
from portfolio_desktop.domain.pack.risks import Burn, BurnMark
from portfolio_desktop.services import records
from portfolio_desktop.services.risks.burn_down import BurnDown, burn_down
from tests.support.risk_log import TODAY, Log


def at(found: BurnDown, day: date) -> tuple[int, int | None]:
    return next((point.open, point.score) for point in found.points if point.day == day)


def test_that_month_ends_say_how_many_were_open_and_what_they_scored(log: Log) -> None:
    log.on(date(2026, 8, 10))
    one, two = log.risk("One", 2, 5), log.risk("Two", 1, 4)
    log.risk("Chance", 5, 5, kind="opportunity")
    log.on(date(2026, 9, 10))
    log.set("risk", one, likelihood=4)
    log.on(date(2026, 10, 10))
    log.set("risk", two, status="closed", outcome="It went")
    log.risk("Unscored")
    found = burn_down(log.office)
    assert at(found, date(2026, 8, 31)) == (2, 14)
    assert at(found, date(2026, 9, 30)) == (2, 24)
    assert at(found, date(2026, 10, 31)) == (2, 20)
    assert at(found, TODAY) == (2, 20)
    assert found.points[-1].unplaced == 1
    assert found.began == date(2026, 8, 10)


def test_that_before_the_log_began_risks_are_counted_by_their_dates_and_have_no_score(log: Log) -> None:
    log.on(date(2026, 11, 18))
    log.risk("Old", 5, 5, raised_on=date(2026, 3, 1))
    log.risk(
        "Over",
        5,
        5,
        raised_on=date(2026, 3, 1),
        status="closed",
        outcome="It went",
        closed_on=date(2026, 6, 15),
    )
    log.on(TODAY)
    log.risk("Undated and new", 5, 5)
    found = burn_down(log.office)
    assert len(found.points) == 13
    assert found.left_out == ""
    assert at(found, date(2026, 2, 28)) == (0, None)
    assert at(found, date(2026, 5, 31)) == (2, None)
    assert at(found, date(2026, 6, 30)) == (1, None)
    assert at(found, TODAY) == (2, 50)


def test_that_what_an_issued_pack_printed_before_the_log_began_is_part_of_the_line(log: Log) -> None:
    marks = (
        BurnMark(date(2026, 6, 30), 9),
        BurnMark(date(2026, 8, 31), 3, 41),
        BurnMark(date(2026, 9, 28), 4, 52),
    )
    printed = PackData(Edition("Ports", date(2026, 9, 28)), burn=Burn(marks))
    log.add("pack", title="September", data_as_of=date(2026, 9, 28), frozen=freeze(printed))
    log.add("pack", title="Damaged", data_as_of=date(2026, 7, 31), frozen="no pack")
    log.risk("Old", 5, 5, raised_on=date(2026, 3, 1))
    found = burn_down(log.office)
    assert at(found, date(2026, 6, 30)) == (1, None)
    assert at(found, date(2026, 8, 31)) == (3, 41)
    assert at(found, date(2026, 9, 28)) == (4, 52)
    assert at(found, TODAY) == (1, 25)
    assert len(found.points) == 13
    assert "issued packs printed" in found.beginning


def test_that_a_month_end_that_the_log_knows_is_the_log_s(log: Log) -> None:
    mark = BurnMark(date(2026, 8, 5), 9, 99)
    printed = PackData(Edition("Ports", mark.day), burn=Burn((mark,)))
    log.on(date(2026, 8, 10))
    log.add("pack", title="August", data_as_of=mark.day, frozen=freeze(printed))
    log.risk("One", 2, 5)
    assert at(burn_down(log.office), date(2026, 8, 31)) == (1, 10)


def test_that_it_is_said_where_the_line_of_scores_begins_and_why(log: Log) -> None:
    log.risk("Old", 5, 5, raised_on=date(2026, 3, 1))
    assert "The log begins on" in burn_down(log.office).beginning
    assert "issued packs" not in burn_down(log.office).beginning


def test_that_a_log_as_old_as_the_chart_needs_no_excuse(log: Log) -> None:
    log.on(date(2025, 8, 10))
    log.risk("Old", 5, 5)
    assert burn_down(log.office).beginning == ""


def test_that_a_deleted_risk_is_open_until_it_was_deleted(log: Log) -> None:
    log.on(date(2026, 8, 10))
    risk = log.risk("Wrong", 2, 2)
    log.on(date(2026, 9, 10))
    log.office.write(records.delete(log.office, "risk", [risk]))
    found = burn_down(log.office)
    assert at(found, date(2026, 8, 31)) == (1, 4)
    assert at(found, date(2026, 9, 30)) == (0, 0)


def test_that_a_threat_goes_to_its_residual_score_when_its_last_response_is_due(log: Log) -> None:
    promised = log.risk("Promised", 5, 5, residual_likelihood=1, residual_impact=2, mitigation="Build")
    log.add("risk_response", title="First", risk_id=promised, due=date(2026, 12, 5))
    log.add("risk_response", title="Last", risk_id=promised, due=date(2027, 1, 20))
    undated = log.risk("Undated", 2, 2, residual_likelihood=1, residual_impact=1, mitigation="Wait")
    log.add("risk_response", title="Some day", risk_id=undated)
    log.add("risk_response", title="Soon", risk_id=undated, due=date(2026, 12, 1))
    found = burn_down(log.office)
    assert found.planned[0] == (TODAY, 29)
    assert dict(found.planned)[date(2026, 12, 31)] == 29
    assert dict(found.planned)[date(2027, 1, 31)] == 6
    assert (found.promised, found.placed) == (1, 2)


def test_that_an_empty_log_has_nothing_to_say(log: Log) -> None:
    found = burn_down(log.office)
    assert found.began is None
    assert {point.open for point in found.points} == {0}


def test_that_months_before_the_log_are_left_out_where_threats_do_not_say_when_they_were_raised(
    log: Log,
) -> None:
    log.on(date(2026, 9, 10))
    ids = [log.risk(f"Imported {n}", 4, 4) for n in range(16)]
    found = burn_down(log.office)
    assert [point.day for point in found.points] == [date(2026, 9, 30), date(2026, 10, 31), TODAY]
    assert {point.open for point in found.points} == {16}
    assert "none of 16 threats says when it was raised" in found.left_out
    assert found.beginning == ""
    for id in ids[:10]:
        log.set("risk", id, raised_on=date(2026, 3, 1))
    assert "only 10 of 16 threats say when they were raised" in burn_down(log.office).left_out
    for id in ids[10:]:
        log.set("risk", id, raised_on=date(2026, 5, 1))
    found = burn_down(log.office)
    assert found.left_out == ""
    assert at(found, date(2026, 3, 31)) == (10, None)
    assert at(found, date(2026, 5, 31)) == (16, None)

# SPDX-License-Identifier: Apache-2.0
"""Rules read and confirmed, what comes due, what is kept longer, and that a record stays with whom it is about."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.people.custody.retention import (
    add_rule,
    confirm,
    dates_of,
    keep_longer,
    kept,
    kinds,
    let_go,
    suspend,
)
from portfolio_desktop.services.people.due import due as waiting
from portfolio_desktop.services.people.keeping import due, erase_due, erase_records, held_on, propose_rules
from portfolio_desktop.storage.changes import Changes, Create, Edit
from tests.support.people import Team, party


@pytest.fixture
def ruled(team: Team) -> Team:
    """Rules proposed; one note of Cai's is from 2022, one from June 2025, one from this year."""
    team.do(propose_rules(team.people))
    for title, on in (("old", date(2022, 5, 1)), ("soon", date(2025, 6, 1)), ("new", date(2026, 6, 1))):
        team.add("evidence", title=title, subject_id=party(2), on=on)
    return team


def rule(team: Team, kind: str = "evidence") -> Id:
    return Id(team.all("retention_rule", kind=kind)[0].id)


def test_that_nothing_is_due_until_its_rule_is_confirmed_and_then_with_its_reason(ruled: Team) -> None:
    assert kept(ruled.people).due == ()
    ruled.do(confirm(ruled.people, rule(ruled), Decimal(2), "An appeal is possible for a year."))
    found = kept(ruled.people)
    assert [(line.kind, line.title, line.name, line.due.since) for line in found.due] == [
        ("Evidence", "old", "Cai Morgan", date(2024, 5, 1))
    ]
    assert [line.title for line in found.soon] == ["soon"]
    line = next(each for each in found.rules if each.kind == "evidence")
    assert line.years == Decimal(2)
    assert (line.after, line.records, line.due, line.next) == ("Date", 3, 1, date(2027, 6, 1))
    assert line.why == "An appeal is possible for a year."
    ruled.do(suspend(ruled.people, rule(ruled)))
    assert kept(ruled.people).due == ()


@pytest.mark.parametrize("years", [None, Decimal(0), Decimal(-1), Decimal("1.3")])
def test_that_a_rule_says_for_how_long(ruled: Team, years: Decimal | None) -> None:
    with pytest.raises(Refusal, match="how many years"):
        confirm(ruled.people, rule(ruled), years, "")


def test_that_something_is_kept_longer_for_a_reason_until_its_day(ruled: Team) -> None:
    ruled.do(confirm(ruled.people, rule(ruled), Decimal(2), ""))
    for until, why in ((date(2027, 1, 1), " "), (date(2026, 11, 21), "A claim is pending")):
        with pytest.raises(Refusal):
            keep_longer(ruled.people, due(ruled.people), until, why)
    ruled.do(keep_longer(ruled.people, due(ruled.people), date(2027, 1, 1), "A claim is pending"))
    found = kept(ruled.people)
    assert found.due == ()
    assert [(line.kind, line.name, line.why) for line in found.holds] == [
        ("Evidence", "Cai Morgan", "A claim is pending")
    ]
    assert [(line.title, line.due.since) for line in found.soon] == [
        ("old", date(2027, 1, 1)),
        ("soon", date(2027, 6, 1)),
    ]
    ruled.clock.day = date(2027, 1, 1)
    assert [one.record["title"] for one in due(ruled.people)] == ["old"]
    ruled.clock.day = date(2026, 12, 1)
    ruled.do(let_go(ruled.people, found.holds[0].id))
    assert [one.record["title"] for one in due(ruled.people)] == ["old"]


def test_that_the_reason_goes_with_what_was_kept_for_it_and_belongs_to_whom_it_is_about(ruled: Team) -> None:
    ruled.do(confirm(ruled.people, rule(ruled), Decimal(2), ""))
    over = due(ruled.people)
    ruled.do(keep_longer(ruled.people, over, date(2027, 1, 1), "A claim is pending"))
    assert "retention_hold" in {each.entity for each in held_on(ruled.people, party(2)).own}
    assert erase_due(ruled.people, over) == 2
    assert ruled.all("retention_hold") == []
    assert [trace.what for trace in kept(ruled.people).traces] == ["2 records erased"]
    with pytest.raises(Refusal, match="This people file is yours"):
        erase_records(ruled.people, [("party", party(1))], "A slip")


def test_that_an_own_rule_counts_from_a_date_that_its_kind_has(ruled: Team) -> None:
    offered = dict(kinds(ruled.people))
    assert "mentoring_session" not in offered
    assert offered["development_need"]
    assert "due" in dict(dates_of(ruled.people, "development_need"))
    with pytest.raises(Refusal, match="one of the dates"):
        add_rule(ruled.people, "development_need", "title", Decimal(1), "")
    ruled.add("development_need", title="old", subject_id=party(2), due=date(2020, 1, 1))
    ruled.do(add_rule(ruled.people, "development_need", "due", Decimal("1.5"), "Long met"))
    assert [line.due.since for line in kept(ruled.people).due] == [date(2021, 7, 1)]


def test_that_records_without_a_date_to_count_from_are_told_of(ruled: Team) -> None:
    ruled.add("evidence", title="no day", subject_id=party(2))
    line = next(each for each in kept(ruled.people).rules if each.kind == "evidence")
    assert (line.records, line.undated) == (4, 1)


@pytest.mark.parametrize("field", ["subject_id"])
def test_that_what_was_written_about_one_person_never_becomes_anothers(ruled: Team, field: str) -> None:
    note = ruled.all("evidence")[0].id
    with pytest.raises(Refusal, match="stays with them"):
        ruled.do(Changes("Move", (Edit("evidence", note, field, party(3)),)))
    with pytest.raises(Refusal, match="stays with them"):
        ruled.do(Changes("Move", (Edit("evidence", note, field, None),)))


def test_that_a_part_never_becomes_part_of_something_about_somebody_else(ruled: Team) -> None:
    talks = [
        ruled.add("conversation", title="Talk", subject_id=party(number), held_on=date(2026, 1, 1))
        for number in (2, 3)
    ]
    made = Id(ruled.people.store.new_id())
    ruled.do(
        Changes("Promise", (Create("promise", made, {"title": "Read it", "conversation_id": talks[0]}),))
    )
    with pytest.raises(Refusal, match="stays with them"):
        ruled.do(Changes("Move", (Edit("promise", made, "conversation_id", talks[1]),)))


def test_that_what_is_due_to_be_erased_stands_among_what_is_due(ruled: Team) -> None:
    assert not [one for one in waiting(ruled.people) if one.entity == "retention_rule"]
    ruled.do(confirm(ruled.people, rule(ruled), Decimal(2), ""))
    (line,) = [one for one in waiting(ruled.people) if one.entity == "retention_rule"]
    assert (line.on, line.late, line.record) == (date(2024, 5, 1), True, rule(ruled))
    assert "1 record is due to be erased: Evidence journal" in line.what

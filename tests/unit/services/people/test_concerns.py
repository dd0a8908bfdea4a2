# SPDX-License-Identifier: Apache-2.0
"""Matters go step by step; what is left out has its reason; health is read by nobody who does not ask for it."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal import steps as code_of_practice
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people import appraising, concerns
from portfolio_desktop.services.people.apart import notes
from portfolio_desktop.services.people.concerns import Step
from tests.support.people import Team, party

CAI = party(2)
NEEDLE = "zq-health-zq"


def begin(team: Team, kind: str = "conduct") -> Id:
    day = date(2026, 9, 1)
    return team.do(concerns.open_matter(team.people, CAI, kind, "Returns not sent", on=day))[0]


def take(team: Team, matter: Id, stage: str, **more: str) -> None:
    team.do(concerns.take_step(team.people, matter, Step(stage=stage, title=f"Step {stage}", **more)))  # type: ignore[arg-type]


def to_the_meeting(team: Team, matter: Id) -> None:
    for stage in ("informal", "investigation", "invitation"):
        take(team, matter, stage)
    take(team, matter, "meeting", companion="A colleague")


def test_that_a_matter_in_order_needs_no_reasons(team: Team) -> None:
    matter = begin(team)
    assert concerns.matter(team.people, matter).next == ("informal", "closed")
    to_the_meeting(team, matter)
    outcome = Step(stage="outcome", title="Letter sent")
    team.do(concerns.give_outcome(team.people, matter, "first", outcome))
    found = concerns.matter(team.people, matter)
    assert (found.record.stage, found.record.warning_until) == ("outcome", date(2027, 5, 21))
    assert found.record.appeal_by == date(2026, 11, 27)
    assert [step.stage for step in found.steps][-1] == "outcome"
    assert found.next == ("appeal", "closed")
    assert found.watch == (
        "An appeal is possible until 27 Nov 2026.",
        "The warning lasts until 21 May 2027.",
    )
    take(team, matter, "appeal", words="Heard by Ada")
    take(team, matter, "closed")
    assert concerns.matter(team.people, matter).next == ()
    assert concerns.matter(team.people, matter).record.closed_on == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("kind", "stage", "says"),
    [
        ("conduct", "investigation", "quiet conversation"),
        ("conduct", "invitation", "facts are to be established"),
        ("capability", "invitation", "what has to improve"),
        ("capability", "meeting", "told in writing"),
        ("grievance", "meeting", "told in writing"),
        ("conduct", "appeal", "outcome in writing"),
    ],
)
def test_that_leaving_a_step_out_says_what_is_expected_and_keeps_the_reason(
    team: Team, kind: str, stage: str, says: str
) -> None:
    matter = begin(team, kind)
    with pytest.raises(Refusal, match=f"{says}.*Say why it is left out"):
        take(team, matter, stage, companion="None wanted")
    take(team, matter, stage, companion="None wanted", skipped="It could not wait")
    step = concerns.matter(team.people, matter).steps[-1]
    assert (step.stage, step.skipped) == (stage, "It could not wait")


def test_that_a_formal_meeting_says_who_came_with_the_person(team: Team) -> None:
    matter = begin(team)
    for stage in ("informal", "investigation", "invitation"):
        take(team, matter, stage)
    with pytest.raises(Refusal, match="may be accompanied"):
        take(team, matter, "meeting")


def test_that_warnings_come_one_after_the_other_and_an_ended_one_counts_no_more(team: Team) -> None:
    matter = begin(team)
    to_the_meeting(team, matter)
    outcome = Step(stage="outcome", title="Letter")
    with pytest.raises(Refusal, match="usually follows a first one"):
        concerns.give_outcome(team.people, matter, "final", outcome)
    team.do(concerns.give_outcome(team.people, matter, "first", outcome))
    again = begin(team)
    to_the_meeting(team, again)
    assert concerns.give_outcome(team.people, again, "final", outcome)
    team.clock.day = date(2027, 6, 1)
    with pytest.raises(Refusal, match="usually follows a first one"):
        concerns.give_outcome(team.people, again, "final", outcome)


def test_that_each_kind_of_matter_has_its_own_outcomes(team: Team) -> None:
    matter = begin(team, "grievance")
    with pytest.raises(Refusal, match="no outcome of a matter of this kind"):
        concerns.give_outcome(team.people, matter, "first", Step(stage="outcome", title="Letter"))
    with pytest.raises(Refusal, match="Give the outcome itself"):
        take(team, matter, "outcome")


def test_that_a_stage_is_not_moved_by_hand_and_a_step_has_words_and_a_day_that_was(team: Team) -> None:
    matter = begin(team)
    with pytest.raises(Refusal, match="Take the next step"):
        records.change(team.people, "concern", matter, {"stage": "closed"})
    with pytest.raises(Refusal, match="a few words"):
        concerns.take_step(team.people, matter, Step(stage="informal", title=" "))
    with pytest.raises(Refusal, match="noted on 1 Sep 2026"):
        concerns.take_step(team.people, matter, Step(stage="informal", title="Talk", on=date(2026, 8, 1)))
    with pytest.raises(Refusal, match="still to come"):
        concerns.take_step(team.people, matter, Step(stage="informal", title="Talk", on=date(2027, 8, 1)))


def test_that_a_step_is_taken_back_whole(team: Team) -> None:
    matter = begin(team)
    take(team, matter, "informal")
    undo.undo(team.people)
    found = concerns.matter(team.people, matter)
    assert (found.record.stage, len(found.steps)) == ("concern", 1)


def test_that_health_and_pay_are_in_no_page_of_anything_else(team: Team) -> None:
    appraisal = team.appraisal()
    matter = begin(team)
    team.add("health_note", title="Back", subject_id=CAI, words=NEEDLE)
    team.add("pay_note", title="Increase", subject_id=CAI, why=NEEDLE)
    assert NEEDLE not in repr(appraising.page(team.people, appraisal))
    assert NEEDLE not in repr(concerns.matter(team.people, matter))
    assert NEEDLE not in repr(concerns.matters(team.people, CAI))
    assert notes.health_notes(team.people, CAI)[0].words == NEEDLE
    assert notes.pay_notes(team.people, CAI)[0].why == NEEDLE
    assert notes.health_notes(team.people, party(3)) == []


def test_that_an_appeal_has_five_working_days() -> None:
    assert code_of_practice.appeal_by(date(2026, 11, 19)) == date(2026, 11, 26)
    assert code_of_practice.warning_until("final", date(2026, 2, 28)) == date(2027, 2, 28)
    assert code_of_practice.warning_until("none", date(2026, 2, 28)) is None


def test_that_reviews_come_after_the_matter_once_each_and_say_how_it_stands(team: Team) -> None:
    matter = begin(team, "capability")
    with pytest.raises(Refusal, match="a review comes after that"):
        concerns.plan_reviews(team.people, matter, [date(2026, 8, 1)])
    days = [date(2026, 12, 1), date(2026, 11, 10)]
    team.do(concerns.plan_reviews(team.people, matter, days))
    assert not concerns.plan_reviews(team.people, matter, days)
    first, second = concerns.matter(team.people, matter).reviews
    assert concerns.matter(team.people, matter).record.review_on == date(2026, 11, 10)
    with pytest.raises(Refusal, match="Say how it stands"):
        concerns.hold_review(team.people, first.id, "")
    team.do(concerns.hold_review(team.people, first.id, "on_way", "Two of three"))
    assert concerns.matter(team.people, matter).record.review_on == date(2026, 12, 1)
    with pytest.raises(Refusal, match="held already"):
        concerns.hold_review(team.people, first.id, "met")
    team.clock.day = date(2026, 12, 1)
    team.do(concerns.hold_review(team.people, second.id, "met"))
    assert concerns.matter(team.people, matter).record.review_on is None


def test_that_a_day_that_was_entered_goes_before_the_usual_one(team: Team) -> None:
    matter = begin(team)
    found = concerns.matter(team.people, matter)
    assert (found.next_by, found.usual) == (date(2026, 9, 8), True)
    team.change("concern", matter, next_on=date(2026, 9, 4))
    found = concerns.matter(team.people, matter)
    assert (found.next_by, found.usual) == (date(2026, 9, 4), False)
    take(team, matter, "closed")
    assert concerns.matter(team.people, matter).next_by is None


def test_that_an_outcome_says_how_long_it_counts(team: Team) -> None:
    matter = begin(team)
    assert concerns.outcome_words(team.people, concerns.matter(team.people, matter).record) == ""
    to_the_meeting(team, matter)
    team.do(concerns.give_outcome(team.people, matter, "first", Step(stage="outcome", title="Letter")))
    record = concerns.matter(team.people, matter).record
    words = concerns.outcome_words(team.people, record)
    assert words == "First written warning, in force until 21 May 2027"
    team.clock.day = date(2027, 5, 22)
    assert concerns.outcome_words(team.people, record).endswith("expired on 21 May 2027: it counts no more")

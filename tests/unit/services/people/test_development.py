# SPDX-License-Identifier: Apache-2.0
"""Development: what is done about needs, hours by group, coaching and mentoring."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services import records
from portfolio_desktop.services.people import development, evidence
from portfolio_desktop.services.people.learning import coaching
from tests.support.people import Team, party

CAI = party(2)


def activity(team: Team, title: str, **values: object) -> Id:
    return team.add("activity", title=title, subject_id=CAI, **values)


def test_that_hours_count_by_group_what_is_done_and_known(team: Team) -> None:
    need = team.add("development_need", title="Chairing", subject_id=CAI, signs="Chairs alone")
    first = activity(team, "Shadow the chair", need_id=need, group="skills")
    second = activity(team, "Read on boards", group="knowledge")
    activity(team, "Join the branch", group="bodies", due=date(2026, 11, 1))
    team.do(development.finish(team.people, first, Decimal("3.5"), "Ask fewer questions", date(2026, 6, 1)))
    team.do(development.finish(team.people, second, on=date(2026, 3, 1)))
    plan = development.plan_of(team.people, CAI)
    assert [(one.title, len(one.activities)) for one in plan.needs] == [
        ("Chairing", 1),
        ("Without a need", 2),
    ]
    assert (plan.total.sum, plan.total.known, plan.total.count) == (Decimal("3.5"), 1, 2)
    assert plan.groups["skills"].sum == Decimal("3.5")
    assert list(plan.groups) == ["broadening", "knowledge", "bodies", "skills"]
    assert [line.title for line in plan.needs[1].activities if line.late] == ["Join the branch"]
    lines, hours = development.learning_log(team.people, CAI, date(2026, 4, 1), date(2027, 3, 31))
    assert ([line.title for line in lines], hours.count) == (["Shadow the chair"], 1)


def test_that_what_was_learned_is_in_the_journal(team: Team) -> None:
    one = activity(team, "Course on gates", group="skills")
    team.do(development.finish(team.people, one, reflection="Ask for the evidence first"))
    (noted,) = evidence.journal(team.people, CAI)
    assert (noted.kind, noted.title, noted.told) == ("learning", "Course on gates", True)
    with pytest.raises(Refusal, match="done already"):
        development.finish(team.people, one)
    with pytest.raises(Refusal, match="fewer than none"):
        development.finish(team.people, activity(team, "Other"), Decimal(-1))


def test_that_coaching_is_kept_apart_from_the_note_that_it_took_place(team: Team) -> None:
    given: Values = {"title": "Chairing", "subject_id": CAI, "goal": "Chair alone", "confidence": 5}
    team.do(coaching.coach(team.people, {**given, "next_on": date(2026, 12, 1)}))
    (noted,) = evidence.journal(team.people, CAI)
    assert (noted.title, noted.words) == ("Coaching: Chairing", None)
    (session,) = team.all("coaching_session")
    asked = coaching.to_ask(session)
    assert len(asked) == 4
    assert asked[-1] == "Confidence is 5 of 10. What would make it 8?"
    team.do(coaching.coach(team.people, given, noted=False))
    assert len(evidence.journal(team.people, CAI)) == 1


def test_that_a_session_has_a_goal_a_confidence_of_ten_and_a_later_next(team: Team) -> None:
    given: Values = {"title": "Chairing", "subject_id": CAI, "goal": "Chair alone"}
    with pytest.raises(Refusal, match="which goal"):
        coaching.coach(team.people, {**given, "goal": None})
    with pytest.raises(Refusal, match="1 to 10"):
        coaching.coach(team.people, {**given, "confidence": 11})
    with pytest.raises(Refusal, match="comes after"):
        coaching.coach(team.people, {**given, "next_on": date(2026, 11, 21)})


@pytest.mark.parametrize(("mentor", "mentee"), [(1, 2), (0, 2), (2, 1)])
def test_that_a_mentor_in_the_line_is_refused(team: Team, mentor: int, mentee: int) -> None:
    pair = {"title": "Mentoring", "mentor_id": party(mentor), "mentee_id": party(mentee)}
    with pytest.raises(Refusal, match="outside the line"):
        records.create(team.people, "mentoring", pair)


def test_that_a_colleague_may_mentor_and_nobody_themselves(team: Team) -> None:
    one = team.add("mentoring", title="Mentoring", mentor_id=party(3), mentee_id=CAI)
    with pytest.raises(Refusal, match="their own mentor"):
        records.change(team.people, "mentoring", one, {"mentor_id": CAI})

# SPDX-License-Identifier: Apache-2.0
"""One list says what is to be done for whom."""

from datetime import date

from portfolio_desktop.catalogue.fields import Values
from portfolio_desktop.services.people import concerns, conversations
from portfolio_desktop.services.people.concerns import Step
from portfolio_desktop.services.people.conversations import Promised
from portfolio_desktop.services.people.due import due
from portfolio_desktop.services.people.learning import coaching
from tests.support.people import Team, party, signed

CAI = party(2)


def told(team: Team, within: int = 14) -> list[tuple[str, str, bool]]:
    return [(one.what, one.name, one.late) for one in due(team.people, within)]


def test_that_stages_and_conversations_are_due_in_order_and_once(team: Team) -> None:
    appraisal = team.appraisal()
    assert told(team) == [
        ("Hold “Agree expectations and objectives”", "Cai Morgan", True),
        ("Hold “First quarterly conversation”", "Cai Morgan", True),
        ("Hold “Second quarterly conversation”", "Cai Morgan", True),
        ("Hold “Mid-year review”", "Cai Morgan", True),
    ]
    team.clock.day = date(2027, 4, 8)
    assert ("Self-assessment", "Cai Morgan", False) in told(team)
    for talk in team.all("conversation"):
        team.change("conversation", talk.id, held_on=date(2027, 4, 1))
    signed(team, appraisal)
    assert told(team) == []


def test_that_promises_learning_objectives_and_sessions_are_due(team: Team) -> None:
    talk = team.do(conversations.plan(team.people, CAI, date(2026, 11, 21)))[0]
    team.do(conversations.hold(team.people, talk, {}, [Promised("Send it", party(1), date(2026, 11, 20))]))
    team.add("activity", title="Course", subject_id=CAI, due=date(2026, 11, 25))
    team.add(
        "aim", title="Returns", subject_id=CAI, status="agreed", measure="On time", due=date(2026, 11, 30)
    )
    team.add("aim", title="Draft", subject_id=CAI, due=date(2026, 11, 30))
    session: Values = {"title": "Chairing", "subject_id": CAI, "goal": "Chair", "on": date(2026, 10, 1)}
    team.do(coaching.coach(team.people, {**session, "next_on": date(2026, 10, 20)}))
    team.do(coaching.coach(team.people, {**session, "on": date(2026, 10, 20), "next_on": date(2026, 12, 1)}))
    pair = team.add("mentoring", title="Pair", mentor_id=party(3), mentee_id=CAI)
    team.add(
        "mentoring_session", title="First", mentoring_id=pair, on=date(2026, 11, 1), next_on=date(2026, 12, 2)
    )
    assert told(team) == [
        ("Promise of Ben Hale: Send it", "Cai Morgan", True),
        ("Learning: “Course”", "Cai Morgan", False),
        ("Objective “Returns” is due", "Cai Morgan", False),
        ("Next session after “Chairing”", "Cai Morgan", False),
        ("Mentoring: next session after “First”", "Cai Morgan", False),
    ]
    assert len(told(team, within=3)) == 1


def test_that_a_warning_and_the_time_to_appeal_are_told_before_they_end_and_not_after(team: Team) -> None:
    matter = team.do(concerns.open_matter(team.people, CAI, "capability", "Returns"))[0]
    team.change("concern", matter, review_on=date(2026, 11, 30))
    step = Step(stage="outcome", title="Letter", skipped="Agreed with the union")
    team.do(concerns.give_outcome(team.people, matter, "first", step))
    assert told(team) == [
        ("The time to appeal in “Returns” ends", "Cai Morgan", False),
        ("Review “Returns”", "Cai Morgan", False),
    ]
    team.clock.day = date(2027, 5, 20)
    ending = "The warning in “Returns” ends: say so, and take it out of use"
    assert told(team) == [("Review “Returns”", "Cai Morgan", True), (ending, "Cai Morgan", False)]
    team.clock.day = date(2027, 5, 22)
    assert told(team) == [("Review “Returns”", "Cai Morgan", True)]


def test_that_the_next_step_of_a_matter_and_the_next_review_of_its_plan_are_due(team: Team) -> None:
    matter = team.do(concerns.open_matter(team.people, CAI, "capability", "Reports late"))[0]
    step = Step(stage="informal", title="Talked", next_on=date(2026, 11, 20))
    team.do(concerns.take_step(team.people, matter, step))
    team.do(concerns.plan_reviews(team.people, matter, [date(2026, 12, 20), date(2026, 11, 30)]))
    assert told(team) == [
        ("The next step in “Reports late”", "Cai Morgan", True),
        ("Review “Reports late”", "Cai Morgan", False),
    ]
    review = team.all("concern_review", "due")[0].id
    team.do(concerns.hold_review(team.people, review, "on_way"))
    assert [what for what, _name, _late in told(team)] == ["The next step in “Reports late”"]

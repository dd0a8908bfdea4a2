# SPDX-License-Identifier: Apache-2.0
"""From a breach to an answer: what is drafted, which clocks run, what cannot be recorded out of order, and undo."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.domain.tolerance import Waiting
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.governance import escalations
from portfolio_desktop.services.governance.breaches import Breach, breaches
from portfolio_desktop.services.governance.clocks import running
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes

NOW = datetime.fromisoformat("2026-11-21T09:00")
HOUR = timedelta(hours=1)


def add(office: Office, entity: str, **values: Value) -> Id:
    return done(office, records.create(office, entity, values))


def done(office: Office, changes: Changes) -> Id:
    office.write(changes)
    return Id(next(iter(changes)).record)


def look(office: Office, entity: str, id: Id) -> Record:
    with office.reading() as reader:
        return record_of(reader, entity, id)


def ladder(office: Office) -> tuple[Id, Id]:
    """A programme's board below the portfolio's, each with a chair."""
    above = add(
        office,
        "board",
        title="Portfolio board",
        kind="portfolio",
        chair_id=add(office, "person", name="Dame Judith"),
    )
    below = add(
        office,
        "board",
        title="Programme board",
        kind="programme",
        chair_id=add(office, "person", name="Ruth"),
        escalates_to_id=above,
    )
    return below, above


def late_project(office: Office, **values: Value) -> Id:
    return add(
        office,
        "project",
        title="Harbour",
        tier="1",
        end_baseline=date(2027, 1, 1),
        end=date(2027, 3, 1),
        **values,
    )


def breach(office: Office) -> Breach:
    (found,) = breaches(office)
    return found


def drafted(office: Office) -> Id:
    below, _above = ladder(office)
    late_project(office)
    add(office, "tolerance", title="Time", tier="1", dimension="time", limit_days=30, board_id=below, hours=24,
        answer_hours=72)  # fmt: skip
    return done(office, escalations.draft(office, breach(office), NOW))


def test_that_only_tolerances_of_the_projects_own_tier_are_breached(office: Office) -> None:
    late_project(office)
    add(office, "tolerance", title="Other tier", tier="2", dimension="time", limit_days=1)
    add(office, "tolerance", title="Every tier", dimension="cost", limit_percent=Decimal(1))
    assert breaches(office) == ()
    add(office, "tolerance", title="Mine", tier="1", dimension="time", limit_days=30)
    assert "59 days later" in breach(office).words


def test_that_every_dimension_that_can_be_measured_is(office: Office) -> None:
    id = late_project(office, whole_life_cost=Decimal(100), whole_life_forecast=Decimal(120))
    add(office, "benefit", title="Time saved", project_id=id, value=Decimal(100), forecast_value=Decimal(50))
    risk = add(office, "risk", title="Steel", project_id=id, likelihood=5, impact=4)
    add(office, "risk", title="Luck", project_id=id, likelihood=5, impact=5, kind="opportunity")
    for dimension, limit in (
        ("time", {"limit_days": 30}),
        ("cost", {"limit_percent": Decimal(5)}),
        ("benefit", {"limit_percent": Decimal(5)}),
        ("risk", {"limit_score": 16}),
        ("scope", {"limit_words": "Anything promised."}),
    ):
        add(office, "tolerance", title=dimension, dimension=dimension, **limit)
    found = {each.dimension: each for each in breaches(office)}
    assert set(found) == {"time", "cost", "benefit", "risk"}
    assert found["risk"].risk == risk


def test_that_a_draft_says_what_is_breached_where_it_goes_and_until_when(office: Office) -> None:
    escalation = look(office, "escalation", drafted(office))
    assert escalation["status"] == "draft"
    assert "59 days later" in str(escalation["breach"])
    assert look(office, "board", Id(str(escalation["board_id"])))["title"] == "Programme board"
    assert look(office, "person", Id(str(escalation["tell_id"])))["name"] == "Ruth"
    assert escalation["tell_by"] == NOW + 24 * HOUR
    assert escalation["ask"] is None
    assert breach(office).escalation == escalation.id


def test_that_the_clock_of_each_step_starts_when_the_one_before_is_done(office: Office) -> None:
    id = drafted(office)
    office.write(escalations.raise_(office, id, NOW + HOUR, "Agree the new date."))
    (waiting,) = running(office, NOW)
    assert (waiting.clock.waiting, waiting.clock.due) == (Waiting.TELL, NOW + 25 * HOUR)
    office.write(escalations.tell(office, id, NOW + 3 * HOUR, "telephone", proof="minutes/12.pdf"))
    (waiting,) = running(office, NOW)
    assert (waiting.clock.waiting, waiting.clock.due) == (Waiting.ANSWER, NOW + 75 * HOUR)
    office.write(escalations.answer(office, id, NOW + 5 * HOUR, "Agreed."))
    assert running(office, NOW) == ()
    told = look(office, "escalation", id)
    assert (told["told_at"], told["proof"], told["answer"]) == (NOW + 3 * HOUR, "minutes/12.pdf", "Agreed.")
    assert told["answered_by_id"] == told["tell_id"]


OUT_OF_ORDER: dict[str, Callable[[Office, Id], Changes]] = {
    "told before it is raised": lambda office, id: escalations.tell(office, id, NOW, "email"),
    "answered before it is raised": lambda office, id: escalations.answer(office, id, NOW, "Yes."),
    "raised without asking anything": lambda office, id: escalations.raise_(office, id, NOW, "  "),
    "moved up before it is raised": lambda office, id: escalations.move_up(office, id, NOW),
}


@pytest.mark.parametrize("act", OUT_OF_ORDER.values(), ids=OUT_OF_ORDER.keys())
def test_that_no_gap_in_the_proof_can_be_recorded(
    office: Office, act: Callable[[Office, Id], Changes]
) -> None:
    id = drafted(office)
    with pytest.raises(Refusal):
        act(office, id)


def test_that_times_that_contradict_each_other_are_refused(office: Office) -> None:
    id = drafted(office)
    office.write(escalations.raise_(office, id, NOW, "Agree the new date."))
    with pytest.raises(Refusal, match="before"):
        escalations.tell(office, id, NOW - HOUR, "email")
    office.write(escalations.tell(office, id, NOW + HOUR, "email"))
    with pytest.raises(Refusal, match="before"):
        escalations.answer(office, id, NOW, "Yes.")
    with pytest.raises(Refusal, match="Write down"):
        escalations.answer(office, id, NOW + 2 * HOUR, " ")


def test_that_silence_is_taken_one_rung_up_and_its_clock_starts_anew(office: Office) -> None:
    id = drafted(office)
    office.write(escalations.raise_(office, id, NOW, "Agree the new date."))
    office.write(escalations.tell(office, id, NOW + HOUR, "email"))
    later = NOW + timedelta(days=9)
    office.write(escalations.move_up(office, id, later))
    found = look(office, "escalation", id)
    assert look(office, "board", Id(str(found["board_id"])))["title"] == "Portfolio board"
    assert (found["status"], found["tell_by"], found["told_at"]) == ("raised", later + 24 * HOUR, None)
    assert "Ruth was told on 21 Nov 2026 10:00 (By e-mail) and had not answered" in str(found["note"])
    with pytest.raises(Refusal, match="no rung above"):
        escalations.move_up(office, id, later)


def test_that_a_grave_issue_is_told_of_sooner_and_knows_that_it_was_escalated(office: Office) -> None:
    _below, above = ladder(office)
    project = late_project(office)
    issue = add(
        office, "issue", title="Crane down", project_id=project, severity="critical", impact="Work stops."
    )
    id = done(office, escalations.escalate_issue(office, issue, "Hire a second crane.", NOW))
    found = look(office, "escalation", id)
    assert (found["issue_id"], found["board_id"], found["impact"]) == (issue, above, "Work stops.")
    assert found["tell_by"] == NOW + 24 * HOUR
    assert look(office, "issue", issue)["status"] == "escalated"
    undo.undo(office)
    assert look(office, "issue", issue)["status"] == "open"
    assert running(office, NOW) == ()


def test_that_the_shortest_fuse_comes_first_and_what_has_none_last(office: Office) -> None:
    for title, by in (("No time", None), ("Tomorrow", NOW + 24 * HOUR), ("Late", NOW - HOUR)):
        add(office, "escalation", title=title, status="raised", tell_by=by)
    assert [each.title for each in running(office, NOW)] == ["Late", "Tomorrow", "No time"]


def test_that_every_breach_of_a_project_is_drafted_at_once_each_with_a_code_of_its_own(
    office: Office,
) -> None:
    late_project(office, whole_life_cost=Decimal(100), whole_life_forecast=Decimal(120))
    add(office, "tolerance", title="Time", dimension="time", limit_days=30)
    add(office, "tolerance", title="Time of its tier", tier="1", dimension="time", limit_days=10)
    add(office, "tolerance", title="Cost", dimension="cost", limit_percent=Decimal(5))
    office.write(escalations.draft_all(office, breaches(office), NOW))
    assert [each.code for each in running(office, NOW)] == ["E-0001", "E-0002"]
    assert all(each.escalation for each in breaches(office))
    undo.undo(office)
    assert running(office, NOW) == ()


def test_that_a_time_set_by_hand_counts_for_telling_and_for_answering(office: Office) -> None:
    id = drafted(office)
    office.write(escalations.raise_(office, id, NOW, "Agree the new date.", NOW + HOUR))
    assert running(office, NOW)[0].clock.due == NOW + HOUR
    office.write(escalations.tell(office, id, NOW, "email", answer_by=NOW + 2 * HOUR))
    assert running(office, NOW)[0].clock.due == NOW + 2 * HOUR


def test_that_an_escalation_without_an_answer_cannot_be_closed(office: Office) -> None:
    id = drafted(office)
    office.write(escalations.raise_(office, id, NOW, "Agree the new date."))
    with pytest.raises(Refusal, match="not answered"):
        escalations.close(office, id, NOW.date())
    office.write(escalations.tell(office, id, NOW, "email"))
    office.write(escalations.answer(office, id, NOW, "Agreed."))
    office.write(escalations.close(office, id, NOW.date()))
    assert look(office, "escalation", id)["closed_on"] == NOW.date()
    with pytest.raises(Refusal, match="over"):
        escalations.withdraw(office, id, NOW, "Too late.")


def test_that_what_is_withdrawn_keeps_the_reason_and_its_issue_is_open_again(office: Office) -> None:
    ladder(office)
    issue = add(office, "issue", title="Crane down", project_id=late_project(office))
    id = done(office, escalations.escalate_issue(office, issue, "Hire a second crane.", NOW))
    with pytest.raises(Refusal, match="why"):
        escalations.withdraw(office, id, NOW, " ")
    office.write(escalations.withdraw(office, id, NOW, "The crane works again."))
    assert "withdrawn. The crane works again." in str(look(office, "escalation", id)["note"])
    assert look(office, "issue", issue)["status"] == "open"
    undo.undo(office)
    assert look(office, "issue", issue)["status"] == "escalated"


def test_that_an_issue_escalated_twice_stays_escalated_until_both_are_over(office: Office) -> None:
    issue = add(office, "issue", title="Crane down")
    first = done(office, escalations.escalate_issue(office, issue, "Hire a crane.", NOW))
    second = done(office, escalations.escalate_issue(office, issue, "Close the road.", NOW))
    office.write(escalations.withdraw(office, first, NOW, "Hired."))
    assert look(office, "issue", issue)["status"] == "escalated"
    office.write(escalations.withdraw(office, second, NOW, "Closed."))
    assert look(office, "issue", issue)["status"] == "open"


def test_that_an_issue_is_released_wherever_the_status_of_its_escalation_is_set(office: Office) -> None:
    issue = add(office, "issue", title="Crane down")
    first = done(office, escalations.escalate_issue(office, issue, "Hire a crane.", NOW))
    second = done(office, escalations.escalate_issue(office, issue, "Close the road.", NOW))
    withdrawn: dict[str, Value] = {"status": "withdrawn", "note": "Never mind."}
    office.write(records.change(office, "escalation", first, withdrawn))
    assert look(office, "issue", issue)["status"] == "escalated"
    undo.undo(office)
    office.write(records.change_many(office, "escalation", [first, second], withdrawn))
    assert look(office, "issue", issue)["status"] == "open"
    undo.undo(office)
    assert look(office, "issue", issue)["status"] == "escalated"
    office.write(
        records.change_many(office, "escalation", [first, second], {"status": "closed", "answer": "Do."})
    )
    assert look(office, "issue", issue)["status"] == "doing"


def test_that_no_answer_is_waited_for_without_end(office: Office) -> None:
    id = add(
        office, "escalation", title="Crane down", status="raised", tell_id=add(office, "person", name="Ruth")
    )
    office.write(escalations.tell(office, id, NOW, "email"))
    (waiting,) = running(office, NOW)
    assert waiting.clock.due == NOW + 120 * HOUR

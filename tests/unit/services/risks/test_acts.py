# SPDX-License-Identifier: Apache-2.0
"""What becomes of a risk: it happens, it is closed, it is reviewed; and no residual without grounds."""

from datetime import date
from typing import cast

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.records.raid import Issue
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.history import acts as acts_of
from portfolio_desktop.services.risks import acts
from portfolio_desktop.services.risks.residual import unfounded
from portfolio_desktop.services.risks.story import risk_story
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.risk_log import TODAY, Log

NEXT = date(2026, 12, 19)


def risk_of(log: Log, id: Id) -> Risk:
    with log.office.reading() as reader:
        found = reader.get(reader.catalogue.entity("risk"), id)
    return cast(Risk, found)


def issues(log: Log) -> list[Issue]:
    with log.office.reading() as reader:
        return cast(list[Issue], reader.all(reader.catalogue.entity("issue")))


def test_that_a_risk_that_happens_becomes_an_issue_with_its_trace_kept_both_ways(log: Log) -> None:
    project, owner = log.add("project", title="Bridge"), log.add("person", name="Ann")
    id = log.risk(
        "Flood", 4, 5, project_id=project, owner_id=owner, event="The river rises", effect="The site is shut",
        contingency="Pumps on hire", category="external",
    )  # fmt: skip
    changes = acts.happened(log.office, id)
    assert changes.label == "R-0001 has happened: it is now I-0001"
    log.office.write(changes)
    (issue,) = issues(log)
    assert issue.risk_id == id
    assert (issue.title, issue.description, issue.impact) == ("Flood", "The river rises", "The site is shut")
    assert (issue.project_id, issue.owner_id, issue.category) == (project, owner, "external")
    assert (issue.severity, issue.recommendation, issue.raised_on) == ("critical", "Pumps on hire", TODAY)
    assert risk_of(log, id).status == "issue"
    assert [each.id for each in risk_story(log.office, id).group("issue")] == [issue.id]


def test_that_a_risk_is_escalated_from_its_project_by_the_programme_to_the_portfolio(log: Log) -> None:
    city = log.add("programme", title="City")
    project = log.add("project", title="Bridge", programme_id=city)
    id = log.risk("Flood", 4, 5, project_id=project)
    changes = acts.escalate(log.office, id)
    assert changes.label == "Escalate R-0001: Level Project → Programme; Programme – → City"
    log.office.write(changes)
    assert (risk_of(log, id).level, risk_of(log, id).programme_id) == ("programme", city)
    log.office.write(acts.escalate(log.office, id))
    assert risk_of(log, id).level == "portfolio"
    with pytest.raises(Refusal, match="there is none above"):
        acts.escalate(log.office, id)


@pytest.mark.parametrize("level", ["project", None, Unknown("not said")])
def test_that_a_risk_of_a_project_in_no_programme_is_escalated_to_the_portfolio(
    log: Log, level: str | Unknown | None
) -> None:
    id = log.risk("Flood", 4, 5, project_id=log.add("project", title="Bridge"), level=level)
    log.office.write(acts.escalate(log.office, id))
    assert risk_of(log, id).level == "portfolio"
    log.office.write(acts.close(log.office, id, "Pumped dry"))
    with pytest.raises(Refusal, match="is over already"):
        acts.escalate(log.office, id)


def test_that_what_happened_is_taken_back_by_one_undo(log: Log) -> None:
    id = log.risk("Flood", 4, 5)
    log.office.write(acts.happened(log.office, id, what="On Monday night", severity="low"))
    assert (issues(log)[0].severity, issues(log)[0].description) == ("low", "On Monday night")
    undo.undo(log.office)
    assert issues(log) == []
    assert risk_of(log, id).status == "open"


def test_that_an_owner_that_is_not_known_is_not_carried_over(log: Log) -> None:
    id = log.risk("Flood", owner_id=Unknown("tbc"))
    log.office.write(acts.happened(log.office, id))
    assert issues(log)[0].owner_id is None
    assert issues(log)[0].severity is None


def test_that_a_risk_happens_once_and_an_opportunity_never(log: Log) -> None:
    id, chance = log.risk("Flood"), log.risk("Grant", kind="opportunity")
    log.office.write(acts.happened(log.office, id))
    with pytest.raises(Refusal, match="already"):
        acts.happened(log.office, id)
    with pytest.raises(Refusal, match="opportunity"):
        acts.happened(log.office, chance)


def test_that_a_risk_is_closed_with_its_outcome_or_not_at_all(log: Log) -> None:
    id = log.risk("Flood")
    with pytest.raises(Refusal, match="how R-0001 ended"):
        acts.close(log.office, id, "  ")
    for status in ("issue", "open", "nonsense"):
        with pytest.raises(Refusal, match="“expired”"):
            acts.close(log.office, id, "It never came", status=status)
    log.office.write(acts.close(log.office, id, "It never came", status="expired"))
    risk = risk_of(log, id)
    assert (risk.status, risk.outcome, risk.closed_on) == ("expired", "It never came", TODAY)
    with pytest.raises(Refusal, match="over already"):
        acts.close(log.office, id, "Again")


def test_that_a_review_that_changes_nothing_is_in_the_log_all_the_same(log: Log) -> None:
    id = log.risk("Flood", 3, 3, review_on=NEXT)
    log.office.write(acts.review(log.office, id, NEXT))
    assert acts_of(log.office)[0].label == "Review of R-0001: confirmed as it stands"
    log.office.write(acts.review(log.office, id, date(2027, 1, 20), reason="Seen by the board"))
    assert risk_of(log, id).review_on == date(2027, 1, 20)
    assert acts_of(log.office)[0].label == "Review of R-0001: confirmed as it stands. Seen by the board"


def test_that_a_review_changes_points_for_a_reason_in_one_act(log: Log) -> None:
    id = log.risk("Flood", 3, 3)
    with pytest.raises(Refusal, match="why R-0001"):
        acts.review(log.office, id, NEXT, values={"likelihood": 4})
    log.office.write(acts.review(log.office, id, NEXT, values={"likelihood": 4}, reason="Wet autumn"))
    assert acts_of(log.office)[0].label == "Review of R-0001: Likelihood 3 Possible → 4 Likely. Wet autumn"
    risk = risk_of(log, id)
    assert (risk.likelihood, risk.review_on) == (4, NEXT)
    undo.undo(log.office)
    assert risk_of(log, id).likelihood == 3


def test_that_the_next_review_is_to_come(log: Log) -> None:
    id = log.risk("Flood", 3, 3)
    with pytest.raises(Refusal, match="after today"):
        acts.review(log.office, id, TODAY)


def test_that_a_residual_below_the_current_score_needs_a_response_or_a_reason(log: Log) -> None:
    id = log.risk("Flood", 4, 4)
    lower = {"residual_likelihood": 2, "residual_impact": 2}
    with pytest.raises(Refusal, match="Add a response first"):
        records.change(log.office, "risk", id, lower)
    assert records.change(log.office, "risk", id, {**lower, "residual_reason": "The dam opens in May"})
    response = log.add("risk_response", title="Pumps", risk_id=id)
    log.set("risk", id, residual_likelihood=2, residual_impact=2)
    log.set("risk_response", response, status="dropped")
    with pytest.raises(Refusal, match="Add a response first"):
        log.set("risk", id, residual_impact=1)
    with log.office.reading() as reader:
        assert unfounded(reader) == (id,)


def test_that_a_new_risk_cannot_claim_it_either(log: Log) -> None:
    with pytest.raises(Refusal, match="Add a response first"):
        log.risk("Flood", 4, 4, residual_likelihood=1, residual_impact=1)
    log.risk("Flood", 4, 4, residual_likelihood=4, residual_impact=4)
    log.risk("Unscored", None, None, residual_likelihood=1, residual_impact=1)


def test_that_nobody_is_stopped_from_raising_the_current_score(log: Log) -> None:
    id = log.risk("Flood", 2, 2, residual_likelihood=2, residual_impact=2)
    log.set("risk", id, likelihood=5)
    assert risk_of(log, id).likelihood == 5


def test_that_an_imported_claim_is_kept_and_flagged(log: Log) -> None:
    id = Id(log.office.store.new_id())
    values: Values = {
        "title": "Flood",
        "likelihood": 4,
        "impact": 4,
        "residual_likelihood": 1,
        "residual_impact": 1,
    }
    log.office.write(Changes("Import", (Create("risk", id, values),)))
    with log.office.reading() as reader:
        assert unfounded(reader) == (id,)
    log.add("risk_response", title="Pumps", risk_id=id)
    with log.office.reading() as reader:
        assert unfounded(reader) == ()

# SPDX-License-Identifier: Apache-2.0
"""What is late is told, and what has been dealt with is not."""

from datetime import date, datetime, time

import pytest

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.services.home import home
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import late, rules
from tests.support.offices import add

BEFORE, AFTER = date(2026, 11, 10), date(2026, 12, 10)
THEN = datetime.combine(BEFORE, time(9))


def _late(office: Office, name: str) -> int:
    where = late(office.catalogue, name)
    assert where is not None
    with office.reading() as reader:
        return reader.count(office.catalogue.entity(name), where)


def test_that_every_rule_is_about_a_day_that_its_register_has(office: Office) -> None:
    for rule in rules(office.catalogue):
        assert office.catalogue.entity(rule.entity).field(rule.day).kind in ("date", "moment")


@pytest.mark.parametrize(
    ("name", "day", "dealt_with"),
    [
        ("project", "end", {"status": "closed"}),
        ("milestone", "forecast", {"actual": BEFORE}),
        ("change_request", "needed_by", {"decided_on": BEFORE}),
        ("gate_review", "planned_on", {"held_on": BEFORE}),
        ("decision", "review_on", {"reviewed_on": BEFORE}),
        (
            "decision",
            "needed_by",
            {"status": "approved", "decided_on": BEFORE, "decided_by_id": Unknown("Not minuted")},
        ),
        ("asset", "support_end", {"lifecycle": "retired"}),
        ("board", "terms_review_on", {"status": "stood_down"}),
    ],
)
def test_that_it_is_late_until_it_has_been_dealt_with(
    office: Office, name: str, day: str, dealt_with: dict[str, Value]
) -> None:
    values: dict[str, Value] = {"title": "Quay"}
    if name in ("change_request", "gate_review", "milestone"):
        values["project_id"] = add(office, "project", title="Harbour")
    add(office, name, **values, **{day: BEFORE})
    assert _late(office, name) == 1
    add(office, name, **values, **{day: BEFORE}, **dealt_with)
    add(office, name, **values, **{day: AFTER})
    assert _late(office, name) == 1


def test_that_an_escalation_is_late_first_in_the_telling_and_then_in_the_answer(office: Office) -> None:
    add(office, "escalation", title="Untold", status="raised", tell_by=THEN, answer_by=THEN)
    add(office, "escalation", title="Unanswered", status="told", tell_by=THEN, told_at=THEN, answer_by=THEN)
    add(
        office,
        "escalation",
        title="Answered",
        status="answered",
        answer="Go on",
        told_at=THEN,
        answer_by=THEN,
        answered_at=THEN,
    )
    add(
        office,
        "escalation",
        title="Withdrawn",
        status="withdrawn",
        note="Mistaken",
        tell_by=THEN,
        answer_by=THEN,
    )
    found = {each.label: (each.count, each.oldest) for each in home(office).overdue}
    assert found == {
        "Escalations that nobody was told of in time": (1, THEN.date()),
        "Escalations not answered in time": (1, THEN.date()),
    }
    assert _late(office, "escalation") == 2


def test_that_a_decision_that_was_taken_comes_back_on_the_day_on_which_it_is_to_be_looked_at(
    office: Office,
) -> None:
    add(
        office,
        "decision",
        title="Split the scheme",
        status="approved",
        decided_on=BEFORE,
        decided_by_id=Unknown("Not minuted"),
        review_on=BEFORE,
    )
    assert [each.label for each in home(office).overdue] == ["Decisions to look at again"]

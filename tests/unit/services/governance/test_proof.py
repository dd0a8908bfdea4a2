# SPDX-License-Identifier: Apache-2.0
"""No escalation ends silently and nobody is turned down without a reason, whichever way the status is set."""

from datetime import datetime

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from tests.support.offices import add


@pytest.mark.parametrize(
    ("status", "proof", "words"),
    [
        ("told", {"told_at": datetime.fromisoformat("2026-11-20T10:00")}, "when somebody was told"),
        ("answered", {"answer": "Go on"}, "what was answered"),
        ("closed", {"answer": "Go on"}, "silence would look like agreement"),
        ("withdrawn", {"note": "It was a mistake"}, "note says why"),
    ],
)
def test_that_a_status_is_refused_until_something_proves_it(
    office: Office, status: str, proof: dict[str, Value], words: str
) -> None:
    escalation = add(office, "escalation", title="The supplier is late", status="raised")
    with pytest.raises(Refusal, match=words):
        records.change(office, "escalation", escalation, {"status": status})
    office.write(records.change(office, "escalation", escalation, {"status": status, **proof}))
    with pytest.raises(Refusal, match=words):
        records.change(office, "escalation", escalation, dict.fromkeys(proof))


def test_that_other_fields_of_one_that_came_without_proof_can_be_mended(office: Office) -> None:
    escalation = add(office, "escalation", title="Long ago", status="closed")
    assert records.change(office, "escalation", escalation, {"title": "Long, long ago"}).items


@pytest.mark.parametrize(
    ("status", "field"), [("conditional", "conditions"), ("rejected", "reasons"), ("deferred", "reasons")]
)
def test_that_a_decision_says_on_what_conditions_or_why(office: Office, status: str, field: str) -> None:
    decision = add(office, "decision", title="Release the contingency")
    with pytest.raises(Refusal):
        records.change(office, "decision", decision, {"status": status})
    assert records.change(office, "decision", decision, {"status": status, field: "By June"}).items
    assert records.change(office, "decision", decision, {"status": "approved"}).items

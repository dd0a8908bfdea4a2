# SPDX-License-Identifier: Apache-2.0
"""What is over is put away by command: with its words, its day and whoever decided it."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    done("new", path)
    done("add", path, "people", "name=Ruth Calloway")
    done("add", path, "projects", "title=Harbour")
    return path


def test_that_an_issue_is_closed_with_its_resolution(file: Path) -> None:
    done("add", file, "issues", "title=Leak", "project=P-0001")
    assert "Write down how it was resolved" in refused("close", file, "I-0001")
    assert "Write down how it was resolved" in refused("set", file, "I-0001", "status=closed")
    done("close", file, "I-0001", "Sealed", "--on", "2026-11-02")
    issue = done("show", file, "I-0001", "--json").json
    assert (issue["status"], issue["resolution"], issue["closed_on"]) == ("closed", "Sealed", "2026-11-02")
    done("undo", file)
    assert done("show", file, "I-0001", "--json").json["resolution"] is None


def test_that_a_risk_is_closed_with_how_it_ended(file: Path) -> None:
    done("add", file, "risks", "title=Flood", "project=P-0001")
    assert "Write down how it ended" in refused("set", file, "R-0001", "status=closed")
    done("close", file, "R-0001", "It stayed dry")
    assert done("show", file, "R-0001", "--json").json["outcome"] == "It stayed dry"


def test_that_an_escalation_is_closed_once_it_is_answered_and_withdrawn_with_a_reason(file: Path) -> None:
    done("add", file, "escalations", "title=Leak", "project=P-0001", "tell=Ruth Calloway")
    assert "is not answered" in refused("close", file, "E-0001")
    done("escalate", file, "E-0001", "--ask", "More money")
    done("told", file, "E-0001", "--how", "email")
    done("answered", file, "E-0001", "Granted")
    assert "closed with its answer" in refused("close", file, "E-0001", "Granted")
    assert done("close", file, "E-0001").out == "Close E-0001\n"
    done("add", file, "escalations", "title=Again", "project=P-0001")
    assert "Say why" in refused("withdraw", file, "E-0002", " ")
    done("withdraw", file, "E-0002", "It was a mistake")
    assert "It was a mistake" in done("show", file, "E-0002", "--json").json["note"]


def test_that_an_action_is_done_on_its_day(file: Path) -> None:
    done("add", file, "actions", "title=Ring them")
    assert done("finish", file, "A-0001", "--on", "2026-11-02").out == "A-0001 is done\n"
    assert done("show", file, "A-0001", "--json").json["done_on"] == "2026-11-02"
    assert "is no action" in refused("finish", file, "P-0001")


def test_that_a_change_request_is_rejected_with_who_and_why(file: Path) -> None:
    done("add", file, "change_requests", "title=Deeper", "project=P-0001")
    assert "Say who decided" in refused("reject", file, "CR-0001", "No money")
    assert done("reject", file, "CR-0001", "Not now", "--defer").out == "Defer CR-0001\n"
    done("reject", file, "CR-0001", "No money", "--by", "Ruth Calloway", "--on", "2026-11-02")
    request = done("show", file, "CR-0001", "--json").json
    assert (request["status"], request["decided_on"]) == ("rejected", "2026-11-02")
    assert request["note"] == "Not now\nNo money"


def test_that_a_decision_is_taken_by_somebody_by_whatever_verb(file: Path) -> None:
    done("add", file, "decisions", "title=Buy the land", "project=P-0001")
    assert "Say who decided" in refused("set", file, "D-0001", "status=approved")
    assert "Say who decided" in refused("decide", file, "D-0001", "approved")
    done("decide", file, "D-0001", "approved", "--by", "Ruth Calloway")
    assert done("show", file, "D-0001", "--json").json["decided_on"] is not None

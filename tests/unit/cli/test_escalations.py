# SPDX-License-Identifier: Apache-2.0
"""Escalating by command: from the breach to the answer, and what is refused on the way."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace with a project beyond its tolerance, and an issue."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    done("add", path, "people", "name=Ruth Calloway")
    done("add", path, "boards", "title=Programme board", "kind=portfolio", "chair=Ruth Calloway")
    done("add", path, "projects", "title=Harbour", "tier=1", "end_baseline=2027-01-01", "end=2027-03-01")
    done("add", path, "issues", "title=Crane down", "project=P-0001", "severity=critical")
    done("add", path, "tolerances", "title=Time", "tier=1", "dimension=time", "limit_days=30", "hours=24")
    return path


def test_that_a_breach_nobody_was_told_of_is_printed(file: Path) -> None:
    answer = done("escalations", file, "--json").json
    assert answer["running"] == []
    assert [(each["project"], each["dimension"]) for each in answer["breaches"]] == [("P-0001", "time")]
    assert "P-0001 Harbour: The end is forecast 59 days later" in done("escalations", file).out


def test_that_an_escalation_goes_from_the_draft_to_the_answer(file: Path) -> None:
    assert done("escalate", file, "P-0001").out == "Draft an exception report on Harbour\n"
    assert "Say what you want from them" in refused("escalate", file, "E-0001")
    done("escalate", file, "E-0001", "--ask", "Agree the new date.")
    (waiting,) = done("escalations", file, "--json").json["running"]
    assert (waiting["waiting"], waiting["asked"], waiting["late"]) == ("tell", "Ruth Calloway", False)
    assert "Nobody has been told" in refused("answered", file, "E-0001", "Agreed.")
    done("told", file, "E-0001", "--how", "email", "--proof", "minutes/12.pdf")
    assert done("answered", file, "E-0001", "Agreed.").out == "Record the answer to E-0001\n"
    assert done("escalations", file, "--json").json == {"running": [], "breaches": []}


def test_that_an_issue_is_escalated_in_one_act_that_undo_takes_back(file: Path) -> None:
    done("escalate", file, "I-0001", "--ask", "Hire a second crane.")
    assert done("show", file, "I-0001", "--json").json["status"] == "escalated"
    done("undo", file)
    assert done("show", file, "I-0001", "--json").json["status"] == "open"
    assert done("escalations", file, "--json").json["running"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("told", "I-0001", "--how", "email"), "is no escalation"),
        (("escalate", "E-0009"), "is not the code of any record"),
        (("take-up", "P-0001"), "is no escalation"),
    ],
)
def test_that_what_cannot_be_done_is_said(file: Path, words: tuple[str, ...], sentence: str) -> None:
    verb, *rest = words
    assert sentence in refused(verb, file, *rest)


def test_that_a_risk_moves_to_the_register_above_its_own(file: Path) -> None:
    done("add", file, "risks", "title=Flood", "project=P-0001")
    assert "leave --ask out" in refused("escalate", file, "R-0001", "--ask", "Pumps.")
    assert done("escalate", file, "R-0001").out == "Escalate R-0001: Level Project → Portfolio\n"
    assert "there is none above" in refused("escalate", file, "R-0001")

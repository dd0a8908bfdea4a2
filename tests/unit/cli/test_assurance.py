# SPDX-License-Identifier: Apache-2.0
"""Assurance by command: from a planned gate to its outcome, controls and their gaps, lessons and changes."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace with a project, a gate that asks for one thing and one control."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    done("add", path, "people", "name=Żaneta Öz")
    done("add", path, "projects", "title=Harbour", "tier=1", "stage=fbc", "whole_life_cost=10m")
    done("add", path, "gates", "title=Gate Three", "position=30", "stage=fbc")
    done("add", path, "gates", "title=Gate Four", "position=40", "stage=delivery")
    done("add", path, "gate_criteria", "gate=Gate Three", "title=It is affordable", "required=yes")
    done("add", path, "controls", "title=Funds", "required=yes", "gate=Gate Three", "tier=3", "months=12")
    return path


def test_that_a_gate_goes_from_the_plan_to_the_next_gate(file: Path) -> None:
    assert (
        "Plan Gate Three of P-0001"
        in done("plan-gate", file, "P-0001", "Gate Three", "--on", "2199-01-01").out
    )
    (planned,) = done("gates", file, "--json").json
    assert (planned["project"], planned["gate"], planned["day"]) == ("P-0001", "30", "2199-01-01")
    assert "“It is affordable” not looked at" in refused("outcome", file, planned["review"], "passed")
    done("found", file, planned["review"], "1=met")
    assert "“Funds” never attested" in refused("outcome", file, planned["review"], "passed")
    done("attest", file, "P-0001", "Funds", "in_place", "--evidence", "Letter", "--by", "Żaneta Öz")
    done("outcome", file, planned["review"], "passed", "--move-on", "--next-on", "2200-02-03")
    assert done("show", file, "P-0001", "--json").json["stage"] == "delivery"
    assert [each["state"] for each in done("gates", file, "--json").json] == ["Passed", "Planned"]


def test_that_a_plain_edit_by_command_is_refused_like_any_other(file: Path) -> None:
    done("plan-gate", file, "P-0001", "Gate Three")
    assert "cannot be recorded as passed" in refused("set", file, "GR-0001", "outcome=passed")
    done("set", file, "GR-0001", "outcome=passed", "signed_by=Żaneta Öz", "signed_reason=Promised")


def test_that_somebody_signs_by_command(file: Path) -> None:
    done("plan-gate", file, "P-0001", "Gate Three")
    words = ("outcome", file, "GR-0001", "passed", "--signed-by", "Żaneta Öz")
    assert "Say why it was signed" in refused(*words)
    done(*words, "--reason", "Promised in writing")
    assert done("show", file, "GR-0001", "--json").json["signed_reason"] == "Promised in writing"


def test_that_gaps_are_printed_by_project(file: Path) -> None:
    done("set", file, "P-0001", "stage=delivery")
    done("add", file, "projects", "title=Other", "stage=delivery")
    assert len(done("gaps", file, "--json").json["gaps"]) == 2
    (gap,) = done("gaps", file, "--project", "P-0001", "--json").json["gaps"]
    assert (gap["project"], gap["state"], gap["expires"]) == ("P-0001", "never", None)
    assert "Never attested" in done("gaps", file).out


def test_that_a_lesson_is_told_and_acknowledged(file: Path) -> None:
    done("add", file, "lessons", "title=Survey first")
    assert done("cascade", file, "L-0001", "--by", "2200-01-01").out == "Tell 1 project of L-0001\n"
    done("acknowledge", file, "L-0001", "P-0001", "Survey ordered")
    assert "has answered already" in refused("acknowledge", file, "L-0001", "P-0001", "Again")


def test_that_a_change_is_approved_and_moves_the_baseline(file: Path) -> None:
    done("add", file, "change_requests", "title=Deeper", "project=P-0001", "cost_change=1m")
    assert "Say who decided" in refused("approve", file, "CR-0001", "--move-baseline")
    assert "cost £10m → £11m" in done("approve", file, "CR-0001", "--by", "Żaneta Öz", "--move-baseline").out
    assert done("show", file, "P-0001", "--json").json["whole_life_cost"] == 11_000_000
    (moved,) = done("baselines", file, "P-0001", "--json").json
    assert (moved["field"], moved["why"].startswith("Approve CR-0001")) == ("whole_life_cost", True)
    assert "Approve CR-0001" in done("baselines", file, "P-0001").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("found", "GR-0001", "7=met"), "from 1 to 1"),
        (("found", "GR-0001", "1=perhaps"), "none of: met, partly"),
        (("outcome", "P-0001", "passed"), "is no gate review"),
        (("outcome", "GR-0001", "perhaps"), "none of: passed"),
        (("attest", "P-0001", "Funds", "in_place"), "Say what shows"),
        (("plan-gate", "P-0001", "Gate Nine"), "is not the code of any record"),
    ],
)
def test_that_what_makes_no_sense_is_refused_in_one_line(
    file: Path, words: tuple[str, ...], said: str
) -> None:
    done("plan-gate", file, "P-0001", "Gate Three")
    verb, *rest = words
    assert said in refused(verb, file, *rest)

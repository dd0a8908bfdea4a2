# SPDX-License-Identifier: Apache-2.0
"""The way of a matter: what is done, left out and ahead, and when the next step is usual."""

from datetime import date

import pytest

from portfolio_desktop.domain.appraisal.steps import next_by, next_stages, trail

DAY = date(2026, 11, 20)  # a Friday


def told(kind: str, stage: str, *taken: str) -> list[str]:
    return [f"{mark.stage} {mark.state}" for mark in trail(kind, stage, dict.fromkeys(taken, DAY))]


def test_that_a_stage_that_was_passed_over_is_told_as_left_out() -> None:
    assert told("conduct", "invitation", "concern", "invitation") == [
        "concern done",
        "informal left_out",
        "investigation left_out",
        "invitation now",
        "meeting ahead",
        "outcome ahead",
        "appeal ahead",
        "closed ahead",
    ]


@pytest.mark.parametrize(
    ("kind", "there", "not_there"),
    [("capability", "plan", "investigation"), ("conduct", "investigation", "plan")],
)
def test_that_capability_and_conduct_go_different_ways(kind: str, there: str, not_there: str) -> None:
    stages = [mark.stage for mark in trail(kind, "concern", {"concern": DAY})]
    assert there in stages
    assert not_there not in stages


def test_that_an_unusual_stage_that_was_taken_stands_in_its_place() -> None:
    taken = ("concern", "informal", "investigation")
    assert told("capability", "investigation", *taken)[:4] == [
        "concern done",
        "informal done",
        "plan left_out",
        "investigation now",
    ]


def test_that_nothing_is_ahead_of_a_matter_that_is_closed() -> None:
    assert told("conduct", "closed", "concern", "informal", "closed") == [
        "concern done",
        "informal done",
        "closed done",
    ]


def test_that_help_comes_before_anything_formal_where_somebody_cannot_yet() -> None:
    assert next_stages("capability", {"concern", "informal"}) == ["plan", "investigation", "closed"]


def test_that_the_next_step_is_usual_within_working_days_and_none_follows_the_end() -> None:
    assert next_by("concern", DAY) == date(2026, 11, 27)
    assert next_by("investigation", DAY) == date(2026, 12, 18)
    assert next_by("closed", DAY) is None

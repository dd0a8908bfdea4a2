# SPDX-License-Identifier: Apache-2.0
"""Capacity by command: the picture, clashes with their choices, when a project fits, and thresholds."""

from datetime import timedelta
from pathlib import Path

import pytest

from portfolio_desktop.services.office import new_office
from tests.support.commands import done, refused
from tests.support.handing import Handing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "work.portfolio"
    with new_office(path, "Ruth Calloway") as office:
        handing = Handing(office)
        first = (office.today().replace(day=1) + timedelta(days=40)).replace(day=1)
        last = (first + timedelta(days=40)).replace(day=1) - timedelta(days=1)
        handing.demand(handing.harbour, "Testing", 3, "0.8", first, last)
        handing.demand(handing.bridge, "Testing", 3, "0.6", first, last)
        handing.package("No effort yet", effort=None)
    return path


def test_that_the_picture_has_letters_and_says_what_is_not_in_it(file: Path) -> None:
    answer = done("capacity", file, "--months", "3")
    assert "Testing: Practitioner and above" in answer.out
    assert "140 % O" in answer.out
    assert "2 of 3 demands, packages and assignments say how much and when." in answer.out
    assert "WP-0001 No effort yet does not say how much" in answer.err


def test_that_rows_may_be_people_teams_or_roles(file: Path) -> None:
    assert "Quality" in done("capacity", file, "--by", "team").out
    rows = done("capacity", file, "--by", "person", "--json").json
    assert {row["row"] for row in rows} >= {"Ann Lee", "Nobody named"}


def test_that_clashes_come_with_choices_and_sums(file: Path) -> None:
    out = done("capacity", file, "clashes").out
    assert "- Move P-0002 1 month later" in out


def test_that_a_project_that_fits_never_says_how_many_to_hire(file: Path) -> None:
    out = done("capacity", file, "fit", "Testing@Practitioner=1", "--for", "3").out
    assert out.startswith("It fits from ")
    never = done("capacity", file, "fit", "Testing=5").out
    assert "never" in never
    assert "full-time too few" in never


def test_that_a_skill_or_level_that_is_not_there_is_refused_with_what_there_is(file: Path) -> None:
    assert "is no skill and no role here" in refused("capacity", file, "fit", "Welding=1")
    assert "Awareness, Working, Practitioner, Expert" in refused("capacity", file, "fit", "Testing@Wizard=1")


def test_that_thresholds_are_kept_and_nonsense_is_refused(file: Path) -> None:
    assert "above 100 %" in done("capacity", file, "thresholds").out
    done("capacity", file, "thresholds", "--over", "150")
    assert "140 % O" not in done("capacity", file).out
    assert "has to end below" in refused("capacity", file, "thresholds", "--under", "160")

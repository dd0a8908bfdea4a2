# SPDX-License-Identifier: Apache-2.0
"""A milestone is reached, overdue, ahead or not known on every page of a pack, as it is in the window."""

import re
from dataclasses import replace
from datetime import date

import pytest

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.pack.data import Edition, KeyDate, Milestone, PackData, PackProject
from portfolio_desktop.domain.pack.figures import coming
from portfolio_desktop.domain.pack.frozen import freeze, thaw
from portfolio_desktop.domain.pack.schedule import PackSchedule
from portfolio_desktop.reports.pack import render_pack
from tests.unit.reports.test_pack import read

TODAY = date(2026, 11, 23)
MET = Milestone("Crane switched over", date(2026, 11, 14), date(2026, 11, 14), met=True)
OVERDUE = Milestone("Tests passed", date(2026, 10, 16), date(2026, 11, 13))
AHEAD = Milestone("Opening", date(2027, 1, 29), date(2027, 2, 26))
UNKNOWN = Milestone("Consents in hand", date(2026, 12, 18), Unknown("TBC"))
DATA = PackData(
    Edition("Portfolio", TODAY),
    (
        PackProject(
            "q",
            "P-1",
            "Quay",
            finish=KeyDate("Finish", None, date(2027, 6, 30)),
            milestones=(MET, OVERDUE, AHEAD, UNKNOWN),
        ),
    ),
    one_pagers=("q",),
    schedule=PackSchedule(),
)


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return read(render_pack(DATA))


def page(pages: list[str], words: str) -> str:
    return next(each for each in pages[2:] if words in each)


def test_that_only_what_is_ahead_is_counted_as_ahead(pages: list[str]) -> None:
    title = "1 of 1 milestones ahead are later than their baseline; 1 is overdue; 1 has no known forecast"
    assert title in pages[1]
    assert title in page(pages, "Milestones by date")


def test_that_a_milestone_is_reached_by_its_status_even_if_nobody_says_on_which_day(pages: list[str]) -> None:
    assert "14 Nov 2026 Crane switched over Quay 14 Nov 2026 0 Reached" in page(pages, "Milestones by date")
    assert "Crane switched over" not in page(pages, "Project reports")


def test_that_a_forecast_that_is_not_known_is_not_replaced_by_the_baseline(pages: list[str]) -> None:
    row = "TBC Consents in hand Quay 18 Dec 2026 – Forecast not known"
    assert row in page(pages, "Milestones by date")
    assert "Consents in hand 18 Dec 2026 TBC –" in page(pages, "Project reports")
    assert [step.name for _day, _project, step in coming(DATA)] == ["Tests passed", "Opening"]


def test_that_the_timeline_of_the_portfolio_gives_it_no_finish_and_no_slip(pages: list[str]) -> None:
    drawn = page(pages, "Bars end when")
    assert "Opening 26 Feb 2027 29 Jan 2027 +28" in drawn
    assert re.search(r"Consents in hand 18 Dec 2026 (?![-+0-9−])", drawn)


def test_that_a_day_of_which_nobody_says_that_it_still_holds_is_no_forecast_without_slip() -> None:
    promised = Milestone("Keys handed over", date(2027, 3, 5))
    finish = KeyDate("Finish", date(2027, 6, 30))
    project = replace(
        DATA.projects[0], milestones=(promised,), start=KeyDate("Start", None, TODAY), finish=finish
    )
    pages = read(render_pack(replace(DATA, projects=(project,))))
    assert "5 Mar 2027 Keys handed over Quay 5 Mar 2027 – To come" in page(pages, "Milestones by date")
    assert "Keys handed over 5 Mar 2027 Not reported –" in page(pages, "Project reports")
    drawn = page(pages, "Bars end when")
    assert "1 finish is the baseline’s, with no forecast" in drawn
    assert not re.search(r"(Quay|Keys handed over) (\S+ \S+ 2027 ){1,2}0", drawn)


def test_that_nothing_is_ahead_where_all_is_met_or_overdue() -> None:
    project = replace(DATA.projects[0], milestones=(MET, OVERDUE))
    words = " ".join(read(render_pack(replace(DATA, projects=(project,)))))
    assert "No milestone is ahead; 1 is overdue" in words


def test_that_a_milestone_that_is_met_is_frozen_as_such_and_those_of_old_packs_stay_as_they_were() -> None:
    assert thaw(freeze(DATA)) == DATA
    assert not Milestone("Old", None, date(2026, 1, 1)).reached
    assert Milestone("Old", None, date(2026, 1, 1), date(2026, 1, 2)).reached

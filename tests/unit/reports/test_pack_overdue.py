# SPDX-License-Identifier: Apache-2.0
"""A project that should have finished and is not closed is called overdue wherever its finish stands."""

from dataclasses import replace
from datetime import date

import pytest

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Edition, KeyDate, PackData, PackProject
from portfolio_desktop.domain.pack.schedule import PackSchedule
from portfolio_desktop.reports.pack import render_pack
from tests.unit.reports.test_pack import read

LATE = PackProject(
    "g",
    "P-0008",
    "GDPR Remediation",
    stage="Closing",
    rating=Rating("rag5", "green"),
    start=KeyDate("Start", None, date(2024, 5, 1)),
    finish=KeyDate("Finish", None, date(2026, 10, 31)),
)
AHEAD = replace(LATE, key="h", code="P-0009", name="Fleet", finish=KeyDate("Finish", None, date(2027, 3, 31)))
DATA = PackData(
    Edition("Portfolio", date(2026, 11, 23)), (AHEAD, LATE), one_pagers=("g",), schedule=PackSchedule()
)


def page(pages: list[str], words: str) -> str:
    return next(each for each in pages[2:] if words in each)


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return read(render_pack(DATA))


def test_that_the_portfolio_on_a_page_names_it_before_what_comes_next(pages: list[str]) -> None:
    text = page(pages, "Next to finish")
    assert "Past the finish date, not closed 31 Oct 2026 GDPR Remediation" in text
    assert text.index("GDPR Remediation") < text.index("Next to finish") < text.index("31 Mar 2027")


def test_that_the_dashboard_the_schedule_and_its_own_page_say_so(pages: list[str]) -> None:
    assert "31 Oct 2026 overdue" in page(pages, "Dashboard")
    assert "1 of 2 projects is past its finish and not closed" in page(pages, "Schedule")
    assert "past its finish and not closed" in page(pages, "Project reports")


def test_that_the_schedule_has_no_empty_columns_and_explains_only_signs_that_stand_on_it(
    pages: list[str],
) -> None:
    schedule = page(pages, "Schedule")
    assert "Overdue" in schedule
    for words in ("Baseline", "Slip", "Deadline", "Done", "Milestone"):
        assert words not in schedule


def test_that_a_project_that_gives_one_of_its_dates_is_said_to_do_so() -> None:
    begun = replace(AHEAD, key="d", name="Data Warehouse", finish=KeyDate("Finish"))
    found = read(render_pack(replace(DATA, projects=(*DATA.projects, begun))))
    schedule = page(found, "Schedule")
    assert "1 project gives only its start or its finish" in schedule
    assert "Finish not known" in schedule
    assert "Start not known" not in schedule


def test_that_nothing_is_overdue_on_the_day_of_its_finish_itself() -> None:
    on_the_day = replace(DATA, edition=replace(DATA.edition, as_of=date(2026, 10, 31)))
    text = " ".join(read(render_pack(on_the_day)))
    assert "not closed" not in text
    assert "overdue" not in text.casefold()

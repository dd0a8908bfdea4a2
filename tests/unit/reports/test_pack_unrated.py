# SPDX-License-Identifier: Apache-2.0
"""A project without a rating is called the same on every page, and the key says what the words mean."""

from dataclasses import replace
from datetime import date

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.data import Edition, KeyDate, PackData, PackProject
from portfolio_desktop.reports.pack import render_pack
from tests.unit.reports.test_pack import read

RATED = PackProject("a", "P-1", "Quay", rating=Rating("rag5", "green"))
PAUSED = PackProject("b", "P-2", "Records", rating=Unknown("On hold"))
DATA = PackData(Edition("Portfolio", date(2026, 11, 23)), (RATED, PAUSED))


def page(pages: list[str], section: str) -> str:
    return next(each for each in pages[2:] if each.startswith(f"Portfolio {section}"))


def test_that_the_title_counts_them_by_the_words_that_stand_below_it() -> None:
    pages = read(render_pack(DATA))
    assert "2 projects: 1 Green, 1 on hold" in page(pages, "Dashboard")
    assert "P-2 Records On hold" in page(pages, "Dashboard")
    assert "On hold" in page(pages, "Portfolio on a page")
    assert "Such as “On hold” for a rating" in page(pages, "Key")


def test_that_long_words_are_not_known_and_explained() -> None:
    long = replace(PAUSED, rating=Unknown("Waiting for the merger to be decided"))
    signs = replace(PAUSED, key="c", code="P-3", rating=Unknown("?"))
    pages = read(render_pack(replace(DATA, projects=(RATED, long, signs))))
    assert "3 projects: 1 Green, 2 not known" in page(pages, "Dashboard")
    assert "Longer ones are “Not known”" in page(pages, "Key")


def test_that_several_reasons_are_counted_one_by_one() -> None:
    silent = replace(PAUSED, key="c", code="P-3", rating=None)
    pages = read(render_pack(replace(DATA, projects=(RATED, PAUSED, silent))))
    assert "3 projects: 1 Green, 1 on hold, 1 not reported" in page(pages, "Dashboard")
    assert "No rating" in page(pages, "Portfolio on a page")


def test_that_words_that_nobody_used_are_not_explained() -> None:
    assert "Such as “On hold”" not in page(read(render_pack(replace(DATA, projects=(RATED,)))), "Key")


def test_that_a_finish_that_only_the_baseline_says_is_called_so() -> None:
    agreed, forecast = date(2029, 3, 30), date(2029, 4, 27)
    silent = replace(RATED, finish=KeyDate("Finish", baseline=agreed))
    told = replace(PAUSED, finish=KeyDate("Finish", baseline=agreed, forecast=forecast))
    words = page(read(render_pack(replace(DATA, projects=(silent, told)))), "Dashboard")
    assert "30 Mar 2029 baseline" in words
    assert "27 Apr 2029 baseline" not in words

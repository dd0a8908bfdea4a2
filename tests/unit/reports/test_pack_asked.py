# SPDX-License-Identifier: Apache-2.0
"""What the board is asked is plain: on the page of contents, and on the page of the project that it is about."""

from dataclasses import replace
from datetime import date

import pytest

from portfolio_desktop.domain.pack.data import Ask, Edition, PackData, PackProject
from portfolio_desktop.domain.pack.governance import Governance
from portfolio_desktop.reports.pack import render_pack
from tests.unit.reports.test_pack import read

ASK = Ask("Release £350k to settle change 14", due=date(2026, 12, 15), project="n", code="D-0001")
DATA = PackData(
    Edition("Portfolio", date(2026, 11, 23)),
    (PackProject("n", "P-0005", "Network Refresh"), PackProject("o", "P-0006", "Data Warehouse")),
    asks=(ASK,),
    one_pagers=("n", "o"),
    governance=Governance(date(2026, 11, 23)),
)


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return read(render_pack(DATA))


def test_that_sections_with_nothing_to_show_are_named_in_one_sentence(pages: list[str]) -> None:
    assert (
        "Left out, as there is nothing to show: past decisions and open actions, gate reviews, controls, "
        "change requests and papers for decisions." in pages[1]
    )
    assert "asked to take 1 decision" in pages[1]
    assert "none was taken" not in pages[1]


def test_that_who_brings_a_decision_has_a_column_only_where_somebody_is_named(pages: list[str]) -> None:
    assert "Brought by" not in pages[1]
    named = read(render_pack(replace(DATA, asks=(replace(ASK, owner="Raj Patel"),))))[1]
    assert "Brought by" in named
    assert "Raj Patel" in named


def test_that_a_decision_is_named_on_the_page_of_its_project_and_on_no_other(pages: list[str]) -> None:
    (page,) = (page for page in pages if "Project reports" in page and page is not pages[1])
    own, other = page[: page.index("Data Warehouse")], page[page.index("Data Warehouse") :]
    assert "Asked of the board D-0001: Release £350k to settle change 14; decide by 15 Dec 2026" in own
    assert "D-0001" not in other


def test_that_where_no_decision_is_recorded_nobody_claims_that_nothing_is_asked() -> None:
    words = read(render_pack(replace(DATA, asks=())))[1]
    assert "No decision is recorded for this board" in words
    assert "Nothing is asked" not in words


@pytest.mark.parametrize(
    ("over", "words"),
    [
        (1, "1 project is left out: it is closed, cancelled or gone from the portfolio."),
        (3, "3 projects are left out: they are closed, cancelled or gone from the portfolio."),
    ],
)
def test_that_closed_projects_are_not_left_out_without_a_word(over: int, words: str) -> None:
    assert words in read(render_pack(replace(DATA, over=over)))[1]
    assert "gone from the portfolio" not in read(render_pack(DATA))[1]

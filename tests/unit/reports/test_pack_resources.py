# SPDX-License-Identifier: Apache-2.0
"""The page of people: printed only where somebody is asked for, told by letter and hatch, and what the board is asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.frozen import freeze, thaw
from portfolio_desktop.domain.pack.resources import LoadMonth, LoadRow, PackClash, PackResources, TeamPosts
from portfolio_desktop.reports.pack import compose, render_pack
from portfolio_desktop.reports.primitives import Line, Text, flat
from portfolio_desktop.reports.sheet import Sheet
from tests.support.sample_pack import pack

OVER = LoadMonth(Decimal("3.0"), Decimal("2.0"), "over")
FREE = LoadMonth(Decimal("0.5"), Decimal("2.0"), "under")
FOUND = PackResources(
    first=date(2027, 1, 1),
    rows=(LoadRow("Testing: Practitioner and above", 3, (FREE, OVER) + (FREE,) * 10),),
    clashes=(
        PackClash(
            "Testing, Feb 2027", "20 days too many: P-0001 40; P-0002 20", ("Move P-0002 2 months later",)
        ),
    ),
    told=4,
    of=5,
    known=2,
    people=3,
)


def page(found: PackResources | None) -> list[Sheet]:
    return [sheet for sheet in compose(replace(pack(), resources=found)) if sheet.section == "People"]


def said(sheet: Sheet) -> str:
    return " ".join(mark.text for mark in flat(sheet.marks) if isinstance(mark, Text))


def test_that_a_pack_in_which_nobody_is_asked_for_has_no_page_of_people() -> None:
    assert not page(None)


def test_that_the_page_says_what_is_short_how_much_and_when() -> None:
    (sheet,) = page(FOUND)
    assert sheet.title == "Testing: Practitioner and above is 1.0 full-time people short in Feb 2027"
    assert "4 of 5 demands" in sheet.note
    assert "the time of 2 of 3 people is known" in sheet.note


def test_that_too_much_is_told_by_a_letter_and_a_hatch() -> None:
    (sheet,) = page(FOUND)
    words = said(sheet)
    assert " O " in f" {words} "
    assert "3.0" in words
    assert "Move P-0002 2 months later" in words
    hatched = sum(isinstance(mark, Line) for mark in flat(sheet.marks))
    free = replace(FOUND, rows=(LoadRow("Testing", 3, (FREE,) * 12),))
    assert hatched > sum(isinstance(mark, Line) for mark in flat(page(free)[0].marks))


def test_that_what_is_short_only_together_has_a_letter_of_its_own() -> None:
    month = LoadMonth(Decimal("1.9"), Decimal("2.0"), "right", together=True)
    (sheet,) = page(replace(FOUND, rows=(LoadRow("Testing", 3, (month,) * 12),)))
    assert said(sheet).count(" T ") >= 11


def test_that_rows_and_clashes_without_room_are_counted() -> None:
    (sheet,) = page(replace(FOUND, more=3, unshown=1))
    assert "3 more rows are not shown." in said(sheet)
    assert "1 smaller clash is not shown." in said(sheet)


def test_that_an_issued_pack_gives_its_people_back() -> None:
    data = replace(pack(), resources=FOUND)
    assert thaw(freeze(data)) == data
    assert render_pack(data) == render_pack(data)


def test_that_hostile_words_stay_words_on_the_page() -> None:
    evil = "<b>&amp;</b> \u202eevil\u202c " + "x" * 400
    row = LoadRow(evil, 10**9, (OVER,) * 12)
    found = replace(FOUND, rows=(row,) * 16, clashes=(PackClash(evil, evil, (evil,) * 9),) * 6)
    assert render_pack(replace(pack(), resources=found)).startswith(b"%PDF-")


def test_that_posts_are_told_by_team_with_their_gap_and_what_nobody_said() -> None:
    short = TeamPosts(
        "Quality",
        Decimal("4.6"),
        Decimal("1.0"),
        Decimal("5.6"),
        1,
        Decimal("7.0"),
        Decimal("1.4"),
        Rating("rag3", "red"),
        ("Tester", "Lead"),
    )
    silent = TeamPosts("Support", Decimal(2), Decimal(0), Decimal(2), 0, None, None, None, ())
    (sheet,) = page(replace(FOUND, rows=(), clashes=(), teams=(short, silent)))
    assert sheet.title == "1.4 full-time people are missing from funded posts"
    words = said(sheet)
    for part in (
        "Quality 4.6 1.0 5.6 7.0 +1.4",
        "Tester; Lead",
        "All teams 6.6 1.0 7.6 7.0",
        "1 of 2 teams say",
    ):
        assert part in words, part
    assert "The working time of 1 people is not known" in words
    frozen = replace(pack(), resources=replace(FOUND, teams=(short, silent)))
    assert thaw(freeze(frozen)) == frozen

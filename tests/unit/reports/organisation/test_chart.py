# SPDX-License-Identifier: Apache-2.0
"""The organisation chart as boxes: nothing covers anything, lines lead to whom one reports, and paper can be read."""

import re
from datetime import date
from itertools import combinations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.reports.organisation.layout import BOX, HIGH, Layout, lay_out
from portfolio_desktop.reports.organisation.printing import PDF, PNG, SVG, Printout, pages_needed, print_chart
from portfolio_desktop.services.skills.chart import PERSON, POST, Place

DAY = date(2026, 11, 21)


def text_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def places(levels: list[int]) -> tuple[Place, ...]:
    """People at these levels, from top to bottom."""
    found = []
    for row, level in enumerate(levels):
        below = 0
        while row + 1 + below < len(levels) and levels[row + 1 + below] > level:
            below += 1
        span = sum(levels[at] == level + 1 for at in range(row + 1, row + 1 + below))
        found.append(Place(PERSON, f"p{row}", f"Person {row}", "Tester", "Quality", level, below, span))  # type: ignore[arg-type]
    return tuple(found)


@st.composite
def trees(draw: st.DrawFn, most: int = 60) -> tuple[Place, ...]:
    levels = [0]
    for _each in range(draw(st.integers(0, most))):
        levels.append(draw(st.integers(0, levels[-1] + 1)))
    return places(levels)


def apart(layout: Layout) -> bool:
    return all(
        abs(one.x - other.x) >= BOX or abs(one.y - other.y) >= HIGH
        for one, other in combinations(layout.spots, 2)
    )


@given(trees(), st.sets(st.integers(0, 60)))
@settings(max_examples=60, deadline=None)
def test_that_no_box_covers_another_and_each_in_sight_stands_below_whom_it_reports_to(
    found: tuple[Place, ...], folded: set[int]
) -> None:
    layout = lay_out(found, folded)
    assert apart(layout)
    spots = {spot.row: spot for spot in layout.spots}
    assert len(spots) + sum(spot.hidden for spot in layout.spots) == len(found)
    for spot in layout.spots:
        if spot.above >= 0:
            above = spots[spot.above]
            assert found[spot.above].level == found[spot.row].level - 1
            assert spot.y >= above.y + HIGH
            (x0, y0), (x1, y1) = spot.line[0], spot.line[-1]
            assert above.x <= x0 <= above.x + BOX
            assert y0 == above.y + HIGH
            assert (x1 == spot.x and spot.y <= y1 <= spot.y + HIGH) or (
                y1 == spot.y and x1 == spot.x + BOX / 2
            )
        assert 0 <= spot.x <= layout.wide - BOX
        assert 0 <= spot.y <= layout.high - HIGH


def test_that_a_large_team_takes_a_field_and_not_the_width_of_the_wall() -> None:
    layout = lay_out(places([0, *[1] * 200]))
    assert layout.wide < 3 * layout.high


def test_that_what_is_folded_is_counted_where_it_is_folded() -> None:
    layout = lay_out(places([0, 1, 2, 3, 1]), {1})
    assert {spot.row: spot.hidden for spot in layout.spots} == {0: 0, 1: 2, 4: 0}


def _wide() -> tuple[Place, ...]:
    levels = [0]
    for _manager in range(12):
        levels += [1, *[2] * 6]
    return places(levels)


def test_that_teams_that_find_no_room_have_a_page_that_their_manager_names() -> None:
    printout = Printout(
        title="Organisation chart", day=DAY, author="Ann Lee", marking="OFFICIAL", upright=True
    )
    count = pages_needed(_wide(), printout)
    assert count > 1
    pages = text_of(print_chart(_wide(), printout))
    assert len(pages) == count
    assert "page 2" in pages[0]
    assert "and below" in pages[1]
    for number in range(85):
        assert any(re.search(rf"Person {number}\b", page) for page in pages), number
    assert all("OFFICIAL" in page for page in pages)


def test_that_all_of_it_goes_onto_one_page_where_that_is_asked_for() -> None:
    printout = Printout(title="Organisation chart", day=DAY, one_page=True, paper="a3")
    (page,) = text_of(print_chart(_wide(), printout))
    assert "Person 84" in page


def test_that_a_vacant_post_is_told_in_words_on_every_kind_of_file() -> None:
    found = (*places([0, 1]), Place(POST, "v", "Planner", "Vacant post", "Quality", 1, 0))  # type: ignore[arg-type]
    printout = Printout(title="Organisation chart", day=DAY)
    (page,) = text_of(print_chart(found, printout, PDF))
    assert "Vacant" in page
    assert "Planner" in page
    assert "1 vacant post" in page
    svg = print_chart(found, printout, SVG).decode()
    assert "Vacant" in svg
    assert "stroke-dasharray" in svg
    assert print_chart(found, printout, PNG).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", [PDF, SVG])
def test_that_names_are_words_and_no_markup(kind: str) -> None:
    found = (Place(PERSON, "p", "<b>Ann & Co</b>", "$$ \u202e x", "", 0, 0),)  # type: ignore[arg-type]
    assert print_chart(found, Printout(title="Chart", day=DAY), kind)

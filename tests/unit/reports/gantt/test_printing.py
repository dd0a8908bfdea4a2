# SPDX-License-Identifier: Apache-2.0
"""A timeline printed by itself: the columns, the paper and the pages that were asked for, and always readable."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.columns import COLUMNS
from portfolio_desktop.reports.gantt.printing import (
    PNG,
    SVG,
    Printout,
    most_rows,
    pages_needed,
    print_timeline,
)
from portfolio_desktop.services.planning.rows import Row, RowKind, Timeline
from tests.support.hostile import HOSTILE
from tests.support.timelines import invented

PRINTOUT = Printout(
    title="Harbour Link",
    day=date(2026, 7, 14),
    subtitle="Severn Combined Authority",
    marking="OFFICIAL-SENSITIVE",
    author="Priya Raman",
)


def read(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def size(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        wide, high = document[0].get_size()
        return round(wide), round(high)
    finally:
        document.close()


def test_that_every_page_says_what_it_is_how_it_is_marked_and_which_of_how_many() -> None:
    pages = read(print_timeline(Chart(invented(90)), PRINTOUT))
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "Harbour Link" in page
        assert "Printed on 14 Jul 2026 · Priya Raman · 90 rows" in page
        assert f"Page {number} of {len(pages)}" in page


def test_that_the_columns_asked_for_are_there_in_their_order() -> None:
    (page,) = read(
        print_timeline(
            Chart(invented(10)), replace(PRINTOUT, columns=("title", "code", "baseline", "slip", "done"))
        )
    )
    heads = [page.index(word) for word in ("Name", "Code", "Baseline", "Slip", "Done")]
    assert heads == sorted(heads)
    assert "T-00004" in page
    assert "100%" in page


def test_that_a_column_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match="title, code, start"):
        print_timeline(Chart(invented(3)), replace(PRINTOUT, columns=("colour",)))


def test_that_all_columns_together_leave_half_of_the_page_to_the_bars() -> None:
    printout = replace(PRINTOUT, columns=tuple(COLUMNS), upright=True)
    assert "Design freeze" in read(print_timeline(Chart(invented(40)), printout))[0]


@pytest.mark.parametrize(
    ("paper", "upright", "points"),
    [
        ("a4", False, (842, 595)),
        ("a4", True, (595, 842)),
        ("a3", False, (1191, 842)),
        ("a3", True, (842, 1191)),
    ],
)
def test_that_paper_is_of_the_size_asked_for(paper: str, upright: bool, points: tuple[int, int]) -> None:
    assert size(print_timeline(Chart(invented(5)), replace(PRINTOUT, paper=paper, upright=upright))) == points


def test_that_ten_rows_and_a_thousand_can_both_be_read() -> None:
    assert pages_needed(Chart(invented(10)), replace(PRINTOUT, down=1)) == 1
    thousand = replace(PRINTOUT, paper="a3", down=4, across=2)
    fits = most_rows(thousand)
    assert pages_needed(Chart(invented(fits)), thousand) == 8
    assert pages_needed(Chart(invented(1000)), thousand) > 8
    codes = [
        code
        for page in read(
            print_timeline(Chart(invented(1000)), replace(thousand, across=1, columns=("code", "title")))
        )
        for code in re.findall(r"T-\d{5}", page)
    ]
    assert codes == [f"T-{number:05d}" for number in range(1000)]


def test_that_dates_asked_for_bound_what_is_seen() -> None:
    seen = read(
        print_timeline(Chart(invented(20)), replace(PRINTOUT, first=date(2026, 6, 1), last=date(2026, 8, 31)))
    )
    assert "2028" not in re.sub(r"\d+ \w+ 2028", "", seen[0])


def test_that_a_picture_holds_every_row_and_says_when_it_cannot() -> None:
    svg = print_timeline(Chart(invented(300)), PRINTOUT, SVG).decode()
    assert svg.count("Page 1 of 1") == 1
    assert print_timeline(Chart(invented(12)), PRINTOUT, PNG).startswith(b"\x89PNG")
    many = tuple(Row(key=str(number), kind=RowKind.TASK, title="Task") for number in range(3000))
    with pytest.raises(Refusal, match="3,000 rows do not fit"):
        print_timeline(Chart(Timeline(rows=many)), PRINTOUT, SVG)


def test_that_the_same_timeline_gives_the_same_bytes() -> None:
    first = print_timeline(Chart(invented(120)), PRINTOUT)
    assert print_timeline(Chart(invented(120)), PRINTOUT) == first


def test_that_hostile_titles_are_words_on_every_kind_of_paper() -> None:
    timeline = invented(len(HOSTILE))
    rows = tuple(
        replace(row, title=text, owner=text) for row, text in zip(timeline.rows, HOSTILE, strict=True)
    )
    chart = Chart(replace(timeline, rows=rows))
    evil = replace(PRINTOUT, title=HOSTILE[0], marking=HOSTILE[-1], columns=("title", "owner", "finish"))
    pypdfium2.PdfDocument(BytesIO(print_timeline(chart, evil))).close()
    svg = print_timeline(chart, evil, SVG).decode()
    assert "<script" not in svg
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", svg)

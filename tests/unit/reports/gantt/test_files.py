# SPDX-License-Identifier: Apache-2.0
"""A timeline on paper and as a picture: all rows on the pages asked for, text that is text, and no markup let in."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.files import timeline_pdf, timeline_png, timeline_svg
from portfolio_desktop.reports.gantt.sheets import A3, Setup, SheetColumn, sheets
from portfolio_desktop.reports.primitives import Mark, Text, flat
from portfolio_desktop.reports.text import width
from portfolio_desktop.services.planning.rows import Timeline
from tests.support.timelines import invented

DAY = date(2026, 7, 14)
COLUMNS = (SheetColumn("Name", 170.0, lambda row: row.title), SheetColumn("Code", 60.0, lambda row: row.code))
SETUP = Setup(title="Harbour Link", subtitle="As of 14 Jul 2026", columns=COLUMNS)


def texts(marks: list[Mark]) -> list[Text]:
    return [mark for mark in flat(marks) if isinstance(mark, Text)]


def read(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_that_every_row_is_printed_once() -> None:
    pages = sheets(Chart(invented(100)), SETUP, width)
    codes = [text.text for page in pages for text in texts(page) if re.fullmatch(r"T-\d{5}", text.text)]
    assert codes == [f"T-{number:05d}" for number in range(100)]
    assert len(pages) > 1


def test_that_as_many_pages_come_as_are_asked_for() -> None:
    chart = Chart(invented(70))
    assert len(sheets(chart, replace(SETUP, down=1, size=A3), width)) == 1
    assert len(sheets(chart, replace(SETUP, down=2, across=3), width)) == 6


def test_that_no_page_writes_beyond_its_edge() -> None:
    for page in sheets(Chart(invented(120)), replace(SETUP, down=2, across=2), width):
        for text in texts(page):
            start = text.x - text.align * width(text.text, text.face, text.size)
            assert start > 0
            assert start + width(text.text, text.face, text.size) < SETUP.size[0]
            assert text.y < SETUP.size[1]


def test_that_names_can_be_found_in_the_file_and_it_is_the_same_each_time() -> None:
    chart = Chart(invented(30))
    pdf = timeline_pdf(chart, SETUP, "Portfolio office", DAY)
    assert pdf == timeline_pdf(chart, SETUP, "Portfolio office", DAY)
    assert "Evaluate bids" in read(pdf)[0]
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.docinfo["/Title"]) == "Harbour Link"


def test_that_a_picture_needs_no_screen() -> None:
    png = timeline_png(Chart(invented(12)), SETUP, "Portfolio office", DAY, 1.0)
    assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", 'a" onload="x', "&amp;]]>", "\x00\x1b[31m", "\u202elive"]
)
def test_that_no_title_can_be_read_as_markup(hostile: str) -> None:
    timeline = invented(6)
    rows = (replace(timeline.rows[0], title=hostile), *timeline.rows[1:])
    setup = replace(SETUP, title=hostile)
    svg = timeline_svg(Chart(Timeline(rows=rows)), setup).decode()
    assert "<script" not in svg
    assert 'onload="' not in svg
    assert "\x00" not in svg
    assert svg.count("<svg") == 1
    assert timeline_pdf(Chart(Timeline(rows=rows)), setup, "x", DAY).startswith(b"%PDF")


def test_that_a_timeline_without_rows_still_prints() -> None:
    assert len(read(timeline_pdf(Chart(Timeline()), SETUP, "x", DAY))) == 1


def test_that_text_stays_text_in_an_svg() -> None:
    svg = timeline_svg(Chart(invented(12)), SETUP).decode()
    assert ">Agree scope</text>" in svg
    assert ">Programme 1</text>" in svg

# SPDX-License-Identifier: Apache-2.0
"""Every kind of mark that a timeline is made of is known to each painter that draws it."""

import base64
from typing import get_args

import pytest

from portfolio_desktop.reports.canvas import About, Page, write_pdf
from portfolio_desktop.reports.gantt.svg import write_svg
from portfolio_desktop.reports.primitives import (
    Circle,
    Clipped,
    Image,
    Line,
    Link,
    Mark,
    Path,
    Rect,
    Role,
    Route,
    Tagged,
    Text,
)
from tests.unit.reports.gantt.test_files import DAY, read

TRIANGLE = ((10.0, 10.0), (20.0, 30.0), (5.0, 30.0))
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EACH: dict[type, Mark] = {
    Text: Text(40, 40, "Words"),
    Rect: Rect(10, 10, 40, 20, "#ffffff", "#000000", 1.0, 3.0, (2.0, 1.0)),
    Line: Line(0, 0, 50, 50, "#000000", 1.0, (3.0, 2.0)),
    Route: Route(TRIANGLE, "#000000", 1.0, (2.0, 2.0)),
    Path: Path(TRIANGLE, "#000000", "#ffffff"),
    Circle: Circle(20, 20, 5, "#000000"),
    Image: Image(0, 0, 10, 10, DOT),
    Link: Link(0, 0, 10, 10, "here"),
    Clipped: Clipped(0, 0, 30, 30, (Rect(0, 0, 100, 100, "#ff0000"), Text(60, 60, "Inside"))),
    Tagged: Tagged(Role.FIGURE, (Rect(0, 0, 10, 10, "#ff0000"), Text(20, 60, "Within")), "A red square"),
}


def test_that_each_kind_of_mark_is_tried_here() -> None:
    assert set(EACH) == set(get_args(Mark))


@pytest.mark.parametrize("kind", EACH, ids=lambda kind: kind.__name__)
def test_that_pdf_and_svg_draw_it(kind: type) -> None:
    marks = [EACH[kind]]
    about = About("Title", "Author", "Subject", DAY)
    assert read(write_pdf([Page(marks, "here", [])], about, (200, 200)))
    assert write_svg(marks, (200, 200), "Title").count(b"<svg") == 1


def test_that_what_is_clipped_on_paper_leaves_the_words_and_what_follows_alone() -> None:
    about = About("Title", "Author", "Subject", DAY)
    marks = [EACH[Clipped], EACH[Rect], EACH[Text]]
    said = read(write_pdf([Page(marks, "here", [])], about, (200, 200)))[0]
    assert "Inside" in said
    assert "Words" in said


def test_that_an_svg_names_each_of_its_clips_once() -> None:
    svg = write_svg([EACH[Clipped], EACH[Clipped]], (200, 200), "Title").decode()
    assert svg.count('id="c1"') == svg.count('id="c2"') == 1

# SPDX-License-Identifier: Apache-2.0
"""What painting leaves on a page, and that it leaves nothing in memory."""

import weakref
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from portfolio_desktop.reports.canvas import About, Page, Painter, write_pdf
from portfolio_desktop.reports.primitives import Circle, Mark, Text
from portfolio_desktop.reports.style import HEIGHT, REGULAR

ABOUT = About("Title", "", "", date(2026, 9, 30))


def test_that_every_text_stands_in_its_place_and_its_colour() -> None:
    colours = ("#c0ffee", "#000000", "#c0ffee", "#c0ffee", "#808080")
    places = ((0.0, HEIGHT), (12.3456789, 0.1), (1 / 3, 700.0000001), (1 / 3, 0.1), (-4.5, 12.0))
    marks = [Text(x, y, "Silt", REGULAR, 9.0, colour) for (x, y), colour in zip(places, colours, strict=True)]
    found: list[tuple[list[float], list[float]]] = []
    with pikepdf.open(BytesIO(write_pdf([Page(marks, "here", [])], ABOUT))) as file:
        ink: list[float] = []
        place: list[float] = []
        for each in pikepdf.parse_content_stream(file.pages[0]):
            numbers = [float(operand) for operand in each.operands if not isinstance(operand, pikepdf.Object)]
            if str(each.operator) == "rg":
                ink = numbers
            elif str(each.operator) == "Tm":
                place = numbers[4:]
            elif str(each.operator) == "Tj":
                found.append((place, ink))
    wanted = [
        ([x, HEIGHT - y], HexColor(colour).rgb()) for (x, y), colour in zip(places, colours, strict=True)
    ]
    for (stands, drawn), (there, colour) in zip(found, wanted, strict=True):
        assert stands == pytest.approx(there, abs=1e-4)
        assert drawn == pytest.approx(colour, abs=1e-5)


def test_that_a_painted_page_is_not_kept_until_somebody_looks_for_garbage() -> None:
    """A register is printed on thousands of pages, each of some hundred texts."""
    marks: list[Mark] = [Circle(20, 20, 5, "#000000"), Text(40, 40, "Silt")]
    painter = Painter(Canvas(BytesIO()), HEIGHT)
    painter.paint(marks)
    kept = weakref.ref(painter)
    del painter
    assert kept() is None

# SPDX-License-Identifier: Apache-2.0
"""A timeline as a file: PDF with real text, SVG, and PNG without a screen. Import it only when one is asked for."""

from datetime import date
from io import BytesIO

from portfolio_desktop.reports.canvas import About, Page, write_pdf
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.sheets import Setup, in_one, sheets
from portfolio_desktop.reports.gantt.svg import write_svg
from portfolio_desktop.reports.text import printable, width

_MOST_PIXELS = 40_000_000


def timeline_pdf(chart: Chart, setup: Setup, author: str, day: date) -> bytes:
    """The pages as `setup` asks for them. The same timeline gives the same bytes; `day` stands as its date of making."""
    about = About(printable(setup.title), printable(author), printable(setup.subtitle), day)
    pages = [
        Page(marks, f"timeline-{number}", [(0, setup.title)] if number == 0 else [])
        for number, marks in enumerate(sheets(chart, setup, width))
    ]
    return write_pdf(pages, about, setup.size)


def timeline_svg(chart: Chart, setup: Setup) -> bytes:
    """Everything as one picture, as high as its rows need. Refuses more of them than that can hold."""
    setup = in_one(chart, setup)
    return write_svg(sheets(chart, setup, width)[0], setup.size, setup.title, width)


def timeline_png(chart: Chart, setup: Setup, author: str, day: date, scale: float = 2.0) -> bytes:
    """Everything as one picture of pixels, `scale` of them to a point, or fewer where the picture would be too large."""
    import pypdfium2

    setup = in_one(chart, setup)
    finest = min(scale, (_MOST_PIXELS / (setup.size[0] * setup.size[1])) ** 0.5)
    document = pypdfium2.PdfDocument(timeline_pdf(chart, setup, author, day))
    try:
        target = BytesIO()
        document[0].render(scale=finest).to_pil().save(target, "PNG")
        return target.getvalue()
    finally:
        document.close()

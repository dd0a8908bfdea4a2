# SPDX-License-Identifier: Apache-2.0
"""A pack's table pages against the same marks drawn on a bare ReportLab canvas, in one run.

The bare side is handed the finished marks, with their fonts and places: it measures, wraps and decides nothing, and
draws each with the canvas call that a hand-written report would use. The ratio is what the layout and the tags cost.
Neither side is searched for garbage meanwhile, as no pack is that is drawn in earnest.

    python benchmarks/bench_pack.py [pages]
"""

import io
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path as File

sys.path.insert(0, str(File(__file__).parents[1]))

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.reports import text
from portfolio_desktop.reports.canvas import About, Page, write_pdf
from portfolio_desktop.reports.fonts import face
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.reports.pages import dashboard
from portfolio_desktop.reports.pages.dashboard import MOST
from portfolio_desktop.reports.primitives import Circle, Line, Mark, Path, Rect, Text, flat
from portfolio_desktop.reports.sheet import framed
from portfolio_desktop.reports.style import HEIGHT, WIDTH
from tests.support.sample_pack import pack

ROUNDS = 5
ABOUT = About("Benchmark", "", "", date(2026, 9, 30))


@uncollected()
def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    packs = [replace(pack(MOST, seed=seed), one_pagers=()) for seed in range(-(-wanted * 22 // MOST))]
    ready = [list(flat(marks)) for marks in laid_out(packs)][:wanted]
    count = len(ready)
    ours = timed(
        lambda: write_pdf((Page(m, f"p{n}", ()) for n, m in enumerate(laid_out(packs)[:count])), ABOUT)
    )
    bare = timed(lambda: bare_pdf(ready))
    print(f"{count} pages of tables, {sum(map(len, ready)) / count:.0f} marks a page, median of {ROUNDS}")
    print(f"  bare canvas    {count / bare:6.1f} pages/s")
    print(f"  ours           {count / ours:6.1f} pages/s")
    print(f"  ours / bare    {ours / bare:6.2f}   (reach: 1.3 or less)")
    whole = pack(235)
    tracemalloc.start()
    pdf = render_pack(whole)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    took = timed(lambda: render_pack(whole))
    print(
        f"whole pack of 235 projects: {took:.2f} s, {len(pdf) / 1e6:.2f} MB, peak {peak / 1e6:.0f} MB of Python objects"
    )


def laid_out(packs: Sequence[PackData]) -> list[list[Mark]]:
    """Every dashboard page of packs as large as a dashboard lists whole, from plain data to marks.

    All is measured anew: nothing is kept from an earlier round.
    """
    text.runs.cache_clear()
    text._short.cache_clear()
    text._word_width.cache_clear()
    sheets = [sheet for data in packs for sheet in dashboard.sheets(data)]
    edition = packs[0].edition
    return [framed(sheet, edition, number, len(sheets)) for number, sheet in enumerate(sheets, 1)]


def bare_pdf(pages: Sequence[Sequence[Mark]]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    for marks in pages:
        hand = Hand(canvas)
        for mark in marks:
            hand.draw(mark)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class Hand:
    """Draws with the canvas's own calls, and sets font and colours only where they change."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.font: tuple[str, float] | None = None
        self.fill: str | None = None
        self.stroke: tuple[str, float] | None = None

    def draw(self, mark: Mark) -> None:
        canvas = self.canvas
        match mark:
            case Text():
                self.pens(mark.colour, None)
                if self.font != (mark.face, mark.size):
                    self.font = (mark.face, mark.size)
                    canvas.setFont(face(mark.face).main.name, mark.size)
                place = {0.0: canvas.drawString, 0.5: canvas.drawCentredString, 1.0: canvas.drawRightString}[
                    mark.align
                ]
                place(mark.x, HEIGHT - mark.y, mark.text)
            case Rect():
                self.pens(mark.fill, mark.stroke, mark.thick)
                top = HEIGHT - mark.y - mark.height
                canvas.rect(mark.x, top, mark.width, mark.height, bool(mark.stroke), bool(mark.fill))
            case Line():
                self.pens(None, mark.stroke, mark.thick)
                canvas.line(mark.x1, HEIGHT - mark.y1, mark.x2, HEIGHT - mark.y2)
            case Circle():
                self.pens(mark.fill, mark.stroke, mark.thick)
                canvas.circle(mark.x, HEIGHT - mark.y, mark.radius, bool(mark.stroke), bool(mark.fill))
            case Path():
                self.pens(mark.fill, mark.stroke, mark.thick)
                path = canvas.beginPath()
                path.moveTo(mark.points[0][0], HEIGHT - mark.points[0][1])
                for x, y in mark.points[1:]:
                    path.lineTo(x, HEIGHT - y)
                path.close()
                canvas.drawPath(path, bool(mark.stroke), bool(mark.fill))

    def pens(self, fill: str | None, stroke: str | None, thick: float = 0.0) -> None:
        if fill and fill != self.fill:
            self.fill = fill
            self.canvas.setFillColor(COLOURS.setdefault(fill, HexColor(fill)))
        if stroke and self.stroke != (stroke, thick):
            self.stroke = (stroke, thick)
            self.canvas.setStrokeColor(COLOURS.setdefault(stroke, HexColor(stroke)))
            self.canvas.setLineWidth(thick)


COLOURS: dict[str, Color] = {}


def timed(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()

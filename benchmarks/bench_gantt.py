# SPDX-License-Identifier: Apache-2.0
"""A Gantt of 10,000 and of 100,000 bars: what a frame costs while it is panned, zoomed and scrolled, against a bare
QPainter that draws the same marks, ready made, in one loop, with nothing left to work out. Both in one
run, medians over many frames.

    python benchmarks/bench_gantt.py [rows ...]
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.timeline.look import font_for
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.reports.gantt.scale import DAY
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Route, Text
from portfolio_desktop.reports.primitives import Path as Polygon
from tests.support.timelines import invented

WIDTH, HEIGHT = 1920, 1080
FRAMES = 60


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
    app = QApplication(sys.argv[:1])
    Appearance(app, Mode.LIGHT)
    for rows in sizes:
        bench(rows)


def bench(rows: int) -> None:
    timeline = invented(rows)
    view = TimelineView()
    view.resize(WIDTH, HEIGHT)
    view.show()
    QTest.qWaitForWindowExposed(view)
    began = time.process_time()
    view.set_timeline(timeline)
    view.area.repaint()
    first = time.process_time() - began
    print(f"{rows:,} rows, {len(timeline.arrows):,} arrows: set and first frame {first:.2f} s")
    view.go_to(f"r{rows // 2}")
    view.area.fit(view.chart.extent[0], view.chart.extent[0] + 540 * DAY)
    acts: tuple[tuple[str, Callable[[int], None]], ...] = (
        ("pan", lambda at: view.area.set_scale(view.area.scale.panned(11 if at % 30 < 15 else -11))),
        ("zoom", lambda at: view.area.zoom(1.06 if at % 20 < 10 else 1 / 1.06, 700.0)),
        ("scroll", lambda at: view.bar.setValue(view.bar.value() + (37 if at % 30 < 15 else -37))),
    )
    for name, act in acts:
        measured(name, view, act)
    fold = timed(lambda: view.toggle(view.row(0).key), 3)
    print(f"  fold or unfold a programme: {1000 * fold:.0f} ms")
    view.close()


def measured(name: str, view: TimelineView, act: Callable[[int], None]) -> None:
    """The chart's frame with all that it works out, and the bare painting of the marks that it came to."""
    ours, bare, count = [], [], 0
    for at in range(FRAMES):
        act(at)
        view.table.viewport().repaint()
        ours.append(timed(view.area.repaint, 1))
        marks = [*view.area.look_again().marks(float(view.area.height()))]
        assert view.area.frame is not None
        marks += view.area.frame.head.above(0.0, view.chart.timeline)
        count = len(marks)
        bare.append(timed(bare_painting(view, marks), 1))
    mine, least = statistics.median(ours), statistics.median(bare)
    worst = statistics.quantiles(ours, n=20)[-1]
    print(
        f"  {name}: {1000 * mine:.1f} ms a frame (1 of 20 above {1000 * worst:.1f}), {count} marks, "
        f"bare QPainter {1000 * least:.1f} ms, {mine / least:.2f}x"
    )


def bare_painting(view: TimelineView, marks: Sequence[Mark]) -> Callable[[], None]:
    """One loop over marks that are ready, pens and brushes ready too. What moves from frame to frame is made in it."""
    image = QImage(view.area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    ground = QColor(view.area.look.ground)
    pens: dict[object, QPen] = {}
    brushes: dict[str | None, QColor] = {}
    fonts: dict[tuple[str, float], QFont] = {}
    for mark in marks:
        if isinstance(mark, Text):
            fonts[mark.face, mark.size] = font_for(view.area.font(), mark.face, mark.size)
            pens[mark.colour] = QPen(QColor(mark.colour))
        else:
            stroke, thick = getattr(mark, "stroke", None), getattr(mark, "thick", 1.0)
            pens[stroke, thick] = QPen(QColor(stroke or "transparent"), thick)
            fill = getattr(mark, "fill", None)
            brushes[fill] = QColor(fill or "transparent")

    def paint() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(image.rect(), ground)
        for mark in marks:
            if isinstance(mark, Text):
                painter.setFont(fonts[mark.face, mark.size])
                painter.setPen(pens[mark.colour])
                painter.drawText(QPointF(mark.x, mark.y), mark.text)
            elif isinstance(mark, Rect):
                painter.setPen(pens[mark.stroke, mark.thick])
                painter.setBrush(brushes[mark.fill])
                painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))
            elif isinstance(mark, Line):
                painter.setPen(pens[mark.stroke, mark.thick])
                painter.drawLine(QLineF(mark.x1, mark.y1, mark.x2, mark.y2))
            elif isinstance(mark, Route):
                painter.setPen(pens[mark.stroke, mark.thick])
                painter.drawPolyline(QPolygonF([QPointF(*point) for point in mark.points]))
            elif isinstance(mark, Polygon):
                painter.setPen(pens[mark.stroke, mark.thick])
                painter.setBrush(brushes[mark.fill])
                painter.drawPolygon(QPolygonF([QPointF(*point) for point in mark.points]))
        painter.end()

    return paint


def timed(act: Callable[[], object], runs: int) -> float:
    times = []
    for _run in range(runs):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()

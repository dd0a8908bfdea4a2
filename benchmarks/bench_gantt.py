# SPDX-License-Identifier: Apache-2.0
"""A Gantt of 10,000 and of 100,000 bars: what a frame costs while it is panned, zoomed and scrolled, against a bare
QPainter that draws the same marks, ready made, in one loop, with nothing left to work out. Both in one
run, medians over many frames.

    python benchmarks/bench_gantt.py [rows ...]
"""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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
    gc.disable()  # the window looks for garbage between events, not while it paints
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
    ours, least, count = [], [], 0
    bare = Bare(view.area.size(), view.area.look.ground, view.area.font())
    bare.show()
    QTest.qWaitForWindowExposed(bare)
    for at in range(FRAMES):
        act(at)
        view.table.viewport().repaint()
        ours.append(timed(view.area.repaint, 1))
        frame = view.area.look_again()
        marks = [*frame.marks(float(view.area.height())), *frame.head.above(0.0, view.chart.timeline)]
        count = len(marks)
        bare.take(marks)
        least.append(timed(bare.repaint, 1))
    bare.close()
    frame_time, bare_time = statistics.median(ours), statistics.median(least)
    worst = statistics.quantiles(ours, n=20)[-1]
    print(
        f"  {name}: {1000 * frame_time:.1f} ms a frame (1 of 20 above {1000 * worst:.1f}), {count} marks, "
        f"bare QPainter {1000 * bare_time:.1f} ms, {frame_time / bare_time:.2f}x"
    )


class Bare(QWidget):
    """One loop over marks that are ready, pens and brushes ready too. What moves from frame to frame is made in it."""

    def __init__(self, size: QSize, ground: str, font: QFont) -> None:
        super().__init__()
        self.resize(size)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground, self._font = QColor(ground), font
        self._marks: Sequence[Mark] = ()
        self._pens: dict[object, QPen] = {}
        self._brushes: dict[str | None, QColor] = {}
        self._fonts: dict[tuple[str, float], QFont] = {}

    def take(self, marks: Sequence[Mark]) -> None:
        """Make ready what can be made ready."""
        self._marks = marks
        for mark in marks:
            if isinstance(mark, Text):
                self._fonts[mark.face, mark.size] = font_for(self._font, mark.face, mark.size)
                self._pens[mark.colour] = QPen(QColor(mark.colour))
            elif isinstance(mark, Rect | Line | Route | Polygon):
                stroke = QColor(mark.stroke or "transparent")
                self._pens[mark.stroke, mark.thick] = QPen(stroke, mark.thick)
                if isinstance(mark, Rect | Polygon):
                    self._brushes[mark.fill] = QColor(mark.fill or "transparent")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._ground)
        pens, brushes = self._pens, self._brushes
        for mark in self._marks:
            if isinstance(mark, Text):
                painter.setFont(self._fonts[mark.face, mark.size])
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


def timed(act: Callable[[], object], runs: int) -> float:
    times = []
    for _run in range(runs):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""A register of 100,000 rows: painting it against a C++ model of the same cells, and opening, sorting and filtering
it, grouping and marking it against the bare SQL that finds the ids and the first page. Both sides of each ratio in one
run, seconds of the processor, medians of five.

The C++ model holds a screenful, many times over: what one repaint costs does not depend on the rows out of sight.

    python benchmarks/bench_register_scroll.py [rows]
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QRect
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Op, Sort, Test, Words
from portfolio_desktop.gui.ask import QtAsk
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.theme import ROW, Appearance, Mode
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.views.marks import Mark, Sign
from portfolio_desktop.storage.changes import Changes, Create

ROUNDS = 5
WIDTH, HEIGHT = 1440, 1000
STEP = 3 * ROW


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = QApplication(sys.argv[:1])
    Appearance(app, Mode.LIGHT)
    gc.disable()  # as in the window, where `gui.collecting` looks for garbage between events
    with tempfile.TemporaryDirectory() as folder:
        jobs = InlineJobs(fail)
        desk = Desk(jobs, Settings(Path(folder) / "settings.json"), QtAsk())
        path = Path(folder) / "large.portfolio"
        started = time.process_time()
        desk.open(lambda: filled(path, rows))
        print(f"{rows:,} risks written in {time.process_time() - started:.0f} s")
        page = RegisterPage(desk, "risk")
        page.resize(WIDTH, HEIGHT)
        page.show()
        painting(page)
        asking(desk, page)
        grouping(desk, page)
        collecting(page)
        desk.close()


def painting(page: RegisterPage) -> None:
    """A full repaint and a wheel step of our table, and of Qt's own over a C++ model."""
    table = page.table
    peer = QTableView()
    peer.setModel(copied(page))
    peer.resize(table.size())
    peer.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    peer.verticalHeader().hide()
    peer.verticalHeader().setDefaultSectionSize(ROW)
    for section in range(page.model.columnCount()):
        peer.setColumnWidth(section, table.columnWidth(section))
    peer.show()
    for window in (page, peer):
        QTest.qWaitForWindowExposed(window)
    exposed = QRect(0, table.viewport().height() - STEP, table.viewport().width(), STEP)
    cells = page.model.columnCount() * (table.viewport().height() // ROW)
    ours = median(lambda: repaint(table.viewport()))
    theirs = median(lambda: repaint(peer.viewport()))
    print(
        f"full repaint, {cells} cells: {1000 * ours:.1f} ms, C++ model {1000 * theirs:.1f} ms, {ours / theirs:.2f}x"
    )
    step, other = (
        median(lambda: table.viewport().repaint(exposed)),
        median(lambda: peer.viewport().repaint(exposed)),
    )
    print(
        f"what a wheel step of three rows exposes: {1000 * step:.1f} ms, C++ model {1000 * other:.1f} ms, {step / other:.2f}x"
    )
    jump = median(lambda: jumped(page))
    print(f"jump to rows that are not here yet, read and painted: {1000 * jump:.1f} ms")


def asking(desk: Desk, page: RegisterPage) -> None:
    """Open, sort and filter through the page, with totals, records and words; and the bare SQL."""
    entity = desk.catalogue.entity("risk")
    plain = page.viewing.view
    for name, where, sorts, act in (
        ("open", EVERYTHING, (), page.reload),
        (
            "sort by title",
            EVERYTHING,
            (Sort("title"),),
            lambda: page._show_view(replace(plain, sorts=(Sort("title"),))),
        ),
        ("filter a word", Words("consent"), (), lambda: page._type("consent")),
        ("filter a rare word", Words("word77"), (), lambda: page._type("word77")),
    ):

        def bare(office: Office, where: object = where, sorts: tuple[Sort, ...] = sorts) -> float:
            with office.reading() as reader:
                return median(lambda: reader.page(entity, reader.rows(entity, where, sorts)[:200]))  # type: ignore[arg-type]

        found: list[float] = []
        desk.read(bare, found.append)
        page.viewing.view = replace(plain, sorts=sorts)
        ours = median(act)
        print(f"{name}: {1000 * ours:.0f} ms, bare SQL {1000 * found[0]:.0f} ms, {ours / found[0]:.2f}x")
        page.viewing.view = plain
        page._type("")


def grouping(desk: Desk, page: RegisterPage) -> None:
    """Group by few, some and 50,000 values and by two fields, against the bare SQL that sorts by them; fold, and mark."""
    plain = page.viewing.view
    for name, group, then in (
        ("3 values", "status", ""),
        ("50 people", "owner_id", ""),
        ("30 months", "review_on", ""),
        ("50,000 values", "cause", ""),
        ("status, then owner", "status", "owner_id"),
    ):
        by = ", ".join(filter(None, (group, then)))

        def bare(office: Office, by: str = by) -> float:
            statement = f"SELECT rowid, {by} FROM risk ORDER BY {by}, id"  # names of the catalogue
            with office.reading() as reader:
                raw: Any = reader.connection.connection.dbapi_connection
                return median(lambda: raw.execute(statement).fetchall())

        found: list[float] = []
        desk.read(bare, found.append)
        page.viewing.view = replace(plain, group=group, then=then)
        ours = median(page.reload)
        folded = max(
            median(lambda: page.fold_groups(open=False)), median(lambda: page.fold_groups(open=True))
        )
        shown = median(lambda: repaint(page.table.viewport()))
        print(
            f"group by {name}: {1000 * ours:.0f} ms, bare SQL {1000 * found[0]:.0f} ms, {ours / found[0]:.2f}x; "
            f"close or open all {1000 * folded:.0f} ms, repaint {1000 * shown:.1f} ms"
        )
    marks = tuple(Mark("review_on", Test("review_on", Op.BELOW, "today"), sign) for sign in Sign)
    page.viewing.view = replace(plain, marks=marks)
    opened = median(page.reload)
    jump = median(lambda: jumped(page))
    print(f"five marks: open {1000 * opened:.0f} ms, jump {1000 * jump:.0f} ms")
    page.viewing.view = plain
    page.reload()
    page.viewing.show_columns(["code", "title", "review_on"])
    page.table.selectColumn(2)
    print(f"what all selected cells come to: {1000 * median(page.selected.look):.0f} ms")


def collecting(page: RegisterPage) -> None:
    """How long a full search for garbage holds up the window, and again once the start is left out of it."""
    whole = median(gc.collect)
    gc.freeze()
    for word in ("consent", "word77", "site 9", "insolvency"):
        for end in range(len(word)):
            page._type(word[: end + 1])
    print(
        f"full search for garbage: {1000 * whole:.0f} ms, without what the start made: {1000 * median(gc.collect):.1f} ms"
    )
    gc.unfreeze()


def filled(path: Path, rows: int) -> Office:
    office = new_office(path, "Benchmark", lambda: date(2026, 11, 20))
    words = (
        "Supplier insolvency",
        "Late planning consent",
        "Key staff leave",
        "Ground conditions",
        "Data loss",
    )
    people = [Id(office.store.new_id()) for _place in range(50)]
    office.write(
        Changes("People", tuple(Create("person", id, {"name": f"Person {id[-4:]}"}) for id in people))
    )
    for start in range(0, rows, 10_000):
        office.write(
            Changes(
                "Risks",
                tuple(
                    Create(
                        "risk",
                        Id(office.store.new_id()),
                        {
                            "code": f"R-{at:06d}",
                            "title": f"{words[at * 7 % 5]} at site {at * 7919 % rows} word{at % 997}",
                            "owner_id": people[at % 50],
                            "cause": f"Because of {at % 50_000}",
                            "likelihood": at % 5 + 1,
                            "impact": at * 3 % 5 + 1,
                            "proximity": ("imminent", "quarter", "later")[at % 3],
                            "strategy": ("reduce", "accept", "transfer")[at % 3],
                            "status": ("open", "closed", "draft")[at % 3],
                            "review_on": date(2026, 1, 1) + timedelta(days=at % 900),
                        },
                    )
                    for at in range(start, min(start + 10_000, rows))
                ),
            )
        )
    return office


def copied(page: RegisterPage) -> QStandardItemModel:
    """A screenful of our cells, repeated, as items of Qt's own model."""
    model = page.model
    lines = [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(60)
    ]
    copy = QStandardItemModel(2000, model.columnCount())
    for row in range(2000):
        for column, words in enumerate(lines[row % 60]):
            copy.setItem(row, column, QStandardItem(words))
    return copy


def repaint(widget: QWidget) -> None:
    widget.repaint()


def jumped(page: RegisterPage) -> None:
    bar = page.table.verticalScrollBar()
    bar.setValue((bar.value() + bar.maximum() // 7) % bar.maximum())
    page.table.viewport().repaint()


def median(act: Callable[[], object]) -> float:
    act()
    times = []
    for _round in range(ROUNDS):
        started = time.process_time()
        act()
        times.append(time.process_time() - started)
    return statistics.median(times)


def fail(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Printing a timeline: paper, pages, columns and dates are chosen, and what they come to is said beforehand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QDesktopServices

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.timeline.page import TimelinePage
from portfolio_desktop.gui.pages.timeline.paper import PaperDialog
from portfolio_desktop.services.office import Office
from tests.support.ask import FakeAsk
from tests.support.offices import add


@pytest.fixture
def dialog(page: TimelinePage, ids: Mapping[str, Id]) -> PaperDialog:
    page.view.show_dates(date(2026, 11, 30), date(2026, 12, 11))
    page.acts["print"].trigger()
    found = page.findChild(PaperDialog)
    assert isinstance(found, PaperDialog)
    found.open_after.setChecked(False)
    return found


def words(file: Path) -> str:
    """All that is written on the first page."""
    with pypdfium2.PdfDocument(file) as document:
        return str(document[0].get_textpage().get_text_range())


def test_that_chosen_columns_and_dates_are_printed(dialog: PaperDialog, ask: FakeAsk, tmp_path: Path) -> None:
    for name, box in dialog.columns.items():
        box.setChecked(name in ("title", "waits"))
    dialog.dates.setCurrentIndex(2)
    dialog.first.setDate(QDate(2026, 12, 7))
    dialog.last.setDate(QDate(2026, 12, 18))
    ask.answer(tmp_path / "plan.pdf")
    dialog.agree()
    said = words(tmp_path / "plan.pdf")
    assert "Waits for" in said
    assert "Duration" not in said
    assert "Survey" in said


def test_that_what_is_printed_bears_the_gravest_marking_of_any_portfolio(
    page: TimelinePage, dialog: PaperDialog, ask: FakeAsk, tmp_path: Path
) -> None:
    def two(office: Office) -> None:
        add(office, "portfolio", title="Roads", marking="official")
        add(office, "portfolio", title="Ports", marking="official_sensitive")

    page.desk.read(two)
    ask.answer(tmp_path / "plan.pdf")
    dialog.agree()
    assert "OFFICIAL-SENSITIVE" in words(tmp_path / "plan.pdf").upper()


def test_that_the_columns_of_the_table_are_offered_first(page: TimelinePage, dialog: PaperDialog) -> None:
    shown = {each.name for each in page.cells.columns}
    assert {name for name, box in dialog.columns.items() if box.isChecked()} == shown


def test_that_the_dates_in_sight_can_be_printed_alone(dialog: PaperDialog) -> None:
    assert (dialog.wish.first, dialog.wish.last) == (None, None)
    dialog.dates.setCurrentIndex(1)
    assert (dialog.wish.first, dialog.wish.last) == (date(2026, 11, 29), date(2026, 12, 11))
    assert not dialog.first.isEnabled()


def test_that_dates_the_wrong_way_round_are_said_where_they_are_entered(
    dialog: PaperDialog,
) -> None:
    dialog.dates.setCurrentIndex(2)
    dialog.last.setDate(QDate(2020, 1, 1))
    dialog.agree()  # and nobody is asked for a file
    assert "before the first" in dialog.problem.text()


def test_that_pages_too_few_to_be_read_are_said_beforehand(dialog: PaperDialog) -> None:
    assert dialog.note.text() == "4 rows, made to fit."
    dialog._rows = 500
    dialog.down.setValue(2)
    assert "there will be more" in dialog.note.text()
    dialog.down.setValue(0)
    assert dialog.note.text() == "500 rows, at full height."


def test_that_a_path_is_shortened_to_the_pages_and_says_so(
    page: TimelinePage, dialog: PaperDialog, ask: FakeAsk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.reject()
    row = next(row for row in page.view.chart.rows if row.title == "Design")
    page.bar.box.say(f"to:{row.code}")
    monkeypatch.setattr("portfolio_desktop.reports.gantt.printing.most_rows", lambda _printout: 2)
    page.acts["print"].trigger()
    asked = page.findChildren(PaperDialog)[-1]
    assert "shortest steps are left out" in asked.note.text()
    asked.open_after.setChecked(False)
    ask.answer(tmp_path / "path.pdf")
    asked.agree()
    said = words(tmp_path / "path.pdf")
    assert "What leads to Design" in said
    assert "The shortest step is left out" in said
    assert "Survey" not in said


def test_that_a_file_that_nothing_opens_is_told(
    page: TimelinePage, dialog: PaperDialog, ask: FakeAsk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(page.desk, "notify", lambda words, **_more: said.append(words))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog.open_after.setChecked(True)
    ask.answer(tmp_path / "plan.pdf")
    dialog.agree()
    assert said[-1] == "plan.pdf was written, but nothing here opens it."

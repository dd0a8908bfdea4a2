# SPDX-License-Identifier: Apache-2.0
"""The page of data quality: a fault is put right where it stands, and the next one takes its place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Values
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.line import LineEditor
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.quality.page import QualityPage
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import open_office
from portfolio_desktop.services.quality import Fault
from portfolio_desktop.services.records import create
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk, records_of
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup, to_front


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        yield desk


@pytest.fixture
def page(desk: Desk) -> Iterator[QualityPage]:
    page = QualityPage(desk)
    page.show()
    yield page
    page.close()
    page.deleteLater()


def mending(page: QualityPage) -> LineEditor:
    assert page.mending is not None
    assert page.mending.block is not None
    (name,) = page.mending.block.names
    editor = page.mending.block.editor(name)
    assert isinstance(editor, LineEditor)
    return editor


def test_that_a_fault_is_put_right_in_place_and_the_next_one_follows(desk: Desk, page: QualityPage) -> None:
    page.choose(register="project")
    page.begin(Fault.MISSING, "start")
    before = sum(each["start"] is None for each in records_of(desk, "project").values())
    editor = mending(page)
    editor.setText("1/4/2026")
    editor.committed.emit()
    assert sum(each["start"] is None for each in records_of(desk, "project").values()) == before - 1
    assert page.mending is not None  # the fault that took its place
    desk.undo()
    assert sum(each["start"] is None for each in records_of(desk, "project").values()) == before


def test_that_what_was_typed_by_key_and_written_waits_no_longer(
    desk: Desk, page: QualityPage, qtbot: QtBot
) -> None:
    to_front(page, qtbot)
    page.choose(register="project")
    page.begin(Fault.MISSING, "start")
    first = page.mending
    assert first is not None
    editor = mending(page)
    editor.setFocus()
    QTest.keyClicks(editor, "1/4/2026")
    assert first.typing
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert page.mending is not first  # the next fault has taken its place


def test_that_a_contradiction_is_told_in_full_above_the_fields_that_are_in_it(
    desk: Desk, page: QualityPage
) -> None:
    values: Values = {"title": "Harbour", "start": date(2026, 2, 1), "end": date(2026, 1, 1)}
    desk.write(lambda office: create(office, "project", values), owner=page)
    page.begin(Fault.INCONSISTENT, "end_before_start")
    assert page.mending is not None
    told = {label.text() for label in page.mending.findChildren(Label)}
    assert "“Start” is 1 Feb 2026 and “End (forecast)” is 1 Jan 2026" in told


def test_that_what_does_not_fit_is_explained_and_stays(desk: Desk, page: QualityPage) -> None:
    page.choose(register="project")
    page.begin(Fault.MISSING, "start")
    editor = mending(page)
    editor.setText("soonish, we hope")
    editor.committed.emit()
    assert mending(page) is editor
    assert editor.text() == "soonish, we hope"


def test_that_each_register_and_each_fault_can_be_gone_to_and_is_named(page: QualityPage) -> None:
    rows = page.findChildren(RowButton)
    assert any(row.accessibleName().startswith("Projects: ") for row in rows)
    assert_every_focusable_widget_is_named(page)
    assert_no_label_reads_markup(page)


def test_that_an_empty_workspace_says_what_belongs_there(
    jobs: InlineJobs, ask: FakeAsk, tmp_path: Path
) -> None:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        page = QualityPage(desk)
        page.show()
        assert page.findChildren(EmptyPlace)
        page.close()
        page.deleteLater()


def test_that_of_a_workspace_that_is_only_read_faults_are_shown_and_not_put_right(desk: Desk) -> None:
    assert desk.workspace is not None
    path = desk.workspace.path
    desk.close()
    desk.open(lambda: open_office(path, "Ann", read_only=True))
    page = QualityPage(desk)
    page.show()
    page.begin(Fault.MISSING, "start")
    assert not mending(page).isEnabled()
    page.close()
    page.deleteLater()


def test_that_the_keyboard_stays_on_what_was_chosen_and_goes_on_to_where_it_is_put_right(
    page: QualityPage, qtbot: QtBot
) -> None:
    to_front(page, qtbot)
    assert " of what can be checked holds. " in page.accessibleName()
    chosen = next(
        row for row in page.findChildren(RowButton) if row.accessibleName().startswith("Projects: ")
    )
    name = chosen.accessibleName()
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Space)
    at = page.focusWidget()
    assert isinstance(at, RowButton)
    assert at is not chosen
    assert at.accessibleName() == name
    fault = next(
        row
        for row in page.findChildren(RowButton)
        if ". Missing. " in row.accessibleName() and row.isVisible()
    )
    fault.setFocus()
    QTest.keyClick(fault, Qt.Key.Key_Space)
    assert page.mending is not None
    at = page.focusWidget()
    assert at is not None
    assert page.mending.isAncestorOf(at)

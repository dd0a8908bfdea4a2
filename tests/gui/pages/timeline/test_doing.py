# SPDX-License-Identifier: Apache-2.0
"""What is done to a plan on its page: one change set each, shown at once, and said where the hand is when refused."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.timeline.page import TimelinePage
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating
from portfolio_desktop.services.planning.sheet.typed import typed_waits
from portfolio_desktop.services.planning.sheet.waiting import wait_for
from portfolio_desktop.storage.changes import Changes
from tests.gui.pages.timeline.conftest import row_of
from tests.support.ask import FakeAsk
from tests.support.desks import labels_written, records_of
from tests.support.planning import make_link, make_project, make_task

Ids = Mapping[str, Id]


@pytest.fixture
def written(empty: Shell, page: TimelinePage) -> list[str]:
    """The label of each change set that a test makes."""
    return labels_written(empty.desk)


def enter(page: TimelinePage, title: str, column: str, text: str) -> None:
    """As a person does who opens the cell, types and presses Enter."""
    row = row_of(page, title)
    editor = page.cells.editor(row, column, page)
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    page.cells.entered(row, column, editor)
    editor.deleteLater()


def days(page: TimelinePage, title: str) -> tuple[str, str]:
    span = row_of(page, title).span
    return f"{span.start:%d %b}", f"{span.finish:%d %b}"


def test_that_a_drag_is_one_change_that_undo_takes_back(
    empty: Shell, page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    before = days(page, "Survey")
    start = row_of(page, "Survey").span.start
    assert start is not None
    page.view.moved.emit(ids["Survey"], start + timedelta(days=7))
    assert days(page, "Survey") == ("07 Dec", "11 Dec")
    assert days(page, "Design")[0] == "14 Dec"
    assert len(written) == 1
    assert empty.toast.isVisible()
    empty.desk.undo()
    assert days(page, "Survey") == before


def test_that_a_bar_shows_its_new_place_before_it_is_written(
    empty: Shell, page: TimelinePage, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(empty.desk, "write", lambda *_args, **_options: None)
    start = row_of(page, "Survey").span.start
    assert start is not None
    page.view.moved.emit(ids["Survey"], start + timedelta(days=1))
    assert days(page, "Survey")[0] == "01 Dec"


def test_that_a_circle_is_refused_in_its_sentence_and_no_arrow_stays(
    page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    page.view.linked.emit(ids["Design"], ids["Survey"], "fs")
    assert written == []
    assert "Survey" in QToolTip.text()
    assert "Design" in QToolTip.text()
    assert len(page.view.chart.timeline.arrows) == 1


@pytest.mark.parametrize("drawn", [True, False])
def test_that_a_circle_across_two_projects_is_refused_by_tasks_and_their_projects(
    empty: Shell, page: TimelinePage, ids: Ids, written: list[str], qtbot: QtBot, drawn: bool
) -> None:
    def beside(office: Office) -> None:
        paint = make_task(office, make_project(office, "Quay"), "Paint", 1)
        make_link(office, ids["Design"], paint)

    empty.desk.read(beside, lambda _none: None)
    page.choosing.choose("columns", ("waits",))
    written.clear()
    if drawn:
        page.view.linked.emit(row_of(page, "Paint").key, row_of(page, "Survey").key, "fs")
    else:
        enter(page, "Survey", "waits", row_of(page, "Paint").code)
    said = ("‘Survey’ of ‘Harbour’", "‘Design’ of ‘Harbour’", "‘Paint’ of ‘Quay’")
    qtbot.waitUntil(lambda: all(each in QToolTip.text() for each in said))
    assert written == []


def test_that_a_stretch_makes_a_task_longer(page: TimelinePage, ids: Ids, written: list[str]) -> None:
    finish = row_of(page, "Survey").span.finish
    assert finish is not None
    page.view.stretched.emit(ids["Survey"], finish + timedelta(days=7))
    assert page.cells.words(row_of(page, "Survey"), "duration") == "10 d"
    assert len(written) == 1


def test_that_progress_is_set_by_hand(page: TimelinePage, ids: Ids) -> None:
    page.view.progressed.emit(ids["Build"], 0.25)
    assert page.cells.words(row_of(page, "Build"), "progress") == "25 %"


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("duration", "2w", "10 d"),
        ("duration", "4h", "0.53 d"),
        ("title", "Ground survey", "Ground survey"),
        ("progress", "40%", "40 %"),
        ("start", "14/12/2026", "14 Dec 2026"),
        ("finish", "18/12/2026", "18 Dec 2026"),
        ("deadline", "21/12/2026", "21 Dec 2026"),
    ],
)
def test_that_a_cell_takes_what_is_typed(
    page: TimelinePage, ids: Ids, written: list[str], column: str, text: str, said: str
) -> None:
    enter(page, "Survey", column, text)
    row = page.view.chart.rows[page.view.chart.numbers[ids["Survey"]]]
    assert page.cells.words(row, column) == said
    assert len(written) == 1


@pytest.mark.parametrize(
    ("column", "text", "said"), [("duration", "2w", "10 d"), ("start", "14/12/2026", "14 Dec 2026")]
)
def test_that_what_is_typed_over_a_cell_takes_the_place_of_what_was_there(
    page: TimelinePage, ids: Ids, written: list[str], column: str, text: str, said: str, qtbot: QtBot
) -> None:
    table = page.view.table
    table.setCurrentIndex(table.rows.index(page.view.chart.lane(ids["Survey"]), page.view._section(column)))
    QTest.keyClicks(table, text[0])
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.cells.words(row_of(page, "Survey"), column) == said)
    assert len(written) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Minus, Qt.Key.Key_Plus, Qt.Key.Key_Escape])
def test_that_a_key_that_means_something_to_the_rows_is_not_typed_over_a_name(
    page: TimelinePage, ids: Ids, key: Qt.Key
) -> None:
    table = page.view.table
    table.setCurrentIndex(table.rows.index(page.view.chart.lane(ids["Harbour"]), 0))
    QTest.keyClick(table, key)
    assert not table.is_editing
    assert page.view.chart.folded == ({ids["Harbour"]} if key == Qt.Key.Key_Minus else set())


def test_that_the_day_promised_to_the_board_is_typed_where_the_project_stands(
    page: TimelinePage, written: list[str]
) -> None:
    enter(page, "Harbour", "deadline", "21/12/2026")
    row = row_of(page, "Harbour")
    assert page.cells.words(row, "deadline") == "21 Dec 2026"
    assert row.conflict.startswith("Must")
    enter(page, "Harbour", "deadline", "")
    assert row_of(page, "Harbour").deadline is None
    assert len(written) == 2


def test_that_a_cell_counts_days_by_the_clock_and_hours_of_work_again(
    page: TimelinePage, written: list[str]
) -> None:
    for text, said in (("3ed", "3 ed"), ("6", "6 ed"), ("15h", "2 d")):
        enter(page, "Survey", "duration", text)
        assert page.cells.words(row_of(page, "Survey"), "duration") == said
    assert len(written) == 3


def test_that_what_a_task_waits_for_is_written_as_people_write_it(
    page: TimelinePage, written: list[str]
) -> None:
    survey, design = row_of(page, "Survey").code, row_of(page, "Design").code
    enter(page, "Build", "waits", f"{survey}SS+2d; {design}")
    assert page.cells.words(row_of(page, "Build"), "waits") == f"{survey}SS+2 d; {design}"
    enter(page, "Build", "waits", f"{design}FS-1d")
    assert page.cells.words(row_of(page, "Build"), "waits") == f"{design}FS-1 d"
    enter(page, "Build", "waits", "")
    assert page.cells.words(row_of(page, "Build"), "waits") == ""
    assert len(written) == 3


def test_that_words_that_do_not_fit_are_kept_and_explained(
    page: TimelinePage, ids: Ids, written: list[str], qtbot: QtBot
) -> None:
    enter(page, "Build", "duration", "soon")
    assert written == []
    page.view.table.setFocus()
    qtbot.waitUntil(lambda: page.view.table.findChild(QLineEdit) is not None)
    editor = page.view.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "soon"
    assert "soon" in QToolTip.text()


def test_that_a_menu_takes_what_stands_in_an_open_editor_before_it_shows_something_else(
    page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    page.view.edit(ids["Build"], "title")
    editor = page.view.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Build the quay")
    page.bar.changed.emit("detail", "projects")
    assert len(written) == 1
    assert [row.title for row in page.view.chart.rows] == ["Harbour"]


def test_that_insert_adds_a_task_below_and_lets_it_be_named(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    page.view.go_to(ids["Survey"])
    page.acts["new_task"].trigger()
    titles = [row.title for row in page.view.chart.rows]
    assert titles == ["Harbour", "Survey", "New task", "Design", "Build"]
    assert page.view.row(page.view.table.currentIndex().row()).title == "New task"


def test_that_selected_tasks_are_linked_in_their_order_and_taken_apart_again(
    page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    page.view.select([ids["Survey"], ids["Design"], ids["Build"]], current=ids["Survey"])
    page.acts["link"].trigger()
    assert page.cells.words(row_of(page, "Build"), "waits") == row_of(page, "Design").code
    assert len(page.view.chart.timeline.arrows) == 2
    page.acts["unlink"].trigger()
    assert not page.view.chart.timeline.arrows
    assert len(written) == 2


@pytest.mark.parametrize(
    ("act", "level", "place"),
    [("indent", 2, 3), ("move_up", 1, 2), ("keep_dates", 1, 3), ("mark_done", 1, 3)],
)
def test_that_keys_shape_the_plan(
    page: TimelinePage, ids: Ids, written: list[str], act: str, level: int, place: int
) -> None:
    page.view.select([ids["Build"]], current=ids["Build"])
    page.acts[act].trigger()
    row = row_of(page, "Build")
    assert (row.level, page.view.chart.rows.index(row)) == (level, place)
    assert len(written) == 1


def test_that_a_refused_key_says_why_at_the_row(page: TimelinePage, ids: Ids, written: list[str]) -> None:
    page.view.select([ids["Survey"]], current=ids["Survey"])
    page.acts["indent"].trigger()
    assert written == []
    assert "first of its level" in QToolTip.text()


def test_that_delete_takes_selected_tasks_and_one_undo_brings_them_back(
    empty: Shell, page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    page.view.select([ids["Survey"], ids["Build"]], current=ids["Survey"])
    page.acts["delete_rows"].trigger()
    assert set(records_of(empty.desk, "task")) == {"Design"}
    empty.desk.undo()
    assert set(records_of(empty.desk, "task")) == {"Survey", "Design", "Build"}


def test_that_a_project_is_not_deleted_from_its_timeline(
    page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    page.view.select([ids["Harbour"]], current=ids["Harbour"])
    page.acts["delete_rows"].trigger()
    assert written == []
    assert "register" in QToolTip.text()


def test_that_a_window_that_only_reads_offers_no_change(empty: Shell, page: TimelinePage, ids: Ids) -> None:
    path = empty.desk.workspace.path if empty.desk.workspace else Path()
    empty.files.open(path, read_only=True)
    empty.guide.go("timeline")
    again = empty.guide.page
    assert isinstance(again, TimelinePage)
    row = row_of(again, "Survey")
    again.view.select([ids["Survey"]], current=ids["Survey"])
    assert not again.cells.movable(row)
    assert not again.cells.linkable(row)
    assert not again.cells.editable(row, "title")
    assert not again.acts["indent"].isEnabled()
    assert not again.bar.new.isEnabled()
    assert again.bar.new.toolTip() != ""


def test_that_words_being_typed_outlive_a_change_made_elsewhere(
    empty: Shell, page: TimelinePage, ids: Ids, qtbot: QtBot
) -> None:
    page.view.edit(ids["Build"], "title")
    editor = page.view.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Build the quay")
    empty.desk.write(lambda office: dating.set_progress(office, [ids["Survey"]], Decimal(50)))
    assert editor.isVisible()
    assert editor.text() == "Build the quay"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Build the quay" in {row.title for row in page.view.chart.rows})
    assert row_of(page, "Build the quay").key == ids["Build"]
    assert page.cells.words(row_of(page, "Survey"), "progress") == "50 %"


@pytest.mark.parametrize(
    ("column", "typed", "theirs"),
    [("title", "Ann's quay", "Bob's quay"), ("duration", "7d", "4"), ("waits", "T-0001; T-0002", "T-0001")],
)
def test_that_who_types_over_what_another_wrote_into_the_cell_meanwhile_is_told(
    empty: Shell, page: TimelinePage, ids: Ids, column: str, typed: str, theirs: str
) -> None:
    told: list[tuple[str, bool]] = []
    empty.desk.noticed.connect(lambda text, undo, _to: told.append((text, undo)))
    page.choosing.choose("columns", ("title", "duration", "waits"))
    row = row_of(page, "Build")

    def other(office: Office) -> Changes:
        if column == "waits":
            return wait_for(office, ids["Build"], typed_waits(theirs, Decimal(8)))
        return records.change(office, "task", ids["Build"], {column: Decimal(4) if theirs == "4" else theirs})

    editor = page.cells.editor(row, column, page)
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    empty.desk.write(other)
    page.cells.entered(row_of(page, "Bob's quay" if column == "title" else "Build"), column, editor)
    editor.deleteLater()
    assert [undo for text, undo in told if f"somebody else had written “{theirs}" in text] == [True]
    now = row_of(page, "Ann's quay" if column == "title" else "Build")
    assert page.cells.words(now, column).replace(" ", "") == typed.replace(" ", "")
    told.clear()
    enter(page, now.title, column, page.cells.words(now, column))
    enter(page, now.title, "title", "Ann again")
    assert not [text for text, _undo in told if "somebody else" in text]


@pytest.mark.parametrize(
    ("column", "typed", "become"), [("start", "14/6/2027", "7 Jun 2027"), ("progress", "40 %", "70 %")]
)
def test_that_who_types_where_another_has_moved_the_work_meanwhile_is_told(
    empty: Shell, page: TimelinePage, ids: Ids, column: str, typed: str, become: str
) -> None:
    told: list[str] = []
    empty.desk.noticed.connect(lambda text, _undo, _to: told.append(text))
    page.choosing.choose("columns", ("title", "start", "finish", "progress"))
    editor = page.cells.editor(row_of(page, "Survey"), column, page)
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    if column == "start":
        moved = datetime.combine(date(2027, 6, 7), time())
        empty.desk.write(lambda office: dating.set_start(office, "task", ids["Survey"], moved))
    else:
        empty.desk.write(lambda office: dating.set_progress(office, [ids["Survey"]], Decimal(70)))
    page.cells.entered(row_of(page, "Survey"), column, editor)
    editor.deleteLater()
    assert [text for text in told if f"this had become “{become}”" in text]
    told.clear()
    enter(page, "Survey", column, "21/6/2027" if column == "start" else "50 %")
    assert not [text for text in told if "While you were typing" in text]


def test_that_a_task_gets_a_milestone_of_the_register_that_follows_it(
    empty: Shell, page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    page.view.select([ids["Design"]], current=ids["Design"])
    page.acts["follow_task"].trigger()
    assert written == ["Add a milestone that follows T-0002"]
    (made,) = [row for row in page.view.chart.rows if row.entity == "milestone"]
    assert (made.title, made.follows) == ("Design", ids["Design"])
    assert not page.cells.movable(made)
    page.view.select([made.key, ids["Build"]], current=ids["Build"])
    page.acts["follow_task"].trigger()
    assert written[-1] == "MS-0001 follows T-0003"
    (made,) = [row for row in page.view.chart.rows if row.entity == "milestone"]
    assert made.span.finish == row_of(page, "Build").span.finish


def test_that_a_cell_that_is_left_as_it_was_takes_back_nothing_that_others_wrote_meanwhile(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    page.choosing.choose("columns", ("duration",))
    page.view.edit(ids["Build"], "duration")
    editor = page.view.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    empty.desk.write(lambda office: dating.set_duration(office, ids["Build"], Decimal(7)))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert records_of(empty.desk, "task")["Build"]["duration"] == Decimal(7)


def test_that_words_for_a_task_that_is_deleted_meanwhile_are_said_with_why_they_went_nowhere(
    empty: Shell, page: TimelinePage, ids: Ids, ask: FakeAsk, qtbot: QtBot
) -> None:
    page.view.edit(ids["Build"], "title")
    editor = page.view.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Build the quay")
    empty.desk.write(lambda office: records.delete(office, "task", [ids["Build"]]))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(ask.told))
    assert ask.told == [
        "This task is no longer there. It may have been deleted. What you had typed: Build the quay"
    ]

# SPDX-License-Identifier: Apache-2.0
"""The import wizard, from a file to records and back."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton

from portfolio_desktop.catalogue.fields import Values
from portfolio_desktop.exchange.imports import Fate, Remembered, remembered
from portfolio_desktop.gui.pages.imports.columns_step import ColumnsStep
from portfolio_desktop.gui.pages.imports.goes_to import OWN, GoesTo
from portfolio_desktop.gui.pages.imports.lines import in_full
from portfolio_desktop.gui.pages.imports.page import ImportPage
from portfolio_desktop.gui.pages.imports.preview_step import PreviewStep
from portfolio_desktop.gui.pages.imports.table_step import TableStep
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.records import change, create
from tests.support.access.speaking import announced
from tests.support.ask import FakeAsk
from tests.support.desks import records_of
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup

PROJECTS = """Project ID,Project name,RAG,Whole life cost (£m),End date
X-1,Harbour wall,Red,12.5,31/03/2027
X-2,New depot,Amber,Exempt,30/06/2028
X-3,Ferry booking,Green,8,31/31/2026
"""

DOUBTED = """Risk ID,Risk description,Likelihood,Impact,Score
1,Steel is late,3,4,12
2,Silt,5,5,25
3,Strike,2,2,4
4,Fire,1,5,5
5,Flood,3,5,12
"""


@pytest.fixture
def page(empty: Shell) -> ImportPage:
    empty.guide.start_import()
    assert isinstance(empty.guide.page, ImportPage)
    return empty.guide.page


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    path = tmp_path / "Projects.csv"
    path.write_text(PROJECTS, encoding="utf-8")
    return path


def to_preview(page: ImportPage, path: Path) -> PreviewStep:
    page.read(path)
    page._next.click()
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, PreviewStep)
    return step


def test_that_a_spreadsheet_becomes_projects_in_one_step_that_can_be_undone(
    empty: Shell, page: ImportPage, spreadsheet: Path
) -> None:
    to_preview(page, spreadsheet)
    assert records_of(empty.desk, "project") == {}
    page._next.click()
    assert set(records_of(empty.desk, "project")) == {"Harbour wall", "New depot", "Ferry booking"}
    assert page._done._figures[Fate.ADD].accessibleName() == "Added, 3"
    page._done._undo.click()
    assert records_of(empty.desk, "project") == {}


def test_that_enter_alone_leads_from_the_file_to_the_records(
    empty: Shell, page: ImportPage, spreadsheet: Path, ask: FakeAsk
) -> None:
    ask.answer(spreadsheet)
    for _step in ("file", "table", "columns", "preview"):
        keyboard = page.focusWidget()
        assert keyboard is not None
        QTest.keyClick(keyboard, Qt.Key.Key_Return)
    assert len(records_of(empty.desk, "project")) == 3
    looked: list[str] = []
    page.register_requested.connect(lambda entity, _where, _title: looked.append(entity))
    keyboard = page.focusWidget()
    assert keyboard is not None
    QTest.keyClick(keyboard, Qt.Key.Key_Return)
    assert looked == ["project"]


def test_that_the_way_on_stays_in_sight_in_a_low_window(
    empty: Shell, page: ImportPage, spreadsheet: Path
) -> None:
    to_preview(page, spreadsheet).setMinimumHeight(
        2 * empty.window.height()
    )  # as with many pairs of names alike
    for _level in range(6):  # each lays out what lies within it, and asks the next one outside for its room
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for button in (page._back, page._next):
        where = button.mapTo(empty.window, button.rect().bottomRight())
        assert empty.window.rect().contains(where)
        assert button.visibleRegion().boundingRect() == button.rect()


def test_that_names_are_said_to_be_looked_up_before_anybody_has_looked(
    empty: Shell, page: ImportPage, tmp_path: Path
) -> None:
    path = tmp_path / "Risks.csv"
    path.write_text("Risk ID,Risk description,Project,Owner\nR1,Silt,Pier,Ann\nR2,Storm,Pier,Bo\n", "utf-8")
    page.read(path)
    page._next.click()
    table = page.findChildren(ColumnsStep)[0]._table
    said = {table.item(row, 0).text(): table.item(row, 4).text() for row in range(table.rowCount())}  # type: ignore[union-attr]
    assert said["Project"] == "2 looked up in the preview"
    assert said["Owner"] == "2 read"  # who is not there is made


def test_that_a_last_row_of_two_figures_is_typed_figure_by_figure(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "Projects.csv"
    path.write_text(
        "Our list\n\n\n" + PROJECTS + "".join(f"Y-{n},Pier {n},Red,1,\n" for n in range(30)), "utf-8"
    )
    page.read(path)
    (step,) = page.findChildren(TableStep)
    last = step._last
    last.setFocus()
    last.selectAll()
    QTest.keyClicks(last, "12")
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert last.value() == 12
    assert page._session.laid is not None
    assert page._session.laid.layout.last_row == 12


def test_that_while_an_import_is_written_nothing_offers_to_stop_it(
    empty: Shell, page: ImportPage, spreadsheet: Path
) -> None:
    to_preview(page, spreadsheet)
    seen: list[tuple[str, bool]] = []

    def look(task: object) -> None:
        if getattr(task, "label", ""):
            offered = [
                each for each in empty.findChildren(QToolButton) if each.accessibleName()[:6] == "Cancel"
            ]
            seen.append((page._writing.text(), any(not each.isHidden() for each in offered)))

    empty.desk.jobs.started.connect(look)
    page._next.click()
    assert [offered for _words, offered in seen] == [False]
    assert seen[0][0].startswith("Writing 3 records.")


def test_that_each_step_and_what_came_of_it_are_said_to_whoever_presses_next(
    page: ImportPage, spreadsheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announced(monkeypatch)
    to_preview(page, spreadsheet)
    steps = [each.partition(".")[0] for each in heard if each.startswith("Step ")]
    assert steps[-1].startswith("Step 4 of 5: ")
    said = page._next.accessibleDescription()
    assert said == heard[-1]
    assert "Added  3" in said
    assert "Not readable  1" in said
    page._next.click()
    assert page._done._look.accessibleDescription() == (
        "Added, 3, Changed, 0, Unchanged, 0, Rows set aside, 0. Every row of the table came in. "
        "1 cell of the sheet is in no field: it could not be read, or its row or column was not taken."
    )


def test_that_a_cell_that_cannot_be_read_is_shown_with_its_reason(
    page: ImportPage, spreadsheet: Path
) -> None:
    step = to_preview(page, spreadsheet)
    step._kinds.buttons["unread"].click()
    model = step._model
    assert model.rowCount() == 1
    said = str(model.data(model.index(0, 5)))
    assert "31/31/2026" in said


def test_that_the_same_file_again_changes_nothing_and_is_not_imported(
    page: ImportPage, spreadsheet: Path
) -> None:
    take_in(page, spreadsheet)
    step = to_preview(page, spreadsheet)
    plan = page._session.plan
    assert plan is not None
    assert plan.counts[Fate.SAME] == 3
    assert not step.ready
    assert not page._next.isEnabled()
    assert "nothing to import" in step._also.text()


def shown(step: PreviewStep) -> list[list[str]]:
    """What the preview's table says, line by line."""
    model = step._model
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def take_in(page: ImportPage, path: Path) -> None:
    """Import a file whole, and stand where the next one is asked for."""
    to_preview(page, path)
    page._next.click()
    page._done.again.emit()


def test_that_a_file_brought_in_again_shows_what_differs_and_folds_the_rest_away(
    page: ImportPage, spreadsheet: Path
) -> None:
    take_in(page, spreadsheet)
    spreadsheet.write_text(PROJECTS.replace("30/06/2028", "31/08/2028"), encoding="utf-8")
    step = to_preview(page, spreadsheet)
    assert [line[1:4] for line in shown(step)] == [
        ["Changed", "New depot", "End (forecast)"],
        ["Not readable", "Ferry booking", "E4 End date"],
        ["Unchanged", "2 rows", ""],
    ]
    step._kinds.buttons[Fate.SAME.value].click()
    assert [line[2] for line in shown(step)] == ["Harbour wall", "Ferry booking"]


def test_that_a_value_corrected_here_says_by_whom_before_the_file_replaces_it(
    empty: Shell, page: ImportPage, spreadsheet: Path
) -> None:
    take_in(page, spreadsheet)
    depot = records_of(empty.desk, "project")["New depot"]
    values: Values = {"end": date(2028, 8, 31)}
    empty.desk.write(lambda office: change(office, "project", depot.id, values), owner=page)
    step = to_preview(page, spreadsheet)
    line = shown(step)[0]
    assert line[:4] == ["3", "Changed", "New depot", "End (forecast)"]
    assert line[4].startswith("31 Aug 2028 (changed by ")
    assert "1 value that somebody has changed here" in step._also.text()


def test_that_next_months_file_shows_a_line_for_each_report_and_each_cell_that_differs(
    page: ImportPage, tmp_path: Path
) -> None:
    months = [tmp_path / f"Projects {month} 2026.csv" for month in ("September", "October")]
    months[0].write_text(PROJECTS, encoding="utf-8")
    months[1].write_text(PROJECTS.replace("8,31/31/2026", "9,31/31/2026"), encoding="utf-8")
    take_in(page, months[0])
    step = to_preview(page, months[1])
    said = [(line[2], line[3]) for line in shown(step) if line[1] == "Changed"]
    assert said == [
        ("Harbour wall", "Status report: 6 fields"),
        ("New depot", "Status report: 6 fields"),
        ("Ferry booking", "Whole-life cost"),
        ("Ferry booking", "Status report: 6 fields"),
    ]
    step._kinds.buttons[Fate.CHANGE.value].click()
    assert len(shown(step)) > len(said)


def test_that_a_level_of_another_scale_says_which_scale_it_is_of(page: ImportPage, spreadsheet: Path) -> None:
    take_in(page, spreadsheet)
    spreadsheet.write_text(PROJECTS.replace("Green", "Amber/Red"), encoding="utf-8")
    step = to_preview(page, spreadsheet)
    assert shown(step)[0][4:] == ["Red (Red, Amber, Green)", "Red (Five points, Green to Red)"]


def test_that_a_known_value_does_not_give_way_to_mere_words_unsaid(
    empty: Shell, page: ImportPage, spreadsheet: Path
) -> None:
    take_in(page, spreadsheet)
    spreadsheet.write_text(PROJECTS.replace("Amber", "Complete"), encoding="utf-8")
    step = to_preview(page, spreadsheet)
    assert "1 known value gives way to words that are no value: “Complete”." in step._also.text()


def test_that_a_column_can_be_sent_elsewhere_and_the_table_follows(
    page: ImportPage, spreadsheet: Path
) -> None:
    page.read(spreadsheet)
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    assert_every_focusable_widget_is_named(step)
    box = next(
        box for box in step.findChildren(QComboBox) if box.accessibleName() == "Where “Project name” goes"
    )
    box.setCurrentIndex(box.findData("description"))
    box.activated.emit(box.currentIndex())
    mapped = page._session.mapped
    assert mapped is not None
    assert [each.field for each in mapped.mapping.of_column("Project name")] == ["description"]


def test_that_a_named_mapping_is_offered_for_the_next_file_like_it(
    page: ImportPage, spreadsheet: Path
) -> None:
    step = to_preview(page, spreadsheet)
    step._remember.setChecked(True)
    step._name.setText("Monthly list")
    page._next.click()
    page._done.again.emit()
    page.read(spreadsheet)
    page._next.click()
    columns = page._stack.currentWidget()
    assert isinstance(columns, ColumnsStep)
    assert columns._named.currentText() == "Monthly list"


def test_that_what_is_left_over_can_be_saved(
    page: ImportPage, spreadsheet: Path, ask: FakeAsk, tmp_path: Path
) -> None:
    to_preview(page, spreadsheet)
    page._next.click()
    target = tmp_path / "left.csv"
    ask.answer(target)
    page._done._save.click()
    assert "31/31/2026" in target.read_text(encoding="utf-8-sig")


def test_that_a_file_that_is_no_table_says_so_where_it_was_chosen(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"%PDF-1.7 not a workbook")
    page.read(path)
    assert not page._files._problem.isHidden()
    assert page._files._problem.text()
    assert page._stack.currentWidget() is page._files


def test_that_cells_with_markup_are_shown_letter_by_letter(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(
        f'Project ID,Project name,Status\nX-1,"{CANARY.replace(chr(34), chr(34) * 2)}",{"odd"}\n', "utf-8"
    )
    to_preview(page, path)
    assert_no_label_reads_markup(page)


def test_that_the_import_begins_in_the_register_it_was_asked_from(
    empty: Shell, page: ImportPage, tmp_path: Path
) -> None:
    path = tmp_path / "risks.csv"
    path.write_text("ID,Title,Owner\nR-1,Flood,Ann\n", "utf-8")
    empty.guide.go(places.register_key("risk"))
    empty.actions["import"].trigger()
    page.read(path)
    page._next.click()
    mapped = page._session.mapped
    assert mapped is not None
    assert mapped.mapping.entity == "risk"


def test_that_a_risk_log_chosen_among_the_projects_goes_to_the_risks_and_the_page_says_why(
    empty: Shell, page: ImportPage, tmp_path: Path
) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Ref,Project,Description,Likelihood,Impact,Owner\n1,Harbour,Silt,3,4,Ann\n", "utf-8")
    empty.guide.go(places.register_key("project"))
    empty.actions["import"].trigger()
    page.read(path)
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    assert step._register.currentData() == "risk"
    assert step._why.text() == "You came from Projects, but the headings are those of Risks."
    step._register.setCurrentIndex(step._register.findData("project"))
    step._register.activated.emit(step._register.currentIndex())
    assert step._register.currentData() == "project"
    assert not step._why.isVisibleTo(step)


def test_that_a_word_of_the_file_is_given_its_meaning_beside_the_table(
    empty: Shell, page: ImportPage, tmp_path: Path
) -> None:
    path = tmp_path / "risks.csv"
    path.write_text("Risk ID,Risk,Likelihood,Impact\n1,Flood,Might happen,4\n2,Fire,Probable,2\n", "utf-8")
    page.start("risk")
    page.read(path)
    page.go_on()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    assert "Might happen" in step._questions.sentence.text()
    box = next(
        box
        for box in step._words.findChildren(QComboBox)
        if box.accessibleName() == "What “Might happen” means"
    )
    box.setCurrentIndex(box.findData("3"))
    box.activated.emit(box.currentIndex())
    page.go_on()
    page.go_on()
    assert records_of(empty.desk, "risk")["Flood"]["likelihood"] == 3


def test_that_another_sheet_of_the_same_workbook_is_brought_in_without_choosing_it_again(
    empty: Shell, page: ImportPage, tmp_path: Path
) -> None:
    book = Workbook()
    for name, rows in (
        ("Risks", [("Risk", "Impact"), ("Flood", "4")]),
        ("Issues", [("Issue", "Priority"), ("Leak", "High")]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    path = tmp_path / "RAID.xlsx"
    book.save(path)
    preview = to_preview(page, path)
    preview._remember.setChecked(True)
    page._next.click()
    page._done._sheet.click()
    step = page._stack.currentWidget()
    assert isinstance(step, TableStep)
    assert step._sheet.count() == 2
    said = [step._sheet.itemText(place) for place in range(2)]
    assert step._sheet.currentText() in ("Risks", "Issues")
    assert sum(each.endswith(" (imported)") for each in said) == 1
    for _step in ("columns", "preview", "import"):
        page._next.click()
    assert set(records_of(empty.desk, "risk")) == {"Flood"}
    assert set(records_of(empty.desk, "issue")) == {"Leak"}
    assert page._done._sheet.text() == "Another sheet of this file"
    kept: list[Remembered] = []
    empty.desk.read(remembered, kept.extend)
    assert {(each.title, each.mapping.entity) for each in kept} == {("RAID", "risk"), ("RAID", "issue")}


def test_that_the_next_file_is_not_remembered_under_the_name_of_the_one_before(
    page: ImportPage, spreadsheet: Path, tmp_path: Path
) -> None:
    to_preview(page, spreadsheet)._remember.setChecked(True)
    page._next.click()
    page._done.again.emit()
    other = tmp_path / "Bids.csv"
    other.write_text("Project ID,Project name\nX-9,Lido\n", encoding="utf-8")
    step = to_preview(page, other)
    assert not step._remember.isChecked()
    assert step._name.text() == "Bids"
    assert page._session.remember_as == ""


def test_that_a_row_added_beside_one_much_the_same_is_listed_as_doubtful(
    empty: Shell, tmp_path: Path
) -> None:
    seats = tmp_path / "Board members.csv"
    seats.write_text("Board,Person,Speaks for,From\nBoard,Ann,Users,2022-04-01\n", encoding="utf-8")
    empty.guide.start_import("board_member")
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    assert to_preview(page, seats)._kinds.buttons["doubtful"].isHidden()
    page._next.click()
    page._done.again.emit()
    seats.write_text("Board,Person,Speaks for,From\nBoard,Ann,Users,2026-04-01\n", encoding="utf-8")
    step = to_preview(page, seats)
    assert step._kinds.buttons["doubtful"].text() == "Doubtful  1"
    (line,) = in_full(step._lines, "doubtful")
    assert line.new.startswith("The register has one of the same board, person with another “From”.")
    assert step._also.text().startswith("1 row is added beside a record that is much the same.")


def test_that_one_date_that_turns_all_the_others_is_asked_about_where_columns_are_mapped(
    page: ImportPage, tmp_path: Path
) -> None:
    turned = tmp_path / "Projects.csv"
    turned.write_text("Project name,Start date\nA,04/05/2026\nB,06/07/2026\nC,03/25/2026\n", encoding="utf-8")
    page.read(turned)
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    assert not step._questions.isHidden()
    assert "“03/25/2026” alone has the month first" in step._questions.sentence.text()


def test_that_a_score_that_its_own_row_contradicts_is_listed_with_its_reason_and_saved(
    empty: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    log = tmp_path / "Risk log.csv"
    log.write_text(DOUBTED, encoding="utf-8")
    empty.guide.start_import("risk")
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    step = to_preview(page, log)
    assert step._kinds.buttons["doubtful"].text() == "Doubtful  1"
    step._kinds.buttons["doubtful"].click()
    assert [str(step._model.data(step._model.index(0, place))) for place in (2, 3)] == ["Flood", "E6 Score"]
    assert "make 15" in str(step._model.data(step._model.index(0, 5)))
    assert "make 15" in str(step._model.data(step._model.index(0, 5), Qt.ItemDataRole.ToolTipRole))
    page._next.click()
    ask.answer(target := tmp_path / "left.csv")
    page._done._save.click()
    assert "make 15" in target.read_text(encoding="utf-8-sig")


def test_that_a_file_without_doubtful_scores_does_not_speak_of_them(
    page: ImportPage, spreadsheet: Path
) -> None:
    assert to_preview(page, spreadsheet)._kinds.buttons["doubtful"].isHidden()


def test_that_what_others_add_while_the_preview_stands_is_not_added_again(
    empty: Shell, page: ImportPage, spreadsheet: Path, ask: FakeAsk
) -> None:
    step = to_preview(page, spreadsheet)
    empty.desk.write(lambda office: create(office, "project", {"title": "Harbour wall"}))
    page._next.click()
    assert "Others have changed" in ask.told[0]
    assert page._stack.currentWidget() is step
    assert set(records_of(empty.desk, "project")) == {"Harbour wall"}
    page._next.click()
    assert set(records_of(empty.desk, "project")) == {"Harbour wall", "New depot", "Ferry booking"}
    assert page._done._figures[Fate.ADD].accessibleName() == "Added, 2"


def test_that_what_others_write_of_something_else_keeps_nobody_from_importing(
    empty: Shell, page: ImportPage, spreadsheet: Path
) -> None:
    to_preview(page, spreadsheet)
    empty.desk.write(lambda office: create(office, "person", {"name": "Ruth Calloway"}))
    page._next.click()
    assert len(records_of(empty.desk, "project")) == 3


def test_that_a_value_that_others_changed_while_the_preview_stood_is_shown_before_the_file_replaces_it(
    empty: Shell, page: ImportPage, spreadsheet: Path, ask: FakeAsk
) -> None:
    take_in(page, spreadsheet)
    spreadsheet.write_text(PROJECTS.replace("31/03/2027", "30/04/2027"), encoding="utf-8")
    empty.guide.start_import()
    to_preview(page, spreadsheet)
    wall = records_of(empty.desk, "project")["Harbour wall"]
    theirs = {"end": date(2031, 1, 1)}
    empty.desk.write(lambda office: change(office, "project", wall.id, theirs))
    page._next.click()
    assert "Others have changed" in ask.told[0]
    assert records_of(empty.desk, "project")["Harbour wall"]["end"] == date(2031, 1, 1)


def test_that_a_column_kept_as_a_field_of_ones_own_is_shown_in_its_place(
    page: ImportPage, tmp_path: Path
) -> None:
    path = tmp_path / "Projects.csv"
    path.write_text("Project,Board line of sight\nHarbour wall,Y\nNew depot,N\n", "utf-8")
    page.read(path)
    page._next.click()
    (step,) = page.findChildren(ColumnsStep)
    box = next(box for box in step._table.findChildren(GoesTo) if box.currentData() == "")
    box.setCurrentIndex(box.findData(OWN))
    box.activated.emit(box.currentIndex())
    assert step._table.item(1, 4).text() == "2 read"  # type: ignore[union-attr]

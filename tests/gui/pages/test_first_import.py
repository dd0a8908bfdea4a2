# SPDX-License-Identifier: Apache-2.0
"""A spreadsheet as an office keeps it, brought in by somebody who does it for the first time."""

from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.gui.pages.imports.columns_step import ColumnsStep
from portfolio_desktop.gui.pages.imports.lines import in_full
from portfolio_desktop.gui.pages.imports.page import ImportPage
from portfolio_desktop.gui.pages.imports.preview_step import PreviewStep
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.shell.shell import Shell
from tests.support.ask import FakeAsk
from tests.support.desks import records_of
from tests.support.qt import to_front


def importing(shell: Shell, entity: str = "project") -> ImportPage:
    shell.guide.start_import(entity)
    assert isinstance(shell.guide.page, ImportPage)
    return shell.guide.page


def table(folder: Path, *lines: str, name: str = "Projects.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def take_in(page: ImportPage, path: Path) -> None:
    """Import a file whole, as it is guessed."""
    page.read(path)
    for _step in ("columns", "preview", "import"):
        page._next.click()


def test_that_one_imports_in_a_second_workspace_of_the_same_session(
    empty: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    take_in(importing(empty), table(tmp_path, "Project,RAG", "Harbour wall,Red"))
    ask.answer(tmp_path / "Second.portfolio")
    empty.actions["new"].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    take_in(importing(empty), table(tmp_path, "Project,RAG", "New depot,Green"))
    assert set(records_of(empty.desk, "project")) == {"New depot"}


def choose(box: QComboBox, code: str) -> None:
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


def test_that_words_stay_where_they_are_while_they_are_given_their_meaning(
    empty: Shell, tmp_path: Path
) -> None:
    page = importing(empty)
    page.read(table(tmp_path, "Project,Stage", "A,Warming up", "B,Delivery", "C,Shutting", "D,Delivery"))
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    boxes = [box for box in step._words.findChildren(QComboBox) if box.accessibleName().startswith("What ")]
    names = [box.accessibleName() for box in boxes]
    open_ones = [box for box in boxes if box.currentData() == ""]
    assert len(open_ones) == 2
    at = step._table.mapTo(step, step._table.rect().topLeft())
    for box in open_ones:
        choose(box, str(box.itemData(1)))
    now = [box for box in step._words.findChildren(QComboBox) if box.accessibleName().startswith("What ")]
    assert now == boxes
    assert [box.accessibleName() for box in now] == names
    assert [box.findData("") for box in now] == [-1] * len(now)
    assert step._questions.sentence.text() == "Nothing is left to ask."
    step.layout().activate()  # type: ignore[union-attr]
    assert step._table.mapTo(step, step._table.rect().topLeft()) == at


def test_that_the_day_of_a_month_without_one_is_chosen_beside_the_table_and_told(
    empty: Shell, tmp_path: Path
) -> None:
    page = importing(empty)
    page.read(table(tmp_path, "Project,Finish", "A,Dec-2026", "B,31/03/2027", "C,12/2027"))
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    assert "“Dec-2026”, mean its last day (31 Dec 2026)?" in step._questions.sentence.text()
    (box,) = step._words.findChildren(QComboBox)
    assert box.accessibleName() == "What “Dec-2026, 12/2027” means"
    assert [box.itemText(place) for place in range(box.count())] == [
        "Choose…",
        "Its last day",
        "Its first day",
    ]
    choose(box, "last")
    assert step._questions.sentence.text() == "Nothing is left to ask."
    page._next.click()
    preview = page._stack.currentWidget()
    assert isinstance(preview, PreviewStep)
    told = "“Finish”: 2 months without a day are taken for their last days, as “Dec-2026” for 31 Dec 2026."
    assert told in preview._also.text()
    page._next.click()
    assert told in page._done._left.text()
    found = records_of(empty.desk, "project")
    assert [found[name]["end"] for name in "ABC"] == [
        date(2026, 12, 31),
        date(2027, 3, 31),
        date(2027, 12, 31),
    ]


def test_that_the_question_is_that_of_the_column_in_hand_and_its_words_hide_no_column(
    empty: Shell, tmp_path: Path
) -> None:
    empty.window.resize(1366, 768)
    page = importing(empty)
    page.read(table(tmp_path, "Project,Stage,Finish,RAG", "A,Warming up,Dec-2026,Red", "B,Delivery,,Green"))
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    for row, column in ((1, "Stage"), (2, "Finish"), (1, "Stage")):
        step._table.setCurrentCell(row, 0)
        assert step._questions.sentence.text().startswith(f"“{column}”: ")
        assert [button.text() for button in step._questions.buttons.values()] == [
            "Stage: what 1 word means",
            "Finish: which day of a month",
        ]
        step.resize(1100, 600)
        for layout in (page.layout(), step.layout()):
            layout.activate()  # type: ignore[union-attr]
        assert not step._words.isHidden()
        assert step._table.horizontalHeader().length() <= step._table.viewport().width()


def test_that_what_did_not_come_in_is_said_once_and_rows_are_not_taken_for_cells(
    empty: Shell, tmp_path: Path
) -> None:
    page = importing(empty)
    take_in(page, table(tmp_path, "Project,Sponsor,Shoe size", "A,Helen Marsh,9", "B,David Crane,8", "C,,7"))
    assert page._done._left.text() == (
        "Every row of the table came in. 3 cells of the sheet are in no field: they could not be read, or their rows or "
        "columns were not taken."
    )
    assert page._done._save.text() == "Save 3 cells with their reasons…"


def test_that_what_is_added_beside_the_rows_is_called_by_its_name(empty: Shell, tmp_path: Path) -> None:
    page = importing(empty)
    page.read(
        table(tmp_path, "Project,Sponsor,Programme name", "A,Helen Marsh,Change", "B,David Crane,Change")
    )
    page._next.click()
    page._next.click()
    preview = page._stack.currentWidget()
    assert isinstance(preview, PreviewStep)
    assert (
        "Added as well, because rows name them: 1 programme (Change), 2 people (Helen Marsh, David Crane)."
    ) in preview._also.text()


def test_that_the_sheets_of_a_file_follow_one_another_and_none_is_offered_twice(
    empty: Shell, tmp_path: Path
) -> None:
    book = Workbook()
    for name, rows in (
        ("Projects", [("Project", "RAG"), ("A", "Red")]),
        ("Nothing", []),
        ("Risks", [("Risk", "Impact"), ("Flood", 4), ("Fire", 3)]),
        ("Issues", [("Issue", "Priority"), ("Leak", "High")]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path := tmp_path / "Portfolio.xlsx")
    page = importing(empty)
    page.read(path)  # begins with the fullest
    begun = []
    for _sheet in range(3):
        laid = page._session.laid
        assert laid is not None
        begun.append(laid.sheet.name)
        following = len(begun) < 3
        for _step in ("columns", "preview", "import"):
            page._next.click()
        done = page._done
        assert done._sheet.property("primary") is following
        assert done._look.property("primary") is not following
        assert done._pack.isVisibleTo(done) is not following
        assert done.focusWidget() is (done._sheet if following else done._look), begun
        page._done._sheet.click()
    assert begun == ["Risks", "Issues", "Projects"]
    assert set(records_of(empty.desk, "risk")) == {"Flood", "Fire"}


def test_that_without_a_period_it_is_said_what_one_is_for_and_last_month_s_end_is_offered(
    empty: Shell, tmp_path: Path
) -> None:
    page = importing(empty)
    page.read(table(tmp_path, "Project,RAG", "A,Red"))
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    assert step._period.about.text().startswith("No status reports are made.")
    end = empty.desk.today.replace(day=1) - timedelta(days=1)
    assert step._period.offer.text() == f"Use {format_date(end)}"
    step._period.offer.click()
    assert page._session.as_of == end
    assert not step._period.offer.isVisibleTo(step)
    assert step._period.about.text().startswith(
        f"Each project has a status report for the period that ends on {format_date(end)}."
    )


def test_that_a_calendar_without_a_day_begins_at_today(empty: Shell, tmp_path: Path) -> None:
    page = importing(empty)
    page.read(table(tmp_path, "Project,RAG", "A,Red"))
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    step._period.as_of.open_calendar()
    assert step._period.as_of._calendar is not None
    calendar = step._period.as_of._calendar._month
    today = QDate.currentDate()
    assert (calendar.yearShown(), calendar.monthShown()) == (today.year(), today.month())
    assert page._session.as_of is None


def test_that_a_risk_of_the_portfolio_as_a_whole_is_held_there_and_needs_no_project(
    empty: Shell, tmp_path: Path
) -> None:
    take_in(importing(empty), table(tmp_path, "Project,RAG", "Harbour wall,Red"))
    page = importing(empty, "risk")
    lines = ("Risk,Project,Impact", "Too few analysts,Portfolio,4", "Silt,Harbour wall,3", "Frost,Nowhere,3")
    take_in(page, table(tmp_path, *lines, name="Risks.csv"))
    risks = records_of(empty.desk, "risk")
    assert (risks["Too few analysts"]["level"], risks["Too few analysts"]["project_id"]) == (
        "portfolio",
        None,
    )
    assert risks["Silt"]["level"] != "portfolio"
    assert risks["Frost"]["level"] != "portfolio"
    assert page._session.plan is not None
    assert [each.text for each in page._session.plan.unread] == ["Nowhere"]


def test_that_of_many_added_beside_the_rows_five_are_named(empty: Shell, tmp_path: Path) -> None:
    page = importing(empty)
    page.read(table(tmp_path, "Project,Sponsor", *(f"P{place},Person {place}" for place in range(7))))
    page._next.click()
    page._next.click()
    preview = page._stack.currentWidget()
    assert isinstance(preview, PreviewStep)
    named = ", ".join(f"Person {place}" for place in range(5))
    assert f"7 people ({named}, …)." in preview._also.text()


def test_that_a_row_that_leaves_its_end_unsaid_is_named_with_the_field_that_is_empty(
    empty: Shell, tmp_path: Path
) -> None:
    page = importing(empty)
    one = "Row 3, “Fire”, comes in as it stands: “Status” is “Closed”, and “How it ended” is empty."
    two = "2 rows have a status that asks for a field which is empty: 3 “Fire”, 4 “Silt”."
    for more, said in (([], one), (["Silt,Expired"], two)):
        page.read(table(tmp_path, "Risk,Status", "Flood,Open", "Fire,Closed", *more))
        page._next.click()
        page._next.click()
        preview = page._stack.currentWidget()
        assert isinstance(preview, PreviewStep)
        assert said in preview._also.text()
        assert "“How it ended” is empty." in in_full(preview._lines, "doubtful")[0].new


def test_that_after_the_last_sheet_one_goes_on_to_the_pack(empty: Shell, tmp_path: Path) -> None:
    page = importing(empty)
    take_in(page, table(tmp_path, "Project,RAG", "A,Red"))
    page._done._pack.click()
    assert isinstance(empty.guide.page, PacksPage)
    assert empty.guide.page.focusWidget() is empty.guide.page._form._period


def test_that_the_columns_stay_where_they_are_while_one_goes_from_one_to_another(
    empty: Shell, tmp_path: Path
) -> None:
    empty.window.resize(1366, 768)
    page = importing(empty)
    words = ",".join(f"{word} and a good deal more than that" for word in ("Warming", "Cooling", "Waiting"))
    rows = [f"P{place},{word},Red" for place, word in enumerate(words.split(","))]
    page.read(table(tmp_path, "Project,Stage,RAG", *rows))
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    seen = set()
    for row in (0, 1, 2, 0):
        step._table.setCurrentCell(row, 0)
        for layout in (page.layout(), step.layout()):
            layout.activate()  # type: ignore[union-attr]
        seen.add((step._words.isHidden(), step._table.geometry().getRect()))
    assert {hidden for hidden, _place in seen} == {True, False}
    assert len({place for _hidden, place in seen}) == 1


def test_that_a_list_shows_all_its_entries_or_fifteen_of_them(empty: Shell, tmp_path: Path) -> None:
    page = importing(empty)
    page.read(table(tmp_path, "Project,Finish", "A,Dec-2026"))
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    step._table.setCurrentCell(1, 0)
    goes, (months,) = step._table.cellWidget(1, 2), step._words._boxes.values()
    assert isinstance(goes, QComboBox)
    for box, lines in ((goes, 15), (months, months.count())):
        box.showPopup()
        entries = box.view()
        assert entries.verticalScrollBar().isVisible() is (box.count() > lines)
        entries.scrollToTop()
        ends = [entries.visualRect(entries.model().index(line, 0)).bottom() for line in range(lines)]
        assert ends[-1] < entries.viewport().height() < ends[-1] + entries.sizeHintForRow(0)
        box.hidePopup()


def columns_of(shell: Shell, path: Path, entity: str = "project") -> ColumnsStep:
    """The step of the columns for a file as it is guessed."""
    page = importing(shell, entity)
    page.read(path)
    page._next.click()
    step = page._stack.currentWidget()
    assert isinstance(step, ColumnsStep)
    return step


def goes_to(step: ColumnsStep, column: str) -> QComboBox:
    (item,) = step._table.findItems(column, Qt.MatchFlag.MatchExactly)
    box = step._table.cellWidget(item.row(), 2)
    assert isinstance(box, QComboBox)
    return box


def test_that_what_is_not_placed_says_so_until_somebody_decides_and_then_cannot_be_chosen(
    empty: Shell, tmp_path: Path
) -> None:
    step = columns_of(empty, table(tmp_path, "Project,Shoe size", "A,9"))
    assert goes_to(step, "Shoe size").currentText() == "Not placed yet"
    assert goes_to(step, "Project").findText("Not placed yet") < 0
    choose(goes_to(step, "Shoe size"), "-")
    assert goes_to(step, "Shoe size").currentText() == "Leave out"
    assert goes_to(step, "Shoe size").findText("Not placed yet") < 0


def test_that_the_fields_stand_under_the_headings_of_their_form_and_letters_find_them(
    empty: Shell, tmp_path: Path
) -> None:
    step = columns_of(empty, table(tmp_path, "Project,Shoe size", "A,9"))
    box = goes_to(step, "Shoe size")
    entity = empty.desk.catalogue.entity("project")
    texts = [box.itemText(place) for place in range(box.count())]
    assert {section.title for section in entity.sections} <= set(texts)
    assert {field.label for field in entity.fields} <= set(texts)
    heading = box.model().index(texts.index(entity.sections[0].title), 0)
    assert not heading.flags() & Qt.ItemFlag.ItemIsEnabled
    found = []
    for typed in ("whole", "end(f", "responsible"):
        QTest.keyClicks(box, typed[0])
        assert box.view().isVisible()
        QTest.keyClicks(box.view(), typed[1:])
        found.append(box.view().currentIndex().data())
        words = box.fontMetrics().horizontalAdvance(box.view().currentIndex().data())
        assert box.view().viewport().width() > words  # the box itself is narrower
        box.hidePopup()
    assert found == ["Whole-life cost", "End (forecast)", "Senior responsible owner"]


def test_that_a_word_is_added_to_the_list_with_the_import_and_undone_with_it(
    empty: Shell, tmp_path: Path
) -> None:
    step = columns_of(empty, table(tmp_path, "Project,Status", "A,Dormant", "B,Live"))
    (box,) = (box for word, box in step._words._boxes.items() if word == "Dormant")
    choose(box, "Dormant")
    assert box.currentText() == "Add “Dormant” to the list"
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    page._next.click()
    preview = page._stack.currentWidget()
    assert isinstance(preview, PreviewStep)
    assert (
        "Added to the list “Project status”: Dormant. What has such a status counts as open."
        in preview._also.text()
    )
    page._next.click()
    choices = empty.desk.catalogue.list_named("project.status")
    assert [item.label for item in choices.items if item.code == "Dormant"] == ["Dormant"]
    assert records_of(empty.desk, "project")["A"]["status"] == "Dormant"
    page._done._undo.click()
    assert empty.desk.catalogue.list_named("project.status").item("Dormant") is None
    assert records_of(empty.desk, "project") == {}


def test_that_a_step_of_a_scale_cannot_be_added(empty: Shell, tmp_path: Path) -> None:
    step = columns_of(empty, table(tmp_path, "Risk,Likelihood", "A,Probably", "B,4", name="Risks.csv"))
    box = step._words._boxes["Probably"]
    assert not any(box.itemText(place).startswith("Add") for place in range(box.count()))


def test_that_a_word_that_is_no_rating_can_say_the_status_and_nothing_is_taken_unasked(
    empty: Shell, tmp_path: Path
) -> None:
    step = columns_of(empty, table(tmp_path, "Project,RAG", "A,Red", "B,Complete", "C,On hold", "D,Parked"))
    assert "Do they say what the status is, or is there no rating?" in step._questions.sentence.text()
    boxes = step._words._boxes
    assert boxes["Complete"].itemText(1) == "Status: Closed"
    assert boxes["On hold"].itemText(1) == "Status: Paused"
    for word, meaning in (("Complete", "status:closed"), ("On hold", "status:paused"), ("Parked", "-")):
        choose(boxes[word], meaning)
    assert boxes["Parked"].currentText() == "No rating"
    assert step._questions.sentence.text() == "Nothing is left to ask."
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    page._next.click()
    page._next.click()
    found = records_of(empty.desk, "project")
    assert [found[name]["status"] for name in "ABCD"] == ["live", "closed", "paused", "live"]
    assert [found[name]["confidence"] for name in "BC"] == [None, None]
    assert found["D"]["confidence"] == Unknown("Parked")


def test_that_a_project_that_is_over_loses_the_rating_it_had(empty: Shell, tmp_path: Path) -> None:
    take_in(importing(empty), table(tmp_path, "Project,RAG", "A,Red", "B,Amber"))
    step = columns_of(empty, table(tmp_path, "Project,RAG", "A,Red", "B,Complete"))
    choose(step._words._boxes["Complete"], "status:closed")
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    page._next.click()
    page._next.click()
    project = records_of(empty.desk, "project")["B"]
    assert (project["status"], project["confidence"]) == ("closed", None)


def test_that_beside_a_column_of_statuses_words_of_a_rating_say_no_status(
    empty: Shell, tmp_path: Path
) -> None:
    step = columns_of(empty, table(tmp_path, "Project,RAG,Status", "A,Red,Live", "B,Complete,Closed"))
    box = step._words._boxes["Complete"]
    assert not any(box.itemText(place).startswith("Status: ") for place in range(box.count()))
    assert box.findText("No rating") > 0


def is_marked(step: ColumnsStep, column: str) -> bool:
    """Whether a column has the sign of a question, and not merely room for it."""
    (item,) = step._table.findItems(column, Qt.MatchFlag.MatchExactly)
    picture = item.icon().pixmap(16).toImage()
    return any(picture.pixelColor(x, 8).alpha() for x in range(picture.width()))


def test_that_every_question_is_shown_in_short_leads_to_what_answers_it_and_is_ticked_off(
    empty: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    lines = ("Project,Budget,Start,Finish,RAG", "A,12,03/04/2026,Dec-2026,Red", "B,7,05/06/2026,,Parked")
    step = columns_of(empty, table(tmp_path, *lines))
    to_front(empty.window, qtbot)
    buttons = {button.text(): button for button in step._questions.buttons.values()}
    assert set(buttons) == {
        "Budget: whole or thousands",
        "Start: day or month first",
        "Finish: which day of a month",
        "RAG: what 1 word means",
    }
    assert step.heard.endswith(f"4 questions: {'; '.join(buttons)}")
    marked = [name for name in ("Project", "Budget", "Start", "Finish", "RAG") if is_marked(step, name)]
    assert marked == ["Budget", "Start", "Finish", "RAG"]
    for text, name in (
        ("RAG: what 1 word means", "What “Parked” means"),
        ("Finish: which day of a month", "What “Dec-2026” means"),
        ("Start: day or month first", "How “Start” is read"),
        ("Budget: whole or thousands", "How “Budget” is read"),
    ):
        buttons[text].setFocus()
        QTest.keyClick(buttons[text], Qt.Key.Key_Space)
        answer = step.focusWidget()
        assert isinstance(answer, QComboBox)
        assert answer.accessibleName() == name
        column = text.partition(":")[0]
        assert step._questions.sentence.text().startswith(f"“{column}”: ")
        beside = answer.accessibleName().startswith("What ")
        assert step._questions.sentence.text().endswith("Choose it under “Read as”.") is not beside
        at = step._table.mapTo(step, step._table.rect().topLeft())
        answer.setCurrentIndex(
            max(1, answer.currentIndex()) if answer.currentData() == "" else answer.currentIndex()
        )
        answer.activated.emit(answer.currentIndex())
        assert step._questions.buttons == {
            key: buttons[each.text()] for key, each in step._questions.buttons.items()
        }
        assert step._table.mapTo(step, step._table.rect().topLeft()) == at
        assert buttons[text].toolTip() == "Answered"
    assert step._questions.sentence.text() == "Nothing is left to ask."


def test_that_two_who_look_alike_are_shown_and_made_one_only_by_a_tick_that_can_be_taken_back(
    empty: Shell, tmp_path: Path
) -> None:
    take_in(importing(empty), table(tmp_path, "Project,Project manager", "A,Tom Vickers"))
    page = importing(empty)
    page.read(table(tmp_path, "Project,Project manager", "A,Tom Vickers", "B,T Vickers"))
    page._next.click()
    page._next.click()
    preview = page._stack.currentWidget()
    assert isinstance(preview, PreviewStep)
    ((pair, box),) = preview._alike.boxes.items()
    assert (pair, box.text(), box.isChecked()) == (
        ("T Vickers", "Tom Vickers"),
        "“T Vickers” is “Tom Vickers”",
        False,
    )
    assert "1 person (T Vickers)" in preview._also.text()
    box.click()
    assert "T Vickers)" not in preview._also.text()
    assert list(preview._alike.boxes.values()) == [box]
    assert box.isChecked()
    box.click()
    assert "1 person (T Vickers)" in preview._also.text()
    box.click()
    page._next.click()
    assert set(records_of(empty.desk, "person")) == {"Tom Vickers"}
    projects = records_of(empty.desk, "project")
    assert projects["A"]["manager_id"] == projects["B"]["manager_id"]


def test_that_where_no_row_can_come_in_it_is_not_said_that_all_is_here_already(
    empty: Shell, tmp_path: Path
) -> None:
    page = importing(empty, "milestone")
    page.read(table(tmp_path, "Milestone,Baseline", "Go live,1 Mar 2027", "Handover,1 Apr 2027"))
    page._next.click()
    page._next.click()
    preview = page._stack.currentWidget()
    assert isinstance(preview, PreviewStep)
    assert "No row of this file can come in as it stands." in preview._also.text()
    assert "Nothing in this file differs" not in preview._also.text()

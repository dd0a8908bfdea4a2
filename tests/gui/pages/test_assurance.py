# SPDX-License-Identifier: Apache-2.0
"""The page of assurance: what is seen leads to its record, and every act can be done from there."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit

from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.choosing import ChoiceEditor
from portfolio_desktop.gui.form.linking import LinkEditor
from portfolio_desktop.gui.pages.assurance.change_dialog import BaselinesDialog
from portfolio_desktop.gui.pages.assurance.page import (
    CHANGES,
    CONTROLS,
    GATES,
    LESSONS,
    RECOMMENDATIONS,
    AssurancePage,
)
from portfolio_desktop.gui.pages.assurance.recommending import Recommending
from portfolio_desktop.gui.pages.assurance.review_dialog import ReviewDialog
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services import records
from portfolio_desktop.services.find import find
from portfolio_desktop.services.governance import controls
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup


def page(shell: Shell, tab: str = GATES) -> AssurancePage:
    shell.guide.go(places.ASSURANCE)
    found = shell.guide.page
    assert isinstance(found, AssurancePage)
    found.go(tab)
    return found


def look(shell: Shell, words: str) -> Record:
    found: list[Record] = []

    def read(office: Office) -> Record:
        hit = find(office, words)[0]
        with office.reading() as reader:
            return record_of(reader, hit.entity, Id(hit.id))

    shell.desk.read(read, found.append)
    return found[0]


def add(shell: Shell, entity: str, **values: Value) -> Id:
    found: list[Id] = []
    shell.desk.write(
        lambda office: records.create(office, entity, values),
        lambda written: (
            found.extend(id for name, id in written.touched if name == entity) if written else None
        ),
    )
    return found[0]


def dialog(page: AssurancePage) -> ActDialog:
    found = [each for each in page.window().findChildren(QDialog) if each.isVisible()]
    assert isinstance(found[-1], ActDialog)
    return found[-1]


def enter(window: ActDialog, field: str, text: str) -> None:
    """Type, choose or link: whatever the editor of the field takes."""
    for block in window.findChildren(FieldBlock):
        if field in block.names:
            editor = block.editor(field)
            if isinstance(editor, ChoiceEditor):
                editor.setCurrentIndex(editor.findText(text))
                editor.activated.emit(editor.currentIndex())
            elif isinstance(editor, LinkEditor):
                editor.setText(text)
                editor.textEdited.emit(text)
            else:
                editor.setFocus()
                QTest.keyClicks(editor, text)
            return
    raise AssertionError(field)


def row_of(page: AssurancePage, code: str) -> int:
    return next(row for row, line in enumerate(page.gates.calendar.lines) if line.code == code)


def test_that_the_page_opens_on_the_calendar_with_every_live_project(demo: Shell) -> None:
    calendar = page(demo).gates.calendar
    assert [stop.words for stop in calendar.lines[row_of(page(demo), "P-0008")].stops] == [
        "GR-0001, Gate 3: investment decision, Passed with conditions, "
        + calendar.lines[row_of(page(demo), "P-0008")].stops[0].words.rpartition(", ")[2]
    ]
    assert len(calendar.lines) > 15


def test_that_the_keyboard_walks_from_review_to_review_and_opens_it(demo: Shell) -> None:
    found = page(demo)
    calendar = found.gates.calendar
    calendar.setFocus()
    QTest.keyClick(calendar, Qt.Key.Key_Down)
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    assert calendar.place == (1, 0)
    assert "P-0005" in calendar.accessibleName()
    assert "Passed" in calendar.accessibleName()
    QTest.keyClick(calendar, Qt.Key.Key_Return)
    assert demo.guide.here == places.register_key("gate_review")


def test_that_a_click_on_a_mark_picks_it_and_a_double_click_opens_it(demo: Shell) -> None:
    found = page(demo)
    calendar = found.gates.calendar
    row = row_of(found, "P-0016")
    spot = calendar.stop_rect(row, 0).center().toPoint()
    QTest.mouseClick(calendar.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert calendar.place == (row, 0)
    QTest.mouseDClick(calendar.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert demo.guide.here == places.register_key("gate_review")


def test_that_the_name_of_a_project_leads_to_its_page(demo: Shell) -> None:
    found = page(demo)
    calendar = found.gates.calendar
    QTest.mouseDClick(calendar.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, calendar.head + 4))
    assert places.project_of(demo.guide.here) == calendar.lines[0].key


def test_that_the_focus_stays_on_the_review_when_another_comes_before_it_and_goes_to_no_other(
    demo: Shell,
) -> None:
    found = page(demo)
    calendar = found.gates.calendar
    line = next(line for line in calendar.lines if line.stops)
    review = line.stops[-1].key
    calendar.go(calendar.lines.index(line), len(line.stops) - 1)
    earlier = add(demo, "gate_review", title="Before", project_id=line.key, planned_on=date(2020, 1, 1))
    mark = calendar.mark(*calendar.place)
    assert mark is not None
    assert mark.review == review
    demo.desk.write(lambda office: records.delete(office, "gate_review", [Id(review)]))
    assert calendar.mark(*calendar.place) is None
    demo.desk.write(lambda office: records.delete(office, "gate_review", [earlier]))
    demo.desk.write(lambda office: records.delete(office, "project", [Id(line.key)]))
    assert calendar.place == (0, -1)


def test_that_the_gap_under_the_focus_stays_so_when_another_is_closed(demo: Shell) -> None:
    found = page(demo, CONTROLS)
    QTest.keyClick(found.controls.ways, Qt.Key.Key_Right)
    table = found.controls.table
    table.selectRow(3)
    here = table.current
    assert here is not None
    table.selectRow(0)
    first = table.current
    assert first is not None
    table.selectRow(3)
    picked: list[object] = []
    table.picked.connect(picked.append)
    demo.desk.write(
        lambda office: controls.attest(office, first.project, first.control, "in_place", evidence="Minute")
    )
    now = table.current
    assert now is not None
    assert (now.project, now.control) == (here.project, here.control)
    assert picked == []


def test_that_the_calendar_has_a_table_twin(demo: Shell) -> None:
    found = page(demo)
    QTest.keyClick(found.gates.ways, Qt.Key.Key_Right)
    table = found.gates.table
    assert table is not None
    assert not table.isHidden()
    assert table.model.rowCount() >= 15


def test_that_a_review_is_planned_for_the_project_under_the_focus(demo: Shell) -> None:
    found = page(demo)
    found.gates.calendar.go(row_of(found, "P-0001"), -1)
    found.gates.plan.click()
    window = dialog(found)
    enter(window, "gate_id", "Gate 4: readiness for service")
    window.yes.click()
    assert not window.isVisible()
    assert len(found.gates.calendar.lines[row_of(found, "P-0001")].stops) == 0  # it has no day yet
    assert "1 review has no day yet" in found.gates._undated.text()


def test_that_a_plan_without_a_gate_is_refused_in_the_window_and_stays_open(demo: Shell) -> None:
    found = page(demo)
    found.gates.plan.click()
    window = dialog(found)
    window.yes.click()
    assert window.isVisible()
    assert "Choose the project and the gate" in window.problem.text()


def held(demo: Shell, code: str = "P-0012") -> ReviewDialog:
    found = page(demo)
    found.gates.calendar.go(row_of(found, code), 0)
    found.gates.record.click()
    window = dialog(found)
    assert isinstance(window, ReviewDialog)
    return window


def test_that_a_pass_with_something_missing_is_refused_in_the_window_until_somebody_signs(
    demo: Shell,
) -> None:
    window = held(demo)
    enter(window, "outcome", "Passed")
    window.yes.click()
    assert window.isVisible()
    assert "“Full business case is complete” not looked at" in window.problem.text()
    enter(window, "signed_by_id", "Amara Whitlock")
    enter(window, "signed_reason", "The case is signed on Monday.")
    window.yes.click()
    assert not window.isVisible()
    assert look(demo, "P-0012")["stage"] == "delivery"


def test_that_findings_are_kept_as_they_are_set_and_what_is_missing_follows(demo: Shell) -> None:
    window = held(demo)
    before = window._missing.text()
    box = window.findChildren(QComboBox, options=Qt.FindChildOption.FindChildrenRecursively)
    states = next(each for each in box if each.accessibleName() == "Full business case is complete")
    states.setCurrentIndex(states.findData("met"))
    states.activated.emit(states.currentIndex())
    assert "Full business case" in before
    assert "Full business case" not in window._missing.text()


def test_that_evidence_is_kept_with_the_finding_and_stays_while_the_state_changes(demo: Shell) -> None:
    window = held(demo)
    name = "Evidence for: Full business case is complete"
    box = next(each for each in window.findChildren(QLineEdit) if each.accessibleName() == name)
    box.setFocus()
    QTest.keyClicks(box, "Version 3, signed")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.isVisible()
    found = look(demo, "Version 3, signed")
    assert (found["title"], found["state"]) == ("Version 3, signed", None)


def test_that_recommendations_are_added_one_after_another(demo: Shell) -> None:
    window = held(demo)
    (panel,) = window.findChildren(Recommending)
    panel.add.click()
    assert "cannot be empty" in panel._problem.text()
    editor = panel.block.editor("title")
    editor.setFocus()
    QTest.keyClicks(editor, "Name a release manager")
    panel.add.click()
    assert "Name a release manager" in panel._list.text()
    assert look(demo, "Name a release manager")["status"] == "open"
    assert not panel.block.entries()


def test_that_a_control_is_attested_from_its_cell(demo: Shell) -> None:
    found = page(demo, CONTROLS)
    grid = found.controls.grid
    row, stop = next(
        (row, stop)
        for row, line in enumerate(grid.lines)
        for stop, each in enumerate(line.stops)
        if "Never attested" in each.words and "due" not in each.words and "practice" not in each.words
    )
    project, control = grid.lines[row].key, grid.lines[row].stops[stop].key
    grid.go(row, stop)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    window = dialog(found)
    enter(window, "state", "In place")
    window.yes.click()
    assert "Say what shows" in window.problem.text()
    enter(window, "evidence", "Letter of appointment")
    window.yes.click()
    assert not window.isVisible()
    line = next(line for line in grid.lines if line.key == project)
    assert "In place" in next(each.words for each in line.stops if each.key == control)


def test_that_a_tier_narrows_matrix_and_gaps(demo: Shell) -> None:
    found = page(demo, CONTROLS)
    every = len(found.controls.grid.lines)
    QTest.keyClick(found.controls.tiers, Qt.Key.Key_Right)
    assert 0 < len(found.controls.grid.lines) < every
    assert found.controls.table.model().rowCount() > 0


def test_that_a_gap_in_the_table_opens_its_project(demo: Shell) -> None:
    found = page(demo, CONTROLS)
    QTest.keyClick(found.controls.ways, Qt.Key.Key_Right)
    found.controls.table.selectRow(0)
    found.controls.table.activated.emit(found.controls.table.model().index(0, 0))
    assert places.project_of(demo.guide.here)


def test_that_the_record_of_a_cell_is_opened(demo: Shell) -> None:
    found = page(demo, CONTROLS)
    grid = found.controls.grid
    stop = next(stop for stop, each in enumerate(grid.lines[0].stops) if "Not in place" in each.words)
    grid.go(0, stop)
    found.controls.open.click()
    assert demo.guide.here == places.register_key("control_check")


@pytest.mark.parametrize(
    ("tab", "entity"),
    [(RECOMMENDATIONS, "recommendation"), (LESSONS, "lesson_notice"), (CHANGES, "change_request")],
)
def test_that_what_waits_is_a_register_of_nothing_else(demo: Shell, tab: str, entity: str) -> None:
    shown = page(demo, tab).lists[tab]
    assert shown.register.entity == entity
    assert shown.said.text().startswith(f"{shown.register.model.rowCount()} wait")


def test_that_a_lesson_is_told_and_acknowledged(demo: Shell) -> None:
    found = page(demo, LESSONS)
    shown = found.lists[LESSONS]
    before = shown.register.model.rowCount()
    add(demo, "lesson", title="Ask the caretaker first")
    shown.buttons[1].click()
    window = dialog(found)
    enter(window, "lesson_id", "Ask the caretaker first")
    enter(window, "tier", "Tier 1")
    window.yes.click()
    assert shown.register.model.rowCount() > before
    shown.register.table.select_rows([0], 0)
    shown.buttons[0].click()
    window = dialog(found)
    window.yes.click()
    assert "Say what was done" in window.problem.text()
    enter(window, "title", "Nothing to do here")
    left = shown.register.model.rowCount()
    window.yes.click()
    assert shown.register.model.rowCount() == left - 1


def test_that_a_change_is_approved_and_moves_the_baseline(demo: Shell) -> None:
    found = page(demo, CHANGES)
    shown = found.lists[CHANGES]
    shown.register.table.select_rows([0], 0)
    shown.buttons[1].click()
    window = dialog(found)
    left = shown.register.model.rowCount()
    window.yes.click()
    assert not window.isVisible()
    assert shown.register.model.rowCount() == left - 1
    shown.register.show_everything()
    shown.register.table.select_rows([4], 0)
    shown.buttons[0].click()
    told = next(each for each in found.window().findChildren(BaselinesDialog) if each.isVisible())
    assert_every_focusable_widget_is_named(told)


def test_that_nothing_can_be_done_to_a_workspace_that_is_open_for_reading(demo: Shell) -> None:
    workspace = demo.desk.workspace
    assert workspace is not None
    demo.files.open(workspace.path, read_only=True)
    found = page(demo, CHANGES)
    assert not any(button.isEnabled() for button in found.lists[CHANGES].buttons[1:])
    assert not found.gates.plan.isEnabled()
    assert not found.gates.record.isEnabled()
    assert not found.controls.attest.isEnabled()


def test_that_an_act_without_a_line_says_what_to_do(demo: Shell) -> None:
    found = page(demo, CHANGES)
    found.lists[CHANGES].register.table.clearSelection()
    found.gates.calendar.go(0, -1)
    page(demo, GATES).gates.record.click()
    assert not [each for each in found.window().findChildren(ReviewDialog) if each.isVisible()]


def test_that_an_empty_office_begins_with_the_usual_gates_and_controls(empty: Shell) -> None:
    found = page(empty)
    assert not found.gates._empty.isHidden()
    button = found.gates._empty.findChildren(type(found.gates.plan))[0]
    button.click()
    add(empty, "project", title=CANARY, tier="1", stage="delivery")
    assert len(found.gates.calendar.lines) == 1
    assert found.controls.grid.lines[0].note


def test_that_a_review_in_the_year_2200_stands_at_the_edge_and_squashes_nothing(demo: Shell) -> None:
    found = page(demo)
    width = found.gates.calendar._scale
    project, gate = look(demo, "P-0001"), look(demo, "G-0005")
    add(demo, "gate_review", title="Far", project_id=project.id, gate_id=gate.id, planned_on=date(2200, 1, 1))
    calendar = found.gates.calendar
    stop = calendar.lines[row_of(found, "P-0001")].stops[0]
    assert stop.words.endswith("1 Jan 2200")
    assert stop.x < calendar._width
    assert calendar._scale > width / 3


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("tab", [GATES, CONTROLS, RECOMMENDATIONS, LESSONS, CHANGES])
def test_that_every_tab_is_drawn_and_named(demo: Shell, appearance: Appearance, mode: Mode, tab: str) -> None:
    appearance.use(mode)
    found = page(demo, tab)
    picture = QPixmap(found.size())
    found.render(picture)
    assert not picture.isNull()
    assert_every_focusable_widget_is_named(found)
    assert_no_label_reads_markup(found)


def test_that_only_rows_in_sight_are_painted(demo: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(office: Office) -> None:
        made = [
            Create(
                "project",
                Id(office.store.new_id()),
                {"title": f"Project {number}", "tier": "1", "status": "live"},
            )
            for number in range(235)
        ]
        office.write(Changes("Fill", tuple(made)))

    demo.desk.read(tell)
    found = page(demo, CONTROLS)
    found.load()
    grid = found.controls.grid
    painted: list[int] = []
    monkeypatch.setattr(grid, "paint_stop", lambda _painter, _rect, row, _stop, _theme: painted.append(row))
    grid.viewport().grab()
    assert len(grid.lines) > 235
    assert max(painted) < 60

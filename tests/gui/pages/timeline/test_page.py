# SPDX-License-Identifier: Apache-2.0
"""The timeline page: what it shows, what stays while it follows the workspace, and the ways that lead to it."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.finding.completer import QueryCompleter
from portfolio_desktop.gui.pages.timeline import exporting
from portfolio_desktop.gui.pages.timeline.page import TimelinePage
from portfolio_desktop.gui.pages.timeline.shown.menus import ProjectsMenu
from portfolio_desktop.gui.pages.timeline.side import PANELS
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.timeline.pointing import Spot
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating
from portfolio_desktop.storage.changes import Changes, Create, Edit
from tests.gui.pages.timeline.conftest import row_of
from tests.support.ask import FakeAsk
from tests.support.planning import at, make_link, make_project, make_task
from tests.support.qt import overlapping

Ids = Mapping[str, Id]


def timeline(shell: Shell) -> TimelinePage:
    shell.guide.go(places.TIMELINE)
    assert isinstance(shell.guide.page, TimelinePage)
    return shell.guide.page


def titles(page: TimelinePage) -> list[str]:
    """Of the rows that show."""
    return [page.view.row(lane).title for lane in range(len(page.view.chart))]


def test_that_the_portfolio_opens_folded_to_its_projects(demo: Shell) -> None:
    page = timeline(demo)
    kinds = {page.view.row(lane).kind.value for lane in range(len(page.view.chart))}
    assert kinds == {"programme", "project", "group"} & kinds
    assert "task" in {row.kind.value for row in page.view.chart.rows}


def test_that_selection_folds_and_place_stay_when_something_is_written(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    page.view.toggle(ids["Harbour"])
    page.view.select([ids["Harbour"]], current=ids["Harbour"])
    page.view.area.zoom(3.0)
    scale = page.view.area.scale
    empty.desk.write(lambda office: dating.set_progress(office, [ids["Build"]], Decimal(10)))
    assert titles(page) == ["Harbour"]
    assert page.view.selected == (ids["Harbour"],)
    assert page.view.area.scale == scale


def test_that_what_is_shown_is_remembered_for_each_workspace(empty: Shell, page: TimelinePage) -> None:
    page.bar.changed.emit("group", "owner")
    page.acts["show_arrows"].trigger()
    path = empty.desk.workspace.path if empty.desk.workspace else Path()
    empty.files.open(path)
    again = timeline(empty)
    assert again.choosing.setting.group == "owner"
    assert not again.choosing.setting.shows("arrows")
    assert not again.view.area.shown.arrows
    assert not again.acts["show_arrows"].isChecked()


def test_that_tasks_stand_under_their_owners_and_the_menu_says_so(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    empty.desk.write(lambda office: records.change(office, "task", ids["Design"], {"title": "Design & draw"}))
    page.bar.changed.emit("tasks_by", "owner")
    heading = row_of(page, "Nobody owns it")
    assert page.cells.words(heading, "title") == "Nobody owns it (3)"
    assert page.bar.group.text() == "Tasks by owner"
    assert page.choosing.setting.tasks_by == "owner"
    page.view.select([ids["Survey"]], current=ids["Survey"])
    page.doing.insert()
    assert page.cells.words(row_of(page, "Nobody owns it"), "title") == "Nobody owns it (4)"
    page.bar.changed.emit("detail", "milestones")
    assert page.bar.group.text() == "By programme"


def test_that_a_filter_leaves_rows_with_what_they_lie_under(page: TimelinePage) -> None:
    page.bar.box.setText("build")
    page.bar.box.returnPressed.emit()
    assert titles(page) == ["Harbour", "Build"]
    page.bar.box.setText("is:critical build")
    page.bar.box.returnPressed.emit()
    assert titles(page) == ["Harbour", "Build"]
    page.bar.box.setText("harbour is:critical")
    page.bar.box.returnPressed.emit()
    assert titles(page) == ["Harbour", "Build"]
    page.bar.box.setText("harbour")
    page.bar.box.returnPressed.emit()
    assert titles(page) == ["Harbour", "Survey", "Design", "Build"]
    page.bar.box.setText("is:critical survey")
    page.bar.box.returnPressed.emit()
    assert page.findChildren(EmptyPlace)[2].isVisible()


def test_that_a_filter_that_makes_no_sense_is_explained_in_sight_and_what_stays_is_not_its_answer(
    page: TimelinePage,
) -> None:
    page.bar.box.say("build")
    page.bar.box.say("is:nonsense")
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert titles(page) == ["Harbour", "Build"]
    assert [said for said in words if "nonsense" in said]
    assert [said for said in words if said.startswith("Filter not applied")]


def test_that_nothing_in_the_bar_lies_over_anything_else_and_what_gives_way_is_under_more(
    page: TimelinePage,
) -> None:
    window = page.window()
    for width in (1360, 900, 700, 683, 590, 1360, 590):
        window.resize(width, 600)
        assert overlapping(page.bar) == [], width
    shown = [button.accessibleName() for button in page.bar.findChildren(QToolButton) if button.isVisible()]
    offered = [action.text() for action in page.bar.more.menu().actions()]
    for name in (f"show_{panel}" for panel in PANELS):
        assert page.acts[name].text().removesuffix("…") not in shown
        assert page.acts[name].text() in offered


def test_that_tab_goes_through_the_bar_to_the_rows_and_on_to_the_foot(
    page: TimelinePage, qtbot: QtBot
) -> None:
    page.window().activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.view.table.hasFocus)
    stops: list[str] = []
    for _step in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused.accessibleName() or type(focused).__name__)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if page.view.table.hasFocus():
            break
    assert "Navigation" in stops
    for stop in ("Shown: Whole portfolio", "Filter the timeline", "Columns", "More", "Today (Alt+Home)"):
        assert stop in stops, stops


def test_that_rows_that_all_have_room_have_no_scroll_bar(page: TimelinePage) -> None:
    assert page.view.isVisible()
    assert not page.view.bar.isVisible()


def test_that_the_filter_asks_as_every_other_box_does(empty: Shell, page: TimelinePage, ids: Ids) -> None:
    def owned(office: Office) -> Changes:
        ann = Id(office.store.new_id())
        own = Edit("task", ids["Design"], "owner_id", ann)
        return Changes("Ann designs", (Create("person", ann, {"name": "Ann Example"}), own))

    empty.desk.write(owned)
    page.bar.box.say("owner:ann -is:done")
    assert titles(page) == ["Harbour", "Design"]
    page.bar.box.say("owner:ann colour:red")
    assert "colour:" in page.bar.box.toolTip()
    assert titles(page) == ["Harbour", "Design"]
    page.bar.box.say("-owner:ann build")
    assert titles(page) == ["Harbour", "Build"]
    empty.desk.write(lambda office: records.change(office, "task", ids["Build"], {"owner_id": None}))
    assert (titles(page), page.bar.box.toolTip()) == (["Harbour", "Build"], "")
    page.bar.box.setText("is:c")
    completer = page.bar.box.findChild(QueryCompleter)
    assert completer is not None
    completer.offer()
    assert [offer.text for offer in completer.offered] == ["is:closed", "is:critical", "is:conflict"]


def test_that_a_row_found_by_the_filter_stays_in_sight_among_all_the_others(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    empty.desk.read(lambda office: make_project(office, "Lighthouse"))
    page.seeing.load()
    page.view.set_folded(frozenset({ids["Harbour"]}))
    page.bar.box.setText("build")
    page.bar.box.returnPressed.emit()
    page.view.go_to(ids["Build"])
    page.bar.box.setText("")
    page.bar.box.returnPressed.emit()
    assert page.view.current == ids["Build"]
    assert page.view.row(page.view.chart.lane(ids["Build"])).title == "Build"
    assert page.choosing.setting.folded == ()


def test_that_what_leads_to_a_task_is_shown_alone_and_printed_by_its_name(
    page: TimelinePage, ids: Ids, ask: FakeAsk, tmp_path: Path
) -> None:
    page.view.go_to(ids["Design"])
    page.acts["show_lead"].trigger()
    assert titles(page) == ["Harbour", "Survey", "Design"]
    assert page.bar.box.text() == f"to:{row_of(page, 'Design').code}"
    assert page.words == "What leads to Design"
    page.view.go_to(ids["Survey"])
    page.bar.box.say("")
    assert titles(page) == ["Harbour", "Survey", "Design", "Build"]
    assert page.view.current == ids["Survey"]
    assert page.words == "Timeline: Whole portfolio"


def test_that_a_code_that_leads_nowhere_is_marked_where_it_was_typed(page: TimelinePage) -> None:
    page.bar.box.say("to:T-9999")
    assert page.findChildren(EmptyPlace)[2].isVisible()
    assert "T-9999" in page.bar.box.toolTip()
    page.bar.box.say("")
    assert page.bar.box.toolTip() == ""


def test_that_projects_that_are_shown_head_the_list_to_choose_from(qtbot: QtBot, page: TimelinePage) -> None:
    projects = [(f"p{number}", f"P-{number:04} Project") for number in range(40)]
    menu = ProjectsMenu(projects, ("p30", "p7"), page)
    qtbot.addWidget(menu)
    chosen: list[tuple[str, ...]] = []
    menu.chosen.connect(chosen.append)
    menu.open_at(QPoint(100, 100))
    assert [menu.list.item(at).text() for at in range(3)] == [
        *("P-0007 Project", "P-0030 Project"),
        "P-0000 Project",
    ]
    menu.box.setText("0012")
    QTest.keyClick(menu.box, Qt.Key.Key_Down)
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    assert set(chosen[-1]) == {"p7", "p30", "p12"}
    QTest.keyClick(menu.list, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_that_other_projects_are_shown_over_all_of_their_time(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    def lighthouse(office: Office) -> Id:
        project = make_project(office, "Lighthouse")
        make_task(office, project, "Build", 5, condition="start_no_earlier", condition_at=at("2031-03-03"))
        return project

    made: list[Id] = []
    empty.desk.read(lighthouse, made.append)
    page.seeing.load()
    page.bar.changed.emit("projects", (ids["Harbour"],))
    page.bar.changed.emit("projects", ())
    first, last = page.view.chart.extent
    area = page.view.area
    assert area.scale.at(0.0) <= first
    assert last <= area.scale.at(float(area.width()))


def test_that_a_roadmap_does_not_say_that_there_are_no_tasks(page: TimelinePage, ids: Ids) -> None:
    page.bar.changed.emit("detail", "milestones")
    page.view.go_to(ids["Harbour"])
    assert "no tasks" not in page.foot.sentence.text


def test_that_only_chosen_projects_are_shown(empty: Shell, page: TimelinePage, ids: Ids) -> None:
    empty.desk.read(lambda office: make_project(office, "Lighthouse"))
    page.seeing.load()
    assert [row.title for row in page.view.chart.rows if row.kind == "project"] == ["Harbour", "Lighthouse"]
    page.bar.changed.emit("projects", (ids["Harbour"],))
    assert [row.title for row in page.view.chart.rows if row.kind == "project"] == ["Harbour"]
    assert "Survey" in titles(page)


def test_that_an_empty_workspace_says_what_belongs_here(empty: Shell) -> None:
    page = timeline(empty)
    shown = next(place for place in page.findChildren(EmptyPlace) if place.isVisible())
    assert shown.accessibleName() == "No projects yet"
    assert not page.bar.new.isEnabled()


def test_that_a_project_without_a_plan_says_how_to_begin_one(empty: Shell) -> None:
    empty.desk.read(lambda office: make_project(office, "Lighthouse"))
    page = timeline(empty)
    assert "Insert" in page.foot.sentence.text


def test_that_columns_are_chosen_and_stay(page: TimelinePage) -> None:
    page.choosing.choose("columns", ("finish", "waits"))
    assert [column.name for column in page.view.model.columns] == ["title", "finish", "waits"]


def test_that_the_current_row_is_what_the_inspector_shows(empty: Shell, page: TimelinePage, ids: Ids) -> None:
    told: list[tuple[str, str]] = []
    page.current_changed.connect(lambda entity, id: told.append((entity, id)))
    page.view.go_to(ids["Design"])
    assert told[-1] == ("task", ids["Design"])
    empty.toggle_inspector()
    assert empty.inspector.isVisible()


def test_that_a_row_opens_its_record(empty: Shell, page: TimelinePage, ids: Ids) -> None:
    page.view.go_to(ids["Design"])
    page.acts["open"].trigger()
    assert empty.guide.here == places.register_key("task")


def test_that_a_register_leads_to_the_row_of_its_record(empty: Shell, ids: Ids) -> None:
    register = empty.guide.register("task")
    assert isinstance(register, RegisterPage)
    register.select(ids["Build"])
    register.acts["show_on_timeline"].trigger()
    page = empty.guide.page
    assert isinstance(page, TimelinePage)
    assert page.view.current == ids["Build"]
    assert page.choosing.setting.projects == (ids["Harbour"],)


def test_that_a_projects_page_leads_to_its_plan(empty: Shell, ids: Ids) -> None:
    empty.guide.open_record("project", ids["Harbour"])
    assert empty.guide.page is not None
    button = next(
        each for each in empty.guide.page.findChildren(QAbstractButton) if each.text() == "Timeline"
    )
    button.click()
    page = empty.guide.page
    assert isinstance(page, TimelinePage)
    assert titles(page) == ["Harbour", "Survey", "Design", "Build"]


def test_that_conflicts_are_gone_through_each_with_its_sentence(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    values: dict[str, Value] = {"condition": "must_finish_on", "condition_at": at("2026-12-01 17:00")}
    empty.desk.write(lambda office: records.change(office, "task", ids["Design"], values))
    page.view.go_to(ids["Survey"])
    page.acts["next_conflict"].trigger()
    assert page.view.current == ids["Design"]
    assert row_of(page, "Design").conflict != ""
    assert row_of(page, "Design").conflict in QToolTip.text().replace("&quot;", '"')


@pytest.mark.parametrize("name", list(PANELS))
def test_that_each_panel_opens_beside_the_chart_and_closes_again(
    page: TimelinePage, ids: Ids, name: str
) -> None:
    page.view.go_to(ids["Design"])
    page.acts[f"show_{name}"].trigger()
    assert page.side.isVisible()
    assert page.acts[f"show_{name}"].isChecked()
    page.acts[f"show_{name}"].trigger()
    assert not page.side.isVisible()


def test_that_a_panel_leads_to_a_row_that_is_folded_and_filtered_away(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    page.view.toggle(ids["Harbour"])
    page.bar.box.setText("nothing like this")
    page.bar.box.returnPressed.emit()
    page.side.went_to.emit("task", ids["Build"])
    assert page.view.current == ids["Build"]


@pytest.mark.parametrize("kind", [exporting.PDF, exporting.SVG, exporting.PNG])
def test_that_what_is_shown_is_written_into_a_file(
    page: TimelinePage, ask: FakeAsk, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / f"plan.{kind}"
    ask.answer(target)
    exporting.export(page, kind)
    begins = {"pdf": b"%PDF", "svg": b"<", "png": b"\x89PNG"}[kind]
    assert target.read_bytes().startswith(begins)


def test_that_each_button_of_the_bar_has_a_name_and_a_tooltip(page: TimelinePage) -> None:
    inside = set(page.bar.box.findChildren(QAbstractButton))
    for button in set(page.bar.findChildren(QAbstractButton)) - inside:
        assert button.accessibleName() or button.text()
        assert button.toolTip()


def test_that_a_link_across_two_projects_is_drawn(empty: Shell, page: TimelinePage, ids: Ids) -> None:
    def across(office: object) -> None:
        other = make_project(office, "Lighthouse")  # type: ignore[arg-type]
        lamp = make_task(office, other, "Lamp", 3)  # type: ignore[arg-type]
        make_link(office, ids["Build"], lamp)  # type: ignore[arg-type]

    empty.desk.read(across)
    page.seeing.load()
    assert (ids["Build"], row_of(page, "Lamp").key) in {
        (arrow.before, arrow.after) for arrow in page.view.chart.timeline.arrows
    }


def test_that_a_baseline_is_taken_of_what_is_in_sight_and_offered(
    empty: Shell, page: TimelinePage, ids: Ids, ask: FakeAsk
) -> None:
    ask.answer("As agreed")
    page.acts["take_baseline"].trigger()
    assert page.seeing.sight.offered.baselines == ("As agreed",)
    page.bar.changed.emit("baselines", ("As agreed",))
    empty.desk.write(lambda office: dating.set_duration(office, ids["Build"], Decimal(25)))
    assert page.cells.words(row_of(page, "Build"), "variance") == "+7 d"


def test_that_the_card_of_a_bar_says_why_it_lies_there(page: TimelinePage, ids: Ids) -> None:
    lane = page.view.chart.lane(ids["Design"])
    page.view.area.rested.emit(Spot(lane, "bar"))
    assert "Survey" in page.view.card.words()
    page.view.area.rested.emit(None)
    assert not page.view.card.isVisible()


def test_that_enter_opens_the_record_of_a_row_that_cannot_be_edited(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    path = empty.desk.workspace.path if empty.desk.workspace else Path()
    empty.files.open(path, read_only=True)
    again = timeline(empty)
    again.view.go_to(ids["Design"])
    QTest.keyClick(again.view.table, Qt.Key.Key_Return)
    assert empty.guide.here == places.register_key("task")


def test_that_the_palette_offers_what_can_be_done_here(empty: Shell, page: TimelinePage) -> None:
    named = {action.name for action in empty.guide.acts}
    assert {"indent", "show_check", "print", "today", "undo"} <= named


def test_that_a_date_in_the_table_is_never_cut_before_its_year(page: TimelinePage) -> None:
    table = page.view.table
    for section, column in enumerate(page.view.model.columns):
        if column.name in ("start", "finish"):
            widest = table.fontMetrics().horizontalAdvance("28 Nov 2028")
            assert table.columnWidth(section) >= widest + 2 * GAP_SMALL

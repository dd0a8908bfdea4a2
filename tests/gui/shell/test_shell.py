# SPDX-License-Identifier: Apache-2.0
"""The window as a whole: opening, going from page to page, undoing, remembering, closing."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.pages.home.page import HomePage
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.project.page import ProjectPage
from portfolio_desktop.gui.pages.risks.matrix_editor import MatrixEditor
from portfolio_desktop.gui.pages.risks.page import RisksPage
from portfolio_desktop.gui.pages.search import SearchPage
from portfolio_desktop.gui.pages.stakeholders.chip import Chip
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.session.windows import seat_of
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.banner import Banner
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.start import has_display, run
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services import records
from portfolio_desktop.services.find import find
from portfolio_desktop.services.office import new_office, open_office
from tests.support.ask import FakeAsk
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup
from tests.support.windows import open_window


def a_project(shell: Shell) -> str:
    found: list[str] = []
    shell.desk.read(lambda office: find(office, "P-0001"), lambda hits: found.append(hits[0].id))
    return found[0]


def rename(shell: Shell, id: str, title: str) -> None:
    shell.desk.write(lambda office: records.change(office, "project", id, {"title": title}))  # type: ignore[arg-type]


def test_that_a_window_without_a_workspace_offers_the_first_steps(shell: Shell) -> None:
    assert shell.window.stack.currentWidget() is shell.welcome
    assert shell.navigation.isHidden()
    assert not shell.actions["undo"].isEnabled()
    assert_every_focusable_widget_is_named(shell.welcome)


def test_that_a_first_window_stays_within_a_small_screen(tmp_path: Path) -> None:
    window = MainWindow(Settings(tmp_path / "settings.json"))
    room = window.screen().availableSize()
    assert window.width() <= max(room.width(), window.minimumWidth())
    assert window.height() <= max(room.height(), window.minimumHeight())


def test_that_the_demo_portfolio_opens_on_home_with_what_is_late_beside_the_navigation(demo: Shell) -> None:
    assert isinstance(demo.guide.page, HomePage)
    assert demo.navigation.current == places.HOME
    late = demo.navigation._late
    assert late[places.register_key("action")] > 0
    assert demo.window.windowTitle().startswith("Demo portfolio")


def test_that_every_page_names_its_controls_and_reads_no_markup(demo: Shell) -> None:
    for key in (
        places.HOME,
        places.PACKS,
        places.IMPORTS,
        places.SEARCH,
        places.project_key(a_project(demo)),
    ):
        demo.guide.go(key)
        assert demo.guide.page is not None
        assert_every_focusable_widget_is_named(demo.guide.page)
        assert_no_label_reads_markup(demo.guide.page)


def test_that_a_new_workspace_is_made_where_the_person_says_and_is_recent_afterwards(
    shell: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    path = tmp_path / "Mine.portfolio"
    ask.answer(path)
    shell.actions["new"].trigger()
    assert path.is_file()
    shell.actions["close"].trigger()
    assert shell.window.stack.currentWidget() is shell.welcome
    assert shell.files.remembered == (path.resolve(),)


def test_that_a_new_workspace_opens_on_home_and_not_on_the_page_of_the_one_before(
    empty: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    empty.guide.go(places.register_key("risk"))
    made = tmp_path / "Another.portfolio"
    ask.answer(made)
    empty.actions["new"].trigger()
    assert empty.guide.here == places.HOME
    empty.guide.go(places.register_key("risk"))
    empty.files.open(made)
    assert empty.guide.here == places.register_key("risk")


def test_that_a_locked_workspace_says_who_has_it_and_can_be_read(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "Taken.portfolio"
    with new_office(path, "Bronwen"):
        shell.files.open(path)
        assert "Bronwen" in shell.welcome._why.text()
        assert not shell.welcome._read.isHidden()
        shell.welcome._read.click()
        banner = shell.window.findChild(Banner)
        assert banner is not None
        assert not banner.isHidden()
        assert shell.desk.read_only


def test_that_a_file_that_is_no_workspace_is_refused_in_words(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "Letter.portfolio"
    path.write_text("Dear Sir or Madam", encoding="utf-8")
    shell.files.open(path)
    assert shell.welcome._why.text()
    assert shell.window.stack.currentWidget() is shell.welcome
    assert not shell.desk.workspace


def test_that_a_fault_while_opening_leaves_the_first_steps_to_choose_from(
    laptop: Path, ask: FakeAsk, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("portfolio_desktop.gui.shell.files.open_safely", fail)
    faults: list[Exception] = []
    with open_window(laptop, ask, appearance, faults.append) as shell:
        shell.files.open(laptop / "Mine.portfolio")
        assert [type(fault) for fault in faults] == [ZeroDivisionError]
        assert shell.window.stack.currentWidget() is shell.welcome


def test_that_undo_says_what_it_would_take_back_and_does_it(demo: Shell) -> None:
    id = a_project(demo)
    rename(demo, id, "A better name")
    assert demo.actions["undo"].text() == "Undo change name of P-0001"
    demo.actions["undo"].trigger()
    assert demo.actions["redo"].isEnabled()
    assert demo.toast.accessibleName() == "Undo change name of P-0001"
    assert not demo.toast.isHidden()
    titles: list[str] = []
    demo.desk.read(lambda office: find(office, "P-0001"), lambda hits: titles.append(hits[0].title))
    assert titles != ["A better name"]


def test_that_a_notice_carries_undo_where_there_is_something_to_undo(demo: Shell) -> None:
    rename(demo, a_project(demo), "Another name")
    demo.desk.notify("Changed", undo=True)
    toast = demo.toast
    assert not toast.isHidden()
    toast._undo.click()
    assert not demo.actions["undo"].text().endswith("P-0001")


def test_that_a_notice_offers_no_undo_once_something_else_has_been_done(demo: Shell) -> None:
    rename(demo, a_project(demo), "Another name")
    demo.desk.notify("Changed", undo=True)
    demo.actions["undo"].trigger()
    assert demo.toast._undo.isHidden(), "it would take back something that the notice does not name"


def test_that_the_palette_finds_a_record_by_its_code_and_opens_it(demo: Shell, qtbot: QtBot) -> None:
    demo.actions["palette"].trigger()
    QTest.keyClicks(demo.palette._box, "P-0001")
    demo.palette._box._tell()
    first = demo.palette._list.item(0)
    assert first.text().startswith("P-0001")
    QTest.keyClick(demo.palette._box, Qt.Key.Key_Return)
    assert isinstance(demo.guide.page, ProjectPage)
    assert demo.palette.isHidden()


@pytest.mark.parametrize("words", ["heat map", "risk review", "matrix"])
def test_that_the_palette_finds_a_page_by_other_words_for_it(demo: Shell, words: str) -> None:
    demo.offers.open_palette()
    demo.palette.type(words)
    first = [demo.palette._list.item(at) for at in range(min(3, demo.palette._list.count()))]
    assert "Risk board" in [item.text() for item in first]


def test_that_the_palette_runs_actions_and_goes_to_registers(demo: Shell, qtbot: QtBot) -> None:
    demo.offers.open_palette()
    QTest.keyClicks(demo.palette._box, "dark th")
    QTest.keyClick(demo.palette._box, Qt.Key.Key_Return)
    assert demo.appearance.mode is Mode.DARK
    demo.offers.open_palette()
    QTest.keyClicks(demo.palette._box, "milest")
    QTest.keyClick(demo.palette._box, Qt.Key.Key_Return)
    assert demo.guide.here == places.register_key("milestone")


def test_that_the_palette_is_emptied_as_it_is_left_and_not_as_it_opens(demo: Shell, qtbot: QtBot) -> None:
    """What changes in a box before the keyboard comes to it keeps a screen reader from saying the box."""
    demo.offers.open_palette()
    QTest.keyClicks(demo.palette._box, "dark th")
    QTest.keyClick(demo.palette._box, Qt.Key.Key_Escape)
    assert demo.palette._box.text() == ""
    with qtbot.assertNotEmitted(demo.palette._box.textChanged):
        demo.offers.open_palette()
    assert demo.palette._list.count() > 40
    demo.palette._leave()


def test_that_the_palette_closes_on_escape_and_always_offers_to_look_inside_records(
    demo: Shell, qtbot: QtBot
) -> None:
    demo.offers.open_palette()
    QTest.keyClicks(demo.palette._box, "zzzzz")
    demo.palette._box._tell()
    assert demo.palette._list.item(0).text() == "Search everything for “zzzzz”"
    QTest.keyClick(demo.palette._box, Qt.Key.Key_Escape)
    assert demo.palette.isHidden()


def test_that_search_groups_what_it_finds_by_register_and_opens_it(demo: Shell) -> None:
    demo.actions["search"].trigger()
    page = demo.guide.page
    assert isinstance(page, SearchPage)
    page.start("supplier")
    page._box._tell()
    texts = [page._list.item(row).text() for row in range(page._list.count())]
    assert any(text.startswith("Risks") for text in texts)
    row = next(row for row, text in enumerate(texts) if text.startswith("R-"))
    page._list.itemActivated.emit(page._list.item(row))
    assert demo.guide.here == places.register_key("risk")


def test_that_what_is_typed_into_search_is_never_a_query_language(demo: Shell) -> None:
    demo.search()
    page = demo.guide.page
    assert isinstance(page, SearchPage)
    for words in ('"', "AND", "NEAR(", "a* OR", "^", "%", "col:x", "<b>"):
        page.start(words)
        page._box._tell()


def test_that_projects_in_the_navigation_leads_back_from_the_page_of_one(demo: Shell) -> None:
    demo.guide.go(places.register_key("project"))
    assert isinstance(demo.guide.page, RegisterPage)
    line = demo.guide.page.model.line(0)
    assert line is not None
    demo.guide.open_record("project", line.record.id)
    assert isinstance(demo.guide.page, ProjectPage)
    lists = demo.window.findChildren(QListWidget)
    places_list = next(one for one in lists if one.accessibleName() == "Navigation")
    item = places_list.currentItem()
    assert item is not None
    at = places_list.visualItemRect(item).center()
    QTest.mouseClick(places_list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert isinstance(demo.guide.page, RegisterPage)


def test_that_back_and_forward_go_the_way_that_was_come(demo: Shell) -> None:
    demo.guide.go(places.PACKS)
    demo.guide.go(places.register_key("risk"))
    demo.actions["back"].trigger()
    assert demo.guide.here == places.PACKS
    demo.actions["back"].trigger()
    assert demo.guide.here == places.HOME
    demo.actions["forward"].trigger()
    assert demo.guide.here == places.PACKS


def test_that_the_inspector_says_of_a_record_that_the_filter_leaves_out_that_it_does(demo: Shell) -> None:
    demo.guide.go(places.register_key("project"))
    page = demo.guide.page
    assert isinstance(page, RegisterPage)
    page.table.select_rows([0], 0)
    title = demo.inspector._title.text()
    told = demo.inspector._left_out
    assert title
    assert told.isHidden()
    page.bar.box.put("zzzz")
    page._type("zzzz")
    assert demo.inspector._title.text() == title
    assert not told.isHidden()
    page.show_everything()
    assert told.isHidden()
    page.bar.box.put("zzzz")
    page._type("zzzz")
    demo.guide.go(places.register_key("risk"))
    cast(RegisterPage, demo.guide.page).table.select_rows([0], 0)
    assert told.isHidden()


def test_that_the_inspector_stands_beside_registers_alone_and_can_be_put_away(demo: Shell) -> None:
    assert demo.inspector.isHidden()
    demo.guide.go(places.register_key("risk"))
    assert not demo.inspector.isHidden()
    demo.actions["inspector"].trigger()
    assert demo.inspector.isHidden()
    demo.guide.go(places.register_key("issue"))
    assert demo.inspector.isHidden()


def test_that_a_narrow_window_keeps_no_room_for_an_inspector_with_nothing_to_show(demo: Shell) -> None:
    demo.guide.go(places.register_key("risk"))
    demo.guide.selected.emit("", "")
    assert demo.inspector.isVisible()
    demo.window.resize(683, 384)
    assert demo.inspector.isHidden()
    demo.guide.register("risk").table.go_to(1, 0)
    assert demo.inspector.isVisible()
    demo.guide.selected.emit("", "")
    demo.window.resize(1360, 860)
    assert demo.inspector.isVisible()


def test_that_coming_back_to_a_register_shows_the_record_one_was_at(demo: Shell) -> None:
    key = places.register_key("risk")
    demo.guide.go(key)
    assert isinstance(demo.guide.page, RegisterPage)
    demo.guide.page.table.go_to(2, 1)
    inspected: list[tuple[str, str]] = []
    demo.guide.selected.connect(lambda entity, id: inspected.append((entity, id)))
    demo.guide.go(places.HOME)
    demo.guide.go(key)
    line = demo.guide.page.model.line(2) if isinstance(demo.guide.page, RegisterPage) else None
    assert line is not None
    assert inspected == [("", ""), ("risk", line.record.id)]


def test_that_a_record_that_is_not_a_project_opens_in_its_register(demo: Shell) -> None:
    found: list[str] = []
    demo.desk.read(lambda office: find(office, "R-0003"), lambda hits: found.append(hits[0].id))
    demo.guide.open_record("risk", found[0])
    assert isinstance(demo.guide.page, RegisterPage)
    assert demo.guide.page.entity == "risk"


def test_that_the_window_remembers_page_folding_and_theme(
    laptop: Path, ask: FakeAsk, appearance: Appearance, qtbot: QtBot
) -> None:
    with open_window(laptop, ask, appearance) as first:
        first.files.demo()
        first.guide.go(places.register_key("risk"))
        first.actions["fold"].trigger()
        first.actions["theme_dark"].trigger()
        seat = seat_of(first)
    settings = Settings(laptop / "settings.json")
    assert settings.get("theme", "") == "dark"
    with open_window(laptop, ask, appearance) as again:
        again.begin(seat)
        qtbot.waitUntil(lambda: again.guide.here == places.register_key("risk"))
        assert again.navigation.folded


def test_that_closing_the_window_leaves_the_workspace_to_others(
    laptop: Path, ask: FakeAsk, appearance: Appearance, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Shared.portfolio"
    new_office(path, "Ann").close()
    with open_window(laptop, ask, appearance) as shell:
        shell.files.open(path)
        shell.window.close()
        qtbot.waitUntil(shell.window.isHidden)
        open_office(path, "Bronwen").close()


def test_that_no_menu_is_higher_than_the_screen_of_a_small_laptop(demo: Shell) -> None:
    menus = [action.menu() for action in demo.window.menuBar().actions()]
    assert all(menu.sizeHint().height() < 768 - 60 for menu in menus if isinstance(menu, QMenu))


def test_that_the_recent_menu_greys_what_is_not_there_and_offers_to_find_or_forget_it(
    demo: Shell, ask: FakeAsk, tmp_path: Path, qtbot: QtBot
) -> None:
    demo.desk.settings.opened(tmp_path / "gone & away.portfolio")
    menu = next(menu for menu in demo.window.menuBar().findChildren(QMenu) if menu.title() == "Open recent")
    with qtbot.waitSignal(demo.files.presence.changed):
        menu.aboutToShow.emit()  # nobody waits for the answer
    menu.aboutToShow.emit()
    listed = {action.text(): action for action in menu.actions() if action.text()}
    assert [listed[name].isEnabled() for name in ("gone && away (not there now)", "Demo portfolio")] == [
        False,
        True,
    ]
    about = listed["gone && away"].menu()
    assert isinstance(about, QMenu)
    assert [action.text() for action in about.actions()] == ["Find it…", "Forget it"]
    demo.files.forget(tmp_path / "gone & away.portfolio")
    assert [path.stem for path in demo.files.remembered] == ["Demo portfolio"]


def test_that_backup_and_check_tell_how_it_went(demo: Shell) -> None:
    demo.actions["backup"].trigger()
    assert "whole" in demo.toast._text.text
    demo.actions["check"].trigger()
    assert "agree" in demo.toast._text.text


def test_that_the_bare_window_says_once_that_it_is_painted(tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()


def test_that_without_a_display_the_program_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert not has_display()
    assert run([], Settings(tmp_path / "settings.json")) == 1
    assert "display" in capsys.readouterr().err


def test_that_a_narrow_window_folds_the_navigation_and_a_wide_one_gives_it_back(demo: Shell) -> None:
    demo.window.resize(1000, 700)
    assert demo.navigation.folded
    demo.window.resize(1400, 700)
    assert not demo.navigation.folded


def test_that_the_palette_hands_its_words_on_to_the_search(demo: Shell) -> None:
    demo.offers.open_palette()
    demo.palette.type("supplier")
    list_ = demo.palette._list
    list_.setCurrentRow(list_.count() - 1)
    QTest.keyClick(demo.palette._box, Qt.Key.Key_Return)
    page = demo.guide.page
    assert isinstance(page, SearchPage)
    assert page._box.text() == "supplier"
    assert page._list.count() > 1


def test_that_the_risk_board_in_the_navigation_leads_back_from_one_risk(demo: Shell) -> None:
    demo.guide.go(places.RISKS)
    page = demo.guide.page
    assert isinstance(page, RisksPage)
    page.start_review(())
    assert not page.overview.isVisible()
    demo.guide.go(places.RISKS)
    assert page.overview.isVisible()
    page.edit_matrix()
    editor = page.findChild(MatrixEditor)
    assert editor is not None
    editor.use(editor.matrix.resized(4, 4))
    demo.guide.go(places.RISKS)
    assert editor.isVisible(), "what is changed in it would be lost"


def test_that_the_inspector_opens_by_its_key_for_what_is_chosen_on_a_designed_page(demo: Shell) -> None:
    told: list[str] = []
    demo.desk.noticed.connect(lambda text, _undo: told.append(text))
    demo.guide.go(places.HOME)
    demo.actions["inspector"].trigger()
    assert demo.inspector.isHidden()
    assert told == ["Choose a record first: the inspector shows what is chosen."]
    demo.guide.go(places.project_key(a_project(demo)))
    assert demo.inspector.isHidden(), "the page is laid out to be read alone"
    demo.actions["inspector"].trigger()
    assert demo.inspector.isVisible()
    demo.guide.go(places.HOME)
    assert demo.inspector.isHidden()
    demo.actions["risks"].trigger()
    assert demo.inspector.isVisible(), "beside a register it is there unless it was sent away"


@pytest.mark.parametrize("place", [places.CLOCKS, places.STAKEHOLDERS, places.TECHNOLOGY, places.CHALLENGE])
def test_that_what_is_chosen_on_a_designed_page_is_inspected_and_still_is_on_coming_back(
    demo: Shell, place: str
) -> None:
    heard: list[tuple[str, str]] = []
    demo.guide.selected.connect(lambda entity, id: heard.append((entity, id)))
    demo.guide.go(place)
    page = demo.guide.page
    assert page is not None
    page.grab()
    if place == places.CLOCKS:
        QTest.keyClick(page.focusProxy() or page, Qt.Key.Key_Down)
    elif place == places.STAKEHOLDERS:
        next(each for each in page.findChildren(Chip) if each.isVisible()).click()
    else:
        row = page.findChildren(RowButton)[0]
        QApplication.sendEvent(row, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    chosen = heard[-1]
    assert chosen[1], "nothing was announced"
    demo.actions["inspector"].trigger()
    assert demo.inspector.isVisible()
    demo.guide.go(places.HOME)
    demo.guide.back()
    assert heard[-1] == chosen


def test_that_one_short_record_leaves_the_prompts_of_the_new_row_readable(empty: Shell) -> None:
    empty.desk.write(lambda office: records.create(office, "technology", {"title": "X"}))
    page = empty.guide.register("technology")
    heads = page.table.heads
    page.acts["new_record"].trigger()
    for section, field in enumerate(page.model.columns):
        room = heads.sectionSize(section) - 40
        assert room >= min(heads.words_width(section), 96), f"{field.name} is cut off"


def test_that_import_in_the_palette_is_what_one_does_and_the_register_of_mappings_offers_none(
    demo: Shell,
) -> None:
    demo.offers.open_palette()
    demo.palette.type("import")
    assert demo.palette._list.item(0).text() == "Import a spreadsheet…"
    for entity, offers in (("issue", True), ("import_mapping", False)):
        demo.guide.go(places.register_key(entity))
        page = demo.guide.page
        assert isinstance(page, RegisterPage)
        texts = [button.text() for button in page._empty.findChildren(QPushButton)]
        assert ("Import a spreadsheet" in texts) is offers

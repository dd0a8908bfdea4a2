# SPDX-License-Identifier: Apache-2.0
"""The stakeholder map in its window: moved by mouse and keyboard, one undo, nobody lost."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.stakeholders.beside import LOG, OWED
from portfolio_desktop.gui.pages.stakeholders.chip import Chip
from portfolio_desktop.gui.pages.stakeholders.layout import LEVELS, TRAY, Spot, lay_out, moved
from portfolio_desktop.gui.pages.stakeholders.page import StakeholdersPage
from portfolio_desktop.gui.pages.stakeholders.stances import SIGNS
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.stakeholders import StakeholderLine
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.desks import records_of
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup


@pytest.fixture
def page(demo: Shell) -> StakeholdersPage:
    demo.guide.go(places.STAKEHOLDERS)
    assert isinstance(demo.guide.page, StakeholdersPage)
    return demo.guide.page


def id_of(shell: Shell, title: str) -> str:
    return records_of(shell.desk, "stakeholder")[title].id


def standing(shell: Shell, title: str) -> tuple[object, object]:
    record = records_of(shell.desk, "stakeholder")[title]
    return record["interest"], record["influence"]


def line(number: int, spot: Spot) -> StakeholderLine:
    return StakeholderLine(
        Id(str(number)),
        "",
        f"Body {number}",
        "",
        spot.interest,
        spot.influence,
        None,
        None,
        "",
        None,
        None,
        0,
    )


def test_that_a_chip_dragged_to_another_cell_changes_both_values_with_one_undo(
    demo: Shell, page: StakeholdersPage
) -> None:
    grid = page.grid
    chip = grid.chip(id_of(demo, "Rail operator"))
    start = QPoint(60, 12)
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(chip, start + QPoint(40, 40))
    QTest.mouseMove(chip, chip.mapFromParent(grid.cell_rect(Spot("high", "medium")).center()))
    target = chip.mapFromParent(grid.cell_rect(Spot("high", "medium")).center())
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=target)
    assert standing(demo, "Rail operator") == ("high", "medium")
    assert grid.cell_rect(Spot("high", "medium")).contains(chip.geometry())
    demo.desk.undo()
    assert standing(demo, "Rail operator") == ("low", "high")


def test_that_a_chip_dropped_outside_of_the_grid_goes_back(demo: Shell, page: StakeholdersPage) -> None:
    chip = page.grid.chip(id_of(demo, "Rail operator"))
    before = chip.geometry()
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    QTest.mouseMove(chip, QPoint(90, 60))
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=chip.mapFromParent(QPoint(-200, -200)))
    assert chip.geometry() == before
    assert standing(demo, "Rail operator") == ("low", "high")


def test_that_alt_and_an_arrow_move_a_stakeholder_who_keeps_the_keyboard(
    demo: Shell, page: StakeholdersPage
) -> None:
    chip = page.grid.chip(id_of(demo, "Rail operator"))
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(chip, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert standing(demo, "Rail operator") == ("medium", "medium")
    assert page.grid.chip(id_of(demo, "Rail operator")) is chip
    assert page.grid.chosen == id_of(demo, "Rail operator")


def test_that_nothing_moves_in_a_workspace_that_is_only_read(demo: Shell, page: StakeholdersPage) -> None:
    assert demo.desk.workspace is not None
    demo.files.open(demo.desk.workspace.path, read_only=True)
    demo.guide.go(places.STAKEHOLDERS)
    again = demo.guide.page
    assert isinstance(again, StakeholdersPage)
    chip = again.grid.chip(id_of(demo, "Rail operator"))
    QTest.keyClick(chip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert standing(demo, "Rail operator") == ("low", "high")


def test_that_a_click_shows_what_happened_and_where_they_are_wanted(
    demo: Shell, page: StakeholdersPage
) -> None:
    QTest.mouseClick(page.grid.chip(id_of(demo, "Eastmere Port Authority")), Qt.MouseButton.LeftButton)
    assert page.beside.tabs.currentIndex() == LOG
    said = [label.text for label in page.beside.tabs.widget(LOG).findChildren(ElidedLabel)]  # type: ignore[union-attr]
    assert {"Fortnightly call", "Harbour master asks for a date"} <= set(said)
    assert "opposes it" in page.grid.chip(page.grid.chosen).accessibleName().lower()
    assert_every_focusable_widget_is_named(page)
    assert_no_label_reads_markup(page)


def test_that_one_project_leaves_only_its_own(demo: Shell, page: StakeholdersPage) -> None:
    everybody = page.beside.tabs.tabText(OWED)
    place = page.projects.findText("Harbour Bridge Strengthening")
    page.projects.setCurrentIndex(place)
    page.projects.activated.emit(place)
    assert page._found is not None
    assert {each.title for each in page._found.lines} == {"Eastmere Port Authority"}
    assert page.beside.tabs.tabText(OWED) != everybody


def test_that_an_empty_workspace_offers_the_first_step(empty: Shell) -> None:
    empty.guide.go(places.STAKEHOLDERS)
    page = empty.guide.page
    assert isinstance(page, StakeholdersPage)
    assert page._stack.currentIndex() == 1


def test_that_every_position_has_a_sign_of_its_own(demo: Shell) -> None:
    codes = {item.code for item in demo.desk.catalogue.list_named("stance").items}
    assert set(SIGNS) == codes
    assert len(set(SIGNS.values())) == len(codes)


@pytest.mark.parametrize(("width", "height"), [(430, 360), (720, 640), (1500, 900)])
def test_that_two_hundred_in_one_grid_never_lie_on_one_another(width: int, height: int) -> None:
    spots = [Spot(interest, influence) for interest in LEVELS for influence in LEVELS]
    lines = [line(number, spots[number % 4]) for number in range(180)]
    lines += [line(number, TRAY) for number in range(180, 200)]
    found = lay_out(lines, width, height)
    assert len(found.chips) == 200
    rects = list(found.chips.values())
    for place, rect in enumerate(rects):
        assert not any(rect.intersects(other) for other in rects[:place])
        assert sum(cell.contains(rect) for cell in found.cells.values()) == 1


def test_that_one_without_a_place_steps_into_the_middle() -> None:
    assert moved(TRAY, 1, 0) == Spot("medium", "medium")
    assert moved(Spot("high", "high"), 1, 1) == Spot("high", "high")


def test_that_two_hundred_stakeholders_are_all_there_and_can_be_moved(empty: Shell) -> None:
    def many(office: Office) -> Changes:
        made = []
        for number in range(200):
            level = LEVELS[number % 3]
            values = {"title": f"Body {number}", "interest": level, "influence": LEVELS[number % 2]}
            made.append(Create("stakeholder", Id(office.store.new_id()), values))
        return Changes("Import", tuple(made))

    empty.desk.write(many)
    empty.guide.go(places.STAKEHOLDERS)
    page = empty.guide.page
    assert isinstance(page, StakeholdersPage)
    assert len([chip for chip in page.grid.findChildren(Chip) if chip.isVisibleTo(page.grid)]) == 200
    chip = page.grid.chip(id_of(empty, "Body 0"))
    QTest.keyClick(chip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert standing(empty, "Body 0") == ("medium", "low")

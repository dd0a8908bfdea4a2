# SPDX-License-Identifier: Apache-2.0
"""Assets, services and the radar in their window: what is opened, what is started, what is shown twice."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.technology.page import ASSETS, RADAR, SERVICES, TechnologyPage
from portfolio_desktop.gui.pages.technology.services_tab import Marks, reading
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.desks import records_of
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup


@pytest.fixture
def page(demo: Shell) -> TechnologyPage:
    demo.guide.go(places.TECHNOLOGY)
    assert isinstance(demo.guide.page, TechnologyPage)
    return demo.guide.page


def starter(page: TechnologyPage, asset: str) -> QPushButton:
    return next(
        each
        for each in page.assets.findChildren(QPushButton)
        if each.accessibleName() == f"Start a candidate project to replace {asset}" and not each.isHidden()
    )


def test_that_a_candidate_project_is_started_from_its_asset_and_taken_back(
    demo: Shell, page: TechnologyPage
) -> None:
    starter(page, "Mapline land charges").click()
    project = records_of(demo.desk, "project")["Replacement of Mapline land charges"]
    assert project["status"] == "pipeline"
    assert records_of(demo.desk, "asset")["Mapline land charges"]["project_id"] == project.id
    demo.desk.undo()
    assert "Replacement of Mapline land charges" not in records_of(demo.desk, "project")
    assert starter(page, "Mapline land charges").isEnabled()


def test_that_every_blip_of_the_picture_is_a_row_of_the_table(page: TechnologyPage) -> None:
    page.show_tab(RADAR)
    rows = page.radar._rows()
    blips = page.radar.picture._radar.blips
    assert [row.text(0) for row in rows] == [str(blip.number) for blip in blips]
    assert [row.text(1) for row in rows] == [blip.title for blip in blips]


def test_that_a_row_brings_out_its_blip_and_a_blip_its_row(page: TechnologyPage) -> None:
    page.show_tab(RADAR)
    radar = page.radar
    row = radar._rows()[4]
    radar.table.setCurrentItem(row)
    assert radar.picture.chosen == row.data(0, Qt.ItemDataRole.UserRole)
    QTest.keyClick(radar.picture, Qt.Key.Key_Down)
    chosen = radar.table.currentItem()
    assert chosen is not None
    assert chosen.text(0) == "6"


def test_that_a_click_on_a_blip_opens_its_record(demo: Shell, page: TechnologyPage) -> None:
    page.show_tab(RADAR)
    picture = page.radar.picture
    blip = picture._radar.blips[3]
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.place_of(blip.id).toPoint())
    assert demo.guide.here == places.register_key("technology")
    assert demo.guide.page is not None
    assert demo.guide.page.current == blip.id  # type: ignore[attr-defined]


def test_that_every_tab_has_words_for_everything_that_takes_the_keyboard(page: TechnologyPage) -> None:
    for tab in (ASSETS, SERVICES, RADAR):
        page.show_tab(tab)
        assert_every_focusable_widget_is_named(page)
        assert_no_label_reads_markup(page)


def test_that_readings_that_met_and_missed_are_said_in_words(page: TechnologyPage) -> None:
    page.show_tab(SERVICES)
    said = {marks.accessibleName() for marks in page.services.findChildren(Marks)}
    assert "met, met, missed" in said
    assert reading(Decimal("1E+2"), "calls") == "100 calls"
    assert reading(Decimal("99.50"), "%") == "99.5%"


def test_that_an_empty_workspace_offers_the_first_step_in_each_tab(empty: Shell) -> None:
    empty.guide.go(places.TECHNOLOGY)
    page = empty.guide.page
    assert isinstance(page, TechnologyPage)
    for tab, place in ((ASSETS, page._nothing_assets), (RADAR, page._nothing_radar)):
        page.show_tab(tab)
        assert page._stack.currentWidget() is place


def test_that_a_hundred_technologies_are_there_and_each_can_be_pointed_at(empty: Shell) -> None:
    quadrants = ("techniques", "platforms", "tools", "languages")
    rings = ("adopt", "trial", "assess", "hold")

    def many(office: Office) -> Changes:
        made = (
            Create(
                "technology",
                Id(office.store.new_id()),
                {"title": f"Technology {n}", "quadrant": quadrants[n % 4], "ring": rings[n // 4 % 4]},
            )
            for n in range(100)
        )
        return Changes("Import", tuple(made))

    empty.desk.write(many)
    empty.guide.go(places.TECHNOLOGY)
    page = empty.guide.page
    assert isinstance(page, TechnologyPage)
    page.show_tab(RADAR)
    page.grab()
    picture = page.radar.picture
    assert {picture._at(picture.place_of(blip.id)) for blip in picture._radar.blips} == {
        blip.id for blip in picture._radar.blips
    }
    assert picture.blip_radius >= 6.5


def test_that_each_asset_says_how_critical_it_is(demo: Shell) -> None:
    demo.guide.go(places.TECHNOLOGY)
    page = demo.guide.page
    assert page is not None
    said = {label.text for label in page.findChildren(ElidedLabel)}
    assert {"Criticality", "Critical", "Important"} <= said

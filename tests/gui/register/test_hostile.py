# SPDX-License-Identifier: Apache-2.0
"""Text from outside is shown letter by letter, wherever a register, a menu or a form shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QTreeWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.text import clean, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.pasting import read_block
from portfolio_desktop.gui.inspector import Inspector
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.popups.columns_menu import ColumnsMenu
from portfolio_desktop.gui.register.popups.filter_menu import FilterMenu
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create
from tests.gui.register.looking import column, section
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk
from tests.support.hostile import HOSTILE
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup

TEXTS = [text for text in (clean(each).text.strip() for each in HOSTILE) if text]


def fill_hostile(office: Office) -> None:
    office.write(
        Changes(
            "Fill",
            tuple(
                Create(
                    "project",
                    Id(office.store.new_id()),
                    {"title": text, "organisation": " ".join(text.split())[:200], "description": text},
                )
                for text in TEXTS
            ),
        )
    )


@pytest.fixture
def hostile(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path, qtbot: QtBot) -> Iterator[RegisterPage]:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        desk.work(lambda office, _progress: fill_hostile(office))
        page = RegisterPage(desk, "project")
        page.resize(1300, 28 * len(TEXTS) + 200)
        qtbot.addWidget(page)
        page.show()
        yield page


def test_that_every_hostile_text_stands_in_its_cell_as_it_is(hostile: RegisterPage) -> None:
    hostile.grab()
    for row, text in enumerate(TEXTS):
        cell = hostile.model.cell(row, section(hostile, "title"))
        assert cell is not None
        assert cell.text == visible_bidi(" ".join(text[:400].split()))


def test_that_a_search_for_a_hostile_text_never_fails(hostile: RegisterPage) -> None:
    for text in TEXTS:
        hostile.bar.box.searched.emit(text[:200])


def test_that_groups_filters_and_the_inspector_show_hostile_text_as_it_is(
    hostile: RegisterPage, qtbot: QtBot
) -> None:
    hostile.viewing.group("organisation")
    hostile.grab()
    hostile.viewing.group("")
    hostile.popups.open_filter("organisation", hostile.mapToGlobal(hostile.rect().center()))
    menu = hostile.findChildren(FilterMenu)[-1]
    assert_no_label_reads_markup(menu)
    assert_every_focusable_widget_is_named(menu)
    assert menu.findChildren(QTreeWidget)[0].topLevelItemCount() > 100
    inspector = Inspector(hostile._desk)
    qtbot.addWidget(inspector)
    for row in range(0, len(TEXTS), 9):
        line = hostile.model.line(row)
        assert line is not None
        inspector.show_record("project", line.record.id)
        inspector.grab()
    assert_no_label_reads_markup(inspector)


def test_that_what_is_copied_runs_in_no_spreadsheet_and_comes_back_as_it_was(hostile: RegisterPage) -> None:
    hostile.table.selectColumn(section(hostile, "title"))
    hostile.acts["copy"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert "<script" not in data.html()
    assert "<img" not in data.html()
    cells = [row[0] for row in read_block(data.text())]
    for text, cell in zip(TEXTS, cells, strict=True):
        assert cell == text


def test_that_the_popups_of_a_register_are_named(page: RegisterPage) -> None:
    at = page.mapToGlobal(page.rect().center())
    for name in ("confidence", "end", "title", "whole_life_cost", "sro_id", "assured"):
        page.popups.open_filter(name, at)
    page.popups.open_columns(at)
    page.popups.new_record()
    page.table.selectAll()
    page.popups.change_many()
    popups: list[QFrame] = [*page.findChildren(FilterMenu), *page.findChildren(ColumnsMenu)]
    assert len(popups) == 7
    for popup in popups:
        assert_every_focusable_widget_is_named(popup)
        assert_no_label_reads_markup(popup)
    assert CANARY in column(page)

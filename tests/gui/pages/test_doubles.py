# SPDX-License-Identifier: Apache-2.0
"""What stands twice is told on the page of data quality, and a register makes one of the records that are selected."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.form.merging import MergeDialog
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.quality.page import QualityPage
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk, records_of
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        for role in ("Engineer", "Diver"):
            desk.write(
                partial(records.create, entity="person", values={"name": "Vera <b>Lind", "role": role})
            )
            desk.write(partial(records.create, entity="programme", values={"title": "Harbours anew"}))
        yield desk


@pytest.fixture
def page(desk: Desk) -> Iterator[QualityPage]:
    page = QualityPage(desk)
    page.show()
    yield page
    page.close()
    page.deleteLater()


def rows(page: QWidget) -> list[RowButton]:
    return [
        each for each in page.findChildren(RowButton) if each.isVisible() and "2 p" in each.accessibleName()
    ]


def test_that_the_records_of_one_name_are_made_one_by_the_choice_of_a_person(
    desk: Desk, page: QualityPage
) -> None:
    person = next(each for each in rows(page) if "Vera" in each.accessibleName())
    assert person.accessibleName() == "Vera <b>Lind. 2 people, differ in Role"
    person.click()
    (dialog,) = page.findChildren(MergeDialog)
    assert_no_label_reads_markup(dialog)
    assert_every_focusable_widget_is_named(dialog)
    choices = {each.text(): each for each in dialog.findChildren(QRadioButton)}
    assert choices["Engineer"].isChecked()
    choices["Diver"].setChecked(True)
    dialog.agree()
    assert records_of(desk, "person")["Vera <b>Lind"]["role"] == "Diver"
    assert not [each for each in rows(page) if "Vera" in each.accessibleName()]
    desk.undo()
    assert [each for each in rows(page) if "Vera" in each.accessibleName()]


def test_that_all_that_say_the_same_are_merged_after_a_look(desk: Desk, page: QualityPage) -> None:
    (button,) = (each for each in page.findChildren(QPushButton) if each.text().startswith("Merge all"))
    assert button.text() == "Merge all that say the same…"
    button.click()
    dialog = next(each for each in page.findChildren(ActDialog) if each.isVisible())
    assert "1 programme" in {label.text() for label in dialog.findChildren(Label)}
    dialog.agree()
    assert not [each for each in rows(page) if "Harbours" in each.accessibleName()]
    assert [each for each in rows(page) if "Vera" in each.accessibleName()]


def test_that_whoever_merges_what_another_has_just_changed_looks_again(desk: Desk, page: QualityPage) -> None:
    next(each for each in rows(page) if "Vera" in each.accessibleName()).click()
    (dialog,) = page.findChildren(MergeDialog)
    id = records_of(desk, "person")["Vera <b>Lind"].id
    desk.write(lambda office: records.change(office, "person", id, {"role": "Master diver"}))
    dialog.agree()
    assert "Somebody else has just changed this" in {
        label.text()[:35] for label in dialog.findChildren(Label)
    }
    assert dialog.isVisible()
    dialog.agree()
    assert not dialog.isVisible()


def test_that_selected_rows_of_a_register_become_one(desk: Desk) -> None:
    page = RegisterPage(desk, "programme")
    page.show()
    titles = [page.model.data(page.model.index(row, 1)) for row in range(page.model.rowCount())]
    twice = [row for row, title in enumerate(titles) if title == "Harbours anew"]
    page.table.clearSelection()
    for row in twice:
        page.table.selectionModel().select(
            page.model.index(row, 1), page.table.selectionModel().SelectionFlag.Select
        )
    page.acts["merge"].trigger()
    (dialog,) = page.findChildren(MergeDialog)
    dialog.agree()
    assert len(twice) == 2
    assert [page.model.data(page.model.index(row, 1)) for row in range(page.model.rowCount())].count(
        "Harbours anew"
    ) == 1
    page.close()
    page.deleteLater()

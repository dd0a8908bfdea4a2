# SPDX-License-Identifier: Apache-2.0
"""A status that wants words asks for all of them in one panel, and the whole is one change."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.form.entry import Given
from portfolio_desktop.gui.form.record_form import RecordForm
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes
from tests.gui.register.looking import cell, said, section
from tests.support.desks import labels_written, records_of


@pytest.fixture
def issues(desk: Desk, qtbot: QtBot) -> RegisterPage:
    for title in ("Leak", "Crack"):
        desk.write(partial(_issue, title))
    page = RegisterPage(desk, "issue")
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return page


def _issue(title: str, office: Office) -> Changes:
    return records.create(office, "issue", {"title": title})


def panel(owner: RegisterPage | RecordForm) -> ActDialog:
    (found,) = [each for each in owner.findChildren(ActDialog) if each.isVisible()]
    return found


def write(dialog: ActDialog, words: str) -> None:
    editor = dialog.findChild(QPlainTextEdit, "resolution")
    assert editor is not None
    editor.setPlainText(words)
    dialog.yes.click()


def test_that_a_cell_asks_for_the_words_and_one_undo_takes_all_back(issues: RegisterPage, desk: Desk) -> None:
    labels = labels_written(desk)
    issues.model.entered.emit(cell(issues, 0, "status"), Given("closed", "Closed"))
    dialog = panel(issues)
    assert dialog.windowTitle() == "I-0001: what has to be said with it"
    write(dialog, "Sealed")
    leak = records_of(desk, "issue")["Leak"]
    assert (leak["status"], leak["resolution"]) == ("closed", "Sealed")
    assert leak["closed_on"] == desk.today
    assert labels == ["Change status of I-0001 to Closed"]
    desk.undo()
    leak = records_of(desk, "issue")["Leak"]
    assert (leak["status"], leak["resolution"], leak["closed_on"]) == ("open", None, None)


def test_that_dropping_the_panel_leaves_the_cell_as_it_was(issues: RegisterPage, desk: Desk) -> None:
    issues.model.entered.emit(cell(issues, 0, "status"), Given("closed", "Closed"))
    panel(issues).reject()
    assert said(issues, 0, "status") == "Open"
    assert records_of(desk, "issue")["Leak"]["status"] == "open"


def test_that_nothing_said_keeps_the_panel_open_with_the_reason(issues: RegisterPage) -> None:
    issues.model.entered.emit(cell(issues, 0, "status"), Given("closed", "Closed"))
    dialog = panel(issues)
    dialog.yes.click()
    assert dialog.isVisible()
    assert "how it was resolved" in dialog.problem.text()


def test_that_many_records_are_asked_about_once(issues: RegisterPage, desk: Desk) -> None:
    issues.table.go_to(0, section(issues, "title"))
    issues.table.selectAll()
    issues.editing.change_selected({"status": "closed"})
    write(panel(issues), "All mended")
    assert {each["resolution"] for each in records_of(desk, "issue").values()} == {"All mended"}
    assert {each["closed_on"] for each in records_of(desk, "issue").values()} == {desk.today}


def test_that_the_form_asks_as_well(issues: RegisterPage, desk: Desk, qtbot: QtBot) -> None:
    form = RecordForm(desk, "issue")
    qtbot.addWidget(form)
    form.load(Id(records_of(desk, "issue")["Crack"].id))
    for section_ in form._sections.values():
        section_.set_open(True)
    form.show()
    (block,) = [each for each in form.blocks() if "status" in each.names]
    block.entered.emit("status", Given("resolved", "Resolved"))
    write(panel(form), "Filled")
    assert records_of(desk, "issue")["Crack"]["status"] == "resolved"
    assert isinstance(records_of(desk, "issue")["Crack"]["closed_on"], date)

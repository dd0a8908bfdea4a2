# SPDX-License-Identifier: Apache-2.0
"""What becomes of a risk is decided in its register: it is escalated, it happens, it is closed with how it ended."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.register.acts import cell_menu
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.records import create
from tests.support.ask import FakeAsk
from tests.support.desks import records_of


@pytest.fixture
def page(empty: Shell) -> RegisterPage:
    """The register of risks, at one of the portfolio's programmes."""
    empty.desk.write(lambda office: create(office, "risk", {"title": "Flood", "level": "programme"}))
    page = empty.guide.register("risk")
    page.select(Id(flood(empty).id))
    return page


def flood(shell: Shell) -> Record:
    return records_of(shell.desk, "risk")["Flood"]


def test_that_all_that_may_become_of_a_risk_is_in_the_menu_of_its_row(page: RegisterPage) -> None:
    offered = {action.objectName() for action in cell_menu(page, page.acts).actions()}
    assert {"escalate", "happened", "close_risk"} <= offered
    assert page.acts["escalate"].isEnabled()


def test_that_a_risk_is_escalated_and_that_undone(empty: Shell, page: RegisterPage) -> None:
    page.acts["escalate"].trigger()
    assert flood(empty)["level"] == "portfolio"
    assert empty.toast._text.text == "Escalate R-0001: Level Programme → Portfolio"
    empty.desk.undo()
    assert flood(empty)["level"] == "programme"


def test_that_what_has_happened_becomes_an_issue_that_the_notice_leads_to(
    empty: Shell, page: RegisterPage, ask: FakeAsk
) -> None:
    ask.answer("The harbour is under water")
    page.acts["happened"].trigger()
    assert "The harbour is under water" in records_of(empty.desk, "issue")
    assert flood(empty)["status"] == "issue"
    empty.actions["noticed"].trigger()
    shown = empty.guide.page
    assert isinstance(shown, RegisterPage)
    assert shown.entity == "issue"


def test_that_a_risk_is_closed_with_how_it_ended_and_not_without(empty: Shell, page: RegisterPage) -> None:
    page.acts["close_risk"].trigger()
    (dialog,) = page.findChildren(ActDialog)
    dialog.yes.click()
    assert flood(empty)["status"] == "open"
    outcome = dialog.findChild(QPlainTextEdit, "outcome")
    assert outcome is not None
    outcome.setPlainText("The wall was raised")
    dialog.yes.click()
    assert (flood(empty)["status"], flood(empty)["outcome"]) == ("closed", "The wall was raised")
    assert flood(empty)["closed_on"] == empty.desk.today

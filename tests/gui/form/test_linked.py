# SPDX-License-Identifier: Apache-2.0
"""What refers to a record is listed, and another one is added from there."""

import pytest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.linked import Linked
from portfolio_desktop.gui.register.popups.dialogs import NewRecordDialog
from portfolio_desktop.services import records
from tests.support.access.speaking import announced
from tests.support.desks import records_of


@pytest.fixture
def risk(desk: Desk) -> Id:
    desk.write(lambda office: records.create(office, "risk", {"title": "Quay settles"}))
    return records_of(desk, "risk")["Quay settles"].id


def shown(desk: Desk, qtbot: QtBot, entity: str, id: Id, title: str) -> Linked:
    linked = Linked(desk, entity, id, title)
    qtbot.addWidget(linked)
    linked.show()
    return linked


def menu_of(linked: Linked) -> QMenu:
    button = next(each for each in linked.findChildren(QToolButton) if each.menu() is not None)
    return button.menu()


def test_that_an_action_is_added_to_a_risk_from_what_refers_to_it(desk: Desk, risk: Id, qtbot: QtBot) -> None:
    linked = shown(desk, qtbot, "risk", risk, "Quay settles")
    menu = menu_of(linked)
    assert [act.text() for act in menu.actions()] == [
        "Risk",
        "Issue",
        "Escalation",
        "Risk response",
        "Assumption",
        "Risk link",
        "Action",
    ]
    next(act for act in menu.actions() if act.text() == "Action").trigger()
    (dialog,) = linked.window().findChildren(NewRecordDialog)
    title = dialog.block.editor("title")
    assert isinstance(title, QLineEdit)
    title.setText("Survey the piles")
    dialog.agree()
    assert records_of(desk, "action")["Survey the piles"]["risk_id"] == risk
    again = shown(desk, qtbot, "risk", risk, "Quay settles")
    assert any("Survey the piles" in each.text() for each in again.findChildren(QPushButton))


def test_that_a_record_added_to_another_begins_at_the_first_field_that_is_not_known_yet(
    desk: Desk, risk: Id, qtbot: QtBot
) -> None:
    linked = shown(desk, qtbot, "risk", risk, "Quay settles")
    next(act for act in menu_of(linked).actions() if act.text() == "Risk response").trigger()
    (dialog,) = linked.window().findChildren(NewRecordDialog)
    assert dialog.block.names[0] == "risk_id"
    assert dialog.focusWidget() is dialog.block.editor("title")


def test_that_a_field_that_is_refused_in_a_dialog_is_marked_and_gets_the_keyboard(
    desk: Desk, risk: Id, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = shown(desk, qtbot, "risk", risk, "Quay settles")
    next(act for act in menu_of(linked).actions() if act.text() == "Risk response").trigger()
    (dialog,) = linked.window().findChildren(NewRecordDialog)
    title, cost = dialog.block.editor("title"), dialog.block.editor("cost")
    assert isinstance(title, QLineEdit)
    assert isinstance(cost, QLineEdit)
    title.setText("Drive new piles")
    cost.setText("31/01/2027")
    heard = announced(monkeypatch)
    dialog.agree()
    assert dialog.focusWidget() is cost
    assert "“31/01/2027”. This is not a number." in cost.accessibleDescription()
    assert len(heard) == 1
    cost.setText("90000")
    dialog.agree()
    assert "Drive new piles" in records_of(desk, "risk_response")


def test_that_the_other_end_of_what_ties_two_records_is_opened_from_either(
    desk: Desk, risk: Id, qtbot: QtBot
) -> None:
    project = records_of(desk, "project")["Harbour renewal"].id
    tie = {"risk_id": risk, "project_id": project}
    desk.write(lambda office: records.create(office, "risk_link", tie))
    linked = shown(desk, qtbot, "risk", risk, "Quay settles")
    opened: list[tuple[str, str]] = []
    linked.open_requested.connect(lambda entity, id: opened.append((entity, id)))
    (end,) = (
        each for each in linked.findChildren(QToolButton) if each.accessibleName() == "Open Harbour renewal"
    )
    end.click()
    assert opened == [("project", project)]


def test_that_much_to_choose_from_stands_under_the_headings_of_the_navigation(
    desk: Desk, qtbot: QtBot
) -> None:
    project = records_of(desk, "project")["Harbour renewal"].id
    menu = menu_of(shown(desk, qtbot, "project", project, "Harbour renewal"))
    headings = [act.text() for act in menu.actions()]
    assert headings[:3] == ["Delivery", "Risks and issues", "Governance"]
    under = menu.actions()[0].menu()
    assert isinstance(under, QMenu)
    assert "Dependency (given by)" in [act.text() for act in under.actions()]


def test_that_nothing_referring_to_a_record_is_said(
    desk: Desk, risk: Id, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announced(monkeypatch)
    linked = shown(desk, qtbot, "risk", risk, "Quay settles")
    linked._show(())
    assert heard == ["Nothing else refers to this record."]

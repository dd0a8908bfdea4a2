# SPDX-License-Identifier: Apache-2.0
"""The past of a record in the pane beside it: who, where and when, two values side by side, and one of them brought back."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.inspector import Inspector
from portfolio_desktop.gui.looking_back import SideBySide, who
from portfolio_desktop.services import records
from portfolio_desktop.services.history import Entry
from portfolio_desktop.storage.changes import Why
from tests.support.desks import records_of

MOMENT = datetime(2026, 11, 20, 14, 2, tzinfo=UTC)


def test_that_an_earlier_value_comes_back_by_one_button(desk: Desk, qtbot: QtBot) -> None:
    project = records_of(desk, "project")["Harbour renewal"]
    desk.write(lambda office: records.change(office, "project", project.id, {"title": "Harbour, phase 2"}))
    inspector = Inspector(desk)
    qtbot.addWidget(inspector)
    inspector.show_record("project", project.id)
    inspector._tabs.choose("history")
    inspector._show_tab("history")
    (open_it,) = [
        button for button in inspector.findChildren(QPushButton) if button.text() == "Side by side…"
    ]
    open_it.click()
    (dialog,) = inspector.window().findChildren(SideBySide)
    buttons = [
        button for button in dialog.findChildren(QPushButton) if button.accessibleName().startswith("Bring")
    ]
    assert [button.accessibleName() for button in buttons] == [
        "Bring this back: Harbour renewal",
        "Bring this back: Harbour, phase 2",
    ]
    buttons[0].click()
    assert "Harbour renewal" in records_of(desk, "project")


def test_that_what_came_from_elsewhere_says_from_where_why_and_when() -> None:
    entry = Entry(
        when=MOMENT,
        author="Bob",
        change_set="c",
        label="Settle",
        why=Why.RESOLVE,
        entity="project",
        record=Id("p"),
        title="Harbour",
        event="changed",
        field="end",
        field_label="End",
        old="30 Apr",
        new="31 May",
        stream="s",
        arrived=MOMENT,
    )
    assert who(entry, {"s": "BOB-LAPTOP"}) == "Bob, BOB-LAPTOP, settled, arrived 20 Nov 2026 14:02"

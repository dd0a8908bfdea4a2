# SPDX-License-Identifier: Apache-2.0
"""Choices with a tone, wherever a register, a form or a filter shows them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.choosing import ChoiceEditor
from portfolio_desktop.gui.form.worked_out import WorkedOut
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.theme import current_theme
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes
from tests.gui.register.looking import section
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk

ISSUES: tuple[tuple[str, Value], ...] = (
    ("Payroll fails", "critical"),
    ("Traders object", "low"),
    ("Nobody has said", Unknown("asked twice")),
    ("Just raised", None),
)


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        for title, severity in ISSUES:
            desk.write(_new(title, severity))
        yield desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RegisterPage:
    page = RegisterPage(desk, "issue")
    qtbot.addWidget(page)
    page.resize(1500, 500)
    page.show()
    return page


def test_that_a_severity_is_painted_in_its_tone_and_one_nobody_knows_as_a_dash(page: RegisterPage) -> None:
    column = section(page, "severity")
    badges = [cell.badge if (cell := page.model.cell(row, column)) else None for row in range(len(ISSUES))]
    assert [badge.shape if badge else "" for badge in badges] == ["square", "circle", "dash", ""]
    picture = page.table.viewport().grab().toImage()
    spot = page.table.visualRect(page.model.index(0, column))
    seen = picture.pixelColor(spot.left() + 50, spot.center().y())
    assert seen == QColor(current_theme().tones["red"].fill)


def test_that_the_heading_of_a_group_bears_the_badge_of_its_severity(page: RegisterPage) -> None:
    page.viewing.change(replace(page.viewing.view, group="severity"))
    headings = page.model.arrangement.headings
    assert [(each.words, each.badge.letter if each.badge else "") for each in headings][:2] == [
        ("Critical", "C"),
        ("Low", "L"),
    ]


def test_that_a_form_offers_each_severity_with_its_badge(desk: Desk, qtbot: QtBot) -> None:
    editor = ChoiceEditor(desk.catalogue, desk.catalogue.entity("issue").field("severity"))
    qtbot.addWidget(editor)
    editor.show_value("critical")
    words = {editor.itemText(place): not editor.itemIcon(place).isNull() for place in range(editor.count())}
    assert words == {
        "–": False,
        "Critical": True,
        "High": True,
        "Medium": True,
        "Low": True,
        "Not reported": True,
    }


def test_that_the_band_of_a_risk_stands_in_its_form_as_badge_and_words(desk: Desk, qtbot: QtBot) -> None:
    place = WorkedOut(desk, desk.catalogue.entity("risk").field("band"))
    qtbot.addWidget(place)
    place.resize(200, 28)
    place.show_value("critical")
    assert place.text() == "Critical"
    seen = place.grab().toImage().pixelColor(48, 14)
    assert seen == QColor(current_theme().tones["red"].fill)


def _new(title: str, severity: Value) -> Callable[[Office], Changes]:
    def write(office: Office) -> Changes:
        return records.create(office, "issue", {"title": title, "severity": severity})

    return write

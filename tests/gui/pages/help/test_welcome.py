# SPDX-License-Identifier: Apache-2.0
"""The first page: every way to begin works, and a workspace that is not there now is told and cannot be clicked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.pages.welcome import StepCard
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.reports.guide import printing
from portfolio_desktop.services import records
from portfolio_desktop.services.history import acts
from tests.support.ask import FakeAsk


def test_that_the_four_first_steps_are_offered_and_each_says_what_it_is_for(shell: Shell) -> None:
    cards = shell.welcome.findChildren(StepCard)
    assert [card.objectName() for card in cards] == ["demo", "import", "new", "join"]
    assert all(card.accessibleName() and card.accessibleDescription() for card in cards)


def test_that_the_keyboard_begins_at_the_first_step(shell: Shell, qtbot: QtBot) -> None:
    first = shell.welcome.findChild(StepCard, "demo")
    assert first is not None
    assert shell.window.focusWidget() is first


def test_that_whoever_begins_can_say_who_they_are_and_writes_under_that_name(
    shell: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    name = shell.welcome.author
    login = name.text()
    assert login == shell.desk.settings.author
    for typed, signed in (("  ", login), ("\x07", login), (" Ann  Lee ", "Ann Lee")):
        name.setText(typed)
        name.editingFinished.emit()
        assert (name.text(), shell.desk.settings.author) == (signed, signed)
    ask.answer(tmp_path / "Ours.portfolio")
    shell.files.new()
    shell.desk.write(lambda office: records.create(office, "project", {"title": "Harbour"}))
    newest: list[str] = []
    shell.desk.read(
        lambda office: acts(office, limit=1), lambda found: newest.extend(each.author for each in found)
    )
    assert newest == ["Ann Lee"]


def test_that_a_workspace_on_a_stick_that_is_out_stays_listed_and_is_greyed(
    shell: Shell, tmp_path: Path
) -> None:
    here = tmp_path / "Here.portfolio"
    shell.welcome.show_recent((tmp_path / "Gone.portfolio", here), lambda path: path == here)
    gone, there = shell.welcome._recent_box.findChildren(QToolButton)
    assert not gone.isEnabled()
    assert "not there now" in gone.accessibleName()
    assert there.isEnabled()


def test_that_whoever_opens_the_demo_first_is_shown_round_and_later_is_left_alone(
    shell: Shell, qtbot: QtBot
) -> None:
    demo = shell.welcome.findChild(StepCard, "demo")
    assert demo is not None
    demo.click()
    assert shell.help.tour.balloon is not None
    shell.files.close()
    demo.click()
    assert shell.desk.workspace is not None
    assert shell.help.tour.balloon is None


def test_that_the_guide_is_saved_from_the_menu_without_a_workspace(
    shell: Shell, ask: FakeAsk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "render_guide", lambda day: f"%PDF of {day}".encode())
    ask.answer(tmp_path / "guide.pdf")
    shell.actions["help_guide"].trigger()
    assert (tmp_path / "guide.pdf").read_bytes().decode() == f"%PDF of {shell.desk.today}"


def test_that_the_way_to_the_first_pack_is_told_without_a_workspace(shell: Shell) -> None:
    link = shell.welcome.findChild(QPushButton, "help")
    assert link is not None
    link.click()
    assert shell.help.viewer.here == "first-pack"

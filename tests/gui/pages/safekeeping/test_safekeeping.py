# SPDX-License-Identifier: Apache-2.0
"""Backups and mending in the window: copies are made and looked into, a damaged file is made anew, an unsafe place is left."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from portfolio_desktop.base.places import Danger, Unsafe
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.safekeeping.looking import LookDialog
from portfolio_desktop.gui.pages.safekeeping.page import SafekeepingPage
from portfolio_desktop.gui.pages.safekeeping.rescue import RescuePage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import new_office
from portfolio_desktop.services.safekeeping.copies import copy
from tests.support.ask import FakeAsk
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup
from tests.support.workspaces import tamper


@pytest.fixture
def file(laptop: Path) -> Path:
    path = laptop / "Board.portfolio"
    with new_office(path, "Ann Example") as office:
        office.write(records.create(office, "project", {"title": "Harbour"}))
    return path


@pytest.fixture
def board(shell: Shell, file: Path) -> Shell:
    shell.files.open(file)
    return shell


def page_of(shell: Shell) -> SafekeepingPage:
    shell.guide.go(places.SAFEKEEPING)
    page = shell.guide.page
    assert isinstance(page, SafekeepingPage)
    return page


def words_on(widget: QWidget) -> str:
    shown = [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]
    return "\n".join([*shown, *(each.accessibleName() for each in widget.findChildren(QWidget))])


def press(widget: QWidget, name: str) -> None:
    next(button for button in widget.findChildren(QPushButton) if button.text() == name).click()


def add_project(shell: Shell, title: str) -> None:
    shell.desk.write(lambda office: records.create(office, "project", {"title": title}))


def test_that_the_page_shows_the_day_s_copy_and_one_made_now(board: Shell) -> None:
    page = page_of(board)
    assert "Backed up today at" in words_on(page)
    assert len(page.copies.findChildren(RowButton)) == 1
    add_project(board, "Quay")
    board.actions["backup"].trigger()
    assert "whole" in board.toast._text.text
    assert len(board.safekeeping.keeper.copies.kept) >= 1
    assert_every_focusable_widget_is_named(page)
    assert_no_label_reads_markup(page)


def test_that_a_look_into_a_copy_names_what_is_not_in_it_and_restores_beside_the_present(
    board: Shell, ask: FakeAsk, laptop: Path, file: Path
) -> None:
    add_project(board, "Quay")
    before = file.read_bytes()
    page = page_of(board)
    page.copies.findChildren(RowButton)[0].click()
    dialog = board.window.findChild(LookDialog)
    assert dialog is not None
    assert "1 change would not be in it: 1 by you." in words_on(dialog)
    assert "Quay" in words_on(dialog)
    ask.answer(laptop / "Restored.portfolio", "open")
    dialog.agree()
    assert board.desk.workspace is not None
    assert board.desk.workspace.path == laptop / "Restored.portfolio"
    assert file.read_bytes()[:100] == before[:100]
    assert "restored" in " ".join(ask.asked).lower()


def test_that_a_copy_that_fails_is_said_at_the_foot_and_not_in_a_dialog(
    board: Shell, ask: FakeAsk, laptop: Path
) -> None:
    board.desk.settings.put("backup.folder", str(laptop / "stick"))
    board.actions["backup"].trigger()
    assert "is not there now" in board.status._copies.accessibleName()
    assert board.status._copies.isVisibleTo(board.window)
    (laptop / "stick").mkdir()
    board.actions["backup"].trigger()
    assert not board.status._copies.isVisibleTo(board.window)
    assert list((laptop / "stick").rglob("*.portfolio"))
    assert ask.told == []


def test_that_a_second_place_is_chosen_with_open_eyes(board: Shell, ask: FakeAsk, laptop: Path) -> None:
    page = page_of(board)
    (laptop / "beside").mkdir()
    ask.answer(laptop / "beside", None)
    press(page.second, "Choose a folder…")
    assert "takes both" in ask.asked[-1]
    assert board.safekeeping.keeper.second is None
    ask.answer(laptop / "beside", "anyway")
    press(page.second, "Choose a folder…")
    assert board.safekeeping.keeper.second == laptop / "beside"
    press(page.second, "Do without")
    assert board.safekeeping.keeper.second is None


def test_that_what_is_wrong_is_said_with_what_mending_does_and_mended(shell: Shell, file: Path) -> None:
    tamper(file, "UPDATE project SET title = 'Demolition'")
    shell.files.open(file)
    shell.actions["check"].trigger()
    page = shell.guide.page
    assert isinstance(page, SafekeepingPage)
    assert "The register of Projects does not show what the history says." in words_on(page)
    assert "anew from the history" in words_on(page)
    press(page.checking, "Mend")
    assert "The workspace is whole" in words_on(page.checking)


def test_that_a_damaged_file_is_made_anew_from_the_window_and_kept(
    shell: Shell, ask: FakeAsk, file: Path
) -> None:
    content = bytearray(file.read_bytes())
    content[:4096] = bytes(4096)
    file.write_bytes(content)
    shell.files.open(file)
    page = shell.window.stack.currentWidget()
    assert isinstance(page, RescuePage)
    assert "“Board” is damaged" in words_on(page)
    assert "Its own history: 1 change up to" in words_on(page)
    assert_every_focusable_widget_is_named(page)
    page.make.click()
    assert "Nothing that is known of is missing" in ask.told[-1]
    assert shell.desk.workspace is not None
    assert shell.desk.workspace.path == file
    (aside,) = file.parent.glob("Board (damaged*.portfolio")
    assert aside.read_bytes() == content


def test_that_an_emptied_file_is_made_anew_from_its_copies_and_no_new_one_is_begun_there(
    shell: Shell, ask: FakeAsk, file: Path
) -> None:
    copy(file)
    file.write_bytes(b"")
    ask.answer(file)
    shell.files.new()
    page = shell.window.stack.currentWidget()
    assert isinstance(page, RescuePage)
    assert "“Board” was emptied" in words_on(page)
    assert "The latest copy: 1 change up to" in words_on(page)
    page.make.click()
    assert shell.desk.workspace is not None
    assert shell.desk.workspace.path == file


def test_that_a_workspace_in_an_unsafe_place_is_copied_to_this_laptop_or_only_read(
    shell: Shell, ask: FakeAsk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsafe(path: Path) -> Unsafe | None:
        return Unsafe(Danger.SYNCED, file.parent, "OneDrive") if path == file else None

    monkeypatch.setattr("portfolio_desktop.services.safekeeping.places.unsafe_here", unsafe)
    ask.answer(None, "read", "copy")
    shell.files.open(file)
    assert shell.desk.workspace is None
    assert "kept in step by OneDrive" in ask.asked[-1]
    shell.files.open(file)
    assert shell.desk.read_only
    shell.files.open(file)
    assert shell.desk.workspace is not None
    assert shell.desk.workspace.path.parent.name == "portfolios"
    assert not shell.desk.read_only
    monkeypatch.setattr(
        "portfolio_desktop.services.safekeeping.places.unsafe_here", lambda path: unsafe(file)
    )
    ask.answer(file.parent / "New.portfolio")
    shell.files.new()
    assert not (file.parent / "New.portfolio").exists()

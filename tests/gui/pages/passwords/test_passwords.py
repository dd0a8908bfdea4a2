# SPDX-License-Identifier: Apache-2.0
"""A workspace under a password in the window: set, asked for, locked, and nothing of it in sight or on the disk meanwhile."""

import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.pages.passwords.dialogs import (
    ChangeDialog,
    KeyDialog,
    RemoveDialog,
    RenewDialog,
    SetDialog,
)
from portfolio_desktop.gui.session.windows import seat_of
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import RECORD, Form
from portfolio_desktop.services.safekeeping.copies import kept_copies
from portfolio_desktop.storage.backup import folder_of
from portfolio_desktop.storage.keys.ring import RING
from tests.support.ask import FakeAsk
from tests.support.confidential import texts
from tests.support.passwords import PASSWORD, a_ring_of_its_own, bytes_of, quick_passphrases
from tests.support.windows import empty, laptop, shell

__all__ = ["a_ring_of_its_own", "empty", "laptop", "shell"]

NEEDLE = "zqneedlezq"
D = TypeVar("D", bound=QWidget)
OTHER = "quite another one here"

pytestmark = pytest.mark.usefixtures(quick_passphrases.__name__)


def fill(parent: QWidget, *words: str) -> None:
    fields = [each for each in parent.findChildren(QLineEdit) if each.isVisible()]
    for field, word in zip(fields, words, strict=True):
        field.setText(word)


def press(parent: QWidget, text: str) -> None:
    next(each for each in parent.findChildren(QAbstractButton) if each.text() == text).click()


def dialog(shell: Shell, kind: type[D]) -> D:
    return [each for each in shell.window.findChildren(kind) if each.isVisible()][-1]


def path_of(shell: Shell) -> Path:
    assert shell.desk.workspace is not None
    return shell.desk.workspace.path


def set_password(shell: Shell, *, recovery: bool = False) -> str:
    """Set one by the dialog; the recovery key, where one is wanted."""
    shell.actions["password_set"].trigger()
    asked = dialog(shell, SetDialog)
    fill(asked, PASSWORD, PASSWORD)
    press(asked, "Make a recovery key" if recovery else "No recovery key")
    asked.yes.click()
    if not recovery:
        return ""
    shown = dialog(shell, KeyDialog)
    key = next(each.text() for each in shown.findChildren(Label) if each.accessibleName() == "Recovery key")
    fill(shown, key.split()[1], key.split()[4])
    press(shown, "The key is safe")
    return key


def type_in(shell: Shell, words: str) -> None:
    page = shell.window.stack.currentWidget()
    assert page is not None
    fill(page, words)
    press(page, "Open")


def shown(shell: Shell) -> str:
    page = shell.window.stack.currentWidget()
    assert page is not None
    return texts(page)


def test_that_a_password_is_set_and_the_plain_copies_are_offered_to_be_removed(
    empty: Shell, ask: FakeAsk, laptop: Path
) -> None:
    path = path_of(empty)
    old = folder_of(path) / f"{path.stem}_2026-01-01_100000{path.suffix}"
    shutil.copyfile(path, old)
    ask.answer("remove")
    set_password(empty)
    assert empty.passwords.under_password
    assert not old.exists()
    assert kept_copies(path)
    assert not [name for name, content in bytes_of(laptop).items() if b"CREATE TABLE" in content]


def test_that_two_that_differ_or_one_too_short_are_refused_in_the_dialog(empty: Shell) -> None:
    empty.actions["password_set"].trigger()
    asked = dialog(empty, SetDialog)
    press(asked, "No recovery key")
    for words, why in (((PASSWORD, OTHER), "differ"), (("short", "short"), "12 characters")):
        fill(asked, *words)
        asked.yes.click()
        assert why in asked.problem.text()
    assert not empty.passwords.under_password
    asked.reject()


def test_that_nothing_of_a_locked_workspace_is_in_sight_and_it_comes_back_where_it_was(
    empty: Shell, laptop: Path
) -> None:
    set_password(empty)
    path = path_of(empty)
    empty.desk.write(lambda office: records.create(office, "project", {"title": NEEDLE}))
    empty.guide.go(places.register_key("project"))
    block = FieldBlock(empty.desk, "risk", ["title"])
    block.form = Form(RECORD, "risk", "")
    block.show_values({})
    block.editor("title").restore(f"half {NEEDLE}")
    empty.desk.notify(f"Added {NEEDLE}")
    empty.actions["password_lock"].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert NEEDLE not in texts(empty.window)
    assert RING.held(path.read_bytes()[:16]) is None
    assert not [name for name, content in bytes_of(laptop).items() if NEEDLE.encode() in content]
    assert seat_of(empty).workspace == str(path)
    assert seat_of(empty).page == places.register_key("project")
    type_in(empty, OTHER)
    assert "not the password" in shown(empty)
    assert empty.desk.workspace is None
    type_in(empty, PASSWORD)
    assert path_of(empty) == path
    assert empty.guide.here == places.register_key("project")
    assert [draft.words for draft in empty.drafts.waiting] == [{"title": f"half {NEEDLE}"}]
    block.deleteLater()


def test_that_it_locks_when_nothing_is_done_and_says_why(empty: Shell) -> None:
    empty.passwords._idle.timeout.emit()
    assert empty.desk.workspace is not None  # it is under none
    set_password(empty)
    empty.passwords._idle.timeout.emit()
    assert empty.desk.workspace is None
    assert "nothing was done" in shown(empty)


def test_that_a_file_of_the_recent_ones_asks_and_another_can_be_opened_instead(
    empty: Shell, laptop: Path
) -> None:
    set_password(empty)
    path = path_of(empty)
    empty.actions["close"].trigger()
    from portfolio_desktop.services.safekeeping.passwords import lock

    lock(path)
    empty.files.open(path)
    assert "is locked" in shown(empty)
    press(empty.window, "Go to another workspace")
    assert empty.window.stack.currentWidget() is empty.welcome
    assert seat_of(empty).workspace == ""


def test_that_the_recovery_key_opens_it_and_asks_for_another_password(empty: Shell) -> None:
    key = set_password(empty, recovery=True)
    empty.passwords.lock()
    press(empty.window, "Use the recovery key")
    type_in(empty, key)
    assert empty.desk.workspace is None
    renew = dialog(empty, RenewDialog)
    fill(renew, OTHER, OTHER)
    renew.yes.click()
    assert empty.desk.workspace is not None
    empty.passwords.lock()
    type_in(empty, OTHER)
    assert empty.desk.workspace is not None


def test_that_it_is_changed_while_it_is_open_and_taken_away(empty: Shell) -> None:
    set_password(empty)
    empty.actions["password_change"].trigger()
    asked = dialog(empty, ChangeDialog)
    fill(asked, PASSWORD, OTHER, OTHER)
    asked.yes.click()
    empty.actions["password_remove"].trigger()
    away = dialog(empty, RemoveDialog)
    fill(away, PASSWORD)
    away.yes.click()
    assert "not the password" in away.problem.text()
    fill(away, OTHER)
    away.yes.click()
    assert not empty.passwords.under_password
    assert path_of(empty).is_file()

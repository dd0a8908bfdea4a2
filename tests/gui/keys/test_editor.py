# SPDX-License-Identifier: Apache-2.0
"""The dialog in which keys are changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.keys.editor import KeysDialog
from portfolio_desktop.gui.keys.keymap import KeyMap
from portfolio_desktop.gui.keys.where import EVERYWHERE, TIMELINE


@pytest.fixture
def dialog(tmp_path: Path, qapp: QApplication) -> Iterator[KeysDialog]:
    parent = QWidget()
    yield KeysDialog(KeyMap(Settings(tmp_path / "settings.json")), parent)
    parent.deleteLater()


def press(dialog: KeysDialog, keys: str) -> None:
    dialog.edit.setKeySequence(QKeySequence(keys))


def shown(dialog: KeysDialog, where: str, name: str) -> str:
    dialog.choose(where, name)
    item = dialog.list.currentItem()
    assert item is not None
    return item.text(2)


def test_that_a_key_is_pressed_and_given(dialog: KeysDialog) -> None:
    dialog.choose(EVERYWHERE, "pack")
    press(dialog, "Ctrl+Shift+Y")
    assert dialog.told.text() == ""
    dialog.give.click()
    assert shown(dialog, EVERYWHERE, "pack") == "Ctrl+Shift+Y (changed)"
    dialog.reset.click()
    assert shown(dialog, EVERYWHERE, "pack") == ""
    assert not dialog.reset.isEnabled()


def test_that_a_key_that_is_taken_says_whose_it_is_and_can_be_taken(dialog: KeysDialog) -> None:
    dialog.choose(EVERYWHERE, "pack")
    press(dialog, "Ctrl+J")
    assert dialog.told.text() == "Ctrl+J is already the key of “Next conflict” (on the timeline)."
    assert dialog.give.text() == "Take it for this action"
    dialog.give.click()
    assert shown(dialog, EVERYWHERE, "pack") == "Ctrl+J (changed)"
    assert shown(dialog, TIMELINE, "next_conflict") == "none (changed)"
    dialog.reset_all.click()
    assert shown(dialog, TIMELINE, "next_conflict") == "Ctrl+J"
    assert not dialog.reset_all.isEnabled()


def test_that_a_key_that_cannot_be_given_is_refused(dialog: KeysDialog) -> None:
    dialog.choose(EVERYWHERE, "pack")
    press(dialog, "F2")
    assert "In a table" in dialog.told.text()
    assert not dialog.give.isEnabled()


def test_that_an_action_may_have_another_key_or_none(dialog: KeysDialog) -> None:
    dialog.choose(EVERYWHERE, "palette")
    press(dialog, "F5")
    dialog.add.click()
    assert shown(dialog, EVERYWHERE, "palette") == "Ctrl+K / F5 (changed)"
    dialog.none.click()
    assert shown(dialog, EVERYWHERE, "palette") == "none (changed)"


def test_that_a_family_shows_its_keys_at_once(dialog: KeysDialog) -> None:
    dialog.family.setCurrentIndex(dialog.family.findData("gantt"))
    assert shown(dialog, TIMELINE, "new_task") == "Ctrl+T / Ins"


def test_that_actions_are_found_by_name_and_by_key(dialog: KeysDialog) -> None:
    dialog.box.setText("ctrl+f2")
    assert [item.text(0) for item in dialog._items()] == ["Link the selected tasks"]
    dialog.box.setText("palette")
    assert [item.text(0) for item in dialog._items()] == ["Command palette"]
    dialog.box.setText("nothing of the kind")
    assert dialog._items() == []
    assert not dialog.edit.isEnabled()

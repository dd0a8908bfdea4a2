# SPDX-License-Identifier: Apache-2.0
"""A field whose words are checked, as the person in front of it sees it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.spelling.field import SpeltField
from portfolio_desktop.gui.spelling.wave import marked_in


def underlined(edit: QPlainTextEdit) -> list[str]:
    """The words with a wavy line, in order."""
    found: list[str] = []
    block = edit.document().begin()
    while block.isValid():
        text = block.text().encode("utf-16-le")
        found += [text[2 * start : 2 * end].decode("utf-16-le") for start, end in marked_in(block)]
        block = block.next()
    return found


def wait_for(qtbot: QtBot, edit: QPlainTextEdit, *words: str) -> None:
    """Until exactly those words are underlined."""
    qtbot.waitUntil(lambda: underlined(edit) == list(words), timeout=20_000)


def checked(edit: QPlainTextEdit) -> SpeltField:
    field = edit.findChild(SpeltField)
    assert field is not None
    return field


def menu_of(edit: QPlainTextEdit, open_it: Callable[[], None]) -> QMenu:
    """The menu that opens over the field."""
    open_it()
    (menu,) = (menu for menu in edit.findChildren(QMenu) if menu.isVisible())
    return menu


def choose(menu: QMenu, words: str) -> None:
    """Choose what the menu says, as Enter on it does."""
    action = next(action for action in menu.actions() if action.text() == words)
    menu.close()
    action.trigger()


def says(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]

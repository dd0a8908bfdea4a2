# SPDX-License-Identifier: Apache-2.0
"""No key means two things on any system: offscreen, Qt knows only some of the keys that X11, Windows and macOS add."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence

from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell.places import register_key
from portfolio_desktop.gui.shell.shell import Shell

_Key = QKeySequence.StandardKey

# What each system binds to the standard keys, beyond what every one of them does.
ELSEWHERE = {
    "x11": {
        _Key.Copy: ("Ctrl+C", "Ctrl+Ins", "F16"),
        _Key.Delete: ("Del", "Ctrl+D"),
        _Key.Find: ("Ctrl+F",),
        _Key.New: ("Ctrl+N",),
        _Key.Open: ("Ctrl+O",),
        _Key.Paste: ("Ctrl+V", "Ctrl+Shift+Ins", "Shift+Ins", "F18"),
        _Key.Redo: ("Ctrl+Shift+Z",),
        _Key.Undo: ("Ctrl+Z", "F14"),
    },
    "windows": {
        _Key.Copy: ("Ctrl+C", "Ctrl+Ins"),
        _Key.Delete: ("Del",),
        _Key.Find: ("Ctrl+F",),
        _Key.New: ("Ctrl+N",),
        _Key.Open: ("Ctrl+O",),
        _Key.Paste: ("Ctrl+V", "Shift+Ins"),
        _Key.Redo: ("Ctrl+Y", "Alt+Shift+Backspace", "Ctrl+Shift+Z"),
        _Key.Undo: ("Ctrl+Z", "Alt+Backspace"),
    },
    "macos": {
        _Key.Copy: ("Ctrl+C",),
        _Key.Delete: ("Del", "Meta+D"),
        _Key.Find: ("Ctrl+F",),
        _Key.New: ("Ctrl+N",),
        _Key.Open: ("Ctrl+O",),
        _Key.Paste: ("Ctrl+V",),
        _Key.Preferences: ("Ctrl+,",),
        _Key.Quit: ("Ctrl+Q",),
        _Key.Redo: ("Ctrl+Shift+Z",),
        _Key.Undo: ("Ctrl+Z",),
    },
}


def keys_of(action: Action, bindings: dict[QKeySequence.StandardKey, tuple[str, ...]]) -> Iterator[str]:
    """The keys that call an action on a system with these bindings."""
    for key in action.keys:
        if isinstance(key, str):
            yield QKeySequence(key).toString()
        else:
            yield from (QKeySequence(other).toString() for other in bindings.get(key, ()))


@pytest.mark.parametrize("system", ELSEWHERE)
def test_that_no_key_means_two_things_on_a_register(demo: Shell, system: str) -> None:
    demo.guide.go(register_key("risk"))
    page = demo.guide.page
    assert isinstance(page, RegisterPage)
    owners: dict[str, str] = {}
    for action in page.acts:
        for key in keys_of(action, ELSEWHERE[system]):
            assert owners.setdefault(key, action.name) == action.name, f"{key} on {system}"
    assert len(owners) > 20

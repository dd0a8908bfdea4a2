# SPDX-License-Identifier: Apache-2.0
"""What stands against a key: it is no key to press, a part of the window has it for itself, or another action has it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.keys.keymap import KeyMap, native, portable
from portfolio_desktop.gui.keys.where import CLOCKS, EVERYWHERE, REGISTER, TIMELINE, meet
from portfolio_desktop.services.help.keys import KeyOfPlace, Shortcut, keys_of_places

_ALONE = re.compile(r"(Shift\+)?(F\d{1,2}|Ins|Del)")
_LETTER = re.compile(r"(Shift\+)?[A-Z0-9]")
_TABLES = (N_("In a table"), N_("In the chart of the timeline"))


class Conflict(NamedTuple):
    """Why a key cannot be given, in one sentence. With `other`, it can be taken from that action."""

    sentence: str
    other: Shortcut | None = None


def conflict(
    keymap: KeyMap, sheet: Sequence[Shortcut], folder: Path, action: Shortcut, key: str
) -> Conflict | None:
    """What stands against giving `key` to `action`; None where nothing does."""
    wanted = portable(key)
    if not _can_be_pressed(action.where, wanted):
        return Conflict(
            _("{key} alone is typed into fields: hold Ctrl or Alt with it, or choose a function key.").format(
                key=native(key)
            )
        )
    shipped = tuple(map(portable, action.keys))
    for own in keys_of_places(folder):
        if wanted not in shipped and wanted in map(portable, own.keys) and _hears(action.where, own):
            return Conflict(
                _("{key} has a meaning of its own, “{place}”: {what}. Choose another.").format(
                    key=native(key), place=_(own.place), what=own.what
                )
            )
    for other in sheet:
        mine = (other.where, other.name) == (action.where, action.name)
        if mine or not meet(other.where, action.where):
            continue
        if wanted in keymap.keys(other.where, other.name, other.keys):
            return Conflict(
                _("{key} is already the key of “{action}” ({where}).").format(
                    key=native(key), action=_(other.text).removesuffix("…"), where=_(other.where).lower()
                ),
                other,
            )
    return None


def take(keymap: KeyMap, other: Shortcut, key: str) -> None:
    """Take a key away from an action, which keeps its others."""
    kept = keymap.keys(other.where, other.name, other.keys)
    keymap.put(other.where, other.name, (each for each in kept if each != portable(key)))


def _can_be_pressed(where: str, key: str) -> bool:
    """Whether a key does something else than write; among the clocks, where nothing is written, letters will do."""
    if _ALONE.fullmatch(key) or (where == CLOCKS and _LETTER.fullmatch(key)):
        return True
    return any(held in key for held in ("Ctrl+", "Alt+", "Meta+"))


def _hears(where: str, own: KeyOfPlace) -> bool:
    """Whether an action there would take the key from a part of the window that has it."""
    return where == EVERYWHERE or (where in (REGISTER, TIMELINE) and own.place in _TABLES)

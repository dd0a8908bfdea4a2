# SPDX-License-Identifier: Apache-2.0
"""What is pictured of finding: operators, what is refused, what is offered and pinned, and the keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.finding.pins import key_of
from portfolio_desktop.gui.keys.editor import KeysDialog
from portfolio_desktop.gui.keys.where import EVERYWHERE
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.views.pins import save_search


def _search(words: str) -> Callable[[Shell], None]:
    def play(shell: Shell) -> None:
        shell.guide.search().look_for(words)

    return play


def _palette(shell: Shell) -> None:
    shell.offers.open_palette()
    shell.palette.type("rag:am")


def _pinned(shell: Shell) -> None:
    for name, words in (("Late, by owner", "is:overdue"), ("Red projects", "rag:red in:projects")):
        shell.desk.write(partial(save_search, label=name, words=words))
    for kept in shell.pins.kept:
        shell.pins.pin(str(kept.id), everybody=kept.label.startswith("Late"))
    shell.pins.open(next(key_of(kept) for kept in shell.pins.kept if kept.label.startswith("Late")))


def _keys(shell: Shell) -> QWidget:
    shell.actions["keys"].trigger()
    dialog = shell.window.findChild(KeysDialog)
    assert dialog is not None
    dialog.choose(EVERYWHERE, "pack")
    dialog.edit.setKeySequence(QKeySequence("Ctrl+J"))
    return dialog


FINDING_SCENES = (
    ("search-start", _search(""), 860),
    ("search-operators", _search("due:<30d -closed"), 860),
    ("search-refused", _search("colour:red"), 860),
    ("search-pinned", _pinned, 860),
    ("palette-operators", _palette, 860),
    ("keys", _keys, 860),
)

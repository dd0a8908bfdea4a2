# SPDX-License-Identifier: Apache-2.0
"""Gathers every action with its keys from a window. `python -m tests.support.keys_sheet` writes the sheet that is shipped."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QKeySequence

from portfolio_desktop.gui.actions import Action, Actions, sequences
from portfolio_desktop.gui.keys.where import CLOCKS, EVERYWHERE, REGISTER, TIMELINE
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.help.keys import Shortcut, written
from tests.support.ask import FakeAsk

SHEET = Path(__file__).parents[2] / "resources" / "help" / "keys.json"

_PAGES = (
    (REGISTER, places.register_key("risk")),
    (REGISTER, places.register_key("issue")),
    (REGISTER, places.register_key("task")),
    (REGISTER, places.register_key("work_package")),
    (TIMELINE, places.TIMELINE),
    (CLOCKS, places.CLOCKS),
)


def keys_of(shell: Shell) -> tuple[Shortcut, ...]:
    """Every action of the window and of its pages, each once under its heading, its keys as written everywhere."""
    found = {(EVERYWHERE, each.name): each for each in shell.actions}
    for where, key in _PAGES:
        shell.guide.go(key)
        for action in _besides(shell.guide.acts, shell.actions):
            found.setdefault((where, action.name), action)
    order = [EVERYWHERE, *dict.fromkeys(where for where, _key in _PAGES)]
    ranked = sorted(found.items(), key=lambda each: order.index(each[0][0]))
    return tuple(Shortcut(where, name, action.text, _portable(action)) for (where, name), action in ranked)


def _besides(actions: Actions, others: Actions) -> Iterator[Action]:
    shown = {id(action) for action in others}
    yield from (action for action in actions if id(action) not in shown)


def _portable(action: Action) -> tuple[str, ...]:
    """The first of the keys that a standard key stands for: the others differ from system to system."""
    firsts = (sequences(key)[0].toString(QKeySequence.SequenceFormat.PortableText) for key in action.keys)
    return tuple(dict.fromkeys(firsts))


def _write() -> None:
    from portfolio_desktop.gui.start import application
    from portfolio_desktop.gui.theme import Appearance, Mode
    from portfolio_desktop.services.office import new_office
    from tests.support.windows import open_window

    with TemporaryDirectory() as place:
        path = Path(place) / "Empty.portfolio"
        new_office(path, "Ann Example").close()
        with open_window(Path(place), FakeAsk(), Appearance(application(), Mode.LIGHT)) as shell:
            shell.files.open(path)
            SHEET.write_text(written(keys_of(shell)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()

# SPDX-License-Identifier: Apache-2.0
"""The question that undo asks where others have changed since what it would take back, and redo of what it would do again:
all of it, none of it, or one thing.
"""

from collections.abc import Callable, Collection
from typing import Protocol

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.gui.ask import Ask, Choice
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.undo import Key, Prospect, told
from portfolio_desktop.storage.changes import Written

_ONE_BY_ONE = 3
_REST, _ALL = "rest", "all"


class Reverse(Protocol):
    """Undo or redo."""

    def __call__(self, office: Office, also: Collection[Key] | None = None) -> Written: ...


def offer(ask: Ask, found: Prospect, then: Callable[[Collection[Key]], None], *, redo: bool = False) -> None:
    """Ask, and call `then` with what of others is to go too."""
    each = {str(place): one for place, one in enumerate(found.overtaken)}
    choices: list[Choice] = []
    if found.free:
        rest = (
            ngettext("Do the other change again", "Do the other {count} again", found.free)
            if redo
            else ngettext("Take back the other change", "Take back the other {count}", found.free)
        )
        choices.append(Choice(_REST, rest.format(count=found.free)))
    else:
        choices.append(Choice(_REST, _("Leave it as it is")))
    if 1 < len(each) <= _ONE_BY_ONE:
        for key, one in each.items():
            words = _("Also {what}").format(what=shorten(one.label or one.title, 30))
            choices.append(Choice(key, words, destructive=True))
    if each:
        everything = _("Do everything again") if redo else _("Take back everything")
        choices.append(Choice(_ALL, everything, destructive=True))

    def answered(key: str) -> None:
        if key == _REST:
            then(())
        elif key == _ALL:
            then([one.key for one in found.overtaken])
        else:
            then([each[key].key])

    title = _("Redo “{label}”?") if redo else _("Undo “{label}”?")
    ask.choose(title.format(label=found.label), told(found), choices, answered)

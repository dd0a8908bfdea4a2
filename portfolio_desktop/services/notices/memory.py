# SPDX-License-Identifier: Apache-2.0
"""What somebody has done with notices on this laptop: done, put off, told. Kept in its settings, by name and workspace.

A notice that was done with is shown again once there is more to it. What is damaged is as if nothing had been done.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.services.notices.notice import Notice

_SETTING = "notices.handled"
_STATE, _UNTIL, _TOLD = "state", "until", "told"


class Memory:
    """Of one person and one workspace."""

    def __init__(self, settings: Settings, workspace: Path) -> None:
        self._settings = settings
        self._key = f"{settings.author.casefold()}|{workspace.resolve()}"

    def standing(self, found: Iterable[Notice], today: date) -> tuple[Notice, ...]:
        """Those that are neither done with nor put off."""
        handled = self._of("handled")
        return tuple(each for each in found if not _is_handled(handled.get(each.key), each, today))

    def done(self, notice: Notice) -> None:
        """Not to be shown until there is more to it."""
        self._handle(notice, "")

    def snooze(self, notice: Notice, until: date) -> None:
        """Not to be shown before that day, whatever becomes of it."""
        self._handle(notice, until.isoformat())

    def bring_back(self) -> None:
        """Show everything again."""
        self._put("handled", {})

    def untold(self, standing: Iterable[Notice]) -> tuple[Notice, ...]:
        """Those that have not been told of as they are now."""
        told = self._of(_TOLD)
        return tuple(each for each in standing if told.get(each.key) != each.state)

    def told(self, every: Sequence[Notice], day: date) -> None:
        """All these have been told of on that day. What is no longer there is forgotten."""
        self._put(_TOLD, {each.key: each.state for each in every} | {"": day.isoformat()})
        known = {each.key for each in every}
        self._put("handled", {key: of for key, of in self._of("handled").items() if key in known})

    def told_on(self, day: date) -> bool:
        """Whether anything was told of on that day."""
        return bool(self._of(_TOLD).get("") == day.isoformat())

    def _handle(self, notice: Notice, until: str) -> None:
        self._put("handled", self._of("handled") | {notice.key: {_STATE: notice.state, _UNTIL: until}})

    def _of(self, part: str) -> dict[str, Any]:
        mine = self._settings.get(_SETTING, {}).get(self._key)
        found = mine.get(part) if isinstance(mine, dict) else None
        return dict(found) if isinstance(found, dict) else {}

    def _put(self, part: str, values: dict[str, Any]) -> None:
        everything = dict(self._settings.get(_SETTING, {}))
        mine = everything.get(self._key)
        kept = mine if isinstance(mine, dict) else {}
        self._settings.put(_SETTING, everything | {self._key: kept | {part: values}})


def _is_handled(said: object, notice: Notice, today: date) -> bool:
    if not isinstance(said, dict):
        return False
    until = said.get(_UNTIL)
    if isinstance(until, str) and until:
        return until > today.isoformat()
    return bool(said.get(_STATE) == notice.state)

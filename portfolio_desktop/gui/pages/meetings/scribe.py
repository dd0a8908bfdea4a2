# SPDX-License-Identifier: Apache-2.0
"""What a sitting writes, each act at once and undone by itself, and the memory of what was typed and not yet recorded."""

from collections.abc import Callable, Mapping
from datetime import date

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.governance import taking
from portfolio_desktop.services.governance.meetings import Seat
from portfolio_desktop.services.governance.taking import Taken
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes

WHOLE = "whole"
"""The key of what was said as a whole, in place of an item's id."""
_UNFINISHED = "meetings.unfinished"
_NOTE = "note:"

Failed = Callable[[Exception], None]


class Scribe:
    """Writes for one meeting. `refused` is told why something could not be written."""

    def __init__(self, desk: Desk, meeting: Id, refused: Failed) -> None:
        self._desk = desk
        self._meeting = meeting
        self._refused = refused
        kept = desk.settings.get(_UNFINISHED, {}).get(str(meeting), {})
        self._typed: dict[str, dict[str, str]] = {key: dict(typed) for key, typed in kept.items()}

    @property
    def idle(self) -> bool:
        """Whether nothing can be written."""
        return self._desk.read_only

    @property
    def why_idle(self) -> str:
        """Why nothing can be written; empty where it can."""
        return self._desk.why_read_only

    def recall(self, key: str) -> Mapping[str, str]:
        """What was typed there and not recorded."""
        return self._typed.get(key, {})

    def remember(self, key: str, typed: Mapping[str, str]) -> None:
        """Keep what was typed; nothing forgets it."""
        if typed:
            self._typed[key] = dict(typed)
        else:
            self._typed.pop(key, None)

    def put_away(self) -> None:
        """Keep on this laptop what was typed, to be found again when the meeting is entered again."""
        kept = dict(self._desk.settings.get(_UNFINISHED, {}))
        kept.pop(str(self._meeting), None)
        if self._typed:
            kept[str(self._meeting)] = self._typed
        self._desk.settings.put(_UNFINISHED, kept)

    def unwritten(self, key: str) -> str:
        """Notes on an item that could not be written when its workspace was closed; given once."""
        return self._typed.pop(_NOTE + key, {}).get("said", "")

    def note(self, key: str, said: str) -> None:
        """What was said on an item, or as a whole."""
        if self._desk.workspace is None:
            self.remember(_NOTE + key, {"said": said})
        elif key == WHOLE:
            self._write(lambda office: taking.note_whole(office, self._meeting, said))
        else:
            self._write(lambda office: taking.note(office, Id(key), said))

    def decide(self, decision: Id, item: Id | None, taken: Taken, failed: Failed) -> None:
        """A decision as it was taken."""

        def refused(error: Exception) -> None:
            failed(error)
            self._refused(error)

        self._write(
            lambda office: taking.decide(office, decision, taken, meeting=self._meeting, item=item), refused
        )

    def add_decision(self, item: Id | None, title: str) -> None:
        """A decision that nobody had asked for."""
        self._write(lambda office: taking.add_decision(office, self._meeting, item, title))

    def add_action(self, item: Id | None, title: str, owner: str, due: date | None) -> None:
        """An action as it was agreed."""
        who = Id(owner) if owner else None
        self._write(
            lambda office: taking.add_action(
                office, title, owner=who, due=due, meeting=self._meeting, item=item
            )
        )

    def attend(self, seat: Seat, presence: str) -> None:
        """Whether somebody is there."""
        self._write(
            lambda office: taking.attend(
                office, self._meeting, presence or None, attendance=seat.attendance, person=seat.person
            )
        )

    def close_meeting(self) -> None:
        """The meeting was held."""
        self._write(lambda office: taking.close_meeting(office, self._meeting))

    def _write(self, make: Callable[[Office], Changes], failed: Failed | None = None) -> None:
        # Owned by the desk, not the window: it is written though the window is left meanwhile.
        if self._desk.workspace is not None and not self._desk.read_only:
            self._desk.write(make, owner=self._desk, failed=failed or self._refused)

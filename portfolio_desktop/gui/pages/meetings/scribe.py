# SPDX-License-Identifier: Apache-2.0
"""What a sitting writes, each act at once and undone by itself, and the memory of what was typed and not yet recorded."""

from collections.abc import Callable, Mapping
from datetime import date

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.drafts.keeping import GONE, RECORD, SITTING, Draft, Form
from portfolio_desktop.services.governance import taking
from portfolio_desktop.services.governance.meetings import Item, Seat
from portfolio_desktop.services.governance.taking import Taken
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes

WHOLE = "whole"
"""The key of what was said as a whole, in place of an item's id."""
_NOTE = "note:"
_IN_PLAIN = "meetings.unfinished"  # where such words once lay in the settings for anybody to read

Failed = Callable[[Exception], None]


class Scribe:
    """Writes for one meeting. `refused` is told why something could not be written."""

    def __init__(self, desk: Desk, meeting: Id, refused: Failed) -> None:
        self._desk = desk
        self._meeting = meeting
        self._refused = refused
        self._form = Form(SITTING, "meeting", str(meeting))
        self._typed: dict[str, dict[str, str]] = {}
        for name, text in (desk.drafts.held(self._form) if desk.drafts is not None else {}).items():
            key, _blank, part = name.partition(" ")
            self._typed.setdefault(key, {})[part] = text
        left = dict(desk.settings.get(_IN_PLAIN, {}))
        for key, parts in left.pop(str(meeting), {}).items():
            self.remember(key, parts)
        if left != desk.settings.get(_IN_PLAIN, {}):
            desk.settings.put(_IN_PLAIN, left)

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
        """Keep what was typed, sealed on this laptop, to be found again when the meeting is entered again."""
        if typed:
            self._typed[key] = dict(typed)
        else:
            self._typed.pop(key, None)
        if self._desk.drafts is not None:
            words = {
                f"{key} {part}": text for key, parts in self._typed.items() for part, text in parts.items()
            }
            self._desk.drafts.hold(self._form, words)

    def put_away(self) -> None:
        """Keep what was typed now, without waiting for a pause."""
        if self._desk.drafts is not None and self._desk.workspace is not None:
            self._desk.drafts.keep()

    def noting(self, key: str, said: str) -> None:
        """Notes on an item that are being typed, and written in a moment."""
        self.remember(_NOTE + key, {"said": said} if said else {})

    def unwritten(self, key: str) -> str:
        """Notes on an item that were being typed when the program ended."""
        return self.recall(_NOTE + key).get("said", "")

    def leave(self, item: Item | None, title: str, said: str) -> None:
        """Words on an item, or on the whole meeting, that is no longer there: they can still be copied from above the pages."""
        self.noting(str(item.id) if item else WHOLE, "")
        if self._desk.drafts is not None:
            form = (
                Form(RECORD, "agenda_item", str(item.id))
                if item
                else Form(RECORD, "meeting", str(self._meeting))
            )
            words = {"discussion" if item else "minutes": said}
            self._desk.drafts.leave(Draft(form, words, title=title, why=GONE))

    def note(self, key: str, said: str, before: str) -> None:
        """What was said on an item, or as a whole, where `before` had stood."""

        def refused(error: Exception) -> None:
            self.noting(key, said)
            self._refused(error)

        self.remember(_NOTE + key, {})
        if key == WHOLE:
            self._write(lambda office: taking.note_whole(office, self._meeting, said, before), refused)
        else:
            self._write(lambda office: taking.note(office, Id(key), said, before), refused)

    def decide(self, decision: Id, item: Id | None, taken: Taken, failed: Failed) -> None:
        """A decision as it was taken."""

        def refused(error: Exception) -> None:
            failed(error)
            self._refused(error)

        self._write(
            lambda office: taking.decide(office, decision, taken, meeting=self._meeting, item=item), refused
        )

    def add_decision(self, item: Id | None, title: str, failed: Failed) -> None:
        """A decision that nobody had asked for."""

        def refused(error: Exception) -> None:
            failed(error)
            self._refused(error)

        self._write(lambda office: taking.add_decision(office, self._meeting, item, title), refused)

    def add_action(self, item: Id | None, title: str, owner: str, due: date | None, failed: Failed) -> None:
        """An action as it was agreed."""

        def refused(error: Exception) -> None:
            failed(error)
            self._refused(error)

        who = Id(owner) if owner else None
        self._write(
            lambda office: taking.add_action(
                office, title, owner=who, due=due, meeting=self._meeting, item=item
            ),
            refused,
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

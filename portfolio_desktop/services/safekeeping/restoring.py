# SPDX-License-Identifier: Apache-2.0
"""A copy made into a workspace of its own. Nothing is ever written over, and the new file goes on under a name of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.safekeeping.places import refuse_in_share, refuse_unsafe
from portfolio_desktop.storage import backup
from portfolio_desktop.storage.history import recent_change_sets

_SHARED = "sync.share"


@dataclass(frozen=True, slots=True)
class Restored:
    """The workspace that was made: how many records it holds, when they were last changed, and whether it is shared."""

    path: Path
    records: int
    until: datetime | None
    shared: bool

    @property
    def words(self) -> str:
        """What was done, and what follows."""
        said = [
            ngettext(
                "Restored {count} record to {path}.", "Restored {count} records to {path}.", self.records
            ).format(count=f"{self.records:,}", path=self.path)
        ]
        if self.until is not None:
            said.append(_("The last change in it is of {when}.").format(when=format_moment(self.until)))
        if self.shared:
            said.append(_("It takes from the share what it lacks the next time it sends and takes."))
        said.append(_("The file that you had is as it was. To undo this, delete the new one."))
        return " ".join(said)


Rename = Callable[[Office], None]
"""Has a workspace write under a name of its own from now on."""


def restore(copy: Path, target: Path, author: str, rename: Rename) -> Restored:
    """Make a workspace at `target` from a copy. Refuses an unsafe place, and to write over anything.

    It begins a stream of its own: what it writes can never be taken for what was written after the copy was made.
    """
    refuse_unsafe(target)
    backup.restore(copy, target)
    try:
        with open_office(target, author) as office:
            rename(office)
            return _restored(office)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def give_away(office: Office, target: Path) -> Path:
    """A copy for somebody outside: all records and their history, and nothing of the office's share."""
    refuse_in_share(target)
    return backup.give_away(office.path, target)


def _restored(office: Office) -> Restored:
    with office.reading() as reader:
        count = sum(reader.count(entity) for entity in office.catalogue.seen)
        last = next(iter(recent_change_sets(reader.connection, limit=1, by_time=True)), None)
    until = local_time(last[0].made) if last else None
    return Restored(office.path, count, until, bool(office.store.ledger.recall(_SHARED)))

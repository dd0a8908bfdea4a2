# SPDX-License-Identifier: Apache-2.0
"""The clock of a meeting against its plan: how long the item has taken, and by how much the meeting is behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.services.governance.meetings import Item, MeetingPage

_MINUTE = timedelta(minutes=1)
_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes the item has taken, minutes it was given, and how far the meeting is behind its plan (negative: ahead).

    `behind` is None where the plan has no times, or this is not its day.
    """

    spent: int
    planned: int | None
    behind: int | None

    @property
    def over(self) -> bool:
        return self.planned is not None and self.spent > self.planned

    @property
    def words(self) -> str:
        """12 of 20 minutes."""
        if self.planned is None:
            return ngettext("{n} minute", "{n} minutes", self.spent).format(n=self.spent)
        return _("{n} of {of} minutes").format(n=self.spent, of=self.planned)

    @property
    def plan_words(self) -> str:
        """6 minutes behind the plan."""
        if self.behind is None:
            return ""
        if abs(self.behind) < 1:
            return _("on time")
        count = abs(self.behind)
        if self.behind > 0:
            return ngettext("{n} minute behind", "{n} minutes behind", count).format(n=count)
        return ngettext("{n} minute ahead", "{n} minutes ahead", count).format(n=count)


def pace(page: MeetingPage, item: Item | None, begun: datetime, now: datetime) -> Pace:
    """How it stands `now` with an item that was begun at `begun`.

    Behind is what the meeting will be when the item ends: at its planned end, or now if that has passed.
    """
    spent = max(0, int((now - begun) / _MINUTE))
    planned = item.minutes if item else None
    starts = item.slot.begins if item else page.starts
    if starts is None or abs(now - starts) > _A_DAY:
        return Pace(spent, planned, None)
    late = begun - starts
    overrun = max(timedelta(), now - begun - timedelta(minutes=planned or 0))
    return Pace(spent, planned, int((late + overrun) / _MINUTE))

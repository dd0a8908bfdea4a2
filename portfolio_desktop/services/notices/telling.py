# SPDX-License-Identifier: Apache-2.0
"""Whether something is said now, and in which words. Outside the window those count, and never say what they are about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.services.notices.memory import Memory
from portfolio_desktop.services.notices.notice import Kind, Notice
from portfolio_desktop.services.preferences.keeping import chosen

NEVER, DAILY = "never", "daily"


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody wants to be told. Hours are those at which quiet begins and ends."""

    often: str
    tray: bool
    quiet_from: int
    quiet_until: int

    def is_quiet(self, now: datetime) -> bool:
        """Whether nothing is to be said at this hour. The same hour twice is no quiet at all."""
        begins, ends, hour = self.quiet_from, self.quiet_until, now.hour
        return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends


def manner(settings: Settings) -> Manner:
    """What was chosen, or is shipped."""
    return Manner(
        often=str(chosen(settings, "notices")),
        tray=chosen(settings, "tray") == "yes",
        quiet_from=int(str(chosen(settings, "quiet_from"))),
        quiet_until=int(str(chosen(settings, "quiet_until"))),
    )


def only_of(settings: Settings) -> str:
    """The name whose notices alone are wanted; empty where those of the whole office are."""
    return settings.author if chosen(settings, "notices_of") == "mine" else ""


def to_tell(how: Manner, memory: Memory, standing: Sequence[Notice], now: datetime) -> tuple[Notice, ...]:
    """What is to be said now: once a day all that is new, or as it happens; what is urgent at once."""
    if how.often == NEVER or how.is_quiet(now):
        return ()
    new = memory.untold(standing)
    if how.often == DAILY and memory.told_on(now.date()):
        return tuple(each for each in new if each.urgent)
    return new


def counted(told: Iterable[Notice]) -> str:
    """What anybody who walks past may read: how many there are of each kind."""
    counts: Counter[Kind] = Counter()
    for each in told:
        counts[each.kind] += each.count
    return " ".join(_sentence(kind, counts[kind]) for kind in Kind if counts[kind])


def _sentence(kind: Kind, count: int) -> str:
    said = {
        Kind.ESCALATION: ngettext("{n} clock runs out.", "{n} clocks run out.", count),
        Kind.BACKUP: _("A backup needs attention."),
        Kind.CONFLICT: ngettext("{n} disagreement waits.", "{n} disagreements wait.", count),
        Kind.REPORT: ngettext("{n} report is out of date.", "{n} reports are out of date.", count),
        Kind.DOUBLE: ngettext("{n} record stands twice.", "{n} records stand twice.", count),
        Kind.DUE: ngettext("{n} thing is due.", "{n} things are due.", count),
    }
    return said[kind].format(n=f"{count:,}")

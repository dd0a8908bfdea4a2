# SPDX-License-Identifier: Apache-2.0
"""What an escalation waits for, in words."""

from datetime import datetime
from typing import TYPE_CHECKING

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.tolerance import Clock, Waiting

if TYPE_CHECKING:
    from portfolio_desktop.services.governance.escalation_sheet import Ladder

WAITS = {
    Waiting.RAISE: N_("A draft, to be raised"),
    Waiting.TELL: N_("To be told: {whom}"),
    Waiting.ANSWER: N_("To answer: {whom}"),
}
ICONS = {Waiting.RAISE: "file-pen", Waiting.TELL: "megaphone", Waiting.ANSWER: "hourglass"}


def waits(clock: Clock, whom: str) -> str:
    """Who has to do what: "To be told: Ruth Calloway"."""
    return _(WAITS[clock.waiting]).replace("{whom}", whom or _("nobody named"))


def until(clock: Clock, whom: str) -> str:
    """The same with its time: "To be told by 19 Nov 2026 10:05: Ruth Calloway"."""
    if clock.due is None:
        return waits(clock, whom)
    due = format_moment(clock.due)
    if clock.waiting is Waiting.RAISE:
        return _("A draft: somebody has to be told by {due}").format(due=due)
    text = (
        _("To be told by {due}: {whom}") if clock.waiting is Waiting.TELL else _("To answer by {due}: {whom}")
    )
    return text.replace("{due}", due).replace("{whom}", whom or _("nobody named"))


def headline(found: "Ladder", now: datetime) -> str:
    """How many clocks run, and how many of them have run out."""
    count, late = len(found.running), sum(each.clock.has_run_out(now) for each in found.running)
    if not count:
        return _("No clock is running.")
    if not late:
        return ngettext("{count} clock is running.", "{count} clocks are running.", count).format(
            count=f"{count:,}"
        )
    words = (
        ngettext("{late} clock has run out.", "{late} clocks have run out.", late)
        if late == count
        else ngettext("{late} of {count} clocks has run out.", "{late} of {count} clocks have run out.", late)
    )
    return words.format(late=f"{late:,}", count=f"{count:,}")

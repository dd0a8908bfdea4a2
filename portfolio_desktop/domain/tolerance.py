# SPDX-License-Identifier: Apache-2.0
"""When a project has strayed so far that somebody above has to be told, and the clock that then runs.

A limit is breached when the figure is beyond it, not when it is reached: a tolerance of 30 days allows 30 days.
Of several limits in one dimension the one that is reached first counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import fitting_unit, format_money
from portfolio_desktop.catalogue.filters import All, AnyOf, Filter, Not, Op, Test


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one dimension may stray; what is None sets no limit."""

    days: int | None = None
    percent: Decimal | None = None
    money: Decimal | None = None
    score: int | None = None


def time_breach(slip: int | None, limits: Limits) -> str:
    """What is breached by an end `slip` days later than agreed, in words; nothing where nothing is."""
    if slip is None or limits.days is None or slip <= limits.days:
        return ""
    days = ngettext("{count} day", "{count} days", slip).format(count=f"{slip:,}")
    return _("The end is forecast {days} later than agreed; the tolerance is {limit}.").format(
        days=days, limit=limits_words(Limits(days=limits.days))
    )


def cost_breach(agreed: Decimal | None, forecast: Decimal | None, limits: Limits) -> str:
    """What is breached by a forecast above the agreed whole-life cost."""
    over = _beyond(agreed, forecast, limits)
    if over is None or agreed is None or forecast is None:
        return ""
    return _(
        "The whole-life cost is forecast at {forecast}, which is {over} above the agreed {agreed}; "
        "the tolerance is {limit}."
    ).format(forecast=_money(forecast), agreed=_money(agreed), over=_share(over, agreed), limit=_told(limits))


def benefit_breach(agreed: Decimal | None, forecast: Decimal | None, limits: Limits) -> str:
    """What is breached by benefits that are forecast below what was agreed."""
    if agreed is None or forecast is None:
        return ""
    short = _beyond(agreed, agreed + (agreed - forecast), limits)
    if short is None:
        return ""
    return _(
        "Benefits are forecast at {forecast}, which is {short} below the agreed {agreed}; the tolerance is {limit}."
    ).format(
        forecast=_money(forecast),
        agreed=_money(agreed),
        short=_share(short, agreed),
        limit=_told(limits),
    )


def risk_breach(code: str, title: str, score: int | None, limits: Limits) -> str:
    """What is breached by the score of one risk. Here the limit itself is too much: it is where telling begins."""
    if score is None or limits.score is None or score < limits.score:
        return ""
    return _("Risk {code} “{title}” scores {score}; risks are told of from {limit} on.").format(
        code=code, title=title, score=score, limit=limits.score
    )


def _beyond(agreed: Decimal | None, forecast: Decimal | None, limits: Limits) -> Decimal | None:
    """By how much `forecast` lies above `agreed`, where that is beyond a limit."""
    if agreed is None or forecast is None:
        return None
    over = forecast - agreed
    by_money = limits.money is not None and over > limits.money
    by_share = limits.percent is not None and agreed > 0 and over * 100 > limits.percent * agreed
    return over if by_money or by_share else None


def _share(amount: Decimal, whole: Decimal) -> str:
    told = _money(amount)
    return f"{told} ({amount / whole * 100:.1f}%)" if whole > 0 else told


def _told(limits: Limits) -> str:
    parts = []
    if limits.percent is not None:
        parts.append(f"{limits.percent.normalize():f}%")
    if limits.money is not None:
        parts.append(_money(limits.money))
    return _(" or ").join(parts)


def _money(amount: Decimal) -> str:
    return format_money(amount, fitting_unit([amount]))


def limits_words(limits: Limits) -> str:
    """The limits that a tolerance sets in figures: "30 days", "5% or £1m", "a score of 16"."""
    days, score = limits.days, limits.score
    parts = []
    if days is not None:
        parts.append(ngettext("{count} day", "{count} days", days).format(count=f"{days:,}"))
    if limits.percent is not None or limits.money is not None:
        parts.append(_told(limits))
    if score is not None:
        parts.append(_("a score of {score}").format(score=score))
    return _(" or ").join(parts)


class Waiting(StrEnum):
    """What an escalation waits for."""

    RAISE = "raise"
    TELL = "tell"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Clock:
    """What is waited for, since when, and until when; None where nobody has said."""

    waiting: Waiting
    due: datetime | None
    since: datetime | None = None

    def left(self, now: datetime) -> timedelta | None:
        """The time that is left; below zero once it has run out."""
        return None if self.due is None else self.due - now

    def has_run_out(self, now: datetime) -> bool:
        """Whether the time is over."""
        return self.due is not None and now > self.due

    def spent(self, now: datetime) -> float | None:
        """The share of the time that is over, from 0 to 1; None where its beginning or its end is not known."""
        if self.due is None or self.since is None or self.due <= self.since:
            return 1.0 if self.has_run_out(now) else None
        return min(1.0, max(0.0, (now - self.since) / (self.due - self.since)))


def clock(
    status: str | None,
    tell_by: datetime | None,
    told_at: datetime | None,
    answer_by: datetime | None,
    raised_at: datetime | None = None,
) -> Clock | None:
    """The clock of an escalation; None once it has been answered, closed or withdrawn."""
    if status == "draft":
        return Clock(Waiting.RAISE, tell_by)
    if status == "raised" and told_at is None:
        return Clock(Waiting.TELL, tell_by, raised_at)
    if status in ("raised", "told"):
        return Clock(Waiting.ANSWER, answer_by, told_at or raised_at)
    return None


_TOLD = Test("told_at", Op.KNOWN)

TO_BE_TOLD: Filter = AnyOf(
    (Test("status", Op.IS, "draft"), All((Test("status", Op.IS, "raised"), Not(_TOLD))))
)
"""The escalations whose clock is that of telling, `tell_by`: what `clock` says of one, of many at once."""

TO_BE_ANSWERED: Filter = AnyOf((Test("status", Op.IS, "told"), All((Test("status", Op.IS, "raised"), _TOLD))))
"""Those whose clock is that of the answer, `answer_by`."""


def run_out(waiting: Filter, due: str) -> Filter:
    """Those of `waiting` whose time, in the field `due`, is over: `Clock.has_run_out`, of many at once."""
    return All((waiting, Test(due, Op.BELOW, "now")))


def clock_words(left: timedelta | None) -> str:
    """The time that is left, in the largest unit that is not misleading: "3 days left", "5 hours late"."""
    if left is None:
        return _("no time set")
    late = left < timedelta()
    minutes = int(abs(left).total_seconds() // 60)
    hours, days = minutes // 60, minutes // (24 * 60)
    if days >= 2:
        length = ngettext("{count} day", "{count} days", days).format(count=days)
    elif hours >= 2:
        length = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    else:
        length = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    return _("{length} late").format(length=length) if late else _("{length} left").format(length=length)


ANSWER_HOURS = 120
"""Within how many hours an answer is expected where no tolerance says otherwise."""

HOURS_BY_SEVERITY: Mapping[str, int] = MappingProxyType(
    {"critical": 24, "high": 72, "medium": 120, "low": 240}
)
"""Within how many hours an issue of each severity is told of, where no tolerance of its project says otherwise."""

# SPDX-License-Identifier: Apache-2.0
"""What people write into the cells of a table of tasks: dates, durations, links, shares. Raises Odd for what is none."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, Minutes
from portfolio_desktop.domain.schedule.plan import LagKind, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.values import A_DATE, A_DURATION, Odd

A_LINK = N_("the number of a row, such as 12, 12SS or 12FS+2 d")

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?")
_LENGTH = re.compile(r"([+-]?\s*\d+(?:[.,]\d+)?)\s*(e?)(d|h|w|m|min|%)?(?:ays?|ours?|eeks?)?", re.IGNORECASE)
_LINK = re.compile(r"(\d{1,9})\s*(FS|SS|FF|SF)?\s*([+-].*)?", re.IGNORECASE | re.DOTALL)
_SHARE = re.compile(r"(.*?)\s*\((\d+(?:[.,]\d+)?)\s*%\)", re.DOTALL)
_WEEK = 5  # days
_MOST = 10**9


class Length(NamedTuple):
    """A duration or a lag: minutes, or percent of the predecessor's duration."""

    amount: int
    kind: LagKind


class Tie(NamedTuple):
    """A link as the task that waits names it: the number of the other's row."""

    row: str
    kind: LinkKind
    lag: Length


def instant(text: str, *, ends: bool) -> Instant:
    """`01/04/2026 08:00` or `2026-04-01 08:00`. A day without a time is its first minute; where it `ends`, its last."""
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        at = values.instant(text)
        return at + DAY - 1 if ends and len(text) <= len("2026-04-01") else at
    day, month, year = int(found[1]), int(found[2]), int(found[3])
    try:
        begins = values.of_date(date(year + 2000 if year < 100 else year, month, day))
    except ValueError as error:
        raise Odd(text, A_DATE) from error
    if found[4] is None:
        return begins + DAY - 1 if ends else begins
    hour, minute = int(found[4]), int(found[5])
    if hour > 23 or minute > 59:
        raise Odd(text, A_DATE)
    return begins + hour * 60 + minute


def length(text: str, a_day: Minutes) -> Length:
    """`5`, `5 d`, `3 ed` by the clock, `4 h`, `2 w`, `-50 %`. A number alone counts days."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise Odd(text, A_DURATION)
    amount = float(found[1].replace(" ", "").replace(",", "."))
    unit, by_clock = (found[3] or "d").casefold(), bool(found[2])
    if unit == "%":
        return Length(round(amount), LagKind.PERCENT)
    day = DAY if by_clock else a_day
    minutes = round(amount * {"h": 60, "w": (7 if by_clock else _WEEK) * day, "d": day}.get(unit, 1))
    if abs(minutes) > _MOST:
        raise Odd(text, A_DURATION)
    return Length(minutes, LagKind.ELAPSED if by_clock else LagKind.WORKING)


def ties(text: str, a_day: Minutes) -> Iterator[Tie]:
    """`2; 3SS+2 d`: what a task waits for."""
    for part in re.split(r"[;,\n]", text):
        if not part.strip():
            continue
        found = _LINK.fullmatch(part.strip())
        if found is None:
            raise Odd(part.strip(), A_LINK)
        lag = length(found[3], a_day) if found[3] else Length(0, LagKind.WORKING)
        yield Tie(found[1], LinkKind((found[2] or "fs").casefold()), lag)


def shares(text: str) -> Iterator[tuple[str, float]]:
    """`Ann Lee; Bob Hill (50 %)`: who works on a task, and with how much of their time."""
    for part in re.split(r"[;\n]", text):
        name = part.strip()
        found = _SHARE.fullmatch(name)
        if found is not None:
            yield found[1], values.number(found[2]) / 100
        elif name:
            yield name, 1.0

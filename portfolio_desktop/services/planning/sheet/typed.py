# SPDX-License-Identifier: Apache-2.0
"""What is typed into cells of a plan: how long something lasts, and what it waits for."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line

_LENGTH = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)
_WAIT = re.compile(
    r"(?P<code>.+?)\s*"
    r"(?:(?P<kind>fs|ss|ff|sf)\s*(?:(?P<sign>[+\-−])\s*(?P<lag>\d+(?:[.,]\d+)?)\s*(?P<unit>%|[a-z]*))?)?",
    re.IGNORECASE,
)
_BARE_LAG = re.compile(r"\s*\+(?=\s*\d)")
"""A lag without a kind. Only with a plus: a minus is part of most codes."""
_KIND = re.compile(r"(?:fs|ss|ff|sf)\s*(?:[+\-−]|$)", re.IGNORECASE)
_DAYS = Decimal(1), ("", "d", "day", "days", "ed", "eday", "edays")
_WEEKS = Decimal(5), ("w", "wk", "wks", "week", "weeks")
_MONTHS = Decimal(20), ("mo", "mon", "month", "months")
_FINEST = Decimal("0.0001")
_HOURS = ("h", "hr", "hrs", "hour", "hours")
_ELAPSED = ("ed", "eday", "edays")


class Wait(NamedTuple):
    """What comes before, by its code, and how. `lag` is in days, or in percent where `lag_kind` says so."""

    code: str
    kind: str
    lag: Decimal | None
    lag_kind: str


def typed_days(text: str, hours_a_day: Decimal = Decimal(8)) -> Decimal:
    """The working days that "3", "3d", "2w", "4h" or "1 month" come to. A week is five of them, a month twenty."""
    found = _LENGTH.fullmatch(text)
    days = _in_days(found[1], found[2], hours_a_day) if found else None
    if days is None:
        raise Refusal(
            _("“{words}” is no duration. Write it as 3d, 2w, 4h or 1 month; 0 makes a milestone.").format(
                words=one_line(text)[:40]
            )
        )
    return days


def typed_clock(text: str) -> bool | None:
    """Whether a duration counts every hour, as "3ed" does; None where it does not say what it counts."""
    found = _LENGTH.fullmatch(text)
    unit = found[2].lower() if found else ""
    return unit in _ELAPSED if unit else None


def typed_waits(text: str, hours_a_day: Decimal = Decimal(8)) -> tuple[Wait, ...]:
    """What "T-0004; T-0007SS+2d, T-0009FF-50%" says. Refuses what cannot be read."""
    parts = [part.strip() for part in re.split(r"[;,](?!\d)", text)]
    return tuple(_wait(part, hours_a_day) for part in parts if part)


def _wait(part: str, hours_a_day: Decimal) -> Wait:
    found = _WAIT.fullmatch(part if _KIND.search(part) else _BARE_LAG.sub("FS+", part))
    if found is None or not any(letter.isalnum() for letter in found["code"]):
        raise _not_understood(part)
    code, kind = found["code"].strip(), (found["kind"] or "fs").lower()
    if not found["sign"]:
        return Wait(code, kind, None, "working")
    unit = found["unit"].lower()
    lag = _number(found["lag"]) if unit == "%" else _in_days(found["lag"], unit, hours_a_day)
    if lag is None:
        raise _not_understood(part)
    lag_kind = "percent" if unit == "%" else "elapsed" if unit in _ELAPSED else "working"
    return Wait(code, kind, lag if found["sign"] == "+" else -lag, lag_kind)


def _not_understood(part: str) -> Refusal:
    text = _(
        "“{words}” does not say what is waited for. Write a task's code, as T-0004, T-0004SS or T-0004FS+2d."
    )
    return Refusal(text.format(words=one_line(part)[:40]))


def _in_days(number: str, unit: str, hours_a_day: Decimal) -> Decimal | None:
    amount, unit = _number(number), unit.lower()
    for days, names in (_DAYS, _WEEKS, _MONTHS):
        if unit in names:
            return amount * days
    return (amount / hours_a_day).quantize(_FINEST).normalize() if unit in _HOURS else None


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:  # pragma: no cover - the pattern lets nothing else through
        raise _not_understood(text) from error

# SPDX-License-Identifier: Apache-2.0
"""The day that somebody writes before what happened: “12 May: led the gate review”."""

import re
from contextlib import suppress
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY = re.compile(
    r"\s*(?:(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Za-z]{3,9})\.?(?:,? (?P<year>\d{4}))?"
    r"|(?P<word>yesterday|today))"
    r"(?:\s*[:–—-]\s+|\s*[:,]\s*|\s+)(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def day_before(text: str, today: date) -> tuple[date | None, str]:
    """The day with which `text` begins, and what follows it; no day and all of it where there is none that has been.

    A day without a year is the last such day up to today.
    """
    match = _DAY.fullmatch(text)
    if match is None or not any(sign.isalpha() for sign in match["rest"]):
        return None, text
    with suppress(ValueError):  # 31 February
        day = _day(match, today)
        if day is not None and day <= today:
            return day, match["rest"][:1].upper() + match["rest"][1:]
    return None, text


def _day(match: re.Match[str], today: date) -> date | None:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    if match["slashed"]:
        day, month, year = map(int, match["slashed"].split("/"))
        return date(year + 2000 if year < 100 else year, month, day)
    if match["word"]:
        return today - timedelta(days=match["word"].casefold() == "yesterday")
    name = match["month"].casefold()
    month = next((number for number, whole in enumerate(_MONTHS, 1) if whole.startswith(name)), 0)
    if not month and name != "sept":
        return None
    month, day = month or 9, int(match["day"])
    if match["year"]:
        return date(int(match["year"]), month, day)
    found = date(today.year, month, day)
    return found if found <= today else date(today.year - 1, month, day)

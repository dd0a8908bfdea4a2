# SPDX-License-Identifier: Apache-2.0
"""An action as it is typed in a meeting: "Ruth: write to the operator by 12 Dec" is an owner, a title and a due date.

What is understood is shown before it is written, so a guess may be wrong but must never be silent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from portfolio_desktop.domain.proximity import months_after

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = (
    r"mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_WHEN = (
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<slashed>\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?(?:\s+(?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>\d{{4}}))?"
    rf"|(?P<next>next\s+|this\s+)?(?P<weekday>{_WEEKDAY})"
    r"|(?P<word>today|tomorrow|(?:the\s+)?end\s+of\s+(?:the\s+)?(?:week|month|year)|next\s+week|next\s+month"
    r"|(?:the\s+)?next\s+meeting)"
)
_DUE = re.compile(rf"[\s,;(–-]*\b(?:by|due|before|on|until)\s+(?:{_WHEN})[\s.)]*$", re.IGNORECASE)
_SPAN = re.compile(
    rf"[\s,;(–-]*\b(?:in|within)\s+(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<unit>day|week|month)s?[\s.)]*$",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*@?([^:\n]{1,80}?)\s*:\s+(.+)", re.DOTALL)
_TO = re.compile(r"\s*@?([^:\n]{1,80}?)\s+(?:to|will|is to)\s+(.+)", re.DOTALL | re.IGNORECASE)

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What a line was taken to mean. `owner` is the name as typed; `people` those it may mean, none or several."""

    title: str
    owner: str
    people: tuple[str, ...]
    due: date | None


def understand(
    line: str, people: Sequence[tuple[str, str]], today: date, next_meeting: date | None = None
) -> ActionLine:
    """Read one line. `people` are keys with full names. A date without a year is the next one that comes.

    An owner stands before a colon, or before "to" where the words are somebody's name.
    """
    text, due = _due(" ".join(line.split()), today, next_meeting)
    if match := _COLON.fullmatch(text):
        owner, title = match.groups()
        return ActionLine(_title(title), owner, named(owner, people), due)
    if match := _TO.fullmatch(text):
        owner, title = match.groups()
        if found := named(owner, people):
            return ActionLine(_title(title), owner, found, due)
    return ActionLine(_title(text), "", (), due)


def named(words: str, people: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Whom a name means: the full name, else every person with these names or initials of names among theirs, in order."""
    wanted = words.casefold().replace(".", " ").split()
    if not wanted:
        return ()
    whole = tuple(key for key, name in people if name.casefold().split() == wanted)
    if whole:
        return whole
    exact = tuple(key for key, name in people if _among(wanted, name, whole_words=True))
    return exact or tuple(key for key, name in people if _among(wanted, name, whole_words=False))


def _among(wanted: Sequence[str], name: str, *, whole_words: bool) -> bool:
    """Whether the words wanted are parts of the name, in its order."""
    parts = iter(name.casefold().split())
    return all(
        any(part == word if whole_words else part.startswith(word) for part in parts) for word in wanted
    )


def _title(text: str) -> str:
    text = text.strip(" ,;.-–")
    return text[:1].upper() + text[1:]


def _due(text: str, today: date, next_meeting: date | None) -> tuple[str, date | None]:
    if match := _SPAN.search(text):
        count = match["count"].casefold()
        number = _NUMBERS.get(count) or int(count)
        return text[: match.start()], _after(today, number, match["unit"].casefold())
    if match := _DUE.search(text):
        day = _day(match, today, next_meeting)
        if day is not None:
            return text[: match.start()], day
    return text, None


def _after(today: date, count: int, unit: str) -> date:
    if unit == "month":
        return months_after(today, count)
    return today + timedelta(days=count * (7 if unit == "week" else 1))


def _day(match: re.Match[str], today: date, next_meeting: date | None) -> date | None:
    try:
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
            return date(year, month, day)
        if match["slashed"]:
            return _slashed([int(part) for part in re.split(r"[./]", match["slashed"])], today)
        if name := match["month"] or match["month2"]:
            said = match["year"] or match["year2"]
            month = _MONTHS.index(name[:3].casefold()) + 1
            return _coming(int(match["day"] or match["day2"]), month, int(said) if said else None, today)
    except ValueError:  # 31 February
        return None
    if match["weekday"]:
        ahead = (_DAYS.index(match["weekday"][:3].casefold()) - today.weekday()) % 7 or 7
        return today + timedelta(days=ahead)
    return _word(" ".join(match["word"].casefold().split()).removeprefix("the "), today, next_meeting)


def _slashed(parts: list[int], today: date) -> date:
    year = None if len(parts) < 3 else parts[2] + (2000 if parts[2] < 100 else 0)
    return _coming(parts[0], parts[1], year, today)


def _coming(day: int, month: int, year: int | None, today: date) -> date:
    """The day; of the year named, or else the next such day from today on."""
    if year is not None:
        return date(year, month, day)
    found = date(today.year, month, day)
    return found if found >= today else date(today.year + 1, month, day)


def _word(word: str, today: date, next_meeting: date | None) -> date | None:
    first_of_next = months_after(today.replace(day=1), 1)
    days = {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "next week": today + timedelta(days=7),
        "next month": months_after(today, 1),
        "next meeting": next_meeting,
        "end of week": today + timedelta(days=(4 - today.weekday()) % 7),
        "end of month": first_of_next - timedelta(days=1),
        "end of year": date(today.year, 12, 31),
    }
    return days.get(word.replace("of the ", "of "))

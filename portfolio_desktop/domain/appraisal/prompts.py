# SPDX-License-Identifier: Apache-2.0
"""What to look at once more before a part is released: questions to its writer, never a bar.

Each prompt says what it saw, where, and what to do about it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.domain.appraisal.year import quarters

_MUCH, _ENOUGH = (
    0.5,
    4,
)  # a share, and of how many pieces at least, that makes the last quarter weigh too much
_SHORT, _LONG, _TEAM = 0.5, 2.0, 3  # times the middle length, and of how many texts at least
_FEWEST_WORDS = 15  # in the middle: below it nobody has written yet
_COPIED = 6  # words: a shorter sentence may well be the same
_VAGUE = (
    *(
        "great",
        "good job",
        "well done",
        "excellent",
        "outstanding",
        "fantastic",
        "brilliant",
        "amazing",
        "superb",
    ),
    *("hard worker", "hard-working", "hardworking", "team player", "safe pair of hands", "positive attitude"),
    *(
        "always helpful",
        "very helpful",
        "reliable as ever",
        "a pleasure to work with",
        "keep it up",
        "invaluable",
    ),
    *(
        "bad attitude",
        "poor attitude",
        "not a team player",
        "unprofessional",
        "difficult to work with",
        "abrasive",
    ),
    *("bossy", "emotional", "aggressive", "too quiet", "lazy", "lacks confidence", "could do better"),
    *("needs to improve", "must try harder", "not strategic", "not visible enough", "doesn't fit"),
)
"""What praise and blame are often made of, and what says nothing about what somebody did."""
_VAGUE_WORDS = re.compile(r"\b(" + "|".join(re.escape(words) for words in _VAGUE) + r")\b", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"\d|\b(because|when|for example|for instance|such as|by (?=\w+ing\b)|after|since|in "
    r"(january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2} \w+ \d{4}: ")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


class About(StrEnum):
    """What a prompt is about."""

    RECENCY = "recency"
    VAGUE = "vague"
    NO_EVIDENCE = "no_evidence"
    UNTOLD = "untold"
    LENGTH = "length"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was seen, where (the question, or nothing where it is the whole part), and what to do."""

    about: About
    saw: str
    where: str
    do: str


@dataclass(frozen=True, slots=True)
class Text:
    """One answer: its question, its words, and the label of its level where it has one.

    `outer` is set where that level is the lowest or the highest of its scale, `cites` where it names dated evidence.
    """

    question: str
    words: str
    level: str = ""
    outer: bool = False
    cites: bool = False


def recency(dates: Iterable[date], starts: date, ends: date) -> Iterator[Prompt]:
    """Too much of it from the last quarter: what happened lately is remembered best."""
    within = [on for on in dates if starts <= on <= ends]
    if len(within) < _ENOUGH:
        return
    first = quarters(starts, ends)[-1][0]
    late = sum(on >= first for on in within)
    if late / len(within) > _MUCH:
        yield Prompt(
            About.RECENCY,
            _("{count} of {all} pieces of evidence are from the last quarter, since {day}.").format(
                count=late, all=len(within), day=format_date(first)
            ),
            "",
            _(
                "Look through the journal of the earlier months: would the level be the same without the last?"
            ),
        )


def vague(texts: Iterable[Text]) -> Iterator[Prompt]:
    """Praise and blame without anything that was seen or heard."""
    for text in texts:
        for sentence in sentences(text.words):
            found = _VAGUE_WORDS.search(sentence)
            if found and not _EXAMPLE.search(sentence):
                yield Prompt(
                    About.VAGUE,
                    _("“{words}” stands without an example: “{sentence}”").format(
                        words=found[0], sentence=shorten(sentence, 120)
                    ),
                    text.question,
                    _("Say what was done, when, and what came of it."),
                )


def without_evidence(texts: Iterable[Text]) -> Iterator[Prompt]:
    """A level at either end of the scale for which nothing dated is named."""
    for text in texts:
        if text.level and text.outer and not text.cites:
            yield Prompt(
                About.NO_EVIDENCE,
                _("“{level}” is given, and no dated evidence is named for it.").format(level=text.level),
                text.question,
                _("Insert what bears it out, or think again about the level."),
            )


def untold(cited: Iterable[tuple[str, date | None, bool]]) -> Iterator[Prompt]:
    """Evidence (its title, date, and whether the person was told) that they would read here for the first time."""
    for title, on, told in cited:
        if not told:
            yield Prompt(
                About.UNTOLD,
                _("The person has not been told of “{title}”{day}.").format(
                    title=shorten(title, 80), day=f", {format_date(on)}" if on else ""
                ),
                "",
                _("Talk about it before they read it: nothing in an appraisal should come as news."),
            )


def length(own: str, words: Mapping[str, int]) -> Iterator[Prompt]:
    """A text much shorter or longer than those on others. `words` counts them by person, `own` among them."""
    if len(words) < _TEAM or own not in words:
        return
    middle = median(words.values())
    if middle < _FEWEST_WORDS:
        return
    count = words[own]
    if count < _SHORT * middle or count > _LONG * middle:
        yield Prompt(
            About.LENGTH,
            _("This part has {count} words; half of your team's have {middle} or more.").format(
                count=count, middle=round(middle)
            ),
            "",
            _("Everybody is owed the same care. Is something missing, or is more said than helps?"),
        )


def copied(own: Sequence[Text], others: Mapping[str, frozenset[str]]) -> Iterator[Prompt]:
    """Sentences that stand in what was written on somebody else too. `others` holds `marks` by name."""
    for text in own:
        for sentence in sentences(text.words):
            mark = _mark(sentence)
            same = [name for name, marks in others.items() if mark in marks] if mark else []
            if same:
                yield Prompt(
                    About.COPIED,
                    _("The same sentence stands in what you wrote on {names}: “{sentence}”").format(
                        names=", ".join(same), sentence=shorten(sentence, 120)
                    ),
                    text.question,
                    _("Say what this person did."),
                )


def marks(texts: Iterable[str]) -> frozenset[str]:
    """What sentences are known by when they are compared; short ones have none."""
    return frozenset(mark for text in texts for sentence in sentences(text) if (mark := _mark(sentence)))


def count_words(texts: Iterable[str]) -> int:
    """How many words they have together."""
    return sum(len(text.split()) for text in texts)


def sentences(text: str) -> list[str]:
    """A text sentence by sentence; a line ends one too."""
    return [line for part in _SENTENCES.split(text) if (line := one_line(part))]


def _mark(sentence: str) -> str:
    if _DATED.match(sentence):
        return ""  # evidence of something that two people may well have done together
    words = re.findall(r"\w+", sentence.casefold())
    return " ".join(words) if len(words) >= _COPIED else ""

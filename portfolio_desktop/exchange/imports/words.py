# SPDX-License-Identifier: Apache-2.0
"""Cells of one column as values of one field: the column's own words, the field's list, and the checks of entry.

Nothing is guessed here. What a field cannot hold comes back as `Unreadable` with its reason.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.base.values import Rating, Reason, Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.domain.checks import check
from portfolio_desktop.exchange.imports.mapping import Assignment, ColumnMapping
from portfolio_desktop.exchange.tables import (
    AS_SAID,
    Cell,
    Outcome,
    Unreadable,
    cell_text,
    read_cell,
    read_column,
    spans_named,
    word_key,
)
from portfolio_desktop.exchange.tables.reading import may_mean_something

LISTED = (Kind.CHOICE, Kind.SCALE)
NO_RATING = AS_SAID
"""What a word of a rating is taken for that is none and says nothing else: it is kept as it stands."""
STANDS = "status:"
"""Before the code of a status: what a word of a rating is taken for that says how the record stands instead."""
STATUS = "status"
_RATED = {
    "project": "confidence",
    "programme": "confidence",
    "milestone": "rating",
    "benefit": "rating",
    "dependency": "rating",
}
"""By the entity, the rating in whose column people write how it stands: “Complete”, “On hold”."""

LONGEST_ITEM = 200  # characters: a new item of a list, or a new name, is never a paragraph


class CellReader:
    """Reads the cells of one assignment."""

    def __init__(self, assignment: Assignment, field: Field, catalogue: Catalogue) -> None:
        self.assignment = assignment
        self.field = field
        self._catalogue = catalogue
        self._choices = catalogue.choices(field) if field.kind in LISTED else None
        words = assignment.reading.words
        self._instead = {}
        if field.kind is Kind.RATING:
            self._instead = {word: code for word, code in words.items() if _is_no_level(code)}
            words = {word: code for word, code in words.items() if not _is_no_level(code)}
        if self._choices is not None:
            words = {**listed_words(self._choices), **words}
        self._worded = _WORDED.get(field.kind) if not field.options else None
        self._reading = replace(assignment.reading, kind=field.kind, words=words)

    def column(self, cells: Iterable[Cell]) -> list[Outcome]:
        """What `read` makes of each cell."""
        return read_column(cells, self.read)

    def read(self, cell: Cell) -> Outcome:
        """The value as it would be kept; a LINK gives the words that name the record.

        A word of a rating that says how the record stands leaves the rating empty.
        """
        if instead := self.instead(cell):
            return Unknown(one_line(cell_text(cell))) if instead == NO_RATING else None
        outcome = read_cell(cell, self._reading)
        if isinstance(outcome, Unreadable):
            outcome = self._new_item(outcome)
        if outcome is None or isinstance(outcome, Unreadable):
            return outcome
        if self._worded is not None:
            return self._worded(str(outcome))
        try:
            return check(self._catalogue, self.field, outcome)
        except Refusal as refusal:
            return Unreadable(cell_text(cell), str(refusal))

    def instead(self, cell: Cell) -> str:
        """What a word in the place of a rating was said to mean: NO_RATING, or a status after STANDS; empty for any other."""
        return self._instead.get(word_key(cell_text(cell)), "") if self._instead else ""

    def _new_item(self, unread: Unreadable) -> Outcome:
        """Open lists take what they meet."""
        item = one_line(unread.text)
        taken = self._choices is not None and self._choices.open and 0 < len(item) <= LONGEST_ITEM
        return item if taken else unread


def _name(words: str) -> Outcome:
    name = one_line(words)
    if Unknown(name).reason is not Reason.OTHER:
        return Unknown(name)
    if len(name) > LONGEST_ITEM:
        return Unreadable(words, _("This is too long to be a name."))
    return name or None


def _line(words: str) -> Outcome:
    return one_line(words) or None


def _paragraphs(words: str) -> Outcome:
    return words.strip() or None


_WORDED: dict[Kind, Callable[[str], Outcome]] = {
    Kind.CODE: _line,
    Kind.TEXT: _line,
    Kind.ADDRESS: _line,
    Kind.NARRATIVE: _paragraphs,
    Kind.LINK: _name,
}
"""What is kept of words, which were cleaned when they were read."""


def listed_words(choices: Choices) -> dict[str, str]:
    """Codes by the words (see `word_key`) that the list itself knows: codes and labels before other spellings.

    A step is known by both together as well, since that is how it is shown: "4 Likely".
    """
    found = {
        word_key(name): item.code
        for item in choices.items
        for label in (item.label, _(item.label))
        for name in (item.code, label, f"{item.code} {label}")
    }
    for item in choices.items:
        for words in item.words:
            found.setdefault(word_key(words), item.code)
    return found


def likely(choices: Choices, word: str) -> str:
    """The code of the item that comes near to what `word` says; empty where none does. A person has to say so."""
    key = word_key(word)
    return next((item.code for item in choices.items if key in map(word_key, item.near)), "")


@dataclass(frozen=True, slots=True)
class WordUse:
    """A word of a column with a list or scale: how often it stands there, and what it is taken for ("" when nothing)."""

    word: str
    count: int
    code: str

    @property
    def mapped(self) -> bool:
        return bool(self.code)


def words_used(cells: Iterable[Cell], outcomes: Iterable[Outcome], reader: CellReader) -> tuple[WordUse, ...]:
    """The different words of a CHOICE, SCALE or RATING column and what each was read as, the frequent first.

    Stated blanks ("n/a", "–") are left out. Words that say why there is no value in no way that is known ("Complete" for a
    rating) are kept as they are, and may yet mean one.
    """
    counts: Counter[str] = Counter()
    codes: dict[str, str] = {}
    for cell, outcome in zip(cells, outcomes, strict=True):
        word = one_line(cell_text(cell))
        if instead := reader.instead(cell):
            counts[word] += 1
            codes[word] = instead
            continue
        if outcome is None or (isinstance(outcome, Unknown) and not _may_mean_a_value(outcome, word)):
            continue
        counts[word] += 1
        codes[word] = _code(outcome)
    return tuple(WordUse(word, count, codes[word]) for word, count in counts.most_common())


def spans_used(cells: Iterable[Cell], assignment: Assignment) -> tuple[WordUse, ...]:
    """The words of a column of dates that name a longer time, and the day that somebody has said each means."""
    counts = Counter(one_line(cell) for cell in cells if isinstance(cell, str))
    meant = assignment.reading.words
    return tuple(
        WordUse(word, count, meant.get(word_key(word), ""))
        for word, count in counts.most_common()
        if spans_named(word)
    )


def with_words(assignment: Assignment, meant: Mapping[str, str]) -> Assignment:
    """`assignment` with the meaning of some of its words: word as it stands in the cell → code of item, step or level."""
    words = {**assignment.reading.words, **{word_key(word): code for word, code in meant.items()}}
    return replace(assignment, reading=replace(assignment.reading, words=words))


def statuses(catalogue: Catalogue, mapping: ColumnMapping, field: Field) -> Choices | None:
    """The list of statuses that words in the place of a rating may name; None where another column gives the status."""
    if _RATED.get(mapping.entity) != field.name or mapping.of_field(STATUS):
        return None
    return catalogue.choices(catalogue.entity(mapping.entity).field(STATUS))


def _is_no_level(code: str) -> bool:
    return code == NO_RATING or code.startswith(STANDS)


def _may_mean_a_value(unknown: Unknown, word: str) -> bool:
    return unknown.reason is Reason.OTHER and may_mean_something(word)


def _code(outcome: Outcome) -> str:
    if isinstance(outcome, Unreadable | Unknown):
        return ""
    return outcome.level if isinstance(outcome, Rating) else str(outcome)

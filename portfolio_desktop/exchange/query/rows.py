# SPDX-License-Identifier: Apache-2.0
"""What is typed above a timeline: the same language, asked of rows that stand for records of several registers.

A row whose register has no such field goes by what it lies under: `rag:red` leaves the plans of red projects.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Filter
from portfolio_desktop.exchange.query import naming
from portfolio_desktop.exchange.query.everywhere import asked_by
from portfolio_desktop.exchange.query.meaning import is_being_typed, is_excluded_word
from portfolio_desktop.exchange.query.terms import Term, terms
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.rows import Row, RowKind, Timeline

HINT = N_("Filter, such as  harbour owner:ann is:critical")

MORE = (
    ("is:critical", N_("open, and holds the end of its project")),
    ("is:conflict", N_("cannot be as it is planned")),
    ("is:done", N_("over and done with")),
    ("is:milestone", N_("a point in time")),
    ("to:", N_("what leads to the project or task with this code")),
)
"""What can be typed above a timeline besides, with a few words about each."""

_REGISTERS = frozenset({"programme", "project", "task", "milestone", "dependency"})
_HEADINGS = frozenset({RowKind.GROUP, RowKind.PROGRAMME})
_STATES: Mapping[str, Callable[[Row], bool]] = {
    "critical": lambda row: row.critical and not row.done,
    "conflict": lambda row: bool(row.conflict),
    "open": lambda row: not row.done,
    "closed": lambda row: row.done,
    "done": lambda row: row.done,
    "milestone": lambda row: row.kind is RowKind.MILESTONE,
}
"""What a row says of itself: the dates of a plan are worked out, and a row knows what came of that."""

Found: TypeAlias = Sequence[Mapping[str, frozenset[Id]]]
"""For each thing that is asked of registers, the ids of the records that hold it; a register that is not there cannot say."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that a row or what it lies under has to hold, states of a row, and what is asked of each register."""

    words: tuple[Term, ...] = ()
    states: tuple[Term, ...] = ()
    within: tuple[Mapping[str, Filter], ...] = ()
    """One for each thing that is asked: rows may have one of themselves, and another of what they lie under."""


def on_timeline(catalogue: Catalogue) -> Catalogue:
    """The registers whose records have rows."""
    return replace(catalogue, entities=tuple(each for each in catalogue.entities if each.name in _REGISTERS))


def wanted(catalogue: Catalogue, text: str) -> Wanted:
    """What `text` asks of rows. Refuses, in one sentence, what no row could answer."""
    typed = terms(text)
    states = tuple(term for term in typed if term.name == naming.IS and term.text.casefold() in _STATES)
    others = tuple(term for term in typed if term not in states)
    words = tuple(
        term for term in others if not term.name and not term.negated and term.text not in ("", "-")
    )
    asked = [
        asked_by(on_timeline(catalogue), (term,)).within
        for term in others
        if is_excluded_word(term) or (term.name and not is_being_typed(term, others))
    ]
    return Wanted(words, states, tuple(each for each in asked if each is not None))


def holding(office: Office, asked: Wanted) -> Found:
    """The records that hold what is asked of their registers."""
    with office.reading() as reader:
        return [
            {
                name: frozenset(id for (id,) in reader.values(reader.catalogue.entity(name), (), where))
                for name, where in each.items()
            }
            for each in asked.within
        ]


def narrowed(timeline: Timeline, asked: Wanted, found: Found) -> Timeline:
    """Rows that hold all that is asked, with what they lie under, so that each is seen in its place.

    A word in the title or code of what a row lies under counts for the row: the name of a project finds its plan.
    """
    if asked == Wanted():
        return timeline
    kept: set[int] = set()
    above: list[int] = []
    holds: list[list[bool]] = []
    for number, row in enumerate(timeline.rows):
        while above and timeline.rows[above[-1]].level >= row.level:
            above.pop()
        inherited = holds[above[-1]] if above else [False] * len(found)
        holds.append([_holds(row, *each) for each in zip(found, inherited, strict=True)])
        headings = [timeline.rows[each] for each in above]
        if all(holds[number]) and _is(row, asked.states) and _has(row, headings, asked.words):
            kept.add(number)
            kept.update(above)
        above.append(number)
    rows = tuple(timeline.rows[number] for number in sorted(kept))
    keys = {row.key for row in rows}
    arrows = tuple(each for each in timeline.arrows if each.before in keys and each.after in keys)
    return replace(timeline, rows=rows, arrows=arrows)


def narrow(office: Office, timeline: Timeline, text: str) -> Timeline:
    """What `text` leaves of a timeline. Refuses what no row could answer."""
    asked = wanted(office.catalogue, text)
    return narrowed(timeline, asked, holding(office, asked))


def _holds(row: Row, found: Mapping[str, frozenset[str]], inherited: bool) -> bool:
    return row.record in found[row.entity] if row.entity in found else inherited


def _is(row: Row, states: Iterable[Term]) -> bool:
    """A heading says nothing of itself."""
    return all(
        row.kind not in _HEADINGS and _STATES[each.text.casefold()](row) is not each.negated
        for each in states
    )


def _has(row: Row, headings: Iterable[Row], words: Iterable[Term]) -> bool:
    over = "\n".join(f"{each.title}\n{each.code}" for each in headings)
    said = f"{row.title}\n{row.code}\n{row.owner}\n{row.programme}\n{row.resources}\n{over}".casefold()
    return all(_says(said, each) for each in words)


def _says(said: str, word: Term) -> bool:
    wanted = word.text.casefold()
    return bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", said)) if word.quoted else wanted in said

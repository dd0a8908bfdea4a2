# SPDX-License-Identifier: Apache-2.0
"""The rows of a timeline that a few words leave, with what they lie under, so that each is seen in its place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.services.planning.rows import Row, Timeline

STATES: Mapping[str, Callable[[Row], bool]] = {
    "critical": lambda row: row.critical and not row.done,
    "conflict": lambda row: bool(row.conflict),
    "open": lambda row: not row.done,
    "done": lambda row: row.done,
    "milestone": lambda row: row.kind == "milestone",
}
"""What may stand behind `is:`."""

HINT = N_("Filter, such as  harbour is:critical")


def narrowed(timeline: Timeline, words: str) -> Timeline:
    """Rows that hold every one of `words` in title, code, owner or programme, and every `is:` state; all for no words.

    A word in the title or code of what a row lies under counts for the row: the name of a project finds its plan.
    """
    states = [
        STATES[word[3:]] for word in words.casefold().split() if word[:3] == "is:" and word[3:] in STATES
    ]
    wanted = [word for word in words.casefold().split() if not (word[:3] == "is:" and word[3:] in STATES)]
    if not states and not wanted:
        return timeline
    kept: set[int] = set()
    above: list[int] = []
    for number, row in enumerate(timeline.rows):
        while above and timeline.rows[above[-1]].level >= row.level:
            above.pop()
        headings = [timeline.rows[each] for each in above]
        if all(holds(row) for holds in states) and _has(row, headings, wanted):
            kept.add(number)
            kept.update(above)
        above.append(number)
    rows = tuple(timeline.rows[number] for number in sorted(kept))
    keys = {row.key for row in rows}
    arrows = tuple(each for each in timeline.arrows if each.before in keys and each.after in keys)
    return replace(timeline, rows=rows, arrows=arrows)


def _has(row: Row, headings: Iterable[Row], wanted: list[str]) -> bool:
    if not wanted:
        return True
    over = "\n".join(f"{each.title}\n{each.code}" for each in headings)
    said = f"{row.title}\n{row.code}\n{row.owner}\n{row.programme}\n{row.resources}\n{over}".casefold()
    return all(word in said for word in wanted)


def nothing_words(words: str) -> str:
    """Why nothing shows."""
    return _("No row holds “{words}”.").format(words=words)

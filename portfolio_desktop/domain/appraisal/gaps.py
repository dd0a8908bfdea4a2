# SPDX-License-Identifier: Apache-2.0
"""Which evidence suits which question, and where there is none."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.appraisal.year import quarters

_RESULTS = frozenset({"package", "note", "feedback", "thanks"})
_SUITS = {
    "expectations": frozenset({"note"}),
    "progress": _RESULTS,
    "what": _RESULTS,
    "performance": _RESULTS | {"coaching"},
    "how": frozenset({"feedback", "thanks", "note", "coaching"}),
    "development": frozenset({"learning", "coaching", "feedback"}),
}


def suits(kind: str, block: str) -> bool:
    """Whether evidence of a kind says something to a question of a block; to one of no block, all of it may."""
    return kind in _SUITS.get(block, {kind})


def gaps(
    aims: Iterable[tuple[str, str]],
    evidence: Sequence[tuple[date | None, str | None]],
    starts: date,
    ends: date,
    today: date,
) -> list[str]:
    """Objectives and quarters without any evidence, a sentence each.

    `aims` are ids and titles, `evidence` dates and the ids of the objectives they are about. A quarter counts once it
    has ended.
    """
    about = {aim for _on, aim in evidence}
    found = [
        _("There is no evidence on “{objective}” yet.").format(objective=title)
        for id, title in aims
        if id not in about
    ]
    dates = [on for on, _aim in evidence if on is not None]
    for first, last in quarters(starts, ends):
        if last < today and not _any_within(dates, first, last):
            found.append(
                _(
                    "Nothing was noted from {first} to {last}. Look through diary and decisions of that time."
                ).format(first=format_date(first), last=format_date(last))
            )
    return found


def _any_within(dates: Collection[date], first: date, last: date) -> bool:
    return any(first <= on <= last for on in dates)

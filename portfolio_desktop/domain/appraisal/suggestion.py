# SPDX-License-Identifier: Apache-2.0
"""A level that the single levels would bear out, with its arithmetic in words. It decides nothing and writes nothing.

Never a mean. Of what was achieved, and apart from it of how, it takes the highest level that at least half of the weight
reaches, so one excellent objective does not hide two that were missed. Then the lower of the two: neither makes up
for the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portfolio_desktop.base.i18n import N_, _

_HALF = Decimal("0.5")
_SIDES = {"what": N_("What was achieved"), "how": N_("How it was achieved")}


@dataclass(frozen=True, slots=True)
class Rated:
    """One objective, or one question, with the level that somebody gave it. `side` is "what" or "how"."""

    title: str
    side: str
    level: int | None
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level that follows, or None where too little is rated; and how it comes about, a sentence a line."""

    level: int | None
    arithmetic: tuple[str, ...]


def suggestion(rated: Sequence[Rated], labels: Mapping[int, str]) -> Suggestion:
    """What the levels given so far bear out on a scale whose steps are called `labels`."""
    found: list[int] = []
    lines: list[str] = []
    for side, name in _SIDES.items():
        some = [one for one in rated if one.side == side]
        if some:
            level, said = _of_side(_(name), some, labels)
            lines += said
            if level is None:
                return Suggestion(None, (*lines, _("So no level is suggested.")))
            found.append(level)
    if not found:
        return Suggestion(None, (_("Nothing is rated yet, so no level is suggested."),))
    lowest = min(found)
    if len(found) > 1:
        lines.append(
            _("Of the two the lower counts: {level}. Neither makes up for the other.").format(
                level=_named(lowest, labels)
            )
        )
    lines.append(_("This is arithmetic, not judgement: the level is yours to decide and to explain."))
    return Suggestion(lowest, tuple(lines))


def _of_side(name: str, some: Sequence[Rated], labels: Mapping[int, str]) -> tuple[int | None, list[str]]:
    weights, manner = _weights(some)
    whole = sum(weights, Decimal(0))
    rated = [(one, weight) for one, weight in zip(some, weights, strict=True) if one.level is not None]
    left_out = [one.title for one in some if one.level is None]
    lines = [_("{side}, {manner}:").format(side=name, manner=manner)]
    lines += [
        _("“{title}” is {level}, with {share} of the weight.").format(
            title=one.title, level=_named(one.level, labels), share=_percent(weight / whole)
        )
        for one, weight in rated
    ]
    if left_out:
        lines.append(_("Left out, because not rated: {titles}.").format(titles=", ".join(left_out)))
    known = sum((weight for _one, weight in rated), Decimal(0))
    if known < whole * _HALF or not rated:
        lines.append(_("Less than half of the weight is rated."))
        return None, lines
    level = max(
        one.level
        for one, _weight in rated
        if one.level is not None and _reaching(rated, one.level) >= known * _HALF
    )
    lines.append(
        _(
            "{level} is the highest level that at least half of the rated weight reaches: {share} of it."
        ).format(level=_named(level, labels), share=_percent(_reaching(rated, level) / known))
    )
    return level, lines


def _weights(some: Sequence[Rated]) -> tuple[list[Decimal], str]:
    given = [one.weight for one in some]
    known = [weight for weight in given if weight is not None]
    if len(known) == len(given) and sum(known) > 0:
        return known, _("by the weights that were agreed")
    return [Decimal(1)] * len(some), _("all weighing the same, because not each has a weight")


def _reaching(rated: Sequence[tuple[Rated, Decimal]], level: int) -> Decimal:
    return sum((weight for one, weight in rated if one.level is not None and one.level >= level), Decimal(0))


def _named(level: int | None, labels: Mapping[int, str]) -> str:
    return labels.get(level or 0, str(level))


def _percent(share: Decimal) -> str:
    return f"{100 * share:.0f} %"

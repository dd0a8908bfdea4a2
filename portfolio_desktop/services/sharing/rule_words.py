# SPDX-License-Identifier: Apache-2.0
"""A rule of the office as people read it, line by line: two of them are compared by whoever has to choose between them."""

import json
from collections.abc import Callable, Iterator, Mapping

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.capacity.thresholds import thresholds_from_plain
from portfolio_desktop.domain.challenge import MEASURES, challenge_from_plain
from portfolio_desktop.domain.habits import habits_from_plain
from portfolio_desktop.domain.plan_check.points import STANDARDS, plan_check_from_plain
from portfolio_desktop.domain.risk_bands import TONE_LABELS
from portfolio_desktop.domain.risk_matrix import Overall, Point, from_plain
from portfolio_desktop.domain.rules import CAPACITY, CHALLENGE, HABITS, PLAN_CHECK, RISK_MATRIX


def rule_words(name: str, definition: str) -> str:
    """What the rule of that name lays down; its definition as it is where that is not known here or makes no sense."""
    try:
        plain = json.loads(definition)
    except ValueError:
        return definition
    return "\n".join(_RULES[name](plain)) or definition if name in _RULES else definition


def _matrix(plain: object) -> Iterator[str]:
    matrix, fault = from_plain(plain)
    if fault:
        return
    for likelihood in range(matrix.likelihoods, 0, -1):
        points = (Point(likelihood, impact + 1) for impact in range(matrix.impacts))
        cells = [cell for point in points if (cell := matrix.cell(point)) is not None]
        told = " · ".join(f"{_(cell.band.label)} {cell.score}" for cell in cells)
        yield _("Likelihood {step}: {cells}").format(step=likelihood, cells=told)
    yield _("Each line from impact 1 to {most}.").format(most=matrix.impacts)
    bands = (f"{_(each.label)} ({each.letter}; {_(TONE_LABELS[each.tone])})" for each in matrix.bands)
    yield _("Bands: {bands}").format(bands=", ".join(bands))
    highest = matrix.overall is Overall.HIGHEST
    yield (
        _("Of several impacts the highest counts.")
        if highest
        else _("Of several impacts the average counts.")
    )


def _challenge(plain: object) -> Iterator[str]:
    rules, fault = challenge_from_plain(plain)
    if fault:
        return
    for check, each in rules.thresholds.items():
        measure = MEASURES[check]
        said = _("amber from {amber}, red from {red} {unit}") if each.on else _("not asked")
        said = said.format(amber=each.amber, red=each.red, unit=_(measure.unit))
        yield f"{_(measure.label)}: {said}"
    yield _("Red aspects that make the suggestion Red: {count}").format(count=rules.reds)


def _plan_check(plain: object) -> Iterator[str]:
    rules, fault = plan_check_from_plain(plain)
    if fault:
        return
    for point, each in rules.thresholds.items():
        standard = STANDARDS[point]
        if not each.on:
            said = _("not judged")
        else:
            said = _("at least {limit}") if standard.at_least else _("at most {limit}")
            said = said.format(limit=each.limit)
        days = f"; {_(standard.measure)}: {each.measure}" if each.measure is not None else ""
        yield f"{_(standard.label)}: {said}{days}"


def _capacity(plain: object) -> Iterator[str]:
    found, fault = thresholds_from_plain(plain)
    if not fault:
        yield _("Too much is asked above {share} %.").format(share=round(100 * found.over))
        yield _("There is time to spare below {share} %.").format(share=round(100 * found.under))


def _habits(plain: object) -> Iterator[str]:
    found, fault = habits_from_plain(plain)
    if not fault:
        yield _("A status report is out of date after {days} days.").format(days=found.stale_days)
        yield _("Milestones are shown {days} days before they are expected.").format(days=found.ahead_days)
        yield _("What falls due is told of {days} days before it does.").format(days=found.notice_days)


_RULES: Mapping[str, Callable[[object], Iterator[str]]] = {
    RISK_MATRIX: _matrix,
    CHALLENGE: _challenge,
    PLAN_CHECK: _plan_check,
    CAPACITY: _capacity,
    HABITS: _habits,
}

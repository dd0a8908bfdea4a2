# SPDX-License-Identifier: Apache-2.0
"""What a check found, point by point."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.plan_check.points import STANDARDS, Counted, Point, Threshold


class Verdict(StrEnum):
    """How a point came out. What cannot be judged has not passed."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    NOT_JUDGED = "not_judged"


VERDICTS = {
    Verdict.PASSED: N_("Passed"),
    Verdict.NOT_PASSED: N_("Not passed"),
    Verdict.NOT_JUDGED: N_("Cannot be judged"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One record that a point is about: `entity` is "task", "dependency" or "milestone", `note` what is the matter with it."""

    entity: str
    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A point with its figure. `reason` says why it cannot be judged; `value` is an index, a share or days.

    `count` of `of` is what a share or a number is made from. For a share of what is good, the findings are the rest.
    `against` names the baseline that was measured against, where one was.
    """

    point: Point
    verdict: Verdict
    threshold: Threshold
    value: Decimal | None = None
    count: int | None = None
    of: int | None = None
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    against: str = ""

    @property
    def figure(self) -> str:
        """The figure in words; empty where there is none."""
        if self.value is None:
            return ""
        counted = STANDARDS[self.point].counted
        if counted is Counted.INDEX and self.count is None:
            return f"{self.value:.2f}"
        if counted is Counted.DAYS:
            return days(self.value)
        said = _("{count} of {of}").format(count=f"{self.count:,}", of=f"{self.of:,}")
        if counted is Counted.INDEX:
            return f"{self.value:.2f} ({said})"
        if counted is Counted.SHARE:
            return _("{said} ({share} %)").format(said=said, share=short(self.value))
        return said

    @property
    def measured(self) -> str:
        """What was measured against, as a sentence; empty where nothing was."""
        return _("Measured against: {baseline}.").format(baseline=self.against) if self.against else ""

    @property
    def limit(self) -> str:
        """The threshold in words: "at most 5 %, 44 days"."""
        return limit_words(self.point, self.threshold)


def limit_words(point: Point, threshold: Threshold) -> str:
    """A threshold as it is read beside a figure."""
    standard = STANDARDS[point]
    if threshold.limit == 0 and not standard.at_least:
        return _("none allowed")
    figure = short(threshold.limit)
    if standard.counted is Counted.SHARE:
        figure = _("{share} %").format(share=figure)
    elif standard.counted is Counted.DAYS:
        figure = days(threshold.limit)
    elif standard.counted is Counted.INDEX:
        figure = f"{threshold.limit:.2f}"
    return (_("at least {figure}") if standard.at_least else _("at most {figure}")).format(figure=figure)


def short(figure: Decimal) -> str:
    """A figure with at most one decimal."""
    whole = figure == figure.to_integral_value()
    return f"{figure:,.0f}" if whole else f"{figure:,.1f}"


def days(figure: Decimal) -> str:
    """Days in words."""
    return ngettext("{days} day", "{days} days", 1 if figure == 1 else 2).format(days=short(figure))


def share(
    point: Point, threshold: Threshold, found: Sequence[Finding], of: int, nothing: str, *, good: bool = False
) -> Outcome:
    """The outcome of a point that counts `found` among `of`; `nothing` is why none of them can be judged.

    `good` turns the figure round: what was found is the rest.
    """
    if not of:
        return not_judged(point, threshold, nothing)
    count = of - len(found) if good else len(found)
    is_share = STANDARDS[point].counted is Counted.SHARE
    value = Decimal(count) * 100 / of if is_share else Decimal(count)
    return judged(point, threshold, value, count, of, found)


def judged(
    point: Point,
    threshold: Threshold,
    value: Decimal,
    count: int | None = None,
    of: int | None = None,
    found: Sequence[Finding] = (),
) -> Outcome:
    """The outcome of a point whose figure is known."""
    passed = value >= threshold.limit if STANDARDS[point].at_least else value <= threshold.limit
    verdict = Verdict.PASSED if passed else Verdict.NOT_PASSED
    return Outcome(point, verdict, threshold, value, count, of, tuple(found))


def not_judged(point: Point, threshold: Threshold, reason: str) -> Outcome:
    """The outcome of a point for which something has to be known that is not."""
    return Outcome(point, Verdict.NOT_JUDGED, threshold, reason=reason)

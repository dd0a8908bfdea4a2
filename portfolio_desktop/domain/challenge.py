# SPDX-License-Identifier: Apache-2.0
"""The rating that the evidence suggests, beside the one that was declared, with its reasons in words.

Each test compares one figure of a project with two thresholds that the office may change. Nothing is averaged: a test
is red, amber or green, and the rating follows from how many aspects of the project have a red one. A figure that is
not known suggests nothing, and Green is suggested only where both its dates and its money are known.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.rating import SCALES

_APART = 0.5
"""How far, on a scale from 0 (best) to 1 (worst), declared and suggested rating must lie apart to be asked about."""


class Check(StrEnum):
    """The tests, in the order in which their reasons are read."""

    END = "end"
    PLAN = "plan"
    MILESTONE = "milestone"
    OVERDUE_MILESTONES = "overdue_milestones"
    COST = "cost"
    YEAR = "year"
    GRAVE_RISKS = "grave_risks"
    EXPOSURE = "exposure"
    GRAVE_ISSUES = "grave_issues"
    ACTIONS = "actions"
    REPORT = "report"


class Aspect(StrEnum):
    """What a test is about. Two tests of one aspect often see one cause, so that they make one red, not two."""

    SCHEDULE = "schedule"
    MONEY = "money"
    RISK = "risk"
    CONTROL = "control"


_DAYS = N_("days")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A test is amber from `amber` on and red from `red` on; one that is not `on` is left out."""

    amber: Decimal
    red: Decimal
    on: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """What a test measures: its name, what is counted, and the sentence that its reason is told in."""

    aspect: Aspect
    label: str
    unit: str
    sentence: str


MEASURES: Mapping[Check, Measure] = MappingProxyType(
    {
        Check.END: Measure(
            Aspect.SCHEDULE,
            N_("End, against the baseline"),
            _DAYS,
            N_("The end is {value} days later than agreed."),
        ),
        Check.PLAN: Measure(
            Aspect.SCHEDULE,
            N_("Finish by the plan, against the declared end"),
            _DAYS,
            N_("Declared to end on {was}; by its plan it finishes on {now}, {value} days later."),
        ),
        Check.MILESTONE: Measure(
            Aspect.SCHEDULE,
            N_("Worst slip of a milestone still to be met"),
            _DAYS,
            N_("A milestone that is still to be met is {value} days later than agreed."),
        ),
        Check.OVERDUE_MILESTONES: Measure(
            Aspect.SCHEDULE,
            N_("Milestones past their forecast"),
            N_("milestones"),
            N_("Milestones that are past their own forecast and not met: {value}."),
        ),
        Check.COST: Measure(
            Aspect.MONEY,
            N_("Whole-life cost, against the agreed"),
            "%",
            N_("The whole-life cost is forecast at {value}% above what was agreed."),
        ),
        Check.YEAR: Measure(
            Aspect.MONEY,
            N_("This year's forecast, off the budget"),
            "%",
            N_("This year's forecast is {value}% off the budget."),
        ),
        Check.GRAVE_RISKS: Measure(
            Aspect.RISK,
            N_("Open threats in the gravest band"),
            N_("risks"),
            N_("Open threats in the gravest band of the matrix: {value}."),
        ),
        Check.EXPOSURE: Measure(
            Aspect.RISK,
            N_("Expected value of risks, against contingency"),
            "%",
            N_("The risks' expected value is {value}% of the contingency held."),
        ),
        Check.GRAVE_ISSUES: Measure(
            Aspect.RISK,
            N_("Open critical issues"),
            N_("issues"),
            N_("Critical issues that are open: {value}."),
        ),
        Check.ACTIONS: Measure(
            Aspect.CONTROL, N_("Overdue actions"), N_("actions"), N_("Actions that are overdue: {value}.")
        ),
        Check.REPORT: Measure(
            Aspect.CONTROL,
            N_("Age of the last status report"),
            _DAYS,
            N_("The last status report is {value} days old."),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure in days that is told with its two dates: what was said, and what it has come to."""

    was: date
    now: date

    @property
    def days(self) -> Decimal:
        """Above zero where it has become later."""
        return Decimal((self.now - self.was).days)


Figure: TypeAlias = Decimal | Slip
"""What a test measures."""


@dataclass(frozen=True, slots=True)
class ChallengeRules:
    """The thresholds of every test, and how many aspects must be red for the suggestion to be Red."""

    thresholds: Mapping[Check, Threshold]
    reds: int = 2

    def to_plain(self) -> dict[str, Any]:
        """The rules as JSON can hold them."""
        return {
            "reds": self.reds,
            "tests": {
                str(check): {"amber": str(each.amber), "red": str(each.red), "on": each.on}
                for check, each in self.thresholds.items()
            },
        }

    def with_threshold(self, check: Check, threshold: Threshold) -> "ChallengeRules":
        """These rules with another threshold for one test."""
        return replace(self, thresholds={**self.thresholds, check: threshold})


def _from(amber: int, red: int) -> Threshold:
    return Threshold(Decimal(amber), Decimal(red))


SHIPPED_CHALLENGE = ChallengeRules(
    MappingProxyType(
        {
            Check.END: _from(30, 90),
            Check.PLAN: _from(14, 90),
            Check.MILESTONE: _from(30, 90),
            Check.OVERDUE_MILESTONES: _from(1, 3),
            Check.COST: _from(5, 10),
            Check.YEAR: _from(5, 10),
            Check.GRAVE_RISKS: _from(1, 3),
            Check.EXPOSURE: _from(80, 100),
            Check.GRAVE_ISSUES: _from(1, 2),
            Check.ACTIONS: _from(3, 8),
            Check.REPORT: _from(45, 100),
        }
    )
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One test that is not green, told in words. `tone` is "amber" or "red"."""

    check: Check
    tone: str
    text: str


class Verdict(StrEnum):
    """How the declared rating stands to the evidence."""

    KINDER = "kinder"
    HARSHER = "harsher"
    AGREES = "agrees"
    NOT_DECLARED = "not_declared"
    NO_EVIDENCE = "no_evidence"


VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.KINDER: N_("Declared better than the evidence suggests"),
        Verdict.HARSHER: N_("Declared worse than the evidence suggests"),
        Verdict.AGREES: N_("The evidence agrees"),
        Verdict.NOT_DECLARED: N_("Not rated"),
        Verdict.NO_EVIDENCE: N_("Too little is known to judge by"),
    }
)


@dataclass(frozen=True, slots=True)
class Challenge:
    """A project's declared rating beside the suggested one. `silent` names the tests whose figure is not known.

    `note` says why Amber is suggested where tests are red: they are all about one aspect, or about too few.
    """

    declared: Rating | None
    suggested: Rating | None
    verdict: Verdict
    reasons: tuple[Reason, ...]
    silent: tuple[Check, ...]
    note: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether somebody should ask: the two ratings lie clearly apart."""
        return self.verdict in (Verdict.KINDER, Verdict.HARSHER)


def challenge(
    declared: Rating | None,
    figures: Mapping[Check, Figure | None],
    rules: ChallengeRules = SHIPPED_CHALLENGE,
) -> Challenge:
    """Put the figures of one project to the tests."""
    asked = [check for check in Check if rules.thresholds[check].on]
    known = {check: value for check in asked if (value := figures.get(check)) is not None}
    reasons = tuple(
        reason for check, value in known.items() if (reason := _reason(check, value, rules.thresholds[check]))
    )
    suggested = _suggested(reasons, rules.reds) if reasons or _is_known_whole(asked, known) else None
    silent = tuple(check for check in asked if check not in known)
    verdict = _verdict(declared, suggested)
    return Challenge(declared, suggested, verdict, reasons, silent, _short_of_red(reasons, rules.reds))


def _reason(check: Check, figure: Figure, threshold: Threshold) -> Reason | None:
    value = figure.days if isinstance(figure, Slip) else figure
    if value < threshold.amber and value < threshold.red:
        return None
    tone = "red" if value >= threshold.red else "amber"
    start = threshold.red if tone == "red" else threshold.amber
    dates = (
        {"was": format_date(figure.was), "now": format_date(figure.now)} if isinstance(figure, Slip) else {}
    )
    told = _(MEASURES[check].sentence).format(value=_number(value), **dates)
    limit = _("{start} or more counts as red.") if tone == "red" else _("{start} or more counts as amber.")
    return Reason(check, tone, f"{told} {limit.format(start=_with_unit(start, MEASURES[check].unit))}")


_OF_GREEN = frozenset({Aspect.SCHEDULE, Aspect.MONEY})


def _is_known_whole(asked: Iterable[Check], known: Collection[Check]) -> bool:
    """Whether nothing amber or red says enough for Green: of a project without dates or costs it says nothing."""
    needed = {MEASURES[check].aspect for check in asked} & _OF_GREEN
    return needed <= {MEASURES[check].aspect for check in known} and bool(known)


def _suggested(reasons: tuple[Reason, ...], reds: int) -> Rating:
    red = {MEASURES[reason.check].aspect for reason in reasons if reason.tone == "red"}
    level = "red" if len(red) >= reds else "amber" if reasons else "green"
    return Rating("rag3", level)


_ASPECTS: Mapping[Aspect, str] = MappingProxyType(
    {
        Aspect.SCHEDULE: N_("dates"),
        Aspect.MONEY: N_("money"),
        Aspect.RISK: N_("risks"),
        Aspect.CONTROL: N_("control"),
    }
)


def _short_of_red(reasons: tuple[Reason, ...], reds: int) -> str:
    red = {MEASURES[reason.check].aspect for reason in reasons if reason.tone == "red"}
    if not 0 < len(red) < reds:
        return ""
    named = ", ".join(_(_ASPECTS[aspect]) for aspect in Aspect if aspect in red)
    said = _(
        "Red in {aspects} alone: Red is suggested where {count} of dates, money, risks and control are red."
    )
    return said.format(aspects=named, count=reds)


def _verdict(declared: Rating | None, suggested: Rating | None) -> Verdict:
    if suggested is None:
        return Verdict.NO_EVIDENCE
    said, found = _place(declared), _place(suggested)
    if said is None or found is None:
        return Verdict.NOT_DECLARED
    if abs(said - found) < _APART:
        return Verdict.AGREES
    return Verdict.KINDER if said < found else Verdict.HARSHER


def _place(rating: Rating | None) -> float | None:
    """Where a rating lies from 0, the best of its scale, to 1, the worst."""
    scale = SCALES.get(rating.scale) if rating else None
    rank = scale.rank(rating.level) if scale and rating else None
    return None if scale is None or rank is None else rank / (len(scale.levels) - 1)


def _with_unit(value: Decimal, unit: str) -> str:
    """A threshold as it stands after a sentence that has dates in it as well; what is only counted needs no unit."""
    if unit == _DAYS:
        return ngettext("{count} day", "{count} days", round(value)).format(count=_number(value))
    return _number(value) + ("%" if unit == "%" else "")


def _number(value: Decimal) -> str:
    """A figure without needless decimals: whole from 10 on, to a tenth below."""
    whole = abs(value) >= 10 or value == value.to_integral_value()
    return f"{value.quantize(Decimal(1) if whole else Decimal('0.1')):,f}"


def challenge_from_plain(plain: object) -> tuple[ChallengeRules, str]:
    """The rules that `to_plain` wrote, and "". Where something makes no sense the shipped ones, and a sentence why.

    A test that is not mentioned keeps its shipped thresholds, so that a newer version's tests count at once.
    """
    held = plain if isinstance(plain, dict) else {}
    tests, reds = held.get("tests"), held.get("reds", SHIPPED_CHALLENGE.reds)
    try:
        if not isinstance(tests, dict) or type(reds) is not int or not 1 <= reds <= len(Aspect):
            raise ValueError("no tests")
        given = {Check(name): _threshold(each) for name, each in tests.items() if name in set(Check)}
    except (ValueError, ArithmeticError, TypeError, KeyError):
        return SHIPPED_CHALLENGE, _(
            "The rules by which ratings are challenged cannot be read. The shipped ones are used."
        )
    return ChallengeRules({**SHIPPED_CHALLENGE.thresholds, **given}, reds), ""


def _threshold(plain: Mapping[str, Any]) -> Threshold:
    amber, red = Decimal(plain["amber"]), Decimal(plain["red"])
    if not (amber.is_finite() and red.is_finite() and 0 <= amber <= red and type(plain["on"]) is bool):
        raise ValueError("no thresholds")
    return Threshold(amber, red, plain["on"])

# SPDX-License-Identifier: Apache-2.0
"""The points of a plan check and the thresholds that an office keeps for them.

Fourteen of them are those of the assessment that the US Defense Contract Management Agency made customary; the rest are
ours. Of the shipped thresholds two were held against what is published. The others are a starting point of our own,
and each says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from portfolio_desktop.base.i18n import N_, _


class Point(StrEnum):
    """What is looked at, in the order in which it is read."""

    MISSING_LOGIC = "missing_logic"
    LEADS = "leads"
    LAGS = "lags"
    LONG_LAGS = "long_lags"
    RELATIONSHIPS = "relationships"
    DANGLING = "dangling"
    HARD_CONSTRAINTS = "hard_constraints"
    FIGHTING = "fighting"
    HIGH_FLOAT = "high_float"
    NEGATIVE_FLOAT = "negative_float"
    NO_LENGTH = "no_length"
    HIGH_DURATION = "high_duration"
    INVALID_DATES = "invalid_dates"
    RESOURCES = "resources"
    MISSED = "missed"
    CRITICAL_PATH = "critical_path"
    CPLI = "cpli"
    BEI = "bei"
    PROMISES = "promises"
    MILESTONES = "milestones"


class Counted(StrEnum):
    """What a limit is a limit of."""

    SHARE = "share"  # percent of those that were looked at
    NUMBER = "number"
    DAYS = "days"
    INDEX = "index"  # 1 is as planned


@dataclass(frozen=True, slots=True)
class Standard:
    """What a point is called and how it is judged.

    A limit is the most that passes, or the least where `at_least`. `measure` says what the days mean that a point has
    beside its limit, and is empty where it has none. `published` is whether the shipped limit was held against its
    source.
    """

    label: str
    meaning: str
    counted: Counted
    at_least: bool = False
    measure: str = ""
    published: bool = False


_SHARE, _NUMBER = Counted.SHARE, Counted.NUMBER

STANDARDS: Mapping[Point, Standard] = MappingProxyType(
    {
        Point.MISSING_LOGIC: Standard(
            N_("Missing logic"),
            N_(
                "Open tasks that wait for nothing, or that nothing waits for. The first and the last one of a plan do not count."
            ),
            _SHARE,
            published=True,
        ),
        Point.LEADS: Standard(
            N_("Leads"), N_("Links that begin before what they wait for is over."), _NUMBER, published=True
        ),
        Point.LAGS: Standard(N_("Lags"), N_("Links with a wait that is no task."), _SHARE),
        Point.LONG_LAGS: Standard(
            N_("Long lags"),
            N_("Links with so long a wait that it hides work."),
            _NUMBER,
            measure=N_("Long is more than"),
        ),
        Point.RELATIONSHIPS: Standard(
            N_("Finish-to-start links"),
            N_("Links by which a task starts once another has finished: the ones that everybody can follow."),
            _SHARE,
            at_least=True,
        ),
        Point.DANGLING: Standard(
            N_("Dangling ends"),
            N_(
                "Open tasks whose start waits for nothing, or for whose finish nothing waits, in spite of their links."
            ),
            _SHARE,
        ),
        Point.HARD_CONSTRAINTS: Standard(
            N_("Hard constraints"),
            N_("Open tasks that a date holds against their links."),
            _SHARE,
        ),
        Point.FIGHTING: Standard(
            N_("Dates against links"),
            N_("Dates that were laid down and that the links of the plan do not allow."),
            _NUMBER,
        ),
        Point.HIGH_FLOAT: Standard(
            N_("High float"),
            N_("Open tasks that could slip so long that a link is probably missing."),
            _SHARE,
            measure=N_("High is more than"),
        ),
        Point.NEGATIVE_FLOAT: Standard(
            N_("Negative float"), N_("Open tasks that are too late already for a date to be kept."), _NUMBER
        ),
        Point.NO_LENGTH: Standard(
            N_("Length not known"),
            N_("Open tasks of which nobody said how long they take, or when they are."),
            _NUMBER,
        ),
        Point.HIGH_DURATION: Standard(
            N_("Long tasks"),
            N_("Open tasks too long to see in time whether they slip."),
            _SHARE,
            measure=N_("Long is more than"),
        ),
        Point.INVALID_DATES: Standard(
            N_("Invalid dates"),
            N_("Work reported as done after the status date, or planned before it."),
            _NUMBER,
        ),
        Point.RESOURCES: Standard(
            N_("Nobody assigned"), N_("Open tasks with work in them and nobody to do it."), _SHARE
        ),
        Point.MISSED: Standard(
            N_("Missed tasks"),
            N_("Tasks that were to be finished by now and are not, or were finished later than agreed."),
            _SHARE,
        ),
        Point.CRITICAL_PATH: Standard(
            N_("Critical path test"),
            N_("Days that are lost on the way to the end when a critical task takes so much longer."),
            Counted.DAYS,
            measure=N_("Added to a critical task"),
        ),
        Point.CPLI: Standard(
            N_("Critical path length index"),
            N_(
                "The length of what is left, with the room to the date to be kept, against the length of what is left."
            ),
            Counted.INDEX,
            at_least=True,
        ),
        Point.BEI: Standard(
            N_("Baseline execution index"),
            N_("Tasks finished, against those that the baseline has finished by now."),
            Counted.INDEX,
            at_least=True,
        ),
        Point.PROMISES: Standard(
            N_("Outdated promises"),
            N_("Promised dates that this plan rests on or gives and that the giver's plan no longer says."),
            _NUMBER,
        ),
        Point.MILESTONES: Standard(
            N_("Milestones beside the plan"),
            N_("Open milestones of the register that the plan has by the same name, on another day."),
            _NUMBER,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Threshold:
    """The limit of one point, the days it measures by where it has any, and whether the point is judged at all."""

    limit: Decimal
    measure: Decimal | None = None
    on: bool = True


@dataclass(frozen=True, slots=True)
class PlanCheckRules:
    """The thresholds of every point."""

    thresholds: Mapping[Point, Threshold]

    def with_threshold(self, point: Point, threshold: Threshold) -> "PlanCheckRules":
        """These rules with another threshold for one point."""
        return replace(self, thresholds={**self.thresholds, point: threshold})

    def is_published(self, point: Point) -> bool:
        """Whether the limit in force is the published one: neither ours nor changed by the office."""
        shipped = SHIPPED_PLAN_CHECK.thresholds[point]
        return STANDARDS[point].published and self.thresholds[point].limit == shipped.limit

    def origin(self, point: Point) -> str:
        """Where the limit in force comes from, in words."""
        if self.is_published(point):
            return _("Published threshold")
        if self.thresholds[point] == SHIPPED_PLAN_CHECK.thresholds[point]:
            return _("Our own default")
        return _("Set by your office")

    def to_plain(self) -> dict[str, Any]:
        """The rules as JSON can hold them."""
        return {
            "points": {
                str(point): {
                    "limit": str(each.limit),
                    "measure": None if each.measure is None else str(each.measure),
                    "on": each.on,
                }
                for point, each in self.thresholds.items()
            }
        }


def _at(limit: str, measure: int | None = None) -> Threshold:
    return Threshold(Decimal(limit), None if measure is None else Decimal(measure))


SHIPPED_PLAN_CHECK = PlanCheckRules(
    MappingProxyType(
        {
            Point.MISSING_LOGIC: _at("5"),
            Point.LEADS: _at("0"),
            Point.LAGS: _at("5"),
            Point.LONG_LAGS: _at("0", 20),
            Point.RELATIONSHIPS: _at("90"),
            Point.DANGLING: _at("5"),
            Point.HARD_CONSTRAINTS: _at("5"),
            Point.FIGHTING: _at("0"),
            Point.HIGH_FLOAT: _at("5", 44),
            Point.NEGATIVE_FLOAT: _at("0"),
            Point.NO_LENGTH: _at("0"),
            Point.HIGH_DURATION: _at("5", 44),
            Point.INVALID_DATES: _at("0"),
            Point.RESOURCES: _at("0"),
            Point.MISSED: _at("5"),
            Point.CRITICAL_PATH: _at("5", 600),
            Point.CPLI: _at("0.95"),
            Point.BEI: _at("0.95"),
            Point.PROMISES: _at("0"),
            Point.MILESTONES: _at("0"),
        }
    )
)


def plan_check_from_plain(plain: object) -> tuple[PlanCheckRules, str]:
    """The rules that `to_plain` wrote, and "". Where something makes no sense the shipped ones, and a sentence why.

    A point that is not mentioned keeps its shipped threshold, so that a newer version's points count at once.
    """
    held = plain.get("points") if isinstance(plain, dict) else None
    try:
        if not isinstance(held, dict):
            raise ValueError("no points")
        given = {
            Point(name): _threshold(Point(name), each) for name, each in held.items() if name in set(Point)
        }
    except (ValueError, ArithmeticError, TypeError, KeyError):
        return SHIPPED_PLAN_CHECK, _(
            "The rules by which plans are checked cannot be read. The shipped ones are used."
        )
    return PlanCheckRules({**SHIPPED_PLAN_CHECK.thresholds, **given}), ""


def _threshold(point: Point, plain: Mapping[str, Any]) -> Threshold:
    limit = Decimal(plain["limit"])
    measure = None if plain["measure"] is None else Decimal(plain["measure"])
    said = (limit,) if measure is None else (limit, measure)
    has_measure = bool(STANDARDS[point].measure)
    if (measure is not None) is not has_measure or type(plain["on"]) is not bool:
        raise ValueError("no threshold")
    if not all(each.is_finite() and each >= 0 for each in said):
        raise ValueError("no figures")
    return Threshold(limit, measure, plain["on"])

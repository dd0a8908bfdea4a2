# SPDX-License-Identifier: Apache-2.0
"""A plan is put to all the points that an office judges by."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from portfolio_desktop.domain.plan_check import date_points as dates
from portfolio_desktop.domain.plan_check import network_points as network
from portfolio_desktop.domain.plan_check import progress_points as progress
from portfolio_desktop.domain.plan_check.facts import Facts
from portfolio_desktop.domain.plan_check.outcome import Outcome
from portfolio_desktop.domain.plan_check.points import SHIPPED_PLAN_CHECK, PlanCheckRules, Point, Threshold

_JUDGES: Mapping[Point, Callable[[Facts, Threshold], Outcome]] = MappingProxyType(
    {
        Point.MISSING_LOGIC: network.missing_logic,
        Point.LEADS: network.leads,
        Point.LAGS: network.lags,
        Point.LONG_LAGS: network.long_lags,
        Point.RELATIONSHIPS: network.relationships,
        Point.DANGLING: network.dangling,
        Point.HARD_CONSTRAINTS: dates.hard_constraints,
        Point.FIGHTING: dates.fighting,
        Point.HIGH_FLOAT: dates.high_float,
        Point.NEGATIVE_FLOAT: dates.negative_float,
        Point.NO_LENGTH: dates.no_length,
        Point.HIGH_DURATION: dates.high_duration,
        Point.INVALID_DATES: dates.invalid_dates,
        Point.RESOURCES: progress.resources,
        Point.MISSED: progress.missed,
        Point.CRITICAL_PATH: progress.critical_path,
        Point.CPLI: progress.cpli,
        Point.BEI: progress.bei,
        Point.PROMISES: progress.promises,
        Point.MILESTONES: progress.milestones,
    }
)


def check(facts: Facts, rules: PlanCheckRules = SHIPPED_PLAN_CHECK) -> tuple[Outcome, ...]:
    """The outcome of every point that is judged, in their order."""
    return tuple(
        _JUDGES[point](facts, rules.thresholds[point]) for point in Point if rules.thresholds[point].on
    )

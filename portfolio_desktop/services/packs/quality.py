# SPDX-License-Identifier: Apache-2.0
"""The quality of the data as a pack about all projects tells it."""

from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.quality import Amiss, PackQuality, QualityLine
from portfolio_desktop.services.quality.finding import Fault, Finding
from portfolio_desktop.services.quality.score import Scored, health_of
from portfolio_desktop.storage.read import Reader

_NAMED = (Fault.INCONSISTENT, Fault.RANGE)
_MOST = 40


def quality_of(reader: Reader, before: PackData | None) -> PackQuality | None:
    """How good the data are as they stand in this reading; None where there is nothing to check."""
    found = health_of(reader)
    if not found.score.checks:
        return None
    earlier = before.quality if before else None
    return PackQuality(
        found.score.checks,
        found.score.held,
        tuple(_line(each) for each in found.registers),
        earlier.checks if earlier else 0,
        earlier.held if earlier else 0,
        tuple(_amiss(each) for each in found.findings if each.fault in _NAMED)[:_MOST],
    )


def _amiss(each: Finding) -> Amiss:
    return Amiss(each.code, each.title, each.label, each.said)


def _line(each: Scored) -> QualityLine:
    count = each.faults
    return QualityLine(
        each.label,
        each.score.checks,
        each.score.held,
        count.get(Fault.MISSING, 0),
        count.get(Fault.UNKNOWN, 0),
        count.get(Fault.STALE, 0),
        count.get(Fault.INCONSISTENT, 0),
        count.get(Fault.RANGE, 0),
    )

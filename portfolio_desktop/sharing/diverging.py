# SPDX-License-Identifier: Apache-2.0
"""Laptops that know the same changes and show different records: this one makes its registers anew, once, and says so.

The history is the truth, and its names prove that both have the same. Whichever laptop's registers were wrong shows the same
again after that; each does it for itself.
"""

from collections.abc import Callable
from dataclasses import replace

from portfolio_desktop.services.safekeeping.diverging import heal
from portfolio_desktop.sharing.ledger import Door
from portfolio_desktop.sync.acks import doubt
from portfolio_desktop.sync.ledger import Ledger, Memory
from portfolio_desktop.sync.report import Mended, Report

_PROVED = "proved"


def agreed(door: Door, ledger: Ledger, report: Report, again: Callable[[], Report]) -> Report:
    """The report of a round, or of another `again` after the registers were made anew because of what the first found."""
    memory = Memory(ledger)
    proved = set(memory.get(_PROVED, list[str]) or ())
    if any(each.mine not in proved for each in report.divergences):
        healed = door(heal)
        doubt(memory)
        report = _together(report, again(), Mended(healed.records, str(healed.kept)))
        proved = {each.mine for each in report.divergences}
        memory.put(_PROVED, sorted(proved) or None)
    return replace(report, proved=bool(report.divergences))


def _together(first: Report, second: Report, mended: Mended) -> Report:
    return replace(
        second,
        sent=first.sent + second.sent,
        posted=first.posted + second.posted,
        taken=first.taken + second.taken,
        relayed=first.relayed + second.relayed,
        rotated=first.rotated or second.rotated,
        mended=mended,
    )

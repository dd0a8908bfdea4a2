# SPDX-License-Identifier: Apache-2.0
"""The quality of the data in a pack: how many checks were made, how many hold, and what is amiss by register."""

from dataclasses import dataclass

from portfolio_desktop.base.i18n import _


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One register. Faults are counted by kind; what is `unknown` has a reason, and does not count against the score."""

    title: str
    checks: int
    held: int
    missing: int = 0
    unknown: int = 0
    stale: int = 0
    inconsistent: int = 0
    out_of_range: int = 0


@dataclass(frozen=True, slots=True)
class Amiss:
    """One record that contradicts itself, or says what cannot be meant: `what` is amiss, `said` what stands there."""

    code: str
    title: str
    what: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class PackQuality:
    """All registers, the worst first; what the pack before had of it is 0 where it had none.

    `amiss` names what is contradictory or out of range: a number alone would send nobody to put it right.
    """

    checks: int
    held: int
    lines: tuple[QualityLine, ...] = ()
    checks_before: int = 0
    held_before: int = 0
    amiss: tuple[Amiss, ...] = ()


def share(held: int, checks: int) -> str:
    """In whole per cent, and never 100 while something is amiss."""
    return _("{n} %").format(n=100 if held == checks else min(99, round(100 * held / checks)))

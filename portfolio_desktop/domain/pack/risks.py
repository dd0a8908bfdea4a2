# SPDX-License-Identifier: Apache-2.0
"""The risks and issues of a pack: where each stands, how it has moved, and what all of them may cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from portfolio_desktop.domain.movement import Movement
from portfolio_desktop.domain.pack.governance import Sign

Place: TypeAlias = tuple[int, int]
"""Likelihood and impact, each from 1."""


@dataclass(frozen=True, slots=True)
class PackRisk:
    """A risk or an issue that is open now.

    `kind` is "risk" or "issue". `project` is a `PackProject.key`, empty for one that belongs to the portfolio.
    `score` is that of its cell in the risk matrix; where the register uses words only, `band` alone is set.
    `score_before` is the score in the pack before; None there and `is_new` False means not known.

    Of a risk: `level` is "project", "programme" or "portfolio", `feeds` the key of the risk above that it is a part of.
    `done`, `planned` and `late` count its responses. `expected` is its expected value,
    `draft` whether nobody has accepted yet that it is one.
    Of an issue: `severity` is a code of that list and `sign` how it is drawn, `priority` in words, `raised` the day from
    which its age counts.
    """

    key: str
    code: str
    title: str
    kind: str = "risk"
    project: str = ""
    likelihood: int | None = None
    impact: int | None = None
    score: int | None = None
    score_before: int | None = None
    band: str = ""
    owner: str = ""
    response: str = ""
    proximity: str = ""
    due: date | None = None
    status: str = ""
    is_new: bool = False
    level: str = ""
    feeds: str = ""
    inherent: Place | None = None
    target: Place | None = None
    strategy: str = ""
    done: int = 0
    planned: int = 0
    late: int = 0
    strike: date | None = None
    expected: Decimal | None = None
    draft: bool = False
    severity: str = ""
    priority: str = ""
    sign: Sign | None = None
    raised: date | None = None
    options: str = ""
    recommendation: str = ""

    @property
    def movement(self) -> Movement | None:
        """How its score has moved since the pack before; None where that is not known."""
        if self.is_new:
            return Movement.NEW
        if self.score is None or self.score_before is None:
            return None
        if self.score == self.score_before:
            return Movement.SAME
        return Movement.WORSE if self.score > self.score_before else Movement.BETTER


@dataclass(frozen=True, slots=True)
class PackExposure:
    """What the `stated` of `of` open risks that give figures may cost together; `method` says how that was worked out.

    `held` is the contingency of the `known` of `projects` that say what they hold, None where none does. `enough` is
    the chance in hundredths that it is enough.
    """

    stated: int
    of: int
    expected: Decimal = Decimal(0)
    p50: Decimal = Decimal(0)
    p80: Decimal = Decimal(0)
    held: Decimal | None = None
    known: int = 0
    projects: int = 0
    enough: int | None = None
    method: str = ""


@dataclass(frozen=True, slots=True)
class BurnMark:
    """Open threats at the end of a day, and what they score together; None where nobody knows what they scored."""

    day: date
    open: int
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Burn:
    """How the load of threats went, and where it goes if all is done that is promised; `basis` says what that rests on.

    `left_out` says why earlier months are not among the points; empty where they are.
    """

    points: tuple[BurnMark, ...]
    planned: tuple[BurnMark, ...] = ()
    basis: str = ""
    left_out: str = ""

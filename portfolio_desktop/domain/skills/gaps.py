# SPDX-License-Identifier: Apache-2.0
"""How what a person can do stands against what a role asks for, skill by skill.

A skill that nobody has assessed is not a skill at level nought: it is not known, and counted apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How one skill stands against what is asked."""

    ABOVE = "above"
    MET = "met"
    SHORT = "short"
    NOT_ASSESSED = "not_assessed"


class Readiness(StrEnum):
    """How somebody stands against all that a role asks for, the readiest first."""

    READY = "ready"
    NEAR = "near"
    """Everything is assessed, and nothing is more than one level short."""
    NOT_KNOWN = "not_known"
    """Nothing that is assessed is more than one level short, but not everything is assessed."""
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that a role asks for. Without a `step`, at any level."""

    skill: str
    step: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """One skill: the step that is asked for, and the one that is held, where each is known."""

    skill: str
    asked: int | None
    held: int | None

    @property
    def standing(self) -> Standing:
        if self.held is None:
            return Standing.NOT_ASSESSED
        if self.asked is None or self.held == self.asked:
            return Standing.MET
        return Standing.ABOVE if self.held > self.asked else Standing.SHORT

    @property
    def short(self) -> int:
        """How many steps are lacking; none where the skill is not assessed."""
        if self.asked is None or self.held is None:
            return 0
        return max(0, self.asked - self.held)


def gaps(needs: Iterable[Need], held: Mapping[str, int]) -> tuple[Gap, ...]:
    """What is asked against the steps held by skill, in the order in which it is asked."""
    return tuple(Gap(need.skill, need.step, held.get(need.skill)) for need in needs)


@dataclass(frozen=True, slots=True)
class Fit:
    """How one person suits one role."""

    gaps: tuple[Gap, ...]

    @property
    def met(self) -> int:
        """How many skills are held at what is asked or above."""
        return sum(gap.standing in (Standing.MET, Standing.ABOVE) for gap in self.gaps)

    @property
    def short(self) -> tuple[Gap, ...]:
        """The skills that are held below what is asked, the furthest first."""
        found = (gap for gap in self.gaps if gap.standing is Standing.SHORT)
        return tuple(sorted(found, key=lambda gap: -gap.short))

    @property
    def not_assessed(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.standing is Standing.NOT_ASSESSED)

    @property
    def readiness(self) -> Readiness:
        """A role that asks for nothing is met by nobody: of it nothing is known."""
        if any(gap.short > 1 for gap in self.gaps):
            return Readiness.SHORT
        if self.not_assessed or not self.gaps:
            return Readiness.NOT_KNOWN
        return Readiness.NEAR if self.short else Readiness.READY

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """What people are put in order by, the most suited first: readiness, then what is lacking, then what is above."""
        return (
            tuple(Readiness).index(self.readiness),
            len(self.not_assessed),
            sum(gap.short for gap in self.gaps),
            -sum(gap.standing is Standing.ABOVE for gap in self.gaps),
        )

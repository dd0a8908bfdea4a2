# SPDX-License-Identifier: Apache-2.0
"""Who could cover a role, and who could take over the key ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portfolio_desktop.domain.skills.gaps import Fit, Need, Readiness, gaps


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody, and how they suit a role."""

    person: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class Succession:
    """Who holds a role, who could take it over now, and who after one step in what they lack."""

    role: str
    holders: tuple[str, ...]
    ready: tuple[Candidate, ...]
    near: tuple[Candidate, ...]

    @property
    def nobody(self) -> bool:
        """Whether there is nobody to take over, now or soon."""
        return not self.ready and not self.near


def ranked(
    needs: Sequence[Need], people: Mapping[str, Mapping[str, int]], leaving_out: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """Everybody of whom at least one of the skills is known, the most suited first.

    `people` are the steps that each holds, by skill, in the order in which equals stay.
    """
    out = set(leaving_out)
    wanted = {need.skill for need in needs}
    found = [
        Candidate(person, Fit(gaps(needs, held)))
        for person, held in people.items()
        if person not in out and not wanted.isdisjoint(held)
    ]
    return tuple(sorted(found, key=lambda candidate: candidate.fit.rank))


def succession(
    role: str, holders: Sequence[str], needs: Sequence[Need], people: Mapping[str, Mapping[str, int]]
) -> Succession:
    """Who could follow those who hold a role now; they are not their own successors."""
    others = ranked(needs, people, leaving_out=holders)
    ready, near = (
        tuple(each for each in others if each.fit.readiness is readiness)
        for readiness in (Readiness.READY, Readiness.NEAR)
    )
    return Succession(role, tuple(holders), ready, near)

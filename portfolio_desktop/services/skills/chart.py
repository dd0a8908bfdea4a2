# SPDX-License-Identifier: Apache-2.0
"""The organisation chart: who reports to whom, and in which team."""

from dataclasses import dataclass

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.skills.chart import tree
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.gathered import Gathered, Member, gathered


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in the chart, with their team. `level` counts from 0 at the top, `total` everybody below."""

    person: Member
    team: str
    level: int
    total: int


def chart(office: Office) -> tuple[Place, ...]:
    """Everybody here once, from top to bottom: after each the people who report to them, one level further in.

    Whoever reports to nobody here stands at the top.
    """
    with office.reading() as reader:
        found = gathered(reader)
    return chart_of(found)


def chart_of(found: Gathered) -> tuple[Place, ...]:
    """As `chart`, out of what has been read."""
    tops = tree({each.id: each.manager for each in found.here})
    # Where few managers are known, those with people below them would be lost among the others.
    waiting = [(node, 0) for node in sorted(tops, key=lambda node: -node.total)[::-1]]
    places = []
    while waiting:
        node, level = waiting.pop()
        person = found.people[Id(node.key)]
        team = found.teams.get(person.team) if person.team is not None else None
        places.append(Place(person, team.title if team else "", level, node.total))
        waiting += [(each, level + 1) for each in reversed(node.below)]
    return tuple(places)

# SPDX-License-Identifier: Apache-2.0
"""The organisation chart: who reports to whom, or who is in which team."""

from collections.abc import Iterable
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.skills.chart import Node, tree
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.gathered import Gathered, Member, Vacancy, gathered

PERSON, TEAM, POST = "person", "team", "post"


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the chart: a person with role and team, a vacant post, or a team with its lead in place of a role.

    `level` counts from 0 at the top, `total` the people below, `span` those who report to somebody themselves. The line
    of those in no team has no id.
    """

    entity: str
    id: Id
    title: str
    role: str
    team: str
    level: int
    total: int
    span: int = 0

    @property
    def vacant(self) -> bool:
        """Whether it is a post that nobody holds."""
        return self.entity == POST


def chart(office: Office, *, by_team: bool = False) -> tuple[Place, ...]:
    """Everybody here once, from top to bottom: after each line those below it, one level further in.

    By reporting lines, whoever reports to nobody here stands at the top; by team, the teams that are part of none.
    """
    with office.reading() as reader:
        found = gathered(reader)
    return teams_of(found) if by_team else chart_of(found)


def chart_of(found: Gathered) -> tuple[Place, ...]:
    """The chart of reporting lines, out of what has been read."""
    tops = tree({each.id: each.manager for each in found.here})
    # Where few managers are known, those with people below them would be lost among the others.
    waiting: list[tuple[Node | Vacancy, int]]
    waiting = [(node, 0) for node in sorted(tops, key=lambda node: -node.total)[::-1]]
    vacant: dict[Id | None, list[Vacancy]] = {}
    for post in found.vacancies:
        vacant.setdefault(_boss(found, post), []).append(post)
    places = []
    while waiting:
        node, level = waiting.pop()
        if isinstance(node, Vacancy):
            places.append(_vacancy(found, node, level))
            continue
        places.append(_person(found, found.people[Id(node.key)], level, node.total, len(node.below)))
        waiting += [(post, level + 1) for post in reversed(vacant.get(Id(node.key), []))]
        waiting += [(each, level + 1) for each in reversed(node.below)]
    places += [_vacancy(found, post, 0) for post in vacant.get(None, ())]
    return tuple(places)


def _boss(found: Gathered, post: Vacancy) -> Id | None:
    """Whom a vacant post reports to: who is named, else the lead of its team, where they are here."""
    team = found.teams.get(post.team) if post.team is not None else None
    named = (post.manager, team.lead if team else None)
    return next((id for id in named if id is not None and id in found.people and found.people[id].here), None)


def _vacancy(found: Gathered, post: Vacancy, level: int) -> Place:
    team = found.teams.get(post.team) if post.team is not None else None
    return Place(POST, post.id, post.title, _("Vacant post"), team.title if team else "", level, 0)


def teams_of(found: Gathered) -> tuple[Place, ...]:
    """The chart of teams, out of what has been read: in each its people, the lead first, then the teams within it."""
    members: dict[Id | None, list[Member]] = {}
    for each in found.here:
        members.setdefault(each.team if each.team in found.teams else None, []).append(each)
    waiting = [(node, 0) for node in reversed(tree({each.id: each.part_of for each in found.teams.values()}))]
    places: list[Place] = []
    while waiting:
        node, level = waiting.pop()
        team = found.teams[Id(node.key)]
        lead = found.people.get(team.lead) if team.lead is not None else None
        total = sum(len(members.get(Id(key), ())) for key in _keys(node))
        places.append(Place(TEAM, team.id, team.title, lead.name if lead else "", "", level, total))
        people = sorted(members.get(team.id, ()), key=lambda each: each.id != team.lead)
        places += _people(found, people, level + 1)
        places += [_vacancy(found, post, level + 1) for post in found.vacancies if post.team == team.id]
        waiting += [(each, level + 1) for each in reversed(node.below)]
    alone = members.get(None, [])
    if alone:
        places.append(Place(TEAM, Id(""), _("In no team"), "", "", 0, len(alone)))
        places += _people(found, alone, 1)
    return tuple(places)


def _keys(node: Node) -> Iterable[str]:
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each.key
        waiting += each.below


def _people(found: Gathered, people: Iterable[Member], level: int) -> list[Place]:
    return [_person(found, each, level, 0) for each in people]


def _person(found: Gathered, person: Member, level: int, total: int, span: int = 0) -> Place:
    team = found.teams.get(person.team) if person.team is not None else None
    return Place(PERSON, person.id, person.name, person.role, team.title if team else "", level, total, span)

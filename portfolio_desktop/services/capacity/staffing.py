# SPDX-License-Identifier: Apache-2.0
"""Who is in post, team by team, against the posts that there is money for: employees, contractors, the gap."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.records.people.posts import Post
from portfolio_desktop.catalogue.records.person import Person
from portfolio_desktop.domain.capacity.supply import full_time
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.services.capacity.gathering import Capacity
from portfolio_desktop.storage.read import Reader

_BOUGHT: Final = frozenset({"contractor", "agency"})
_TENTH = Decimal("0.1")
_FULL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Staffing:
    """One team in full-time people to a tenth. `contractors` are bought in by contract or through an agency.

    `unknown` is how many people's share of full time is not known: they are in no number. `funded` is None where nobody
    has said of any post of the team whether there is money for it. `gravity` is the worst that was said of a vacant post.
    """

    team: str
    employees: Decimal
    contractors: Decimal
    unknown: int
    funded: Decimal | None
    vacant: tuple[str, ...]
    gravity: Rating | None

    @property
    def total(self) -> Decimal:
        return self.employees + self.contractors

    @property
    def gap(self) -> Decimal | None:
        """Funded posts less who is there; below nought where more are there than there is money for."""
        return None if self.funded is None else self.funded - self.total


def staffing(reader: Reader, found: Capacity) -> tuple[Staffing, ...]:
    """Every team with people or posts, by its title; those in no team at the end. Nothing where no posts are kept."""
    posts = [each for each in reader.all(reader.catalogue.entity("post")) if isinstance(each, Post)]
    if not posts:
        return ()
    workers, usual = found.board.workers, found.board.usual
    people: dict[str, list[tuple[bool, float | None]]] = defaultdict(list)
    for each in reader.all(reader.catalogue.entity("person")):
        if isinstance(each, Person) and each.id in workers:
            worker = workers[each.id]
            people[worker.team].append((each.engaged_as in _BOUGHT, full_time(worker, usual)))
    by_team: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        by_team[post.team_id if isinstance(post.team_id, str) else ""].append(post)
    teams = sorted(
        people.keys() | by_team.keys(), key=lambda id: (not id, found.names.get(id, "").casefold())
    )
    return tuple(
        _of_team(found.names.get(id, ""), people.get(id, ()), by_team.get(id, ()), workers.keys())
        for id in teams
    )


def _of_team(
    team: str,
    people: Iterable[tuple[bool, float | None]],
    posts: Iterable[Post],
    here: Iterable[str],
) -> Staffing:
    there = list(people)
    known = frozenset(here)
    vacant = [post for post in posts if post.person_id not in known]
    said = [post for post in posts if post.funded is not None]
    return Staffing(
        team=team,
        employees=_sum(share for bought, share in there if not bought),
        contractors=_sum(share for bought, share in there if bought),
        unknown=sum(share is None for _bought, share in there),
        funded=sum((_size(post) for post in said if post.funded), Decimal(0)).quantize(_TENTH)
        if said
        else None,
        vacant=tuple(post.title or post.code or "" for post in vacant),
        gravity=_worst(post.gap for post in vacant if isinstance(post.gap, Rating)),
    )


def _sum(shares: Iterable[float | None]) -> Decimal:
    return sum((Decimal(str(share)) for share in shares if share is not None), Decimal(0)).quantize(_TENTH)


def _size(post: Post) -> Decimal:
    return post.people if isinstance(post.people, Decimal) else _FULL


def _worst(ratings: Iterable[Rating]) -> Rating | None:
    def rank(rating: Rating) -> float:
        scale = SCALES.get(rating.scale)
        place = scale.rank(rating.level) if scale else None
        return -1.0 if scale is None or place is None else place / (len(scale.levels) - 1)

    return max(ratings, key=rank, default=None)

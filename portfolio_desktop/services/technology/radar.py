# SPDX-License-Identifier: Apache-2.0
"""The technology radar as a board reads it: numbered blips by quadrant and ring, what has moved, and who uses what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.catalogue.records.technology import Technology
from portfolio_desktop.domain.radar import Move, move_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Blip:
    """One technology. `ring` and `quadrant` are codes of their lists; `projects` are those that use it, by id and title."""

    number: int
    id: Id
    title: str
    quadrant: str
    ring: str
    move: Move
    projects: tuple[tuple[Id, str], ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Blips in the order of their numbers; `quadrants` and `rings` are code and label, the innermost ring first.

    `unplaced` are the ids of technologies without a quadrant or a ring of the radar.
    """

    quadrants: tuple[tuple[str, str], ...]
    rings: tuple[tuple[str, str], ...]
    blips: tuple[Blip, ...]
    unplaced: tuple[Id, ...]

    def in_ring(self, quadrant: str, ring: str) -> tuple[Blip, ...]:
        return tuple(blip for blip in self.blips if (blip.quadrant, blip.ring) == (quadrant, ring))


MOST_QUADRANTS = 4


def radar(office: Office) -> Radar:
    """Every technology, placed."""
    with office.reading() as reader:
        quadrants = _listed(reader.catalogue.list_named("technology.quadrant"))[:MOST_QUADRANTS]
        rings = _listed(reader.catalogue.list_named("technology.ring"))
        by_quadrant, by_ring = [code for code, _label in quadrants], [code for code, _label in rings]
        uses = _uses(reader)
        placed: list[tuple[int, int, str, Technology]] = []
        unplaced = []
        for record in reader.all(reader.catalogue.entity("technology")):
            one = cast(Technology, record)
            if one.quadrant in by_quadrant and one.ring in by_ring:
                place = by_quadrant.index(str(one.quadrant)), by_ring.index(str(one.ring))
                placed.append((*place, (one.title or "").casefold(), one))
            else:
                unplaced.append(one.id)
        placed.sort(key=lambda each: each[:3])
        blips = tuple(
            _blip(number, one, reader.today, by_ring, uses.get(one.id, ()))
            for number, (_quadrant, _ring, _title, one) in enumerate(placed, 1)
        )
        return Radar(quadrants, rings, blips, tuple(unplaced))


def _blip(
    number: int, one: Technology, today: date, rings: list[str], projects: tuple[tuple[Id, str], ...]
) -> Blip:
    moved = one.moved_on if isinstance(one.moved_on, date) else None
    before = one.ring_before if isinstance(one.ring_before, str) else None
    move = move_of(str(one.ring), before, moved, today, rings)
    return Blip(number, one.id, one.title or "", str(one.quadrant), str(one.ring), move, projects)


def _uses(reader: Reader) -> dict[Id, tuple[tuple[Id, str], ...]]:
    """The projects that use each technology, by name."""
    rows = reader.values(reader.catalogue.entity("technology_use"), ("technology_id", "project_id"))
    pairs = {(technology, project) for _id, technology, project in rows if technology and project}
    linked = {Id(project) for _technology, project in pairs}
    titles = reader.titles(reader.catalogue.entity("project"), linked) if linked else {}
    found: dict[Id, list[tuple[Id, str]]] = defaultdict(list)
    for technology, project in pairs:
        if project in titles:
            found[Id(technology)].append((Id(project), titles[project]))
    return {id: tuple(sorted(used, key=lambda each: each[1].casefold())) for id, used in found.items()}


def _listed(choices: Choices) -> tuple[tuple[str, str], ...]:
    return tuple((item.code, _(item.label)) for item in choices.items if not item.retired)

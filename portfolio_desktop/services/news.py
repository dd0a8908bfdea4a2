# SPDX-License-Identifier: Apache-2.0
"""What is new: the changes since the last pack, gathered under the projects that they are about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain, islice
from operator import itemgetter

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind
from portfolio_desktop.services.history import Act, Entry, act_of, in_words, tells
from portfolio_desktop.services.periods import Issued
from portfolio_desktop.storage.history import Step, recent_change_sets, steps
from portfolio_desktop.storage.read import Reader

_ACTS = 30
_MOST_STEPS = 1500
"""A change set that is larger, such as the import of a whole portfolio, is told by its label alone."""
_PROJECTS = 12
_LINES = 6
_SPOKEN = 4 * _LINES
"""So many changes of a project are put into words: enough for a few that differ."""

OFFICE = frozenset(
    {"pack", "saved_view", "import_mapping", "own_field", "list_item", "rule", "scale_descriptor"}
)
"""Records of the office's own housekeeping, which are no news about the portfolio."""

_FIRST = (Kind.RATING, Kind.DATE, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class ProjectNews:
    """What changed about one project, the weightiest first; `project` None gathers what belongs to none.

    `lines` are a few of the `count` changes, in words. `weight` 0 means that its own rating moved.
    """

    project: Id | None
    title: str
    lines: tuple[str, ...]
    count: int
    weight: int


def news(reader: Reader, pack: Issued | None, days: int) -> tuple[tuple[ProjectNews, ...], tuple[Act, ...]]:
    """By project, and act by act: since `pack`, or over so many days where there is none."""
    midnight = datetime.combine(reader.today - timedelta(days=days), time()).astimezone()
    after = pack.frontier if pack and pack.frontier else None
    since = None if after else midnight
    sets = recent_change_sets(reader.connection, since=since, after=after, limit=_ACTS)
    found: list[Step] = []
    room = _MOST_STEPS
    for change_set, size in sets:
        if size <= room:
            found += reversed(steps(reader.connection, reader.catalogue, change_set=change_set.id))
            room -= size
    return _by_project(reader, found), tuple(act_of(*each) for each in sets)


def _by_project(reader: Reader, found: Sequence[Step]) -> tuple[ProjectNews, ...]:
    owners = projects_of(reader, ((step.entity, step.record) for step in found))
    gathered: dict[Id | None, list[tuple[int, Step]]] = defaultdict(list)
    for step in found:
        if tells(step) and step.entity not in OFFICE and not reader.catalogue.entity(step.entity).unseen:
            gathered[owners.get(step.record)].append((_weight(reader, step), step))
    for weighed in gathered.values():
        weighed.sort(key=itemgetter(0))
    titles = reader.titles(reader.catalogue.entity("project"), [id for id in gathered if id is not None])
    told = [
        (id, titles.get(id, "") if id else _("The portfolio"), weighed[0][0], weighed)
        for id, weighed in gathered.items()
    ]
    told.sort(key=lambda each: (each[0] is None, each[2], -len(each[3]), each[1]))
    # What is not shown is not put into words, which takes longest.
    del told[_PROJECTS:]
    spoken = [[step for _weight, step in weighed[:_SPOKEN]] for *_who, weighed in told]
    entries = iter(in_words(reader, chain.from_iterable(spoken)))
    return tuple(
        ProjectNews(id, title, _lines(reader, islice(entries, len(steps))), len(weighed), weight)
        for (id, title, weight, weighed), steps in zip(told, spoken, strict=True)
    )


def _lines(reader: Reader, entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(reader, entry) for entry in entries))[:_LINES]


def _weight(reader: Reader, step: Step) -> int:
    """0 for the rating that the board is shown; then the project's other values, what is new, the rest, and prose."""
    entity = reader.catalogue.entity(step.entity)
    if step.event != "changed" or not entity.has(step.field):
        return len(_FIRST) + 1
    if (step.entity, step.field) == ("project", "confidence"):
        return 0
    kind = entity.field(step.field).kind
    if kind is Kind.NARRATIVE or step.field == "rated_on":
        return 3 * len(_FIRST)
    place = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
    return 1 + place + (0 if step.entity == "project" else len(_FIRST))


def _line(reader: Reader, entry: Entry) -> str:
    entity = reader.catalogue.entity(entry.entity)
    if entry.entity == "project" and entry.event == "changed":
        if entity.has(entry.field) and entity.field(entry.field).kind is Kind.NARRATIVE:
            return _("{field} rewritten").format(field=entry.field_label)
        return entry.text
    name = f"{_(entity.label)} “{shorten(entry.title, 60)}”"
    return f"{name}: {entry.text}" if entry.event == "changed" else f"{name}: {entry.text.lower()}"


def projects_of(reader: Reader, of: Iterable[tuple[str, Id]]) -> Mapping[Id, Id]:
    """The project of each record, given as entity and id, that has one: itself, its own link, or else that of the record it
    is part of."""
    wanted: dict[str, set[Id]] = defaultdict(set)
    for name, record in of:
        wanted[name].add(record)
    owners: dict[Id, Id] = {id: id for id in wanted.pop("project", ())}
    for name, ids in wanted.items():
        entity = reader.catalogue.entity(name)
        own = next((field for field in entity.fields if field.target == "project"), None)
        if entity.owner is not None and entity.owner.target != "project":
            owners |= _through(reader, entity.owner.target, _linked(reader, entity, entity.owner.name, ids))
        if own is not None:
            owners |= _linked(reader, entity, own.name, ids)
    return owners


def _linked(reader: Reader, entity: Entity, link: str, ids: Iterable[Id]) -> dict[Id, Id]:
    return {id: Id(target) for id, target in reader.each(entity, link, ids).items() if target is not None}


def _through(reader: Reader, name: str, owners: Mapping[Id, Id]) -> dict[Id, Id]:
    """The projects of records that are part of others of the entity `name`."""
    entity = reader.catalogue.entity(name)
    if not entity.has("project_id"):
        return {}
    found = _linked(reader, entity, "project_id", owners.values())
    return {id: found[owner] for id, owner in owners.items() if owner in found}

# SPDX-License-Identifier: Apache-2.0
"""All actions in one list, wherever they were agreed: whose they are, when they are due, and what they came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Test
from portfolio_desktop.catalogue.records.governance.decisions import Action
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader

_SOURCES = ("meeting", "decision", "escalation", "risk", "issue", "project")
"""Where an action may come from, what explains it best first."""


@dataclass(frozen=True, slots=True)
class Source:
    """The record that an action came from, by its code and title."""

    entity: str
    id: Id
    label: str
    code: str
    title: str

    @property
    def words(self) -> str:
        """Meeting MT-0002, Portfolio Board."""
        return f"{self.label} {self.code}, {self.title}" if self.code else f"{self.label} {self.title}"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action. `late` says that its day has passed while it is open; without an owner `owner` is empty."""

    id: Id
    code: str
    title: str
    owner_id: Id | None
    owner: str
    due: date | None
    due_words: str
    status: str
    status_words: str
    over: bool
    late: bool
    priority: str
    project: str
    progress: str
    sources: tuple[Source, ...]

    @property
    def source(self) -> Source | None:
        return self.sources[0] if self.sources else None


@dataclass(frozen=True, slots=True)
class Share:
    """One person's actions, in order; `owner` None gathers those that nobody owns."""

    owner: Id | None
    name: str
    lines: tuple[ActionLine, ...]

    @property
    def late(self) -> int:
        return sum(line.late for line in self.lines)


def actions(office: Office, *, owner: Id | None = None, over: bool = False) -> tuple[ActionLine, ...]:
    """Open actions, overdue first, then by the day they are due; with `over`, those that are over as well."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("action")
        parts: list[Filter] = [EVERYTHING if over else still_open(reader.catalogue, entity)]
        if owner is not None:
            parts.append(Test("owner_id", Op.IS, owner))
        return lines_of(reader, reader.all(entity, together(parts)))


def marking(office: Office) -> str:
    """What a list of actions is marked with: the gravest marking of any portfolio; empty where none has one."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("portfolio")
        field = entity.field("marking")
        order = [item.code for item in reader.catalogue.choices(field).items]
        found = [said for _id, said in reader.values(entity, ("marking",)) if said is not None]
        gravest = max(found, key=lambda code: order.index(code) if code in order else -1, default=None)
        return words(reader.catalogue, field, gravest)


def lines_of(reader: Reader, found: Iterable[Record]) -> tuple[ActionLine, ...]:
    """Records of actions as lines, in the order in which they call for attention."""
    chosen = [cast(Action, each) for each in found]
    entity = reader.catalogue.entity("action")
    titles = link_titles(reader, entity, chosen)
    codes = _codes(reader, chosen)
    over = over_codes(reader.catalogue, entity)
    lines = [_line(reader, entity, each, titles, codes, over) for each in chosen]
    return tuple(
        sorted(lines, key=lambda each: (each.over, not each.late, each.due or date.max, each.code, each.id))
    )


def by_person(lines: Sequence[ActionLine]) -> tuple[Share, ...]:
    """The lines of each owner: first whoever has most that is late, and last what nobody owns."""
    gathered: dict[Id | None, list[ActionLine]] = {}
    for line in lines:
        gathered.setdefault(line.owner_id, []).append(line)
    shares = [
        Share(owner, found[0].owner or _("Nobody yet"), tuple(found)) for owner, found in gathered.items()
    ]
    return tuple(
        sorted(shares, key=lambda each: (each.owner is None, -each.late, each.name.casefold(), each.owner))
    )


def finish(office: Office, id: Id, on: date | None = None) -> Changes:
    """The action is done, today or on the day given."""
    changes = records.change(office, "action", id, {"status": "done", "done_on": on or office.today()})
    with office.reading() as reader:
        entity = reader.catalogue.entity("action")
        record = reader.get(entity, id)
    what = records.name_of(entity, entity.values(record)) if record else ""
    return Changes(_("{what} is done").format(what=what), changes.items)


def over_codes(catalogue: Catalogue, entity: Entity) -> frozenset[str]:
    """The states of an entity in which nothing more is expected."""
    return frozenset(item.code for item in catalogue.choices(entity.field("status")).items if item.over)


def _line(
    reader: Reader,
    entity: Entity,
    action: Action,
    titles: dict[Id, str],
    codes: dict[Id, str],
    over: frozenset[str],
) -> ActionLine:
    said = {
        name: words(reader.catalogue, entity.field(name), action[name], titles=titles)
        for name in ("owner_id", "due", "status", "priority", "project_id")
    }
    due = action.due if isinstance(action.due, date) else None
    ended = action.status in over
    return ActionLine(
        id=action.id,
        code=action.code or "",
        title=action.title or "",
        owner_id=Id(action.owner_id) if isinstance(action.owner_id, str) else None,
        owner=said["owner_id"],
        due=due,
        due_words=said["due"],
        status=action.status if isinstance(action.status, str) else "",
        status_words=said["status"],
        over=ended,
        late=due is not None and due < reader.today and not ended,
        priority=said["priority"],
        project=said["project_id"],
        progress=action.progress or "",
        sources=tuple(
            Source(
                name,
                Id(link),
                _(reader.catalogue.entity(name).label),
                codes.get(Id(link), ""),
                shorten(titles.get(Id(link), ""), 90),
            )
            for name in _SOURCES
            if isinstance(link := action[f"{name}_id"], str) and Id(link) in titles
        ),
    )


def _codes(reader: Reader, chosen: Sequence[Action]) -> dict[Id, str]:
    """The code of every record that the actions came from."""
    found: dict[Id, str] = {}
    for name in _SOURCES:
        wanted = {Id(link) for each in chosen if isinstance(link := each[f"{name}_id"], str)}
        entity = reader.catalogue.entity(name)
        for record in reader.many(entity, wanted) if wanted else ():
            found[record.id] = str(record["code"] or "")
    return found

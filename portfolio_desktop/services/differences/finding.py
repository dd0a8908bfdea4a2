# SPDX-License-Identifier: Apache-2.0
"""What differs between two moments, as lines that a person reads: ratings, dates, money, risks, issues, decisions, gates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.differences.moments import Moment
from portfolio_desktop.services.news import OFFICE, projects_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.edits import CREATED, DELETED
from portfolio_desktop.storage.past.between import Met, Plain, Touch, between
from portfolio_desktop.storage.read import Reader


class Topic(IntEnum):
    """What a line is about, the weightiest first."""

    RATING = 0
    DATE = 1
    MONEY = 2
    RISK = 3
    ISSUE = 4
    DECISION = 5
    GATE = 6
    REQUEST = 7
    OTHER = 8

    @property
    def label(self) -> str:
        """Its heading."""
        return _(_TOPICS[self])


_TOPICS = {
    Topic.RATING: N_("Ratings"),
    Topic.DATE: N_("Dates"),
    Topic.MONEY: N_("Money"),
    Topic.RISK: N_("Risks"),
    Topic.ISSUE: N_("Issues and escalations"),
    Topic.DECISION: N_("Decisions and actions"),
    Topic.GATE: N_("Gates and assurance"),
    Topic.REQUEST: N_("Change requests"),
    Topic.OTHER: N_("Everything else"),
}

_OF_ENTITY = {
    **dict.fromkeys(("risk", "risk_response", "assumption", "risk_link"), Topic.RISK),
    **dict.fromkeys(("issue", "escalation"), Topic.ISSUE),
    **dict.fromkeys(("decision", "decision_option", "action"), Topic.DECISION),
    **dict.fromkeys(("gate_review", "gate_finding", "recommendation", "control_check"), Topic.GATE),
    **dict.fromkeys(("cost_line", "benefit"), Topic.MONEY),
    "milestone": Topic.DATE,
    "change_request": Topic.REQUEST,
}
_OF_KIND = {Kind.RATING: Topic.RATING, Kind.DATE: Topic.DATE, Kind.MONEY: Topic.MONEY}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs. `event` is "created", "changed", "closed", "reopened" or "deleted"; moments are this laptop's own.

    `made` is None where nobody's edit says it; `arrived` is when it came here from another laptop. Of one that was `late`,
    `stands` says whether what was said then is what is shown.
    """

    topic: Topic
    project: Id | None
    entity: str
    record: Id
    code: str
    title: str
    event: str
    field: str
    label: str
    old: str
    new: str
    author: str = ""
    made: datetime | None = None
    arrived: datetime | None = None
    stands: bool = True

    @property
    def text(self) -> str:
        """What happened, on one line."""
        if self.event == "changed":
            return f"{self.label}: {shorten(self.old, 80) or '–'} → {shorten(self.new, 80) or '–'}"
        told = {
            "created": _("New"),
            "deleted": _("Deleted"),
            "closed": _("Closed"),
            "reopened": _("Open again"),
        }[self.event]
        return f"{told}: {self.new}" if self.new else told

    @property
    def name(self) -> str:
        """What the record is called."""
        return "  ".join(part for part in (self.code, self.title) if part)


@dataclass(frozen=True, slots=True)
class OfProject:
    """What differs about one project, the weightiest first; `project` None gathers what belongs to none."""

    project: Id | None
    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """`late` is what was made before the earlier moment and arrived after it, whatever became of it since."""

    before: Moment
    after: Moment
    projects: tuple[OfProject, ...]
    late: tuple[Line, ...]


def differences(
    office: Office, before: Moment, after: Moment, projects: Sequence[Id] | None = None
) -> Differences:
    """What differs, of all projects or of some."""
    with office.reading() as reader:
        met = between(reader.connection, told(reader), before.frontier or {}, after.frontier, before.tick)
        lines, late = lines_of(reader, met), late_of(reader, met)
        wanted = None if projects is None else set(projects)
        lines, late = (
            [line for line in each if wanted is None or line.project in wanted] for each in (lines, late)
        )
        return Differences(before, after, tuple(_by_project(reader, lines)), tuple(late))


def told(reader: Reader) -> list[str]:
    """The registers of which it is told what changed."""
    return [entity.name for entity in reader.catalogue.seen if entity.name not in OFFICE]


def lines_of(reader: Reader, met: Sequence[Met]) -> list[Line]:
    """All that differs of some records, the weightiest first."""
    telling = _Telling(reader, met)
    lines = [line for one in met for line in telling.lines(one)]
    return sorted(lines, key=lambda line: (line.topic, line.entity != "project", line.code, line.title))


def late_of(reader: Reader, met: Sequence[Met]) -> list[Line]:
    """What of it is late, in the order in which it was made."""
    some = [one for one in met if one.late]
    telling = _Telling(reader, some)
    late = [line for one in some for line in telling.late(one)]
    return sorted(late, key=lambda line: (line.made is None, line.made, line.topic))


class _Telling:
    def __init__(self, reader: Reader, met: Sequence[Met]) -> None:
        self._reader, self._catalogue = reader, reader.catalogue
        # A record that names its project is not read for it: a window of thousands is common after an import.
        asked = ((one.entity, Id(one.record)) for one in met if not self._named(one))
        self._projects = projects_of(reader, asked)
        self._titles = self._linked(met)

    def _named(self, one: Met) -> str | None:
        """The project that a record names itself."""
        said, entity = one.now or one.was or {}, self._catalogue.entity(one.entity)
        own = next((link.name for link in entity.fields if link.target == "project"), "")
        return said.get(own)

    def lines(self, one: Met) -> Iterator[Line]:
        entity, was, now = self._catalogue.entity(one.entity), one.was, one.now
        if was is None or now is None:
            if was is not now:
                event, name = ("created", CREATED) if was is None else ("deleted", DELETED)
                touch = one.touches.get(name) or next(iter(one.touches.values()), None)
                yield self._line(one, entity, event, touch=touch)
            return
        for field in entity.fields:
            if entity.keeps(field.name) and was.get(field.name) != now.get(field.name):
                yield self._changed(one, entity, field, was, now, one.touch(field.name))

    def late(self, one: Met) -> Iterator[Line]:
        entity = self._catalogue.entity(one.entity)
        for name, (touch, plain) in one.late.items():
            if name in (CREATED, DELETED):
                event = "created" if name == CREATED else "deleted" if plain else "reopened"
                stands = (one.now is None) is (event == "deleted")
                yield self._line(one, entity, event, touch=touch, stands=stands)
            elif entity.keeps(name):
                said = {name: plain}
                stands = (one.now or {}).get(name) == plain
                field = entity.field(name)
                yield self._changed(one, entity, field, one.was or {}, said, touch, stands=stands)

    def _changed(
        self,
        one: Met,
        entity: Entity,
        field: Field,
        was: Plain,
        now: Plain,
        touch: Touch | None,
        *,
        stands: bool = True,
    ) -> Line:
        old, new = (self._words(entity, field, plain.get(field.name)) for plain in (was, now))
        event = "changed"
        if field.name == "status" and field.kind is Kind.CHOICE:
            over = {item.code for item in self._catalogue.choices(field).items if item.over}
            went, came = (plain.get(field.name) in over for plain in (was, now))
            event = "closed" if came and not went else "reopened" if went and not came else event
        elif field.kind is Kind.NARRATIVE:
            old, new = "", _("rewritten")
        return self._line(one, entity, event, field=field, old=old, new=new, touch=touch, stands=stands)

    def _line(
        self,
        one: Met,
        entity: Entity,
        event: str,
        *,
        field: Field | None = None,
        old: str = "",
        new: str = "",
        touch: Touch | None = None,
        stands: bool = True,
    ) -> Line:
        said, id = one.now or one.was or {}, Id(one.record)
        project = self._named(one) or self._projects.get(id)
        arrived = touch.arrived if touch else None
        return Line(
            topic=_topic(entity, field),
            project=Id(project) if project else None,
            entity=entity.name,
            record=id,
            code=str(said.get(entity.code.name) or "") if entity.code else "",
            title=self._words(entity, entity.field(entity.title), said.get(entity.title)) or _(entity.label),
            event=event,
            field=field.name if field else "",
            label=_(field.label) if field else "",
            old=old,
            new=new,
            author=touch.author if touch else "",
            made=local_time(touch.made) if touch else None,
            arrived=local_time(arrived) if arrived else None,
            stands=stands,
        )

    def _words(self, entity: Entity, field: Field, plain: Any) -> str:
        return words(self._catalogue, field, _value(field, plain), titles=self._titles)

    def _linked(self, met: Iterable[Met]) -> dict[Id, str]:
        """What the records are called that the lines link to."""
        wanted: defaultdict[str, set[Id]] = defaultdict(set)
        for one in met:
            for field in self._catalogue.entity(one.entity).fields:
                if field.target:
                    values = [(plain or {}).get(field.name) for plain in (one.was, one.now)]
                    values += [one.late[field.name][1]] if field.name in one.late else []
                    wanted[field.target].update(Id(value) for value in values if isinstance(value, str))
        return {
            id: title
            for name, ids in wanted.items()
            if ids
            for id, title in self._reader.titles(self._catalogue.entity(name), ids).items()
        }


def _topic(entity: Entity, field: Field | None) -> Topic:
    if entity.name in _OF_ENTITY:
        return _OF_ENTITY[entity.name]
    return _OF_KIND.get(field.kind, Topic.OTHER) if field else Topic.OTHER


def _value(field: Field, plain: Any) -> Value:
    try:
        return from_plain(field.kind, plain)
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _by_project(reader: Reader, lines: Iterable[Line]) -> Iterator[OfProject]:
    gathered: defaultdict[Id | None, list[Line]] = defaultdict(list)
    for line in lines:
        gathered[line.project].append(line)
    entity = reader.catalogue.entity("project")
    records = {record.id: record for record in reader.many(entity, [id for id in gathered if id])}
    found = []
    for id, each in gathered.items():
        record = records.get(id) if id else None
        own = next((line for line in each if line.record == id), None)
        code = str(record["code"] or "") if record else own.code if own else ""
        title = str(record["title"] or "") if record else own.title if own else ""
        found.append(OfProject(id, code, title or (_("The portfolio") if id is None else code), tuple(each)))
    yield from sorted(found, key=lambda one: (one.project is None, one.lines[0].topic, one.code, one.title))

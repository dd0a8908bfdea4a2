# SPDX-License-Identifier: Apache-2.0
"""The history as a person reads it: who changed what, when, from what to what. All of it is in the log."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import lowered, shorten
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.changes import Changes, Why
from portfolio_desktop.storage.history import (
    ChangeSet,
    Step,
    field_steps,
    recent_change_sets,
    recent_steps,
    steps,
)
from portfolio_desktop.storage.past.arrivals import Arrivals
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import Frontier, replay_records
from portfolio_desktop.storage.travel.outgoing import origin

Since = date | datetime | None
"""A moment of this laptop's own time, a day from its midnight, or None for ever."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a person under its label, with the number of edits it made. `when` is this laptop's own time."""

    change_set: str
    when: datetime
    author: str
    label: str
    why: Why
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one record, in words. `event` is "created", "changed", "deleted" or "restored".

    `stream` is that of the laptop where it was made, and `arrived` when it came here from there: None for what was made here.
    Of what settled a disagreement `settled` are all the values that there were.
    """

    when: datetime
    author: str
    change_set: str
    label: str
    why: Why
    entity: str
    record: Id
    title: str
    event: str
    field: str
    field_label: str
    old: str
    new: str
    stream: str = ""
    arrived: datetime | None = None
    settled: tuple[str, ...] = ()
    old_value: Value = None
    new_value: Value = None

    @property
    def text(self) -> str:
        """What happened to the record, on one line."""
        if self.event != "changed":
            return _EVENTS[self.event]()
        return f"{self.field_label}: {shorten(self.old, 80) or '–'} → {shorten(self.new, 80) or '–'}"


_EVENTS = {
    "created": lambda: _("Added"),
    "deleted": lambda: _("Deleted"),
    "restored": lambda: _("Brought back"),
}


def of_record(office: Office, id: Id, *, limit: int = 200) -> list[Entry]:
    """What was done to one record, the newest first."""
    with office.reading() as reader:
        found = [step for step in steps(reader.connection, reader.catalogue, record=id) if tells(step)]
        return in_words(reader, found[: -limit - 1 : -1])


def of_field(office: Office, id: Id, field: str) -> list[Entry]:
    """What one field of a record was ever given, in the order in which this laptop learned it."""
    with office.reading() as reader:
        return in_words(reader, field_steps(reader.connection, reader.catalogue, id, field))


def bring_back(office: Office, entry: Entry, value: Value) -> Changes:
    """A field has again the value that it had before or after an entry: an edit like any other."""
    # What guards records knows the people side, and whoever reads a history has no need of it.
    from portfolio_desktop.services.records import change

    changes = change(office, entry.entity, entry.record, {entry.field: value})
    label = _("Bring back {field} of {title}").format(field=lowered(entry.field_label), title=entry.title)
    return replace(changes, label=label)


def of_workspace(
    office: Office, *, since: Since = None, after: Frontier | None = None, limit: int = 500
) -> list[Entry]:
    """What was done to anything, the newest first, at most `limit` changes. `after` is where an earlier pack stood."""
    with office.reading() as reader:
        found = recent_steps(
            reader.connection, reader.catalogue, since=_moment(since), after=after, limit=limit
        )
        return in_words(reader, filter(tells, found))


def tells(step: Step) -> bool:
    """Whether a step tells anything: not one that says a field once more as it stood, unless that settled something."""
    return step.event != "changed" or step.old != step.new or bool(step.olds)


def acts(office: Office, *, since: Since = None, after: Frontier | None = None, limit: int = 50) -> list[Act]:
    """The last change sets, the newest first, without what each of them did."""
    with office.reading() as reader:
        sets = recent_change_sets(reader.connection, since=_moment(since), after=after, limit=limit)
    return [act_of(change_set, size) for change_set, size in sets]


def act_of(change_set: ChangeSet, size: int) -> Act:
    """A change set of the log as an act, in this laptop's own time."""
    return Act(
        change_set.id,
        local_time(change_set.made),
        change_set.author,
        change_set.label,
        change_set.why,
        size,
    )


def in_words(reader: Reader, found: Iterable[Step]) -> list[Entry]:
    """Steps as entries, in the same order, with the titles that records and links have now."""
    chosen = list(found)
    titles = _titles(reader, chosen)
    arrivals = Arrivals.read(reader.connection)
    return [_entry(reader.catalogue, step, titles, arrivals) for step in chosen]


def _entry(catalogue: Catalogue, step: Step, titles: dict[Id, str], arrivals: Arrivals) -> Entry:
    done, entity = step.change_set, catalogue.entity(step.entity)
    field = entity.field(step.field) if step.field and entity.has(step.field) else None
    old, new = _both(catalogue, field, step, titles)
    arrived = arrivals.of(step.seq)
    return Entry(
        when=local_time(done.made),
        author=done.author,
        change_set=done.id,
        label=done.label,
        why=done.why,
        entity=step.entity,
        record=step.record,
        title=titles.get(step.record) or _("(no longer there)"),
        event=step.event,
        field=step.field,
        field_label=_(field.label) if field else step.field,
        old=old,
        new=new,
        stream=origin(step.line),
        arrived=local_time(arrived) if arrived else None,
        settled=tuple(words(catalogue, field, each, titles=titles) for each in step.olds) if field else (),
        old_value=step.old,
        new_value=step.new,
    )


def _both(catalogue: Catalogue, field: Field | None, step: Step, titles: dict[Id, str]) -> tuple[str, str]:
    if field is None:
        return "", ""
    old = words(catalogue, field, step.old, titles=titles)
    new = words(catalogue, field, step.new, titles=titles)
    if old == new:  # Amber of one scale became Amber of another
        return old + _scale(step.old), new + _scale(step.new)
    return old, new


def _scale(value: Value) -> str:
    scale = SCALES.get(value.scale) if isinstance(value, Rating) else None
    return f" ({_(scale.label)})" if scale else ""


def _titles(reader: Reader, found: Iterable[Step]) -> dict[Id, str]:
    """What the records of these steps, and those they link to, are called; of what is deleted, what it was called last."""
    wanted: dict[str, set[Id]] = defaultdict(set)
    for step in found:
        wanted[step.entity].add(step.record)
        entity = reader.catalogue.entity(step.entity)
        if step.field and entity.has(step.field) and entity.field(step.field).kind is Kind.LINK:
            linked = (value for value in (step.old, step.new, *step.olds) if isinstance(value, str))
            wanted[entity.field(step.field).target].update(map(Id, linked))
    titles: dict[Id, str] = {}
    for name, ids in wanted.items():
        entity = reader.catalogue.entity(name)
        titles |= reader.titles(entity, ids)
        gone = replay_records(reader.connection, ids - titles.keys()).get(name, {})
        titles |= {
            Id(id): str(values[entity.title]) for id, values in gone.items() if values.get(entity.title)
        }
    return titles


def _moment(since: Since) -> datetime | None:
    if since is None:
        return None
    moment = since if isinstance(since, datetime) else datetime.combine(since, time())
    return moment.astimezone()

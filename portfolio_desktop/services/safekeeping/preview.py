# SPDX-License-Identifier: Apache-2.0
"""What a copy holds, and what of the present workspace would not be in it: before anything is restored."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import ask_disk, is_file
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record
from portfolio_desktop.services.history import Act, act_of
from portfolio_desktop.services.news import projects_of
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.backup import verify
from portfolio_desktop.storage.history import recent_change_sets, recent_steps
from portfolio_desktop.storage.mending.comparing import common
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import Frontier

_MOST_SETS, _MOST_STEPS, _LAST = 100_000, 100_000, 8
_MOST_RECORDS = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record, or the record as a whole where `label` is empty, in the copy and now."""

    label: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that the copy and the present workspace show differently."""

    entity: str
    record: Id
    title: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a copy holds. `counts` are (register, in the copy, now); `by` who made how many of the `lost` acts that are not in
    it, `projects` what they are about, and `changed` the records that they touch. `more` counts changes that the copy alone has.

    Of another portfolio, or with nothing to compare, only what it holds is told.
    """

    path: Path
    same: bool
    until: datetime | None
    counts: tuple[tuple[str, int, int | None], ...]
    last: tuple[Act, ...]
    lost: int = 0
    by: tuple[tuple[str, int], ...] = ()
    projects: tuple[tuple[str, int], ...] = ()
    changed: tuple[Changed, ...] = ()
    untold: int = 0
    more: int = 0

    def lost_words(self, me: str) -> str:
        """Whose changes would not be in it, in a sentence."""
        if not self.same:
            return _("This is a copy of another portfolio. Nothing of it can be compared with what is open.")
        if not self.lost:
            return _("Everything that is in the present workspace is in it.")
        names = ", ".join(
            _("{count} by {name}").format(count=f"{count:,}", name=_("you") if name == me else name)
            for name, count in self.by
        )
        return ngettext(
            "{count} change would not be in it: {names}.",
            "{count} changes would not be in it: {names}.",
            self.lost,
        ).format(count=f"{self.lost:,}", names=names)


def preview(copy: Path, present: Office | None, author: str) -> Preview:
    """Look into a copy, which is examined first and never touched, and compare it with the workspace that is open."""
    if not ask_disk(is_file, copy):
        raise Refusal(_("There is no backup at {path}.").format(path=copy))
    verify(copy)
    with _opened(copy, author) as then:
        if present is None:
            return _alone(copy, then)
        with then.reading() as before, present.reading() as now:
            return _compared(copy, before, now, same=then.store.id == present.store.id)


@contextmanager
def _opened(copy: Path, author: str) -> Iterator[Office]:
    """The copy, copied once more: one of an older version is brought up to date when it is opened."""
    with TemporaryDirectory(dir=laptop_folder("tmp"), prefix="preview-") as folder:
        twin = Path(folder) / copy.name
        copyfile(copy, twin)
        with open_office(twin, author, read_only=True) as office:
            yield office


def _alone(copy: Path, then: Office) -> Preview:
    with then.reading() as before:
        return Preview(copy, False, _until(before), _counts(before, None), _last(before))


def _compared(copy: Path, before: Reader, now: Reader, *, same: bool) -> Preview:
    counts = _counts(before, now if same else None)
    if not same:
        return Preview(copy, False, _until(before), counts, _last(before))
    alike = common(now.connection, before.connection)
    lost = recent_change_sets(now.connection, after=alike, limit=_MOST_SETS)
    more = recent_change_sets(before.connection, after=alike, limit=_MOST_SETS)
    by: Counter[str] = Counter()
    for change_set, _size in lost:
        by[change_set.author] += 1
    touched = _touched(now, alike) | _touched(before, alike)
    changed = list(_changed(before, now, touched))
    return Preview(
        path=copy,
        same=True,
        until=_until(before),
        counts=counts,
        last=_last(before),
        lost=len(lost),
        by=tuple(by.most_common()),
        projects=tuple(_by_project(before, now, alike)),
        changed=tuple(changed[:_MOST_RECORDS]),
        untold=max(0, len(changed) - _MOST_RECORDS),
        more=len(more),
    )


def _until(reader: Reader) -> datetime | None:
    newest = next(iter(recent_change_sets(reader.connection, limit=1, by_time=True)), None)
    return local_time(newest[0].made) if newest else None


def _last(reader: Reader) -> tuple[Act, ...]:
    return tuple(act_of(*each) for each in recent_change_sets(reader.connection, limit=_LAST, by_time=True))


def _counts(before: Reader, now: Reader | None) -> tuple[tuple[str, int, int | None], ...]:
    found = []
    for entity in before.catalogue.seen:
        then = before.count(entity)
        present = (
            now.count(now.catalogue.entity(entity.name)) if now and now.catalogue.knows(entity.name) else None
        )
        if then or present:
            found.append((_(entity.plural), then, present))
    return tuple(found)


def _touched(reader: Reader, alike: Frontier) -> set[tuple[str, Id]]:
    steps = recent_steps(reader.connection, reader.catalogue, after=alike, limit=_MOST_STEPS)
    return {(step.entity, step.record) for step in steps}


def _by_project(before: Reader, now: Reader, alike: Frontier) -> Iterator[tuple[str, int]]:
    """The projects that the lost changes are about, the most changed first."""
    steps = recent_steps(now.connection, now.catalogue, after=alike, limit=_MOST_STEPS)
    records = [(step.entity, step.record) for step in steps]
    owners = {**projects_of(before, records), **projects_of(now, records)}
    about = {(owners.get(step.record), step.change_set.id) for step in steps}
    counted: Counter[Id | None] = Counter(project for project, _act in about)
    ids = [id for id in counted if id is not None]
    project = now.catalogue.entity("project") if now.catalogue.knows("project") else None
    titles = {**before.titles(project, ids), **now.titles(project, ids)} if project else {}
    for id, count in counted.most_common():
        yield (titles.get(id, "") if id else _("The portfolio")), count


def _changed(before: Reader, now: Reader, touched: Iterable[tuple[str, Id]]) -> Iterator[Changed]:
    by_entity: dict[str, list[Id]] = defaultdict(list)
    for name, id in sorted(touched):
        by_entity[name].append(id)
    for name, ids in by_entity.items():
        entity = now.catalogue.entity(name)
        if entity.unseen:
            continue
        old = (
            {record.id: record for record in before.many(entity, ids)} if before.catalogue.knows(name) else {}
        )
        new = {record.id: record for record in now.many(entity, ids)}
        titles = {**before.titles(entity, ids), **now.titles(entity, ids)}
        linked = _linked_titles(before, now, entity, [*old.values(), *new.values()])
        for id in ids:
            differences = tuple(_differences(now, entity, old.get(id), new.get(id), linked))
            if differences:
                yield Changed(name, id, titles.get(id, ""), differences)


def _differences(
    now: Reader, entity: Entity, old: Record | None, new: Record | None, titles: Mapping[Id, str]
) -> Iterator[Difference]:
    if old is None or new is None:
        if old is not new:
            yield Difference("", _("there") if old else _("not there"), _("there") if new else _("not there"))
        return
    for field in entity.fields:
        if entity.keeps(field.name) and old[field.name] != new[field.name]:
            then = words(now.catalogue, field, old[field.name], titles=titles)
            present = words(now.catalogue, field, new[field.name], titles=titles)
            yield Difference(_(field.label), shorten(then, 160), shorten(present, 160))


def _linked_titles(before: Reader, now: Reader, entity: Entity, records: Iterable[Record]) -> dict[Id, str]:
    """What the records are called that some link to."""
    wanted: dict[str, set[Id]] = defaultdict(set)
    chosen = list(records)
    for field in entity.fields:
        if field.kind is Kind.LINK:
            wanted[field.target].update(
                Id(value) for record in chosen if isinstance(value := record[field.name], str)
            )
    titles: dict[Id, str] = {}
    for name, ids in wanted.items():
        target = now.catalogue.entity(name)
        titles |= {**before.titles(target, ids), **now.titles(target, ids)}
    return titles

# SPDX-License-Identifier: Apache-2.0
"""Undo and redo of everything, across restarts and rounds: a new change set that takes an old one back.

What others have changed since is left as it is, unless the person says otherwise, field by field. What they have deleted
since stays deleted. Where that leaves nothing to be done, an empty change set still says that the act has been dealt with,
so that undo goes on to what was done before it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import lowered, shorten
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.history import tells
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.changes import Change, Changes, Delete, Edit, Lay, Why, Written
from portfolio_desktop.storage.history import ChangeSet, newest_change_sets, steps
from portfolio_desktop.storage.past.inverse import Key, Part, changes_of, is_led_to
from portfolio_desktop.storage.past.remaining import Named, remaining
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import replay_records

__all__ = [
    "ChangedSince",
    "Gone",
    "Key",
    "Overtaken",
    "Prospect",
    "Undoable",
    "prospect",
    "redo",
    "told",
    "undo",
    "undoable",
]


@dataclass(frozen=True, slots=True)
class Undoable:
    """What undo and redo would take back now; None where there is nothing."""

    undo: ChangeSet | None
    redo: ChangeSet | None

    @property
    def labels(self) -> tuple[str, str]:
        """What a menu says after “Undo” and “Redo”: the acts themselves, however often they went back and forth."""
        undo, redo = (_plain(each.label) if each else "" for each in (self.undo, self.redo))
        return undo, redo


def undoable(office: Office) -> Undoable:
    """Work out both from the log, the newest change set first; seldom more than a few are looked at.

    What an undo or a redo names has been taken back. Undo takes the newest act that has not been; redo takes the
    newest undo that has not been, unless something new was done since. Neither reaches beyond an erasure, of which some
    is gone, nor into what the workspace began with, which nobody here did.
    """
    undo: ChangeSet | None = None
    redo: ChangeSet | None = None
    taken_back: set[str | None] = set()
    something_new = False
    with office.store.reading() as connection:
        for change_set in newest_change_sets(connection, office.store.author):
            if change_set.why in (Why.ERASURE, Why.BEGINNING):
                break
            if change_set.id not in taken_back:
                if change_set.why is not Why.UNDO:
                    undo = undo or change_set
                elif not something_new:
                    redo = redo or change_set
            taken_back.add(change_set.reverses)
            something_new = something_new or change_set.why not in (Why.UNDO, Why.REDO)
            if undo and (redo or something_new):
                break
    return Undoable(undo, redo)


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Something that would be taken back, had not `author` changed it since. `field` is empty for a whole record.

    `now` and `back` are what the field says, and what it would say again.
    """

    entity: str
    record: Id
    field: str
    title: str
    label: str
    author: str
    now: str
    back: str

    @property
    def key(self) -> Key:
        """What to name it by to `undo`."""
        return self.record, self.field


@dataclass(frozen=True, slots=True)
class Gone:
    """Something without which some of an act cannot be taken back, and who has deleted it; empty where nobody knows."""

    title: str
    author: str


@dataclass(frozen=True, slots=True)
class Prospect:
    """What undo, or redo, would do: take back `label`, `free` things of which nobody else has touched."""

    label: str
    free: int
    overtaken: tuple[Overtaken, ...]
    gone: tuple[Gone, ...] = ()


def prospect(office: Office, *, redo: bool = False) -> Prospect | None:
    """What the next undo or redo meets; None where there is nothing to take back."""
    found = undoable(office)
    change_set = found.redo if redo else found.undo
    if change_set is None:
        return None
    with office.reading() as reader:
        return _prospect(reader, change_set, *_parts(reader, change_set))


def _prospect(
    reader: Reader, change_set: ChangeSet, parts: Sequence[Part], lacking: Sequence[Named]
) -> Prospect:
    overtaken = {(part.step.record, part.step.field): part for part in reversed(parts) if part.since}
    told = tuple(_overtaken(reader, part) for part in overtaken.values())
    gone = tuple(_gone(reader, *record) for record in dict.fromkeys(reversed(lacking)))
    return Prospect(change_set.label, sum(not part.since for part in parts), told, gone)


class ChangedSince(Refusal):
    """Others have changed since some of what would be taken back. `found` says what: say what to do with it and ask again."""

    def __init__(self, found: Prospect) -> None:
        super().__init__(told(found))
        self.found = found


def undo(office: Office, also: Collection[Key] | None = None) -> Written:
    """Take back the last change set that is not yet taken back.

    Of what others have changed since, only what is named in `also`; where nobody has said, that is refused as `ChangedSince`.
    """
    last = undoable(office).undo
    if last is None:
        raise Refusal(_("There is nothing to undo."))
    return _reverse(office, last, _("Undo {label}"), Why.UNDO, also)


def redo(office: Office, also: Collection[Key] | None = None) -> Written:
    """Do again what the last undo took back; `also` as for `undo`."""
    last = undoable(office).redo
    if last is None:
        raise Refusal(_("There is nothing to redo."))
    return _reverse(office, last, _("Redo {label}"), Why.REDO, also)


def told(found: Prospect) -> str:
    """What others have changed since, one line each."""
    return "\n".join((*map(_went, found.gone), *map(_changed, found.overtaken)))


def _went(each: Gone) -> str:
    if not each.author:
        return _("“{title}” is not there any more.").format(title=each.title)
    return _("{author} has deleted “{title}” since.").format(author=each.author, title=each.title)


def _changed(each: Overtaken) -> str:
    if each.field:
        return _("{author} has changed {what} since: it says {now} and would say {back}.").format(
            author=each.author, what=_what(each), now=_said(each.now), back=_said(each.back)
        )
    return _("{author} has gone on with “{title}” since: it would go, and all that is part of it.").format(
        author=each.author, title=each.title
    )


def _what(each: Overtaken) -> str:
    return _("{field} of {title}").format(field=each.label, title=each.title)


def _said(text: str) -> str:
    return f"‘{shorten(text, 80)}’" if text else _("nothing")


def _overtaken(reader: Reader, part: Part) -> Overtaken:
    step = part.step
    entity = reader.catalogue.entity(step.entity)
    record = reader.get(entity, step.record)
    field = entity.field(step.field) if step.field else None
    now = record[step.field] if record is not None and field else None
    titles = {}
    if field is not None and field.target:
        titles = _titles(
            reader, field.target, [Id(value) for value in (now, step.old) if isinstance(value, str)]
        )
    return Overtaken(
        step.entity,
        step.record,
        step.field,
        reader.titles(entity, [step.record]).get(step.record) or _(entity.label),
        _(field.label) if field else "",
        part.since,
        words(reader.catalogue, field, now, titles=titles) if field else "",
        words(reader.catalogue, field, step.old, titles=titles) if field else "",
    )


def _titles(reader: Reader, entity: str, ids: Sequence[Id]) -> dict[Id, str]:
    """What records are called; those that are not there, and may come back with what led to them, what they were."""
    definition = reader.catalogue.entity(entity)
    titles = reader.titles(definition, ids)
    last = replay_records(reader.connection, [id for id in ids if id not in titles]).get(entity, {})
    return titles | {Id(id): str(values.get(definition.title) or "") for id, values in last.items()}


def _gone(reader: Reader, entity: str, record: Id) -> Gone:
    from portfolio_desktop.services.records import name_of  # much comes with it, and it is rare

    values = replay_records(reader.connection, [record]).get(entity, {}).get(record, {})
    done = steps(reader.connection, reader.catalogue, record=record)
    author = next((step.change_set.author for step in reversed(done) if step.event == "deleted"), "")
    return Gone(name_of(reader.catalogue.entity(entity), values), author)


def _reverse(
    office: Office, change_set: ChangeSet, label: str, why: Why, also: Collection[Key] | None
) -> Written:
    with office.reading() as reader:
        parts, lacking = _parts(reader, change_set)
        if also is None and (lacking or any(part.since for part in parts)):
            raise ChangedSince(_prospect(reader, change_set, parts, lacking))
        items = changes_of(parts, also or ())
        catalogue = office.catalogue_with(items)
        if catalogue is not office.catalogue:  # own fields come back, and what they held with them
            parts, _lacking = remaining(reader.connection, catalogue, change_set.id)
            items = changes_of(parts, also or ())
    # The undo of "Add R-0014" is labelled after what it takes back; so is the redo of that undo.
    items = tuple(_once(items))
    written = office.write(
        Changes(label.format(label=lowered(_plain(change_set.label))), items, why, change_set.id)
    )
    assert written is not None  # even where nothing was left to be done: then that is what is written
    return written


def _parts(reader: Reader, change_set: ChangeSet) -> tuple[Sequence[Part], Sequence[Named]]:
    """What takes an act back, and the records for want of which some of it cannot be taken back any more.

    Of a record that goes, and on which somebody has put more since, that goes only with it. What only said again what stood there
    needs nothing; nor does what somebody else has put back already.
    """
    every, lacking = remaining(reader.connection, reader.catalogue, change_set.id)
    parts = [part for part in every if tells(part.step) or any(isinstance(one, Lay) for one in part.back)]
    put_back = _put_back(reader, parts)
    parts = [part for part in parts if (part.step.record, part.step.field) not in put_back]
    going = {(one.entity, one.record) for part in parts for one in part.back if isinstance(one, Delete)}
    touched = {(part.step.entity, part.step.record) for part in parts}
    if not is_led_to(reader.connection, reader.catalogue, going, [record for _entity, record in touched]):
        return parts, lacking
    return [_with_what_hangs(reader, part, touched) for part in parts], lacking


def _put_back(reader: Reader, parts: Iterable[Part]) -> set[Key]:
    """The fields that say again what they said before the act, because somebody else has said so since."""
    wanted: dict[str, list[Part]] = {}
    for part in parts:
        if part.since and part.step.field and not part.step.olds:
            wanted.setdefault(part.step.entity, []).append(part)
    found: set[Key] = set()
    for name, some in wanted.items():
        entity = reader.catalogue.entity(name)
        now = {record.id: record for record in reader.many(entity, {part.step.record for part in some})}
        for part in some:
            record, field = now.get(part.step.record), part.step.field
            if record is not None and entity.has(field) and record[field] == part.step.old:
                found.add((part.step.record, field))
    return found


def _with_what_hangs(reader: Reader, part: Part, touched: Set[tuple[str, Id]]) -> Part:
    going = {(one.entity, one.record) for one in part.back if isinstance(one, Delete)}
    hanging = tuple(_hanging(reader, going, touched))
    if not hanging:
        return part
    author = steps(reader.connection, reader.catalogue, record=hanging[-1].record)[-1].change_set.author
    return replace(part, since=part.since or author, anyway=(*hanging, *part.anyway))


def _hanging(
    reader: Reader, records: Set[tuple[str, Id]], touched: Set[tuple[str, Id]]
) -> Iterator[Edit | Delete]:
    """What has to be done about all that is part of `records` or leads to them, apart from what the act itself had `touched`."""
    from portfolio_desktop.services.records import links_to, with_parts  # much comes with it, and it is rare

    by_entity: dict[str, list[Id]] = {}
    for entity, record in sorted(records):
        by_entity.setdefault(entity, []).append(record)
    for entity, ids in by_entity.items():
        doomed = with_parts(reader, entity, ids)
        yield from (edit for edit in links_to(reader, doomed) if (edit.entity, edit.record) not in touched)
        for name, gone in reversed(doomed.items()):
            yield from (Delete(name, id) for id in gone if (name, id) not in touched)


def _once(items: Iterable[Change]) -> Iterator[Change]:
    """Something may hang on several records that go; it goes once."""
    gone: set[tuple[str, Id]] = set()
    for item in items:
        if isinstance(item, Delete):
            if (item.entity, item.record) in gone:
                continue
            gone.add((item.entity, item.record))
        yield item


def _plain(label: str) -> str:
    """The label of the act itself, without the words that earlier undos and redos put before it."""
    for before in (_("Undo {label}"), _("Redo {label}")):
        start = before.partition("{")[0]
        while label.startswith(start):
            label = label[len(start) :]
    return label

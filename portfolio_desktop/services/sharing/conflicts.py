# SPDX-License-Identifier: Apache-2.0
"""The conflict inbox: what people, unaware of each other, said differently, and the acts that settle it.

Nothing here is merged for anybody. A person keeps one of the values or writes another; what was not kept stays in the history.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.services.codes import FORMER, codes
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import delete, name_of
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit, Revive, Why
from portfolio_desktop.storage.history import own_streams
from portfolio_desktop.storage.merge.disputes import Claim, Dispute, disputes
from portfolio_desktop.storage.merge.duplicates import Duplicate, duplicates
from portfolio_desktop.storage.merge.unsettled import Kind
from portfolio_desktop.storage.read import Reader

_GONE = N_("That has been settled meanwhile. Nothing was changed.")
_NOT_MINE = N_("Of {what} none of the values is yours. Choose one of them, or write another.")

_WHICH = N_("Choose which of the records keeps {code}: the other gets a new number of its own.")
_ALIKE = N_(
    "{count} records were given this code by people who could not know of each other. Choose which keeps it: the other gets a "
    "new one, and is still found by this."
)

_Fresh: TypeAlias = dict[str, Iterator[str]]
"""New codes by register, which several conflicts share."""


@dataclass(frozen=True, slots=True)
class Said:
    """One of the values that a field was given, in words. `when` is this laptop's own time; `mine` says it was given here.

    `gone` says that the record was deleted instead.
    """

    value: Value
    text: str
    author: str
    when: datetime
    stream: str
    mine: bool
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement. Of a field `said` are its values, the one that registers show last, and `base` what all started from.

    Of a deleted record they are who deleted it, and who went on with it. Of a code that several records have, each is one of
    these: its `value` is the record's id.
    """

    key: str
    kind: Kind
    entity: str
    record: Id
    title: str
    field: str
    label: str
    said: tuple[Said, ...]
    base: str = ""
    about: str = ""
    """What it is about, as a sentence."""

    @property
    def is_code(self) -> bool:
        """Whether several records have one code."""
        return self.kind is Kind.CODE

    @property
    def is_open(self) -> bool:
        """Whether it may be settled by a value that nobody has given yet."""
        return bool(self.field) and not self.is_code


def conflicts(office: Office) -> tuple[Conflict, ...]:
    """All that wait for somebody to decide, those of one record together."""
    with office.reading() as reader:
        found = disputes(reader.connection, office.catalogue)
        mine = set(own_streams(reader.connection))
        titles = _titles(reader, found)
        told = [_conflict(reader, dispute, titles, mine) for dispute in found]
        alike = duplicates(reader.connection, office.catalogue)
        told += [_of_code(reader, duplicate, mine) for duplicate in alike]
    return tuple(sorted(told, key=lambda each: (each.entity, each.title, each.record, each.label)))


def count(office: Office) -> int:
    """How many there are."""
    with office.reading() as reader:
        connection, catalogue = reader.connection, office.catalogue
        return len(disputes(connection, catalogue)) + len(duplicates(connection, catalogue))


def keep(office: Office, conflict: Conflict, value: Value) -> Changes:
    """Settle a field: this value stands, whether somebody gave it or it is another. Of a code, the record `value` keeps it."""
    _refuse_settled(office, [conflict])
    if not conflict.field:
        raise Refusal(_("Of a deleted record there is no value to choose. Keep it, or delete it."))
    if not conflict.is_open and value not in {said.value for said in conflict.said}:
        raise Refusal(_(_WHICH).format(code=conflict.title))
    with office.reading() as reader:
        items = tuple(_stands(office, reader, conflict, value, {}))
    return Changes(
        _("Settle {field} of {title}").format(field=conflict.label.lower(), title=conflict.title),
        items,
        Why.RESOLVE,
    )


def keep_mine(office: Office, chosen: Sequence[Conflict]) -> Changes:
    """Settle many at once: what was said here stands. Refuses where nothing was."""
    return _keep_each(office, chosen, mine=True)


def keep_theirs(office: Office, chosen: Sequence[Conflict]) -> Changes:
    """Settle many at once: what was said elsewhere stands, the last of it where several did."""
    return _keep_each(office, chosen, mine=False)


def keep_record(office: Office, conflict: Conflict) -> Changes:
    """A record that somebody deleted stays."""
    _refuse_settled(office, [conflict])
    items = (Revive(conflict.entity, conflict.record),)
    return Changes(_("Keep {title}").format(title=conflict.title), items, Why.RESOLVE)


def _keep_each(office: Office, chosen: Sequence[Conflict], *, mine: bool) -> Changes:
    _refuse_settled(office, chosen)
    items: list[Change] = []
    fresh: _Fresh = {}
    with office.reading() as reader:
        for conflict in chosen:
            those = [said for said in conflict.said if said.mine is mine]
            if not those:
                raise Refusal(_(_NOT_MINE).format(what=conflict.title))
            last = max(those, key=lambda said: said.when)
            if conflict.field:
                items += _stands(office, reader, conflict, last.value, fresh)
            elif last.gone:
                items += delete(office, conflict.entity, [conflict.record])
            else:
                items.append(Revive(conflict.entity, conflict.record))
    label = ngettext("Settle {count} conflict", "Settle {count} conflicts", len(chosen)).format(
        count=len(chosen)
    )
    return Changes(label, tuple(items), Why.RESOLVE)


def _stands(
    office: Office, reader: Reader, conflict: Conflict, value: Value, fresh: _Fresh
) -> Iterator[Change]:
    """What makes a value stand. Of a code: the other records get another, and are still found by this one."""
    if conflict.is_open:
        yield Edit(conflict.entity, conflict.record, conflict.field, value)
        return
    if conflict.entity not in fresh:
        fresh[conflict.entity] = codes(reader, reader.catalogue.entity(conflict.entity))
    for said in conflict.said:
        if said.value != value:
            id = Id(str(said.value))
            former: Values = {"entity": conflict.entity, "record": id, "code": conflict.title}
            yield Edit(conflict.entity, id, conflict.field, next(fresh[conflict.entity]))
            yield Create(FORMER, Id(office.store.new_id()), former)


def _refuse_settled(office: Office, chosen: Iterable[Conflict]) -> None:
    there = {conflict.key for conflict in conflicts(office)}
    if any(conflict.key not in there for conflict in chosen):
        raise Refusal(_(_GONE))


def _conflict(reader: Reader, dispute: Dispute, titles: dict[Id, str], mine: Collection[str]) -> Conflict:
    entity = reader.catalogue.entity(dispute.entity)
    field = entity.field(dispute.field) if dispute.field else None
    said = tuple(_said(reader, dispute, claim, mine) for claim in dispute.claims)
    return Conflict(
        key=f"{dispute.kind}.{dispute.record}.{dispute.field}",
        kind=dispute.kind,
        entity=dispute.entity,
        record=dispute.record,
        title=titles.get(dispute.record, entity.label),
        field=dispute.field,
        label=_(field.label) if field else _(entity.label),
        said=said,
        base=_text(reader, dispute, dispute.base) if field else "",
        about=_about(dispute, said),
    )


def _of_code(reader: Reader, duplicate: Duplicate, mine: Collection[str]) -> Conflict:
    entity = reader.catalogue.entity(duplicate.entity)
    assert entity.code is not None
    titles = reader.titles(entity, [holder.record for holder in duplicate.holders])
    said = tuple(
        Said(
            value=holder.record,
            text=titles.get(holder.record) or _(entity.label),
            author=holder.act.author,
            when=local_time(holder.act.made),
            stream=holder.act.stream,
            mine=holder.act.stream in mine,
        )
        for holder in duplicate.holders
    )
    return Conflict(
        key=f"{Kind.CODE}.{duplicate.holders[0].record}.{entity.code.name}",
        kind=Kind.CODE,
        entity=entity.name,
        record=duplicate.holders[0].record,
        title=duplicate.code,
        field=entity.code.name,
        label=_(entity.code.label),
        said=said,
        about=_(_ALIKE).format(count=len(said)),
    )


def _said(reader: Reader, dispute: Dispute, claim: Claim, mine: Collection[str]) -> Said:
    return Said(
        value=claim.value,
        text=_text(reader, dispute, claim.value) if dispute.field else "",
        author=claim.act.author,
        when=local_time(claim.act.made),
        stream=claim.act.stream,
        mine=claim.act.stream in mine,
        gone=claim.gone,
    )


def _about(dispute: Dispute, said: Sequence[Said]) -> str:
    names = list(dict.fromkeys(each.author for each in said))
    if dispute.kind is Kind.CIRCLE:
        return _("{who} chose a parent that lies under the record itself, so it stays where it was.").format(
            who=names[-1]
        )
    if dispute.kind is Kind.DELETED:
        deleted = [each.author for each in said if each.gone]
        went_on = [each.author for each in said if not each.gone]
        if went_on:
            return _("Deleted by {one}, edited by {other}, who did not know of it.").format(
                one=deleted[0], other=went_on[-1]
            )
        return _("Deleted by {one}, who did not know that somebody had added something to it.").format(
            one=deleted[0]
        )
    if len(names) > 1:
        return _("{one} and {other} gave it different values.").format(
            one=", ".join(names[:-1]), other=names[-1]
        )
    return _("{one} gave it different values on different laptops.").format(one=names[0])


def _text(reader: Reader, dispute: Dispute, value: Value) -> str:
    field = reader.catalogue.entity(dispute.entity).field(dispute.field)
    titles: dict[Id, str] = {}
    if field.target and isinstance(value, str):
        titles = reader.titles(reader.catalogue.entity(field.target), [Id(value)])
    return words(reader.catalogue, field, value, titles=titles)


def _titles(reader: Reader, found: Iterable[Dispute]) -> dict[Id, str]:
    by_entity: dict[str, list[Id]] = {}
    for dispute in found:
        by_entity.setdefault(dispute.entity, []).append(dispute.record)
    titles: dict[Id, str] = {}
    for name, ids in by_entity.items():
        entity = reader.catalogue.entity(name)
        titles |= {record.id: name_of(entity, entity.values(record)) for record in reader.many(entity, ids)}
    return titles

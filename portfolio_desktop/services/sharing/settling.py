# SPDX-License-Identifier: Apache-2.0
"""The acts that settle what people said differently: one value stands, and what was not kept stays in the history.

Each is one change set, so one undo takes it back, however many it settled.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.services.codes import FORMER, codes
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import delete
from portfolio_desktop.services.returning import Returning, refuse_part_of_deleted
from portfolio_desktop.services.sharing.conflicts import Conflict, Said, conflicts
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit, Revive, Why
from portfolio_desktop.storage.merge.unsettled import Kind
from portfolio_desktop.storage.read import Reader

_GONE = N_("That has been settled meanwhile. Nothing was changed.")
_WHICH = N_("Choose which of the records keeps {code}: the other gets a new number of its own.")
_WHICH_LINK = N_("Choose which of the links stays: {code}, or another of them.")

_Fresh: TypeAlias = dict[str, Iterator[str]]
"""New codes by register, which several conflicts share."""


class Side(StrEnum):
    """Whose values stand where many are settled at once: those given on this laptop, or the last given on another."""

    MINE = "mine"
    THEIRS = "theirs"


_NOBODY = {
    Side.MINE: N_("Of {what} none of the values is yours. Choose one of them, or write another."),
    Side.THEIRS: N_(
        "Of {what} all values are yours, from laptops of your own. Choose one of them, or write another."
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a conflict where one side is kept: `stands`, or None where that side said nothing and it goes on waiting."""

    conflict: Conflict
    stands: Said | None


def keep(office: Office, conflict: Conflict, value: Value) -> Changes:
    """Settle a field: this value stands, whether somebody gave it or it is another. Of a code, the record `value` keeps it."""
    _refuse_settled(office, [conflict])
    if not conflict.field:
        raise Refusal(_("Of a deleted record there is no value to choose. Keep it, or delete it."))
    if not conflict.is_open and value not in {said.value for said in conflict.said}:
        raise Refusal(_(_WHICH if conflict.is_code else _WHICH_LINK).format(code=conflict.title))
    with office.reading() as reader:
        items = tuple(_stands(office, reader, conflict, value, {}))
    return Changes(
        _("Settle {field} of {title}").format(field=conflict.label.lower(), title=conflict.title),
        items,
        Why.RESOLVE,
    )


def keep_record(office: Office, conflict: Conflict) -> Changes:
    """A record that somebody deleted stays, and what went with it comes back."""
    _refuse_settled(office, [conflict])
    with office.reading() as reader:
        back = Returning(reader)
        items = tuple(back.with_parts(conflict.entity, conflict.record))
    label = _("Keep {title} with {parts}") if conflict.parts else _("Keep {title}")
    return Changes(label.format(title=conflict.title, parts=conflict.parts), items, Why.RESOLVE)


def outcomes(chosen: Iterable[Conflict], side: Side) -> tuple[Outcome, ...]:
    """What would come of it, to be looked at before."""
    return tuple(Outcome(conflict, _last(conflict, side)) for conflict in chosen)


def keep_side(office: Office, chosen: Sequence[Conflict], side: Side) -> Changes:
    """Settle many at once. Refuses all where of one that side said nothing."""
    _refuse_settled(office, chosen)
    items: list[Change] = []
    fresh: _Fresh = {}
    found = outcomes(chosen, side)
    going = {
        each.conflict.record for each in found if each.stands and each.stands.gone and not each.conflict.field
    }
    with office.reading() as reader:
        back = Returning(reader)
        for conflict, said in ((each.conflict, each.stands) for each in found):
            if said is None:
                raise Refusal(_(_NOBODY[side]).format(what=conflict.title))
            if conflict.field:
                items += _stands(office, reader, conflict, said.value, fresh)
            elif said.gone:
                items += delete(office, conflict.entity, [conflict.record])
            else:
                items += back.with_parts(conflict.entity, conflict.record, but=going)
    label = ngettext("Settle {count} conflict", "Settle {count} conflicts", len(chosen))
    return Changes(label.format(count=len(chosen)), tuple(_once(items)), Why.RESOLVE)


def _once(items: Sequence[Change]) -> Iterator[Change]:
    """Each change once, and without what else was to happen to records that are deleted: that settles all of them."""
    deleted = {item.record: item for item in items if isinstance(item, Delete)}
    back: set[Id] = set()
    for item in items:
        if item.record in deleted or (isinstance(item, Revive) and item.record in back):
            continue
        back |= {item.record} if isinstance(item, Revive) else set()
        yield item
    yield from deleted.values()


def _last(conflict: Conflict, side: Side) -> Said | None:
    those = [said for said in conflict.said if said.mine is (side is Side.MINE)]
    return max(those, key=lambda said: said.when, default=None)


def _stands(
    office: Office, reader: Reader, conflict: Conflict, value: Value, fresh: _Fresh
) -> Iterator[Change]:
    """What makes a value stand. Of a code: the other records get another, and are still found by this one."""
    if conflict.is_open:
        target = reader.catalogue.entity(conflict.entity).field(conflict.field).target
        to_deleted = bool(target) and _is_deleted(reader, target, value)
        if to_deleted:
            refuse_part_of_deleted(reader, target, Id(str(value)))
            yield from Returning(reader).with_parts(target, Id(str(value)))
        if not (
            to_deleted and conflict.leads_nowhere
        ):  # that link still stands there, and only leads nowhere
            yield Edit(conflict.entity, conflict.record, conflict.field, value)
        return
    if conflict.kind is Kind.LINKS:
        yield from _opened(office, conflict, value)
        return
    if conflict.entity not in fresh:
        fresh[conflict.entity] = codes(reader, reader.catalogue.entity(conflict.entity))
    for said in conflict.said:
        if said.value != value:
            id = Id(str(said.value))
            former: Values = {"entity": conflict.entity, "record": id, "code": conflict.title}
            yield Edit(conflict.entity, id, conflict.field, next(fresh[conflict.entity]))
            yield Create(FORMER, Id(office.store.new_id()), former)


def _is_deleted(reader: Reader, target: str, value: Value) -> bool:
    return value is not None and reader.get(reader.catalogue.entity(target), Id(str(value))) is None


def _opened(office: Office, conflict: Conflict, value: Value) -> Iterator[Change]:
    """What opens a circle of links so that one stays: the one that is not followed goes, or else the one laid before it."""
    others = [said for said in conflict.said if said.value != value]
    going = Id(str(others[-1].value))
    with office.reading() as reader:
        is_link = reader.get(reader.catalogue.entity("task_link"), going) is not None
    if is_link:
        yield from delete(office, "task_link", [going])
    else:  # a promise between projects stays one, on the day that was promised
        yield Edit("dependency", going, "rests_on", "promise")


def _refuse_settled(office: Office, chosen: Iterable[Conflict]) -> None:
    there = {conflict.key for conflict in conflicts(office)}
    if any(conflict.key not in there for conflict in chosen):
        raise Refusal(_(_GONE))

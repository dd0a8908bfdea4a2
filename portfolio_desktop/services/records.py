# SPDX-License-Identifier: Apache-2.0
"""Making, changing and deleting records of any register. Each function returns a change set for `Office.write`."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value, Values
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.checks import check
from portfolio_desktop.services.capacity.sense import (
    refuse_senseless_demand,
    refuse_senseless_leave,
    refuse_senseless_need,
    refuse_senseless_package,
)
from portfolio_desktop.services.codes import next_code
from portfolio_desktop.services.governance.proof import Unsaid, answered, in_course, refuse_unproved, released
from portfolio_desktop.services.governance.readiness import (
    refuse_loss,
    refuse_reopening,
    refuse_unmet,
    refuse_unready,
)
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.people.sense import GUARDS as PEOPLE_GUARDS
from portfolio_desktop.services.planning.acts.lasting import end_that_follows
from portfolio_desktop.services.planning.sense import (
    let_go,
    refuse_senseless_calendar,
    refuse_senseless_exception,
    refuse_senseless_link,
    refuse_senseless_milestone,
    refuse_senseless_task,
)
from portfolio_desktop.services.risks.sense import refuse_senseless
from portfolio_desktop.services.skills.sense import (
    refuse_second_assessment,
    refuse_second_demand,
    refuse_senseless_level,
    refuse_senseless_person,
    refuse_senseless_qualification,
    refuse_senseless_skill,
    refuse_senseless_team,
)
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.read import Reader

_NOTHING: Values = MappingProxyType({})
_SHORT = frozenset({Kind.CHOICE, Kind.SCALE, Kind.RATING, Kind.DATE, Kind.FLAG})
"""The kinds whose new value is named where it is told what was done."""

_Guard: TypeAlias = Callable[[Reader, Id | None, Values, Collection[str]], None]

_GUARDS: Mapping[str, _Guard] = {
    "risk": refuse_senseless,
    "milestone": refuse_senseless_milestone,
    "task": refuse_senseless_task,
    "task_link": refuse_senseless_link,
    "calendar": refuse_senseless_calendar,
    "calendar_exception": refuse_senseless_exception,
    "gate_review": refuse_unready,
    "gate_finding": refuse_unmet,
    "recommendation": refuse_reopening,
    "work_package": refuse_senseless_package,
    "package_need": refuse_senseless_need,
    "leave": refuse_senseless_leave,
    "demand": refuse_senseless_demand,
    "person": refuse_senseless_person,
    "team": refuse_senseless_team,
    "person_skill": refuse_second_assessment,
    "qualification": refuse_senseless_qualification,
    "role_requirement": refuse_second_demand,
    "capability_level": refuse_senseless_level,
    "skill": refuse_senseless_skill,
    **PEOPLE_GUARDS,
}
"""The rules of the trade for records of some entities, each asked whenever a person makes or changes one."""


def create(office: Office, entity: str, values: Values) -> Changes:
    """A new record. Fields left out take their defaults, and an empty code the next number of its register."""
    definition = office.catalogue.entity(entity)
    with office.reading() as reader:
        given = {**defaults(definition), **checked(office.catalogue, definition, values)}
        require(definition, given)
        if definition.code is not None and definition.prefix and not given.get(definition.code.name):
            given[definition.code.name] = next_code(reader, definition)
        _refuse_broken_links(reader, definition, given)
        guard(reader, entity, None, given, given)
    said = {name: value for name, value in given.items() if value is not None}
    label = _("Add {what}").format(what=name_of(definition, said))
    return Changes(label, (Create(entity, Id(office.store.new_id()), said),))


def change(office: Office, entity: str, id: Id, values: Values, answers: Values = _NOTHING) -> Changes:
    """New values for some fields of a record. Values that are already so are left out."""
    return change_many(office, entity, [id], values, answers)


def change_many(
    office: Office, entity: str, ids: Sequence[Id], values: Values, answers: Values = _NOTHING
) -> Changes:
    """The same new values for several records, as one change set."""
    return change_each(office, entity, dict.fromkeys(ids, values), answers)


def change_each(
    office: Office, entity: str, wanted: Mapping[Id, Values], answers: Values = _NOTHING
) -> Changes:
    """New values for each of several records, as one change set.

    `answers` are what the person has said since an `Unsaid`: they fill what it found missing, and nothing else.
    """
    definition = office.catalogue.entity(entity)
    said = checked(office.catalogue, definition, answers)
    items: list[Edit] = []
    unsaid: dict[str, Unsaid] = {}
    with office.reading() as reader:
        records = {record.id: record for record in reader.many(definition, wanted)}
        for id, values in wanted.items():
            record = records.setdefault(id, records.get(id) or record_of(reader, entity, id))
            new = checked(office.catalogue, definition, values)
            try:
                items += _edits(reader, definition, record, new, office.today(), said)
            except Unsaid as refusal:
                unsaid[name_of(definition, definition.values(record))] = refusal
            except Refusal as refusal:
                if len(wanted) == 1:
                    raise
                what = name_of(definition, definition.values(record))
                raise Refusal(_("{what}: {why}").format(what=what, why=refusal)) from None
        followed = released(reader, wanted) if entity == "escalation" else ()
    if unsaid:
        refused = _together(unsaid) if len(wanted) > 1 else next(iter(unsaid.values()))
        refused.about = shorten(", ".join(unsaid), 40)
        raise refused
    _refuse_unheard(office.catalogue, definition, records.values(), items, said)
    asked = {name for values in wanted.values() for name in values}
    return Changes(_edit_label(office.catalogue, definition, items, records, asked), (*items, *followed))


def _edits(
    reader: Reader, entity: Entity, record: Record, new: Values, today: date, answers: Values
) -> tuple[Edit, ...]:
    """What makes the record say all that is new, with what follows of itself and what else was said."""
    before = entity.values(record)
    require(entity, {**before, **new}, among=new)
    code = entity.code
    if code is not None and code.name in new and record[code.name] and not new[code.name]:
        raise _empty(entity, code)  # people quote it: it may become another one, but not none
    new = {**new, **in_course(reader, entity.name, record, new, today, answers)}
    try:
        edits = _differences(entity, record, new)
        guard(reader, entity.name, record.id, {**before, **new}, {edit.field for edit in edits})
    except Unsaid as refusal:
        if not answers:
            raise
        new = {**new, **answered(record, refusal.asks, answers)}
        edits = _differences(entity, record, new)
        guard(reader, entity.name, record.id, {**before, **new}, {edit.field for edit in edits})
    _refuse_broken_links(reader, entity, new)
    return (
        *edits,
        *let_go(entity.name, record, edits),
        *end_that_follows(reader, entity.name, record, edits),
    )


def _differences(entity: Entity, record: Record, new: Values) -> tuple[Edit, ...]:
    return tuple(
        Edit(entity.name, record.id, name, each) for name, each in new.items() if each != record[name]
    )


def _refuse_unheard(
    catalogue: Catalogue, entity: Entity, records: Collection[Record], items: Sequence[Edit], said: Values
) -> None:
    """Refuse where something that was `said` would go nowhere, because somebody else has said it meanwhile."""
    written = {edit.field for edit in items}
    for name, value in said.items():
        field = entity.field(name)
        theirs = next((each for each in records if each[name] not in (None, value)), None)
        if value is None or name in written or theirs is None or field.kind is Kind.DATE:
            continue
        there = shorten(words(catalogue, field, theirs[name]) or _(field.label), 80)
        refusal = Refusal(
            _("Somebody else has said this meanwhile: “{words}”. Leave with Cancel, and look at it.").format(
                words=there
            )
        )
        refusal.field = name
        raise refusal


def _together(unsaid: Mapping[str, Unsaid]) -> Unsaid:
    """What several records want said, as one question."""
    sentences = dict.fromkeys(str(each) for each in unsaid.values())
    names = shorten(", ".join(unsaid), 80)
    asks = dict.fromkeys(name for each in unsaid.values() for name in each.asks)
    return Unsaid(_("{what}: {why}").format(what=names, why=" ".join(sentences)), tuple(asks))


def delete(office: Office, entity: str, ids: Iterable[Id]) -> Changes:
    """Records leave their register with all that is part of them; links to them become empty."""
    definition = office.catalogue.entity(entity)
    wanted = list(ids)
    with office.reading() as reader:
        first = record_of(reader, entity, wanted[0])
        doomed = with_parts(reader, entity, wanted)
        refuse_loss(reader, entity, wanted, doomed.get("gate_review", ()))
        loose = list(links_to(reader, doomed))
    what = name_of(definition, definition.values(first))
    if len(wanted) > 1:
        what = _("{count} {plural}").format(count=len(wanted), plural=_(definition.plural).lower())
    deletions: list[Change] = [Delete(name, id) for name, gone in reversed(doomed.items()) for id in gone]
    return Changes(_("Delete {what}").format(what=what), (*loose, *deletions))


def defaults(entity: Entity) -> dict[str, Value]:
    """What a new record starts with."""
    return {field.name: field.default for field in entity.fields if field.default is not None}


def checked(catalogue: Catalogue, entity: Entity, values: Values) -> dict[str, Value]:
    """The values as they are kept. Refuses an unknown field, and a value that its field cannot hold."""
    for name in values:
        if not entity.has(name):
            raise Refusal(_("{plural} have no field “{name}”.").format(plural=_(entity.plural), name=name))
        if not entity.keeps(name):
            field = entity.field(name)
            raise Refusal(
                _("{label} cannot be set: it follows from other fields. {help}").format(
                    label=_(field.label), help=_(field.help)
                )
            )
    return {name: check(catalogue, entity.field(name), value) for name, value in values.items()}


def require(entity: Entity, values: Values, among: Iterable[str] | None = None) -> None:
    """Refuse when a required field is empty: any of them, or those `among` the names given."""
    names = None if among is None else set(among)
    for field in entity.fields:
        if field.required and values.get(field.name) is None and (names is None or field.name in names):
            raise _empty(entity, field)


def _empty(entity: Entity, field: Field) -> Refusal:
    said = _("{entity}: {label} cannot be empty.")
    if field.label == entity.label:  # a risk is told by the field “Risk”
        said = _("{entity} cannot be empty.")
    refusal = Refusal(said.format(entity=_(entity.label), label=_(field.label).lower()))
    refusal.field = field.name
    return refusal


def guard(reader: Reader, entity: str, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse what a record may not be made to say by hand. Most may say anything that their fields can hold.

    `values` are all that it would have, `given` the names of those that are new, `id` None for a record not yet made.
    """
    if entity in _GUARDS:
        _GUARDS[entity](reader, id, values, given)
    refuse_unproved(entity, values, set(given))


def name_of(entity: Entity, values: Values) -> str:
    """What a record is called in a label: its code, else its title, else what it is."""
    code = values.get(entity.code.name) if entity.code else None
    return shorten(str(code or values.get(entity.title) or _(entity.label).lower()), 60)


def _edit_label(
    catalogue: Catalogue,
    entity: Entity,
    items: Sequence[Edit],
    records: Mapping[Id, Record],
    asked: Collection[str],
) -> str:
    """What was done, by the fields that were `asked` for; what followed of itself is not named."""
    touched = list(dict.fromkeys(edit.record for edit in items))
    fields = {edit.field for edit in items if edit.field in asked}
    field = entity.field(fields.pop()) if len(fields) == 1 else None
    said = _value_said(catalogue, field, items) if field is not None else ""
    if len(touched) == 1:
        what = name_of(entity, entity.values(records[touched[0]]))
        label = _("Change {field} of {what} to {value}") if said else _("Change {field} of {what}")
        count = ""
    else:
        what, count = "", f"{len(touched):,}"
        label = (
            ngettext(
                "Change {field} of {count} record to {value}",
                "Change {field} of {count} records to {value}",
                len(touched),
            )
            if said
            else ngettext(
                "Change {field} of {count} record", "Change {field} of {count} records", len(touched)
            )
        )
    called = _(field.label).lower() if field is not None else _("several fields")
    return label.format(field=called, what=what, count=count, value=said)


def _value_said(catalogue: Catalogue, field: Field, items: Sequence[Edit]) -> str:
    """The one short value that a field of one or more records was given; empty where it is long, or not one."""
    values = {edit.value for edit in items if edit.field == field.name}
    short = field.kind in _SHORT and len(values) == 1
    return words(catalogue, field, values.pop()) if short else ""


def _refuse_broken_links(reader: Reader, entity: Entity, values: Values) -> None:
    for name, value in values.items():
        field = entity.field(name)
        if field.kind is Kind.LINK and isinstance(value, str):
            target = reader.catalogue.entity(field.target)
            if not reader.titles(target, [Id(value)]):
                raise Refusal(
                    _("{label}: there is no such {target}.").format(
                        label=_(field.label), target=_(target.label).lower()
                    )
                )


def with_parts(reader: Reader, entity: str, ids: Iterable[Id]) -> dict[str, list[Id]]:
    """The records and all that is part of them, by entity: wholes before their parts."""
    doomed: dict[str, list[Id]] = {entity: list(dict.fromkeys(ids))}
    open_ends = [(entity, doomed[entity])]
    while open_ends:
        whole, gone = open_ends.pop()
        for part, link in reader.catalogue.holders(whole):
            if link.part_of:
                known = doomed.setdefault(part.name, [])
                where = Test(link.name, Op.ANY_OF, gone)
                found = [record.id for record in reader.all(part, where) if record.id not in known]
                known += found
                if found:
                    open_ends.append((part.name, found))
    return doomed


def links_to(reader: Reader, doomed: Mapping[str, Sequence[Id]]) -> Iterable[Edit]:
    """Edits that empty the links of records that stay."""
    for target, gone in doomed.items():
        for holder, link in reader.catalogue.holders(target):
            if not link.part_of and gone:
                going = set(doomed.get(holder.name, ()))
                for record in reader.all(holder, Test(link.name, Op.ANY_OF, list(gone))):
                    if record.id not in going:
                        edit = Edit(holder.name, record.id, link.name, None)
                        yield from (edit, *let_go(holder.name, record, (edit,)))

# SPDX-License-Identifier: Apache-2.0
"""What of an appraisal one side gives another: the fields that are its own to write, and that the other may read now.

Every field has one writer, so what arrives is never merged: it replaces what came before from the same writer.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.domain.appraisal.standing import Part, Side, fields_seen, standing_of, visible
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import link
from portfolio_desktop.storage.read import Reader

Row: TypeAlias = tuple[str, str, dict[str, Any]]
"""Entity, id and values in plain form."""

SIGNATURES: Mapping[Side, str] = {
    Side.SELF: "subject_signed",
    Side.MANAGER: "manager_signed",
    Side.COUNTERSIGNER: "countersigned",
}
WRITES: Mapping[Side, frozenset[str]] = {
    Side.SELF: frozenset({"self_released", "subject_comment", "subject_signed", "subject_seal"}),
    Side.MANAGER: frozenset(
        (
            *(
                "title",
                "cycle_id",
                "subject_id",
                "manager_id",
                "countersigner_id",
                "scale_id",
                "starts",
                "ends",
            ),
            *("left_on", "left_why", "manager_released", "meeting_on", "level", "level_why"),
            *("manager_comment", "manager_signed", "manager_seal", "unsigned_why"),
        )
    ),
    Side.COUNTERSIGNER: frozenset({"countersigner_comment", "countersigned", "countersigner_seal"}),
}
"""Whose each field of an appraisal is. The stage and the day of locking follow from the others."""

PARTS: Mapping[Side, Part] = {Side.SELF: Part.SELF, Side.MANAGER: Part.MANAGER}
FRAME = frozenset(
    {"position", "section", "question", "prompt", "block", "kind", "side", "wanted", "aim_id", "appraisal_id"}
)
"""What the manager lays down of an answer: the question, and whose it is."""
CONTENT = frozenset({"words", "level", "yes"})
"""What the side that answers writes."""

PLANNED = frozenset({"title", "subject_id", "appraisal_id", "stage_id", "kind", "planned_on", "held_on"})
"""What the person learns of a conversation of the year: when it is or was. Its agenda and what was said stay where they are."""

_PARTY = frozenset({"name", "role", "team"})
_WHOLE = frozenset({"title", "starts", "ends", "note", "scale_id"})


def copied(reader: Reader, appraisal: Record, mine: Side, theirs: Side, me: Id) -> Iterator[Row]:
    """What `mine` wrote of an appraisal and `theirs` may read now; values that say nothing are sent as such."""
    standing = standing_of(appraisal)
    if mine is Side.MANAGER:
        yield from around(reader, appraisal)
    yield row_of(reader, appraisal, "appraisal", WRITES[mine] & fields_seen(theirs, standing), empty=True)
    answers = parts_of(reader, "answer", "appraisal_id", appraisal.id)
    readable = {each.id for each in visible(answers, theirs, standing) if each["side"] == PARTS.get(mine)}
    for answer in answers:
        fields = FRAME if mine is Side.MANAGER else frozenset[str]()
        fields |= CONTENT if answer.id in readable else frozenset()
        if answer["side"] != Part.PRIVATE and fields:
            yield row_of(reader, answer, "answer", fields, empty=True)
    if (mine, theirs) == (Side.MANAGER, Side.SELF):
        for talk in parts_of(reader, "conversation", "appraisal_id", appraisal.id):
            yield row_of(reader, talk, "conversation", PLANNED, empty=True)
    for entity, owner, wholes in (
        ("aim_progress", "aim_id", _aims(reader, appraisal)),
        ("reopening", "appraisal_id", [appraisal]),
    ):
        for whole in wholes:
            for each in parts_of(reader, entity, owner, whole.id):
                if each["by_id"] == me:
                    yield row_of(reader, each, entity)


def parts_of(reader: Reader, entity: str, owner: str, id: Id) -> list[Record]:
    """The records of `entity` whose field `owner` names `id`."""
    return reader.all(reader.catalogue.entity(entity), Test(owner, Op.IS, id))


def around(reader: Reader, appraisal: Record) -> Iterator[Row]:
    """The people, the cycle, the scale and the objectives that an appraisal speaks of."""
    for name in ("subject_id", "manager_id", "countersigner_id"):
        id = link(appraisal[name])
        if id is not None:
            yield row_of(reader, record_of(reader, "party", id), "party", _PARTY)
    for whole, part, owner in (
        ("rating_scale", "rating_level", "scale_id"),
        ("cycle", "cycle_stage", "cycle_id"),
    ):
        id = link(appraisal[owner])
        if id is not None:
            yield row_of(reader, record_of(reader, whole, id), whole, _WHOLE)
            for each in parts_of(reader, part, owner, id):
                yield row_of(reader, each, part)
    for aim in _aims(reader, appraisal):
        yield row_of(reader, aim, "aim")


def _aims(reader: Reader, appraisal: Record) -> list[Record]:
    """The person's objectives of the appraisal's cycle."""
    subject = Id(str(appraisal["subject_id"]))
    found = parts_of(reader, "aim", "subject_id", subject)
    return [aim for aim in found if aim["cycle_id"] == appraisal["cycle_id"]]


def row_of(
    reader: Reader, record: Record, entity: str, fields: frozenset[str] | None = None, *, empty: bool = False
) -> Row:
    """A record in plain form: of `fields` alone where they are given, with those that say nothing where `empty`."""
    kept = reader.catalogue.entity(entity).fields
    values = {
        field.name: to_plain(field.kind, record[field.name])
        for field in kept
        if fields is None or field.name in fields
    }
    return entity, record.id, {name: value for name, value in values.items() if empty or value is not None}

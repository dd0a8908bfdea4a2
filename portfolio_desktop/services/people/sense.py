# SPDX-License-Identifier: Apache-2.0
"""What a people file may not be made to say by hand, and what a signed appraisal refuses whoever writes.

Two doors. `GUARDS` judge one record that somebody fills in as in a form; `refuse_changing_signed` judges every
change set before it is written, an undo and what others sent as well. Acts on an appraisal are those of `appraising`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.domain.appraisal.acts import refuse_writing
from portfolio_desktop.domain.appraisal.standing import (
    Part,
    Side,
    Stage,
    Valued,
    fields_written,
    parts_written,
    side_of,
    standing_of,
)
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import line_above, managers, owner
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit, Why
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import replay

_PARTS = ("answer", "reopening", "calibration_change")
"""What is locked with its appraisal."""

_Guard = Callable[[Reader, Id | None, Values, Collection[str]], None]

_AFTER_SIGNING = frozenset(
    (
        *("subject_signed", "subject_seal", "unsigned_why", "manager_signed", "manager_seal"),
        *(
            "countersigner_comment",
            "countersigned",
            "countersigner_seal",
            "closed_on",
            "state",
            "answer.private",
        ),
    )
)
"""What may still be written once somebody has signed."""

_TO_AGREE = ("measure", "due")
_ANSWERED = frozenset({"words", "level", "yes"})
_MADE_WITH = frozenset(
    (
        "title",
        "cycle_id",
        "subject_id",
        "manager_id",
        "countersigner_id",
        "scale_id",
        "state",
        "starts",
        "ends",
    )
)
_WHOLE = Decimal(100)
_CONFIDENCE = range(1, 11)


def refuse_changing_signed(reader: Reader, changes: Changes) -> None:
    """Refuse a change set that changes what somebody signed, unless it reopens that appraisal and so says why.

    Of a locked appraisal nothing at all is changed; before the last signature, signatures, private notes and the words
    of whoever countersigns. A part that others send may come after a signature that it was given under: the seals of
    signatures tell whether it is the same. The reason of a reopening stays: only an undo of the whole act takes it away.
    """
    reopened = {
        str(item.values.get("appraisal_id"))
        for item in changes
        if isinstance(item, Create) and item.entity == "reopening"
    }
    received = any(isinstance(item, Create) and item.entity == "dispatch" for item in changes)
    written = _written(reader, changes)
    for appraisal in reader.many(reader.catalogue.entity("appraisal"), written):
        standing = standing_of(appraisal)
        if not standing.anybody_signed or appraisal.id in reopened:
            continue
        closed = standing.stage is Stage.CLOSED
        if closed or not (received or written[appraisal.id] <= _AFTER_SIGNING):
            raise Refusal(
                (
                    _("“{title}” is signed and locked. Reopen it with a reason to change anything in it.")
                    if closed
                    else _("“{title}” is signed already. Reopen it with a reason to change what was signed.")
                ).format(title=appraisal["title"])
            )
    _refuse_losing_levels(reader, changes)
    going = {item.record for item in changes if isinstance(item, Delete) and item.entity == "appraisal"}
    for item in changes:
        if isinstance(item, Delete) and item.entity == "reopening" and changes.why is Why.EDIT:
            part = reader.get(reader.catalogue.entity("reopening"), item.record)
            if part is not None and part["appraisal_id"] not in going:
                raise Refusal(_("Why an appraisal was reopened is kept with it and cannot be deleted."))


def _refuse_losing_levels(reader: Reader, changes: Iterable[Change]) -> None:
    """Refuse to delete a scale, or a level of one, on which somebody's released appraisal stands."""
    for item in changes:
        if isinstance(item, Delete) and item.entity in ("rating_scale", "rating_level"):
            found = reader.get(reader.catalogue.entity(item.entity), item.record)
            if found is not None:
                refuse_scale_in_use(reader, found["scale_id"] if item.entity == "rating_level" else found.id)


def _written(reader: Reader, changes: Iterable[Change]) -> dict[Id, set[str]]:
    """The appraisals that a change set writes to, or to the parts of, and which of their fields; parts by their names."""
    found: dict[Id, set[str]] = defaultdict(set)
    parts: dict[str, set[Id]] = defaultdict(set)
    for item in changes:
        if item.entity == "appraisal":
            found[item.record].add(item.field if isinstance(item, Edit) else "")
        elif item.entity in _PARTS and isinstance(item, Create):
            found[Id(str(item.values.get("appraisal_id")))].add(_named(item.entity, item.values))
        elif item.entity in _PARTS:
            parts[item.entity].add(item.record)
    for name, ids in parts.items():
        entity = reader.catalogue.entity(name)
        there = {record.id: entity.values(record) for record in reader.many(entity, ids)}
        if len(there) < len(ids):  # some are to come back
            gone = replay(reader.connection, entities=(name,), hidden=True).get(name, {})
            there |= {id: gone[id] for id in ids if id in gone and id not in there}
        for values in there.values():
            found[Id(str(values.get("appraisal_id")))].add(_named(name, values))
    return found


def _named(part: str, values: Values) -> str:
    return f"{part}.{values.get('side')}" if part == "answer" else part


def _appraisal(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """What may be filled in by hand now. Releases, the meeting, signatures and the stage are set by acts alone."""
    if id is None:
        if _said_of(values, given) <= _MADE_WITH and values.get("state") in (None, "open"):
            return
        raise Refusal(_("A new appraisal is open, and nothing in it is released, rated or signed."))
    before = record_of(reader, "appraisal", id)
    standing, side = standing_of(before), side_of(before, owner(reader))
    if not set(given) <= fields_written(side, standing):
        if standing.stage is not Stage.CLOSED and not {"level", "level_why"} >= set(given):
            raise Refusal(
                _(
                    "This is not filled in by hand, or not now: release, meeting and signatures are acts on the "
                    "appraisal, and comments are written between meeting and signatures."
                )
            )
        refuse_writing(side, standing, Part.MANAGER)
    if "level" in given:
        refuse_level_of(reader, values)
    if "scale_id" in given:
        refuse_scale_change(reader, before)


def refuse_scale_change(reader: Reader, appraisal: Valued) -> None:
    """Refuse another scale where levels of the old one were given: they would mean something else."""
    where = All((Test("appraisal_id", Op.IS, appraisal["id"]), Test("level", Op.KNOWN)))
    if appraisal["level"] is not None or reader.count(reader.catalogue.entity("answer"), where):
        raise Refusal(
            _("Levels were given on the scale that this appraisal has. Take them out before you change it.")
        )


def _answer(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """An answer is its side's to fill in; a question stays as it was asked once either part is released."""
    appraisal = record_of(reader, "appraisal", Id(str(values.get("appraisal_id"))))
    standing, side = standing_of(appraisal), side_of(appraisal, owner(reader))
    part = Part(str(values["side"])) if values.get("side") in set(Part) else None
    if id is not None and not {"side", "appraisal_id"}.isdisjoint(given):
        raise Refusal(_("Whose answer it is stays as it is: what one side wrote never moves to another."))
    asked_anew = id is None or not set(given) <= _ANSWERED
    if asked_anew and (side is not Side.MANAGER or standing.self_released or standing.manager_released):
        if standing.stage is Stage.CLOSED:
            refuse_writing(side, standing, part)
        raise Refusal(
            _("Questions stay as they were asked. The manager changes them before either part is released.")
        )
    if _ANSWERED & _said_of(values, given) and part not in parts_written(side, standing):
        refuse_writing(side, standing, part)
    if "level" in given:
        refuse_level_of(reader, {**values, "scale_id": appraisal["scale_id"]})


def refuse_level_of(reader: Reader, values: Values) -> None:
    """Refuse a `level` that the scale in `scale_id` does not have."""
    level, scale = values.get("level"), values.get("scale_id")
    if level is None:
        return
    rows = reader.values(
        reader.catalogue.entity("rating_level"), ("step", "label"), Test("scale_id", Op.IS, scale)
    )
    if not rows:
        raise Refusal(_("This appraisal has no rating scale, so it takes no level."))
    if level not in {step for _id, step, _label in rows}:
        rungs = ", ".join(f"{step} {label}" for _id, step, label in sorted(rows, key=lambda row: row[1] or 0))
        raise Refusal(
            _("The scale has no level {level}. Its levels are {levels}.").format(level=level, levels=rungs)
        )


def _reopening(_reader: Reader, _id: Id | None, _values: Values, _given: Collection[str]) -> None:
    raise Refusal(_("Reopen the appraisal itself: its reason is kept with it, and stays as it was given."))


def _calibration_change(_reader: Reader, _id: Id | None, _values: Values, _given: Collection[str]) -> None:
    raise Refusal(_("Change the level in the calibration itself, so that level and reason go together."))


def _rating_level(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """A scale keeps its meaning for those who were rated on it; and no step is there twice."""
    scale = values.get("scale_id")
    step = values.get("step")
    if isinstance(step, int) and step < 1:
        raise Refusal(_("Levels are counted from 1, the lowest; {step} is not.").format(step=step))
    entity = reader.catalogue.entity("rating_level")
    same = reader.values(entity, ("step",), Test("scale_id", Op.IS, scale))
    if "step" in given and any(other != id and rung == step for other, rung in same):
        raise Refusal(_("The scale has a level {step} already.").format(step=step))
    refuse_scale_in_use(reader, scale)


def refuse_scale_in_use(reader: Reader, scale: object) -> None:
    """Refuse a change to the levels of a scale on which somebody's released or signed appraisal stands."""
    where = Test("scale_id", Op.IS, scale)
    entity = reader.catalogue.entity("appraisal")
    used = [one for one in reader.all(entity, where) if standing_of(one).manager_released]
    if used:
        text = ngettext(
            "{count} released appraisal is rated on this scale. Copy the scale and change the copy.",
            "{count} released appraisals are rated on this scale. Copy the scale and change the copy.",
            len(used),
        )
        raise Refusal(text.format(count=len(used)))


def _conversation(reader: Reader, _id: Id | None, values: Values, given: Collection[str]) -> None:
    """A level as it stands is one of the scale of the appraisal that the conversation belongs to."""
    if "level" not in given or values.get("level") is None:
        return
    appraisal = values.get("appraisal_id")
    if not isinstance(appraisal, str):
        raise Refusal(
            _("A level is said in conversations of an appraisal, because its scale says what it means.")
        )
    scale = record_of(reader, "appraisal", Id(appraisal))["scale_id"]
    refuse_level_of(reader, {"level": values["level"], "scale_id": scale})


def _in_order(first: str, last: str, sentence: str) -> _Guard:
    """A guard that refuses a record whose day `last` comes before its day `first`."""

    def refuse(_reader: Reader, _id: Id | None, values: Values, given: Collection[str]) -> None:
        begin, end = values.get(first), values.get(last)
        said = not {first, last}.isdisjoint(given)
        if said and isinstance(begin, date) and isinstance(end, date) and end < begin:
            raise Refusal(_(sentence))

    return refuse


def _mentoring(reader: Reader, _id: Id | None, values: Values, _given: Collection[str]) -> None:
    """A mentor stands outside the line: neither above the mentee nor below."""
    mentor, mentee = str(values.get("mentor_id")), str(values.get("mentee_id"))
    if mentor == mentee:
        raise Refusal(_("Nobody is their own mentor. Choose somebody else."))
    above = managers(reader)
    if mentor in line_above(above, Id(mentee)) or mentee in line_above(above, Id(mentor)):
        raise Refusal(
            _(
                "A mentor stands outside the line, so that both can speak freely, and one of these two manages the "
                "other. Choose somebody else, or record it as coaching."
            )
        )


def _concern(_reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    if "stage" in given and (id is not None or values.get("stage") not in (None, "concern")):
        raise Refusal(
            _("Take the next step of the matter itself: it records when, with whom and what was said.")
        )
    raised = values.get("raised_on")
    until = values.get("warning_until")
    if isinstance(raised, date) and isinstance(until, date) and until < raised:
        raise Refusal(_("A warning cannot end before the matter was noted."))


def _coaching(_reader: Reader, _id: Id | None, values: Values, given: Collection[str]) -> None:
    confidence = values.get("confidence")
    if "confidence" in given and isinstance(confidence, int) and confidence not in _CONFIDENCE:
        raise Refusal(_("Confidence is a number from 1 to 10; {number} is not.").format(number=confidence))


def _aim(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    weight = values.get("weight")
    if "weight" in given and isinstance(weight, Decimal) and not 0 <= weight <= _WHOLE:
        raise Refusal(_("A weight is from 0 to 100 %; {weight} % is not.").format(weight=f"{weight:f}"))
    lacking = {name for name in _TO_AGREE if values.get(name) is None}
    if values.get("status") == "agreed" and lacking and ("status" in given or lacking & set(given)):
        raise Refusal(
            _(
                "An objective is agreed once it says how it is measured and by when it is due. Enter both first."
            )
        )
    if "parent_id" in given and id is not None:
        rows = reader.values(reader.catalogue.entity("aim"), ("parent_id",))
        chain = {Id(child): Id(above) for child, above in rows if isinstance(above, str)}
        parent = values.get("parent_id")
        above = Id(parent) if isinstance(parent, str) else None
        if above is not None and (above == id or id in line_above(chain, above)):
            raise Refusal(_("An objective cannot be part of itself, directly or through others."))


def _evidence(reader: Reader, _id: Id | None, values: Values, given: Collection[str]) -> None:
    on = values.get("on")
    if "on" in given and isinstance(on, date) and on > reader.today:
        raise Refusal(_("Evidence is of something that has happened. Enter the day on which it did."))


def _said_of(values: Values, given: Collection[str]) -> set[str]:
    return {name for name in given if values.get(name) is not None}


GUARDS: Final[Mapping[str, _Guard]] = MappingProxyType(
    {
        "appraisal": _appraisal,
        "answer": _answer,
        "reopening": _reopening,
        "calibration_change": _calibration_change,
        "rating_level": _rating_level,
        "cycle": _in_order("starts", "ends", N_("A cycle cannot end before it begins.")),
        "cycle_stage": _in_order("opens", "due", N_("A stage cannot be due before it opens.")),
        "conversation": _conversation,
        "mentoring": _mentoring,
        "concern": _concern,
        "coaching_session": _coaching,
        "aim": _aim,
        "evidence": _evidence,
    }
)
"""What is asked whenever a person makes or changes one of these."""

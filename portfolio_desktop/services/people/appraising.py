# SPDX-License-Identifier: Apache-2.0
"""An appraisal as one side reads and fills it in, and the acts that take it from the first word to the last signature.

Who reads and writes what is decided in `domain.appraisal.standing` and nowhere else. A people file belongs to one
person, so `beside` is for one case alone: somebody sits at their manager's laptop and writes or signs for themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.confidential.appraisals import Answer, Appraisal, Reopening
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal import acts
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.seal import broken, seal_of
from portfolio_desktop.domain.appraisal.standing import (
    Part,
    Side,
    Stage,
    Standing,
    fields_seen,
    fields_written,
    is_answered,
    parts_seen,
    parts_written,
    side_of,
    standing_of,
    unanswered,
)
from portfolio_desktop.domain.appraisal.telling import next_step
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.forms import Level, answers_of, levels
from portfolio_desktop.services.people.known import code, link, names, owner, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sense import refuse_level_of, refuse_scale_change
from portfolio_desktop.services.records import checked
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

_FILLED = ("words", "level", "yes")
_PARTS = {Side.SELF: Part.SELF, Side.MANAGER: Part.MANAGER}
_LABELS = {
    Act.RELEASE: N_("Release a part of {title}"),
    Act.TAKE_BACK: N_("Take back the release of a part of {title}"),
    Act.MEET: N_("Record the meeting on {title}"),
    Act.RESUME: N_("Go back to the meeting on {title}"),
    Act.SIGN: N_("Sign {title}"),
    Act.SIGN_WITHOUT: N_("Record why {title} is not signed by the person"),
    Act.REOPEN: N_("Reopen {title}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One side's answer to a question. Where it is `hidden` the contents are empty, whatever the file holds."""

    id: Id
    part: Part
    kind: str
    wanted: bool
    hidden: bool
    writable: bool
    answered: bool = False
    words: str = ""
    level: int | None = None
    yes: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the boxes of all sides that answer it, the person's first."""

    place: int
    question: str
    prompt: str
    block: str
    aim: Id | None
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class FormPart:
    """The questions under one heading."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalPage:
    """All of an appraisal that `side` may read now. `fields` holds the readable fields of the appraisal itself.

    `acts` are those that can be offered, `writable` the fields of the appraisal that can be filled in, `lacking` the
    own questions still to be answered before a release. `broken` names those whose signature stands under something else
    than what is there now, as where two laptops crossed. `reopenings` says when and why it was opened again.
    """

    id: Id
    title: str
    side: Side
    stage: Stage
    standing: Standing
    people: Mapping[Side, str]
    levels: tuple[Level, ...]
    fields: Values
    writable: frozenset[str]
    parts: tuple[FormPart, ...]
    acts: frozenset[Act]
    lacking: tuple[str, ...]
    next: str
    broken: frozenset[Side]
    reopenings: tuple[tuple[date | None, str], ...]


def page(people: PeopleFile, appraisal: Id, beside: Side | None = None) -> AppraisalPage:
    """The appraisal as the owner of the file may read it now, or whoever sits beside them."""
    with people.reading() as reader:
        record, side = _as(reader, appraisal, beside)
        standing = standing_of(record)
        answers = answers_of(reader, appraisal)
        return AppraisalPage(
            id=appraisal,
            title=record.title or "",
            side=side,
            stage=standing.stage,
            standing=standing,
            people=_who(reader, record),
            levels=levels(reader, link(record.scale_id)),
            fields={name: record[name] for name in sorted(fields_seen(side, standing))},
            writable=fields_written(side, standing),
            parts=_parts(answers, side, standing),
            acts=frozenset(act for act in Act if acts.can(act, side, standing)),
            lacking=tuple(_lacking(record, answers, side)),
            next=next_step(side, standing),
            broken=frozenset(broken(record, standing, _seal(record, answers))),
            reopenings=_reopenings(reader, appraisal),
        )


def answer(people: PeopleFile, id: Id, values: Values, beside: Side | None = None) -> Changes:
    """Fill in an answer: `words`, `level` or `yes`. What is so already is left out, so a page may save as it likes."""
    with people.reading() as reader:
        entity = reader.catalogue.entity("answer")
        given = cast(Answer, record_of(reader, "answer", id))
        record, side = _as(reader, Id(str(given.appraisal_id)), beside)
        standing, part = standing_of(record), Part(code(given.side))
        if part not in parts_written(side, standing):
            acts.refuse_writing(side, standing, part)
        if not set(values) <= set(_FILLED):
            raise Refusal(
                _("Only the answer to a question is filled in here; the question stays as it was asked.")
            )
        new = checked(people.catalogue, entity, values)
        refuse_level_of(reader, {"level": new.get("level"), "scale_id": record.scale_id})
    edits = [Edit("answer", id, name, value) for name, value in new.items() if value != given[name]]
    return Changes(_("Fill in {title}").format(title=record.title), tuple(edits))


def write(people: PeopleFile, appraisal: Id, values: Values, beside: Side | None = None) -> Changes:
    """Fill in fields of the appraisal itself: level and why, comments, and until both release, who takes part."""
    with people.reading() as reader:
        record, side = _as(reader, appraisal, beside)
        standing = standing_of(record)
        if not set(values) <= fields_written(side, standing):
            acts.refuse_writing(side, standing, _PARTS.get(side) if "level" in values else None)
        new = checked(people.catalogue, reader.catalogue.entity("appraisal"), values)
        if "level" in new:
            refuse_level_of(reader, {"level": new["level"], "scale_id": record.scale_id})
        if new.get("scale_id", record.scale_id) != record.scale_id:
            refuse_scale_change(reader, record)
    edits = [
        Edit("appraisal", appraisal, name, value) for name, value in new.items() if value != record[name]
    ]
    return Changes(_("Fill in {title}").format(title=record.title), tuple(edits))


def do(
    people: PeopleFile,
    act: Act,
    appraisal: Id,
    *,
    why: str = "",
    on: date | None = None,
    beside: Side | None = None,
) -> Changes:
    """Release, take back, meet, sign or reopen, today or `on` an earlier day; `why` is the reason where one is asked for.

    A part is released, and the meeting recorded, only once every question that is needed has its answer, and the
    manager's only with a level and its reasons where there is a scale.
    """
    with people.reading() as reader:
        record, side = _as(reader, appraisal, beside)
        standing = standing_of(record)
        acts.refuse(act, side, standing, why)
        answers = answers_of(reader, appraisal)
        me = owner(reader)
    if act is Act.RELEASE:
        acts.refuse_unanswered(_lacking(record, answers, side))
    if act is Act.MEET:
        acts.refuse_unanswered(
            [*_lacking(record, answers, Side.SELF), *_lacking(record, answers, Side.MANAGER)]
        )
    day = acts.not_in_future(on or people.today(), people.today())
    reason = " ".join(why.split())
    seal = _seal(record, answers)
    if act is Act.SIGN:
        _refuse_broken(record, standing, seal)
    effect = acts.effect(act, side, standing, day, reason, seal)
    items: list[Change] = []
    if act is Act.REOPEN:  # first, so that whoever reads the log sees the reason before the signatures go
        values: dict[str, Value] = {"appraisal_id": appraisal, "on": day, "by_id": me, "why": reason}
        items.append(Create("reopening", Id(people.store.new_id()), values))
    items += [
        Edit("appraisal", appraisal, name, value) for name, value in effect.items() if value != record[name]
    ]
    label = _(_LABELS[act]).format(title=record.title)
    if beside is not None:
        label = _("{act}, at this laptop by {name}").format(act=label, name=_called(people, record, side))
    return Changes(label, tuple(items))


def _as(reader: Reader, appraisal: Id, beside: Side | None) -> tuple[Appraisal, Side]:
    """The appraisal, and who is at the keyboard: the file's owner, or the person or countersigner beside the manager."""
    record = cast(Appraisal, record_of(reader, "appraisal", appraisal))
    side = side_of(record, owner(reader))
    if beside is None or beside is side:
        return record, side
    if side is not Side.MANAGER or beside is Side.NOBODY:
        raise Refusal(
            _("Only beside the line manager, at the manager's own laptop, can somebody else write or sign.")
        )
    return record, beside


def _lacking(record: Appraisal, answers: list[Answer], side: Side) -> list[str]:
    """What `side` has still to fill in before its part can be released."""
    part = _PARTS.get(side)
    if part is None:
        return []
    lacking = unanswered(answers, part)
    if side is Side.MANAGER and link(record.scale_id):
        lacking += [_("Overall level")] if whole(record.level) is None else []
        lacking += [_("Why this level")] if not record.level_why else []
    return lacking


def _seal(record: Appraisal, answers: list[Answer]) -> str:
    return seal_of(record, ((one.id, one) for one in answers))


def _refuse_broken(record: Appraisal, standing: Standing, seal: str) -> None:
    if broken(record, standing, seal):
        raise Refusal(
            _(
                "What was signed before is not what stands here now: something was changed on another laptop "
                "meanwhile. Reopen it, exchange copies, and sign again."
            )
        )


def _parts(answers: list[Answer], side: Side, standing: Standing) -> tuple[FormPart, ...]:
    seen, written = parts_seen(side, standing), parts_written(side, standing)
    headings: dict[str, dict[int, list[Answer]]] = {}
    for one in answers:
        if one.side == Part.PRIVATE and Part.PRIVATE not in seen:
            continue  # that there are notes is nobody's business either
        place = whole(one.position) or 0
        headings.setdefault(one.section or "", {}).setdefault(place, []).append(one)
    order = {Part.SELF: 0, Part.MANAGER: 1, Part.PRIVATE: 2}
    found = []
    for title, questions in headings.items():
        rows = []
        for place, asked in questions.items():
            boxes = [
                _box(one, Part(code(one.side)) in seen, Part(code(one.side)) in written) for one in asked
            ]
            boxes.sort(key=lambda box: order[box.part])
            first = asked[0]
            rows.append(
                Question(
                    place,
                    first.question or "",
                    first.prompt or "",
                    code(first.block),
                    link(first.aim_id),
                    tuple(boxes),
                )
            )
        found.append(FormPart(title, tuple(rows)))
    return tuple(found)


def _box(one: Answer, seen: bool, written: bool) -> Box:
    part, kind, wanted = Part(code(one.side)), code(one.kind), bool(one.wanted)
    if not seen:
        return Box(id=one.id, part=part, kind=kind, wanted=wanted, hidden=True, writable=written)
    return Box(
        id=one.id,
        part=part,
        kind=kind,
        wanted=wanted,
        hidden=False,
        writable=written,
        answered=is_answered(one),
        words=one.words or "",
        level=whole(one.level),
        yes=one.yes,
    )


def _reopenings(reader: Reader, appraisal: Id) -> tuple[tuple[date | None, str], ...]:
    entity = reader.catalogue.entity("reopening")
    found = reader.all(entity, Test("appraisal_id", Op.IS, appraisal), (Sort("on"),))
    rows = [cast(Reopening, record) for record in found]
    return tuple((row.on if isinstance(row.on, date) else None, row.why or "") for row in rows)


def _who(reader: Reader, record: Appraisal) -> dict[Side, str]:
    ids = {
        Side.SELF: link(record.subject_id),
        Side.MANAGER: link(record.manager_id),
        Side.COUNTERSIGNER: link(record.countersigner_id),
    }
    called = names(reader, ids.values())
    return {side: called.get(id, "") for side, id in ids.items()}


def _called(people: PeopleFile, record: Appraisal, side: Side) -> str:
    with people.reading() as reader:
        return _who(reader, record).get(side, "")

# SPDX-License-Identifier: Apache-2.0
"""Holding levels against each other across a team before they are final, and what may be told of it further up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.confidential.appraisals import Appraisal
from portfolio_desktop.catalogue.confidential.calibration import Calibration, CalibrationChange
from portfolio_desktop.catalogue.confidential.conversations import Conversation
from portfolio_desktop.catalogue.confidential.cycles import Cycle
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal.distribution import Distribution, distribution
from portfolio_desktop.domain.appraisal.standing import Part, Stage, standing_of
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people import appraising
from portfolio_desktop.services.people.cycles import appraisals_in
from portfolio_desktop.services.people.evidence import held_for_many
from portfolio_desktop.services.people.forms import Level, answers_of_many, label_of, levels
from portfolio_desktop.services.people.known import day, link, names, said, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Single:
    """A level that one question or objective was given."""

    question: str
    level: str
    step: int


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A level as it stood at a conversation."""

    on: date | None
    level: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One person beside the others: the overall level and why, the single ones, the conversations' before, the evidence.

    `before` is the level that stood before anything was agreed; `changes` holds level before, level after and the reason of
    each change.
    """

    appraisal: Id
    name: str
    stage: Stage
    step: int | None
    before: int | None
    level: str
    why: str
    singles: tuple[Single, ...]
    on_the_way: tuple[OnTheWay, ...]
    evidence: int
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class LevelOnly:
    """All that the manager's manager is told of somebody: the level, and not a word of why."""

    name: str
    level: str


def side_by_side(people: PeopleFile, cycle: Id) -> list[Beside]:
    """The owner's team in a cycle, the highest level first, then by name. People of other managers are left out."""
    with people.reading() as reader:
        team = _team(reader, cycle, people.my_id)
        ids = [one.id for one in team]
        called = names(reader, [link(one.subject_id) for one in team])
        answers = answers_of_many(reader, ids)
        evidence = held_for_many(reader, team)
        talks, agreed = _talks(reader, ids), _agreed(reader, ids)
        scale = levels(reader, _scale(reader, cycle))
    rows = []
    for one in team:
        singles = [
            Single(each.question or "", label_of(scale, each.level), step)
            for each in answers.get(one.id, [])
            if each.side == Part.MANAGER and (step := whole(each.level)) is not None
        ]
        rows.append(
            Beside(
                appraisal=one.id,
                name=called.get(link(one.subject_id), ""),
                stage=standing_of(one).stage,
                step=whole(one.level),
                before=whole(agreed[one.id][0].was) if agreed[one.id] else whole(one.level),
                level=label_of(scale, one.level),
                why=one.level_why or "",
                singles=tuple(singles),
                on_the_way=tuple(
                    OnTheWay(day(talk.held_on), label_of(scale, talk.level), step)
                    for talk in talks[one.id]
                    if (step := whole(talk.level)) is not None
                ),
                evidence=len(evidence[one.id]),
                changes=tuple(
                    (label_of(scale, each.was), label_of(scale, each.now), each.why or "")
                    for each in agreed[one.id]
                ),
            )
        )
    return sorted(rows, key=lambda row: (-(row.step or 0), row.name.casefold()))


def spread(people: PeopleFile, cycle: Id, *, for_manager: bool = True) -> Distribution:
    """How the levels of the owner's team spread over the scale; small numbers are kept back from anybody else."""
    with people.reading() as reader:
        given = [whole(one.level) for one in _team(reader, cycle, people.my_id)]
        scale = levels(reader, _scale(reader, cycle))
    return distribution(given, {rung.step: rung.label for rung in scale}, for_manager=for_manager)


def levels_only(people: PeopleFile, cycle: Id) -> list[LevelOnly]:
    """Names and levels of the owner's team for their own manager, by name. Nothing of what was written."""
    with people.reading() as reader:
        team = _team(reader, cycle, people.my_id)
        called = names(reader, [link(one.subject_id) for one in team])
        scale = levels(reader, _scale(reader, cycle))
    found = [LevelOnly(called.get(link(one.subject_id), ""), label_of(scale, one.level)) for one in team]
    return sorted(found, key=lambda row: row.name.casefold())


@dataclass(frozen=True, slots=True)
class Meeting:
    """The last meeting at which levels of a year were held against each other."""

    id: Id
    on: date | None
    present: str


@dataclass(frozen=True, slots=True)
class LevelBoard:
    """The owner's team in a year to be looked at together: how levels spread now, and as they stood before the changes."""

    meeting: Meeting | None
    levels: tuple[Level, ...]
    now: Distribution
    before: Distribution
    rows: tuple[Beside, ...]


def board(people: PeopleFile, cycle: Id) -> LevelBoard:
    """Everything for the table at which levels are compared. It is the manager's own."""
    rows = side_by_side(people, cycle)
    with people.reading() as reader:
        scale = levels(reader, _scale(reader, cycle))
        meeting = _last_meeting(reader, cycle)
    labels = {rung.step: rung.label for rung in scale}
    now, before = (
        distribution(given, labels, for_manager=True)
        for given in ([row.step for row in rows], [row.before for row in rows])
    )
    met = Meeting(meeting.id, day(meeting.on), meeting.present or "") if meeting else None
    return LevelBoard(met, scale, now, before, tuple(rows))


def begin_meeting(people: PeopleFile, cycle: Id) -> Changes:
    """A meeting of today, to be said who is present."""
    with people.reading() as reader:
        record_of(reader, "cycle", cycle)
    return Changes(_("Begin a calibration"), (_meeting(people, cycle),))


def agree_in_year(people: PeopleFile, cycle: Id, appraisal: Id, level: int, why: str) -> Changes:
    """As `agree_change`, at the last meeting of the year, or at one of today where there was none: all in one step."""
    with people.reading() as reader:
        meeting = _last_meeting(reader, cycle)
    if meeting is not None:
        return agree_change(people, meeting.id, appraisal, level, why)
    made = _meeting(people, cycle)
    changes = _agreed_change(people, made.record, cycle, appraisal, level, why)
    return Changes(changes.label, (made, *changes.items))


def agree_change(people: PeopleFile, calibration: Id, appraisal: Id, level: int, why: str) -> Changes:
    """Change a level as it was agreed, and keep what it was and the reason: both or neither."""
    with people.reading() as reader:
        meeting = cast(Calibration, record_of(reader, "calibration", calibration))
    return _agreed_change(people, calibration, link(meeting.cycle_id), appraisal, level, why)


def _agreed_change(
    people: PeopleFile, calibration: Id, cycle: Id | None, appraisal: Id, level: int, why: str
) -> Changes:
    reason = one_line(why)
    if not reason:
        raise Refusal(_("Say why the level is changed: the reason is kept with it."))
    with people.reading() as reader:
        record = cast(Appraisal, record_of(reader, "appraisal", appraisal))
    if record.cycle_id != cycle:
        raise Refusal(
            _("“{title}” belongs to another cycle than this calibration.").format(title=record.title)
        )
    written = appraising.write(people, appraisal, {"level": level})
    if not written:
        raise Refusal(_("“{title}” has that level already.").format(title=record.title))
    kept: Values = {
        "calibration_id": calibration,
        "appraisal_id": appraisal,
        "was": record.level,
        "now": level,
        "why": reason,
    }
    made = Create("calibration_change", Id(people.store.new_id()), said(kept))
    return Changes(_("Change a level as agreed: {title}").format(title=record.title), (*written, made))


def _meeting(people: PeopleFile, cycle: Id) -> Create:
    values: Values = {"title": _("Calibration"), "cycle_id": cycle, "on": people.today()}
    return Create("calibration", Id(people.store.new_id()), values)


def _last_meeting(reader: Reader, cycle: Id) -> Calibration | None:
    entity = reader.catalogue.entity("calibration")
    found = reader.all(entity, Test("cycle_id", Op.IS, cycle), (Sort("on"),))
    return cast(Calibration, found[-1]) if found else None


def _team(reader: Reader, cycle: Id, me: Id) -> list[Appraisal]:
    return [one for one in appraisals_in(reader, cycle) if one.manager_id == me]


def _scale(reader: Reader, cycle: Id) -> Id | None:
    return link(cast(Cycle, record_of(reader, "cycle", cycle)).scale_id)


def _talks(reader: Reader, appraisals: Sequence[Id]) -> dict[Id, list[Conversation]]:
    """The conversations at which a level was said, by appraisal and date."""
    entity = reader.catalogue.entity("conversation")
    found: dict[Id, list[Conversation]] = defaultdict(list)
    for record in reader.all(entity, Test("appraisal_id", Op.ANY_OF, list(appraisals)), (Sort("held_on"),)):
        talk = cast(Conversation, record)
        if whole(talk.level) is not None:
            found[Id(str(talk.appraisal_id))].append(talk)
    return found


def _agreed(reader: Reader, appraisals: Sequence[Id]) -> dict[Id, list[CalibrationChange]]:
    entity = reader.catalogue.entity("calibration_change")
    found: dict[Id, list[CalibrationChange]] = defaultdict(list)
    for record in reader.all(entity, Test("appraisal_id", Op.ANY_OF, list(appraisals))):
        change = cast(CalibrationChange, record)
        found[Id(str(change.appraisal_id))].append(change)
    for changes in found.values():
        changes.sort(key=lambda change: change.id)  # as they were agreed
    return found

# SPDX-License-Identifier: Apache-2.0
"""A year of appraisals: made with its stages, one appraisal for each person, its conversations planned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import cast

from portfolio_desktop.base.dates import format_date, format_year
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import lowered
from portfolio_desktop.catalogue.confidential.appraisals import Appraisal
from portfolio_desktop.catalogue.confidential.calibration import Calibration
from portfolio_desktop.catalogue.confidential.conversations import Conversation
from portfolio_desktop.catalogue.confidential.cycles import Cycle, CycleStage
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.domain.appraisal.standing import Stage, standing_of
from portfolio_desktop.domain.appraisal.year import last_day, stages_of
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people import forms
from portfolio_desktop.services.people.known import day, line_above, link, managers, names, owner, said, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.starting import cycle_plan, taken_up
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.read import Reader

_APRIL = 4
_NOBODY_NEW: Mapping[Id, Values] = MappingProxyType({})
_TALKS = {
    "expectations": "expectations",
    "conversation": "quarterly",
    "midyear": "midyear",
    "yearend": "yearend",
}
"""The kind of conversation that each kind of stage has with each person; other stages have none."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a cycle is made of. `starts` is the first of April of `year` where nothing else is said."""

    year: int
    form: Id
    scale: Id | None = None
    plan: str = "annual"
    starts: date | None = None
    population: str = ""
    countersigned: bool = True  # by the manager's own manager, where this file knows who that is

    @property
    def span(self) -> tuple[date, date]:
        first = self.starts or date(self.year, _APRIL, 1)
        return first, last_day(first)

    @property
    def name(self) -> str:
        return format_year(self.year, self.span[0].month)


def start(
    people: PeopleFile, year: Year, parties: Sequence[Id], persons: Mapping[Id, Values] = _NOBODY_NEW
) -> Changes:
    """A cycle with its stages, and for each of `parties` an appraisal, its questions and its planned conversations.

    `persons` are taken up, or brought up to date, in the same step. Refuses somebody who has an appraisal in that time.
    """
    first, last = year.span
    cycle = Cycle(
        id=Id(people.store.new_id()),
        title=_("Appraisals {year}").format(year=year.name),
        starts=first,
        ends=last,
        population=year.population or None,
        form_id=year.form,
        scale_id=year.scale,
    )
    stages = [
        CycleStage(id=Id(people.store.new_id()), cycle_id=cycle.id, **asdict(planned))
        for planned in stages_of(cycle_plan(year.plan), first)
    ]
    catalogue = people.catalogue
    with people.reading() as reader:
        if year.scale:
            record_of(reader, "rating_scale", year.scale)
        items = taken_up(people, reader, persons)
        items.append(Create("cycle", cycle.id, said(catalogue.entity("cycle").values(cycle))))
        items += [
            Create("cycle_stage", each.id, said(catalogue.entity("cycle_stage").values(each)))
            for each in stages
        ]
        line = _line_of(reader, persons)
        items += _appraisals(people, reader, cycle, stages, parties, line, countersigned=year.countersigned)
    return Changes(_("Start {title}").format(title=lowered(cycle.title or "")), tuple(items))


def join(
    people: PeopleFile,
    cycle: Id,
    parties: Sequence[Id],
    persons: Mapping[Id, Values] = _NOBODY_NEW,
    *,
    countersigned: bool = True,
) -> Changes:
    """Further people for a cycle that has begun; stages that are over for them are not planned any more."""
    with people.reading() as reader:
        record = cast(Cycle, record_of(reader, "cycle", cycle))
        if day(record.closed_on) is not None:
            raise Refusal(
                _("“{title}” is closed. Open it again before somebody joins it.").format(title=record.title)
            )
        stages = [
            stage for stage in stages_in(reader, cycle) if (day(stage.due) or date.max) >= people.today()
        ]
        items = taken_up(people, reader, persons)
        line = _line_of(reader, persons)
        items += _appraisals(people, reader, record, stages, parties, line, countersigned=countersigned)
    count = len(parties)
    text = ngettext("Add {count} person to {cycle}", "Add {count} people to {cycle}", count)
    return Changes(text.format(count=count, cycle=record.title), tuple(items))


def stages_in(reader: Reader, cycle: Id) -> list[CycleStage]:
    """The stages of a cycle by their due dates."""
    entity = reader.catalogue.entity("cycle_stage")
    found = reader.all(entity, Test("cycle_id", Op.IS, cycle), (Sort("due"), Sort("opens")))
    return [cast(CycleStage, record) for record in found]


def appraisals_in(reader: Reader, cycle: Id) -> list[Appraisal]:
    """The appraisals of a cycle by their titles; of those who were taken out of it, none."""
    entity = reader.catalogue.entity("appraisal")
    where = All((Test("cycle_id", Op.IS, cycle), Test("left_on", Op.EMPTY)))
    found = reader.all(entity, where, (Sort("title"),))
    return [cast(Appraisal, record) for record in found]


class Mark(StrEnum):
    """How one stage stands for one person."""

    DONE = "done"
    OPEN = "open"
    LATE = "late"
    TO_COME = "to_come"
    NOT_PLANNED = "not_planned"


@dataclass(frozen=True, slots=True)
class StageMark:
    """One stage for one person."""

    stage: Id
    title: str
    due: date | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """How far one appraisal is."""

    appraisal: Id
    name: str
    manager: str
    marks: tuple[StageMark, ...]

    @property
    def late(self) -> tuple[StageMark, ...]:
        """The stages that should be over and are not."""
        return tuple(mark for mark in self.marks if mark.mark is Mark.LATE)


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """Who is where on a day. It holds no word and no level of any appraisal, so it may be shown further up."""

    title: str
    on: date
    lines: tuple[ProgressLine, ...]

    def done(self, stage: Id) -> tuple[int, int]:
        """How many are through a stage, and of how many for whom it is planned."""
        marks = [mark.mark for line in self.lines for mark in line.marks if mark.stage == stage]
        return marks.count(Mark.DONE), len(marks) - marks.count(Mark.NOT_PLANNED)

    @property
    def late(self) -> int:
        """How many people have something late."""
        return sum(bool(line.late) for line in self.lines)


def progress_report(people: PeopleFile, cycle: Id) -> ProgressReport:
    """How far everybody of a cycle is today."""
    with people.reading() as reader:
        record = cast(Cycle, record_of(reader, "cycle", cycle))
        return ProgressReport(record.title or "", people.today(), progress_in(reader, cycle))


def progress_in(reader: Reader, cycle: Id) -> tuple[ProgressLine, ...]:
    """How far each appraisal of a cycle is, by the titles of the appraisals."""
    stages, found = stages_in(reader, cycle), appraisals_in(reader, cycle)
    where = Test("appraisal_id", Op.ANY_OF, [one.id for one in found])
    talks: dict[tuple[object, object], bool] = {}
    for record in reader.all(reader.catalogue.entity("conversation"), where):
        talk = cast(Conversation, record)
        talks[talk.appraisal_id, talk.stage_id] = day(talk.held_on) is not None
    met = Test("cycle_id", Op.IS, cycle)
    meetings = [cast(Calibration, each) for each in reader.all(reader.catalogue.entity("calibration"), met)]
    calibrated = any((on := day(each.on)) is not None and on <= reader.today for each in meetings)
    people = names(reader, [link(id) for one in found for id in (one.subject_id, one.manager_id)])
    return tuple(
        ProgressLine(
            one.id,
            people.get(link(one.subject_id), ""),
            people.get(link(one.manager_id), ""),
            tuple(
                StageMark(
                    stage.id,
                    stage.title or "",
                    day(stage.due),
                    _mark(stage, _is_done(stage, one, talks, calibrated), reader.today),
                )
                for stage in stages
            ),
        )
        for one in found
    )


def _is_done(
    stage: CycleStage, one: Appraisal, talks: Mapping[tuple[object, object], bool], calibrated: bool
) -> bool | None:
    """Whether a stage is over for somebody; None where it was never planned for them."""
    standing = standing_of(one)
    if standing.stage is Stage.CLOSED:
        return True
    match stage.kind:
        case "selfview":
            return standing.self_released
        case "managerview":
            return standing.manager_released or whole(one.level) is not None
        case "calibration":
            return calibrated and whole(one.level) is not None
        case "signing":
            return False
        case "yearend" if standing.met:
            return True
    return talks.get((one.id, stage.id))


def _mark(stage: CycleStage, done: bool | None, today: date) -> Mark:
    if done is None:
        return Mark.NOT_PLANNED
    opens, due = day(stage.opens), day(stage.due)
    if done:
        return Mark.DONE
    if due is not None and due < today:
        return Mark.LATE
    return Mark.TO_COME if opens is not None and opens > today else Mark.OPEN


def talks_of(
    people: PeopleFile, stages: Iterable[CycleStage], subject: Id, appraisal: Id
) -> Iterator[Create]:
    """The conversations that stages have with somebody, planned for the days on which these are due."""
    for stage in stages:
        if stage.kind in _TALKS:
            yield Create("conversation", Id(people.store.new_id()), _talk(stage, subject, appraisal))


@dataclass(frozen=True, slots=True)
class _Line:
    """What everybody is called and who is above them, once those who are being taken up are there."""

    names: Mapping[Id, str]
    managers: Mapping[Id, Id]


def _line_of(reader: Reader, persons: Mapping[Id, Values]) -> _Line:
    rows = reader.values(reader.catalogue.entity("party"), ("name",))
    called = {Id(id): str(name) for id, name in rows}
    called |= {id: str(values["name"]) for id, values in persons.items()}
    above = {id: manager for id, manager in managers(reader).items() if id not in persons}
    for id, values in persons.items():
        manager = link(values.get("manager_id"))
        if manager in called and manager != id:
            above[id] = manager
    return _Line(called, above)


def _appraisals(
    people: PeopleFile,
    reader: Reader,
    cycle: Cycle,
    stages: Sequence[CycleStage],
    parties: Sequence[Id],
    line: _Line,
    *,
    countersigned: bool,
) -> list[Create]:
    """An appraisal for each of them, with its answers still empty and its conversations planned."""
    _refuse_busy(reader, cycle, parties, line)
    form, me = link(cycle.form_id), owner(reader)
    if form is None:
        raise Refusal(_("This cycle has no form. Choose one first."))
    questions = forms.frozen(reader, form)
    items: list[Create] = []
    for subject in dict.fromkeys(parties):
        above = line_above(line.managers, subject) or ((me,) if me != subject else ())
        name = line.names[subject]
        if not above:
            raise Refusal(
                _("Nobody is known as the line manager of {name}. Enter one among the people first.").format(
                    name=name
                )
            )
        appraisal = Id(people.store.new_id())
        values = _head(cycle, subject, name, above if countersigned else above[:1])
        items.append(Create("appraisal", appraisal, values))
        items += [
            Create("answer", Id(people.store.new_id()), {"appraisal_id": appraisal, **asked})
            for asked in questions
        ]
        items += talks_of(people, stages, subject, appraisal)
    return items


def _refuse_busy(reader: Reader, cycle: Cycle, parties: Sequence[Id], line: _Line) -> None:
    """Refuse somebody who is not known, or who has another appraisal in the same time."""
    if not parties:
        raise Refusal(_("Choose the people who take part."))
    for id in parties:
        if id not in line.names:
            record_of(reader, "party", id)  # says what is wrong with it
    first, last = day(cycle.starts), day(cycle.ends)
    rows = reader.values(
        reader.catalogue.entity("appraisal"), ("subject_id", "cycle_id", "starts", "ends", "left_on")
    )
    for _id, subject, other, starts, ends, left in rows:
        if subject not in parties or not (starts and ends and first and last):
            continue
        name = line.names[subject]
        if left is not None and other == cycle.id:
            raise Refusal(
                _(
                    "{name} was taken out of this year. Take them back in; what was written is still there."
                ).format(name=name)
            )
        if left is None and starts <= last and first <= ends:
            raise Refusal(
                _(
                    "{name} has an appraisal in that time already, until {day}. Leave them out, or end it first."
                ).format(name=name, day=format_date(ends))
            )


def _head(cycle: Cycle, subject: Id, name: str, line: tuple[Id, ...]) -> dict[str, Value]:
    """The values of a new appraisal: who it is about, and who is above them."""
    starts = day(cycle.starts)
    year = format_year(starts.year, starts.month) if starts else cycle.title
    values: dict[str, Value] = {
        "title": _("{name}, {year}").format(name=name, year=year),
        "cycle_id": cycle.id,
        "subject_id": subject,
        "manager_id": line[0],
        "countersigner_id": line[1] if len(line) > 1 else None,
        "scale_id": cycle.scale_id,
        "state": "open",
        "starts": cycle.starts,
        "ends": cycle.ends,
    }
    return said(values)


def _talk(stage: CycleStage, subject: Id, appraisal: Id) -> dict[str, Value]:
    values: dict[str, Value] = {
        "title": stage.title,
        "subject_id": subject,
        "appraisal_id": appraisal,
        "stage_id": stage.id,
        "kind": _TALKS[str(stage.kind)],
        "planned_on": stage.due,
    }
    return said(values)

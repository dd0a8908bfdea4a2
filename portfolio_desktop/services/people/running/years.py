# SPDX-License-Identifier: Apache-2.0
"""A year as whoever leads it sees it: its stages, who takes part, what is open; moved, joined, left and closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import NN_, _, ngettext
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.confidential.appraisals import Appraisal
from portfolio_desktop.catalogue.confidential.cycles import Cycle
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.domain.appraisal.standing import Stage, standing_of
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.cycles import (
    Mark,
    appraisals_in,
    progress_in,
    stages_in,
    talks_of,
)
from portfolio_desktop.services.people.known import code, day, link, names, owner
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Change, Changes, Delete, Edit
from portfolio_desktop.storage.read import Reader

_NAMED = 3


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year that is led here, whether it is closed or not."""

    id: Id
    title: str
    starts: date | None
    ends: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """A stage with its days, and how many of those for whom it is planned are through it, or late with it."""

    id: Id
    title: str
    kind: str
    opens: date | None
    due: date | None
    done: int
    planned: int
    late: int


@dataclass(frozen=True, slots=True)
class TakesPart:
    """Somebody who takes part. `late` names the first stage that should be over, if there is one."""

    appraisal: Id
    name: str
    manager: str
    stage: Stage
    late: str


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Somebody who was taken out of the year, and why."""

    appraisal: Id
    name: str
    on: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSheet:
    """One year. `open_ends` are sentences on what would be left undone if it were closed; none of them bars it."""

    me: Id
    year: YearLine
    population: str
    form: str
    scale: str
    stages: tuple[StageLine, ...]
    people: tuple[TakesPart, ...]
    out: tuple[TakenOut, ...]
    subjects: frozenset[Id]
    countersigned: bool
    open_ends: tuple[str, ...]
    today: date

    @property
    def locked(self) -> int:
        """How many appraisals are signed by all."""
        return sum(one.stage is Stage.CLOSED for one in self.people)

    @property
    def can_close(self) -> bool:
        """Whether nobody is left who is not signed."""
        return self.year.closed_on is None and self.locked == len(self.people)


def years(people: PeopleFile) -> list[YearLine]:
    """The years that are led in this file, the latest first. Those of others' sealed copies name no form."""
    with people.reading() as reader:
        found = reader.all(reader.catalogue.entity("cycle"), Test("form_id", Op.KNOWN), (Sort("starts"),))
        return [_line(cast(Cycle, one)) for one in reversed(found)]


def year_sheet(people: PeopleFile, cycle: Id) -> YearSheet:
    """All there is to lead a year by."""
    with people.reading() as reader:
        record = cast(Cycle, record_of(reader, "cycle", cycle))
        found = _all_in(reader, cycle)
        called = names(reader, [link(id) for one in found for id in (one.subject_id, one.manager_id)])
        progress = {line.appraisal: line for line in progress_in(reader, cycle)}
        marks = [mark for line in progress.values() for mark in line.marks]
        stages = []
        for stage in stages_in(reader, cycle):
            its = [mark.mark for mark in marks if mark.stage == stage.id]
            stages.append(
                StageLine(
                    id=stage.id,
                    title=stage.title or "",
                    kind=code(stage.kind),
                    opens=day(stage.opens),
                    due=day(stage.due),
                    done=its.count(Mark.DONE),
                    planned=len(its) - its.count(Mark.NOT_PLANNED),
                    late=its.count(Mark.LATE),
                )
            )
        part = [one for one in found if one.id in progress]
        return YearSheet(
            me=owner(reader),
            year=_line(record),
            population=record.population or "",
            form=_title(reader, "form", link(record.form_id)),
            scale=_title(reader, "rating_scale", link(record.scale_id)),
            stages=tuple(stages),
            people=tuple(
                TakesPart(
                    one.id,
                    called.get(link(one.subject_id), ""),
                    called.get(link(one.manager_id), ""),
                    standing_of(one).stage,
                    next((mark.title for mark in progress[one.id].late), ""),
                )
                for one in part
            ),
            out=tuple(
                TakenOut(one.id, called.get(link(one.subject_id), ""), day(one.left_on), one.left_why or "")
                for one in found
                if one.id not in progress
            ),
            subjects=frozenset(id for one in part if (id := link(one.subject_id))),
            countersigned=not part or any(link(one.countersigner_id) for one in part),
            open_ends=tuple(_open_ends(reader, cycle, part)),
            today=reader.today,
        )


def change_stages(people: PeopleFile, cycle: Id, days: Mapping[Id, tuple[date, date]]) -> Changes:
    """Other days for stages: when each opens, and by when it is due. Conversations still planned for the old day move."""
    items: list[Change] = []
    with people.reading() as reader:
        record = _open_year(reader, cycle)
        stages = {stage.id: stage for stage in stages_in(reader, cycle)}
        talks = _planned(reader, list(days), "stage_id")
        for id, (opens, due) in days.items():
            stage = stages[id]
            if due < opens:
                raise Refusal(
                    _("“{stage}” cannot be due before it opens. Put its days in order.").format(
                        stage=stage.title
                    )
                )
            for name, before, after in (("opens", stage.opens, opens), ("due", stage.due, due)):
                if before != after:
                    items.append(Edit("cycle_stage", id, name, after))
            if stage.due != due:
                items += [
                    Edit("conversation", talk, "planned_on", due)
                    for talk, of, on in talks
                    if of == id and on == stage.due
                ]
    return Changes(_("Change the days of {title}").format(title=record.title), tuple(items))


def rename(people: PeopleFile, cycle: Id, title: str, population: str) -> Changes:
    """What a year is called, and for whom it is."""
    with people.reading() as reader:
        record = cast(Cycle, record_of(reader, "cycle", cycle))
    name = one_line(title)
    if not name:
        raise Refusal(_("Give the year a name."))
    given: dict[str, Value] = {"title": name, "population": one_line(population) or None}
    items = [Edit("cycle", cycle, field, value) for field, value in given.items() if record[field] != value]
    return Changes(_("Rename {title}").format(title=record.title), tuple(items))


def leave(people: PeopleFile, appraisal: Id, why: str) -> Changes:
    """Take somebody out of their year. What was written stays, its planned conversations go, and the reason is kept."""
    reason = one_line(why)
    if not reason:
        raise Refusal(_("Say why they are taken out: the reason is kept with the appraisal."))
    with people.reading() as reader:
        record = cast(Appraisal, record_of(reader, "appraisal", appraisal))
        if standing_of(record).anybody_signed:
            raise Refusal(
                _(
                    "“{title}” is signed by somebody. Reopen it with a reason before you take them out."
                ).format(title=record.title)
            )
        planned = _planned(reader, [appraisal], "appraisal_id")
    items: list[Change] = [
        Edit("appraisal", appraisal, "left_on", people.today()),
        Edit("appraisal", appraisal, "left_why", reason),
        *(Delete("conversation", Id(talk)) for talk, _of, _on in planned),
    ]
    return Changes(_("Take out of the year: {title}").format(title=record.title), tuple(items))


def come_back(people: PeopleFile, appraisal: Id) -> Changes:
    """Take somebody back into their year, with the conversations that are still to come."""
    with people.reading() as reader:
        record = cast(Appraisal, record_of(reader, "appraisal", appraisal))
        cycle = Id(str(record.cycle_id))
        _open_year(reader, cycle)
        held = reader.values(
            reader.catalogue.entity("conversation"), ("stage_id",), Test("appraisal_id", Op.IS, appraisal)
        )
        there = {stage for _id, stage in held}
        stages = [
            stage
            for stage in stages_in(reader, cycle)
            if stage.id not in there and (day(stage.due) or date.max) >= reader.today
        ]
    items: list[Change] = [
        Edit("appraisal", appraisal, "left_on", None),
        Edit("appraisal", appraisal, "left_why", None),
        *talks_of(people, stages, Id(str(record.subject_id)), appraisal),
    ]
    return Changes(_("Take back into the year: {title}").format(title=record.title), tuple(items))


def close(people: PeopleFile, cycle: Id) -> Changes:
    """Close a year in which everybody has signed or was taken out. Its form can be changed again, for the next one."""
    with people.reading() as reader:
        record = _open_year(reader, cycle)
        waiting = [one for one in appraisals_in(reader, cycle) if standing_of(one).stage is not Stage.CLOSED]
    if waiting:
        some = ", ".join(one.title or "" for one in waiting[:_NAMED])
        text = ngettext(
            "{count} appraisal is not signed by all: {some}. Sign it, or take the person out with a reason.",
            "{count} appraisals are not signed by all: {some}. Sign them, or take people out with a reason.",
            len(waiting),
        )
        more = "…" if len(waiting) > _NAMED else ""
        raise Refusal(text.format(count=len(waiting), some=some + more))
    return Changes(
        _("Close {title}").format(title=record.title), (Edit("cycle", cycle, "closed_on", people.today()),)
    )


def open_again(people: PeopleFile, cycle: Id) -> Changes:
    """Go on with a year that was closed."""
    with people.reading() as reader:
        record = cast(Cycle, record_of(reader, "cycle", cycle))
    return Changes(
        _("Open {title} again").format(title=record.title), (Edit("cycle", cycle, "closed_on", None),)
    )


def _line(one: Cycle) -> YearLine:
    return YearLine(one.id, one.title or "", day(one.starts), day(one.ends), day(one.closed_on))


def _open_year(reader: Reader, cycle: Id) -> Cycle:
    record = cast(Cycle, record_of(reader, "cycle", cycle))
    if day(record.closed_on) is not None:
        raise Refusal(
            _("“{title}” is closed. Open it again to change anything in it.").format(title=record.title)
        )
    return record


def _all_in(reader: Reader, cycle: Id) -> list[Appraisal]:
    entity = reader.catalogue.entity("appraisal")
    found = reader.all(entity, Test("cycle_id", Op.IS, cycle), (Sort("title"),))
    return [cast(Appraisal, one) for one in found]


def _planned(reader: Reader, ids: list[Id], by: str) -> list[tuple[Id, Value, Value]]:
    """The conversations that are planned and were not held: id, what `by` says, and the day."""
    entity = reader.catalogue.entity("conversation")
    where = All((Test(by, Op.ANY_OF, ids), Test("held_on", Op.EMPTY)))
    return [(Id(id), of, on) for id, of, on in reader.values(entity, (by, "planned_on"), where)]


def _title(reader: Reader, entity: str, id: Id | None) -> str:
    return reader.titles(reader.catalogue.entity(entity), [id]).get(id, "") if id else ""


_AIMS = NN_(
    "{count} objective is agreed and has no outcome yet",
    "{count} objectives are agreed and have no outcome yet",
)
_PROMISES = NN_("{count} promise is open", "{count} promises are open")
_TALKS = NN_(
    "{count} conversation was planned and not held", "{count} conversations were planned and not held"
)


def _open_ends(reader: Reader, cycle: Id, part: Sequence[Appraisal]) -> list[str]:
    """What would be left undone of those who take part, and of the owner's own objectives."""
    subjects = [owner(reader), *(one.subject_id for one in part)]
    aims = reader.count(
        reader.catalogue.entity("aim"),
        All(
            (
                Test("cycle_id", Op.IS, cycle),
                Test("status", Op.IS, "agreed"),
                Test("subject_id", Op.ANY_OF, subjects),
            )
        ),
    )
    ids = [one.id for one in part]
    talks = reader.values(
        reader.catalogue.entity("conversation"), ("held_on",), Test("appraisal_id", Op.ANY_OF, ids)
    )
    where = All((Test("conversation_id", Op.ANY_OF, [id for id, _held in talks]), Test("done_on", Op.EMPTY)))
    promises = reader.count(reader.catalogue.entity("promise"), where)
    missed = sum(held is None for _id, held in talks)
    counted = ((aims, _AIMS), (promises, _PROMISES), (missed, _TALKS))
    return [ngettext(*words, count).format(count=count) for count, words in counted if count]

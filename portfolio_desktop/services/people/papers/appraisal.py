# SPDX-License-Identifier: Apache-2.0
"""One appraisal as it goes on paper, for two people to sign.

It is made from `appraising.page` alone, so that it holds what its reader may read now and not a word more. Private notes
are left out even where the reader is their writer: paper is handed over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.confidential.appraisals import Appraisal
from portfolio_desktop.catalogue.confidential.cycles import Cycle
from portfolio_desktop.catalogue.confidential.parties import Party
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage, parts_seen
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.appraising import AppraisalPage, Box, Question, page
from portfolio_desktop.services.people.forms import Level
from portfolio_desktop.services.people.known import day, link, whole
from portfolio_desktop.services.people.people_file import PeopleFile

_SIDES = {Part.SELF: Side.SELF, Part.MANAGER: Side.MANAGER}
_ROLES = {
    Side.SELF: N_("the person"),
    Side.MANAGER: N_("line manager"),
    Side.COUNTERSIGNER: N_("countersigner"),
}
_COMMENTS = {
    Side.SELF: "subject_comment",
    Side.MANAGER: "manager_comment",
    Side.COUNTERSIGNER: "countersigner_comment",
}
_SIGNED = {
    Side.SELF: "subject_signed",
    Side.MANAGER: "manager_signed",
    Side.COUNTERSIGNER: "countersigned",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one side says. Where nothing stands there, `silent` says why."""

    who: str
    words: str = ""
    level: Level | None = None
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the replies of those it was put to, the person's first. `about` says how an objective is measured."""

    question: str
    about: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The questions under one heading."""

    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: `on` the day where they have, and in `note` what is to be known about it."""

    name: str
    role: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalPaper:
    """All that is printed. `overall` is the level of the year and why, nothing where there is no scale."""

    title: str
    person: str
    made_for: str
    made_on: date
    facts: tuple[tuple[str, str], ...]
    stage: Stage
    sections: tuple[Section, ...]
    overall: Reply | None
    levels: tuple[Level, ...]
    comments: tuple[Reply, ...]
    signatures: tuple[Signature, ...]
    reopenings: tuple[tuple[date | None, str], ...]


def appraisal_paper(people: PeopleFile, appraisal: Id, reader: Side | None = None) -> AppraisalPaper:
    """The appraisal for the owner of the file, or at the manager's laptop for another `reader` who takes part in it.

    Refuses where the reader may read nothing of it yet, or takes no part in it.
    """
    seen = page(people, appraisal, reader)
    if not parts_seen(seen.side, seen.standing):
        raise Refusal(
            _("There is nothing in this appraisal that {name} may read now.").format(
                name=_name(seen, seen.side)
            )
        )
    return AppraisalPaper(
        title=seen.title or _name(seen, Side.SELF),
        person=_name(seen, Side.SELF),
        made_for=_name(seen, seen.side),
        made_on=people.today(),
        facts=tuple(_facts(people, seen)),
        stage=seen.stage,
        sections=tuple(_sections(seen)),
        overall=_overall(seen),
        levels=seen.levels,
        comments=tuple(_comments(seen)),
        signatures=tuple(_signatures(seen)),
        reopenings=seen.reopenings,
    )


def _name(seen: AppraisalPage, side: Side) -> str:
    return seen.people.get(side) or _(_ROLES.get(side, N_("somebody else")))


def _called(seen: AppraisalPage, side: Side) -> str:
    """By name and place: names alone do not tell a stranger who is whose manager."""
    name = seen.people.get(side, "")
    role = _(_ROLES[side])
    return f"{name}, {role}" if name else role


def _facts(people: PeopleFile, seen: AppraisalPage) -> Iterator[tuple[str, str]]:
    with people.reading() as reader:
        record = cast(Appraisal, record_of(reader, "appraisal", seen.id))
        known = {party.id: cast(Party, party) for party in reader.all(reader.catalogue.entity("party"))}
        cycle_id = link(record.cycle_id)
        cycle = reader.get(reader.catalogue.entity("cycle"), cycle_id) if cycle_id else None
        stage = reader.catalogue.list_named("appraisal.state").item(seen.stage.value)
    for label, party_id in (
        (_("Person"), record.subject_id),
        (_("Line manager"), record.manager_id),
        (_("Countersigner"), record.countersigner_id),
    ):
        party = known.get(Id(str(party_id)))
        if party:
            yield label, ", ".join(filter(None, (party.name, party.role, party.team)))
    yield _("Year"), _year(cast(Cycle, cycle).title or "" if cycle else "", seen)
    yield _("Stage"), _(stage.label) if stage else seen.stage.value
    met = day(seen.fields.get("meeting_on"))
    yield _("Meeting held"), format_date(met) if met else ""


def _year(title: str, seen: AppraisalPage) -> str:
    starts, ends = day(seen.fields.get("starts")), day(seen.fields.get("ends"))
    if not (starts and ends):
        return title
    span = _("{first} to {last}").format(first=format_date(starts), last=format_date(ends))
    return f"{title}: {span}" if title else span


def _sections(seen: AppraisalPage) -> Iterator[Section]:
    for part in seen.parts:
        asked = tuple(_asked(seen, question) for question in part.questions if _shared(question))
        if asked:
            yield Section(part.title, asked)


def _shared(question: Question) -> list[Box]:
    """The answers that are for both sides: never private notes."""
    return [box for box in question.boxes if box.part in _SIDES]


def _asked(seen: AppraisalPage, question: Question) -> Asked:
    about = question.prompt if question.aim else ""  # how it is measured; other prompts only help to write
    return Asked(question.question, about, tuple(_reply(seen, box) for box in _shared(question)))


def _reply(seen: AppraisalPage, box: Box) -> Reply:
    who = _called(seen, _SIDES[box.part])
    if box.hidden:
        return Reply(who=who, silent=_("Not released yet."))
    words, level = box.words.strip(), _level(seen.levels, box.level)
    if box.yes is not None:
        words = "\n".join(filter(None, (_("Yes") if box.yes else _("No"), words)))
    return Reply(who=who, words=words, level=level, silent="" if words or level else _("Nothing written."))


def _level(levels: Iterable[Level], step: Value) -> Level | None:
    number = whole(step)
    if number is None:
        return None
    return next((level for level in levels if level.step == number), Level(number, str(number), ""))


def _overall(seen: AppraisalPage) -> Reply | None:
    """The level of the year and why; nothing where there is no scale."""
    if not seen.levels:
        return None
    who = _called(seen, Side.MANAGER)
    if "level" not in seen.fields:
        return Reply(who=who, silent=_("Not released yet."))
    level = _level(seen.levels, seen.fields["level"])
    words = str(seen.fields["level_why"] or "").strip()
    return Reply(who=who, words=words, level=level, silent="" if words or level else _("No level given."))


def _comments(seen: AppraisalPage) -> Iterator[Reply]:
    """Comments that can be read now; who may comment and has not, is said too, but for a countersigner."""
    for side, field in _COMMENTS.items():
        words = str(seen.fields.get(field) or "").strip()
        if field in seen.fields and (words or side is not Side.COUNTERSIGNER):
            yield Reply(who=_called(seen, side), words=words, silent="" if words else _("No comment."))


def _signatures(seen: AppraisalPage) -> Iterator[Signature]:
    for side, field in _SIGNED.items():
        if side is Side.COUNTERSIGNER and not seen.standing.has_countersigner:
            continue
        note = ""
        if side in seen.broken:
            note = _("What was signed is not what stands here now: to be reopened and signed again.")
        elif side is Side.SELF and seen.standing.unsigned:
            note = _("Did not sign: {why}").format(why=seen.fields["unsigned_why"])
        yield Signature(_name(seen, side), _(_ROLES[side]), day(seen.fields.get(field)), note)

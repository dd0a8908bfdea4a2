# SPDX-License-Identifier: Apache-2.0
"""The days that are set: reviews, milestones, gates, board meetings, actions. Plain values, for calendars to take.

What is over has no place in a diary any more, nor what lay further back than a month.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Not, Op, Test
from portfolio_desktop.services.news import projects_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.history import edit_counts
from portfolio_desktop.storage.read import Reader

_BACK = 31


class Kind(StrEnum):
    """What a calendar can be asked to take, in the order in which it is offered."""

    BOARDS = "boards"
    GATES = "gates"
    MILESTONES = "milestones"
    RISK_REVIEWS = "risk-reviews"
    REVIEWS = "reviews"
    ACTIONS = "actions"

    @property
    def words(self) -> str:
        """As it is offered."""
        return _(_WORDS[self])

    @property
    def holds(self) -> str:
        """What is meant by it, as a sentence."""
        return _(_HOLDS[self])


_WORDS = {
    Kind.BOARDS: N_("Board meetings"),
    Kind.GATES: N_("Gate reviews"),
    Kind.MILESTONES: N_("Milestones"),
    Kind.RISK_REVIEWS: N_("Risk reviews"),
    Kind.REVIEWS: N_("Other reviews"),
    Kind.ACTIONS: N_("Actions due"),
}

_HOLDS = {
    Kind.BOARDS: N_("Meetings with their times, and decisions on the day by which they are needed."),
    Kind.GATES: N_("Gate and assurance reviews that are planned and not held yet."),
    Kind.MILESTONES: N_("On the day that each is expected."),
    Kind.RISK_REVIEWS: N_("The day on which each open risk is looked at again."),
    Kind.REVIEWS: N_("Decisions, terms of reference, controls, lessons and work packages to look at again."),
    Kind.ACTIONS: N_("Actions, issues, risk responses, recommendations and work packages."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One day or meeting. `key` stays the same for ever; `revision` grows with each edit of its record.

    `starts` is a date for a whole day, else the time on this laptop's wall; `ends` goes with a time alone.
    """

    key: str
    kind: Kind
    entity: str
    record: Id
    title: str
    starts: date
    ends: datetime | None
    place: str
    about: str
    revision: int


@dataclass(frozen=True, slots=True)
class _Day:
    """A field that sets a day. `who` are the links to those whose diary it stands in; with `unless`, only until that is said.

    The first day of a kind of record has the record's id for its key, so that a calendar knows it from wherever it came.
    """

    entity: str
    field: str
    kind: Kind
    words: str
    who: str = "owner_id"
    unless: str = ""
    where: Filter | None = None


_DAYS = (
    _Day("meeting", "starts", Kind.BOARDS, "{title}", who="chair_id secretary_id"),
    _Day("gate_review", "planned_on", Kind.GATES, N_("Review: {title}"), who="leader_id", unless="held_on"),
    _Day("milestone", "forecast", Kind.MILESTONES, N_("Milestone: {title}")),
    _Day("risk", "review_on", Kind.RISK_REVIEWS, N_("Review the risk: {title}")),
    _Day(
        "decision",
        "review_on",
        Kind.REVIEWS,
        N_("Look at the decision again: {title}"),
        unless="reviewed_on",
        where=EVERYTHING,
    ),
    _Day("decision", "needed_by", Kind.BOARDS, N_("Decision needed: {title}")),
    _Day("board", "terms_review_on", Kind.REVIEWS, N_("Review the terms: {title}"), who="chair_id"),
    _Day("control", "review_on", Kind.REVIEWS, N_("Review the control: {title}")),
    _Day("lesson", "review_on", Kind.REVIEWS, N_("Look at the lesson again: {title}")),
    _Day(
        "work_package",
        "next_review",
        Kind.REVIEWS,
        N_("Review the work package: {title}"),
        who="supervisor_id responsible_id",
        unless="delivered_on",
    ),
    _Day("action", "due", Kind.ACTIONS, N_("Due: {title}")),
    _Day("risk_response", "due", Kind.ACTIONS, N_("Due: {title}")),
    _Day("recommendation", "due", Kind.ACTIONS, N_("Due: {title}")),
    _Day("issue", "due", Kind.ACTIONS, N_("Due: {title}")),
    _Day(
        "work_package",
        "due",
        Kind.ACTIONS,
        N_("Due: {title}"),
        who="responsible_id",
        unless="delivered_on",
    ),
)


def diary(
    office: Office,
    *,
    project: Id | None = None,
    person: Id | None = None,
    kinds: Collection[Kind] = tuple(Kind),
) -> tuple[Entry, ...]:
    """Every day of these kinds, the earliest first: of the portfolio, of one project, or of one person's."""
    with office.reading() as reader:
        meetings = _meetings_of(reader, person) if person else frozenset()
        found = [
            (day, row) for day in _DAYS if day.kind in kinds for row in _rows(reader, day, person, meetings)
        ]
        owners = projects_of(reader, {(day.entity, Id(row["id"])) for day, row in found})
        chosen = [pair for pair in found if project is None or owners.get(Id(pair[1]["id"])) == project]
        entries = list(_entries(reader, chosen, owners))
    return tuple(sorted(entries, key=lambda each: (_moment(each.starts), each.title, each.key)))


def revisions(office: Office, records: Iterable[Id]) -> Mapping[Id, int]:
    """How often each of these records was edited: what a calendar tells a later version of an entry by."""
    with office.reading() as reader:
        return edit_counts(reader.connection, list(records))


def _rows(
    reader: Reader, day: _Day, person: Id | None, meetings: frozenset[Id]
) -> Iterator[Mapping[str, Any]]:
    entity = reader.catalogue.entity(day.entity)
    extra = [name for name in ("ends", "place") if day.entity == "meeting"]
    code = [entity.code.name] if entity.code else []
    names = [day.field, entity.title, *day.who.split(), *extra, *code]
    standing = still_open(reader.catalogue, entity) if day.where is None else day.where
    undone = Not(Test(day.unless, Op.KNOWN)) if day.unless else EVERYTHING
    recent = Test(day.field, Op.AT_LEAST, f"today-{_BACK}")
    for row in reader.values(entity, names, together((standing, undone, recent))):
        said = dict(zip(["id", *names], row, strict=True))
        said |= {"code": said.get(code[0]) if code else "", "title": said[entity.title]}
        theirs = person is None or person in [said[name] for name in day.who.split()]
        if theirs or (day.entity == "meeting" and said["id"] in meetings):
            yield said


def _meetings_of(reader: Reader, person: Id) -> frozenset[Id]:
    """The meetings to which somebody is invited, or of whose board they are a member."""
    is_theirs = Test("person_id", Op.IS, person)
    catalogue = reader.catalogue
    invited = {
        row[1] for row in reader.values(catalogue.entity("attendance"), ("meeting_id",), is_theirs) if row[1]
    }
    boards = {
        row[1] for row in reader.values(catalogue.entity("board_member"), ("board_id",), is_theirs) if row[1]
    }
    for id, board in reader.values(catalogue.entity("meeting"), ("board_id",)):
        if board in boards:
            invited.add(id)
    return frozenset(Id(id) for id in invited)


def _entries(
    reader: Reader, found: Iterable[tuple[_Day, Mapping[str, Any]]], owners: Mapping[Id, Id]
) -> Iterator[Entry]:
    pairs = list(found)
    counts = edit_counts(reader.connection, [Id(row["id"]) for _day, row in pairs])
    projects = reader.titles(reader.catalogue.entity("project"), set(owners.values()))
    people = _people(reader, pairs)
    first: dict[str, str] = {}
    for day in _DAYS:
        first.setdefault(day.entity, day.field)
    for day, row in pairs:
        id = Id(row["id"])
        named = [people[row[name]] for name in day.who.split() if row[name] in people]
        project = projects.get(owners.get(id, Id("")), "")
        code = row["code"] or ""
        about = [code, project, ", ".join(dict.fromkeys(named))]
        yield Entry(
            key=id if first[day.entity] == day.field else f"{id}-{day.field}",
            kind=day.kind,
            entity=day.entity,
            record=id,
            title=_(day.words).replace("{title}", row["title"] or code),
            starts=row[day.field],
            ends=row.get("ends"),
            place=row.get("place") or "",
            about="\n".join(filter(None, about)),
            revision=counts.get(id, 0),
        )


def _people(reader: Reader, pairs: Iterable[tuple[_Day, Mapping[str, Any]]]) -> Mapping[Id, str]:
    wanted = {row[name] for day, row in pairs for name in day.who.split() if row[name]}
    return reader.titles(reader.catalogue.entity("person"), wanted)


def _moment(starts: date) -> datetime:
    return starts if isinstance(starts, datetime) else datetime.combine(starts, time())

# SPDX-License-Identifier: Apache-2.0
"""What is to be done for whom: stages of the year, conversations, promises, reviews, warnings that end, next sessions.

And what is due to be erased, by the rules that its owner confirmed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Not, Op, Test
from portfolio_desktop.services.people import keeping
from portfolio_desktop.services.people.conversations import open_in
from portfolio_desktop.services.people.cycles import Mark, progress_in
from portfolio_desktop.services.people.known import day, link, names
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.read import Reader

SOON = 14
"""Days ahead within which something is shown."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done on a day, about somebody, and the record that it is about."""

    on: date
    what: str
    name: str
    entity: str
    record: Id
    late: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """Records of `entity` that are due on the day in `day` while `where` holds. `ends` says that nothing is late about it:
    the day comes, and then it is over."""

    entity: str
    day: str
    words: str
    where: Filter = EVERYTHING
    ends: bool = False


_RULES = (
    _Rule("conversation", "planned_on", N_("Hold “{title}”"), Test("held_on", Op.EMPTY)),
    _Rule("aim", "due", N_("Objective “{title}” is due"), Test("status", Op.IS, "agreed")),
    _Rule("development_need", "due", N_("See whether “{title}” is learned"), Test("met_on", Op.EMPTY)),
    _Rule(
        "activity",
        "due",
        N_("Learning: “{title}”"),
        Not(Test("status", Op.ANY_OF, ["done", "dropped"])),
    ),
    _Rule(
        "concern",
        "review_on",
        N_("Review “{title}”"),
        Not(Test("stage", Op.IS, "closed")),
    ),
    _Rule(
        "concern",
        "next_on",
        N_("The next step in “{title}”"),
        Not(Test("stage", Op.IS, "closed")),
    ),
    _Rule(
        "concern",
        "warning_until",
        N_("The warning in “{title}” ends: say so, and take it out of use"),
        ends=True,
    ),
    _Rule(
        "concern",
        "appeal_by",
        N_("The time to appeal in “{title}” ends"),
        Test("stage", Op.IS, "outcome"),
        ends=True,
    ),
)


def due(people: PeopleFile, within: int = SOON) -> list[Due]:
    """What is late, and what comes within so many days; the earliest first."""
    with people.reading() as reader:
        until = reader.today + timedelta(days=within)
        found = [*_stages(reader, until), *_promises(reader, until), *_next_sessions(reader, until)]
        for rule in _RULES:
            found += _by_rule(reader, rule, until)
    found += _over(people)
    return sorted(found, key=lambda one: (one.on, one.name.casefold(), one.what))


def _over(people: PeopleFile) -> Iterator[Due]:
    """What retention rules say should be erased, a line for each rule."""
    by_rule: dict[str, list[date]] = {}
    for one in keeping.due(people):
        by_rule.setdefault(one.rule, []).append(one.since)
    with people.reading() as reader:
        rules = reader.values(reader.catalogue.entity("retention_rule"), ("title",))
    for id, title in rules:
        if since := by_rule.pop(str(title), None):
            text = ngettext(
                "{count} record is due to be erased: {rule}",
                "{count} records are due to be erased: {rule}",
                len(since),
            )
            what = text.replace("{count}", f"{len(since):,}").replace("{rule}", str(title))
            yield Due(min(since), what, "", "retention_rule", Id(id), late=True)


def _stages(reader: Reader, until: date) -> Iterator[Due]:
    """Stages of cycles that have not ended for somebody; those that are conversations are told as such."""
    talked = {stage for _id, stage in reader.values(reader.catalogue.entity("conversation"), ("stage_id",))}
    for cycle in reader.all(reader.catalogue.entity("cycle")):
        for line in progress_in(reader, cycle.id):
            for mark in line.marks:
                waiting = mark.mark in (Mark.LATE, Mark.OPEN) and mark.stage not in talked
                if waiting and mark.due is not None and mark.due <= until:
                    late = mark.mark is Mark.LATE
                    yield Due(mark.due, mark.title, line.name, "appraisal", line.appraisal, late)


def _by_rule(reader: Reader, rule: _Rule, until: date) -> Iterator[Due]:
    entity = reader.catalogue.entity(rule.entity)
    last = Test(rule.day, Op.AT_MOST, until.isoformat())
    still = (Test(rule.day, Op.AT_LEAST, "today"),) if rule.ends else ()
    yield from _told(
        reader, rule.entity, reader.all(entity, All((rule.where, last, *still))), rule.day, rule.words
    )


def _told(reader: Reader, entity: str, rows: Iterable[Record], field: str, words: str) -> Iterator[Due]:
    found = list(rows)
    called = names(reader, [link(row["subject_id"]) for row in found])
    for row in found:
        on = day(row[field])
        if on is not None:
            what = _(words).format(title=row["title"])
            yield Due(on, what, called.get(link(row["subject_id"]), ""), entity, row.id, on < reader.today)


def _promises(reader: Reader, until: date) -> Iterator[Due]:
    found = list(open_in(reader).values())
    parties = [link(id) for promise, talk in found for id in (promise.who_id, talk.subject_id)]
    called = names(reader, parties)
    for promise, talk in found:
        on = day(promise.due)
        if on is not None and on <= until:
            who = called.get(link(promise.who_id), "")
            what = _("Promise of {who}: {title}").format(who=who, title=promise.title)
            yield Due(
                on, what, called.get(link(talk.subject_id), ""), "promise", promise.id, on < reader.today
            )


def _next_sessions(reader: Reader, until: date) -> Iterator[Due]:
    """The next session after the last one with somebody: of coaching by person, of mentoring by pair."""
    coaching = _last(reader.all(reader.catalogue.entity("coaching_session")), "subject_id", until)
    yield from _told(reader, "coaching_session", coaching, "next_on", N_("Next session after “{title}”"))
    pairs = {pair.id: pair for pair in reader.all(reader.catalogue.entity("mentoring"))}
    called = names(reader, [link(pair["mentee_id"]) for pair in pairs.values()])
    for row in _last(reader.all(reader.catalogue.entity("mentoring_session")), "mentoring_id", until):
        on, pair = day(row["next_on"]), pairs[Id(str(row["mentoring_id"]))]
        if on is not None:
            what = _("Mentoring: next session after “{title}”").format(title=row["title"])
            name = called.get(link(pair["mentee_id"]), "")
            yield Due(on, what, name, "mentoring_session", row.id, on < reader.today)


def _last(rows: Iterable[Record], by: str, until: date) -> list[Record]:
    """The last session of each, where the one after it is due."""
    latest: dict[object, Record] = {}
    for row in rows:
        before = latest.get(row[by])
        if before is None or (day(row["on"]) or date.min) >= (day(before["on"]) or date.min):
            latest[row[by]] = row
    return [row for row in latest.values() if (on := day(row["next_on"])) is not None and on <= until]

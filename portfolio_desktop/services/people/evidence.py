# SPDX-License-Identifier: Apache-2.0
"""The journal of the year: noted when it happens, offered where it is needed, missed where there is none."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.catalogue.confidential.appraisals import Answer, Appraisal
from portfolio_desktop.catalogue.confidential.evidence import Aim, Evidence
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.domain.appraisal.gaps import gaps, suits
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.domain.appraisal.when import day_before
from portfolio_desktop.services import records
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people import appraising
from portfolio_desktop.services.people.known import code, day, link, said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

_TITLE = 80  # characters of a note that become its title


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a work package, as the portfolio says it: plain data, because this file does not look in there."""

    package: Id
    title: str
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Evidence that suits a question. `line` is what would be inserted, `used` whether it stands there already."""

    id: Id
    on: date | None
    title: str
    kind: str
    line: str
    used: bool
    about_objective: bool


def note(
    people: PeopleFile,
    subject: Id,
    text: str,
    *,
    kind: str = "note",
    on: date | None = None,
    source: str = "",
    aim: Id | None = None,
    told: bool | None = None,
) -> Changes:
    """One dated entry, as quick as typing it: its first line is its title, or as much of it as fits.

    A text that begins with a day, such as "12 May: ", is of that day, unless `on` says another.
    """
    if on is None:
        on, text = day_before(text, people.today())
    first, _line, rest = text.strip().partition("\n")
    title = shorten(first, _TITLE)
    if not title:
        raise Refusal(_("Say in a few words what happened."))
    words = text.strip() if rest.strip() or title != one_line(first) else None
    values: dict[str, Value] = {
        "title": title,
        "subject_id": subject,
        "on": on or people.today(),
        "kind": kind,
        "source": source or None,
        "aim_id": aim,
        "words": words,
        "told": told,
    }
    return records.create(people, "evidence", said(values))


def take_results(people: PeopleFile, subject: Id, results: Iterable[Result]) -> Changes:
    """Results of work packages as evidence; those that are in the journal already are left out."""
    with people.reading() as reader:
        record_of(reader, "party", subject)
        where = Test("subject_id", Op.IS, subject)
        rows = reader.values(reader.catalogue.entity("evidence"), ("work_package",), where)
    there = {package for _id, package in rows}
    items = []
    for result in results:
        if result.package not in there:
            there.add(result.package)
            values: dict[str, Value] = {
                "title": one_line(result.title),
                "subject_id": subject,
                "on": result.on,
                "kind": "package",
                "words": result.words.strip() or None,
                "work_package": result.package,
            }
            items.append(Create("evidence", Id(people.store.new_id()), said(values)))
    text = ngettext(
        "Note {count} result of work packages", "Note {count} results of work packages", len(items)
    )
    return Changes(text.format(count=len(items)), tuple(items))


def journal(
    people: PeopleFile, subject: Id, first: date | None = None, last: date | None = None
) -> list[Evidence]:
    """What was noted on somebody, the latest first; between two days where they are given."""
    with people.reading() as reader:
        return list(reversed(_noted(reader, subject, first, last)))


def tell(people: PeopleFile, ids: Sequence[Id]) -> Changes:
    """Note that the person was told of these."""
    with people.reading() as reader:
        entity = reader.catalogue.entity("evidence")
        edits = [
            Edit("evidence", one.id, "told", True) for one in reader.many(entity, ids) if not one["told"]
        ]
    text = ngettext(
        "Note that {count} entry was talked about", "Note that {count} entries were talked about", len(edits)
    )
    return Changes(text.format(count=len(edits)), tuple(edits))


def offered(people: PeopleFile, answer: Id) -> list[Offer]:
    """The evidence of the appraisal's time that suits a question: on its objective first, then by date."""
    with people.reading() as reader:
        asked = cast(Answer, record_of(reader, "answer", answer))
        appraisal = cast(Appraisal, record_of(reader, "appraisal", Id(str(asked.appraisal_id))))
        noted = held_for(reader, appraisal)
    aim = link(asked.aim_id)
    found = [
        Offer(
            id=one.id,
            on=day(one.on),
            title=one.title or "",
            kind=code(one.kind),
            line=line_of(one),
            used=cites(asked.words or "", one),
            about_objective=aim is not None and one.aim_id == aim,
        )
        for one in noted
        if (aim is not None and one.aim_id == aim) or suits(code(one.kind), code(asked.block))
    ]
    return sorted(found, key=lambda offer: not offer.about_objective)


def insert(people: PeopleFile, answer: Id, evidence: Sequence[Id], beside: Side | None = None) -> Changes:
    """Put evidence into an answer, a line each with its date, after what stands there. What is there already is left out."""
    with people.reading() as reader:
        asked = cast(Answer, record_of(reader, "answer", answer))
        chosen = [cast(Evidence, record_of(reader, "evidence", id)) for id in evidence]
    words = (asked.words or "").rstrip()
    for one in chosen:
        if not cites(words, one):
            words = f"{words}\n{line_of(one)}".lstrip("\n")
    return appraising.answer(people, answer, {"words": words}, beside)


def line_of(evidence: Evidence) -> str:
    """Evidence as a line of an answer: its date, its title, and what else was written."""
    words = (evidence.words or "").strip()
    more = words.removeprefix(evidence.title or "").strip() if words else ""
    return f"{_head(evidence)}. {one_line(more)}" if more else f"{_head(evidence)}."


def cites(words: str, evidence: Evidence) -> bool:
    """Whether an answer names a piece of evidence."""
    return _head(evidence) in words


def held_for(reader: Reader, appraisal: Appraisal) -> list[Evidence]:
    """What was noted on the person in the time of an appraisal, the earliest first."""
    return _noted(reader, Id(str(appraisal.subject_id)), day(appraisal.starts), day(appraisal.ends))


def held_for_many(reader: Reader, appraisals: Sequence[Appraisal]) -> dict[Id, list[Evidence]]:
    """As `held_for`, for many appraisals at once."""
    found: dict[Id, list[Evidence]] = {one.id: [] for one in appraisals}
    by_subject: dict[object, list[Evidence]] = defaultdict(list)
    entity = reader.catalogue.entity("evidence")
    where = Test("subject_id", Op.ANY_OF, [one.subject_id for one in appraisals])
    for record in reader.all(entity, where, (Sort("on"),)):
        noted = cast(Evidence, record)
        by_subject[noted.subject_id].append(noted)
    for one in appraisals:
        found[one.id] = _between(by_subject[one.subject_id], day(one.starts), day(one.ends))
    return found


def missing(people: PeopleFile, appraisal: Id) -> list[str]:
    """Objectives and quarters of an appraisal without evidence, a sentence each."""
    with people.reading() as reader:
        record = cast(Appraisal, record_of(reader, "appraisal", appraisal))
        starts, ends = day(record.starts), day(record.ends)
        where = All((Test("subject_id", Op.IS, record.subject_id), Test("cycle_id", Op.IS, record.cycle_id)))
        aims = [cast(Aim, one) for one in reader.all(reader.catalogue.entity("aim"), where, (Sort("due"),))]
        noted = held_for(reader, record)
    if starts is None or ends is None:
        return []
    agreed = [(aim.id, aim.title or "") for aim in aims if aim.status not in ("draft", "dropped")]
    dated = [(day(one.on), link(one.aim_id)) for one in noted]
    return gaps(agreed, dated, starts, ends, people.today())


def _noted(reader: Reader, subject: Id, first: date | None, last: date | None) -> list[Evidence]:
    entity = reader.catalogue.entity("evidence")
    found = reader.all(entity, Test("subject_id", Op.IS, subject), (Sort("on"),))
    return _between([cast(Evidence, record) for record in found], first, last)


def _between(rows: Iterable[Evidence], first: date | None, last: date | None) -> list[Evidence]:
    """Those from `first` to `last`. What has no date may be of any time, so it is there."""
    return [
        row
        for row in rows
        if (on := day(row.on)) is None or ((first is None or on >= first) and (last is None or on <= last))
    ]


def _head(evidence: Evidence) -> str:
    on = day(evidence.on)
    return f"{format_date(on)}: {evidence.title}" if on else str(evidence.title)

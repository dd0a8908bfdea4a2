# SPDX-License-Identifier: Apache-2.0
"""Objectives: taken over from the organisation's, handed down, agreed with their measures, and how they go."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.confidential.evidence import Aim, AimProgress
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import code, day, link, number, said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.records import checked
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Said:
    """How somebody saw an objective on a day."""

    by: Id | None
    on: date | None
    done: Decimal | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AimLine:
    """An objective in its place: those that are part of another follow it, a step deeper.

    `mine` is what the file's owner said of it last, `theirs` what the other side did. `evidence` counts what was noted.
    """

    id: Id
    depth: int
    title: str
    side: str
    supports: str
    measure: str
    target: str
    weight: Decimal | None
    due: date | None
    status: str
    mine: Said | None
    theirs: Said | None
    evidence: int


@dataclass(frozen=True, slots=True)
class Aims:
    """All objectives of a person in a cycle, and what is to be said of their weights, if anything."""

    lines: tuple[AimLine, ...]
    weights: str


def aims_of(people: PeopleFile, subject: Id, cycle: Id | None = None) -> Aims:
    """The objectives of a person, in a cycle or in all."""
    me = people.my_id
    with people.reading() as reader:
        found = _aims(reader, subject, cycle)
        ids = [aim.id for aim in found]
        latest = _latest(reader, ids)
        rows = reader.values(reader.catalogue.entity("evidence"), ("aim_id",), Test("aim_id", Op.ANY_OF, ids))
    counts: dict[object, int] = defaultdict(int)
    for _id, aim in rows:
        counts[aim] += 1
    lines = []
    for aim, depth in _in_order(found):
        mine, theirs = None, None
        for one in latest[aim.id]:
            mine, theirs = (one, theirs) if one.by == me else (mine, one)
        lines.append(_line(aim, depth, mine, theirs, counts[aim.id]))
    return Aims(tuple(lines), _of_weights(found))


def take_over(people: PeopleFile, subject: Id, cycle: Id, objectives: Sequence[str]) -> Changes:
    """A draft objective for each of the organisation's, in whose words it is to say what it serves."""
    items = []
    for words in objectives:
        values: dict[str, Value] = {
            "title": shorten(words, 120),
            "subject_id": subject,
            "cycle_id": cycle,
            "supports": words,
            "side": "what",
            "status": "draft",
        }
        items.append(Create("aim", Id(people.store.new_id()), values))
    text = ngettext("Take over {count} objective", "Take over {count} objectives", len(items))
    return Changes(text.format(count=len(items)), tuple(items))


def hand_down(people: PeopleFile, aim: Id, subjects: Iterable[Id]) -> Changes:
    """A draft for each of `subjects` that is part of somebody's objective. Those who have one already are left out."""
    with people.reading() as reader:
        whole = cast(Aim, record_of(reader, "aim", aim))
        children = reader.all(reader.catalogue.entity("aim"), Test("parent_id", Op.IS, aim))
        parties = {record.id for record in reader.all(reader.catalogue.entity("party"))}
    there = {child["subject_id"] for child in children} | {whole.subject_id}
    items = []
    for subject in dict.fromkeys(subjects):
        if subject in parties and subject not in there:
            values: dict[str, Value] = {
                "title": whole.title,
                "subject_id": subject,
                "cycle_id": whole.cycle_id,
                "side": whole.side,
                "supports": whole.title,
                "parent_id": aim,
                "measure": whole.measure,
                "due": whole.due,
                "status": "draft",
            }
            items.append(Create("aim", Id(people.store.new_id()), said(values)))
    return Changes(_("Hand down “{title}”").format(title=shorten(whole.title or "", 60)), tuple(items))


def agree(people: PeopleFile, aims: Sequence[Id]) -> Changes:
    """Objectives that both have agreed. Refuses one without a measure or a date: nobody could tell whether it was met."""
    with people.reading() as reader:
        found = [cast(Aim, record_of(reader, "aim", id)) for id in aims]
    for aim in found:
        if not aim.measure or day(aim.due) is None:
            raise Refusal(
                _("Say of “{title}” how it is measured and by when it is due, then agree it.").format(
                    title=aim.title
                )
            )
    edits = [Edit("aim", aim.id, "status", "agreed") for aim in found if aim.status in (None, "draft")]
    text = ngettext("Agree {count} objective", "Agree {count} objectives", len(edits))
    return Changes(text.format(count=len(edits)), tuple(edits))


def say_how_it_goes(
    people: PeopleFile, aim: Id, words: str, done: Decimal | None = None, on: date | None = None
) -> Changes:
    """How an objective stands, as the file's owner sees it; what was said before stays. `done` is a percentage."""
    with people.reading() as reader:
        record = cast(Aim, record_of(reader, "aim", aim))
        if done is not None and not 0 <= done <= _WHOLE:
            raise Refusal(_("What is done is from 0 to 100 %; {done} % is not.").format(done=f"{done:f}"))
        given: dict[str, Value] = {"aim_id": aim, "on": on or people.today(), "by_id": people.my_id}
        entity = reader.catalogue.entity("aim_progress")
        values = checked(people.catalogue, entity, {**given, "done": done, "words": words})
    made = Create("aim_progress", Id(people.store.new_id()), said(values))
    return Changes(_("Say how “{title}” goes").format(title=shorten(record.title or "", 60)), (made,))


def _aims(reader: Reader, subject: Id, cycle: Id | None) -> list[Aim]:
    tests = [Test("subject_id", Op.IS, subject)]
    if cycle is not None:
        tests.append(Test("cycle_id", Op.IS, cycle))
    found = reader.all(reader.catalogue.entity("aim"), All(tuple(tests)), (Sort("due"), Sort("title")))
    return [cast(Aim, record) for record in found]


def _latest(reader: Reader, aims: Sequence[Id]) -> dict[Id, list[Said]]:
    """What each side said last of each objective."""
    entity = reader.catalogue.entity("aim_progress")
    last: dict[tuple[Id, Id | None], Said] = {}
    for record in reader.all(entity, Test("aim_id", Op.ANY_OF, list(aims)), (Sort("on"),)):
        one = cast(AimProgress, record)
        by = link(one.by_id)
        last[Id(str(one.aim_id)), by] = Said(by, day(one.on), number(one.done), one.words or "")
    found: dict[Id, list[Said]] = defaultdict(list)
    for (aim, _by), said_last in last.items():
        found[aim].append(said_last)
    return found


def _in_order(aims: Sequence[Aim]) -> list[tuple[Aim, int]]:
    """Wholes before their parts, each with its depth. Whatever hangs on a circle comes at the top."""
    there = {aim.id for aim in aims}
    under: dict[object, list[Aim]] = defaultdict(list)
    for aim in aims:
        under[aim.parent_id if aim.parent_id in there else None].append(aim)
    found: list[tuple[Aim, int]] = []
    waiting = [(aim, 0) for aim in reversed(under[None])]
    while waiting:
        aim, depth = waiting.pop()
        found.append((aim, depth))
        waiting += [(child, depth + 1) for child in reversed(under[aim.id])]
    placed = {aim.id for aim, _depth in found}
    return found + [(aim, 0) for aim in aims if aim.id not in placed]


def _line(aim: Aim, depth: int, mine: Said | None, theirs: Said | None, evidence: int) -> AimLine:
    return AimLine(
        id=aim.id,
        depth=depth,
        title=aim.title or "",
        side=code(aim.side) or "what",
        supports=aim.supports or "",
        measure=aim.measure or "",
        target=aim.target or "",
        weight=number(aim.weight),
        due=day(aim.due),
        status=code(aim.status),
        mine=mine,
        theirs=theirs,
        evidence=evidence,
    )


def _of_weights(aims: Sequence[Aim]) -> str:
    weights = [number(aim.weight) for aim in aims if aim.status not in ("draft", "dropped")]
    known = [weight for weight in weights if weight is not None]
    if not known:
        return ""
    if len(known) < len(weights):
        return _("{known} of {all} agreed objectives have a weight, so all weigh the same.").format(
            known=len(known), all=len(weights)
        )
    total = sum(known, Decimal(0))
    return (
        ""
        if total == _WHOLE
        else _("The weights add up to {total} %.").format(total=f"{total.normalize():f}")
    )

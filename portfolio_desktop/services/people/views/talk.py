# SPDX-License-Identifier: Apache-2.0
"""A conversation as its page shows it: what it is about, what was said, what the two promised, and what came before."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.catalogue.confidential.conversations import Conversation, Promise
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.conversations import OpenPromise, agenda, open_promises
from portfolio_desktop.services.people.forms import Level, levels
from portfolio_desktop.services.people.known import day, link, names, owner
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Promising:
    """Something that was promised in this conversation; `done_on` once it is kept."""

    id: Id
    title: str
    who: str
    due: date | None
    done_on: date | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTalk:
    """All of one conversation. `missing` are points that are open between the two and not on its agenda.

    `both` are who can promise something: the person, and whose file it is; in one's own year, one's line manager.
    """

    today: date
    name: str
    record: Conversation
    both: tuple[tuple[Id, str], ...]
    levels: tuple[Level, ...]
    promised: tuple[Promising, ...]
    earlier: tuple[OpenPromise, ...]
    missing: tuple[str, ...]
    before: Conversation | None
    after: Conversation | None


def one_talk(people: PeopleFile, conversation: Id) -> OneTalk:
    """One conversation."""
    with people.reading() as reader:
        record = cast(Conversation, record_of(reader, "conversation", conversation))
        subject, me = Id(str(record.subject_id)), owner(reader)
        person = record_of(reader, "party", subject)
        other = link(person["manager_id"]) if subject == me else me
        called = names(reader, [subject, other])
        promised = tuple(_promised(reader, conversation))
        before, after = _around(reader, record)
        appraisal = link(record.appraisal_id)
        scale = link(record_of(reader, "appraisal", appraisal)["scale_id"]) if appraisal else None
        rungs = levels(reader, scale)
    here = {one.id for one in promised}
    there = set((record.agenda or "").splitlines())
    open_points = () if day(record.held_on) else (agenda(people, subject, conversation) or "").splitlines()
    return OneTalk(
        today=people.today(),
        name=called[subject],
        record=record,
        both=tuple((id, called[id]) for id in (subject, other) if id is not None),
        levels=rungs,
        promised=promised,
        earlier=tuple(one for one in open_promises(people, subject) if one.id not in here),
        missing=tuple(line for line in open_points if line not in there),
        before=before,
        after=after,
    )


def _promised(reader: Reader, conversation: Id) -> list[Promising]:
    where = Test("conversation_id", Op.IS, conversation)
    rows = [cast(Promise, one) for one in reader.all(reader.catalogue.entity("promise"), where)]
    called = names(reader, [link(one.who_id) for one in rows])
    return [
        Promising(
            id=one.id,
            title=one.title or "",
            who=called.get(link(one.who_id), ""),
            due=(due := day(one.due)),
            done_on=(done := day(one.done_on)),
            late=done is None and due is not None and due < reader.today,
        )
        for one in rows
    ]


def _around(reader: Reader, talk: Conversation) -> tuple[Conversation | None, Conversation | None]:
    """The one held before this one with the same person, and the next one planned that is not held yet."""
    entity = reader.catalogue.entity("conversation")
    mine = Test("subject_id", Op.IS, str(link(talk.subject_id)))
    held = [
        cast(Conversation, one)
        for one in reader.all(entity, All((mine, Test("held_on", Op.KNOWN))), (Sort("held_on"),))
        if one.id != talk.id
    ]
    coming = [
        cast(Conversation, one)
        for one in reader.all(entity, All((mine, Test("held_on", Op.EMPTY))), (Sort("planned_on"),))
        if one.id != talk.id
    ]
    until = day(talk.held_on) or reader.today
    earlier = [one for one in held if (day(one.held_on) or date.min) <= until]
    return (earlier[-1] if earlier else None), (coming[0] if coming else None)

# SPDX-License-Identifier: Apache-2.0
"""Coaching by goal, reality, options and will. The journal hears that a session took place, never what was said in it."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.confidential.coaching import CoachingSession
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import day, link, names, said
from portfolio_desktop.services.people.learning.happened import happened
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader

GROW = {
    "goal": N_("What do you want to have reached, and how would you know?"),
    "reality": N_("What is happening now? What have you tried, and what came of it?"),
    "options": N_("What could you do? What else? What would somebody do whom you admire?"),
    "will": N_("What will you do, by when, and with whose support?"),
}
"""The four parts of a coaching session, each with a question to open it. They are a compass, not an order."""

_SURE = 7
"""Below this confidence somebody is more likely than not to leave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session with somebody, what it leaves open, and the one before it. `noted` says that the journal has it."""

    name: str
    record: CoachingSession
    open: tuple[str, ...]
    before: CoachingSession | None
    noted: bool


def begin(people: PeopleFile, subject: Id, on: date | None = None) -> Changes:
    """A session to be written in, with the goal of the last one, since most go on where that ended."""
    held = on or people.today()
    with people.reading() as reader:
        before = _sessions(reader, subject)
    values: Values = {
        "title": _("Coaching, {day}").format(day=format_date(held)),
        "subject_id": subject,
        "on": held,
        "goal": before[-1].goal if before else None,
    }
    return records.create(people, "coaching_session", said(values))


def session(people: PeopleFile, id: Id) -> Session:
    """A session as its page shows it."""
    with people.reading() as reader:
        record = cast(CoachingSession, record_of(reader, "coaching_session", id))
        subject = Id(str(record.subject_id))
        held = day(record.on)
        earlier = [
            one
            for one in _sessions(reader, subject)
            if one.id != id and (day(one.on) or date.min) <= (held or date.max)
        ]
        return Session(
            name=names(reader, [subject])[subject],
            record=record,
            open=tuple(to_ask(record)),
            before=earlier[-1] if earlier else None,
            noted=_is_noted(reader, record),
        )


def sessions(people: PeopleFile, subject: Id) -> list[CoachingSession]:
    """All sessions with somebody, the latest first."""
    with people.reading() as reader:
        return list(reversed(_sessions(reader, subject)))


def note(people: PeopleFile, id: Id) -> Changes:
    """Put into the journal that the session took place. Refuses one without a goal, and one that stands there already."""
    with people.reading() as reader:
        record = cast(CoachingSession, record_of(reader, "coaching_session", id))
        noted = _is_noted(reader, record)
    _refuse_senseless(dict(people.catalogue.entity("coaching_session").values(record)))
    if noted:
        raise Refusal(_("The journal has this session already."))
    held, subject = day(record.on) or people.today(), Id(str(record.subject_id))
    title = _journal_title(record.title or "")
    return Changes(
        _("Note in the journal: {title}").format(title=title),
        (happened(people, subject, "coaching", title, held),),
    )


def coach(people: PeopleFile, values: Values, *, noted: bool = True) -> Changes:
    """A whole session at once: its record, and in the journal that it took place.

    Refuses one without a goal, and a next session before this one.
    """
    given = {"on": people.today(), **values}
    _refuse_senseless(given)
    changes = records.create(people, "coaching_session", given)
    if not noted:
        return changes
    on = given.get("on")
    held = on if isinstance(on, date) else people.today()
    subject, title = Id(str(given.get("subject_id"))), _journal_title(str(given.get("title")))
    return Changes(changes.label, (*changes.items, happened(people, subject, "coaching", title, held)))


def to_ask(session: CoachingSession) -> list[str]:
    """What a session has left open: a question for each part without words, and one about little confidence."""
    found = [_(question) for part, question in GROW.items() if not getattr(session, part)]
    confidence = session.confidence
    if isinstance(confidence, int) and confidence < _SURE:
        found.append(
            _("Confidence is {number} of 10. What would make it {wanted}?").format(
                number=confidence, wanted=_SURE + 1
            )
        )
    return found


def _refuse_senseless(values: Values) -> None:
    if not values.get("goal"):
        raise Refusal(_("Say which goal the session was about: without one it is a conversation."))
    on, later = values.get("on"), values.get("next_on")
    if isinstance(on, date) and isinstance(later, date) and later <= on:
        raise Refusal(_("The next session comes after this one."))


def _journal_title(title: str) -> str:
    return title if title.startswith(_("Coaching")) else _("Coaching: {title}").format(title=title)


def _is_noted(reader: Reader, record: CoachingSession) -> bool:
    where = All(
        (
            Test("subject_id", Op.IS, str(link(record.subject_id))),
            Test("kind", Op.IS, "coaching"),
            Test("title", Op.IS, _journal_title(record.title or "")),
        )
    )
    rows = reader.values(reader.catalogue.entity("evidence"), ("on",), where)
    return any(on == record.on for _id, on in rows)


def _sessions(reader: Reader, subject: Id) -> list[CoachingSession]:
    entity = reader.catalogue.entity("coaching_session")
    found = reader.all(entity, Test("subject_id", Op.IS, subject), (Sort("on"),))
    return [cast(CoachingSession, one) for one in found]

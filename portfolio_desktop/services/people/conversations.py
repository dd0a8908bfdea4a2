# SPDX-License-Identifier: Apache-2.0
"""Conversations: planned with an agenda that writes itself, held in the four blocks, and what was promised in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.catalogue.confidential.conversations import Conversation, Promise
from portfolio_desktop.catalogue.confidential.development import Activity
from portfolio_desktop.catalogue.confidential.evidence import Aim, Evidence
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.domain.appraisal.acts import not_in_future
from portfolio_desktop.services import records
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.forms import levels
from portfolio_desktop.services.people.known import code, day, link, names, said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

BLOCKS = ("expectations", "progress", "performance", "development")
"""The four parts of every conversation, as fields of its record."""

_IN_A_ROW = 2
_SAID = (*BLOCKS, "level", "private_note", "agenda")


@dataclass(frozen=True, slots=True)
class Promised:
    """Something that one of the two will do, before it is written."""

    title: str
    who: Id
    due: date | None = None


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise that is not yet kept: in which conversation it was made, and whether its day has passed."""

    id: Id
    title: str
    who: str
    due: date | None
    made_on: date | None
    late: bool


def plan(people: PeopleFile, subject: Id, on: date, title: str = "", kind: str = "one_to_one") -> Changes:
    """A conversation with somebody on a day, its agenda begun with what is open between the two."""
    values: Values = {
        "title": title or _("One-to-one"),
        "subject_id": subject,
        "kind": kind,
        "planned_on": on,
        "agenda": agenda(people, subject),
    }
    return records.create(people, "conversation", said(values))


def prepare(people: PeopleFile, conversation: Id) -> Changes:
    """Put what is open between the two into the agenda of a conversation, after what stands there; a line only once."""
    with people.reading() as reader:
        talk = cast(Conversation, record_of(reader, "conversation", conversation))
    if day(talk.held_on) is not None:
        raise Refusal(_("“{title}” has been held already.").format(title=talk.title))
    there = (talk.agenda or "").splitlines()
    wanted = agenda(people, Id(str(talk.subject_id)), conversation) or ""
    lines = there + [line for line in wanted.splitlines() if line not in there]
    return records.change(people, "conversation", conversation, {"agenda": "\n".join(lines)})


def agenda(people: PeopleFile, subject: Id, talk: Id | None = None) -> str | None:
    """What is open with somebody, a line each: promises, objectives, learning overdue, news not yet told.

    What was promised in the conversation `talk` itself is no point to bring up in it.

    First of all, where the last two levels that were said were both the lowest of the scale, that help is to be agreed.
    """
    with people.reading() as reader:
        lines = [
            *_of_levels(reader, subject),
            *(
                _("Promise of {who}: {what}{by}").format(who=one.who, what=one.title, by=_by(one.due))
                for one in _open(reader, subject, talk)
            ),
        ]
        lines += _of_aims(reader, subject)
        lines += _of_learning(reader, subject)
        lines += _of_evidence(reader, subject)
    return "\n".join(lines) or None


def hold(
    people: PeopleFile,
    conversation: Id,
    values: Values,
    promises: Sequence[Promised] = (),
    on: date | None = None,
) -> Changes:
    """What was said in a conversation, today or `on` an earlier day, and what was promised in it: one change set.

    `values` may hold the four blocks, the level as it stands, the agenda and a private note.
    """
    held = not_in_future(on or people.today(), people.today())
    if not set(values) <= set(_SAID):
        raise Refusal(_("A conversation is held in its four parts; the rest of it is changed in its record."))
    items: list[Change] = [*records.change(people, "conversation", conversation, {**values, "held_on": held})]
    with people.reading() as reader:
        talk = record_of(reader, "conversation", conversation)
    items += [_made(people, conversation, promise) for promise in promises]
    return Changes(_("Hold “{title}”").format(title=talk["title"]), tuple(items))


def promise(people: PeopleFile, conversation: Id, promised: Promised) -> Changes:
    """One thing that was promised in a conversation, while it goes on or after it."""
    made = _made(people, conversation, promised)
    return Changes(_("Promise: {what}").format(what=shorten(promised.title, 60)), (made,))


def reopen(people: PeopleFile, promised: Id) -> Changes:
    """A promise that was marked as kept is open again."""
    return records.change(people, "promise", promised, {"done_on": None})


def open_promises(people: PeopleFile, subject: Id | None = None) -> list[OpenPromise]:
    """What was promised and is not kept, the earliest due first; with one person, or with all."""
    with people.reading() as reader:
        return _open(reader, subject)


def keep(people: PeopleFile, promises: Sequence[Id], on: date | None = None) -> Changes:
    """Promises are kept, today or `on` an earlier day."""
    done = not_in_future(on or people.today(), people.today())
    with people.reading() as reader:
        found = reader.many(reader.catalogue.entity("promise"), promises)
    edits = [Edit("promise", one.id, "done_on", done) for one in found if one["done_on"] is None]
    text = ngettext("Keep {count} promise", "Keep {count} promises", len(edits))
    return Changes(text.format(count=len(edits)), tuple(edits))


def open_in(reader: Reader) -> dict[Id, tuple[Promise, Conversation]]:
    """Every promise that is not kept, with the conversation it was made in."""
    entity = reader.catalogue.entity("promise")
    found = [cast(Promise, one) for one in reader.all(entity, Test("done_on", Op.EMPTY), (Sort("due"),))]
    wanted = [Id(str(one.conversation_id)) for one in found]
    talks = {
        one.id: cast(Conversation, one)
        for one in reader.many(reader.catalogue.entity("conversation"), wanted)
    }
    return {one.id: (one, talks[Id(str(one.conversation_id))]) for one in found}


def _made(people: PeopleFile, conversation: Id, promised: Promised) -> Create:
    title = one_line(promised.title)
    with people.reading() as reader:
        known = reader.get(reader.catalogue.entity("party"), promised.who)
    if not title or known is None:
        raise Refusal(_("Say what is promised, and by which of the two."))
    given: Values = {
        "conversation_id": conversation,
        "title": title,
        "who_id": promised.who,
        "due": promised.due,
    }
    return Create("promise", Id(people.store.new_id()), said(given))


def _open(reader: Reader, subject: Id | None, but: Id | None = None) -> list[OpenPromise]:
    """Those made with `subject`, or with all; without those of the conversation `but`."""
    found = [
        both
        for both in open_in(reader).values()
        if (subject is None or both[1].subject_id == subject) and both[1].id != but
    ]
    called = names(reader, [link(promise.who_id) for promise, _talk in found])
    return [
        OpenPromise(
            id=promise.id,
            title=promise.title or "",
            who=called.get(link(promise.who_id), ""),
            due=day(promise.due),
            made_on=day(talk.held_on),
            late=(due := day(promise.due)) is not None and due < reader.today,
        )
        for promise, talk in found
    ]


def _of_levels(reader: Reader, subject: Id) -> Iterable[str]:
    where = All((Test("subject_id", Op.IS, subject), Test("held_on", Op.KNOWN), Test("level", Op.KNOWN)))
    found = reader.all(reader.catalogue.entity("conversation"), where, (Sort("held_on"),))
    last = [cast(Conversation, record) for record in found][-_IN_A_ROW:]
    appraisal = link(last[-1].appraisal_id) if last else None
    if appraisal is None or len(last) < _IN_A_ROW:
        return
    scale = link(record_of(reader, "appraisal", appraisal)["scale_id"])
    lowest = next(iter(levels(reader, scale)), None)
    if lowest is not None and all(talk.level == lowest.step for talk in last):
        text = _(
            "“{level}” in two conversations in a row: agree what has to improve, by when, and with what help"
        )
        yield text.format(level=lowest.label)


def _of_aims(reader: Reader, subject: Id) -> Iterable[str]:
    where = All((Test("subject_id", Op.IS, subject), Test("status", Op.IS, "agreed")))
    for record in reader.all(reader.catalogue.entity("aim"), where, (Sort("due"),)):
        aim = cast(Aim, record)
        yield _("Objective: {what}{by}").format(what=aim.title, by=_by(day(aim.due)))


def _of_learning(reader: Reader, subject: Id) -> Iterable[str]:
    where = All((Test("subject_id", Op.IS, subject), Test("due", Op.BELOW, "today")))
    for record in reader.all(reader.catalogue.entity("activity"), where, (Sort("due"),)):
        activity = cast(Activity, record)
        if code(activity.status) not in ("done", "dropped"):
            yield _("Learning overdue: {what}{by}").format(what=activity.title, by=_by(day(activity.due)))


def _of_evidence(reader: Reader, subject: Id) -> Iterable[str]:
    where = Test("subject_id", Op.IS, subject)
    for record in reader.all(reader.catalogue.entity("evidence"), where, (Sort("on"),)):
        noted = cast(Evidence, record)
        if not noted.told:
            on = day(noted.on)
            yield _("To talk about: {what}{of}").format(
                what=noted.title, of=f" ({format_date(on)})" if on else ""
            )


def _by(due: date | None) -> str:
    return _(", by {day}").format(day=format_date(due)) if due else ""

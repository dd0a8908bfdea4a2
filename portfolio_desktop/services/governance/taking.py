# SPDX-License-Identifier: Apache-2.0
"""What is written while a meeting sits: who is there, what was said, what was decided on what evidence, who does what.

Each function is one act and returns one change set, so that each is undone by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.records.governance.decisions import Decision
from portfolio_desktop.catalogue.records.governance.meetings import AgendaItem, Meeting
from portfolio_desktop.domain.action_line import ActionLine, understand
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.meetings import attendances_of, members_of, moment
from portfolio_desktop.services.governance.proof import issued_last
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes, Edit

OUTCOMES = ("approved", "conditional", "rejected", "deferred")
_LABELS = {
    "approved": N_("Approve {what}"),
    "conditional": N_("Approve {what} with conditions"),
    "rejected": N_("Reject {what}"),
    "deferred": N_("Defer {what}"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision as it was taken. `option` is the one chosen, where there are options; `by` decided, else the meeting."""

    outcome: str
    decision: str = ""
    reasons: str = ""
    conditions: str = ""
    dissent: str = ""
    option: Id | None = None
    expected: str = ""
    review_on: date | None = None
    by: Id | None = None


def decide(
    office: Office, decision_id: Id, taken: Taken, *, meeting: Id | None = None, item: Id | None = None
) -> Changes:
    """Record a decision with its reasons, and freeze the evidence: the pack that was last issued before it was taken.

    All of it is written, what stays as it was and what is empty, too: of two decisions that are taken apart neither keeps the
    reasons of the other. Refuses an approval with conditions that names none, a rejection or deferral without a reason, and
    what nobody decided.
    """
    _refuse_unreasoned(taken)
    with office.reading() as reader:
        decision = cast(Decision, record_of(reader, "decision", decision_id))
        held = cast(Meeting, record_of(reader, "meeting", meeting)) if meeting else None
    starts = moment(held.starts) if held else None
    day = starts.date() if starts and starts.date() <= office.today() else office.today()
    values: dict[str, Value] = {
        "status": taken.outcome,
        "decision": taken.decision.strip() or None,
        "reasons": taken.reasons.strip() or None,
        "conditions": taken.conditions.strip() or None,
        "dissent": taken.dissent.strip() or None,
        "decided_on": None if taken.outcome == "deferred" else day,
        "expected": taken.expected.strip() or decision.expected,
        "review_on": taken.review_on or decision.review_on,
    }
    if held is not None:
        values |= {"meeting_id": held.id, "board_id": held.board_id or decision.board_id}
        values["decided_by_id"] = taken.by or held.chair_id or decision.decided_by_id
    elif taken.by is not None:
        values["decided_by_id"] = taken.by
    if item is not None:
        values["agenda_item_id"] = item
    if not decision.evidence_id:
        values["evidence_id"] = evidence(office, starts or datetime.combine(day, time()) + timedelta(days=1))
    changes = records.change(office, "decision", decision_id, values)
    said = {edit.field for edit in changes if isinstance(edit, Edit) and edit.record == decision_id}
    same = [Edit("decision", decision_id, name, decision[name]) for name in values if name not in said]
    label = _(_LABELS[taken.outcome]).replace("{what}", decision.code or decision.title or "")
    if not changes.items:
        return Changes(label, ())
    return Changes(label, (*changes.items, *same, *_chosen(office, decision_id, taken)))


def evidence(office: Office, before: datetime) -> Id | None:
    """The pack that had been issued last at that moment; None where none had."""
    with office.reading() as reader:
        return issued_last(reader, before)


def add_decision(office: Office, meeting_id: Id, item_id: Id | None, title: str) -> Changes:
    """A decision that nobody had put on the agenda, to be taken under an item."""
    with office.reading() as reader:
        meeting = cast(Meeting, record_of(reader, "meeting", meeting_id))
        item = cast(AgendaItem, record_of(reader, "agenda_item", item_id)) if item_id else None
    values: dict[str, Value] = {
        "title": title.strip(),
        "meeting_id": meeting_id,
        "board_id": meeting.board_id,
        "agenda_item_id": item_id,
        "project_id": (item.project_id if item else None) or meeting.project_id,
    }
    return records.create(office, "decision", values)


def read_action(office: Office, line: str, meeting_id: Id | None = None) -> ActionLine:
    """What a typed line means here: whoever sits in the meeting is meant before somebody else of that name."""
    with office.reading() as reader:
        person = reader.catalogue.entity("person")
        people = [(id, name) for id, name in reader.column(person, person.field(person.title)) if name]
        here: set[Id] = set()
        coming = None
        if meeting_id is not None:
            attendance = reader.catalogue.entity("attendance")
            found = reader.all(attendance, Test("meeting_id", Op.IS, meeting_id))
            here = {Id(each["person_id"]) for each in found if isinstance(each["person_id"], str)}
            coming = _next_meeting(office, meeting_id)
        today = reader.today
    read = understand(line, people, today, coming)
    among = tuple(each for each in read.people if each in here)
    if len(read.people) > 1 and among:
        return ActionLine(read.title, read.owner, among, read.due)
    return read


def add_action(
    office: Office,
    title: str,
    *,
    owner: Id | None,
    due: date | None,
    meeting: Id,
    item: Id | None = None,
    decision: Id | None = None,
) -> Changes:
    """An action agreed in a meeting, under an item, perhaps because of a decision."""
    with office.reading() as reader:
        under = cast(AgendaItem, record_of(reader, "agenda_item", item)) if item else None
        held = cast(Meeting, record_of(reader, "meeting", meeting))
    if not title.strip():
        raise Refusal(_("Say what is to be done."))
    values: dict[str, Value] = {
        "title": title.strip(),
        "owner_id": owner,
        "due": due,
        "meeting_id": meeting,
        "agenda_item_id": item,
        "decision_id": decision or (under.decision_id if under else None),
        "project_id": (under.project_id if under else None) or held.project_id,
        "raised_on": office.today(),
    }
    made = records.create(office, "action", values)
    return Changes(_("Add the action “{title}”").replace("{title}", shorten(title, 60)), made.items)


def note(office: Office, item_id: Id, said: str, before: str | None = None) -> Changes:
    """What was said on an item. Where something else stands there by now than `before`, both stay."""
    return _noted(office, "agenda_item", item_id, "discussion", said, before)


def note_whole(office: Office, meeting_id: Id, said: str, before: str | None = None) -> Changes:
    """What was said as a whole; with `before` as on an item."""
    return _noted(office, "meeting", meeting_id, "minutes", said, before)


def _noted(office: Office, entity: str, id: Id, field: str, said: str, before: str | None) -> Changes:
    with office.reading() as reader:
        stands = str(record_of(reader, entity, id)[field] or "").strip()
    said = said.strip()
    if before is not None and stands not in ("", said, before.strip()):
        added = said.removeprefix(before.strip()).strip()
        said = f"{stands}\n{added}".strip()
    return records.change(office, entity, id, {field: said or None})


def attend(
    office: Office,
    meeting_id: Id,
    presence: str | None,
    *,
    attendance: Id | None = None,
    person: Id | None = None,
    deputy: Id | None = None,
) -> Changes:
    """Say whether somebody is there. A member of whom nothing was recorded gets an attendance.

    A deputy who is not named is the member's standing one. Whoever two laptops recorded unaware of each other is so
    in both.
    """
    if presence == "deputy" and deputy is None:
        deputy = _standing_deputy(office, meeting_id, attendance, person)
    values: dict[str, Value] = {"presence": presence, "deputy_id": deputy if presence == "deputy" else None}
    if attendance is not None:
        changes = records.change_many(office, "attendance", _alike(office, meeting_id, attendance), values)
    else:
        changes = records.create(
            office, "attendance", {"meeting_id": meeting_id, "person_id": person, **values}
        )
    with office.reading() as reader:
        if attendance is not None:
            person = Id(str(record_of(reader, "attendance", attendance)["person_id"]))
        name = reader.titles(reader.catalogue.entity("person"), [person] if person else []).get(
            person or Id(""), _("a guest")
        )
    return Changes(_("Record the attendance of {name}").replace("{name}", name), changes.items)


def _alike(office: Office, meeting_id: Id, attendance: Id) -> list[Id]:
    """The attendance, with any others of the same person."""
    with office.reading() as reader:
        found = [[each.id for each in one] for one in attendances_of(reader, meeting_id)]
    return next((one for one in found if attendance in one), [attendance])


def _standing_deputy(office: Office, meeting_id: Id, attendance: Id | None, person: Id | None) -> Id | None:
    with office.reading() as reader:
        meeting = cast(Meeting, record_of(reader, "meeting", meeting_id))
        found = record_of(reader, "attendance", attendance)["person_id"] if attendance else person
        members = (each for each in members_of(reader, meeting.board_id) if each.person_id == found)
        deputies = (each.deputy_id for each in members if isinstance(each.deputy_id, str))
        return next((Id(each) for each in deputies), None)


def close_meeting(office: Office, meeting_id: Id) -> Changes:
    """The meeting was held."""
    with office.reading() as reader:
        meeting = cast(Meeting, record_of(reader, "meeting", meeting_id))
    changes = records.change(office, "meeting", meeting_id, {"status": "held"})
    return Changes(_("{what} was held").replace("{what}", meeting.code or meeting.title or ""), changes.items)


def _refuse_unreasoned(taken: Taken) -> None:
    if taken.outcome not in OUTCOMES:
        raise Refusal(_("Say whether it is approved, approved with conditions, rejected or deferred."))
    if taken.outcome == "conditional" and not taken.conditions.strip():
        raise Refusal(_("Write down the conditions, or approve it without."))
    if taken.outcome in ("rejected", "deferred") and not taken.reasons.strip():
        raise Refusal(_("Give the reason: whoever asked will want to know it."))


def _chosen(office: Office, decision: Id, taken: Taken) -> Iterator[Edit]:
    """The option that was chosen is marked, and no other; where none was, they stay as they are."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("decision_option")
        found = reader.all(entity, Test("decision_id", Op.IS, decision))
    for each in found:
        was = each["chosen"]
        wanted = each.id == taken.option if taken.option is not None else bool(was)
        yield Edit("decision_option", each.id, "chosen", was if bool(was) == wanted else wanted)


def _next_meeting(office: Office, meeting_id: Id) -> date | None:
    """The day of the same board's next meeting after this one."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("meeting")
        meeting = cast(Meeting, record_of(reader, "meeting", meeting_id))
        starts = moment(meeting.starts)
        if starts is None or not isinstance(meeting.board_id, str):
            return None
        found = reader.all(entity, Test("board_id", Op.IS, meeting.board_id))
    later = [at for each in found if (at := moment(each["starts"])) is not None and at > starts]
    return min(later).date() if later else None

# SPDX-License-Identifier: Apache-2.0
"""What a status has to be proved by: nothing ends in silence, nothing is decided by nobody, nobody is turned down unheard.

A person is refused a status that leaves a gap in the proof, wherever they set it, and the refusal says which fields
would fill it. The day on which something is decided or ends is filled in by itself. Who decided it, and why, never is.
When an escalation is over, its issue is no longer called escalated. What comes with an import is kept as it came, and
counted among the faults of the data.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Record, Value, Values
from portfolio_desktop.catalogue.filters import All, Filter, Op, Test
from portfolio_desktop.services.governance.clocks import open_escalations
from portfolio_desktop.storage.changes import Edit
from portfolio_desktop.storage.read import Reader

_NOTHING: Values = MappingProxyType({})


class Unsaid(Refusal):
    """A status that wants more said with it. `asks` are the fields to fill in, days that fill themselves among them.

    `about` names the records that it is said of; empty for one that is not there yet.
    """

    def __init__(self, sentence: str, asks: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.asks = asks
        self.about = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """One of `fields` has to hold something, else `words` say what is missing.

    A `fresh` one is said anew with the status: what the field says already is about something else.
    """

    fields: tuple[str, ...]
    words: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class _Day:
    """The field that fills itself when one of `begins` is entered, and empties itself when one of `ends` is."""

    field: str
    begins: frozenset[str]
    ends: frozenset[str]


_WHO = Proof(
    ("decided_by_id", "board_id", "meeting_id"), N_("Say who decided: a person, a board or a meeting.")
)
_WHO_AGREED = Proof(
    ("decided_by_id", "board_id", "decision_id"), N_("Say who decided: a person, a board or a decision.")
)
_WHEN = Proof(("decided_on",), N_("Say on which day it was decided."))
_WHY = N_("Give the reason: whoever asked will want to know it.")
_REASONS = Proof(("reasons",), _WHY)
_REASON_NOTED = Proof(("note",), _WHY, fresh=True)
_CONDITIONS = Proof(("conditions",), N_("Write down the conditions, or approve it without."))
_RESOLUTION = Proof(("resolution",), N_("Write down how it was resolved."))
_OUTCOME = Proof(("outcome",), N_("Write down how it ended."))
_DOES_IT = Proof(("responsible_id",), N_("Say who does it."))
_ANSWER = Proof(("answer",), N_("Say why, so that the work can be cut or staffed differently."), fresh=True)

_PROOFS: Mapping[str, Mapping[str, tuple[Proof, ...]]] = {
    "decision": {
        "approved": (_WHO, _WHEN),
        "conditional": (_CONDITIONS, _WHO, _WHEN),
        "rejected": (_REASONS, _WHO, _WHEN),
        "deferred": (_REASONS,),
    },
    "change_request": {
        "approved": (_WHO_AGREED, _WHEN),
        "implemented": (_WHO_AGREED, _WHEN),
        "rejected": (_REASON_NOTED, _WHO_AGREED, _WHEN),
        "deferred": (_REASON_NOTED,),
        "withdrawn": (_REASON_NOTED,),
    },
    "escalation": {
        "told": (Proof(("told_at",), N_("An escalation is told of once it says when somebody was told.")),),
        "answered": (Proof(("answer",), N_("An escalation is answered once it says what was answered.")),),
        "closed": (
            Proof(
                ("answer",),
                N_("An escalation is closed once it is answered: silence would look like agreement."),
            ),
        ),
        "withdrawn": (
            Proof(("note",), N_("An escalation is withdrawn once its note says why."), fresh=True),
        ),
    },
    "work_package": {
        "offered": (
            Proof(("responsible_id",), N_("Say to whom the work is offered.")),
            Proof(("accountable_id",), N_("Say who hands it over and answers for the outcome.")),
            Proof(("outcome",), N_("Say what there will be when it is done.")),
            Proof(("due",), N_("Say by when.")),
        ),
        "accepted": (_DOES_IT,),
        "in_hand": (_DOES_IT,),
        "declined": (_ANSWER,),
        "handed_back": (_ANSWER,),
        "delivered": (Proof(("result",), N_("Write down what was delivered.")),),
        "complete": (Proof(("taken_by_id",), N_("Say who accepted the result as complete.")),),
    },
    "issue": {"resolved": (_RESOLUTION,), "closed": (_RESOLUTION,)},
    "risk": {"closed": (_OUTCOME,), "expired": (_OUTCOME,)},
}
"""By entity and status, all that has to be said."""

_DAYS: Mapping[str, tuple[_Day, ...]] = {
    "task": (
        _Day("start_actual", frozenset({"doing"}), frozenset({"to_do"})),
        _Day("end_actual", frozenset({"done"}), frozenset({"to_do", "doing", "waiting", "review"})),
    ),
    "decision": (
        _Day(
            "decided_on",
            frozenset({"approved", "conditional", "rejected"}),
            frozenset({"asked", "deferred"}),
        ),
    ),
    "change_request": (
        _Day(
            "decided_on", frozenset({"approved", "rejected"}), frozenset({"raised", "assessed", "deferred"})
        ),
        _Day(
            "implemented_on",
            frozenset({"implemented"}),
            frozenset({"raised", "assessed", "deferred", "approved"}),
        ),
    ),
    "escalation": (
        _Day(
            "closed_on",
            frozenset({"closed", "withdrawn"}),
            frozenset({"draft", "raised", "told", "answered"}),
        ),
    ),
    "issue": (
        _Day(
            "closed_on",
            frozenset({"resolved", "closed"}),
            frozenset({"open", "doing", "escalated", "waiting"}),
        ),
    ),
    "risk": (_Day("closed_on", frozenset({"closed", "expired"}), frozenset({"draft", "open"})),),
    "action": (_Day("done_on", frozenset({"done"}), frozenset({"open", "doing", "waiting"})),),
    "recommendation": (_Day("done_on", frozenset({"done", "closed"}), frozenset({"open", "doing"})),),
    "work_package": (
        _Day("offered_on", frozenset({"offered"}), frozenset({"draft"})),
        _Day(
            "answered_on",
            frozenset({"accepted", "declined", "handed_back"}),
            frozenset({"draft", "offered"}),
        ),
        _Day(
            "delivered_on",
            frozenset({"delivered"}),
            frozenset({"draft", "offered", "accepted", "declined", "in_hand", "handed_back"}),
        ),
        _Day(
            "taken_on",
            frozenset({"complete"}),
            frozenset({"draft", "offered", "accepted", "declined", "in_hand", "handed_back", "delivered"}),
        ),
    ),
}

_ENDING: Mapping[str, str] = {"issue": "resolution", "risk": "outcome"}
"""The field that says how it ended. It is said anew each time: where the record is taken up again, it is no longer so."""

_ISSUE_AFTER = {"closed": "doing", "withdrawn": "open"}
"""By how its escalation ended, what becomes of the issue: an answer is acted upon, without one it is where it was."""


def unproved(entity: str, values: Values) -> tuple[Proof, ...]:
    """What the status among `values` wants said and is not, whoever set it."""
    wanted = _PROOFS.get(entity, {}).get(str(values.get("status")), ())
    return tuple(proof for proof in wanted if not any(values.get(name) for name in proof.fields))


def gap_words(entity: str, values: Values) -> str:
    """What the status among `values` leaves unsaid, in words; empty where nothing is."""
    return " ".join(_(proof.words) for proof in unproved(entity, values))


def unproved_by_project(reader: Reader, project: Id | None = None) -> dict[Id, list[str]]:
    """By project, what came in saying that it is decided or over and leaves unsaid by whom or why, in words."""
    found: dict[Id, list[str]] = defaultdict(list)
    for name, statuses in _PROOFS.items():
        entity = reader.catalogue.entity(name)
        parts: list[Filter] = [Test("status", Op.ANY_OF, sorted(statuses)), Test("project_id", Op.KNOWN)]
        if project is not None:
            parts.append(Test("project_id", Op.IS, project))
        for record in reader.all(entity, All(tuple(parts))):
            if words := gap_words(name, entity.values(record)):
                found[Id(str(record["project_id"]))].append(f"{record['code'] or record['title']}: {words}")
    return found


def refuse_unproved(entity: str, values: Values, given: Set[str]) -> None:
    """Refuse a status that nothing proves, and the removal of what proves the status that a record has.

    `values` are all that the record would have, `given` the names of those that are new.
    """
    set_now = "status" in given
    lacking = []
    for proof in _PROOFS.get(entity, {}).get(str(values.get("status")), ()):
        touched = given if proof.fresh and set_now else values
        if (set_now or not given.isdisjoint(proof.fields)) and not any(
            values.get(name) for name in proof.fields if name in touched
        ):
            lacking.append(proof)
    if lacking:
        asked = [name for proof in lacking for name in proof.fields]
        days = _filled(entity, values) if set_now else []
        raise Unsaid(" ".join(_(proof.words) for proof in lacking), tuple(dict.fromkeys((*asked, *days))))


def in_course(
    reader: Reader, entity: str, record: Record, new: Values, today: date, answers: Values = _NOTHING
) -> Values:
    """What another status brings with it by itself: the day, and the evidence that a decision was taken on.

    `answers` are what the person said with it, and say which day it was where they do.
    """
    status = new.get("status")
    if status is None or status == record["status"]:
        return {}
    said: dict[str, Value] = {}
    for day in _DAYS.get(entity, ()):
        if day.field in new:
            continue
        if status in day.begins and record[day.field] is None:
            said[day.field] = answers.get(day.field) or today
        elif status in day.ends and record[day.field] is not None:
            said[day.field] = None
            if day.field == "closed_on" and entity in _ENDING and _ENDING[entity] not in new:
                said[_ENDING[entity]] = None
    taken = said.get("decided_on") or new.get("decided_on")
    if (
        entity == "decision"
        and isinstance(taken, date)
        and not (record["evidence_id"] or "evidence_id" in new)
    ):
        pack = issued_last(reader, datetime.combine(taken + timedelta(days=1), time()))
        if pack is not None:
            said["evidence_id"] = pack
    return said


def released(reader: Reader, wanted: Mapping[Id, Values]) -> tuple[Edit, ...]:
    """The edits on issues that follow from new values of escalations. One that another escalation holds stays escalated."""
    after = {id: _ISSUE_AFTER.get(str(values.get("status"))) for id, values in wanted.items()}
    if not any(after.values()):
        return ()
    standing = open_escalations(reader)
    held = {each.issue_id for each in standing if not after.get(each.id)}
    ended = {each.issue_id: after[each.id] for each in standing if after.get(each.id)}
    free = [Id(issue) for issue in ended if isinstance(issue, str) and issue not in held]
    return tuple(
        Edit("issue", issue.id, "status", ended[issue.id])
        for issue in reader.many(reader.catalogue.entity("issue"), free)
        if issue["status"] == "escalated"
    )


def answered(record: Record, asks: Collection[str], answers: Values) -> Values:
    """The `answers` to what was asked of one record. Words are added to those that stand there already."""
    said: dict[str, Value] = {}
    for name in asks:
        before, value = record[name], answers.get(name)
        if value is not None:
            both = isinstance(before, str) and isinstance(value, str) and name == "note"
            said[name] = f"{before}\n{value}" if both else value
    return said


def _filled(entity: str, values: Values) -> list[str]:
    """The days that the status among `values` fills in by itself."""
    return [day.field for day in _DAYS.get(entity, ()) if values.get("status") in day.begins]


def issued_last(reader: Reader, before: datetime) -> Id | None:
    """The pack that had been issued last at that moment."""
    found = reader.values(reader.catalogue.entity("pack"), ("issued_on",))
    known = [(when, id) for id, when in found if isinstance(when, datetime) and when <= before]
    return max(known)[1] if known else None

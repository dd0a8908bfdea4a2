# SPDX-License-Identifier: Apache-2.0
"""Escalations from the draft to the answer: who has to be told within how many hours, and the proof that it was done.

Each act returns a change set. An act that would leave a gap in the proof is refused: nobody is told before it is
raised, nothing is answered that nobody was told of.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import cast

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.catalogue.records.governance.boards import Board
from portfolio_desktop.catalogue.records.governance.escalation import Escalation, Tolerance
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.raid import Issue
from portfolio_desktop.domain.tolerance import ANSWER_HOURS, HOURS_BY_SEVERITY, Waiting
from portfolio_desktop.services import records
from portfolio_desktop.services.codes import codes
from portfolio_desktop.services.governance.breaches import Breach
from portfolio_desktop.services.governance.clocks import clock_of, moment
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.changes import Change, Changes
from portfolio_desktop.storage.read import Reader


def draft(office: Office, breach: Breach, now: datetime) -> Changes:
    """The exception report of a breach: what was breached in figures, where it goes, until when somebody must be told.

    What it means, what could be done and what is asked are left for its author to say.
    """
    made = draft_all(office, [breach], now)
    return Changes(_("Draft an exception report on {title}").replace("{title}", breach.title), made.items)


def draft_all(office: Office, found: Iterable[Breach], now: datetime) -> Changes:
    """An exception report on each of several breaches; one where a project is beyond two limits of one dimension."""
    wanted = {(breach.project, breach.dimension): breach for breach in found if breach.escalation is None}
    made: list[Change] = []
    with office.reading() as reader:
        fresh = codes(reader, reader.catalogue.entity("escalation"))
        drafted = [{**_drafted(reader, breach, now), "code": next(fresh)} for breach in wanted.values()]
    for values in drafted:
        made += records.create(office, "escalation", values).items
    count = len(wanted)
    label = ngettext("Draft {count} exception report", "Draft {count} exception reports", count)
    return Changes(label.format(count=count), tuple(made))


def _drafted(reader: Reader, breach: Breach, now: datetime) -> dict[str, Value]:
    tolerance = cast(Tolerance, record_of(reader, "tolerance", breach.tolerance))
    field = reader.catalogue.entity("tolerance").field("dimension")
    dimension = words(reader.catalogue, field, tolerance.dimension)
    hours = tolerance.hours if isinstance(tolerance.hours, int) else None
    title = _("{title}: beyond its tolerance of {dimension}").replace("{dimension}", dimension.lower())
    return {
        "title": title.replace("{title}", breach.title),
        "project_id": breach.project,
        "risk_id": breach.risk,
        "dimension": breach.dimension,
        "tolerance_id": breach.tolerance,
        "breach": breach.words,
        "tell_by": now + timedelta(hours=hours) if hours is not None else None,
        **_route(reader, tolerance.board_id, breach.project),
    }


def escalate_issue(office: Office, issue_id: Id, ask: str, now: datetime) -> Changes:
    """Raise an issue to whoever answers for its project. The graver the issue, the sooner they have to be told."""
    with office.reading() as reader:
        issue = cast(Issue, record_of(reader, "issue", issue_id))
        project = Id(issue.project_id) if isinstance(issue.project_id, str) else None
        route = _route(reader, None, project)
    hours = HOURS_BY_SEVERITY.get(str(issue.severity), HOURS_BY_SEVERITY["medium"])
    values: dict[str, Value] = {
        "title": issue.title,
        "project_id": project,
        "issue_id": issue_id,
        "impact": issue.impact,
        "options": issue.options,
        "recommendation": issue.recommendation,
        "ask": _asked(ask),
        "status": "raised",
        "raised_at": now,
        "tell_by": now + timedelta(hours=hours),
        **route,
    }
    made = records.create(office, "escalation", values)
    raised = records.change(office, "issue", issue_id, {"status": "escalated"})
    return Changes(_("Escalate {what}").format(what=issue.code or issue.title), made.items + raised.items)


def raise_(office: Office, id: Id, now: datetime, ask: str = "", tell_by: datetime | None = None) -> Changes:
    """Send a draft on its way. It has to say what is asked, and the clock of telling starts now.

    The time that its tolerance gives for telling counts, unless `tell_by` says otherwise.
    """
    escalation = _escalation(office, id, Waiting.RAISE)
    values: dict[str, Value] = {
        "status": "raised",
        "raised_at": now,
        "ask": _asked(ask or escalation.ask or ""),
    }
    hours = _hours(office, escalation, "hours")
    if tell_by is not None or hours is not None:
        values["tell_by"] = tell_by or now + timedelta(hours=hours or 0)
    return _labelled(office, id, values, _("Raise {what}"))


def tell(
    office: Office,
    id: Id,
    when: datetime,
    how: str,
    *,
    by: Id | None = None,
    whom: Id | None = None,
    proof: str = "",
    answer_by: datetime | None = None,
) -> Changes:
    """Record that somebody was told: when, how, by whom, and where the proof is. The clock of the answer starts.

    It runs until `answer_by`; else until what was agreed before, as long as the tolerance allows, or five days:
    no answer is waited for without end.
    """
    escalation = _escalation(office, id, Waiting.TELL)
    raised = moment(escalation.raised_at)
    if raised is not None and when < raised:
        raise Refusal(
            _("Nobody can have been told before {moment}, when it was raised.").format(
                moment=format_moment(raised)
            )
        )
    if whom is None and not isinstance(escalation.tell_id, str):
        raise Refusal(_("Say who was told."))
    values: dict[str, Value] = {"status": "told", "told_at": when, "told_how": how, "told_by_id": by}
    if whom is not None:
        values["tell_id"] = whom
    if proof:
        values["proof"] = proof
    hours = _hours(office, escalation, "answer_hours")
    if answer_by is not None:
        values["answer_by"] = answer_by
    elif escalation.answer_by is None:
        values["answer_by"] = when + timedelta(hours=hours if hours is not None else ANSWER_HOURS)
    return _labelled(office, id, values, _("Record who was told of {what}"))


def answer(office: Office, id: Id, when: datetime, text: str, *, by: Id | None = None) -> Changes:
    """Record the answer, and who gave it."""
    escalation = _escalation(office, id, Waiting.ANSWER)
    told = moment(escalation.told_at)
    if told is not None and when < told:
        raise Refusal(
            _("It cannot have been answered before {moment}, when they were told.").format(
                moment=format_moment(told)
            )
        )
    if not text.strip():
        raise Refusal(_("Write down what was answered."))
    by = by or (Id(escalation.tell_id) if isinstance(escalation.tell_id, str) else None)
    values: dict[str, Value] = {
        "status": "answered",
        "answered_at": when,
        "answer": text.strip(),
        "answered_by_id": by,
    }
    return _labelled(office, id, values, _("Record the answer to {what}"))


def move_up(office: Office, id: Id, now: datetime) -> Changes:
    """Take an escalation that was not answered in time one rung up: to the board that its board escalates to.

    Who was told before, and when, moves to the note.
    """
    escalation = _escalation(office, id, Waiting.TELL, Waiting.ANSWER)
    with office.reading() as reader:
        board = _board(reader, escalation.board_id)
        above = _board(reader, board.escalates_to_id) if board else None
        trail = _trail(reader, escalation, now)
    if board is None or above is None:
        raise Refusal(
            _("There is no rung above. Say in the register of boards where {board} escalates to.").format(
                board=board.title if board else _("its board")
            )
        )
    hours = _hours(office, escalation, "hours")
    values: dict[str, Value] = {
        "board_id": above.id,
        "tell_id": above.chair_id if isinstance(above.chair_id, str) else None,
        "status": "raised",
        "tell_by": now + timedelta(hours=hours if hours is not None else HOURS_BY_SEVERITY["critical"]),
        "told_at": None,
        "told_how": None,
        "told_by_id": None,
        "answer_by": None,
        "proof": None,
        "note": "\n".join(filter(None, (escalation.note, trail))),
    }
    label = _("Take {what} up to {board}").replace("{board}", above.title or "")
    return _labelled(office, id, values, label)


def close(office: Office, id: Id, day: date) -> Changes:
    """Put an answered escalation away. One without an answer cannot be closed: silence would look like agreement."""
    escalation = _standing(office, id)
    if escalation.status != "answered":
        raise Refusal(
            _(
                "{code} is not answered. Record the answer, take it up one rung, or withdraw it with a reason."
            ).format(code=escalation.code)
        )
    return _labelled(office, id, {"status": "closed", "closed_on": day}, _("Close {what}"))


def withdraw(office: Office, id: Id, now: datetime, reason: str) -> Changes:
    """Take an escalation back. Why goes into its note, so that it is never merely gone."""
    escalation = _standing(office, id)
    if not reason.strip():
        raise Refusal(_("Say why it is withdrawn."))
    trail = _("{now}: withdrawn. {reason}").format(now=format_moment(now), reason=reason.strip())
    values: dict[str, Value] = {
        "status": "withdrawn",
        "closed_on": now.date(),
        "note": "\n".join(filter(None, (escalation.note, trail))),
    }
    return _labelled(office, id, values, _("Withdraw {what}"))


def _standing(office: Office, id: Id) -> Escalation:
    """The escalation, if it is neither closed nor withdrawn."""
    with office.reading() as reader:
        escalation = cast(Escalation, record_of(reader, "escalation", id))
    if escalation.status in ("closed", "withdrawn"):
        raise Refusal(_("{code} is over; nothing more is expected of it.").format(code=escalation.code))
    return escalation


def _escalation(office: Office, id: Id, *states: Waiting) -> Escalation:
    """The escalation, if it waits for one of `states`."""
    with office.reading() as reader:
        escalation = cast(Escalation, record_of(reader, "escalation", id))
    left = clock_of(escalation)
    if left is not None and left.waiting in states:
        return escalation
    if left is None:
        raise Refusal(_("{code} is over; nothing more is expected of it.").format(code=escalation.code))
    expected = {
        Waiting.RAISE: _("{code} is still a draft. Raise it first."),
        Waiting.TELL: _("Nobody has been told of {code} yet. Record who was told first."),
        Waiting.ANSWER: _("{code} has been told of already and waits for an answer."),
    }
    raise Refusal(expected[left.waiting].format(code=escalation.code))


def _labelled(office: Office, id: Id, values: Mapping[str, Value], label: str) -> Changes:
    changes = records.change(office, "escalation", id, values)
    with office.reading() as reader:
        escalation = record_of(reader, "escalation", id)
        what = records.name_of(
            reader.catalogue.entity("escalation"), reader.catalogue.entity("escalation").values(escalation)
        )
    return Changes(label.replace("{what}", what), changes.items)


def _trail(reader: Reader, escalation: Escalation, now: datetime) -> str:
    """Who was told, how and when, and that nothing came of it: one line."""
    entity = reader.catalogue.entity("escalation")
    titles = link_titles(reader, entity, [escalation])
    told = {
        name: words(reader.catalogue, entity.field(name), escalation[name], titles=titles)
        for name in ("tell_id", "board_id", "told_at", "told_how", "proof", "answer_by")
    }
    whom = told["tell_id"] or told["board_id"]
    if not told["told_at"]:
        line = _("{now}: taken up; {whom} had not been told.")
    else:
        line = _("{now}: taken up; {whom} was told on {told_at} ({told_how}) and had not answered.")
    text = line.format(
        now=format_moment(now),
        whom=whom or _("nobody named"),
        told_at=told["told_at"],
        told_how=told["told_how"],
    )
    return f"{text} {told['proof']}".strip()


def _asked(ask: str) -> str:
    if not ask.strip():
        raise Refusal(_("Say what you want from them: one request that can be answered."))
    return ask.strip()


def _hours(office: Office, escalation: Escalation, name: str) -> int | None:
    """The hours that the escalation's tolerance gives for telling or answering."""
    if not isinstance(escalation.tolerance_id, str):
        return None
    with office.reading() as reader:
        tolerance = reader.get(reader.catalogue.entity("tolerance"), Id(escalation.tolerance_id))
    hours = tolerance[name] if tolerance else None
    return hours if isinstance(hours, int) else None


def _route(reader: Reader, board: object, project: Id | None) -> dict[str, Value]:
    """Where an escalation goes: the board named, else the project's own, else the portfolio's; and its chair."""
    found = _board(reader, board) or _board_of(reader, project)
    chair = found.chair_id if found and isinstance(found.chair_id, str) else None
    if found is None and project is not None:
        owner = cast(Project, record_of(reader, "project", project)).sro_id
        chair = owner if isinstance(owner, str) else None
    return {"board_id": found.id if found else None, "tell_id": chair}


def _board(reader: Reader, id: object) -> Board | None:
    found = reader.get(reader.catalogue.entity("board"), Id(id)) if isinstance(id, str) else None
    return cast(Board, found) if found else None


def _board_of(reader: Reader, project: Id | None) -> Board | None:
    """The active board nearest above a project."""
    entity = reader.catalogue.entity("board")
    found = reader.all(entity, still_open(reader.catalogue, entity), (Sort("code"),))
    boards = [cast(Board, each) for each in found]
    record = reader.get(reader.catalogue.entity("project"), project) if project is not None else None
    if record is not None:
        for name in ("programme_id", "portfolio_id"):
            mine = record[name]
            near = next((each for each in boards if mine is not None and each[name] == mine), None)
            if near is not None:
                return near
    return next((each for each in boards if each.kind == "portfolio"), None)

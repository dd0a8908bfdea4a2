# SPDX-License-Identifier: Apache-2.0
"""Changes asked of a baseline: what they would do to it, the decision, and how the baseline came to be what it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Outdated, Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import format_change, format_money
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.escalation import ChangeRequest
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.services import history, records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes, Edit

WAITING = ("raised", "assessed", "deferred")
"""The states in which a request has not been decided for good."""

BASELINES = ("whole_life_cost", "end_baseline", "benefits_value")
"""The fields of a project that its agreement is measured by: cost, time, benefit."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a request would do to a project: each baseline now and after it. None is not known, never no effect."""

    request: ChangeRequest
    project: Project
    cost: tuple[Decimal | None, Decimal | None]
    end: tuple[date | None, date | None]
    benefit: tuple[Decimal | None, Decimal | None]

    @property
    def words(self) -> tuple[str, ...]:
        """The impact on cost, time and benefit, a line each, as far as the request says it."""
        lines = []
        if isinstance(change := self.request.cost_change, Decimal) and change:
            lines.append(_("Cost {change}: {now}").format(change=_plus(change), now=_from_to(*self.cost)))
        if isinstance(days := self.request.days_change, int) and days:
            lines.append(_("End {days} days: {now}").format(days=_signed(days), now=_days_from_to(*self.end)))
        if isinstance(change := self.request.benefit_change, Decimal) and change:
            lines.append(
                _("Benefits {change}: {now}").format(change=_plus(change), now=_from_to(*self.benefit))
            )
        return tuple(lines)

    @property
    def amounts(self) -> tuple[object, ...]:
        """What whoever decides has to have seen: what is asked, and what it would be added to."""
        asked = self.request
        return asked.cost_change, asked.days_change, asked.benefit_change, self.cost, self.end, self.benefit

    @property
    def moves(self) -> bool:
        """Whether the cost or the end of the baseline would be another."""
        return any(now is not None and now != after for now, after in (self.cost, self.end))


@dataclass(frozen=True, slots=True)
class Moved:
    """One change of a baseline: when, by whom, from what to what, and the act in whose course it was moved."""

    when: datetime
    author: str
    field: str
    label: str
    old: str
    new: str
    why: str


def impact(office: Office, request: Id) -> Impact:
    """What the request would do to the baselines of its project."""
    with office.reading() as reader:
        asked = cast(ChangeRequest, record_of(reader, "change_request", request))
        project = cast(Project, record_of(reader, "project", Id(str(asked.project_id))))
    cost = project.whole_life_cost if isinstance(project.whole_life_cost, Decimal) else None
    benefit = project.benefits_value if isinstance(project.benefits_value, Decimal) else None
    end = project.end_baseline if isinstance(project.end_baseline, date) else None
    return Impact(
        request=asked,
        project=project,
        cost=(cost, _added(cost, asked.cost_change)),
        end=(end, _later(end, asked.days_change)),
        benefit=(benefit, _added(benefit, asked.benefit_change)),
    )


def approve(
    office: Office,
    request: Id,
    *,
    by: Id | None = None,
    on: date | None = None,
    decision: Id | None = None,
    conditions: str = "",
    move_baseline: bool = False,
    opened: Impact | None = None,
) -> Changes:
    """Approve a request and, where `move_baseline`, bring the project's agreed cost and end into line with it.

    All in one change set, whose label says whether the baseline moved. Without a `decision` that took it, one is
    entered in the ledger. Refuses where nothing says who decided, to move a baseline that is not known or that the request
    does not touch, and where it would do something else by now than what was `opened`.
    """
    found = _undecided(office, request, opened)
    moved: dict[str, Value] = {}
    if move_baseline:
        if found.cost[0] is not None and found.cost[0] != found.cost[1]:
            moved["whole_life_cost"] = found.cost[1]
        if found.end[0] is not None and found.end[0] != found.end[1]:
            moved["end_baseline"] = _in_calendar(found)
        if not moved:
            raise Refusal(
                _(
                    "There is no baseline to move: the request says no change in cost or days, or the project has "
                    "no agreed cost or end to change."
                )
            )
    name, day = found.request.code or found.request.title or "", on or office.today()
    by = by or (Id(found.request.decided_by_id) if isinstance(found.request.decided_by_id, str) else None)
    items, taken = _taken(office, found, day, by, decision, conditions)
    values: dict[str, Value] = {
        "status": "approved",
        "decided_on": day,
        "conditions": conditions.strip() or None,
        **_by(by),
    }
    if decision is not None:
        values["decision_id"] = decision
    changed = records.change(office, "change_request", request, values)
    items = items + changed + (_link(request, taken) if decision is None else Changes("", ()))
    if not moved:
        return Changes(_("Approve {request}, baseline unchanged").format(request=name), items.items)
    shift = records.change(office, "project", found.project.id, moved)
    words = "; ".join(_moves(found, moved))
    label = _("Approve {request} and move the baseline of {project}: {words}").format(
        request=name, project=found.project.code or found.project.title, words=words
    )
    return Changes(label, (*items.items, *shift.items))


def turn_down(
    office: Office,
    request: Id,
    *,
    defer: bool = False,
    reason: str = "",
    by: Id | None = None,
    on: date | None = None,
    opened: Impact | None = None,
) -> Changes:
    """Reject a request, or put it off. The baseline stays as it is.

    Refuses to do so without a reason, to reject where neither the request nor `by` says who decides, and where it asks for
    something else by now than what was `opened`.
    """
    found = _undecided(office, request, opened)
    if not reason.strip():
        raise Refusal(_("Say why, so that whoever asked can be told."))
    note = "\n".join(filter(None, (found.request.note, reason.strip())))
    values: Values = {
        "status": "deferred" if defer else "rejected",
        "decided_on": None if defer else on or office.today(),
        "note": note,
        **_by(by),
    }
    made = records.change(office, "change_request", request, values)
    label = _("Defer {request}") if defer else _("Reject {request}")
    return Changes(label.format(request=found.request.code or found.request.title), made.items)


def undecided(office: Office) -> tuple[Impact, ...]:
    """The requests that wait for a decision, the most pressing first."""
    with office.reading() as reader:
        where = Test("status", Op.ANY_OF, WAITING)
        order = (Sort("needed_by"), Sort("code"))
        ids = [each.id for each in reader.all(reader.catalogue.entity("change_request"), where, order)]
    return tuple(impact(office, id) for id in ids)


def baselines(office: Office, project: Id) -> tuple[Moved, ...]:
    """How the project's baselines came to be what they are, the newest first, from the history."""
    return tuple(
        Moved(each.when, each.author, each.field, each.field_label, each.old, each.new, each.label)
        for each in history.of_record(office, project, limit=5000)
        if each.event == "changed" and each.field in BASELINES
    )


def _undecided(office: Office, request: Id, opened: Impact | None) -> Impact:
    found = impact(office, request)
    if found.request.status not in (*WAITING, None):
        raise Refusal(
            _("{request} has been decided already.").format(request=found.request.code or found.request.title)
        )
    if opened is not None and found.amounts != opened.amounts:
        raise Outdated(
            _("{request} would do something else by now: {what}. Look at it again before you decide.").format(
                request=found.request.code or found.request.title,
                what="; ".join(found.words) or _("it does not say what it would change"),
            ),
            found,
        )
    return found


def _taken(
    office: Office, found: Impact, day: date, by: Id | None, decision: Id | None, conditions: str
) -> tuple[Changes, Id]:
    """The decision that the approval rests on, and what has to be written for it."""
    request = found.request
    if decision is not None:
        with office.reading() as reader:
            record_of(reader, "decision", decision)
        return Changes("", ()), decision
    values: Values = {
        "title": request.title,
        "project_id": found.project.id,
        "board_id": request.board_id if isinstance(request.board_id, str) else None,
        "background": request.reason,
        "recommendation": request.recommendation,
        "cost": request.cost_change,
        "status": "conditional" if conditions.strip() else "approved",
        "decision": _("Approved: {what}").format(what="; ".join((request.title or "", *found.words))),
        "conditions": conditions.strip() or None,
        "decided_on": day,
        "decided_by_id": by,
    }
    made = records.create(office, "decision", values)
    return made, next(iter(made)).record


def _by(person: Id | None) -> Values:
    """Who decided, where somebody is named: else what the request says stands."""
    return {"decided_by_id": person} if person is not None else {}


def _link(request: Id, decision: Id) -> Changes:
    return Changes("", (Edit("change_request", request, "decision_id", decision),))


def _moves(found: Impact, moved: Values) -> list[str]:
    words = []
    if "whole_life_cost" in moved:
        words.append(_("cost {now}").format(now=_from_to(*found.cost)))
    if "end_baseline" in moved:
        words.append(_("end {now}").format(now=_days_from_to(*found.end)))
    return words


def _added(now: Decimal | None, change: object) -> Decimal | None:
    if now is None or not isinstance(change, Decimal):
        return now
    return now + change


def _later(now: date | None, days: object) -> date | None:
    if now is None or not isinstance(days, int):
        return now
    try:
        return now + timedelta(days=days)
    except OverflowError:  # out of the calendar
        return None


def _in_calendar(found: Impact) -> date:
    after, days = found.end[1], found.request.days_change
    if after is None:
        raise Refusal(_("{days} days lead out of the calendar.").format(days=_signed(cast(int, days))))
    return after


def _from_to(now: Decimal | None, after: Decimal | None) -> str:
    if now is None or after is None:
        return _("the agreed amount is not known")
    return f"{_money(now)} → {_money(after)}"


def _days_from_to(now: date | None, after: date | None) -> str:
    if now is None or after is None:
        return _("the agreed end is not known")
    return f"{format_date(now)} → {format_date(after)}"


def _signed(days: int) -> str:
    return f"{days:+,}".replace("-", "\N{MINUS SIGN}")


def _plus(change: Decimal) -> str:
    return format_change(change, _unit(change))


def _money(value: Decimal) -> str:
    return format_money(value, _unit(value))


def _unit(value: Decimal) -> str:
    return "m" if abs(value) >= 1_000_000 else "k" if abs(value) >= 10_000 else ""

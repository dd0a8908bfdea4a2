# SPDX-License-Identifier: Apache-2.0
"""Handing work over and taking it back in: each act of a work package, as one change set that one undo takes back.

An act says who, when and why where somebody will ask later. What a register is refused, an act is refused too; beyond
that, an act goes only where the package stands: nothing is delivered that nobody accepted.
"""

from collections.abc import Mapping
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Outdated, Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id, Record, Value, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.catalogue.records.people.packages import WorkPackage
from portfolio_desktop.services import records
from portfolio_desktop.services.capacity.sense import criteria_of, refuse_unanswered
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Change, Changes, Edit

ACTS: Mapping[str, tuple[str, ...]] = {
    "offer": ("draft", "declined", "handed_back", "offered"),
    "accept": ("offered",),
    "decline": ("offered",),
    "begin": ("accepted",),
    "hand_back": ("accepted", "in_hand"),
    "deliver": ("accepted", "in_hand"),
    "take": ("delivered",),
    "send_back": ("delivered",),
    "close": ("draft", "offered", "declined", "handed_back", "complete"),
}
"""By act, the states in which it is possible."""

ACT_LABELS: Mapping[str, str] = {
    "offer": N_("Offer…"),
    "accept": N_("Accept…"),
    "decline": N_("Decline…"),
    "begin": N_("Begin"),
    "hand_back": N_("Hand back…"),
    "deliver": N_("Deliver…"),
    "take": N_("Accept as complete…"),
    "send_back": N_("Send back…"),
    "close": N_("Close…"),
}


def possible(status: object) -> tuple[str, ...]:
    """What can be done with a package in this state."""
    return tuple(act for act, states in ACTS.items() if (status or "draft") in states)


def offer(
    office: Office,
    package: Id,
    to: Id | None = None,
    *,
    by: Id | None = None,
    outcome: str = "",
    due: date | None = None,
    authority: str = "",
    on: date | None = None,
) -> Changes:
    """Offer the work to somebody, with what they may decide themselves. What is left out stays as it stands."""
    found = _found(office, package, "offer")
    values: dict[str, Value] = {
        "status": "offered",
        "offered_on": on or office.today(),
        "answered_on": None,
        "answer": None,
    }
    said: Values = {
        "responsible_id": to,
        "accountable_id": by,
        "outcome": outcome.strip() or None,
        "due": due,
        "authority": authority.strip() or None,
    }
    values |= {name: value for name, value in said.items() if value is not None}
    return _labelled(office, found, values, _("Offer {what}"))


def accept(office: Office, package: Id, *, terms: str = "", on: date | None = None) -> Changes:
    """Whoever it was offered to takes it on, on terms where there are any."""
    found = _found(office, package, "accept")
    values: Values = {
        "status": "accepted",
        "answered_on": _not_before(found.offered_on, on or office.today(), _("offered")),
        "answer": terms.strip() or None,
    }
    return _labelled(office, found, values, _("Accept {what}"))


def decline(office: Office, package: Id, reason: str, *, on: date | None = None) -> Changes:
    """It is not taken on, and why."""
    return _given_back(office, package, "decline", "declined", reason, on)


def hand_back(office: Office, package: Id, reason: str, *, on: date | None = None) -> Changes:
    """It was taken on and is given back, and why: what has changed, what is missing."""
    return _given_back(office, package, "hand_back", "handed_back", reason, on)


def begin(office: Office, package: Id) -> Changes:
    """Work on it has begun."""
    found = _found(office, package, "begin")
    return _labelled(office, found, {"status": "in_hand"}, _("Begin {what}"))


def deliver(office: Office, package: Id, result: str, *, on: date | None = None) -> Changes:
    """The result is handed over: what it is and where it is to be found."""
    found = _found(office, package, "deliver")
    if not result.strip():
        raise Refusal(_("Say what is delivered and where it is to be found."))
    day = _not_ahead(office, on)
    values: Values = {
        "status": "delivered",
        "delivered_on": _not_before(found.answered_on, day, _("accepted")),
        "result": result.strip(),
    }
    return _labelled(office, found, values, _("Deliver {what}"))


def take(
    office: Office,
    package: Id,
    found: Mapping[Id, str],
    *,
    by: Id | None = None,
    on: date | None = None,
    why: str = "",
    feedback: str = "",
    opened: Mapping[Id, Value] | None = None,
) -> Changes:
    """Accept the result as complete. `found` answers the quality criteria that have no answer yet, or another one now.

    Refuses while one has no answer; where one is not met, `why` says why the result is accepted all the same. Refuses to
    answer one over another answer than that which was `opened`.
    Feedback is about the work; it can be given here or when the package is closed.
    """
    record = _found(office, package, "take")
    items, by = _judged(office, package, found, opened), by or _linked(record.accountable_id)
    if by is None:
        raise Refusal(_("Say who accepts the result as complete."))
    with office.reading() as reader:
        refuse_unanswered(criteria_of(reader, package), dict(found), said=bool(why.strip()))
    day = _not_before(record.delivered_on, _not_ahead(office, on), _("delivered"))
    values: dict[str, Value] = {"taken_by_id": by, "taken_on": day, "note": _added(record.note, why)}
    if feedback.strip():
        values["feedback"] = feedback.strip()
    changed = records.change(office, "work_package", package, values)
    # The criteria are answered by the same change set, so the status is not asked of a register that lacks them.
    status = Edit("work_package", package, "status", "complete")
    label = _("Accept {what} as complete").format(what=_name(record))
    return Changes(label, (*items, *changed.items, status))


def send_back(
    office: Office,
    package: Id,
    found: Mapping[Id, str],
    reason: str,
    *,
    opened: Mapping[Id, Value] | None = None,
) -> Changes:
    """The result is not accepted yet: what was found, and what is to be put right. It is in hand again. `opened` as in `take`."""
    record = _found(office, package, "send_back")
    if not reason.strip():
        raise Refusal(_("Say what is to be put right, so that it can be."))
    items = _judged(office, package, found, opened)
    trail = _("{day}: sent back. {reason}").format(day=format_date(office.today()), reason=reason.strip())
    values: Values = {"status": "in_hand", "delivered_on": None, "note": _added(record.note, trail)}
    changed = records.change(office, "work_package", package, values)
    return Changes(_("Send {what} back").format(what=_name(record)), (*items, *changed.items))


def close(office: Office, package: Id, *, feedback: str = "", reason: str = "") -> Changes:
    """Nothing more is expected of it. Feedback is about the work; the reason says why it ends before it is complete."""
    found = _found(office, package, "close")
    values: dict[str, Value] = {"status": "closed"}
    if feedback.strip():
        values["feedback"] = feedback.strip()
    if reason.strip():
        values["note"] = _added(found.note, reason)
    elif found.status != "complete":
        raise Refusal(_("It was never accepted as complete. Say why it is closed."))
    return _labelled(office, found, values, _("Close {what}"))


def block(
    office: Office,
    package: Id,
    title: str,
    *,
    support: str = "",
    asked_of: Id | None = None,
    needed_by: date | None = None,
) -> Changes:
    """Something is in the way, and what support is asked of whom."""
    with office.reading() as reader:
        found = cast(WorkPackage, record_of(reader, "work_package", package))
    values: Values = {
        "work_package_id": package,
        "title": title.strip() or None,
        "raised_on": office.today(),
        "support": support.strip() or None,
        "asked_of_id": asked_of,
        "needed_by": needed_by,
    }
    made = records.create(office, "package_blocker", values)
    return Changes(_("{what} is held up: {title}").format(what=_name(found), title=title.strip()), made.items)


def clear(office: Office, blocker: Id, how: str, *, on: date | None = None) -> Changes:
    """It is no longer in the way, and how that came about."""
    if not how.strip():
        raise Refusal(_("Say how it was cleared, so that the next one is cleared faster."))
    with office.reading() as reader:
        found = record_of(reader, "package_blocker", blocker)
    if found["cleared_on"] is not None:
        raise Refusal(_("“{title}” has been cleared already.").format(title=found["title"]))
    values: Values = {"cleared_on": _not_ahead(office, on), "how": how.strip()}
    changed = records.change(office, "package_blocker", blocker, values)
    return Changes(_("Clear “{title}”").format(title=found["title"]), changed.items)


def open_blockers(office: Office, package: Id) -> list[Record]:
    """What still stands in the way of a package, the oldest first."""
    with office.reading() as reader:
        where = Test("work_package_id", Op.IS, package)
        found = reader.all(reader.catalogue.entity("package_blocker"), where, (Sort("raised_on"),))
    return [each for each in found if each["cleared_on"] is None]


def open_blocker(office: Office, package: Id, title: str = "") -> Id:
    """The blocker of a package that is called so and still stands. Without a title, the only one."""
    found = open_blockers(office, package)
    chosen = [each for each in found if str(each["title"]).casefold() == title.strip().casefold()]
    if not title.strip():
        chosen = found
    if len(chosen) != 1:
        names = "; ".join(f"“{each['title']}”" for each in found)
        raise Refusal(
            _("Say which blocker is cleared. Open: {names}.").format(names=names)
            if found
            else _("Nothing stands in the way of this package.")
        )
    return chosen[0].id


def _given_back(office: Office, package: Id, act: str, status: str, reason: str, on: date | None) -> Changes:
    found = _found(office, package, act)
    if not reason.strip():
        raise Refusal(_("Say why, so that the work can be cut or staffed differently."))
    day = _not_before(found.offered_on, on or office.today(), _("offered"))
    with office.reading() as reader:
        person = reader.catalogue.entity("person")
        responsible = _linked(found.responsible_id)
        names = reader.titles(person, [responsible] if responsible else [])
    who = next(iter(names.values()), "")
    said = (
        _("{day}: declined by {who}. {why}")
        if status == "declined"
        else _("{day}: handed back by {who}. {why}")
    )
    trail = said.format(day=format_date(day), who=who, why=reason.strip())
    values: Values = {
        "status": status,
        "answered_on": day,
        "answer": reason.strip(),
        "note": _added(found.note, trail),
    }
    label = _("Decline {what}") if status == "declined" else _("Hand {what} back")
    return _labelled(office, found, values, label)


def _found(office: Office, package: Id, act: str) -> WorkPackage:
    """The package, if the act is possible where it stands."""
    with office.reading() as reader:
        record = cast(WorkPackage, record_of(reader, "work_package", package))
        status = record.status if isinstance(record.status, str) else "draft"
        item = reader.catalogue.list_named("package.status").item(status)
    if status not in ACTS[act]:
        states = office.catalogue.list_named("package.status")
        wanted = " / ".join(_(each.label).lower() for code in ACTS[act] if (each := states.item(code)))
        raise Refusal(
            _("{what} is {state}. This can be done while it is: {wanted}.").format(
                what=_name(record), state=_(item.label).lower() if item else status, wanted=wanted
            )
        )
    return record


def _judged(
    office: Office, package: Id, found: Mapping[Id, str], opened: Mapping[Id, Value] | None
) -> list[Change]:
    """The results of criteria, kept apart for the first time that anybody looks. Refuses one of another package."""
    items: list[Change] = []
    with office.reading() as reader:
        criteria = {each.id: each for each in criteria_of(reader, package)}
    for id, result in found.items():
        if id not in criteria:
            raise Refusal(_("That is no quality criterion of this package."))
        if opened is not None and criteria[id]["found"] not in (opened.get(id), result):
            raise _found_otherwise(office, criteria[id])
        values: dict[str, Value] = {"found": result}
        if criteria[id]["found_first"] is None:
            values["found_first"] = result
        items += records.change(office, "package_criterion", id, values).items
    return items


def _found_otherwise(office: Office, now: Record) -> Outdated:
    item = office.catalogue.list_named("package.found").item(str(now["found"]))
    said = _("Somebody else has looked at “{criterion}” meanwhile: {found}. Answer it once more.")
    title = shorten(str(now["title"] or ""), 80)
    return Outdated(said.format(criterion=title, found=_(item.label) if item else "–"), now)


def _labelled(office: Office, found: WorkPackage, values: Values, label: str) -> Changes:
    changed = records.change(office, "work_package", found.id, values)
    return Changes(label.format(what=_name(found)), changed.items)


def _name(found: WorkPackage) -> str:
    return found.code or found.title or ""


def _linked(value: object) -> Id | None:
    return Id(value) if isinstance(value, str) else None


def _added(before: str | None, more: str) -> str | None:
    return "\n".join(filter(None, (before, more.strip()))) or None


def _not_ahead(office: Office, on: date | None) -> date:
    day = on or office.today()
    if day > office.today():
        raise Refusal(_("{day} has not come yet.").format(day=format_date(day)))
    return day


def _not_before(earlier: object, day: date, what: str) -> date:
    if isinstance(earlier, date) and day < earlier:
        raise Refusal(
            _("{day} is before it was {what}, on {earlier}.").format(
                day=format_date(day), what=what, earlier=format_date(earlier)
            )
        )
    return day

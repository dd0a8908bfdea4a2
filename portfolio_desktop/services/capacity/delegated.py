# SPDX-License-Identifier: Apache-2.0
"""What somebody has handed to others, what others have handed to them, and the support that is asked of them.

Everything that wants an answer comes first, with how long it has waited.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records.people.packages import PackageBlocker, WorkPackage
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.storage.read import Reader


class Wants(StrEnum):
    """What a package waits for, the most pressing first."""

    ANSWER = "answer"
    LATE = "late"
    SUPPORT = "support"
    BACK = "back"
    TAKING = "taking"
    OFFERING = "offering"
    NOTHING = "nothing"


WANTS: Mapping[Wants, str] = {
    Wants.ANSWER: N_("Offer without an answer"),
    Wants.LATE: N_("Late"),
    Wants.SUPPORT: N_("Held up"),
    Wants.BACK: N_("Given back"),
    Wants.TAKING: N_("Delivered, to be looked at"),
    Wants.OFFERING: N_("Not offered yet"),
    Wants.NOTHING: N_("On its way"),
}


@dataclass(frozen=True, slots=True)
class Handed:
    """One package, the other person's name, and what is to be known of it now, in words."""

    id: Id
    name: str
    other: str
    wants: Wants
    words: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Delegated:
    """All of it for one person, the most pressing first. `support` are packages of others that wait for them."""

    by_them: tuple[Handed, ...]
    to_them: tuple[Handed, ...]
    support: tuple[Handed, ...]

    @property
    def pressing(self) -> int:
        """How many want something."""
        quiet = (Wants.NOTHING, Wants.OFFERING)
        handed = (*self.by_them, *self.to_them)
        return sum(each.wants not in quiet for each in handed) + len(self.support)


def person_called(office: Office, name: str) -> Id | None:
    """The one person of that name; None for nobody and for several."""
    wanted = " ".join(name.casefold().split())
    with office.reading() as reader:
        rows = reader.values(reader.catalogue.entity("person"), ("name",))
    found = [id for id, title in rows if " ".join((title or "").casefold().split()) == wanted]
    return found[0] if wanted and len(found) == 1 else None


def delegating(office: Office) -> tuple[tuple[Id, str], ...]:
    """Everybody who has handed work over, has been handed some or is asked for support, by name."""
    with office.reading() as reader:
        packages, blockers = _open(reader)
        named = {id for each in packages for id in (each.accountable_id, each.responsible_id)}
        named |= {each.asked_of_id for standing in blockers.values() for each in standing}
        names = _names(reader)
    people = ((Id(id), names[id]) for id in named if isinstance(id, str) and id in names)
    return tuple(sorted(people, key=lambda each: each[1].casefold()))


def delegated(office: Office, person: Id) -> Delegated:
    """The open packages that have to do with somebody."""
    with office.reading() as reader:
        packages, blockers = _open(reader)
        names, today = _names(reader), reader.today
        by_id = {each.id: each for each in packages}

    def handed(each: WorkPackage, other: object) -> Handed:
        wants, words = _standing(each, blockers.get(each.id, ()), names, today)
        due = each.due if isinstance(each.due, date) else None
        return Handed(each.id, _name(each), names.get(str(other), ""), wants, words, due)

    def asked() -> Iterable[Handed]:
        for package, standing in blockers.items():
            for each in standing:
                if each.asked_of_id == person and package in by_id:
                    found = by_id[package]
                    other = names.get(str(found.responsible_id), "")
                    day = each.needed_by if isinstance(each.needed_by, date) else None
                    words = _support_words(each, names, today)
                    yield Handed(found.id, _name(found), other, Wants.SUPPORT, words, day)

    mine = [each for each in packages if each.accountable_id == person and each.responsible_id != person]
    theirs = [each for each in packages if each.responsible_id == person]
    return Delegated(
        _sorted(handed(each, each.responsible_id) for each in mine),
        _sorted(handed(each, each.accountable_id) for each in theirs if each.status not in (None, "draft")),
        _sorted(asked()),
    )


def _sorted(found: Iterable[Handed]) -> tuple[Handed, ...]:
    order = list(Wants)
    return tuple(sorted(found, key=lambda each: (order.index(each.wants), each.due or date.max, each.name)))


def _open(reader: Reader) -> tuple[list[WorkPackage], dict[Id, list[PackageBlocker]]]:
    """The packages that are not over, and what stands in the way of each."""
    entity = reader.catalogue.entity("work_package")
    packages = [
        each
        for each in reader.all(entity, still_open(reader.catalogue, entity))
        if isinstance(each, WorkPackage)
    ]
    blockers: dict[Id, list[PackageBlocker]] = {}
    for each in reader.all(reader.catalogue.entity("package_blocker")):
        if isinstance(each, PackageBlocker) and each.cleared_on is None:
            blockers.setdefault(Id(str(each.work_package_id)), []).append(each)
    return packages, blockers


def _standing(
    each: WorkPackage, standing: Iterable[PackageBlocker], names: Mapping[str, str], today: date
) -> tuple[Wants, str]:
    late = isinstance(each.due, date) and each.due < today and not isinstance(each.delivered_on, date)
    if each.status == "offered":
        return Wants.ANSWER, _since(each.offered_on, today, _("offered"))
    if each.status == "delivered":
        return Wants.TAKING, _since(each.delivered_on, today, _("delivered"))
    if each.status in ("declined", "handed_back"):
        return Wants.BACK, " · ".join(filter(None, (_state(each.status), each.answer)))
    if each.status in (None, "draft"):
        return Wants.OFFERING, _state(each.status)
    held = [_support_words(blocker, names, today) for blocker in standing]
    if late and isinstance(each.due, date):
        days = (today - each.due).days
        said = ngettext("{count} day late", "{count} days late", days).format(count=days)
        return Wants.LATE, " · ".join((said, *held))
    if held:
        return Wants.SUPPORT, " · ".join(held)
    return Wants.NOTHING, _state(each.status)


def _state(status: object) -> str:
    words = {
        "declined": _("declined"),
        "handed_back": _("handed back"),
        "draft": _("draft"),
        "accepted": _("accepted, not begun"),
        "in_hand": _("in hand"),
    }
    return words.get(str(status), _("draft"))


def _since(day: object, today: date, what: str) -> str:
    if not isinstance(day, date):
        return what
    days = (today - day).days
    ago = ngettext("{count} day ago", "{count} days ago", days).format(count=days) if days else _("today")
    return _("{what} {day}, {ago}").format(what=what, day=format_date(day), ago=ago)


def _support_words(each: PackageBlocker, names: Mapping[str, str], today: date) -> str:
    said = each.support or each.title or ""
    who = names.get(str(each.asked_of_id), "")
    asked = _("{support} (of {who})").format(support=said, who=who) if who else said
    if not isinstance(each.needed_by, date):
        return asked
    day = format_date(each.needed_by)
    by = _("was needed by {day}") if each.needed_by < today else _("needed by {day}")
    return f"{asked}, {by.format(day=day)}"


def _names(reader: Reader) -> dict[str, str]:
    return {id: name or "" for id, name in reader.values(reader.catalogue.entity("person"), ("name",))}


def _name(each: WorkPackage) -> str:
    return f"{each.code or ''} {each.title or ''}".strip()

# SPDX-License-Identifier: Apache-2.0
"""How long things are kept, as it is read and decided: rules, what is due and what comes next, what is kept longer and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import add_months
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Values
from portfolio_desktop.services import records
from portfolio_desktop.services.people.keeping import Due, due
from portfolio_desktop.services.people.known import day, link, names, number, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Change, Changes, Create
from portfolio_desktop.storage.read import Reader

AHEAD = 12
"""Months within which something that will be due is told of."""

_NO_REASON = N_("Say why it is kept longer: whoever it is about may ask.")
_PAST = N_("It is kept until a day that is still to come.")
_NO_YEARS = N_("Say for how many years: more than none, in whole or half years.")
_HALVES = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule: what kind it is for, how long, counted from which date, why. `next` is when something more comes due."""

    id: Id
    title: str
    kind: str
    years: Decimal | None
    after: str
    why: str
    confirmed_on: date | None
    records: int
    undated: int
    """Records that have no date to count from, so that nobody is told of them."""
    due: int
    next: date | None


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something whose time is over, or will be on that day."""

    due: Due
    kind: str
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class HoldLine:
    """Something that is kept longer: what, about whom, why and until when."""

    id: Id
    kind: str
    name: str
    why: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that happened: erased, given or handed over; of an erasure nobody is named."""

    on: date | None
    what: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """All of it. `soon` comes due within a year."""

    today: date
    rules: tuple[RuleLine, ...]
    due: tuple[DueLine, ...]
    soon: tuple[DueLine, ...]
    holds: tuple[HoldLine, ...]
    traces: tuple[Trace, ...]


def kept(people: PeopleFile) -> Kept:
    """What is kept for how long, what is due, and what was done about it."""
    today = people.today()
    ahead = due(people, add_months(today, AHEAD))
    over = [one for one in ahead if one.since <= today]
    coming = [one for one in ahead if one.since > today]
    with people.reading() as reader:
        catalogue = people.catalogue
        holds = reader.all(catalogue.entity("retention_hold"))
        named = names(reader, [link(one["subject_id"]) for one in holds])
        return Kept(
            today=today,
            rules=tuple(
                _rule(reader, one, over, coming) for one in reader.all(catalogue.entity("retention_rule"))
            ),
            due=tuple(_lines(reader, over)),
            soon=tuple(_lines(reader, coming)),
            holds=tuple(
                HoldLine(
                    one.id,
                    kind_name(people, str(one["kind"])),
                    named.get(link(one["subject_id"]), ""),
                    str(one["title"]),
                    day(one["until"]),
                )
                for one in holds
            ),
            traces=tuple(_traces(reader)),
        )


def confirm(people: PeopleFile, rule: Id, years: Decimal | None, why: str) -> Changes:
    """Put a rule into force from today, for so many years."""
    if years is None or years <= 0 or years % _HALVES:
        raise Refusal(_(_NO_YEARS))
    return records.change(
        people, "retention_rule", rule, {"years": years, "why": why or None, "confirmed_on": people.today()}
    )


def suspend(people: PeopleFile, rule: Id) -> Changes:
    """Let a rule count no more until it is confirmed again."""
    return records.change(people, "retention_rule", rule, {"confirmed_on": None})


def add_rule(people: PeopleFile, kind: str, after: str, years: Decimal | None, why: str) -> Changes:
    """Another rule, in force from today. `after` names the date that it counts from."""
    if years is None or years <= 0 or years % _HALVES:
        raise Refusal(_(_NO_YEARS))
    if after not in dict(dates_of(people, kind)):
        raise Refusal(_("A rule counts from one of the dates that records of this kind have."))
    values: Values = {
        "title": kind_name(people, kind),
        "kind": kind,
        "after": after,
        "years": years,
        "why": why or None,
        "confirmed_on": people.today(),
    }
    return records.create(people, "retention_rule", values)


def kinds(people: PeopleFile) -> list[tuple[str, str]]:
    """The kinds of record that are about somebody and have a date to count from, with what they are called."""
    return [
        (entity.name, _(entity.plural))
        for entity in people.catalogue.entities
        if entity.has("subject_id") and entity.name != "retention_hold" and dates_of(people, entity.name)
    ]


def dates_of(people: PeopleFile, kind: str) -> list[tuple[str, str]]:
    """The dates of a kind of record, with what they are called."""
    entity = people.catalogue.entity(kind)
    return [(field.name, _(field.label)) for field in entity.fields if field.kind is Kind.DATE]


def keep_longer(people: PeopleFile, wanted: Sequence[Due], until: date, why: str) -> Changes:
    """Keep records until a day, with the reason."""
    if not why.strip():
        raise Refusal(_(_NO_REASON))
    if until <= people.today():
        raise Refusal(_(_PAST))
    made: list[Change] = [
        Create(
            "retention_hold",
            Id(people.store.new_id()),
            {
                "title": why.strip(),
                "subject_id": link(one.record["subject_id"]),
                "kind": one.entity,
                "record": one.record.id,
                "until": until,
            },
        )
        for one in wanted
    ]
    text = ngettext("Keep {count} record longer", "Keep {count} records longer", len(made))
    return Changes(text.format(count=len(made)), tuple(made))


def let_go(people: PeopleFile, hold: Id) -> Changes:
    """Keep something no longer than its rule says."""
    return records.delete(people, "retention_hold", [hold])


def kind_name(people: PeopleFile, kind: str) -> str:
    """What records of a kind are called."""
    return _(people.catalogue.entity(kind).plural) if people.catalogue.knows(kind) else kind


def _rule(reader: Reader, rule: Record, over: Sequence[Due], coming: Sequence[Due]) -> RuleLine:
    kind, after = str(rule["kind"]), str(rule["after"])
    entity: Entity | None = reader.catalogue.entity(kind) if reader.catalogue.knows(kind) else None
    counts = entity is not None and entity.has(after)
    dated = [value for _id, value in reader.values(entity, (after,))] if entity and counts else []
    return RuleLine(
        id=rule.id,
        title=str(rule["title"]),
        kind=kind,
        years=number(rule["years"]),
        after=_(entity.field(after).label) if entity and counts else after,
        why=str(rule["why"] or ""),
        confirmed_on=day(rule["confirmed_on"]),
        records=len(dated),
        undated=sum(not isinstance(value, date) for value in dated),
        due=sum(one.entity == kind for one in over),
        next=min((one.since for one in coming if one.entity == kind), default=None),
    )


def _lines(reader: Reader, found: Sequence[Due]) -> list[DueLine]:
    called = names(reader, [link(one.record["subject_id"]) for one in found])
    return [
        DueLine(
            one,
            _(reader.catalogue.entity(one.entity).label),
            str(one.record[reader.catalogue.entity(one.entity).title] or ""),
            called.get(link(one.record["subject_id"]), ""),
        )
        for one in found
    ]


def _traces(reader: Reader) -> list[Trace]:
    """Erasures, and what was given or handed over; the latest first."""
    found: list[Trace] = []
    for one in reader.all(reader.catalogue.entity("erasure")):
        count = whole(one["records"]) or 0
        text = ngettext("{count} record erased", "{count} records erased", count).format(count=f"{count:,}")
        found.append(Trace(day(one["on"]), text, str(one["title"])))
    dispatches = [
        one for one in reader.all(reader.catalogue.entity("dispatch")) if one["kind"] in ("given", "handed")
    ]
    called = names(reader, [link(one["party_id"]) for one in dispatches])
    said = {"given": N_("Given to {name}"), "handed": N_("Handed over to {name}")}
    for one in dispatches:
        name = called.get(link(one["party_id"]), "")
        found.append(
            Trace(day(one["at"]), _(said[str(one["kind"])]).replace("{name}", name), str(one["title"]))
        )
    return sorted(found, key=lambda each: each.on or date.min, reverse=True)

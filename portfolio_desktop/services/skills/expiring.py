# SPDX-License-Identifier: Apache-2.0
"""Qualifications: what each person has, and what has expired or soon will."""

from dataclasses import dataclass
from datetime import date

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Filter, Not, Op, Test
from portfolio_desktop.domain.skills.expiry import Validity, validity
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.read import Reader

SOON = 90
"""Days before its end from which a qualification is said to expire soon, until a person asks for others."""

VALIDITY = {
    Validity.EXPIRED: N_("expired"),
    Validity.SOON: N_("expires soon"),
    Validity.HOLDS: N_("holds"),
    Validity.LASTING: N_("does not expire"),
}


@dataclass(frozen=True, slots=True)
class QualificationLine:
    """One qualification. `days` counts from today to its last day, below 0 once it has passed."""

    id: Id
    person: Id
    person_name: str
    title: str
    kind: str
    body: str
    awarded_on: date | None
    expires_on: date | None
    days: int | None
    validity: Validity


def expiring(office: Office, within: int = SOON) -> tuple[QualificationLine, ...]:
    """What people here have that has expired, or does so within so many days; the earliest first."""
    with office.reading() as reader:
        gone = _gone(reader)
        found = [each for each in qualifications(reader, within) if each.person not in gone]
    return tuple(each for each in found if each.validity in (Validity.EXPIRED, Validity.SOON))


def expired_here(reader: Reader) -> Filter:
    """The qualifications of people here that have expired."""
    return All((Test("expires_on", Op.BELOW, "today"), *_here(reader)))


def expiring_here(reader: Reader, within: int = SOON) -> Filter:
    """Those that hold today and expire within so many days."""
    days = (Test("expires_on", Op.AT_LEAST, "today"), Test("expires_on", Op.AT_MOST, f"today+{within}"))
    return All((*days, *_here(reader)))


def _here(reader: Reader) -> tuple[Filter, ...]:
    """What leaves out those who have left: their qualifications stay in the register and worry nobody."""
    gone = sorted(_gone(reader))
    return (Not(Test("person_id", Op.ANY_OF, gone)),) if gone else ()


def _gone(reader: Reader) -> set[Id]:
    left = reader.values(reader.catalogue.entity("person"), ("left", "leaves_on"))
    return {id for id, left, leaves in left if left or (leaves is not None and leaves < reader.today)}


def qualifications(reader: Reader, within: int = SOON) -> tuple[QualificationLine, ...]:
    """Every qualification, those that expire first at the head and those that never do at the foot."""
    entity = reader.catalogue.entity("qualification")
    kinds = {item.code: _(item.label) for item in reader.catalogue.choices(entity.field("kind")).items}
    names = {id: name or "" for id, name in reader.values(reader.catalogue.entity("person"), ("name",))}
    fields = ("person_id", "title", "kind", "body", "awarded_on", "expires_on")
    found = [
        QualificationLine(
            id,
            person,
            names.get(person, ""),
            title or "",
            kinds.get(kind, ""),
            body or "",
            awarded,
            expires,
            (expires - reader.today).days if expires is not None else None,
            validity(expires, reader.today, within),
        )
        for id, person, title, kind, body, awarded, expires in reader.values(entity, fields)
    ]
    return tuple(
        sorted(found, key=lambda each: (each.expires_on or date.max, each.person_name.casefold(), each.title))
    )

# SPDX-License-Identifier: Apache-2.0
"""What can be asked for by name: the fields of the catalogue, the states of a record, and words that fit any register.

`rag`, `due` and `owner` are such words. They mean the field that says so in each register, whatever it is called there.
"""

from collections.abc import Iterable
from typing import NamedTuple

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import Filter, Not, Op, Test
from portfolio_desktop.domain.toned import has_badges
from portfolio_desktop.services.views.shipped import late_day, open_records, overdue_records, owner_field

IS, HAS, IN = "is", "has", "in"
OPERATORS = (IS, HAS, IN)
STATES = {"open": N_("not over yet"), "closed": N_("over and done with"), "overdue": N_("open past its day")}

_RATINGS = frozenset({"rag", "rating"})
_NAMES_TOLD = 8
_EMPTY = ""


class Sought(NamedTuple):
    """A register with the catalogue that knows its lists."""

    catalogue: Catalogue
    entity: Entity


def field_named(sought: Sought, name: str, *, beginnings: bool = True) -> Field | None:
    """The field that is called `name`, has it as a word of its label, or begins with it; the first shown wins."""
    catalogue, entity = sought
    wanted = name.casefold().replace("_", " ")
    fields = dict.fromkeys((*entity.columns, *entity.every))
    if wanted in _RATINGS:
        return _rating(catalogue, fields)
    ranked: list[tuple[int, Field]] = []
    for field in fields:
        own, label = field.name.removesuffix("_id").replace("_", " "), _(field.label).casefold()
        if wanted in (own, field.name.replace("_", " "), label):
            return field
        if wanted in label.split():
            ranked.append((0, field))
        elif beginnings and (own.startswith(wanted) or label.startswith(wanted)):
            ranked.append((1, field))
    meant = _meant(sought, wanted)
    if meant is not None:
        return meant
    return min(ranked, key=lambda found: found[0])[1] if ranked else None


def state(sought: Sought, word: str) -> Filter | None:
    """What `is:word` asks for: one of `STATES`, an item of the status, or a yes/no field; None for none of them."""
    catalogue, entity = sought
    wanted = " ".join(word.casefold().replace("_", " ").split())
    if wanted == "overdue":
        return overdue_records(catalogue, entity)
    if wanted in STATES:
        still = open_records(catalogue, entity)
        return Not(still) if wanted == "closed" and still is not None else still
    if entity.has("status") and wanted:
        for item in catalogue.choices(entity.field("status")).items:
            if wanted in (item.code.replace("_", " "), _(item.label).casefold()):
                return Test("status", Op.IS, item.code)
    for field in entity.every:
        if field.kind is Kind.FLAG and wanted in (field.name.replace("_", " "), _(field.label).casefold()):
            return Test(field.name, Op.IS, True)
    return None


def registers_named(catalogue: Catalogue, words: Iterable[str]) -> frozenset[str]:
    """The entities whose register, name or plural is one of `words`, or begins so where none is called so."""
    found: set[str] = set()
    for word in words:
        wanted = word.casefold().replace("_", " ").strip()
        called = {entity.name: _spoken(entity) for entity in catalogue.seen}
        exact = {name for name, own in called.items() if wanted in own}
        found |= exact or {
            name for name, own in called.items() if wanted and any(one.startswith(wanted) for one in own)
        }
    return frozenset(found)


def allowed(sought: Sought) -> str:
    """What can be asked for of a register, for a sentence."""
    names = [told_name(field) for field in sought.entity.columns[:_NAMES_TOLD]]
    states = [f"{IS}:{word}" for word in STATES if state(sought, word) is not None]
    return ", ".join([*(f"{name}:" for name in names), *states])


def told_name(field: Field) -> str:
    """A field's name as a person types it."""
    return field.name.removesuffix("_id")


def unknown_name(name: str, plural: str, what: str) -> str:
    """One sentence for a name that means nothing, with what is allowed in its place."""
    return _(
        "“{name}:” is no field of {plural}. Ask for {what} or another field; words with a colon go in quotes."
    ).format(name=one_line(name)[:40], plural=plural, what=what)


def _rating(catalogue: Catalogue, fields: Iterable[Field]) -> Field | None:
    """The first rating, else the first choice that is shown as a badge."""
    all_of_them = tuple(fields)
    rated = next((field for field in all_of_them if field.kind is Kind.RATING), None)
    return rated or next((field for field in all_of_them if has_badges(catalogue, field)), None)


def _meant(sought: Sought, wanted: str) -> Field | None:
    """The field that a word for any register means in this one."""
    entity = sought.entity
    if wanted == "due" and (day := late_day(sought.entity)):
        return entity.field(day)
    if wanted == "owner":
        return owner_field(entity)
    return entity.field(entity.title) if wanted in ("name", "title") else None


def _spoken(entity: Entity) -> tuple[str, ...]:
    return (
        entity.name.replace("_", " "),
        entity.register.replace("_", " "),
        _(entity.plural).casefold(),
        _(entity.label).casefold(),
    )

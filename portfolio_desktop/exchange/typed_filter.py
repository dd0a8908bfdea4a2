# SPDX-License-Identifier: Apache-2.0
"""The filter box: words to find anywhere, and `field:words` to find in one field. Minus before either turns it round.

harbour owner:ann rating:red -stage:closed end:<2027-01-01 is:open "exact words"
"""

import re
from collections.abc import Iterator
from datetime import date

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Not, Op, Test, Words
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.tables import DateOrder, Reading, Unreadable, read_cell
from portfolio_desktop.services.views.shipped import open_records, overdue_records

_TERM = re.compile(r'(-?)(?:([^\W\d]\w*):)?("[^"]*"?|\S+)')
_COMPARE = re.compile(r"(<=|>=|<|>)?(.*)", re.DOTALL)
_OPS = {"<": Op.BELOW, "<=": Op.AT_MOST, ">": Op.ABOVE, ">=": Op.AT_LEAST, None: Op.IS}
_COMPARED = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.DATE, Kind.MOMENT})
_YEAR = re.compile(r"(19|20|21)\d\d")


def typed_filter(catalogue: Catalogue, entity: Entity, text: str) -> Filter:
    """The filter that `text` means. Refuses a value that its field cannot have."""
    parts = tuple(_terms(catalogue, entity, text))
    return All(parts) if parts else EVERYTHING


def _terms(catalogue: Catalogue, entity: Entity, text: str) -> Iterator[Filter]:
    anywhere: list[str] = []
    for minus, name, value in _TERM.findall(text):
        bare = value.strip('"')
        field = _field(entity, name) if name else None
        if name.casefold() == "is":
            part = _state(catalogue, entity, bare)
        elif field is not None:
            part = _test(catalogue, field, bare)
        else:
            words = f"{name}:{bare}" if name else bare
            if not minus:
                anywhere.append(words)
                continue
            part = Words(words)
        yield Not(part) if minus else part
    if anywhere:
        yield Words(" ".join(anywhere))


def _field(entity: Entity, name: str) -> Field | None:
    """The field that is called `name`, has it as a word of its label, or begins with it; the first shown wins."""
    wanted = name.casefold().replace("_", " ")
    fields = dict.fromkeys((*entity.columns, *entity.every))
    if wanted == "rating":
        return next((field for field in fields if field.kind is Kind.RATING), None)
    ranked: list[tuple[int, Field]] = []
    for field in fields:
        own, label = field.name.removesuffix("_id").replace("_", " "), _(field.label).casefold()
        if wanted in (own, field.name.replace("_", " "), label):
            return field
        if wanted in label.split():
            ranked.append((0, field))
        elif own.startswith(wanted) or label.startswith(wanted):
            ranked.append((1, field))
    return min(ranked, key=lambda found: found[0])[1] if ranked else None


def _state(catalogue: Catalogue, entity: Entity, word: str) -> Filter:
    states = {"open": open_records(catalogue, entity), "overdue": overdue_records(catalogue, entity)}
    found = states.get(word.casefold())
    if found is None:
        raise Refusal(
            _("“is:{word}” says nothing about {plural}.").format(word=word, plural=_(entity.plural).lower())
        )
    return found


def _test(catalogue: Catalogue, field: Field, text: str) -> Filter:
    if text == "?" and field.may_be_unknown:
        return Test(field.name, Op.UNKNOWN)
    if field.kind is Kind.RATING:
        wanted = text.casefold().replace("-", "/")
        return Test(
            field.name,
            Op.ANY_OF,
            [
                f"{scale.code}:{level.code}"
                for scale in SCALES.values()
                for level in scale.levels
                if wanted in (_(level.label).casefold(), level.letter.casefold(), level.code)
            ],
        )
    if field.kind is Kind.FLAG:
        return Test(field.name, Op.IS, text.casefold() in (_("Yes").casefold(), "y", "true", "1"))
    if field.kind is Kind.SCALE:
        item = catalogue.choices(field).named(text)
        if item is None:
            raise _unreadable(field, text)
        return Test(field.name, Op.IS, int(item.code))
    if field.derived and field.kind is Kind.CHOICE:
        refuse_gone(catalogue, field, text, part=True)
    return _compared(field, text) if field.kind in _COMPARED else Test(field.name, Op.CONTAINS, text)


def refuse_gone(catalogue: Catalogue, field: Field, text: str, *, part: bool = False) -> None:
    """Refuse a choice that a field which is worked out can no longer come to, or never could: it would find nothing.

    With `part`, a part of its words is enough.
    """
    items, wanted = catalogue.choices(field).in_use, text.casefold()
    known = [{item.code.casefold(), _(item.label).casefold(), item.label.casefold()} for item in items]
    if not any(wanted in words or (part and any(wanted in word for word in words)) for words in known):
        raise Refusal(
            _("{label}: “{text}” is not in use. There are: {labels}.").format(
                label=_(field.label), text=text[:40], labels=", ".join(_(item.label) for item in items)
            )
        )


def _compared(field: Field, text: str) -> Filter:
    match = _COMPARE.fullmatch(text)
    sign, bare = (match[1], match[2].strip()) if match else (None, text)
    if field.kind is Kind.DATE and bare.startswith("today"):
        return Test(field.name, _OPS[sign], bare)
    if field.kind in (Kind.DATE, Kind.MOMENT) and sign is None and _YEAR.fullmatch(bare):
        return within(field, date(int(bare), 1, 1), date(int(bare), 12, 31))
    order = DateOrder.ISO if re.match(r"\d{4}-", bare) else DateOrder.DMY
    value = read_cell(bare, Reading(kind=field.kind, order=order))
    if value is None or isinstance(value, Unreadable | Unknown):
        raise _unreadable(field, text)
    return Test(field.name, _OPS[sign], to_plain(field.kind, value))


def within(field: Field, first: date | None, last: date | None) -> Filter:
    """Dates from one day to another, both included; None leaves an end open."""
    late = "T23:59" if field.kind is Kind.MOMENT else ""
    early = "T00:00" if field.kind is Kind.MOMENT else ""
    parts: list[Filter] = []
    if first is not None:
        parts.append(Test(field.name, Op.AT_LEAST, first.isoformat() + early))
    if last is not None:
        parts.append(Test(field.name, Op.AT_MOST, last.isoformat() + late))
    return All(tuple(parts))


def _unreadable(field: Field, text: str) -> Refusal:
    return Refusal(
        _("{label}: “{text}” is not a value to look for.").format(label=_(field.label), text=text[:40])
    )

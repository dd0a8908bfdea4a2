# SPDX-License-Identifier: Apache-2.0
"""Conditions as they are typed: `confidence=red`, `end<2027-01-01`, `title~harbour`, `whole_life_cost=?`, `sro_id=`."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import All, AnyOf, Filter, Not, Op, Sort, Test
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.query.meaning import refuse_gone, typed_filter
from portfolio_desktop.exchange.tables.ratings import level_named
from portfolio_desktop.exchange.typed import typed_value
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.views.saved import saved_views
from portfolio_desktop.services.views.shipped import shipped_views
from portfolio_desktop.services.views.view import View, plain_view

_CONDITION = re.compile(r"\s*([A-Za-z_]\w*)\s*(!=|<=|>=|=|<|>|~)(.*)", re.DOTALL)
_OPS = {"=": Op.IS, "!=": Op.IS_NOT, "<": Op.BELOW, "<=": Op.AT_MOST, ">": Op.ABOVE, ">=": Op.AT_LEAST}

_ALIKE, _CUTOFF = 3, 0.5


def filter_of(reader: Reader, entity: Entity, conditions: Iterable[str], words: str = "") -> Filter:
    """All of the conditions, and what is typed into the window's filter box where that is given."""
    parts = [_condition(reader, entity, text) for text in conditions]
    return All((*parts, typed_filter(reader.catalogue, entity, words)))


def view_named(office: Office, entity: Entity, name: str) -> View:
    """The view of that name, saved or shipped; with no name, all records in the usual columns."""
    if not name:
        return plain_view(entity)
    shipped = {view.label: view.view for view in shipped_views(office.catalogue, entity)}
    views = shipped | {view.label: view.view for view in saved_views(office, entity)}
    for label, view in views.items():
        if label.casefold() == name.strip().casefold():
            return view
    raise Refusal(
        _("{plural} have no view “{name}”. There are: {names}.").format(
            plural=_(entity.plural), name=name, names=", ".join(views)
        )
    )


def narrowed(
    reader: Reader, entity: Entity, view: View, conditions: Iterable[str], words: str = ""
) -> Filter:
    """What the view asks for, and the conditions on top."""
    asked = view.where(typed_filter(reader.catalogue, entity, view.words))
    return All((asked, filter_of(reader, entity, conditions, words)))


def gone_words(reader: Reader, entity: Entity, where: Filter) -> Iterator[str]:
    """A sentence for each choice that a filter, kept for long, asks for and that has gone since."""
    if isinstance(where, All | AnyOf):
        for part in where.parts:
            yield from gone_words(reader, entity, part)
    elif isinstance(where, Not):
        yield from gone_words(reader, entity, where.part)
    elif isinstance(where, Test) and where.op in (Op.IS, Op.IS_NOT, Op.ANY_OF):
        field = entity.field(where.field)
        choices = reader.catalogue.choices(field) if field.kind is Kind.CHOICE else None
        for code in where.value if isinstance(where.value, list | tuple) else [where.value]:
            item = choices.item(str(code)) if choices else None
            if item is not None and item.retired:
                yield _("{label}: “{item}” is no longer used.").format(
                    label=_(field.label), item=_(item.label)
                )


def sorts_of(entity: Entity, text: str) -> tuple[Sort, ...]:
    """An order such as `-end,title`: a minus before a field turns it round."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    return tuple(Sort(field_named(entity, name.lstrip("-")).name, name.startswith("-")) for name in names)


def field_named(entity: Entity, words: str, *, kept: bool = False) -> Field:
    """The field called so by name or label, among those that are `kept` if so asked. Refuses, naming those that are alike."""
    wanted = words.strip().casefold()
    fields = entity.fields if kept else entity.every
    for field in fields:
        if wanted in (field.name, field.name.removesuffix("_id"), field.label.casefold()):
            return field
    raise Refusal(_no_field(entity, fields, words.strip()))


def _no_field(entity: Entity, fields: Iterable[Field], words: str) -> str:
    """What is wrong, the fields that may have been meant, and how to see all of them."""
    called = {spoken: field.name for field in fields for spoken in (field.label.casefold(), field.name)}
    found = get_close_matches(words.casefold(), called, n=2 * _ALIKE, cutoff=_CUTOFF)
    near = [*dict.fromkeys(called[spoken] for spoken in found)][:_ALIKE]
    said = _("{plural} have no field “{words}”.").format(plural=_(entity.plural), words=words)
    if near:
        said = f"{said} {_('Did you mean {names}?').format(names=', '.join(near))}"
    everything = _("All that there are: list FILE {register} --fields.").format(register=entity.register)
    return f"{said} {everything}"


def _condition(reader: Reader, entity: Entity, text: str) -> Filter:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise Refusal(
            _(
                "“{text}” is not a condition. Write FIELD=VALUE, or one of != < <= > >= ~ in place of =."
            ).format(text=text)
        )
    name, sign, value = match.groups()
    field, value = field_named(entity, name), value.strip()
    if sign == "~":
        return Test(field.name, Op.CONTAINS, value)
    if value in ("", "?"):
        asked: Filter = Test(field.name, Op.EMPTY if value == "" else Op.UNKNOWN)
        return Not(asked) if sign == "!=" else asked
    if field.kind is Kind.RATING and sign in ("=", "!=") and ":" not in value:
        asked = Test(field.name, Op.ANY_OF, _ratings(field, value))
        return Not(asked) if sign == "!=" else asked
    if field.derived and field.kind is Kind.CHOICE:
        refuse_gone(reader.catalogue, field, value)
    plain = value if value.startswith("today") else to_plain(field.kind, typed_value(reader, field, value))
    return Test(field.name, _OPS[sign], plain)


def _ratings(field: Field, words: str) -> list[str]:
    """Every rating that goes by these words, on whatever scale it was given."""
    named = [str(rating) for scale in SCALES if (rating := level_named(words, scale, {})) is not None]
    if not named:
        levels = ", ".join(level.label for level in SCALES[field.options].levels)
        raise Refusal(_("{label}: choose one of {levels}.").format(label=field.label, levels=levels))
    return named

# SPDX-License-Identifier: Apache-2.0
"""Words that a person typed or pasted into one field, as the field's value. The same in the window and on the command line.

`?` before the words marks a value as not known, for the reason that they give: "?Exempt under section 43".
"""

import re
from collections.abc import Callable

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.base.values import Rating, Reason, Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.filters import AnyOf, Op, Test
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.tables import DateOrder, Reading, Unreadable, read_cell
from portfolio_desktop.services.reading import Reader

_ISO_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def typed_value(reader: Reader, field: Field, text: str) -> Value:
    """The value that `text` stands for. Refuses, saying what would fit, when it stands for none."""
    words = text.strip()
    if not words:
        return None
    if words.startswith("?") and field.may_be_unknown:
        return Unknown(words[1:].strip() or _("not known"))
    special = _BY_NAME.get(field.kind)
    if special is not None:
        return special(reader, field, words)
    order = DateOrder.ISO if _ISO_DAY.match(words) else DateOrder.DMY
    value = read_cell(words, Reading(kind=field.kind, order=order))
    if isinstance(value, Unreadable):
        raise Refusal(f"{_(field.label)}: “{one_line(words)[:60]}”. {value.reason}")
    return _meant(field, value)


def _meant(field: Field, value: Value) -> Value:
    """Words such as "TBC" or "exempt" mean that a value is not known; other words are more likely a slip."""
    if isinstance(value, Unknown) and value.reason is Reason.OTHER:
        raise Refusal(
            _(
                "{label}: “{words}” is not a value. To say that it is not known, and why, write ?{words}."
            ).format(label=_(field.label), words=one_line(value.text)[:60])
        )
    return value


def _choice(reader: Reader, field: Field, words: str) -> Value:
    item = reader.catalogue.choices(field).named(words)
    return item.code if item else words


def _step(reader: Reader, field: Field, words: str) -> Value:
    choices = reader.catalogue.choices(field)
    item = choices.named(words)
    if item is None:
        steps = ", ".join(f"{item.code} {_(item.label)}" for item in choices.items)
        raise Refusal(_("{label}: choose one of {steps}.").format(label=_(field.label), steps=steps))
    return int(item.code)


def _rating(_reader: Reader, field: Field, words: str) -> Value:
    if ":" in words:
        scale, _colon, level = words.partition(":")
        if scale in SCALES and SCALES[scale].level(level):
            return Rating(scale, level)
    value = read_cell(words, Reading(kind=Kind.RATING, scale=field.options))
    if isinstance(value, Unreadable) or (isinstance(value, Unknown) and value.reason is Reason.OTHER):
        levels = ", ".join(_(level.label) for level in SCALES[field.options].levels)
        raise Refusal(
            _("{label}: choose one of {levels}, or write ?WORDS for one that is not known.").format(
                label=_(field.label), levels=levels
            )
        )
    return value


def _link(reader: Reader, field: Field, words: str) -> Value:
    found = records_named(reader, reader.catalogue.entity(field.target), words)
    target = reader.catalogue.entity(field.target)
    if not found:
        raise Refusal(
            _(
                "{label}: there is no {target} called “{words}”. Use its code, or add it first: {where}"
            ).format(
                label=_(field.label),
                target=_(target.label).lower(),
                words=one_line(words)[:60],
                where=where_added(target),
            )
        )
    if len(found) > 1:
        raise Refusal(
            _("{label}: {count} {plural} are called “{words}”. Use the code of the one you mean.").format(
                label=_(field.label),
                count=len(found),
                plural=_(target.plural).lower(),
                words=one_line(words)[:60],
            )
        )
    return found[0]


MAKEABLE = frozenset({"person", "programme", "portfolio", "board", "team"})
"""Registers of which a record needs no more than its name: it may be made where a link names one that is not there."""


def where_added(entity: Entity) -> str:
    """Where a record is made by hand, by the words that stand in the window."""
    return _("press “{button}” in the register “{register}”.").format(
        button=_("New {thing}").format(thing=_(entity.label).lower()), register=_(entity.plural)
    )


def records_named(reader: Reader, entity: Entity, words: str) -> list[Id]:
    """The records that `words` name: by id or code if any, else by the whole title, whatever the case."""
    wanted = words.strip()
    if entity.code is not None:
        coded = [id for found, id in reader.by_code(wanted) if found is entity]
        if coded:
            return coded
    named = AnyOf((Test(entity.title, Op.CONTAINS, wanted),))
    exact = [
        record
        for record in reader.all(entity, named)
        if str(record[entity.title]).casefold() == wanted.casefold()
    ]
    return [record.id for record in exact] or [record.id for record in reader.many(entity, [Id(wanted)])]


_BY_NAME: dict[Kind, Callable[[Reader, Field, str], Value]] = {
    Kind.CHOICE: _choice,
    Kind.SCALE: _step,
    Kind.RATING: _rating,
    Kind.LINK: _link,
}

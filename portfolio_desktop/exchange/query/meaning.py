# SPDX-License-Identifier: Apache-2.0
"""What typed terms mean for one register: a filter. The register's box, the search, the palette and commands share it."""

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Not, Op, Test, Words
from portfolio_desktop.catalogue.lists import Item
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.domain.toned import levels_of
from portfolio_desktop.exchange.query import naming
from portfolio_desktop.exchange.query.days import asked_days
from portfolio_desktop.exchange.query.naming import Sought
from portfolio_desktop.exchange.query.terms import Term, terms
from portfolio_desktop.exchange.tables import Reading, Unreadable, read_cell

_OPS = {"<": Op.BELOW, "<=": Op.AT_MOST, ">": Op.ABOVE, ">=": Op.AT_LEAST, "": Op.IS}
_NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.PERCENT, Kind.MONEY})
_DAYS = frozenset({Kind.DATE, Kind.MOMENT})
_COMPARED = _NUMBERS | _DAYS | {Kind.RATING, Kind.SCALE}
_LISTED = frozenset({Kind.RATING, Kind.SCALE, Kind.CHOICE, Kind.LINK})
_NOT_KNOWN = "?"


def typed_filter(catalogue: Catalogue, entity: Entity, text: str) -> Filter:
    """The filter that `text` means for a register. Refuses a name that it does not have, and a value that cannot be."""
    sought = Sought(catalogue, entity)
    typed = terms(text)
    parts: list[Filter] = []
    for term in typed:
        if term.name and not is_being_typed(term, typed):
            part = named_part(sought, term)
            if part is None:
                plural = _(entity.plural).lower()
                raise Refusal(naming.unknown_name(term.name, plural, naming.allowed(sought)))
            parts.append(Not(part) if term.negated else part)
    parts += excluded(sought, typed)
    if words := plain_words(typed):
        parts.append(Words(words))
    return All(tuple(parts)) if parts else EVERYTHING


def is_being_typed(term: Term, typed: tuple[Term, ...]) -> bool:
    """Whether a name stands at the end without a value yet. Anywhere else that is refused."""
    if not term.name or term.text or term.quoted:
        return False
    if term is not typed[-1]:
        raise Refusal(
            _("Write what you look for straight after “{name}:”, without a space.").format(
                name=one_line(term.name)[:40]
            )
        )
    return True


def plain_words(typed: tuple[Term, ...]) -> str:
    """The words that are to be found anywhere, as full-text search takes them: exact ones in quotes."""
    found = (
        (f'"{term.text}"' if term.quoted else term.text)
        for term in typed
        if not term.name and not term.negated and term.text not in ("", "-")
    )
    return " ".join(found)


def excluded(sought: Sought, typed: tuple[Term, ...]) -> list[Filter]:
    """What the words after a minus leave out: `-closed` the state, where there is one of that name, else the word."""
    found: list[Filter] = []
    for term in typed:
        if is_excluded_word(term):
            known = None if term.quoted else naming.state(sought, term.text)
            word = Words(f'"{term.text}"' if term.quoted else term.text)
            found.append(Not(known if known is not None else word))
    return found


def is_excluded_word(term: Term) -> bool:
    """Whether a term leaves a word out. Signs alone are no word: nothing has them, so everything would be left."""
    return term.negated and not term.name and any(letter.isalnum() for letter in term.text)


def named_part(sought: Sought, term: Term, *, beginnings: bool = True) -> Filter | None:
    """What one `name:value` asks for; None where the register has nothing of that name. Refuses a value that cannot be."""
    catalogue, entity = sought
    if term.name == naming.IS:
        known = naming.state(sought, term.text)
        if known is None:
            raise Refusal(_no_state(sought, term.text))
        return known
    if term.name == naming.IN:
        return _in_register(sought, term)
    if term.name == naming.HAS:
        field = naming.field_named(sought, term.text, beginnings=beginnings)
        if field is None:
            plural = _(entity.plural).lower()
            raise Refusal(naming.unknown_name(term.text, plural, naming.allowed(sought)))
        return Test(field.name, Op.KNOWN)
    field = naming.field_named(sought, term.name, beginnings=beginnings)
    if field is None:
        return None
    if field.kind in _LISTED and not term.quoted and not term.sign and "," in term.text:
        several = tuple(_test(catalogue, field, "", part) for part in term.text.split(",") if part)
        return AnyOf(several)
    return _test(catalogue, field, term.sign, term.text)


def _in_register(sought: Sought, term: Term) -> Filter:
    names = naming.registers_named(sought.catalogue, term.text.split(","))
    if not names:
        raise Refusal(
            _("“in:{word}” names no register. Write it as the navigation does, such as in:risks.").format(
                word=one_line(term.text)[:40]
            )
        )
    return EVERYTHING if sought.entity.name in names else Not(EVERYTHING)


def _no_state(sought: Sought, word: str) -> str:
    catalogue, entity = sought
    states = [each for each in naming.STATES if naming.state(sought, each) is not None]
    if entity.has("status"):
        states += [_(item.label).lower() for item in catalogue.choices(entity.field("status")).in_use]
    return _("“is:{word}” says nothing about {plural}. There are: {states}.").format(
        word=one_line(word)[:40],
        plural=_(entity.plural).lower(),
        states=", ".join(dict.fromkeys(states)) or _("none"),
    )


def _test(catalogue: Catalogue, field: Field, sign: str, text: str) -> Filter:
    if not text:
        return Test(field.name, Op.EMPTY)
    if text == _NOT_KNOWN and field.may_be_unknown:
        return Test(field.name, Op.UNKNOWN)
    if sign and field.kind not in _COMPARED:
        raise _unreadable(field, sign + text)
    if field.kind is Kind.RATING:
        return _rated(field, sign, text)
    if field.kind is Kind.CHOICE and field.derived:
        return _worked_out(catalogue, field, text)
    if field.kind is Kind.CHOICE:
        return _chosen(catalogue, field, text)
    if field.kind is Kind.FLAG:
        return Test(field.name, Op.IS, _yes_or_no(field, text))
    if field.kind is Kind.SCALE:
        item = catalogue.choices(field).named(text)
        if item is None:
            raise _unreadable(field, text)
        return Test(field.name, _OPS[sign], int(item.code))
    if field.kind in _DAYS:
        return asked_days(field, sign, text)
    return _numbers(field, sign, text) if field.kind in _NUMBERS else Test(field.name, Op.CONTAINS, text)


def _rated(field: Field, sign: str, text: str) -> Filter:
    """Every rating that goes by these words, on whatever scale it was given; with a sign, by how good it is."""
    wanted = text.casefold().replace("-", "/")
    spoken = {
        f"{scale.code}:{level.code}": (_(level.label).casefold(), level.letter.casefold(), level.code)
        for scale in sorted(SCALES.values(), key=lambda scale: scale.code != field.options)
        for level in scale.levels
    }
    exact = [rating for rating, names in spoken.items() if wanted in names]
    found = exact or [rating for rating, names in spoken.items() if names[0].startswith(wanted)]
    if not found:
        raise _none_of(field, text, [_(level.label) for level in SCALES[field.options].levels])
    return Test(field.name, _OPS[sign], found[0]) if sign else Test(field.name, Op.ANY_OF, found)


def _worked_out(catalogue: Catalogue, field: Field, text: str) -> Filter:
    toned = _toned(catalogue, field, text)
    if toned:
        return Test(field.name, Op.ANY_OF, toned)
    refuse_gone(catalogue, field, text, part=True)
    return Test(field.name, Op.CONTAINS, text)


def _chosen(catalogue: Catalogue, field: Field, text: str) -> Filter:
    """A choice by a part of its label. Of a list that its keeper closes, a word that no item has would find nothing."""
    choices, wanted = catalogue.choices(field), text.casefold()
    if toned := _toned(catalogue, field, text):
        return Test(field.name, Op.ANY_OF, toned)
    if not choices.open and not any(_says(item, wanted) for item in choices.items):
        raise _none_of(field, text, [_(item.label) for item in choices.in_use])
    return Test(field.name, Op.CONTAINS, text)


def _toned(catalogue: Catalogue, field: Field, text: str) -> list[str]:
    """The items of a list shown as badges whose tone is called so: a band that is red, of whatever name."""
    wanted = text.casefold().replace("/", "_").replace("-", "_")
    levels = levels_of(catalogue.choices(field))
    named = any(_says(item, text.casefold()) for item in catalogue.choices(field).items)
    return [] if named else [code for code, level in levels.items() if level.tone == wanted]


def _says(item: Item, wanted: str) -> bool:
    return wanted in item.code.casefold() or wanted in _(item.label).casefold()


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


def _yes_or_no(field: Field, text: str) -> bool:
    word = text.casefold()
    if word in (_("Yes").casefold(), "yes", "y", "true", "1"):
        return True
    if word in (_("No").casefold(), "no", "n", "false", "0"):
        return False
    raise _none_of(field, text, [_("Yes"), _("No")])


def _numbers(field: Field, sign: str, text: str) -> Filter:
    low, dots, high = text.partition("..")
    if dots and not sign and (low or high):
        ends = ((Op.AT_LEAST, low), (Op.AT_MOST, high))
        return All(tuple(Test(field.name, op, _number(field, end)) for op, end in ends if end))
    return Test(field.name, _OPS[sign], _number(field, text))


def _number(field: Field, text: str) -> object:
    value = read_cell(text.strip(), Reading(kind=field.kind))
    if value is None or isinstance(value, Unreadable | Unknown):
        raise _unreadable(field, text)
    return to_plain(field.kind, value)


def _unreadable(field: Field, text: str) -> Refusal:
    return Refusal(
        _("{label}: “{text}” is not a value to look for.").format(
            label=_(field.label), text=one_line(text)[:40]
        )
    )


def _none_of(field: Field, text: str, labels: list[str]) -> Refusal:
    return Refusal(
        _("{label}: there is no “{text}”. Choose one of {labels}.").format(
            label=_(field.label), text=one_line(text)[:40], labels=", ".join(labels)
        )
    )

# SPDX-License-Identifier: Apache-2.0
"""What can be typed next: names after a letter, values after a colon, each with a few words about it.

Knows the catalogue alone, so that it can answer at every key. Where names of records fit, such as those of people after
“owner:”, it says of which registers; whoever has read them hands them in.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.query import naming
from portfolio_desktop.exchange.query.naming import Sought
from portfolio_desktop.exchange.query.terms import straight

_MOST = 12
USUAL = (
    ("owner:", N_("who is responsible, by a part of the name")),
    ("rag:", N_("the rating, such as rag:red or rag:red,amber")),
    ("due:", N_("the day it is due, such as due:<30d")),
    ("is:", N_("open, closed, overdue, or a status")),
    ("has:", N_("a field that is filled in; a minus before it turns that round")),
    ("in:", N_("one register, such as in:risks")),
)
"""What can be asked of most registers, with a few words about each."""

_DAYS = (
    ("<30d", N_("before 30 days from now, and late")),
    ("30d", N_("within 30 days from today")),
    ("-30d", N_("in the last 30 days")),
    ("today", N_("today; also tomorrow, yesterday")),
    ("1/4/2026..31/3/2027", N_("from one day to another")),
)
_WITH_VALUES = frozenset({Kind.CHOICE, Kind.RATING, Kind.SCALE, Kind.FLAG, Kind.DATE, Kind.MOMENT})


More: TypeAlias = Sequence[tuple[str, str]]


class Offer(NamedTuple):
    """`text` takes the place of what stands from `start` to the cursor; `about` says what it asks for."""

    text: str
    about: str
    start: int


class Wanted(NamedTuple):
    """The registers, by name, whose records' names fit at the cursor, and what is typed of one."""

    registers: tuple[str, ...]
    begun: str


def offers(
    catalogue: Catalogue,
    typed: str,
    cursor: int,
    entity: Entity | None = None,
    more: More = (),
    titles: Sequence[str] = (),
) -> tuple[Offer, ...]:
    """What fits where the cursor stands, the likeliest first; for one register, or with no `entity` for all of them.

    `more` is what else can be typed there: names that end with a colon, or one with its value. `titles` are the names of
    records that are `wanted` there.
    """
    start = _start(typed, cursor)
    if start is None:
        return ()
    word = typed[start:cursor]
    minus, bare = ("-", word[1:]) if word.startswith("-") else ("", word)
    name, colon, value = bare.partition(":")
    found = _values(catalogue, entity, name, value) if colon else _names(catalogue, entity, bare)
    kept = f"{name}:{value[: value.rfind(',') + 1]}"
    named = ((kept + _quoted(title), "") for title in titles if '"' not in title)
    told = {minus + text: about for text, about in (*found, *named, *_of(more, bare))}
    return tuple(Offer(text, about, start) for text, about in list(told.items())[:_MOST] if text != word)


def wanted(catalogue: Catalogue, typed: str, cursor: int, entity: Entity | None = None) -> Wanted | None:
    """Whose names fit where the cursor stands: after the name of a field that leads to records, and a colon."""
    start = _start(typed, cursor)
    name, colon, value = typed[start or 0 : cursor].removeprefix("-").partition(":")
    if start is None or not colon:
        return None
    among = (entity,) if entity is not None else catalogue.seen
    fields = (naming.field_named(Sought(catalogue, each), name, beginnings=False) for each in among)
    targets = dict.fromkeys(field.target for field in fields if field is not None and field.target)
    return Wanted(tuple(targets), value.rpartition(",")[2]) if targets else None


def _start(typed: str, cursor: int) -> int | None:
    """Where the word at the cursor begins; None within quotes."""
    if straight(typed).count('"', 0, cursor) % 2:
        return None
    return max(typed.rfind(" ", 0, cursor), typed.rfind("\t", 0, cursor)) + 1


def _of(more: More, begun: str) -> Iterator[tuple[str, str]]:
    """Values come once their name is typed: a list of them would hide the other names."""
    for text, about in more:
        if text.startswith(begun.casefold()) and (":" in begun or text.endswith(":")):
            yield text, _(about)


def _names(catalogue: Catalogue, entity: Entity | None, begun: str) -> Iterator[tuple[str, str]]:
    wanted = begun.casefold()
    for text, about in USUAL:
        if text.startswith(wanted) and (entity is None or _fits(Sought(catalogue, entity), text[:-1])):
            yield text, _(about)
    if not wanted:
        return
    for field in _fields(catalogue, entity):
        told, label = naming.told_name(field), _(field.label)
        if told.startswith(wanted) or any(word.startswith(wanted) for word in label.casefold().split()):
            yield f"{told}:", label


def _fits(sought: Sought, name: str) -> bool:
    """Whether a name for any register means something in this one."""
    if name in naming.OPERATORS:
        return name != naming.IN
    return naming.field_named(sought, name, beginnings=False) is not None


def _fields(catalogue: Catalogue, entity: Entity | None) -> Iterator[Field]:
    """The fields of a register; of all registers those that are shown in one, each name once."""
    if entity is not None:
        yield from dict.fromkeys((*entity.columns, *entity.every))
        return
    met: set[str] = set()
    for each in catalogue.seen:
        for field in each.columns:
            if field.name not in met:
                met.add(field.name)
                yield field


def _values(catalogue: Catalogue, entity: Entity | None, name: str, value: str) -> Iterator[tuple[str, str]]:
    head, _comma, begun = value.rpartition(",")
    kept = f"{name}:{head}," if head else f"{name}:"
    for text, about in _values_of(catalogue, entity, name.casefold()):
        if text.casefold().startswith(begun.casefold()):
            yield kept + text, about


def _values_of(catalogue: Catalogue, entity: Entity | None, name: str) -> Iterable[tuple[str, str]]:
    among = (entity,) if entity is not None else catalogue.seen
    if name == naming.IS:
        return _states(catalogue, among)
    if name == naming.IN:
        return ((each.register, _(each.plural)) for each in catalogue.seen)
    if name == naming.HAS:
        return ((naming.told_name(field), _(field.label)) for field in _fields(catalogue, entity))
    return _field_values(catalogue, among, name)


def _states(catalogue: Catalogue, among: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    every = tuple(among)
    for word, about in naming.STATES.items():
        if any(naming.state(Sought(catalogue, each), word) is not None for each in every):
            yield word, _(about)
    if len(every) == 1 and every[0].has("status"):
        for item in catalogue.choices(every[0].field("status")).in_use:
            yield _(item.label).lower().replace(" ", "_"), _("status")


def _field_values(catalogue: Catalogue, among: Iterable[Entity], name: str) -> Iterator[tuple[str, str]]:
    """The values of a field, with its label where one register is meant: in others it may be called something else."""
    every = tuple(among)
    for entity in every:
        field = naming.field_named(Sought(catalogue, entity), name, beginnings=False)
        if field is not None and field.kind in _WITH_VALUES:
            label = _(field.label) if len(every) == 1 else ""
            yield from ((text, about or label) for text, about in _told_values(catalogue, field))


def _told_values(catalogue: Catalogue, field: Field) -> Iterator[tuple[str, str]]:
    if field.kind in (Kind.DATE, Kind.MOMENT):
        yield from ((text, _(about)) for text, about in _DAYS)
    elif field.kind is Kind.FLAG:
        yield from ((_(word).lower(), "") for word in (N_("Yes"), N_("No")))
    elif field.kind is Kind.RATING:
        yield from ((_quoted(_(level.label).lower()), "") for level in SCALES[field.options].levels)
    else:
        yield from ((_quoted(_(item.label).lower()), "") for item in catalogue.choices(field).in_use)


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words

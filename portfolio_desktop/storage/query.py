# SPDX-License-Identifier: Apache-2.0
"""Filters and orders as SQL expressions. Values travel as bound parameters; names come from the catalogue."""

import json
import operator
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    true,
)

from portfolio_desktop.base.dates import add_months, local_now
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import clean
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import All as AllOf
from portfolio_desktop.catalogue.filters import AnyOf, Filter, Not, Op, Sort, Test, Words
from portfolio_desktop.catalogue.plain import from_plain, to_plain
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.storage.columns import COLUMNS, NOTE
from portfolio_desktop.storage.derived import Sources
from portfolio_desktop.storage.schema import SEARCH_ROW

_RELATIVE_DAY = re.compile(r"today(?:\s*([+-])\s*(\d{1,5})([dwmy]?))?(T\d\d:\d\d)?")
_RUN = re.compile(r'"([^"]*)("?)|[^\s"]+')
_WORD = re.compile(r"[^\W_]+")
_LONGEST_RUN, _LONGEST_EXACT = 8, 30
_MONTH = len("2027-03")
_PERSON = "person"
_CALLED = (
    # From the people to what is found: they are few, and what is found may be half of all there is. With "+" it is found
    # once and each person looked up in it; without, SQLite would try every number found on every person.
    "SELECT person.id FROM person CROSS JOIN search_row ON search_row.record = person.id "
    "WHERE +search_row.number IN (SELECT rowid FROM search WHERE search MATCH ?)"
)
_COMPARE = {Op.BELOW: operator.lt, Op.AT_MOST: operator.le, Op.ABOVE: operator.gt, Op.AT_LEAST: operator.ge}
_DAYS = frozenset({Kind.DATE, Kind.MOMENT})
_MOST_WORDS = 24
_WORDS_ONLY = frozenset({Kind.CODE, Kind.TEXT, Kind.NARRATIVE, Kind.ADDRESS})


class Query:
    """Builds conditions and orders for one register."""

    def __init__(
        self, sources: Sources, people: "People", entity: Entity, only: Collection[str] | None = None
    ) -> None:
        """With `only`, what is built names no field but these: then their table is often enough, and much the quicker."""
        self._sources = sources
        self._people = people
        self._catalogue = sources.catalogue
        self.entity = entity
        self.table = sources[entity.name] if only is None else sources.enough(entity.name, only)

    def where(self, filter: Filter) -> ColumnElement[bool]:
        """The condition that `filter` means."""
        match filter:
            case AllOf(parts):
                return and_(true(), *(self.where(part) for part in parts))
            case AnyOf(parts):
                return or_(false(), *(self.where(part) for part in parts))
            case Not(part):
                # Without coalesce a NULL would be neither in nor out.
                return not_(self.where(part).is_(True))
            case Words(text):
                return self._found(text)
            case Test(field, op, value):
                return self._test(self.entity.field(field), op, value)

    def order(self, sorts: tuple[Sort, ...]) -> list[ColumnElement[Any]]:
        """Order by each field in turn, unknown values last, and then always in the same order."""
        clauses: list[ColumnElement[Any]] = []
        for sort in sorts:
            key = self._key(self.entity.field(sort.field))
            clauses.append((key.desc() if sort.descending else key.asc()).nulls_last())
        # By id, not by row number: a record that comes back from the log stands where it stood.
        return [*clauses, self.table.c.id.asc()]

    def group_key(self, field: Field) -> ColumnElement[Any]:
        """What records of one group share: their value, and of a day its month (2027-03)."""
        column: ColumnElement[Any] = self.table.c[field.name]
        return func.substr(column, 1, _MONTH) if field.kind in _DAYS else column

    def group_order(self, field: Field) -> list[ColumnElement[Any]]:
        """The order of groups: that of the field, and what is ordered alike is still kept apart."""
        key = self.group_key(field)
        first = key if field.kind in _DAYS else self._key(field)
        return [first.asc().nulls_last(), key.asc()]

    def _test(self, field: Field, op: Op, value: Any) -> ColumnElement[bool]:
        column: ColumnElement[Any] = self.table.c[field.name]
        note: ColumnElement[Any] | None = self.table.c[field.name + NOTE] if field.may_be_unknown else None
        if op is Op.KNOWN:
            return column.is_not(None)
        if op is Op.UNKNOWN:
            return false() if note is None else note.is_not(None)
        if op is Op.EMPTY:
            return column.is_(None) if note is None else and_(column.is_(None), note.is_(None))
        if op is Op.CONTAINS:
            return self._contains(field, column, clean(str(value)).text)
        if op is Op.ANY_OF:
            return column.in_([self._stored(field, each) for each in _several(field, value)])
        if op is Op.IS:
            return and_(column == self._stored(field, value))
        if op is Op.IS_NOT:
            return or_(column != self._stored(field, value), column.is_(None))
        return and_(column.is_not(None), _COMPARE[op](self._key(field), self._limit(field, value)))

    def _contains(self, field: Field, column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
        if field.kind is Kind.LINK:
            target = self._sources.tables[field.target]
            entity = self._catalogue.entity(field.target)
            called = _holds(target.c[entity.title], text)
            if entity.code is not None:
                called = or_(called, target.c[entity.code.name].collate("NOCASE") == text)
            return column.in_(select(target.c.id).where(called))
        if field.kind is Kind.CHOICE:
            wanted = text.casefold()
            labels = [
                item.code
                for item in self._catalogue.choices(field).items
                if wanted in _(item.label).casefold()
            ]
            return or_(_holds(column, text), column.in_(labels))
        if field.kind in _WORDS_ONLY or field.kind is Kind.RATING:
            return _holds(column, text)
        raise Refusal(
            _("{label} holds no words to look in. Compare its value instead.").format(label=_(field.label))
        )

    def _found(self, text: str) -> ColumnElement[bool]:
        """Records that have every word, in their own texts or in the name of a person whom they name."""
        phrases = match_phrases(text)
        if not phrases:
            return false() if text.strip() else true()
        links = [field.name for field in self.entity.fields if field.target == _PERSON]
        called = {phrase: self._people.called(phrase) for phrase in phrases} if links else {}
        alone = [phrase for phrase in phrases if not called.get(phrase)]
        id = self.table.c.id
        found: list[ColumnElement[bool]] = [id.in_(self._having(alone))] if alone else []
        for phrase, people in called.items():
            if people:  # few words are a name, and only these need a look at each record
                register = self._sources.tables[self.entity.name].alias()
                names = or_(*(register.c[name].in_(each_of(people)) for name in links))
                named = select(register.c.id).where(names)
                found.append(id.in_(self._having([phrase]).union_all(named)))
        return and_(*found)

    def _having(self, phrases: Iterable[str]) -> Select[Any]:
        """The records in whose own texts all of these stand."""
        hits: Select[Any] = (
            select(literal_column("rowid"))
            .select_from(table("search"))
            .where(literal_column("search").op("MATCH")(" ".join(phrases)))
        )
        own = SEARCH_ROW.c.entity == self.entity.name
        return select(SEARCH_ROW.c.record).where(own, literal_column("search_row.number").in_(hits))

    def _stored(self, field: Field, value: Any) -> Any:
        """`value`, in plain form, as it lies in the column. A relative day of a moment is its midnight."""
        if field.kind is Kind.MOMENT and value == "now":
            return datetime.combine(self._sources.today, local_now().time()).isoformat()
        if (
            field.kind in (Kind.DATE, Kind.MOMENT)
            and isinstance(value, str)
            and (relative := _RELATIVE_DAY.fullmatch(value.strip()))
        ):
            try:
                return _moved(self._sources.today, *relative.groups())
            except (ValueError, OverflowError) as error:
                raise _no_value(field, value) from error
        try:
            typed = from_plain(field.kind, clean(value).text if isinstance(value, str) else value)
        except (ValueError, TypeError, KeyError, ArithmeticError) as error:
            raise _no_value(field, value) from error
        if isinstance(typed, Unknown):
            raise _no_value(field, value)
        plain, write = to_plain(field.kind, typed), COLUMNS[field.kind].write
        return plain if write is None or plain is None else write(plain)

    def _key(self, field: Field) -> ColumnElement[Any]:
        """What records are ordered by: a rating's rank, a linked record's title, a list item's place."""
        column: ColumnElement[Any] = self.table.c[field.name]
        if field.kind is Kind.RATING:
            return case(_RANKS, value=column)
        if field.kind is Kind.LINK:
            target = self._sources.tables[field.target].alias()
            title = target.c[self._catalogue.entity(field.target).title]
            return select(title.collate("NOCASE")).where(target.c.id == column).scalar_subquery()
        if places := self._places(field):
            return case(places, value=column, else_=case((column.is_not(None), len(places))))
        return column.collate("NOCASE") if field.kind in _WORDS_ONLY or field.kind is Kind.CHOICE else column

    def _limit(self, field: Field, value: Any) -> Any:
        """What `_key` is compared with."""
        if field.kind is Kind.LINK:
            raise Refusal(
                _("{label} names another record, which is neither more nor less than a value.").format(
                    label=_(field.label)
                )
            )
        known = _RANKS if field.kind is Kind.RATING else self._places(field)
        if not known:
            return self._stored(field, value)
        if str(value) not in known:
            raise _no_value(field, value)
        return known[str(value)]

    def _places(self, field: Field) -> Mapping[str, float]:
        """Where each item stands in the list of a CHOICE; empty where the list has no order of its own."""
        if field.kind is not Kind.CHOICE or (choices := self._catalogue.choices(field)).open:
            return {}
        return {item.code: place for place, item in enumerate(choices.items)}


def _several(field: Field, value: Any) -> Iterable[Any]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise _no_value(field, value)
    return value


def _no_value(field: Field, value: Any) -> Refusal:
    return Refusal(_("{value} is not a value of {label}.").format(value=value, label=_(field.label)))


def _holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    # Not LIKE: it has wildcards, and gives up on a long text.
    return func.instr(func.lower(column), func.lower(text)) > 0


# From 0, the best level of any scale, to 1, the worst: five points and three sort together, Amber beside Amber.
_RANKS = {
    f"{scale.code}:{level.code}": place / (len(scale.levels) - 1)
    for scale in SCALES.values()
    for place, level in enumerate(scale.levels)
}


class People:
    """Who is called so, as the search finds words, at one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, list[str]] = {}

    def called(self, phrase: str) -> list[str]:
        """The people in whose names a phrase for FTS5 stands."""
        if phrase not in self._known:
            found = self._connection.exec_driver_sql(_CALLED, (f"title : {phrase}",))
            self._known[phrase] = list(found.scalars())
        return self._known[phrase]


def each_of(values: Iterable[Any]) -> Select[Any]:
    """However many, as one parameter: a list in JSON."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def match_phrase(text: str) -> str:
    """Words as one phrase for FTS5, which finds what has all of them; "" where none is a word."""
    return " ".join(match_phrases(text))


def match_phrases(text: str) -> list[str]:
    """Words as phrases for FTS5, each quoted so that nothing in them is read as an operator; none where none is a word.

    What stands in quotes is found only as it stands; the last word outside of them may be a beginning. Repeated words and
    long runs are cut short: they find nothing more, and cost time without limit.
    """
    found: dict[str, None] = {}
    for run in _RUN.finditer(clean(text).text):
        exact = run[1] is not None
        words = _WORD.findall(run[1] if exact else run[0])[: _LONGEST_EXACT if exact else _LONGEST_RUN]
        if words:
            found[f'"{" ".join(words)}"' + ("" if exact and run[2] else "*")] = None
    # Only the last may be a beginning: all others stand there whole.
    phrases = list(found)[:_MOST_WORDS]
    return [*(phrase.rstrip("*") for phrase in phrases[:-1]), *phrases[-1:]]


def _moved(today: date, sign: str | None, count: str | None, unit: str | None, clock: str | None) -> str:
    """So many days, weeks, months or years from `today`, at a time of day where one is given. Raises ValueError."""
    steps = int(count or 0) * (-1 if sign == "-" else 1)
    if unit in ("m", "y"):
        day = add_months(today, steps * (12 if unit == "y" else 1))
    else:
        day = today + timedelta(days=steps * (7 if unit == "w" else 1))
    return day.isoformat() + (clock or "")

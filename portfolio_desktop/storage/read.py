# SPDX-License-Identifier: Apache-2.0
"""Reading: registers by page, records by id or code, totals that say how much is known, search over everything."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy import table as table_called

from portfolio_desktop.base.text import clean, one_line, shorten
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Sort, fields_of
from portfolio_desktop.storage.columns import COLUMNS, RowReader
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.derived import WANTED, Sources
from portfolio_desktop.storage.edits import read_plain
from portfolio_desktop.storage.naming.numbers import BESIDE
from portfolio_desktop.storage.query import People, Query, each_of, match_phrase
from portfolio_desktop.storage.schema import SEARCH_ROW

_PART = 1_000_000
_SEARCHED = (
    "SELECT search_row.entity, search_row.record, search.title, search.body FROM search "
    "JOIN search_row ON search_row.number = search.rowid "
    "WHERE search MATCH ? AND (? IS NULL OR search_row.entity = ?) "
    "ORDER BY bm25(search, 8.0, 1.0) LIMIT ?"
)
_FEW = 400
_NEAR = (
    "SELECT search_row.entity FROM search JOIN search_row ON search_row.number = search.rowid "
    "WHERE search MATCH ? LIMIT ?"
)
_ONE: ColumnElement[int] = literal_column("1")

_MARKED = re.compile(r"(\w+-\d+)[.](\w\d)")
"""A code with its mark as it is easily typed: R-0112.K7."""

_QUOTED = re.compile(r'"([^"]*[^"\s][^"]*)"?|([^\s"]+)')
"""What stands in quotes, and single words."""

_EXCERPT, _BEFORE = 120, 40  # characters


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over a register: of the `known` values only, out of `count` records."""

    sum: Decimal
    known: int
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """The records that share a value: how many they are, and the totals asked for, by field."""

    value: Value
    count: int
    totals: dict[str, Total]


@dataclass(frozen=True, slots=True)
class Spread:
    """What is known of one field among some records. `least` and `greatest` are None where nothing is."""

    total: Total
    least: Value
    greatest: Value


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that a search found. `excerpt` shows the words between « and »."""

    entity: str
    record: Id
    title: str
    excerpt: str


class Reader:
    """Reads one moment of a workspace. `today` is what relative dates in filters count from."""

    def __init__(self, connection: Connection, sources: Sources) -> None:
        self.connection = connection
        self.catalogue = sources.catalogue
        self.rules = sources.rules
        self.today = sources.today
        self._sources = sources
        self._query = partial(Query, sources, People(connection))

    def rows(
        self,
        entity: Entity,
        where: Filter = EVERYTHING,
        order: tuple[Sort, ...] = (),
        limit: int | None = None,
    ) -> list[int]:
        """Row numbers of the records that `where` means, in order; the first `limit` where one is given.

        `page` turns them into records.
        """
        query = self._query(entity)
        statement = select(_rowid(entity).label("number")).select_from(query.table)
        found = statement.where(query.where(where)).order_by(*query.order(order)).limit(limit).subquery()
        # As one text: to step from row to row costs three times as much.
        text: str = self.connection.execute(select(func.json_group_array(found.c.number))).scalar_one()
        numbers: list[int] = read_plain(text)
        return numbers

    def grouped_rows(
        self, entity: Entity, by: Sequence[Field], where: Filter = EVERYTHING, order: tuple[Sort, ...] = ()
    ) -> list[tuple[tuple[Value, ...], list[int]]]:
        """As `rows`, by what they share of the fields `by`, in the order of these: a value each, None where none is known.

        Days are taken by their month, named by its first.
        """
        query = self._query(entity)
        keys = [query.group_key(field).label(f"key_{place}") for place, field in enumerate(by)]
        ordered = [clause for field in by for clause in query.group_order(field)]
        inner = select(_rowid(entity).label("number"), *keys).select_from(query.table)
        found = inner.where(query.where(where)).order_by(*ordered, *query.order(order)).subquery()
        texts = self.connection.execute(select(*map(func.json_group_array, found.c))).one()
        numbers, *stored = map(read_plain, texts)
        groups: list[tuple[tuple[Any, ...], list[int]]] = []
        last: tuple[Any, ...] | None = None
        for key, number in zip(zip(*stored, strict=True), numbers, strict=True):
            if key != last:
                groups.append((key, []))
                last = key
            groups[-1][1].append(number)
        reads = [_group_reader(field) for field in by]
        if not any(reads):
            return groups
        return [(_typed_key(key, reads), same) for key, same in groups]

    def group_totals(
        self, entity: Entity, by: Sequence[Field], fields: Sequence[Field], where: Filter = EVERYTHING
    ) -> dict[tuple[Value, ...], dict[str, Total]]:
        """The total of each field for each group that `grouped_rows` finds."""
        query = self._query(entity)
        keys = [query.group_key(field) for field in by]
        statement = select(func.count(), *_sums(query, fields), *keys).where(query.where(where))
        rows = self.connection.execute(statement.select_from(query.table).group_by(*keys))
        reads = [_group_reader(field) for field in by]
        return {_typed_key(row[-len(by) :], reads): _totals(row, fields) for row in rows}

    def row_of(self, entity: Entity, id: Id) -> int | None:
        """The row number of one record, if it is there."""
        table = self._sources[entity.name]
        return self.connection.execute(select(_rowid(entity)).where(table.c.id == id)).scalar_one_or_none()

    def page(self, entity: Entity, rows: Sequence[int]) -> list[Record]:
        """The records at `rows`, in that order. A row that has gone meanwhile is left out."""
        reader = RowReader(entity)
        statement = self._sources.whole(entity.name, reader.columns, "rowid")
        found: dict[int, Record] = {}
        for some in slices(rows):
            for row in self.connection.execute(statement, {WANTED: some}).all():
                found[row[0]] = reader.to_record(row[1:])
        return [found[row] for row in rows if row in found]

    def all(self, entity: Entity, where: Filter = EVERYTHING, order: tuple[Sort, ...] = ()) -> list[Record]:
        """Every record that `where` means, in order."""
        reader = RowReader(entity)
        query = self._query(entity)
        statement = select(*(query.table.c[name] for name in reader.columns))
        statement = statement.where(query.where(where)).order_by(*query.order(order))
        return [reader.to_record(row) for row in self.connection.execute(statement).all()]

    def get(self, entity: Entity, id: Id) -> Record | None:
        """The record, if it is there."""
        return next(iter(self.many(entity, [id])), None)

    def many(self, entity: Entity, ids: Iterable[Id]) -> list[Record]:
        """The records with these ids that are there, in no particular order."""
        reader = RowReader(entity)
        statement = self._sources.whole(entity.name, reader.columns, "id")
        found: list[Record] = []
        for some in slices([id for id in ids if id.isascii()]):  # or it is nobody's id
            found += [
                reader.to_record(row[1:]) for row in self.connection.execute(statement, {WANTED: some}).all()
            ]
        return found

    def count(self, entity: Entity, where: Filter = EVERYTHING) -> int:
        """How many records `where` means."""
        [(count, _least)] = self.counts([(entity, where, "")])
        return count

    def counts(self, asked: Iterable[tuple[Entity, Filter, str]]) -> list[tuple[int, Value]]:
        """For each register and filter, how many records it means, and the least of a field among them where one is named.

        One statement for all: to run another takes longer than to count.
        """
        parts, reads = [], []
        for place, (entity, where, name) in enumerate(asked):
            query = self._query(entity, {*fields_of(where), *([name] if name else ())})
            least = func.min(query.table.c[name]) if name else null()
            counted = select(literal_column(str(place)), func.count(), least)
            parts.append(counted.select_from(query.table).where(query.where(where)))
            reads.append(COLUMNS[entity.field(name).kind].read if name else None)
        rows = self.connection.execute(union_all(*parts)).all()
        return [
            (count, least if least is None or read is None else read(least))
            for (_place, count, least), read in zip(sorted(rows), reads, strict=True)
        ]

    def totals(self, entity: Entity, fields: Sequence[Field], where: Filter = EVERYTHING) -> dict[str, Total]:
        """The total of each field over the records that `where` means."""
        query = self._query(entity)
        statement = select(func.count(), *_sums(query, fields)).where(query.where(where))
        row = self.connection.execute(statement.select_from(query.table)).one()
        return _totals(row, fields)

    def groups(
        self, entity: Entity, by: Field, fields: Sequence[Field] = (), where: Filter = EVERYTHING
    ) -> list[Group]:
        """The records that `where` means by their value of `by`, in that field's order."""
        query = self._query(entity)
        column = query.table.c[by.name]
        statement = (
            select(func.count(), *_sums(query, fields), column)
            .where(query.where(where))
            .group_by(column)
            .order_by(*query.order((Sort(by.name),))[:1])
        )
        read = COLUMNS[by.kind].read
        return [
            Group(row[-1] if row[-1] is None or read is None else read(row[-1]), row[0], _totals(row, fields))
            for row in self.connection.execute(statement)
        ]

    def fitting(self, entity: Entity, rows: Sequence[int], where: Filter) -> set[int]:
        """Which of some row numbers are of records that `where` means."""
        query = self._query(entity)
        statement = select(_rowid(entity)).select_from(query.table).where(query.where(where))
        return set(self.connection.execute(statement.where(_among(entity, rows))).scalars())

    def spread(self, entity: Entity, field: Field, rows: Sequence[int]) -> Spread:
        """What is known of one field among the records at `rows`: how many, their total, the least and the greatest."""
        column = self._sources[entity.name].c[field.name]
        numeric = field.kind.is_quantity or field.kind is Kind.PERCENT
        sums = _sums(self._query(entity), [field]) if numeric else ()
        statement = select(func.count(), func.count(column), func.min(column), func.max(column), *sums)
        statement = statement.select_from(self._sources[entity.name]).where(_among(entity, rows))
        count, known, least, greatest, *total = self.connection.execute(statement).one()
        read = COLUMNS[field.kind].read or (lambda stored: stored)
        ends = [None if each is None else read(each) for each in (least, greatest)]
        whole = _totals((count, *total), [field])[field.name] if total else Total(Decimal(0), known, count)
        return Spread(whole, *ends)

    def titles(self, entity: Entity, ids: Iterable[Id]) -> dict[Id, str]:
        """What the records with these ids are called."""
        return {id: title or "" for id, title in self.each(entity, entity.title, ids).items()}

    def each(self, entity: Entity, name: str, ids: Iterable[Id]) -> dict[Id, Any]:
        """One field, as it is stored, of the records with these ids that are there."""
        wanted = sorted(set(ids))
        if self._sources.keeps(
            entity.name, [name]
        ):  # as text: a page asks for titles by the dozen, and most are few
            text = f'SELECT id, "{name}" FROM {entity.name} WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
            found = self.connection.exec_driver_sql(text, (json.dumps(wanted),))
        else:
            table = self._sources[entity.name]
            found = self.connection.execute(
                select(table.c.id, table.c[name]).where(table.c.id.in_(each_of(wanted)))
            )
        return {row[0]: row[1] for row in found}

    def by_code(self, code: str) -> list[tuple[Entity, Id]]:
        """Every record that is called `code`, whatever the case; where none is, those that were.

        More than one is possible, and shown.
        """
        wanted = clean(code).text.strip()
        # The whole of it: to look within a long text takes its length squared.
        if marked := _MARKED.fullmatch(wanted):
            wanted = f"{marked[1]}{BESIDE}{marked[2]}"
        coded = [(entity, entity.code) for entity in self.catalogue.entities if entity.code is not None]
        found: dict[str, list[Id]] = {}
        # One statement for all that hold it as it is shown, in words: to make one for each takes longer than to look.
        kept = [each for each in coded if self._sources.keeps(each[0].name, [each[1].name])]
        asked = (
            f'SELECT \'{entity.name}\', id FROM "{entity.name}" WHERE "{field.name}" = ?1 COLLATE NOCASE'  # noqa: S608
            for entity, field in kept
        )
        if kept:
            for name, id in self.connection.exec_driver_sql(" UNION ALL ".join(asked), (wanted,)):
                found.setdefault(name, []).append(id)
        for entity, field in coded:
            if entity.name in self._sources.marks:
                table = self._sources[entity.name]
                called = table.c[field.name].collate("NOCASE")
                matches = or_(called == wanted, called.startswith(wanted + BESIDE, autoescape=True))
                # Whose code it is without a mark comes first.
                statement = select(table.c.id).where(matches).order_by(called, table.c.id)
                found[entity.name] = list(self.connection.execute(statement).scalars())
        named = ((entity, id) for entity, _field in coded for id in found.get(entity.name, ()))
        return list(named) or self.once_called(wanted)

    def former_codes(self, entity: str) -> dict[Id, str]:
        """The code that each record of a register had before, where it had one; of several the last."""
        if not self.catalogue.knows("former_code"):
            return {}
        table = self._sources["former_code"]
        statement = select(table.c.record, table.c.code).where(table.c.entity == entity).order_by(table.c.id)
        return {Id(record): code for record, code in self.connection.execute(statement) if code}

    def once_called(self, code: str) -> list[tuple[Entity, Id]]:
        """Every record that was called `code` until another, which had it too, kept it."""
        if not self.catalogue.knows("former_code"):
            return []
        table = self._sources["former_code"]
        matches = table.c.code.collate("NOCASE") == clean(code).text.strip()
        statement = select(table.c.entity, table.c.record).where(matches).order_by(table.c.id).distinct()
        named = [
            (name, Id(id)) for name, id in self.connection.execute(statement) if self.catalogue.knows(name)
        ]
        found = [(self.catalogue.entity(name), id) for name, id in dict.fromkeys(named)]
        return [(entity, id) for entity, id in found if self.row_of(entity, id) is not None]

    def column(self, entity: Entity, field: Field) -> list[tuple[Id, Any]]:
        """Id and stored value of one field over a whole register: for matching many records at once."""
        table = self._sources[entity.name]
        return list(self.connection.execute(select(table.c.id, table.c[field.name])))

    def values(
        self, entity: Entity, names: Sequence[str], where: Filter = EVERYTHING
    ) -> list[tuple[Any, ...]]:
        """Id and some values of the records that `where` means: cheaper by far than thousands of whole records.

        A value that is not known is None here, like one of which nothing was said.
        """
        query = self._query(entity, {*fields_of(where), *names})
        columns = [query.table.c[name] for name in names]
        rows = self.connection.execute(select(query.table.c.id, *columns).where(query.where(where))).all()
        reads = [(place, COLUMNS[entity.field(name).kind].read) for place, name in enumerate(names, 1)]
        stored = [(place, read) for place, read in reads if read is not None]
        return [_typed(row, stored) for row in rows]

    def search(
        self,
        text: str,
        *,
        limit: int = 50,
        entity: str | None = None,
        within: Mapping[str, Filter] | None = None,
    ) -> list[Hit]:
        """Records in which every word of `text` occurs, the best first. Titles and codes weigh more.

        With `within`, only the records of each register that its filter means, and none of a register that it leaves out.
        """
        phrase = match_phrase(text)
        if not phrase:
            return []
        if within is None:
            # As text: to build the statement takes longer than to find a rare word.
            rows = self.connection.exec_driver_sql(_SEARCHED, (phrase, entity, entity, limit)).all()
        else:
            near = self.connection.exec_driver_sql(_NEAR, (phrase, _FEW)).scalars().all()
            if len(near) < _FEW:  # then only these registers are worth a condition each
                within = {name: within[name] for name in set(near) & within.keys()}
            rows = self.connection.execute(self._searched(phrase, within, limit)).all()
        known = (row for row in rows if self.catalogue.knows(row[0]))
        return [Hit(row[0], row[1], row[2].replace("\n", " · "), excerpt(row[3], text)) for row in known]

    def holds(self, entity: Entity, id: Id, where: Filter) -> bool:
        """Whether a record is there and one of those that `where` means."""
        query = self._query(entity)
        statement = select(func.count()).select_from(query.table)
        return bool(
            self.connection.execute(statement.where(query.table.c.id == id, query.where(where))).scalar_one()
        )

    def _searched(self, phrase: str, within: Mapping[str, Filter], limit: int) -> Select[Any]:
        """The search with the condition that each hit is a record that the filter of its register means."""
        parts: list[ColumnElement[bool]] = [
            SEARCH_ROW.c.entity.in_([name for name, where in within.items() if where == EVERYTHING])
        ]
        for name, where in within.items():
            if where != EVERYTHING:
                query = self._query(self.catalogue.entity(name))
                # By each hit's own id: to gather all that the filter means takes longer than to find a rare word.
                own = select(_ONE).select_from(query.table)
                there = own.where(query.table.c.id == SEARCH_ROW.c.record, query.where(where))
                parts.append(and_(SEARCH_ROW.c.entity == name, there.correlate(SEARCH_ROW).exists()))
        search = table_called("search")
        return (
            select(
                SEARCH_ROW.c.entity,
                SEARCH_ROW.c.record,
                *map(literal_column, ("search.title", "search.body")),
            )
            .select_from(search.join(SEARCH_ROW, SEARCH_ROW.c.number == literal_column("search.rowid")))
            .where(literal_column("search").op("MATCH")(phrase), or_(*parts))
            .order_by(literal_column("bm25(search, 8.0, 1.0)"))
            .limit(limit)
        )


def _sums(query: Query, fields: Sequence[Field]) -> Iterator[ColumnElement[Any]]:
    for field in fields:
        column = query.table.c[field.name]
        # In two parts, since SQLite's sum of whole numbers stops at 2^63.
        yield func.coalesce(func.sum(column.op("/")(_PART)), 0)
        yield func.coalesce(func.sum(column.op("%")(_PART)), 0)
        yield func.count(column)


def _typed(row: Sequence[Any], stored: Sequence[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    """A row in which the values at some places are still as they are stored."""
    values = list(row)
    for place, read in stored:
        if values[place] is not None:
            values[place] = read(values[place])
    return tuple(values)


def excerpt(body: str, text: str) -> str:
    """The place in `body` where the first found word of `text` stands, marked; its beginning where none does.

    Not SQLite's `snippet`: on a long text full of hits that takes seconds.
    """
    parts = {whole or part for whole, part in _QUOTED.findall(text)}
    words = sorted((r"\s+".join(map(re.escape, part.split())) for part in parts), key=len, reverse=True)
    found = re.search("|".join(words), body, re.IGNORECASE) if words else None
    if found is None:
        return shorten(body[:_EXCERPT], _EXCERPT)
    start = max(0, found.start() - _BEFORE)
    before = one_line(" " * bool(start) + body[start : found.start()] + "|")[:-1]
    after = one_line("|" + body[found.end() : found.end() + _EXCERPT])[1:]
    return f"{'…' * bool(start)}{before}«{one_line(found[0])}»{after}"


def _totals(row: Any, fields: Sequence[Field]) -> dict[str, Total]:
    found = {}
    for place, field in enumerate(fields):
        whole, rest, known = row[1 + 3 * place : 4 + 3 * place]
        total = whole * _PART + rest
        read = COLUMNS[field.kind].read
        found[field.name] = Total(read(total) if read else Decimal(total), known, row[0])
    return found


def _group_reader(field: Field) -> Callable[[Any], Value] | None:
    """How the key of a group is read; None where it lies as it is."""
    if field.kind in (Kind.DATE, Kind.MOMENT):
        return lambda month: date.fromisoformat(f"{month}-01")
    return COLUMNS[field.kind].read


def _typed_key(stored: Sequence[Any], reads: Sequence[Callable[[Any], Value] | None]) -> tuple[Value, ...]:
    return tuple(
        each if each is None or read is None else read(each) for each, read in zip(stored, reads, strict=True)
    )


def _among(entity: Entity, rows: Sequence[int]) -> ColumnElement[bool]:
    """Records at `rows`, however many: as one parameter."""
    return _rowid(entity).in_(each_of(rows))


def _rowid(entity: Entity) -> ColumnElement[int]:
    return literal_column(f"{entity.name}.rowid")

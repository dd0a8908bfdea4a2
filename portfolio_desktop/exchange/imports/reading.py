# SPDX-License-Identifier: Apache-2.0
"""Rows of the table as the values of records, with every cell that could not be read kept beside them.

Reads column by column, for the cells of a column have their rules in common.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import LONGEST
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.exchange.imports.links import Links
from portfolio_desktop.exchange.imports.mapping import SCORE, Assignment, ColumnMapping
from portfolio_desktop.exchange.imports.planned import Unread
from portfolio_desktop.exchange.imports.words import STANDS, STATUS, CellReader
from portfolio_desktop.exchange.tables import (
    Cell,
    Column,
    Outcome,
    SourceRow,
    Table,
    Unreadable,
    cell_text,
    scales_of,
    word_key,
)

NOTE = "note"
"""The field for the words of other cells that could not be read."""

_AT_LARGE = frozenset(
    {
        word_key(words)
        for words in (
            "portfolio",
            "the portfolio",
            "whole portfolio",
            "portfolio wide",
            "portfolio-wide",
            "portfolio level",
            "all",
            "all projects",
            "programme wide",
            "programme-wide",
            "corporate",
            "cross cutting",
            "cross-cutting",
            "cross portfolio",
            "cross-portfolio",
        )
    }
)
"""What stands in place of a project where a risk is the portfolio's own."""

_LONGEST_NOTE = 500  # characters of one cell; longer ones are in the report alone


@dataclass(slots=True)
class RowValues:
    """What one row says. `blank` are fields whose cells are all empty.

    `at_large` says that the row speaks of the portfolio and of no project.
    `scores` and `lines` are the words of unread cells, for the field of scoring words and for the note.
    """

    row: SourceRow
    values: dict[str, Value] = dataclasses.field(default_factory=dict)
    unread: list[Unread] = dataclasses.field(default_factory=list)
    blank: set[str] = dataclasses.field(default_factory=set)
    at_large: bool = False
    scores: list[str] = dataclasses.field(default_factory=list)
    lines: list[str] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Feed:
    """One column that feeds a field. `alone` when it feeds nothing else; `scale` is that of its ratings."""

    column: Column
    read: Callable[[Sequence[Cell]], list[Outcome]]
    alone: bool
    scale: str


class RowReader:
    """Reads rows under a mapping. Links to other registers are resolved; links within the own one come later."""

    def __init__(
        self, table: Table, mapping: ColumnMapping, entity: Entity, catalogue: Catalogue, links: Links
    ) -> None:
        self._table = table
        self._entity = entity
        self._catalogue = catalogue
        self._links = links
        columns = {column.name: column for column in table.columns}
        feeds: dict[str, list[_Feed]] = defaultdict(list)
        self._standing: list[tuple[str, Column, CellReader]] = []
        for each in mapping.assignments:
            if each.column in columns and entity.keeps(each.field):
                read = self._reading(each, entity.field(each.field))
                alone = len(mapping.of_column(each.column)) == 1
                feeds[each.field].append(_Feed(columns[each.column], read, alone, each.reading.scale))
                if any(code.startswith(STANDS) for code in each.reading.words.values()):
                    reader = CellReader(each, entity.field(each.field), catalogue)
                    self._standing.append((each.field, columns[each.column], reader))
        self._feeds = [(entity.field(name), tuple(found)) for name, found in feeds.items()]
        self._has_score = entity.has(SCORE) and entity.field(SCORE).kind is Kind.TEXT
        self.has_note = entity.has(NOTE) and entity.field(NOTE).kind is Kind.NARRATIVE
        self.open_scales = self._open_scales()

    def read(self, rows: Sequence[SourceRow]) -> list[RowValues]:
        """The values of each row. A column whose value is not taken because an earlier one has said it is reported too."""
        said = [RowValues(row) for row in rows]
        columns = tuple(zip(*(row.cells for row in rows), strict=True))
        for field, feeds in self._feeds:
            outcomes = [feed.read(columns[feed.column.index]) for feed in feeds]
            if len(feeds) == 1:
                self._take(field, feeds[0], said, outcomes[0])
            else:
                for found, several in zip(said, zip(*outcomes, strict=True), strict=True):
                    self._settle(field, feeds, found, several)
        for found in said:
            self._resolve_level(found)
            self._raise_to_portfolio(found)
            self._stand(found)
            if found.scores:
                given = found.values.get(SCORE)
                before = [given] if isinstance(given, str) else []
                found.values[SCORE] = "; ".join([*before, *found.scores])
                found.blank.discard(SCORE)
        return said

    def _open_scales(self) -> dict[str, tuple[str, ...]]:
        """Ratings whose words are levels of several scales, with those scales: what was guessed is not what is said."""
        found = {}
        for field, feeds in self._feeds:
            if field.kind is Kind.RATING and len(feeds) == 1:
                (feed,) = feeds
                scales = scales_of(cell for cell in self._table.cells(feed.column) if isinstance(cell, str))
                if feed.scale in scales[:1] and len(scales) > 1:
                    found[field.name] = scales
        return found

    def _is_level(self, field: Field) -> bool:
        """Whether it is the level of a skill, which means something within the framework of that skill alone."""
        return field.target == "capability_level" and self._entity.has("skill_id")

    def _resolve_level(self, found: RowValues) -> None:
        for field, feeds in self._feeds:
            words = found.values.get(field.name)
            if self._is_level(field) and isinstance(words, str):
                link = self._links.level(found.values.get("skill_id"), words)
                if isinstance(link, Unreadable):
                    del found.values[field.name]
                    self._keep(field, feeds[0], link, found)
                else:
                    found.values[field.name] = link

    def _raise_to_portfolio(self, found: RowValues) -> None:
        """A risk of no project, but of the portfolio as its row says, is held there, unless the row says where it is."""
        if found.at_large and "level" not in found.values and not found.values.get("project_id"):
            found.values["level"] = "portfolio"
            found.blank.discard("level")

    def _stand(self, found: RowValues) -> None:
        """A status that stands in the place of a rating, unless the row says its status elsewhere; the rating is emptied."""
        for rating, column, reader in self._standing:
            said = reader.instead(found.row.cells[column.index])
            if said.startswith(STANDS):
                found.values.setdefault(rating, None)
                if found.values.get(STATUS) is None:
                    found.values[STATUS] = said.removeprefix(STANDS)
                    found.blank.discard(STATUS)

    def resolve_own(self, found: RowValues) -> None:
        """Links to records of the register itself, once all rows are known."""
        for field, feeds in self._feeds:
            words = found.values.get(field.name)
            if field.target == self._entity.name and isinstance(words, str):
                link = self._links.resolve(self._entity, words, create=False)
                if isinstance(link, Unreadable):
                    del found.values[field.name]
                    self._keep(field, feeds[0], link, found)
                else:
                    found.values[field.name] = link

    def _reading(self, each: Assignment, field: Field) -> Callable[[Sequence[Cell]], list[Outcome]]:
        """What reads the cells of a column for a field, through to the records that links mean."""
        read = CellReader(each, field, self._catalogue).column
        if not field.target or field.target == self._entity.name or self._is_level(field):
            return read
        target = self._catalogue.entity(field.target)
        known: dict[str, Id] = {}

        def resolve(name: Outcome) -> Outcome:
            if not isinstance(name, str):
                return name
            if name in known:
                return known[name]
            link = self._links.resolve(target, name, create=each.create)
            if not isinstance(link, Unreadable):
                known[name] = link
            elif self._of_portfolio(field, name):
                return None
            return link

        return lambda cells: [resolve(name) for name in read(cells)]

    def _of_portfolio(self, field: Field, words: str) -> bool:
        """Whether words in place of a project say that a risk is not one project's, but the portfolio's."""
        return field.target == "project" and self._entity.name == "risk" and word_key(words) in _AT_LARGE

    def _take(self, field: Field, feed: _Feed, said: list[RowValues], outcomes: Sequence[Outcome]) -> None:
        """The field's value in each row, where one column alone gives it."""
        name = field.name
        for found, outcome in zip(said, outcomes, strict=True):
            if outcome is None:
                found.blank.add(name)
                words = cell_text(found.row.cells[feed.column.index])
                found.at_large = found.at_large or bool(words and self._of_portfolio(field, words))
            elif isinstance(outcome, Unreadable):
                self._keep(field, feed, outcome, found)
            else:
                found.values[name] = outcome
                if field.kind is Kind.SCALE and self._has_score:
                    self._keep_own_scale(field, feed, outcome, found)

    def _keep_own_scale(self, field: Field, feed: _Feed, step: Value, found: RowValues) -> None:
        """The words of the other register's scale, beside the step that they were taken for."""
        words = cell_text(found.row.cells[feed.column.index])
        item = self._catalogue.choices(field).item(str(step))
        ours = (
            {word_key(name) for name in (item.code, item.label, f"{item.code} {item.label}")}
            if item
            else set()
        )
        if words and word_key(words) not in ours and not isinstance(step, Unknown):
            found.scores.append(f"{feed.column.name}: {words}")

    def _settle(
        self, field: Field, feeds: Sequence[_Feed], found: RowValues, outcomes: Sequence[Outcome]
    ) -> None:
        """The field's value out of what its columns say: words are joined, amounts added up, else the first known one counts."""
        said: list[tuple[_Feed, Value]] = []
        for feed, outcome in zip(feeds, outcomes, strict=True):
            if isinstance(outcome, Unreadable):
                self._keep(field, feed, outcome, found)
            elif outcome is not None:
                said.append((feed, outcome))
        if not said:
            found.blank.add(field.name)
            return
        named = len(said) > 1 or (field.name == NOTE and said[0][0] is not feeds[0])
        if named and field.kind in (Kind.TEXT, Kind.NARRATIVE) and field.name != self._entity.title:
            between = "\n" if field.kind is Kind.NARRATIVE else "; "
            found.values[field.name] = between.join(f"{feed.column.name}: {value}" for feed, value in said)
            return
        amounts = [value for _feed, value in said if isinstance(value, Decimal)]
        if field.kind is Kind.MONEY and len(amounts) == len(said):
            found.values[field.name] = sum(amounts, Decimal(0))  # such as capital and revenue
            return
        first, value = next((each for each in said if not isinstance(each[1], Unknown)), said[0])
        found.values[field.name] = value
        if field.kind is Kind.SCALE and self._has_score:
            self._keep_own_scale(field, first, value, found)
        for feed, other in said:
            if feed is not first and feed.alone and other != value:
                reason = _("“{column}” is taken instead.").format(column=first.column.name)
                unread = Unreadable(cell_text(found.row.cells[feed.column.index]), reason)
                self._keep(field, feed, unread, found)

    def _keep(self, field: Field, feed: _Feed, unread: Unreadable, found: RowValues) -> None:
        """Nothing is lost: the words go where the register has a place for them, and into the report in any case."""
        column, row = feed.column, found.row
        place = self._table.where(row, column)
        aside = Unread(row.number, column.name, place, unread.text, unread.reason)
        if field.kind is Kind.SCALE and self._has_score:
            found.scores.append(f"{column.name}: {unread.text}")
            aside = replace(aside, kept=self._entity.field(SCORE).label)
        elif len(unread.text) <= _LONGEST_NOTE:
            line = _("Not taken over – {column}: “{text}”")
            found.lines.append(line.format(column=column.name, text=unread.text))
            aside = replace(aside, kept=self._entity.field(NOTE).label if self.has_note else "")
        if aside not in found.unread:
            found.unread.append(aside)


def with_lines(note: Value, lines: Sequence[str]) -> Value:
    """`note` with the lines that it does not have yet, as far as there is room."""
    text = note if isinstance(note, str) else ""
    for line in lines:
        if line not in text and len(text) + len(line) < LONGEST:
            text = f"{text}\n{line}" if text else line
    return text or note

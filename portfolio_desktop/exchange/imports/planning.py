# SPDX-License-Identifier: Apache-2.0
"""Works out what an import would do. Reads the workspace and never writes to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.progress import Cancelled, Progress, Stopped
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Value, Values
from portfolio_desktop.catalogue.lists import Item
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.imports.doubts import Doubt, doubts
from portfolio_desktop.exchange.imports.guessing import other_kinds
from portfolio_desktop.exchange.imports.links import Links, same_code
from portfolio_desktop.exchange.imports.mapping import SCORE, ColumnMapping
from portfolio_desktop.exchange.imports.matching import Match, Matcher
from portfolio_desktop.exchange.imports.matrices import matrices_of
from portfolio_desktop.exchange.imports.periods import (
    LAST_MONTH,
    RATED,
    REPORTED,
    Periods,
    importable,
    on_scale_of,
)
from portfolio_desktop.exchange.imports.planned import (
    Corrected,
    Earlier,
    Fate,
    Options,
    Plan,
    PlannedRow,
    Unread,
)
from portfolio_desktop.exchange.imports.reading import NOTE, RowReader, RowValues, with_lines
from portfolio_desktop.exchange.tables import Sheet, SourceRow, Table, cell_text, word_key
from portfolio_desktop.services.codes import codes
from portfolio_desktop.services.governance.proof import unproved
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.sense import worked_out
from portfolio_desktop.services.records import checked, defaults
from portfolio_desktop.services.risks.faults import DOUBTFUL
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.history import corrected
from portfolio_desktop.storage.read import Reader

_STEP = 1_000  # rows that are read at once, between two looks at whether to stop

_Row = TypeVar("_Row")
_Read: TypeAlias = tuple[RowValues, Match]


def _no_progress(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def _never() -> bool:
    return False


def plan_import(
    office: Office,
    table: Table,
    mapping: ColumnMapping,
    options: Options,
    *,
    sheets: Iterable[Sheet] = (),
    progress: Progress = _no_progress,
    cancelled: Stopped = _never,
) -> Plan:
    """What importing `table` would do. Progress counts rows. Raises Cancelled, and Refusal where nothing could be imported.

    `sheets` are those of the same file: a risk matrix that they draw is what classes of risks are held against.
    """
    mapping = mapping.taken(table)
    if options.as_of is None:  # there is no month before
        mapping = mapping.without_field(LAST_MONTH.name)
    catalogue = grown(office.catalogue, mapping)
    entity = catalogue.entity(mapping.entity)
    _refuse_unfit(table, mapping, entity)
    with office.reading() as reader, uncollected():
        planner = _Planner(office, reader, table, mapping, options, catalogue)
        if entity.has(SCORE):
            planner.doubt(doubts(table, matrices_of(sheets)))
        rows = tuple(planner.rows(_Steps(progress, cancelled)))
        return planner.finish(rows)


def grown(catalogue: Catalogue, mapping: ColumnMapping) -> Catalogue:
    """`catalogue` with the own fields and the items of lists that the import adds."""
    entity = catalogue.entity(mapping.entity)
    new = [field for field in mapping.new_fields if not entity.has(field.name)]
    items = new_items(catalogue, mapping)
    return catalogue.extended({mapping.entity: new}, items) if new or items else catalogue


def new_items(catalogue: Catalogue, mapping: ColumnMapping) -> dict[str, tuple[Item, ...]]:
    """What the import adds to lists, by the name of the list: words that stand for an item which is not there yet."""
    entity = catalogue.entity(mapping.entity)
    found: dict[str, dict[str, Item]] = defaultdict(dict)
    for each in mapping.assignments:
        if entity.keeps(each.field) and (field := entity.field(each.field)).kind is Kind.CHOICE:
            choices = catalogue.choices(field)
            for code in each.reading.words.values() if not choices.open else ():
                if code and choices.item(code) is None:
                    found[choices.name][code] = Item(code, code)
    return {name: tuple(items.values()) for name, items in found.items()}


def _refuse_unfit(table: Table, mapping: ColumnMapping, entity: Entity) -> None:
    columns = {column.name for column in table.columns}
    if not table.rows:
        raise Refusal(_("There is no row below the headings. Choose another sheet or another heading row."))
    if not any(each.column in columns for each in mapping.assignments):
        raise Refusal(
            _("No column goes to a field of {plural}. Say which columns do.").format(
                plural=_(entity.plural).lower()
            )
        )


class _Steps:
    """Tells how far it is, and stops when the person says so."""

    def __init__(self, progress: Progress, cancelled: Stopped) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def over(self, rows: Sequence[_Row], done: int, total: int) -> Iterator[Sequence[_Row]]:
        """The rows, some at a time."""
        for start in range(0, len(rows), _STEP):
            if self._cancelled():
                raise Cancelled
            self._progress(done + start, total)
            yield rows[start : start + _STEP]


class _Planner:
    """The work of one plan, in three passes: read all rows, match them, compare them with what is there."""

    def __init__(
        self,
        office: Office,
        reader: Reader,
        table: Table,
        mapping: ColumnMapping,
        options: Options,
        catalogue: Catalogue,
    ) -> None:
        self._office = office
        self._reader = reader
        self._table = table
        self._mapping = mapping
        self._options = options
        self._catalogue = catalogue
        self._entity = catalogue.entity(mapping.entity)
        self._known_entity = office.catalogue.entity(mapping.entity)
        given = checked(catalogue, self._entity, options.given)
        self._given = {name: value for name, value in given.items() if value is not None}
        self._links = Links(office, reader, options.same)
        self._cells = RowReader(table, mapping, importable(self._entity), catalogue, self._links)
        self._matcher = Matcher(reader, self._known_entity, options.key)
        self._periods = (
            Periods(reader, office.catalogue, options.as_of)
            if options.as_of is not None and self._entity.name == REPORTED
            else None
        )
        self._chooser = mapping.chooser(table)
        self._elsewhere = other_kinds(table, catalogue, mapping.entity, mapping.only)
        self._meant = {row.number for row in mapping.rows(table)}
        self._defaults = defaults(self._entity)
        self._required = [field for field in self._entity.fields if field.required]
        self._code = self._entity.code.name if self._entity.code else ""
        self._held = {field.name for field in self._known_entity.fields}  # without those that the import adds
        self._last_month: dict[int, Value] = {}
        feeding = {each.column for each in mapping.of_field(LAST_MONTH.name)}
        self._last_column = next((each for each in table.columns if each.name in feeding), None)
        self._unread: list[Unread] = []
        self._doubts: tuple[Doubt, ...] = ()
        self._doubted: dict[int, list[str]] = defaultdict(list)

    def doubt(self, doubts: tuple[Doubt, ...]) -> None:
        """What is told beside the rows, and kept with them."""
        self._doubts = doubts
        for doubt in doubts:
            self._doubted[doubt.row].append(
                _(DOUBTFUL).format(column=doubt.column, text=doubt.text, reason=doubt.reason)
            )

    def rows(self, steps: _Steps) -> Iterator[PlannedRow]:
        """Each row of the table with what becomes of it, in the table's order."""
        total = 2 * len(self._table.rows)
        said = [found for rows in steps.over(self._table.rows, 0, total) for found in self._read(rows)]
        self._matcher.expect(
            {found.row.number: found.values for found in said if found.row.number in self._meant}
        )
        read = [(found, self._match(found)) for found in said]
        new = {found.row.number: Id(self._office.store.new_id()) for found, match in read if match.is_new}
        self._link_within(read, new)
        ids = [match.record for _found, match in read if match.record]
        records = {record.id: record for record in self._reader.many(self._known_entity, ids)}
        fresh = self._fresh(read)
        for some in steps.over(read, total // 2, total):
            for found, match in some:
                if match.reason:
                    yield self._aside(found, match.reason)
                    continue
                self._unread += found.unread
                if match.record:
                    yield self._changed(found, match, records[match.record])
                else:
                    row = self._added(found, new[found.row.number], fresh)
                    yield row._replace(beside=match.beside)

    def finish(self, rows: tuple[PlannedRow, ...]) -> Plan:
        """The plan, with the records that its rows link to and that must be made."""
        links = {field.name for field in self._entity.fields if field.target}
        used = {row.values.get(name) for row in rows for name in links}
        present = {row.record for row in rows if row.record}
        return Plan(
            table=self._table,
            mapping=self._mapping,
            options=self._options,
            rows=rows,
            unread=tuple(self._unread),
            doubts=self._doubts,
            made=self._links.made(used),
            new_fields=tuple(
                field for field in self._mapping.new_fields if not self._known_entity.has(field.name)
            ),
            new_items=new_items(self._office.catalogue, self._mapping),
            gone=self._periods.gone(self._reader, present) if self._periods else (),
            titles=self._links.titles,
            alike=self._links.alike(used),
            corrected=_corrected(self._reader, rows),
        )

    def _read(self, rows: Sequence[SourceRow]) -> list[RowValues]:
        said = self._cells.read(rows)
        for found in said:
            found.lines += self._doubted.get(found.row.number, ())
        for found in said:
            self._last_month[found.row.number] = found.values.pop(LAST_MONTH.name, None)
            found.blank.discard(LAST_MONTH.name)
        if self._given:
            for found in said:
                found.values = {**self._given, **found.values}
        return said

    def _match(self, found: RowValues) -> Match:
        reason = self._not_chosen(found.row)
        match = Match(reason=reason) if reason else self._matcher.match(found.row.number, found.values)
        return match._replace(reason=self._lacking(found)) if match.is_new else match

    def _lacking(self, found: RowValues) -> str:
        """Why a row cannot be a new record: what it does not say."""
        missing = [
            _(field.label).lower()
            for field in self._required
            if found.values.get(field.name) is None and self._defaults.get(field.name) is None
        ]
        if not missing:
            return ""
        return _("A new {entity} needs: {fields}.").format(
            entity=_(self._entity.label).lower(), fields=", ".join(missing)
        )

    def _not_chosen(self, row: SourceRow) -> str:
        """Why a row is not for this register, where one column says for which it is."""
        if self._chooser is None or row.number in self._meant:
            return ""
        words = cell_text(row.cells[self._chooser.index])
        if other := self._elsewhere.get(word_key(words)):
            return _(
                "“{column}” is “{words}”: it comes in once this sheet is imported into “{register}”."
            ).format(column=self._chooser.name, words=words, register=_(other.plural))
        return _("“{column}” is “{words}”, which was not chosen for this register.").format(
            column=self._chooser.name, words=words
        )

    def _link_within(self, read: Sequence[_Read], new: Mapping[int, Id]) -> None:
        """Links from rows of the file to records of the same register, those that the file adds included."""
        if not any(field.target == self._entity.name for field in self._entity.fields):
            return
        for found, _match in read:
            if found.row.number in new:
                code, title = found.values.get(self._code), found.values.get(self._entity.title)
                self._links.add(self._entity, new[found.row.number], code, title)
        for found, _match in read:
            self._cells.resolve_own(found)

    def _added(self, found: RowValues, id: Id, fresh: Iterator[str] | None) -> PlannedRow:
        said = {name: value for name, value in found.values.items() if value is not None}
        values = {**self._defaults, **self._as_met(said, None), **said}
        self._note(values, found, None)
        if fresh is not None and not values.get(self._code):
            values[self._code] = next(fresh)
        row = PlannedRow(
            number=found.row.number,
            fate=Fate.ADD,
            title=self._title(found),
            record=id,
            values=values,
            gap=self._unsaid(values),
        )
        return self._reported(row, found, id)

    def _changed(self, found: RowValues, match: Match, record: Record) -> PlannedRow:
        outdated = self._periods is not None and self._periods.outdated(record.id)
        if not outdated:
            self._keep_scales(found, record)
        said = dict(found.values)
        self._note(said, found, record)
        if self._mapping.blanks_clear and not outdated:
            said |= dict.fromkeys(found.blank - said.keys())
        self._leave_to_plan(said, found, record)
        said |= self._as_met(said, record)
        before = {name: record[name] if name in self._held else None for name in said}
        changed = [
            name
            for name, value in said.items()
            if value != before[name] and self._counts(name, before[name], value)
        ]
        if outdated:
            changed = [name for name in changed if before[name] is None]
        row = PlannedRow(
            number=found.row.number,
            fate=Fate.CHANGE if changed else Fate.SAME,
            title=self._title(found) or self._matcher.title(record.id),
            record=record.id,
            matched=match.by,
            values={name: said[name] for name in changed},
            before={name: before[name] for name in changed},
            was=self._matcher.title(record.id) if self._entity.title in changed else "",
            gap=self._gap(record, {name: said[name] for name in changed}),
        )
        return self._reported(row, found, record.id)

    def _keep_scales(self, found: RowValues, record: Record) -> None:
        """A rating whose words leave its scale open is on the scale that its record is on."""
        for name, scales in self._cells.open_scales.items():
            old, new = record[name] if name in self._held else None, found.values.get(name)
            if not (isinstance(old, Rating) and isinstance(new, Rating) and old.scale in scales):
                continue
            if SCALES[old.scale].level(new.level) is not None:
                found.values[name] = Rating(old.scale, new.level)

    def _as_met(self, said: Mapping[str, Value], record: Record | None) -> dict[str, Value]:
        """The status of a milestone that was met on a day that has come, where the row does not say its status."""
        met_on = said.get("actual")
        if self._entity.name != "milestone" or said.get("status") is not None or not isinstance(met_on, date):
            return {}
        settled = record is not None and record["actual"] == met_on
        return {} if settled or met_on > self._office.today() else {"status": "met"}

    def _leave_to_plan(self, said: dict[str, Value], found: RowValues, record: Record) -> None:
        """A date that the record has from its plan is not taken from the file: where the two differ, it is set aside."""
        entity = self._known_entity
        for name in worked_out(entity.name, {**entity.values(record), **said}) & said.keys():
            if said.pop(name) == record[name]:
                continue
            feeding = {each.column for each in self._mapping.of_field(name)}
            for column in self._table.columns:
                if column.name in feeding and (text := cell_text(found.row.cells[column.index])):
                    place = self._table.where(found.row, column)
                    reason = _("It follows a task, so its plan says when it is.")
                    self._unread.append(Unread(found.row.number, column.name, place, text, reason))

    def _gap(self, record: Record, new: Values) -> str:
        """What the status that the row brings leaves unsaid; what was so before is nothing new."""
        if "status" not in new:
            return ""
        return self._unsaid({**self._known_entity.values(record), **new})

    def _unsaid(self, values: Values) -> str:
        """What the status among `values` asks for and is not there, field by field; empty where nothing is."""
        proofs = unproved(self._entity.name, values)
        if not proofs:
            return ""
        status, label = self._entity.field("status"), self._entity.field
        missing = [" / ".join(f"“{_(label(name).label)}”" for name in proof.fields) for proof in proofs]
        return ngettext(
            "“{field}” is “{status}”, and {missing} is empty.",
            "“{field}” is “{status}”, and {missing} are empty.",
            len(missing),
        ).format(
            field=_(status.label),
            status=words(self._catalogue, status, values["status"]),
            missing=", ".join(missing),
        )

    def _counts(self, name: str, old: Value, value: Value) -> bool:
        """Whether another value is a change: a code is not for its capitals, and what is required is never emptied.

        Nor is a code that the office gave out to a row that has none of its own.
        """
        if name == self._code and (
            same_code(value) == same_code(old) or (value is None and self._matcher.given_out(old))
        ):
            return False
        return value is not None or not self._entity.field(name).required

    def _reported(self, row: PlannedRow, found: RowValues, project: Id) -> PlannedRow:
        """The row with what it makes of its project's status report, where there are periods."""
        if self._periods is None:
            return row
        report = self._periods.report(project)
        changed = self._periods.changed(project, found.values, found.lines)
        earlier = self._of_last_month(found, project, self._periods)
        return row._replace(
            fate=Fate.CHANGE if (changed or earlier) and row.fate is Fate.SAME else row.fate,
            earlier=earlier,
            report_id=report.id if report else Id(self._office.store.new_id()) if changed else None,
            report_is_new=report is None,
            report_values=changed,
            report_before={name: report[name] for name in changed} if report else {},
        )

    def _of_last_month(self, found: RowValues, project: Id, periods: Periods) -> Earlier | None:
        """What the row says of its project's rating last month; told where a report of that month says otherwise."""
        column = self._last_column
        if column is None:
            return None
        scales = self._cells.open_scales.get(LAST_MONTH.name, ())
        rating = on_scale_of(self._last_month[found.row.number], found.values.get(RATED), scales)
        if reason := periods.contradicts(project, rating):
            place, text = self._table.where(found.row, column), cell_text(found.row.cells[column.index])
            self._unread.append(Unread(found.row.number, column.name, place, text, reason))
        said = f"“{column.name}”, {self._options.source}"
        return periods.earlier(project, rating, said, Id(self._office.store.new_id()))

    def _note(self, values: dict[str, Value], found: RowValues, record: Record | None) -> None:
        """Adds the words of the row's unread cells to its values, where the register has a note for them."""
        if found.lines and self._cells.has_note:
            before = values.get(NOTE) or (record[NOTE] if record and NOTE in self._held else None)
            values[NOTE] = with_lines(before, found.lines)

    def _aside(self, found: RowValues, reason: str) -> PlannedRow:
        return PlannedRow(number=found.row.number, fate=Fate.ASIDE, title=self._title(found), reason=reason)

    def _title(self, found: RowValues) -> str:
        return str(found.values.get(self._entity.title) or "")

    def _fresh(self, read: Sequence[_Read]) -> Iterator[str] | None:
        """The next codes of the register, without those that the file brings itself."""
        if not self._code or not self._entity.prefix:
            return None
        taken = (found.values.get(self._code) for found, _match in read)
        return codes(self._reader, self._known_entity, (value for value in taken if isinstance(value, str)))


def _corrected(reader: Reader, rows: Iterable[PlannedRow]) -> dict[tuple[Id, str], Corrected]:
    """What the rows would replace although somebody has changed it since it was imported."""
    wanted = {row.record: row.before for row in rows if row.record and row.before}
    wanted |= {row.report_id: row.report_before for row in rows if row.report_id and row.report_before}
    return {
        key: Corrected(act.author, local_time(act.made).date())
        for key, act in corrected(reader.connection, wanted).items()
    }

# SPDX-License-Identifier: Apache-2.0
"""A register as it is seen, as a workbook or CSV: columns, order, groups that fold in Excel as well, marks, frozen columns.

Cells hold what they do in any export: a mark is a format of its cell and changes no value.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.base.text import guard_formula
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.exchange.exports import WIDTHS, cell_text, cell_value
from portfolio_desktop.services.registers.grouping import Heading
from portfolio_desktop.services.registers.marking import PAPER
from portfolio_desktop.services.registers.seen import Seen
from portfolio_desktop.services.views.marks import SIGN_LETTERS, Sign
from portfolio_desktop.services.views.view import AUTOMATIC

_LONGEST_SHEET_NAME = 31
_PIXELS = 7.0
"""Of a column on the screen, for a character in Excel."""
_NUMBER_FORMATS = {Kind.MONEY: "#,##0.00", Kind.DATE: "dd/mm/yyyy", Kind.MOMENT: "dd/mm/yyyy hh:mm"}


@for_papers()
def seen_as_csv(seen: Seen) -> bytes:
    """Every record as a line, closed groups as well. What records are grouped by comes first where it is no column."""
    grouped = [seen.entity.field(name) for name in seen.view.groups if name not in seen.view.columns]
    fields = [*grouped, *seen.fields]
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guard_formula(each.label) for each in fields])
    for what in seen.lines(folded=True):
        if not isinstance(what, Heading):
            record = seen.records[what]
            writer.writerow(
                guard_formula(cell_text(seen.catalogue, each, record[each.name], seen.titles))
                for each in fields
            )
    return out.getvalue().encode("utf-8-sig", "replace")


@for_papers()
def seen_as_xlsx(seen: Seen) -> bytes:
    """A workbook of one sheet. Groups have a line each with their totals, and fold; what was closed is closed."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, {**options, "default_date_format": "dd/mm/yyyy"}) as book:
        _Writing(book, seen).write()
    return out.getvalue()


@dataclass
class _Writing:
    """One sheet while it is written. Formats are made once: Excel has room for some thousands."""

    book: Any
    seen: Seen
    formats: dict[Any, Any] = field(default_factory=dict)

    def write(self) -> None:
        seen = self.seen
        page = self.book.add_worksheet(seen.entity.plural[:_LONGEST_SHEET_NAME])
        head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for column, each in enumerate(seen.fields):
            page.write_string(0, column, each.label, head)
            wide = seen.view.widths.get(each.name)
            page.set_column(column, column, wide / _PIXELS if wide else WIDTHS.get(each.kind, 16))
        page.freeze_panes(1, _frozen(seen))
        page.outline_settings(True, False, True, False)
        depth, row = 0, 0
        closed: int | None = None  # the level of the closed group that one is in
        for row, what in enumerate(seen.lines(folded=True), 1):
            if isinstance(what, Heading):
                if closed is not None and what.level <= closed:
                    closed = None
                self._heading(page, row, what, hidden=closed is not None)
                if closed is None and not what.open:
                    closed = what.level
                depth = what.level + 1
            else:
                if seen.headings:
                    page.set_row(row, None, None, {"level": depth, "hidden": closed is not None})
                self._record(page, row, what)
        if row and not seen.headings:
            page.autofilter(0, 0, row, len(seen.fields) - 1)

    def _heading(self, page: Any, row: int, heading: Heading, *, hidden: bool) -> None:
        options = {"level": heading.level, "hidden": hidden, "collapsed": not heading.open}
        page.set_row(row, None, self._format(("band",)), options)
        for column, each in enumerate(self.seen.fields):
            total = heading.totals.get(each.name)
            if total is not None and total.known:
                page.write_number(row, column, float(total.sum), self._format(("band", each.kind)))
                if total.known < total.count:
                    note = _("{known} of {count} known").format(known=total.known, count=total.count)
                    page.write_comment(row, column, note)
        page.write_string(row, 0, f"{heading.words} ({len(heading.rows):,})", self._format(("band",)))

    def _record(self, page: Any, row: int, number: int) -> None:
        seen, record = self.seen, self.seen.records[number]
        marked = seen.marks(number)
        for column, each in enumerate(seen.fields):
            sign = marked.cells.get(each.name)
            value = cell_value(seen.catalogue, each, record, seen.titles, record[seen.entity.title])
            looks = self._cell_format(each, value, sign, sign or marked.row)
            if isinstance(value, str):
                page.write_string(row, column, value, looks)
            elif isinstance(value, date):
                moment = value if isinstance(value, datetime) else datetime.combine(value, time())
                page.write_datetime(row, column, moment, looks)
            elif value is not None:
                page.write_number(row, column, value, looks)
            elif looks is not None:
                page.write_blank(row, column, None, looks)

    def _cell_format(self, each: Field, value: Any, sign: Sign | None, ground: Sign | None) -> Any:
        """How a cell looks; None for one that looks like any other."""
        shown = "@" if isinstance(value, str) else _NUMBER_FORMATS.get(each.kind, "General")
        if ground is None and shown in ("@", "General"):
            return None
        return self._format(("cell", shown, sign, ground))

    def _format(self, key: tuple[Any, ...]) -> Any:
        found = self.formats.get(key)
        if found is None:
            found = self.formats[key] = self.book.add_format(_properties(key))
        return found


def _properties(key: tuple[Any, ...]) -> Mapping[str, Any]:
    match key:
        case ("band", kind):
            return {"bold": True, "bg_color": "#f2f5f7", "num_format": _NUMBER_FORMATS.get(kind, "General")}
        case ("cell", shown, sign, ground):
            signed = f'"{SIGN_LETTERS[sign]} "{shown}' if sign is not None else shown
            coloured = {"bg_color": PAPER[ground][0]} if ground is not None else {}
            inked = {"font_color": PAPER[sign][1]} if sign is not None else {}
            return {"num_format": signed, **coloured, **inked}
    return {"bold": True, "bg_color": "#f2f5f7"}


def _frozen(seen: Seen) -> int:
    """Columns that stay in sight in Excel too."""
    if seen.view.frozen != AUTOMATIC:
        return seen.view.frozen
    count = 0
    for each in seen.fields:
        if each.kind is not Kind.CODE and each.name != seen.entity.title:
            break
        count += 1
    return count

# SPDX-License-Identifier: Apache-2.0
"""Registers out to spreadsheets and JSON, so that they come back in unchanged and run nothing on the way."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.base.text import guard_formula
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value
from portfolio_desktop.services.words import words

_LONGEST_CELL = 32_767  # what a cell of an xlsx file holds
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """One register to be written: its records, the fields that are wanted, and the names of linked records."""

    entity: Entity
    fields: Sequence[Field]
    records: Sequence[Record]
    links: Mapping[Id, str]


@for_papers()
def to_csv(catalogue: Catalogue, sheet: Sheet) -> bytes:
    """UTF-8 with a byte-order mark, as Excel expects; every cell quoted, formulas made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guard_formula(field.label) for field in sheet.fields])
    for record in sheet.records:
        writer.writerow(
            [
                guard_formula(cell_text(catalogue, field, record[field.name], sheet.links))
                for field in sheet.fields
            ]
        )
    return out.getvalue().encode("utf-8-sig", "replace")


@for_papers()
def to_xlsx(catalogue: Catalogue, sheets: Iterable[Sheet]) -> bytes:
    """A book with a sheet for each register: real dates and numbers, text as text, no live formula or link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, {**options, "default_date_format": "dd/mm/yyyy"}) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
            "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        }
        for sheet in sheets:
            _write_sheet(book, formats, catalogue, sheet)
    return out.getvalue()


def _write_sheet(book: Any, formats: Mapping[str, Any], catalogue: Catalogue, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.entity.plural[:_LONGEST_SHEET_NAME])
    page.freeze_panes(1, 0)
    for column, field in enumerate(sheet.fields):
        page.write_string(0, column, field.label, formats["head"])
        page.set_column(column, column, WIDTHS.get(field.kind, 16))
    if sheet.records:
        page.autofilter(0, 0, len(sheet.records), len(sheet.fields) - 1)
    for row, record in enumerate(sheet.records, 1):
        for column, field in enumerate(sheet.fields):
            _write_cell(
                page,
                formats,
                row,
                column,
                cell_value(catalogue, field, record, sheet.links, record[sheet.entity.title]),
            )


def _write_cell(page: Any, formats: Mapping[str, Any], row: int, column: int, cell: Any) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, cell, formats["moment"])
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime.combine(cell, time()))
    elif cell is not None:
        page.write_number(row, column, cell)


def cell_value(
    catalogue: Catalogue, field: Field, record: Record, links: Mapping[Id, str], title: Value
) -> Any:
    """What a cell of a spreadsheet holds: a number, a day or words. Refuses words that are too long; `title` names them."""
    value = record[field.name]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date) or (isinstance(value, int) and field.kind is Kind.INTEGER):
        return value
    text = cell_text(catalogue, field, value, links)
    if len(text) > _LONGEST_CELL:
        raise Refusal(
            _(
                "{label} of {title} has {count} characters; a cell of a spreadsheet holds {most}. Export to .csv."
            ).format(label=_(field.label), title=title, count=len(text), most=_LONGEST_CELL)
        )
    return text or None


def cell_text(catalogue: Catalogue, field: Field, value: Value, links: Mapping[Id, str]) -> str:
    """The value as an import reads it back: exact numbers, ISO dates, words for the rest."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return (
            value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else value.isoformat()
        )
    return words(catalogue, field, value, titles=links)


WIDTHS = {Kind.CODE: 12, Kind.TEXT: 32, Kind.NARRATIVE: 60, Kind.LINK: 24, Kind.CHOICE: 22}

# SPDX-License-Identifier: Apache-2.0
"""Saves what an import left out of the records or holds in doubt, cell by cell, as a table for any spreadsheet program."""

import csv
from collections.abc import Iterator
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import needs_folder
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import guard_formula
from portfolio_desktop.exchange.imports.planned import Plan

_LONGEST_CELL = 32_767  # characters that a spreadsheet's cell holds


def save_leftovers(plan: Plan, path: Path) -> int:
    """Write leftovers and doubts to `path`, .csv or .xlsx, and return how many there are."""
    writers = {".csv": _save_csv, ".xlsx": _save_book}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise Refusal(_("{name} should end in .csv or .xlsx.").format(name=path.name))
    needs_folder(path)
    try:
        return writer(plan, path)
    except OSError as error:
        why = _("{path} could not be written ({reason}). Choose another folder.")
        raise Trouble(why.format(path=path, reason=error.strerror or error)) from error


def _lines(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    yield _("Where"), _("Column"), _("Text"), _("Why")
    for each in plan.leftovers():
        yield each.where, each.column, each.text, each.reason
    for doubt in plan.doubts:
        reason = _("Taken over, but doubtful. {reason}").format(reason=doubt.reason)
        yield doubt.where, doubt.column, doubt.text, reason


def _save_csv(plan: Plan, path: Path) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        lines = 0
        for line in _lines(plan):
            writer.writerow(map(guard_formula, line))
            lines += 1
    return lines - 1


def _save_book(plan: Plan, path: Path) -> int:
    import xlsxwriter

    count = -1
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet(_("Left out"))
        sheet.set_column(2, 3, 60)
        for count, line in enumerate(_lines(plan)):
            for place, words in enumerate(line):
                # A longer text goes on in the cells to the right of the reason, so that none of it is cut off.
                sheet.write_string(count, place, words[:_LONGEST_CELL])
                if place == 2:
                    for part in range(1, -(-len(words) // _LONGEST_CELL)):
                        sheet.write_string(count, 3 + part, words[part * _LONGEST_CELL :][:_LONGEST_CELL])
    return count

# SPDX-License-Identifier: Apache-2.0
"""What changed between two moments, out to a spreadsheet: one line each, with who, when, and when it arrived."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import guard_formula
from portfolio_desktop.services.differences.finding import Differences, Line

ENDINGS = (".xlsx", ".csv")

_HEADINGS = (
    *(N_("Project code"), N_("Project"), N_("Topic"), N_("Code"), N_("Title"), N_("What"), N_("Field")),
    *(N_("Before"), N_("Now"), N_("By"), N_("Made"), N_("Arrived"), N_("Made before, arrived after")),
)
_WIDTHS = (12, 30, 20, 12, 36, 12, 22, 30, 30, 20, 17, 17, 26)
_LONGEST = 32_767  # what a cell of an xlsx file holds

_Cell = str | datetime | None


def to_file(found: Differences, target: Path) -> bytes:
    """The content of a file of that name. Refuses an ending that is no spreadsheet's."""
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise Refusal(
            _("{path} is to be a spreadsheet, so its name must end in {endings}.").format(
                path=target, endings=_(" or ").join(ENDINGS)
            )
        )
    return _csv(found) if ending == ".csv" else _xlsx(found)


def _rows(found: Differences) -> Iterator[tuple[_Cell, ...]]:
    names = {one.project: (one.code, one.title) for one in found.projects}
    for line in found.late:
        yield _row(
            line, names.get(line.project, ("", "")), _("stands") if line.stands else _("changed since")
        )
    for one in found.projects:
        for line in one.lines:
            yield _row(line, (one.code, one.title), "")


def _row(line: Line, project: tuple[str, str], late: str) -> tuple[_Cell, ...]:
    what = line.text if line.event != "changed" else _("Changed")
    return (
        *(
            *project,
            line.topic.label,
            line.code,
            line.title,
            what,
            line.label,
            line.old,
            line.new,
            line.author,
        ),
        *(line.made, line.arrived, late),
    )


def _csv(found: Differences) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_(heading) for heading in _HEADINGS])
    for row in _rows(found):
        writer.writerow([guard_formula(_text(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _text(cell: _Cell) -> str:
    return cell.isoformat(sep=" ", timespec="minutes") if isinstance(cell, datetime) else cell or ""


def _xlsx(found: Differences) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        page = book.add_worksheet(_("What changed"))
        page.freeze_panes(1, 0)
        for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
            page.write_string(0, column, _(heading), head)
            page.set_column(column, column, width)
        count = 0
        for count, row in enumerate(_rows(found), 1):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(count, column, cell.replace(tzinfo=None), moment)
                elif cell:
                    page.write_string(count, column, cell[:_LONGEST])
        page.autofilter(0, 0, max(count, 1), len(_HEADINGS) - 1)
    return out.getvalue()

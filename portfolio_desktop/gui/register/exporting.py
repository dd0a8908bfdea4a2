# SPDX-License-Identifier: Apache-2.0
"""A register as it is shown, or the records selected in it, as a spreadsheet file."""

from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import link_titles

if TYPE_CHECKING:
    from portfolio_desktop.gui.register.page import RegisterPage


def export(page: "RegisterPage") -> None:
    """Ask where to, then write the selected records, or all that are shown where fewer than two are selected."""
    name = f"{page.table.accessibleName()}.xlsx"
    filters = (_("Excel workbook (*.xlsx)"), _("Comma-separated values (*.csv)"))
    page._desk.ask.save_file(_("Export what is shown"), Path(name), filters, lambda path: _write(page, path))


def _write(page: "RegisterPage", path: Path) -> None:
    chosen = page.table.selected_numbers()
    arrangement = page.model.arrangement
    numbers = chosen if len(chosen) > 1 else arrangement.numbers(0, len(arrangement))
    fields, entity, desk = page.table.shown_fields(), page.model.entity, page._desk

    def write(office: Office) -> int:
        from portfolio_desktop.exchange.exports import Sheet, to_csv, to_xlsx

        needs_folder(path)
        with office.reading() as reader:
            found = reader.page(entity, numbers)
            sheet = Sheet(entity, fields, found, link_titles(reader, entity, found))
        data = (
            to_csv(office.catalogue, sheet)
            if path.suffix.lower() == ".csv"
            else to_xlsx(office.catalogue, [sheet])
        )
        write_whole(path, data)
        return len(found)

    desk.read(
        write,
        lambda count: desk.notify(
            _("{count} records written to {name}").format(count=f"{count:,}", name=path.name)
        ),
        owner=page,
        label=_("Exporting {name}").format(name=path.name),
    )

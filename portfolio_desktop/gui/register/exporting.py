# SPDX-License-Identifier: Apache-2.0
"""A register as it is shown, or the records selected in it, on paper or as a spreadsheet file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _, for_papers, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.opening import open_written
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.capacity.package_sheet import owner_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.registers.describing import mark_words, view_words
from portfolio_desktop.services.registers.seen import Seen, as_seen
from portfolio_desktop.services.views.view import View

if TYPE_CHECKING:
    from portfolio_desktop.gui.register.page import RegisterPage
    from portfolio_desktop.reports.register.printing import Printout


@dataclass(frozen=True, slots=True)
class Wish:
    """How the register is to be printed."""

    paper: str = "a4"
    upright: bool = False
    marking: str = ""
    open_after: bool = True


def export(page: "RegisterPage") -> None:
    """Ask where to, then write the selected records, or all that are shown where fewer than two are selected."""
    name = f"{page.table.accessibleName()}.xlsx"
    filters = (_("Excel workbook (*.xlsx)"), _("Comma-separated values (*.csv)"))
    page._desk.ask.save_file(_("Export what is shown"), Path(name), filters, lambda path: _write(page, path))


def ask_paper(page: "RegisterPage") -> None:
    """Ask how the pages are to be, then where to, and print. The marking begins with that of the portfolio."""

    def ask(marking: str) -> None:
        PaperDialog(page, marking, len(_chosen(page)), lambda wish: _ask_where(page, wish)).open()

    page._desk.read(lambda office: _owner(office)[1], ask, owner=page)


def seen_by(page: "RegisterPage") -> Callable[[Office], Seen]:
    """What answers, on the thread of the file, with all that the page shows at this moment."""
    view, where, entity = _view_of(page), page.viewing.view.where(page._typed), page.model.entity
    headings, units, chosen = page.model.arrangement.headings, dict(page.model.units), _chosen(page)
    closed = frozenset(heading.key for heading in headings if not heading.open)

    @for_papers()
    def look(office: Office) -> Seen:
        with office.reading() as reader:
            return as_seen(reader, entity, view, where, chosen=chosen, closed=closed, units=units)

    return look


def print_to(page: "RegisterPage", path: Path, wish: Wish) -> None:
    """Draw beside everything else what is shown now, and tell when it is done."""
    desk, title = page._desk, _title_of(page)
    look, entity, view = seen_by(page), page.model.entity, _view_of(page)

    @for_papers()
    def gather(office: Office) -> tuple[Seen, "Printout"]:
        from portfolio_desktop.reports.register.printing import Printout

        with office.reading() as reader:
            seen = look(office)
            under = (count_words(seen), *view_words(reader, entity, view))
            signs = [mark.sign for mark in view.marks]
            key = tuple(zip(signs, mark_words(reader, entity, view.marks), strict=True))
            owner = owner_of(reader)[0]
        return seen, Printout(title, under, key, owner, wish.marking, desk.today, wish.paper, wish.upright)

    def draw(found: tuple[Seen, "Printout"], progress: Progress) -> None:
        from portfolio_desktop.reports.register.printing import print_register

        needs_folder(path)
        write_whole(path, print_register(*found, progress))

    def done(_none: None) -> None:
        desk.notify(_("The register was printed to {name}").format(name=path.name))
        if wish.open_after:
            open_written(desk, path)

    def begin(found: tuple[Seen, "Printout"]) -> None:
        label = _("Printing {name}").format(name=path.name)
        desk.jobs.free(lambda progress: draw(found, progress), label=label, owner=page, done=done)

    desk.read(gather, begin, owner=page, label=_("Reading {plural}").format(plural=_(entity.plural).lower()))


def count_words(seen: Seen) -> str:
    """How many records are shown of how many there are."""
    plural = _(seen.entity.plural).lower() if seen.count != 1 else _(seen.entity.label).lower()
    if seen.shown == seen.count:
        return f"{seen.count:,} {plural}"
    return _("{shown} of {all} {plural}").format(
        shown=f"{seen.shown:,}", all=f"{seen.count:,}", plural=plural
    )


class PaperDialog(Dialog):
    """Asks for a `Wish` and hands it on."""

    def __init__(self, page: QWidget, marking: str, chosen: int, agreed: Callable[[Wish], None]) -> None:
        super().__init__(page, _("Print what is shown"), _("Choose the file…"))
        self._agreed = agreed
        self.paper, self.turned = ListBox(), ListBox()
        for key, label in (("a4", "A4"), ("a3", "A3")):
            self.paper.addItem(label, key)
        for upright, label in ((False, _("Landscape")), (True, _("Upright"))):
            self.turned.addItem(label, upright)
        self.marking = QLineEdit(marking)
        self.marking.setPlaceholderText(_("None"))
        self.open_after = QCheckBox(_("Open it when it is written, to be printed"))
        self.open_after.setChecked(True)
        told = _("A PDF with the columns, order, groups, marks and filter that are on the screen.")
        if chosen:
            told = ngettext(
                "Only the {count} record that is selected is printed.",
                "Only the {count} records that are selected are printed.",
                chosen,
            ).format(count=f"{chosen:,}")
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(_("Paper"), self.paper)
        form.addRow(_("Pages"), self.turned)
        form.addRow(_("Marking"), self.marking)
        form.addRow("", self.open_after)
        self.column.addWidget(Label(told, ink="muted", wrap=True))
        self.column.addLayout(form)
        self.finish_layout()

    def agree(self) -> None:
        paper, upright = self.paper.currentData(), self.turned.currentData()
        wish = Wish(paper, upright, self.marking.text().strip(), self.open_after.isChecked())
        self.accept()
        self._agreed(wish)


def _ask_where(page: "RegisterPage", wish: Wish) -> None:
    name = f"{_title_of(page).replace(':', ' –').replace('/', '-')}.pdf"
    filters = (_("PDF (*.pdf)"),)
    page._desk.ask.save_file(
        _("Print what is shown"), Path(name), filters, lambda path: print_to(page, path, wish)
    )


def _view_of(page: "RegisterPage") -> View:
    """The view with the columns as they stand now."""
    return replace(page.viewing.view, columns=tuple(field.name for field in page.table.shown_fields()))


def _title_of(page: "RegisterPage") -> str:
    """What is shown, by name: the register, and the view where it is not all of it."""
    plural, view = _(page.model.entity.plural), page.viewing.label
    return plural if view.casefold().endswith(plural.casefold()) else f"{plural}: {view}"


def _chosen(page: "RegisterPage") -> list[int]:
    """The records that are selected, where they are several."""
    numbers = page.table.selected_numbers()
    return numbers if len(numbers) > 1 else []


def _owner(office: Office) -> tuple[str, str]:
    """Whose register it is, and the marking of their papers."""
    with office.reading() as reader:
        return owner_of(reader)


def _write(page: "RegisterPage", path: Path) -> None:
    """Read on the thread of the file, and write beside everything else: a long register takes its time."""
    desk, label = page._desk, _("Exporting {name}").format(name=path.name)

    def write(seen: Seen) -> int:
        from portfolio_desktop.exchange.seen import seen_as_csv, seen_as_xlsx

        needs_folder(path)
        write_whole(path, seen_as_csv(seen) if path.suffix.lower() == ".csv" else seen_as_xlsx(seen))
        return seen.shown

    def done(count: int) -> None:
        said = ngettext("{count} record written to {name}", "{count} records written to {name}", count)
        desk.notify(said.format(count=f"{count:,}", name=path.name))

    def begin(seen: Seen) -> None:
        desk.jobs.free(lambda _progress: write(seen), label=label, owner=page, done=done)

    desk.read(seen_by(page), begin, owner=page, label=label)

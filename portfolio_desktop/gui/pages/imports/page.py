# SPDX-License-Identifier: Apache-2.0
"""The wizard itself: its steps in order, the way on and back, and the one write at the end."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.exchange.imports import Fate, Plan, changes, plan_import, remember, save_leftovers
from portfolio_desktop.exchange.tables import Source
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.columns_step import ColumnsStep
from portfolio_desktop.gui.pages.imports.done_step import DoneStep
from portfolio_desktop.gui.pages.imports.file_step import SpreadsheetStep
from portfolio_desktop.gui.pages.imports.preview_step import PreviewStep
from portfolio_desktop.gui.pages.imports.session import Session
from portfolio_desktop.gui.pages.imports.table_step import TableStep
from portfolio_desktop.gui.pages.wizard.frame import Wizard
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import keep_copy_before
from portfolio_desktop.storage.changes import Changes, Written

_FILE, _TABLE, _COLUMNS, _PREVIEW, _DONE = range(5)


class ImportPage(Wizard[Session]):
    """`register_requested` carries where the person wants to look once the import is done."""

    register_requested = Signal(str, object, str)
    pack_requested = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        self._files, self._done = SpreadsheetStep(desk, self._opened), DoneStep(desk)
        steps: list[tuple[str, Step[Session]]] = [
            (_("File"), self._files),
            (_("Table"), TableStep(desk)),
            (_("Columns"), ColumnsStep(desk)),
            (_("Preview"), PreviewStep(desk)),
            (_("Done"), self._done),
        ]
        super().__init__(desk, Session(), steps, _("Import"), parent=parent)
        self._done.again.connect(lambda: self.start(self._session.wanted))
        self._done.sheet.connect(self._another_sheet)
        self._done.others.connect(self._other_kind)
        self._done.look.connect(self._look)
        self._done.pack.connect(self.pack_requested)
        self._done.keep.connect(self._ask_where)
        desk.written.connect(self._others_wrote)
        self.start()

    def start(self, entity: str = "") -> None:
        """Begin anew, for the register of `entity` where one is given."""
        self._session = Session(wanted=entity)
        self._go(_FILE)

    def read(self, path: Path) -> None:
        """Begin with the file at `path`."""
        self._files.read(path)

    def _others_wrote(self, _written: Written) -> None:
        self._session.late = True

    def _opened(self, source: Source) -> None:
        self._session = Session(wanted=self._session.wanted, source=source)
        self._go(_TABLE)

    def _write(self) -> None:
        session, plan = self._session, self._session.plan
        if plan is None:
            return
        name, late = session.remember_as, session.late
        sheets = session.source.sheets if session.source else ()

        def make(office: Office) -> Changes:
            again = (
                plan_import(office, plan.table, plan.mapping, plan.options, sheets=sheets) if late else plan
            )
            if again.rests_on != plan.rests_on:
                raise Refusal(
                    _(
                        "Others have changed what this file was compared with. It is compared again: look at what would "
                        "happen now, then import."
                    )
                )
            wanted = changes(office, plan)
            keep_copy_before(office, wanted)
            return wanted + remember(office, name, plan.mapping) if name else wanted

        def done(written: Written | None) -> None:
            if session.laid is not None and session.laid.sheet.name not in session.done:
                session.done = (*session.done, session.laid.sheet.name)
            self._done.show_plan(plan)
            self._go(_DONE)
            if written is not None:
                self._desk.notify(_tell(plan), undo=True)

        def failed(error: Exception) -> None:
            session.plan = None  # to be made once more, from what is there by now
            self._go(_PREVIEW)
            self._desk.ask.refuse(str(error))

        count = plan.counts[Fate.ADD] + plan.counts[Fate.CHANGE]
        said = ngettext("Writing {count} record.", "Writing {count} records.", count)
        self._say_writing(said.format(count=f"{count:,}"))
        label = _("Importing {name}").format(name=plan.options.source)
        self._desk.write(make, done, owner=self, failed=failed, label=label)

    def _another_sheet(self) -> None:
        self._session = self._session.another_sheet()
        self._go(_TABLE)

    def _other_kind(self, entity: str) -> None:
        self._session = self._session.other_kind(entity)
        self._go(_COLUMNS)

    def _look(self) -> None:
        if self._session.plan is not None:
            self.register_requested.emit(self._session.plan.mapping.entity, EVERYTHING, "")

    def _ask_where(self) -> None:
        plan = self._session.plan
        if plan is None:
            return
        name = plan.options.source.rpartition(".")[0] or plan.options.source
        suggested = Path(_("Left over from {name}.csv").format(name=name))
        kinds = [_("Text with commas (*.csv)"), _("Excel (*.xlsx)")]
        self._desk.ask.save_file(
            _("Save what was left over"), suggested, kinds, lambda path: self._keep(plan, path)
        )

    def _keep(self, plan: Plan, path: Path) -> None:
        def told(count: int) -> None:
            said = ngettext("{count} cell saved in {path}", "{count} cells saved in {path}", count)
            self._desk.notify(said.format(count=f"{count:,}", path=path), undo=False)

        self._desk.jobs.free(lambda _progress: save_leftovers(plan, path), owner=self, done=told)


def _tell(plan: Plan) -> str:
    return _("Imported: {added} added, {changed} changed").format(
        added=f"{plan.counts[Fate.ADD]:,}", changed=f"{plan.counts[Fate.CHANGE]:,}"
    )

# SPDX-License-Identifier: Apache-2.0
"""The wizard itself: its steps in order, the way on and back, and the one write at the end."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.exchange.imports import Fate, Plan, changes, remember, save_leftovers
from portfolio_desktop.exchange.tables import Source
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.columns_step import ColumnsStep
from portfolio_desktop.gui.pages.imports.done_step import DoneStep
from portfolio_desktop.gui.pages.imports.file_step import FileStep
from portfolio_desktop.gui.pages.imports.preview_step import PreviewStep
from portfolio_desktop.gui.pages.imports.session import Session
from portfolio_desktop.gui.pages.imports.step import Step
from portfolio_desktop.gui.pages.imports.table_step import TableStep
from portfolio_desktop.gui.pages.imports.trail import Trail
from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_FILE, _TABLE, _COLUMNS, _PREVIEW, _DONE = range(5)


class ImportPage(QWidget):
    """`register_requested` carries where the person wants to look once the import is done."""

    register_requested = Signal(str, object, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = Session()
        self._files = FileStep(desk, self._opened)
        self._done = DoneStep(desk)
        self._steps: tuple[Step, ...] = (
            self._files,
            TableStep(desk),
            ColumnsStep(desk),
            PreviewStep(desk),
            self._done,
        )
        self._trail = Trail((_("File"), _("Table"), _("Columns"), _("Preview"), _("Done")))
        self._stack = QStackedWidget()
        self._writing = Label(wrap=True)
        self._writing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for step in self._steps:
            self._stack.addWidget(step)
            step.changed.connect(self._follow)
        self._stack.addWidget(self._writing)
        self._back, self._next = QPushButton(_("Back")), QPushButton(_("Next"))
        self._next.setProperty("primary", True)
        self._next.setAutoDefault(True)
        self._back.clicked.connect(lambda: self._go(self._stack.currentIndex() - 1))
        self._next.clicked.connect(self.go_on)
        self._done.again.connect(lambda: self.start(self._session.wanted))
        self._done.sheet.connect(self._another_sheet)
        self._done.look.connect(self._look)
        self._done.keep.connect(self._ask_where)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._trail)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.start()

    def start(self, entity: str = "") -> None:
        """Begin anew, for the register of `entity` where one is given."""
        self._session = Session(wanted=entity)
        self._go(_FILE)

    def read(self, path: Path) -> None:
        """Begin with the file at `path`."""
        self._files.read(path)

    def go_on(self) -> None:
        """The next step, or the import itself after the preview."""
        if self._stack.currentIndex() == _PREVIEW:
            self._write()
        else:
            self._go(self._stack.currentIndex() + 1)

    def _opened(self, source: Source) -> None:
        self._session = Session(wanted=self._session.wanted, source=source)
        self._go(_TABLE)

    def _go(self, place: int) -> None:
        step = self._steps[place]
        self._stack.setCurrentIndex(place)
        step.take_keyboard()  # before Next is disabled, which would hand it to another part of the window
        step.enter(self._session)
        self._follow()

    def _follow(self) -> None:
        place = self._stack.currentIndex()
        self._trail.show_step(place)
        self._back.setVisible(_FILE < place < _DONE)
        self._next.setVisible(_FILE < place < _DONE)
        self._next.setText(_("Import") if place == _PREVIEW else _("Next"))
        self._next.setEnabled(self._steps[place].ready and not self._desk.read_only)
        if self._steps[place].hasFocus() and self._next.isEnabled():
            self._next.setFocus()  # Enter alone leads through a file that is understood

    def _write(self) -> None:
        session, plan = self._session, self._session.plan
        if plan is None:
            return
        name = session.remember_as

        def make(office: Office) -> Changes:
            wanted = changes(office, plan)
            return wanted + remember(office, name, plan.mapping) if name else wanted

        def done(written: Written | None) -> None:
            self._done.show_plan(plan)
            self._go(_DONE)
            if written is not None:
                self._desk.notify(_tell(plan), undo=True)

        def failed(error: Exception) -> None:
            self._go(_PREVIEW)
            self._desk.ask.refuse(str(error))

        self._say_writing(plan)
        label = _("Importing {name}").format(name=plan.options.source)
        self._desk.write(make, done, owner=self, failed=failed, label=label)

    def _say_writing(self, plan: Plan) -> None:
        """Nothing to press while the one change set is written: it is there whole or not at all."""
        count = plan.counts[Fate.ADD] + plan.counts[Fate.CHANGE]
        said = ngettext("Writing {count} record.", "Writing {count} records.", count)
        rest = _("This is one step and cannot be stopped half-way; undo takes it back as one.")
        self._writing.setText(f"{said.format(count=f'{count:,}')}\n{rest}")
        self._stack.setCurrentWidget(self._writing)
        self._writing.setFocus()
        self._back.hide()
        self._next.hide()

    def _another_sheet(self) -> None:
        self._session = Session(source=self._session.source)
        self._go(_TABLE)

    def _look(self) -> None:
        if self._session.plan is not None:
            self.register_requested.emit(self._session.plan.mapping.entity, EVERYTHING, "")

    def _ask_where(self) -> None:
        plan = self._session.plan
        if plan is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = plan.options.source.rpartition(".")[0] or plan.options.source
        suggested = Path(documents) / _("Left over from {name}.csv").format(name=name)
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

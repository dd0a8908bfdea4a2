# SPDX-License-Identifier: Apache-2.0
"""The wizard itself: its steps in order, the way on and back, and the one write at the end."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.told import headline
from portfolio_desktop.exchange.arrivals.writing import changes
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.trail import Trail
from portfolio_desktop.gui.pages.plans.done_step import DoneStep
from portfolio_desktop.gui.pages.plans.file_step import FileStep
from portfolio_desktop.gui.pages.plans.place_step import PlaceStep
from portfolio_desktop.gui.pages.plans.preview_step import PreviewStep
from portfolio_desktop.gui.pages.plans.session import ReadFile, Session
from portfolio_desktop.gui.pages.plans.step import Step
from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.storage.changes import Written

_FILE, _PLACE, _PREVIEW, _DONE = range(4)


class PlansPage(QWidget):
    """`timeline_requested` carries the project whose plan has come."""

    timeline_requested = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = Session()
        self._files = FileStep(desk, self._opened)
        self._done = DoneStep(desk)
        self._steps: tuple[Step, ...] = (self._files, PlaceStep(desk), PreviewStep(desk), self._done)
        self._trail = Trail((_("File"), _("Where to"), _("Preview"), _("Done")))
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
        self._done.look.connect(self._look)
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

    @property
    def session(self) -> Session:
        """What this run has decided so far."""
        return self._session

    def start(self, project: Id | None = None) -> None:
        """Begin anew, for `project` where the person comes from one."""
        self._session = Session(wanted=project)
        self._go(_FILE)

    def read(self, path: Path) -> None:
        """Begin with the file at `path`."""
        self._files.read(path)

    def browse(self) -> None:
        """Ask for the file at once."""
        self._files.browse()

    def go_on(self) -> None:
        """The next step, or the write itself after the preview."""
        if self._stack.currentIndex() == _PREVIEW:
            self._write()
        else:
            self._go(self._stack.currentIndex() + 1)

    def _opened(self, file: ReadFile) -> None:
        self._session = Session(wanted=self._session.wanted, file=file)
        self._go(_PLACE)

    def _go(self, place: int) -> None:
        step = self._steps[place]
        self._stack.setCurrentIndex(place)
        step.take_keyboard()
        step.enter(self._session)
        self._follow()

    def _follow(self) -> None:
        place = self._stack.currentIndex()
        if place > _DONE:
            return
        self._trail.show_step(place)
        self._back.setVisible(_FILE < place < _DONE)
        self._next.setVisible(_FILE < place < _DONE)
        self._next.setText(_("Write it") if place == _PREVIEW else _("Next"))
        self._next.setEnabled(self._steps[place].ready and not self._desk.read_only)
        if self._steps[place].hasFocus() and self._next.isEnabled():
            self._next.setFocus()  # Enter alone leads through a plan that raises no question

    def _write(self) -> None:
        arrival = self._session.arrival
        if arrival is None:
            return

        def done(written: Written | None) -> None:
            self._done.show_arrival(arrival)
            self._go(_DONE)
            if written is not None:
                self._desk.notify(headline(arrival), undo=True)

        def failed(error: Exception) -> None:
            self._session.arrival = None
            self._go(_PREVIEW)
            self._desk.ask.refuse(str(error))

        count = len(arrival.items)
        said = ngettext("Writing {count} change.", "Writing {count} changes.", count)
        rest = _("This is one step and cannot be stopped half-way; undo takes it back as one.")
        self._writing.setText(f"{said.format(count=f'{count:,}')}\n{rest}")
        self._stack.setCurrentWidget(self._writing)
        self._back.hide()
        self._next.hide()
        self._desk.write(
            lambda _office: changes(arrival), done, owner=self, failed=failed, label=arrival.label
        )

    def _look(self) -> None:
        if self._session.arrival is not None:
            self.timeline_requested.emit(self._session.arrival.project)

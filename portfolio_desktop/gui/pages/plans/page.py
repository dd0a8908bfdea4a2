# SPDX-License-Identifier: Apache-2.0
"""The wizard itself: its steps in order, the way on and back, and the one write at the end."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.told import headline
from portfolio_desktop.exchange.arrivals.writing import changes
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.plans.done_step import DoneStep
from portfolio_desktop.gui.pages.plans.file_step import PlanStep
from portfolio_desktop.gui.pages.plans.place_step import PlaceStep
from portfolio_desktop.gui.pages.plans.preview_step import PreviewStep
from portfolio_desktop.gui.pages.plans.session import ReadFile, Session
from portfolio_desktop.gui.pages.wizard.frame import Wizard
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import keep_copy_before
from portfolio_desktop.storage.changes import Changes, Written

_FILE, _PLACE, _PREVIEW, _DONE = range(4)


class PlansPage(Wizard[Session]):
    """`timeline_requested` carries the project whose plan has come."""

    timeline_requested = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        self._files, self._done = PlanStep(desk, self._opened), DoneStep(desk)
        steps: list[tuple[str, Step[Session]]] = [
            (_("File"), self._files),
            (_("Where to"), PlaceStep(desk)),
            (_("Preview"), PreviewStep(desk)),
            (_("Done"), self._done),
        ]
        super().__init__(desk, Session(), steps, _("Write it"), parent=parent)
        self._done.again.connect(lambda: self.start(self._session.wanted))
        self._done.look.connect(self._look)
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

    def _opened(self, file: ReadFile) -> None:
        self._session = Session(wanted=self._session.wanted, file=file)
        self._go(_PLACE)

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
        self._say_writing(said.format(count=f"{count:,}"))

        def make(office: Office) -> Changes:
            coming = changes(arrival)
            keep_copy_before(office, coming)
            return coming

        self._desk.write(make, done, owner=self, failed=failed, label=arrival.label)

    def _look(self) -> None:
        if self._session.arrival is not None:
            self.timeline_requested.emit(self._session.arrival.project)

# SPDX-License-Identifier: Apache-2.0
"""Who is where in a year, and the sheet of it for the manager's manager: names and stages, no word and no level."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.pages.confidential.cycles.progress_grid import Legend, ProgressGrid
from portfolio_desktop.gui.pages.confidential.cycles.telling import show_heard, tell_manager
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.people.cycles import ProgressReport, progress_report
from portfolio_desktop.services.people.running.passing_on import heard
from portfolio_desktop.services.people.running.telling import ProgressTold, told

_FIND_FROM = 20
_TOLD = N_(
    "Names and stages: nothing that was written and no level is part of it, so it can be shown to your own manager. "
    "The PDF lies outside the people file, and whoever gets it can read it."
)


class ProgressTab(QWidget):
    """Follows every write, told by its page."""

    appraisal_requested = Signal(str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self.setAccessibleName(_("Progress"))
        self._people = people
        self._cycle: Id | None = None
        self._report: ProgressReport | None = None
        self._headline = Label("", step=3, bold=True, wrap=True)
        self.grid = ProgressGrid()
        self.grid.opened.connect(
            lambda row, _stop: self.appraisal_requested.emit(self.grid.shown[row].appraisal)
        )
        self.late = QCheckBox(_("Only those with something late"))
        self.late.toggled.connect(lambda _on: self._fill())
        self._find = SearchBox(_("Find a person"))
        self._find.textChanged.connect(lambda _words: self._fill())
        self._save = QPushButton(_("Sheet for your manager…"))
        self._save.clicked.connect(self._ask_how)
        self._heard = QPushButton(_("What you were told…"))
        self._heard.setToolTip(_("How the years of others go, as they told you by sealed copies"))
        self._heard.clicked.connect(lambda: show_heard(people, self))
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._headline, 1)
        head.addWidget(self._heard)
        head.addWidget(self._save)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.late)
        below.addWidget(self._find)
        below.addWidget(Legend(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, GAP)
        column.setSpacing(GAP_SMALL)
        column.addLayout(head)
        column.addWidget(Label(_(_TOLD), ink="muted", wrap=True))
        column.addLayout(below)
        column.addWidget(framed(self.grid), 1)
        self.setFocusProxy(self.grid)

    def show_year(self, cycle: Id | None) -> None:
        """Read it again."""
        self._cycle = cycle
        self._people.people(heard, lambda found: self._heard.setHidden(not found), owner=self)
        if cycle is not None:
            self._people.people(lambda file: progress_report(file, cycle), self._show, owner=self)

    def _show(self, report: ProgressReport) -> None:
        self._report = report
        people = ngettext("{count} person", "{count} people", len(report.lines)).format(
            count=len(report.lines)
        )
        text = _("{people}, {late} with something late") if report.late else _("{people}, nothing late")
        self._headline.setText(text.format(people=people, late=report.late))
        self._find.setVisible(len(report.lines) >= _FIND_FROM)
        self._fill()

    def _fill(self) -> None:
        if self._report is None:
            return
        wanted = self._find.text().casefold().split()
        shown = tuple(
            line
            for line in self._report.lines
            if (line.late or not self.late.isChecked())
            and all(word in line.name.casefold() for word in wanted)
        )
        self.grid.show_report(self._report, shown)

    def _ask_how(self) -> None:
        choices = [
            Choice("sealed", _("Sealed for them")),
            Choice("locked", _("With names, behind a password…")),
            Choice("named", _("With names…")),
            Choice("numbers", _("Numbers alone…")),
        ]
        self._people.ask.choose(_("Sheet for your manager"), _(_TOLD), choices, self._ask_further)

    def _ask_further(self, key: str) -> None:
        if key == "sealed":
            tell_manager(self._people, self, self._cycle)
        elif key == "locked":
            where = partial(self._ask_where, True)
            self._people.ask.text(_("Save as PDF"), _("Password of the PDF"), where, secret=True)
        else:
            self._ask_where(key == "named", "")

    def _ask_where(self, named: bool, password: str) -> None:
        cycle = self._cycle

        def write(path: Path) -> None:
            if cycle is not None:
                self._people.people(
                    lambda file: told(file, cycle, names=named),
                    lambda found: self._write(found, path, password),
                    owner=self,
                )

        self._people.ask.save_file(
            _("Save as PDF"), Path(_("Progress of appraisals.pdf")), [_("PDF (*.pdf)")], write
        )

    def _write(self, found: ProgressTold, path: Path, password: str) -> None:
        def work(_progress: object) -> None:
            from portfolio_desktop.reports.people.progress import render_progress

            pdf = render_progress(found)
            if password:
                from portfolio_desktop.reports.people.locked import locked

                pdf = locked(pdf, password)
            write_whole(path, pdf, private=True)

        self._people.jobs.free(
            work,
            label=_("Save as PDF"),
            owner=self,
            done=lambda _none: self._people.notify(_("Saved {path}").format(path=path)),
            failed=lambda error: self._people.ask.refuse(str(error)),
        )

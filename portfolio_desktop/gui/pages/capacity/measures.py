# SPDX-License-Identifier: Apache-2.0
"""How a team's work packages went in a period: four measures, what speaks against each, and the page as PDF."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.pieces import clear, reveal
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.capacity.measuring import (
    MEASURES,
    Measured,
    measure_words,
    quarter_to,
    team_measures,
)
from portfolio_desktop.services.capacity.package_sheet import PackageSheet
from portfolio_desktop.services.office import Office

_NAMED = 6
_UNNAMED = str.maketrans(dict.fromkeys('<>:"/\\|?*\n\t', " "))


class MeasuresDialog(Dialog):
    """Reads again whenever the team or the period is another. Nothing here is written but the PDF."""

    def __init__(self, desk: Desk, teams: Sequence[tuple[Id, str]], parent: QWidget) -> None:
        super().__init__(parent, _("How work packages went"), _("Save as PDF…"))
        self._desk = desk
        self.found: Measured | None = None
        first, last = quarter_to(desk.today)
        self.team = ListBox()
        self.team.setAccessibleName(_("Team"))
        self.team.addItem(_("All teams"), None)
        for id, title in teams:
            self.team.addItem(shorten(one_line(title), 60), id)
        self.first, self.last = _day_box(_("From"), first), _day_box(_("Until"), last)
        across = QHBoxLayout()
        across.addWidget(self.team, 1)
        for words, box in ((_("from"), self.first), (_("until"), self.last)):
            across.addWidget(Label(words, ink="muted"))
            across.addWidget(box)
        self.column.addLayout(across)
        self.answer = QVBoxLayout()
        self.answer.setSpacing(GAP_SMALL)
        self.column.addLayout(self.answer)
        self.column.addWidget(
            Label(
                _("Each is of the work and not of a person, so many out of how many are known."),
                ink="muted",
                wrap=True,
            )
        )
        self.finish_layout()
        close = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        close.setText(_("Close"))
        self.setMinimumWidth(560)
        self.team.currentIndexChanged.connect(lambda _place: self._read())
        for box in (self.first, self.last):
            box.dateChanged.connect(lambda _day: self._read())
        self._read()

    def agree(self) -> None:
        if self.found is None:
            return
        found, today = self.found, self._desk.today

        def write(path: Path) -> None:
            def make() -> None:
                from portfolio_desktop.reports.delegation.measures import render_measures

                write_whole(path, render_measures(found, today))

            self._desk.jobs.free(
                lambda _progress: make(),
                label=_("Save the measures"),
                owner=self,
                done=lambda _none: self._desk.notify(_("Saved {path}").format(path=path)),
            )

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = Path(folder) / _("Work packages.pdf")
        self._desk.ask.save_file(_("Save the measures"), name, [_("PDF (*.pdf)")], write)

    def _read(self) -> None:
        first, last = _python(self.first), _python(self.last)
        team = Id(self.team.currentData()) if self.team.currentData() else None
        self._desk.read(
            partial(team_measures, first=first, last=last, team=team),
            self._show,
            owner=self,
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.found = None
        clear(self.answer)
        self.explain(str(error))
        self.yes.setEnabled(False)

    def _show(self, found: Measured) -> None:
        self.found = found
        self.explain("")
        clear(self.answer)
        for name, label, against in MEASURES:
            measure = getattr(found.measures, name)
            self.answer.addWidget(Label(f"{_(label)}: {measure_words(measure)}", bold=True, wrap=True))
            named = [found.titles.get(key, "") for key in measure.keys[:_NAMED]]
            if len(measure.keys) > _NAMED:
                named.append(_("and {n} more").format(n=len(measure.keys) - _NAMED))
            if named:
                self.answer.addWidget(Label(f"{_(against)}: {'; '.join(named)}", ink="muted", wrap=True))
        reveal(self.answer)


def save_sheet(desk: Desk, owner: QWidget, found: PackageSheet) -> None:
    """Ask where to, then write a work package as a paper."""

    def write(path: Path) -> None:
        def make() -> None:
            from portfolio_desktop.reports.delegation.sheet import render_sheet

            write_whole(path, render_sheet(found))

        desk.jobs.free(
            lambda _progress: make(),
            label=_("Save the work package"),
            owner=owner,
            done=lambda _none: desk.notify(_("Saved {path}").format(path=path)),
        )

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = found.title.translate(_UNNAMED)[:80].strip(" .") or _("Work package")
    desk.ask.save_file(_("Save the work package"), Path(folder) / f"{name}.pdf", [_("PDF (*.pdf)")], write)


def teams_of(office: Office) -> list[tuple[Id, str]]:
    """Every team by its title."""
    with office.reading() as reader:
        found = reader.values(reader.catalogue.entity("team"), ("title",))
    return sorted(((Id(id), title or "") for id, title in found), key=lambda each: each[1].casefold())


def _day_box(name: str, day: date) -> DayEdit:
    box = DayEdit(day)
    box.setAccessibleName(name)
    return box


def _python(box: DayEdit) -> date:
    day = box.date()
    return date(day.year(), day.month(), day.day())

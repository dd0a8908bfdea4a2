# SPDX-License-Identifier: Apache-2.0
"""The small windows of a year: its name, its days, who leaves it and why, and its close."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QFormLayout, QGridLayout, QLineEdit, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import scrolled
from portfolio_desktop.gui.theme import GAP, GAP_LARGE
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.running.years import (
    TakesPart,
    YearSheet,
    change_stages,
    close,
    leave,
    rename,
)
from portfolio_desktop.storage.changes import Changes, Written

_STAYS = N_(
    "What was written stays and can be read. Conversations that are planned for them go, and nothing of them counts as "
    "late any more. You can take them back in."
)
_CLOSING = N_(
    "Nobody joins it and none of its days change any more, and its form and scale can be changed for the next year. It can "
    "be opened again."
)


class ActingDialog(Dialog):
    """Does one thing to the people file and closes; what is wrong stands in it."""

    def __init__(self, people: PeopleDesk, over: QWidget, title: str, yes: str) -> None:
        super().__init__(over, title, yes)
        self._people = people
        people.closed.connect(self.reject)

    def act(self, make: Callable[[PeopleFile], Changes]) -> None:
        """Write it, tell it, and close."""
        self.yes.setEnabled(False)
        self._people.change(make, self._done, owner=self, failed=lambda error: self.explain(str(error)))

    def _done(self, written: Written | None) -> None:
        self.accept()
        if written is not None:
            self._people.notify(written.label, undo=True)


class NameDialog(ActingDialog):
    """What the year is called, and for whom it is."""

    def __init__(self, people: PeopleDesk, over: QWidget, shown: YearSheet) -> None:
        super().__init__(people, over, _("Rename the year"), _("Rename it"))
        self._cycle = shown.year.id
        self.name, self.population = QLineEdit(shown.year.title), QLineEdit(shown.population)
        form = QFormLayout()
        form.setVerticalSpacing(GAP)
        for field, label in ((self.name, _("Name")), (self.population, _("Who takes part"))):
            field.setAccessibleName(label)
            form.addRow(Label(label), field)
        self.population.setPlaceholderText(_("For example: everybody in the portfolio office"))
        self.column.addLayout(form)
        self.finish_layout()

    def agree(self) -> None:
        cycle, name, population = self._cycle, self.name.text(), self.population.text()
        self.act(lambda file: rename(file, cycle, name, population))


class DaysDialog(ActingDialog):
    """Every stage with the day on which it opens and the day by which it is due."""

    def __init__(self, people: PeopleDesk, over: QWidget, shown: YearSheet) -> None:
        super().__init__(people, over, _("The days of the year"), _("Change them"))
        self.setMinimumWidth(640)
        told = _("Conversations that are planned for the day on which their stage is due move with it.")
        self.column.addWidget(Label(told, ink="muted", wrap=True))
        self._cycle = shown.year.id
        self._ids: list[Id] = []
        self.opens: dict[Id, DayEdit] = {}
        self.due: dict[Id, DayEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_LARGE)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(0, 1)
        for column, heading in enumerate((_("Stage"), _("Opens"), _("Due"))):
            grid.addWidget(Label(heading, ink="muted"), 0, column)
        for stage in shown.stages:
            if stage.opens is not None and stage.due is not None:
                self._ids.append(stage.id)
                self.opens[stage.id] = _day(stage.opens, _("{stage} opens").replace("{stage}", stage.title))
                self.due[stage.id] = _day(stage.due, _("{stage} is due").replace("{stage}", stage.title))
                self.due[stage.id].dateChanged.connect(lambda _day, id=stage.id: self._follow(id))
                row = grid.rowCount()
                grid.addWidget(Label(stage.title, wrap=True), row, 0)
                grid.addWidget(self.opens[stage.id], row, 1)
                grid.addWidget(self.due[stage.id], row, 2)
        holder = QWidget()
        holder.setLayout(grid)
        area = scrolled()
        area.setWidget(holder)
        area.setMinimumHeight(min(420, holder.sizeHint().height()))
        self.column.addWidget(area, 100)
        self.together = QCheckBox(_("Move the stages after it by as many days"))
        self.column.addWidget(self.together)
        self._before = {id: edit.date() for id, edit in self.due.items()}
        self.finish_layout()

    def agree(self) -> None:
        cycle = self._cycle
        days = {id: (_date(self.opens[id]), _date(self.due[id])) for id in self._ids}
        self.act(lambda file: change_stages(file, cycle, days))

    def _follow(self, id: Id) -> None:
        moved = self._before[id].daysTo(self.due[id].date())
        self._before[id] = self.due[id].date()
        if not self.together.isChecked():
            return
        for later in self._ids[self._ids.index(id) + 1 :]:
            for edit in (self.opens[later], self.due[later]):
                edit.blockSignals(True)
                edit.setDate(edit.date().addDays(moved))
                edit.blockSignals(False)
            self._before[later] = self.due[later].date()


class LeaveDialog(ActingDialog):
    """Somebody leaves the year, with a reason that is kept."""

    def __init__(self, people: PeopleDesk, over: QWidget, one: TakesPart) -> None:
        title = _("Take {name} out of the year").replace("{name}", one.name)
        super().__init__(people, over, title, _("Take them out"))
        self._appraisal = one.appraisal
        self.column.addWidget(Label(_(_STAYS), ink="muted", wrap=True))
        self.why = QLineEdit()
        self.why.setAccessibleName(_("Why"))
        self.why.setPlaceholderText(_("For example: moved to another team on 1 October"))
        form = QFormLayout()
        form.addRow(Label(_("Why")), self.why)
        self.column.addLayout(form)
        self.finish_layout()

    def agree(self) -> None:
        appraisal, why = self._appraisal, self.why.text()
        self.act(lambda file: leave(file, appraisal, why))


class CloseDialog(ActingDialog):
    """What would be left undone, and then the close."""

    def __init__(self, people: PeopleDesk, over: QWidget, shown: YearSheet) -> None:
        super().__init__(people, over, _("Close {title}").format(title=shown.year.title), _("Close it"))
        self._cycle = shown.year.id
        self.column.addWidget(Label(_(_CLOSING), wrap=True))
        waiting = len(shown.people) - shown.locked
        if waiting:
            text = ngettext(
                "{count} appraisal is not signed by all yet.",
                "{count} appraisals are not signed by all yet.",
                waiting,
            )
            self.column.addWidget(Label(text.format(count=waiting), ink="danger", wrap=True))
        if shown.open_ends:
            self.column.addWidget(
                Label(_("Left open, and still to be found where it is:"), ink="muted", wrap=True)
            )
            for sentence in shown.open_ends:
                self.column.addWidget(Label(f"· {sentence}", wrap=True))
        self.finish_layout()

    def agree(self) -> None:
        cycle = self._cycle
        self.act(lambda file: close(file, cycle))


def _day(day: date, name: str) -> DayEdit:
    edit = DayEdit(day)
    edit.setAccessibleName(name)
    edit.setMinimumWidth(128)
    return edit


def _date(edit: DayEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())

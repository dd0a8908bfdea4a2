# SPDX-License-Identifier: Apache-2.0
"""Where the plan goes: which plan of the file, and into a new project, one that is here, or under one of its summaries."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QRadioButton, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.base.text import isolate
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.plans.session import Session
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.theme import GAP, GAP_LARGE
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office

Named = tuple[Id, str]


class PlaceStep(Step[Session]):
    """Decides `into`, `under` and `number` of the session."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("Where does it go?"),
            _("A plan that was here before is recognised, and brought up to date task by task."),
            parent=parent,
        )
        self._session: Session | None = None
        self._plans, self._projects, self._summaries = ListBox(), ListBox(), ListBox()
        for box, name in (
            (self._plans, _("Plan in the file")),
            (self._projects, _("Project")),
            (self._summaries, _("Under")),
        ):
            box.setAccessibleName(name)
            box.setMinimumWidth(420)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._said = Label(wrap=True)
        self._known = Label(ink="accent", wrap=True)
        self._new = QRadioButton(_("A new project"))
        self._old = QRadioButton(_("A project that is here"))
        frame = QFrame()
        frame.setProperty("panel", "surface")
        form = QFormLayout(frame)
        form.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE)
        form.setSpacing(GAP)
        form.addRow(_("Plan"), self._plans)
        form.addRow("", self._said)
        form.addRow(_("Into"), self._new)
        form.addRow("", self._old)
        form.addRow("", self._projects)
        form.addRow(_("Under"), self._summaries)
        form.addRow("", self._known)
        self._form = form
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self._plans.activated.connect(lambda _place: self._choose_plan())
        self._new.toggled.connect(lambda _on: self._decide())
        self._projects.activated.connect(lambda _place: self._choose_project())
        self._summaries.activated.connect(lambda _place: self._decide())

    @property
    def ready(self) -> bool:
        return self._new.isChecked() or self._projects.currentData() is not None

    def enter(self, session: Session) -> None:
        first = session.file is not None and self._session is not session
        self._session = session
        if not first or session.file is None:
            return
        self._plans.clear()
        for plan in session.file.plans:
            self._plans.addItem(_name(plan, session.file.source.name))
        self._form.setRowVisible(self._plans, len(session.file.plans) > 1)
        self._desk.work(_projects, self._show_projects, owner=self)
        self._tell()

    def _show_projects(self, found: list[Named]) -> None:
        session = self._session
        if session is None or session.file is None:
            return
        self._projects.clear()
        for id, title in found:
            self._projects.addItem(title, id)
        self._old.setEnabled(bool(found))
        self._go_home()

    def _go_home(self) -> None:
        """Begin where the plan was before, else where the person came from, else with a new project."""
        session = self._session
        assert session is not None
        assert session.file is not None
        home = session.file.homes[self._plans.currentIndex()] or session.wanted
        place = self._projects.findData(home) if home else -1
        (self._old if place >= 0 else self._new).setChecked(True)
        if place >= 0:
            self._projects.setCurrentIndex(place)
        self._choose_project()

    def _choose_plan(self) -> None:
        self._tell()
        self._go_home()

    def _choose_project(self) -> None:
        into = self._projects.currentData()
        self._summaries.clear()
        self._summaries.addItem(_("The project itself"), None)
        if into is not None:
            self._desk.work(
                lambda office, _progress: _summaries(office, into), self._show_summaries, owner=self
            )
        self._decide()

    def _show_summaries(self, found: list[Named]) -> None:
        for id, title in found:
            self._summaries.addItem(title, id)
        self._decide()

    def _decide(self) -> None:
        session = self._session
        old = self._old.isChecked()
        self._form.setRowVisible(self._projects, old)
        self._form.setRowVisible(self._summaries, old and self._summaries.count() > 1)
        if session is not None and session.file is not None:
            into = self._projects.currentData() if old else None
            number = max(self._plans.currentIndex(), 0)
            session.place(into, self._summaries.currentData() if old else None, number)
            home = session.file.homes[number]
            self._known.setText(_("An earlier version of this plan is here.") if old and home == into else "")
        self.changed.emit()

    def _tell(self) -> None:
        """What the chosen plan is."""
        session = self._session
        assert session is not None
        assert session.file is not None
        plan = session.file.plans[max(self._plans.currentIndex(), 0)]
        count = len(plan.tasks)
        parts = [
            isolate(_name(plan, session.file.source.name)),
            ngettext("{count} task", "{count} tasks", count).format(count=f"{count:,}"),
            *(
                _("from {start} to {finish}").format(
                    start=format_date(moment(plan.project.start)),
                    finish=format_date(moment(plan.project.finish)),
                )
                for _once in (1,)
                if plan.project.start is not None and plan.project.finish is not None
            ),
        ]
        self._said.setText(" · ".join(parts))


def _name(plan: PlanFile, file: str) -> str:
    return plan.project.title or file


def _projects(office: Office, _progress: Progress) -> list[Named]:
    with office.reading() as reader:
        rows = reader.values(reader.catalogue.entity("project"), ("code", "title"))
    return sorted(((row[0], _said(row)) for row in rows), key=lambda each: each[1])


def _summaries(office: Office, project: Id) -> list[Named]:
    """The tasks of a project that have others under them."""
    with office.reading() as reader:
        where = Test("project_id", Op.IS, project)
        rows = reader.values(reader.catalogue.entity("task"), ("code", "title", "parent_id"), where)
    parents = {row[3] for row in rows}
    return [(row[0], _said(row)) for row in rows if row[0] in parents]


def _said(row: tuple[Any, ...]) -> str:
    return "  ".join(part for part in (row[1], row[2]) if part)

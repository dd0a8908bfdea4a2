# SPDX-License-Identifier: Apache-2.0
"""Which plan is to be opened, and whether a version of it is here."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.exchange.arrivals.opening import ENDINGS, home_of, read_plan_file
from portfolio_desktop.exchange.arrivals.planned import Source
from portfolio_desktop.exchange.plans.mpxj.finding import missing
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.plans.session import ReadFile, Session
from portfolio_desktop.gui.pages.wizard.file_step import FileStep, FileWords
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office

_Read: TypeAlias = tuple[tuple[PlanFile, ...], Source]


class PlanStep(FileStep[Session, _Read]):
    """`recognised` is called with the file once it is read and the projects that have a version of it are known."""

    def __init__(
        self, desk: Desk, recognised: Callable[[ReadFile], None], *, parent: QWidget | None = None
    ) -> None:
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        words = FileWords(
            title=_("Choose a plan"),
            sentence=_(
                "Microsoft Project, Primavera, GanttProject, ProjectLibre, Planner and more, also as a zip file, and "
                "tables of tasks that were exported here. The file is only read."
            ),
            icon="chart-gantt",
            invitation=_("Choose a plan, or drop one here"),
            hint=_("You see what it would do before anything is written, and one undo takes it back."),
            ask=_("Choose a plan"),
            kinds=(_("Plans ({pattern})").format(pattern=pattern),),
            folder="plans.folder",
        )
        super().__init__(desk, words, _read, self._recognise, parent=parent)
        self._recognised = recognised
        self._missing = Label(ink="muted", wrap=True)
        self.column.addWidget(self._missing)

    def enter(self, session: Session) -> None:
        super().enter(session)
        self._missing.setText(missing())
        self._missing.setVisible(bool(self._missing.text()))

    def _recognise(self, found: _Read) -> None:
        plans, source = found

        def job(office: Office, _progress: Progress) -> ReadFile:
            return ReadFile(plans, source, tuple(home_of(office, plan) for plan in plans))

        self._desk.work(job, self._recognised, owner=self, failed=self.fail)


def _read(path: Path, progress: Progress, cancelled: Stopped) -> _Read:
    return read_plan_file(path, progress=progress, cancelled=cancelled)

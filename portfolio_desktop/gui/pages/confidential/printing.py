# SPDX-License-Identifier: Apache-2.0
"""An appraisal or a development plan as PDF, behind a password of its own unless somebody wants it without."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from portfolio_desktop.base.i18n import N_, _, for_papers
from portfolio_desktop.base.laptop import write_paper
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.asking import ask
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.papers.appraisal import AppraisalPaper, appraisal_paper
from portfolio_desktop.services.people.papers.development import DevelopmentPaper, development_paper
from portfolio_desktop.services.people.people_file import PeopleFile

P = TypeVar("P")

_OUTSIDE = N_(
    "A PDF lies outside the people file: whoever gets it can read it. Behind a password only those can to whom you tell it, "
    "best by voice."
)


def save_appraisal(people: PeopleDesk, over: QWidget, appraisal: Id, reader: Side | None) -> None:
    """Ask how and where, and write the appraisal for whoever sits at the keyboard."""

    def render(paper: AppraisalPaper) -> bytes:
        from portfolio_desktop.reports.people.appraisal import render_appraisal

        return render_appraisal(paper)

    _save(people, over, _("Appraisal.pdf"), lambda file: appraisal_paper(file, appraisal, reader), render)


def save_plan(people: PeopleDesk, over: QWidget, person: Id) -> None:
    """Ask how and where, and write somebody's development plan."""

    def render(paper: DevelopmentPaper) -> bytes:
        from portfolio_desktop.reports.people.development import render_development

        return render_development(paper)

    _save(people, over, _("Development plan.pdf"), lambda file: development_paper(file, person), render)


def _save(
    people: PeopleDesk,
    over: QWidget,
    name: str,
    read: Callable[[PeopleFile], P],
    render: Callable[[P], bytes],
) -> None:
    def where(password: str) -> None:
        people.ask.save_file(
            _("Save as PDF"), Path(name), [_("PDF (*.pdf)")], lambda path: write(path, password)
        )

    def write(path: Path, password: str) -> None:
        people.people(for_papers()(read), lambda paper: make(paper, path, password), owner=over)

    def make(paper: P, path: Path, password: str) -> None:
        def work(_progress: object) -> None:
            pdf = render(paper)
            if password:
                from portfolio_desktop.reports.people.locked import locked

                pdf = locked(pdf, password)
            write_paper(path, pdf)

        people.jobs.free(
            work,
            label=_("Save as PDF"),
            owner=over,
            done=lambda _none: people.notify(_("Saved {path}").format(path=path)),
            failed=lambda error: people.ask.refuse(str(error)),
        )

    _HowDialog(people, over, where).open()


class _HowDialog(Dialog):
    """Behind which password, typed twice, or knowingly behind none."""

    def __init__(self, people: PeopleDesk, over: QWidget, then: Callable[[str], None]) -> None:
        super().__init__(over, _("Save as PDF"), _("Choose where…"))
        self._then = then
        self.setMinimumWidth(520)
        self.column.addWidget(Label(_(_OUTSIDE), ink="muted", wrap=True))
        self._password, self._again = QLineEdit(), QLineEdit()
        for field in (self._password, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._open = QCheckBox(_("Without a password: whoever gets the file can read it"))
        self._open.toggled.connect(self._password.setDisabled)
        self._open.toggled.connect(self._again.setDisabled)
        ask(self, ((_("Password"), self._password), (_("Once more"), self._again)))
        self.column.addWidget(self._open)
        self.finish_layout()
        people.locking.connect(self.hide)

    def agree(self) -> None:
        from portfolio_desktop.reports.people.locked import SHORTEST

        password = self._password.text()
        if self._open.isChecked():
            password = ""
        elif len(password) < SHORTEST:
            self.explain(
                _("A password has {count} characters or more: whoever has the file can try for ever.").format(
                    count=SHORTEST
                )
            )
            return
        elif password != self._again.text():
            self.explain(_("The two are not the same. Type the password once more."))
            return
        self.accept()
        self._then(password)

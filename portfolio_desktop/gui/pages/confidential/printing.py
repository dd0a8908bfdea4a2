# SPDX-License-Identifier: Apache-2.0
"""An appraisal or a development plan as PDF, behind a password of its own unless somebody wants it without."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.services.people.papers.appraisal import AppraisalPaper, appraisal_paper
from portfolio_desktop.services.people.papers.development import DevelopmentPaper, development_paper
from portfolio_desktop.services.people.people_file import PeopleFile

P = TypeVar("P")

_OUTSIDE = N_(
    "A PDF lies outside the people file: whoever gets it can read it. Behind a password only those can to whom you tell it, "
    "best by voice."
)


def save_appraisal(people: PeopleDesk, owner: QObject, appraisal: Id, reader: Side | None) -> None:
    """Ask how and where, and write the appraisal for whoever sits at the keyboard."""

    def render(paper: AppraisalPaper) -> bytes:
        from portfolio_desktop.reports.people.appraisal import render_appraisal

        return render_appraisal(paper)

    _save(people, owner, _("Appraisal.pdf"), lambda file: appraisal_paper(file, appraisal, reader), render)


def save_plan(people: PeopleDesk, owner: QObject, person: Id) -> None:
    """Ask how and where, and write somebody's development plan."""

    def render(paper: DevelopmentPaper) -> bytes:
        from portfolio_desktop.reports.people.development import render_development

        return render_development(paper)

    _save(people, owner, _("Development plan.pdf"), lambda file: development_paper(file, person), render)


def _save(
    people: PeopleDesk,
    owner: QObject,
    name: str,
    read: Callable[[PeopleFile], P],
    render: Callable[[P], bytes],
) -> None:
    def choose(key: str) -> None:
        if key == "open":
            where("")
        else:
            people.ask.text(_("Save as PDF"), _("Password of the PDF"), where, secret=True)

    def where(password: str) -> None:
        people.ask.save_file(
            _("Save as PDF"), Path(name), [_("PDF (*.pdf)")], lambda path: write(path, password)
        )

    def write(path: Path, password: str) -> None:
        people.people(read, lambda paper: make(paper, path, password), owner=owner)

    def make(paper: P, path: Path, password: str) -> None:
        def work(_progress: object) -> None:
            pdf = render(paper)
            if password:
                from portfolio_desktop.reports.people.locked import locked

                pdf = locked(pdf, password)
            write_whole(path, pdf, private=True)

        people.jobs.free(
            work,
            label=_("Save as PDF"),
            owner=owner,
            done=lambda _none: people.notify(_("Saved {path}").format(path=path)),
            failed=lambda error: people.ask.refuse(str(error)),
        )

    choices = [Choice("locked", _("With a password…")), Choice("open", _("Without one"))]
    people.ask.choose(_("Save as PDF"), _(_OUTSIDE), choices, choose)

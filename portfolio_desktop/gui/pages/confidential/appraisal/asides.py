# SPDX-License-Identifier: Apache-2.0
"""What is done beside filling in an appraisal: what single levels bear out, asking about objectives, a sealed copy."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.domain.appraisal.suggestion import Suggestion
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people import prompts, sharing
from portfolio_desktop.services.people.appraising import AppraisalPage
from portfolio_desktop.services.people.forms import ask_about_objectives
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Written

_READERS = {
    Side.SELF: "subject_id",
    Side.MANAGER: "manager_id",
    Side.COUNTERSIGNER: "countersigner_id",
}


def suggest(people: PeopleDesk, over: QWidget, appraisal: Id) -> None:
    """The level that single levels bear out, with its arithmetic and nothing else."""
    people.people(lambda file: prompts.suggested(file, appraisal), partial(_show, over), owner=over)


def ask_objectives(people: PeopleDesk, over: QWidget, appraisal: Id, explain: Callable[[str], None]) -> None:
    """A question for each objective that is agreed and not asked about yet."""

    def done(written: Written | None) -> None:
        if written is None:
            people.notify(_("No agreed objective is left to ask about."))
        told(people, written)

    people.change(
        lambda file: ask_about_objectives(file, appraisal),
        done,
        owner=over,
        failed=lambda error: explain(str(error)),
    )


def send(people: PeopleDesk, over: QWidget, page: AppraisalPage, side: Side) -> None:
    """Seal what `side` may read of the owner's part, and send it by the shared folder or into one that is asked for."""
    to = Id(str(page.fields[_READERS[side]]))
    tell = partial(told, people, undo=False)

    def post() -> None:
        people.post.send(lambda file: sharing.seal_copy(file, page.id, to), tell)

    def seal(folder: Path) -> None:
        def make(file: PeopleFile) -> Changes:
            return sharing.send(file, page.id, to, folder).changes

        people.change(make, tell, owner=over)

    people.post.ask_how(_("Send a sealed copy"), post, seal)


def told(people: PeopleDesk, written: Written | None, *, undo: bool = True) -> None:
    """Say what was done, with Undo beside it where that takes it back."""
    if written is not None:
        people.notify(written.label, undo=undo)


def _show(over: QWidget, found: Suggestion) -> None:
    dialog = Dialog(over, _("What the single levels bear out"), _("Close"))
    dialog.setMinimumWidth(560)
    for sentence in found.arithmetic:
        dialog.column.addWidget(Label(sentence, wrap=True))
    dialog.finish_layout()
    dialog.buttons.button(dialog.buttons.StandardButton.Cancel).hide()
    dialog.resize(dialog.minimumWidth(), dialog.column.totalHeightForWidth(dialog.minimumWidth()))
    dialog.open()

# SPDX-License-Identifier: Apache-2.0
"""Bringing in frameworks and skills: each is one change that can be undone, and says what came and what did not."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services import reference
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.former_teams import take_over
from portfolio_desktop.storage.changes import Changes, Written

if TYPE_CHECKING:
    from portfolio_desktop.exchange.held_skills import HeldPlan

_IMPORT = "import"
_MOST = 12


def add_frameworks(desk: Desk, owner: QWidget) -> None:
    """Lay in the shipped frameworks, where they are not here yet."""
    nothing = _("The shipped frameworks are all here already.")
    desk.write(reference.lay_in_skills, partial(_tell, desk, nothing, ""), owner=owner)


def take_over_teams(desk: Desk, owner: QWidget) -> None:
    """Make teams of the words that an earlier version kept."""
    desk.write(take_over, partial(_tell, desk, "", ""), owner=owner)


def ask_for_framework(desk: Desk, owner: QWidget) -> None:
    """Ask for a published file, and bring it in."""
    filters = [_("Frameworks (*.csv *.xlsx *.xlsm *.xls *.ods)")]
    desk.ask.open_file(_("Import a published framework"), filters, partial(bring_framework, desk, owner))


def ask_for_skills(desk: Desk, owner: QWidget) -> None:
    """Ask for a spreadsheet of people and their skills, and bring it in."""
    filters = [_("Spreadsheets (*.csv *.xlsx *.xlsm *.xls *.ods)")]
    desk.ask.open_file(_("Import skills of people"), filters, partial(bring_skills, desk, owner))


def bring_framework(desk: Desk, owner: QWidget, path: Path) -> None:
    """Bring in the framework at `path`, and say what came."""

    def job(office: Office, progress: Progress) -> tuple[Written | None, str]:
        from portfolio_desktop.exchange.frameworks import plan_framework, read_framework

        plan = plan_framework(office, read_framework(path, progress=progress))
        came = ", ".join(
            f"{count:,} {_(office.catalogue.entity(name).plural).lower()}"
            for name, count in plan.added.items()
        )
        return office.write(plan.changes), f"{plan.title}: {came}" if came else plan.title

    def done(found: tuple[Written | None, str]) -> None:
        _tell(desk, "", found[1], found[0])

    desk.work(job, done, owner=owner, label=_("Importing a framework"))


def bring_skills(desk: Desk, owner: QWidget, path: Path) -> None:
    """Bring in the skills at `path`. Where something would be left behind, the person is told first, and decides."""

    def job(office: Office, progress: Progress) -> "HeldPlan":
        from portfolio_desktop.exchange.held_skills import plan_held, read_held

        return plan_held(office, read_held(path, progress=progress))

    def write(plan: "HeldPlan") -> None:
        said = _("{count} skills of people stated").format(count=f"{plan.added + plan.changed:,}")
        desk.write(partial(_again, plan.changes), partial(_tell, desk, "", said), owner=owner)

    def decide(plan: "HeldPlan") -> None:
        from portfolio_desktop.exchange.held_skills import told

        if not plan.unread and not plan.private:
            write(plan)
            return
        lines = list(told(plan))
        more = len(lines) - _MOST
        text = "\n".join([*lines[:_MOST], *([_("and {count} more").format(count=more)] if more > 0 else [])])
        if plan.changes:
            rest = [Choice(_IMPORT, _("Import the rest"))]
            desk.ask.choose(_("Import skills of people"), text, rest, lambda _key: write(plan))
        else:
            desk.ask.inform(_("Import skills of people"), text)

    desk.work(job, decide, owner=owner, label=_("Importing skills of people"))


def _again(changes: Changes, _office: Office) -> Changes:
    return changes


def _tell(desk: Desk, nothing: str, said: str, written: Written | None) -> None:
    if written is None:
        desk.notify(nothing or _("Nothing to change: it is so already."))
    else:
        desk.notify(said or written.label, undo=True)

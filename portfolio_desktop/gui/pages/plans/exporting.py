# SPDX-License-Identifier: Apache-2.0
"""“Export plan…”: which project, which file, and what that kind of file cannot say."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.departures.leaving import WRITERS, Left, export_plan
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.office import Office

_MOST = 12


def ask_and_export(desk: Desk, project: Id | None = None) -> None:
    """Ask for the file and write the plan of `project`; without one, ask for the project first."""
    if project is not None:
        _ask_where(desk, project)
        return
    desk.read(_with_plans, lambda found: _ask_which(desk, found))


def _ask_which(desk: Desk, found: list[tuple[Id, str]]) -> None:
    if not found:
        desk.ask.refuse(_("No project has a plan yet."))
        return
    if len(found) == 1:
        _ask_where(desk, found[0][0])
        return
    choices = [Choice(id, title) for id, title in found[:_MOST]]
    desk.ask.choose(
        _("Export a plan"),
        _("Whose plan?"),
        choices,
        lambda chosen: _ask_where(desk, Id(chosen)) if chosen else None,
    )


def _ask_where(desk: Desk, project: Id) -> None:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = [_("Microsoft Project (*.xml)"), _("Primavera (*.xer)"), _("Table of tasks (*.csv)")]
    assert len(kinds) == len(WRITERS)
    suggested = Path(documents) / f"{_('Plan')}.xml"
    desk.ask.save_file(_("Export the plan"), suggested, kinds, lambda path: _write(desk, project, path))


def _write(desk: Desk, project: Id, path: Path) -> None:
    def job(office: Office, _progress: Progress) -> Left:
        return export_plan(office, project, path)

    def told(left: Left) -> None:
        count = ngettext("{count} task", "{count} tasks", left.tasks).format(count=f"{left.tasks:,}")
        if left.left_out:
            title = _("Exported {count}; not all of the plan has a place in such a file").format(count=count)
            desk.ask.inform(title, "\n".join(left.left_out))
        else:
            desk.notify(_("Exported {count} to {name}").format(count=count, name=path.name))

    desk.work(job, told, label=_("Exporting the plan"))


def _with_plans(office: Office) -> list[tuple[Id, str]]:
    """Projects that have tasks, by code."""
    with office.reading() as reader:
        busy = {row[1] for row in reader.values(reader.catalogue.entity("task"), ("project_id",))}
        rows = reader.values(reader.catalogue.entity("project"), ("code", "title"))
    named = [(row[0], "  ".join(part for part in row[1:] if part)) for row in rows if row[0] in busy]
    return sorted(named, key=lambda each: each[1])

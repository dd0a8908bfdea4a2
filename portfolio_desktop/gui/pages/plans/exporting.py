# SPDX-License-Identifier: Apache-2.0
"""“Export plan…”: which project, with baselines or without, which file, and what that kind of file cannot say."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.departures.leaving import WRITERS, Left, export_plan
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.office import Office

_ROWS = 8  # of the list in sight
_UNNAMED = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))  # signs that some system has in no name of a file


class ExportDialog(Dialog):
    """`agreed` is called with the project, what it is called, and whether its baselines go along."""

    def __init__(
        self,
        parent: QWidget,
        projects: list[tuple[Id, str]],
        chosen: Id | None,
        agreed: Callable[[Id, str, bool], None],
    ) -> None:
        super().__init__(parent, _("Export a plan"), _("Choose the file…"))
        self._agreed = agreed
        self.box = SearchBox(_("Find a project"))
        self.box.searched.connect(self.narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Whose plan?"))
        self.list.setUniformItemSizes(True)
        for id, name in projects:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, id)
            self.list.addItem(item)
            if id == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setMinimumHeight(_ROWS * max(self.list.sizeHintForRow(0), 1) + 2 * self.list.frameWidth())
        self.list.itemDoubleClicked.connect(lambda _item: self.agree())
        self.list.currentItemChanged.connect(lambda *_items: self._follow())
        self.baselines = QCheckBox(_("With its baselines"))
        self.baselines.setChecked(True)
        self.column.addWidget(self.box)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.baselines)
        self.column.addWidget(
            Label(
                _(
                    "The next question is where to: Microsoft Project (.xml), Primavera (.xer) or a table (.csv)."
                ),
                ink="muted",
                wrap=True,
            )
        )
        self.finish_layout()
        self._follow()

    def narrow(self, words: str) -> None:
        """Show the projects that have all of these words in code or title."""
        wanted = words.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in wanted))
        in_sight = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if self.list.currentRow() not in in_sight:
            self.list.setCurrentRow(in_sight[0] if in_sight else -1)
        self._follow()
        self.problem.setText("" if in_sight else _("No project with a plan is called so."))
        self.problem.setHidden(bool(in_sight))

    def agree(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        id, name, baselines = Id(item.data(Qt.ItemDataRole.UserRole)), item.text(), self.baselines.isChecked()
        self.accept()
        self._agreed(id, name, baselines)

    def _follow(self) -> None:
        self.yes.setEnabled(self.list.currentItem() is not None)


def ask_and_export(desk: Desk, window: QWidget, project: Id | None = None) -> None:
    """Ask what goes out and where to, beginning with `project` where the person looks at one, and write it."""

    def ask(found: list[tuple[Id, str]]) -> None:
        if not found:
            desk.ask.refuse(_("No project has a plan yet."))
            return
        ExportDialog(window, found, project, lambda *chosen: _ask_where(desk, *chosen)).open()

    desk.read(_with_plans, ask)


def _ask_where(desk: Desk, project: Id, name: str, baselines: bool) -> None:
    kinds = [_("Microsoft Project (*.xml)"), _("Primavera (*.xer)"), _("Table of tasks (*.csv)")]
    assert len(kinds) == len(WRITERS)
    suggested = Path(f"{name.translate(_UNNAMED)[:80].strip(' .') or _('Plan')}.xml")
    desk.ask.save_file(
        _("Export the plan"), suggested, kinds, lambda path: _write(desk, project, path, baselines)
    )


def _write(desk: Desk, project: Id, path: Path, baselines: bool) -> None:
    def job(office: Office, _progress: Progress) -> Left:
        return export_plan(office, project, path, baselines=baselines)

    def told(left: Left) -> None:
        count = ngettext("{count} task", "{count} tasks", left.tasks).format(count=f"{left.tasks:,}")
        if left.left_out:
            title = _("Exported {count}; not all of the plan has a place in such a file").format(count=count)
            desk.ask.inform(title, "\n".join((_("Left out or changed:"), *left.left_out)))
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

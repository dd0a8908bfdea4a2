# SPDX-License-Identifier: Apache-2.0
"""What stands in place of the chart where there is nothing to show, and the first step from there."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.widgets.empty import EmptyPlace


class Panes(QStackedWidget):
    """The chart, or why there is none."""

    def __init__(
        self,
        chart: QWidget,
        *,
        new_project: Callable[[], None],
        open_plan: Callable[[], None],
        import_projects: Callable[[], None],
        everything: Callable[[], None],
        unfilter: Callable[[], None],
    ) -> None:
        super().__init__()
        self._chart = chart
        self._empty = EmptyPlace(
            "chart-gantt",
            _("No projects yet"),
            _(
                "Projects, their milestones and their tasks stand here in one chart, from days to decades. Open a plan "
                "of another program, or add a project and its first task with Insert."
            ),
        )
        self._empty.add_step(_("Add a project"), new_project, "plus")
        self._empty.add_step(_("Open a plan"), open_plan, "folder-open")
        self._empty.add_step(_("Import a spreadsheet"), import_projects, "file-spreadsheet")
        self._unchosen = EmptyPlace(
            "folder-search",
            _("No project is shown"),
            _("None that is open is among those chosen. Choose others, or show the whole portfolio."),
        )
        self._unchosen.add_step(_("Show the whole portfolio"), everything)
        self._unfound = EmptyPlace(
            "search-x", _("Nothing fits this filter"), _("Take words away, or show everything again.")
        )
        self._unfound.add_step(_("Show everything"), unfilter)
        for pane in (chart, self._empty, self._unchosen, self._unfound):
            self.addWidget(pane)

    def choose(self, *, rows: bool, filtered: bool, any_projects: bool) -> None:
        """Show what fits what was found."""
        if rows:
            self.setCurrentWidget(self._chart)
        elif filtered:
            self.setCurrentWidget(self._unfound)
        else:
            self.setCurrentWidget(self._unchosen if any_projects else self._empty)

# SPDX-License-Identifier: Apache-2.0
"""What is pictured of the timeline page: the steps that lead there, in a window on the demo portfolio. All is invented."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.timeline.exporting import ask_paper
from portfolio_desktop.gui.pages.timeline.page import TimelinePage
from portfolio_desktop.gui.pages.timeline.paper import PaperDialog
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.find import find
from portfolio_desktop.services.planning.rows import RowKind

Play = Callable[[Shell], QWidget | None]

_CODE = "P-0001"


def _page(shell: Shell) -> TimelinePage:
    shell.guide.go(places.TIMELINE)
    return cast(TimelinePage, shell.guide.page)


def _project(shell: Shell, code: str) -> Id:
    found: list[Id] = []
    shell.desk.read(lambda office: Id(find(office, code)[0].id), found.append)
    return found[0]


def _portfolio(shell: Shell) -> None:
    _page(shell)


def _roadmap(shell: Shell) -> None:
    page = _page(shell)
    page.bar.changed.emit("detail", "milestones")
    page.view.set_folded(frozenset())


def _one(shell: Shell) -> None:
    page = _page(shell)
    page.show_project(_project(shell, _CODE))
    rows = [row for row in page.view.chart.rows if row.kind is RowKind.TASK and not row.done]
    page.view.go_to(rows[len(rows) // 3].key)
    page.view.fit()


def _panel(name: str) -> Play:
    def play(shell: Shell) -> None:
        _one(shell)
        cast(TimelinePage, shell.guide.page).side.toggle(name)

    return play


def _unfound(shell: Shell) -> None:
    page = _page(shell)
    page.bar.box.setText("nothing like this")
    page.bar.box.returnPressed.emit()


def _paper(shell: Shell) -> QWidget:
    page = _page(shell)
    ask_paper(page)
    return page.findChildren(PaperDialog)[0]


def _columns(shell: Shell) -> None:
    _one(shell)
    page = cast(TimelinePage, shell.guide.page)
    page.choosing.choose("columns", ("title", "finish", "waits", "variance", "float"))
    page.choosing.choose("baselines", ("stated",))


def _read_only(shell: Shell) -> None:
    path = shell.desk.workspace.path if shell.desk.workspace else Path()
    shell.files.open(path, read_only=True)
    _page(shell)


TIMELINE_SCENES: tuple[tuple[str, Play], ...] = (
    ("timeline", _portfolio),
    ("timeline-roadmap", _roadmap),
    ("timeline-project", _one),
    ("timeline-check", _panel("check")),
    ("timeline-what-if", _panel("what_if")),
    ("timeline-hand-overs", _panel("hand_overs")),
    ("timeline-levelling", _panel("levelling")),
    ("timeline-filtered-out", _unfound),
    ("timeline-columns", _columns),
    ("timeline-paper", _paper),
    ("timeline-read-only", _read_only),
)

BLANK_TIMELINE_SCENES: tuple[tuple[str, Play], ...] = (("timeline-empty", _portfolio),)

# SPDX-License-Identifier: Apache-2.0
"""What is pictured of the wizard for plans and of their export: the steps that lead there, in a window on the demo portfolio.

The plan is that of a project of the demo: as somebody else's it is new here, as a later version of itself it is known again.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.departures.gathering import plan_file_of
from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile, PlanTask
from portfolio_desktop.gui.pages.plans.exporting import ask_and_export
from portfolio_desktop.gui.pages.plans.page import PlansPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.find import find

Play = Callable[[Shell], QWidget | None]

_CODE = "P-0001"
_PLACE, _PREVIEW, _DONE = 1, 2, 3
_DAY = 24 * 60


def _page(shell: Shell) -> PlansPage:
    shell.guide.go(places.PLANS)
    return cast(PlansPage, shell.guide.page)


def _ours(shell: Shell) -> PlanFile:
    found: list[PlanFile] = []
    shell.desk.read(lambda office: plan_file_of(office, Id(find(office, _CODE)[0].id)), found.append)
    return found[0]


def _saved(shell: Shell, plan: PlanFile) -> Path:
    assert shell.desk.workspace is not None
    path = shell.desk.workspace.path.with_name("Northmoor programme, May.xml")
    path.write_bytes(write_mspdi(plan).data)
    return path


def _of_others(plan: PlanFile) -> PlanFile:
    """The same tasks under names that nobody here knows."""
    return replace(plan, tasks=tuple(replace(task, guid="", code="") for task in plan.tasks))


def _later(plan: PlanFile) -> PlanFile:
    """A version in which what is not done takes longer, and one task has gone."""
    parents = {task.parent for task in plan.tasks}
    open_ = [task for task in plan.tasks if task.uid not in parents and task.actual_start is None]
    gone = open_[len(open_) // 2].uid
    kept = tuple(_slipped(task, task in open_) for task in plan.tasks if task.uid != gone)
    return replace(
        plan,
        tasks=kept,
        links=tuple(link for link in plan.links if gone not in (link.predecessor, link.successor)),
        assignments=tuple(one for one in plan.assignments if one.task != gone),
    )


def _slipped(task: PlanTask, moves: bool) -> PlanTask:
    if not moves or task.start is None or task.finish is None:
        return task
    longer = (task.duration or 0) and (task.duration or 0) + 480 * (1 + len(task.name) % 5)
    return replace(task, duration=longer, start=task.start + 7 * _DAY, finish=task.finish + 14 * _DAY)


def _to(step: int, change: Callable[[PlanFile], PlanFile]) -> Play:
    def play(shell: Shell) -> None:
        plan = change(_ours(shell))
        page = _page(shell)
        page.read(_saved(shell, plan))
        for _each in range(step - _PLACE):
            page.go_on()

    return play


def _first(shell: Shell) -> None:
    _page(shell)


def _refused(shell: Shell) -> None:
    assert shell.desk.workspace is not None
    path = shell.desk.workspace.path.with_name("Risk log.csv")
    path.write_text("Risk,Likelihood,Owner\nScaffold fails,4,Tom Whitfield\n", "utf-8")
    _page(shell).read(path)


def _export(shell: Shell) -> QWidget:
    ask_and_export(shell.desk, shell.window)
    return shell.window.findChildren(Dialog)[-1]


PLAN_SCENES: tuple[tuple[str, Play], ...] = (
    ("plans-file", _first),
    ("plans-refused", _refused),
    ("plans-place", _to(_PLACE, _of_others)),
    ("plans-preview", _to(_PREVIEW, _of_others)),
    ("plans-place-known", _to(_PLACE, _later)),
    ("plans-preview-later", _to(_PREVIEW, _later)),
    ("plans-done", _to(_DONE, _later)),
    ("plans-export", _export),
)

# SPDX-License-Identifier: Apache-2.0
"""Pictures of assurance: gates, controls, what waits, and the windows in which it is settled."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from portfolio_desktop.gui.pages.assurance.page import CHANGES, CONTROLS, GATES, LESSONS, AssurancePage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.governance import change_requests

Play = Callable[[Shell], QWidget | None]


def _page(shell: Shell, tab: str) -> AssurancePage:
    shell.guide.go(places.ASSURANCE)
    page = shell.guide.page
    assert isinstance(page, AssurancePage)
    page.go(tab)
    return page


def _tab(tab: str) -> Play:
    def play(shell: Shell) -> None:
        _page(shell, tab)

    return play


def _dialog(page: AssurancePage) -> QWidget:
    return next(each for each in reversed(page.window().findChildren(QDialog)) if each.isVisible())


def _gate_chosen(shell: Shell) -> None:
    page = _page(shell, GATES)
    page.gates.calendar.setFocus()
    page.gates.calendar.go(4, 0)


def _review(shell: Shell) -> QWidget:
    page = _page(shell, GATES)
    page.gates.calendar.go(_row(page, "P-0012"), 0)
    page.gates.hold_review()
    return _dialog(page)


def _plan(shell: Shell) -> QWidget:
    page = _page(shell, GATES)
    page.gates.plan_review()
    return _dialog(page)


def _control_chosen(shell: Shell) -> None:
    page = _page(shell, CONTROLS)
    page.controls.grid.setFocus()
    page.controls.grid.go(2, 4)


def _attest(shell: Shell) -> QWidget:
    page = _page(shell, CONTROLS)
    page.controls.grid.go(1, 3)
    page.controls.attest_here()
    return _dialog(page)


def _gaps(shell: Shell) -> None:
    page = _page(shell, CONTROLS)
    page.controls.ways.choose("table")
    page.load()


def _cascade(shell: Shell) -> QWidget:
    page = _page(shell, LESSONS)
    page.lists[LESSONS].buttons[1].click()
    return _dialog(page)


def _decide(shell: Shell) -> QWidget:
    page = _page(shell, CHANGES)
    page.lists[CHANGES].register.table.select_rows([1], 0)
    page.lists[CHANGES].buttons[1].click()
    return _dialog(page)


def _baselines(shell: Shell) -> QWidget:
    """After one request has moved them."""
    page = _page(shell, CHANGES)
    found = change_requests.undecided
    shell.desk.write(
        lambda office: change_requests.approve(office, found(office)[0].request.id, move_baseline=True)
    )
    shell.desk.write(
        lambda office: change_requests.approve(office, found(office)[0].request.id, move_baseline=True)
    )
    shown = page.lists[CHANGES]
    shown.register.show_everything()
    shown.register.table.select_rows([1], 0)
    shown.buttons[0].click()
    return _dialog(page)


def _row(page: AssurancePage, code: str) -> int:
    return next(row for row, line in enumerate(page.gates.calendar.lines) if line.code == code)


ASSURANCE_SCENES: tuple[tuple[str, Play], ...] = (
    ("assurance-gates", _tab(GATES)),
    ("assurance-gate-chosen", _gate_chosen),
    ("assurance-review", _review),
    ("assurance-plan", _plan),
    ("assurance-controls", _tab(CONTROLS)),
    ("assurance-control-chosen", _control_chosen),
    ("assurance-gaps", _gaps),
    ("assurance-attest", _attest),
    ("assurance-recommendations", _tab("recommendations")),
    ("assurance-lessons", _tab(LESSONS)),
    ("assurance-cascade", _cascade),
    ("assurance-changes", _tab(CHANGES)),
    ("assurance-decide", _decide),
    ("assurance-baselines", _baselines),
)

BLANK_ASSURANCE_SCENES: tuple[tuple[str, Play], ...] = (
    ("assurance-gates-empty", _tab(GATES)),
    ("assurance-controls-empty", _tab(CONTROLS)),
)

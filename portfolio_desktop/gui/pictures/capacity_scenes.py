# SPDX-License-Identifier: Apache-2.0
"""Pictures of capacity and of the work that is handed over."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from portfolio_desktop.domain.capacity.load import By, State
from portfolio_desktop.gui.pages.capacity.clashes_tab import Offer
from portfolio_desktop.gui.pages.capacity.page import CLASHES, DELEGATED, NEW, PACKAGES, CapacityPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell

Play = Callable[[Shell], QWidget | None]


def _page(shell: Shell) -> CapacityPage:
    shell.guide.go(places.CAPACITY)
    page = shell.guide.page
    assert isinstance(page, CapacityPage)
    return page


def _picture(by: By, *, months: str = "12") -> Play:
    """The heat map, at the first cell where too much is asked."""

    def play(shell: Shell) -> None:
        tab = _page(shell).picture
        tab.months.choose(months)
        tab.go(by)
        for row, shown in enumerate(tab.grid.rows):
            if State.OVER in shown.states:
                tab.grid.go(row, shown.states.index(State.OVER))
                tab.grid.horizontalScrollBar().setValue(0)
                break
        tab.grid.setFocus()

    return play


def _empty(shell: Shell) -> None:
    _page(shell)


def _clashes(shell: Shell) -> None:
    page = _page(shell)
    page.go(CLASHES)
    next(each for each in page.clashes.findChildren(Offer) if each.sums).button.click()


def _new_project(shell: Shell) -> None:
    page = _page(shell)
    page.go(NEW)
    wanted = [row for row in page.picture.grid.rows if State.OVER in row.states]
    page.new.add_line(wanted[0].key, 2.0)
    page.new.add_line(wanted[-1].key, 1.5)


def _packages(code: str) -> Play:
    def play(shell: Shell) -> None:
        _chosen(shell, code)

    return play


def _chosen(shell: Shell, code: str) -> CapacityPage:
    page = _page(shell)
    page.go(PACKAGES)
    assert page.packages is not None
    table = page.packages.register.table
    table.select_rows([int(code) - 1], 0)
    page.packages.refresh()
    return page


def _act(code: str, act: str) -> Play:
    def play(shell: Shell) -> QWidget:
        page = _chosen(shell, code)
        assert page.packages is not None
        page.packages.do(act)
        return _dialog(page)

    return play


def _fits(shell: Shell) -> QWidget:
    page = _chosen(shell, "5")
    assert page.packages is not None
    page.packages.ask_who_fits()
    return _dialog(page)


def _measures(shell: Shell) -> QWidget:
    page = _page(shell)
    page.go(PACKAGES)
    assert page.packages is not None
    page.packages.ask_how_it_went()
    return _dialog(page)


def _delegated(shell: Shell) -> None:
    page = _page(shell)
    page.go(DELEGATED)
    tab = page.delegated
    tab.people.setCurrentIndex(tab.people.findText("Yvonne Castellane"))
    tab.load()


def _thresholds(shell: Shell) -> QWidget:
    page = _page(shell)
    page.rule.click()
    return _dialog(page)


def _dialog(page: CapacityPage) -> QWidget:
    return page.window().findChildren(QDialog)[-1]


CAPACITY_SCENES: tuple[tuple[str, Play, int], ...] = (
    ("capacity", _picture(By.SKILL), 860),
    ("capacity-people", _picture(By.PERSON, months="24"), 860),
    ("capacity-roles", _picture(By.ROLE), 860),
    ("capacity-clashes", _clashes, 1100),
    ("capacity-new-project", _new_project, 860),
    ("capacity-packages", _packages("1"), 860),
    ("capacity-delegated", _delegated, 860),
    ("capacity-package-offered", _act("1", "take"), 860),
    ("capacity-who-fits", _fits, 860),
    ("capacity-measures", _measures, 860),
    ("capacity-thresholds", _thresholds, 860),
)

BLANK_CAPACITY_SCENES: tuple[tuple[str, Play], ...] = (("capacity-empty", _empty),)

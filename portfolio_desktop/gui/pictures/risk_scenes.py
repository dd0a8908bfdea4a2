# SPDX-License-Identifier: Apache-2.0
"""What is pictured of the risk page: the steps that lead there, in a window on the demo portfolio."""

from collections.abc import Callable
from typing import cast

from portfolio_desktop.gui.pages.risks.beside import EXPOSURE, OWNERS, PROJECTS, REVIEWS, TIME, TOP
from portfolio_desktop.gui.pages.risks.board_map import MOVED, WAYS
from portfolio_desktop.gui.pages.risks.page import RisksPage
from portfolio_desktop.gui.pages.risks.reviewing import WORSE
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.risks.board import RiskBoard, risk_board

Play = Callable[[Shell], None]


def _page(shell: Shell) -> RisksPage:
    if shell.guide.here != places.RISKS:
        shell.guide.go(places.RISKS)
    return cast(RisksPage, shell.guide.page)


def _board(shell: Shell) -> RiskBoard:
    found: list[RiskBoard] = []
    shell.desk.read(risk_board, found.append)
    return found[0]


def _tab(tab: int, mode: str = "") -> Play:
    def play(shell: Shell) -> None:
        overview = _page(shell).overview
        overview.beside.tabs.setCurrentIndex(tab)
        if mode and overview.map is not None:
            overview.map.show_mode(mode)

    return play


def _cell(shell: Shell) -> None:
    overview = _page(shell).overview
    worst = _board(shell).top[0].current
    if overview.map is not None and worst is not None:
        overview.map.map.select(worst.point)
        overview.map.map.chosen.emit(worst.point)


def _brought_out(shell: Shell) -> None:
    overview = _page(shell).overview
    overview.beside.picked.emit(_board(shell).top[2].id)


def _story(shell: Shell) -> None:
    _page(shell).show_risk(_board(shell).top[2].id)


def _review(shell: Shell) -> None:
    _page(shell).start_review(tuple(line.id for line in _board(shell).reviews_late))


def _worse(shell: Shell) -> None:
    _review(shell)
    _page(shell).review.ask_where(WORSE)


def _reviewed(shell: Shell) -> None:
    page = _page(shell)
    page.start_review(tuple(line.id for line in _board(shell).reviews_late[:3]))
    for _each in range(3):
        page.review.confirm()


def _matrix(shell: Shell) -> None:
    _page(shell).edit_matrix()


RISK_SCENES: tuple[tuple[str, Play, int], ...] = (
    ("risk-board", _tab(TOP), 860),
    ("risk-board-cell", _cell, 860),
    ("risk-board-arrows", _tab(OWNERS, WAYS), 860),
    ("risk-board-movement", _tab(REVIEWS, MOVED), 860),
    ("risk-board-one", _brought_out, 860),
    ("risk-board-exposure", _tab(EXPOSURE), 860),
    ("risk-board-time", _tab(TIME), 860),
    ("risk-board-projects", _tab(PROJECTS), 860),
    ("risk-story", _story, 1240),
    ("risk-review", _review, 860),
    ("risk-review-worse", _worse, 860),
    ("risk-review-end", _reviewed, 860),
    ("risk-matrix", _matrix, 860),
)

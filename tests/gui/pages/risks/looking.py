# SPDX-License-Identifier: Apache-2.0
"""Going to the risk page as a person does, and reading what stands on it."""

from portfolio_desktop.gui.pages.risks.page import RisksPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.risks.board import RiskBoard, risk_board
from portfolio_desktop.services.risks.lines import RiskLine


def risks_page(shell: Shell) -> RisksPage:
    shell.guide.go(places.RISKS)
    page = shell.guide.page
    assert isinstance(page, RisksPage)
    return page


def board(shell: Shell) -> RiskBoard:
    found: list[RiskBoard] = []
    shell.desk.read(risk_board, found.append)
    return found[0]


def line(shell: Shell, code: str) -> RiskLine:
    return next(line for line in board(shell).lines if line.code == code)

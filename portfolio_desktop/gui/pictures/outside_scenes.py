# SPDX-License-Identifier: Apache-2.0
"""What is pictured of the stakeholder map, of assets and of the radar: the steps that lead there."""

from collections.abc import Callable

from portfolio_desktop.gui.pages.stakeholders.chip import Chip
from portfolio_desktop.gui.pages.stakeholders.page import StakeholdersPage
from portfolio_desktop.gui.pages.technology.page import ASSETS, RADAR, SERVICES, TechnologyPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell


def _stakeholders(shell: Shell) -> None:
    shell.guide.go(places.STAKEHOLDERS)


def _chosen(shell: Shell) -> None:
    _stakeholders(shell)
    page = shell.guide.page
    if isinstance(page, StakeholdersPage):
        chips = (chip for chip in page.grid.findChildren(Chip) if "Port Authority" in chip.accessibleName())
        next(chips).click()


def _technology(tab: str) -> Callable[[Shell], None]:
    def play(shell: Shell) -> None:
        shell.guide.go(places.TECHNOLOGY)
        if isinstance(shell.guide.page, TechnologyPage):
            shell.guide.page.show_tab(tab)

    return play


OUTSIDE_SCENES = (
    ("stakeholders", _stakeholders),
    ("stakeholders-chosen", _chosen),
    ("assets", _technology(ASSETS)),
    ("services", _technology(SERVICES)),
    ("radar", _technology(RADAR)),
)
BLANK_OUTSIDE_SCENES = (
    ("stakeholders-empty", _stakeholders),
    ("assets-empty", _technology(ASSETS)),
    ("radar-empty", _technology(RADAR)),
)

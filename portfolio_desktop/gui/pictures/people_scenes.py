# SPDX-License-Identifier: Apache-2.0
"""What is pictured of people and skills: the steps that lead there."""

from collections.abc import Callable
from typing import cast

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.people.page import (
    CHART,
    COVER,
    ORGANISATION,
    QUALIFICATIONS,
    SKILLS,
    SUCCESSION,
    PeoplePage,
)
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.find import find


def _page(shell: Shell, tab: str = ORGANISATION) -> PeoplePage:
    shell.guide.go(places.PEOPLE)
    page = cast(PeoplePage, shell.guide.page)
    page.show_tab(tab)
    return page


def _tab(tab: str) -> Callable[[Shell], None]:
    def play(shell: Shell) -> None:
        _page(shell, tab)

    return play


def _person(shell: Shell) -> None:
    found: list[Id] = []
    shell.desk.read(lambda office: find(office, "Ruth Calloway")[0].id, found.append)
    _page(shell).show_person(found[0])


def _chart(shell: Shell) -> None:
    found: list[Id] = []
    shell.desk.read(lambda office: find(office, "Ruth Calloway")[0].id, found.append)
    page = _page(shell, CHART)
    page.chart.view.choose(found[0])
    page.chart.view.setFocus()


def _teams(shell: Shell) -> None:
    organisation = _page(shell).organisation
    organisation.ways.choose("team")
    organisation.ways.changed.emit("team")


def _cell(shell: Shell) -> None:
    page = _page(shell, SKILLS)
    page.matrix.grid.setFocus()
    page.matrix.grid.go(2, 2)


PEOPLE_SCENES = (
    ("people-chart", _chart),
    ("people", _tab(ORGANISATION)),
    ("people-person", _person),
    ("people-teams", _teams),
    ("people-skills", _cell),
    ("people-cover", _tab(COVER)),
    ("people-succession", _tab(SUCCESSION)),
    ("people-qualifications", _tab(QUALIFICATIONS)),
)
BLANK_PEOPLE_SCENES = (("people-empty", _tab(ORGANISATION)),)

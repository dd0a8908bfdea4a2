# SPDX-License-Identifier: Apache-2.0
"""Pictures of a year as it is led: its stages, objectives handed down, progress; and of forms and scales. All invented."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.cycles.page import (
    AIMS,
    FORMS,
    PROGRESS,
    SCALES,
    YEAR,
    CyclesPage,
)
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pictures.confidential_scenes import do, filled, inside_of
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.people import forms
from portfolio_desktop.services.people.cycles import appraisals_in
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.running.cascade import cascade, give
from portfolio_desktop.services.people.running.years import leave, years
from portfolio_desktop.services.people.starting import shipped_id

Play = Callable[[Shell], QWidget | None]
_FIRST = "Residents get what they need first time, in the way that suits them"
_SECOND = "Resilient services that withstand failure and attack"
_FEW = 5


def _page(shell: Shell, tab: str) -> CyclesPage:
    shell.guide.go(places.CYCLES)
    page = inside_of(shell).overview
    assert isinstance(page, CyclesPage)
    page.show_tab(tab)
    return page


def _led(shell: Shell) -> tuple[PeopleDesk, Id]:
    """A year with somebody taken out of it, and objectives handed down to some."""
    filled(shell)
    people = shell.confidential.people
    found: list[Id] = []
    people.people(lambda file: years(file)[0].id, found.append)
    cycle = found[0]
    team: list[tuple[Id, Id]] = []

    def parts(file: PeopleFile) -> list[tuple[Id, Id]]:
        with file.reading() as reader:
            return [(one.id, Id(str(one.subject_id))) for one in appraisals_in(reader, cycle)]

    people.people(parts, team.extend)
    do(people, leave, team[-1][0], "Moved to the transport programme on 1 October")
    me: list[Id] = []
    people.people(lambda file: file.my_id, me.append)
    others = [party for _one, party in team if party != me[0]]
    for words, first, last in ((_FIRST, 0, _FEW), (_SECOND, 3, 3 + _FEW)):
        do(people, give, cycle, words, me)
        mine: list[Id] = []
        people.people(partial(_own, cycle, words, me[0]), mine.append)
        given = {
            "measure": "Gate reviews with papers five days ahead",
            "due": date(2027, 3, 31),
            "status": "agreed",
        }
        do(people, records.change, "aim", mine[0], given)
        do(people, give, cycle, words, others[first:last], below=mine[0])
        _agree_some(people, cycle, mine[0])
    loose = {
        "title": "Tidy the archive of closed projects",
        "subject_id": others[1],
        "cycle_id": cycle,
        "measure": "Every folder has an owner",
        "due": people.beside.today + timedelta(days=60),
    }
    do(people, records.create, "aim", loose)
    return people, cycle


def _own(cycle: Id, words: str, me: Id, file: PeopleFile) -> Id:
    served = next(one for one in cascade(file, cycle).served if one.words == words)
    return next(strand.id for strand in served.strands if strand.party == me)


def _agree_some(people: PeopleDesk, cycle: Id, whole: Id) -> None:
    parts: list[Id] = []

    def carried(file: PeopleFile) -> list[Id]:
        strands = [strand for served in cascade(file, cycle).served for strand in served.strands]
        return [one.id for strand in strands if strand.id == whole for one in strand.carried]

    people.people(carried, parts.extend)
    for part in parts[::2]:
        do(people, records.change, "aim", part, {"status": "agreed"})


def _tab(tab: str) -> Play:
    def play(shell: Shell) -> None:
        _led(shell)
        _page(shell, tab)

    return play


def _copied(shell: Shell, tab: str) -> CyclesPage:
    """A copy of each of the shipped, to be edited."""
    people, _cycle = _led(shell)
    do(people, forms.copy_form, shipped_id("form", "annual"), "Portfolio office")
    do(people, forms.copy_scale, shipped_id("rating_scale", "four"), "Portfolio office")
    page = _page(shell, tab)
    shelf = page.forms.shelf if tab == FORMS else page.scales.shelf
    rows = [shelf.list.item(row).text() for row in range(shelf.list.count())]
    shelf.list.setCurrentRow(
        next(row for row, words in enumerate(rows) if words.startswith("Portfolio office"))
    )
    return page


def _editing(shell: Shell) -> None:
    page = _copied(shell, FORMS)
    tree = page.forms.editor.tree
    section = tree.topLevelItem(1)
    question = section.child(0) if section else None
    assert question is not None
    tree.setCurrentItem(question)


def _looking(shell: Shell) -> None:
    _copied(shell, FORMS).forms.look.setChecked(True)


def _scale(shell: Shell) -> None:
    _copied(shell, SCALES)


def _asking(tab: str, words: str) -> Play:
    """The small window that opens where the first button says so."""

    def play(shell: Shell) -> QWidget:
        _led(shell)
        page = _page(shell, tab)
        found = [
            each for each in page.findChildren(QPushButton) if each.text() == _(words) and each.isVisible()
        ]
        found[0].click()
        return page.findChildren(QDialog)[0]

    return play


CYCLE_SCENES: tuple[tuple[str, Play, int], ...] = (
    ("my-cycle", _tab(YEAR), 1000),
    ("my-cycle-objectives", _tab(AIMS), 1000),
    ("my-cycle-progress", _tab(PROGRESS), 860),
    ("my-cycle-forms-in-use", _tab(FORMS), 860),
    ("my-cycle-form", _editing, 860),
    ("my-cycle-form-preview", _looking, 1000),
    ("my-cycle-scale", _scale, 1000),
    ("my-cycle-days", _asking(YEAR, "Change the days…"), 860),
    ("my-cycle-joining", _asking(YEAR, "Add people…"), 860),
    ("my-cycle-leaving", _asking(YEAR, "Take out…"), 860),
    ("my-cycle-handing-down", _asking(AIMS, "Hand on…"), 860),
)

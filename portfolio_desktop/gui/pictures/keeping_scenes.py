# SPDX-License-Identifier: Apache-2.0
"""Pictures of what is kept: rules and what is due, what is held on somebody, a copy, an erasure, a hand-over. All invented."""

from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QComboBox, QPushButton, QRadioButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.keeping.page import Keeping
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pictures.confidential_scenes import Play, do, filled
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people import evidence
from portfolio_desktop.services.people.custody.holding import note_given
from portfolio_desktop.services.people.custody.retention import confirm, keep_longer, kept
from portfolio_desktop.services.people.keeping import due, propose_rules
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views.team import TeamYear, team_year

_OLD = (
    (date(2023, 4, 12), "Took over the register of benefits in a week"),
    (date(2023, 9, 3), "Found the double counting in the harbour case, with the finance lead"),
    (date(2024, 6, 20), "Ran the year-end review alone"),
)


def _empty(shell: Shell) -> None:
    filled(shell)
    shell.guide.go(places.KEEPING)


def _kept(shell: Shell) -> None:
    """Rules confirmed, something due, something kept longer, something given."""
    filled(shell)
    people = shell.confidential.people
    first = _first(people)
    for on, words in _OLD:
        do(people, evidence.note, first, words, on=on)
    do(people, propose_rules)
    for kind, years in (("evidence", Decimal(2)), ("conversation", Decimal(2)), ("health_note", Decimal(1))):
        found: list[Id] = []
        people.people(partial(_rule, kind), found.append)
        do(people, confirm, found[0], years, "What matters of it is in the appraisal by then.")
    do(people, note_given, first, 43)
    people.change(
        lambda file: keep_longer(
            file, due(file)[:1], date(2027, 6, 30), "An appeal about that year is pending"
        )
    )
    shell.guide.go(places.KEEPING)
    people.people(kept, _page(shell).overview.show_kept)


def _held(shell: Shell) -> None:
    _kept(shell)
    people, page = shell.confidential.people, _page(shell)
    page.show_held()
    page.held.load()
    page.held.choose(_first(people))


def _erasing(shell: Shell) -> QWidget:
    _held(shell)
    return _pressed(shell, "Erase all of it…")


def _giving(shell: Shell) -> QWidget:
    _held(shell)
    dialog = _pressed(shell, "Make a copy…")
    next(each for each in dialog.findChildren(QRadioButton) if each.text() == _("To give")).setChecked(True)
    return dialog


def _handing(shell: Shell) -> QWidget:
    _kept(shell)
    dialog = _pressed(shell, "Hand somebody over…")
    who, to = dialog.findChildren(QComboBox)
    who.setCurrentIndex(who.findData(_first(shell.confidential.people)))
    to.setCurrentIndex(to.count() - 1)
    return dialog


def _ruling(shell: Shell) -> QWidget:
    _kept(shell)
    page = _page(shell)
    rows = page.overview.rules.findChildren(RowButton)
    next(each for each in rows if _("Evidence journal") in each.accessibleName()).click()
    return page.findChildren(Dialog)[-1]


def _pressed(shell: Shell, words: str) -> Dialog:
    page = _page(shell)
    next(each for each in page.findChildren(QPushButton) if each.text() == _(words)).click()
    return page.findChildren(Dialog)[-1]


def _page(shell: Shell) -> Keeping:
    gate = shell.guide.page
    assert isinstance(gate, Gate)
    assert isinstance(gate.inside, Keeping)
    return gate.inside


def _first(people: PeopleDesk) -> Id:
    """The first of her team by name."""
    found: list[TeamYear] = []
    people.people(team_year, found.append)
    return found[0].members[0].party


def _rule(kind: str, file: PeopleFile) -> Id:
    with file.reading() as reader:
        rows = reader.all(file.catalogue.entity("retention_rule"))
    return next(one.id for one in rows if one["kind"] == kind)


KEEPING_SCENES: tuple[tuple[str, Play, int], ...] = (
    ("what-is-kept-empty", _empty, 860),
    ("what-is-kept", _kept, 1000),
    ("what-is-kept-rule", _ruling, 860),
    ("what-is-held", _held, 860),
    ("what-is-held-copy", _giving, 860),
    ("what-is-held-erase", _erasing, 860),
    ("hand-over", _handing, 860),
)

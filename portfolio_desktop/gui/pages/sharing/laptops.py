# SPDX-License-Identifier: Apache-2.0
"""Who is on the share, what is on its way, and what was not taken."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.pages.pieces import Card, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.sharing import words as said
from portfolio_desktop.sharing.part import Standing
from portfolio_desktop.sync.report import LaptopSeen, Report

_HEADS = (N_("Person"), N_("Laptop"), N_("Last seen"), N_("Version"), N_("How it stands"))
_GONE = N_(
    "A laptop that was lost or replaced stays listed with the day it was last seen, and keeps nobody waiting. Whoever has it has "
    "the invitation too: to keep them out, leave the share on every laptop and share anew, into another folder."
)
_SHOWN = 12


def laptops_card(standing: Standing, today: date) -> Card:
    """One line for each laptop."""
    report = standing.report
    card = Card(_("Laptops on this share"))
    card.header.set_count(sum(not each.left for each in report.laptops))
    if not report.laptops:
        card.say(_("Nobody has been seen yet."))
        return card
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP_SMALL)
    for column, (head, stretch) in enumerate(zip(_HEADS, (3, 3, 2, 2, 3), strict=True)):
        grid.addWidget(words(_(head), ink="muted"), 0, column)
        grid.setColumnStretch(column, stretch)
    clocks = said.clocks(report)
    line = 1
    for laptop in report.laptops:
        for column, cell in enumerate(_cells(standing, laptop, today)):
            grid.addWidget(words(cell, ink="muted" if laptop.left else "text"), line, column)
        line += 1
        if laptop.stream in clocks:
            grid.addWidget(marked(clocks[laptop.stream], "alarm-clock"), line, 0, 1, len(_HEADS))
            line += 1
    card.column.addLayout(grid)
    if len(report.laptops) > 1:
        card.column.addSpacing(GAP_SMALL)
        card.say(_(_GONE))
    return card


def _cells(standing: Standing, laptop: LaptopSeen, today: date) -> Sequence[str]:
    seen = said.moment(laptop.seen, today) if laptop.seen is not None else _("never")
    version = said.version(standing.report, laptop)
    return laptop.person, laptop.laptop, seen, version, said.stands(standing, laptop)


def held_up_card(report: Report) -> Card | None:
    """What is there and cannot be taken, and what was refused; None where there is nothing of it."""
    lines = [marked(said.held_up(report, each), "hourglass") for each in report.waiting]
    lines += [
        marked(_("{place}: {reason}").format(place=each.place, reason=each.reason), "file-x")
        for each in report.quarantined
    ]
    lines += [
        marked(
            _("{place}: not a file of this share, and left alone").format(place=said.plain(place)),
            "file-question-mark",
        )
        for place in report.strange
    ]
    if not lines:
        return None
    card = Card(_("What is not taken"))
    card.header.set_count(len(lines))
    for line in lines[:_SHOWN]:
        card.column.addWidget(line)
    if (rest := len(lines) - _SHOWN) > 0:
        card.say(ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}"))
    return card


def marked(sentence: str, icon_name: str, ink: str = "muted") -> QWidget:
    """A sentence behind a picture."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(GAP_SMALL)
    row.addWidget(IconPicture(icon_name, 16, ink), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(sentence, wrap=True), 1)
    return holder

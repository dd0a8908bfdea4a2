# SPDX-License-Identifier: Apache-2.0
"""Rows and heads that the pages of this package share: meetings, actions, decisions, captions with text."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date, short_weekday
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.governance.actions import ActionLine
from portfolio_desktop.services.governance.boards import MeetingLine
from portfolio_desktop.services.governance.ledger import DecisionLine
from portfolio_desktop.services.governance.meetings import Sought

Open = Callable[[str, str], None]
_CODE, _DAY, _STATUS = 62, 128, 132


def meeting_row(line: MeetingLine, open_it: Callable[[], None], *, board: bool = True) -> RowButton:
    """A meeting in a calendar: day and time, what it is, how it stands."""
    row = RowButton(f"{line.code} {line.title}, {day_of(line.starts)}", open_it, height=44)
    row.put(two_lines(day_of(line.starts), time_of(line.starts)), width=118)
    items = ngettext("{n} item", "{n} items", line.items).format(n=line.items) if line.items else ""
    said = (line.board if board and line.board != line.title else "", line.place, items)
    row.put(two_lines(line.title, " · ".join(filter(None, said))), 1)
    status, ink = line.status_words, "muted"
    if line.waits:
        status, ink = _("Not said if held"), "danger"
    elif line.draft:
        status = _("Minutes in draft")
    return row.put(words(status, ink=ink, right=True), width=_STATUS)


def action_row(line: ActionLine, open_it: Callable[[], None], *, owner: bool = True) -> RowButton:
    """An action: what, whose, when, and from where."""
    row = RowButton(f"{line.code} {line.title}, {line.owner}, {line.due_words}", open_it, height=44)
    row.put(words(line.code, ink="muted"), width=_CODE)
    source = line.source.words if line.source else ""
    row.put(two_lines(line.title, " · ".join(filter(None, (line.project, source)))), 1)
    if owner:
        row.put(words(line.owner or _("Nobody yet"), ink="text" if line.owner else "danger"), width=140)
    row.put(words(line.status_words, ink="muted"), width=84)
    return row.put(_due(line), width=_DAY)


def action_brief(line: ActionLine, open_it: Callable[[], None] | None = None) -> RowButton:
    """The same where there is little room: whose and how it stands below the title."""
    row = RowButton(f"{line.code} {line.title}, {line.owner}, {line.due_words}", open_it, height=44)
    said = (line.owner or _("Nobody yet"), line.status_words)
    row.put(two_lines(line.title, " · ".join(filter(None, said))), 1)
    return row.put(_due(line), width=_DAY)


def decision_row(line: DecisionLine, open_it: Callable[[], None]) -> RowButton:
    """A decision in the ledger: what, by whom, how it ended, and what is still to be done about it."""
    row = RowButton(f"{line.code} {line.title}, {line.status_words}", open_it, height=44)
    row.put(words(line.code, ink="muted"), width=_CODE)
    row.put(two_lines(line.title, " · ".join(filter(None, (line.project, line.board)))), 1)
    row.put(two_lines(line.status_words, _taken(line)), width=168)
    row.put(_again(line), width=_STATUS)
    return row


def sought_row(sought: Sought, open_it: Callable[[], None]) -> RowButton:
    """A decision on a meeting's page."""
    row = RowButton(f"{sought.code} {sought.title}", open_it, height=44)
    row.put(words(sought.code, ink="muted"), width=_CODE)
    status, decision = sought.said.get("status", ""), sought.said.get("decision", "")
    said = (status, sought.said.get("conditions", "") or (decision if decision.strip(" .") != status else ""))
    return row.put(two_lines(sought.title, ": ".join(filter(None, said))), 1)


def facts(pairs: Iterable[tuple[str, str]], caption: int = 132) -> QGridLayout:
    """Captions with what they caption; what is empty is left out."""
    grid = QGridLayout()
    grid.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
    grid.setHorizontalSpacing(GAP_LARGE)
    grid.setVerticalSpacing(GAP_SMALL)
    grid.setColumnMinimumWidth(0, caption)
    grid.setColumnStretch(1, 1)
    for row, (label, text) in enumerate(pair for pair in pairs if pair[1]):
        grid.addWidget(Label(label, ink="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(text, wrap=True), row, 1)
    return grid


def head(back: str, leave: Callable[[], None], title: str, detail: str, *buttons: QPushButton) -> QVBoxLayout:
    """The way back, the title with buttons at its right, and a line below it."""
    way = QPushButton(back)
    way.setProperty("flat", True)
    way.setIcon(icon("arrow-left", "accent"))
    way.clicked.connect(lambda: leave())
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(Label(title, step=6, bold=True, wrap=True), 1)
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(GAP_SMALL)
    column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    column.addLayout(row)
    if detail:
        column.addWidget(Label(detail, ink="muted", wrap=True))
    return column


def push(text: str, run: Callable[[], object], *, primary: bool = False, icon_name: str = "") -> QPushButton:
    """A button that does one thing."""
    button = QPushButton(text)
    button.setProperty("primary", primary)
    if icon_name:
        button.setIcon(icon(icon_name, "on_accent" if primary else "text"))
    button.clicked.connect(lambda: run())
    return button


def day_of(moment: datetime | None) -> str:
    """Mon 7 Dec 2026."""
    return f"{short_weekday(moment)} {format_date(moment)}" if moment else _("No date yet")


def time_of(moment: datetime | None) -> str:
    """10:00."""
    return f"{moment:%H:%M}" if moment else ""


def day(value: date | None) -> str:
    """A date, or a dash."""
    return format_date(value) if value else "–"


def _due(line: ActionLine) -> ElidedLabel:
    if line.late:
        return words(_("{day}, late").format(day=line.due_words), ink="danger")
    return words(line.due_words or _("No date"), ink="muted")


def _taken(line: DecisionLine) -> str:
    if line.decided_on:
        return format_date(line.decided_on)
    return _("needed by {day}").format(day=format_date(line.needed_by)) if line.needed_by else ""


def _again(line: DecisionLine) -> QWidget:
    if line.open:
        return words(_("Overdue") if line.due else "", ink="danger")
    if line.due and line.review_on:  # also where it had been too early to say
        return two_lines(_("Look again"), format_date(line.review_on), ink="danger")
    if line.effect:
        return two_lines(line.effect, "")
    if line.review_on is None:
        return words("")
    return two_lines(_("Look again on"), format_date(line.review_on), ink="muted")

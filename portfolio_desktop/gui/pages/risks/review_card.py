# SPDX-License-Identifier: Apache-2.0
"""One risk as a meeting looks at it: large enough to be read across a table, and nothing on it that is not asked about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.pages.risks.marks import (
    BandBadge,
    day,
    movement_label,
    no_response,
    proximity_words,
)
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.risks.story import RiskStory


def review_card(catalogue: Catalogue, story: RiskStory) -> Card:
    """What it is, where it stands, what is done about it."""
    line, risk = story.line, story.risk
    card = Card(line.code)
    card.column.setSpacing(GAP)
    card.column.addWidget(Label(line.title, step=7, bold=True, wrap=True))
    card.column.addLayout(_standing(catalogue, story))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP_HUGE)
    grid.setVerticalSpacing(GAP)
    grid.setColumnStretch(1, 1)
    for row, (caption, text) in enumerate(
        (
            (_("Cause"), risk.cause),
            (_("Event"), risk.event),
            (_("Effect"), risk.effect),
            (_("Controls in place"), risk.controls),
            (_("Planned"), risk.mitigation),
            (_("If it happens"), risk.contingency),
            (_("Note"), risk.note),
        )
    ):
        if text:
            grid.addWidget(Label(caption, ink="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, step=1, wrap=True), row, 1)
    card.column.addLayout(grid)
    card.column.addLayout(_responses(story))
    return card


def _responses(story: RiskStory) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(_("Responses") if story.responses else no_response(story.risk), ink="muted"))
    for response in story.responses:
        title, due = response.response.title or "", response.response.due
        row = RowButton(f"{title}, {response.status}")
        row.put(words(title), 6)
        row.put(words(response.owner, ink="muted"), 2)
        row.put(words(response.status, ink="muted"), 2)
        column.addWidget(row.put(words(day(due), ink="danger" if response.late else "muted"), width=92))
    return column


def _standing(catalogue: Catalogue, story: RiskStory) -> QHBoxLayout:
    line = story.line
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    row.addWidget(BandBadge(line.current, given=line.given_score))
    row.addSpacing(GAP_SMALL)
    row.addWidget(movement_label(line.movement))
    said = (
        proximity_words(catalogue, line.proximity),
        line.owner_name or _("nobody owns it"),
        line.project_title,
        _("review was due {day}").format(day=format_date(line.review_on))
        if line.review_on and line.review_late
        else "",
    )
    row.addWidget(words(" · ".join(part for part in said if part), ink="muted"), 1)
    return row

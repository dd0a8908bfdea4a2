# SPDX-License-Identifier: Apache-2.0
"""How the project stands: its ratings by dimension, and the strip of what they were."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.pieces import words
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.rating import RatingBadge, Shown
from portfolio_desktop.services.project_page import ProjectPage as Found

_PERIODS = 6
_FIELDS = (
    "confidence independent_rating sro_rating rated_on forward_look schedule_rating cost_rating scope_rating "
    "benefits_rating resource_rating risk_rating"
)


def standing_card(found: Found) -> EditCard:
    """A row for delivery confidence and one for each rated dimension, a column for each period, now last."""
    card = EditCard(_("How it stands"), _FIELDS)
    periods = found.periods[-_PERIODS:]
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP_SMALL)
    grid.setColumnStretch(0, 1)
    for column, period in enumerate(periods, 1):
        label = Label(period.label, ink="muted", step=-1)
        grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignHCenter)
    overall = tuple(period.rating for period in periods)
    _row(grid, 1, _("Delivery confidence"), overall, bold=True)
    for line, dimension in enumerate(found.dimensions, 2):
        _row(grid, line, dimension.label, tuple(dimension.history[-_PERIODS:]))
    card.rows.addWidget(table)
    if (look := periods[-1].forward_look if periods else "") != "":
        card.rows.addWidget(Label(_("Forward look: {look}").format(look=look), ink="muted"))
    return card


def _row(grid: QGridLayout, line: int, label: str, ratings: tuple[Shown, ...], *, bold: bool = False) -> None:
    grid.addWidget(words(label, bold=bold), line, 0)
    for column, rating in enumerate(ratings, 1):
        grid.addWidget(RatingBadge(rating), line, column, Qt.AlignmentFlag.AlignHCenter)

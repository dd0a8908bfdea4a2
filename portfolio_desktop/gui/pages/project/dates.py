# SPDX-License-Identifier: Apache-2.0
"""When the project lands: each date as it was agreed, as it is now expected, and how far apart they are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.pieces import words
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.pages.project.shown import day_words, slip_words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.project_page import ProjectPage as Found

_FIELDS = "start_baseline start end_baseline end operations schedule_note"


def dates_card(found: Found) -> EditCard:
    """A table of baseline, forecast and slip."""
    card = EditCard(_("Dates"), _FIELDS)
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP_SMALL)
    grid.setColumnStretch(0, 1)
    for column, heading in enumerate((_("Baseline"), _("Forecast"), _("Slip")), 1):
        grid.addWidget(Label(heading, ink="muted", step=-1), 0, column, Qt.AlignmentFlag.AlignRight)
    for line, row in enumerate(found.dates, 1):
        grid.addWidget(words(row.label), line, 0)
        grid.addWidget(_figure(day_words(row.baseline), "muted"), line, 1)
        grid.addWidget(_figure(day_words(row.forecast), "text"), line, 2)
        late = row.slip is not None and row.slip > 0
        slip = slip_words(row.slip) if row.slip is not None else "–"
        grid.addWidget(_figure(slip, "danger" if late else "muted"), line, 3)
    card.rows.addWidget(table)
    return card


def _figure(text: str, ink: str) -> ElidedLabel:
    label = ElidedLabel(text, ink=ink, align=Qt.AlignmentFlag.AlignRight)
    label.setFont(tabular(label.font()))
    label.setMinimumWidth(84)
    return label

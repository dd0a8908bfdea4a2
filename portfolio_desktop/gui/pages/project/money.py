# SPDX-License-Identifier: Apache-2.0
"""What the project costs and brings: over its whole life, this year, and year by year with a table that says the same."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import fitting_unit, format_change
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.gui.pages.pieces import words
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.pages.project.shown import money_words
from portfolio_desktop.gui.pages.project.years import YearBar, YearBars
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.project_page import ProjectPage as Found
from portfolio_desktop.services.project_page import YearRow

Amount = Decimal | Unknown | None
_FIELDS = (
    "whole_life_cost whole_life_forecast spent year_budget year_forecast contingency benefits_value present_value "
    "benefit_cost_ratio cost_note year_note"
)


def money_card(found: Found) -> EditCard:
    """Figures first, then the years."""
    card = EditCard(_("Money"), _FIELDS)
    project = found.project
    amounts = (project.whole_life_cost, project.whole_life_forecast, project.benefits_value)
    unit = fitting_unit(amount for amount in amounts if isinstance(amount, Decimal))
    figures = QHBoxLayout()
    figures.setSpacing(GAP_HUGE)
    figures.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
    against = (
        _("{change} against cost").format(change=format_change(found.variance, unit))
        if found.variance
        else ""
    )
    for caption, amount, note in (
        (_("Whole-life cost"), project.whole_life_cost, ""),
        (_("Forecast"), project.whole_life_forecast, against),
        (_("Spent to date"), project.spent, ""),
        (_("This year's budget"), project.year_budget, ""),
        (_("This year's forecast"), project.year_forecast, ""),
        (_("Benefits"), project.benefits_value, ""),
    ):
        figures.addWidget(_figure(caption, amount, unit, note))
    figures.addStretch(1)
    card.rows.addLayout(figures)
    if found.years:
        bars = _bars(found.years)
        small = fitting_unit(
            amount
            for bar in bars
            for amount in (bar.baseline, bar.forecast, bar.actual)
            if amount is not None
        )
        card.rows.addSpacing(GAP_SMALL)
        card.rows.addWidget(
            Label(_("By year: forecast filled, baseline as a line, spent as the core"), ink="muted", step=-1)
        )
        card.rows.addWidget(YearBars(bars, small))
        card.rows.addSpacing(GAP)
        card.rows.addWidget(_table(found.years, small))
    return card


def _figure(caption: str, amount: Amount, unit: str, note: str) -> QWidget:
    figure = QWidget()
    grid = QGridLayout(figure)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(2)
    value = Label(
        money_words(amount, unit), step=3, bold=True, ink="text" if isinstance(amount, Decimal) else "muted"
    )
    value.setFont(tabular(value.font()))
    grid.addWidget(Label(caption, ink="muted", step=-1), 0, 0)
    grid.addWidget(value, 1, 0)
    grid.addWidget(Label(note, ink="muted", step=-1), 2, 0)
    return figure


def _bars(years: Sequence[YearRow]) -> list[YearBar]:
    """Capital and resource of a year together; a sum is None where none of its parts is known."""
    found: dict[str, list[YearRow]] = defaultdict(list)
    for row in years:
        found[row.year].append(row)
    return [
        YearBar(
            year,
            _sum([row.baseline for row in rows]),
            _sum([row.forecast for row in rows]),
            _sum([row.actual for row in rows]),
        )
        for year, rows in found.items()
    ]


def _sum(amounts: Sequence[Amount]) -> Decimal | None:
    known = [amount for amount in amounts if isinstance(amount, Decimal)]
    return sum(known, Decimal(0)) if known else None


def _table(years: Sequence[YearRow], unit: str) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP_SMALL - 2)
    grid.setColumnStretch(1, 1)
    for column, heading in enumerate((_("Baseline"), _("Forecast"), _("Spent")), 2):
        grid.addWidget(Label(heading, ink="muted", step=-1), 0, column, Qt.AlignmentFlag.AlignRight)
    for line, row in enumerate(years, 1):
        grid.addWidget(words(row.year), line, 0)
        grid.addWidget(words(row.kind_label, ink="muted"), line, 1)
        for column, amount in enumerate((row.baseline, row.forecast, row.actual), 2):
            cell = ElidedLabel(money_words(amount, unit), align=Qt.AlignmentFlag.AlignRight)
            cell.setFont(tabular(cell.font()))
            cell.setMinimumWidth(84)
            grid.addWidget(cell, line, column)
    return table

# SPDX-License-Identifier: Apache-2.0
"""How the scores of all open threats together have run, and how they should: as a chart or as a table."""

from PySide6.QtCore import Qt

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.risks.lists import Lines
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.gui.widgets.trend import Run, TrendChart, TrendTable
from portfolio_desktop.services.risks.burn_down import BurnDown

_CHART, _TABLE, _HEIGHT = "chart", "table", 132


def over_time(found: BurnDown) -> Lines:
    """The burn-down: the score that there was, and the one that responses and targets lead to."""
    page = Lines()
    if not found.points:
        page.say(_("Nothing is known yet of earlier months."))
        return page.close_off()
    moments, runs, now = _runs(found)
    score, planned, opened = runs
    switch = SegmentedControl(_("Burn-down as"), [(_CHART, _("Chart")), (_TABLE, _("Table"))])
    chart = Lines()
    for above, name, lines in (
        (0, _("Score of all open threats together"), (score, planned)),
        (GAP, _("Open threats"), (opened,)),
    ):
        chart.column.addSpacing(above)
        chart.column.addWidget(Label(name, ink="muted"))
        chart.column.addWidget(TrendChart(name, moments, lines, now, height=_HEIGHT))
    table = Lines()
    table.column.addWidget(TrendTable(moments, runs))
    table.hide()

    def show(key: str) -> None:  # one in place of the other: a stack would keep room for the longer one
        chart.setVisible(key == _CHART)
        table.setVisible(key == _TABLE)

    switch.changed.connect(show)
    page.column.addWidget(switch, 0, Qt.AlignmentFlag.AlignLeft)
    page.column.addWidget(chart)
    page.column.addWidget(table)
    for words in filter(None, (found.left_out, found.beginning)):
        page.say(words)
    page.say(found.basis)
    return page.close_off()


def _runs(found: BurnDown) -> tuple[list[str], list[Run], int]:
    """Moments by name, the score and the plan and the number open, and where among the moments the present is."""
    days = sorted({point.day for point in found.points} | {day for day, _score in found.planned})
    scores = {point.day: point.score for point in found.points}
    counts = {point.day: point.open for point in found.points}
    planned = dict(found.planned)
    runs = [
        Run(_("Score"), tuple(scores.get(day) for day in days)),
        Run(_("Planned"), tuple(planned.get(day) for day in days), planned=True),
        Run(_("Open"), tuple(counts.get(day) for day in days)),
    ]
    now = days.index(found.points[-1].day)
    return [format_month(day) for day in days], runs, now

# SPDX-License-Identifier: Apache-2.0
"""The figures at the left of a project's page: what it is, how it is rated, its dates and its money."""

from collections.abc import Callable
from decimal import Decimal

from portfolio_desktop.base.dates import format_date, format_year
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import Amount, PackData, PackProject
from portfolio_desktop.domain.pack.money import money_by_year, year_sums
from portfolio_desktop.reports.badge import badge, label, missing
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Mark, Text, figure, paragraph
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    GREY,
    INK,
    NOTE,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    SMALL,
)
from portfolio_desktop.reports.table import CENTRE, Column, Rated, Table, Words
from portfolio_desktop.reports.table import RIGHT as TO_THE_RIGHT
from portfolio_desktop.reports.text import shorten, wrap
from portfolio_desktop.reports.wording import (
    LOOK_WORDS,
    LOOKS,
    Money,
    day_cell,
    joined,
    measure_of,
    sentence,
    slip,
)
from portfolio_desktop.reports.wording import money as write_money

_SIZE = 8.5


def facts(flow: Flow, data: PackData, project: PackProject) -> None:
    """What somebody in the portfolio reports: one that does not is then seen to be missing."""
    wanted: tuple[tuple[str, Callable[[PackProject], str]], ...] = (
        (_("Code"), lambda p: p.code),
        (_("Programme"), lambda p: p.group if p.group != p.organisation else ""),
        (_("Organisation"), lambda p: p.organisation),
        (_("Category"), lambda p: p.category),
        (_("Stage"), lambda p: p.stage),
        (_("Complete"), lambda p: p.complete),
        (_("Senior responsible owner"), lambda p: p.sponsor),
        (_("Manager"), lambda p: p.manager),
        (_("Value for money"), lambda p: p.value_for_money),
        (_("Tolerances"), lambda p: _tolerances(data, p)),
        (_("Last report"), lambda p: format_date(p.updated) if p.updated else ""),
    )
    for name, read in wanted:
        if not any(read(each).strip() for each in data.projects):
            continue
        words = read(project)
        colour = INK if words.strip() else GREY
        lines = wrap(words if words.strip() else missing(None), REGULAR, _SIZE, flow.width - 116, 2)
        marks: list[Mark] = [Text(flow.x, flow.y + 9, name, REGULAR, NOTE, GREY)]
        for place, line in enumerate(lines):
            marks.append(Text(flow.x + 110, flow.y + 9 + place * 10, line, REGULAR, _SIZE, colour))
        flow.put([paragraph(marks)], (0.5 if flow.tight else 2.0) + 10 * len(lines))
    flow.gap(8)


def rated_before(project: PackProject) -> bool:
    """Whether there is more to say of its confidence than how it stands now."""
    return bool(project.dimensions or project.forward_look) or any(
        standing is not None for standing in project.history[:-1]
    )


def badge_beside(sheet: Sheet, project: PackProject) -> None:
    """The rating now, at the end of the line below the title."""
    drawn = badge(project.rating, RIGHT - 14, sheet.top - 18, 16)
    sheet.marks.append(figure(label(project.rating), drawn))


def ratings(flow: Flow, data: PackData, project: PackProject) -> None:
    flow.heading(_("Confidence"))
    _history(flow, data, project)
    if project.forward_look in LOOKS:
        words = _("Forward look: {sign} {words}").format(
            sign=LOOKS[project.forward_look], words=_(LOOK_WORDS[project.forward_look])
        )
        flow.prose(words, _SIZE)
        flow.gap(4)
    if project.dimensions:
        table = Table(
            (Column(_("Rated side"), 110, lines=1), Column(_("Now"), 108), Column(_("Before"), 50, CENTRE)),
            _SIZE,
        )
        flow.table(
            table,
            [
                table.row(side.label, Rated(side.now, side.before, worded=True), Rated(side.before))
                for side in project.dimensions
            ],
        )
    flow.gap(8)


def _history(flow: Flow, data: PackData, project: PackProject) -> None:
    """The overall rating through the periods, oldest first, now last and larger."""
    step = flow.width / max(len(data.periods), 4)
    shown = list(zip(data.periods, project.history, strict=False)) or [(_("Now"), project.rating)]
    marks = []
    for place, (period, standing) in enumerate(shown[-6:]):
        x = flow.x + 12 + place * step
        last = place == len(shown[-6:]) - 1
        marks += badge(standing, x, flow.y + 10, 18 if last else 14)
        words = shorten(period, SEMIBOLD if last else REGULAR, SMALL, step - 4)
        marks.append(
            Text(x - 11, flow.y + 29, words, SEMIBOLD if last else REGULAR, SMALL, INK if last else GREY)
        )
    said = (f"{period}: {label(standing)}" for period, standing in shown[-6:])
    flow.put([figure("; ".join(said), marks)], 36)


def dates(flow: Flow, project: PackProject) -> None:
    table = Table(
        (
            Column("", 76, lines=1),
            Column(_("Baseline"), 66, TO_THE_RIGHT, lines=1),
            Column(_("Forecast"), 66, TO_THE_RIGHT, lines=1),
            Column(_("Slip"), 60, TO_THE_RIGHT, lines=1),
        ),
        _SIZE,
    )
    rows = [
        table.row(
            _(each.label),
            day_cell(each.baseline),
            day_cell(each.forecast),
            slip(each.forecast, each.baseline),
        )
        for each in (project.start, *project.dates, project.finish)
    ]
    flow.table(table, rows, heading=_("Dates"))
    flow.gap(8)


def money(flow: Flow, data: PackData, project: PackProject) -> None:
    year = data.edition.this_year if project.money else data.edition.reported_year
    sums = year_sums(money_by_year([project]), year)
    baseline: Amount
    forecast: Amount
    baseline, forecast, actual = (each.amount if each.known else None for each in sums)
    if not project.money:
        baseline, forecast = project.year_budget, project.year_forecast
    writer = Money(
        [project.cost, project.cost_baseline, project.spent, baseline, forecast],
        data.edition.currency,
        measure_of(data),
    )
    table = Table(
        (
            Column("", 76, lines=1),
            Column(_("Baseline"), 66, TO_THE_RIGHT, lines=1),
            Column(_("Now"), 66, TO_THE_RIGHT, lines=1),
            Column(_("Actual"), 60, TO_THE_RIGHT, lines=1),
        ),
        _SIZE,
    )
    label_ = format_year(year, data.edition.year_starts)
    dash = Words("–", REGULAR, GREY)
    spent = dash if project.spent is None else writer.cell(project.spent)
    rows = [table.row(_("Whole life"), writer.cell(project.cost_baseline), writer.cell(project.cost), spent)]
    if any(each is not None for each in (baseline, forecast, actual)):
        rows.append(table.row(label_, writer.cell(baseline), writer.cell(forecast), writer.cell(actual)))
    flow.table(table, rows, heading=_("Money, {unit}").format(unit=writer.title))
    flow.gap(4)
    in_words = any(each.field == "benefits_note" and each.text.strip() for each in project.narratives)
    if project.benefits is None and in_words:
        return  # “not reported” beside the very words that report them would be wrong
    words = _("Benefits: {amount}").format(amount=write_money(project.benefits, data.edition.currency))
    flow.prose(words, _SIZE, INK if isinstance(project.benefits, Decimal) else GREY)


def _tolerances(data: PackData, project: PackProject) -> str:
    """Within tolerance, or on what it is beyond and whether that was escalated; nothing where no tolerance applies."""
    kept = data.governance.strays if data.governance else ()
    mine = next((each for each in kept if each.project == project.key), None)
    if mine is None:
        return ""
    parts = []
    if mine.beyond:
        parts.append(
            _("beyond, not escalated: {what}").format(what=joined([each.lower() for each in mine.beyond]))
        )
    if mine.told:
        parts.append(
            _("beyond and escalated: {what}").format(what=joined([each.lower() for each in mine.told]))
        )
    return f"▲ {sentence('; '.join(parts))}" if parts else _("Within all {n}").format(n=mine.set)

# SPDX-License-Identifier: Apache-2.0
"""The portfolio on one page: confidence, money, what worries most and what comes next."""

from collections import Counter
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date, format_year
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import fitting_unit, format_change, format_money
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack import PackData, PackProject, Total, total
from portfolio_desktop.domain.pack_changes import expected
from portfolio_desktop.domain.pack_figures import (
    Count,
    coming,
    concerns,
    confidence,
    cost_total,
    earlier,
    grouping,
    has_history,
    like_for_like,
    money_by_year,
    rescaled,
    severity,
    worst,
    year_gap,
    year_reported,
    year_sums,
)
from portfolio_desktop.domain.pack_words import reasons
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.reports.badge import badge, label
from portfolio_desktop.reports.charts import BASIS_COLOURS, Bar, bars, shares
from portfolio_desktop.reports.flow import Flow, even
from portfolio_desktop.reports.pages import judgement
from portfolio_desktop.reports.pages.headline import first_steps, movement, standing
from portfolio_desktop.reports.primitives import Line, Link, Mark, Rect, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT_PALE,
    BODY,
    GREY,
    HAIR,
    INK,
    LATE,
    LIGHT,
    NOTE,
    REGULAR,
    SEMIBOLD,
    SMALL,
    TONES,
)
from portfolio_desktop.reports.text import shorten, width, wrap
from portfolio_desktop.reports.wording import Money, count, known, money, variance

_CONCERNS = 5
_ROOM_FOR_NEXT = 120.0
_GROUP_STEP = 28.0


def sheets(data: PackData) -> list[Sheet]:
    sheet = Sheet(standing(data), _note(data), _("Portfolio on a page"), "overview")
    if not data.projects:
        flow = Flow(sheet)
        for step, words in enumerate(first_steps(), 1):
            flow.prose(f"{step}  {words}", size=13)
            flow.gap(8)
        return flow.sheets
    before = judgement.sheets(data)
    top = sheet.top + (0.0 if before else judgement.lines_on(sheet, data.judgement))
    flow = Flow(sheet, even(3), top=top)
    _confidence(flow, data)
    _groups(flow, data)
    flow.move_on()
    _cost(flow, data)
    _this_year(flow, data)
    _largest(flow, data)
    flow.move_on()
    _concerns(flow, data)
    _next(flow, data)
    return [*before, *flow.sheets[:1]]


def _note(data: PackData) -> str:
    return movement(data) if has_history(data) else ""


def _confidence(flow: Flow, data: PackData) -> None:
    flow.heading(_("Delivery confidence"))
    counts = confidence(data)
    most = max(max(each.now, each.before or 0) for each in counts) or 1
    compared = any(each.before is not None for each in counts)
    for each in counts:
        flow.put(_level(each, flow.x, flow.y, most), 22)
    if compared:
        key = _("The small mark on each bar is the number last period.")
        flow.put([Text(flow.x, flow.y + 9, key, REGULAR, SMALL, GREY)], 12)
    elif rescaled(data):
        _last_period(flow, data)
    flow.gap(14)


def _last_period(flow: Flow, data: PackData) -> None:
    """How it stood on the scale that was used then: to be seen beside the present, never subtracted from it."""
    flow.put([Text(flow.x, flow.y + 11, _("Last period, on another scale"), REGULAR, NOTE, GREY)], 15)
    before = Counter(earlier(project) for project in data.projects)
    rated = sorted((each for each in before if isinstance(each, Rating)), key=severity, reverse=True)
    flow.put(shares([(each, before[each]) for each in rated], flow.x, flow.y, flow.width), 16)


def _level(each: Count, x: float, y: float, most: int) -> list[Mark]:
    start, reach = x + 104, 88.0
    middle = y + 10
    level = level_of(each.rating) if each.rating else None
    fill = TONES.get(level.tone) if level else None
    length = reach * each.now / most
    marks: list[Mark] = [*badge(each.rating, x + 11, middle, 14)]
    marks.append(Text(x + 27, middle + 3, shorten(label(each.rating), REGULAR, BODY, 74), REGULAR, BODY))
    if each.now:
        marks.append(Rect(start, middle - 6, length, 12, fill, None if fill else GREY))
    tick = start + reach * (each.before or 0) / most
    if each.before is not None:
        marks.append(Line(tick, middle - 8, tick, middle + 8, INK, 1.2))
    after = max(start + length, tick) + 5
    marks.append(Text(after, middle + 4, f"{each.now:,}", SEMIBOLD, 12, INK))
    if each.before is not None and each.now != each.before:
        change = f"{each.now - each.before:+d}".replace("-", "\N{MINUS SIGN}")
        marks.append(
            Text(after + width(f"{each.now:,}", SEMIBOLD, 12) + 4, middle + 4, change, REGULAR, NOTE, GREY)
        )
    return marks


def _groups(flow: Flow, data: PackData) -> None:
    """How each group stands, the largest first, as many as there is room for."""
    found = grouping(data) or grouping(data, most=len(data.projects) // 2)
    if found is None:
        return
    flow.heading(_("By {group}").format(group=_(found.label)))
    order = [each.rating for each in confidence(data)]
    ranked = sorted(found.groups.items(), key=lambda item: -len(item[1]))
    if worst(data) is None:
        fit = int(flow.room // 17)
        items = [
            Bar(name or _(found.nothing), Decimal(len(inside)), f"{len(inside):,}", ACCENT_PALE)
            for name, inside in ranked[:fit]
        ]
        flow.put(bars(items, flow.x, flow.y, flow.width, 150), 17 * len(items))
        return
    fit = int((flow.room - 12) // _GROUP_STEP)
    for name, projects in ranked[:fit]:
        inside = Counter(_rated(project) for project in projects)
        title = shorten(name or _(found.nothing), REGULAR, NOTE, flow.width - 70)
        flow.put([Text(flow.x, flow.y + 8, title, REGULAR, NOTE, INK)], 0)
        flow.put([Text(flow.x + flow.width, flow.y + 8, f"{len(projects):,}", REGULAR, NOTE, GREY, 1.0)], 11)
        parts = [(rating, inside[rating]) for rating in order if inside[rating]]
        flow.put(shares(parts, flow.x, flow.y, flow.width), _GROUP_STEP - 11)
    if len(ranked) > fit:
        rest = _("and {n} more, see the dashboard").format(n=len(ranked) - fit)
        flow.put([Text(flow.x, flow.y + 9, rest, REGULAR, NOTE, GREY)], 12)


def _rated(project: PackProject) -> Rating | None:
    return project.rating if isinstance(project.rating, Rating) else None


def _figure(flow: Flow, words: str, caption: str, note: str = "", note_colour: str = GREY) -> None:
    figure = shorten(words, LIGHT, 28, flow.width)
    flow.put([Text(flow.x - 1, flow.y + 24, figure, LIGHT, 28, INK)], 30)
    flow.put([Text(flow.x, flow.y + 9, shorten(caption, REGULAR, BODY, flow.width), REGULAR, BODY, GREY)], 13)
    if note:
        flow.put(
            [Text(flow.x, flow.y + 9, shorten(note, REGULAR, BODY, flow.width), REGULAR, BODY, note_colour)],
            13,
        )
    flow.gap(10)


def _cost(flow: Flow, data: PackData) -> None:
    currency = data.edition.currency
    flow.heading(_("Whole-life cost"))
    whole = cost_total(data)
    if not whole.known:
        _figure(flow, "–", _("not reported for any project"))
    else:
        change, both = like_for_like(data)
        note, colour = "", GREY
        if both:
            amount = format_change(change, fitting_unit([change]), currency)
            note = _("{amount} like for like, {n} projects").format(amount=amount, n=both)
            colour = LATE if change > 0 else INK
        _figure(flow, money(whole.amount, currency), known(whole), note, colour)
    gains = total(project.benefits for project in data.projects)
    if gains.known:
        flow.heading(_("Benefits"))
        _figure(flow, money(gains.amount, currency), known(gains))


def _this_year(flow: Flow, data: PackData) -> None:
    """This year's money from the cost lines; where there are none, as the projects last reported it."""
    year = data.edition.this_year
    flow.heading(_("This year, {year}").format(year=format_year(year, data.edition.year_starts)))
    names = [_("Baseline"), _("Forecast"), _("Actual to date")]
    sums = year_sums(money_by_year(data.projects), year)
    words = _("Forecast lines {known}.")
    if not any(each.known for each in sums):
        names[0] = _("Budget")
        sums = (*year_reported(data), Total(Decimal(0), 0, 0))
        words = _("As last reported; forecast {known}.")
    if not any(each.known for each in sums):
        flow.prose(_("No project has reported money for this year."), colour=GREY)
        return
    unit = fitting_unit([each.amount for each in sums])
    items = [
        Bar(name, each.amount, format_money(each.amount, unit, data.edition.currency), colour)
        for name, each, colour in zip(names, sums, BASIS_COLOURS, strict=True)
        if each.known
    ]
    flow.put(bars(items, flow.x, flow.y, flow.width, 74, 20), 20 * len(items) + 4)
    gap = year_gap(data)
    if gap.both:
        words_ = variance(gap.baseline, gap.forecast, data.edition.currency, budget=gap.by_project)
        flow.prose(words_, colour=INK)
    flow.prose(words.format(known=known(sums[1])), NOTE, GREY)


def _largest(flow: Flow, data: PackData) -> None:
    """Where the money is, as far down as there is room."""
    known_costs = [(project.cost, project) for project in data.projects if isinstance(project.cost, Decimal)]
    ranked = sorted(known_costs, key=lambda item: item[0], reverse=True)[
        : max(int((flow.room - 40) // 17), 0)
    ]
    if not ranked or not ranked[0][0]:
        return
    flow.gap(14)
    writer = Money([cost for cost, _project in ranked], data.edition.currency)
    flow.heading(_("Largest by whole-life cost, {unit}").format(unit=writer.title))
    items = [Bar(p.label, cost, writer.bare(cost), ACCENT_PALE) for cost, p in ranked[:10]]
    flow.put(bars(items, flow.x, flow.y, flow.width, 130), 17 * len(items))


def _concerns(flow: Flow, data: PackData) -> None:
    """As many as leave room for a few of the dates below them."""
    flow.heading(_("Biggest concerns"))
    worrying = concerns(data)
    if worst(data) is None:
        flow.prose(_("No project is rated, so none can be told from the others."), colour=GREY)
    elif not worrying:
        flow.prose(_("No project is red or has fallen since last period."), colour=GREY)
    why = reasons(data)
    shown = 0
    for project in worrying[:_CONCERNS]:
        linked = project.key in data.one_pagers
        marks, height = _concern(project, why[project.key], flow.x, flow.y, flow.width, linked=linked)
        if flow.room - height < _ROOM_FOR_NEXT:
            break
        flow.put(marks, height)
        shown += 1
    if len(worrying) > shown:
        more = _("and {projects} more, see the dashboard").format(
            projects=count(len(worrying) - shown, "project", "projects")
        )
        flow.put([Text(flow.x, flow.y + 9, more, REGULAR, NOTE, GREY)], 14)
    flow.gap(10)


def _concern(
    project: PackProject, why: str, x: float, y: float, room: float, *, linked: bool
) -> tuple[list[Mark], float]:
    lines = wrap(project.label, SEMIBOLD, BODY, room - 30, 2)
    said = wrap(why, REGULAR, NOTE, room - 30, 2) if why else []
    marks: list[Mark] = [*badge(project.rating, x + 11, y + 8, 14)]
    start = y
    for line in lines:
        marks.append(Text(x + 28, y + 10, line, SEMIBOLD, BODY, INK))
        y += 11.5
    for line in said:
        marks.append(Text(x + 28, y + 9, line, REGULAR, NOTE, GREY))
        y += 10.5
    y += 6
    if linked:
        marks.append(Link(x, start, room, y - start, f"project:{project.key}"))
    return [*marks, Line(x, y, x + room, y, HAIR, 0.5)], y - start + 3


def _next(flow: Flow, data: PackData) -> None:
    """What comes next: milestones, or where nobody reports any, the projects that finish."""
    today = data.edition.as_of
    ahead = [(day, step.name, project.label) for day, project, step in coming(data) if day >= today]
    heading = _("Next milestones")
    if not ahead:
        heading = _("Next to finish")
        ends = [(expected(project.finish), project) for project in data.projects]
        ahead = [
            (end, project.label, project.group)
            for end, project in ends
            if isinstance(end, date) and end >= today
        ]
        ahead.sort(key=lambda item: item[0])
    flow.heading(heading)
    if not ahead:
        flow.prose(_("No date ahead is reported."), colour=GREY)
    for day, what, whose in ahead:
        if flow.room < 26:
            break
        flow.put(
            [
                Text(flow.x, flow.y + 10, format_date(day), REGULAR, BODY, INK),
                Text(
                    flow.x + 66,
                    flow.y + 10,
                    shorten(what, SEMIBOLD, BODY, flow.width - 66),
                    SEMIBOLD,
                    BODY,
                    INK,
                ),
                Text(
                    flow.x + 66,
                    flow.y + 20,
                    shorten(whose, REGULAR, NOTE, flow.width - 66),
                    REGULAR,
                    NOTE,
                    GREY,
                ),
                Line(flow.x, flow.y + 24, flow.x + flow.width, flow.y + 24, HAIR, 0.5),
            ],
            26,
        )

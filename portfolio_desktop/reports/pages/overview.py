# SPDX-License-Identifier: Apache-2.0
"""The portfolio on one page: confidence, money, what worries most and what comes next."""

from collections import Counter
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date, format_year
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import fitting_unit, format_change, format_money
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack import PackData, PackProject, total
from portfolio_desktop.domain.pack_changes import expected
from portfolio_desktop.domain.pack_figures import (
    Count,
    coming,
    concerns,
    confidence,
    cost_total,
    has_history,
    like_for_like,
    money_by_year,
    year_sums,
)
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.reports.badge import badge, label
from portfolio_desktop.reports.charts import BASIS_COLOURS, Bar, bars, shares
from portfolio_desktop.reports.flow import Flow, even
from portfolio_desktop.reports.pages.headline import first_steps, movement, standing
from portfolio_desktop.reports.primitives import Line, Link, Mark, Rect, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT_PALE,
    BODY,
    BOTTOM,
    GREY,
    HAIR,
    INK,
    LATE,
    LEFT,
    LIGHT,
    NOTE,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    TONES,
)
from portfolio_desktop.reports.text import shorten, width, wrap
from portfolio_desktop.reports.wording import Money, count, known, money, variance


def sheets(data: PackData) -> list[Sheet]:
    sheet = Sheet(standing(data), _note(data), _("Portfolio on a page"), "overview")
    if not data.projects:
        flow = Flow(sheet)
        for step, words in enumerate(first_steps(), 1):
            flow.prose(f"{step}  {words}", size=13)
            flow.gap(8)
        return flow.sheets
    top = sheet.top + _judgement(sheet, data.judgement)
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
    return flow.sheets[:1]


def _note(data: PackData) -> str:
    return movement(data) if has_history(data) else ""


def _judgement(sheet: Sheet, text: str) -> float:
    """The head of portfolio's own words above everything; returns the height they take."""
    if not text:
        return 0.0
    lines = wrap(text, REGULAR, 10.5, RIGHT - LEFT - 24, 6)
    y = sheet.top + 8
    for line in lines:
        sheet.marks.append(Text(LEFT + 12, y, line, REGULAR, 10.5, INK))
        y += 14
    return y - sheet.top + 8


def _confidence(flow: Flow, data: PackData) -> None:
    flow.heading(_("Delivery confidence"))
    counts = confidence(data)
    most = max(max(each.now, each.before) for each in counts) or 1
    history = has_history(data)
    for each in counts:
        flow.put(_level(each, flow.x, flow.y, most, history=history), 22)
    if history:
        key = _("The small mark on each bar is the number last period.")
        flow.put([Text(flow.x, flow.y + 9, key, REGULAR, SMALL_NOTE, GREY)], 12)
    flow.gap(16)


SMALL_NOTE = 7.5


def _level(each: Count, x: float, y: float, most: int, *, history: bool) -> list[Mark]:
    start, reach = x + 104, 88.0
    middle = y + 10
    level = level_of(each.rating) if each.rating else None
    fill = TONES.get(level.tone) if level else None
    length = reach * each.now / most
    marks: list[Mark] = [*badge(each.rating, x + 11, middle, 14)]
    marks.append(Text(x + 27, middle + 3, shorten(label(each.rating), REGULAR, BODY, 74), REGULAR, BODY))
    if each.now:
        marks.append(Rect(start, middle - 6, length, 12, fill, None if fill else GREY))
    if history:
        tick = start + reach * each.before / most
        marks.append(Line(tick, middle - 8, tick, middle + 8, INK, 1.2))
    after = start + max(length, reach * each.before / most if history else 0) + 5
    marks.append(Text(after, middle + 4, str(each.now), SEMIBOLD, 12, INK))
    if history and each.now != each.before:
        change = f"{each.now - each.before:+d}".replace("-", "\N{MINUS SIGN}")
        marks.append(
            Text(after + width(str(each.now), SEMIBOLD, 12) + 4, middle + 4, change, REGULAR, NOTE, GREY)
        )
    return marks


def _groups(flow: Flow, data: PackData) -> None:
    groups = Counter(project.group for project in data.projects)
    if len(groups) < 2:
        return
    flow.heading(_("By programme"))
    order = [each.rating for each in confidence(data)]
    for place, (name, number) in enumerate(groups.most_common()):
        if flow.room < 46:
            more = _("and {n} more").format(n=len(groups) - place)
            flow.put([Text(flow.x, flow.y + 9, more, REGULAR, NOTE, GREY)], 12)
            break
        inside = Counter(_rated(project) for project in data.projects if project.group == name)
        title = shorten(name or _("No programme"), REGULAR, NOTE, flow.width - 70)
        flow.put([Text(flow.x, flow.y + 8, title, REGULAR, NOTE, INK)], 0)
        flow.put([Text(flow.x + flow.width, flow.y + 8, str(number), REGULAR, NOTE, GREY, 1.0)], 12)
        parts = [(rating, inside[rating]) for rating in order if inside[rating]]
        flow.put(shares(parts, flow.x, flow.y, flow.width), 20)


def _rated(project: PackProject) -> Rating | None:
    return project.rating if isinstance(project.rating, Rating) else None


def _figure(flow: Flow, words: str, caption: str, note: str = "", note_colour: str = GREY) -> None:
    flow.put([Text(flow.x - 1, flow.y + 24, words, LIGHT, 28, INK)], 30)
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
    year = data.edition.this_year
    sums = year_sums(money_by_year(data.projects), year)
    flow.heading(_("This year, {year}").format(year=format_year(year, data.edition.year_starts)))
    if not any(each.known for each in sums):
        flow.prose(_("No project has reported money for this year."), colour=GREY)
        return
    unit = fitting_unit([each.amount for each in sums])
    names = (_("Baseline"), _("Forecast"), _("Actual to date"))
    items = [
        Bar(name, each.amount, format_money(each.amount, unit, data.edition.currency), colour)
        for name, each, colour in zip(names, sums, BASIS_COLOURS, strict=True)
        if each.known
    ]
    flow.put(bars(items, flow.x, flow.y, flow.width, 74, 20), 20 * len(items) + 4)
    baseline, forecast = sums[0], sums[1]
    if baseline.known and forecast.known:
        flow.prose(variance(baseline.amount, forecast.amount, data.edition.currency), colour=INK)
    flow.prose(_("Forecast lines {known}.").format(known=known(forecast)), NOTE, GREY)


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
    flow.heading(_("Biggest concerns"))
    worrying = concerns(data)
    if not worrying:
        flow.prose(_("No project is red or has fallen since last period."), colour=GREY)
    for project in worrying[:5]:
        flow.put(*_concern(project, flow.x, flow.y, flow.width, linked=project.key in data.one_pagers))
    if len(worrying) > 5:
        more = _("and {projects} more, see the dashboard").format(
            projects=count(len(worrying) - 5, "project", "projects")
        )
        flow.put([Text(flow.x, flow.y + 9, more, REGULAR, NOTE, GREY)], 14)
    flow.gap(10)


def _concern(
    project: PackProject, x: float, y: float, room: float, *, linked: bool
) -> tuple[list[Mark], float]:
    lines = wrap(project.label, SEMIBOLD, BODY, room - 30, 2)
    why = next((n.text for n in project.narratives if n.text.strip()), "")
    reasons = wrap(" ".join(why.split()), REGULAR, NOTE, room - 30, 2) if why else []
    marks: list[Mark] = [*badge(project.rating, x + 11, y + 8, 14)]
    start = y
    for line in lines:
        marks.append(Text(x + 28, y + 10, line, SEMIBOLD, BODY, INK))
        y += 11.5
    for line in reasons:
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
        if flow.y + 26 > BOTTOM:
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

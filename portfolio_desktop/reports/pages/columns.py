# SPDX-License-Identifier: Apache-2.0
"""The overview's columns of figures: how many stand on each level, group by group, and where the money is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from portfolio_desktop.base.dates import format_year
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import (
    fitting_unit,
    format_change,
    format_money,
    places_beside,
    variance,
    variance_over,
)
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import PackData, PackProject, Total, total
from portfolio_desktop.domain.pack.figures import (
    Count,
    earlier,
    grouping,
    rescaled,
    severity,
    worst,
)
from portfolio_desktop.domain.pack.figures import confidence as confidence_counts
from portfolio_desktop.domain.pack.money import (
    budgets,
    cost_gap,
    cost_total,
    like_for_like,
    money_by_year,
    year_gap,
    year_reported,
    year_sums,
)
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.reports.badge import badge, label
from portfolio_desktop.reports.charts import BASIS_COLOURS, Bar, bars, shares
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.headline import unrated
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Text, paragraph, unread
from portfolio_desktop.reports.style import (
    ACCENT_PALE,
    BODY,
    GREY,
    INK,
    LATE,
    LIGHT,
    NOTE,
    REGULAR,
    SEMIBOLD,
    SMALL,
    TONES,
)
from portfolio_desktop.reports.text import shorten, width
from portfolio_desktop.reports.wording import Money, by_baseline, known, measure_of, money

_GROUP_STEP = 28.0


def confidence(flow: Flow, data: PackData) -> None:
    flow.heading(_("Delivery confidence"))
    counts = confidence_counts(data)
    most = max(max(each.now, each.before or 0) for each in counts) or 1
    compared = any(each.before is not None for each in counts)
    for each in counts:
        words = label(each.rating) if each.rating else unrated(data)
        flow.put(_level(each, words, flow.x, flow.y, most), 22)
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


def _level(each: Count, words: str, x: float, y: float, most: int) -> list[Mark]:
    start, reach = x + 104, 88.0
    middle = y + 10
    level = level_of(each.rating) if each.rating else None
    fill = TONES.get(level.tone) if level else None
    length = reach * each.now / most
    marks: list[Mark] = [unread(badge(each.rating, x + 11, middle, 14))]
    marks.append(Text(x + 27, middle + 3, shorten(words, REGULAR, BODY, 74), REGULAR, BODY))
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
    return [paragraph(marks)]


def groups(flow: Flow, data: PackData) -> None:
    """How each group stands, the largest first, as many as there is room for."""
    found = grouping(data) or grouping(data, most=len(data.projects) // 2)
    if found is None:
        return
    flow.heading(_("By {group}").format(group=_(found.label)))
    order = [each.rating for each in confidence_counts(data)]
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
        number = Text(flow.x + flow.width, flow.y + 8, f"{len(projects):,}", REGULAR, NOTE, GREY, 1.0)
        flow.put([paragraph([Text(flow.x, flow.y + 8, title, REGULAR, NOTE, INK), number])], 11)
        parts = [(rating, inside[rating]) for rating in order if inside[rating]]
        flow.put(shares(parts, flow.x, flow.y, flow.width), _GROUP_STEP - 11)
    if len(ranked) > fit:
        rest = _("and {n} more, see the dashboard").format(n=len(ranked) - fit)
        flow.put([Text(flow.x, flow.y + 9, rest, REGULAR, NOTE, GREY)], 12)


def _rated(project: PackProject) -> Rating | None:
    return project.rating if isinstance(project.rating, Rating) else None


def _figure(flow: Flow, words: str, caption: str, notes: Sequence[tuple[str, str]] = ()) -> None:
    """A large figure, what is known of it, and `notes` on it, each with its colour."""
    figure = shorten(words, LIGHT, 28, flow.width)
    flow.put([Text(flow.x - 1, flow.y + 24, figure, LIGHT, 28, INK)], 30)
    flow.put([Text(flow.x, flow.y + 9, shorten(caption, REGULAR, BODY, flow.width), REGULAR, BODY, GREY)], 13)
    for note, colour in notes:
        flow.prose(note, colour=colour)
    flow.gap(10)


def cost(flow: Flow, data: PackData) -> None:
    currency = data.edition.currency
    flow.heading(_("Whole-life cost, forecast"))
    whole = cost_total(data)
    if whole.known:
        unit = fitting_unit([whole.amount])
        places = places_beside([whole.amount], unit)
        _figure(flow, format_money(whole.amount, unit, currency, places), known(whole), [*_cost_notes(data)])
    else:
        _figure(flow, "–", _("not reported for any project"))
    gains = total(project.benefits for project in data.projects)
    if gains.known:
        flow.heading(_("Benefits"))
        _figure(flow, money(gains.amount, currency), known(gains))


def _cost_notes(data: PackData) -> Iterator[tuple[str, str]]:
    """The cost against what was agreed, then against the period before, then what it counts that is no forecast."""
    currency = data.edition.currency
    gap = cost_gap(data)
    if gap.both:
        words = variance_over(gap.both, gap.baseline, gap.forecast, currency)
        yield words, LATE if gap.forecast > gap.baseline else INK
    change, both = like_for_like(data)
    if both:
        amount = format_change(change, fitting_unit([change]), currency)
        words = _("{amount} since last period, like for like in {n} projects")
        if not change:
            words = _("Unchanged since last period, like for like in {n} projects")
        yield words.format(amount=amount, n=both), LATE if change > 0 else INK
    if words := by_baseline(data):
        yield f"{words}.", GREY


def this_year(flow: Flow, data: PackData) -> None:
    """This year's money from the cost lines; where there are none, as the projects last reported it, with the year."""
    year, heading = data.edition.this_year, _("This year, {year}")
    names = [_("Baseline"), _("Forecast"), _("Actual to date")]
    sums = year_sums(money_by_year(data.projects), year)
    words = _("Forecast lines {known}.")
    if not any(each.known for each in sums):
        names[0] = _("Budget")
        sums = (*year_reported(data), Total(Decimal(0), 0, 0))
        words = _("As last reported; forecast {known}.")
        if data.edition.reported_year != year:
            year, heading = data.edition.reported_year, _("The year last reported, {year}")
    if not any(each.known for each in sums) and _to_date(flow, data):
        return
    flow.heading(heading.format(year=format_year(year, data.edition.year_starts)))
    if not any(each.known for each in sums):
        flow.prose(_("No project has reported money for this year."), colour=GREY)
        return
    _three_bars(flow, data, names, sums)
    gap = year_gap(data)
    if gap.both:
        words_ = variance(gap.baseline, gap.forecast, data.edition.currency, budget=gap.by_project)
        if gap.forecast - gap.baseline != sums[1].amount - sums[0].amount:
            words_ = _("{words}, counting only what states both").format(words=words_)
        flow.prose(words_, colour=INK)
    flow.prose(words.format(known=known(sums[1])), NOTE, GREY)


def _to_date(flow: Flow, data: PackData) -> bool:
    """Where nobody reports money by year: the same of the whole life, over the projects that can be compared."""
    found = [each for each in budgets(data) if each.variance is not None]
    sums = [
        total(each.approved for each in found),
        total(each.outturn for each in found),
        total(each.spent for each in found),
    ]
    if not found:
        return False
    flow.heading(_("Approved, forecast and spent"))
    _three_bars(flow, data, (_("Approved"), _("Forecast"), _("Spent to date")), sums)
    words = ngettext(
        "Nobody reports money by year: this is the whole life of the {n} project that states both.",
        "Nobody reports money by year: this is the whole life of the {n} projects that state both.",
        len(found),
    )
    flow.prose(words.format(n=f"{len(found):,}"), NOTE, GREY)
    if not sums[2].complete:
        flow.prose(_("Spent to date {known}.").format(known=known(sums[2])), NOTE, GREY)
    return True


def _three_bars(flow: Flow, data: PackData, names: Sequence[str], sums: Sequence[Total]) -> None:
    unit = fitting_unit([each.amount for each in sums])
    items = [
        Bar(name, each.amount, format_money(each.amount, unit, data.edition.currency), colour)
        for name, each, colour in zip(names, sums, BASIS_COLOURS, strict=True)
        if each.known
    ]
    flow.put(bars(items, flow.x, flow.y, flow.width, 74, 20), 20 * len(items) + 4)


def largest(flow: Flow, data: PackData) -> None:
    """Where the money is, as far down as there is room."""
    known_costs = [(project.cost, project) for project in data.projects if isinstance(project.cost, Decimal)]
    ranked = sorted(known_costs, key=lambda item: item[0], reverse=True)[
        : max(int((flow.room - 40) // 17), 0)
    ]
    if not ranked or not ranked[0][0]:
        return
    flow.gap(14)
    unit = fitting_unit([cost_total(data).amount])
    writer = Money([cost for cost, _project in ranked], data.edition.currency, measure_of(data, unit))
    flow.heading(_("Largest by whole-life cost, forecast, {unit}").format(unit=writer.title))
    items = [Bar(p.label, cost, writer.bare(cost), ACCENT_PALE) for cost, p in ranked[:10]]
    flow.put(bars(items, flow.x, flow.y, flow.width, 130), 17 * len(items))

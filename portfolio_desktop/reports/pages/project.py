# SPDX-License-Identifier: Apache-2.0
"""One project on one page: what it is, how it stands, what it costs, when it ends, what threatens it, and in whose words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import product

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import fitting_unit, format_money
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import Narrative, PackData, PackProject
from portfolio_desktop.domain.pack.evidence import known
from portfolio_desktop.domain.pack.figures import concerns, earlier, past_finish
from portfolio_desktop.domain.rating import worse_than
from portfolio_desktop.reports.badge import label, missing
from portfolio_desktop.reports.flow import Flow, fewest
from portfolio_desktop.reports.pages import brief, project_facts
from portfolio_desktop.reports.pages.governance.issues import clock
from portfolio_desktop.reports.pages.risk.places import score
from portfolio_desktop.reports.sheet import Sheet, beneath
from portfolio_desktop.reports.style import (
    BOTTOM,
    GREY,
    LEADING,
    LEFT,
    REGULAR,
    RIGHT,
    TITLE_TOP,
)
from portfolio_desktop.reports.table import RIGHT as TO_THE_RIGHT
from portfolio_desktop.reports.table import Column, Row, Table, Words
from portfolio_desktop.reports.text import ELLIPSIS, wrap
from portfolio_desktop.reports.wording import day_cell, slip, span

ANCHOR = "project:"
_SIDE = ((LEFT, 268.0),)
_MAIN = ((LEFT + 296.0, RIGHT - LEFT - 296.0),)
_WHOLE = ((LEFT, RIGHT - LEFT),)
_SIZE = 8.5
_FEWER = ((3, 4), (2, 2), (2, 1), (1, 1))
"""How many risks and milestones stand at the foot: as many as have room."""
_ESCALATIONS = 2
_AFTER = 12.0
"""The space after each table; on half a page every point counts, and none follows the last."""
_HALF = 310.0
"""What ends above this leaves room for another of its kind."""
_MONEY = 86.0
"""What the money of a project takes, heading, two rows and benefits included."""
_TITLE_LINES = 3
_PROSE = (9.5, 9.0, 8.5, 8.0)
"""Type sizes to try until the narratives fit; where none does, they go on overleaf in the first."""
_PROSE_GAP = 6.0


def add(body: list[Sheet], data: PackData, project: PackProject) -> None:
    """The page of `project` at the end of `body`, or, where little is reported of two, the lower half of the last page."""
    last = body[-1] if body else None
    if last and last.anchor.startswith(ANCHOR) and last.end <= _HALF:
        lower = beneath(last, lambda y: _short(data, project, y))
        if lower is not None:
            last.below.append(lower)
            return
    upper = _short(data, project, TITLE_TOP)
    body += upper if len(upper) == 1 and upper[0].end <= _HALF else sheets(data, project)


def add_brief(body: list[Sheet], data: PackData) -> None:
    """What is reported of all others: below the last page where that is short and all of it has room there."""
    last = body[-1] if body else None
    if last and last.anchor.startswith(ANCHOR) and last.end <= _HALF:
        lower = beneath(last, lambda y: brief.sheets(data, y))
        if lower is not None:
            last.below.append(lower)
            return
    body += brief.sheets(data)


def _short(data: PackData, project: PackProject, y: float) -> list[Sheet]:
    """All that there is to say, set tight from `y` on; none where its words would have to be smaller for it."""
    return _composed(data, project, _FEWER[0], tight=True, y=y, half=True)


def sheets(data: PackData, project: PackProject) -> list[Sheet]:
    """On one page where that can be: rows closer to each other, money in the other column, and then fewer rows, make room."""
    found = fewest(lambda tight: _composed(data, project, _FEWER[0], tight=tight))
    for most, money_beside in product(_FEWER, (False, True)):
        if len(found) > 1:
            other = _composed(data, project, most, tight=True, money_beside=money_beside)
            found = min(found, other, key=len)
    return found


def _composed(
    data: PackData,
    project: PackProject,
    most: tuple[int, int],
    *,
    tight: bool,
    money_beside: bool = False,
    y: float = TITLE_TOP,
    half: bool = False,
) -> list[Sheet]:
    """`money_beside` sets the money at the foot of the narratives, where the figures are too long for their column.

    The title stands at `y`. On `half` a page the badge stands beside the sentence that names the rating,
    where it is all there is to say of confidence.
    """
    first = Sheet(
        project.label,
        "",
        _("Project reports"),
        f"{ANCHOR}{project.key}",
        level=1,
        message=message(data, project),
        lines=_TITLE_LINES,
        y=y,
    )
    side = Flow(first, _SIDE, later=_WHOLE, tight=tight)
    project_facts.facts(side, data, project)
    if half and not project_facts.rated_before(project):
        project_facts.badge_beside(first, project)
    else:
        project_facts.ratings(side, data, project)
    project_facts.dates(side, project)
    tables = _foot_tables(data, project, most)
    height = sum(_height(table, rows, tight=tight) for _name, table, rows in tables)
    if half:
        height -= _AFTER
    if money_beside:
        height += _MONEY
    else:
        project_facts.money(side, data, project)
    main = Flow(first, _MAIN, later=_WHOLE, foot=BOTTOM - height)
    said = _said(first, data, project)
    one_page = len(side.sheets) == 1
    if len(said) > 1 and one_page and _size_for(said, main) != _PROSE[0] and _fits_below(said[-1], side):
        side.gap(12)
        _narratives(side, [said.pop()])
    if half and _size_for(said, main) != _PROSE[0]:
        return []
    _narratives(main, said)
    below = BOTTOM - height if len(main.sheets) > 1 else min(main.y + (6 if half else 14), BOTTOM - height)
    foot = Flow(first, _MAIN, later=_WHOLE, top=below, tight=tight)
    for heading, table, rows in tables:
        foot.gap(12)
        foot.table(table, rows, heading=heading)
    if money_beside:
        foot.gap(12)
        project_facts.money(foot, data, project)
    return [first, *side.sheets[1:], *main.sheets[1:], *foot.sheets[1:]]


def _height(table: Table, rows: Sequence[Row], *, tight: bool) -> float:
    """What a table takes under its heading, with the space after it."""
    set_ = [row.tight() for row in rows] if tight else rows
    return 14 + 2 + table.head_height + sum(row.height for row in set_) + _AFTER


def message(data: PackData, project: PackProject) -> str:
    """Red, down from Amber; finish 7 months later; cost £2.5m higher."""
    parts = [_rating_words(project)]
    if past_finish(data, project):
        parts.append(_("past its finish and not closed"))
    now, before = expected(project.finish), project.finish.before
    if isinstance(now, date) and isinstance(before, date) and now != before:
        later = _("finish {span} later") if now > before else _("finish {span} earlier")
        parts.append(later.format(span=span(before, now)[1:]))
    if (
        isinstance(project.cost, Decimal)
        and isinstance(project.cost_before, Decimal)
        and project.cost != project.cost_before
    ):
        change = project.cost - project.cost_before
        amount = format_money(abs(change), fitting_unit([change]), data.edition.currency)
        parts.append(
            (_("cost {amount} higher") if change > 0 else _("cost {amount} lower")).format(amount=amount)
        )
    return "; ".join(parts)


def _rating_words(project: PackProject) -> str:
    now, before = project.rating, earlier(project)
    if not isinstance(now, Rating):
        return _("Delivery confidence: {words}").format(words=missing(now).lower())
    if not isinstance(before, Rating):
        return label(now)
    if now.scale != before.scale:
        return _("{level}; {before} before, on another scale").format(level=label(now), before=label(before))
    worse = worse_than(now, before)
    if worse is None:
        return _("{level}, as last period").format(level=label(now)) if now == before else label(now)
    words = _("{level}, down from {before}") if worse else _("{level}, up from {before}")
    return words.format(level=label(now), before=label(before))


def tally(data: PackData, n: int) -> str:
    """How many have a page; of how many that worry, where those are all that were wanted and too many for it."""
    worrying = [project.key for project in concerns(data)]
    if n < len(worrying) and set(data.one_pagers) <= set(worrying):
        return _("{n} of {all} projects that are red, amber/red or newly worse").format(
            n=n, all=len(worrying)
        )
    return ngettext("{n} project in full", "{n} projects in full", n).format(n=n)


def _said(sheet: Sheet, data: PackData, project: PackProject) -> list[Narrative]:
    """The narratives; before them the whole name, where the title has no room for it.

    A project that is short of words on how it goes is not short of figures: they stand in their place, named as such.
    """
    said = [each for each in project.narratives if each.text.strip()]
    if asked := _asked(data, project):
        said.insert(0, Narrative(_("Asked of the board"), asked))
    if not any(each.reports for each in project.narratives if each.text.strip()):
        told = (_("No narrative is reported for this period."), *known(data, project))
        said.insert(bool(asked), Narrative(_("How it stands"), "\n".join(told)))
    whole = "".join(sheet.title_lines).endswith(ELLIPSIS) and not project.label.endswith(ELLIPSIS)
    return [Narrative(_("Full name"), project.label), *said] if whole else said


def _asked(data: PackData, project: PackProject) -> str:
    """The decisions that the board is asked for about this project; what it asks itself stands among its narratives."""
    found = []
    for ask in data.asks:
        if ask.project == project.key and ask.code:
            words = _("{code}: {title}; decide by {day}") if ask.due else _("{code}: {title}")
            due = format_date(ask.due) if ask.due else ""
            found.append(words.format(code=ask.code, title=ask.title, day=due))
    return "\n".join(found)


def _narratives(flow: Flow, said: Sequence[Narrative]) -> None:
    size = _size_for(said, flow) or _PROSE[0]
    for narrative in said:
        flow.heading(narrative.title, 24)
        flow.prose(narrative.text.strip(), size)
        flow.gap(_PROSE_GAP)


def _fits_below(last: Narrative, side: Flow) -> bool:
    """Whether the last narrative has room under the figures, where the others are too long for their column."""
    return _prose_height([last], _PROSE[-1], side.width) < side.room - 12


def _size_for(said: Sequence[Narrative], flow: Flow) -> float | None:
    """The largest size in which the narratives fit into the column; None where none is small enough."""
    return next((size for size in _PROSE if _prose_height(said, size, flow.width) <= flow.room), None)


def _prose_height(said: Sequence[Narrative], size: float, room: float) -> float:
    """What the narratives take at this type size, headings and gaps included."""
    lines = sum(len(wrap(each.text.strip(), REGULAR, size, room)) for each in said)
    return lines * size * LEADING + len(said) * (16 + _PROSE_GAP)


def _foot_tables(
    data: PackData, project: PackProject, most: tuple[int, int]
) -> list[tuple[str, Table, list[Row]]]:
    """Top risks and next milestones; what there is none of takes no room."""
    few, steps = most
    mine = [risk for risk in data.risks if risk.project == project.key]
    risks = sorted(mine, key=lambda risk: -(risk.score or 0))[:few]
    risk_table = Table(
        (
            Column(_("Score"), 92),
            Column(_("Risk or issue"), 156),
            Column(_("Response"), 144),
            Column(_("Owner"), 74),
        ),
        _SIZE,
    )
    risk_rows = [
        risk_table.row(score(data, risk), risk.title, risk.response or _none(), risk.owner or _none())
        for risk in risks
    ]
    ahead = sorted(
        (each for each in project.milestones if each.unforeseen or (each.expected and not each.reached)),
        key=lambda each: each.expected or date.max,
    )
    step_table = Table(
        (
            Column(_("Milestone"), 258, lines=1),
            Column(_("Baseline"), 74, TO_THE_RIGHT, lines=1),
            Column(_("Forecast"), 74, TO_THE_RIGHT, lines=1),
            Column(_("Slip"), 60, TO_THE_RIGHT, lines=1),
        ),
        _SIZE,
    )
    step_rows = [
        step_table.row(
            each.name,
            day_cell(each.baseline),
            day_cell(each.forecast),
            slip(*each.slip),
        )
        for each in ahead[:steps]
    ]
    found = [
        (_("Escalations that wait"), *_escalations(data, project)),
        (_("Top risks and issues"), risk_table, risk_rows),
        (_("Next milestones"), step_table, step_rows),
    ]
    return [each for each in found if each[2]]


def _escalations(data: PackData, project: PackProject) -> tuple[Table, list[Row]]:
    table = Table(
        (Column(_("Escalation"), 150), Column(_("What is asked"), 222), Column(_("Clock"), 94)),
        _SIZE,
    )
    kept = data.governance.escalations if data.governance else ()
    mine = [each for each in kept if each.project == project.key]
    rows = [table.row(each.title, each.ask or _none(), clock(each.due, data.edition.as_of)) for each in mine]
    return table, rows[:_ESCALATIONS]


def _none() -> Words:
    return Words(missing(None), REGULAR, GREY)

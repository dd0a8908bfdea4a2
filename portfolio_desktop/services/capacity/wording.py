# SPDX-License-Identifier: Apache-2.0
"""Capacity in words: what rows are called, what a cell comes to, and each choice with its arithmetic."""

import math
from collections.abc import Iterable

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.capacity.clashes import (
    Choice,
    Clash,
    GiveTo,
    GiveWay,
    Hire,
    MoveLater,
    Sum,
    Train,
)
from portfolio_desktop.domain.capacity.demand import Sure
from portfolio_desktop.domain.capacity.load import MARKS, By, Cell, Key, State
from portfolio_desktop.domain.capacity.months import Month, first_day
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.domain.capacity.together import Joint
from portfolio_desktop.services.capacity.gathering import Capacity


def days_of(days: float) -> str:
    """12, 2.5: days to a tenth."""
    return f"{round(days, 1):,.1f}".removesuffix(".0").replace("-", "\N{MINUS SIGN}")


def people_of(people: float) -> str:
    """1.4: full-time equivalents to a tenth."""
    return f"{round(people, 1) + 0.0:.1f}"


def percent_of(load: float) -> str:
    return f"{round(100 * load):,} %"


def month_words(month: Month) -> str:
    return format_month(first_day(month))


def span_words(months: Iterable[Month]) -> str:
    """Mar 2027, or Mar 2027 to May 2027."""
    found = list(months)
    if len(found) < 2:
        return month_words(found[0]) if found else ""
    return _("{first} to {last}").format(first=month_words(found[0]), last=month_words(found[-1]))


def row_title(found: Capacity, row: Key) -> str:
    """What a row is called; a level of a skill with all above it."""
    if not row.key:
        return _nobody(row.by)
    name = found.names.get(row.key, "") or _("Without a name")
    if row.by is not By.SKILL or not row.level:
        return name
    steps = found.levels.get(row.key, {})
    level = steps.get(row.level, str(row.level))
    if row.level >= max(steps, default=row.level):
        return _("{skill}: {level}").format(skill=name, level=level)
    return _("{skill}: {level} and above").format(skill=name, level=level)


def _nobody(by: By) -> str:
    match by:
        case By.SKILL:
            return _("No skill said")
        case By.ROLE:
            return _("No role said")
        case By.TEAM:
            return _("No team said")
    return _("Nobody named")


def project_name(found: Capacity, project: str) -> str:
    """The code of a project; of work that belongs to none, that it does not."""
    return found.names.get(project, "") or _("no project")


def cell_words(cell: Cell, thresholds: Thresholds) -> str:
    """All that is to be said of one month of a row."""
    state = cell.state(thresholds)
    if state is State.NOTHING:
        return _(MARKS[state].label)
    if state is State.UNSAID:
        return _("{asked} days asked of nobody in particular").format(asked=days_of(cell.demand))
    said = _("{asked} days asked, {there} there").format(
        asked=days_of(cell.demand), there=days_of(cell.supply)
    )
    parts = [said]
    if cell.load is not None:
        parts.append(percent_of(cell.load))
    if state is State.OVER:
        parts.append(_("{days} too many").format(days=days_of(cell.excess)))
    if cell.elsewhere:
        parts.append(_("{days} more are named for other work").format(days=days_of(cell.elsewhere)))
    if cell.known < cell.people:
        parts.append(_("time of {n} of {m} people known").format(n=cell.known, m=cell.people))
    if state in (State.OVER, State.UNDER):
        parts.append(_(MARKS[state].label).lower())
    return ", ".join(parts)


def clash_title(found: Capacity, clash: Clash) -> str:
    """Testing: Practitioner and above, Mar 2027 to Apr 2027."""
    return f"{row_title(found, clash.row)}, {span_words(clash.months)}"


def clash_words(found: Capacity, clash: Clash) -> str:
    """How much too much, and which projects ask for it."""
    asked = "; ".join(
        _("{project} {days}").format(project=project_name(found, each.project), days=days_of(each.whole))
        for each in clash.asks
    )
    there = sum(cell.supply for cell in clash.cells)
    return _("{excess} days too many: {asked} of {there} days there").format(
        excess=days_of(clash.excess), asked=asked, there=days_of(there)
    )


def joint_title(found: Capacity, joint: Joint) -> str:
    """Planning: Expert with Governance: Expert, Feb 2027: what asks for the same people, and when."""
    rows = _(" with ").join(row_title(found, row) for row in joint.rows)
    return f"{rows}, {span_words(joint.months)}"


def joint_words(joint: Joint) -> str:
    """How much they ask of how many people between them."""
    return _(
        "{excess} days too many: {asked} asked, and whoever can do any of it ({people} people) has {there} between them"
    ).format(
        excess=days_of(joint.excess),
        asked=days_of(sum(joint.asked)),
        people=joint.people,
        there=days_of(sum(joint.there)),
    )


def joint_choice(joint: Joint) -> str:
    """What would end it without another project giving way."""
    return _hire(joint.hire, joint.months)


def choice_title(found: Capacity, clash: Clash, choice: Choice) -> str:
    """What the choice is, in one line."""
    match choice:
        case MoveLater(project=project, by=by):
            text = ngettext("Move {project} {n} month later", "Move {project} {n} months later", by)
            return text.format(project=project_name(found, project), n=by)
        case GiveTo(person=person, days=days):
            return _("Share with {person}, who has {days} of these days free").format(
                person=found.names.get(person, ""), days=days_of(days)
            )
        case Train(person=person, levels=levels, days=days):
            text = ngettext(
                "Train {person}: {n} level short, {days} of these days free",
                "Train {person}: {n} levels short, {days} of these days free",
                levels,
            )
            return text.format(person=found.names.get(person, ""), n=levels, days=days_of(days))
        case Hire(people=people):
            return _("Hire {people} full-time for {months}").format(
                people=people_of(max(0.1, math.ceil(people * 10 - 1e-6) / 10)),
                months=span_words(clash.months),
            )
        case GiveWay(projects=projects):
            return _("Lower priority first: do without {projects}").format(
                projects=", ".join(
                    f"{project_name(found, each.project)} ({_sure(each.sure)})" for each in projects
                )
            )


def _hire(people: float, months: Iterable[Month]) -> str:
    """Rounded up to a tenth: what is hired has to be enough."""
    enough = max(0.1, math.ceil(people * 10 - 1e-6) / 10)
    return _("Hire {people} full-time for {months}").format(
        people=people_of(enough), months=span_words(months)
    )


def choice_sums(choice: Choice) -> tuple[str, ...]:
    """The arithmetic of a choice, a line a month; none of training, whose days are in its title."""
    if isinstance(choice, Train):
        return ()
    return tuple(_sum(each) for each in choice.sums)


def _sum(each: Sum) -> str:
    asked = days_of(each.asked)
    if each.change:
        sign = "+" if each.change > 0 else "\N{MINUS SIGN}"
        asked = f"{asked} {sign} {days_of(abs(each.change))} = {days_of(each.asked + each.change)}"
    return _("{month}: {asked} of {there} days").format(
        month=month_words(each.month), asked=asked, there=days_of(each.there)
    )


def _sure(sure: Sure) -> str:
    match sure:
        case Sure.FORECAST:
            return _("forecast")
        case Sure.ASKED:
            return _("asked for")
    return _("confirmed")

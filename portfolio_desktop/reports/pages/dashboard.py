# SPDX-License-Identifier: Apache-2.0
"""A row for each project: where it stands, what it costs, when it ends, and how each of these moved.

A portfolio too large for that prints a row for each group, and the rows of the projects that matter most.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.figures import (
    concerns,
    earlier,
    grouping,
    has_history,
    past_finish,
    rescaled,
    worst,
)
from portfolio_desktop.domain.pack.money import cost_total
from portfolio_desktop.reports.badge import WIDTH as BADGE
from portfolio_desktop.reports.badge import missing
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages import groups
from portfolio_desktop.reports.pages.headline import movement, standing, tally
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, LATE, LEFT, REGULAR, SEMIBOLD, SMALL
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import (
    CENTRE,
    PAD,
    RIGHT,
    Cell,
    Column,
    Rated,
    Row,
    Stacked,
    Table,
    Words,
)
from portfolio_desktop.reports.text import printable, width
from portfolio_desktop.reports.wording import (
    Money,
    by_baseline,
    code_column,
    day_cell,
    known,
    look,
    measure_of,
    money,
    projects,
    slip,
)

MOST = 400
"""Up to this many projects have a row each; of more, only those that matter most."""
_CHOSEN = 120
_SIZE = 8.5
_NAME = 150.0
"""What the name of a project keeps at least: a column for which there is no such room is left out."""

SIDES = (N_("Schedule"), N_("Cost"), N_("Scope and quality"), N_("Benefits"), N_("Resources"), N_("Risk"))
"""What a project is rated by besides all in all, in the order of its record; what else a pack holds comes after."""
_SIDE = 60.0

_BESIDE = 12.0
"""Between the longest name and what stands beside it."""

Write: TypeAlias = Callable[[PackProject], Cell]


class _Shown(NamedTuple):
    """A column and what it says of a project. `weight` tells which give way first where all have no room: the lightest."""

    column: Column
    write: Write
    weight: int = 9


def sheets(data: PackData) -> list[Sheet]:
    if not data.projects:
        return []
    listed = _listed(data)
    costs = [cost for p in listed for cost in (p.cost, p.cost_before)]
    writer = Money(costs, data.edition.currency, measure_of(data))
    title = _title(data)
    first = Sheet(title, _note(data, listed, writer), _("Dashboard"), "dashboard")
    overview = groups.sheets(data, first) if len(listed) < len(data.projects) else []
    if overview:
        first = Sheet(title, first.note, first.section, level=None)
        overview[0].note = ""
    flow = Flow(first)
    shown = _columns(data, listed, writer)
    table = Table(tuple(each.column for each in shown), _SIZE)
    flow.table(table, _rows(data, listed, lambda p: table.row(*(each.write(p) for each in shown))))
    return [*overview, *flow.sheets]


def _title(data: PackData) -> str:
    """How the ratings moved where that can be said, else how many there are of each."""
    if has_history(data) and not rescaled(data):
        return movement(data)
    return tally(data) if worst(data) else _cost_words(data)


def _cost_words(data: PackData) -> str:
    """2,450 projects with a whole-life cost of £51.9bn, known for all 2,450; where nothing is rated."""
    cost = cost_total(data)
    if not cost.known:
        return standing(data)
    return _("{projects} with a whole-life cost of {amount}, {known}").format(
        projects=projects(len(data.projects)),
        amount=money(cost.amount, data.edition.currency),
        known=known(cost),
    )


def _listed(data: PackData) -> Sequence[PackProject]:
    """All projects; of too many, those that worry and then the dearest, in the order of the data."""
    if len(data.projects) <= MOST:
        return data.projects
    dearest = sorted(data.projects, key=_cost, reverse=True)
    chosen = {p.key for p in [*concerns(data), *dearest][:_CHOSEN]}
    return [project for project in data.projects if project.key in chosen]


def _cost(project: PackProject) -> Decimal:
    return project.cost if isinstance(project.cost, Decimal) else Decimal(0)


def _note(data: PackData, listed: Sequence[PackProject], writer: Money) -> str:
    said = [_("Whole-life cost, forecast, in {unit}").format(unit=writer.title)]
    if words := by_baseline(data):
        said.append(words)
    if data.edition.previous:
        said.append(_("changes since the pack before"))
    if rescaled(data):
        said.append(movement(data))
    if any(
        not isinstance(_past(project, back), Rating)
        for back in range(1, len(data.periods[-4:]))
        for project in listed
    ):
        said.append(_("an outlined dash means not reported"))
    if _asked(data):
        said.append(_("? the evidence suggests another rating"))
    if len(listed) < len(data.projects):
        said.insert(
            0,
            _("The {n} of {projects} that worry most or cost most; the register has them all").format(
                n=len(listed), projects=projects(len(data.projects))
            ),
        )
    return " · ".join(said)


def _columns(data: PackData, listed: Sequence[PackProject], writer: Money) -> list[_Shown]:
    """The columns that these projects fill, as far as there is room for them; the name takes what is left."""
    past = data.periods[-4:-1]
    found = [
        _Shown(code_column(p.code for p in listed), lambda p: Words(p.code, REGULAR, GREY)),
        _Shown(Column(_("Project"), 0), lambda p: _name(data, p)),
    ]
    if grouping(data) is None and any(p.organisation for p in listed):
        found.append(_Shown(Column(_("Organisation"), 90), lambda p: p.organisation or _none(), 4))
    if any(p.sponsor for p in listed):
        found.append(_Shown(Column(_("Owner"), 84), lambda p: p.sponsor or _none(), 7))
    if any(p.stage for p in listed):
        found.append(_Shown(Column(_("Stage"), 92), lambda p: p.stage or _none(), 5))
    for place, label in enumerate(past):
        back = len(past) - place
        if any(_past(p, back) is not None for p in listed):
            found.append(_Shown(Column(label, 34, CENTRE), _rated_past(back), 5 + place))
    asked = _asked(data)
    found.append(_Shown(Column(_("Now"), 58, CENTRE), lambda p: _now(p, asked)))
    found += _sides(listed)
    if any(p.forward_look for p in listed):
        found.append(_Shown(Column(_("Outlook"), 44, CENTRE), lambda p: look(p.forward_look), 6))
    if any(p.value_for_money for p in listed):
        found.append(_Shown(Column(_("Value for money"), 48), lambda p: p.value_for_money or _none(), 3))
    found += _figures(data, listed, writer)
    return _fitted(found, max(width(project.label, REGULAR, _SIZE) for project in listed) + _BESIDE)


def _sides(listed: Sequence[PackProject]) -> list[_Shown]:
    """The ratings of schedule, cost and the like, in the catalogue's order, each where any project has one.

    The first three, by time, cost and quality, give way last: they are what an office's board looks for.
    """
    kept = {side.label for project in listed for side in project.dimensions if isinstance(side.now, Rating)}
    shown = []
    for label in sorted(kept, key=lambda each: (SIDES.index(each) if each in SIDES else len(SIDES), each)):
        title = _(label)
        longest = max((width(word, SEMIBOLD, SMALL) for word in printable(title).split()), default=0.0)
        wide = min(max(BADGE, longest), _SIDE) + PAD
        shown.append(_Shown(Column(title, wide, CENTRE), _side(label), 8 if label in SIDES[:3] else 4))
    return shown


def _side(label: str) -> Write:
    """The rating of a project on this side of it; the outlined dash where the project has none."""
    return lambda project: Rated(next((side.now for side in project.dimensions if side.label == label), None))


def _figures(data: PackData, listed: Sequence[PackProject], writer: Money) -> list[_Shown]:
    found = []
    if any(p.cost is not None for p in listed):
        title = _("Cost {unit}").format(unit=writer.title)
        found.append(_Shown(Column(title, 60, RIGHT), lambda p: writer.cell(p.cost)))
    if any(isinstance(p.cost_before, Decimal) for p in listed):
        found.append(
            _Shown(Column(_("Cost change"), 46, RIGHT), lambda p: writer.change(p.cost, p.cost_before))
        )
    if any(expected(p.finish) is not None for p in listed):
        found.append(_Shown(Column(_("Finish"), 62, RIGHT), lambda p: _finish(data, p)))
    if any(isinstance(p.finish.before, date) for p in listed):
        found.append(
            _Shown(
                Column(_("Finish moved"), 50, RIGHT), lambda p: slip(expected(p.finish), p.finish.before), 7
            )
        )
    return found


def _fitted(found: Sequence[_Shown], name: float) -> list[_Shown]:
    """Those that have room beside the names, `name` wide; what names leave over goes to all the others, so that no gap gapes."""
    kept = list(found)
    while (room := PAGE_RIGHT - LEFT - sum(each.column.width for each in kept)) < _NAME:
        kept.remove(min(kept, key=lambda each: each.weight))
    wide = min(room, max(name, _NAME))
    others = kept[2:]
    share = 1 + (room - wide) / sum(each.column.width for each in others)
    return [
        kept[0],
        kept[1]._replace(column=kept[1].column._replace(width=wide)),
        *(each._replace(column=each.column._replace(width=share * each.column.width)) for each in others),
    ]


def _name(data: PackData, project: PackProject) -> Cell:
    return Words(project.label, target=f"project:{project.key}" if project.key in data.one_pagers else "")


def _finish(data: PackData, project: PackProject) -> Cell:
    finish = expected(project.finish)
    if isinstance(finish, date) and past_finish(data, project):
        return Stacked(
            Words(format_date(finish), REGULAR, LATE), Words(_("overdue"), REGULAR, LATE), Words("")
        )
    if isinstance(finish, date) and project.finish.forecast is None:  # nobody has said that it still holds
        return Stacked(Words(format_date(finish)), Words(_("baseline"), REGULAR, GREY), Words(""))
    return day_cell(finish)


def _none() -> Cell:
    return Words(missing(None), REGULAR, GREY)


def _asked(data: PackData) -> frozenset[str]:
    """The projects whose declared rating the evidence does not support, where the pack is to say so."""
    return frozenset(each.project for each in data.governance.questioned) if data.governance else frozenset()


def _now(project: PackProject, asked: frozenset[str]) -> Cell:
    """The badge with its movement; where there is no rating, why."""
    if isinstance(project.rating, Rating):
        return Rated(project.rating, earlier(project), asked=project.key in asked)
    return Words(missing(project.rating), REGULAR, GREY)


def _past(project: PackProject, back: int) -> object:
    return project.history[-1 - back] if len(project.history) > back else None


def _rated_past(back: int) -> Write:
    """The rating `back` periods before this one."""
    return lambda project: Rated(project.history[-1 - back] if len(project.history) > back else None)


def _rows(data: PackData, listed: Sequence[PackProject], row: Callable[[PackProject], Row]) -> list[Row]:
    """Under the name of each group where there are groups, in the order of the data."""
    found = grouping(data)
    if found is None:
        return [row(project) for project in listed]
    shown = {project.key for project in listed}
    rows: list[Row] = []
    for name, inside in found.groups.items():
        chosen = [project for project in inside if project.key in shown]
        if chosen:
            rows.append(Table((Column("", PAGE_RIGHT - LEFT),), _SIZE).band(name or _(found.nothing)))
            rows += [row(project) for project in chosen]
    return rows

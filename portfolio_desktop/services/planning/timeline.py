# SPDX-License-Identifier: Apache-2.0
"""One timeline of an office, from its programmes down to every task, as `rows` has it. Linear in what is shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.domain.schedule.calendars import Calendar
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.planning.bars import Bars
from portfolio_desktop.services.planning.baselines.chosen import choose
from portfolio_desktop.services.planning.gathered import Gathered, Project, gather, spanning
from portfolio_desktop.services.planning.grouping.arrows import arrows_of
from portfolio_desktop.services.planning.grouping.projects import rows_of
from portfolio_desktop.services.planning.grouping.tasks import TaskGroups
from portfolio_desktop.services.planning.rows import Mark, Row, Timeline
from portfolio_desktop.services.planning.scope import EVERYTHING_OPEN, Colour, Scope
from portfolio_desktop.storage.plans.calendars import read_calendars
from portfolio_desktop.storage.plans.holidays import known_until
from portfolio_desktop.storage.read import Reader

_COLOURED = ("project", "task", "milestone", "dependency")


def timeline_of(office: Office, scope: Scope = EVERYTHING_OPEN) -> Timeline:
    """What `scope` asks for. Dropped tasks, milestones and dependencies have no row."""
    with office.reading() as reader:
        return timeline_in(reader, scope)


def timeline_in(reader: Reader, scope: Scope = EVERYTHING_OPEN) -> Timeline:
    """`timeline_of` in a reading that is already held."""
    found = gather(reader, scope.projects, scope.where)
    chosen = choose(reader, scope.baselines, {each.id for each in found.projects})
    over = {name: _over(reader.catalogue, name) for name in _COLOURED}
    groups = TaskGroups(scope.tasks_by, found.names, _labels(reader.catalogue, "task"))
    bars = Bars(found, scope, reader.today, over, _tones(reader, scope, found), chosen, groups)
    rows = tuple(rows_of(reader, bars))
    calendar = _calendar(reader, found.projects)
    return Timeline(
        rows=rows,
        arrows=tuple(arrows_of(reader, found, rows)),
        marks=tuple(_marks(reader, found.projects)),
        days_off=frozenset(day for day, spans in calendar.exceptions.items() if not spans),
        weekend=frozenset(day for day, spans in enumerate(calendar.week) if not spans),
        baselines=chosen.labels,
        warnings=tuple(_warnings(rows)),
    )


def _over(catalogue: Catalogue, entity: str) -> frozenset[str]:
    field = catalogue.entity(entity).field("status")
    return frozenset(item.code for item in catalogue.choices(field).items if item.over)


def _labels(catalogue: Catalogue, entity: str) -> Mapping[str, str]:
    items = catalogue.choices(catalogue.entity(entity).field("status")).items
    return {item.code: _(item.label) for item in items}


def _tones(reader: Reader, scope: Scope, found: Gathered) -> Mapping[object, str]:
    """The number of each category that "colour by" tells apart."""
    keys: set[Id | None]
    match scope.colour:
        case Colour.OWNER:
            keys = {each.owner for each in found.projects}
            keys |= {task.owner for tasks in found.tasks.values() for task in tasks}
            keys |= {each.owner for some in found.milestones.values() for each in some}
        case Colour.PROGRAMME:
            keys = {each.programme for each in found.projects}
        case Colour.STATUS:
            return _tones_of_statuses(reader.catalogue)
        case _:
            return {}
    known = sorted((id for id in keys if id), key=lambda id: (found.names.get(id, ""), id))
    return {id: str(place) for place, id in enumerate(known)}


def _tones_of_statuses(catalogue: Catalogue) -> Mapping[object, str]:
    statuses = {name: catalogue.choices(catalogue.entity(name).field("status")).items for name in _COLOURED}
    return {
        (entity, item.code): str(place)
        for entity, items in statuses.items()
        for place, item in enumerate(items)
    }


def _marks(reader: Reader, projects: Collection[Project]) -> Iterator[Mark]:
    yield Mark(day=reader.today, label=_("Today"), kind="today")
    board = _next_board(reader)
    if board is not None:
        yield Mark(day=board, label=_("Board {day}").format(day=format_date(board)), kind="board")
    days = {project.plan_status for project in projects if project.plan_status}
    if len(days) == 1:
        (day,) = days
        yield Mark(day=day, label=_("Status {day}").format(day=format_date(day)), kind="status")


def _warnings(rows: Iterable[Row]) -> Iterator[str]:
    """A plan that goes on beyond the public holidays that have been published counts those days as worked."""
    last = spanning(row.span for row in rows if row.entity == "task").finish
    known = known_until()
    if last is not None and last.date() > known:
        text = _(
            "Public holidays are known until {known} and plans go on until {last}: look at them again then."
        )
        yield text.format(known=format_date(known), last=format_date(last.date()))


def _next_board(reader: Reader) -> date | None:
    """When the portfolio's board meets next; where none is named, any board."""
    portfolios = reader.values(reader.catalogue.entity("portfolio"), ("board_id",))
    named = {board for _id, board in portfolios if board}
    entity = reader.catalogue.entity("meeting")
    today = datetime.combine(reader.today, time())
    where = All((still_open(reader.catalogue, entity), Test("starts", Op.AT_LEAST, today.isoformat())))
    found = reader.values(entity, ("starts", "board_id"), where)
    days = [starts.date() for _id, starts, board in found if board in named or (board and not named)]
    return min(days, default=None)


def _calendar(reader: Reader, projects: Collection[Project]) -> Calendar:
    """The calendar whose days off are shaded: the one that all projects keep, else the portfolio's."""
    calendars = read_calendars(reader.connection)
    portfolios = dict(reader.values(reader.catalogue.entity("portfolio"), ("calendar_id",)))
    kept = {project.calendar or portfolios.get(project.portfolio) for project in projects}
    (only,) = kept if len(kept) == 1 else (None,)
    usual = next((id for id in portfolios.values() if id), "")
    return calendars.get(only or usual) or calendars[""]

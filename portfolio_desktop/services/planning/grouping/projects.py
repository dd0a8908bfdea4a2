# SPDX-License-Identifier: Apache-2.0
"""Projects under what gathers them: their portfolios where there are several, then programme, owner or confidence."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.services.planning.bars import Bars
from portfolio_desktop.services.planning.gathered import Project, spanning
from portfolio_desktop.services.planning.rows import Row, RowKind
from portfolio_desktop.services.planning.scope import Colour, Grouping
from portfolio_desktop.storage.read import Reader

_WITHOUT = {
    Grouping.PROGRAMME: N_("In no programme"),
    Grouping.OWNER: N_("Nobody owns it"),
    Grouping.CONFIDENCE: N_("Not rated"),
}


class _Heading(NamedTuple):
    """A group of projects. `rank` puts it among the others; what belongs to none comes last."""

    rank: tuple[bool, int, str]
    key: str
    record: Id | None
    rating: Rating | None = None


def rows_of(reader: Reader, bars: Bars) -> Iterator[Row]:
    """Every row of the timeline, in order."""
    projects = bars.found.projects
    by_portfolio: dict[Id | None, list[Project]] = {}
    for project in projects:
        by_portfolio.setdefault(project.portfolio, []).append(project)
    names = bars.found.names
    if len(by_portfolio) < 2 or bars.scope.group is Grouping.NONE:
        yield from _grouped(reader, bars, projects)
        return
    for portfolio in sorted(by_portfolio, key=lambda id: (id is None, names.get(id or Id(""), ""))):
        rows = list(_grouped(reader, bars, by_portfolio[portfolio], 1, f"{portfolio}/"))
        title = names.get(portfolio or Id(""), "") or _("In no portfolio")
        yield _over_all(rows, f"portfolio:{portfolio}", title, RowKind.GROUP, "portfolio", portfolio)
        yield from rows


def _grouped(
    reader: Reader, bars: Bars, projects: Collection[Project], level: int = 0, prefix: str = ""
) -> Iterator[Row]:
    if bars.scope.group is Grouping.NONE or len(projects) == 1:
        for project in projects:
            yield from bars.project(project, level)
        return
    groups: dict[str, list[Project]] = {}
    headings: dict[str, _Heading] = {}
    for project in projects:
        heading = _heading(bars, project)
        headings[heading.key] = heading
        groups.setdefault(heading.key, []).append(project)
    ratings = _ratings(reader) if bars.scope.group is Grouping.PROGRAMME else {}
    for heading in sorted(headings.values()):
        rows = [row for project in groups[heading.key] for row in bars.project(project, level + 1)]
        row = _heading_row(bars, heading, rows, ratings.get(heading.record), prefix)
        yield replace(row, level=level) if level else row
        yield from rows


def _heading(bars: Bars, project: Project) -> _Heading:
    match bars.scope.group:
        case Grouping.CONFIDENCE:
            rating = project.confidence
            level = level_of(rating) if rating else None
            order = list(_WORST_FIRST).index(level.tone) if level and level.tone in _WORST_FIRST else 9
            title = _(level.label) if level else ""
            return _Heading((rating is None, order, title), title, None)
        case Grouping.OWNER:
            id = project.owner
        case _:
            id = project.programme
    title = bars.found.names.get(id, "") if id else ""
    return _Heading((id is None, 0, title.casefold()), id or "", id)


_WORST_FIRST = ("red", "amber_red", "amber", "amber_green", "green")


def _heading_row(bars: Bars, heading: _Heading, rows: list[Row], rating: Rating | None, prefix: str) -> Row:
    title = bars.found.names.get(heading.record, "") if heading.record else heading.key
    title = title or _(_WITHOUT[bars.scope.group])
    key = f"{prefix}{bars.scope.group}:{heading.key}"
    if heading.record is None:
        return _over_all(rows, key, title, RowKind.GROUP)
    if bars.scope.group is Grouping.OWNER:
        return _over_all(rows, key, title, RowKind.GROUP, "person", heading.record)
    row = _over_all(rows, key, title, RowKind.PROGRAMME, "programme", heading.record)
    match bars.scope.colour:
        case Colour.RATING:
            return replace(row, tone=level_of(rating).tone if rating else "")
        case Colour.PROGRAMME:
            return replace(row, tone=bars.tones.get(heading.record, ""))
        case _:
            return row


def _over_all(
    rows: list[Row], key: str, title: str, kind: RowKind, entity: str = "", record: Id | None = None
) -> Row:
    """A row that stands above others and spans the projects among them."""
    projects = [row for row in rows if row.kind is RowKind.PROJECT]
    owner = title if entity == "person" else ""
    return Row(
        key=key,
        kind=kind,
        title=title,
        entity=entity if record else "",
        record=record or "",
        folds=bool(rows),
        count=len(projects),
        span=spanning(row.span for row in projects),
        owner=owner,
        programme=title if kind is RowKind.PROGRAMME else "",
    )


def _ratings(reader: Reader) -> dict[Id | None, Rating | None]:
    return dict(reader.values(reader.catalogue.entity("programme"), ("confidence",)))

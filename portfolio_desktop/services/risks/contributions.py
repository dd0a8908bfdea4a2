# SPDX-License-Identifier: Apache-2.0
"""The risks of many projects against those of the portfolio: which feeds which, how bad the worst is, where it is going."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.movement import Movement, Stand, movement
from portfolio_desktop.domain.risk_matrix import Cell
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.risks.lines import Lines, RiskLine
from portfolio_desktop.services.risks.since import Since
from portfolio_desktop.storage.read import Reader

_HIGHER = ["programme", "portfolio"]


@dataclass(frozen=True, slots=True)
class ProjectHead:
    """A column. `id` None gathers the risks that feed another without belonging to a project."""

    id: Id | None
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class ContributionCell:
    """The open risks of one project that feed one risk above, the weightiest first; `trend` is that of their worst score."""

    risks: tuple[RiskLine, ...]
    worst: Cell | None
    trend: Movement | None


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """An open risk of the portfolio or a programme, with its cells by project."""

    line: RiskLine
    cells: Mapping[Id | None, ContributionCell]


@dataclass(frozen=True, slots=True)
class Contributions:
    """Rows the weightiest first, columns by code. Only projects that feed something have a column."""

    since: Since
    projects: tuple[ProjectHead, ...]
    rows: tuple[ContributionRow, ...]


def contributions(office: Office) -> Contributions:
    """Every open risk of the portfolio and of programmes against the projects whose open risks feed it."""
    with office.reading() as reader, uncollected():
        lines = Lines(reader)
        fed = Test("contributes_to_id", Op.KNOWN)
        now, over = _by_cell(lines.open(fed)), _by_cell(lines.closed(fed))
        above = lines.open(Test("level", Op.ANY_OF, _HIGHER))
        rows = [
            ContributionRow(
                line,
                {
                    project: _cell(found, over.get((feeds, project), []), lines.since)
                    for (feeds, project), found in now.items()
                    if feeds == line.id
                },
            )
            for line in above
        ]
        heads = _heads(reader, {project for row in rows for project in row.cells})
    return Contributions(lines.since, heads, tuple(rows))


def _by_cell(lines: Iterable[RiskLine]) -> dict[tuple[Id | None, Id | None], list[RiskLine]]:
    found: dict[tuple[Id | None, Id | None], list[RiskLine]] = defaultdict(list)
    for line in lines:
        found[line.feeds, line.project].append(line)
    return found


def _cell(found: list[RiskLine], over: list[RiskLine], since: Since) -> ContributionCell:
    cells = [line.current for line in found if line.current]
    were = [line.before for line in (*found, *over) if line.before]
    worst = max(cells, key=lambda cell: cell.score, default=None)
    before = max((cell.score for cell in were), default=None)
    was = Stand(True, before) if were else None
    now = Stand(True, worst.score if worst else None)
    return ContributionCell(tuple(found), worst, movement(was, now) if since.known else None)


def _heads(reader: Reader, ids: set[Id | None]) -> tuple[ProjectHead, ...]:
    found = reader.many(reader.catalogue.entity("project"), [id for id in ids if id is not None])
    projects = (each for each in found if isinstance(each, Project))
    heads = sorted(
        (ProjectHead(each.id, each.code or "", each.title or "") for each in projects),
        key=lambda head: (head.code, head.title),
    )
    return (*heads, *([ProjectHead(None, "", _("No project"))] if None in ids else []))

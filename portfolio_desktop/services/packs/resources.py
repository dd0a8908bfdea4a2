# SPDX-License-Identifier: Apache-2.0
"""The people of a pack: what is asked of them by skill and month, and the clashes that concern its projects.

People are shared by all projects, so what others ask of them counts as well.
"""

from collections.abc import Collection
from decimal import Decimal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.capacity.clashes import Clash, GiveWay, Hire, MoveLater
from portfolio_desktop.domain.capacity.load import By, Cell, State
from portfolio_desktop.domain.capacity.months import first_day
from portfolio_desktop.domain.capacity.together import Joint
from portfolio_desktop.domain.pack.resources import LoadMonth, LoadRow, PackClash, PackResources, TeamPosts
from portfolio_desktop.services.capacity.gathering import Capacity, capacity_in
from portfolio_desktop.services.capacity.picture import Row, all_clashes, choices_of, joints, picture
from portfolio_desktop.services.capacity.staffing import Staffing, staffing
from portfolio_desktop.services.capacity.wording import (
    choice_title,
    clash_title,
    clash_words,
    joint_choice,
    joint_title,
    joint_words,
)
from portfolio_desktop.storage.read import Reader

_MONTHS = 12
_ROWS, _CLASHES = 16, 6
_TENTH = Decimal("0.1")


def resources_of(reader: Reader, projects: Collection[str]) -> PackResources | None:
    """The coming twelve months, and the posts; None where nobody asks for anybody and no posts are kept."""
    found = capacity_in(reader)
    rows = _rows(found, By.SKILL) or _rows(found, By.ROLE) if found.board.lines else []
    teams = tuple(map(_team, staffing(reader, found)))
    if not rows and not teams:
        return None
    clashes = [
        clash
        for clash in all_clashes(found, _MONTHS)
        if any(not asks.project or asks.project in projects for asks in clash.asks)
    ]
    together = [
        PackClash(joint_title(found, each), joint_words(each), (joint_choice(each),))
        for each in joints(found, _MONTHS)
        if not _projects(found, each).isdisjoint(projects)
    ]
    workers = found.board.workers.values()
    rule = found.board.thresholds
    return PackResources(
        first=first_day(found.first),
        rows=tuple(_row(row) for row in _gravest(rows)),
        clashes=tuple((*(_clash(found, clash) for clash in clashes), *together)[:_CLASHES]),
        told=found.of - len(found.untold),
        of=found.of,
        known=sum(worker.share is not None for worker in workers),
        people=len(workers),
        over=round(100 * rule.over),
        under=round(100 * rule.under),
        more=max(0, len(rows) - _ROWS),
        unshown=max(0, len(clashes) + len(together) - _CLASHES),
        teams=teams,
    )


def _team(each: Staffing) -> TeamPosts:
    return TeamPosts(
        each.team or _("In no team"),
        each.employees,
        each.contractors,
        each.total,
        each.unknown,
        each.funded,
        each.gap,
        each.gravity,
        each.vacant,
    )


def _projects(found: Capacity, joint: Joint) -> set[str]:
    """Whose asks are short together."""
    return {
        line.project
        for row in joint.rows
        for month in joint.months
        for line in found.board.lines_of(row, month)
    }


def _rows(found: Capacity, by: By) -> list[Row]:
    """The rows of which anything is asked, in their order; what nobody said is told by the counts."""
    return [
        row
        for row in picture(found, by, _MONTHS).rows
        if row.key.key and any(cell.demand for cell in row.cells)
    ]


def _gravest(rows: list[Row]) -> list[Row]:
    """As many as have room: those with most months of too much, in the order in which they came."""
    kept = sorted(rows, key=lambda row: -row.over)[:_ROWS]
    return [row for row in rows if row in kept]


def _row(row: Row) -> LoadRow:
    return LoadRow(row.title, row.people, tuple(map(_month, row.cells, row.states, row.together)))


def _month(cell: Cell, state: State, together: bool) -> LoadMonth:
    asked, there = Decimal(str(cell.people_asked())), Decimal(str(cell.people_there()))
    return LoadMonth(asked.quantize(_TENTH), there.quantize(_TENTH), state.value, together)


def _clash(found: Capacity, clash: Clash) -> PackClash:
    """What a board can decide: when projects come, who is hired, who does without."""
    offered = [each for each in choices_of(found, clash) if isinstance(each, MoveLater | Hire | GiveWay)]
    moves = [each for each in offered if isinstance(each, MoveLater)][:1]
    rest = [each for each in offered if not isinstance(each, MoveLater)]
    return PackClash(
        clash_title(found, clash),
        clash_words(found, clash),
        tuple(choice_title(found, clash, each) for each in (*moves, *rest)),
    )

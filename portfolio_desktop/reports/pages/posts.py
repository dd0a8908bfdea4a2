# SPDX-License-Identifier: Apache-2.0
"""Posts on the page of people: who is there, employed or bought in, against what there is money for, team by team."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.resources import TeamPosts
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.style import GREY, INK, LATE, LEFT, REGULAR, RIGHT, SEMIBOLD, SMALL
from portfolio_desktop.reports.table import RIGHT as END
from portfolio_desktop.reports.table import Cell, Column, Rated, Row, Table, Words

_NUMBER = 70.0
_TEAM, _GRAVITY = 160.0, 60.0
_VACANT = RIGHT - LEFT - _TEAM - 5 * _NUMBER - _GRAVITY
_NAMED = 4


def posts_title(teams: Sequence[TeamPosts]) -> str:
    """What the table says, in one sentence."""
    gap = sum((each.gap for each in teams if each.gap is not None and each.gap > 0), Decimal(0))
    if not gap:
        return _("Every funded post is filled")
    return _("{gap} full-time people are missing from funded posts").format(gap=f"{gap:,.1f}")


def put_posts(flow: Flow, teams: Sequence[TeamPosts]) -> None:
    """The table with its total, and how its numbers are made."""
    table = Table(
        (
            Column(_("Team"), _TEAM, lines=1),
            Column(_("Employees"), _NUMBER, END),
            Column(_("Contractors"), _NUMBER, END),
            Column(_("Total"), _NUMBER, END),
            Column(_("Funded posts"), _NUMBER, END),
            Column(_("Gap"), _NUMBER, END),
            Column(_("Gravity"), _GRAVITY, 0.5),
            Column(_("Vacant"), _VACANT, lines=2),
        ),
        8.0,
    )
    rows = [_row(table, each) for each in teams]
    if len(teams) > 1:
        rows.append(_total(table, teams))
    flow.table(table, rows, heading=_("Who is in post, in full-time people"))
    unknown = sum(each.unknown for each in teams)
    said = [_("Gap: funded posts less all who are there. Contractors: under contract or through an agency.")]
    if unknown:
        said.append(
            _("The working time of {count} people is not known: they are in no number.").format(count=unknown)
        )
    flow.prose(" ".join(said), SMALL, GREY)
    flow.gap(12)


def _row(table: Table, each: TeamPosts) -> Row:
    named = list(each.vacant[:_NAMED])
    if len(each.vacant) > _NAMED:
        named.append(_("and {n} more").format(n=len(each.vacant) - _NAMED))
    gravity: Cell = (
        Rated(each.gravity) if each.gravity is not None else Words("–" if each.vacant else "", REGULAR, GREY)
    )
    return table.row(
        each.team,
        *_numbers(each.employees, each.contractors, each.total, each.funded, each.gap, REGULAR),
        gravity,
        Words("; ".join(named)),
    )


def _total(table: Table, teams: Sequence[TeamPosts]) -> Row:
    def add(number: Callable[[TeamPosts], Decimal | None]) -> Decimal | None:
        known = [value for value in map(number, teams) if value is not None]
        return sum(known, Decimal(0)) if known else None

    told = sum(each.funded is not None for each in teams)
    short = _("{n} of {m} teams say").format(n=told, m=len(teams)) if told < len(teams) else ""
    numbers = _numbers(
        add(lambda each: each.employees),
        add(lambda each: each.contractors),
        add(lambda each: each.total),
        add(lambda each: each.funded),
        add(lambda each: each.gap),
        SEMIBOLD,
    )
    return table.row(Words(_("All teams"), SEMIBOLD), *numbers, "", Words(short, REGULAR, GREY))


def _numbers(
    employees: Decimal | None,
    contractors: Decimal | None,
    total: Decimal | None,
    funded: Decimal | None,
    gap: Decimal | None,
    face: str,
) -> list[Cell]:
    found: list[Cell] = [
        Words("–" if value is None else f"{value:,.1f}", face, GREY if value is None else INK)
        for value in (employees, contractors, total, funded)
    ]
    short = gap is not None and gap > 0
    said = "–" if gap is None else f"{gap:+,.1f}" if gap else "0.0"
    return [
        *found,
        Words(said, SEMIBOLD if short else face, LATE if short else INK if gap is not None else GREY),
    ]

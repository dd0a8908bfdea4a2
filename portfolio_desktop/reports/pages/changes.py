# SPDX-License-Identifier: Apache-2.0
"""What changed since the pack before, the bad news first."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack import Changes, Moved, PackData, PackProject, PackRisk
from portfolio_desktop.reports.flow import Flow, even
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, REGULAR
from portfolio_desktop.reports.table import RIGHT, Cell, Column, Rated, Row, Table, Words
from portfolio_desktop.reports.wording import Money, code_column, day, joined, sentence, span

_SIZE = 8.5


def sheets(data: PackData) -> list[Sheet]:
    section = _("What changed")
    if data.changes is None:
        flow = Flow(
            Sheet(_("This is the first pack, so there is nothing to compare it with"), "", section, "changes")
        )
        flow.prose(
            _("The next pack will say what joined, left and moved since this one was issued."), size=11
        )
        return flow.sheets
    note = _("Compared with the pack of {date}").format(date=format_date(data.changes.since))
    flow = Flow(Sheet(_title(data.changes), note, section, "changes"), even(2))
    _ratings(flow, data.changes)
    _dates(flow, data.changes)
    _costs(flow, data.changes, data.edition.currency)
    _members(flow, data.changes)
    _names(flow, data.changes)
    _risks(flow, data, data.changes)
    return flow.sheets


def _title(changes: Changes) -> str:
    worse = sum(moved.worse is True for moved in changes.ratings)
    better = sum(moved.worse is False for moved in changes.ratings)
    later = sum(moved.worse is True for moved in changes.dates)
    said = (
        (worse, _("{n} ratings worsened"), _("1 rating worsened")),
        (better, _("{n} improved"), _("1 improved")),
        (later, _("{n} dates moved later"), _("1 date moved later")),
        (len(changes.joined), _("{n} projects joined"), _("1 project joined")),
        (len(changes.left), _("{n} left"), _("1 left")),
        (len(changes.renamed), _("{n} were renamed"), _("1 was renamed")),
    )
    parts = [one if n == 1 else many.format(n=n) for n, many, one in said if n]
    return sentence(joined(parts[:5])) if parts else _("Nothing changed since the pack before")


def _ratings(flow: Flow, changes: Changes) -> None:
    table = Table(
        (*_named_columns(flow, 147, changes.ratings), Column(_("Before"), 50), Column(_("Now"), 97)), _SIZE
    )
    for heading, wanted in (
        (_("Ratings that worsened"), True),
        (_("Ratings that improved"), False),
        (_("Ratings given, withdrawn or on another scale"), None),
    ):
        chosen = [moved for moved in changes.ratings if moved.worse is wanted]
        rows = [
            table.row(*_named(moved), _rated(moved.before, worded=False), _rated(moved.now))
            for moved in chosen
        ]
        _section(flow, heading, table, rows)


def _section(flow: Flow, heading: str, table: Table, rows: Sequence[Row]) -> None:
    """A heading with its number, and the table; nothing at all where nothing changed."""
    if rows:
        flow.table(table, rows, heading=f"{heading} ({len(rows)})")
        flow.gap(16)


def _named_columns(flow: Flow, others: float, items: Sequence[Moved | PackProject]) -> tuple[Column, Column]:
    """Code and name, in what `others` leave of the width."""
    code = code_column(item.code for item in items)
    return (code, Column(_("Project"), flow.width - code.width - others))


def _named(moved: Moved) -> tuple[Cell, Cell]:
    return (Words(moved.code, REGULAR, GREY), moved.name)


def _rated(value: object, *, worded: bool = True) -> Cell:
    return Rated(value if isinstance(value, Rating | Unknown) else None, worded=worded)


def _dates(flow: Flow, changes: Changes) -> None:
    table = Table(
        (
            *_named_columns(flow, 174, changes.dates),
            Column(_("Before"), 62, RIGHT),
            Column(_("Now"), 62, RIGHT),
            Column(_("Change"), 50, RIGHT),
        ),
        _SIZE,
    )
    for heading, wanted in ((_("Dates that moved later"), True), (_("Dates that moved earlier"), False)):
        rows = [_date_row(table, moved) for moved in _longest(changes.dates) if moved.worse is wanted]
        _section(flow, heading, table, rows)


def _longest(dates: Iterable[Moved]) -> list[Moved]:
    def days(moved: Moved) -> int:
        known = isinstance(moved.before, date) and isinstance(moved.now, date)
        return abs((moved.now - moved.before).days) if known else 0  # type: ignore[operator, union-attr]

    return sorted(dates, key=days, reverse=True)


def _date_row(table: Table, moved: Moved) -> Row:
    before, now = moved.before, moved.now
    if not (isinstance(before, date) and isinstance(now, date)):
        return table.row(*_named(moved), "", "", "")
    return table.row(
        Words(moved.code, REGULAR, GREY),
        f"{moved.name}: {_(moved.what)}",
        day(before),
        day(now),
        span(before, now),
    )


def _costs(flow: Flow, changes: Changes, currency: str) -> None:
    costs = changes.costs
    amounts = [value for moved in costs for value in (moved.before, moved.now) if isinstance(value, Decimal)]
    money = Money(amounts, currency)
    table = Table(
        (
            *_named_columns(flow, 174, costs),
            Column(_("Before {unit}").format(unit=money.title), 62, RIGHT),
            Column(_("Now {unit}").format(unit=money.title), 62, RIGHT),
            Column(_("Change"), 50, RIGHT),
        ),
        _SIZE,
    )
    rows = [
        table.row(
            *_named(moved),
            money.cell(_amount(moved.before)),
            money.cell(_amount(moved.now)),
            money.change(_amount(moved.now), _amount(moved.before)),
        )
        for moved in costs
    ]
    _section(flow, _("Whole-life costs that moved"), table, rows)


def _amount(value: object) -> Decimal | Unknown | None:
    return value if isinstance(value, Decimal | Unknown) else None


def _members(flow: Flow, changes: Changes) -> None:
    table = Table(
        (
            *_named_columns(flow, 177, (*changes.joined, *changes.left)),
            Column(_("Programme"), 80),
            Column(_("Confidence"), 97),
        ),
        _SIZE,
    )

    def rows(projects: Sequence[PackProject]) -> list[Row]:
        return [
            table.row(Words(p.code, REGULAR, GREY), p.name, p.group, Rated(p.rating, worded=True))
            for p in projects
        ]

    _section(flow, _("Projects that joined"), table, rows(changes.joined))
    _section(flow, _("Projects that left"), table, rows(changes.left))


def _names(flow: Flow, changes: Changes) -> None:
    code = code_column(moved.code for moved in changes.renamed)
    half = (flow.width - code.width) / 2
    table = Table((code, Column(_("Was called"), half), Column(_("Is called"), half)), _SIZE)
    rows = [table.row(moved.code, str(moved.before), str(moved.now)) for moved in changes.renamed]
    _section(flow, _("Projects that were renamed"), table, rows)


def _risks(flow: Flow, data: PackData, changes: Changes) -> None:
    names = {project.key: project.label for project in (*data.projects, *changes.left)}
    code = code_column(risk.code for risk in (*changes.new_risks, *changes.closed_risks))
    columns = (code, Column(_("Risk or issue"), flow.width - code.width - 142))
    table = Table((*columns, Column(_("Project"), 108), Column(_("Score"), 34, RIGHT)), _SIZE)

    def rows(risks: Sequence[PackRisk]) -> list[Row]:
        return [
            table.row(
                Words(r.code, REGULAR, GREY),
                r.title,
                names.get(r.project, ""),
                r.band if r.score is None else str(r.score),
            )
            for r in risks
        ]

    _section(flow, _("New risks and issues"), table, rows(changes.new_risks))
    _section(flow, _("Closed risks and issues"), table, rows(changes.closed_risks))

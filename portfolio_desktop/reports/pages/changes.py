# SPDX-License-Identifier: Apache-2.0
"""What changed since the pack before, the bad news first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.data import ChangeLine, Changes, Moved, PackData, PackProject, Standing
from portfolio_desktop.domain.pack.figures import crossings, grouping, severity
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.reports.badge import label, missing
from portfolio_desktop.reports.flow import Flow, even, fewest
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, NOTE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import CENTRE, RIGHT, Cell, Column, Rated, Row, Table, Words
from portfolio_desktop.reports.wording import Money, code_column, day, joined, measure_of, sentence, span

_SIZE = 8.5
_GROUP = 84.0
_FINISH = "Finish"
_RATINGS, _FURTHEST, _MEMBERS, _NAMES, _RISKS, _REST, _LATE = 40, 15, 80, 40, 15, 30, 30
"""How many of each kind are listed. The headings say how many there are; the dashboard shows the movement of all."""


def sheets(data: PackData) -> list[Sheet]:
    changes = data.changes
    if changes is None:
        return []
    return fewest(lambda tight: _composed(data, changes, tight=tight))


def _composed(data: PackData, changes: Changes, *, tight: bool) -> list[Sheet]:
    note = _("Compared with the pack of {date}").format(date=format_date(changes.since))
    flow = Flow(Sheet(_title(changes), note, _("What changed"), "changes"), even(2), tight=tight)
    _ratings(flow, changes)
    _crossings(flow, changes)
    _dates(flow, changes)
    _costs(flow, data, changes)
    _risks(flow, data, changes)
    _rest(flow, data, changes)
    _late(flow, data, changes)
    _members(flow, data, changes)
    _names(flow, changes)
    if not flow.sheets[0].marks:
        flow.prose(_("No project, rating, date, cost or risk differs."), size=11)
    return flow.sheets


def _title(changes: Changes) -> str:
    worse = sum(moved.worse is True for moved in changes.ratings)
    better = sum(moved.worse is False for moved in changes.ratings)
    rescaled = sum(sum(crossing.counts.values()) for crossing in crossings(changes))
    later = sum(moved.worse is True for moved in changes.dates)
    said = (
        (worse, _("{n} ratings worsened"), _("1 rating worsened")),
        (better, _("{n} improved"), _("1 improved")),
        (rescaled, _("{n} ratings are on another scale"), _("1 rating is on another scale")),
        (later, _("{n} dates moved later"), _("1 date moved later")),
        (len(changes.late), _("{n} changes came late"), _("1 change came late")),
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
    one_side = sorted((moved for moved in changes.ratings if not _crosses(moved)), key=_grave, reverse=True)
    for heading, wanted in (
        (_("Ratings that worsened"), True),
        (_("Ratings that improved"), False),
        (_("Ratings given or withdrawn"), None),
    ):
        rows = [
            table.row(*_named(moved), _rated(moved.before, worded=False), _rated(moved.now))
            for moved in one_side
            if moved.worse is wanted
        ]
        _section(flow, heading, table, rows, _RATINGS)


def _grave(moved: Moved) -> int:
    return severity(moved.now if isinstance(moved.now, Rating) else None)


def _crosses(moved: Moved) -> bool:
    before, now = moved.before, moved.now
    return isinstance(before, Rating) and isinstance(now, Rating) and before.scale != now.scale


def _crossings(flow: Flow, changes: Changes) -> None:
    """Ratings of another scale are counted from level to level, and nothing is called better or worse."""
    for crossing in crossings(changes):
        head = Column(_("Before"), 120)
        span = min((flow.width - head.width) / len(crossing.now), 90.0)
        names = [Column(_("now {level}").format(level=label(now)), span, RIGHT) for now in crossing.now]
        table = Table((head, *names), _SIZE)
        rows = [
            table.row(
                Rated(was, worded=True),
                *(_number(crossing.counts.get((was, now), 0)) for now in crossing.now),
            )
            for was in crossing.before
        ]
        number = sum(crossing.counts.values())
        flow.table(table, rows, heading=_("Ratings on another scale ({n})").format(n=number))
        flow.prose(
            _("Levels of two scales are not compared: none of these counts as better or worse."), NOTE, GREY
        )
        flow.gap(16)


def _number(n: int) -> Cell:
    return Words(str(n), SEMIBOLD) if n else Words("–", REGULAR, GREY)


def _section(flow: Flow, heading: str, table: Table, rows: Sequence[Row], most: int, which: str = "") -> None:
    """A heading with its number, and the table; nothing at all where nothing changed. `which` says what comes first."""
    if rows:
        many = f"{len(rows):,}"
        if len(rows) > most:
            many = _("{n} of {all}").format(n=most, all=many) + which
        flow.table(table, rows[:most], heading=f"{heading} ({many})")
        flow.gap(16)


def _named_columns(
    flow: Flow, others: float, items: Sequence[Moved | PackProject], title: str = ""
) -> tuple[Column, Column]:
    """Code and name, in what `others` leave of the width."""
    code = code_column(item.code for item in items)
    return (code, Column(title or _("Project"), flow.width - code.width - others))


def _named(moved: Moved) -> tuple[Cell, Cell]:
    return (Words(moved.code, REGULAR, GREY), moved.name)


def _rated(value: object, *, worded: bool = True) -> Cell:
    return Rated(value if isinstance(value, Rating | Unknown) else None, worded=worded)


def _dates(flow: Flow, changes: Changes) -> None:
    table = Table(
        (
            *_named_columns(flow, 174, changes.dates, _("Project (its finish, unless named)")),
            Column(_("Before"), 62, RIGHT),
            Column(_("Now"), 62, RIGHT),
            Column(_("Change"), 50, RIGHT),
        ),
        _SIZE,
    )
    for heading, wanted in ((_("Dates that moved later"), True), (_("Dates that moved earlier"), False)):
        rows = [_date_row(table, moved) for moved in _longest(changes.dates) if moved.worse is wanted]
        _section(flow, heading, table, rows, _FURTHEST, _(", the furthest"))


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
        moved.name if moved.what == _FINISH else f"{_(moved.what)}: {moved.name}",
        day(before),
        day(now),
        span(before, now),
    )


def _costs(flow: Flow, data: PackData, changes: Changes) -> None:
    costs = changes.costs
    amounts = [value for moved in costs for value in (moved.before, moved.now) if isinstance(value, Decimal)]
    money = Money(amounts, data.edition.currency, measure_of(data))
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
        for moved in sorted(costs, key=_size, reverse=True)
    ]
    _section(flow, _("Whole-life costs that moved"), table, rows, _FURTHEST, _(", the largest"))


def _size(moved: Moved) -> Decimal:
    before, now = moved.before, moved.now
    known = isinstance(before, Decimal) and isinstance(now, Decimal)
    return abs(now - before) if known else Decimal(0)  # type: ignore[operator]


def _amount(value: object) -> Decimal | Unknown | None:
    return value if isinstance(value, Decimal | Unknown) else None


def _standing(standing: Standing) -> Cell:
    if isinstance(standing, Rating):
        return Rated(standing)
    return Words(missing(standing), REGULAR, GREY)


def _members(flow: Flow, data: PackData, changes: Changes) -> None:
    found = grouping(data)
    both = (*changes.joined, *changes.left)
    columns = [*_named_columns(flow, 60 + (_GROUP if found else 0), both)]
    if found:
        columns.append(Column(sentence(_(found.label)), _GROUP, lines=1))
    table = Table((*columns, Column(_("Rated"), 60, CENTRE)), _SIZE)

    def rows(projects: Sequence[PackProject]) -> list[Row]:
        groups = [[found.read(project)] if found else [] for project in projects]
        return [
            table.row(Words(p.code, REGULAR, GREY), p.label, *group, _standing(p.rating))
            for p, group in zip(projects, groups, strict=True)
        ]

    _section(flow, _("Projects that joined"), table, rows(changes.joined), _MEMBERS)
    _section(flow, _("Projects that left"), table, rows(changes.left), _MEMBERS)


def _names(flow: Flow, changes: Changes) -> None:
    code = code_column(moved.code for moved in changes.renamed)
    half = (flow.width - code.width) / 2
    table = Table((code, Column(_("Was called"), half), Column(_("Is called"), half)), _SIZE)
    rows = [table.row(moved.code, str(moved.before), str(moved.now)) for moved in changes.renamed]
    _section(flow, _("Projects that were renamed"), table, rows, _NAMES)


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

    _section(flow, _("New risks and issues"), table, rows(changes.new_risks), _RISKS)
    _section(flow, _("Closed risks and issues"), table, rows(changes.closed_risks), _RISKS)


def _rest(flow: Flow, data: PackData, changes: Changes) -> None:
    for topic in dict.fromkeys(line.topic for line in changes.rest):
        lines = [line for line in changes.rest if line.topic == topic]
        _lines(flow, data, changes, topic, lines, _REST)


def _late(flow: Flow, data: PackData, changes: Changes) -> None:
    """What the pack before could not know though it had been done: on another laptop, which had not sent it yet."""
    if changes.late:
        heading = _("Made before the last pack, arrived after it")
        _lines(flow, data, changes, heading, changes.late, _LATE, dated=True)


def _lines(
    flow: Flow,
    data: PackData,
    changes: Changes,
    heading: str,
    lines: Sequence[ChangeLine],
    most: int,
    *,
    dated: bool = False,
) -> None:
    names = {project.key: project.label for project in (*data.projects, *changes.left)}
    code = code_column(line.code for line in lines)
    last = Column(_("Made by, arrived") if dated else _("By"), 118 if dated else 72)
    rest = flow.width - code.width - last.width
    about = Column(_("What it is about"), rest * 0.5, lines=4)
    columns = (code, about, Column(_("What changed"), rest * 0.5, lines=3), last)
    table = Table(columns, _SIZE)
    rows = [
        table.row(
            Words(line.code, REGULAR, GREY),
            _about(line, names),
            line.text if line.stands else _("{text} (changed again since)").format(text=line.text),
            Words(_who(line, dated=dated), REGULAR, GREY),
        )
        for line in lines
    ]
    _section(flow, heading, table, rows, most)


def _about(line: ChangeLine, names: Mapping[str, str]) -> str:
    project = names.get(line.project, "")
    return line.title if project in ("", line.title) else f"{line.title} ({project})"


def _who(line: ChangeLine, *, dated: bool) -> str:
    if not dated:
        return line.author
    made = _("{who}, {moment}").format(who=line.author, moment=format_moment(line.made)) if line.made else ""
    arrived = _("arrived {moment}").format(moment=format_moment(line.arrived)) if line.arrived else ""
    return "; ".join(part for part in (made or line.author, arrived) if part)

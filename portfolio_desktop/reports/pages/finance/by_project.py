# SPDX-License-Identifier: Apache-2.0
"""What each project was approved to cost, has spent and will have cost in the end, with the totals of the portfolio."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.money import format_share, variance_over
from portfolio_desktop.domain.pack.data import Amount, PackData, total
from portfolio_desktop.domain.pack.figures import grouping
from portfolio_desktop.domain.pack.money import Budget, budget_gap, budgets
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, INK, LATE, LEFT, NOTE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import RIGHT, Cell, Column, Row, Table, Words
from portfolio_desktop.reports.wording import Money, code_column, joined, measure_of

_MOST = 60
"""A board reads the projects furthest from what was approved; the register has those of all."""
_NAMED = 6
"""So few projects that lack a value are named."""
_VALUES: tuple[tuple[str, Callable[[Budget], Amount]], ...] = (
    (N_("approved budget"), lambda each: each.approved),
    (N_("spent to date"), lambda each: each.spent),
    (N_("forecast outturn"), lambda each: each.outturn),
)


def sheets(data: PackData) -> list[Sheet]:
    """Nothing where nobody says what was approved or spent: the forecasts alone stand on the dashboard."""
    found = budgets(data)
    if not any(isinstance(amount, Decimal) for each in found for amount in (each.approved, each.spent)):
        return []
    listed = [each for each in found if each.says_anything][:_MOST]
    amounts = [amount for each in listed for amount in (each.approved, each.outturn)]
    money = Money(amounts, data.edition.currency, measure_of(data))
    flow = Flow(Sheet(_title(data, found), _note(listed, found, money), _("Money by project"), "budgets"))
    table = _table(data, listed, money)
    rows = [_row(table, data, each, money) for each in listed]
    flow.table(table, [*rows, *_totals(table, found, money)])
    flow.gap(4)
    flow.prose(_missing(found), NOTE, GREY)
    return flow.sheets


def _title(data: PackData, found: Sequence[Budget]) -> str:
    gap = budget_gap(found)
    if not gap.both:
        return _("No project states both what was approved and what it will cost")
    return variance_over(gap.both, gap.baseline, gap.forecast, data.edition.currency)


def _note(listed: Sequence[Budget], found: Sequence[Budget], money: Money) -> str:
    said = [
        _("Over the whole life, in {unit}, against the approved baseline; furthest above it first").format(
            unit=money.title
        )
    ]
    if len(listed) < sum(each.says_anything for each in found):
        said.append(_("the first {n}, the register has them all").format(n=len(listed)))
    return "; ".join(said)


def _table(data: PackData, listed: Sequence[Budget], money: Money) -> Table:
    code = code_column(each.project.code for each in listed)
    found = grouping(data)
    group = [Column(_(found.label).capitalize(), 130, lines=1)] if found else []
    titles = (_("Approved {unit}"), _("Spent to date {unit}"), _("Forecast outturn {unit}"))
    figures = [Column(title.format(unit=money.title), 78, RIGHT) for title in titles]
    figures += [
        Column(_("Variance {unit}").format(unit=money.title), 70, RIGHT),
        Column(_("Variance %"), 44, RIGHT),
    ]
    room = PAGE_RIGHT - LEFT - sum(column.width for column in (code, *group, *figures))
    return Table((code, Column(_("Project"), room), *group, *figures), 8.5)


def _row(table: Table, data: PackData, each: Budget, money: Money) -> Row:
    found = grouping(data)
    group = [found.read(each.project) or Words(_(found.nothing), REGULAR, GREY)] if found else []
    return table.row(
        Words(each.project.code, REGULAR, GREY),
        each.project.label,
        *group,
        money.cell(each.approved),
        _spent(each, money),
        money.cell(each.outturn),
        money.change(each.outturn, each.approved),
        _share(each.outturn, each.approved),
    )


def _spent(each: Budget, money: Money) -> Cell:
    """What has been spent, in the colour of late where that is more than was ever approved."""
    spent, approved = each.spent, each.approved
    if isinstance(spent, Decimal) and isinstance(approved, Decimal) and spent > approved:
        return Words(money.bare(spent), REGULAR, LATE)
    return money.cell(spent)


def _share(now: Amount, agreed: Amount) -> Cell:
    """The variance in hundredths of what was approved; a dash where that says nothing."""
    if not (isinstance(now, Decimal) and isinstance(agreed, Decimal) and agreed > 0):
        return Words("–", REGULAR, GREY)
    colour = LATE if now > agreed else INK if now < agreed else GREY
    return Words(format_share(now - agreed, agreed), REGULAR, colour)


def _totals(table: Table, found: Sequence[Budget], money: Money) -> list[Row]:
    """All that is known; where not every project states the same, those that can be compared stand in a row of their own."""
    sums = [total(read(each) for each in found) for _label, read in _VALUES]
    gap = budget_gap(found)
    blank = [""] * (len(table.columns) - 7)
    change = money.change(gap.forecast, gap.baseline), _share(gap.forecast, gap.baseline)
    nothing = Words("–", REGULAR, GREY)
    whole = sums[0].complete and sums[2].complete
    name = _("All {n}") if whole else _("All that is known")
    row = [
        "",
        Words(name.format(n=len(found)), SEMIBOLD),
        *blank,
        *(Words(money.bare(each.amount), SEMIBOLD) if each.known else nothing for each in sums),
        *(change if whole else (nothing, nothing)),
    ]
    if whole or not gap.both:
        return [table.row(*row)]
    both = ngettext("The {n} that states both", "The {n} that state both", gap.both).format(n=gap.both)
    amounts = money.bare(gap.baseline), "", money.bare(gap.forecast)
    return [table.row(*row), table.row("", Words(both, SEMIBOLD), *blank, *amounts, *change)]


def _missing(found: Sequence[Budget]) -> str:
    """Who says nothing of what, and whose totals are added up from their years."""
    said = []
    for label, read in _VALUES:
        silent = [each.project for each in found if not isinstance(read(each), Decimal)]
        if silent:
            codes = joined([each.code or each.label for each in silent])
            who = _("{n} of {all}").format(n=len(silent), all=len(found))
            said.append(f"{_(label)}: {who}" + (f" ({codes})" if len(silent) <= _NAMED else ""))
    words = [_("Every project says all three.")]
    if said:
        words = [_("Not reported, and never taken for zero: {values}.").format(values="; ".join(said))]
    added = sum(each.added for each in found)
    if added:
        text = ngettext(
            "Of {n} project, what it does not state itself is added up from its cost lines.",
            "Of {n} projects, what they do not state themselves is added up from their cost lines.",
            added,
        )
        words.append(text.format(n=added))
    return " ".join(words)

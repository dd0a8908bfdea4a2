# SPDX-License-Identifier: Apache-2.0
"""What a pack's pages add up: whole-life cost, and money by year. What is not known is never taken for zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portfolio_desktop.domain.pack.data import Amount, MoneyLine, PackData, PackProject, Total, total


def cost_total(data: PackData) -> Total:
    return total(project.cost for project in data.projects)


def like_for_like(data: PackData) -> tuple[Decimal, int]:
    """The change of whole-life cost over the projects that gave it both times, and how many those are."""
    pairs: list[tuple[Amount, Amount]] = [(project.cost, project.cost_before) for project in data.projects]
    both = [now - was for now, was in pairs if isinstance(now, Decimal) and isinstance(was, Decimal)]
    return sum(both, Decimal(0)), len(both)


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One financial year and one kind of money, added up over all projects: baseline, forecast, actual."""

    year: int
    kind: str
    totals: tuple[Total, Total, Total]


def money_by_year(projects: Sequence[PackProject]) -> tuple[YearTotal, ...]:
    """What is spent in each year and kind that any project states, in order.

    Lines that a project lacks are not counted as unknown.
    """
    return _by_year([line for project in projects for line in project.money])


def income_by_year(projects: Sequence[PackProject]) -> tuple[YearTotal, ...]:
    """What comes in, year by year."""
    return _by_year([line for project in projects for line in project.income])


def _by_year(lines: Sequence[MoneyLine]) -> tuple[YearTotal, ...]:
    keys = sorted({(line.year, line.kind) for line in lines})
    return tuple(
        YearTotal(
            year,
            kind,
            (
                total(line.baseline for line in lines if (line.year, line.kind) == (year, kind)),
                total(line.forecast for line in lines if (line.year, line.kind) == (year, kind)),
                total(line.actual for line in lines if (line.year, line.kind) == (year, kind)),
            ),
        )
        for year, kind in keys
    )


def year_sums(rows: Iterable[YearTotal], year: int) -> tuple[Total, Total, Total]:
    """All kinds of one year together."""
    chosen = [row.totals for row in rows if row.year == year]
    return (_sum(t[0] for t in chosen), _sum(t[1] for t in chosen), _sum(t[2] for t in chosen))


def year_reported(data: PackData) -> tuple[Total, Total]:
    """Budget and forecast of the reported year as the projects state them as a whole."""
    return (
        total(project.year_budget for project in data.projects),
        total(project.year_forecast for project in data.projects),
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """Baseline and forecast over the `both` projects or lines that state the two."""

    baseline: Decimal
    forecast: Decimal
    both: int


def cost_gap(data: PackData) -> Gap:
    """Whole-life cost as approved against its forecast, over the projects that give both."""
    return _gap((each.cost_baseline, None if each.cost_is_baseline else each.cost) for each in data.projects)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one project was approved to cost, has spent, and will have cost in the end.

    `added` says that some of it is stated nowhere and is what its cost lines add up to.
    """

    project: PackProject
    approved: Amount
    spent: Amount
    outturn: Amount
    added: bool

    @property
    def variance(self) -> Decimal | None:
        """How much more it will have cost than was approved; None where either is not known."""
        known = isinstance(self.outturn, Decimal) and isinstance(self.approved, Decimal)
        return self.outturn - self.approved if known else None  # type: ignore[operator]

    @property
    def says_anything(self) -> bool:
        return any(isinstance(each, Decimal) for each in (self.approved, self.spent, self.outturn))


def budgets(data: PackData) -> tuple[Budget, ...]:
    """Of every project, the worst variance first; those that cannot be compared come last, the dearest of them first."""
    return tuple(sorted(map(_budget, data.projects), key=_worst_first))


def budget_gap(found: Iterable[Budget]) -> Gap:
    """What was approved against the outturn, over the projects that give both."""
    return _gap((each.approved, each.outturn) for each in found)


def _budget(project: PackProject) -> Budget:
    """As the project states it; what it does not state is added up from its cost lines, where these are whole."""
    outturn = None if project.cost_is_baseline else project.cost
    stated = (project.cost_baseline, project.spent, outturn)
    lines = project.money
    spent = total(line.actual for line in lines)
    from_lines = (
        _whole(line.baseline for line in lines),
        spent.amount if spent.known else None,
        _whole(line.actual if line.forecast is None else line.forecast for line in lines),
    )
    found = [added if known is None else known for known, added in zip(stated, from_lines, strict=True)]
    return Budget(project, found[0], found[1], found[2], tuple(found) != stated)


def _whole(amounts: Iterable[Amount]) -> Decimal | None:
    """The sum of amounts that are all known: part of a whole life is no total."""
    found = total(amounts)
    return found.amount if found.known and found.complete else None


def _worst_first(each: Budget) -> tuple[bool, Decimal, Decimal, str]:
    largest = each.outturn if isinstance(each.outturn, Decimal) else each.approved
    size = largest if isinstance(largest, Decimal) else Decimal(0)
    return each.variance is None, -(each.variance or Decimal(0)), -size, each.project.code


@dataclass(frozen=True, slots=True)
class YearGap(Gap):
    """That of one `year`, over lines; over projects if `by_project`."""

    year: int
    by_project: bool


def year_gap(data: PackData) -> YearGap:
    """This year's baseline against its forecast, like for like, by cost lines.

    Where there are none, it is the budget and forecast that the projects last reported, of the year they meant by it.
    """
    if any(project.money for project in data.projects):
        return line_gap(data, data.edition.this_year)
    pairs = [(project.year_budget, project.year_forecast) for project in data.projects]
    return _of_year(_gap(pairs), data.edition.reported_year, by_project=True)


def line_gap(data: PackData, year: int) -> YearGap:
    """Baseline against forecast of one year over the cost lines that state both."""
    lines = [line for project in data.projects for line in project.money if line.year == year]
    return _of_year(_gap((line.baseline, line.forecast) for line in lines), year, by_project=False)


def _of_year(gap: Gap, year: int, *, by_project: bool) -> YearGap:
    return YearGap(gap.baseline, gap.forecast, gap.both, year, by_project)


def _gap(pairs: Iterable[tuple[Amount, Amount]]) -> Gap:
    both = [(was, now) for was, now in pairs if isinstance(was, Decimal) and isinstance(now, Decimal)]
    zero = Decimal(0)
    return Gap(sum((was for was, _now in both), zero), sum((now for _was, now in both), zero), len(both))


def _sum(totals: Iterable[Total]) -> Total:
    given = tuple(totals)
    return Total(
        sum((t.amount for t in given), Decimal(0)), sum(t.known for t in given), sum(t.of for t in given)
    )

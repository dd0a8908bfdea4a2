# SPDX-License-Identifier: Apache-2.0
"""The money of the risk log: each risk's expected value, and what all of them may cost against the contingency held."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter
from portfolio_desktop.domain.exposure import Cover, Event, Exposure, Spread, cover, event, exposure, spread
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.read import Reader, Total

FIGURES = ("probability", "money_low", "money_likely", "money_high")
"""The fields of a risk that hold its figures."""

_PENNY = Decimal("0.01")
_MARKS = range(5, 100, 5)


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """One risk that counts. `chance` in hundredths; amounts as the event's, so that gains are negative."""

    id: Id
    code: str
    title: str
    kind: str
    chance: Decimal
    cost: Spread
    expected: Decimal


@dataclass(frozen=True, slots=True)
class RiskExposure:
    """What the open risks may cost. `lines` are the `len(lines)` of `of` that state probability and money, largest first.

    `contingency` is what projects that are not over hold, with how many of them say so; `cover` None where none does.
    `curve` gives the amounts that are enough with a chance of 5, 10, … 95 in a hundred.
    """

    figures: Exposure
    method: str
    lines: tuple[ExposureLine, ...]
    of: int
    contingency: Total
    cover: Cover | None
    curve: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True)
class RiskMoney:
    """What the log states of money, before anything is worked out: a row for each open risk, and what is held for them."""

    risks: tuple[tuple[Any, ...], ...]
    held: Total


def risk_exposure(office: Office, where: Filter = EVERYTHING) -> RiskExposure:
    """The exposure from the open risks that `where` means, against the contingency that is there for them."""
    return exposure_of(risk_money(office, where))


def risk_money(office: Office, where: Filter = EVERYTHING) -> RiskMoney:
    """What the open risks that `where` means state of money.

    For all open risks all open projects hold contingency, for some of them the projects of those.
    """
    with office.reading() as reader:
        entity = reader.catalogue.entity("risk")
        chosen = together((where, still_open(reader.catalogue, entity)))
        risks = reader.values(entity, ("code", "title", "kind", *FIGURES), chosen)
        projects = None
        if where != EVERYTHING:
            projects = {project for _id, project in reader.values(entity, ("project_id",), chosen)}
        return RiskMoney(tuple(risks), _contingency(reader, projects))


def exposure_of(money: RiskMoney, progress: Progress | None = None) -> RiskExposure:
    """What that comes to. It takes seconds for many thousands of risks, and no workspace; `progress` may stop it."""
    counted = [(_line(risk, found), found) for risk in money.risks if (found := event_of(*risk[3:]))]
    figures = exposure([found for _line, found in counted], progress)
    return RiskExposure(
        figures,
        method_words(figures),
        tuple(sorted((line for line, _event in counted), key=lambda line: (-abs(line.expected), line.code))),
        len(money.risks),
        money.held,
        cover(figures, money.held.sum) if money.held.known else None,
        tuple((percent, figures.totals.percentile(percent)) for percent in _MARKS),
    )


def event_of(kind: object, probability: object, low: object, likely: object, high: object) -> Event | None:
    """A risk as an event; None where its probability or its money is not known, or makes no sense."""
    if not isinstance(probability, Decimal) or not 0 <= probability <= 100:
        return None
    cost = spread(*(each if isinstance(each, Decimal) else None for each in (low, likely, high)))
    return event(probability / 100, cost, opportunity=kind == "opportunity") if cost else None


def method_words(figures: Exposure) -> str:
    """How the figures were worked out, for beneath them."""
    means = _("Expected value: probability × the mean of least, likely and most (triangular).")
    totals = figures.totals
    if totals.is_exact:
        return means + " " + _("P50 and P80: every combination counted, risks independent of each other.")
    return (
        means
        + " "
        + _(
            "P50 and P80: simulated in {runs} runs from seed {seed}, each amount a triangle, risks independent."
        ).format(runs=f"{totals.runs:,}", seed=totals.seed)
    )


def _line(row: tuple[Any, ...], found: Event) -> ExposureLine:
    id, code, title, kind, *_figures = row
    (outcome,) = found.outcomes
    chance, expected = outcome.chance * 100, found.expected.quantize(_PENNY)
    return ExposureLine(id, code or "", title or "", kind or "threat", chance, outcome.cost, expected)


def _contingency(reader: Reader, projects: Collection[object] | None) -> Total:
    """What open projects hold, all of them or those among `projects`."""
    entity = reader.catalogue.entity("project")
    rows = reader.values(entity, ("contingency",), still_open(reader.catalogue, entity))
    given = [held for id, held in rows if projects is None or id in projects]
    known = [held for held in given if isinstance(held, Decimal)]
    return Total(sum(known, Decimal()), len(known), len(given))

# SPDX-License-Identifier: Apache-2.0
"""What the figures of a pack say of a project that says nothing of itself: its finish, its cost, its gravest threat."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.figures import past_finish
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.domain.risk_matrix import Cell, Point

_GRAVE = 2
"""So many bands from the gravest are worth a word."""


def known(data: PackData, project: PackProject) -> tuple[str, ...]:
    """One sentence for each figure that is amiss: the dates first, then the money, then the gravest threat."""
    return (*_dates(data, project), *_cost(project), *_threat(data, project))


def _dates(data: PackData, project: PackProject) -> Iterator[str]:
    finish, agreed = expected(project.finish), project.finish.baseline
    if past_finish(data, project):
        assert isinstance(finish, date)
        days = (data.edition.as_of - finish).days
        yield ngettext(
            "{n} day past its finish date and not closed.",
            "{n} days past its finish date and not closed.",
            days,
        ).format(n=days)
    if isinstance(finish, date) and isinstance(agreed, date) and finish > agreed:
        days = (finish - agreed).days
        yield ngettext(
            "The finish is {n} day later than agreed.", "The finish is {n} days later than agreed.", days
        ).format(n=f"{days:,}")


def _cost(project: PackProject) -> Iterator[str]:
    now, agreed = project.cost, project.cost_baseline
    if isinstance(now, Decimal) and isinstance(agreed, Decimal) and now > agreed > 0:
        share = round((now - agreed) / agreed * 100)
        if share:
            yield _("The cost is forecast {share}% above what was agreed.").format(share=f"{share:,}")


def _threat(data: PackData, project: PackProject) -> Iterator[str]:
    placed = [
        (cell, risk) for risk in data.risks if risk.project == project.key and (cell := _cell(data, risk))
    ]
    grave = {band.code for band in data.risk_matrix.bands[-_GRAVE:]}
    found = [(cell, risk) for cell, risk in placed if cell.band.code in grave]
    if found:
        cell, risk = max(found, key=lambda each: each[0].score)
        yield _("{band} risk: {title}").format(band=_(cell.band.label), title=risk.title)


def _cell(data: PackData, risk: PackRisk) -> Cell | None:
    if risk.kind != "risk" or risk.likelihood is None or risk.impact is None:
        return None
    return data.risk_matrix.cell(Point(risk.likelihood, risk.impact))

# SPDX-License-Identifier: Apache-2.0
"""Whose pack it is: the particulars of its cover, from the portfolio where the choices leave them out."""

from datetime import date, datetime
from typing import cast

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _, tag
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.meetings import Meeting
from portfolio_desktop.catalogue.records.portfolio import Portfolio
from portfolio_desktop.domain.pack.data import Edition, PackData
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.packs.choices import PackChoices
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_APRIL = 4


def portfolio_of(reader: Reader, choices: PackChoices) -> Portfolio | None:
    """The one that was chosen; else the first there is."""
    entity = reader.catalogue.entity("portfolio")
    if choices.portfolio is not None:
        return cast(Portfolio, record_of(reader, "portfolio", choices.portfolio))
    return cast(Portfolio | None, next(iter(reader.all(entity, order=(Sort("code"),))), None))


def edition_of(
    reader: Reader,
    choices: PackChoices,
    portfolio: Portfolio | None,
    as_of: date,
    reported: date | None,
    before: PackData | None,
) -> Edition:
    period = choices.period or format_month(reported or as_of)
    previous = before.edition.as_of if before else None
    read = reader.today if as_of != reader.today else None
    if portfolio is None:
        name = choices.title or _("Portfolio")
        return Edition(
            name,
            as_of,
            board=choices.board,
            organisation=choices.organisation,
            meeting=choices.meeting,
            period=period,
            version=choices.version,
            prepared_by=choices.prepared_by,
            cleared_by=choices.cleared_by,
            previous=previous,
            reported=reported,
            language=tag(),
            read=read,
        )
    entity = reader.catalogue.entity("portfolio")
    titles = link_titles(reader, entity, [portfolio])
    currency = (portfolio.currency or "GBP").upper()
    return Edition(
        portfolio=portfolio.title or "",
        as_of=as_of,
        board=titles.get(Id(str(portfolio.board_id)), "") or choices.board,
        meeting=choices.meeting or _meeting(reader, portfolio, as_of),
        period=period,
        version=choices.version,
        marking=words(reader.catalogue, entity.field("marking"), portfolio.marking),
        prepared_by=choices.prepared_by,
        cleared_by=choices.cleared_by,
        distribution=tuple(
            part.strip() for part in (portfolio.distribution or "").split(";") if part.strip()
        ),
        currency=_SYMBOLS.get(currency, currency),
        year_starts=year_start(portfolio),
        previous=previous,
        reported=reported,
        language=tag(),
        organisation=words(reader.catalogue, entity.field("organisation"), portfolio.organisation)
        or choices.organisation,
        read=read,
    )


def year_start(portfolio: Portfolio) -> int:
    """The month in which the portfolio's financial year begins: April unless it says otherwise."""
    said = portfolio.year_start
    return int(said) if isinstance(said, str) and said.isdecimal() and 1 <= int(said) <= 12 else _APRIL


def _meeting(reader: Reader, portfolio: Portfolio, as_of: date) -> date | None:
    """The board's next meeting that is planned."""
    entity = reader.catalogue.entity("meeting")
    if not isinstance(portfolio.board_id, str):
        return None
    planned = All((Test("board_id", Op.IS, portfolio.board_id), Test("status", Op.IS, "planned")))
    meetings = [cast(Meeting, each) for each in reader.all(entity, planned, (Sort("starts"),))]
    days = (each.starts.date() for each in meetings if isinstance(each.starts, datetime))
    return next((day for day in days if day >= as_of), None)

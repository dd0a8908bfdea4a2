# SPDX-License-Identifier: Apache-2.0
"""The moment that the present is compared with: what the last issued pack saw, else the state 30 days ago."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.periods import last_issued
from portfolio_desktop.storage.moments import frontier_at, touched_since
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import Frontier

DAYS = 30


@dataclass(frozen=True, slots=True)
class Since:
    """`pack` is the pack that set the moment, where one did. With nothing `known` then, nothing can have moved."""

    day: date
    label: str
    pack: Id | None
    frontier: Frontier

    @property
    def known(self) -> bool:
        return bool(self.frontier)


def last_board(reader: Reader) -> Since:
    """What the board saw last. A pack that was entered by hand knows its day alone, and the log what stood then."""
    pack = last_issued(reader)
    if pack is None:
        day = reader.today - timedelta(days=DAYS)
        return Since(day, _("since {day}").format(day=format_date(day)), None, _at(reader, day))
    issued = pack.issued_on.date() if pack.issued_on else None
    day = pack.as_of or issued or reader.today
    frontier = pack.frontier or _at(reader, issued or day)
    name = pack.code or pack.title
    return Since(day, _("since {pack} of {day}").format(pack=name, day=format_date(day)), pack.id, frontier)


def touched(reader: Reader, since: Since, risk: Id | None = None) -> Mapping[Id, Mapping[str, Any] | None]:
    """The risks (or the one risk) that have been touched since, with their plain values as they were.

    None for one that was not there.
    """
    if not since.known:
        return {}
    found = touched_since(reader.connection, "risk", since.frontier, risk)
    return {Id(record): values for record, values in found.items()}


def _at(reader: Reader, day: date) -> Frontier:
    """Where the log stood at the end of `day`, by this laptop's own time."""
    return frontier_at(reader.connection, datetime.combine(day + timedelta(days=1), time()).astimezone())

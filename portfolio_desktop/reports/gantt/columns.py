# SPDX-License-Identifier: Apache-2.0
"""The columns that a printed timeline can have beside its bars, by the names by which they are chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.reports.gantt.block import SheetColumn
from portfolio_desktop.services.planning.rows import Row, Span

USUAL = ("title", "start", "finish", "float")


def last_day(finish: datetime | None) -> date | None:
    """The day of a finish. The midnight that ends a day belongs to it."""
    return (finish - timedelta(minutes=1)).date() if finish else None


def finish(row: Row) -> str:
    return _said(last_day(row.span.finish))


def spare(row: Row) -> str:
    return "" if row.total_float is None or row.done else _signed(round(row.total_float))


def slip(row: Row) -> str:
    """Days by the calendar from the newest baseline to the finish now."""
    was, now = last_day(_agreed(row).finish), last_day(row.span.finish)
    return "" if was is None or now is None else _signed((now - was).days)


def is_late(row: Row) -> bool:
    was, now = last_day(_agreed(row).finish), last_day(row.span.finish)
    return was is not None and now is not None and now > was


def _has_no_float(row: Row) -> bool:
    return row.total_float is not None and row.total_float < 0 and not row.done


def _signed(days: int) -> str:
    return f"{days:+d}".replace("-", "\N{MINUS SIGN}") if days else "0"


def _agreed(row: Row) -> Span:
    return next((span for span in reversed(row.baselines) if span.finish), Span())


def _said(day: date | None) -> str:
    return format_date(day) if day else ""


COLUMNS = {
    "title": SheetColumn(N_("Name"), 190.0, lambda row: row.named, tree=True),
    "code": SheetColumn(N_("Code"), 46.0, lambda row: row.code),
    "start": SheetColumn(
        N_("Start"), 52.0, lambda row: _said(row.span.start and row.span.start.date()), True
    ),
    "finish": SheetColumn(N_("Finish"), 52.0, finish, True),
    "baseline": SheetColumn(N_("Baseline"), 52.0, lambda row: _said(last_day(_agreed(row).finish)), True),
    "slip": SheetColumn(N_("Slip"), 34.0, slip, True, is_late),
    "float": SheetColumn(N_("Float"), 34.0, spare, True, _has_no_float),
    "done": SheetColumn(
        N_("Done"), 34.0, lambda row: "" if row.progress is None else f"{row.progress:.0%}", True
    ),
    "owner": SheetColumn(N_("Owner"), 84.0, lambda row: row.owner),
    "resources": SheetColumn(N_("Resources"), 96.0, lambda row: row.resources),
}
"""Titles are to be translated, as `chosen` does."""


def chosen(names: Sequence[str]) -> tuple[SheetColumn, ...]:
    """The columns called so, in that order. Refuses a name that there is not."""
    for name in names:
        if name not in COLUMNS:
            text = _("There is no column “{name}”. There are: {names}.")
            raise Refusal(text.format(name=name, names=", ".join(COLUMNS)))
    found = (COLUMNS[name] for name in names)
    return tuple(replace(each, title=_(each.title)) for each in found)

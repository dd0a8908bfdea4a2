# SPDX-License-Identifier: Apache-2.0
"""A row, an arrow and a date in words: what the card says that hovers, and a screen reader reads."""

from datetime import datetime

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.services.planning.rows import Arrow, Row, RowKind, Span

KINDS = {
    RowKind.GROUP: N_("Group"),
    RowKind.PROGRAMME: N_("Programme"),
    RowKind.PROJECT: N_("Project"),
    RowKind.SUMMARY: N_("Stage"),
    RowKind.TASK: N_("Task"),
    RowKind.MILESTONE: N_("Milestone"),
}
LINKS = {
    "fs": N_("Finish to start"),
    "ss": N_("Start to start"),
    "ff": N_("Finish to finish"),
    "sf": N_("Start to finish"),
}


def span_words(span: Span, *, point: bool = False) -> str:
    """6 Apr 2026 – 19 Jun 2026; a point in time is said once."""
    if point:
        at = span.finish or span.start
        return format_date(at) if at else _("No date")
    if span.start is None and span.finish is None:
        return _("No dates")
    start = format_date(span.start) if span.start else _("start not known")
    finish = format_date(span.finish) if span.finish else _("finish not known")
    return f"{start} – {finish}"


def float_words(row: Row) -> str:
    """What delay the row bears."""
    if row.total_float is None or row.done:
        return ""
    days = f"{abs(row.total_float):g}"
    if row.total_float < 0:
        return _("{days} days too late for a date that has to be kept").format(days=days)
    if row.total_float == 0:
        return _("No float: each day it slips moves the finish")
    return _("Can slip {days} days before the finish moves").format(days=days)


def standing_words(row: Row) -> list[str]:
    """What there is to say of a row beside its dates, each a short phrase."""
    said = []
    if row.done:
        said.append(_("Done"))
    elif row.progress:
        said.append(_("{share} % done").format(share=round(100 * row.progress)))
    if not row.done and row.critical:
        said.append(_("Critical"))
    elif not row.done and row.near_critical:
        said.append(_("Nearly critical"))
    if row.stated:
        said.append(_("States {day} as its finish").format(day=format_date(row.stated)))
    if row.deadline:
        said.append(_("Deadline {day}").format(day=format_date(row.deadline)))
    return said


def row_words(row: Row, *, folded: bool) -> str:
    """The whole row in one sentence."""
    point = row.kind is RowKind.MILESTONE
    parts = [row.title, _(KINDS[row.kind]), _("level {level}").format(level=row.level + 1)]
    if row.folds:
        parts.append(_("folded") if folded else _("open"))
    parts += [span_words(row.span, point=point), *standing_words(row), float_words(row), row.conflict]
    return ", ".join(part for part in parts if part)


def arrow_words(arrow: Arrow, before: Row, after: Row) -> str:
    kind = _(LINKS[arrow.kind])
    lag = f" {arrow.lag}" if arrow.lag else ""
    words = _("{before} → {after}\n{kind}{lag}").format(
        before=before.title, after=after.title, kind=kind, lag=lag
    )
    return words + "\n" + _("The date it was promised for is outdated") if arrow.outdated else words


def moment_words(at: datetime, *, hours: bool) -> str:
    return format_moment(at) if hours else format_date(at)

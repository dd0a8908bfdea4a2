# SPDX-License-Identifier: Apache-2.0
"""The steering pack: `render_pack` turns a `PackData` into the bytes of a PDF, and touches nothing else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Cancelled, Progress, Stopped
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.reports.canvas import About, Page, write_pdf
from portfolio_desktop.reports.pages import (
    changes,
    contents,
    cover,
    dashboard,
    key,
    milestones,
    money,
    overview,
    project,
    quality,
    risks,
)
from portfolio_desktop.reports.pages.contents import Entry
from portfolio_desktop.reports.pages.headline import edition_name
from portfolio_desktop.reports.sheet import Sheet, framed
from portfolio_desktop.reports.text import printable

Section: TypeAlias = Callable[[PackData], list[Sheet]]

_SECTIONS: tuple[tuple[Section, str], ...] = (
    (overview.sheets, ""),
    (dashboard.sheets, ""),
    (changes.sheets, N_("What changed is left out: this is the first pack.")),
    (risks.sheets, N_("Risks and issues are left out: none is open.")),
    (money.sheets, N_("Money by year is left out: no project reports any.")),
    (milestones.sheets, N_("Milestones are left out: no milestone and no finish date is reported.")),
)
"""What each section prints, and what the contents say where it prints nothing."""
_CLOSING: tuple[Section, ...] = (quality.sheets, key.sheets)
_CURRENCY = 4


class _Watch:
    """Counts the work done and stops it when asked."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Stopped | None) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def step(self) -> None:
        if self._cancelled and self._cancelled():
            raise Cancelled
        self._done += 1
        if self._progress:
            self._progress(min(self._done, self._total), self._total)

    def more(self, steps: int) -> None:
        self._total += steps


def render_pack(
    data: PackData, *, progress: Progress | None = None, cancelled: Stopped | None = None
) -> bytes:
    """The pack as PDF, the same bytes for the same data. Raises Cancelled once `cancelled()` answers True.

    `progress(done, total)` is called after each section and each page; the total grows once the pages are counted.
    """
    watch = _Watch(len(_SECTIONS) + len(data.one_pagers) + len(_CLOSING), progress, cancelled)
    sheets = compose(data, watch.step)
    watch.more(len(sheets))
    edition = data.edition
    title, author = printable(edition_name(data)), printable(edition.prepared_by)
    about = About(title, author, _("Steering pack"), edition.language, edition.as_of)
    return write_pdf(_pages(data, sheets, watch), about)


def _with_short_currency(data: PackData) -> PackData:
    """A currency is a sign or a few letters: a longer one would push every amount out of its column."""
    currency = printable(data.edition.currency)[:_CURRENCY]
    return replace(data, edition=replace(data.edition, currency=currency))


def _nothing() -> None:
    """Nobody waits for the sheets one by one."""


def compose(data: PackData, step: Callable[[], None] = _nothing) -> list[Sheet]:
    """All sheets in their order; `step` is called after each section. The contents are set last, when it is known where
    everything is."""
    data = _with_short_currency(data)
    body: list[Sheet] = []
    absent: list[str] = []
    by_key = {each.key: each for each in data.projects}
    for section, why_not in _SECTIONS:
        found = section(data)
        body += found
        if not found and why_not and data.projects:
            absent.append((section is changes.sheets and _not_compared(data)) or _(why_not))
        step()
    for chosen in data.one_pagers:
        if chosen in by_key:
            body += project.sheets(data, by_key[chosen])
        step()
    for closing in _CLOSING:
        body += closing(data)
        step()
    front = cover.sheets(data)
    planned = contents.sheets(data, _entries(data, body, 0), absent)
    front += contents.sheets(data, _entries(data, body, len(front) + len(planned)), absent)
    return [*front, *body]


def _not_compared(data: PackData) -> str:
    """Why nothing is said of changes although there was a pack before; empty where there was none."""
    if not data.unreadable:
        return ""
    return _(
        "What changed is left out: the frozen data of the last pack, {title}, can no longer be read."
    ).format(title=data.unreadable)


def _entries(data: PackData, body: Sequence[Sheet], before: int) -> list[Entry]:
    """A line for each section; the project reports share the one of the first."""
    entries: list[Entry] = []
    reports = sum(sheet.level == 1 for sheet in body)
    for number, sheet in enumerate(body, before + 1):
        if sheet.level is not None and sheet.section not in {entry.words for entry in entries}:
            message = project.tally(data, reports) if sheet.level == 1 else sheet.title
            entries.append(
                Entry(sheet.section, message if message != sheet.section else "", number, sheet.anchor)
            )
    return entries


def _pages(data: PackData, sheets: Sequence[Sheet], watch: _Watch) -> Iterator[Page]:
    sections: set[str] = set()
    for number, sheet in enumerate(sheets, 1):
        marks = framed(sheet, data.edition, number, len(sheets))
        yield Page(marks, sheet.anchor or f"page:{number}", _outline(sheet, sections))
        watch.step()


def _outline(sheet: Sheet, sections: set[str]) -> list[tuple[int, str]]:
    """The section where it begins, and below it each sheet that has a name of its own."""
    lines: list[tuple[int, str]] = []
    if sheet.level is not None and sheet.section not in sections:
        sections.add(sheet.section)
        lines.append((0, sheet.section))
    if sheet.level == 1:
        lines.append((1, printable(sheet.title)[:120] or "–"))
    return lines

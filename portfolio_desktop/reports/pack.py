# SPDX-License-Identifier: Apache-2.0
"""The steering pack: `render_pack` turns a `PackData` into the bytes of a PDF, and touches nothing else."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Cancelled, Progress, Stopped
from portfolio_desktop.domain.pack import PackData
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

_SECTIONS: tuple[Section, ...] = (
    overview.sheets,
    dashboard.sheets,
    changes.sheets,
    risks.sheets,
    money.sheets,
    milestones.sheets,
)
_CLOSING: tuple[Section, ...] = (quality.sheets, key.sheets)


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
    sheets = _composed(data, watch)
    watch.more(len(sheets))
    edition = data.edition
    title, author = printable(edition_name(data)), printable(edition.prepared_by)
    about = About(title, author, _("Steering pack"), edition.language, edition.as_of)
    return write_pdf(_pages(data, sheets, watch), about)


def _composed(data: PackData, watch: _Watch) -> list[Sheet]:
    """All sheets in their order. The contents are set last, when it is known where everything is."""
    body: list[Sheet] = []
    by_key = {each.key: each for each in data.projects}
    opening, closing = (_SECTIONS, _CLOSING) if data.projects else (_without_projects(data), (key.sheets,))
    for section in opening:
        body += section(data)
        watch.step()
    for chosen in data.one_pagers:
        if chosen in by_key:
            body += project.sheets(data, by_key[chosen])
        watch.step()
    for section in closing:
        body += section(data)
        watch.step()
    front = cover.sheets(data)
    planned = contents.sheets(data, _entries(body, 0))
    front += contents.sheets(data, _entries(body, len(front) + len(planned)))
    return [*front, *body]


def _without_projects(data: PackData) -> tuple[Section, ...]:
    """Only what still has something to say, instead of one empty page after the other."""
    return tuple(
        section
        for section, wanted in (
            (overview.sheets, True),
            (changes.sheets, data.changes),
            (risks.sheets, data.risks),
        )
        if wanted
    )


def _entries(body: Sequence[Sheet], before: int) -> list[Entry]:
    """A line for each section; the project reports share the one of the first."""
    entries: list[Entry] = []
    for number, sheet in enumerate(body, before + 1):
        if sheet.level is not None and sheet.section not in {entry.words for entry in entries}:
            entries.append(Entry(sheet.section, number, sheet.anchor))
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

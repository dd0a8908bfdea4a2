# SPDX-License-Identifier: Apache-2.0
"""The steering pack: `render_pack` turns a `PackData` into the bytes of a PDF, and touches nothing else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from portfolio_desktop.base.dates import dates_for_everybody
from portfolio_desktop.base.i18n import N_, _, ngettext, speaking
from portfolio_desktop.base.memory import uncollected
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
    overview,
    project,
    quality,
    resources,
)
from portfolio_desktop.reports.pages.contents import Entry
from portfolio_desktop.reports.pages.finance import by_project, by_year
from portfolio_desktop.reports.pages.governance import actions, controls, gates, issues, papers, questions
from portfolio_desktop.reports.pages.headline import edition_name
from portfolio_desktop.reports.pages.plans import path, promises, roadmap
from portfolio_desktop.reports.pages.risk import top
from portfolio_desktop.reports.sheet import Sheet, beneath, framed
from portfolio_desktop.reports.text import printable
from portfolio_desktop.reports.wording import joined

Section: TypeAlias = Callable[[PackData], list[Sheet]]


def _when(data: PackData) -> list[Sheet]:
    """The portfolio on a timeline; in packs of earlier versions its milestones, as they were printed."""
    return roadmap.sheets(data) if data.schedule else milestones.sheets(data)


_SECTIONS: tuple[tuple[Section, str], ...] = (
    (actions.sheets, N_("past decisions and open actions")),
    (overview.sheets, ""),
    (changes.sheets, N_("What changed is left out: no pack was issued before.")),
    (dashboard.sheets, ""),
    (
        questions.sheets,
        N_("Ratings to challenge are left out: the evidence supports all that were declared."),
    ),
    (_when, N_("Milestones are left out: no milestone and no finish date is reported.")),
    (
        promises.sheets,
        N_("Promises between projects are left out: none is late, and none is outdated."),
    ),
    (path.sheets, ""),
    (
        by_project.sheets,
        N_("Money by project is left out: none reports what was approved or spent."),
    ),
    (by_year.sheets, N_("Money by year is left out: no project reports any.")),
    (resources.sheets, ""),
    (top.sheets, N_("Risks are left out: none is open.")),
    (
        issues.sheets,
        N_("Issues and escalations are left out: no escalation waits, and no issue is critical or high."),
    ),
    (gates.sheets, N_("gate reviews")),
    (controls.sheets, N_("Controls are left out: every control that is required is in place.")),
    (controls.changes, N_("change requests")),
    (papers.sheets, N_("papers for decisions")),
)
"""What each section prints, and what the contents say where it prints nothing."""
_IN_ONE = frozenset({actions.sheets, gates.sheets, controls.changes, papers.sheets})
"""Sections of which there is simply nothing: one sentence names them all, by the words above."""
_KEPT_LATER = frozenset({actions.sheets, gates.sheets, controls.sheets, controls.changes, papers.sheets})
"""Sections of which packs of an earlier version know nothing, so that nothing can be said of them."""
_SHARING = {"issues": issues.sheets, "controls": controls.sheets, "change-requests": controls.changes}
"""Sections that are nothing but tables, by their anchors: one that is short may begin below another."""
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


@dates_for_everybody()
@uncollected()
def render_pack(
    data: PackData, *, progress: Progress | None = None, cancelled: Stopped | None = None
) -> bytes:
    """The pack as PDF in its own language, the same bytes for the same data. Raises Cancelled once `cancelled()` answers True.

    `progress(done, total)` is called after each section and each page; the total grows once the pages are counted.
    """
    watch = _Watch(len(_SECTIONS) + len(data.one_pagers) + 1 + len(_CLOSING), progress, cancelled)
    edition = data.edition
    with speaking(edition.language):
        sheets = compose(data, watch.step)
        watch.more(len(sheets))
        title, author = printable(edition_name(data)), printable(edition.prepared_by)
        about = About(title, author, _("Steering pack"), edition.as_of)
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
    nothing: list[str] = []
    by_key = {each.key: each for each in data.projects}
    for section, why_not in _SECTIONS:
        found = section(data)
        _add(body, found, data)
        if not found and data.projects:
            words = _left_out(data, section, why_not)
            (nothing if section in _IN_ONE or not words.endswith(".") else absent).extend(
                filter(None, [words])
            )
        step()
    for chosen in data.one_pagers:
        if chosen in by_key:
            project.add(body, data, by_key[chosen])
        step()
    project.add_brief(body, data)
    step()
    for closing in _CLOSING:
        body += closing(data)
        step()
    if nothing:
        absent.append(
            _("Left out, as there is nothing to show: {sections}.").format(sections=joined(nothing))
        )
    if data.over:
        text = ngettext(
            "{n} project is left out: it is closed, cancelled or gone from the portfolio.",
            "{n} projects are left out: they are closed, cancelled or gone from the portfolio.",
            data.over,
        )
        absent.insert(0, text.format(n=f"{data.over:,}"))
    front = cover.sheets(data)
    entries = _entries(data, body, 0)
    lower = _below_the_contents(data, body, entries, absent)
    if lower is not None:
        page = len(front)
        body = body[1:]
        entries = [*_entries(data, [lower], page), *_entries(data, body, page + 1)]
        shared = contents.sheets(data, entries, absent, low=True)
        shared[0].below.append(lower)
        return [*front, *shared, *body]
    planned = contents.sheets(data, entries, absent)
    front += contents.sheets(data, _entries(data, body, len(front) + len(planned)), absent)
    return [*front, *body]


def _add(body: list[Sheet], found: list[Sheet], data: PackData) -> None:
    """Below the last page, where both are short and nothing but tables; else on pages of their own."""
    again = _SHARING.get(found[0].anchor) if len(found) == 1 else None
    if again is not None and body and body[-1].anchor in _SHARING:
        lower = beneath(body[-1], lambda y: again(data, y))
        if lower is not None:
            body[-1].below.append(lower)
            return
    body += found


def _below_the_contents(
    data: PackData, body: Sequence[Sheet], entries: Sequence[Entry], absent: Sequence[str]
) -> Sheet | None:
    """The actions, where no decision stands beside the contents and both are short; None where they keep their own page."""
    if data.asks or not body or body[0].anchor != actions.ANCHOR:
        return None
    if len(body) > 1 and body[1].level is None:
        return None
    (above,) = contents.sheets(data, entries, absent, low=True)
    return beneath(above, lambda y: actions.sheets(data, y))


def _left_out(data: PackData, section: Section, why_not: str) -> str:
    """Why a section is not there; empty where that cannot be said, or where nobody wanted it."""
    kept = data.governance
    if section is promises.sheets and (data.schedule is None or not data.schedule.open):
        return ""
    if section is changes.sheets and data.unreadable:
        return _not_compared(data)
    if section is questions.sheets:
        return _(why_not) if kept and kept.challenged else ""
    if kept is None and section is issues.sheets:
        return _("Issues are left out: none is open.")
    if kept is None and section in _KEPT_LATER:
        return ""
    if section is controls.sheets and kept and not kept.attested:
        return _("controls")
    return _(why_not) if why_not else ""


def _not_compared(data: PackData) -> str:
    """Why nothing is said of changes although there was a pack before."""
    return _(
        "What changed is left out: the frozen data of the last pack, {title}, can no longer be read."
    ).format(title=data.unreadable)


def _entries(data: PackData, body: Sequence[Sheet], before: int) -> list[Entry]:
    """A line for each section; the project reports share the one of the first."""
    entries: list[Entry] = []
    reports = sum(part.anchor.startswith(project.ANCHOR) for sheet in body for part in sheet.parts)
    parts = ((number, part) for number, sheet in enumerate(body, before + 1) for part in sheet.parts)
    for number, sheet in parts:
        if sheet.level is not None and sheet.section not in {entry.words for entry in entries}:
            one_of_many = sheet.anchor.startswith(project.ANCHOR)
            message = project.tally(data, reports) if one_of_many else sheet.title
            entries.append(
                Entry(sheet.section, message if message != sheet.section else "", number, sheet.anchor)
            )
    return entries


def _pages(data: PackData, sheets: Sequence[Sheet], watch: _Watch) -> Iterator[Page]:
    sections: set[str] = set()
    for number, sheet in enumerate(sheets, 1):
        marks = framed(sheet, data.edition, number, len(sheets))
        first, *further = [(part.anchor, _outline(part, sections)) for part in sheet.parts]
        yield Page(marks, first[0] or f"page:{number}", first[1], further)
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

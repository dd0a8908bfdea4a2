# SPDX-License-Identifier: Apache-2.0
"""What the data lack: how many projects report each value, and what each project has still to say."""

from collections import Counter
from collections.abc import Sequence

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import one_line
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.figures import Check, checks, stale
from portfolio_desktop.domain.pack.quality import PackQuality, share
from portfolio_desktop.reports.badge import missing
from portfolio_desktop.reports.flow import Flow, fewest
from portfolio_desktop.reports.primitives import Mark, Rect, Text, paragraph
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import ACCENT, BODY, GREY, HAIR, INK, LATE, LEFT, NOTE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import RIGHT, Column, Row, Table, Words
from portfolio_desktop.reports.text import shorten
from portfolio_desktop.reports.wording import code_column, projects, sentence

_KINDS = (N_("Missing"), N_("Not known"), N_("Out of date"), N_("Contradictory"), N_("Out of range"))

_HEADING = 16.0
_NAMED = 12
"""Contradictions that are named: who has more of them has the page of the window open anyway."""
_WHOLE = 8
"""How many registers stay on one page together."""
_MOST = 60
"""How many projects are listed with their gaps; the register shows those of all."""


def sheets(data: PackData) -> list[Sheet]:
    if not data.projects:
        return []
    return fewest(lambda tight: _composed(data, tight=tight))


def _composed(data: PackData, *, tight: bool) -> list[Sheet]:
    found = checks(data)
    note = _(
        "A value counts as known when the project reports it; what was said instead is kept and counted by reason"
    )
    flow = Flow(Sheet(_title(data, found), note, _("Data quality"), "quality"), tight=tight)
    for check in found:
        flow.put(_bar(check, len(data.projects), flow.x, flow.y), 15)
    flow.gap(14)
    _by_project(flow, data, found)
    if data.quality is not None:
        flow.gap(14)
        _by_register(flow, data.quality)
        _amiss(flow, data.quality)
    return flow.sheets


def _title(data: PackData, found: Sequence[Check]) -> str:
    """The largest gap that some projects do not have, and how many values nobody reports."""
    number = projects(len(data.projects))
    partial = _partial(data, found)
    nowhere = sum(len(check.gaps) == len(data.projects) for check in found)
    absent = ngettext(
        "{n} value is not reported by any", "{n} values are not reported by any", nowhere
    ).format(n=nowhere)
    if not partial:
        return (
            sentence(absent)
            if nowhere
            else _("Nothing is missing: all {projects} report every value").format(projects=number)
        )
    worst = max(partial, key=lambda check: len(check.gaps))
    words = ngettext(
        "{n} of {projects} does not report {what}", "{n} of {projects} do not report {what}", len(worst.gaps)
    )
    title = words.format(n=len(worst.gaps), projects=number, what=_(worst.label).lower())
    return f"{title}; {absent}" if nowhere else _("{title}, the largest gap").format(title=title)


def _partial(data: PackData, found: Sequence[Check]) -> list[Check]:
    """What some report and others do not; what nobody reports is said once, not once for each project."""
    return [check for check in found if 0 < len(check.gaps) < len(data.projects)]


def _bar(check: Check, whole: int, x: float, y: float) -> list[Mark]:
    """Known as the dark part of a pale whole, the number, and the reasons given for the rest."""
    start, reach = x + 150, 220.0
    known = whole - len(check.gaps)
    reasons = Counter(missing(gap) for gap in check.gaps.values())
    words = ", ".join(f"{reason.lower()} {n}" for reason, n in reasons.most_common())
    marks: list[Mark] = [
        Text(x, y + 9.5, _(check.label), REGULAR, BODY, INK),
        Rect(start, y + 2, reach, 9, HAIR),
        Rect(start, y + 2, max(reach * known / whole, 0.1), 9, ACCENT),
        Text(
            start + reach + 10,
            y + 9.5,
            _("{known:,} of {of:,}").format(known=known, of=whole),
            SEMIBOLD,
            BODY,
            INK,
        ),
    ]
    if words:
        said = shorten(words, REGULAR, NOTE, 300)
        marks.append(Text(start + reach + 86, y + 9.5, said, REGULAR, NOTE, GREY))
    return [paragraph(marks)]


def _by_project(flow: Flow, data: PackData, found: Sequence[Check]) -> None:
    code = code_column(project.code for project in data.projects)
    table = Table(
        (
            code,
            Column(_("Project"), 312 - code.width),
            Column(_("Missing"), 44, RIGHT),
            Column(_("What is missing, and what was said instead"), 316, lines=4),
            Column(_("Last report"), 90, RIGHT),
        ),
        8.5,
    )
    partial = _partial(data, found)
    gaps = [(project, [check for check in partial if project.key in check.gaps]) for project in data.projects]
    ranked = sorted(gaps, key=lambda item: -len(item[1]))
    lacking = [(project, missed) for project, missed in ranked if missed]
    heading = _("By project, most gaps first")
    if len(lacking) > _MOST:
        heading = _("By project, most gaps first ({n} of {all})").format(n=_MOST, all=f"{len(lacking):,}")
    rows = [_row(table, data, project, missed) for project, missed in lacking[:_MOST]]
    flow.table(table, rows, heading=heading, empty=_("No project lacks what others report."))
    nowhere = [_(check.label).lower() for check in found if len(check.gaps) == len(data.projects)]
    if nowhere:
        flow.gap(4)
        said = _("Left out of this list, for no project reports it: {values}.").format(
            values="; ".join(nowhere)
        )
        flow.prose(said, NOTE, GREY)


def _by_register(flow: Flow, found: PackQuality) -> None:
    """What registers lack, with the share of checks that hold, the worst first; those that lack nothing are left out."""
    table = Table(
        (
            Column(_("Register"), PAGE_RIGHT - LEFT - 90 - 70 - 76 * len(_KINDS)),
            Column(_("Checks that hold"), 90, RIGHT),
            Column(_("Checks"), 70, RIGHT),
            *(Column(_(title), 76, RIGHT) for title in _KINDS),
        ),
        8.5,
    )
    rows = [
        table.row(
            each.title,
            share(each.held, each.checks),
            f"{each.checks:,}",
            *(
                f"{count:,}"
                for count in (each.missing, each.unknown, each.stale, each.inconsistent, each.out_of_range)
            ),
        )
        for each in found.lines
        if each.held < each.checks or each.unknown
    ]
    said = _("By register: {share} of {checks} checks hold").format(
        share=share(found.held, found.checks), checks=f"{found.checks:,}"
    )
    if found.checks_before:
        before = share(found.held_before, found.checks_before)
        said = _("{now}; {before} in the pack before").format(now=said, before=before)
    flow.need(_HEADING + table.head_height + sum(row.height for row in rows[:_WHOLE]))
    flow.table(table, rows, heading=said, empty=_("Nothing is amiss in any register."))


def _amiss(flow: Flow, found: PackQuality) -> None:
    """What contradicts itself, by name; the register shows the rest."""
    if not found.amiss:
        return
    flow.gap(6)
    for each in found.amiss[:_NAMED]:
        who = " ".join(filter(None, (each.code, each.title)))
        said = f" ({each.said})" if each.said else ""
        flow.prose(_("{record}: {what}{said}").format(record=who, what=each.what, said=said), NOTE)
    whole = sum(line.inconsistent + line.out_of_range for line in found.lines)
    if whole > _NAMED:
        rest = _("and {n} more; Data quality in the window names them all").format(n=f"{whole - _NAMED:,}")
        flow.prose(rest, NOTE, GREY)


def _row(table: Table, data: PackData, project: PackProject, lacking: Sequence[Check]) -> Row:
    updated = format_date(project.updated) if project.updated else missing(None)
    aged = Words(updated, REGULAR, LATE if stale(data, project) else GREY)
    return table.row(
        Words(project.code, REGULAR, GREY), project.label, str(len(lacking)), _said(project, lacking), aged
    )


def _said(project: PackProject, lacking: Sequence[Check]) -> str:
    """What is missing by the words that stood in its place, so that one reason for many values is given once."""
    by_words: dict[str, list[str]] = {}
    for check in lacking:
        gap = check.gaps[project.key]
        by_words.setdefault(one_line(gap.text) if gap else "", []).append(_(check.label))
    parts = [
        f"{', '.join(labels)}: {words}" if words else ", ".join(labels) for words, labels in by_words.items()
    ]
    return "; ".join(parts)

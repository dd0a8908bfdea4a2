# SPDX-License-Identifier: Apache-2.0
"""Required controls that are not in place, project by project, and changes asked of the baselines."""

from collections.abc import Sequence
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import NN_, _, ngettext
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.governance import Change, Controlled, Gap
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.governance.gates import due_cell
from portfolio_desktop.reports.pages.risk.places import names
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, INK, LATE, REGULAR, SEMIBOLD, TITLE_TOP
from portfolio_desktop.reports.table import RIGHT, Cell, Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.wording import Money, count, sentence

_SIZE = 8.5
_MOST = 40


def sheets(data: PackData, y: float = TITLE_TOP) -> list[Sheet]:
    """Controls; none where nobody has attested one, or nothing is missing."""
    kept = data.governance
    if kept is None or not kept.controls:
        return []
    title = _("{missing} not in place in {projects}").format(
        missing=sentence(
            count(sum(map(_lacking, kept.controls)), *NN_("required control", "required controls"))
        ),
        projects=count(len(kept.controls), *NN_("project", "projects")),
    )
    note = _("Controls that the tier of each project requires; those with most that was found missing first")
    flow = Flow(Sheet(title, note, _("Controls"), "controls", y=y))
    table = Table(
        (
            Column(_("Project"), 178),
            Column(_("Required"), 50, RIGHT),
            Column(_("In place"), 46, RIGHT),
            Column(_("Partly"), 44, RIGHT),
            Column(_("Not in place"), 44, RIGHT),
            Column(_("Evidence expired"), 52, RIGHT),
            Column(_("Never attested"), 54, RIGHT),
            Column(_("What was found missing"), 294, lines=4),
        ),
        _SIZE,
    )
    shown = kept.controls[:_MOST]
    heading = (
        _("{n} of {all} projects").format(n=len(shown), all=len(kept.controls))
        if len(shown) < len(kept.controls)
        else ""
    )
    flow.table(table, [_controlled(table, each, names(data)) for each in shown], heading=heading)
    return flow.sheets


def changes(data: PackData, y: float = TITLE_TOP) -> list[Sheet]:
    """Change requests that wait, and those approved since the pack before."""
    kept = data.governance
    if kept is None or not kept.changes:
        return []
    waiting = [each for each in kept.changes if each.waiting]
    agreed = [each for each in kept.changes if not each.waiting]
    parts = [
        ngettext("{n} change request waits", "{n} change requests wait", len(waiting)).format(
            n=len(waiting) or _("No")
        )
    ]
    if agreed:
        parts.append(_("{n} approved").format(n=len(agreed)))
    note = _("Changes asked of agreed scope, time and money")
    flow = Flow(Sheet(sentence("; ".join(parts)), note, _("Change requests"), "change-requests", y=y))
    for heading, found in (
        (_("Waiting for a decision"), waiting),
        (_("Approved since {date}").format(date=format_date(kept.since)), agreed),
    ):
        if found:
            _changes(flow, data, heading, found)
            flow.gap(14)
    return flow.sheets


def _lacking(each: Controlled) -> int:
    return each.partly + each.missing + each.expired + each.never


def _controlled(table: Table, each: Controlled, projects: dict[str, str]) -> Row:
    return table.row(
        projects.get(each.project, "–"),
        f"{each.needed:,}",
        f"{each.in_place:,}",
        *(_number(n) for n in (each.partly, each.missing, each.expired, each.never)),
        Words(
            "; ".join(map(_gap, each.gaps)) or _("Nothing so far: the rest was never attested"),
            REGULAR,
            INK if each.gaps else GREY,
        ),
    )


def _number(n: int) -> Cell:
    return Words(f"{n:,}", SEMIBOLD, INK) if n else Words("–", REGULAR, GREY)


def _gap(gap: Gap) -> str:
    how = gap.sign.label.lower()
    if gap.expired:
        how = _("expired {date}").format(date=format_date(gap.expired))
    return _("{title} ({how})").format(title=gap.title or gap.code, how=how)


def _changes(flow: Flow, data: PackData, heading: str, found: Sequence[Change]) -> None:
    writer = Money([each.cost for each in found], data.edition.currency)
    decided = not found[0].waiting
    table = Table(
        (
            Column(_("Change"), 220, lines=3),
            Column(_("Baseline"), 62),
            Column(_("Cost {unit}").format(unit=writer.title), 56, RIGHT),
            Column(_("End"), 60, RIGHT),
            Column(_("Why, and what is recommended"), 220, lines=5),
            Column(_("Status"), 64),
            Column(_("Decided") if decided else _("Needed by"), 80),
        ),
        _SIZE,
    )
    rows = [
        table.row(
            Stacked(
                Words(each.title, SEMIBOLD),
                Words(
                    " · ".join(filter(None, (each.code, names(data).get(each.project, "")))), REGULAR, GREY
                ),
                Words(""),
            ),
            each.baseline or Words("–", REGULAR, GREY),
            _plus(writer, each.cost),
            _days(each.days),
            Stacked(Words(each.reason), Words(each.recommendation, SEMIBOLD), Words(""))
            if each.reason or each.recommendation
            else Words("–", REGULAR, GREY),
            each.status,
            (format_date(each.decided_on) if each.decided_on else "–")
            if decided
            else due_cell(each.needed_by, data.edition.as_of),
        )
        for each in found
    ]
    flow.table(table, rows, heading=heading)


def _plus(writer: Money, change: Decimal | None) -> Cell:
    if change is None:
        return Words("–", REGULAR, GREY)
    written = writer.bare(change)
    return Words(f"+{written}" if change > 0 else written, REGULAR, LATE if change > 0 else INK)


def _days(days: int | None) -> Cell:
    if days is None:
        return Words("–", REGULAR, GREY)
    words = ngettext("{n} day", "{n} days", abs(days)).format(
        n=f"{days:+,}".replace("-", "\N{MINUS SIGN}") if days else "0"
    )
    return Words(words, REGULAR, LATE if days > 0 else INK)

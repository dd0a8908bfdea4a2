# SPDX-License-Identifier: Apache-2.0
"""Escalations that wait for somebody, with what is asked and until when; below them the gravest open issues."""

from collections.abc import Sequence
from datetime import date, datetime

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.i18n import NN_, _, ngettext
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.governance import Told
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.risk.places import names
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, INK, LATE, LEFT, REGULAR, SEMIBOLD, TITLE_TOP
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import Cell, Column, Row, Signed, Stacked, Table, Words
from portfolio_desktop.reports.wording import count, sentence

MOST = 15
_GRAVE = ("critical", "high")
_SIZE = 8.5


def sheets(data: PackData, y: float = TITLE_TOP) -> list[Sheet]:
    escalations = data.governance.escalations if data.governance else ()
    issues = [risk for risk in data.risks if risk.kind == "issue"]
    grave = _grave(issues)
    if not escalations and not grave:
        return []
    flow = Flow(
        Sheet(
            _title(escalations, issues, grave, data.edition.as_of),
            _note(data),
            _("Issues and escalations"),
            "issues",
            y=y,
        )
    )
    if escalations:
        table = _escalation_table()
        rows = [_escalation(table, each, names(data), data.edition.as_of) for each in escalations]
        flow.table(table, rows, heading=_("Escalations that wait for an answer"))
        flow.gap(16)
    if grave:
        table = _issue_table(grave)
        rows = [_issue(table, each, names(data), data.edition.as_of) for each in grave[:MOST]]
        flow.table(table, rows, heading=_heading(grave, issues))
    return flow.sheets


def _grave(issues: Sequence[PackRisk]) -> list[PackRisk]:
    """Those that are critical or high; all of them where nobody says how severe any is."""
    if not any(issue.severity for issue in issues):
        return list(issues)
    found = [issue for issue in issues if issue.severity in _GRAVE]
    return sorted(found, key=lambda issue: (_GRAVE.index(issue.severity), issue.raised or date.max))


def _title(
    escalations: Sequence[Told], issues: Sequence[PackRisk], grave: Sequence[PackRisk], today: date
) -> str:
    """4 escalations wait, 2 of them late; 6 of 17 open issues are critical or high."""
    parts = []
    if escalations:
        late = sum(is_late(each, today) for each in escalations)
        words = ngettext("{n} escalation waits", "{n} escalations wait", len(escalations)).format(
            n=len(escalations)
        )
        parts.append(_("{words}, {late} of them late").format(words=words, late=late) if late else words)
    if issues and len(grave) < len(issues):
        words = _("{n} of {issues} are critical or high")
        parts.append(
            words.format(
                n=len(grave) or _("none"), issues=count(len(issues), *NN_("open issue", "open issues"))
            )
        )
    elif issues:
        parts.append(ngettext("{n} issue is open", "{n} issues are open", len(issues)).format(n=len(issues)))
    return sentence("; ".join(parts))


def _note(data: PackData) -> str:
    return _("Time left, lateness and age are as of {date}").format(date=format_date(data.edition.as_of))


def _heading(grave: Sequence[PackRisk], issues: Sequence[PackRisk]) -> str:
    words = _("Open issues") if len(grave) == len(issues) else _("Critical and high issues")
    if len(grave) <= MOST:
        return words
    return _("{heading}: {n} of {all}").format(heading=words, n=MOST, all=len(grave))


def is_late(each: Told, today: date) -> bool:
    """Whether its clock had run out; a pack that was frozen without saying so is judged by the day."""
    return each.late or (each.due is not None and each.due.date() < today)


def _clock(each: Told, today: date) -> Words:
    if each.late and each.due is not None and each.due.date() == today:
        return Words(_("▼ late since {time}").format(time=f"{each.due:%H:%M}"), SEMIBOLD, LATE)
    return clock(each.due, today)


def clock(due: datetime | None, today: date) -> Words:
    """The days that are left until `due`, or by which it has passed, counted from the day that the pack describes."""
    if due is None:
        return Words(_("no time set"), REGULAR, GREY)
    days = (due.date() - today).days
    if not days:
        return Words(_("due today"), SEMIBOLD, INK)
    length = ngettext("{n} day", "{n} days", abs(days)).format(n=f"{abs(days):,}")
    if days < 0:
        return Words(_("▼ {length} late").format(length=length), SEMIBOLD, LATE)
    return Words(_("{length} left").format(length=length), SEMIBOLD, INK)


def _escalation_table() -> Table:
    return Table(
        (
            Column(_("Escalation"), 178, lines=5),
            Column(_("What is asked"), 200, lines=30),
            Column(_("Options and recommendation"), 182, lines=14),
            Column(_("Who was told"), 112, lines=4),
            Column(_("Clock"), 90, lines=3),
        ),
        _SIZE,
    )


def _escalation(table: Table, each: Told, projects: dict[str, str], today: date) -> Row:
    what = Stacked(
        Words(each.title, SEMIBOLD),
        Words(
            " · ".join(filter(None, (each.code, projects.get(each.project) or _("Portfolio")))), REGULAR, GREY
        ),
        Words(each.breach or each.impact, REGULAR, INK),
    )
    waits = (
        _("{what} by {moment}").format(what=each.waiting, moment=format_moment(each.due))
        if each.due
        else each.waiting
    )
    ways = Stacked(Words(each.options), Words(each.recommendation, SEMIBOLD), Words(""))
    return table.row(
        what,
        each.ask or Words(_("Nothing is asked yet"), REGULAR, LATE),
        ways if each.options or each.recommendation else Words("–", REGULAR, GREY),
        _told(each),
        Stacked(_clock(each, today), Words(sentence(waits), REGULAR, GREY), Words("")),
    )


def _told(each: Told) -> Cell:
    """Whom, when, how and by whom; that nobody was told yet is said as plainly."""
    whom = each.whom or each.board
    if each.told_at is None:
        nobody = Words(_("Not told yet"), REGULAR, LATE)
        return Stacked(Words(whom), nobody, Words("")) if whom else nobody
    by = _("by {name}").format(name=each.told_by) if each.told_by else ""
    how = ", ".join(filter(None, (format_moment(each.told_at), each.told_how, by)))
    return Stacked(Words(whom or "–"), Words(how, REGULAR, GREY), Words(""))


def _issue_table(grave: Sequence[PackRisk]) -> Table:
    head = _rank(grave)
    columns = (
        *([Column(head, 84)] if head else []),
        Column(_("Issue"), 218, lines=3),
        Column(_("Age"), 58, lines=1),
        Column(_("Owner"), 92),
        Column(_("What is being done"), 0, lines=4),
        Column(_("Due"), 70),
    )
    room = PAGE_RIGHT - LEFT - sum(column.width for column in columns)
    return Table(tuple(column if column.width else column._replace(width=room) for column in columns), _SIZE)


def _issue(table: Table, each: PackRisk, projects: dict[str, str], today: date) -> Row:
    due: Cell = format_date(each.due) if each.due else Words("–", REGULAR, GREY)
    if each.due and each.due < today:
        due = Stacked(
            Words(format_date(each.due), REGULAR, LATE), Words(_("overdue"), REGULAR, LATE), Words("")
        )
    where = " · ".join(filter(None, (each.code, projects.get(each.project) or _("Portfolio"))))
    doing = Stacked(Words(each.response), Words(each.recommendation, SEMIBOLD), Words(""))
    cells: list[Cell] = [
        Stacked(Words(each.title, SEMIBOLD), Words(where, REGULAR, GREY), Words("")),
        _age(each.raised, today),
        each.owner or Words(_("No owner"), REGULAR, LATE),
        doing if each.response or each.recommendation else Words(_("Nothing is said"), REGULAR, LATE),
        due,
    ]
    if len(table.columns) == len(cells):
        return table.row(*cells)
    said = each.band if table.columns[0].title == _("Severity") else each.priority
    new = _("new") if each.is_new else ""
    rank: Cell = Stacked(Words(said or "–", SEMIBOLD), Words(new, REGULAR, GREY), Words(""))
    if each.sign:
        rank = Signed(each.sign, Words(each.sign.label, SEMIBOLD), Words(new, REGULAR, GREY))
    return table.row(rank, *cells)


def _rank(issues: Sequence[PackRisk]) -> str:
    """What tells which issue comes first: how severe it is, or where nobody says that, how urgent; empty for neither."""
    if any(each.band for each in issues):
        return _("Severity")
    return _("Priority") if any(each.priority for each in issues) else ""


def _age(raised: date | None, today: date) -> Cell:
    if raised is None or raised > today:
        return Words("–", REGULAR, GREY)
    days = (today - raised).days
    return ngettext("{n} day", "{n} days", days).format(n=f"{days:,}")

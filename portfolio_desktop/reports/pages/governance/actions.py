# SPDX-License-Identifier: Apache-2.0
"""What became of earlier meetings: decisions taken, decisions to look at again, and actions by owner."""

from collections.abc import Callable, Sequence
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import NN_, _, ngettext
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.governance import Governance, Taken, Task
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.risk.places import names
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, INK, LATE, REGULAR, SEMIBOLD, TITLE_TOP
from portfolio_desktop.reports.table import Cell, Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.wording import count, sentence

ANCHOR = "actions"
_SIZE = 8.5
_MOST = 60
"""Actions that are listed: all that are overdue come before any other."""


def sheets(data: PackData, y: float = TITLE_TOP) -> list[Sheet]:
    """With its title at `y`; set tight where that is not at the top of a page."""
    kept = data.governance
    if kept is None or not (kept.taken or kept.to_review or kept.actions or kept.done):
        return []
    today = data.edition.as_of
    flow = Flow(
        Sheet(_title(kept, today), _note(kept), _("Decisions and actions"), ANCHOR, y=y), tight=y > TITLE_TOP
    )
    if kept.taken:
        table = _taken_table()
        rows = [_taken(table, each, names(data)) for each in kept.taken]
        flow.table(table, rows, heading=_("Decisions taken"))
        flow.gap(14)
    if kept.to_review:
        table = _review_table()
        rows = [_review(table, each, names(data), today) for each in kept.to_review]
        flow.table(table, rows, heading=_("Decisions to look at again, and what came of them"))
        flow.gap(14)
    if kept.actions:
        _actions(flow, data, kept.actions)
    return flow.sheets


def _title(kept: Governance, today: date) -> str:
    """3 decisions taken; 9 of 21 open actions are overdue; 4 done."""
    parts = []
    if kept.taken:
        parts.append(
            _("{decisions} taken").format(decisions=count(len(kept.taken), *NN_("decision", "decisions")))
        )
    if kept.actions:
        what = count(len(kept.actions), *NN_("open action", "open actions"))
        late = sum(_is_late(each, today) for each in kept.actions)
        parts.append(
            ngettext("{n} of {actions} is overdue", "{n} of {actions} are overdue", late).format(
                n=late, actions=what
            )
            if late
            else _("{actions}, none overdue").format(actions=what)
        )
    if kept.done:
        parts.append(_("{n} done").format(n=kept.done))
    if not parts:
        parts.append(
            _("{decisions} to look at again").format(
                decisions=count(len(kept.to_review), *NN_("decision", "decisions"))
            )
        )
    return sentence("; ".join(parts))


def _note(kept: Governance) -> str:
    """What is counted from which day on; what is open is open however long."""
    if not (kept.taken or kept.done):
        return ""
    words = _("Decisions taken since {date}") if kept.taken else _("Actions done since {date}")
    if kept.taken and kept.done:
        words = _("Decisions taken and actions done since {date}")
    return words.format(date=format_date(kept.since))


def _is_late(task: Task, today: date) -> bool:
    return task.due is not None and task.due < today


def _taken_table() -> Table:
    return Table(
        (
            Column(_("Decision"), 230, lines=3),
            Column(_("Taken"), 122, lines=3),
            Column(_("Outcome"), 96),
            Column(_("What was decided, on what conditions"), 314, lines=14),
        ),
        _SIZE,
    )


def _what(code: str, title: str, project: str) -> Stacked:
    return Stacked(
        Words(title, SEMIBOLD), Words(" · ".join(filter(None, (code, project))), REGULAR, GREY), Words("")
    )


def _taken(table: Table, each: Taken, projects: dict[str, str]) -> Row:
    on = Stacked(Words(format_date(each.on) if each.on else "–"), Words(each.by, REGULAR, GREY), Words(""))
    said = Stacked(Words(each.decision), Words(each.conditions, SEMIBOLD), Words(""))
    return table.row(
        _what(each.code, each.title, projects.get(each.project, "")),
        on,
        each.outcome or Words("–", REGULAR, GREY),
        said if each.decision or each.conditions else Words(_("Not recorded"), REGULAR, GREY),
    )


def _review_table() -> Table:
    return Table(
        (
            Column(_("Decision"), 208, lines=3),
            Column(_("Taken"), 62),
            Column(_("Review due"), 76),
            Column(_("Expected effect"), 188, lines=14),
            Column(_("What came of it"), 228, lines=14),
        ),
        _SIZE,
    )


def _review(table: Table, each: Taken, projects: dict[str, str], today: date) -> Row:
    seen = bool(each.came_of_it)
    due: Cell = format_date(each.review_on) if each.review_on else Words("–", REGULAR, GREY)
    if each.review_on and each.review_on < today and not seen:
        due = Stacked(
            Words(format_date(each.review_on), REGULAR, LATE), Words(_("overdue"), REGULAR, LATE), Words("")
        )
    came = Stacked(Words(each.effect, SEMIBOLD), Words(each.came_of_it), Words(""))
    return table.row(
        _what(each.code, each.title, projects.get(each.project, "")),
        format_date(each.on) if each.on else Words("–", REGULAR, GREY),
        due,
        each.expected or Words("–", REGULAR, GREY),
        came if each.effect or seen else Words(_("Nobody has looked yet"), REGULAR, LATE),
    )


def _actions(flow: Flow, data: PackData, actions: Sequence[Task]) -> None:
    """Owner by owner: first who has most that is overdue, last what nobody owns.

    What nobody says of any of them takes no column.
    """
    today = data.edition.as_of
    shown = list(actions)[:_MOST]
    projects = names(data)
    more: list[tuple[Column, Callable[[Task], Cell]]] = []
    if any(projects.get(each.project) for each in shown):
        more.append((Column(_("Project"), 120), lambda each: projects.get(each.project, "")))
    if any(each.source for each in shown):
        more.append((Column(_("Agreed in"), 140), lambda each: Words(each.source, REGULAR, GREY)))
    columns = (
        Column(_("Owner"), 112),
        Column(_("Action"), 496 - sum(column.width for column, _write in more), lines=3),
        Column(_("Due"), 88),
        Column(_("Status"), 66),
    )
    table = Table((*columns, *(column for column, _write in more)), _SIZE)
    rows = [
        table.row(*_action(each, place, mine, today), *(write(each) for _column, write in more))
        for _owner, mine in _by_owner(shown, today)
        for place, each in enumerate(mine)
    ]
    heading = _("Open actions by owner")
    if len(actions) > len(shown):
        heading = _("{heading}: {n} of {all}").format(heading=heading, n=len(shown), all=len(actions))
    flow.table(table, rows, heading=heading)


def _by_owner(actions: Sequence[Task], today: date) -> list[tuple[str, list[Task]]]:
    found: dict[str, list[Task]] = {}
    for each in actions:
        found.setdefault(each.owner, []).append(each)

    def weight(item: tuple[str, list[Task]]) -> tuple[bool, int, str]:
        owner, mine = item
        return not owner, -sum(_is_late(each, today) for each in mine), owner.casefold()

    return sorted(found.items(), key=weight)


def _action(each: Task, place: int, mine: Sequence[Task], today: date) -> tuple[Cell, ...]:
    """Whose it is stands in every row, how many of his or hers are overdue in the first."""
    due: Cell = format_date(each.due) if each.due else Words(each.undated or "–", REGULAR, GREY)
    if each.due and _is_late(each, today):
        days = (today - each.due).days
        late = ngettext("{n} day overdue", "{n} days overdue", days).format(n=days)
        due = Stacked(Words(format_date(each.due), REGULAR, LATE), Words(late, REGULAR, LATE), Words(""))
    overdue = sum(_is_late(other, today) for other in mine)
    tally = _("{late} of {n} overdue").format(late=overdue, n=len(mine)) if overdue and not place else ""
    owner = Stacked(
        Words(each.owner or _("Nobody yet"), SEMIBOLD if not place else REGULAR, INK if each.owner else LATE),
        Words(tally, REGULAR, GREY),
        Words(""),
    )
    told = " · ".join(filter(None, (each.code, each.progress)))
    what = Stacked(Words(each.title), Words(told, REGULAR, GREY), Words(""))
    return owner, what, due, each.status

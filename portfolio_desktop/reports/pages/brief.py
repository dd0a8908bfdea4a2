# SPDX-License-Identifier: Apache-2.0
"""What is reported of the projects that have no page of their own: a few lines of each, so that no report goes unread."""

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.figures import earlier, worst_first
from portfolio_desktop.reports.badge import missing
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, LEFT, REGULAR, RIGHT, SEMIBOLD, TITLE_TOP
from portfolio_desktop.reports.table import CENTRE, Cell, Column, Rated, Stacked, Table, Words

_MOST = 30
"""Three pages or so; who has more of them gives the rest pages of their own, or reads the register."""
_SIZE, _LINES = 8.5, 4
_NAME, _NOW = 210.0, 52.0


def sheets(data: PackData, y: float = TITLE_TOP) -> list[Sheet]:
    """As many pages as these lines need, with the title at `y`; none where nothing more is reported."""
    told = [each for each in data.projects if each.key not in data.one_pagers and _said(each)]
    if not told:
        return []
    listed = worst_first(told)[:_MOST]
    note = _note(len(listed), len(told))
    sheet = Sheet(_title(data, len(told)), note, _("Project reports"), "brief", level=1, y=y)
    titles = {title for each in listed for title, _text in _said(each)}
    one = titles.pop() if len(titles) == 1 else ""
    table = Table(
        (
            Column(_("Project"), _NAME),
            Column(_("Now"), _NOW, CENTRE),
            Column(one or _("What is reported"), RIGHT - LEFT - _NAME - _NOW, lines=_LINES),
        ),
        _SIZE,
    )
    flow = Flow(sheet)
    flow.table(table, [table.row(_name(each), _now(each), _words(each, titled=not one)) for each in listed])
    return flow.sheets


def _title(data: PackData, told: int) -> str:
    if any(each.key in data.one_pagers for each in data.projects):
        return ngettext("{n} more project in brief", "{n} more projects in brief", told).format(n=f"{told:,}")
    return ngettext("{n} project in brief", "{n} projects in brief", told).format(n=f"{told:,}")


def _note(listed: int, told: int) -> str:
    if listed < told:
        return _("The {n} that stand worst; the register has them all").format(n=listed)
    return _("Those that stand worst come first; what is long is shortened, and the register has it all")


def _name(project: PackProject) -> Cell:
    return Stacked(Words(project.label, SEMIBOLD), Words(project.code, REGULAR, GREY), Words(""))


def _now(project: PackProject) -> Cell:
    if isinstance(project.rating, Rating):
        return Rated(project.rating, earlier(project))
    return Words(missing(project.rating), REGULAR, GREY)


def _said(project: PackProject) -> list[tuple[str, str]]:
    """Title and text of each narrative on how it goes."""
    said = ((each.title, " ".join(each.text.split())) for each in project.narratives if each.reports)
    return [(title, text) for title, text in said if text]


def _words(project: PackProject, *, titled: bool) -> str:
    return "\n".join(f"{title}: {text}" if titled else text for title, text in _said(project))

# SPDX-License-Identifier: Apache-2.0
"""One development plan as PDF: what is to be learned, what is done about it, and room for two signatures."""

from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, for_papers
from portfolio_desktop.base.text import shorten
from portfolio_desktop.reports.people.leaf import Leaf, Signer, confidential
from portfolio_desktop.reports.style import GREY, LATE, REGULAR
from portfolio_desktop.reports.table import RIGHT, Column, Row, Stacked, Table, Words
from portfolio_desktop.services.people.development import Hours
from portfolio_desktop.services.people.papers.development import (
    ActivityGroup,
    DevelopmentPaper,
    Doing,
    NeedLine,
)

_COLUMNS = (
    (N_("Activity"), 213.0, 0.0),
    (N_("Need"), 40.0, 0.0),
    (N_("Way"), 92.0, 0.0),
    (N_("State"), 98.0, 0.0),
    (N_("Hours"), 40.0, RIGHT),
)
_HEAD = 160
"""Characters of a heading; a longer one is told whole below it."""


@for_papers()
def render_development(paper: DevelopmentPaper) -> bytes:
    """The same bytes for the same plan."""
    title = _("Development plan")
    leaf = Leaf(title, (paper.person, _("As of {day}").format(day=format_date(paper.made_on))))
    leaf.fact(_("Person"), ", ".join(filter(None, (paper.person, paper.about))))
    leaf.fact(_("Line manager"), paper.manager)
    leaf.part(_("Needs"))
    if not paper.needs:
        leaf.words(_("No need is written down."), GREY)
    for line in paper.needs:
        _need(leaf, line)
    leaf.part(_("Activities"))
    table = Table(tuple(Column(_(words), width, align, lines=8) for words, width, align in _COLUMNS))
    for group in paper.groups:
        _group(leaf, table, group)
    leaf.words(_("Altogether: {hours}").format(hours=_hours(paper.total)))
    leaf.part(_("Next dates"), 30)
    for on, what in paper.dates:
        late = _("{day}, late").format(day=format_date(on)) if on < paper.made_on else format_date(on)
        leaf.told(late, what)
    if not paper.dates:
        leaf.words(_("No date is to come."), GREY)
    signers = [
        Signer(paper.person, _("the person"), None),
        Signer(paper.manager or _("line manager"), _("line manager"), None),
    ]
    leaf.part(_("Agreed by both"), leaf.room_to_sign(signers))
    leaf.signatures(signers)
    marking = _("Confidential: development of {name}").format(name=paper.person)
    name = _("{title} of {name}").format(title=title, name=paper.person)
    return confidential(leaf, name, name, marking, paper.made_on)


def _need(leaf: Leaf, line: NeedLine) -> None:
    need = line.need
    when = _("by {day}").format(day=format_date(need.due)) if need.due else ""
    if need.met_on:
        when = _("met on {day}").format(day=format_date(need.met_on))
    leaf.head(f"{line.number}.", shorten(need.title, _HEAD), " · ".join(filter(None, (line.skill, when))))
    whole = need.title if len(need.title) > _HEAD else ""
    for label, text in (
        (_("Need"), whole),
        (_("What for"), need.why),
        (_("How both will see that it is met"), need.signs),
    ):
        if text:
            leaf.told(label, text)
    leaf.gap(8)


def _group(leaf: Leaf, table: Table, group: ActivityGroup) -> None:
    """A table of what is done and planned in a group, and below it what is longer than a cell."""
    rows = [_row(table, doing) for doing in group.doing]
    heading = f"{group.title}: {_hours(group.hours)}" if group.hours.count else group.title
    leaf.table(table, rows, heading=heading, empty=_("Nothing in this group."))
    leaf.gap(4)
    for line in (doing.activity for doing in group.doing):
        said = [_("Support needed: {words}").format(words=line.support)] if line.support else []
        said += [_("Learned: {words}").format(words=line.reflection)] if line.reflection else []
        if said:
            leaf.told(shorten(line.title, 120), "\n".join(said))
    leaf.gap(10)


def _row(table: Table, doing: Doing) -> Row:
    line = doing.activity
    day = line.done_on or line.due
    said = ""
    if day:
        how = N_("{day}") if line.done_on else N_("by {day}, late") if line.late else N_("by {day}")
        said = _(how).format(day=format_date(day))
    return table.row(
        line.title,
        str(doing.need) if doing.need else "–",
        doing.way,
        Stacked(Words(doing.state), Words(said, REGULAR, LATE if line.late else GREY), Words("")),
        _number(line.hours) if line.hours is not None else "–",
    )


def _hours(hours: Hours) -> str:
    if not hours.count:
        return _("nothing done yet")
    if not hours.known:
        return _("{count} done, hours not known").format(count=hours.count)
    if hours.known == hours.count:
        return _("{sum} hours done").format(sum=_number(hours.sum))
    return _("{sum} hours done, known of {known} of {count} activities").format(
        sum=_number(hours.sum), known=hours.known, count=hours.count
    )


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"

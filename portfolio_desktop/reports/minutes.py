# SPDX-License-Identifier: Apache-2.0
"""The minutes of a meeting as PDF: who was there, what was said and decided item by item, and who does what until when."""

from collections.abc import Iterable
from datetime import date

from portfolio_desktop.base.dates import format_date, weekday_name
from portfolio_desktop.base.i18n import N_, _, for_papers, ngettext
from portfolio_desktop.reports.canvas import About, write_pdf
from portfolio_desktop.reports.paper import READING, SIZE, Around, Paper, paged
from portfolio_desktop.reports.primitives import Line, Mark, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, LATE, REGULAR
from portfolio_desktop.reports.table import Column, Table, Words
from portfolio_desktop.reports.text import printable
from portfolio_desktop.services.governance.actions import ActionLine
from portfolio_desktop.services.governance.meetings import THERE, Item, MeetingPage, Seat, Sought

_COLUMNS = ((N_("Code"), 56.0), (N_("Action"), 245.0), (N_("Owner"), 108.0), (N_("Due"), 74.0))


@for_papers()
def render_minutes(page: MeetingPage) -> bytes:
    """The same bytes for the same meeting. Until the minutes are agreed, the word Draft stands across every page."""
    agreed = _agreed_on(page)
    board = page.board.title if page.board else ""
    owner = board or page.meeting.title or ""
    name = " · ".join(filter(None, (page.meeting.code, owner, _day(page))))
    around = Around(owner, name, page.marking, "" if agreed else _("Draft"))
    about = About(
        printable(f"{_title(page)} – {name}"),
        printable(page.secretary),
        _("Minutes"),
        agreed or (page.starts.date() if page.starts else date(1970, 1, 1)),
    )
    return write_pdf(paged(_sheets(page), around), about, SIZE)


def _sheets(page: MeetingPage) -> list[Sheet]:
    board = page.board.title if page.board else ""
    paper = Paper(_title(page), (page.meeting.title or board, _when(page)))
    _facts(paper, page)
    if page.meeting.minutes:
        paper.gap(8)
        paper.heading(_("In short"), 30)
        paper.prose(page.meeting.minutes, READING)
    for number, item in enumerate(page.items, 1):
        paper.gap(14)
        _item(paper, number, item)
    if not page.items and page.meeting.agenda:
        paper.gap(14)
        paper.heading(_("Agenda"))
        paper.prose(page.meeting.agenda, READING)
    if page.decisions:
        paper.gap(14)
        paper.heading(_("Other decisions"))
        for sought in page.decisions:
            _decision(paper, sought)
    _all_actions(paper, page.all_actions)
    _signature(paper, page)
    return paper.sheets


def _title(page: MeetingPage) -> str:
    return _("Minutes") if _agreed_on(page) else _("Draft minutes")


def _facts(paper: Paper, page: MeetingPage) -> None:
    there = [seat for seat in page.seats if seat.presence == "present"]
    known = any(seat.votes for seat in page.seats)  # or else nobody can be told from a guest
    members = [seat for seat in there if seat.votes or not known]
    others = [seat for seat in there if seat not in members]
    deputies = [
        _("{deputy} for {member}").format(deputy=seat.deputy or _("a deputy"), member=_who(seat))
        for seat in page.seats
        if seat.presence == "deputy"
    ]
    paper.fact(_("Place"), page.meeting.place or "")
    paper.fact(_("Chair"), page.chair)
    paper.fact(_("Secretary"), page.secretary)
    paper.gap(6)
    paper.fact(_("Present"), _names(members) or (page.meeting.attendees or "" if not there else ""))
    paper.fact(_("In attendance"), _names(others))
    paper.fact(_("Deputies"), "; ".join(deputies))
    apologies = [seat for seat in page.seats if seat.presence == "apologies"]
    paper.fact(_("Apologies"), _names(apologies) or page.meeting.apologies or "")
    paper.fact(_("Absent"), _names(seat for seat in page.seats if seat.presence == "absent"))
    paper.fact(_("Quorum"), _quorum(page))


def _quorum(page: MeetingPage) -> str:
    needed, present = page.quorum.needed, page.quorum.present
    if needed is None or not any(seat.presence in THERE for seat in page.seats):
        return ""
    counted = ngettext("{n} voting member present", "{n} voting members present", present).format(n=present)
    if page.quorum.met:
        return _("{counted}; {needed} needed").format(counted=counted, needed=needed)
    return _("{counted}; {needed} needed: the meeting had no quorum").format(counted=counted, needed=needed)


def _item(paper: Paper, number: int, item: Item) -> None:
    aside = [item.presenter, item.project.title if item.project else ""]
    if item.paper:
        aside.append(_("Paper: {title}").replace("{title}", item.paper.title))
    paper.head(f"{number}.", item.title, " · ".join(filter(None, aside)))
    if item.ask and not item.decisions:
        paper.said(item.ask)
        paper.gap(3)
    if item.discussion:
        paper.said(item.discussion)
    for sought in item.decisions:
        _decision(paper, sought)
    for action in item.actions:
        paper.gap(4)
        paper.said(_action_words(action))


def _decision(paper: Paper, sought: Sought) -> None:
    """What was decided, in the order in which a reader asks: what, why, on which conditions, and who did not agree."""
    if not sought.decided:
        paper.gap(5)
        paper.said(
            _("Decision {code}, {title}: not taken.")
            .replace("{code}", sought.code)
            .replace("{title}", sought.title)
        )
        return
    paper.gap(5)
    paper.need(44)
    status, decision = sought.said.get("status", ""), sought.said.get("decision", "")
    paper.barred(f"{sought.code}  {sought.title}: {status}", bold=True)
    if decision.strip(" .").casefold() != status.casefold():
        paper.barred(decision)
    chosen = next((option.title for option in sought.options if option.chosen), "")
    for label, text in (
        (_("Option chosen"), chosen),
        (_("Reasons"), sought.said.get("reasons", "")),
        (_("Conditions"), sought.said.get("conditions", "")),
        (_("Dissent"), sought.said.get("dissent", "")),
        (_("Evidence"), sought.evidence.title if sought.evidence else ""),
        (_("To be looked at again on"), sought.said.get("review_on", "")),
    ):
        if text:
            paper.barred(text, label=label)


def _action_words(action: ActionLine) -> str:
    owner = action.owner or _("owner to be named")
    due = _("by {day}").format(day=action.due_words) if action.due_words else _("no date")
    said = _("Action {code}: {title} – {owner}, {due}")
    for key, value in (
        ("{code}", action.code),
        ("{owner}", owner),
        ("{due}", due),
        ("{title}", action.title),
    ):
        said = said.replace(key, value)
    return said


def _all_actions(paper: Paper, actions: tuple[ActionLine, ...]) -> None:
    if not actions:
        return
    paper.gap(18)
    table = Table(tuple(Column(_(words), width, lines=0) for words, width in _COLUMNS))
    rows = [
        table.row(
            Words(action.code, REGULAR, GREY),
            action.title,
            action.owner or Words(_("to be named"), REGULAR, LATE),
            action.due_words or Words(_("no date"), REGULAR, LATE),
        )
        for action in sorted(actions, key=lambda each: (each.due or date.max, each.code))
    ]
    paper.table(table, rows, heading=_("Actions agreed"))


def _signature(paper: Paper, page: MeetingPage) -> None:
    agreed = _agreed_on(page)
    paper.gap(24)
    paper.need(18 if agreed else 54)
    if agreed:
        said = _("Agreed as a correct record on {day}.").format(day=format_date(agreed))
        paper.put([Text(paper.x, paper.y + READING, said, REGULAR, READING)], 18)
        return
    said = _("Draft. To be agreed at the next meeting.")
    paper.put([Text(paper.x, paper.y + READING, said, REGULAR, READING, GREY)], 34)
    signed = _("Chair")
    marks: list[Mark] = [
        Line(paper.x, paper.y, paper.x + 220, paper.y, GREY),
        Line(paper.x + 260, paper.y, paper.x + 400, paper.y, GREY),
        Text(paper.x, paper.y + 11, signed, REGULAR, READING - 1.5, GREY),
        Text(paper.x + 260, paper.y + 11, _("Date"), REGULAR, READING - 1.5, GREY),
    ]
    paper.put(marks, 14)


def _names(seats: Iterable[Seat]) -> str:
    return "; ".join(_who(seat) for seat in seats)


def _who(seat: Seat) -> str:
    part = seat.role_words if seat.role in ("chair", "secretary") else seat.speaks_for
    return f"{seat.name} ({part})" if part and part != seat.name else seat.name


def _agreed_on(page: MeetingPage) -> date | None:
    said = page.meeting.minutes_agreed_on
    return said if isinstance(said, date) else None


def _day(page: MeetingPage) -> str:
    return format_date(page.starts) if page.starts else ""


def _when(page: MeetingPage) -> str:
    if page.starts is None:
        return _("Without a date")
    day = f"{weekday_name(page.starts)} {format_date(page.starts)}"
    ends = page.ends
    return f"{day}, {page.starts:%H:%M}–{ends:%H:%M}" if ends else f"{day}, {page.starts:%H:%M}"

# SPDX-License-Identifier: Apache-2.0
"""Meetings, decisions and actions: the calendar, the minutes as PDF, what was decided, one person's actions."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.cli.arguments import (
    takes_code,
    takes_day,
    takes_file,
    takes_json,
    takes_person,
    takes_words,
)
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.action_line import named
from portfolio_desktop.services.diary.entries import revisions
from portfolio_desktop.services.governance.actions import ActionLine, actions, marking
from portfolio_desktop.services.governance.boards import calendar
from portfolio_desktop.services.governance.convening import call as call_meeting
from portfolio_desktop.services.governance.convening import propose
from portfolio_desktop.services.governance.meetings import meeting_page
from portfolio_desktop.services.governance.taking import OUTCOMES, Taken, decide
from portfolio_desktop.services.office import Office

_NONE = "–"
_WRITTEN = (".pdf", ".ics")


def _meetings(call: Call) -> None:
    with call.office() as office:
        found = calendar(office)
    headings = [_("Code"), _("Starts"), _("Meeting"), _("Board"), _("Status")]
    rows = [
        [
            line.code,
            format_moment(line.starts) if line.starts else _NONE,
            line.title,
            line.board or _NONE,
            _("waits for its minutes") if line.waits else line.status_words,
        ]
        for line in (*found.coming, *found.past)
    ]
    call.terminal.table(headings, rows, [False] * len(headings))


def _next_meeting(call: Call) -> None:
    with call.office(write=True) as office:
        changes = call_meeting(office, propose(office, of_kind(office, "board", call.arguments.code)))
        office.write(changes)
        page = meeting_page(office, changes.items[0].record)
    when = format_moment(page.starts) if page.starts else _("no date yet")
    call.terminal.say(f"{page.meeting.code}  {page.meeting.title}, {when}")
    for item in page.items:
        call.terminal.say(f"  {item.slot.words}  {item.title}")


def _decide(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        decision = of_kind(office, "decision", said.code)
        taken = Taken(
            said.outcome,
            decision=said.decision,
            reasons=said.reasons,
            conditions=said.conditions,
            dissent=said.dissent,
            option=_option(office, decision, said.option) if said.option is not None else None,
            review_on=said.review_on,
            by=of_kind(office, "person", said.by) if said.by else None,
        )
        meeting = of_kind(office, "meeting", said.meeting) if said.meeting else None
        call.write(office, decide(office, decision, taken, meeting=meeting))


def _option(office: Office, decision: Id, place: int) -> Id:
    """The option that stands at this place on the decision's list."""
    with office.reading() as reader:
        where = Test("decision_id", Op.IS, decision)
        found = reader.values(office.catalogue.entity("decision_option"), ("position",), where)
        options = {position: id for id, position in found}
    if place not in options:
        places = ", ".join(str(each) for each in sorted(filter(None, options))) or _("none")
        raise Refusal(
            _("There is no option {place}. There are: {places}.").format(place=place, places=places)
        )
    return Id(options[place])


def _minutes(call: Call) -> None:
    target = Path(call.arguments.target)
    _refuse_suffix(target, _WRITTEN)
    needs_folder(target)
    with call.office() as office:
        meeting = of_kind(office, "meeting", call.arguments.code)
        with for_papers():
            page = meeting_page(office, meeting)
        known = revisions(office, [page.id])
    if target.suffix.lower() == ".pdf":
        from portfolio_desktop.reports.minutes import render_minutes

        content = render_minutes(page)
    else:
        from portfolio_desktop.exchange.calendar import of_meeting, write_calendar

        content = write_calendar(of_meeting(page, known.get(page.id, 0)), datetime.now(UTC))
    write_whole(target, content)
    call.terminal.say(str(target))


def _actions(call: Call) -> None:
    asked = call.arguments
    target, words = _target_and_name(asked.target, asked.owner)
    if target is not None:
        _refuse_suffix(target, _WRITTEN)
        needs_folder(target)
    with call.office() as office:
        owner, name = _owner(office, words) if words else (None, "")
        lines, today = actions(office, owner=owner, over=asked.all), office.today()
        marked, known = marking(office), revisions(office, [line.id for line in lines])
    if target is not None:
        write_whole(target, _list(target, lines, today, name, marked, known))
        call.terminal.say(str(target))
    elif asked.json:
        call.terminal.json([_plain(line) for line in lines])
    else:
        _print(call, lines)


def _target_and_name(target: str | None, words: Sequence[str]) -> tuple[Path | None, str]:
    """The file to write and the name. A file that follows a name of several words is taken for one of them at first."""
    if target is None and len(words) > 1 and Path(words[-1]).suffix.lower() in _WRITTEN:
        return Path(words[-1]), " ".join(words[:-1])
    return Path(target) if target else None, " ".join(words)


def _list(
    target: Path,
    lines: Sequence[ActionLine],
    today: date,
    owner: str,
    marked: str,
    known: Mapping[Id, int],
) -> bytes:
    if target.suffix.lower() == ".pdf":
        from portfolio_desktop.reports.action_list import render_actions

        return render_actions(lines, today, owner, marked)
    from portfolio_desktop.exchange.calendar import of_actions, write_calendar

    return write_calendar(of_actions(lines, known), datetime.now(UTC))


def _print(call: Call, lines: Sequence[ActionLine]) -> None:
    headings = [_("Code"), _("Due"), _("Owner"), _("Action"), _("Status"), _("From")]
    rows = [
        [
            line.code,
            _("{day}, late").format(day=line.due_words) if line.late else line.due_words or _NONE,
            line.owner or _NONE,
            line.title,
            line.status_words,
            line.source.words if line.source else _NONE,
        ]
        for line in lines
    ]
    call.terminal.table(headings, rows, [False] * len(headings))


def _plain(line: ActionLine) -> dict[str, object]:
    return {
        "code": line.code,
        "title": line.title,
        "owner": line.owner or None,
        "due": line.due.isoformat() if line.due else None,
        "late": line.late,
        "status": line.status,
        "sources": [source.code or source.title for source in line.sources],
    }


def _owner(office: Office, words: str) -> tuple[Id, str]:
    """The person that a name or a part of one means."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("person")
        people = [(id, name) for id, name in reader.column(entity, entity.field(entity.title)) if name]
    names = dict(people)
    found = named(words, people)
    if len(found) == 1:
        return Id(found[0]), names[Id(found[0])]
    if not found:
        raise Refusal(_("Nobody here is called “{words}”.").format(words=words))
    raise Refusal(
        _("“{words}” may be {names}. Write more of the name.").format(
            words=words, names=", ".join(names[Id(each)] for each in found)
        )
    )


def _refuse_suffix(target: Path, suffixes: Sequence[str]) -> None:
    if target.suffix.lower() not in suffixes:
        raise Refusal(
            _("The name of {path} must end in {suffixes}.").format(
                path=target, suffixes=_(" or ").join(suffixes)
            )
        )


def _decide_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "DECISION", _("the code of the decision sought"))
    parser.add_argument("outcome", metavar="OUTCOME", help=", ".join(OUTCOMES))
    takes_words(parser, "--decision", _("what was decided"))
    takes_words(parser, "--reasons", _("why"))
    takes_words(parser, "--conditions", _("on what conditions"))
    takes_words(parser, "--dissent", _("who thought otherwise, and what"))
    parser.add_argument("--option", metavar="PLACE", type=int, help=_("the place of the option chosen"))
    parser.add_argument("--meeting", metavar="CODE", help=_("the meeting that decided"))
    takes_person(parser, _("who decided, where no board or meeting did"))
    takes_day(parser, _("when to look again"), "--review-on")


def _minutes_arguments(parser: ArgumentParser) -> None:
    takes_code(parser)
    parser.add_argument("target", metavar="TARGET", help=_("the file to write: .pdf, or .ics for a calendar"))


def _actions_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("target", metavar="TARGET", nargs="?", help=_("a file to write: .pdf or .ics"))
    parser.add_argument("--owner", metavar="NAME", nargs="+", default=[], help=_("only those of one person"))
    parser.add_argument("--all", action="store_true", help=_("those that are over as well"))
    takes_json(parser)


VERBS = (
    Verb("meetings", _("print the calendar of meetings"), takes_file, _meetings),
    Verb("next-meeting", _("call the next meeting of a board, agenda and all"), takes_code, _next_meeting),
    Verb(
        "decide",
        _("record a decision, with the pack it was taken on as evidence"),
        _decide_arguments,
        _decide,
    ),
    Verb("minutes", _("write the minutes of a meeting as PDF"), _minutes_arguments, _minutes),
    Verb("actions", _("print actions, or write them as PDF or calendar"), _actions_arguments, _actions),
)

# SPDX-License-Identifier: Apache-2.0
"""Shared people and machines by command: where they are asked for twice, and a plan in which they are not."""

from argparse import ArgumentParser
from typing import Any

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import seconds, takes_file, takes_json
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.levelling.pool import Overload
from portfolio_desktop.domain.levelling.proposal import Proposal, percent
from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.levelling import (
    SECONDS,
    Shared,
    accept,
    day_of,
    headline,
    later_ends,
    level,
    quality,
    shared,
)


def _overloads(call: Call) -> None:
    with call.office() as office:
        found = shared(office, _projects(call, office))
    over = found.situation.overloads
    if call.arguments.json:
        call.terminal.json([_plain_overload(found, each) for each in over])
        return
    _say_overloads(call, found, over)
    _say_assumed(call, found)


def _level(call: Call) -> None:
    fast = call.arguments.fast
    with call.office(write=call.arguments.accept) as office:
        found = shared(office, _projects(call, office))
        proposal = level(
            found,
            call.arguments.seconds,
            thorough=not fast,
            told=lambda share, _best: call.terminal.progress(round(100 * share), 100),
        )
        call.terminal.end_progress()
        written = office.write(accept(office, found, proposal)) if call.arguments.accept else None
    if call.arguments.json:
        call.terminal.json(_plain(found, proposal))
        return
    _say_proposal(call, found, proposal)
    if call.arguments.accept:
        call.terminal.say()
        call.terminal.say(written.label if written else _("Nothing to change: it is so already."))


def _projects(call: Call, office: Office) -> list[Id] | None:
    codes = call.arguments.projects
    return [of_kind(office, "project", code) for code in codes] if codes else None


def _say_overloads(call: Call, found: Shared, over: list[Overload] | tuple[Overload, ...]) -> None:
    if not over:
        call.terminal.say(_("Nobody and nothing is asked for more than there is."))
        return
    heads = [_("Resource"), _("From"), _("Until"), _("Asked"), _("There"), _("Tasks")]
    rows = [
        [
            found.names[each.resource],
            day_of(each.start + 1),
            day_of(each.finish),
            percent(each.asked),
            percent(each.there) if each.there else _("away"),
            ", ".join(found.names[id] for id in each.activities),
        ]
        for each in over
    ]
    call.terminal.table(heads, rows, [False, False, False, True, True, False])


def _say_assumed(call: Call, found: Shared) -> None:
    if found.assumed:
        text = _("Nobody says how much there is of {names}: 100 % is assumed.")
        call.terminal.say(text.format(names=", ".join(found.assumed)))


def _say_proposal(call: Call, found: Shared, proposal: Proposal) -> None:
    call.terminal.say(headline(found, proposal))
    call.terminal.say()
    for move in proposal.moves:
        text = _("{project} {task}: starts on {now} instead of {was}; {why}")
        call.terminal.say(
            text.format(
                project=found.projects.get(move.project, ""),
                task=move.name,
                now=day_of(move.now.start + 1),
                was=day_of(move.was.start + 1),
                why=move.why,
            )
        )
    if proposal.moves:
        call.terminal.say()
    for sentence in later_ends(found, proposal):
        call.terminal.say(sentence)
    call.terminal.say(quality(proposal))
    if proposal.left:
        count = len(proposal.left)
        text = ngettext(
            "{count} stretch stays, because a date that stands asks for it:",
            "{count} stretches stay, because dates that stand ask for them:",
            count,
        )
        call.terminal.say(text.format(count=count))
        _say_overloads(call, found, proposal.left)
    if found.kept:
        text = ngettext(
            "{count} task has dates of its own and is left where it is.",
            "{count} tasks have dates of their own and are left where they are.",
            found.kept,
        )
        call.terminal.say(text.format(count=found.kept))
    _say_assumed(call, found)


def _plain(found: Shared, proposal: Proposal) -> dict[str, Any]:
    return {
        "moves": [
            {
                "task": move.name,
                "project": found.projects.get(move.project, ""),
                "was": _text(move.was.start),
                "now": _text(move.now.start),
                "put_off": move.put_off,
                "why": move.why,
            }
            for move in proposal.moves
        ],
        "ends": [
            {"project": found.projects.get(end.project, ""), "was": _text(end.was), "now": _text(end.now)}
            for end in proposal.ends
        ],
        "left": [_plain_overload(found, each) for each in proposal.left],
        "gap": proposal.gap,
    }


def _plain_overload(found: Shared, over: Overload) -> dict[str, Any]:
    return {
        "resource": found.names[over.resource],
        "from": _text(over.start),
        "until": _text(over.finish),
        "asked": over.asked / 10,
        "there": over.there / 10,
        "tasks": [found.names[id] for id in over.activities],
    }


def _text(at: int) -> str:
    return moment(at).isoformat(timespec="minutes")


def _overloads_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    _takes_projects(parser)
    takes_json(parser)


def _level_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    _takes_projects(parser)
    parser.add_argument(
        "--seconds",
        metavar="N",
        type=seconds,
        help=_("how long to search; by default {s}").format(s=int(SECONDS)),
    )
    parser.add_argument("--fast", action="store_true", help=_("by rule alone, in seconds, and without proof"))
    parser.add_argument("--accept", action="store_true", help=_("write the proposal into the plans"))
    takes_json(parser)


def _takes_projects(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--projects", metavar="CODE", nargs="+", default=[], help=_("only what belongs to these is put off")
    )


VERBS = (
    Verb(
        "overloads",
        _("where shared people and machines are asked for twice"),
        _overloads_arguments,
        _overloads,
    ),
    Verb("level", _("propose a plan in which they are not"), _level_arguments, _level),
)

# SPDX-License-Identifier: Apache-2.0
"""Escalations: what runs, what is beyond its tolerance, and the steps from raising to the answer."""

from argparse import ArgumentParser
from collections.abc import Callable

from portfolio_desktop.base.dates import format_moment, local_now
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import moment, takes_code, takes_file, takes_json, takes_words
from portfolio_desktop.cli.naming import of_kind, record_meant
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.tolerance import Waiting, clock_words
from portfolio_desktop.services.governance import escalations
from portfolio_desktop.services.governance.breaches import breaches
from portfolio_desktop.services.governance.clocks import running
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.risks import acts
from portfolio_desktop.storage.changes import Changes

_WAITING = {
    Waiting.RAISE: N_("to be raised"),
    Waiting.TELL: N_("to be told"),
    Waiting.ANSWER: N_("to be answered"),
}


def _list(call: Call) -> None:
    now = local_now()
    with call.office() as office:
        waiting = running(office, now)
        untold = [each for each in breaches(office) if each.escalation is None]
    if call.arguments.json:
        call.terminal.json(
            {
                "running": [
                    {
                        "code": each.code,
                        "title": each.title,
                        "project": each.project,
                        "ask": each.ask,
                        "asked": each.asked,
                        "waiting": str(each.clock.waiting),
                        "due": each.clock.due.isoformat(timespec="minutes") if each.clock.due else None,
                        "late": each.clock.has_run_out(now),
                    }
                    for each in waiting
                ],
                "breaches": [
                    {"project": each.code, "dimension": each.dimension, "words": each.words}
                    for each in untold
                ],
            }
        )
        return
    headings = [_("Code"), _("Escalation"), _("Waits"), _("Until"), _("Clock"), _("By")]
    rows = [
        [
            each.code,
            each.title,
            _(_WAITING[each.clock.waiting]),
            format_moment(each.clock.due) if each.clock.due else "–",
            clock_words(each.clock.left(now)),
            each.asked or "–",
        ]
        for each in waiting
    ]
    call.terminal.table(headings, rows, [False] * len(headings))
    if untold:
        call.terminal.say("")
        call.terminal.say(_("Beyond tolerance, and nobody has been told:"))
    for each in untold:
        call.terminal.say(f"  {each.code} {each.title}: {each.words}")


def _escalate(call: Call) -> None:
    """An issue is escalated, a risk moves up; a draft is raised; a project's breaches are drafted."""
    now = local_now()
    with call.office(write=True) as office:
        entity, id = record_meant(office, call.arguments.code)
        if entity.name == "issue":
            call.write(office, escalations.escalate_issue(office, id, call.arguments.ask, now))
        elif entity.name == "risk":
            if call.arguments.ask:
                raise Refusal(
                    _("A risk moves to the register above its own and asks nothing: leave --ask out.")
                )
            call.write(office, acts.escalate(office, id))
        elif entity.name == "escalation":
            call.write(office, escalations.raise_(office, id, now, call.arguments.ask))
        elif entity.name == "project":
            new = [each for each in breaches(office) if each.project == id and each.escalation is None]
            if not new:
                raise Refusal(_("It is within its tolerances, or they have been told of already."))
            for breach in new:
                call.write(office, escalations.draft(office, breach, now))
        else:
            raise Refusal(
                _("Name an issue, a risk, a project that is beyond a tolerance, or a drafted escalation.")
            )


def _told(call: Call) -> None:
    at, how, proof = call.arguments.at or local_now(), call.arguments.how, call.arguments.proof
    _step(call, lambda office, id: escalations.tell(office, id, at, how, proof=proof))


def _answered(call: Call) -> None:
    at, text = call.arguments.at or local_now(), call.arguments.words
    _step(call, lambda office, id: escalations.answer(office, id, at, text))


def _up(call: Call) -> None:
    _step(call, lambda office, id: escalations.move_up(office, id, local_now()))


def _step(call: Call, act: Callable[[Office, Id], Changes]) -> None:
    with call.office(write=True) as office:
        call.write(office, act(office, of_kind(office, "escalation", call.arguments.code)))


def _list_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    takes_json(parser)


def _escalate_arguments(parser: ArgumentParser) -> None:
    takes_code(parser)
    takes_words(parser, "--ask", _("what you want from them; not for a risk"))


def _told_arguments(parser: ArgumentParser) -> None:
    takes_code(parser)
    parser.add_argument("--how", required=True, help=_("by what means, such as email or telephone"))
    parser.add_argument("--proof", metavar="PATH", default="", help=_("where the proof is kept"))
    parser.add_argument("--at", metavar="MOMENT", type=moment, help=_("when; by default now"))


def _answered_arguments(parser: ArgumentParser) -> None:
    takes_code(parser)
    parser.add_argument("words", metavar="WORDS", help=_("what was answered"))
    parser.add_argument("--at", metavar="MOMENT", type=moment, help=_("when; by default now"))


VERBS = (
    Verb(
        "escalations", _("print what is escalated, and what is beyond its tolerance"), _list_arguments, _list
    ),
    Verb(
        "escalate",
        _("escalate an issue or a risk, draft a breach, or raise a draft"),
        _escalate_arguments,
        _escalate,
    ),
    Verb("told", _("record that somebody was told of an escalation"), _told_arguments, _told),
    Verb("answered", _("record the answer to an escalation"), _answered_arguments, _answered),
    Verb("take-up", _("take an unanswered escalation one rung up"), takes_code, _up),
)

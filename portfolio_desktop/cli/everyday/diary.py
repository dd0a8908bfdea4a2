# SPDX-License-Identifier: Apache-2.0
"""The diary as a file for a calendar: diary."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.arguments import takes_file, takes_person
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.diary.entries import Kind

_SUFFIX = ".ics"


def _diary(call: Call) -> None:
    from portfolio_desktop.exchange.calendar import export_calendar

    asked, target = call.arguments, Path(call.arguments.target)
    if target.suffix.lower() != _SUFFIX:
        raise Refusal(
            _("A calendar file ends in {suffix}, not “{name}”.").format(suffix=_SUFFIX, name=target.name)
        )
    needs_folder(target)
    kinds = [Kind(each) for each in asked.kind] or list(Kind)
    with call.office() as office:
        project = of_kind(office, "project", asked.project) if asked.project else None
        person = of_kind(office, "person", asked.person) if asked.person else None
        count = export_calendar(office, target, project=project, person=person, kinds=kinds)
    said = ngettext("{count} entry in {path}", "{count} entries in {path}", count)
    call.terminal.say(said.format(count=f"{count:,}", path=target))


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("target", metavar="CALENDAR", help=_("the file to write (NAME.ics)"))
    parser.add_argument("--project", metavar="CODE", default="", help=_("only what belongs to this project"))
    takes_person(parser, _("only what this person owns, leads or is invited to"), "--person")
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        choices=[each.value for each in Kind],
        help=_("only these; several may be given"),
    )


VERBS = (
    Verb(
        "diary",
        _("reviews, milestones, gates, board meetings and actions as a file for Outlook or any calendar"),
        _arguments,
        _diary,
    ),
)

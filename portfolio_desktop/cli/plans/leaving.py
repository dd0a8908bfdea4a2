# SPDX-License-Identifier: Apache-2.0
"""Writes the plan of a project for another program."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.arguments import takes_code
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.exchange.departures.leaving import export_plan


def _export(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        left = export_plan(
            office, of_kind(office, "project", said.code), Path(said.target), baselines=said.baselines
        )
    count = ngettext("{count} task", "{count} tasks", left.tasks).format(count=f"{left.tasks:,}")
    call.terminal.say(_("Wrote {path}: {count}.").format(path=left.path, count=count))
    if left.left_out:
        call.terminal.say(_("Left out or changed:"))
    for sentence in left.left_out:
        call.terminal.say(f"  {sentence}")


def _arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "PROJECT", _("the code of the project"))
    parser.add_argument(
        "target",
        metavar="TARGET",
        help=_("the file to write: .xml (Microsoft Project), .xer (Primavera) or .csv"),
    )
    parser.add_argument(
        "--baselines", action="store_true", help=_("with the project’s baselines, up to eleven")
    )


VERBS = (Verb("export-plan", _("write the plan of a project for another program"), _arguments, _export),)

# SPDX-License-Identifier: Apache-2.0
"""The user guide as PDF: guide."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.verb import Call, Verb


def _guide(call: Call) -> None:
    target = Path(call.arguments.target)
    if target.suffix.lower() != ".pdf":
        raise Refusal(_("{path} is to be the guide, so its name must end in .pdf.").format(path=target))
    needs_folder(target)
    from portfolio_desktop.reports.guide.printing import render_guide

    write_whole(target, render_guide(local_now().date()))
    call.terminal.say(str(target))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET.pdf", help=_("the file to write"))


VERBS = (Verb("guide", _("write the user guide as PDF"), _arguments, _guide),)

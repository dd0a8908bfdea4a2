# SPDX-License-Identifier: Apache-2.0
"""Pictures of the window. A command knows no window: who starts the program hands in what draws it."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.verb import Call, Verb


def _screenshots(call: Call) -> None:
    for picture in call.draw(Path(call.arguments.folder), call.arguments.scenes):
        call.terminal.say(str(picture))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help=_("where to put the pictures; made if it is not there"))
    parser.add_argument("scenes", metavar="SCENE", nargs="*", help=_("only these; by default every one"))


VERBS = (
    Verb(
        "screenshots",
        _("draw every page, dialog and state of the window as a picture"),
        _arguments,
        _screenshots,
    ),
)

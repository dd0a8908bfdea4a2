# SPDX-License-Identifier: Apache-2.0
"""A newer version of the program: update."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop import __version__
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.verb import Call, Verb


def _update(call: Call) -> None:
    from portfolio_desktop.services.updates.finding import FOLDER_SETTING, look, take

    said = call.arguments
    named = said.folder or call.settings.get(FOLDER_SETTING, "")
    if not named:
        raise Refusal(_("Name the folder in which the office lays new versions: update --from FOLDER."))
    folder = Path(named).absolute()
    if not folder.is_dir():
        raise Refusal(_("There is no folder {folder}.").format(folder=folder))
    if said.remember:
        call.settings.put(FOLDER_SETTING, str(folder))
    update = look([folder])
    if update is None:
        words = _("Nothing newer than {version} for this laptop is in {folder}.")
        call.terminal.say(words.format(version=__version__, folder=folder))
        return
    call.terminal.say(update.words)
    if not said.take:
        call.terminal.say(_("Its announcement is signed. Add --take to copy and prove the file itself."))
        return
    path = take(update)
    call.terminal.say(
        _("Proved, and kept at {path}. Close the program and open that file.").format(path=path)
    )


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="folder", metavar="FOLDER", help=_("where the office lays new versions")
    )
    parser.add_argument(
        "--take", action="store_true", help=_("copy the file that installs it here, and prove it")
    )
    parser.add_argument("--remember", action="store_true", help=_("have the window look there from now on"))


VERBS = (
    Verb(
        "update",
        _("look for a newer version in a folder, and prove that it is ours"),
        _arguments,
        _update,
    ),
)

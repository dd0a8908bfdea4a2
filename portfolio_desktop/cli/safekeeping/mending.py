# SPDX-License-Identifier: Apache-2.0
"""Checking a workspace, mending what follows from its history, and making a damaged one anew: check."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.safekeeping.checking import Finding, Mend, check, mend
from portfolio_desktop.services.safekeeping.copies import second_place
from portfolio_desktop.services.safekeeping.opening import is_damage
from portfolio_desktop.services.safekeeping.rescue import Source, finish, prospects, rebuild
from portfolio_desktop.sharing.mending import fill

_ADVICE = {
    Mend.REPLACE: N_("Run check again with --rebuild."),
    Mend.REBUILD: N_("Run check again with --mend."),
    Mend.REINDEX: N_("Run check again with --mend."),
    Mend.DECIDE: N_("That is for a person to settle."),
}


def _check(call: Call) -> None:
    if call.arguments.rebuild:
        _rebuild(call)
        return
    try:
        found = _found(call)
    except Trouble as error:
        if not is_damage(error):
            raise
        raise Refusal(_whole(call)) from error
    if call.arguments.json:
        call.terminal.json([{"text": each.text, "mend": str(each.mend)} for each in found])
    if found:
        worst = next(kind for kind in _ADVICE if any(each.mend is kind for each in found))
        raise Refusal(
            ngettext(
                "{count} thing is wrong. {advice}", "{count} things are wrong. {advice}", len(found)
            ).format(count=len(found), advice=_(_ADVICE[worst]))
        )
    if not call.arguments.json:
        call.terminal.say(_("{path} is whole.").format(path=call.arguments.file))


def _found(call: Call) -> tuple[Finding, ...]:
    with call.office(write=call.arguments.mend) as office:
        found = check(office)
        _tell(call, found)
        if call.arguments.mend and any(each.mendable for each in found):
            done = mend(office)
            call.terminal.complain(
                _("Mended from the history. A copy of what was there is kept at {path}.").format(
                    path=done.copy
                )
            )
            found = done.left
            _tell(call, found)
    return found


def _tell(call: Call, found: tuple[Finding, ...]) -> None:
    if not call.arguments.json:
        for each in found:
            call.terminal.say(f"{each.text} {each.mending}")


def _whole(call: Call) -> str:
    """What can be had of a file that does not open."""
    path = Path(call.arguments.file)
    for each in prospects(path, second_place(call.settings)):
        call.terminal.say(f"{each.source}: {each.words}")
    if not path.stat().st_size:
        return _(
            "{path} was emptied. check --rebuild makes it anew from what is kept, and keeps the empty file beside it."
        ).format(path=path)
    return _(
        "{path} is damaged. check --rebuild makes it anew from what is whole, and keeps the damaged file beside it."
    ).format(path=path)


def _rebuild(call: Call) -> None:
    path = Path(call.arguments.file)
    if not path.is_file():
        if not finish(path, call.settings.author):
            raise Refusal(_("There is no workspace at {path}.").format(path=path))
        call.terminal.say(
            _(
                "{path} had been made anew already, and is in its place now. The damaged file is beside it."
            ).format(path=path)
        )
        return
    source = Source(getattr(call.arguments, "from"))
    done = rebuild(path, call.settings.author, source, second=second_place(call.settings), fill=fill)
    call.terminal.say(done.words)


def _check_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--mend", action="store_true", help=_("make anew what follows from the history, where it differs")
    )
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help=_("make a damaged workspace anew from what is whole; the damaged file is kept"),
    )
    parser.add_argument(
        "--from",
        choices=[str(source) for source in Source],
        default=str(Source.EVERYTHING),
        help=_("with --rebuild: from its own history, a copy, the share, or all of them together"),
    )
    takes_json(parser, _("what is wrong, for a program to read"))


VERBS = (Verb("check", _("examine a workspace, and mend what can be mended"), _check_arguments, _check),)

# SPDX-License-Identifier: Apache-2.0
"""Copies of a workspace, and a workspace made from one: backup, restore."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.office import open_office
from portfolio_desktop.services.safekeeping.copies import copy_to, keep_copy, kept_copies, second_place
from portfolio_desktop.services.safekeeping.preview import Changed, Preview, preview
from portfolio_desktop.services.safekeeping.restoring import give_away, restore
from portfolio_desktop.sharing.mending import rename

_BACKED_UP = N_("Backed up to {path}; the copy was opened and is whole.")
_GIVEN = N_(
    "Copied to {path}, with all records and their history, and without what this laptop knows of the office's share."
)
_ONE_OF_THREE = N_("Give a TARGET with --to-give-away, and none with --list.")
_SHOWN = 20


def _backup(call: Call) -> None:
    said, workspace = call.arguments, Path(call.arguments.file)
    if bool(said.target) is not bool(said.to_give_away) and (said.to_give_away or said.list):
        raise Refusal(_(_ONE_OF_THREE))
    if said.list:
        _list(call, workspace)
        return
    with call.office() as office:  # refuses what is not a workspace
        if said.to_give_away:
            call.terminal.say(_(_GIVEN).format(path=give_away(office, Path(said.target))))
        elif said.target:
            copy = copy_to(workspace, Path(said.target))
            call.terminal.say(_(_BACKED_UP).format(path=copy))
        else:
            made = keep_copy(office, second_place(call.settings))
            call.terminal.say(_(_BACKED_UP).format(path=made.path))
            if made.second is not None:
                call.terminal.say(_("And to {path}.").format(path=made.second))
            if made.warning:
                call.terminal.complain(made.warning)


def _list(call: Call, workspace: Path) -> None:
    kept = kept_copies(workspace, second_place(call.settings))
    if call.arguments.json:
        call.terminal.json(
            [{"path": str(each.path), "made": each.made.isoformat(), "size": each.size} for each in kept]
        )
        return
    rows = [(format_moment(local_time(each.made)), each.weight, str(each.path)) for each in kept]
    if not rows:
        call.terminal.complain(_("No copy of {name} is kept.").format(name=workspace.name))
        return
    for row in rows:
        call.terminal.say("  ".join(row))


def _restore(call: Call) -> None:
    copy, target = Path(call.arguments.backup), Path(call.arguments.file)
    if call.arguments.preview:
        _preview(call, copy, target)
        return
    call.terminal.say(restore(copy, target, call.settings.author, rename).words)


def _preview(call: Call, copy: Path, present: Path) -> None:
    author = call.settings.author
    with ExitStack() as around:
        office = (
            around.enter_context(open_office(present, author, read_only=True)) if present.is_file() else None
        )
        found = preview(copy, office, author)
    if call.arguments.json:
        call.terminal.json(_object(found))
        return
    say = call.terminal.say
    if found.until is not None:
        say(_("The last change in it is of {when}.").format(when=format_moment(found.until)))
    compared = office is not None and found.same
    heads = [_("Register"), _("In the copy"), *([_("Now")] if compared else [])]
    call.terminal.table(
        heads,
        [[name, f"{then:,}", *([f"{now:,}"] if now is not None else [])] for name, then, now in found.counts],
        [False, True, True],
    )
    say()
    say(_("Last changes in it:"))
    for act in found.last:
        say(f"  {format_moment(act.when)}  {act.author}: {act.label}")
    if office is not None:
        say()
        say(found.lost_words(author))
        for title, count in found.projects:
            say(f"  {title}: {count:,}")
        for each in found.changed[:_SHOWN]:
            _tell_changed(call, each)
        rest = len(found.changed) + found.untold - _SHOWN
        if rest > 0:
            say(
                ngettext("and {count} more record", "and {count} more records", rest).format(
                    count=f"{rest:,}"
                )
            )


def _tell_changed(call: Call, each: Changed) -> None:
    call.terminal.say(f"  {each.title or each.record}")
    for one in each.differences:
        label = f"{one.label}: " if one.label else ""
        call.terminal.say(
            _("    {label}{then} in the copy, {now} now").format(
                label=label, then=one.then or "–", now=one.now or "–"
            )
        )


def _object(found: Preview) -> dict[str, Any]:
    return {
        "same_portfolio": found.same,
        "until": found.until.isoformat() if found.until else None,
        "registers": [{"register": name, "copy": then, "now": now} for name, then, now in found.counts],
        "lost": found.lost,
        "lost_by": dict(found.by),
        "lost_about": [{"project": title, "changes": count} for title, count in found.projects],
        "only_in_the_copy": found.more,
        "records": [
            {
                "register": each.entity,
                "record": each.title,
                "differences": [
                    {"field": one.label, "copy": one.then, "now": one.now} for one in each.differences
                ],
            }
            for each in found.changed
        ],
    }


def _backup_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "target", metavar="TARGET", nargs="?", help=_("where to; by default this laptop's backup folder")
    )
    parser.add_argument(
        "--list", action="store_true", help=_("print the copies that are kept, and make none")
    )
    parser.add_argument(
        "--to-give-away",
        action="store_true",
        help=_("for somebody outside: without what this laptop knows of the office's share"),
    )
    takes_json(parser, _("the list for a program to read"))


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help=_("the workspace to make, never one that exists; with --preview the one to compare with"),
    )
    parser.add_argument("backup", metavar="BACKUP", help=_("the backup to make it from"))
    parser.add_argument(
        "--preview",
        action="store_true",
        help=_("print what the backup holds, and what of FILE would not be in it; nothing is made"),
    )
    takes_json(parser, _("the preview for a program to read"))


VERBS = (
    Verb("backup", _("copy a workspace and make sure that the copy is whole"), _backup_arguments, _backup),
    Verb("restore", _("make a workspace from a backup, or look into one"), _restore_arguments, _restore),
)

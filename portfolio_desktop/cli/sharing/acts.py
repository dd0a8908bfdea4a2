# SPDX-License-Identifier: Apache-2.0
"""Taking part in a share: share, join, sync, leave, laptops, invite."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import needs_folder
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.sharing.reaching import reached_place
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing.conflicts import count
from portfolio_desktop.sharing import words
from portfolio_desktop.sharing.invitations import keep_invitation, read_invited, refuse_shared_place
from portfolio_desktop.sharing.part import Standing, join, part_of, standing_of
from portfolio_desktop.sharing.places import Place
from portfolio_desktop.sync.invitation import SUFFIX, Invitation

_WROTE = N_(
    "The invitation is {path}. Hand it over in private, to those who are to join; never put it into the shared folder."
)
_DECIDE = N_("Two people said different things: conflicts lists what, resolve settles it.")
_ALONE = N_("This workspace is not shared. Share it into a folder first, or join one.")


def _share(call: Call) -> None:
    said = call.arguments
    path = _invitation_path(call)
    needs_folder(path)
    folder = reached_place(call, said.folder)
    refuse_shared_place(path, folder)
    with call.office(write=True) as office:
        invitation, standing = part_of(office).share(folder, encrypted=said.encrypt, title=office.path.stem)
        keep_invitation(invitation, path)
        call.terminal.say(_("Shared {name} into {folder}.").format(name=office.path.stem, folder=folder))
    call.terminal.say(_(_WROTE).format(path=path))
    _tell(call, standing, quiet=True)


def _join(call: Call) -> None:
    said = call.arguments
    invitation = read_invited(Path(said.invitation))
    folder = reached_place(call, said.folder)
    if said.back:
        with call.office(write=True) as office:
            _tell_joined(call, office, invitation, part_of(office).come_back(invitation, folder))
        return
    office, standing = join(invitation, folder, Path(said.file), call.settings.author)
    with office:
        _tell_joined(call, office, invitation, standing)


def _tell_joined(call: Call, office: Office, invitation: Invitation, standing: Standing) -> None:
    copy = _("Your copy is {path}.").format(path=office.path)
    call.terminal.say(f"{words.joined(invitation)} {copy}")
    _tell(call, standing)
    for sentence in words.on_its_way(standing.report):
        call.terminal.complain(sentence)


def _sync(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        part = part_of(office)
        if said.folder:
            part.choose_folder(reached_place(call, said.folder), put_back=said.put_back)
        standing = part.round(thorough=True, put_back=said.put_back)
        _tell(call, standing)
        if count(office):
            call.terminal.complain(_(_DECIDE))


def _leave(call: Call) -> None:
    with call.office(write=True) as office:
        part_of(office).leave(anyway=call.arguments.anyway)
    call.terminal.say(
        _("The workspace is shared no longer. What was shared stays with the others, and all of it here.")
    )


def _invite(call: Call) -> None:
    path = Path(call.arguments.invitation)
    with call.office(write=True) as office:
        part = part_of(office)
        if part.folder is not None:
            refuse_shared_place(path, part.folder)
        keep_invitation(part.invite(office.path.stem), path)
    call.terminal.say(_(_WROTE).format(path=path))


def _laptops(call: Call) -> None:
    with call.office() as office:
        found, today = standing_of(office), office.today()
    if found is None:
        raise Refusal(_(_ALONE))
    folder, standing = found
    if call.arguments.json:
        call.terminal.json(_object(folder, standing))
        return
    call.terminal.complain(words.state(standing, today))
    if standing is not None:
        _table(call, standing, today)
        _caution(call, standing)


def _table(call: Call, standing: Standing, today: date) -> None:
    heads = (_("Person"), _("Laptop"), _("Last seen"), _("Version"), _("How it stands"))
    rows = [
        (
            laptop.person,
            laptop.laptop,
            words.moment(laptop.seen, today) if laptop.seen is not None else _("never"),
            words.version(standing.report, laptop),
            words.stands(standing, laptop),
        )
        for laptop in standing.report.laptops
    ]
    call.terminal.table(heads, rows, [False] * len(heads))


def _object(folder: Place | None, standing: Standing | None) -> dict[str, Any]:
    behind = standing.behind if standing else {}
    return {
        "folder": str(folder) if folder else None,
        "at": standing.at if standing else None,
        "all_sent_at": standing.sent or None if standing else None,
        "waiting": standing.waiting if standing else None,
        "trouble": standing.report.trouble or None if standing else None,
        "laptops": [
            {
                "person": each.person,
                "laptop": each.laptop,
                "version": each.version,
                "seen": each.seen,
                "lacks": behind.get(each.stream, 0),
                "complete_here": not each.brings,
                "this": each.is_this,
                "left": each.left,
            }
            for each in (standing.report.laptops if standing else ())
        ],
    }


def _tell(call: Call, standing: Standing, *, quiet: bool = False) -> None:
    """What a round came to. Raises Trouble where the folder failed: the command has not done what it was called for."""
    report = standing.report
    if report.trouble:
        raise Trouble(words.trouble(standing))
    if not quiet:
        call.terminal.say(words.done(standing))
    _caution(call, standing)
    for each in report.waiting:
        call.terminal.complain(words.held_up(report, each))
    fresh = [each for each in report.quarantined if each.fresh]
    if fresh:
        call.terminal.complain(
            ngettext(
                "{count} file of the folder was not taken: {names}.",
                "{count} files of the folder were not taken: {names}.",
                len(fresh),
            ).format(count=len(fresh), names=", ".join(f"{each.place} ({each.reason})" for each in fresh[:5]))
        )


def _caution(call: Call, standing: Standing) -> None:
    for sentence in (*words.cautions(standing), *words.clocks(standing.report).values()):
        call.terminal.complain(sentence)


def _invitation_path(call: Call) -> Path:
    chosen = call.arguments.invitation
    return Path(chosen) if chosen else Path(call.arguments.file).with_suffix(SUFFIX)


def _share_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "folder", metavar="FOLDER", help=_("a folder that everybody who is to join reaches, or an address")
    )
    parser.add_argument(
        "--encrypt", action="store_true", help=_("nobody reads what lies there without an invitation")
    )
    parser.add_argument(
        "--invitation", metavar="PATH", default="", help=_("where to write it; by default beside FILE")
    )


def _join_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="FOLDER", help=_("the shared folder, as this laptop reaches it, or its address")
    )
    parser.add_argument("file", metavar="FILE", help=_("your own copy (NAME.portfolio), on this laptop"))
    parser.add_argument(
        "--invitation", metavar="PATH", required=True, help=_("the file that you were handed")
    )
    parser.add_argument(
        "--back",
        action="store_true",
        help=_("come back with the workspace FILE, which left, and with what was changed in it since"),
    )


def _sync_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--folder", metavar="FOLDER", default="", help=_("where the shared folder is now, or its address")
    )
    parser.add_argument(
        "--put-back",
        action="store_true",
        help=_(
            "publish again what has gone from the folder, whoever made it; with --folder also into an empty one"
        ),
    )


def _leave_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--anyway", action="store_true", help=_("also where changes of yours were never sent")
    )


def _invite_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("invitation", metavar="PATH", help=_("the file to write (NAME.invitation)"))


def _laptops_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    takes_json(parser)


VERBS = (
    Verb("share", _("share a workspace through a folder, without a server"), _share_arguments, _share),
    Verb("join", _("your own copy of a portfolio that is shared in a folder"), _join_arguments, _join),
    Verb("sync", _("send your changes to the shared folder and take the others'"), _sync_arguments, _sync),
    Verb("leave", _("share a workspace no longer"), _leave_arguments, _leave),
    Verb("laptops", _("print who shares a workspace, and who lacks what"), _laptops_arguments, _laptops),
    Verb("invite", _("write an invitation for another laptop"), _invite_arguments, _invite),
)

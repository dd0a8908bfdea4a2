# SPDX-License-Identifier: Apache-2.0
"""The password of a workspace: asked for where a verb meets a file under one, and the verb that sets it and takes it away."""

import os
from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.cli.confidential.asking import new_secret, secret
from portfolio_desktop.cli.verb import Call, Verb, takes_acts
from portfolio_desktop.services.office import open_office
from portfolio_desktop.services.safekeeping import passwords
from portfolio_desktop.services.safekeeping.copies import second_place

PASSWORD_VARIABLE = "PORTFOLIO_DESKTOP_PASSWORD"  # noqa: S105 - the name of a variable
"""Takes the place of what is typed, for commands that nobody watches."""

_WROTE_SHEET = N_(
    "The recovery key is on the sheet {path}, and nowhere else. Print it, keep it in a safe, and delete the file."
)
_BESIDE = N_("The sheet lies beside the workspace that it opens: whoever takes the folder has both.")
_NEEDED = N_(
    "{name} is under a password: type it when asked, or give it in the variable {variable} or as a line on standard input."
)
_SET = N_(
    "{name} is under a password now. It opens with its key file beside it, {key}: take both where you take it."
)
_LEFT = N_("Copies that were made under the password stay under it, and open by it.")
_CHANGED = N_("{name} and its copies open by the new password from now on, and by the old one no more.")


def asking() -> AbstractContextManager[None]:
    """Within it, every file under a password that a verb meets is asked for, once."""
    return passwords.asking(lambda path: {"password": _password(path)})


def _password(path: Path) -> str:
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        return given
    needed = _(_NEEDED).format(name=path.name, variable=PASSWORD_VARIABLE)
    return secret(_("Password of {name}").format(name=path.name), needed)


def _old(call: Call) -> dict[str, str]:
    """What opens it now, in the words of `services.safekeeping.passwords`."""
    path = Path(call.arguments.file)
    if getattr(call.arguments, "recovery_key", False):
        return {"recovery_key": secret(_("Recovery key"), _("A recovery key is needed."))}
    return {"password": _password(path)}


def _status(call: Call) -> None:
    path = Path(call.arguments.file)
    if not passwords.is_under_password(path):
        call.terminal.say(
            _("{name} is not under a password: whoever has the file can read it.").format(name=path.name)
        )
        return
    recovery = (
        _("a recovery key was made") if passwords.has_recovery_key(path) else _("there is no recovery key")
    )
    call.terminal.say(_("{name} is under a password; {recovery}.").format(name=path.name, recovery=recovery))


def _set(call: Call) -> None:
    said, path = call.arguments, Path(call.arguments.file)
    sheet = _sheet_of(call)
    if passwords.is_under_password(path):
        raise Refusal(
            _("{name} is under a password already. Change it, or take it away.").format(name=path.name)
        )
    open_office(path, call.settings.author).close()  # refuses what is no workspace, and brings it up to date
    second = second_place(call.settings)
    password = new_secret(_("New password"), _differ())
    made = passwords.protect(path, password, call.settings.author, recovery=sheet is not None, second=second)
    if sheet is not None:
        _write_sheet(call, made.recovery_key, sheet)
    key = passwords.key_file(path)
    call.terminal.say(_(_SET).format(name=path.name, key=key.name))
    if made.copy is not None:
        call.terminal.say(_("A first copy under the password is at {path}.").format(path=made.copy))
    else:
        call.terminal.complain(made.trouble)
    call.terminal.say(_(passwords.NOT_PROTECTED))
    if made.plain and said.remove_plain_copies:
        call.terminal.say(passwords.remove_copies(made.plain))
    elif made.plain:
        call.terminal.complain(
            ngettext(
                "{count} copy from before is plain; remove it with --remove-plain-copies:",
                "{count} copies from before are plain; remove them with --remove-plain-copies:",
                len(made.plain),
            ).format(count=len(made.plain))
        )
        for each in made.plain:
            call.terminal.complain(f"  {each.path}")


def _change(call: Call) -> None:
    path = Path(call.arguments.file)
    old = _old(call)
    passwords.unlock(path, **old)
    new = new_secret(_("New password"), _differ())
    passwords.change(path, new, second=second_place(call.settings), **old)
    call.terminal.say(_(_CHANGED).format(name=path.name))


def _remove(call: Call) -> None:
    path = Path(call.arguments.file)
    passwords.unprotect(path, call.settings.author, **_old(call))
    call.terminal.say(
        _("{name} is under no password any more: whoever has the file can read it.").format(name=path.name)
    )
    call.terminal.say(_(_LEFT))


def _recovery(call: Call) -> None:
    path, sheet = Path(call.arguments.file), _sheet_of(call)
    assert sheet is not None
    code = passwords.new_recovery_key(path, _password(path), second_place(call.settings))
    _write_sheet(call, code, sheet)


def _clean(call: Call) -> None:
    path = Path(call.arguments.file)
    if not passwords.is_under_password(path):
        raise Refusal(
            _("{name} is not under a password; its copies are as plain as it is.").format(name=path.name)
        )
    found = passwords.plain_copies(path, second_place(call.settings))
    call.terminal.say(passwords.remove_copies(found))


def _sheet_of(call: Call) -> Path | None:
    """Where the sheet goes. Refuses before anything is done where something is."""
    if not call.arguments.sheet:
        return None
    sheet = Path(call.arguments.sheet)
    if sheet.exists():
        raise Refusal(_("{path} already exists. Choose another name for the sheet.").format(path=sheet))
    needs_folder(sheet)
    return sheet


def _write_sheet(call: Call, key: str, sheet: Path) -> None:
    from portfolio_desktop.reports.people.recovery import recovery_sheet

    path = Path(call.arguments.file)
    if sheet.resolve().is_relative_to(path.resolve().parent):
        call.terminal.complain(_(_BESIDE))
    today = date.today()  # noqa: DTZ011 - the person's own calendar
    write_whole(sheet, recovery_sheet(key, path.name, today, workspace=True), private=True)
    call.terminal.say(_(_WROTE_SHEET).format(path=sheet))


def _differ() -> str:
    return _("The two passwords differ. Nothing was changed.")


def _arguments(parser: ArgumentParser) -> None:
    act = takes_acts(parser)

    def by_recovery(own: ArgumentParser) -> None:
        own.add_argument(
            "--recovery-key", action="store_true", help=_("the password is forgotten: use the recovery key")
        )

    act("status", _("Whether the workspace is under a password"), _status)
    own = act("set", _("Encrypt a workspace under a password"), _set)
    choice = own.add_mutually_exclusive_group(required=True)
    choice.add_argument("--sheet", metavar="PDF", help=_("write the sheet of a recovery key here"))
    choice.add_argument("--no-recovery-key", action="store_true", help=_("the password alone opens it"))
    own.add_argument(
        "--remove-plain-copies",
        action="store_true",
        help=_("remove the copies from before, once there is one under the password"),
    )
    by_recovery(act("change", _("Replace the password"), _change))
    by_recovery(act("remove", _("Take the password away, and write the workspace plain"), _remove))
    act("recovery", _("Make a new recovery key"), _recovery).add_argument(
        "--sheet", metavar="PDF", required=True, help=_("write the sheet of a new recovery key here")
    )
    act("clean", _("Remove the copies that are still plain"), _clean)


def _run(call: Call) -> None:
    said: Namespace = call.arguments
    said.act(call)


VERBS = (Verb("password", N_("A password for a workspace: set, change, remove"), _arguments, _run),)

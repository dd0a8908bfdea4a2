# SPDX-License-Identifier: Apache-2.0
"""Workspaces as files: new, reference, demo, check, backup, restore, dump."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.arguments import takes_file
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.reference import lay_in
from portfolio_desktop.storage.backup import back_up, back_up_now, restore, verify
from portfolio_desktop.storage.dump import state_of_registers, text_of
from portfolio_desktop.storage.examine import examine


def _new(call: Call) -> None:
    with new_office(Path(call.arguments.file), call.settings.author) as office:
        call.terminal.say(_("Made {path}. Bring in a spreadsheet with import.").format(path=office.path))
        if call.arguments.reference:
            _lay_in(call, office)


def _reference(call: Call) -> None:
    with call.office(write=True) as office:
        _lay_in(call, office)


def _lay_in(call: Call, office: Office) -> None:
    changes = lay_in(office)
    if not office.write(changes):
        call.terminal.say(_("The gates, controls, tolerances, scales and skills are all there already."))
        return
    count = len(changes.items)
    call.terminal.say(
        ngettext(
            "Laid in {count} record: gates, controls, tolerances, scales and skills, for the office to make its own.",
            "Laid in {count} records: gates, controls, tolerances, scales and skills, for the office to make its own.",
            count,
        ).format(count=count)
    )


def _demo(call: Call) -> None:
    from portfolio_desktop.services import demo

    with new_office(Path(call.arguments.file), call.settings.author) as office:
        demo.fill(office)
        call.terminal.say(_("Made {path} with the demo portfolio.").format(path=office.path))


def _check(call: Call) -> None:
    verify(Path(call.arguments.file))
    with call.office(write=call.arguments.mend) as office:
        with office.store.reading() as connection:
            findings = examine(connection, office.store.tables, office.catalogue)
        for finding in findings:
            call.terminal.say(finding.text)
        if call.arguments.mend and any(finding.mendable for finding in findings):
            kept = back_up_now(office.path, datetime.now().astimezone())
            office.store.rebuild()
            call.terminal.say(
                _(
                    "Rebuilt the registers from the history. A copy of what was there is kept at {path}."
                ).format(path=kept.path)
            )
            with office.store.reading() as connection:
                findings = examine(connection, office.store.tables, office.catalogue)
    if findings:
        advice = (
            _("Run check again with --mend.") if all(f.mendable for f in findings) else _("Restore a backup.")
        )
        raise Refusal(
            ngettext(
                "{count} thing is wrong. {advice}", "{count} things are wrong. {advice}", len(findings)
            ).format(count=len(findings), advice=advice)
        )
    call.terminal.say(_("{path} is whole.").format(path=call.arguments.file))


def _backup(call: Call) -> None:
    workspace = Path(call.arguments.file)
    with call.office():  # refuses what is not a workspace
        if call.arguments.target:
            target = back_up(workspace, Path(call.arguments.target))
        else:
            target = back_up_now(workspace, datetime.now().astimezone()).path
    call.terminal.say(_("Backed up to {path}; the copy was opened and is whole.").format(path=target))


def _restore(call: Call) -> None:
    target = restore(Path(call.arguments.backup), Path(call.arguments.file))
    call.terminal.say(_("Restored to {path}.").format(path=target))


def _dump(call: Call) -> None:
    with call.office() as office, office.store.reading() as connection:
        text = text_of(state_of_registers(connection, office.store.tables, office.catalogue))
    call.terminal.raw(text)


def _new_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--reference",
        action="store_true",
        help=_("with gates, controls, tolerances, scales and skills to begin with"),
    )


def _check_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--mend", action="store_true", help=_("rebuild the registers from the history where they differ")
    )


def _backup_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "target", metavar="TARGET", nargs="?", help=_("where to; by default this laptop's backup folder")
    )


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("the workspace to make; never one that exists"))
    parser.add_argument("backup", metavar="BACKUP", help=_("the backup to make it from"))


VERBS = (
    Verb("new", _("make an empty workspace"), _new_arguments, _new),
    Verb(
        "reference",
        _("lay in gates, controls, tolerances, scales and skills to begin with"),
        takes_file,
        _reference,
    ),
    Verb("demo", _("make a workspace with the demo portfolio"), takes_file, _demo),
    Verb("check", _("examine a workspace, and mend what can be mended"), _check_arguments, _check),
    Verb("backup", _("copy a workspace and make sure that the copy is whole"), _backup_arguments, _backup),
    Verb("restore", _("make a workspace from a backup"), _restore_arguments, _restore),
    Verb("dump", _("print the whole workspace as canonical JSON"), takes_file, _dump),
)

# SPDX-License-Identifier: Apache-2.0
"""Workspaces as files: new, reference, demo, dump."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.arguments import takes_file
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.reference import lay_in
from portfolio_desktop.services.safekeeping.places import refuse_unsafe
from portfolio_desktop.storage.dump import state_of_registers, text_of


def _new(call: Call) -> None:
    refuse_unsafe(Path(call.arguments.file))
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

    refuse_unsafe(Path(call.arguments.file))
    with new_office(Path(call.arguments.file), call.settings.author) as office:
        demo.fill(office)
        call.terminal.say(_("Made {path} with the demo portfolio.").format(path=office.path))


def _dump(call: Call) -> None:
    with call.office() as office, office.store.reading() as connection:
        text = text_of(state_of_registers(connection, office.catalogue))
    call.terminal.raw(text)


def _new_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--reference",
        action="store_true",
        help=_("with gates, controls, tolerances, scales and skills to begin with"),
    )


VERBS = (
    Verb("new", _("make an empty workspace"), _new_arguments, _new),
    Verb(
        "reference",
        _("lay in gates, controls, tolerances, scales and skills to begin with"),
        takes_file,
        _reference,
    ),
    Verb("demo", _("make a workspace with the demo portfolio"), takes_file, _demo),
    Verb("dump", _("print the whole workspace as canonical JSON"), takes_file, _dump),
)

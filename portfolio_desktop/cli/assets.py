# SPDX-License-Identifier: Apache-2.0
"""IT assets: a project that replaces one."""

from argparse import ArgumentParser

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.records import record_named
from portfolio_desktop.cli.verb import Call, Verb, takes_file
from portfolio_desktop.services.technology.assets import candidate


def _replace(call: Call) -> None:
    name = call.arguments.code
    with call.office(write=True) as office:
        with office.reading() as reader:
            entity, id = record_named(reader, name)
        if entity.name != "asset":
            raise Refusal(_("“{name}” is no asset.").format(name=name))
        changes = candidate(office, id)
        office.write(changes)
        call.terminal.say(changes.label)


def _replace_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("code", metavar="ASSET", help=_("the code of the asset that is to be replaced"))


VERBS = (
    Verb("replace", _("start a candidate project that replaces an asset"), _replace_arguments, _replace),
)

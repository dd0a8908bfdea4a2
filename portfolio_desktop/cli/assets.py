# SPDX-License-Identifier: Apache-2.0
"""IT assets: a project that replaces one."""

from argparse import ArgumentParser

from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import takes_code
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.technology.assets import candidate


def _replace(call: Call) -> None:
    with call.office(write=True) as office:
        call.write(office, candidate(office, of_kind(office, "asset", call.arguments.code)))


def _replace_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "ASSET", _("the code of the asset that is to be replaced"))


VERBS = (
    Verb("replace", _("start a candidate project that replaces an asset"), _replace_arguments, _replace),
)

# SPDX-License-Identifier: Apache-2.0
"""How a team's work packages went in a period, printed or as one page of PDF."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import day, takes_json
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.domain.capacity.measures import Measure
from portfolio_desktop.services.capacity.measuring import (
    MEASURES,
    measure_words,
    period_words,
    quarter_to,
    team_measures,
)


def measures(call: Call) -> None:
    """The four measures, each so many out of how many, with what speaks against."""
    said = call.arguments
    target = Path(said.target) if said.target else None
    if target is not None and target.suffix.lower() != ".pdf":
        raise Refusal(_("{target} is no PDF. Give a name that ends in .pdf.").format(target=target))
    if target is not None:
        needs_folder(target)
    with call.office() as office:
        first, last = said.period or quarter_to(office.today())
        team = of_kind(office, "team", said.team) if said.team else None
        found = team_measures(office, first, last, team)
    results: dict[str, Measure] = {name: getattr(found.measures, name) for name, _label, _against in MEASURES}
    if target is not None:
        from portfolio_desktop.reports.delegation.measures import render_measures

        write_whole(target, render_measures(found, office.today()))
        call.terminal.say(str(target))
    elif said.json:
        call.terminal.json(
            {
                "team": found.team or None,
                "from": found.first.isoformat(),
                "until": found.last.isoformat(),
                "packages": found.packages,
                **{
                    name: {"count": each.count, "of": each.of, "not_known": each.unknown}
                    for name, each in results.items()
                },
            }
        )
    else:
        call.terminal.say(f"{found.team or _('All teams')}, {period_words(found)}")
        for name, label, against in MEASURES:
            call.terminal.say(f"{_(label)}: {measure_words(results[name])}")
            for key in results[name].keys:
                call.terminal.say(f"  {_(against)}: {found.titles.get(key, '')}")


def measures_arguments(parser: ArgumentParser) -> None:
    """The arguments that `measures` reads."""
    parser.add_argument("target", metavar="TARGET", nargs="?", help=_("a PDF to write (NAME.pdf)"))
    parser.add_argument("--team", metavar="TEAM", default="", help=_("of this team and its parts alone"))
    parser.add_argument(
        "--period",
        metavar="FROM..UNTIL",
        type=_period,
        help=_("such as 2027-01-01..2027-03-31; by default the last three months"),
    )
    takes_json(parser)


def _period(text: str) -> tuple[date, date]:
    first, dots, last = text.partition("..")
    if not dots:
        raise ArgumentTypeError(
            _("“{text}” is not a period such as 2027-01-01..2027-03-31").format(text=text)
        )
    return day(first), day(last)

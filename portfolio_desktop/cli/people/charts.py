# SPDX-License-Identifier: Apache-2.0
"""The organisation chart by command: as lines, or as the PDF and the pictures that the window makes."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import takes_words
from portfolio_desktop.cli.people import answers
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.services.capacity.package_sheet import owner_of
from portfolio_desktop.services.skills.chart import Place, chart

_KINDS = ("pdf", "svg", "png")


def show_chart(call: Call) -> None:
    """The chart indented by who reports to whom; with a target, drawn into a file."""
    said = call.arguments
    target = Path(said.target) if said.target else None
    kind = target.suffix.lower().removeprefix(".") if target else ""
    if target is not None and kind not in _KINDS:
        raise Refusal(
            _("{target} is no chart. Give a name that ends in .pdf, .svg or .png.").format(target=target)
        )
    with call.office() as office:
        found = chart(office, by_team=said.by == "team")
        with office.reading() as reader:
            marking = said.marking or owner_of(reader)[1]
        today = office.today()
    if target is not None:
        from portfolio_desktop.reports.organisation.printing import Printout, print_chart

        title = _("Organisation chart by team") if said.by == "team" else _("Organisation chart")
        printout = Printout(
            title=title,
            day=today,
            author=call.settings.author,
            marking=marking,
            paper=said.paper,
            upright=said.upright,
            one_page=said.one_page,
        )
        write_whole(target, print_chart(found, printout, kind))
        call.terminal.say(str(target))
    elif said.json:
        call.terminal.json([answers.place(each) for each in found])
    else:
        for each in found:
            call.terminal.say("  " * each.level + _line(each))


def chart_arguments(parser: ArgumentParser) -> None:
    """The arguments that `show_chart` reads."""
    parser.add_argument(
        "target", metavar="TARGET", nargs="?", help=_("a file to draw (NAME.pdf, NAME.svg, NAME.png)")
    )
    parser.add_argument(
        "--by", choices=("line", "team"), default="line", help=_("by reporting lines, or by team")
    )
    parser.add_argument("--paper", choices=("a4", "a3"), default="a4", help=_("of a PDF"))
    parser.add_argument("--upright", action="store_true", help=_("pages of a PDF stand upright"))
    parser.add_argument("--one-page", action="store_true", help=_("everything on one page, however small"))
    takes_words(parser, "--marking", _("printed above and below each page; by default the portfolio's"))


def _line(each: Place) -> str:
    words = [each.title, each.role, each.team]
    below = f"  [{each.total}]" if each.total else ""
    return " · ".join(filter(None, words)) + below

# SPDX-License-Identifier: Apache-2.0
"""The steering pack: pack."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.history import day
from portfolio_desktop.cli.verb import Call, Verb, takes_file
from portfolio_desktop.services import packs
from portfolio_desktop.services.periods import Issued


def _pack(call: Call) -> None:
    target = Path(call.arguments.target)
    if target.suffix.lower() != ".pdf":
        raise Refusal(_("{path} is to be a pack, so its name must end in .pdf.").format(path=target))
    from portfolio_desktop.reports.pack import render_pack

    with call.office(write=call.arguments.issue) as office:
        choices = packs.PackChoices(
            as_of=call.arguments.date,
            period=call.arguments.period,
            meeting=call.arguments.meeting,
            prepared_by=call.arguments.prepared_by,
            one_pagers=tuple(code for code in call.arguments.one_pagers.split(",") if code),
        )
        if call.arguments.again:
            data = packs.reissue(office, _issued(call.arguments.again, packs.issued(office)).id)
        else:
            data = packs.build(office, choices)
        content = render_pack(data, progress=call.terminal.progress)
        write_whole(target, content)
        if call.arguments.issue:
            written = office.write(packs.issue(office, choices))
            call.terminal.complain(written.label if written else "")
    call.terminal.say(str(target))


def _issued(code: str, found: tuple[Issued, ...]) -> Issued:
    for pack in found:
        if pack.code.casefold() == code.casefold():
            return pack
    known = ", ".join(pack.code for pack in found) or _("none")
    raise Refusal(_("There is no issued pack {code}. Issued so far: {known}.").format(code=code, known=known))


def _pack_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("target", metavar="TARGET.pdf", help=_("the file to write"))
    parser.add_argument(
        "--date", metavar="DATE", type=day, help=_("the day that the data describe; by default today")
    )
    parser.add_argument("--meeting", metavar="DATE", type=day, help=_("when the board meets"))
    parser.add_argument("--period", metavar="WORDS", default="", help=_("such as “Quarter 2, 2026–27”"))
    parser.add_argument("--prepared-by", metavar="NAME", default="", help=_("who made it"))
    parser.add_argument(
        "--one-pagers", metavar="CODES", default="", help=_("projects that get a page of their own")
    )
    parser.add_argument(
        "--issue", action="store_true", help=_("freeze its data, so that the next says what changed")
    )
    parser.add_argument(
        "--again", metavar="CODE", help=_("print an issued pack once more, exactly as it was")
    )


VERBS = (Verb("pack", _("make the steering pack as PDF"), _pack_arguments, _pack),)

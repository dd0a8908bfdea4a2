# SPDX-License-Identifier: Apache-2.0
"""The steering pack: pack."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import day, takes_file
from portfolio_desktop.cli.naming import record_named
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services import packs
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.periods import Issued

_RULES = (packs.CONCERNS, packs.ALL, packs.NONE)
_PLANS = (packs.ALL, packs.REPORTED, packs.NONE)


def _pack(call: Call) -> None:
    target = Path(call.arguments.target)
    if target.suffix.lower() != ".pdf":
        raise Refusal(_("{path} is to be a pack, so its name must end in .pdf.").format(path=target))
    if call.arguments.again and call.arguments.issue:
        raise Refusal(_("A pack that is printed again was issued before: leave out --issue or --again."))
    needs_folder(target)
    from portfolio_desktop.reports.pack import render_pack

    with call.office(write=call.arguments.issue) as office:
        choices = _choices(call, office)
        made = packs.make(office, choices) if call.arguments.issue else None
        if made is not None:
            data = made.data
        elif call.arguments.again:
            data = packs.reissue(office, _issued(call.arguments.again, packs.issued(office)).id)
        else:
            data = packs.build(office, choices)
        content = render_pack(data, progress=call.terminal.progress)
        write_whole(target, content)
        if made is not None:
            written = office.write(packs.issue(office, made))
            call.terminal.complain(written.label if written else "")
    call.terminal.say(str(target))


def _choices(call: Call, office: Office) -> packs.PackChoices:
    said = call.arguments
    rule = said.one_pagers.strip().casefold()
    by_rule = rule in _RULES
    portfolios = _records(office, "portfolio", said.portfolio)
    return packs.PackChoices(
        portfolio=portfolios[0] if portfolios else None,
        programmes=_records(office, "programme", *_listed(said.programmes)),
        as_of=said.date,
        since=said.since,
        period=said.period,
        meeting=said.meeting,
        version=said.version,
        prepared_by=said.prepared_by,
        cleared_by=said.cleared_by,
        title=said.title,
        organisation=said.organisation,
        board=said.board,
        judgement=said.judgement,
        one_pagers=() if by_rule else _listed(said.one_pagers),
        one_pager_rule=rule if by_rule else packs.CONCERNS,
        challenge=said.challenge,
        plan_rule=said.plans,
    )


def _listed(codes: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in codes.split(",") if code.strip())


def _records(office: Office, kind: str, *codes: str) -> tuple[Id, ...]:
    """The records of one register that `codes` name; empty ones name none."""
    wanted = office.catalogue.entity(kind)
    found: list[Id] = []
    with office.reading() as reader:
        for code in filter(None, codes):
            entity, id = record_named(reader, code)
            if entity.name != kind:
                raise Refusal(
                    _("{code} is not one of the {plural}. List them to see their codes.").format(
                        code=code, plural=wanted.plural.lower()
                    )
                )
            found.append(id)
    return tuple(found)


def _issued(code: str, found: tuple[Issued, ...]) -> Issued:
    for pack in found:
        if pack.code.casefold() == code.casefold():
            return pack
    known = ", ".join(pack.code for pack in found) or _("none")
    raise Refusal(_("There is no issued pack {code}. Issued so far: {known}.").format(code=code, known=known))


def _pack_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("target", metavar="TARGET.pdf", help=_("the file to write"))
    for name, meaning in (
        (
            "--date",
            _(
                "count overdue and late to this day, by default today; the registers are printed as they stand"
            ),
        ),
        (
            "--since",
            _("compare with the last pack on data of this day or before; by default the last of all"),
        ),
        ("--meeting", _("when the board meets")),
    ):
        parser.add_argument(name, metavar="DATE", type=day, help=meaning)
    for name, metavar, meaning in (
        ("--portfolio", "CODE", _("only the projects of this portfolio")),
        ("--programmes", "CODES", _("only the projects of these programmes, with commas between them")),
        ("--period", "WORDS", _("such as “Quarter 2, 2026–27”")),
        ("--prepared-by", "NAME", _("who made it")),
        ("--cleared-by", "NAME", _("who cleared it; by default the head of portfolio")),
        ("--title", "NAME", _("what the pack is called, where no portfolio is recorded")),
        ("--organisation", "NAME", _("whose pack it is, where the portfolio does not say")),
        ("--board", "NAME", _("before whom it comes, where the portfolio does not say")),
        ("--one-pagers", "CODES", _("projects that get a page of their own; or concerns, all, none")),
    ):
        parser.add_argument(name, metavar=metavar, default="", help=meaning)
    parser.add_argument(
        "--plans",
        choices=_PLANS,
        default=packs.ALL,
        help=_("whose plan has a page: all projects, those reported on a page of their own, or none"),
    )
    parser.add_argument("--version", metavar="WORDS", default="1.0", help=_("such as 1.0 or draft 2"))
    parser.add_argument(
        "--judgement",
        metavar="WORDS",
        help=_("the summary of the head of portfolio; by default the portfolio's"),
    )
    parser.add_argument(
        "--challenge",
        action="store_true",
        help=_("for the office: mark and list declared ratings that the evidence does not support"),
    )
    parser.add_argument(
        "--issue", action="store_true", help=_("freeze its data, so that the next says what changed")
    )
    parser.add_argument(
        "--again", metavar="CODE", help=_("print an issued pack once more, exactly as it was")
    )


VERBS = (Verb("pack", _("make the steering pack as PDF"), _pack_arguments, _pack),)

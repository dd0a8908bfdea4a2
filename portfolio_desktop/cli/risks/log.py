# SPDX-License-Identifier: Apache-2.0
"""The risk log: risks, and what is done to one of them: risk."""

from argparse import ArgumentParser
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import format_money
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter
from portfolio_desktop.cli.arguments import day, takes_file
from portfolio_desktop.cli.naming import record_named
from portfolio_desktop.cli.records import typed_values
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.cli.where import filter_of
from portfolio_desktop.domain.movement import MOVEMENT_LABELS
from portfolio_desktop.domain.risk_matrix import STAGE_LABELS, Point, Stage
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.risks import acts
from portfolio_desktop.services.risks.board import TOP, RiskBoard, risk_board
from portfolio_desktop.services.risks.faults import RiskFault, risk_faults
from portfolio_desktop.services.risks.figures import RiskExposure, risk_exposure
from portfolio_desktop.services.risks.lines import RiskLine
from portfolio_desktop.storage.changes import Changes


def _risks(call: Call) -> None:
    with call.office() as office:
        where = _where(office, call.arguments.where)
        board, exposure = risk_board(office, where), risk_exposure(office, where)
        faults = risk_faults(office, where)
    stage, top = Stage(call.arguments.stage), board.threats[: call.arguments.top]
    if call.arguments.json:
        call.terminal.json(
            {**_plain(board, exposure, top, stage), "faults": {each.rule: len(each.risks) for each in faults}}
        )
        return
    _say_movement(call, board)
    _say_heat_map(call, board, stage)
    _say_top(call, board, top)
    for line in (*_exposure_lines(exposure), *_fault_lines(faults)):
        call.terminal.say(line)


def _where(office: Office, conditions: list[str]) -> Filter:
    if not conditions:
        return EVERYTHING
    with office.reading() as reader:
        return filter_of(reader, reader.catalogue.entity("risk"), conditions)


def _say_movement(call: Call, board: RiskBoard) -> None:
    count = len(board.lines)
    said = ngettext("{count} open risk", "{count} open risks", count).format(count=count)
    if board.since.known:
        moves = [
            f"{board.moved[movement]} {_(label).lower()}"
            for movement, label in MOVEMENT_LABELS.items()
            if board.moved[movement]
        ]
        said += f"; {board.since.label}: {', '.join(moves) or _('no movement')}"
    late = len(board.reviews_late)
    call.terminal.say(said)
    if late:
        call.terminal.say(
            ngettext("{count} review is overdue", "{count} reviews are overdue", late).format(count=late)
        )


def _say_heat_map(call: Call, board: RiskBoard, stage: Stage) -> None:
    """The gravest corner above on the right, as on the page. Each cell has the letter of its band, and its threats."""
    matrix, counts = board.matrix, board.counts(stage)
    call.terminal.say()
    call.terminal.say(
        _("{stage}: threats by likelihood (down) and impact (across)").format(stage=_(STAGE_LABELS[stage]))
    )
    rows = []
    for likelihood in range(matrix.likelihoods, 0, -1):
        cells = [matrix.cell(Point(likelihood, impact)) for impact in range(1, matrix.impacts + 1)]
        texts = [f"{cell.band.letter} {counts[cell.point] or '–'}" for cell in cells if cell]
        rows.append([str(likelihood), *texts])
    heads = ["", *(str(impact) for impact in range(1, matrix.impacts + 1))]
    call.terminal.table(heads, rows, [True] * len(heads))
    call.terminal.say("  ".join(f"{band.letter} = {_(band.label)}" for band in matrix.bands))
    if unplaced := board.unplaced(stage):
        call.terminal.say(_("{count} without a place in the matrix").format(count=unplaced))


def _say_top(call: Call, board: RiskBoard, top: tuple[RiskLine, ...]) -> None:
    if not top:
        return
    call.terminal.say()
    heads = [
        _("Score"),
        _("Band"),
        _("Moved"),
        _("Code"),
        _("Risk"),
        _("Owner"),
        _("Proximity"),
        _("Expected"),
    ]
    rows = [
        [
            str(line.score if line.score is not None else "–"),
            line.band,
            _(MOVEMENT_LABELS[line.movement]) if line.movement else "",
            line.code,
            line.title,
            line.owner_name or _("No owner"),
            board.proximity_words(line) if line.proximity else "",
            format_money(line.expected) if line.expected is not None else "",
        ]
        for line in top
    ]
    call.terminal.table(heads, rows, [True, *[False] * 6, True])


def _exposure_lines(found: RiskExposure) -> Iterator[str]:
    yield ""
    yield _("Exposure: {known} of {count} open risks state a probability and money").format(
        known=len(found.lines), count=found.of
    )
    if not found.lines:
        return
    figures = found.figures
    yield _("Expected {expected}, P50 {p50}, P80 {p80}, from {least} to {most}").format(
        expected=_money(figures.expected),
        p50=_money(figures.p50),
        p80=_money(figures.p80),
        least=_money(figures.least),
        most=_money(figures.most),
    )
    yield found.method
    if found.cover is None:
        yield _("No project states what contingency it holds")
        return
    yield _(
        "Contingency held {held} ({known} of {count} projects say): enough with a chance of {chance} %; "
        "{short} short of P80"
    ).format(
        held=_money(found.cover.held),
        known=found.contingency.known,
        count=found.contingency.count,
        chance=found.cover.percent,
        short=_money(found.cover.short),
    )


def _fault_lines(faults: tuple[RiskFault, ...]) -> Iterator[str]:
    if faults:
        yield ""
        yield _("To put right in the log:")
    for fault in faults:
        yield f"{len(fault.risks):>5}  {fault.label}"


def _money(amount: Decimal) -> str:
    return format_money(amount, places=0)


def _plain(
    board: RiskBoard, exposure: RiskExposure, top: tuple[RiskLine, ...], stage: Stage
) -> dict[str, Any]:
    threats, opportunities = board.counts(stage), board.counts(stage, opportunities=True)
    return {
        "open": len(board.lines),
        "since": board.since.day.isoformat() if board.since.known else None,
        "moved": {str(movement): board.moved[movement] for movement in MOVEMENT_LABELS},
        "reviews_late": len(board.reviews_late),
        "stage": str(stage),
        "cells": [
            {
                "likelihood": cell.point.likelihood,
                "impact": cell.point.impact,
                "score": cell.score,
                "band": cell.band.code,
                "threats": threats[cell.point],
                "opportunities": opportunities[cell.point],
            }
            for cell in board.matrix.cells()
        ],
        "unplaced": board.unplaced(stage),
        "top": [_plain_line(line) for line in top],
        "exposure": _plain_exposure(exposure),
    }


def _plain_line(line: RiskLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "title": line.title,
        "score": line.score,
        "score_before": line.before.score if line.before else None,
        "band": line.current.band.code if line.current else None,
        "movement": str(line.movement) if line.movement else None,
        "owner": line.owner_name or None,
        "proximity": line.proximity,
        "expected": _number(line.expected),
    }


def _plain_exposure(found: RiskExposure) -> dict[str, Any]:
    figures, cover = found.figures, found.cover
    return {
        "counted": len(found.lines),
        "of": found.of,
        "expected": _number(figures.expected),
        "least": _number(figures.least),
        "most": _number(figures.most),
        "p50": _number(figures.p50),
        "p80": _number(figures.p80),
        "exact": figures.totals.is_exact,
        "runs": figures.totals.runs or None,
        "seed": figures.totals.seed or None,
        "method": found.method,
        "contingency": _number(cover.held) if cover else None,
        "short": _number(cover.short) if cover else None,
        "chance_enough": round(float(cover.chance), 4) if cover else None,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _risk(call: Call) -> None:
    arguments = call.arguments
    with call.office(write=True) as office:
        with office.reading() as reader:
            entity, id = record_named(reader, arguments.code)
        if entity.name != "risk":
            raise Refusal(_("{code} is not a risk.").format(code=arguments.code))
        changes = _ACTS[arguments.act](office, id, call)
        office.write(changes)
    call.terminal.say(changes.label)


def _happened(office: Office, id: Id, call: Call) -> Changes:
    return acts.happened(
        office, id, title=call.arguments.title, what=call.arguments.what, on=call.arguments.on
    )


def _close(office: Office, id: Id, call: Call) -> Changes:
    status = "expired" if call.arguments.expired else "closed"
    return acts.close(office, id, call.arguments.outcome, status=status, on=call.arguments.on)


def _review(office: Office, id: Id, call: Call) -> Changes:
    values = typed_values(office, office.catalogue.entity("risk"), call.arguments.values)
    return acts.review(office, id, call.arguments.next, values=values, reason=call.arguments.reason)


_ACTS = {"happened": _happened, "close": _close, "review": _review}


def _risks_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--top", metavar="N", type=int, default=TOP, help=_("how many of the gravest to list")
    )
    parser.add_argument(
        "--where",
        metavar="CONDITION",
        action="append",
        default=[],
        help=_("as for list, such as project=P-0001"),
    )
    parser.add_argument(
        "--stage",
        choices=[str(stage) for stage in Stage],
        default=str(Stage.CURRENT),
        help=_("of the heat map"),
    )
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))


def _risk_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("code", metavar="CODE", help=_("the risk's code"))
    act = parser.add_subparsers(metavar="ACT", dest="act", required=True)
    happened = act.add_parser("happened", help=_("it has happened: make an issue of it"))
    happened.add_argument("--title", metavar="WORDS", default="", help=_("of the issue; else the risk's"))
    happened.add_argument("--what", metavar="WORDS", default="", help=_("what happened"))
    close = act.add_parser("close", help=_("it is over"))
    close.add_argument("outcome", metavar="OUTCOME", help=_("how it ended, in words"))
    close.add_argument("--expired", action="store_true", help=_("it can no longer happen"))
    for each in (happened, close):
        each.add_argument("--on", metavar="DATE", type=day, help=_("by default today"))
    review = act.add_parser("review", help=_("it was looked at: confirmed, or with new values"))
    review.add_argument("next", metavar="DATE", type=day, help=_("when it is looked at again"))
    review.add_argument("values", metavar="FIELD=VALUE", nargs="*", help=_("such as likelihood=4"))
    review.add_argument("--reason", metavar="WORDS", default="", help=_("why; needed where points change"))


VERBS = (
    Verb("risks", _("heat map, top risks and exposure"), _risks_arguments, _risks),
    Verb("risk", _("what becomes of a risk: happened, close, review"), _risk_arguments, _risk),
)

# SPDX-License-Identifier: Apache-2.0
"""The bands of the risk matrix: what there are, and changing one of them. Each call is one change and one undo."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import takes_file
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.risk_bands import (
    TONE_LABELS,
    added,
    back_to_shipped,
    cells_in,
    lettered,
    moved,
    removed,
    renamed,
    spots,
    toned,
)
from portfolio_desktop.domain.risk_matrix import TONES, Point, RiskMatrix
from portfolio_desktop.services.rules import band_effect, judged_now, keep_matrix

_CELL = re.compile(r"(\d+)[x×*](\d+)", re.IGNORECASE)


def _bands(call: Call) -> None:
    act = _ACTS.get(call.arguments.act)
    if act is None:
        _list(call)
        return
    with call.office(write=True) as office:
        before = office.rules.matrix
        after = act(before, call.arguments)
        risks = judged_now(office)
        written = office.write(keep_matrix(office, after)) if after != before else None
    if written is None:
        call.terminal.say(_("Nothing to change: it is so already."))
        return
    call.terminal.say(f"{written.label}: {band_effect(before, after, risks)}")
    for doubt in after.doubts():
        call.terminal.complain(doubt)


def _list(call: Call) -> None:
    """The gravest above, as in the window."""
    with call.office() as office:
        matrix, risks = office.rules.matrix, judged_now(office)
    held = {band.code: 0 for band in matrix.bands}
    for point, count in spots(matrix, risks).items():
        if cell := matrix.cell(point):
            held[cell.band.code] += count
    if call.arguments.json:
        call.terminal.json(_plain(matrix, held))
        return
    rows = [
        [
            band.letter,
            _(band.label),
            band.code,
            _(TONE_LABELS[band.tone]),
            str(cells_in(matrix, band.code)),
            f"{held[band.code]:,}",
        ]
        for band in reversed(matrix.bands)
    ]
    heads = [_("Letter"), _("Band"), _("Code"), _("Tone"), _("Cells"), _("Open risks")]
    call.terminal.table(heads, rows, [False] * 4 + [True] * 2)


def _plain(matrix: RiskMatrix, held: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "code": band.code,
            "label": _(band.label),
            "letter": band.letter,
            "tone": band.tone,
            "shape": band.shape,
            "cells": [
                f"{cell.point.likelihood}x{cell.point.impact}"
                for cell in matrix.cells()
                if cell.band.code == band.code
            ],
            "open_risks": held[band.code],
        }
        for band in reversed(matrix.bands)
    ]


def _code(matrix: RiskMatrix, words: str) -> str:
    """The code of the band that is called so by code, name or letter. Refuses, listing what there is."""
    wanted = words.strip().casefold()
    names = [(band.code, band.code) for band in matrix.bands]
    names += [(_(band.label), band.code) for band in matrix.bands]
    names += [(band.letter, band.code) for band in matrix.bands]
    for name, code in names:
        if name.casefold() == wanted:
            return code
    raise Refusal(
        _("The risk matrix has no band “{band}”. There are: {bands}.").format(
            band=words, bands=", ".join(_(band.label) for band in matrix.bands)
        )
    )


def _put(matrix: RiskMatrix, words: Namespace) -> RiskMatrix:
    """The band for each of the cells that are named, likelihood first."""
    code = _code(matrix, words.band)
    for cell in words.cells:
        match = _CELL.fullmatch(cell)
        if match is None:
            raise Refusal(
                _("“{cell}” is not a cell. Write likelihood and impact, such as 4x5.").format(cell=cell)
            )
        matrix = matrix.with_cell(Point(int(match[1]), int(match[2])), code)
    return matrix


def _add(matrix: RiskMatrix, words: Namespace) -> RiskMatrix:
    return added(matrix, words.name, tone=words.tone or "", letter=words.letter)


def _remove(matrix: RiskMatrix, words: Namespace) -> RiskMatrix:
    return removed(matrix, _code(matrix, words.band), _code(matrix, words.to))


_ACTS: dict[str, Callable[[RiskMatrix, Namespace], RiskMatrix]] = {
    "add": _add,
    "remove": _remove,
    "rename": lambda matrix, words: renamed(matrix, _code(matrix, words.band), words.name),
    "letter": lambda matrix, words: lettered(matrix, _code(matrix, words.band), words.letter),
    "tone": lambda matrix, words: toned(matrix, _code(matrix, words.band), words.tone),
    "up": lambda matrix, words: moved(matrix, _code(matrix, words.band), words.by),
    "down": lambda matrix, words: moved(matrix, _code(matrix, words.band), -words.by),
    "put": _put,
    "shipped": lambda matrix, _words: back_to_shipped(matrix),
}


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))
    acts = parser.add_subparsers(metavar="ACT", dest="act", help=_("by default list them, the gravest first"))
    add = acts.add_parser("add", help=_("another band, which holds no cell yet"))
    add.add_argument("name", metavar="NAME", help=_("what it is called"))
    add.add_argument("--tone", choices=TONES, help=_("one that is free; by default the gravest"))
    add.add_argument("--letter", metavar="LETTER", default="", help=_("by default one of its name"))
    helps = {
        "remove": _("take a band away; its cells go to another"),
        "rename": _("another name for a band"),
        "letter": _("another letter for a band"),
        "tone": _("another tone; the band that has it takes the other"),
        "up": _("make a band graver"),
        "down": _("make a band milder"),
        "put": _("put cells into a band"),
    }
    found = {}
    for name, words in helps.items():
        found[name] = acts.add_parser(name, help=words)
        found[name].add_argument("band", metavar="BAND", help=_("its code, name or letter"))
    found["remove"].add_argument("--to", metavar="BAND", required=True, help=_("where its cells go"))
    found["rename"].add_argument("name", metavar="NAME", help=_("what it is called from now on"))
    found["letter"].add_argument("letter", metavar="LETTER", help=_("up to three characters"))
    found["tone"].add_argument("tone", choices=TONES, help=_("each has a shape of its own"))
    for name in ("up", "down"):
        found[name].add_argument(
            "by", metavar="PLACES", nargs="?", type=int, default=1, help=_("1 if left out")
        )
    found["put"].add_argument(
        "cells", metavar="CELL", nargs="+", help=_("likelihood and impact, such as 4x5")
    )
    acts.add_parser("shipped", help=_("the matrix as it is shipped: bands, cells, scores and size"))


VERBS = (Verb("bands", _("the bands of the risk matrix: list or change them"), _arguments, _bands),)

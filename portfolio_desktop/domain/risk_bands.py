# SPDX-License-Identifier: Apache-2.0
"""Changing the bands of a risk matrix: their names, letters, tones and order, new ones, and those that go.

Every function gives a new matrix, and every cell of it has a band. A code is given once: renaming keeps it, and that of
a band which is gone goes to nothing else, so an old filter never comes to mean another band.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.domain.risk_matrix import (
    SHIPPED,
    TONES,
    Band,
    Cell,
    Judged,
    Point,
    RiskMatrix,
    free_letter,
)

LONGEST_NAME, LONGEST_LETTER = 30, 3

TONE_LABELS = {
    "green": N_("Green, circle"),
    "amber_green": N_("Amber/Green, hexagon"),
    "amber": N_("Amber, triangle"),
    "amber_red": N_("Amber/Red, diamond"),
    "red": N_("Red, square"),
}


def renamed(matrix: RiskMatrix, code: str, name: str) -> RiskMatrix:
    """The band under another name. Its letter goes with the name, unless somebody chose another."""
    band, name = _band(matrix, code), _name(name)
    taken = [other.letter for other in matrix.bands if other is not band]
    follows = band.letter == free_letter(_(band.label), taken)
    return _with(
        matrix, replace(band, label=name, letter=free_letter(name, taken) if follows else band.letter)
    )


def lettered(matrix: RiskMatrix, code: str, letter: str) -> RiskMatrix:
    """The band with another letter, of three characters at most."""
    letter = one_line(letter).strip()
    if not letter:
        raise Refusal(_("A band needs a letter, for those who do not see its colour."))
    if len(letter) > LONGEST_LETTER:
        raise Refusal(_("The letter of a band has {most} characters at most.").format(most=LONGEST_LETTER))
    return _with(matrix, replace(_band(matrix, code), letter=letter))


def toned(matrix: RiskMatrix, code: str, tone: str) -> RiskMatrix:
    """The band in another tone. The band that was drawn in it takes the tone that comes free: no two look alike."""
    band = _band(matrix, code)
    swapped = {tone: band.tone, band.tone: tone}
    bands = tuple(
        replace(each, tone=tone if each is band else swapped.get(each.tone, each.tone))
        for each in matrix.bands
    )
    return replace(matrix, bands=bands)


def free_tones(matrix: RiskMatrix) -> tuple[str, ...]:
    """The tones that no band is drawn in, the mildest first."""
    taken = {band.tone for band in matrix.bands}
    return tuple(tone for tone in TONES if tone not in taken)


def added(matrix: RiskMatrix, name: str, *, tone: str = "", letter: str = "") -> RiskMatrix:
    """With another band, which holds no cell yet, at the place that its tone has among the others.

    Without a tone it takes the gravest that is free. A band that was there before comes back under its old code.
    """
    name, free = _name(name), free_tones(matrix)
    if not free:
        raise Refusal(_("A risk matrix has {most} bands at most, one for each tone.").format(most=len(TONES)))
    tone = tone or free[-1]
    holder = next((band for band in matrix.bands if band.tone == tone), None)
    if holder is not None:
        raise Refusal(
            _("“{tone}” is the tone of {band}. Free are: {free}.").format(
                tone=tone, band=_(holder.label), free=", ".join(free)
            )
        )
    old = next((band for band in matrix.gone if _same(name, band)), None)
    taken = [band.letter for band in matrix.bands]
    band = Band(old.code if old else _new_code(matrix, name), name, letter or free_letter(name, taken), tone)
    milder = TONES[: TONES.index(tone)] if tone in TONES else ()
    at = sum(each.tone in milder for each in matrix.bands)
    gone = tuple(each for each in matrix.gone if each is not old)
    return replace(matrix, bands=(*matrix.bands[:at], band, *matrix.bands[at:]), gone=gone)


def removed(matrix: RiskMatrix, code: str, to: str) -> RiskMatrix:
    """Without a band, whose cells go to the band `to`. Scores stay. Refuses where fewer than two bands would be left."""
    band, heir = _band(matrix, code), _band(matrix, to)
    if len(matrix.bands) <= 2:
        raise Refusal(
            _("A risk matrix needs two bands or more, so “{band}” stays.").format(band=_(band.label))
        )
    if band is heir:
        raise Refusal(_("The cells of “{band}” have to go to another band.").format(band=_(band.label)))
    return replace(
        matrix,
        bands=tuple(each for each in matrix.bands if each is not band),
        grid=tuple(tuple(to if held == code else held for held in row) for row in matrix.grid),
        gone=(*matrix.gone, band),
    )


def moved(matrix: RiskMatrix, code: str, by: int) -> RiskMatrix:
    """The band `by` places graver, or milder below 0, as far as there are places.

    Tones stay where they are, so that what is graver keeps looking graver; name, letter, code and cells move.
    """
    band = _band(matrix, code)
    order = [each for each in matrix.bands if each is not band]
    order.insert(max(0, min(len(order), matrix.rank(code) + by)), band)
    tones = [each.tone for each in matrix.bands]
    return replace(
        matrix, bands=tuple(replace(each, tone=tone) for each, tone in zip(order, tones, strict=True))
    )


def cells_in(matrix: RiskMatrix, code: str) -> int:
    """How many cells a band holds."""
    return sum(held == code for row in matrix.grid for held in row)


def back_to_shipped(matrix: RiskMatrix) -> RiskMatrix:
    """The shipped matrix, in which the codes of bands that `matrix` has or had stay taken."""
    shipped = {band.code for band in SHIPPED.bands}
    return replace(
        SHIPPED, gone=tuple(band for band in (*matrix.gone, *matrix.bands) if band.code not in shipped)
    )


def without_drafts(matrix: RiskMatrix, kept: RiskMatrix) -> RiskMatrix:
    """As `matrix`, forgetting bands that came and went since `kept`: nothing can refer to them."""
    known = {band.code for band in (*kept.bands, *kept.gone)}
    return replace(matrix, gone=tuple(band for band in matrix.gone if band.code in known))


def changing(before: RiskMatrix, after: RiskMatrix, risks: Mapping[Judged, int]) -> int:
    """How many of `risks`, counted by how they were judged, are in another band `after`. A new name is no other band."""
    return sum(
        count
        for judged, count in risks.items()
        if (was := _cell(before, judged)) and (now := _cell(after, judged)) and was.band.code != now.band.code
    )


def spots(matrix: RiskMatrix, risks: Mapping[Judged, int]) -> Counter[Point]:
    """How many of `risks`, counted by how they were judged, stand at each point, those outside of `matrix` too."""
    found: Counter[Point] = Counter()
    for judged, count in risks.items():
        if point := matrix.place(judged):
            found[point] += count
    return found


def _cell(matrix: RiskMatrix, judged: Judged) -> Cell | None:
    point = matrix.place(judged)
    return matrix.cell(point) if point else None


def _with(matrix: RiskMatrix, band: Band) -> RiskMatrix:
    bands = tuple(band if each.code == band.code else each for each in matrix.bands)
    return replace(matrix, bands=bands)


def _band(matrix: RiskMatrix, code: str) -> Band:
    band = matrix.band(code)
    if band is None:
        raise Refusal(_("The risk matrix has no band “{band}”.").format(band=code))
    return band


def _name(name: str) -> str:
    name = one_line(name).strip()
    if not name:
        raise Refusal(_("A band needs a name."))
    if len(name) > LONGEST_NAME:
        raise Refusal(_("The name of a band has {most} characters at most.").format(most=LONGEST_NAME))
    return name


def _same(name: str, band: Band) -> bool:
    return name.casefold() in (band.label.casefold(), _(band.label).casefold())


def _new_code(matrix: RiskMatrix, name: str) -> str:
    """A code made of the name, which no band has or ever had."""
    stem = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") or "band"
    taken = {band.code for band in (*matrix.bands, *matrix.gone)}
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code

# SPDX-License-Identifier: Apache-2.0
"""The matrix that risks are judged by: which band and how many points each likelihood and impact come to.

Every cell is there: a matrix that lacks one cannot be made. Opportunities are placed in the same matrix as threats. Its
scales measure how likely and how big an effect is, not whether it is welcome, and only one yardstick lets a board set an
opportunity against the threat that it would offset. What is red about a threat is "act first" about an opportunity.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from string import ascii_uppercase
from typing import Any, Self, TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.rating import Level

SMALLEST, LARGEST = 2, 10
"""How many steps a scale may have."""

MOST_POINTS = 999
"""What a cell may score at most."""

TONES = ("green", "amber_green", "amber", "amber_red", "red")
"""What a band may be drawn in. Each tone has a shape of its own, so no band is told by its colour alone."""

Band: TypeAlias = Level
"""A band is drawn as a level of a rating is: with its letter, in a shape and a tone."""

Step: TypeAlias = int | Unknown | None
"""A step of a scale as a record keeps it."""


class Stage(StrEnum):
    """When a risk is judged: with nothing done, as it is, with all responses carried out, and where it should be."""

    INHERENT = "inherent"
    CURRENT = "current"
    RESIDUAL = "residual"
    TARGET = "target"


STAGE_LABELS = {
    Stage.INHERENT: N_("Inherent"),
    Stage.CURRENT: N_("Current"),
    Stage.RESIDUAL: N_("Residual"),
    Stage.TARGET: N_("Target"),
}

DIMENSIONS = ("impact_time", "impact_cost", "impact_quality", "impact_benefit", "impact_reputation")
"""The fields of a risk that score its impact on one thing each."""


class Overall(StrEnum):
    """How the impacts on time, cost, quality, benefit and reputation become one."""

    HIGHEST = "highest"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Point:
    """Where a risk stands. Both count from 1."""

    likelihood: int
    impact: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What a point comes to."""

    point: Point
    score: int
    band: Band


@dataclass(frozen=True, slots=True)
class Judged:
    """How a risk was judged, whatever matrix it is then placed in: the impact as given, and that on each dimension."""

    likelihood: Step
    impact: Step
    dimensions: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskMatrix:
    """`bands` run from the least to the gravest; `grid` and `scores` hold a row for each likelihood, from 1 upwards.

    `gone` are bands that it had once: nothing is judged by them, and their codes are not given again. Refuses to be
    made with a cell missing, a band that it does not have, two bands that look alike, or a size outside 2 to 10.
    """

    bands: tuple[Band, ...]
    grid: tuple[tuple[str, ...], ...]
    scores: tuple[tuple[int, ...], ...]
    overall: Overall = Overall.HIGHEST
    gone: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        _check_bands(self.bands)
        if not (SMALLEST <= self.likelihoods <= LARGEST and SMALLEST <= self.impacts <= LARGEST):
            raise Refusal(
                _("A risk matrix has {least} to {most} steps each way.").format(least=SMALLEST, most=LARGEST)
            )
        sizes = {len(row) for rows in (self.grid, self.scores) for row in rows}
        if sizes != {self.impacts} or len(self.scores) != self.likelihoods:
            raise Refusal(_("Every cell of a risk matrix needs a band and a score."))
        codes = {band.code for band in self.bands}
        if stray := {code for row in self.grid for code in row} - codes:
            raise Refusal(_("The risk matrix has no band “{band}”.").format(band=min(stray)))
        if any(not 0 <= score <= MOST_POINTS for row in self.scores for score in row):
            raise Refusal(_("The score of a risk is 0 to {most}.").format(most=MOST_POINTS))

    @property
    def likelihoods(self) -> int:
        return len(self.grid)

    @property
    def impacts(self) -> int:
        return len(self.grid[0]) if self.grid else 0

    @property
    def highest(self) -> int:
        """The greatest score that any cell has."""
        return max(score for row in self.scores for score in row)

    def cells(self) -> Iterator[Cell]:
        """Every cell, the lowest likelihood first, and in it the lowest impact."""
        bands = {band.code: band for band in self.bands}
        for likelihood, (codes, scores) in enumerate(zip(self.grid, self.scores, strict=True), 1):
            for impact, (code, score) in enumerate(zip(codes, scores, strict=True), 1):
                yield Cell(Point(likelihood, impact), score, bands[code])

    def cell(self, point: Point | None) -> Cell | None:
        """The cell of `point`; None without a point, and for one that lies off this matrix."""
        if point is None or not (
            1 <= point.likelihood <= self.likelihoods and 1 <= point.impact <= self.impacts
        ):
            return None
        row, column = point.likelihood - 1, point.impact - 1
        band = self.band(self.grid[row][column])
        assert band is not None
        return Cell(point, self.scores[row][column], band)

    def band(self, code: str) -> Band | None:
        return next((band for band in self.bands if band.code == code), None)

    def rank(self, code: str) -> int:
        """0 for the least band, -1 for one that there is not."""
        return next((rank for rank, band in enumerate(self.bands) if band.code == code), -1)

    def overall_impact(self, dimensions: Iterable[Step], impact: Step = None) -> int | None:
        """One impact from those on each dimension; `impact` as it was given where none of them is known.

        Dimensions that nobody scored are left out, never taken for 0. An average rounds half upwards.
        """
        known = [step for step in dimensions if isinstance(step, int)]
        if not known:
            return impact if isinstance(impact, int) else None
        if self.overall is Overall.HIGHEST:
            return max(known)
        return (2 * sum(known) + len(known)) // (2 * len(known))

    def place(self, judged: Judged) -> Point | None:
        """Where a risk stands that was judged so, be it outside this matrix; None where that is not known."""
        impact = self.overall_impact(judged.dimensions, judged.impact)
        if not isinstance(judged.likelihood, int) or impact is None:
            return None
        return Point(judged.likelihood, impact)

    def with_cell(self, point: Point, band: str, score: int | None = None) -> Self:
        """The matrix with one cell in another band, and with another score where one is given."""
        if self.cell(point) is None:
            raise Refusal(
                _("The risk matrix has no cell {likelihood} × {impact}.").format(
                    likelihood=point.likelihood, impact=point.impact
                )
            )
        changed = replace(self, grid=_with(self.grid, point, band))
        return changed if score is None else replace(changed, scores=_with(changed.scores, point, score))

    def resized(self, likelihoods: int, impacts: int) -> Self:
        """A matrix of another size. Bands keep their share of it, corners stay corners, scores become products."""
        rows = [_stretched(row, impacts) for row in _stretched(self.grid, likelihoods)]
        return replace(self, grid=tuple(rows), scores=products(likelihoods, impacts))

    def doubts(self) -> tuple[str, ...]:
        """What is odd about the matrix, in words: a step to a greater likelihood or impact that makes less of a risk,
        and a graver band in a milder tone."""
        found = []
        for cell in self.cells():
            at = cell.point
            for above in (Point(at.likelihood + 1, at.impact), Point(at.likelihood, at.impact + 1)):
                other = self.cell(above)
                if other is not None and self._is_less(other, cell):
                    found.append(
                        _(
                            "{likelihood} × {impact} is {band}, {score}, though {less} × {smaller} is {graver}, {more}."
                        ).format(
                            likelihood=above.likelihood,
                            impact=above.impact,
                            band=_(other.band.label),
                            score=other.score,
                            less=at.likelihood,
                            smaller=at.impact,
                            graver=_(cell.band.label),
                            more=cell.score,
                        )
                    )
        return (*found, *self._odd_bands())

    def _odd_bands(self) -> Iterator[str]:
        for milder, graver in pairwise(self.bands):
            if TONES.index(graver.tone) < TONES.index(milder.tone):
                yield _("{graver} is graver than {milder}, though its tone is milder.").format(
                    graver=_(graver.label), milder=_(milder.label)
                )

    def _is_less(self, cell: Cell, than: Cell) -> bool:
        return self.rank(cell.band.code) < self.rank(than.band.code) or cell.score < than.score

    def to_plain(self) -> dict[str, Any]:
        """The matrix as JSON can hold it."""
        return {
            "bands": [_plain_band(band) for band in self.bands],
            "gone": [_plain_band(band) for band in self.gone],
            "grid": [list(row) for row in self.grid],
            "scores": [list(row) for row in self.scores],
            "overall": str(self.overall),
        }


def point(likelihood: Step, impact: Step) -> Point | None:
    """A point, where both are known."""
    if isinstance(likelihood, int) and isinstance(impact, int):
        return Point(likelihood, impact)
    return None


def stage_fields(stage: Stage) -> tuple[str, str]:
    """The fields of a risk that hold its likelihood and impact at `stage`."""
    before = "" if stage is Stage.CURRENT else f"{stage}_"
    return f"{before}likelihood", f"{before}impact"


def band_words(cell: Cell | None, given: str | None) -> str:
    """The band's label; the words of another register where there is no cell."""
    return _(cell.band.label) if cell is not None else given or ""


def products(likelihoods: int, impacts: int) -> tuple[tuple[int, ...], ...]:
    """The scores of a matrix in which likelihood and impact weigh the same: their product."""
    return tuple(
        tuple(likelihood * impact for impact in range(1, impacts + 1))
        for likelihood in range(1, likelihoods + 1)
    )


def from_plain(plain: object) -> tuple[RiskMatrix, str]:
    """The matrix that `to_plain` wrote, and "". Of anything else the shipped matrix, and a sentence that says why.

    What has one obvious meaning when it is left out is filled in: scores are products, and the overall impact is the highest.
    """
    try:
        return _read(plain), ""
    except Refusal as refusal:
        return SHIPPED, _(
            "The risk matrix of this workspace cannot be used: {why} The shipped one is."
        ).format(why=refusal)


def from_json(text: str) -> tuple[RiskMatrix, str]:
    """As `from_plain`, from its JSON."""
    try:
        plain = json.loads(text)
    except ValueError:
        plain = None
    return from_plain(plain)


def _read(plain: object) -> RiskMatrix:
    held: Mapping[str, object] = plain if isinstance(plain, dict) else {}
    grid = _rows(held.get("grid"), str)
    if not grid or not isinstance(held.get("bands"), list):
        raise Refusal(_("It has no bands or no cells."))
    scores = _rows(held.get("scores"), int) or products(len(grid), len(grid[0]))
    overall = Overall.AVERAGE if held.get("overall") == Overall.AVERAGE else Overall.HIGHEST
    bands = held["bands"]
    assert isinstance(bands, list)
    gone = held.get("gone")
    known = _read_bands(bands)
    codes = {band.code for band in known}
    once = tuple(
        band for band in _read_bands(gone if isinstance(gone, list) else []) if band.code not in codes
    )
    return RiskMatrix(known, grid, scores, overall, once)


def _rows(rows: object, of: type[Any]) -> tuple[tuple[Any, ...], ...]:
    """Rows of values of one type; none at all when any of them is something else."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return ()
    if any(type(value) is not of for row in rows for value in row):
        return ()
    return tuple(tuple(row) for row in rows)


def _plain_band(band: Band) -> dict[str, str]:
    return {"code": band.code, "label": band.label, "letter": band.letter, "tone": band.tone}


def _read_bands(plain: list[Any]) -> tuple[Band, ...]:
    """The bands as they are written; one without a letter gets one that is free."""
    bands = [_read_band(band) for band in plain]
    taken = [band.letter for band in bands if band.letter]
    for place, band in enumerate(bands):
        if not band.letter:
            bands[place] = replace(band, letter=free_letter(band.label, taken))
            taken.append(bands[place].letter)
    return tuple(bands)


def _read_band(plain: object) -> Band:
    held = plain if isinstance(plain, dict) else {}
    code, label, tone = held.get("code"), held.get("label"), held.get("tone")
    if not (isinstance(code, str) and isinstance(label, str) and isinstance(tone, str)):
        raise Refusal(_("Every band needs a code, a label and a tone."))
    letter = held.get("letter")
    return Band(code, label, letter if isinstance(letter, str) else "", tone)


def _check_bands(bands: Sequence[Band]) -> None:
    if len(bands) < 2 or len({band.code for band in bands}) != len(bands):
        raise Refusal(_("A risk matrix needs two bands or more, each with a code of its own."))
    for band in bands:
        if not (band.code and band.label.strip() and band.letter.strip()):
            raise Refusal(_("Every band needs a code, a label and a letter."))
        if band.tone not in TONES:
            raise Refusal(_("“{tone}” is not a tone that a band can have.").format(tone=band.tone))
    if label := _repeated(band.label for band in bands):
        raise Refusal(_("Two bands are called “{label}”.").format(label=label))
    if letter := _repeated(band.letter for band in bands):
        raise Refusal(_("Two bands have the letter “{letter}”.").format(letter=letter))
    if tone := _repeated(band.tone for band in bands):
        raise Refusal(_("Two bands are drawn in the tone “{tone}”.").format(tone=tone))


def _repeated(words: Iterable[str]) -> str:
    """The first that was there before, whatever its case; "" for none."""
    seen: set[str] = set()
    for word in words:
        if (spoken := _(word).casefold()) in seen:
            return word
        seen.add(spoken)
    return ""


def free_letter(label: str, taken: Iterable[str]) -> str:
    """A letter for a band of that name: the first of its own, else any, that none of `taken` is."""
    used = {letter.casefold() for letter in taken}
    initials = "".join(word[0] for word in label.split())
    letters = (*initials, *label, *ascii_uppercase)
    return next((each.upper() for each in letters if each.isalnum() and each.casefold() not in used), "?")


def _with(rows: tuple[tuple[Any, ...], ...], at: Point, value: Any) -> tuple[tuple[Any, ...], ...]:
    row = rows[at.likelihood - 1]
    changed = (*row[: at.impact - 1], value, *row[at.impact :])
    return (*rows[: at.likelihood - 1], changed, *rows[at.likelihood :])


def _stretched(values: Sequence[Any], size: int) -> tuple[Any, ...]:
    """`size` of the values, spread evenly: the first and the last are always among them."""
    if size < SMALLEST:
        return tuple(values[:size])
    steps, last = size - 1, len(values) - 1
    return tuple(values[(2 * at * last + steps) // (2 * steps)] for at in range(size))


def _banded(bands: Sequence[tuple[Band, int]], likelihoods: int, impacts: int) -> RiskMatrix:
    """A matrix of products, each in the last band that begins no higher."""
    scores = products(likelihoods, impacts)
    grid = tuple(
        tuple(next(band.code for band, least in reversed(bands) if score >= least) for score in row)
        for row in scores
    )
    return RiskMatrix(tuple(band for band, _least in bands), grid, scores)


SHIPPED = _banded(
    (
        (Band("low", N_("Low"), "L", "green"), 1),
        (Band("medium", N_("Medium"), "M", "amber"), 5),
        (Band("high", N_("High"), "H", "amber_red"), 10),
        (Band("critical", N_("Critical"), "C", "red"), 16),
    ),
    5,
    5,
)
"""Five by five: 1 to 4 Low, 5 to 9 Medium, 10 to 15 High, 16 to 25 Critical."""

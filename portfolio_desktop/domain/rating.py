# SPDX-License-Identifier: Apache-2.0
"""Delivery-confidence scales: what a level is called, its letter, its shape and its tone.

A tone is a name ("red"), not a colour: the window and the PDF each own the colour they give it. Letter and shape
carry the meaning where colour cannot. Ratings of different scales are never averaged, and compared only when a
caller asks for `worse_than`, which answers None across scales.
"""

from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale. `tone` is one of green, amber_green, amber, amber_red, red, none; `shape` is drawn in that tone."""

    code: str
    label: str
    letter: str
    tone: str

    @property
    def shape(self) -> str:
        return _SHAPES[self.tone]


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels from the best to the worst."""

    code: str
    label: str
    levels: tuple[Level, ...]

    def level(self, code: str) -> Level | None:
        return next((level for level in self.levels if level.code == code), None)

    def rank(self, code: str) -> int | None:
        """0 for the best level; None for a level that the scale does not have."""
        return next((rank for rank, level in enumerate(self.levels) if level.code == code), None)


NOT_KNOWN = Level("", N_("Not reported"), "", "none")
"""What stands where a rating was asked for and is not known: a dash, which is no letter."""

_SHAPES = {
    "green": "circle",
    "amber_green": "hexagon",
    "amber": "triangle",
    "amber_red": "diamond",
    "red": "square",
    "none": "dash",
}

_GREEN = Level("green", N_("Green"), "G", "green")
_AMBER = Level("amber", N_("Amber"), "A", "amber")
_RED = Level("red", N_("Red"), "R", "red")

SCALES = {
    scale.code: scale
    for scale in (
        Scale("rag3", N_("Red, Amber, Green"), (_GREEN, _AMBER, _RED)),
        Scale(
            "rag5",
            N_("Five points, Green to Red"),
            (
                _GREEN,
                Level("amber_green", N_("Amber/Green"), "A/G", "amber_green"),
                _AMBER,
                Level("amber_red", N_("Amber/Red"), "A/R", "amber_red"),
                _RED,
            ),
        ),
        Scale(
            "confidence5",
            N_("Five points, High to Low"),
            (
                Level("high", N_("High"), "H", "green"),
                Level("medium_high", N_("Medium High"), "M/H", "amber_green"),
                Level("medium", N_("Medium"), "M", "amber"),
                Level("medium_low", N_("Medium Low"), "M/L", "amber_red"),
                Level("low", N_("Low"), "L", "red"),
            ),
        ),
    )
}


def level_of(rating: Rating) -> Level:
    """The level that `rating` names; a level nobody here knows shows its own name and no letter but "?"."""
    scale = SCALES.get(rating.scale)
    level = scale.level(rating.level) if scale else None
    return level or Level(rating.level, rating.level, "?", "none")


def worse_than(now: Rating, before: Rating) -> bool | None:
    """Whether `now` is worse than `before`; None when they are equal or stand on different scales."""
    scale = SCALES.get(now.scale)
    if scale is None or now.scale != before.scale:
        return None
    rank_now, rank_before = scale.rank(now.level), scale.rank(before.level)
    if rank_now is None or rank_before is None or rank_now == rank_before:
        return None
    return rank_now > rank_before

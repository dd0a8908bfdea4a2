# SPDX-License-Identifier: Apache-2.0
"""What a risk scores: likelihood times impact on scales of five, in four bands. Never averaged, never guessed."""

from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Unknown

HIGHEST = 25


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `least` upwards. `tone` names a colour as rating levels do."""

    code: str
    label: str
    least: int
    tone: str


BANDS = (
    Band("low", N_("Low"), 1, "green"),
    Band("medium", N_("Medium"), 5, "amber"),
    Band("high", N_("High"), 10, "amber_red"),
    Band("critical", N_("Critical"), 16, "red"),
)


def score(likelihood: int | Unknown | None, impact: int | Unknown | None) -> int | None:
    """Likelihood times impact; None unless both are known."""
    if isinstance(likelihood, int) and isinstance(impact, int):
        return likelihood * impact
    return None


def band(points: int) -> Band:
    """The band that a score lies in."""
    return next((band for band in reversed(BANDS) if points >= band.least), BANDS[0])


def band_words(points: int | None, given: str | None) -> str:
    """The band's label; the words of another register where there are no numbers."""
    return _(band(points).label) if points is not None else given or ""

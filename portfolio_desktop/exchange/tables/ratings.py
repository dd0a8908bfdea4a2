# SPDX-License-Identifier: Apache-2.0
"""Rating words: "Amber/Red", "amber-red", "A/R", "Medium Low", and the scale that a column's words belong to."""

import re
from collections.abc import Iterable, Mapping

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.rating import SCALES

_BETWEEN = re.compile(r"[\s/\\\-\u2010-\u2015_&,+]+")
_LEVEL_WORD = re.compile(r"\b(red|amber|green|high|medium|low)\b", re.IGNORECASE)
_LONG = 40


def word_key(words: str) -> str:
    """`words` as they are compared: small letters, and one space for whatever stands between them."""
    return _BETWEEN.sub(" ", words.casefold()).strip(" .*")


_LEVELS: dict[str, dict[str, str]] = {
    code: {
        word_key(name): level.code
        for level in scale.levels
        for name in (level.letter, level.label, level.code)
    }
    for code, scale in SCALES.items()
}


def level_named(words: str, scale: str, own: Mapping[str, str]) -> Rating | None:
    """The level that `words` name on `scale`; `own` maps a column's own words to codes of levels and goes first."""
    key = word_key(words)
    level = own.get(key) or _LEVELS.get(scale, {}).get(key) or _spoken(scale).get(key)
    return Rating(scale, level) if level else None


def _spoken(scale: str) -> dict[str, str]:
    """The levels as the window shows them."""
    return {word_key(_(level.label)): level.code for level in SCALES[scale].levels} if scale in SCALES else {}


def names_a_level(words: str) -> bool:
    """Whether short words speak of a level without being one, such as "Amber (improving)"."""
    return len(words) <= _LONG and _LEVEL_WORD.search(words) is not None


def scale_of(words: Iterable[str]) -> str:
    """The scale on which most of the words are levels; "" when none are. Three levels go before five where both fit."""
    return next(iter(scales_of(words)), "")


def scales_of(words: Iterable[str]) -> tuple[str, ...]:
    """Every scale on which as many of the words are levels as on any, fewer levels before more; none when none are."""
    keys = [word_key(word) for word in words]
    hits = {code: sum(key in levels for key in keys) for code, levels in _LEVELS.items()}
    most = max(hits.values())
    return tuple(code for code, count in hits.items() if count == most) if most else ()

# SPDX-License-Identifier: Apache-2.0
"""What a project's narrative says that the others do not: returns often open with the same words, filled in anew."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.rating import SCALES

_LOOKED_AT = 60
_TOGETHER = 4
_SHARED = 3
_LEFT = 5
_ENDS = (".", "!", "?", ":")
_RATINGS = frozenset(
    re.sub(r"\W", "", level.label.casefold()) for scale in SCALES.values() for level in scale.levels
)


def reasons(data: PackData) -> Mapping[str, str]:
    """Why each project stands as it does, by project key: its first narrative without the opening that others share.

    Empty where no narrative tells how it goes: then `evidence.known` says what the figures do.

    An opening is shared as far as every four words of it follow each other in three narratives or more. A sentence that
    only begins like others is kept whole.
    """
    told = {project.key: _first(project) for project in data.projects}
    heads = {key: _plain(text.split()[:_LOOKED_AT]) for key, text in told.items()}
    seen = Counter(run for words in heads.values() for run in set(_runs(words)))
    return {key: _from(text.split(), _opening(heads[key], seen)) for key, text in told.items()}


def _first(project: PackProject) -> str:
    return next((each.text for each in project.narratives if each.explains and each.text.strip()), "")


def _plain(words: Sequence[str]) -> list[str]:
    return [re.sub(r"\W", "", word.casefold()) for word in words]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _TOGETHER]) for at in range(len(words) - _TOGETHER + 1)]


def _opening(words: Sequence[str], seen: Mapping[tuple[str, ...], int]) -> int:
    """How many words from the front belong to what others say too."""
    end = 0
    for at, run in enumerate(_runs(words)):
        if at > end:
            break
        if seen[run] >= _SHARED:
            end = at + _TOGETHER
    return end


def _from(words: Sequence[str], start: int) -> str:
    while start and start < len(words) and _plain(words[start : start + 1])[0] in _RATINGS:
        start += 1
    if not start or len(words) - start < _LEFT:
        return " ".join(words)
    if not words[start - 1].endswith(_ENDS) and words[start][:1].islower():
        start = next((at for at in range(start, 0, -1) if words[at - 1].endswith(_ENDS)), start)
    rest = " ".join(words[start:]).lstrip("\"'?:;,.-–— ")
    return f"… {rest}" if rest[:1].islower() else rest

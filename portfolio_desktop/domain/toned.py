# SPDX-License-Identifier: Apache-2.0
"""Values that are shown as badges: ratings, and choices from a list whose items have a tone.

Whoever shows a value asks here which badge stands before its words. Nothing is painted here.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind, Value
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.domain.rating import NOT_KNOWN, Level, level_of


def has_badges(catalogue: Catalogue, field: Field) -> bool:
    """Whether values of `field` are shown as badges."""
    if field.kind is Kind.CHOICE:
        return bool(levels_of(catalogue.choices(field)))
    return field.kind is Kind.RATING


def badge_of(catalogue: Catalogue, field: Field, value: Value) -> Level | None:
    """The badge that stands before the words of `value`; None for a value that has none.

    A choice without a tone has none, in a list of others that have: not applicable is neither good nor bad.
    """
    if isinstance(value, Rating):
        return level_of(value)
    if value is None or not has_badges(catalogue, field):
        return None
    if isinstance(value, Unknown):
        return NOT_KNOWN
    return levels_of(catalogue.choices(field)).get(str(value)) if field.kind is Kind.CHOICE else None


@lru_cache(maxsize=128)
def levels_of(choices: Choices) -> Mapping[str, Level]:
    """The items of a list that have a tone, by their code, in the order of the list.

    The letter of an item is its own, else the shortest start of its label that no other item has.
    """
    toned = [item for item in choices.items if item.tone]
    letters = _letters(tuple(_(item.label) for item in toned))
    return MappingProxyType(
        {
            item.code: Level(item.code, item.label, item.letter or letter, item.tone)
            for item, letter in zip(toned, letters, strict=True)
        }
    )


def _letters(labels: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for way in _WAYS:
        left = [label for label in labels if label not in found]
        taken = Counter([*map(way, left), *found.values()])
        found |= {label: way(label) for label in left if taken[way(label)] == 1}
    return tuple(found.get(label, "?") for label in labels)


def _initials(label: str) -> str:
    return "".join(word[0] for word in label.split()[:2]).upper()


_WAYS: tuple[Callable[[str], str], ...] = (
    lambda label: label[:1].upper(),
    _initials,
    lambda label: label[:2].capitalize(),
    lambda label: label[:3].capitalize(),
)
"""From the shortest to the longest."""

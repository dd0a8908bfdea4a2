# SPDX-License-Identifier: Apache-2.0
"""In which order rows were chosen: what is linked waits in that order, and Qt remembers only which rows."""

from collections.abc import Sequence


class ChoiceOrder:
    """Follows a selection by the keys of its rows."""

    def __init__(self) -> None:
        self._keys: list[str] = []

    def follow(self, selected: Sequence[str]) -> None:
        """These rows are selected now, from the top."""
        kept = [key for key in self._keys if key in selected]
        self._keys = kept + [key for key in selected if key not in kept]

    def of(self, selected: Sequence[str], lanes: Sequence[int]) -> tuple[str, ...]:
        """The selected keys in their order; of rows that stand side by side in `lanes`, from the top."""
        if lanes and lanes[-1] - lanes[0] + 1 == len(lanes):
            return tuple(selected)
        places = {key: place for place, key in enumerate(self._keys)}
        return tuple(sorted(selected, key=lambda key: places.get(key, len(places))))

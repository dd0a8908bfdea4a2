# SPDX-License-Identifier: Apache-2.0
"""Which disagreements somebody looks at and has chosen. It outlives the page being drawn anew by every change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portfolio_desktop.services.sharing.conflicts import Conflict

PAGE = 20
"""So many are shown at first, and so many more whenever more are asked for."""

ALL = ""
"""Neither a project nor an author: everything."""

NONE = "-"
"""What belongs to no project."""


@dataclass(slots=True)
class Choice:
    """`project` is an id, ALL or NONE; `author` a name or ALL; `chosen` holds the keys of what is ticked."""

    project: str = ALL
    author: str = ALL
    chosen: set[str] = field(default_factory=set)
    most: int = PAGE

    def narrowed(self, found: Iterable[Conflict]) -> list[Conflict]:
        """What is looked at."""
        return [each for each in found if self._is_of_project(each) and self._is_by_author(each)]

    def ticked(self, found: Iterable[Conflict]) -> list[Conflict]:
        """What is chosen of what is looked at, whether it is in sight or not."""
        return [each for each in self.narrowed(found) if each.key in self.chosen]

    def settle_in(self, found: Sequence[Conflict]) -> None:
        """Forget what is no longer there: a choice that would show nothing is given up."""
        self.chosen &= {each.key for each in found}
        if not self.narrowed(found):
            self.project = self.author = ALL

    def _is_of_project(self, conflict: Conflict) -> bool:
        return self.project in (ALL, conflict.project or NONE)

    def _is_by_author(self, conflict: Conflict) -> bool:
        return self.author == ALL or any(said.author == self.author for said in conflict.said)

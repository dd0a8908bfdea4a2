# SPDX-License-Identifier: Apache-2.0
"""In what order a register shows its rows, and under which headings. Row numbers only; no records."""

from collections.abc import Collection, Iterable, Sequence
from copy import copy

from portfolio_desktop.services.registers.grouping import Heading, every_heading


class Arrangement:
    """Display rows from the top: a row number each, or a heading.

    Headings are kept among the row numbers as negative numbers, so that 100,000 rows stay one list of integers.
    """

    def __init__(self, rows: Sequence[int] = (), headings: Iterable[Heading] = ()) -> None:
        self.outer = list(headings)
        self.headings = list(every_heading(self.outer))
        self._places = {id(heading): place for place, heading in enumerate(self.headings)}
        self._rows: list[int] = list(rows)
        self._lay()
        self.records = sum(len(heading.rows) for heading in self.outer) if self.outer else len(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Arrangement) or self._rows != other._rows:
            return False
        pairs = zip(self.headings, other.headings, strict=False)
        return len(self.headings) == len(other.headings) and all(a.key == b.key for a, b in pairs)

    __hash__ = None  # type: ignore[assignment]  # it changes as headings open and close

    def number(self, row: int) -> int | None:
        """The row number at a display row; None for a heading."""
        number = self._rows[row]
        return number if number >= 0 else None

    def heading(self, row: int) -> Heading | None:
        """The heading at a display row, if one is there."""
        number = self._rows[row]
        return self.headings[-1 - number] if number < 0 else None

    def numbers(self, first: int, last: int) -> list[int]:
        """The row numbers from one display row to before another."""
        return [number for number in self._rows[max(0, first) : last] if number >= 0]

    def find(self, number: int) -> int | None:
        """The display row of a row number; None where it is folded away or not there."""
        try:
            return self._rows.index(number)
        except ValueError:
            return None

    def places(self, numbers: Collection[int]) -> list[int]:
        """The display rows of those of these row numbers that are shown, from the top."""
        return [row for row, number in enumerate(self._rows) if number in numbers]

    def fold(self, row: int) -> tuple[int, int]:
        """Close the heading at `row`. Returns the first and last display rows that go."""
        heading = self.headings[-1 - self._rows[row]]
        gone = len(self._below(heading))
        heading.open = False
        del self._rows[row + 1 : row + 1 + gone]
        return row + 1, row + gone

    def unfold(self, row: int) -> tuple[int, int]:
        """Open the heading at `row`. Returns the first and last display rows that come."""
        heading = self.headings[-1 - self._rows[row]]
        heading.open = True
        come = self._below(heading)
        self._rows[row + 1 : row + 1] = come
        return row + 1, row + len(come)

    def with_all(self, *, open: bool) -> "Arrangement":
        """The same rows with every heading open, or every one closed."""
        for heading in self.headings:
            heading.open = open
        other = copy(self)
        other._rows = []
        other._lay()
        return other

    def shown_below(self, row: int) -> int:
        """How many display rows an open heading at `row` has below it, or would have."""
        heading = self.headings[-1 - self._rows[row]]
        return len(self._below(heading, as_open=True))

    def _lay(self) -> None:
        """Lay out the headings with what is shown under them."""
        rows, places = self._rows, self._places
        for heading in self.outer:
            rows.append(-1 - places[id(heading)])
            if heading.open:
                rows += self._below(heading)

    def _below(self, heading: Heading, *, as_open: bool = False) -> Sequence[int]:
        """What is shown under a heading."""
        if not (heading.open or as_open):
            return ()
        if not heading.inner:
            return heading.rows
        shown: list[int] = []
        for part in heading.inner:
            shown.append(-1 - self._places[id(part)])
            shown += self._below(part)
        return shown

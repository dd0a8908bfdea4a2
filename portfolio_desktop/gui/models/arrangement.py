# SPDX-License-Identifier: Apache-2.0
"""In what order a register shows its rows, and under which groups. Row numbers only; no records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from portfolio_desktop.domain.rating import Level
from portfolio_desktop.services.reading import Total


@dataclass(slots=True)
class Heading:
    """The line above the rows that share a value. `badge` is what that value is shown as, where it is one."""

    key: str
    words: str
    rows: Sequence[int]
    totals: Mapping[str, Total] = field(default_factory=dict)
    open: bool = True
    badge: Level | None = None


class Arrangement:
    """Display rows from the top: a row number each, or a heading.

    Headings are kept among the row numbers as negative numbers, so that 100,000 rows stay one list of integers.
    """

    def __init__(self, rows: Sequence[int] = (), headings: Iterable[Heading] = ()) -> None:
        self.headings = list(headings)
        self._rows: list[int] = list(rows)
        if self.headings:
            for place, heading in enumerate(self.headings):
                self._rows.append(-1 - place)
                if heading.open:
                    self._rows += heading.rows
        self.records = (
            sum(len(heading.rows) for heading in self.headings) if self.headings else len(self._rows)
        )

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Arrangement) and self._rows == other._rows and self._keys() == other._keys()

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

    def fold(self, row: int) -> tuple[int, int]:
        """Close the heading at `row`. Returns the first and last display rows that go."""
        heading = self.headings[-1 - self._rows[row]]
        heading.open = False
        del self._rows[row + 1 : row + 1 + len(heading.rows)]
        return row + 1, row + len(heading.rows)

    def unfold(self, row: int) -> tuple[int, int]:
        """Open the heading at `row`. Returns the first and last display rows that come."""
        heading = self.headings[-1 - self._rows[row]]
        heading.open = True
        self._rows[row + 1 : row + 1] = heading.rows
        return row + 1, row + len(heading.rows)

    def _keys(self) -> list[tuple[str, int]]:
        return [(heading.key, len(heading.rows)) for heading in self.headings]

# SPDX-License-Identifier: Apache-2.0
"""Which records of a page a view's marks fit, and in which cell each sign stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.views.marks import Sign
from portfolio_desktop.services.views.view import View

PAPER: Mapping[Sign, tuple[str, str]] = MappingProxyType(
    {
        Sign.ALERT: ("#fce3f0", "#9b1460"),
        Sign.FLAG: ("#e9e4fc", "#4b2ea3"),
        Sign.STAR: ("#d6f1f4", "#0b5c66"),
        Sign.TICK: ("#e4e7eb", "#36404b"),
        Sign.QUESTION: ("#f5e9da", "#6b4216"),
    }
)
"""On paper and in spreadsheets: the ground of what is marked, and the ink of the sign. None is a rating's colour."""


@dataclass(slots=True)
class Marked:
    """The signs of one record by the field in whose cell they stand, and the sign whose colour the row is in."""

    cells: dict[str, Sign] = field(default_factory=dict)
    row: Sign | None = None


def marked(reader: Reader, entity: Entity, view: View, rows: Sequence[int]) -> Mapping[int, Marked]:
    """The marks of the records at `rows`, by row number. Of several in one cell the first stands.

    A sign whose column is not shown stands in the first one, so that no mark goes unseen.
    """
    found: dict[int, Marked] = {}
    for mark in view.marks if view.columns else ():
        place = mark.field if mark.field in view.columns else view.columns[0]
        try:
            fits = reader.fitting(entity, rows, mark.where)
        except Refusal:  # what was kept with a view asks for what its field can no longer be compared with
            continue
        for row in fits:
            record = found.setdefault(row, Marked())
            record.cells.setdefault(place, mark.sign)
            if mark.row and record.row is None:
                record.row = mark.sign
    return found

# SPDX-License-Identifier: Apache-2.0
"""The preview of an arrival as lines of a table that can be sorted: tasks, what must be decided, and what is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.exchange.arrivals.planned import Arrival, Clash, Fate, Row, Side
from portfolio_desktop.exchange.arrivals.told import links_words
from portfolio_desktop.gui.theme import current_theme
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.words import words

Index = QModelIndex | QPersistentModelIndex
_ROLES = Qt.ItemDataRole

DECIDE: Final = "decide"
ASIDE: Final = "aside"
SLIPPED: Final = "slipped"

HEADINGS = (
    *(N_("Task"), N_("What"), N_("Finish was"), N_("Finish is"), N_("Days"), N_("Working days")),
    N_("Other changes"),
)
SLIP = 4
_NUMBERS = (4, 5)
_FATES = {
    Fate.NEW: N_("New"),
    Fate.CHANGED: N_("Changed"),
    Fate.SAME: N_("As it was"),
    Fate.GONE: N_("Gone"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `order` are the values that its cells are sorted by."""

    kinds: frozenset[str]
    cells: tuple[str, ...]
    order: tuple[Any, ...]
    tip: str = ""
    late: bool = False
    bold: bool = False
    clash: Clash | None = None


def lines(arrival: Arrival, catalogue: Catalogue) -> tuple[Line, ...]:
    """Everything there is to tell, in the order of the plan."""
    return (
        *(_task(catalogue, row, place) for place, row in enumerate(arrival.rows)),
        *_clashes(arrival, catalogue),
        *_aside(arrival),
    )


def of_kind(found: tuple[Line, ...], kind: str) -> tuple[Line, ...]:
    """Those of one kind; without one, all tasks."""
    if not kind:
        return tuple(line for line in found if not line.kinds & {DECIDE, ASIDE})
    return tuple(line for line in found if kind in line.kinds)


def _task(catalogue: Catalogue, row: Row, place: int) -> Line:
    entity = catalogue.entity("task")
    labels = [
        _(entity.field(change.field).label) if entity.has(change.field) else change.field
        for change in row.changes
    ]
    if row.links_new or row.links_gone:
        labels.append(links_words(row))
    other = ", ".join(labels)
    kinds = {row.fate.value} | ({SLIPPED} if row.slip and row.slip > 0 else set())
    changes = [
        f"{_(entity.field(each.field).label)}: {words(catalogue, entity.field(each.field), each.old)} → "
        f"{words(catalogue, entity.field(each.field), each.new)}"
        for each in row.changes
        if entity.has(each.field) and not each.field.endswith("_id")
    ]
    return Line(
        frozenset(kinds),
        (
            "\u2003" * row.depth + row.title,
            _(_FATES[row.fate]),
            _day(row.was.finish),
            _day(row.now.finish),
            _signed(row.slip),
            _signed(row.slip_worked),
            f"\u2002{other}",
        ),
        (
            place,
            list(Fate).index(row.fate),
            _when(row.was.finish),
            _when(row.now.finish),
            row.slip or 0,
            row.slip_worked or 0,
            len(labels),
        ),
        "\n".join(changes),
        late=bool(row.slip and row.slip > 0),
        bold=row.summary,
    )


def _clashes(arrival: Arrival, catalogue: Catalogue) -> Iterator[Line]:
    entity = catalogue.entity("task")
    for place, clash in enumerate(arrival.clashes):
        field = entity.field(clash.field)
        ours, theirs = (words(catalogue, field, each) or "–" for each in (clash.ours, clash.theirs))
        kept = _("The file’s is kept") if clash.side is Side.THEIRS else _("What is here is kept")
        said = _("{field}: here {ours}, in the file {theirs}").format(
            field=_(field.label), ours=ours, theirs=theirs
        )
        cells = (clash.title, kept, "", "", "", "", said)
        yield Line(frozenset({DECIDE}), cells, (place,) * len(cells), said, clash=clash)


def _aside(arrival: Arrival) -> Iterator[Line]:
    told = [
        (f"{link.before} → {link.after}", _("Link left out"), link.reason) for link in arrival.links_aside
    ]
    told += [("", _("Left out"), sentence) for sentence in arrival.left_out]
    for place, (title, what, why) in enumerate(told):
        cells = (title, what, "", "", "", "", why)
        yield Line(frozenset({ASIDE}), cells, (place,) * len(cells), why)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else format_date(moment)


def _when(moment: datetime | None) -> str:
    """What a moment is sorted by; what is not known comes first."""
    return "" if moment is None else moment.isoformat()


def _signed(days: int | None) -> str:
    if days is None:
        return ""
    return f"{days:+,d}".replace("-", "−") if days else "0"


class RowsModel(QAbstractTableModel):
    """Some of the lines, sorted as asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_lines(self, found: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self._lines = list(found)
        self.endResetModel()

    def line(self, row: int) -> Line:
        return self._lines[row]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        falling = order is Qt.SortOrder.DescendingOrder
        self._lines.sort(key=lambda line: line.order[column], reverse=falling)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        if role == _ROLES.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _(HEADINGS[section])
        if role == _ROLES.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        line, column = self._lines[index.row()], index.column()
        if role == _ROLES.DisplayRole:
            return line.cells[column]
        if role == _ROLES.ToolTipRole and line.tip:
            return safe_tooltip(line.tip)
        if role == _ROLES.ForegroundRole:
            theme = current_theme()
            if line.late and column in _NUMBERS:
                return QColor(theme.danger)
            return QColor(theme.text if column in (0, 3, 4, 5, 6) else theme.muted)
        if role == _ROLES.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

# SPDX-License-Identifier: Apache-2.0
"""The preview of an import as lines of a table: one for each cell that would change and for each that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.imports import RATED, Difference, Earlier, Fate, Plan, PlannedRow
from portfolio_desktop.gui.theme import current_theme
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.words import words

_ROLES = Qt.ItemDataRole
HEADINGS = (N_("Row"), N_("What happens"), N_("Record"), N_("Field"), N_("Now"), N_("From the file"))
UNREAD, DOUBTFUL = "unread", "doubtful"
_FATES = {
    Fate.ADD.value: N_("Added"),
    Fate.CHANGE.value: N_("Changed"),
    Fate.SAME.value: N_("Unchanged"),
    Fate.ASIDE.value: N_("Set aside"),
    UNREAD: N_("Not readable"),
    DOUBTFUL: N_("Doubtful"),
}

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the row on the sheet, or 0 where it speaks of several; its kind, and four texts.

    One that `sums_up` stands for others in short, and those are `summed`.
    """

    row: int
    kind: str
    record: str
    field: str
    old: str
    new: str
    sums_up: bool = False
    summed: bool = False


def lines(plan: Plan, catalogue: Catalogue) -> tuple[Line, ...]:
    """Every line of the preview, in the order of the sheet; cells that cannot be read last but for what is in doubt.

    An added row has a line that sums it up besides one for each of its cells, and so has a status report that a row
    adds to a project that is there: `in_short` and `in_full` choose.
    """
    return (
        *(line for row in plan.rows for line in _row(plan, catalogue, row)),
        *_unread(plan),
        *_doubtful(plan),
    )


def _row(plan: Plan, catalogue: Catalogue, row: PlannedRow) -> Iterator[Line]:
    entity = plan.mapping.entity
    added = row.fate is Fate.ADD
    if added:
        yield _in_sum(plan, catalogue, row, entity, row.differences)
    if row.fate is Fate.ASIDE:
        yield Line(row.number, row.fate.value, row.title, "", "", row.reason)
    elif row.fate is Fate.SAME:
        yield Line(row.number, row.fate.value, row.title, "", "", "")
    for difference in row.differences:
        yield _line(plan, catalogue, row, entity, difference, summed=added)
    report = tuple(each for each in row.report if each.field != "project_id")  # the row's own record
    if report and row.report_is_new and not added:
        yield _in_sum(plan, catalogue, row, "status_report", report)
    for difference in report:
        yield _line(plan, catalogue, row, "status_report", difference, summed=row.report_is_new)
    if row.earlier is not None:
        yield _last_month(catalogue, row, row.earlier, summed=added)


def in_short(found: tuple[Line, ...]) -> tuple[Line, ...]:
    """What would be new here: what is added by a line each, other changes cell by cell. One line for all else."""
    told = tuple(line for line in found if line.kind != Fate.SAME.value and not line.summed)
    same = sum(line.kind == Fate.SAME.value for line in found)
    if not same:
        return told
    rows = ngettext("{count} row", "{count} rows", same).format(count=f"{same:,}")
    return *told, Line(0, Fate.SAME.value, rows, "", "", "", sums_up=True)


def in_full(found: tuple[Line, ...], kind: str) -> tuple[Line, ...]:
    """Everything of one kind, cell by cell."""
    return tuple(line for line in found if line.kind == kind and not line.sums_up)


def _in_sum(
    plan: Plan, catalogue: Catalogue, row: PlannedRow, entity: str, differences: tuple[Difference, ...]
) -> Line:
    """A record that is added, by how many fields it has and the first few of them, its name aside."""
    definition = catalogue.entity(entity)
    count = len(differences)
    said = ngettext("{count} field", "{count} fields", count).format(count=count)
    if entity != plan.mapping.entity:
        said = f"{_(definition.label)}: {said}"
    known = [each for each in differences if definition.has(each.field) and each.field != definition.title]
    texts = (
        words(catalogue, definition.field(each.field), each.new, titles=plan.titles) for each in known[:6]
    )
    new = shorten(" · ".join(text for text in texts if text), 200)
    return Line(row.number, row.fate.value, row.title, said, "", new, sums_up=True)


def _line(
    plan: Plan, catalogue: Catalogue, row: PlannedRow, entity: str, difference: Difference, *, summed: bool
) -> Line:
    definition = catalogue.entity(entity)
    new_field = next((field for field in plan.new_fields if field.name == difference.field), None)
    field = new_field or definition.field(difference.field)
    label = _(field.label)
    if entity != plan.mapping.entity:
        label = f"{_(definition.label)}: {label}"
    old, new = "", str(difference.new)
    if new_field is None:
        scales = _scales_differ(difference)
        old, new = (
            words(catalogue, field, value, titles=plan.titles) + (_of_scale(value) if scales else "")
            for value in (difference.old, difference.new)
        )
    record = row.record if entity == plan.mapping.entity else row.report_id
    corrected = plan.corrected.get((record, difference.field)) if record else None
    old = f"{shorten(old, 120)} ({corrected})" if corrected else shorten(old, 200)
    return Line(row.number, row.fate.value, row.title, label, old, shorten(new, 200), summed=summed)


def _last_month(catalogue: Catalogue, row: PlannedRow, earlier: Earlier, *, summed: bool) -> Line:
    report = catalogue.entity("status_report")
    told = _("{report} to {day}: {field}").format(
        report=_(report.label), day=format_date(earlier.day), field=_(report.field(RATED).label)
    )
    new = words(catalogue, report.field(RATED), earlier.values[RATED])
    return Line(row.number, row.fate.value, row.title, told, "", new, summed=summed)


def _scales_differ(difference: Difference) -> bool:
    """Whether a level gives way to one of another scale, which may well have its name."""
    old, new = difference.old, difference.new
    return isinstance(old, Rating) and isinstance(new, Rating) and old.scale != new.scale


def _of_scale(value: Value) -> str:
    scale = SCALES.get(value.scale) if isinstance(value, Rating) else None
    return f" ({_(scale.label)})" if scale else ""


def _unread(plan: Plan) -> Iterator[Line]:
    titles = {row.number: row.title for row in plan.rows}
    for each in plan.unread:
        said = f"“{shorten(each.text, 120)}”: {each.reason}"
        yield Line(each.row, UNREAD, titles.get(each.row, ""), f"{each.where} {each.column}", "", said)


def _doubtful(plan: Plan) -> Iterator[Line]:
    titles = {row.number: row.title for row in plan.rows}
    for each in plan.doubts:
        said = f"“{shorten(each.text, 120)}”: {each.reason}"
        yield Line(each.row, DOUBTFUL, titles.get(each.row, ""), f"{each.where} {each.column}", "", said)
    for row in plan.gaps:
        yield Line(row.number, DOUBTFUL, row.title, _("Status"), "", row.gap)
    for row in plan.beside:
        yield Line(row.number, DOUBTFUL, row.title, "", "", row.beside)


class LinesModel(QAbstractTableModel):
    """Some of the lines, as chosen by kind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, found: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self._lines = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        if role == _ROLES.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == _ROLES.DisplayRole:
            number = str(line.row) if line.row else ""
            texts = (number, _(_FATES[line.kind]), line.record, line.field, line.old, line.new)
            return texts[index.column()]
        if role == _ROLES.ToolTipRole and index.column() in (2, 4, 5):
            return safe_tooltip((line.record, line.old, line.new)[(2, 4, 5).index(index.column())])
        if role == _ROLES.ForegroundRole:
            if line.kind in (UNREAD, DOUBTFUL, Fate.ASIDE.value) and index.column() in (1, 5):
                return QColor(current_theme().danger)
            return QColor(current_theme().muted if index.column() in (0, 1, 4) else current_theme().text)
        if role == _ROLES.TextAlignmentRole and index.column() == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

# SPDX-License-Identifier: Apache-2.0
"""What the cells of the timeline's table say, and the editors that open in them. Answers from memory, asks nobody."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.editors import FieldEditor, make_editor
from portfolio_desktop.gui.form.entry import Entry, Typed
from portfolio_desktop.gui.theme import GAP_SMALL, tabular
from portfolio_desktop.gui.timeline.cells import Column, progress_words
from portfolio_desktop.services.planning.acts.dating import MOVABLE
from portfolio_desktop.services.planning.rows import Row, RowKind
from portfolio_desktop.services.planning.sheet.details import NO_DETAIL, Detail, days_words, owner_field

COLUMNS: Mapping[str, tuple[str, int, bool]] = {
    "title": (N_("Name"), 220, False),
    "code": (N_("Code"), 76, False),
    "start": (N_("Start"), 92, False),
    "finish": (N_("Finish"), 92, False),
    "duration": (N_("Duration"), 72, True),
    "waits": (N_("Waits for"), 130, False),
    "progress": (N_("Done"), 66, True),
    "owner": (N_("Owner"), 120, False),
    "float": (N_("Float"), 60, True),
    "variance": (N_("Against baseline"), 112, True),
    "deadline": (N_("Deadline"), 92, False),
    "condition": (N_("Condition"), 150, False),
    "condition_at": (N_("Date of the condition"), 140, False),
    "resources": (N_("Resources"), 130, False),
}
"""By name: heading, width and whether it is a number. The first is the tree and always shown."""

_FIELDS = {
    "title": "title",
    "condition": "condition",
    "condition_at": "condition_at",
}
_DEADLINES = {"task": "deadline", "project": "must_finish", "dependency": "needed"}
"""The day until which something has to be there, by what it is called in each register."""
_OF_TASK = frozenset({"title", "duration", "start", "finish", "waits", "progress", "owner", "deadline"}) | {
    "condition",
    "condition_at",
}
_EDITABLE: Mapping[str, frozenset[str]] = {
    "task": _OF_TASK,
    "project": frozenset({"title", "start", "owner", "deadline"}),
    "programme": frozenset({"title"}),
    "milestone": frozenset({"title", "start", "finish", "owner"}),
    "dependency": frozenset({"title", "start", "finish", "deadline"}),
}
_DAYS = ("start", "finish", "deadline")
"""Columns of dates: a date without its year is not one, so each has room for the widest in every font."""
_BEGAN = "began"
"""What stood in a cell when its editor opened: others may have written there since, and that is not taken back."""
_NOT_OF_SUMMARY = {"duration", "finish", "progress"}
_HINTS = {
    "duration": N_("3d, 2w, 4h"),
    "waits": N_("T-0004; T-0007SS+2d"),
    "progress": N_("40 %"),
    "start": N_("31/3/2027"),
    "finish": N_("31/3/2027"),
}


def _room_for_a_day() -> int:
    metrics = QFontMetrics(tabular(QApplication.font()))
    widest = max(metrics.horizontalAdvance(format_date(date(2028, month, 28))) for month in range(1, 13))
    return widest + 2 * GAP_SMALL + 2


def field_of(row: Row, column: str) -> str:
    """The field of the row's record that a column shows as it is; empty for those that acts of their own change."""
    match column:
        case "owner":
            return owner_field(row.entity)
        case "deadline":
            return _DEADLINES.get(row.entity, "")
        case _:
            return _FIELDS.get(column, "")


def said_in(row: Row, column: str) -> str:
    """The field in which what is typed into a column goes; the links of a task are a list of their own, by the column's name."""
    return field_of(row, column) or (column if column in ("duration", "waits") else "")


class PageCells(QObject):
    """The `Cells` of the page. `told` gets the sentences of why bars lie where they lie, once they are known."""

    changed = Signal(object, str, object)
    """A `Row`, the name of a column, and the `Entry` that was made there."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._columns: tuple[str, ...] = ("title",)
        self._widths: Mapping[str, int] = {}
        self.details: Mapping[str, Detail] = {}
        self.pending: dict[tuple[str, str], str] = {}
        """Words that are being written, by key of the row and column."""
        self.kept_words: Mapping[tuple[str, str], str] = {}
        """Words that did not fit, for the editor that opens with them again."""
        self.told: dict[str, str] = {}
        self._seen: dict[tuple[str, str], Value] = {}
        self._shown: dict[tuple[str, str], str] = {}

    def use(self, columns: Sequence[str], widths: Mapping[str, int]) -> None:
        """Other columns, in this order."""
        self._columns = ("title", *(name for name in columns if name != "title"))
        usual = {name: max(COLUMNS[name][1], _room_for_a_day()) for name in _DAYS}
        self._widths = {**usual, **widths}

    @property
    def columns(self) -> Sequence[Column]:
        return [self.column(name) for name in self._columns if name in COLUMNS]

    def column(self, name: str) -> Column:
        """One of `COLUMNS`, shown or not, as wide as it is wanted."""
        heading, width, is_number = COLUMNS[name]
        return Column(name, _(heading), self._widths.get(name, width), is_number)

    def words(self, row: Row, column: str) -> str:
        if self.pending and (said := self.pending.get((row.key, column))) is not None:
            return said
        detail = self.details.get(row.key, NO_DETAIL)
        match column:
            case "title":
                return row.named
            case "start":
                return format_date(row.span.start) if row.span.start else ""
            case "finish":
                return format_date(row.span.finish) if row.span.finish else ""
            case "progress":
                return progress_words(row)
            case "duration":
                return "" if row.kind is RowKind.SUMMARY else days_words(detail)
            case "float":
                return _days(row.total_float) if not row.done else ""
            case "variance":
                return _variance(row)
            case "deadline":
                return _day(row.deadline)
            case "condition":
                return detail.condition_words
            case "condition_at":
                return _day(detail.condition_at)
            case "waits":
                return detail.waits
            case _:
                return str(getattr(row, column, ""))

    def editable(self, row: Row, column: str) -> bool:
        if self._desk.read_only or column not in _EDITABLE.get(row.entity, ()):
            return False
        return not (row.kind is RowKind.SUMMARY and column in _NOT_OF_SUMMARY)

    def editor(self, row: Row, column: str, parent: QWidget) -> QWidget:
        self._seen.clear()  # one is open at a time
        self._shown = {(row.key, column): self.words(row, column)}
        known = column == "title" or row.key in self.details
        if known and (row.key, column) not in self.pending and said_in(row, column):
            self._seen[row.key, column] = self._value(row, column)
        again = self.kept_words.get((row.key, column))
        if name := field_of(row, column):
            editor: FieldEditor = make_editor(
                self._desk, self._desk.catalogue.entity(row.entity).field(name), parent
            )
            editor.show_value(self._value(row, column), self.words(row, column))
            if again:
                editor.restore(again)
            if isinstance(editor, QLineEdit):
                editor.selectAll()
            return editor
        stands = self._typing_words(row, column)
        line = QLineEdit(again or stands, parent)
        line.setProperty(_BEGAN, stands)
        line.setAccessibleName(_(COLUMNS[column][0]))
        line.setPlaceholderText(_(_HINTS.get(column, "")))
        line.selectAll()
        return line

    def entered(self, row: Row, column: str, editor: QWidget) -> None:
        if field_of(row, column):
            if editor.touched:  # type: ignore[attr-defined]
                self.changed.emit(row, column, editor.entry())  # type: ignore[attr-defined]
        elif isinstance(editor, QLineEdit) and editor.text() != editor.property(_BEGAN):
            entry: Entry = Typed(editor.text().strip())
            self.changed.emit(row, column, entry)

    def seen(self, row: Row, column: str) -> tuple[Value, ...]:
        """What stood in a cell when its editor was opened; nothing where that was of one's own and on its way to be written,
        or follows from more than a field.
        """
        at = row.key, column
        return (self._seen[at],) if at in self._seen and at not in self.pending else ()

    def become(self, row: Row, column: str) -> str:
        """What a cell that follows from more than a field shows now, where that is not what it showed when its editor was
        opened: what others did has moved it.
        """
        at = row.key, column
        if said_in(row, column) or at in self.pending:
            return ""
        now = self.words(row, column)
        return now if self._shown.get(at, now) != now else ""

    def movable(self, row: Row) -> bool:
        if self._desk.read_only or row.done or row.entity not in MOVABLE:
            return False
        return row.kind is not RowKind.SUMMARY and not row.follows

    def linkable(self, row: Row) -> bool:
        return row.entity == "task" and not self._desk.read_only

    def explained(self, row: Row) -> str:
        return self.told.get(row.key, "")

    def _value(self, row: Row, column: str) -> Value:
        detail = self.details.get(row.key, NO_DETAIL)
        match column:
            case "title":
                return row.title
            case "owner":
                return detail.owner
            case "deadline" if row.entity != "task":
                return row.deadline.date() if row.deadline else None
            case _:
                return getattr(detail, column)  # type: ignore[no-any-return]

    def _typing_words(self, row: Row, column: str) -> str:
        at = row.span.start if column == "start" else row.span.finish
        if column in ("start", "finish"):
            return f"{at:%d/%m/%Y}" if at else ""
        return self.words(row, column)


def _day(at: datetime | None) -> str:
    return format_date(at) if at else ""


def _days(days: float | None) -> str:
    return "" if days is None else _("{days} d").format(days=f"{Decimal(str(round(days, 1))).normalize():f}")


def _variance(row: Row) -> str:
    """How many days later it ends than the newest baseline shown; a minus for earlier."""
    was = next((span.finish for span in reversed(row.baselines) if span.finish), None)
    if was is None or row.span.finish is None:
        return ""
    days = (row.span.finish.date() - was.date()).days
    return _("{days} d").format(days=f"{days:+d}") if days else _("0 d")

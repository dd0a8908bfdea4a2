# SPDX-License-Identifier: Apache-2.0
"""The rules that mark what stands out in a register: a field, a comparison, a sign. Made here, kept with the view."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.plain import from_plain, to_plain
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.editors import EDITORS
from portfolio_desktop.gui.form.entry import Entry, Typed, typing_text, understood
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.register.drawing.signs import sign_icon
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.registers.describing import mark_words
from portfolio_desktop.services.views.marks import SIGN_WORDS, Mark, Sign

MOST = 20
"""Marks of one view: each asks the file once more for every page that is read."""
_LINE = 26  # height
_DAYS = frozenset({Kind.DATE, Kind.MOMENT})
_LISTED = frozenset({Kind.CHOICE, Kind.LINK, Kind.FLAG, Kind.SCALE, Kind.RATING})
_TEXT = frozenset({Kind.CODE, Kind.TEXT, Kind.NARRATIVE, Kind.ADDRESS})
_STATES = (Op.EMPTY, Op.UNKNOWN)
_LABELS: Mapping[Op, str] = MappingProxyType(
    {
        Op.IS: N_("is"),
        Op.IS_NOT: N_("is not"),
        Op.CONTAINS: N_("contains"),
        Op.ABOVE: N_("is more than"),
        Op.AT_LEAST: N_("is at least"),
        Op.BELOW: N_("is less than"),
        Op.AT_MOST: N_("is at most"),
        Op.EMPTY: N_("is empty"),
        Op.UNKNOWN: N_("is not known, with a reason"),
    }
)
_OF_DAYS: Mapping[Op, str] = MappingProxyType(
    {
        Op.BELOW: N_("is before"),
        Op.AT_MOST: N_("is on or before"),
        Op.IS: N_("is on"),
        Op.AT_LEAST: N_("is on or after"),
        Op.ABOVE: N_("is after"),
    }
)
_OF_RATINGS: Mapping[Op, str] = MappingProxyType(
    {
        Op.IS: N_("is"),
        Op.IS_NOT: N_("is not"),
        Op.AT_LEAST: N_("is as bad as, or worse than"),
        Op.AT_MOST: N_("is as good as, or better than"),
    }
)


def comparisons(field: Field) -> dict[Op, str]:
    """What can be asked of a field, in words."""
    if field.kind in _DAYS:
        asked = dict(_OF_DAYS)
    elif field.kind is Kind.RATING:
        asked = dict(_OF_RATINGS)
    elif field.kind in _TEXT:
        asked = {op: _LABELS[op] for op in (Op.CONTAINS, Op.IS)}
    elif field.kind in (Kind.CHOICE, Kind.LINK, Kind.FLAG):
        asked = {op: _LABELS[op] for op in (Op.IS, Op.IS_NOT)}
    else:
        asked = {op: _LABELS[op] for op in (Op.ABOVE, Op.AT_LEAST, Op.IS, Op.IS_NOT, Op.AT_MOST, Op.BELOW)}
    states = _STATES if field.may_be_unknown else (Op.EMPTY,)
    return asked | {op: _LABELS[op] for op in states}


class _List(QListWidget):
    """`change_asked` on a double-click, Enter and F2."""

    change_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.change_asked.emit()  # and no further: the dialog would take Enter for Done
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.change_asked.emit()


class MarksDialog(Dialog):
    """The marks of a view, the first that fits a cell winning; and a line to make one more, or to change the chosen one."""

    agreed = Signal(object)
    """The marks as they are to be, in their order."""

    def __init__(
        self, desk: Desk, entity: Entity, marks: Sequence[Mark], first: Field | None, parent: QWidget
    ) -> None:
        super().__init__(parent, _("Marks in {plural}").format(plural=_(entity.plural).lower()), _("Done"))
        self.setMinimumWidth(620)
        self._desk = desk
        self._entity = entity
        self._marks = list(marks)
        self._changing: int | None = None
        self._list = _List()
        self._list.setAccessibleName(_("Marks"))
        self._list.setIconSize(QSize(16, 16))
        self._list.setMinimumHeight(5 * _LINE)
        told = _(
            "A mark has a sign and a colour, and is kept with the view. Of two in one cell the upper one is shown."
        )
        self.column.addWidget(Label(told, ink="muted", wrap=True))
        self.column.addLayout(self._upper())
        self.column.addLayout(self._lower())
        self.finish_layout()
        self._field.setCurrentIndex(max(0, self._field.findData(first.name if first else "")))
        self._choose_field()
        self._change(None)
        self._show()

    def _upper(self) -> QHBoxLayout:
        """The list, and what can be done with its lines."""
        row, buttons = QHBoxLayout(), QGridLayout()
        row.addWidget(self._list, 1)
        for place, (words, picture, act) in enumerate(
            (
                (_("Higher"), "arrow-up", partial(self._move, -1)),
                (_("Lower"), "arrow-down", partial(self._move, 1)),
                (_("Change"), "pencil", self.change),
                (_("Remove"), "trash-2", self._remove),
            )
        ):
            button = QPushButton(icon(picture), words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            buttons.addWidget(button, place, 0)
        buttons.setRowStretch(4, 1)
        row.addLayout(buttons)
        self._list.change_asked.connect(self.change)
        return row

    def _lower(self) -> QGridLayout:
        """Where a mark is made."""
        self._field, self._op, self._sign = ListBox(), ListBox(), ListBox()
        self._field.setAccessibleName(_("Field that is looked at"))
        self._op.setAccessibleName(_("Comparison"))
        self._sign.setAccessibleName(_("Sign"))
        self._field.setMaxVisibleItems(18)
        for field in self._entity.every:
            self._field.addItem(_(field.label), field.name)
        for sign in Sign:
            self._sign.addItem(sign_icon(sign), _(SIGN_WORDS[sign]), sign)
        self._row = QCheckBox(_("Colour the whole row"))
        self._add = QPushButton(icon("plus"), _("Add this mark"))
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add)
        self._keep = QPushButton(icon("check"), _("Keep the change"))
        self._keep.setAutoDefault(False)
        self._keep.clicked.connect(self.keep)
        self._field.currentIndexChanged.connect(self._choose_field)
        self._op.currentIndexChanged.connect(self._choose_comparison)
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_SMALL)
        for column, share in enumerate((3, 3, 3)):
            grid.setColumnStretch(column, share)
        grid.addWidget(self._field, 0, 0)
        grid.addWidget(self._op, 0, 1)
        grid.addWidget(self._sign, 1, 0)
        grid.addWidget(self._row, 1, 1)
        grid.addWidget(self._add, 1, 2)
        grid.addWidget(self._keep, 2, 2)
        self._value: QWidget = QLineEdit()
        grid.addWidget(self._value, 0, 2)
        return grid

    @property
    def field(self) -> Field:
        """The field that is chosen."""
        return self._entity.field(str(self._field.currentData()))

    def choose(self, name: str, op: Op, sign: Sign, *, row: bool = False) -> None:
        """Set the line to a field, a comparison and a sign."""
        self._field.setCurrentIndex(self._field.findData(name))
        self._op.setCurrentIndex(self._op.findData(op))
        self._sign.setCurrentIndex(self._sign.findData(sign))
        self._row.setChecked(row)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """As they stand now, in their order."""
        return tuple(self._marks)

    @property
    def value(self) -> QWidget:
        """Where the value is said that the field is compared with."""
        return self._value

    def add(self) -> None:
        """Add the mark that the line says, or explain why it cannot be."""
        if len(self._marks) >= MOST:
            self.explain(_("A view has at most {count} marks.").format(count=MOST))
            return
        self._make(lambda mark: self._put(mark, len(self._marks)))

    def change(self) -> None:
        """Put the chosen mark into the line below, to be changed there."""
        at = self._list.currentRow()
        if not 0 <= at < len(self._marks):
            return
        mark = self._marks[at]
        test = mark.where
        if not isinstance(test, Test) or test.op not in comparisons(self._entity.field(test.field)):
            self.explain(_("This mark asks more than the line below can say. Remove it, and make it anew."))
            return
        self.choose(test.field, test.op, mark.sign, row=mark.row)
        self._fill(test)
        self._change(at)
        self._op.setFocus()

    def keep(self) -> None:
        """Put what the line says in the place of the mark that is being changed."""
        at = self._changing
        if at is not None:
            self._make(lambda mark: self._put(mark, at))

    def _change(self, at: int | None) -> None:
        """Which mark is being changed; none once the list is another."""
        self._changing = at
        self._keep.setVisible(at is not None)

    def _put(self, mark: Mark, at: int) -> None:
        self._marks[at : at + 1] = [mark]
        self._show(at)

    def _fill(self, test: Test) -> None:
        """Say in the line what a mark compares with."""
        field = self.field
        if test.op in _STATES:
            return
        if field.kind is Kind.LINK:
            target, id = self._desk.catalogue.entity(field.target), Id(str(test.value))

            def name(office: Office) -> str:
                with office.reading() as reader:
                    return reader.titles(target, [id]).get(id, "")

            editor = self._value
            self._desk.read(name, lambda words: editor.show_value(id, words), owner=editor)  # type: ignore[attr-defined]
        elif field.kind in _LISTED:
            self._value.show_value(from_plain(field.kind, test.value))  # type: ignore[attr-defined]
        else:
            self._value.setText(_typed(field, test))  # type: ignore[attr-defined]

    def _make(self, made: Callable[[Mark], None]) -> None:
        """Make the mark that the line says."""
        field, op = self.field, Op(self._op.currentData())
        sign, row = Sign(self._sign.currentData()), self._row.isChecked()
        entry, entity = self._entry(), self._entity

        def make(office: Office) -> Mark:
            return Mark(field.name, _test(office, entity, field, op, entry), sign, row)

        def done(mark: Mark) -> None:
            self.explain("")
            made(mark)

        self._desk.read(make, done, owner=self, failed=lambda error: self.explain(str(error)))

    def agree(self) -> None:
        self.accept()
        self.agreed.emit(self.marks)

    def _entry(self) -> Entry:
        entry: Callable[[], Entry] | None = getattr(self._value, "entry", None)
        return entry() if entry is not None else Typed(self._value.text())  # type: ignore[attr-defined]

    def _choose_field(self) -> None:
        self._op.blockSignals(True)
        self._op.clear()
        for op, words in comparisons(self.field).items():
            self._op.addItem(_(words), op)
        self._op.blockSignals(False)
        self._grid.removeWidget(self._value)
        self._value.hide()
        self._value.deleteLater()
        if self.field.kind in _LISTED:
            self._value = EDITORS[self.field.kind](self._desk, self.field, self)
        else:
            self._value = QLineEdit()
            hints = {
                Kind.DATE: _("dd/mm/yyyy, today, today+30"),
                Kind.MONEY: _("such as 1.5m"),
                Kind.PERCENT: "%",
            }
            self._value.setPlaceholderText(hints.get(self.field.kind, ""))
        self._value.setAccessibleName(_("Value to compare with"))
        self._grid.addWidget(self._value, 0, 2)
        self._choose_comparison()
        self.explain("")

    def _choose_comparison(self) -> None:
        self._value.setEnabled(Op(self._op.currentData()) not in _STATES)

    def _show(self, now: int = 0) -> None:
        """List the marks, in words that may have to be asked for."""
        self._change(None)
        entity, marks = self._entity, tuple(self._marks)

        def fill(said: list[str]) -> None:
            self._list.clear()
            for mark, words in zip(marks, said, strict=True):
                whole = _("{words}, the whole row").format(words=words) if mark.row else words
                line = QListWidgetItem(sign_icon(mark.sign), shorten(visible_bidi(whole), 90))
                line.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_(SIGN_WORDS[mark.sign])}: {whole}")
                line.setSizeHint(QSize(0, _LINE))
                self._list.addItem(line)
            self._list.setCurrentRow(min(now, len(marks) - 1))

        def look(office: Office) -> list[str]:
            with office.reading() as reader:
                return mark_words(reader, entity, marks)

        self._desk.read(look, fill, owner=self)

    def _move(self, by: int) -> None:
        at = self._list.currentRow()
        if 0 <= at + by < len(self._marks) and at >= 0:
            self._marks.insert(at + by, self._marks.pop(at))
            self._show(at + by)

    def _remove(self) -> None:
        at = self._list.currentRow()
        if 0 <= at < len(self._marks):
            del self._marks[at]
            self._show(max(0, at - 1))


def _typed(field: Field, test: Test) -> str:
    """What a mark compares with as one types it; a day that counts from today as it is."""
    try:
        return typing_text(
            field, None if test.op is Op.CONTAINS else from_plain(field.kind, test.value)
        ) or str(test.value)
    except (ValueError, TypeError):
        return str(test.value)


def _test(office: Office, entity: Entity, field: Field, op: Op, entry: Entry) -> Test:
    """The rule, once it is known that the register can answer it."""
    if op in _STATES:
        return Test(field.name, op)
    typed = entry.text.strip() if isinstance(entry, Typed) else ""
    if field.kind in _DAYS and typed.casefold().startswith(("today", "now")):
        found = Test(field.name, op, typed.casefold())
    elif op is Op.CONTAINS and typed:
        found = Test(field.name, op, typed)
    else:
        value = understood(office, entity.name, {field.name: entry})[field.name]
        if value is None or isinstance(value, Unknown):
            raise Refusal(_("Say what {label} is compared with.").format(label=_(field.label).lower()))
        found = Test(field.name, op, to_plain(field.kind, value))
    with office.reading() as reader:
        reader.fitting(entity, [], found)
    return found

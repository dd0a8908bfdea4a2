# SPDX-License-Identifier: Apache-2.0
"""Where the table stands: sheet, heading rows, last row, and which way it lies, beside the sheet itself."""

from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.exchange.tables import Layout, Sheet, guess_layout, relaid
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.imports.grid import GridModel
from portfolio_desktop.gui.pages.imports.session import Laid, Session, lay
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, ROW
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import NumberBox

_LEFT = 272
_MOST_NOTES = 6


class TableStep(Step[Session]):
    """Changes are tried at once, on a thread, and shown beside."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("Find the table"),
            _(
                "The headings are tinted. Rows and columns in grey stay out; what is in them is kept for you to look at."
            ),
            parent=parent,
        )
        self._session: Session | None = None
        self._filling = False
        self._sheet, self._transposed = ListBox(), QCheckBox(_("Each record is a column"))
        self._header, self._span, self._last = NumberBox(), NumberBox(), NumberBox()
        self._span.setRange(1, 4)
        self._summary, self._notes = Label(bold=True, wrap=True), Label(ink="muted", wrap=True)
        form = QFormLayout()
        for words, editor in (
            (_("Sheet"), self._sheet),
            (_("First heading row"), self._header),
            (_("Heading rows"), self._span),
            (_("Last row"), self._last),
        ):
            editor.setAccessibleName(words)
            form.addRow(Label(words, ink="muted"), editor)
        form.addRow(self._transposed)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        below = QVBoxLayout(left)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GAP_LARGE)
        below.addLayout(form)
        below.addWidget(self._summary)
        below.addWidget(self._notes)
        below.addStretch(1)
        self._model = GridModel(self)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(left)
        row.addWidget(self._table(), 1)
        self.column.addLayout(row, 1)
        self._sheet.activated.connect(lambda place: self._choose_sheet(place))
        self._transposed.clicked.connect(self._turn)
        for spin in (self._header, self._span, self._last):
            spin.setKeyboardTracking(False)  # the first figure of a number is another number
            spin.valueChanged.connect(lambda _value: self._try())

    @property
    def ready(self) -> bool:
        laid = self._session.laid if self._session else None
        return laid is not None and bool(laid.table.rows)

    def enter(self, session: Session) -> None:
        self._session = session
        assert session.source is not None
        self._filling = True
        self._sheet.clear()
        for sheet in session.source.sheets:
            self._sheet.addItem(_called(sheet, session))
        self._filling = False
        if session.laid is None:
            self._lay(session.next_sheet or session.source.likely)
        else:
            self._show(session.laid)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(_("The sheet"))
        table.setModel(self._model)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        table.verticalHeader().setDefaultSectionSize(ROW - 4)
        table.horizontalHeader().setDefaultSectionSize(132)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        return table

    def _choose_sheet(self, place: int) -> None:
        if self._session is not None and self._session.source is not None:
            self._lay(self._session.source.sheets[place])

    def _turn(self, on: bool) -> None:
        if self._session is not None and self._session.laid is not None:
            sheet = self._session.laid.sheet
            self._lay(sheet, guess_layout(sheet.grid, transposed=on))

    def _try(self) -> None:
        laid = self._session.laid if self._session else None
        if self._filling or laid is None:
            return
        header, span, last = self._header.value(), self._span.value(), self._last.value()
        self._lay(laid.sheet, relaid(laid.sheet.grid, laid.layout, header, span, last))

    def _lay(self, sheet: Sheet, layout: Layout | None = None) -> None:
        task = self._desk.jobs.free(lambda _progress: lay(sheet, layout), owner=self, done=self._show)
        self.instead(task)

    def _show(self, laid: Laid) -> None:
        session = self._session
        if session is None or session.source is None:
            return
        if session.laid is not laid:
            session.laid, session.mapped, session.plan = laid, None, None
        sheet, layout = laid.sheet, laid.layout
        lines = sheet.columns if layout.transposed else sheet.rows
        self._filling = True
        self._sheet.setCurrentIndex(session.source.sheets.index(sheet))
        self._transposed.setChecked(layout.transposed)
        for spin, value in ((self._header, layout.header_row), (self._last, layout.last_row)):
            spin.setRange(1, max(1, lines))
            spin.setValue(value)
        self._span.setValue(layout.header_rows)
        self._filling = False
        self._summary.setText(_said(laid))
        notes = [*sheet.notes, *layout.notes, *laid.table.notes]
        more = len(notes) - _MOST_NOTES
        tail = [ngettext("and {count} more", "and {count} more", more).format(count=more)] if more > 0 else []
        self._notes.setText("\n".join([*notes[:_MOST_NOTES], *tail]))
        self._model.show_sheet(sheet.grid, layout)
        self.changed.emit()


def _called(sheet: Sheet, session: Session) -> str:
    """The sheet's name, with what keeps one from importing it."""
    if sheet.name in session.done:
        return _("{name} (imported)").format(name=sheet.name)
    return _("{name} (hidden)").format(name=sheet.name) if sheet.hidden else sheet.name


def _said(laid: Laid) -> str:
    rows, columns = len(laid.table.rows), len(laid.table.columns)
    if not rows:
        return _("No records here. Choose another sheet or heading row.")
    records = ngettext("{count} record", "{count} records", rows).format(count=f"{rows:,}")
    return ngettext("{records}, {count} column", "{records}, {count} columns", columns).format(
        records=records, count=columns
    )

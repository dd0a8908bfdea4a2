# SPDX-License-Identifier: Apache-2.0
"""Which column goes to which field, and how it is read: guessed, shown with samples, changed by the person."""

from functools import cache, partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.exchange.imports import (
    About,
    ColumnMapping,
    Question,
    Remembered,
    Reviewed,
    assign,
    importable,
    keep_as_own,
    kept_by_acts,
    left_out,
    offered,
    registers,
    subject_of,
    with_day,
    worked_out,
)
from portfolio_desktop.exchange.tables import Column, spans_named
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.imports.goes_to import NOWHERE, OUT, OWN, GoesTo
from portfolio_desktop.gui.pages.imports.period_row import PeriodRow
from portfolio_desktop.gui.pages.imports.questions import Questions
from portfolio_desktop.gui.pages.imports.reading import meanings, meant, read_in, way_of, ways
from portfolio_desktop.gui.pages.imports.session import (
    Mapped,
    Session,
    first_mapping,
    likely_entity,
    likely_period,
    map_columns,
)
from portfolio_desktop.gui.pages.imports.words_panel import WordsPanel
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, ROW, current_theme
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip

_ROOMY = 1_000  # logical pixels
_WIDE, _NARROW = (248, 190, 228, 176), (160, 160, 180, 140)
_COLUMN, _SAMPLES, _FIELD, _WAY, _FIT = range(5)


class ColumnsStep(Step[Session]):
    """Every change is read again on a thread; the table follows."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("Say where the columns go"),
            _(
                "The guess is only a first offer. What has no place or is left out is not lost: you can save it afterwards."
            ),
            parent=parent,
        )
        self._session: Session | None = None
        self._register, self._named = ListBox(), ListBox()
        for box in (self._register, self._named):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._register.setAccessibleName(_("Into"))
        self._named.setAccessibleName(_("Mapping"))
        self._period = PeriodRow(desk)
        top = QHBoxLayout()
        top.setSpacing(GAP_SMALL)
        for widget in (
            Label(_("Into"), ink="muted"),
            self._register,
            Label(_("Mapping"), ink="muted"),
            self._named,
        ):
            top.addWidget(widget)
        top.addSpacing(GAP)
        top.addWidget(self._period)
        top.addStretch(1)
        self._why = Label(ink="muted", wrap=True)
        self._questions = Questions()
        self._questions.wanted.connect(self._lead_to)
        self._table = _columns_table()
        self._table.currentCellChanged.connect(lambda row, _column, _old, _was: self._show_words(row))
        self._words = WordsPanel()
        self._words.meant.connect(self._mean)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._table, 1)
        row.addWidget(self._words)
        self.column.addLayout(top)
        self.column.addWidget(self._period.about)
        self.column.addWidget(self._why)
        self.column.addWidget(self._questions)
        self.column.addLayout(row, 1)
        self._register.activated.connect(lambda _place: self._guess(str(self._register.currentData())))
        self._named.activated.connect(self._take_named)

    @property
    def ready(self) -> bool:
        mapped = self._session.mapped if self._session else None
        return mapped is not None and bool(mapped.mapping.assignments) and not self._questions.of_amounts

    @property
    def heard(self) -> str:
        return ". ".join(filter(None, (super().heard, self._questions.heard)))

    def enter(self, session: Session) -> None:
        self._session = session
        with QSignalBlocker(self._register):
            self._register.clear()
            for entity in registers(self._desk.catalogue):
                self._register.addItem(_(entity.plural), entity.name)
        if session.mapped is None:
            self._questions.forget()
            with QSignalBlocker(self._table):
                self._table.setRowCount(0)  # the column in hand was another table's
            session.as_of = likely_period(session, self._desk.today)
            self._guess(session.register)
        else:
            self._show(session.mapped)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Every column is in sight beside the words of one; they have their place, so that nothing moves when they come."""
        widths = _WIDE if self.width() - self._words.width() >= _ROOMY else _NARROW
        for place, width in zip((_COLUMN, _FIELD, _WAY, _FIT), widths, strict=True):
            self._table.setColumnWidth(place, width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._session is not None and self._session.mapped:
            self._fill(self._session.mapped)  # the inks of its cells were those of the theme before

    def _guess(self, entity: str) -> None:
        session, catalogue = self._session, self._desk.catalogue
        if session is None or session.laid is None:
            return
        table = session.laid.table

        def job(office: object) -> Mapped:
            chosen = catalogue.entity(entity) if entity else likely_entity(session, catalogue)
            fitting = tuple(offered(office, table))  # type: ignore[arg-type]
            best = next((each for each in fitting if not entity and each.mapping.entity == chosen.name), None)
            mapping = best.mapping if best else first_mapping(session, catalogue, chosen)
            elsewhere = not entity and chosen.name != session.wanted
            return map_columns(table, catalogue, mapping, fitting, session.wanted if elsewhere else "")

        self.instead(self._desk.read(job, self._show, owner=self))

    def _remap(self, mapping: ColumnMapping) -> None:
        session, catalogue = self._session, self._desk.catalogue
        if session is None or session.laid is None or session.mapped is None:
            return
        table, mapped = session.laid.table, session.mapped
        came_from = mapped.instead_of if mapping.entity == mapped.mapping.entity else ""
        self.instead(
            self._desk.jobs.free(
                lambda _progress: map_columns(table, catalogue, mapping, mapped.offered, came_from),
                owner=self,
                done=self._show,
            )
        )

    def _show(self, mapped: Mapped) -> None:
        session = self._session
        if session is None or session.laid is None:
            return
        if session.mapped is not mapped:
            session.mapped, session.plan = mapped, None
        with QSignalBlocker(self._register):
            self._register.setCurrentIndex(self._register.findData(mapped.mapping.entity))
        self._show_named(mapped)
        if any(each.mapping == mapped.mapping for each in mapped.offered):
            for known in mapped.mapping.assignments:
                self._questions.settle(known.column)  # it was answered when it was remembered
        self._period.show_session(session, projects=mapped.mapping.entity == "project")
        self._why.setText(_why(mapped, self._desk.catalogue))
        self._why.setVisible(bool(self._why.text()))
        self._fill(mapped)
        self.changed.emit()

    def _ask(self) -> None:
        """All that is open; that of the column in hand in full. What is below stays where it is meanwhile."""
        here, _reviewed = _line_at(self._table, self._table.currentRow())
        lines = [_line_at(self._table, row)[1] for row in range(self._table.rowCount())]
        unread = sum(line.fit.unreadable for line in lines if line)
        asked = (each for line in lines if line for each in line.questions)
        self._questions.show_questions(asked, here, unread)
        for row, line in enumerate(lines):
            asks = any(map(self._questions.is_open, line.questions if line else ()))
            if item := self._table.item(row, _COLUMN):
                item.setIcon(icon("circle-question-mark", "accent") if asks else _no_sign())

    def _lead_to(self, asked: Question) -> None:
        """To the column that a question is about, and to what answers it."""
        for row in range(self._table.rowCount()):
            name, reviewed = _line_at(self._table, row)
            if name == asked.column and reviewed is not None and reviewed.assignment.field == asked.field:
                self._table.setCurrentCell(row, _COLUMN)
                self._table.scrollTo(self._table.currentIndex())
                place = {About.ORDER: _WAY, About.UNIT: _WAY, About.STAGE: _FIELD}.get(asked.about)
                answer = self._words.first if place is None else self._table.cellWidget(row, place)
                if answer is not None:
                    answer.show()  # a new one would wait for its layout, and until then take no keyboard
                    answer.setFocus()
                return

    def _show_named(self, mapped: Mapped) -> None:
        with QSignalBlocker(self._named):
            self._named.clear()
            self._named.addItem(_("As guessed"), None)
            for each in mapped.offered:
                self._named.addItem(each.title, each)
            current = next((each for each in mapped.offered if each.mapping == mapped.mapping), None)
            self._named.setCurrentIndex(1 + mapped.offered.index(current) if current else 0)
            self._named.setEnabled(bool(mapped.offered))

    def _fill(self, mapped: Mapped) -> None:
        session = self._session
        assert session is not None
        assert session.laid is not None
        by_column: dict[str, list[Reviewed | None]] = {
            column.name: [] for column in session.laid.table.columns
        }
        for each in mapped.reviewed:
            by_column[each.column.name].append(each)
        lines = [(name, each) for name, found in by_column.items() for each in (found or [None])]
        current, above = self._table.currentRow(), self._table.verticalScrollBar().value()
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(lines))
            columns = {column.name: column for column in session.laid.table.columns}
            for line, (name, reviewed) in enumerate(lines):
                self._line(line, columns[name], reviewed, mapped)
        self._table.verticalScrollBar().setValue(above)
        asking = (line for line, (_name, each) in enumerate(lines) if each is not None and each.questions)
        wanted = current if 0 <= current < len(lines) else next(asking, 0)
        self._table.setCurrentCell(wanted, _COLUMN)
        self._show_words(wanted)

    def _is_looked_up(self, reviewed: Reviewed | None, mapped: Mapped) -> bool:
        """Whether its cells name records that must be there: which of them are is known only to the preview."""
        if reviewed is None or reviewed.assignment.create:
            return False
        entity, field = self._entity(mapped.mapping), reviewed.assignment.field
        return (
            entity.has(field) and entity.field(field).kind is Kind.LINK
        )  # a field of their own is not there yet

    def _line(self, line: int, found: Column, reviewed: Reviewed | None, mapped: Mapped) -> None:
        theme, name, samples = current_theme(), found.name, found.samples
        column = QTableWidgetItem(name)
        column.setToolTip(name)
        column.setData(Qt.ItemDataRole.UserRole, reviewed)
        seen = QTableWidgetItem("  ·  ".join(samples))
        seen.setToolTip("\n".join(samples))
        seen.setForeground(QColor(theme.muted))
        private = subject_of(mapped.mapping.entity, name)
        entity = self._entity(mapped.mapping)
        beside = _added_up(mapped.mapping, entity, name)
        fit = _fit_item(entity, found, reviewed, self._is_looked_up(reviewed, mapped), beside)
        asks = bool(reviewed.questions or reviewed.fit.unreadable) if reviewed else False
        fit.setForeground(QColor(theme.accent if asks else theme.muted))
        for place, item in ((_COLUMN, column), (_SAMPLES, seen), (_FIT, fit)):
            self._table.setItem(line, place, item)
        box = self._field_box(name, reviewed, mapped.mapping)
        if private:
            box.setCurrentIndex(box.findData(OUT))
            box.setEnabled(False)
        self._table.setCellWidget(line, _FIELD, box)
        way = self._way_box(reviewed, mapped.mapping)
        if way is None:
            self._table.removeCellWidget(line, _WAY)
        else:
            self._table.setCellWidget(line, _WAY, way)

    def _field_box(self, column: str, reviewed: Reviewed | None, mapping: ColumnMapping) -> QComboBox:
        field = reviewed.assignment.field if reviewed else NOWHERE
        chosen = field or (OUT if column in mapping.left_out else NOWHERE)
        box = GoesTo(column, self._entity(mapping), mapping.new_fields, chosen)
        box.activated.connect(lambda _place: self._send(column, field, str(box.currentData())))
        return box

    def _way_box(self, reviewed: Reviewed | None, mapping: ColumnMapping) -> QComboBox | None:
        if reviewed is None:
            return None
        field = self._field(reviewed.assignment.field, mapping)
        offers = ways(field)
        if not offers:
            return None
        box = ListBox()
        box.setProperty("flat", True)
        box.setAccessibleName(_("How “{column}” is read").format(column=reviewed.column.name))
        for key, words in offers:
            box.addItem(words, key)
        box.currentTextChanged.connect(box.setToolTip)  # the column may be narrower than its words
        box.setCurrentIndex(max(0, box.findData(way_of(reviewed.assignment, field))))
        box.setToolTip(box.currentText())
        box.activated.connect(partial(self._read_in, reviewed, field, box))
        return box

    def _field(self, name: str, mapping: ColumnMapping) -> Field:
        new = next((field for field in mapping.new_fields if field.name == name), None)
        return new or self._entity(mapping).field(name)

    def _entity(self, mapping: ColumnMapping) -> Entity:
        return importable(self._desk.catalogue.entity(mapping.entity))

    def _send(self, column: str, old: str, to: str) -> None:
        session = self._session
        if session is None or session.mapped is None or session.laid is None or to == (old or NOWHERE):
            return
        mapping, table = session.mapped.mapping, session.laid.table
        bare = mapping.without(column, old) if old else mapping
        if to == OUT:
            bare = bare.leaving_out([column])
        elif to == OWN:
            bare = keep_as_own(table, bare, self._desk.catalogue, [column])
        elif to:
            bare = bare.with_assignment(assign(table, column, self._field(to, mapping)))
        self._remap(bare)

    def _read_in(self, reviewed: Reviewed, field: Field, box: QComboBox, _place: int) -> None:
        if self._session is not None and self._session.mapped is not None:
            self._questions.settle(reviewed.column.name)
            changed = read_in(reviewed.assignment, field, str(box.currentData()))
            self._remap(self._session.mapped.mapping.with_assignment(changed))

    def _show_words(self, row: int) -> None:
        _name, reviewed = _line_at(self._table, row)
        if reviewed is None or not reviewed.words or self._session is None or self._session.mapped is None:
            self._words.hide()
        else:
            mapping, catalogue = self._session.mapped.mapping, self._desk.catalogue
            field = self._field(reviewed.assignment.field, mapping)
            codes = {
                use.word: meanings(catalogue, mapping, field, reviewed.assignment, use.word)
                for use in reviewed.words
            }
            self._words.show_words(reviewed.column.name, reviewed.words, codes)
        self._share_room()
        if self._session is not None and self._session.mapped is not None:
            self._ask()

    def _mean(self, word: str, code: str) -> None:
        _name, reviewed = _line_at(self._table, self._table.currentRow())
        if reviewed is not None and code and self._session is not None and self._session.mapped is not None:
            mapping, assignment = self._session.mapped.mapping, reviewed.assignment
            field = self._field(assignment.field, mapping)
            if field.kind is Kind.DATE and spans_named(word) and self._session.laid is not None:
                table = self._session.laid.table
                self._remap(with_day(table, mapping, self._desk.catalogue, assignment, word, code))
            else:
                self._remap(mapping.with_assignment(meant(assignment, field, word, code)))

    def _take_named(self, _place: int) -> None:
        named: Remembered | None = self._named.currentData()
        if named is not None:
            self._remap(named.mapping)
        else:
            self._guess(str(self._register.currentData()))


def _line_at(table: QTableWidget, row: int) -> tuple[str, Reviewed | None]:
    """The column that a line is about, and how it reads."""
    item = table.item(row, _COLUMN)
    return (item.text(), item.data(Qt.ItemDataRole.UserRole)) if item is not None else ("", None)


@cache
def _no_sign() -> QIcon:
    """Room for the sign of a question, where there is none."""
    room = QPixmap(16, 16)
    room.fill(Qt.GlobalColor.transparent)
    return QIcon(room)


def _columns_table() -> QTableWidget:
    table = QTableWidget(0, 5)
    table.setAccessibleName(_("Columns"))
    table.setHorizontalHeaderLabels([_("Column"), _("Samples"), _("Goes to"), _("Read as"), _("Result")])
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW + 6)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(64)
    header.setSectionResizeMode(_SAMPLES, QHeaderView.ResizeMode.Stretch)
    return table


def _why(mapped: Mapped, catalogue: Catalogue) -> str:
    """Why the records do not go where the person came from."""
    if not mapped.instead_of:
        return ""
    into, other = (_(catalogue.entity(name).plural) for name in (mapped.mapping.entity, mapped.instead_of))
    return _("You came from {other}, but the headings are those of {into}.").format(other=other, into=into)


def _added_up(mapping: ColumnMapping, entity: Entity, column: str) -> str:
    """The other columns whose amounts go into the same field as this one's."""
    fields = [each.field for each in mapping.of_column(column) if entity.has(each.field)]
    money = [name for name in fields if entity.field(name).kind is Kind.MONEY]
    others = (each.column for name in money for each in mapping.of_field(name) if each.column != column)
    return ", ".join(dict.fromkeys(others))


def _fit_item(
    entity: Entity, column: Column, reviewed: Reviewed | None, looked_up: bool, beside: str
) -> QTableWidgetItem:
    """How the cells of a column read; or why it has no field of its own. `beside` are the columns that it is added up with."""
    follows = worked_out(entity, column) if reviewed is None else None
    if about := left_out(entity.name, [column.name]):
        item, more = QTableWidgetItem(_("Not kept here")), " ".join(map(str, about))
    elif reviewed is None and (why := kept_by_acts(entity, column)):
        item, more = QTableWidgetItem(_("Kept by reviews here")), why
    elif follows:
        item = QTableWidgetItem(_("Worked out here"))
        more = f"{_(follows.help)} {_('To have these figures beside it, keep them as a field of your own.')}"
    else:
        words = _fit_words(reviewed, looked_up)
        added = _("added to {columns}").format(columns=beside) if beside else ""
        item = QTableWidgetItem(", ".join(filter(None, (added, words))))
        more = _fit_in_full(item.text(), reviewed)  # the column may be narrower than its words
    item.setToolTip(safe_tooltip(more))
    return item


def _fit_words(reviewed: Reviewed | None, looked_up: bool) -> str:
    if reviewed is None:
        return ""
    fit, parts = reviewed.fit, []
    read = _("{count} looked up in the preview") if looked_up else _("{count} read")
    parts.append(read.format(count=f"{fit.values:,}"))
    if fit.unknown:
        parts.append(_("{count} not known").format(count=f"{fit.unknown:,}"))
    if fit.unreadable:  # what is to be seen to is never cut off
        parts.insert(0, _("{count} not readable").format(count=f"{fit.unreadable:,}"))
    return ", ".join(parts)


def _fit_in_full(words: str, reviewed: Reviewed | None) -> str:
    """The result, with the cells that cannot be read and their reasons."""
    unread = reviewed.unread if reviewed else ()
    said = (f"“{shorten(each.text, 60)}”: {each.reason}" for each in unread)
    return "\n".join((words, *said))

# SPDX-License-Identifier: Apache-2.0
"""The editor of a link: type a few letters of a name or code, choose from what is found."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import LONGEST, one_line, shorten, visible_bidi
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Record, Value
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Op, Sort, Test
from portfolio_desktop.exchange.typed import MAKEABLE
from portfolio_desktop.gui.access.announcing import announce, say_where
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.entry import Entry, Given, Typed, typing_text
from portfolio_desktop.gui.form.line import show_from_start
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.widgets.paint import mark_problem
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Written

_PAUSE_MS = 120
_SHOWN = 30
_WIDEST = 560  # pixels of the list of names
_BESIDE = 32  # of its edges and its scroll bar
PROJECT = "project_id"


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may be linked to."""

    id: Id
    title: str
    code: str
    of: str = ""
    """The project that it is part of, where that is not the one at hand."""

    @property
    def words(self) -> str:
        title = shorten(visible_bidi(self.title), 80)
        named = f"{title}  ({shorten(self.code, 20)})" if self.code else title
        return f"{named} · {shorten(visible_bidi(self.of), 40)}" if self.of else named


def find_records(office: Office, entity: Entity, text: str, project: Id | None = None) -> list[Found]:
    """The first records whose title or code contains `text`, by title.

    Of what is part of a project, those of `project` come first, then those of each other, which is named with them.
    """
    code = entity.code
    names = [entity.title, *([code.name] if code else [])]
    where: Filter = AnyOf(tuple(Test(name, Op.CONTAINS, text) for name in names)) if text else EVERYTHING
    parts: tuple[Filter, ...] = (where,)
    if project is not None and _is_part(entity):
        parts = tuple(All((where, Test(PROJECT, op, project))) for op in (Op.IS, Op.IS_NOT))
    with office.reading() as reader:
        rows = [row for part in parts for row in reader.rows(entity, part, (Sort(entity.title),))[:_SHOWN]]
        records = list(reader.page(entity, rows[:_SHOWN]))
        others = {id for record in records if (id := _project_of(entity, record)) is not None} - {project}
        of = reader.titles(reader.catalogue.entity("project"), others)
        found = [
            Found(
                record.id,
                str(record[entity.title] or ""),
                str(record[code.name] or "") if code else "",
                of.get(_project_of(entity, record) or Id(""), ""),
            )
            for record in records
        ]
    return sorted(found, key=lambda one: one.of.casefold())


def _project_of(entity: Entity, record: Record) -> Id | None:
    found = record[PROJECT] if _is_part(entity) else None
    return Id(found) if isinstance(found, str) else None


def _is_part(entity: Entity) -> bool:
    return any(field.name == PROJECT for field in entity.fields)


class LinkEditor(QLineEdit):
    """A record by its name. Words that were not chosen from the list are looked up when they are committed."""

    committed = Signal()

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._field = field
        self._target = desk.catalogue.entity(field.target)
        self._found: list[Found] = []
        self._kept: Value = None
        self._kept_words = ""
        self._chosen: Found | None = None
        self._project: Id | None = None
        self.setObjectName(field.name)
        self.setAccessibleName(_(field.label))
        self.setPlaceholderText(_("Type to find"))
        self.setMaxLength(LONGEST)
        self._list = QStringListModel(self)
        completer = QCompleter(self._list, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        completer.setWidget(self)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._completer = completer
        if (popup := completer.popup()) is not None:
            say_where(self, popup)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._finished)
        find = QAction(icon("chevron-down", "muted"), _("Show all (Alt+Down)"), self)
        find.triggered.connect(self.show_all)
        self.addAction(find, QLineEdit.ActionPosition.TrailingPosition)

    def show_value(self, value: Value, words: str = "") -> None:
        """`words` is the title of the record that is linked."""
        self._kept, self._chosen = value, None
        self._kept_words = typing_text(self._field, value) if isinstance(value, Unknown) else words
        show_from_start(self, self._kept_words)
        self._kept_words = self.text()

    def stand_in(self, project: Value) -> None:
        """Offer what is part of this project before what is part of others."""
        self._project = Id(project) if isinstance(project, str) else None

    def entry(self) -> Entry:
        if self._chosen is not None:
            return Given(self._chosen.id, self._chosen.title)
        if not self.touched:
            return Given(self._kept, self._kept_words)
        return Typed(self.text())

    @property
    def touched(self) -> bool:
        return self._chosen is not None or self.text() != self._kept_words

    def restore(self, text: str) -> None:
        self._chosen = None
        self.setText(text)
        self.selectAll()

    def set_problem(self, sentence: str) -> None:
        mark_problem(self, sentence)

    def show_all(self) -> None:
        """List what can be linked to, from the first."""
        self.setFocus()
        self.selectAll()
        self._search("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._listing:
            self._search("" if not self.touched else self.text())
        elif event.key() == Qt.Key.Key_Escape and self.touched:
            self.show_value(self._kept, self._kept_words)
        else:
            super().keyPressEvent(event)

    @property
    def _listing(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _edited(self, _text: str) -> None:
        self._chosen = None
        self._pause.start()

    def _look(self) -> None:
        is_open = self._desk.workspace is not None  # it may have been closed within the pause
        if is_open and self.hasFocus() and not self.text().startswith("?"):
            self._search(self.text().strip())

    def _search(self, text: str) -> None:
        target, project = self._target, self._project
        self._desk.read(lambda office: find_records(office, target, text, project), self._offer, owner=self)

    def _offer(self, found: list[Found]) -> None:
        self._found = found
        lines = [one.words for one in found]
        if self._may_add():
            lines.append(
                _("Add “{name}” to {register}").format(name=self._typed, register=_(self._target.plural))
            )
        self._list.setStringList(lines)
        popup = self._completer.popup()
        if lines and self.hasFocus():
            self._completer.complete(QRect(0, 0, self._room_for_names(), self.height()))
        elif popup is not None:
            popup.hide()
            self._say_no_match()

    def _say_no_match(self) -> None:
        """Who sees the list go knows it; who hears would wait for one."""
        if self.hasFocus() and self._typed:
            words = _("Nothing like “{name}” among {register}")
            announce(self, words.format(name=self._typed, register=_(self._target.plural)))

    def _room_for_names(self) -> int:
        """How wide the list is: no narrower than the field, and no wider than its longest name or what is bearable."""
        popup = self._completer.popup()
        assert popup is not None
        popup.ensurePolished()  # or else its first lines are measured without their margins
        return max(self.width(), min(popup.sizeHintForColumn(0) + _BESIDE, _WIDEST))

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self._chosen = self._found[index.row()]
            show_from_start(self, self._chosen.title)
            self.committed.emit()
        else:
            self._add()

    @property
    def _typed(self) -> str:
        return one_line(self.text())

    def _may_add(self) -> bool:
        """Whether what was typed may be the name of a record that is still to be made."""
        name = self._typed.casefold()
        known = any(name == one.title.casefold() for one in self._found)
        return bool(
            self._target.name in MAKEABLE
            and not self._desk.read_only
            and self.touched
            and len(name) > 1
            and not known
        )

    def _add(self) -> None:
        target, name = self._target, self._typed

        def made(written: Written | None) -> None:
            if written is not None:
                (self._chosen,) = (
                    Found(id, name, "") for entity, id in written.touched if entity == target.name
                )
                show_from_start(self, name)
                self._desk.notify(written.label, undo=True)
                self.committed.emit()

        self._desk.write(
            lambda office: records.create(office, target.name, {target.title: name}),
            made,
            owner=self,
            failed=lambda error: self.set_problem(str(error)),
        )

    def _finished(self) -> None:
        if self.touched and not self._listing:
            self.committed.emit()

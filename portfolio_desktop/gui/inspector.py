# SPDX-License-Identifier: Apache-2.0
"""The pane that follows the selection: the record's form, what is linked to it, and its history."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.access.panes import SECTION
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.linked import Linked
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services import history
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import called
from portfolio_desktop.storage.changes import Written

if TYPE_CHECKING:
    from portfolio_desktop.gui.form.record_form import RecordForm

_WIDTH = 380


class Inspector(QWidget):
    """One record at a time. Give it what is selected; it follows changes by itself."""

    open_requested = Signal(str, str)
    """Entity and id of a linked record."""
    register_requested = Signal(str, object, str)
    """Entity, filter and title of linked records to be shown as a register."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[str, Id] | None = None
        self._form: RecordForm | None = None
        self._kind = ElidedLabel(ink="muted", step=-0.5)
        self._title = Label("", step=2, bold=True, wrap=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._left_out = Label(
            _("Not among what the filter of the register shows."), ink="muted", step=-0.5, wrap=True
        )
        self._left_out.hide()
        self._icon_place = QHBoxLayout()
        self._tabs = SegmentedControl(
            _("What to show of the record"),
            (("details", _("Details")), ("links", _("Links")), ("history", _("History"))),
        )
        self._tabs.setObjectName(SECTION)
        self._tabs.changed.connect(self._show_tab)
        self._pages = {name: _Scroll(name) for name in ("details", "links", "history")}
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._nothing = EmptyPlace(
            "mouse-pointer-click", _("Nothing selected"), _("Select a record to see it here.")
        )
        self._filled = QWidget()
        self._lay_out()
        self.setMinimumWidth(300)
        desk.written.connect(self._written)
        desk.closed.connect(self.show_nothing)
        desk.catalogue_changed.connect(self._rebuild)
        self.show_nothing()

    def show_record(self, entity: str, id: str) -> None:
        """Show a record; an empty id shows nothing."""
        if not id:
            self.show_nothing()
            return
        before = self._shown
        self._shown = (entity, Id(id))
        self._left_out.setVisible(before == self._shown and not self._left_out.isHidden())
        if before is None or before[0] != entity or self._form is None:
            self._make_form(entity)
        assert self._form is not None
        self._outer.setCurrentWidget(self._filled)
        self._form.load(Id(id))
        if before != self._shown:
            self._show_tab(self._tabs.current)

    def say_left_out(self, entity: str, id: str, out: bool) -> None:
        """Say that the register shows the record no more, where it does not: it stays here, for it may be at work on."""
        if self._shown == (entity, id):
            self._left_out.setVisible(out)

    def show_nothing(self) -> None:
        """Show that nothing is selected; no word of what was is left behind."""
        self._shown = None
        self._let_go()
        for page in self._pages.values():
            page.put(QWidget())
        self._title.setText("")
        self._kind.set_text("")
        self._outer.setCurrentWidget(self._nothing)

    def _let_go(self) -> None:
        """Leave the form: what stands unfinished in it is written, as where the keyboard leaves a field."""
        form, self._form = self._form, None
        if form is not None:
            form.commit_open()

    def _make_form(self, entity: str) -> None:
        from portfolio_desktop.gui.form.record_form import (
            RecordForm,
        )  # much to import, and Home shows no form

        self._let_go()
        definition = self._desk.catalogue.entity(entity)
        self._form = RecordForm(self._desk, entity)
        self._form.open_requested.connect(self.open_requested)
        self._form.shown.connect(self._show_head)
        self._pages["details"].put(self._form)
        while self._icon_place.count():
            item = self._icon_place.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self._icon_place.addWidget(IconPicture(definition.icon, 16, "muted"))

    def _show_head(self, record: Record | None) -> None:
        if record is None or self._shown is None or record.id != self._shown[1]:
            if record is None:
                self.show_nothing()
            return
        entity = self._desk.catalogue.entity(self._shown[0])
        code = str(record[entity.code.name] or "") if entity.code else ""
        self._say_kind(entity, code)
        if code:
            name, id = entity.name, record.id
            self._desk.read(
                lambda office: _formerly(office, name, id),
                lambda former: self._say_kind(entity, called(code, former)),
                owner=self,
            )
        self._title.setText(
            shorten(visible_bidi(str(record[entity.title] or "")), 160) or _("Without a name")
        )

    def _say_kind(self, entity: Entity, code: str) -> None:
        self._kind.set_text("  ".join(part for part in (_(entity.label), code) if part))

    def _show_tab(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        if self._shown is None or name == "details":
            return
        entity, id = self._shown
        if name == "links":
            linked = Linked(self._desk, entity, id, self._title.text())
            linked.open_requested.connect(self.open_requested)
            linked.register_requested.connect(self.register_requested)
            self._put("links", linked)
        else:
            self._desk.read(lambda office: _past(office, id), self._show_history, owner=self)

    def _show_history(self, found: tuple[Sequence[history.Entry], Mapping[str, str]]) -> None:
        from portfolio_desktop.gui.looking_back import SideBySide, step_row  # not for the first window

        entries, laptops = found

        def compare(entry: history.Entry) -> None:
            SideBySide(self._desk, entry, laptops, self.window()).open()

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        before = ""
        for entry in entries:
            day = format_date(entry.when)
            if day != before:
                column.addWidget(SectionHeader(day))
                before = day
            column.addWidget(step_row(entry, laptops, compare))
        if not entries:
            column.addWidget(Label(_("Nothing is known of its past."), ink="muted"))
        column.addStretch(1)
        self._put("history", content)

    def _put(self, name: str, content: QWidget) -> None:
        """Show `content` in place of what was there; a keyboard in it comes above, and not to the top of the window."""
        at = self.window().focusWidget()
        if at is not None and self._pages[name].isAncestorOf(at):
            self._tabs.take_keyboard()
        self._pages[name].put(content)

    def _written(self, written: Written) -> None:
        if self._shown is not None and self._tabs.current != "details":
            self._show_tab(self._tabs.current)

    def _rebuild(self) -> None:
        if self._shown is not None:
            entity, id = self._shown
            unfinished = self._form.unfinished() if self._form is not None else []
            self._form = None  # which goes on in the new one: nobody has left it
            self._make_form(entity)
            assert self._form is not None
            self._form.take_over(id, unfinished)
            self.show_record(entity, id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(self._icon_place)
        head.addWidget(self._kind, 1)
        tabs = QHBoxLayout()
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP_SMALL)
        upper = QVBoxLayout()
        upper.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_TINY)
        upper.setSpacing(GAP_SMALL)
        upper.addLayout(head)
        upper.addWidget(self._title)
        upper.addWidget(self._left_out)
        upper.addLayout(tabs)
        column.addLayout(upper)
        column.addWidget(self._stack, 1)
        self._outer = QStackedWidget()
        self._outer.addWidget(self._nothing)
        self._outer.addWidget(self._filled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._outer)
        self.resize(_WIDTH, 700)


class _Scroll(QScrollArea):
    """A page of the inspector: as wide as the pane, as high as it needs."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def put(self, content: QWidget) -> None:
        """Show `content` in place of what was there."""
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(GAP_LARGE, GAP_SMALL, GAP_LARGE, GAP_LARGE)
        column.addWidget(content)
        self.setWidget(frame)


def _past(office: Office, id: Id) -> tuple[Sequence[history.Entry], Mapping[str, str]]:
    """What was done to a record, and what the laptops are called on which it was."""
    from portfolio_desktop.sharing.names import laptop_names

    return history.of_record(office, id), laptop_names(office)


def _formerly(office: Office, entity: str, id: Id) -> str | None:
    """The code that a record had before another kept it."""
    with office.reading() as reader:
        return reader.former_codes(entity).get(id)

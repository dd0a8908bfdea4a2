# SPDX-License-Identifier: Apache-2.0
"""What refers to a record, by register, each a click away; and how another one comes to refer to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record
from portfolio_desktop.catalogue.filters import Filter, Op, Sort, Test
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.access.panes import SECTION
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.theme import GAP_LARGE
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.words import link_titles, words

_LISTED = 8
_IN_ONE_MENU = 12


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The records of one register that hold a link to a record through one field."""

    entity: Entity
    field: Field
    where: Filter
    count: int
    first: tuple["LinkLine", ...]
    """The first few."""


class LinkLine(NamedTuple):
    """One record that holds a link."""

    id: Id
    code: str
    title: str
    ends: tuple[tuple[str, Id, str], ...]
    """Entity, id and title of what else is tied by a record that has no code: whoever follows a tie looks for its other end."""


def linked_here(office: Office, entity: str, id: Id) -> list[LinkGroup]:
    """Everything that links to a record, by register and field."""
    found: list[LinkGroup] = []
    with office.reading() as reader:
        for holder, field in reader.catalogue.holders(entity):
            where = Test(field.name, Op.IS, id)
            rows = reader.rows(holder, where, (Sort(holder.title),))
            if rows:
                records = reader.page(holder, rows[:_LISTED])
                titles = link_titles(reader, holder, records)
                first = tuple(_line_of(reader, holder, field, record, titles) for record in records)
                found.append(LinkGroup(holder, field, where, len(rows), first))
    return found


def _line_of(
    reader: Reader, holder: Entity, link: Field, record: Record, titles: Mapping[Id, str]
) -> LinkLine:
    if holder.code:
        title = str(record[holder.title] or "")
        return LinkLine(record.id, str(record[holder.code.name] or ""), title, ())
    others = (field for field in holder.columns if field.kind is Kind.LINK and field is not link)
    ends = tuple(
        (field.target, Id(value), titles.get(Id(value), ""))
        for field in others
        if isinstance(value := record[field.name], str)
    )
    return LinkLine(record.id, "", _summary(reader, holder, link, record, titles), ends)


def _summary(reader: Reader, holder: Entity, link: Field, record: Record, titles: Mapping[Id, str]) -> str:
    """A record without a code in the words of its first columns, the one that leads here left out."""
    said = (
        words(reader.catalogue, field, record[field.name], titles=titles)
        for field in holder.columns
        if field is not link
    )
    return " \N{MIDDLE DOT} ".join(list(filter(None, said))[:3]) or _(holder.label)


class Linked(QWidget):
    """What refers to one record, which is called `title`."""

    open_requested = Signal(str, str)
    """Entity and id of a record that refers to it."""
    register_requested = Signal(str, object, str)
    """Entity, filter and title of such records to be shown as a register."""

    def __init__(self, desk: Desk, entity: str, id: Id, title: str) -> None:
        super().__init__()
        self._desk, self._entity, self._id, self._title = desk, entity, id, title
        self._column = _column(self)
        desk.read(lambda office: linked_here(office, entity, id), self._show, owner=self)

    def _show(self, groups: Sequence[LinkGroup]) -> None:
        offered = list(_offers(self._desk, self._entity))
        if offered and not self._desk.read_only:
            self._column.addWidget(self._adding(offered), 0, Qt.AlignmentFlag.AlignLeft)
        if not groups:
            nothing = _("Nothing else refers to this record.")
            self._column.addWidget(Label(nothing, ink="muted", wrap=True))
            announce(self, nothing)
        several = {group.entity.name for group in groups if self._fields(group.entity.name) > 1}
        for group in groups:
            self._column.addWidget(self._section(group, named=group.entity.name in several))
        self._column.addStretch(1)

    def _fields(self, holder: str) -> int:
        return sum(entity.name == holder for entity, _field in self._desk.catalogue.holders(self._entity))

    def _adding(self, offered: Sequence[tuple[str, Entity, Field]]) -> QToolButton:
        """What may be added that refers to the record; of many registers, under the headings of the navigation."""
        button = QToolButton()
        button.setIcon(icon("plus", "accent"))
        button.setText(_("Add to it"))
        button.setAccessibleName(_("Add a record that refers to this one"))
        button.setToolTip(button.accessibleName())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = Menu(button)
        under: dict[str, QMenu] = {}
        for heading, entity, field in offered:
            into: QMenu = menu
            if len(offered) > _IN_ONE_MENU:
                into = (
                    under[heading] if heading in under else under.setdefault(heading, menu.addMenu(heading))
                )
            text = _(entity.label)  # without "New" before each: its first letter leads to it
            if self._fields(entity.name) > 1:
                text = f"{text} ({_(field.label).lower()})"
            into.addAction(text.replace("&", "&&"), partial(self._add, entity, field))
        button.setMenu(menu)
        return button

    def _add(self, entity: Entity, field: Field) -> None:
        from portfolio_desktop.gui.register.popups.dialogs import NewRecordDialog  # much to import, for few

        dialog = NewRecordDialog(self._desk, entity, {field.name: self._id}, self.window())
        dialog.open()

    def _section(self, group: LinkGroup, *, named: bool) -> QWidget:
        box = QWidget()
        box.setObjectName(SECTION)
        column = _column(box)
        column.setSpacing(0)
        plural = _(group.entity.plural)
        head = SectionHeader(f"{plural} \N{MIDDLE DOT} {_(group.field.label).lower()}" if named else plural)
        head.set_count(group.count)
        every = QToolButton()
        every.setIcon(icon("table-2", "accent"))
        every.setToolTip(_("Show these {plural} as a register").format(plural=plural.lower()))
        every.setAccessibleName(every.toolTip())
        every.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        asked = partial(
            self.register_requested.emit, group.entity.name, group.where, f"{plural}: {self._title}"
        )
        every.clicked.connect(lambda: asked())
        head.add(every)
        column.addWidget(head)
        for line in group.first:
            open_it = partial(self.open_requested.emit, group.entity.name, line.id)
            row = QHBoxLayout()
            row.addWidget(_link_button(line.code, line.title, open_it), 1)
            for entity, id, title in line.ends:
                row.addWidget(_end_button(title, partial(self.open_requested.emit, entity, id)))
            column.addLayout(row)
        if group.count > len(group.first):
            more = _("{count} more").format(count=f"{group.count - len(group.first):,}")
            column.addWidget(_link_button("", more, asked))
        return box


def _offers(desk: Desk, entity: str) -> Iterator[tuple[str, Entity, Field]]:
    """The registers of the navigation whose records may refer to one of `entity`: heading, register and field."""
    holders = desk.catalogue.holders(entity)
    for group in places.groups(desk.catalogue):
        for place in group.every:
            for holder, field in holders:
                if holder.name == places.register_of(place.key) and not field.derived:
                    yield group.heading, holder, field


def _column(box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP_LARGE)
    return column


def _link_button(code: str, title: str, run: Callable[[], None]) -> QPushButton:
    said = "  ".join(part for part in (code, shorten(visible_bidi(title), 44)) if part)
    button = QPushButton(said.replace("&", "&&"))
    button.setProperty("flat", True)
    button.setProperty("line", True)
    button.setAccessibleName(" ".join(filter(None, (code, visible_bidi(title)))))
    button.clicked.connect(lambda: run())
    return button


def _end_button(title: str, run: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon("arrow-up-right", "accent"))
    said = _("Open {label}").format(label=shorten(visible_bidi(title), 80))
    button.setAccessibleName(said)
    button.setToolTip(safe_tooltip(said))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: run())
    return button

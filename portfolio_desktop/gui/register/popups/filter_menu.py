# SPDX-License-Identifier: Apache-2.0
"""The menu under a heading: sort, and narrow the register by the column's values or by a range."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import one_line, visible_bidi
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.filters import All, AnyOf, Filter, Op, Test
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.domain.rating import SCALES, Level
from portfolio_desktop.domain.toned import badge_of
from portfolio_desktop.exchange.tables import DateOrder, Reading, Unreadable, read_cell
from portfolio_desktop.gui.access.announcing import say_ticks
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.choosing import badge_icon
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, BADGE_WIDTH
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import words

_MOST_VALUES = 500
_SEARCH_FROM = 10
_LINE = 26  # height


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: a test, the words for it, and how many records it would leave."""

    test: Test
    words: str
    count: int
    badge: Level | None = None
    scale: str = ""


class FilterMenu(AsRead, QFrame):
    """A popup. `chosen` carries the filter of the column, or None for no filter; `sorted` whether descending."""

    chosen = Signal(object)
    sort_chosen = Signal(bool)

    def __init__(
        self, desk: Desk, entity: Entity, field: Field, where: Filter, now: Filter | None, parent: QWidget
    ) -> None:
        """`where` is what the rest of the view asks for; counts are within it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "surface")
        self.setAccessibleName(_("Filter by {label}").format(label=_(field.label)))
        self.setMinimumWidth(320)
        self._field = field
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        self._column.setSpacing(GAP_SMALL)
        self._add_sorts()
        self._bounds = _Bounds(field, now) if field.kind in _RANGES else None
        if self._bounds is not None:
            self._column.addWidget(self._bounds)
            self._bounds.entered.connect(self._apply)
        self._contains = self._add_contains(now) if field.kind in _WORDS else None
        self._ticked = set(_tests_in(now))
        self._list = self._add_list()
        self._add_buttons()
        desk.read(partial(_offers, entity=entity, field=field, where=where), self._fill, owner=self)

    def open_at(self, at: QPoint) -> None:
        """Show the menu with its upper left corner at `at` on the screen, or as near as it fits."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        self.move(
            max(screen.left(), min(at.x(), screen.right() - self.width())),
            max(screen.top(), min(at.y(), screen.bottom() - self.height())),
        )
        self.show()
        first = self._bounds or self._contains or self._list
        first.setFocus()

    def _add_sorts(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        quantity = self._field.kind in _RANGES
        labels = (_("Smallest first"), _("Largest first")) if quantity else (_("A to Z"), _("Z to A"))
        if self._field.kind in (Kind.DATE, Kind.MOMENT):
            labels = (_("Earliest first"), _("Latest first"))
        elif self._field.kind is Kind.RATING:
            labels = (_("Best first"), _("Worst first"))
        for descending, label in enumerate(labels):
            button = QPushButton(icon("arrow-down" if descending else "arrow-up", "accent"), label)
            button.setProperty("flat", True)
            button.clicked.connect(partial(self._sort, bool(descending)))
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def _add_contains(self, now: Filter | None) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText(_("Contains"))
        box.setAccessibleName(_("{label} contains").format(label=_(self._field.label)))
        held = [part.value for part in _parts(now) if isinstance(part, Test) and part.op is Op.CONTAINS]
        box.setText(str(held[0]) if held else "")
        box.returnPressed.connect(self._apply)
        self._column.addWidget(box)
        return box

    def _add_list(self) -> QTreeWidget:
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find in this list"))
        self._search.setAccessibleName(_("Find in this list"))
        self._search.textChanged.connect(self._narrow)
        self._search.hide()
        self._column.addWidget(self._search)
        listing = QTreeWidget()
        listing.setAccessibleName(_("Values of {label}").format(label=_(self._field.label)))
        listing.setIconSize(QSize(BADGE_WIDTH, BADGE_HEIGHT))
        listing.setColumnCount(2)
        listing.setHeaderHidden(True)
        listing.setRootIsDecorated(False)
        listing.setUniformRowHeights(True)
        listing.header().setStretchLastSection(False)
        listing.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        listing.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        listing.itemClicked.connect(self._toggle)
        say_ticks(listing)
        self._column.addWidget(listing)
        return listing

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        clear = QPushButton(_("Clear filter"))
        clear.setProperty("flat", True)
        clear.clicked.connect(lambda: self._finish(None))
        apply = QPushButton(_("Apply"))
        apply.setProperty("primary", True)
        apply.clicked.connect(self._apply)
        row.addWidget(clear)
        row.addStretch(1)
        row.addWidget(apply)
        self._column.addLayout(row)

    def _fill(self, offers: list[Offer]) -> None:
        scales = {offer.scale for offer in offers if offer.scale}
        for offer in offers:
            scale = SCALES.get(offer.scale) if len(scales) > 1 else None
            said = f"{offer.words} \N{MIDDLE DOT} {_(scale.label)}" if scale else offer.words
            line = QTreeWidgetItem([visible_bidi(one_line(said))[:80], f"{offer.count:,}"])
            line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.setSizeHint(0, QSize(0, _LINE))
            line.setData(0, Qt.ItemDataRole.UserRole, offer.test)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            held = _test_key(offer.test) in self._ticked
            line.setCheckState(0, Qt.CheckState.Checked if held else Qt.CheckState.Unchecked)
            if offer.badge is not None:
                line.setIcon(0, badge_icon(offer.badge))
            self._list.addTopLevelItem(line)
        self._search.setVisible(len(offers) > _SEARCH_FROM)
        rows = max(1, min(len(offers), 10))
        self._list.setFixedHeight(rows * _LINE + 4)
        self._list.setVisible(bool(offers))
        if offers:
            self._list.setCurrentItem(self._lines()[0])
        self.adjustSize()

    def _toggle(self, line: QTreeWidgetItem) -> None:
        # A click on the box itself has done it already; Qt tells of both in the same way, so the words toggle too.
        pressed = self._list.visualItemRect(line)
        at = self._list.viewport().mapFromGlobal(self._list.cursor().pos())
        if at.x() > pressed.left() + 24:
            checked = line.checkState(0) is Qt.CheckState.Checked
            line.setCheckState(0, Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _narrow(self, text: str) -> None:
        for line in self._lines():
            line.setHidden(text.casefold() not in line.text(0).casefold())

    def _lines(self) -> list[QTreeWidgetItem]:
        found = (self._list.topLevelItem(row) for row in range(self._list.topLevelItemCount()))
        return [line for line in found if line is not None]

    def _sort(self, descending: bool) -> None:
        self.sort_chosen.emit(descending)
        self.close()

    def _apply(self) -> None:
        ticked = [
            line.data(0, Qt.ItemDataRole.UserRole)
            for line in self._lines()
            if line.checkState(0) is Qt.CheckState.Checked
        ]
        parts: list[Filter] = []
        if self._bounds is not None:
            bounds = self._bounds.tests()
            if bounds is None:
                return
            parts += bounds
        if self._contains is not None and self._contains.text().strip():
            parts.append(Test(self._field.name, Op.CONTAINS, self._contains.text().strip()))
        if ticked:
            alike = [test.value for test in ticked if test.op is Op.IS]
            others = [test for test in ticked if test.op is not Op.IS]
            tests = [*([Test(self._field.name, Op.ANY_OF, alike)] if alike else []), *others]
            parts.append(tests[0] if len(tests) == 1 else AnyOf(tuple(tests)))
        self._finish(All(tuple(parts)) if parts else None)

    def _finish(self, chosen: Filter | None) -> None:
        self.chosen.emit(chosen)
        self.close()


class _Bounds(QWidget):
    """From and to, each of which may stay open."""

    entered = Signal()

    def __init__(self, field: Field, now: Filter | None) -> None:
        super().__init__()
        self._field = field
        self._problem = Label("", ink="danger", wrap=True)
        self._problem.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        held = {part.op: part.value for part in _parts(now) if isinstance(part, Test)}
        self._boxes: dict[Op, QLineEdit] = {}
        for row, (op, label) in enumerate(((Op.AT_LEAST, _("From")), (Op.AT_MOST, _("To")))):
            box = QLineEdit(str(held.get(op, "")))
            box.setAccessibleName(f"{_(field.label)}: {label}")
            box.setPlaceholderText(_(_RANGES[field.kind]))
            box.returnPressed.connect(self.entered)
            grid.addWidget(Label(label, ink="muted"), row, 0)
            grid.addWidget(box, row, 1)
            self._boxes[op] = box
        grid.addWidget(self._problem, 2, 0, 1, 2)
        self.setFocusProxy(self._boxes[Op.AT_LEAST])

    def tests(self) -> list[Filter] | None:
        """What the two ends ask for; None where one of them cannot be read, which is then explained."""
        found: list[Filter] = []
        for op, box in self._boxes.items():
            text = box.text().strip()
            if not text:
                continue
            if self._field.kind is Kind.DATE and text.startswith("today"):
                found.append(Test(self._field.name, op, text))
                continue
            order = DateOrder.ISO if text[:4].isdigit() else DateOrder.DMY
            value = read_cell(text, Reading(kind=self._field.kind, order=order))
            if value is None or isinstance(value, Unreadable | Unknown):
                said = (
                    value.reason
                    if isinstance(value, Unreadable)
                    else _("“{text}” is no value.").format(text=text)
                )
                self._problem.setText(said)
                self._problem.show()
                box.setFocus()
                return None
            found.append(Test(self._field.name, op, to_plain(self._field.kind, value)))
        return found


_RANGES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.INTEGER: "",
        Kind.NUMBER: "",
        Kind.PERCENT: "%",
        Kind.MONEY: _("such as 1.5m"),
        Kind.DATE: N_("dd/mm/yyyy, today, today+30"),
        Kind.MOMENT: N_("dd/mm/yyyy hh:mm"),
    }
)
_WORDS = frozenset({Kind.CODE, Kind.TEXT, Kind.NARRATIVE, Kind.ADDRESS})
_LISTED = frozenset({Kind.FLAG, Kind.CHOICE, Kind.SCALE, Kind.RATING, Kind.LINK})


def _offers(office: Office, *, entity: Entity, field: Field, where: Filter) -> list[Offer]:
    """The values of a column with their counts, in the field's own order; then what is not known, and what is empty."""
    found: list[Offer] = []
    with office.reading() as reader:
        if field.kind in _LISTED:
            groups = [group for group in reader.groups(entity, field, (), where) if group.value is not None]
            titles: Mapping[Id, str] = {}
            if field.kind is Kind.LINK:
                ids = [Id(str(group.value)) for group in groups]
                titles = reader.titles(reader.catalogue.entity(field.target), ids)
            for group in groups[:_MOST_VALUES]:
                test = Test(field.name, Op.IS, to_plain(field.kind, group.value))
                said = words(reader.catalogue, field, group.value, titles=titles)
                badge = badge_of(reader.catalogue, field, group.value)
                scale = group.value.scale if isinstance(group.value, Rating) else ""
                found.append(Offer(test, said, group.count, badge, scale))
        states: list[tuple[Op, Callable[[], str]]] = [(Op.EMPTY, lambda: _("Empty"))]
        if field.may_be_unknown:
            states.insert(0, (Op.UNKNOWN, lambda: _("Not known, with a reason")))
        for op, label in states:
            test = Test(field.name, op)
            count = reader.count(entity, All((where, test)))
            if count:
                found.append(Offer(test, label(), count))
    return found


def _parts(now: Filter | None) -> tuple[Filter, ...]:
    return now.parts if isinstance(now, All) else (now,) if now is not None else ()


def _tests_in(now: Filter | None) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for part in _parts(now):
        for test in part.parts if isinstance(part, AnyOf) else (part,):
            if isinstance(test, Test) and test.op is Op.ANY_OF:
                found += [(Op.IS, value) for value in test.value]
            elif isinstance(test, Test):
                found.append(_test_key(test))
    return found


def _test_key(test: Test) -> tuple[str, Any]:
    return test.op, test.value

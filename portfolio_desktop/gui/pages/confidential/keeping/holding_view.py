# SPDX-License-Identifier: Apache-2.0
"""What is held on one person, record by record: looked through, given to them, or erased."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.pages.confidential.keeping.erasing import ask_to_erase
from portfolio_desktop.gui.pages.confidential.keeping.giving import ask_to_give
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import one_line, safe_tooltip
from portfolio_desktop.services.people.custody.holding import (
    HeldKind,
    HeldLine,
    Holding,
    Where,
    given_before,
    holding,
    people_of,
)
from portfolio_desktop.services.people.keeping import erase_person, erase_records
from portfolio_desktop.services.people.papers.subject_access import REASONS, Choice, Reason
from portfolio_desktop.services.people.people_file import PeopleFile

_LINE, _TITLE, _FEW = Qt.ItemDataRole.UserRole, 120, 12
_DAY, _NAMES, _COPY, _HEIGHT = 118, 190, 260, 28
_HEADS = (N_("Record"), N_("Date"), N_("Names others"), N_("In a copy for them"))
_HINT = N_(
    "Look at what names others before you give it. Choose records to leave them out for a reason, or to erase them; what is "
    "part of them goes with them."
)


class HoldingView(QWidget):
    """Follows every write; what was decided about the copy stays while the same person is looked at."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is held on somebody"))
        self._people = people
        self._shown: Holding | None = None
        self._left_out: dict[str, Reason] = {}
        self._taken_in: set[str] = set()
        self._who = ListBox()
        self._who.setAccessibleName(_("Person"))
        self._who.setMinimumWidth(240)
        self._who.activated.connect(lambda _index: self._change())
        self._heading, self._under = (
            Label("", step=5, bold=True, wrap=True),
            Label("", ink="muted", wrap=True),
        )
        self.tree = _tree()
        self.tree.itemSelectionChanged.connect(self._follow)
        self._leave, self._take, self._erase = (
            QPushButton(_("Leave out")),
            QPushButton(_("Give it")),
            QPushButton(_("Erase what is chosen…")),
        )
        self._give, self._erase_all = QPushButton(_("Make a copy…")), QPushButton(_("Erase all of it…"))
        self._give.setProperty("primary", True)
        menu = Menu(self._leave)
        for reason, why in REASONS.items():
            menu.addAction(_(why).capitalize(), partial(self._leave_out, reason))
        self._leave.setMenu(menu)
        self._take.clicked.connect(self._take_in)
        self._erase.clicked.connect(self._erase_chosen)
        self._give.clicked.connect(self._copy)
        self._erase_all.clicked.connect(self._erase_person)
        self._lay_out()
        Fresh(self, people, self.load)

    def load(self) -> None:
        """Read who there is, and what is held on whoever is chosen."""
        self._people.people(people_of, self._offer, owner=self)

    def choose(self, person: Id) -> None:
        """Look at somebody."""
        self._who.setCurrentIndex(self._who.findData(person))
        self._change()

    def _offer(self, found: list[tuple[Id, str]]) -> None:
        now = self._who.currentData()
        self._who.clear()
        self._who.addItem(_("Choose a person…"), None)
        for id, name in found:
            self._who.addItem(name, id)
        self._who.setCurrentIndex(max(0, self._who.findData(now)))
        self._read()

    def _change(self) -> None:
        self._left_out, self._taken_in = {}, set()
        self._read()

    def _read(self) -> None:
        person = self._who.currentData()
        if person is None:
            self._show(None, [])
            return

        def read(file: PeopleFile) -> tuple[Holding, list[str]]:
            return holding(file, Id(person)), [format_date(on) for on in given_before(file, Id(person))]

        self._people.people(read, lambda found: self._show(*found), owner=self)

    def _show(self, found: Holding | None, given: list[str]) -> None:
        self._shown = found
        self.tree.clear()
        self._heading.setText(
            _("Held on {name}").replace("{name}", found.name) if found else _("What is held on somebody")
        )
        count = len(list(found.lines)) if found else 0
        parts = (
            [ngettext("{count} record", "{count} records", count).format(count=f"{count:,}")] if found else []
        )
        if given:
            parts.append(_("given to them on {days}").format(days=", ".join(given)))
        self._under.setText(
            " · ".join(parts) or _("Everybody may ask what is held on them. Choose who asks.")
        )
        for kind in found.kinds if found else ():
            self._add(kind)
        for button in (self._give, self._erase_all):
            button.setEnabled(found is not None)
        self._follow()

    def _add(self, kind: HeldKind) -> None:
        head = QTreeWidgetItem([f"{kind.title} ({len(kind.lines):,})", _span(kind), "", ""])
        font = self.tree.font()
        font.setBold(True)
        head.setFont(0, font)
        head.setSizeHint(0, QSize(0, _HEIGHT))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.tree.addTopLevelItem(head)
        for line in kind.lines:
            said = [shorten(one_line(line.title), _TITLE), format_date(line.on) if line.on else ""]
            item = QTreeWidgetItem([*said, ", ".join(line.others), self._in_copy(line)])
            item.setData(0, _LINE, line)
            item.setToolTip(2, safe_tooltip(", ".join(line.others)))
            item.setSizeHint(0, QSize(0, _HEIGHT))
            head.addChild(item)
        head.setExpanded(len(kind.lines) <= _FEW)

    def _in_copy(self, line: HeldLine) -> str:
        reason = self._left_out.get(line.mark)
        if reason is not None:
            return _("no: {why}").format(why=_(REASONS[reason]))
        if line.where is Where.NAMING and line.mark not in self._taken_in:
            return _("no: {why}").format(why=_(REASONS[Reason.OTHERS]))
        return _("yes")

    def _chosen(self) -> list[HeldLine]:
        found = [item.data(0, _LINE) for item in self.tree.selectedItems()]
        return [line for line in found if isinstance(line, HeldLine)]

    def _leave_out(self, reason: Reason) -> None:
        for line in self._chosen():
            self._taken_in.discard(line.mark)
            if line.where is not Where.NAMING and line.id != (self._shown.person if self._shown else None):
                self._left_out[line.mark] = reason
        self._mark()

    def _take_in(self) -> None:
        for line in self._chosen():
            self._left_out.pop(line.mark, None)
            if line.where is Where.NAMING:
                self._taken_in.add(line.mark)
        self._mark()

    def _mark(self) -> None:
        for item in self._items():
            line = item.data(0, _LINE)
            if isinstance(line, HeldLine):
                item.setText(3, self._in_copy(line))

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            for row in range(head.childCount() if head else 0):
                if head is not None and (item := head.child(row)) is not None:
                    yield item

    def _follow(self) -> None:
        chosen = self._chosen()
        for button in (self._leave, self._take):
            button.setEnabled(bool(chosen))
        self._erase.setEnabled(any(self._erasable(line) for line in chosen))

    def _erasable(self, line: HeldLine) -> bool:
        return line.where is Where.OWN and line.entity != "party"

    def _copy(self) -> None:
        if self._shown is not None:
            lines = list(self._shown.lines)
            going = [line for line in lines if self._in_copy(line) == _("yes")]
            names = sorted({name for line in going for name in line.others})
            choice = Choice(dict(self._left_out), frozenset(self._taken_in))
            ask_to_give(self._people, self, self._shown.person, self._shown.name, choice, names)

    def _erase_chosen(self) -> None:
        wanted = [(line.entity, line.id) for line in self._chosen() if self._erasable(line)]
        count = len(wanted)
        what = ngettext(
            "{count} chosen record, with all that is part of it",
            "{count} chosen records, with all that is part of them",
            count,
        )
        ask_to_erase(
            self._people,
            self,
            what.format(count=f"{count:,}"),
            lambda file, ground: erase_records(file, wanted, ground),
        )

    def _erase_person(self) -> None:
        if self._shown is None:
            return
        person, name = self._shown.person, self._shown.name
        count = sum(line.where is not Where.NAMING for line in self._shown.lines)
        what = ngettext(
            "{name}, with all that is held on them: {count} record",
            "{name}, with all that is held on them: {count} records",
            count,
        )
        ask_to_erase(
            self._people,
            self,
            what.replace("{name}", name).replace("{count}", f"{count:,}"),
            lambda file, ground: erase_person(file, person, ground),
            word=name,
        )

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._heading)
        said.addWidget(self._under)
        head = QHBoxLayout()
        head.addLayout(said, 1)
        head.addWidget(self._who, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(GAP_SMALL)
        for button in (self._leave, self._take, self._erase):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self._erase_all, self._give):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_LARGE, GAP_HUGE, GAP_LARGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(Label(_(_HINT), ink="muted", wrap=True))
        column.addWidget(framed(self.tree), 1)
        column.addLayout(foot)
        self.setFocusProxy(self._who)


def _span(kind: HeldKind) -> str:
    """The one day that they are of, or the years."""
    if kind.first is None or kind.last is None:
        return ""
    if kind.first == kind.last:
        return format_date(kind.first)
    return " – ".join(dict.fromkeys(str(on.year) for on in (kind.first, kind.last)))


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(_("Records held"))
    tree.setColumnCount(len(_HEADS))
    tree.setHeaderLabels([_(head) for head in _HEADS])
    tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    tree.setUniformRowHeights(True)
    tree.setFrameShape(QTreeWidget.Shape.NoFrame)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, width in ((1, _DAY), (2, _NAMES), (3, _COPY)):
        header.resizeSection(column, width)
    return tree

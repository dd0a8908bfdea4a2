# SPDX-License-Identifier: Apache-2.0
"""The conflict inbox: what waits for a decision by record, narrowed to a project or a person, settled one by one or many at
once."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import shown
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.pieces import Card, RowButton, allow, clear, reveal, words
from portfolio_desktop.gui.pages.sharing.choice import ALL, NONE, PAGE, Choice
from portfolio_desktop.gui.pages.sharing.disagreement import Disagreement, Laptops
from portfolio_desktop.gui.pages.sharing.previewing import preview
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.sharing.conflicts import Conflict
from portfolio_desktop.services.sharing.settling import Side

Names = Mapping[Id, str]
"""What each record that a conflict is about is called."""


class Inbox(Card):
    """All that wait. `open_requested` carries entity and id of a record."""

    open_requested = Signal(str, str)

    def __init__(
        self, desk: Desk, found: Sequence[Conflict], names: Names, laptops: Laptops, choice: Choice
    ) -> None:
        super().__init__(_("Waiting for a decision"))
        self._desk = desk
        self._found = found
        self._names = names
        self._laptops = laptops
        self._choice = choice
        self._shown: list[Disagreement] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._mine, self._theirs, self._all = QPushButton(), QPushButton(), QPushButton()
        self.header.set_count(len(found))
        if not found:
            self.say(_("Nobody disagrees: where people changed different things, both changes stand."))
            return
        choice.settle_in(found)
        if len(found) > 1:
            self._add_many()
        self.column.addLayout(self._list)
        self._draw()

    def take_keyboard(self) -> bool:
        """Put the keyboard onto the first disagreement. False where there is none."""
        if self._shown:
            self._shown[0].box.setFocus()
        return bool(self._shown)

    def _add_many(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.setContentsMargins(0, GAP_SMALL, 0, 0)
        for name, kept, options in (
            (_("Project"), "project", self._projects()),
            (_("Who said it"), "author", self._authors()),
        ):
            if len(options) > 2:
                row.addWidget(self._narrowing(name, kept, options))
        row.addStretch(1)
        self._all.clicked.connect(self._choose_all)
        self._mine.clicked.connect(lambda: self._settle(Side.MINE))
        self._theirs.clicked.connect(lambda: self._settle(Side.THEIRS))
        for button in (self._all, self._mine, self._theirs):
            row.addWidget(button)
        self.column.addLayout(row)

    def _projects(self) -> list[tuple[str, str]]:
        titles = {each.project: each.project_title for each in self._found if each.project is not None}
        named = sorted(
            ((str(id), title) for id, title in titles.items()), key=lambda pair: pair[1].casefold()
        )
        none = [(NONE, _("No project"))] if any(each.project is None for each in self._found) else []
        return [(ALL, _("All projects")), *named, *none]

    def _authors(self) -> list[tuple[str, str]]:
        names = sorted({said.author for each in self._found for said in each.said}, key=str.casefold)
        return [(ALL, _("Said by anybody")), *((name, name) for name in names)]

    def _narrowing(self, name: str, kept: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        box = ListBox()
        box.setAccessibleName(name)
        box.setMinimumContentsLength(16)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, text in options:
            box.addItem(shown(text, 60), key)
        box.setCurrentIndex(max(0, box.findData(getattr(self._choice, kept))))
        box.activated.connect(lambda _index: self._narrow(kept, str(box.currentData())))
        return box

    def _narrow(self, kept: str, key: str) -> None:
        setattr(self._choice, kept, key)
        self._choice.most = PAGE
        self._draw()

    def _draw(self) -> None:
        clear(self._list)
        self._shown = []
        narrowed = self._choice.narrowed(self._found)
        for _key, group in groupby(
            narrowed[: self._choice.most], key=lambda each: (each.entity, each.record)
        ):
            self._add_record(list(group))
        if not narrowed:
            self._list.addWidget(words(_("Nothing of this waits."), ink="muted"))
        if (rest := len(narrowed) - self._choice.most) > 0:
            self._list.addWidget(self._more(rest))
        reveal(self._list)
        self._count()

    def _more(self, rest: int) -> QPushButton:
        text = ngettext("Show {count} more of {rest}", "Show {count} more of {rest}", rest)
        button = QPushButton(text.format(count=min(PAGE, rest), rest=f"{rest:,}"))
        button.setProperty("flat", True)
        button.clicked.connect(self._show_more)
        return button

    def _show_more(self) -> None:
        before = self._choice.most
        self._choice.most += PAGE
        self._draw()
        if before < len(self._shown):
            self._shown[before].box.setFocus()

    def _add_record(self, group: Sequence[Conflict]) -> None:
        first = group[0]
        label = _(self._desk.catalogue.entity(first.entity).label)
        name = self._name(first)
        row = RowButton(f"{label}: {name}", lambda: self.open_requested.emit(first.entity, first.record))
        row.put(IconPicture(self._desk.catalogue.entity(first.entity).icon, 16, "muted"))
        row.put(words(name, bold=True), 1)
        where = first.project_title if first.project not in (None, first.record) else ""
        row.put(words(f"{label}, {where}" if where else label, ink="muted", right=True))
        self._list.addSpacing(GAP_SMALL)
        self._list.addWidget(row)
        for conflict in group:
            each = Disagreement(
                self._desk, conflict, self._laptops, chosen=conflict.key in self._choice.chosen
            )
            each.open_requested.connect(self.open_requested)
            each.box.toggled.connect(partial(self._tick, conflict.key))
            self._shown.append(each)
            self._list.addWidget(each)
        self._list.addWidget(Rule())

    def _name(self, conflict: Conflict) -> str:
        title = self._names.get(conflict.record, "")
        one = conflict.is_code or title in ("", conflict.title)
        return conflict.title if one else f"{conflict.title}  {title}"

    def _tick(self, key: str, on: bool) -> None:
        (self._choice.chosen.add if on else self._choice.chosen.discard)(key)
        self._count()

    def _choose_all(self) -> None:
        narrowed = self._choice.narrowed(self._found)
        every = len(self._choice.ticked(self._found)) == len(narrowed)
        keys = {each.key for each in narrowed}
        self._choice.chosen = self._choice.chosen - keys if every else self._choice.chosen | keys
        for each in self._shown:
            each.box.setChecked(not every)
        self._count()

    def _settle(self, side: Side) -> None:
        preview(self._desk, self.window(), self._choice.ticked(self._found), side)

    def _count(self) -> None:
        narrowed, count = len(self._choice.narrowed(self._found)), len(self._choice.ticked(self._found))
        every = count == narrowed and count > 0
        self._all.setText(
            _("Choose none") if every else _("Choose all {count}").format(count=f"{narrowed:,}")
        )
        for button, none, some in (
            (self._mine, _("Keep yours…"), _("Keep yours of {count}…")),
            (self._theirs, _("Keep theirs…"), _("Keep theirs of {count}…")),
        ):
            button.setText(some.format(count=f"{count:,}") if count else none)
            allow(self._desk, button, count > 0)

# SPDX-License-Identifier: Apache-2.0
"""The conflict inbox: disagreements by record, what was said side by side, and the buttons that settle them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import ActDialog, opened
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import Card, RowButton, allow, words
from portfolio_desktop.gui.pages.sharing.comparing import Compared, against
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing.conflicts import (
    Conflict,
    Said,
    keep,
    keep_mine,
    keep_record,
    keep_theirs,
)
from portfolio_desktop.storage.changes import Changes, Written

_SHOWN = 30

Names = Mapping[Id, str]
"""What each record that a conflict is about is called."""

Laptops = Mapping[str, str]
"""What each laptop of the share is called, by its stream."""


class Inbox(Card):
    """All that wait. `open_requested` carries entity and id of a record."""

    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, found: Sequence[Conflict], names: Names, laptops: Laptops) -> None:
        super().__init__(_("Waiting for a decision"))
        self._desk = desk
        self._names = names
        self._laptops = laptops
        self._boxes: list[tuple[QCheckBox, Conflict]] = []
        self._mine, self._theirs, self._all = QPushButton(), QPushButton(), QPushButton()
        self.header.set_count(len(found))
        if not found:
            self.say(_("Nobody disagrees: where people changed different things, both changes stand."))
            return
        if len(found) > 1:
            self._add_many()
        for _key, group in groupby(found[:_SHOWN], key=lambda each: (each.entity, each.record)):
            self._add_record(list(group))
        if len(found) > _SHOWN:
            rest = len(found) - _SHOWN
            self.say(ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}"))
        self._count()

    def _add_many(self) -> None:
        self._all.setText(_("Choose all"))
        self._all.clicked.connect(self._choose_all)
        for button, act in ((self._mine, keep_mine), (self._theirs, keep_theirs)):
            button.clicked.connect(partial(self._settle_chosen, act))
        for button in (self._all, self._mine, self._theirs):
            button.setProperty("flat", True)
            self.header.add(button)

    def _add_record(self, group: Sequence[Conflict]) -> None:
        first = group[0]
        label = _(self._desk.catalogue.entity(first.entity).label)
        name = self._name(first)
        row = RowButton(f"{label}: {name}", lambda: self.open_requested.emit(first.entity, first.record))
        row.put(IconPicture(self._desk.catalogue.entity(first.entity).icon, 16, "muted"))
        row.put(words(name, bold=True), 1)
        row.put(words(label, ink="muted", right=True))
        self.column.addSpacing(GAP_SMALL)
        self.column.addWidget(row)
        for conflict in group:
            self.column.addWidget(self._conflict(conflict))
        self.column.addWidget(Rule())

    def _name(self, conflict: Conflict) -> str:
        title = self._names.get(conflict.record, "")
        one = conflict.is_code or title in ("", conflict.title)
        return conflict.title if one else f"{conflict.title}  {title}"

    def _conflict(self, conflict: Conflict) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP)
        column.setSpacing(GAP_SMALL)
        box = QCheckBox(conflict.label)
        box.setAccessibleName(f"{conflict.title}, {conflict.label}. {conflict.about}")
        box.toggled.connect(self._count)
        self._boxes.append((box, conflict))
        head = QHBoxLayout()
        head.addWidget(box)
        head.addWidget(Label(conflict.about, ink="muted", wrap=True), 1)
        column.addLayout(head)
        if conflict.is_open:
            column.addWidget(
                Label(_("All started from: {base}").format(base=conflict.base or "–"), ink="muted", wrap=True)
            )
        sides = QHBoxLayout()
        sides.setSpacing(GAP)
        for said in sorted(conflict.said, key=lambda said: not said.mine):
            sides.addWidget(self._side(conflict, said), 1)
        column.addLayout(sides)
        if conflict.is_open:
            another = QPushButton(_("Write another…"))
            another.setProperty("flat", True)
            another.setIcon(icon("pencil"))
            another.setIconSize(QSize(24, 16))
            another.clicked.connect(partial(self._write_another, conflict))
            allow(self._desk, another)
            below = QHBoxLayout()
            below.addWidget(another)
            below.addStretch(1)
            column.addLayout(below)
        return holder

    def _side(self, conflict: Conflict, said: Said) -> QWidget:
        side = QFrame()
        side.setProperty("panel", "inset")
        column = QVBoxLayout(side)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        whose = _("Yours") if said.mine else _("Theirs")
        laptop = self._laptops.get(said.stream, "")
        who = f"{said.author}, {laptop}" if laptop else said.author
        column.addWidget(words(_("{whose}: {who}").format(whose=whose, who=who), bold=True))
        shows = _("shown now") if conflict.is_open and said is conflict.said[-1] else ""
        when = format_moment(said.when)
        column.addWidget(words(f"{when}, {shows}" if shows else when, ink="muted"))
        column.addWidget(self._value(conflict, said))
        column.addStretch(1)
        acts = QHBoxLayout()
        acts.addWidget(self._keeper(conflict, said))
        if conflict.is_code:
            acts.addWidget(self._opener(conflict, said))
        acts.addStretch(1)
        column.addLayout(acts)
        return side

    def _value(self, conflict: Conflict, said: Said) -> QWidget:
        if not conflict.field:
            text = _("Deleted the record") if said.gone else _("Went on with the record")
            return Label(text, wrap=True)
        if not said.text:
            return Label(_("Left empty"), ink="muted")
        if not conflict.is_open:
            return Label(said.text, wrap=True)
        others = [other for other in conflict.said if other is not said]
        return Compared(against(said.text, others[0].text) if others else [(said.text, False)])

    def _keeper(self, conflict: Conflict, said: Said) -> QPushButton:
        text = _keeping(conflict, said)
        button = QPushButton(text)
        button.setAccessibleName(f"{text}: {said.text or said.author}")
        button.clicked.connect(lambda: self._settle(partial(_kept, conflict=conflict, said=said)))
        allow(self._desk, button)
        return button

    def _opener(self, conflict: Conflict, said: Said) -> QPushButton:
        button = QPushButton(_("Open"))
        button.setProperty("flat", True)
        button.setAccessibleName(_("Open {title}").format(title=said.text))
        button.clicked.connect(lambda: self.open_requested.emit(conflict.entity, str(said.value)))
        return button

    def _write_another(self, conflict: Conflict) -> None:
        dialog = ActDialog(
            self._desk,
            _("{title}: another value").format(title=conflict.title),
            _("Settle"),
            self.window(),
            lambda office, values: keep(office, conflict, values[conflict.field]),
        )
        for said in conflict.said:
            dialog.say(f"{said.author}: {said.text or '–'}")
        given = conflict.said[-1].value
        opened(dialog, dialog.ask(conflict.entity, [conflict.field], {conflict.field: given}))

    def _settle_chosen(self, act: Callable[[Office, Sequence[Conflict]], Changes]) -> None:
        chosen = self._chosen
        self._settle(lambda office: act(office, chosen))

    def _settle(self, make: Callable[[Office], Changes]) -> None:
        def done(written: Written | None) -> None:
            if written is not None:
                self._desk.notify(written.label, undo=True)

        self._desk.write(make, done)  # without an owner: the page is drawn anew by the very write

    @property
    def _chosen(self) -> list[Conflict]:
        return [conflict for box, conflict in self._boxes if box.isChecked()]

    def _choose_all(self) -> None:
        every = all(box.isChecked() for box, _conflict in self._boxes)
        for box, _conflict in self._boxes:
            box.setChecked(not every)

    def _count(self) -> None:
        count = len(self._chosen)
        for button, none, some in (
            (self._mine, _("Keep yours"), _("Keep yours of {count}")),
            (self._theirs, _("Keep theirs"), _("Keep theirs of {count}")),
        ):
            button.setText(some.format(count=count) if count else none)
        for button in (self._mine, self._theirs):
            button.setVisible(bool(self._boxes))
            allow(self._desk, button, count > 0)


def _keeping(conflict: Conflict, said: Said) -> str:
    if conflict.is_code:
        return _("It keeps {code}").format(code=conflict.title)
    return _("Keep this") if conflict.field else _("Delete it") if said.gone else _("Keep the record")


def _kept(office: Office, *, conflict: Conflict, said: Said) -> Changes:
    if conflict.field:
        return keep(office, conflict, said.value)
    if not said.gone:
        return keep_record(office, conflict)
    return (keep_mine if said.mine else keep_theirs)(office, [conflict])

# SPDX-License-Identifier: Apache-2.0
"""One disagreement: what was said, side by side, what goes together of it, and the buttons that settle it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.domain.texts.word_changes import words_alone
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import ActDialog, opened
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import allow, words
from portfolio_desktop.gui.pages.sharing.comparing import Compared
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing.conflicts import Conflict, Said
from portfolio_desktop.services.sharing.settling import Side, keep, keep_record, keep_side
from portfolio_desktop.storage.changes import Changes, Written

_COLUMNS = 3
_TOGETHER = N_(
    "Each changed other paragraphs, so all of it goes together like this. Read it first: paragraphs can contradict each other."
)

Laptops = Mapping[str, str]
"""What each laptop of the share is called, by its stream."""


class Disagreement(QWidget):
    """What people said of one field, record or code. `open_requested` carries entity and id of a record."""

    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, conflict: Conflict, laptops: Laptops, *, chosen: bool) -> None:
        super().__init__()
        self.conflict = conflict
        self._desk = desk
        self._laptops = laptops
        self.box = QCheckBox(conflict.label)
        self.box.setAccessibleName(f"{conflict.title}, {conflict.label}. {conflict.about}")
        self.box.setChecked(chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP)
        column.setSpacing(GAP_SMALL)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.box)
        head.addWidget(Label(conflict.about, ink="muted", wrap=True), 1)
        column.addLayout(head)
        if conflict.is_open and conflict.base is not None:
            base = f"\n{conflict.base}" if "\n" in conflict.base else conflict.base
            started = _("All started from: {base}").format(base=base or "–")
            column.addWidget(Label(started, ink="muted", wrap=True))
        column.addLayout(self._sides())
        if conflict.together:
            column.addWidget(self._together())
        if conflict.is_typed:
            below = QHBoxLayout()
            below.addWidget(self._another())
            below.addStretch(1)
            column.addLayout(below)

    def _sides(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        said = sorted(self.conflict.said, key=lambda said: not said.mine)
        for place, each in enumerate(said):
            grid.addWidget(self._side(each), place // _COLUMNS, place % _COLUMNS)
        for column in range(min(_COLUMNS, len(said))):
            grid.setColumnStretch(column, 1)
        return grid

    def _side(self, said: Said) -> QFrame:
        conflict = self.conflict
        side, column = _panel()
        laptop = self._laptops.get(said.stream, "")
        who = f"{said.author}, {laptop}" if laptop else said.author
        whose = _("{whose}: {who}").format(whose=_("Yours") if said.mine else _("Theirs"), who=who)
        column.addWidget(words(whose, bold=True))
        shows = _("shown now") if conflict.is_open and said is conflict.said[-1] else ""
        when = format_moment(said.when)
        column.addWidget(words(f"{when}, {shows}" if shows else when, ink="muted"))
        column.addWidget(self._value(said))
        column.addStretch(1)
        acts = QHBoxLayout()
        value = said.text or (_("Left empty") if conflict.field else "")
        keeping = ": ".join(filter(None, (_keeping(conflict, said), value)))
        name = f"{keeping}. {whose}"  # by ear too, whose word it is
        acts.addWidget(
            self._keeper(_keeping(conflict, said), name, partial(_kept, conflict=conflict, said=said))
        )
        if conflict.is_code:
            acts.addWidget(self._opener(said))
        acts.addStretch(1)
        column.addLayout(acts)
        return side

    def _value(self, said: Said) -> QWidget:
        if not self.conflict.field:
            return Label(_("Deleted the record") if said.gone else _("Went on with the record"), wrap=True)
        if self.conflict.leads_nowhere:
            deleted = _("Deleted “{title}”").format(title=self.conflict.said[0].text)
            return Label(deleted if said.gone else said.text, wrap=True)
        if not said.text:
            return Label(_("Left empty"), ink="muted")
        if not self.conflict.is_open:
            return Label(said.text, wrap=True)
        return Compared(
            words_alone(said.text, [each.text for each in self.conflict.said if each is not said])
        )

    def _together(self) -> QFrame:
        conflict = self.conflict
        panel, column = _panel()
        column.addWidget(words(_("Put together"), bold=True))
        column.addWidget(Label(_(_TOGETHER), ink="muted", wrap=True))
        column.addWidget(Compared(words_alone(conflict.together, [conflict.base or ""])))
        acts = QHBoxLayout()
        text = _("Keep all of it")
        name = f"{text}: {conflict.title}, {conflict.label}"
        acts.addWidget(self._keeper(text, name, lambda office: keep(office, conflict, conflict.together)))
        acts.addStretch(1)
        column.addLayout(acts)
        return panel

    def _keeper(self, text: str, name: str, make: Callable[[Office], Changes]) -> QPushButton:
        def done(written: Written | None) -> None:
            if written is not None:
                self._desk.notify(written.label, undo=True)

        button = QPushButton(text)
        button.setAccessibleName(name)
        # Without an owner: the page is drawn anew by the very write.
        button.clicked.connect(lambda: self._desk.write(make, done))
        allow(self._desk, button)
        return button

    def _opener(self, said: Said) -> QPushButton:
        button = QPushButton(_("Open", "verb"))
        button.setProperty("flat", True)
        button.setAccessibleName(_("Open {title}").format(title=said.text))
        button.clicked.connect(lambda: self.open_requested.emit(self.conflict.entity, str(said.value)))
        return button

    def _another(self) -> QPushButton:
        button = QPushButton(_("Write another…"))
        button.setAccessibleName(
            _("Write another value for {field} of {title}").format(
                field=self.conflict.label, title=self.conflict.title
            )
        )
        button.setProperty("flat", True)
        button.setIcon(icon("pencil"))
        button.setIconSize(QSize(24, 16))
        button.clicked.connect(self._write_another)
        allow(self._desk, button)
        return button

    def _write_another(self) -> None:
        conflict = self.conflict
        dialog = ActDialog(
            self._desk,
            _("{title}: another value").format(title=conflict.title),
            _("Settle"),
            self.window(),
            lambda office, values: keep(office, conflict, values[conflict.field]),
        )
        for said in conflict.said:
            dialog.say(f"{said.author}: {said.text or '–'}")
        given = conflict.together or conflict.said[-1].value
        opened(dialog, dialog.ask(conflict.entity, [conflict.field], {conflict.field: given}))


def _panel() -> tuple[QFrame, QVBoxLayout]:
    panel = QFrame()
    panel.setProperty("panel", "inset")
    column = QVBoxLayout(panel)
    column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
    column.setSpacing(GAP_SMALL)
    return panel, column


def _keeping(conflict: Conflict, said: Said) -> str:
    if conflict.is_code:
        return _("It keeps {code}").format(code=conflict.title)
    if conflict.is_circle_of_links:
        return _("This link stays")
    if conflict.leads_nowhere:
        back = _("Bring back “{title}”").format(title=shorten(said.text, 40))
        return _("Leave it empty") if said.gone else back
    return _("Keep this") if conflict.field else _("Delete it") if said.gone else _("Keep the record")


def _kept(office: Office, *, conflict: Conflict, said: Said) -> Changes:
    if conflict.field:
        return keep(office, conflict, said.value)
    if not said.gone:
        return keep_record(office, conflict)
    return keep_side(office, [conflict], Side.MINE if said.mine else Side.THEIRS)

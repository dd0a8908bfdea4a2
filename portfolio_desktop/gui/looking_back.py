# SPDX-License-Identifier: Apache-2.0
"""The past of a record: one line for each change with who, where, why and when it came, and two values side by side."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QDialogButtonBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.domain.texts.word_changes import words_alone
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import allow
from portfolio_desktop.gui.pages.sharing.comparing import Compared
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.history import Entry, bring_back
from portfolio_desktop.storage.changes import Why, Written

Laptops = Mapping[str, str]
"""What each laptop of the share is called, by its stream."""

_WHY = {Why.IMPORT: N_("import"), Why.UNDO: N_("undo"), Why.REDO: N_("redo"), Why.RESOLVE: N_("settled")}


def step_row(entry: Entry, laptops: Laptops, compare: Callable[[Entry], None]) -> QWidget:
    """One change. Of a field it can be opened: both values side by side."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Label(visible_bidi(shorten(_told(entry), 240)), wrap=True))
    said = visible_bidi(f"{entry.when:%H:%M}  {who(entry, laptops)}")
    row = QHBoxLayout()
    row.addWidget(Label(said, ink="muted", step=-1, wrap=True), 1)
    if entry.event == "changed":
        button = QPushButton(_("Side by side…"))
        button.setProperty("flat", True)
        button.setProperty("line", True)
        button.setAccessibleName(
            _("{field} of {when}: both values side by side").format(
                field=entry.field_label, when=format_moment(entry.when)
            )
        )
        button.clicked.connect(lambda: compare(entry))
        row.addWidget(button)
    column.addLayout(row)
    return box


def who(entry: Entry, laptops: Laptops) -> str:
    """Who did it, on which laptop, why where that is not plain, and when it came here."""
    parts = [entry.author]
    if entry.arrived and entry.stream in laptops:
        parts.append(laptops[entry.stream])
    if entry.why in _WHY:
        parts.append(_(_WHY[entry.why]))
    if entry.arrived:
        parts.append(_("arrived {moment}").format(moment=format_moment(entry.arrived)))
    return ", ".join(part for part in parts if part)


def _told(entry: Entry) -> str:
    if not entry.settled:
        return entry.text
    said = _(" or ").join(shorten(each, 60) or "–" for each in entry.settled)
    return f"{entry.field_label}: {said} → {shorten(entry.new, 80) or '–'}"


class SideBySide(Dialog):
    """What a field said before a change, and after it; each can be brought back."""

    def __init__(self, desk: Desk, entry: Entry, laptops: Laptops, parent: QWidget) -> None:
        title = f"{shorten(visible_bidi(entry.title), 60)}: {entry.field_label}"
        super().__init__(parent, title, _("Close"))
        self._desk, self._entry = desk, entry
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).hide()
        self.setMinimumWidth(640)
        self.column.addWidget(
            Label(visible_bidi(f"{format_moment(entry.when)}  {who(entry, laptops)}"), ink="muted", wrap=True)
        )
        sides = QHBoxLayout()
        sides.setSpacing(GAP)
        before = entry.settled or (entry.old,)
        for place, text in enumerate(before):
            heading = (
                _("Before") if len(before) == 1 else _("Before, one of {count}").format(count=len(before))
            )
            value = entry.old_value if place == len(before) - 1 else None
            sides.addWidget(self._side(heading, text, [entry.new], value), 1)
        sides.addWidget(self._side(_("After"), entry.new, list(before), entry.new_value), 1)
        self.column.addLayout(sides)
        self.finish_layout()

    def _side(self, heading: str, text: str, others: list[str], value: Value) -> QFrame:
        side = QFrame()
        side.setProperty("panel", "inset")
        column = QVBoxLayout(side)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addWidget(Label(heading, bold=True))
        column.addWidget(Compared(words_alone(text, others)) if text else Label(_("Empty"), ink="muted"))
        column.addStretch(1)
        if value is not None or not text:
            button = QPushButton(_("Bring this back") if text else _("Make it empty again"))
            button.setAccessibleName(f"{button.text()}: {shorten(text, 80)}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda: self._bring(value))
            allow(self._desk, button)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return side

    def agree(self) -> None:
        self.accept()

    def _bring(self, value: Value) -> None:
        entry = self._entry
        self._desk.write(
            lambda office: bring_back(office, entry, value),
            self._done,
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _done(self, written: Written | None) -> None:
        self.accept()
        said = written.label if written else _("It says that already.")
        self._desk.notify(said, undo=written is not None)

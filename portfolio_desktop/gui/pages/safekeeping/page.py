# SPDX-License-Identifier: Apache-2.0
"""The page of backups and mending: the copies that are kept, where another set goes, and whether the workspace is whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, allow, clear, reveal, two_lines, words
from portfolio_desktop.gui.pages.safekeeping.acts import SafekeepingActs
from portfolio_desktop.gui.pages.safekeeping.keeper import Copies, Keeper
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.safekeeping.checking import Finding, Mend, Mended, check, mend
from portfolio_desktop.services.safekeeping.copies import Kept

_SHOWN = 8
_AIRY = QSize(24, 16)  # with air between picture and words

_WHOLE = N_("The workspace is whole: file, history and registers agree.")
_NOT_CHECKED = N_("The whole file, every name in its history, and all that follows from it: some seconds.")
_SECOND = N_(
    "Copies lie on this laptop. A second place, on another disk or a stick, outlives the laptop. While it is there, each copy is "
    "made there as well."
)
_WITH_KEY = N_(
    "A copy can be restored with its part in the share, so it holds the office's key to it. Keep a stick with copies as you keep "
    "the laptop. For somebody outside use “Give a copy away”: that one holds no key."
)


class SafekeepingPage(QWidget):
    """Follows the keeper. `rebuild_requested` asks for the file to be made anew."""

    rebuild_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        actions: Actions,
        keeper: Keeper,
        acts: SafekeepingActs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Backups and mending"))
        self._desk = desk
        self._actions = actions
        self._keeper = keeper
        self._acts = acts
        self._all = False
        self._found: tuple[Finding, ...] | None = None
        self._checked = ""
        body = Body(widest=1040)
        self._headline = Label("", step=8, bold=True, wrap=True)
        self._state = Label("", ink="muted", wrap=True)
        self._trouble, self._why = _panel()
        self.copies = Card(_("Copies"))
        self.second = Card(_("A second place"))
        self.checking = Card(_("Check and mend"))
        body.column.addLayout(self._opening())
        body.column.addWidget(self._trouble)
        for card in (self.copies, self.checking, self.second):
            body.column.addWidget(card)
        body.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)
        keeper.changed.connect(self._show)
        self._show(keeper.copies)
        self._draw_check()

    def check(self) -> None:
        """Examine all of the workspace, and show what is wrong."""

        def show(found: tuple[Finding, ...]) -> None:
            self._found = found
            self._checked = format_moment(datetime.now())  # noqa: DTZ005 - the person's own clock
            self._draw_check()
            if not found:
                self._desk.notify(_(_WHOLE))

        self._desk.read(check, show, owner=self, label=_("Checking the workspace"))

    def _mend(self) -> None:
        def show(done: Mended) -> None:
            self._found = done.left
            self._draw_check()
            self._keeper.look_again()
            self._desk.notify(
                _("Mended from the history. A copy of what was there is kept at {path}.").format(
                    path=done.copy
                )
            )

        self._desk.read(mend, show, owner=self, label=_("Mending the workspace"))

    def _opening(self) -> QHBoxLayout:
        said = QVBoxLayout()
        said.setSpacing(GAP_SMALL)
        said.addWidget(self._headline)
        said.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(said, 1)
        for name in ("backup", "look_into_copy", "give_away"):
            row.addWidget(self._button(name))
        return row

    def _button(self, name: str) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(action.text().replace("&&", "&"))
        button.setIcon(icon("database-backup", "on_accent") if name == "backup" else action.icon())
        button.setIconSize(_AIRY)
        button.setProperty("primary", name == "backup")
        button.clicked.connect(action.trigger)
        return button

    def _show(self, copies: Copies) -> None:
        here = [each for each in copies.kept if not each.second]
        self._headline.setText(_headline(here[0] if here else None, self._desk))
        self._state.setText(_state(here))
        self._why.setText(copies.trouble)
        self._trouble.setVisible(bool(copies.trouble))
        self._draw_copies(copies.kept)
        self._draw_second()

    def _draw_copies(self, kept: Sequence[Kept]) -> None:
        column = self.copies.column
        clear(column)
        self.copies.header.set_count(len(kept))
        if not kept:
            self.copies.say(
                _("None yet. One is made each day on which something was changed, before the day's work.")
            )
        for each in kept if self._all else kept[:_SHOWN]:
            column.addWidget(self._row(each))
        if (rest := len(kept) - _SHOWN) > 0 and not self._all:
            more = QPushButton(ngettext("Show {count} older", "Show {count} older", rest).format(count=rest))
            more.clicked.connect(self._show_all)
            column.addLayout(_beside(more))
        reveal(column)

    def _show_all(self) -> None:
        self._all = True
        self._draw_copies(self._keeper.copies.kept)

    def _row(self, each: Kept) -> RowButton:
        when = format_moment(local_time(each.made))
        place = _("second place") if each.second else _("this laptop")
        name = _("Look into the copy of {when}, {place}").format(when=when, place=place)
        title = _("The copy of {when}").format(when=when)
        row = RowButton(name, partial(self._acts.look_into, each.path, title), height=32)
        row.setToolTip(str(each.path))
        row.put(IconPicture("database-backup", 16, "muted"))
        row.put(words(when), 3)
        row.put(words(_age(each, self._desk), ink="muted"), 3)
        row.put(words(place, ink="muted"), 3)
        row.put(words(each.weight, ink="muted", right=True), 2)
        row.put(IconPicture("chevron-right", 16, "muted"))
        return row

    def _draw_second(self) -> None:
        column = self.second.column
        clear(column)
        folder = self._keeper.second
        if folder is not None:
            column.addWidget(two_lines(str(folder), "" if folder.is_dir() else _("Not there now")))
        self.second.say(_(_SECOND) if folder is None else _(_WITH_KEY))
        choose = QPushButton(_("Choose a folder…"))
        choose.setIcon(icon("folder-open"))
        choose.setIconSize(_AIRY)
        choose.clicked.connect(self._acts.choose_second)
        buttons = [choose]
        if folder is not None:
            without = QPushButton(_("Do without"))
            without.clicked.connect(lambda: self._keeper.choose_second(None))
            buttons.append(without)
        column.addLayout(_beside(*buttons))
        reveal(column)

    def _draw_check(self) -> None:
        column, found = self.checking.column, self._found
        clear(column)
        self.checking.header.set_count(len(found or ()))
        if found is None:
            self.checking.say(_(_NOT_CHECKED))
        elif not found:
            self.checking.say(_("{whole} Checked {when}.").format(whole=_(_WHOLE), when=self._checked))
        for each in found or ():
            column.addWidget(_finding(each))
        look = QPushButton(_("Check now"))
        look.setIcon(icon("shield-check"))
        look.setIconSize(_AIRY)
        look.clicked.connect(self.check)
        buttons = [look]
        if found and any(each.mendable for each in found):
            button = QPushButton(_("Mend"))
            button.setProperty("primary", True)
            button.clicked.connect(self._mend)
            allow(self._desk, button)
            buttons.append(button)
        if found and any(each.mend is Mend.REPLACE for each in found):
            button = QPushButton(_("Make the file anew…"))
            button.clicked.connect(self.rebuild_requested)
            buttons.append(button)
        column.addLayout(_beside(*buttons))
        reveal(column)


def _finding(each: Finding) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
    row.setSpacing(GAP_SMALL)
    row.addWidget(IconPicture("triangle-alert", 16, "danger"))
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(Label(each.text, wrap=True))
    said.addWidget(Label(each.mending, ink="muted", wrap=True))
    row.addLayout(said, 1)
    return holder


def _panel() -> tuple[QFrame, Label]:
    panel = QFrame()
    panel.setProperty("panel", "inset")
    label = Label("", wrap=True)
    row = QHBoxLayout(panel)
    row.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
    row.setSpacing(GAP)
    row.addWidget(IconPicture("triangle-alert", 16, "danger"))
    row.addWidget(label, 1)
    return panel, label


def _beside(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
    row.setSpacing(GAP_SMALL)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _headline(newest: Kept | None, desk: Desk) -> str:
    if newest is None:
        return _("Not backed up yet")
    made = local_time(newest.made)
    if made.date() == desk.today:
        return _("Backed up today at {time}").format(time=f"{made:%H:%M}")
    return _("Backed up {when}").format(when=format_moment(made))


def _state(kept: Sequence[Kept]) -> str:
    if not kept:
        return _("A copy is opened, examined, and its whole history worked out anew before it counts as one.")
    oldest = format_moment(local_time(kept[-1].made))
    return ngettext(
        "Opened, found whole, its history worked out anew. {count} copy lies in {folder}.",
        "Opened, found whole, its history worked out anew. {count} copies, the oldest of {oldest}, lie in {folder}.",
        len(kept),
    ).format(count=len(kept), oldest=oldest, folder=kept[0].path.parent)


def _age(each: Kept, desk: Desk) -> str:
    days = (desk.today - local_time(each.made).date()) // timedelta(days=1)
    if days <= 0:
        return _("today")
    return ngettext("{count} day old", "{count} days old", days).format(count=days)

# SPDX-License-Identifier: Apache-2.0
"""What stands in the window in place of a file that is damaged: what is whole of it, and the way to have that."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import Body, Card, clear, reveal
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import second_place
from portfolio_desktop.services.safekeeping.rescue import Prospect, Rebuilt, Source, prospects, rebuild

_STATE = N_(
    "Nothing has been changed. A new file can be made of what is whole; this one is kept beside it, as it is, until you delete "
    "it."
)
_NOTHING = N_(
    "Nothing of its history can be read, and no copy is kept on this laptop. If it was shared, join again with an invitation; if "
    "there is a copy elsewhere, restore that."
)
_NAMES = {
    Source.EVERYTHING: N_("All of it together"),
    Source.LOG: N_("This file's own history"),
    Source.BACKUP: N_("The latest copy"),
    Source.SHARE: N_("The share"),
}


class RescuePage(QWidget):
    """`rebuilt` carries the path of a workspace that was made anew; `left` is emitted by whoever wants none of it."""

    rebuilt = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("A damaged workspace"))
        self._desk = desk
        self._path = Path()
        self._choices: dict[Source, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._headline = Label("", step=8, bold=True, wrap=True)
        self._whole = Card(_("What is whole"))
        self.make = QPushButton(_("Make it anew"))
        self.make.setProperty("primary", True)
        self.make.setAutoDefault(True)  # Enter presses it
        self.make.clicked.connect(self._rebuild)
        leave = QPushButton(_("Leave it"))
        leave.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconPicture("file-x", 32, "danger"))
        head.addWidget(self._headline, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        buttons.addWidget(self.make)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        body = Body(widest=760)
        body.column.addStretch(1)
        body.column.addLayout(head)
        body.column.addWidget(Label(_(_STATE), ink="muted", wrap=True))
        body.column.addWidget(self._whole)
        body.column.addLayout(buttons)
        body.column.addStretch(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def show_file(self, path: Path) -> None:
        """Find out what is whole of the workspace at `path`."""
        self._path = path
        said = _("“{name}” is damaged") if path.stat().st_size else _("“{name}” was emptied")
        self._headline.setText(said.format(name=path.stem))
        self.make.setEnabled(False)
        clear(self._whole.column)
        self._whole.say(_("Looking for what is whole…"))
        second = second_place(self._desk.settings)
        self._desk.jobs.free(
            lambda _progress: prospects(path, second),
            owner=self,
            label=_("Looking for what is whole"),
            done=self._show,
            failed=lambda error: self._say(str(error)),
        )

    def _show(self, found: tuple[Prospect, ...]) -> None:
        clear(self._whole.column)
        self._choices = {}
        for each in found:
            button = QRadioButton(_(_NAMES[each.source]))
            button.setAccessibleDescription(each.words)
            self._group.addButton(button)
            self._choices[each.source] = button
            self._whole.column.addWidget(button)
            words = Label(each.words, ink="muted", wrap=True)
            words.setContentsMargins(28, 0, 0, GAP_SMALL)
            self._whole.column.addWidget(words)
        if not found:
            self._whole.say(_(_NOTHING))
        self.make.setEnabled(bool(found))
        if found:
            next(iter(self._choices.values())).setChecked(True)
            self.make.setFocus()
        reveal(self._whole.column)

    def _say(self, sentence: str) -> None:
        clear(self._whole.column)
        self._whole.say(sentence)
        reveal(self._whole.column)

    def _rebuild(self) -> None:
        path, author = self._path, self._desk.settings.author
        second = second_place(self._desk.settings)
        source = next(key for key, button in self._choices.items() if button.isChecked())
        self.make.setEnabled(False)

        def failed(error: Exception) -> None:
            self.make.setEnabled(True)
            self._desk.ask.refuse(str(error))

        self._desk.jobs.free(
            lambda _progress: rebuild(path, author, source, second=second, fill=_fill),
            owner=self,
            label=_("Making the workspace anew"),
            done=self._told,
            failed=failed,
        )

    def _told(self, done: Rebuilt) -> None:
        self._desk.ask.inform(_("Made anew"), done.words, lambda: self.rebuilt.emit(done.path))


def _fill(office: Office, takes: bool) -> int | None:
    from portfolio_desktop.sharing.mending import fill

    return fill(office, takes)

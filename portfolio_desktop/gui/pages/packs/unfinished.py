# SPDX-License-Identifier: Apache-2.0
"""What was written for a pack that is not issued yet: kept as it is typed, and there again at the next start.

It is said since when it stands there, so that nobody issues the words of another month unawares.
"""

from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.packs.form import PackForm
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.drafts.keeping import SITTING, Form

_FORM = Form(SITTING, "pack")
_DAY = "day"
"""Beside the fields of the form: when something was last written there."""


class Unfinished(QWidget):
    """Keeps the words of `form`, and says above it when they are of another time."""

    def __init__(self, desk: Desk, form: PackForm, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._said = Label(ink="muted", wrap=True)
        self._anew = QPushButton(_("Begin anew"))
        self._anew.clicked.connect(self._begin_anew)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self._said)
        column.addWidget(self._anew)
        self.hide()
        form.edited.connect(self._keep)
        if desk.drafts is not None:
            desk.drafts.offered.connect(self.put_back)

    def put_back(self) -> None:
        """Have what was kept stand in the form, where nobody has written anything else since."""
        held = dict(self._desk.drafts.held(_FORM)) if self._desk.drafts is not None else {}
        day = held.pop(_DAY, "")
        if not held or not self._form.offered or self._form.written():
            return
        with QSignalBlocker(self._form):  # it was written on that day, and not today
            self._form.write(held)
        if self._form.written():
            said = _("This is as it was left on {day}. No pack has been issued with it.")
            self._said.setText(said.format(day=format_date(date.fromisoformat(day)) if day else "–"))
            self.show()

    def let_go(self) -> None:
        """The pack is issued: the next begins with an empty form."""
        self._hold({})
        self.hide()

    def _keep(self) -> None:
        words = self._form.written()
        self._hold({**words, _DAY: self._desk.today.isoformat()} if words else {})

    def _begin_anew(self) -> None:
        self._form.begin_anew()
        self._form.start()
        self.hide()

    def _hold(self, words: dict[str, str]) -> None:
        if self._desk.drafts is not None:
            self._desk.drafts.hold(_FORM, words)

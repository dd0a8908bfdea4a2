# SPDX-License-Identifier: Apache-2.0
"""What stands in fields that are not yet put in: kept every few seconds and when the file locks, given back later."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QDate, QObject, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people.views import unfinished
from portfolio_desktop.services.people.views.unfinished import Draft

EVERY = 3000
"""Milliseconds after the first key that is not yet kept, after which it is."""

_DAY = "yyyy-MM-dd"


class Drafting(QObject):
    """Keeps what stands in `fields` under a `kind` and what it is `about`, until it is put in or thrown away.

    What was kept stands in them again when such fields are next shown.
    """

    def __init__(
        self, people: PeopleDesk, owner: QWidget, kind: str, about: Id, fields: Mapping[str, QWidget]
    ) -> None:
        super().__init__(owner)
        self._people, self._kind, self._about, self._fields = people, kind, about, dict(fields)
        self._begun = self._now()
        self._over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep)
        people.people(lambda file: unfinished.find(file, kind, about), self._give_back, owner=self)
        for field in fields.values():
            _follow(field, self._typed)
        people.locking.connect(self.keep)

    def keep(self) -> None:
        """Keep what stands there, now."""
        self._timer.stop()
        now = self._now()
        if not self._over and self._people.unlocked:
            draft = Draft(self._kind, self._about, now if now != self._begun else {})
            self._people.people(lambda file: unfinished.keep(file, draft))

    def leave(self) -> None:
        """Keep what stands there, and look at these fields no more."""
        self.keep()
        self._over = True

    def forget(self) -> None:
        """It was put in, or thrown away."""
        self._timer.stop()
        kind, about = self._kind, self._about
        if not self._over and self._people.unlocked:
            self._people.people(lambda file: unfinished.forget(file, kind, about))

    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _now(self) -> dict[str, str]:
        return {name: _read(field) for name, field in self._fields.items()}

    def _give_back(self, found: Draft | None) -> None:
        if found is not None and self._now() == self._begun:
            for name, words in found.fields.items():
                if name in self._fields:
                    _write(self._fields[name], words)


class _DialogDrafting(Drafting):
    """What stands in a dialog. A bound method of it may be called by the file without keeping the dialog alive."""

    def __init__(
        self, people: PeopleDesk, dialog: Dialog, kind: str, about: Id, fields: Mapping[str, QWidget]
    ) -> None:
        super().__init__(people, dialog, kind, about, fields)
        self._dialog = dialog
        dialog.finished.connect(self._finish)
        people.locking.connect(self._lock)

    def _lock(self) -> None:
        self.leave()
        self._dialog.hide()

    def _finish(self, _result: int) -> None:
        self.forget()


def drafted(people: PeopleDesk, dialog: Dialog, kind: str, about: Id, fields: Mapping[str, QWidget]) -> None:
    """Draft what stands in a dialog until it is agreed to or dismissed. When the file locks, it goes from sight at once."""
    _DialogDrafting(people, dialog, kind, about, fields)


def _follow(field: QWidget, run: Callable[[], None]) -> None:
    """Call `run` whenever something is entered."""
    if isinstance(field, DayEdit):  # a line as well, which is read only as a whole
        field.dateChanged.connect(lambda _day: run())
    elif isinstance(field, QLineEdit):
        field.textChanged.connect(lambda _text: run())
    elif isinstance(field, QPlainTextEdit):
        field.textChanged.connect(run)
    elif isinstance(field, QComboBox):
        field.currentIndexChanged.connect(lambda _index: run())
    elif isinstance(field, Choosing):
        field.changed.connect(lambda _value: run())


def _read(field: QWidget) -> str:
    """What stands in a field, as words that `_write` puts back."""
    if isinstance(field, DayEdit):
        return field.date().toString(_DAY)
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return str(field.currentData())
    assert isinstance(field, Choosing)
    return "" if field.value is None else str(field.value)


def _write(field: QWidget, words: str) -> None:
    if isinstance(field, DayEdit):
        field.setDate(QDate.fromString(words, _DAY))
    elif isinstance(field, QLineEdit):
        field.setText(words)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(words)
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findData(words)))
    elif isinstance(field, Choosing):
        field.show_value(int(words) if words else None)

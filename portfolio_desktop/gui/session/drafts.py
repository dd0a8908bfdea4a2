# SPDX-License-Identifier: Apache-2.0
"""Keeps what is half typed into the forms of a workspace, as it is typed, and gives it back at the next start; at once, where it
could not be put in as its form was left.

It belongs to the desk of a workspace. The desk of a people file has none: its forms keep their words inside that file.
"""

import logging
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.drafts import keeping
from portfolio_desktop.services.drafts.keeping import GONE, SITTING, Draft, Form
from portfolio_desktop.services.office import Office

if TYPE_CHECKING:
    from portfolio_desktop.gui.form.editors import FieldEditor

EVERY = 700
"""Milliseconds after the first key that is not yet kept, after which it is."""

About = Callable[[], Form | None]

log = logging.getLogger("portfolio_desktop.drafts")


class Drafts(QObject):
    """`offered` follows when there is another draft to be gone on with, or one less."""

    offered = Signal()

    def __init__(self, desk: Desk, here: Callable[[], str] = lambda: "") -> None:
        """`here` tells the key of the page in sight."""
        super().__init__(desk)
        self._desk = desk
        self._here = here
        self._fields: list[tuple[weakref.ref[QWidget], str, About]] = []
        self._waiting: list[Draft] = []
        self._taken_up: list[Draft] = []
        self._held: dict[Form, Draft] = {}
        self._kept: list[Draft] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep)
        desk.opened.connect(self._look)
        desk.closing.connect(self.keep)
        desk.closed.connect(self._forget)
        desk.written.connect(lambda _written: self._timer.start())

    @property
    def waiting(self) -> tuple[Draft, ...]:
        """Drafts of last time, or left since, that nobody has gone on with or thrown away."""
        return tuple(self._waiting)

    def follow(self, editor: "FieldEditor", name: str, about: About) -> None:
        """Keep what is typed into `editor`, the field `name` of the form that `about` says."""
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(self._typed)
        elif isinstance(editor, QComboBox):
            editor.currentTextChanged.connect(self._typed)
        else:
            return
        editor.destroyed.connect(self._typed)  # a form that was dropped leaves no draft
        self._fields.append((weakref.ref(editor), name, about))

    def leave(self, draft: Draft) -> None:
        """Offer words whose form was left, and that could not be put in."""
        if self._desk.read_only:
            return
        for before in [each for each in self._waiting if each.form == draft.form]:
            why = before.why if before.why == GONE else draft.why
            draft = replace(draft, words={**before.words, **draft.words}, why=why)
            self._waiting.remove(before)
        self._waiting.insert(0, draft)
        self.offered.emit()
        self._typed()

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft: its words stand in the form when it is next shown."""
        self._waiting.remove(draft)
        self._taken_up.append(draft)
        self.offered.emit()

    def throw_away(self, draft: Draft) -> None:
        """Forget a draft that waits."""
        self._waiting.remove(draft)
        self.offered.emit()
        self.keep()

    def names(self, form: Form) -> frozenset[str]:
        """The fields of a form that words are waiting for."""
        return frozenset(name for draft in self._taken_up if draft.form == form for name in draft.words)

    def claim(self, form: Form, name: str) -> str | None:
        """The words for a field, once: from now on they stand in it."""
        for draft in self._taken_up:
            if draft.form == form and name in draft.words:
                left = {other: words for other, words in draft.words.items() if other != name}
                self._taken_up.remove(draft)
                if left:
                    self._taken_up.append(Draft(form, left, draft.page, draft.title))
                return draft.words[name]
        return None

    def hold(self, form: Form, words: Mapping[str, str]) -> None:
        """Keep `words` of a sitting, in place of those before; none when all is written."""
        if words != self.held(form):
            self._held.pop(form, None)
            if words:
                self._held[form] = Draft(form, dict(words))
            self._typed()

    def held(self, form: Form) -> Mapping[str, str]:
        """The words that are kept of a sitting. Nobody is asked about them: they stand in it when it is next entered."""
        return self._held[form].words if form in self._held else {}

    def keep(self) -> None:
        """Keep what stands there, now."""
        self._timer.stop()
        if self._desk.read_only:
            return
        drafts = [*self._waiting, *self._taken_up, *self._held.values(), *self._typing()]
        if drafts != self._kept:
            self._kept = drafts
            self._desk.read(partial(_keep, drafts), failed=_shrug)

    def _typed(self) -> None:
        if not self._timer.isActive() and not self._desk.read_only:
            self._timer.start()

    def _typing(self) -> Iterable[Draft]:
        """One draft for each form in which something stands that is not put in."""
        found: dict[Form, dict[str, str]] = {}
        living = []
        for field in self._fields:
            reference, name, about = field
            editor: FieldEditor | None = reference()  # type: ignore[assignment]
            if editor is None or not isValid(editor):
                continue
            living.append(field)
            if editor.touched and (form := about()) is not None:
                found.setdefault(form, {})[name] = _words(editor)
        self._fields = living
        page = self._here()
        return [Draft(form, words, page) for form, words in found.items()]

    def _look(self) -> None:
        if not self._desk.read_only:
            self._desk.read(keeping.kept, self._offer, owner=self, failed=_shrug)

    def _offer(self, found: list[Draft]) -> None:
        self._held = {draft.form: draft for draft in found if draft.form.kind == SITTING} | self._held
        self._waiting = [draft for draft in found if draft.form.kind != SITTING]
        self._kept = list(found)
        self.offered.emit()

    def _forget(self) -> None:
        self._timer.stop()
        self._waiting, self._taken_up, self._held, self._kept = [], [], {}, []
        self.offered.emit()


def put_back(editor: "FieldEditor", words: str, at: int | None = None) -> None:
    """Have `words` stand in `editor` as they were being typed: nothing selected, the keyboard `at` a letter or after the last."""
    editor.restore(words)
    if isinstance(editor, QPlainTextEdit):
        cursor = editor.textCursor()
        cursor.setPosition(cursor.document().characterCount() - 1 if at is None else at)
        editor.setTextCursor(cursor)
    elif isinstance(editor, QLineEdit):
        editor.end(False)
        if at is not None:
            editor.setCursorPosition(at)
    editor.setFocus()


def keyboard_at(editor: "FieldEditor") -> int:
    """Before which letter of `editor` the keyboard is."""
    if isinstance(editor, QPlainTextEdit):
        return editor.textCursor().position()
    return editor.cursorPosition() if isinstance(editor, QLineEdit) else 0


def _words(editor: "FieldEditor") -> str:
    from portfolio_desktop.gui.form.entry import entry_words

    return entry_words(editor.entry())


def _keep(drafts: list[Draft], office: Office) -> None:
    keeping.keep(office, drafts)


def _shrug(error: Exception) -> None:
    """A full disk, say: nobody is kept from typing because it could not be kept a second time."""
    log.warning("What is being typed could not be kept: %s", type(error).__name__)

# SPDX-License-Identifier: Apache-2.0
"""A wavy line under words that are not known. Typing never waits: what was not met before is looked up while nothing
else is to be done, and a word is not called wrong while it is being typed."""

from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from portfolio_desktop.base.spelling.words import Word, words_in
from portfolio_desktop.gui.spelling.spelling import Spelling
from portfolio_desktop.gui.spelling.wave import mark

_SLICE = 0.004
"""Seconds of looking up before whatever else waits has its turn."""


class Squiggles(QSyntaxHighlighter):
    """Marks the words of one field. The marks are no part of its text: they are neither copied nor undone."""

    def __init__(self, edit: QPlainTextEdit, spelling: Spelling) -> None:
        super().__init__(edit)
        self._edit = edit
        self._spelling = spelling
        self._ignored: set[str] = set()
        self._unseen: dict[str, set[int]] = {}  # with the numbers of their paragraphs, first met first
        self._counted = 0  # paragraphs, when they were numbered
        self._typed = False
        self._held: tuple[int, int] | None = None
        self._mark = mark()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._look_up)
        spelling.changed.connect(self.rehighlight)
        edit.document().contentsChange.connect(self._note_typing)  # before Qt's own, which asks for the marks
        edit.cursorPositionChanged.connect(self._let_go)
        self.setDocument(edit.document())

    def highlightBlock(self, text: str) -> None:
        """Qt asks for it whenever a paragraph changed."""
        if not self._spelling.ready:
            return
        number = self.currentBlock().blockNumber()
        for word in words_in(text):
            known = self._spelling.verdict(word.text)
            if known or (self._typed and self._hold(word)):
                continue
            if known is None:
                self._unseen.setdefault(word.text, set()).add(number)
            elif word.text not in self._ignored:
                self.setFormat(word.start, word.length, self._mark)
        if self._unseen and not self._idle.isActive():
            self._counted = self.document().blockCount()
            self._idle.start(0)

    def ignore(self, word: str) -> None:
        """Let it stand wherever it occurs in this field, until the field goes."""
        self._ignored.add(word)
        self.rehighlight()

    def release(self) -> None:
        """The keyboard has left: what was being typed is a word like any."""
        self._typed = False
        self._drop()

    def word_at(self, position: int) -> QTextCursor | None:
        """The word there that can be looked up, selected."""
        block = self.document().findBlock(position)
        place = position - block.position()
        for word in words_in(block.text()):
            if word.start <= place <= word.start + word.length:
                return _selected(block, word)
        return None

    def fault_at(self, position: int) -> QTextCursor | None:
        """The unknown word there, selected."""
        found = self.word_at(position)
        return found if found is not None and self._is_fault(found.selectedText()) else None

    def fault_after(self, position: int) -> QTextCursor | None:
        """The unknown word at or after a position, else the first of the field, selected."""
        if not self._spelling.ready:
            return None
        first = None
        block = self.document().begin()
        while block.isValid():
            for word in words_in(block.text()):
                if self._is_fault(word.text):
                    if block.position() + word.start + word.length >= position:
                        return _selected(block, word)
                    first = first or _selected(block, word)
            block = block.next()
        return first

    def _is_fault(self, word: str) -> bool:
        if not self._spelling.ready or word in self._ignored:
            return False
        known = self._spelling.verdict(word)
        return not (self._spelling.look_up(word) if known is None else known)

    def _look_up(self) -> None:
        unseen, ready = self._unseen, self._spelling.ready
        if not ready or self.document().blockCount() != self._counted:
            self._unseen = {}
            if ready:
                self.rehighlight()  # the paragraphs have other numbers now
            return
        until, stale = perf_counter() + _SLICE, set[int]()
        while unseen and perf_counter() < until:
            word = next(iter(unseen))
            paragraphs = unseen.pop(word)
            if not self._spelling.look_up(word):
                stale |= paragraphs
        for number in stale:
            self.rehighlightBlock(self.document().findBlockByNumber(number))
        if unseen:
            self._idle.start(0)

    def _hold(self, word: Word) -> bool:
        """Whether the cursor stands behind it or in it."""
        start = self.currentBlock().position() + word.start
        held = start < self._edit.textCursor().position() <= start + word.length
        if held:
            self._held = start, start + word.length
        return held

    def _note_typing(self, _position: int, removed: int, added: int) -> None:
        if removed != added:  # equal ones are a change of marks
            self._typed = removed + added == 1 and self._edit.hasFocus()

    def _let_go(self) -> None:
        if self._held is not None:
            start, end = self._held
            if not start < self._edit.textCursor().position() <= end:
                self._drop()

    def _drop(self) -> None:
        if self._held is not None:
            block = self.document().findBlock(self._held[0])
            self._held = None
            self.rehighlightBlock(block)


def _selected(block: QTextBlock, word: Word) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + word.start)
    cursor.setPosition(block.position() + word.start + word.length, QTextCursor.MoveMode.KeepAnchor)
    return cursor

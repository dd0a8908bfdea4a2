# SPDX-License-Identifier: Apache-2.0
"""A box to write in: wraps its words, grows with them, and hands over what was written whenever the typing rests."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit

_IDLE = 2500  # milliseconds without a key after which what was written is handed over
_FEWEST = 3  # lines


class WordsEdit(QPlainTextEdit):
    """`settled` carries the words once the typing rests, the keyboard goes elsewhere, or `settle` is called.

    Undo takes back, letter by letter, what is not yet handed over; what is, the window's own undo takes back.
    """

    settled = Signal(str)
    next_wanted = Signal()
    back_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self, name: str, words: str, *, hint: str = "", fewest: int = _FEWEST) -> None:
        super().__init__(words)
        self._kept = words
        self._fewest = fewest
        self.setAccessibleName(name)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().clearUndoRedoStacks()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_IDLE)
        self._rest.timeout.connect(self.settle)
        self.textChanged.connect(self._rest.start)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    @property
    def pending(self) -> bool:
        """Whether something stands here that was not handed over."""
        return self.toPlainText().strip() != self._kept.strip()

    def settle(self) -> None:
        """Hand over what has changed, now."""
        self._rest.stop()
        if self.pending:
            self._kept = self.toPlainText()
            self.document().clearUndoRedoStacks()
            self.settled.emit(self._kept)

    def begin_with(self, words: str) -> None:
        """The words of something else, whatever stands here."""
        self._kept = words
        self.setPlainText(words)
        self._rest.stop()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def show_words(self, words: str) -> None:
        """What the file says now. What is being typed stays, and so does the cursor."""
        if self.pending or words.strip() == self._kept.strip():
            return
        place = self.textCursor().position()
        self.begin_with(words)
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place, len(words)))
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            document = self.document()
            beyond = (event.matches(keys.Undo) and not document.isUndoAvailable()) or (
                event.matches(keys.Redo) and not document.isRedoAvailable()
            )
            if beyond:
                event.ignore()  # the window's key: the last act in the file
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        back = modifiers == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if (control or back) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            (self.back_wanted if back else self.next_wanted).emit()
        elif control and event.key() == Qt.Key.Key_E:
            self.settle()
            self.evidence_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # nothing is hidden here: the page scrolls

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def _grow(self) -> None:
        layout = self.document().documentLayout()
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        line = self.fontMetrics().lineSpacing()
        margins = self.contentsMargins()
        around = 2 * round(self.document().documentMargin()) + margins.top() + margins.bottom() + 10
        wanted = round(max(height, self._fewest * line)) + around
        if wanted != self.height():
            self.setFixedHeight(wanted)


def settle_all(under: QObject) -> None:
    """Hand over whatever is being typed anywhere in a page."""
    for edit in under.findChildren(WordsEdit):
        edit.settle()

# SPDX-License-Identifier: Apache-2.0
"""Spelling in one field of several lines: when it begins, and its menu, by the mouse and by the keyboard."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.spelling.dictionary import languages
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.spelling.spelling import Spelling, spelling_of
from portfolio_desktop.gui.spelling.squiggles import Squiggles
from portfolio_desktop.gui.spelling.wave import paint_waves
from portfolio_desktop.gui.theme import sized

KEY = "Ctrl+."


class SpeltField(QObject):
    """Checks a field from when the keyboard first comes to it, so that forms that are only read cost nothing."""

    def __init__(self, edit: QPlainTextEdit, spelling: Spelling) -> None:
        super().__init__(edit)
        self._edit = edit
        self._spelling = spelling
        self.squiggles: Squiggles | None = None
        edit.installEventFilter(self)
        edit.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        edit.customContextMenuRequested.connect(self._open_at)
        act = QAction(_("Spelling"), edit)
        act.setShortcut(QKeySequence(KEY))
        act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        act.triggered.connect(self.open_menu)
        edit.addAction(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit:  # what its words are painted on
            if isinstance(event, QPaintEvent):
                self._edit.paintEvent(event)
                paint_waves(self._edit, event.rect())
                return True
        elif event.type() is QEvent.Type.FocusIn:
            self._begin()
        elif event.type() is QEvent.Type.FocusOut and self.squiggles is not None:
            self.squiggles.release()
        return super().eventFilter(watched, event)

    def open_menu(self) -> None:
        """By the keyboard: at the word with the cursor, or the next one that is not known."""
        squiggles = self._begin()
        word = squiggles.fault_after(self._edit.textCursor().position())
        if word is not None:
            self._edit.setTextCursor(word)
            self._edit.ensureCursorVisible()
        menu = self._menu()
        if word is None and self._spelling.ready:
            menu.addAction(_("Every word here is known")).setEnabled(False)
        self._fill(menu, word)
        self._show(menu, self._edit.cursorRect().bottomLeft())

    def _begin(self) -> Squiggles:
        if self.squiggles is None:
            self._spelling.wake()
            self.squiggles = Squiggles(self._edit, self._spelling)
            self._edit.viewport().installEventFilter(self)
        return self.squiggles

    def _open_at(self, at: QPoint) -> None:
        """By the mouse or the menu key: what can be done with the word there, and all that can be done anyway."""
        squiggles = self._begin()
        position = self._edit.cursorForPosition(at).position()
        menu = self._menu()
        self._fill(menu, squiggles.fault_at(position), squiggles.word_at(position))
        menu.addSeparator()
        usual = self._edit.createStandardContextMenu()
        usual.setParent(menu, usual.windowFlags())
        menu.addActions(usual.actions())
        self._show(menu, at)

    def _menu(self) -> QMenu:
        menu = Menu(self._edit, _("The word here"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _show(self, menu: QMenu, at: QPoint) -> None:
        menu.popup(self._edit.viewport().mapToGlobal(at))

    def _fill(self, menu: QMenu, fault: QTextCursor | None, word: QTextCursor | None = None) -> None:
        if fault is not None and not self._edit.isReadOnly():
            self._offer(menu, fault)
            menu.addSeparator()
        elif word is not None and self._spelling.is_own(word.selectedText()):
            taken = menu.addAction(
                _("Take “{word}” out of the dictionary").replace("{word}", word.selectedText())
            )
            taken.triggered.connect(partial(self._spelling.forget, word.selectedText()))
        if self._spelling.language.problem:
            menu.addAction(self._spelling.language.problem).setEnabled(False)
        self._offer_languages(menu)

    def _offer(self, menu: QMenu, fault: QTextCursor) -> None:
        word = fault.selectedText()
        suggestions = self._spelling.suggest(word)
        for suggestion in suggestions:
            act = menu.addAction(suggestion)
            act.setFont(sized(menu.font(), 0, bold=True))
            act.triggered.connect(partial(self._replace, fault, suggestion))
        if not suggestions:
            menu.addAction(_("No suggestion for “{word}”").replace("{word}", word)).setEnabled(False)
        menu.addSeparator()
        learn = menu.addAction(_("Add “{word}” to the dictionary").replace("{word}", word))
        learn.triggered.connect(partial(self._spelling.learn, word))
        ignore = menu.addAction(_("Ignore it in this field"))
        ignore.triggered.connect(partial(self._begin().ignore, word))

    def _replace(self, fault: QTextCursor, suggestion: str) -> None:
        """One step of undo, and the cursor behind the word."""
        fault.insertText(suggestion)
        self._edit.setTextCursor(fault)

    def _offer_languages(self, menu: QMenu) -> None:
        offered = menu.addMenu(_("Spelling language"))
        group = QActionGroup(offered)
        for code, name in {**languages(), "": _("None: do not check")}.items():
            act = offered.addAction(name)
            act.setCheckable(True)
            act.setChecked(code == self._spelling.language.code)
            act.triggered.connect(partial(self._spelling.language.choose, code))
            group.addAction(act)


def check_spelling(edit: QPlainTextEdit, desk: Desk) -> SpeltField:
    """Have the words of a field checked against what its desk knows; a field that is checked already stays so."""
    return edit.findChild(SpeltField) or SpeltField(edit, spelling_of(desk))

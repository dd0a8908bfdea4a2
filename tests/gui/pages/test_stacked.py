# SPDX-License-Identifier: Apache-2.0
"""A page scrolls where it has no room, and only there: not for what another page, or it itself, would like."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.pages.stacked import PageStack, scrolling


def page(words: str, least: int) -> QWidget:
    made = QWidget()
    label = QLabel(words)
    label.setWordWrap(True)
    QVBoxLayout(made).addWidget(label)
    made.setMinimumHeight(least)
    return made


def shown(qtbot: QtBot, stack: PageStack) -> QScrollArea:
    area = scrolling(stack)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    laid_out()
    return area


def laid_out() -> None:
    for _level in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def test_that_a_page_scrolls_for_itself_alone(qtbot: QtBot) -> None:
    stack = PageStack()
    stack.addWidget(page("Short.", 120))
    stack.addWidget(page("Long. " * 400, 900))
    area = shown(qtbot, stack)
    assert area.verticalScrollBar().maximum() == 0
    stack.setCurrentIndex(1)
    laid_out()
    assert area.verticalScrollBar().maximum() > 0
    stack.setCurrentIndex(0)
    laid_out()
    assert area.verticalScrollBar().maximum() == 0


def test_that_words_that_wrap_are_never_cut(qtbot: QtBot) -> None:
    stack = PageStack()
    stack.addWidget(page("Long. " * 400, 0))
    area = shown(qtbot, stack)
    label = stack.findChild(QLabel)
    assert label is not None
    assert label.height() >= label.heightForWidth(label.width())
    assert area.verticalScrollBar().maximum() > 0


def test_that_a_stack_within_a_page_asks_only_for_what_stands_in_it(qtbot: QtBot) -> None:
    within, outer, whole = PageStack(), PageStack(), QWidget()
    within.addWidget(page("Short.", 120))
    within.addWidget(page("Long. " * 400, 900))
    QVBoxLayout(whole).addWidget(within)
    outer.addWidget(whole)
    assert shown(qtbot, outer).verticalScrollBar().maximum() == 0

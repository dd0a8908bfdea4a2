# SPDX-License-Identifier: Apache-2.0
"""Guards against a Qt for Python that loses a reference each time an override or slot returns None, True or False.

Such a version runs for minutes and then kills the process. On Python 3.12 and later these objects are immortal and
the fault cannot show, so the oldest Python is the one that matters here.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QIdentityProxyModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QAction, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="What is immortal cannot be lost")

CALLS = 1000
ANSWERS: tuple[bool | None, ...] = (None, True, False)


class Model(QAbstractTableModel):
    def __init__(self, answer: bool | None) -> None:
        super().__init__()
        self.answer = answer

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self.answer

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        return self.answer


class Widget(QWidget):
    def __init__(self, answer: bool) -> None:
        super().__init__()
        self.answer = answer

    def event(self, event: QEvent) -> bool:
        return self.answer if event.type() is QEvent.Type.User else super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self.answer

    def paintEvent(self, event: QPaintEvent) -> None:
        return None


def lost(call: Callable[[], object]) -> dict[str, int]:
    """Which of the three objects lost more than a few references over the calls."""
    call()
    before = [sys.getrefcount(answer) for answer in ANSWERS]
    for _ in range(CALLS):
        call()
    after = [sys.getrefcount(answer) for answer in ANSWERS]
    change = {str(answer): now - then for answer, now, then in zip(ANSWERS, after, before, strict=True)}
    return {answer: by for answer, by in change.items() if abs(by) > CALLS // 10}


@pytest.mark.parametrize("answer", ANSWERS)
def test_that_a_model_loses_no_references(qapp: QCoreApplication, answer: bool | None) -> None:
    model, proxy = Model(answer), QIdentityProxyModel()
    proxy.setSourceModel(model)
    index = proxy.index(0, 0)
    assert lost(lambda: proxy.data(index)) == {}
    assert lost(lambda: proxy.headerData(0, Qt.Orientation.Horizontal)) == {}


@pytest.mark.parametrize("answer", [True, False])
def test_that_events_and_filters_lose_no_references(qapp: QCoreApplication, answer: bool) -> None:
    widget, watched = Widget(answer), QObject()
    watched.installEventFilter(widget)
    assert lost(lambda: QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.User))) == {}
    assert lost(lambda: QCoreApplication.sendEvent(watched, QEvent(QEvent.Type.User))) == {}


def test_that_painting_loses_no_references(qapp: QCoreApplication) -> None:
    widget, canvas = Widget(False), QPixmap(4, 4)
    widget.resize(4, 4)
    assert lost(lambda: widget.render(canvas)) == {}


@pytest.mark.parametrize("answer", ANSWERS)
def test_that_slots_lose_no_references(qapp: QCoreApplication, answer: bool | None) -> None:
    action = QAction()
    action.triggered.connect(lambda: answer)
    assert lost(action.trigger) == {}

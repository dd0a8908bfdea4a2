# SPDX-License-Identifier: Apache-2.0
"""Nothing flashes: no part of a page is a window of its own for an instant while the page is made."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from tests.support.desks import records_of


class _Windows(QObject):
    """Notes each window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Show or isinstance(watched, QMainWindow):
            return False
        if isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[_Windows]:
    found = _Windows()
    qapp.installEventFilter(found)
    yield found
    qapp.removeEventFilter(found)


def test_that_no_page_shows_a_part_of_it_as_a_window(demo: Shell, windows: _Windows) -> None:
    for key in places.keys(demo.desk.catalogue):
        demo.guide.go(key)
    (project, *_others) = records_of(demo.desk, "project").values()
    demo.guide.open_record("project", project.id)
    assert windows.shown == []

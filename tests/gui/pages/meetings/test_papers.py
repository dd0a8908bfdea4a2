# SPDX-License-Identifier: Apache-2.0
"""Papers are opened from the web alone: no address in a shared file may run anything."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from portfolio_desktop.gui.pages.meetings.papers import open_paper
from portfolio_desktop.gui.shell.shell import Shell


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to open."""
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def test_that_a_page_of_the_web_is_opened(demo: Shell, opened: list[str]) -> None:
    open_paper(demo.desk, " https://papers.example/board/7 ")
    assert opened == ["https://papers.example/board/7"]


@pytest.mark.parametrize(
    "address",
    [
        "file:///C:/Windows/System32/calc.exe",
        r"\\server\share\paper.exe",
        "javascript:alert(1)",
        "ms-msdt:/id",
        "/Papers/board.pdf",
        "Shelf 4, room 12",
    ],
)
def test_that_anything_else_is_copied(demo: Shell, opened: list[str], address: str) -> None:
    notices: list[str] = []
    demo.desk.noticed.connect(lambda text, _undo: notices.append(text))
    open_paper(demo.desk, address)
    assert opened == []
    assert QGuiApplication.clipboard().text() == address
    assert address in notices[0]

# SPDX-License-Identifier: Apache-2.0
"""Page after page and dialog after dialog, by keyboard alone: all is reached, all has a name and a role, nothing is too small.

One window for all of it. `python -m tests.support.access` walks every scene of the pictures in the same way.
"""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance
from tests.support.access.playing import findings
from tests.support.access.reaching import walk
from tests.support.access.speaking import name_of, spoken
from tests.support.access.widgets import described, in_sight
from tests.support.ask import FakeAsk
from tests.support.qt import to_front
from tests.support.windows import demo_file, open_window

__all__ = ["demo_file"]

_PAGES = (
    places.HOME,
    places.TIMELINE,
    places.RISKS,
    places.MEETINGS,
    places.ASSURANCE,
    places.STAKEHOLDERS,
    places.PEOPLE,
    places.CAPACITY,
    places.TECHNOLOGY,
    places.PACKS,
    places.SAFEKEEPING,
    places.SEARCH,
    places.register_key("risk"),
)
_DIALOGS = ("preferences", "keys", "about", "diary")


@pytest.fixture(scope="module")
def window(
    tmp_path_factory: pytest.TempPathFactory, demo_file: Path, themed_app: Appearance
) -> Iterator[Shell]:
    """The window on the demo portfolio, once for all pages."""
    folder = tmp_path_factory.mktemp("access")
    ask = FakeAsk()
    with pytest.MonkeyPatch.context() as patch, open_window(folder, ask, themed_app) as shell:
        patch.setenv(HOME_VARIABLE, str(folder / "laptop"))
        shell.files.open(Path(shutil.copyfile(demo_file, folder / "Demo.portfolio")))
        shell.window.activateWindow()
        yield shell


@pytest.mark.parametrize("page", _PAGES)
def test_that_a_page_is_open_to_whoever_works_by_keyboard_or_by_ear(window: Shell, page: str) -> None:
    window.guide.go(page)
    assert sorted(set(findings(window.window))) == []


@pytest.mark.parametrize("name", _DIALOGS)
def test_that_a_dialog_is_open_to_everybody_and_escape_leaves_it(window: Shell, name: str) -> None:
    before = _dialogs(window)
    window.actions[name].trigger()
    (dialog,) = _dialogs(window) - before
    assert sorted(set(findings(dialog))) == []
    assert not dialog.isVisible()


def test_that_tab_goes_through_the_window_as_it_is_read(window: Shell, qtbot: QtBot) -> None:
    to_front(window.window, qtbot)  # a dialog may have been in front of it
    window.guide.go(places.register_key("risk"))
    order = [window.navigation, window.window.middle, window.inspector, window.window.statusBar()]
    reached, _trap = walk(window.window)
    parts = {part: [each for each in reached if part.isAncestorOf(each)] for part in order}
    assert all(parts.values())
    for before, after in pairwise(order):
        _focus(_in_order(window, parts[before])[-1])
        window.window.focusNextPrevChild(True)
        assert after.isAncestorOf(_at(window))


def test_that_a_key_leads_from_part_to_part_and_back_to_where_one_was(window: Shell) -> None:
    window.guide.go(places.register_key("risk"))
    table = _at(window)
    window.actions["next_part"].trigger()
    assert window.inspector.isAncestorOf(_at(window))
    window.actions["previous_part"].trigger()
    assert _at(window) is table


def test_that_a_key_leads_from_section_to_section_of_the_record_beside_a_register(window: Shell) -> None:
    window.guide.go(places.register_key("risk"))
    table = _at(window)
    window.actions["next_section"].trigger()
    assert name_of(spoken(_at(window))) == "What to show of the record: Details"
    titles = ["What may happen", "How likely, how bad", "When", "In figures", "What is done", "Its life"]
    reached = []
    for _step in titles:
        window.actions["next_section"].trigger()
        reached.append(name_of(spoken(_at(window))))
        if len(reached) == 1:
            QTest.keyClick(_at(window), Qt.Key.Key_Tab)  # into the fields of the section that is open
    assert reached == titles
    _focus(table)
    window.actions["previous_section"].trigger()
    assert name_of(spoken(_at(window))) == "Its life"
    window.actions["previous_section"].trigger()
    assert name_of(spoken(_at(window))) == "What is done"


def test_that_tab_goes_along_a_row_of_a_register_and_out_at_its_end(window: Shell) -> None:
    window.guide.go(places.register_key("risk"))
    table = _at(window)
    name = name_of(spoken(table))
    for _step in range(40):
        QTest.keyClick(_at(window), Qt.Key.Key_Tab)
        if _at(window) is not table:
            break
    assert name == "Risks"
    assert _at(window) is not table


def _dialogs(window: Shell) -> set[QDialog]:
    return {each for each in window.window.findChildren(QDialog) if each.isVisible()}


def _at(window: Shell) -> QWidget:
    at = window.window.focusWidget()
    assert at is not None
    return at


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)


def _in_order(window: Shell, reached: list[QWidget]) -> list[QWidget]:
    places_ = window.window.parts._places()
    return sorted((each for each in reached if each in places_), key=places_.index)


def test_that_twice_the_size_fits_a_small_screen_and_all_of_a_page_is_scrolled_to(window: Shell) -> None:
    """1366 x 768 at 200 %, less the frame of the window and the bar of the desktop."""
    before, found = window.window.size(), dict[str, list[str]]()
    window.window.resize(683, 330)
    try:
        for page in _PAGES:
            window.guide.go(page)
            QCoreApplication.sendPostedEvents()
            assert window.window.size().toTuple() == (683, 330), page
            lost = [described(each) for each in in_sight(window.window) if _is_out_of_reach(each)]
            found |= {page: lost} if lost else {}
        assert found == {}
    finally:
        window.window.resize(before)


def _is_out_of_reach(widget: QWidget) -> bool:
    """Whether it scrolls nowhere and is less than what it holds."""
    if not isinstance(widget, QScrollArea) or (inside := widget.widget()) is None:
        return False
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    wide = widget.horizontalScrollBarPolicy() == off and inside.width() > widget.viewport().width() + 1
    high = widget.verticalScrollBarPolicy() == off and inside.height() > widget.viewport().height() + 1
    return wide or high

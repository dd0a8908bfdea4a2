# SPDX-License-Identifier: Apache-2.0
"""A themed application without a screen, jobs that run where they are asked for, and a person who answers."""

import gc
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.home.page import HomePage
from portfolio_desktop.gui.pages.safekeeping import keeper
from portfolio_desktop.gui.shell.late import LateCounts
from portfolio_desktop.gui.theme import Appearance, Mode
from tests.support.ask import FakeAsk
from tests.support.offscreen import paint_into_memory

paint_into_memory()


HERE = Path(__file__).parent

_SWEPT, _SCOURED = 10, 100
_YOUNG, _ALL = 1, 2  # generations: of what is old, little is garbage, and to look through it takes longest
_torn_down = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen that is not there complains of what it cannot do to windows; every other warning of Qt fails."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None]:
    """What asked to be deleted later is deleted after its test: the loop of events that would do so never runs here.

    The garbage of some tests is swept at once: left to itself, a window may stay to the end of the run.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    number = next(_torn_down)
    if number % _SWEPT == 0:
        gc.collect(_ALL if number % _SCOURED == 0 else _YOUNG)


@pytest.fixture(scope="session")
def themed_app(qapp: QApplication) -> Iterator[Appearance]:
    yield Appearance(qapp, Mode.LIGHT)
    qapp.clipboard().clear()  # this platform would let go of what was copied only after Python has gone


@pytest.fixture(autouse=True)
def appearance(themed_app: Appearance) -> Iterator[Appearance]:
    """The application in the light theme; a test may switch it."""
    yield themed_app
    if themed_app.mode is not Mode.LIGHT:
        themed_app.use(Mode.LIGHT)


@pytest.fixture(autouse=True)
def no_copy_of_the_day(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening keeps none, but where copies are what is tried: on a laptop without one it takes longer than most tests."""
    if request.path.parent.name != "safekeeping":
        monkeypatch.setattr(keeper, "due", lambda _office: None)


@pytest.fixture(autouse=True)
def home_unread(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home reads nothing, but where a mark says that it is tried: each window opens on it, which takes longer than most tests."""
    if request.node.get_closest_marker("home") is None:
        monkeypatch.setattr(HomePage, "_load", lambda _page: None)


@pytest.fixture(autouse=True)
def lateness_uncounted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The navigation counts nothing late, but where the window itself is tried: it would count after each write of each test."""
    if request.path.parent.name != "shell" and request.node.get_closest_marker("home") is None:
        monkeypatch.setattr(LateCounts, "_count", lambda _counts: None)


@pytest.fixture(autouse=True)
def collected_on_the_gui_thread() -> Iterator[None]:
    """As in the product: on a job's thread the collector could end a widget, and the test run with it."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def ask() -> Iterator[FakeAsk]:
    fake = FakeAsk()
    yield fake
    fake.finish()


@pytest.fixture
def jobs(appearance: Appearance) -> Iterator[InlineJobs]:
    """Runs jobs at once; an exception that nobody handles fails the test."""

    def fail(error: Exception) -> None:
        raise error

    inline = InlineJobs(fail)
    yield inline
    inline.shutdown()

# SPDX-License-Identifier: Apache-2.0
"""A whole window for a test: everything runs where it is asked for, and a queue answers the questions."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.services.demo import fill
from portfolio_desktop.services.office import new_office
from portfolio_desktop.storage.changes import Written
from tests.support.ask import FakeAsk
from tests.support.offscreen import paint_into_memory

paint_into_memory()

_SIZE = 1360, 860
_DEMO = "Demo portfolio.portfolio"


@contextmanager
def open_window(
    folder: Path, ask: FakeAsk, appearance: Appearance, unhandled: Callable[[Exception], None] | None = None
) -> Iterator[Shell]:
    """A window on its welcome page; its settings go to `folder`. Nothing may go wrong unnoticed."""

    def fail(error: Exception) -> None:
        raise error

    settings = Settings(folder / "settings.json")
    settings.put("author", "Ann Example")
    jobs = InlineJobs(unhandled or fail)
    window = MainWindow(settings)
    shell = Shell(window, Desk(jobs, settings, ask, window), appearance)
    window.resize(*_SIZE)
    window.show()
    try:
        yield shell
    finally:
        shell.desk.close()
        window.finish()
        window.deleteLater()
        # At once, or the widgets of every test before would be restyled with those of the next.
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
        jobs.shutdown()


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for this laptop; its own files lie in `laptop` below it."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))
    return tmp_path


@pytest.fixture
def shell(laptop: Path, ask: FakeAsk, appearance: Appearance, qapp: QApplication) -> Iterator[Shell]:
    """A window on its welcome page."""
    with open_window(laptop, ask, appearance) as shell:
        yield shell


@contextmanager
def at_once(shell: Shell) -> Iterator[None]:
    """The window hears of what is written within once, at the end: to follow each write takes most of many a test."""
    heard: list[tuple[Written, Catalogue]] = []
    with patch.object(shell.desk, "_tell", heard.append):
        yield
    if heard:
        last, catalogue = heard[-1]
        touched = frozenset[tuple[str, Id]]().union(*(written.touched for written, _then in heard))
        shell.desk._tell((replace(last, touched=touched), catalogue))


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo portfolio, made once; to be copied, never opened."""
    path = tmp_path_factory.mktemp("demo") / _DEMO
    with new_office(path, "Ann Example") as office:
        fill(office)
    return path


def own_demo(laptop: Path, demo_file: Path) -> Path:
    """A copy of the demo portfolio, where the window looks for it."""
    folder = laptop / "laptop" / "demo"
    folder.mkdir(parents=True)
    return shutil.copyfile(demo_file, folder / _DEMO)


@pytest.fixture
def demo(shell: Shell, laptop: Path, demo_file: Path) -> Shell:
    """The window on the demo portfolio."""
    own_demo(laptop, demo_file)
    shell.files.demo()
    return shell


@cache
def _empty_file() -> bytes:
    """What an empty workspace is, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Empty.portfolio"
        new_office(path, "Ann Example").close()
        return path.read_bytes()


@pytest.fixture
def empty(shell: Shell, laptop: Path) -> Shell:
    """The window on an empty workspace."""
    path = laptop / "Empty.portfolio"
    path.write_bytes(_empty_file())
    shell.files.open(path)
    return shell

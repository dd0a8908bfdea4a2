# SPDX-License-Identifier: Apache-2.0
"""A manager is called away in the middle of a word: the file locks by itself, and later the word stands there again.

With the threads of the product, because what is kept at the last moment and the closing of the file must not cross.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.matters.page import MatterView
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.office import new_office
from portfolio_desktop.services.people.concerns import matters, open_matter
from portfolio_desktop.services.people.people_file import PeopleFile
from tests.support.ask import FakeAsk
from tests.support.people import NAMES, begun, party
from tests.support.people_files import PASSPHRASE, quick_passphrases
from tests.support.windows import laptop

__all__ = ["begun", "laptop", "quick_passphrases"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CAI = party(2)
WORDS = "She said that the calendar was never sh"


@pytest.fixture
def shell(laptop: Path, begun: Path, quick_passphrases: None, qapp: QApplication) -> Iterator[Shell]:
    """A window with the threads of the product, on a workspace with Ben's people file beside it."""

    def fail(error: Exception) -> None:
        raise error

    shutil.copytree(begun, laptop, dirs_exist_ok=True)
    path = laptop / "office.portfolio"
    new_office(path, NAMES[1]).close()
    settings = Settings(laptop / "settings.json")
    settings.put("author", NAMES[1])
    jobs, window = Jobs(fail), MainWindow(settings)
    shell = Shell(window, Desk(jobs, settings, FakeAsk(), window), Appearance(qapp, Mode.LIGHT))
    window.show()
    shell.files.open(path)
    yield shell
    shell.desk.close()
    window.finish()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    jobs.shutdown()


@pytest.fixture
def settle(qtbot: QtBot, shell: Shell) -> Callable[[], None]:
    """Wait until all that was asked for has come home."""
    return lambda: qtbot.waitUntil(lambda: not shell.desk.jobs.tasks, timeout=20_000)


def unlocked(shell: Shell, settle: Callable[[], None]) -> tuple[Inside, PeopleDesk]:
    people = shell.confidential.people
    people.unlock(passphrase=PASSPHRASE)
    settle()
    gate = shell.guide.page
    assert isinstance(gate, Gate)
    assert isinstance(gate.inside, Inside)
    return gate.inside, people


def matter_of(people: PeopleDesk, settle: Callable[[], None]) -> Id:
    people.change(lambda file: open_matter(file, CAI, "conduct", "Returns not sent", on=date(2026, 9, 1)))
    found: list[Id] = []
    people.people(lambda file: [one.id for one in matters(file, CAI)], found.extend)
    settle()
    return found[0]


def test_that_a_word_in_the_middle_is_there_again_after_the_file_locked_itself(
    shell: Shell, settle: Callable[[], None]
) -> None:
    settle()
    shell.guide.go(places.TEAM)
    inside, people = unlocked(shell, settle)
    inside.show_matter(matter_of(people, settle))
    settle()
    assert isinstance(inside.page, MatterView)
    inside.page.sheet.edit("cause").setPlainText(WORDS)  # a field of the page
    inside.page.resume("step.informal", "")  # and a small window over it
    (dialog,) = inside.page.findChildren(Dialog)
    settle()
    QTest.keyClicks(dialog.findChildren(QPlainTextEdit)[0], WORDS)
    people._idle.timeout.emit()  # nobody has pressed a key for ten minutes
    assert not dialog.isVisible()
    assert not inside.isVisible()
    settle()
    again, people = unlocked(shell, settle)
    settle()
    assert isinstance(again.page, MatterView)
    assert again.page.sheet.edit("cause").toPlainText() == WORDS
    (dialog,) = again.page.findChildren(Dialog)
    assert dialog.isVisible()
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == WORDS
    field = dialog.findChildren(QPlainTextEdit)[0]
    field.setPlainText(f"{field.toPlainText()}own to her.")
    dialog.agree()
    settle()
    said: list[str] = []

    def read(file: PeopleFile) -> list[str]:
        with file.reading() as reader:
            return [str(one["words"]) for one in reader.all(reader.catalogue.entity("concern_step"))]

    people.people(read, said.extend)
    settle()
    assert f"{WORDS}own to her." in said

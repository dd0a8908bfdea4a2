# SPDX-License-Identifier: Apache-2.0
"""What is pictured of everyday craft: the quality of the data, the diary, notices, preferences."""

from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.pages.diary import DiaryDialog
from portfolio_desktop.gui.pages.quality.page import QualityPage
from portfolio_desktop.gui.preferences.dialog import Preferences
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.quality.finding import Fault


def _quality(shell: Shell) -> None:
    shell.guide.go(places.QUALITY)


def _mending(shell: Shell) -> None:
    shell.guide.go(places.QUALITY)
    page = shell.guide.page
    assert isinstance(page, QualityPage)
    page.choose(register="status_report")
    page.begin(Fault.MISSING)


def _diary(shell: Shell) -> QWidget:
    shell.actions["diary"].trigger()
    dialog = shell.window.findChild(DiaryDialog)
    assert dialog is not None
    return dialog


def _preferences(shell: Shell) -> QWidget:
    shell.actions["preferences"].trigger()
    dialog = shell.window.findChild(Preferences)
    assert dialog is not None
    return dialog


def _notices(shell: Shell) -> QWidget:
    shell.actions["notices"].trigger()
    return shell.notices.list


EVERYDAY_SCENES = (
    ("notices", _notices, 860),
    ("preferences", _preferences, 860),
    ("quality", _quality, 1100),
    ("quality-mending", _mending, 860),
    ("diary", _diary, 860),
)
BLANK_EVERYDAY_SCENES = (("quality-empty", _quality, 860),)

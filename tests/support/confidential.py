# SPDX-License-Identifier: Apache-2.0
"""A window with a people file beside its workspace, and a person who reads and presses what is in sight."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.appraisal.view import AppraisalView
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.team import TeamPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.office import new_office
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.people import NAMES, Team, party
from tests.support.people_files import PASSPHRASE


@pytest.fixture
def office(shell: Shell, laptop: Path, begun: Path, quick_passphrases: None) -> Iterator[Shell]:
    """The window on a workspace with Ben's team in it, and Ben's people file beside it, locked."""
    shutil.copytree(begun, laptop, dirs_exist_ok=True)
    path = laptop / "office.portfolio"
    with new_office(path, NAMES[1]) as made:
        persons = [
            Create("person", party(place), {"name": name, "role": "Analyst"} | above(place))
            for place, name in enumerate(NAMES)
        ]
        made.write(Changes("People", tuple(persons)))
    shell.files.open(path)
    yield shell
    shell.desk.close()


def above(place: int) -> dict[str, str]:
    """Ada leads Ben, Ben leads all others."""
    return {"manager_id": party(min(place - 1, 1))} if place else {}


def unlock(shell: Shell, place: str = places.TEAM) -> Inside:
    """Go to a page of the people file and open it by the passphrase."""
    shell.guide.go(place)
    gate = shell.guide.page
    assert isinstance(gate, Gate)
    if gate.inside is None:
        shell.confidential.people.unlock(passphrase=PASSPHRASE)
    assert isinstance(gate.inside, Inside)
    return gate.inside


def lock(shell: Shell) -> None:
    """Press the key, and let go what Qt deletes with the next event."""
    shell.actions["lock"].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def team_of(shell: Shell) -> Team:
    """The open people file, to be written to as a test of services does."""
    found: list[PeopleFile] = []
    shell.confidential.people.people(found.append)
    return Team(found[0])


def team_page(inside: Inside) -> TeamPage:
    assert isinstance(inside.overview, TeamPage)
    return inside.overview


def opened(inside: Inside, appraisal: Id) -> AppraisalView:
    """The page of an appraisal."""
    inside.show_appraisal(appraisal)
    assert inside.appraisal is not None
    return inside.appraisal


def press(root: QWidget, words: str) -> None:
    """Press the one button in sight that says so."""
    found = [
        button
        for button in root.findChildren(QAbstractButton)
        if button.text().strip() == words and button.isVisibleTo(root)
    ]
    assert len(found) == 1, f"{len(found)} buttons say {words!r}"
    found[0].click()


def texts(root: QWidget) -> str:
    """All that the widgets under `root` say, to the eye and to a screen reader."""
    said = [root.windowTitle(), root.accessibleName()]
    for widget in root.findChildren(QWidget):
        said += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        ]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            said.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            said.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            said += [widget.itemText(place) for place in range(widget.count())]
        elif isinstance(widget, QListWidget):
            said += [widget.item(row).text() for row in range(widget.count())]
        elif isinstance(widget, QTableView):
            model = widget.model()
            said += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
    said += [f"{action.text()} {action.toolTip()}" for action in root.findChildren(QAction)]
    return "\n".join(filter(None, said))

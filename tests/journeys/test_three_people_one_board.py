# SPDX-License-Identifier: Apache-2.0
"""Three people, three windows, one folder and one board: two disagree while they are away, the office settles it, one sits with
the board, another issues the pack, and all three read the same."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.gui.pages.meetings.deciding import DecisionPanel
from portfolio_desktop.gui.pages.meetings.noting import SeatLine
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.sharing.page import SharingPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.sharing import conflicts
from tests.gui.pages.meetings.going import button, id_of, meeting, read, sit
from tests.support.ask import FakeAsk
from tests.support.meetings import BoardRoom, furnish
from tests.support.offices import dump
from tests.support.windows import open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "does not support propagateSizeHints")

TEXT = "The quay wall is surveyed.\nThe crane is on order.\nThe berth opens in May."
MEETING = "MT-0002"


@dataclass
class Person:
    """Somebody with a laptop of their own: a window, the files beside it, and the answers that they give."""

    name: str
    home: Path
    monkeypatch: pytest.MonkeyPatch
    ask: FakeAsk = field(default_factory=FakeAsk)
    _shell: Shell | None = None

    @property
    def shell(self) -> Shell:
        """The window, with what belongs to this laptop under it."""
        assert self._shell is not None
        self.monkeypatch.setenv(HOME_VARIABLE, str(self.home / "laptop"))
        return self._shell

    def opens(self, windows: ExitStack, appearance: Appearance) -> None:
        self.home.mkdir()
        self._shell = windows.enter_context(open_window(self.home, self.ask, appearance))
        self._shell.desk.settings.put("author", self.name)

    def sends_and_takes(self) -> None:
        self.shell.actions["share_now"].trigger()

    def line(self) -> str:
        """What the foot of the window says of the share."""
        return self.shell.status._sharing.accessibleName()

    def sharing(self) -> SharingPage:
        self.shell.guide.go(places.SHARING)
        page = self.shell.guide.page
        assert isinstance(page, SharingPage)
        return page

    def changes(self, room: BoardRoom, **values: Value) -> None:
        shell = self.shell
        shell.desk.write(lambda office: records.change(office, "project", room.project, values))

    def prints(self, period: str, target: Path) -> bytes:
        """The issued pack of that period, printed from this laptop's copy."""
        self.shell.actions["pack"].trigger()
        page = self.shell.guide.page
        assert isinstance(page, PacksPage)
        next(row for row in page.findChildren(RowButton) if period in row.accessibleName()).click()
        self.ask.answer(target)
        page._save.click()
        return target.read_bytes()


@pytest.fixture
def people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[tuple[Person, Person, Person]]:
    found = tuple(
        Person(name, tmp_path / name.split()[0].lower(), monkeypatch)
        for name in ("Ann Example", "Bob Example", "Cal Example")
    )
    appearance = Appearance(qapp, Mode.LIGHT)
    with ExitStack() as windows:
        for person in found:
            person.opens(windows, appearance)
        yield found[0], found[1], found[2]
    for person in found:
        person.ask.finish()


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def room(people: tuple[Person, Person, Person], share: Path, tmp_path: Path) -> BoardRoom:
    """Ann's board, shared by her and joined by the others."""
    ann, bob, cal = people
    shell, path, invitation = ann.shell, ann.home / "Board.portfolio", tmp_path / "board.invitation"
    with new_office(path, ann.name) as office:
        room = furnish(office)
        values: dict[str, Value] = {"end": date(2027, 3, 31), "description": TEXT}
        office.write(records.change(office, "project", room.project, values))
    shell.files.open(path)
    ann.ask.answer(share, "sealed", invitation)
    shell.actions["share"].trigger()
    for person in (bob, cal):
        person.ask.answer(invitation, share, person.home / "Board.portfolio")
        person.shell.actions["join"].trigger()
    return room


def all_meet(*people: Person) -> None:
    for person in (*people, *people):
        person.sends_and_takes()


def disagree(bob: Person, cal: Person, room: BoardRoom, share: Path) -> None:
    """Both work on while nobody reaches the folder."""
    away = share.rename(share.with_name("away"))
    bob.changes(room, end=date(2027, 4, 30), description=TEXT.replace("on order", "on site"))
    cal.changes(room, end=date(2027, 6, 30), description=TEXT.replace("May", "July"))
    for person in (bob, cal):
        person.sends_and_takes()
        assert "not reachable" in person.line()
        assert "(1 change waiting)" in person.line()
    away.rename(share)


def settle(ann: Person) -> None:
    """The office keeps one of two dates, and reads the paragraphs that go together before keeping all of them."""
    page = ann.sharing()
    assert ann.shell.navigation._late[places.SHARING] == 2
    for name in ("Keep this: 30 Jun 2027", "Keep all of it"):
        found = (each for each in page.findChildren(QPushButton) if each.accessibleName().startswith(name))
        next(each for each in found if not each.isHidden()).click()
    assert ann.shell.navigation._late[places.SHARING] == 0


def chair(cal: Person) -> None:
    """Two sit down, one asks for the money and gets it, and somebody is to do something about it."""
    sitting = sit(cal.shell, MEETING, minutes=5)
    for place in range(2):
        line = [each for each in sitting.findChildren(SeatLine) if each.isVisible()][place]
        line.findChildren(QCheckBox)[0].setChecked(True)
    QTest.keyClick(sitting, Qt.Key.Key_PageDown)
    panel = next(each for each in sitting.findChildren(DecisionPanel) if each.isVisible())
    lines = {each.accessibleName(): each for each in panel.findChildren(QLineEdit)}
    lines["Reasons"].setText("The survey leaves no time to wait.")
    button(panel, "Record the decision").click()
    entry = sitting.beside.entry
    entry.line.setText("Ruth: tell the contractor by the end of the month")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    button(entry, "Add it").click()
    button(sitting, "The meeting was held").click()
    QTest.keyClick(sitting, Qt.Key.Key_Escape)


def issue(bob: Person) -> None:
    bob.shell.actions["pack"].trigger()
    page = bob.shell.guide.page
    assert isinstance(page, PacksPage)
    page._form._period.setText("November 2026")
    page._form._make.click()
    page._issue.click()


def value(person: Person, room: BoardRoom, name: str) -> object:
    def look(office: Office) -> object:
        with office.reading() as reader:
            record = reader.get(office.catalogue.entity("project"), room.project)
            assert record is not None
            return record[name]

    return read(person.shell, look)


def test_three_windows_one_share_one_board_one_pack(
    people: tuple[Person, Person, Person], room: BoardRoom, share: Path, tmp_path: Path
) -> None:
    ann, bob, cal = people
    disagree(bob, cal, room, share)
    all_meet(bob, cal, ann)
    settle(ann)
    all_meet(ann, bob, cal)
    for person in people:
        assert value(person, room, "end") == date(2027, 6, 30)
        assert value(person, room, "description") == TEXT.replace("on order", "on site").replace(
            "May", "July"
        )

    chair(cal)
    all_meet(cal, bob, ann)
    for person in people:
        held = meeting(person.shell, MEETING)
        assert held.meeting.status == "held"
        assert [action.owner for action in held.all_actions] == ["Ruth Calloway"]
        assert [decision.decided for decision in held.items[1].decisions] == [True]

    issue(bob)
    all_meet(bob, cal, ann)
    packs = [person.prints("November 2026", tmp_path / f"{person.name}.pdf") for person in people]
    assert packs[0].startswith(b"%PDF-")
    assert packs[0] == packs[1] == packs[2]

    for person in people:
        assert read(person.shell, conflicts.conflicts) == ()
        assert "Shared, all changes sent" in person.line()
    assert len({read(person.shell, dump) for person in people}) == 1
    assert id_of(ann.shell, "D-0001") == str(room.asked)

# SPDX-License-Identifier: Apache-2.0
"""The bell and its list, a word in passing, and none outside the window where the desktop has no place for it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.notices.bell import Bell, NoticeList
from portfolio_desktop.gui.notices.tray import Tray
from portfolio_desktop.gui.notices.watching import Watching
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.services import records
from portfolio_desktop.services.notices.notice import Notice
from tests.support.ask import FakeAsk
from tests.support.desks import TODAY, open_desk, records_of
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup

NOON = datetime.combine(TODAY, datetime.fromisoformat("2026-01-01T12:00").time())


INSTANT = QToolButton.ToolButtonPopupMode.InstantPopup


class Person:
    """Looks at the window, or away."""

    away = False
    now = NOON


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        for values in (
            {"title": CANARY, "due": TODAY - timedelta(days=2)},
            {"title": "Write", "due": TODAY + timedelta(days=2)},
        ):
            desk.write(lambda office, values=values: records.create(office, "action", values))  # type: ignore[misc]
        late = [record.id for record in records_of(desk, "project").values() if _is_late(record)]
        desk.write(lambda office: records.change_many(office, "project", late, {"end": None}))
        yield desk


def _is_late(project: Record) -> bool:
    """A notice of its own, which is not what is tried here."""
    end = project["end"]
    return isinstance(end, date) and end < TODAY


@pytest.fixture
def watching(desk: Desk, person: Person) -> Watching:
    return Watching(desk, desk, lambda: person.away, lambda: person.now)


def told(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.noticed.connect(lambda text, _undo, _to: said.append(text))
    return said


def test_that_a_notice_is_told_once_done_with_and_back_once_there_is_more(
    desk: Desk, watching: Watching
) -> None:
    said = told(desk)
    watching.look()
    watching.look()
    (notice,) = watching.standing
    assert said == [notice.text]
    watching.done(notice)
    assert watching.standing == ()
    assert watching.set_aside == 1
    desk.write(lambda office: records.create(office, "action", {"title": "More", "due": TODAY}))
    watching.look()
    assert len(watching.standing) == 1


def test_that_whoever_looks_away_is_told_outside_without_a_word_of_what_it_is_about(
    desk: Desk, watching: Watching, person: Person
) -> None:
    said = told(desk)
    outside: list[str] = []
    watching.outside.connect(outside.append)
    person.away = True
    watching.look()
    assert said == []
    assert outside == ["2 things are due."]


def test_that_nothing_is_said_at_night_and_all_of_it_in_the_morning(
    desk: Desk, watching: Watching, person: Person
) -> None:
    said = told(desk)
    person.now = NOON.replace(hour=23)
    watching.look()
    assert said == []
    person.now = NOON.replace(hour=9) + timedelta(days=1)
    watching._tick()
    assert len(said) == 1


def test_that_trouble_with_copies_is_among_the_notices_and_goes_with_it(watching: Watching) -> None:
    watching.look()
    watching.follow_backups("The stick is full.")
    assert [each.text for each in watching.standing if each.key == "backup"] == ["The stick is full."]
    watching.follow_backups("")
    assert all(each.key != "backup" for each in watching.standing)


def test_that_the_keyboard_stays_in_the_list_when_what_stands_in_it_is_drawn_anew(
    desk: Desk, watching: Watching, qtbot: QtBot
) -> None:
    holder, bell = QWidget(), Bell()
    qtbot.addWidget(holder)
    listing = NoticeList(watching, holder)
    listing.open_at(bell)
    assert isinstance(listing.focusWidget(), RowButton)
    desk.write(lambda office: records.create(office, "action", {"title": "Call", "due": TODAY}))
    listing._follow(watching.standing)
    again = listing.focusWidget()
    assert isinstance(again, RowButton)
    assert again.isVisible()
    listing.close()


def test_that_arrows_go_from_notice_to_notice_and_what_is_done_gives_its_place_to_the_next(
    desk: Desk, watching: Watching, qtbot: QtBot
) -> None:
    last_week = TODAY - timedelta(days=7)
    desk.write(lambda office: records.create(office, "issue", {"title": "Flood", "due": last_week}))
    later = TODAY + timedelta(days=1)
    desk.write(lambda office: records.create(office, "risk", {"title": "Strike", "review_on": later}))
    holder = QWidget()
    qtbot.addWidget(holder)
    listing = NoticeList(watching, holder)
    listing.open_at(Bell())
    names = [f"{each.text}. Go there" for each in watching.standing]
    assert len(names) == 3

    def said() -> str:
        at = listing.focusWidget()
        return at.accessibleName() if at is not None else ""

    def press(key: Qt.Key) -> None:
        QTest.keyClick(listing.focusWidget(), key)

    heard = [said()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(key)
        heard.append(said())
    assert heard == [names[0], names[1], names[2], names[2], names[1]]
    press(Qt.Key.Key_Tab)
    assert said() == f"Done: {watching.standing[1].text}"
    press(Qt.Key.Key_Space)
    assert said() == names[2]
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert said() == names[0]
    listing.close()


def test_that_the_list_goes_there_puts_off_and_is_rid_of(desk: Desk, watching: Watching) -> None:
    holder, bell = QWidget(), Bell()
    listing = NoticeList(watching, holder)
    went: list[Notice] = []
    listing.wanted.connect(went.append)
    listing.open_at(bell)
    assert_every_focusable_widget_is_named(listing)
    assert_no_label_reads_markup(listing)
    listing.findChildren(RowButton)[0].click()
    assert [each.entity for each in went] == ["action"]
    listing.open_at(bell)
    menus = [button for button in listing.findChildren(QToolButton) if button.popupMode() is INSTANT]
    menus[0].menu().actions()[1].trigger()
    assert watching.standing == ()
    listing.close()
    holder.deleteLater()


def test_that_a_desktop_without_a_place_outside_is_no_trouble(
    appearance: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    window = QWidget()
    tray = Tray(window)
    assert not tray.say("2 things are due.")
    tray.hide()
    window.deleteLater()

# SPDX-License-Identifier: Apache-2.0
"""A day on one line: typed over another, picked, refused."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.form.day import DayEdit


@pytest.fixture
def line(qtbot: QtBot) -> DayEdit:
    made = DayEdit(date(2026, 11, 23))
    qtbot.addWidget(made)
    made.show()
    return made


def typed(line: DayEdit, words: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "words", ["31 Oct 2026", "31/10/2026", "31.10.26", "2026-10-31", "31 October 2026", "Sat 31 Oct 2026"]
)
def test_that_a_whole_day_typed_over_another_is_that_day(line: DayEdit, words: str) -> None:
    told: list[QDate] = []
    line.dateChanged.connect(told.append)
    typed(line, words)
    assert line.date() == QDate(2026, 10, 31)
    assert line.text() == "31 Oct 2026"
    assert told == [QDate(2026, 10, 31)]


def test_that_what_is_typed_counts_before_the_line_is_left(line: DayEdit) -> None:
    line.selectAll()
    QTest.keyClicks(line, "31 Oct 2026")
    assert line.date() == QDate(2026, 10, 31)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("31 Nov 2026", "“31 Nov 2026”: There is no such day. It stays 23 Nov 2026."),
        ("soon", "“soon”: This is not a date. It stays 23 Nov 2026."),
        ("1/1/2020", "“1/1/2020”: Not before 1 Jan 2025. It stays 23 Nov 2026."),
        ("1/1/2030", "“1/1/2030”: Not after 31 Dec 2027. It stays 23 Nov 2026."),
        ("", "A day is needed. It stays 23 Nov 2026."),
    ],
)
def test_that_no_day_gives_way_to_the_one_before_and_it_is_said_why(
    line: DayEdit, words: str, why: str
) -> None:
    line.setMinimumDate(QDate(2025, 1, 1))
    line.setMaximumDate(QDate(2027, 12, 31))
    line.clear()
    typed(line, words)
    assert line.text() == "23 Nov 2026"
    assert line.accessibleDescription() == why
    assert line.property("problem")
    typed(line, "24/11/2026")
    assert line.accessibleDescription() == ""
    assert line.date() == QDate(2026, 11, 24)


def test_that_an_empty_line_is_no_day_where_none_is_allowed(qtbot: QtBot) -> None:
    line = DayEdit(none="Not set")
    qtbot.addWidget(line)
    assert not line.date().isValid()
    assert line.placeholderText() == "Not set"
    typed(line, "31/10/2026")
    assert line.date() == QDate(2026, 10, 31)
    line.clear()
    assert not line.date().isValid()


def test_that_the_arrows_go_from_day_to_day_and_escape_takes_back_what_was_typed(line: DayEdit) -> None:
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "24 Nov 2026"
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClicks(line, "x")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "23 Nov 2026"


def test_that_a_day_is_picked_from_the_calendar_between_the_first_and_the_last(line: DayEdit) -> None:
    line.setMaximumDate(QDate(2026, 11, 30))
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert line._calendar is not None
    month = line._calendar._month
    assert month.selectedDate() == QDate(2026, 11, 23)
    assert month.maximumDate() == QDate(2026, 11, 30)
    line._calendar._take(QDate(2026, 11, 30))
    assert line.text() == "30 Nov 2026"


def test_that_the_weekday_is_said_and_need_not_be_typed(qtbot: QtBot) -> None:
    line = DayEdit(date(2026, 11, 23), weekday=True)
    qtbot.addWidget(line)
    assert line.text() == "Mon 23 Nov 2026"
    typed(line, "31/10/2026")
    assert line.text() == "Sat 31 Oct 2026"
    assert line.sizeHint().width() > line.fontMetrics().horizontalAdvance(line.text())

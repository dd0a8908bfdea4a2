# SPDX-License-Identifier: Apache-2.0
"""Making a people file in the window, locking it, and opening it again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.places import Danger, Unsafe
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk
from tests.support.people_files import PASSPHRASE, quick_passphrases
from tests.support.qt import assert_every_focusable_widget_is_named

__all__ = ["quick_passphrases"]


@pytest.fixture
def desk(jobs: Jobs, ask: FakeAsk, tmp_path: Path, quick_passphrases: None) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        yield desk


@pytest.fixture
def people(desk: Desk) -> PeopleDesk:
    return PeopleDesk(desk, desk)


@pytest.fixture
def gate(people: PeopleDesk, qtbot: QtBot) -> Gate:
    gate = Gate(people, lambda: QLabel("inside"))
    qtbot.addWidget(gate)
    gate.show()
    return gate


def shown(gate: Gate) -> QWidget:
    widget = gate.currentWidget()
    assert widget is not None
    return widget


def fields(gate: Gate) -> list[QLineEdit]:
    return [field for field in shown(gate).findChildren(QLineEdit) if field.isVisible()]


def press(gate: Gate, words: str) -> None:
    button = next(each for each in shown(gate).findChildren(QAbstractButton) if each.text() == words)
    button.click()


def said(gate: Gate) -> str:
    return " ".join(label.text() for label in shown(gate).findChildren(QLabel) if label.isVisible())


def make(gate: Gate, *, recovery: bool, second: str = PASSPHRASE) -> None:
    first, again = fields(gate)
    shown(gate).findChildren(QComboBox)[0].setCurrentText("Amara Osei")
    first.setText(PASSPHRASE)
    again.setText(second)
    press(gate, "Print a recovery key" if recovery else "No recovery key")
    press(gate, "Make the people file")


def unlock(gate: Gate, words: str) -> None:
    (field,) = fields(gate)
    field.setText(words)
    press(gate, "Open")


def test_that_a_people_file_is_made_for_somebody_of_the_portfolio_and_opens(
    gate: Gate, people: PeopleDesk
) -> None:
    make(gate, recovery=False)
    assert isinstance(gate.inside, QLabel)
    names: list[str] = []
    people.people(lambda file: names.append(str(file.identity.name)))
    assert names == ["Amara Osei"]


def test_that_passphrases_that_differ_make_nothing(gate: Gate, people: PeopleDesk) -> None:
    make(gate, recovery=False, second="four quiet words there")
    assert "differ" in said(gate)
    assert not people.exists


def test_that_the_recovery_key_is_typed_back_before_the_file_is_used(gate: Gate, people: PeopleDesk) -> None:
    make(gate, recovery=True)
    assert gate.inside is None
    groups = re.findall(r"\b[0-9A-Z]{5}\b", said(gate))
    assert len(groups) == 8
    second, fifth = fields(gate)
    second.setText(groups[1])
    fifth.setText(groups[1])
    press(gate, "The key is safe")
    assert "Group 5" in said(gate)
    fifth.setText(groups[4].lower())
    press(gate, "The key is safe")
    assert gate.inside is not None
    people.lock()
    press(gate, "Use the recovery key")
    unlock(gate, " ".join(groups))
    assert people.unlocked
    assert gate.inside is None


def forgotten(gate: Gate, people: PeopleDesk) -> None:
    """Make a file with a recovery key, lock it, and open it by that."""
    make(gate, recovery=True)
    groups = re.findall(r"\b[0-9A-Z]{5}\b", said(gate))
    for field, group in zip(fields(gate), (groups[1], groups[4]), strict=True):
        field.setText(group)
    press(gate, "The key is safe")
    people.lock()
    press(gate, "Use the recovery key")
    unlock(gate, " ".join(groups))


def renew(gate: Gate, words: str, again: str = "") -> None:
    first, second = fields(gate)
    first.setText(words)
    second.setText(again or words)
    press(gate, "Set the passphrase")


def test_that_after_the_recovery_key_another_passphrase_is_set_before_anything_is_shown(
    gate: Gate, people: PeopleDesk
) -> None:
    forgotten(gate, people)
    assert gate.inside is None
    renew(gate, "four other words here", "four other words there")
    assert "differ" in said(gate)
    renew(gate, "short")
    assert "at least 12" in said(gate)
    renew(gate, "four other words here")
    groups = re.findall(r"\b[0-9A-Z]{5}\b", said(gate))
    assert len(groups) == 8
    for field, group in zip(fields(gate), (groups[1], groups[4]), strict=True):
        field.setText(group)
    press(gate, "The key is safe")
    assert isinstance(gate.inside, QLabel)
    checked: list[bool] = []
    people.people(lambda file: file.require("four other words here"), lambda _none: checked.append(True))
    assert checked == [True]
    people.lock()
    unlock(gate, PASSPHRASE)
    assert "not the passphrase" in said(gate)
    unlock(gate, "four other words here")
    assert isinstance(gate.inside, QLabel)


def test_that_locking_instead_leaves_the_file_closed_and_asks_again(gate: Gate, people: PeopleDesk) -> None:
    forgotten(gate, people)
    people.lock()
    assert "is locked" in said(gate)
    assert gate.inside is None
    unlock(gate, PASSPHRASE)
    assert isinstance(gate.inside, QLabel)


def test_that_the_sheet_is_not_saved_beside_what_it_opens_unless_somebody_insists(
    gate: Gate, people: PeopleDesk, ask: FakeAsk, tmp_path: Path
) -> None:
    make(gate, recovery=True)
    assert people.path is not None
    beside, stick = people.path.parent / "sheet.pdf", tmp_path / "stick"
    stick.mkdir()
    ask.answer(beside, "elsewhere", beside, None)
    press(gate, "Save the sheet as PDF…")
    assert any("whoever takes the laptop" in question for question in ask.asked)
    assert not beside.exists()
    ask.answer(beside, "there")
    press(gate, "Save the sheet as PDF…")
    assert beside.exists()


def test_that_locking_takes_everything_out_of_the_window(gate: Gate, people: PeopleDesk, desk: Desk) -> None:
    make(gate, recovery=False)
    typed: list[bool] = []
    people.locking.connect(lambda: typed.append(people.unlocked))
    people.lock()
    assert gate.inside is None
    assert typed == [True]
    unlock(gate, "four quiet words there")
    assert "not the passphrase" in said(gate)
    unlock(gate, PASSPHRASE)
    assert people.unlocked
    desk.close()
    assert not people.unlocked


def test_that_it_locks_itself_when_nothing_is_done(gate: Gate, people: PeopleDesk, qtbot: QtBot) -> None:
    make(gate, recovery=False)
    told: list[str] = []
    people.noticed.connect(lambda text, _undo, _to: told.append(text))
    assert people._idle.interval() == 10 * 60_000
    people.set_minutes(2)
    assert people._idle.interval() == 2 * 60_000
    people._idle.start(0)
    qtbot.waitUntil(lambda: not people.unlocked)
    assert "locked" in told[0]


def test_that_the_pages_of_the_gate_can_be_read_out(gate: Gate, people: PeopleDesk) -> None:
    assert_every_focusable_widget_is_named(gate)
    make(gate, recovery=False)
    people.lock()
    assert_every_focusable_widget_is_named(gate)


def test_that_a_bad_place_is_told_when_it_is_opened(
    gate: Gate, people: PeopleDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(gate, recovery=False)
    people.lock()
    told: list[str] = []
    people.noticed.connect(lambda text, _undo, _to: told.append(text))
    monkeypatch.setattr(
        "portfolio_desktop.gui.pages.confidential.people_desk.unsafe_here",
        lambda path: Unsafe(Danger.NETWORK, path.parent, "cifs"),
    )
    unlock(gate, PASSPHRASE)
    assert "network drive" in told[0]
    assert "What is kept" in told[0]


def test_that_who_makes_one_beside_a_synchronised_workspace_is_told_where_it_will_lie(
    gate: Gate, people: PeopleDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert "is synchronised" not in said(gate)
    elsewhere = tmp_path / "laptop" / "office.people"
    monkeypatch.setattr(
        "portfolio_desktop.gui.pages.confidential.people_desk.people_path", lambda _workspace: elsewhere
    )
    again = Gate(people, lambda: QLabel("inside"))
    qtbot.addWidget(again)
    again.show()
    assert "is synchronised" in said(again)
    assert str(elsewhere) in said(again)

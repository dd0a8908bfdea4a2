# SPDX-License-Identifier: Apache-2.0
"""A link by the words that are typed: enough of one name is that one, and a name that is not there can be added."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.linking import LinkEditor
from portfolio_desktop.gui.form.record_form import RecordForm
from portfolio_desktop.gui.form.section import FoldingSection
from portfolio_desktop.services import records
from tests.support.access.speaking import announced
from tests.support.desks import records_of
from tests.support.qt import to_front

PROJECT = "Harbour renewal"


@pytest.fixture
def manager(desk: Desk, qtbot: QtBot) -> Iterator[LinkEditor]:
    """The field of a form that says who manages a project."""
    for name in ("Rosa Castellan", "Ann Smith", "Anna Smithers"):
        desk.write(partial(records.create, entity="person", values={"name": name}))
    form = RecordForm(desk, "project")
    qtbot.addWidget(form)
    form.load(records_of(desk, "project")[PROJECT].id)
    form.show()
    for section in form.findChildren(FoldingSection):
        section.set_open(True)
    block = next(each for each in form.blocks() if "manager_id" in each.names)
    editor = block.editor("manager_id")
    assert isinstance(editor, LinkEditor)
    editor.setFocus()
    yield editor
    form.close()


def managed_by(desk: Desk) -> object:
    return records_of(desk, "project")[PROJECT]["manager_id"]


def person(desk: Desk, name: str) -> Id:
    return records_of(desk, "person")[name].id


def said(editor: LinkEditor) -> str:
    return " ".join(label.text() for label in editor.window().findChildren(QLabel))


@pytest.mark.parametrize("typed", ["Castel", "rosa c", "Rosa  Castellan"])
def test_that_enough_of_one_name_is_that_one(desk: Desk, manager: LinkEditor, typed: str) -> None:
    QTest.keyClicks(manager, typed)
    QTest.keyClick(manager, Qt.Key.Key_Return)
    assert managed_by(desk) == person(desk, "Rosa Castellan")
    assert manager.text() == "Rosa Castellan"


@pytest.mark.parametrize("typed", ["Smith", "Ca", "stellan", "Nobody"])
def test_that_what_may_be_several_or_nobody_is_asked_about(
    desk: Desk, manager: LinkEditor, typed: str
) -> None:
    QTest.keyClicks(manager, typed)
    QTest.keyClick(manager, Qt.Key.Key_Return)
    assert managed_by(desk) is None
    assert f"“{typed}”" in said(manager)


def test_that_a_name_that_is_not_there_is_added_from_the_list(desk: Desk, manager: LinkEditor) -> None:
    QTest.keyClicks(manager, "Hans Vey")
    manager._look()
    assert manager._list.stringList() == ["Add “Hans Vey” to People"]
    manager._take(manager._list.index(0, 0))
    assert managed_by(desk) == person(desk, "Hans Vey")
    desk.undo()
    assert managed_by(desk) is None


def test_that_names_are_not_looked_for_in_a_workspace_that_was_closed_meanwhile(
    desk: Desk, manager: LinkEditor
) -> None:
    QTest.keyClicks(manager, "Hans Vey")
    desk.close()
    manager._look()
    assert manager._found == []
    QTest.keyClick(manager, Qt.Key.Key_Escape)  # else what was typed would be written when the form is left


def test_that_nobody_is_added_who_is_there(desk: Desk, manager: LinkEditor) -> None:
    QTest.keyClicks(manager, "ann smith")
    manager._look()
    assert [one.title for one in manager._found] == ["Ann Smith"]
    assert len(manager._list.stringList()) == 1


def test_that_who_hears_the_window_is_told_that_nothing_fits_and_no_stale_list_stays(
    manager: LinkEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announced(monkeypatch)
    to_front(manager.window(), qtbot)
    manager.setFocus()
    manager._offer([])
    assert heard == []  # nobody has typed anything
    QTest.keyClicks(manager, "?")
    manager._offer([])
    assert heard == ["Nothing like “?” among People"]
    popup = manager._completer.popup()
    assert popup is not None
    assert popup.isHidden()

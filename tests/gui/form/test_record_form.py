# SPDX-License-Identifier: Apache-2.0
"""The form and the inspector: each edit is written at once, loading writes nothing, half-typed words are never lost."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.access.panes import AsRead, as_read
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.choosing import ChoiceEditor
from portfolio_desktop.gui.form.record_form import RecordForm
from portfolio_desktop.gui.form.section import FoldingSection
from portfolio_desktop.gui.inspector import Inspector
from portfolio_desktop.services import records
from tests.support.access.speaking import announced
from tests.support.desks import labels_written, records_of
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup


def id_of(desk: Desk, title: str) -> Id:
    return records_of(desk, "project")[title].id


class _Window(AsRead, QWidget):
    """What a form stands in."""


@pytest.fixture
def form(desk: Desk, qtbot: QtBot) -> Iterator[RecordForm]:
    window = _Window()
    form = RecordForm(desk, "project", parent=window)
    QVBoxLayout(window).addWidget(form)
    qtbot.addWidget(window)
    form.load(id_of(desk, "Harbour renewal"))
    window.show()
    yield form
    window.close()


def line(form: RecordForm, name: str) -> QLineEdit:
    for block in form.blocks():
        if name in block.names:
            editor = block.editor(name)
            assert isinstance(editor, QLineEdit)
            return editor
    raise KeyError(name)


def enter(qtbot: QtBot, editor: QLineEdit, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_that_what_follows_from_a_change_is_said_once_and_only_of_the_record_that_is_shown(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, likelihood in (("one", 1), ("two", 5)):
        values: dict[str, Value] = {"title": code, "likelihood": likelihood, "impact": 4}
        desk.write(partial(records.create, entity="risk", values=values))
    ids = {title: record.id for title, record in records_of(desk, "risk").items()}
    form = RecordForm(desk, "risk")
    qtbot.addWidget(form)
    form.load(ids["one"])
    form.show()
    for each in form.findChildren(FoldingSection):
        each.set_open(True)
    form.load(ids["one"])
    heard = announced(monkeypatch)
    form.load(ids["two"])
    form.load(ids["one"])
    assert heard == []
    desk.write(lambda office: records.change(office, "risk", ids["one"], {"likelihood": 5}))
    form.load(ids["one"])
    assert [words for words in heard if "Matrix score: 20" in words and "Band: " in words] == heard[:1]
    assert len(heard) == 1
    desk.undo()
    form.load(ids["one"])
    assert heard[-1].startswith("Likelihood: 1 Very unlikely, ")
    box = next(block for block in form.blocks() if "likelihood" in block.names).editor("likelihood")
    assert isinstance(box, ChoiceEditor)
    box.setCurrentIndex(box.findText("3 Possible"))
    box.activated.emit(box.currentIndex())
    form.load(ids["one"])
    assert "Matrix score: 12" in heard[-1]
    assert "Likelihood" not in heard[-1]


def test_that_loading_a_record_writes_nothing(desk: Desk, form: RecordForm) -> None:
    labels = labels_written(desk)
    for title in ("School broadband", CANARY, "Harbour renewal"):
        form.load(id_of(desk, title))
    assert labels == []
    assert line(form, "title").text() == "Harbour renewal"


def test_that_an_edit_is_written_at_once_and_undone(desk: Desk, form: RecordForm, qtbot: QtBot) -> None:
    enter(qtbot, line(form, "title"), "Harbour")
    assert "Harbour" in records_of(desk, "project")
    desk.undo()
    assert line(form, "title").text() == "Harbour renewal"


def test_that_what_does_not_fit_is_explained_under_the_field_and_stays(
    desk: Desk, form: RecordForm, qtbot: QtBot
) -> None:
    labels = labels_written(desk)
    enter(qtbot, line(form, "title"), " ")
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert any("cannot be empty" in text for text in shown)
    assert line(form, "title").text() == " "
    assert labels == []


def take_it(form: RecordForm) -> QPushButton:
    """The button that takes what somebody else has made of a field."""
    (take,) = (
        button
        for button in form.findChildren(QPushButton)
        if button.isVisible() and button.text() == "Take it"
    )
    return take


def test_that_a_change_from_elsewhere_is_offered_and_never_overwrites_what_is_typed(
    desk: Desk, form: RecordForm, qtbot: QtBot
) -> None:
    title = line(form, "title")
    title.setFocus()
    title.setText("Half ty")
    id = id_of(desk, "Harbour renewal")
    desk.write(
        lambda office: records.change(office, "project", id, {"title": CANARY, "supplier": "Ann & Co"})
    )
    assert title.text() == "Half ty"
    assert line(form, "supplier").text() == "Ann & Co"
    assert any(
        "Changed meanwhile" in label.text() for label in form.findChildren(QLabel) if label.isVisible()
    )
    assert_no_label_reads_markup(form)
    QTest.mouseClick(take_it(form), Qt.MouseButton.LeftButton)
    assert title.text() == CANARY


def test_that_the_keyboard_takes_a_change_from_elsewhere_or_goes_on_and_keeps_what_is_typed(
    desk: Desk, form: RecordForm
) -> None:
    title, id = line(form, "title"), id_of(desk, "Harbour renewal")
    for theirs, keys in (("Theirs", (Qt.Key.Key_Space,)), ("Theirs again", (Qt.Key.Key_Tab,))):
        title.setFocus()
        title.setText("Mine")
        desk.write(partial(records.change, entity="project", id=id, values={"title": theirs}))
        QTest.keyClick(title, Qt.Key.Key_Tab)
        take = take_it(form)
        assert form.focusWidget() is take
        QApplication.sendEvent(
            take, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
        )
        assert theirs in records_of(desk, "project")
        for key in keys:
            QTest.keyClick(take, key)
        assert not take.isVisible()
    assert title.text() == "Mine"
    assert "Mine" in records_of(desk, "project")
    assert [record for record in records_of(desk, "project") if "Theirs" in record] == []


def test_that_words_typed_for_one_record_are_written_to_that_one_when_another_is_shown(
    desk: Desk, form: RecordForm
) -> None:
    line(form, "supplier").setText("Dredgers Ltd")
    form.load(id_of(desk, "School broadband"))
    assert records_of(desk, "project")["Harbour renewal"]["supplier"] == "Dredgers Ltd"
    assert records_of(desk, "project")["School broadband"]["supplier"] is None
    assert line(form, "supplier").text() == ""


def test_that_the_first_section_is_open_and_the_laptop_remembers_others(
    desk: Desk, form: RecordForm, qtbot: QtBot
) -> None:
    opened = [section.is_open for section in form._sections.values()]
    assert opened[0]
    assert not any(opened[1:])
    second = list(form._sections.values())[1]
    second._head.click()
    again = RecordForm(desk, "project")
    qtbot.addWidget(again)
    assert [section.is_open for section in again._sections.values()][:3] == [True, True, False]


def test_that_tab_goes_on_into_what_has_just_been_opened(desk: Desk, form: RecordForm) -> None:
    first, second, third, *_rest = form.findChildren(FoldingSection)
    second._head.click()
    made = second.content
    assert made is not None
    order = [each for each in as_read(form) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    places = [order.index(head._head) for head in (first, second, third)]
    inside = [order.index(each) for each in order if made.isAncestorOf(each)]
    assert inside
    assert places[0] < places[1] < min(inside) <= max(inside) < places[2]
    assert inside == sorted(inside)
    assert isinstance(made, FieldBlock)
    fields = [order.index(made.editor(name)) for name in made.names if made.editor(name) in order]
    assert fields == sorted(fields)


def test_that_a_block_collects_what_is_entered_for_a_record_to_come(desk: Desk, qtbot: QtBot) -> None:
    block = FieldBlock(desk, "project", ["title", "supplier"])
    qtbot.addWidget(block)
    block.show_values({"supplier": "Known"})
    title = block.editor("title")
    assert isinstance(title, QLineEdit)
    title.setText("New")
    assert list(block.entries()) == ["title"]


def test_that_the_inspector_shows_what_links_to_a_record_and_what_became_of_it(
    desk: Desk, qtbot: QtBot
) -> None:
    inspector = Inspector(desk)
    qtbot.addWidget(inspector)
    inspector.show()
    person = records_of(desk, "person")["Amara Osei"].id
    inspector.show_record("person", person)
    assert inspector._title.text() == "Amara Osei"
    inspector._tabs.choose("links")
    inspector._show_tab("links")
    buttons = [button for button in inspector.findChildren(QPushButton) if "Harbour renewal" in button.text()]
    with qtbot.waitSignal(inspector.open_requested) as opened:
        buttons[0].click()
    assert opened.args == ["project", id_of(desk, "Harbour renewal")]
    inspector._tabs.choose("history")
    inspector._show_tab("history")
    desk.write(lambda office: records.change(office, "person", person, {"name": CANARY}))
    said = [label.text() for label in inspector.findChildren(QLabel)]
    assert any(f"Amara Osei → {CANARY}" in text for text in said)
    assert_no_label_reads_markup(inspector)


def test_that_the_keyboard_stays_in_the_links_when_another_is_added(desk: Desk, qtbot: QtBot) -> None:
    inspector = Inspector(desk)
    qtbot.addWidget(inspector)
    inspector.show()
    project = id_of(desk, "Harbour renewal")
    inspector.show_record("project", project)
    inspector._tabs.choose("links")
    inspector._show_tab("links")
    (add,) = (
        each
        for each in inspector.findChildren(QToolButton)
        if each.accessibleName() == "Add a record that refers to this one"
    )
    add.setFocus()
    desk.write(lambda office: records.create(office, "risk", {"title": "Silt", "project_id": project}))
    at = inspector.focusWidget()
    assert at is not None
    assert at.accessibleName() == "What to show of the record: Links"


def test_that_the_inspector_lets_go_of_a_record_that_is_deleted(desk: Desk, qtbot: QtBot) -> None:
    inspector = Inspector(desk)
    qtbot.addWidget(inspector)
    id = id_of(desk, "Flood defence")
    inspector.show_record("project", id)
    desk.write(lambda office: records.delete(office, "project", [id]))
    assert inspector._outer.currentWidget() is inspector._nothing
    inspector.show_record("project", id_of(desk, "Harbour renewal"))
    assert inspector._title.text() == "Harbour renewal"


def test_that_a_screen_reader_says_required_in_place_of_the_star(desk: Desk, form: RecordForm) -> None:
    title, supplier = line(form, "title"), line(form, "supplier")
    names = {label.text(): label.accessibleName() for label in form.findChildren(QLabel)}
    assert names["Name *"] == "Name"
    assert title.accessibleDescription().startswith("Required.")
    assert not supplier.accessibleDescription().startswith("Required.")


@pytest.mark.parametrize(
    "entity", ["project", "risk", "person", "milestone", "cost_line", "pack", "decision"]
)
def test_that_every_widget_of_a_form_is_named(desk: Desk, qtbot: QtBot, entity: str) -> None:
    form = RecordForm(desk, entity)
    qtbot.addWidget(form)
    for section in form._sections.values():
        section.set_open(True)
    form.show()
    assert_every_focusable_widget_is_named(form)
    assert_no_label_reads_markup(form)


def test_that_words_go_to_the_record_they_were_typed_for_while_the_next_two_are_still_read(
    desk: Desk, form: RecordForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, third = id_of(desk, "School broadband"), id_of(desk, "Flood defence")
    line(form, "supplier").setText("Dredgers Ltd")
    with monkeypatch.context() as slow:
        slow.setattr(Desk, "read", lambda *_arguments, **_more: None)
        form.load(second)
        form.load(third)
    assert [record["supplier"] for record in records_of(desk, "project").values()].count("Dredgers Ltd") == 1
    assert records_of(desk, "project")["Harbour renewal"]["supplier"] == "Dredgers Ltd"

# SPDX-License-Identifier: Apache-2.0
"""Each kind of value has an editor that shows it exactly, and gives back the same when nothing is touched."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.text import clean
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Field, Kind, Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.choosing import ChoiceEditor
from portfolio_desktop.gui.form.editors import EDITORS, make_editor
from portfolio_desktop.gui.form.entry import Given, Typed, money_text, typing_text, understood
from portfolio_desktop.gui.form.line import DateEditor
from portfolio_desktop.gui.form.linking import Found, find_records
from portfolio_desktop.gui.models.cells import LOOKS
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from tests.support.desks import records_of
from tests.support.hostile import HOSTILE
from tests.support.planning import make_project, make_task
from tests.support.qt import CANARY, accessible_name, assert_no_label_reads_markup

# A field of the shipped catalogue for each kind, and a value of it.
EXAMPLES: dict[Kind, tuple[str, str, Value]] = {
    Kind.CODE: ("project", "code", "P-0009"),
    Kind.TEXT: ("project", "supplier", "Harbour & Sons <Ltd>"),
    Kind.NARRATIVE: ("project", "description", "One.\nTwo."),
    Kind.ADDRESS: ("project", "address", "https://example.invalid/a?b=c"),
    Kind.INTEGER: ("saved_view", "position", 12),
    Kind.NUMBER: ("project", "people_needed", Decimal("12.5")),
    Kind.PERCENT: ("project", "year_variance", Decimal("-7.25")),
    Kind.MONEY: ("project", "whole_life_cost", Decimal("1234567.89")),
    Kind.DATE: ("project", "end", date(2027, 3, 31)),
    Kind.MOMENT: ("pack", "issued_on", datetime.fromisoformat("2027-03-31T14:30")),
    Kind.FLAG: ("project", "assured", True),
    Kind.CHOICE: ("project", "stage", "obc"),
    Kind.SCALE: ("risk", "likelihood", 4),
    Kind.RATING: ("project", "confidence", Rating("rag3", "amber")),
    Kind.LINK: ("project", "sro_id", "an id"),
}


def example(desk: Desk, kind: Kind) -> tuple[Field, Value]:
    entity, name, value = EXAMPLES[kind]
    return desk.catalogue.entity(entity).field(name), value


def test_that_every_kind_has_an_editor_a_look_and_an_example() -> None:
    assert set(EDITORS) == set(LOOKS) == set(EXAMPLES) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_that_showing_a_value_is_not_an_edit(desk: Desk, qtbot: QtBot, kind: Kind) -> None:
    field, value = example(desk, kind)
    assert field.kind is kind
    editor = make_editor(desk, field)
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.committed):
        editor.show_value(value, "Amara Osei")
        assert not editor.touched
        editor.show_value(None)
        assert not editor.touched
    assert accessible_name(editor)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.LINK])
def test_that_what_an_editor_shows_reads_back_as_the_same_value(desk: Desk, qtbot: QtBot, kind: Kind) -> None:
    field, value = example(desk, kind)
    editor = make_editor(desk, field)
    qtbot.addWidget(editor)
    editor.show_value(value)
    found: list[dict[str, Value]] = []
    desk.read(
        lambda office: understood(office, EXAMPLES[kind][0], {field.name: editor.entry()}), found.append
    )
    assert found == [{field.name: value}]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.may_be_unknown])
def test_that_a_reason_in_place_of_a_value_survives_the_editor(desk: Desk, qtbot: QtBot, kind: Kind) -> None:
    field, _value = example(desk, kind)
    editor = make_editor(desk, field)
    qtbot.addWidget(editor)
    editor.show_value(Unknown("Exempt under section 43"))
    assert not editor.touched
    found: list[dict[str, Value]] = []
    desk.read(
        lambda office: understood(office, EXAMPLES[kind][0], {field.name: editor.entry()}), found.append
    )
    assert found == [{field.name: Unknown("Exempt under section 43")}]


@pytest.mark.parametrize(
    ("amount", "typed"),
    [
        ("120000000.00", "120m"),
        ("1250000000.00", "1.25bn"),
        ("30000000.50", "30000000.50"),
        ("-1500.00", "-1.5k"),
        ("0.00", "0"),
        ("999.00", "999"),
        ("1234567.00", "1234.567k"),
    ],
)
def test_that_an_amount_is_offered_as_one_would_type_it(amount: str, typed: str) -> None:
    assert money_text(Decimal(amount)) == typed


def test_that_a_day_picked_from_the_calendar_is_entered(desk: Desk, qtbot: QtBot) -> None:
    field, _value = example(desk, Kind.DATE)
    editor = make_editor(desk, field)
    assert isinstance(editor, DateEditor)
    qtbot.addWidget(editor)
    editor.show()
    editor.show_value(date(2027, 3, 31))
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor._calendar is not None
    assert editor._calendar._month.selectedDate() == QDate(2027, 3, 31)
    with qtbot.waitSignal(editor.committed):
        editor._calendar._take(QDate(2027, 4, 1))
    assert editor.entry() == Typed("01/04/2027")


def test_that_a_retired_or_foreign_choice_stays_what_it_was(desk: Desk, qtbot: QtBot) -> None:
    field, _value = example(desk, Kind.CHOICE)
    editor = make_editor(desk, field)
    qtbot.addWidget(editor)
    editor.show_value("a code from a newer version")
    assert not editor.touched
    assert editor.entry() == Given("a code from a newer version", "a code from a newer version")


def test_that_another_value_leaves_the_list_as_it_stands(desk: Desk, qtbot: QtBot) -> None:
    """A screen reader is told of every line that goes or comes: for minutes, with a form of such lists."""
    for kind in (Kind.CHOICE, Kind.SCALE, Kind.RATING, Kind.FLAG):
        editor = make_editor(desk, example(desk, kind)[0])
        qtbot.addWidget(editor)
        assert isinstance(editor, ChoiceEditor)
        first, second, *_rest = (value for value in editor._values if value is not None)
        with (
            qtbot.assertNotEmitted(editor.model().rowsRemoved),
            qtbot.assertNotEmitted(editor.model().rowsInserted),
        ):
            for shown in (first, second, None, first):
                editor.show_value(shown)
                assert editor.entry() == Given(shown, editor.currentText())


def test_that_what_was_typed_gives_way_to_the_value_shown_again(desk: Desk, qtbot: QtBot) -> None:
    editor = make_editor(desk, desk.catalogue.entity("project").field("organisation"))
    qtbot.addWidget(editor)
    assert isinstance(editor, ChoiceEditor)
    for value in ("Ports Authority", None):
        editor.show_value(value)
        editor.setEditText("Harbour Board")
        editor.show_value(value)
        assert not editor.touched
        assert editor.currentText() == (value or "")


def test_that_an_open_list_takes_new_words(desk: Desk, qtbot: QtBot) -> None:
    editor = make_editor(desk, desk.catalogue.entity("project").field("organisation"))
    qtbot.addWidget(editor)
    assert isinstance(editor, ChoiceEditor)
    editor.show_value("Ports Authority")
    editor.setEditText("Harbour Board")
    assert editor.touched
    assert editor.entry() == Typed("Harbour Board")


def test_that_the_wheel_over_a_form_changes_no_choice(desk: Desk, qtbot: QtBot) -> None:
    field, value = example(desk, Kind.CHOICE)
    editor = make_editor(desk, field)
    qtbot.addWidget(editor)
    editor.show_value(value)
    editor.show()
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, turn)
    assert not editor.touched


def test_that_no_editor_reads_markup(desk: Desk, qtbot: QtBot) -> None:
    for name in ("title", "description", "organisation", "sro_id"):
        editor = make_editor(desk, desk.catalogue.entity("project").field(name))
        qtbot.addWidget(editor)
        editor.show_value(CANARY, CANARY)
        editor.set_problem(CANARY)
        assert_no_label_reads_markup(editor)
        assert CANARY not in editor.toolTip()


def test_that_a_linked_record_is_not_overwritten_by_its_own_title(desk: Desk, qtbot: QtBot) -> None:
    id = records_of(desk, "person")["Amara Osei"].id
    editor = make_editor(desk, desk.catalogue.entity("project").field("sro_id"))
    qtbot.addWidget(editor)
    editor.show_value(id, "Amara Osei")
    assert editor.entry() == Given(id, "Amara Osei")


def test_that_what_is_part_of_a_project_is_offered_before_what_is_part_of_others(desk: Desk) -> None:
    found: list[list[Found]] = []

    def look(office: Office) -> list[Found]:
        quay, canal = (make_project(office, title) for title in ("The quay", "A canal"))
        for project, titles in ((canal, ("Dredge", "Dig")), (quay, ("Pave", "Dig again"))):
            for title in titles:
                make_task(office, project, title)
        task = office.catalogue.entity("task")
        return [*find_records(office, task, "", quay), *find_records(office, task, "dig", quay)]

    desk.read(look, found.append)
    said = [(one.title, one.of) for one in found[0]]
    assert said == [
        *(("Dig again", ""), ("Pave", ""), ("Dig", "A canal"), ("Dredge", "A canal")),
        *(("Dig again", ""), ("Dig", "A canal")),
    ]
    assert found[0][-1].words.endswith(" · A canal")


def test_that_nothing_is_typed_as_nothing(desk: Desk) -> None:
    for kind in Kind:
        assert typing_text(example(desk, kind)[0], None) == ""


@pytest.mark.parametrize("name", ["title", "description", "organisation", "sro_id", "end"])
def test_that_no_text_from_outside_looks_like_an_edit_of_the_persons(
    desk: Desk, qtbot: QtBot, name: str
) -> None:
    field = desk.catalogue.entity("project").field(name)
    editor = make_editor(desk, field)
    qtbot.addWidget(editor)
    for text in HOSTILE:
        kept = clean(text).text
        value: Value = Unknown(kept) if name == "end" else kept
        editor.show_value(value, kept)
        assert not editor.touched, repr(text[:60])


def test_that_steps_of_a_scale_say_what_they_mean_here(desk: Desk, qtbot: QtBot) -> None:
    field = desk.catalogue.entity("risk").field("impact_time")
    values: dict[str, Value] = {"dimension": "time", "step": 3, "words": "Two to six weeks"}
    desk.write(lambda office: records.create(office, "scale_descriptor", values))
    editor = make_editor(desk, field)
    qtbot.addWidget(editor)
    editor.show_value(3)
    assert isinstance(editor, ChoiceEditor)
    said = [
        editor.itemData(place, Qt.ItemDataRole.AccessibleDescriptionRole) for place in range(editor.count())
    ]
    assert [words for words in said if words] == ["Two to six weeks"]
    assert editor.currentText() == "3 Medium"
    other = make_editor(desk, desk.catalogue.entity("risk").field("impact_cost"))
    qtbot.addWidget(other)
    assert isinstance(other, ChoiceEditor)
    assert not any(
        other.itemData(place, Qt.ItemDataRole.AccessibleDescriptionRole) for place in range(other.count())
    )

# SPDX-License-Identifier: Apache-2.0
"""What is said to whoever does not see it: once, with what it is about, and never of what is not in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.access.announcing import announce, say_where
from portfolio_desktop.gui.access.roles import Role, speak_as, use_roles
from portfolio_desktop.gui.form.section import FoldingSection
from portfolio_desktop.gui.preferences.holding import calm
from portfolio_desktop.gui.theme import CONTRAST, Appearance, Mode, current_theme
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import mark_problem
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from tests.support.access.speaking import name_of, spoken
from tests.support.qt import to_front

_WHY = "There is no 31 June. Enter a day that there is."


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was announced, and whether at once."""
    said: list[tuple[str, bool]] = []

    def take(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append((event.message(), event.politeness() is QAccessible.AnnouncementPoliteness.Assertive))

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return said


@pytest.fixture
def heard_of(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the keyboard came to, as it is told."""
    said: list[str] = []

    def take(event: QAccessibleEvent) -> None:
        if event.type() is QAccessible.Event.Focus:
            said.append(name_of(event.accessibleInterface()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return said


def test_that_what_is_not_in_sight_is_not_told(qtbot: QtBot, heard: list[tuple[str, bool]]) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "3 risks")
    assert heard == []
    widget.show()
    announce(widget, "3 risks")
    assert heard == [("3 risks", False)]


def test_that_a_mistake_is_said_once_and_stands_with_the_help_of_its_field(
    qtbot: QtBot, heard: list[tuple[str, bool]]
) -> None:
    edit = QLineEdit()
    edit.setAccessibleDescription("The day of the review.")
    qtbot.addWidget(edit)
    edit.show()
    for _key in range(2):
        mark_problem(edit, _WHY)
    assert heard == [(_WHY, True)]
    assert edit.accessibleDescription() == f"{_WHY} The day of the review."
    mark_problem(edit, "")
    assert edit.accessibleDescription() == "The day of the review."


def test_that_a_line_of_a_list_is_said_while_the_keyboard_stays_in_the_box(
    qtbot: QtBot, heard: list[tuple[str, bool]]
) -> None:
    box, offered = QLineEdit(), QListWidget()
    offered.addItems(["Risks", "Risk board"])
    for widget in (box, offered):
        qtbot.addWidget(widget)
        widget.show()
    say_where(box, offered)
    offered.setCurrentRow(1)
    assert heard == [("Risk board, 2 of 2", False)]


def test_that_lines_that_are_filled_anew_are_said_once_they_have_settled(
    qtbot: QtBot, heard: list[tuple[str, bool]]
) -> None:
    box, offered = QLineEdit(), QListWidget()
    for widget in (box, offered):
        qtbot.addWidget(widget)
        widget.show()
    pause = say_where(box, offered)
    for lines in (["Home", "Risks", "Risk board"], ["Risks", "Risk board"], ["Risk board"]):
        offered.clear()
        offered.addItems(lines)
        offered.setCurrentRow(0)
    assert heard == []
    assert pause.isActive()
    pause.stop()
    pause.timeout.emit()
    assert heard == [("1 match, Risk board", False)]


@pytest.fixture
def listening() -> Iterator[None]:
    """A screen reader is there: Qt meets a widget as soon as it has a name, and keeps what it met."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listening")
def test_that_what_paints_itself_is_met_in_its_role_for_as_long_as_it_lives(qtbot: QtBot) -> None:
    chart = QWidget()
    qtbot.addWidget(chart)
    speak_as(chart, Role.Chart)
    chart.setAccessibleName("Open risks")
    assert spoken(chart).role() is Role.Chart
    chart.setAccessibleName("Open risks. Likely, high: 4 risks")
    assert name_of(spoken(chart)) == "Open risks. Likely, high: 4 risks"
    plain = QWidget()
    qtbot.addWidget(plain)
    assert spoken(plain).role() is Role.Client


@pytest.mark.usefixtures("listening")
def test_that_a_list_to_choose_from_has_its_name_where_qt_says_only_what_is_chosen(qtbot: QtBot) -> None:
    window, box, other = QWidget(), QComboBox(), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    use_roles()
    box.setAccessibleName("Band of the cell")
    box.addItems(["Low", "High"])
    for widget in (other, box):
        column.addWidget(widget)
    to_front(window, qtbot)
    for name in ("Band of the cell", "Band"):
        box.setAccessibleName(name)
        box.setFocus()
        ((label, _relation),) = spoken(box).relations()
        assert name_of(label) == name
        assert not label.object().isVisible()  # type: ignore[attr-defined]
        other.setFocus()


@pytest.mark.usefixtures("listening")
def test_that_a_section_that_folds_is_a_button_that_says_whether_it_is_open(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = FoldingSection("Money", QLineEdit)
    qtbot.addWidget(section)
    head = section.findChild(QToolButton)
    assert head is not None

    def told() -> tuple[QAccessible.Role, str, bool, bool, bool]:
        met = spoken(head)
        state = met.state()
        return met.role(), name_of(met), bool(state.expandable), bool(state.expanded), bool(state.checkable)

    events: list[QAccessible.Event] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: events.append(event.type()))
    assert told() == (Role.Button, "Money", True, False, False)
    spoken(head).actionInterface().doAction("Press")
    assert section.is_open
    assert told() == (Role.Button, "Money", True, True, False)
    section.set_open(False)
    assert told() == (Role.Button, "Money", True, False, False)
    assert events == [QAccessible.Event.StateChanged] * 2


@pytest.mark.usefixtures("listening")
def test_that_one_of_several_alternatives_says_whether_it_is_the_chosen_one(qtbot: QtBot) -> None:
    control = SegmentedControl("Look", (("all", "All"), ("new", "New")))
    qtbot.addWidget(control)
    control.choose("new")
    met = [spoken(button) for button in control.findChildren(QToolButton)]
    assert {each.role() for each in met} == {Role.RadioButton}
    assert {name_of(each): bool(each.state().checked) for each in met} == {
        "Look: All": False,
        "Look: New": True,
    }


@pytest.mark.usefixtures("listening")
def test_that_words_that_a_control_says_itself_are_seen_and_not_met(qtbot: QtBot) -> None:
    plain, unsaid = Label("Kept on this laptop"), Label("Kept on this laptop", unsaid=True)
    for label in (plain, unsaid):
        qtbot.addWidget(label)
        label.show()
    assert [bool(spoken(label).state().invisible) for label in (plain, unsaid)] == [False, True]


def test_that_pages_that_lie_on_one_another_are_a_plain_group(qtbot: QtBot) -> None:
    use_roles()
    stack, page = QStackedWidget(), QLineEdit()
    qtbot.addWidget(stack)
    stack.addWidget(page)
    assert spoken(stack).role() is Role.Grouping
    assert spoken(stack).child(0).object() is page


@pytest.mark.usefixtures("listening")
def test_that_the_first_line_of_a_table_is_said_as_the_keyboard_comes_there(
    qtbot: QtBot, heard_of: list[str]
) -> None:
    use_roles()
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, table = QLineEdit(), QTableWidget(2, 1)
    for row, words in enumerate(("Crane is late", "Key man leaves")):
        table.setItem(row, 0, QTableWidgetItem(words))
    for widget in (before, table):
        column.addWidget(widget)
        spoken(widget)
    to_front(window, qtbot)
    before.setFocus()
    heard_of.clear()
    table.setFocus()
    qtbot.waitUntil(lambda: heard_of[-1:] == ["Crane is late"])


def test_that_high_contrast_follows_the_desktop(
    appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        QAccessibilityHints, "contrastPreference", lambda _hints: Qt.ContrastPreference.HighContrast
    )
    appearance.use(Mode.SYSTEM)
    assert current_theme() is CONTRAST
    appearance.use(Mode.DARK)
    assert current_theme().name == "dark"


def test_that_a_desktop_that_stands_still_is_never_set_in_motion(qapp: QApplication) -> None:
    before = qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu), qapp.cursorFlashTime()
    calm(still=True)
    assert (qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu), qapp.cursorFlashTime()) == (False, 0)
    calm(still=False)
    assert (qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu), qapp.cursorFlashTime()) == before

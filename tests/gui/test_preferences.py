# SPDX-License-Identifier: Apache-2.0
"""The window of preferences: each holds at once, says for whom, and finds its way back to what is shipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from portfolio_desktop.base.dates import WORDS, format_date, write_dates_as
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.preferences.dialog import Preferences
from portfolio_desktop.gui.preferences.holding import Choices
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services.office import open_office
from portfolio_desktop.services.preferences.described import KEPT
from tests.support.ask import FakeAsk
from tests.support.desks import TODAY, open_desk
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        yield desk


@pytest.fixture
def dialog(desk: Desk, appearance: Appearance) -> Iterator[Preferences]:
    dialog = Preferences(desk, Choices(desk, appearance))
    dialog.show()
    yield dialog
    dialog.close()
    write_dates_as(WORDS)


def choose(dialog: Preferences, name: str, words: str) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findText(words))
    editor.activated.emit(editor.currentIndex())


def enter(dialog: Preferences, name: str, words: str) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QLineEdit)
    editor.setText(words)
    editor.editingFinished.emit()


def test_that_each_choice_holds_at_once_and_can_be_taken_back(
    dialog: Preferences, desk: Desk, appearance: Appearance
) -> None:
    choose(dialog, "theme", "Dark")
    choose(dialog, "rows", "Compact")
    choose(dialog, "dates", "2026-03-31")
    choose(dialog, "motion", "No motion")
    assert (appearance.mode, desk.compact, format_date(TODAY)) == (Mode.DARK, True, "2026-11-20")
    assert QApplication.cursorFlashTime() == 0
    dialog.reset_all()
    assert (appearance.mode, desk.compact, format_date(TODAY)) == (Mode.SYSTEM, False, "20 Nov 2026")
    assert not dialog.rows["theme"].back.isEnabled()


def test_that_there_is_always_an_answer_to_choose(dialog: Preferences) -> None:
    for row in dialog.rows.values():
        if isinstance(row.editor, QComboBox):
            offered = [row.editor.itemText(place) for place in range(row.editor.count())]
            assert "Not reported" not in offered
            assert "\N{EN DASH}" not in offered


def test_that_what_is_the_office_s_is_written_and_undone_and_followed(
    dialog: Preferences, desk: Desk
) -> None:
    enter(dialog, "stale_days", "60")
    assert dialog.rows["stale_days"].back.isEnabled()
    desk.undo()
    editor = dialog.rows["stale_days"].editor
    assert isinstance(editor, QLineEdit)
    assert editor.text() == str(KEPT["stale_days"].shipped)
    enter(dialog, "stale_days", "never")
    assert "from 1 to" in dialog.rows["stale_days"].findChildren(type(dialog._none))[-1].text()


def test_that_preferences_are_found_by_name_help_and_scope(dialog: Preferences) -> None:
    dialog.narrow("everybody")
    shown = {name for name, row in dialog.rows.items() if not row.isHidden()}
    assert shown == {"stale_days", "ahead_days", "notice_days"}
    dialog.narrow("zzz")
    assert not dialog._none.isHidden()
    dialog.narrow("")
    assert all(not row.isHidden() for row in dialog.rows.values())


def test_that_whoever_signs_with_another_name_has_their_own(dialog: Preferences, desk: Desk) -> None:
    choose(dialog, "dates", "2026-03-31")
    enter(dialog, "author", "Cerys Vaughan")
    assert desk.settings.author == "Cerys Vaughan"
    assert format_date(TODAY) == "20 Nov 2026"
    enter(dialog, "author", "")
    assert desk.settings.author == "Cerys Vaughan"


def test_that_everything_is_named_and_no_words_are_read_as_markup(dialog: Preferences) -> None:
    assert_every_focusable_widget_is_named(dialog)
    assert_no_label_reads_markup(dialog)


def test_that_of_a_workspace_that_is_only_read_the_office_s_can_only_be_looked_at(
    dialog: Preferences, desk: Desk, tmp_path: Path
) -> None:
    assert desk.workspace is not None
    path = desk.workspace.path
    desk.close()
    assert not dialog.rows["stale_days"].editor.isEnabled()
    desk.open(lambda: open_office(path, "Ann", read_only=True))
    assert not dialog.rows["stale_days"].editor.isEnabled()
    assert dialog.rows["theme"].editor.isEnabled()

# SPDX-License-Identifier: Apache-2.0
"""The diary for a calendar: whose it is, what it takes, and the file that comes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.linking import LinkEditor
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.diary import DiaryDialog
from portfolio_desktop.services import records
from portfolio_desktop.services.diary.entries import Kind
from tests.support.ask import FakeAsk
from tests.support.desks import TODAY, open_desk, records_of
from tests.support.qt import assert_every_focusable_widget_is_named


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path) as desk:
        harbour = records_of(desk, "project")["Harbour renewal"].id
        for title, project in (("Write", harbour), ("Of nobody", None)):
            values = {"title": title, "due": TODAY, "project_id": project}
            desk.write(lambda office, values=values: records.create(office, "action", values))  # type: ignore[misc]
        yield desk


@pytest.fixture
def window(desk: Desk) -> Iterator[QWidget]:
    window = QWidget()
    yield window
    window.deleteLater()


class SmallScreen:
    """1366 x 768 at 200 %, less the bar of the desktop."""

    def availableGeometry(self) -> QRect:
        return QRect(0, 0, 683, 360)


def test_that_it_fits_a_small_screen_at_twice_the_size(
    desk: Desk, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DiaryDialog, "screen", lambda _dialog: SmallScreen())
    dialog = DiaryDialog(desk, window)
    dialog.open()
    assert dialog.height() < 360
    (area,) = dialog.findChildren(QScrollArea)
    for box in dialog.kinds.values():
        area.ensureWidgetVisible(box)
        assert not box.visibleRegion().isEmpty()
    within = dialog.yes.mapTo(dialog, dialog.yes.rect().bottomRight())
    assert dialog.rect().contains(within)
    dialog.reject()


def written(dialog: DiaryDialog, ask: FakeAsk, path: Path) -> bytes:
    ask.answer(path)
    dialog.agree()
    return path.read_bytes()


def test_that_a_diary_begins_with_the_project_one_stands_at(
    desk: Desk, window: QWidget, ask: FakeAsk, tmp_path: Path
) -> None:
    harbour = Id(records_of(desk, "project")["Harbour renewal"].id)
    dialog = DiaryDialog(desk, window, harbour)
    assert_every_focusable_widget_is_named(dialog)
    content = written(dialog, ask, tmp_path / "a.ics")
    assert b"Due: Write" in content
    assert b"Of nobody" not in content


def test_that_it_is_everybody_s_unless_somebody_is_named_who_is_not_there(
    desk: Desk, window: QWidget, ask: FakeAsk, tmp_path: Path
) -> None:
    dialog = DiaryDialog(desk, window)
    editor = dialog.blocks["attendance"].editor("person_id")
    assert isinstance(editor, LinkEditor)
    editor.setText("Nobody at all")
    dialog.agree()
    assert not dialog.problem.isHidden()
    editor.setText("")
    dialog.kinds[Kind.MILESTONES].setChecked(False)
    assert written(dialog, ask, tmp_path / "a.ics").count(b"BEGIN:VEVENT") == 2


def test_that_a_calendar_that_takes_nothing_is_not_written(desk: Desk, window: QWidget) -> None:
    dialog = DiaryDialog(desk, window)
    for box in dialog.kinds.values():
        box.setChecked(False)
    assert not dialog.yes.isEnabled()
    dialog.reject()

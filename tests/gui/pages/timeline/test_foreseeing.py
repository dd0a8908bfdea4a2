# SPDX-License-Identifier: Apache-2.0
"""What a drag would come to is said while it goes on; and a project is dragged by the start of its plan."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.timeline.page import TimelinePage
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.timeline.gestures import Moved, Stretched
from portfolio_desktop.services import records
from tests.gui.pages.timeline.conftest import row_of
from tests.gui.timeline.test_gestures import LEFT, box_of, drag, middle
from tests.support.desks import labels_written

Ids = Mapping[str, Id]


@pytest.fixture
def written(empty: Shell, page: TimelinePage) -> list[str]:
    """The label of each change set that a test makes."""
    return labels_written(empty.desk)


def _days(page: TimelinePage, title: str) -> tuple[str, str]:
    span = row_of(page, title).span
    return f"{span.start:%d %b}", f"{span.finish:%d %b}"


def test_that_a_drag_says_what_it_would_come_to_before_anything_is_written(
    page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    area = page.view.area
    start = row_of(page, "Survey").span.start
    assert start is not None
    area._intent = Moved(ids["Survey"], start + timedelta(days=7))
    area.dragged.emit(area._intent)
    told = area.foretold.split("\n")
    assert told[:2] == ["5 working days, to 11 Dec 2026", "1 task follows"]
    assert written == []
    page.view.moved.emit(*area._intent)
    assert _days(page, "Survey") == ("07 Dec", "11 Dec")


def test_that_dragging_a_project_moves_the_start_of_its_plan(
    empty: Shell, page: TimelinePage, ids: Ids, written: list[str]
) -> None:
    row = row_of(page, "Harbour")
    assert page.cells.movable(row)
    assert row.span.start is not None
    before = _days(page, "Build")
    area = page.view.area
    area._intent = Moved(ids["Harbour"], row.span.start + timedelta(days=14))
    area.dragged.emit(area._intent)
    assert area.foretold == ("3 tasks follow\nThe project finishes on 8 Jan 2027 instead of 25 Dec 2026")
    page.view.moved.emit(*area._intent)
    assert _days(page, "Build")[0] == "14 Dec"
    assert len(written) == 1
    empty.desk.undo()
    assert _days(page, "Build") == before


def test_that_what_a_drag_may_not_do_is_said_while_it_goes_on(page: TimelinePage, ids: Ids) -> None:
    area = page.view.area
    start = row_of(page, "Survey").span.start
    assert start is not None
    area._intent = Stretched(ids["Survey"], start)
    area.dragged.emit(area._intent)
    assert "cannot finish before it starts" in area.foretold


def test_that_whoever_drags_is_told_when_the_plan_becomes_another_under_the_bar(
    empty: Shell, page: TimelinePage, ids: Ids
) -> None:
    told: list[str] = []
    empty.desk.noticed.connect(lambda words, *_rest: told.append(words))
    before, view = _days(page, "Build"), page.view
    start = middle(box_of(view, ids["Build"]))
    drag(view, start, start + QPoint(60, 0), drop=False)
    assert told == []
    rename = {"title": "Survey of the quay"}
    empty.desk.write(lambda office: records.change(office, "task", ids["Survey"], rename))
    QTest.mouseRelease(view.area, LEFT, pos=start + QPoint(60, 0))
    assert [each for each in told if "Somebody else has changed the plan" in each]
    assert _days(page, "Build") == before

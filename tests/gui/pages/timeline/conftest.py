# SPDX-License-Identifier: Apache-2.0
"""The timeline page on a small plan: a survey that the design waits for, and a build that waits for nothing yet."""

from collections.abc import Mapping

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.timeline.page import TimelinePage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.rows import Row
from tests.support.planning import make_link, make_project, make_task
from tests.support.windows import at_once, demo, demo_file, empty, laptop, shell

__all__ = ["demo", "demo_file", "empty", "laptop", "shell"]


def _plan(office: Office) -> Mapping[str, Id]:
    project = make_project(office)
    survey = make_task(office, project, "Survey", 5, position=1024)
    design = make_task(office, project, "Design", 10, position=2048)
    build = make_task(office, project, "Build", 20, position=3072)
    make_link(office, survey, design)
    return {"Harbour": project, "Survey": survey, "Design": design, "Build": build}


@pytest.fixture
def ids(empty: Shell) -> Mapping[str, Id]:
    """The records of the plan, by title."""
    found: list[Mapping[str, Id]] = []
    with at_once(empty):
        empty.desk.read(_plan, found.append)
    return found[0]


@pytest.fixture
def page(empty: Shell, ids: Mapping[str, Id]) -> TimelinePage:
    empty.guide.go(places.TIMELINE)
    assert isinstance(empty.guide.page, TimelinePage)
    return empty.guide.page


def row_of(page: TimelinePage, title: str) -> Row:
    return next(row for row in page.view.chart.rows if row.title == title)

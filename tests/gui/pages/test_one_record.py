# SPDX-License-Identifier: Apache-2.0
"""A page about one record shows the record that was asked for last, however late an earlier answer comes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.one_record import OneRecord
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk, records_of


class SlowJobs(InlineJobs):
    """Jobs whose answers stay on the way while `slow` is set, until they are let `arrive`."""

    slow = False

    def __init__(self, unhandled: Callable[[Exception], None]) -> None:
        super().__init__(unhandled)
        self._on_the_way: list[Callable[[], None]] = []

    def arrive(self) -> None:
        """Deliver what is on the way, the last answer first."""
        while self._on_the_way:
            self._on_the_way.pop()()

    def _post(self, call: Callable[[], None]) -> None:
        if self.slow:
            self._on_the_way.append(call)
        else:
            super()._post(call)


class TitlePage(OneRecord[str]):
    """The title of a project."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _title, self._draw)

    def _draw(self, found: str) -> None:
        self.column.addWidget(Label(found))

    @property
    def said(self) -> list[str]:
        return [label.text() for label in self.findChildren(Label) if not label.isHidden()]


def _title(office: Office, id: Id) -> str:
    with office.reading() as reader:
        for record in reader.all(office.catalogue.entity("project")):
            if record.id == id:
                return str(record["title"])
    raise Refusal("There is no such project.")


@pytest.fixture
def slow_jobs(appearance: Appearance) -> Iterator[SlowJobs]:
    def fail(error: Exception) -> None:
        raise error

    jobs = SlowJobs(fail)
    yield jobs
    jobs.shutdown()


@pytest.fixture
def desk(slow_jobs: SlowJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(slow_jobs, ask, tmp_path) as desk:
        yield desk


@pytest.fixture
def page(desk: Desk) -> Iterator[TitlePage]:
    page = TitlePage(desk)
    page.show()
    yield page
    page.hide()
    page.deleteLater()


def test_that_a_slow_first_answer_does_not_overwrite_a_later_one(
    desk: Desk, slow_jobs: SlowJobs, page: TitlePage
) -> None:
    projects = records_of(desk, "project")
    slow_jobs.slow = True
    page.show_record(projects["Harbour renewal"].id)
    page.show_record(projects["School broadband"].id)
    assert page.said == []
    slow_jobs.arrive()
    assert page.said == ["School broadband"]


def test_that_an_answer_about_a_record_that_was_left_is_not_drawn_out_of_sight(
    desk: Desk, slow_jobs: SlowJobs, page: TitlePage
) -> None:
    projects = records_of(desk, "project")
    slow_jobs.slow = True
    page.show_record(projects["Harbour renewal"].id)
    page.hide()
    page.show_record(projects["School broadband"].id)
    slow_jobs.arrive()
    assert page.said == []
    page.show()
    slow_jobs.arrive()
    assert page.said == ["School broadband"]


def test_that_the_page_follows_what_is_written(desk: Desk, page: TitlePage) -> None:
    id = records_of(desk, "project")["Harbour renewal"].id
    page.show_record(id)
    desk.write(lambda office: records.change(office, "project", Id(id), {"title": "Harbour wall"}))
    assert page.said == ["Harbour wall"]


def test_that_a_record_that_is_gone_leads_back_with_the_reason(desk: Desk, page: TitlePage) -> None:
    told: list[str] = []
    left: list[bool] = []
    desk.noticed.connect(lambda text, _undo: told.append(text))
    page.left.connect(lambda: left.append(True))
    page.show_record("gone")
    assert left == [True]
    assert told == ["There is no such project."]

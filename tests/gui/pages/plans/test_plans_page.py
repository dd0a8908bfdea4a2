# SPDX-License-Identifier: Apache-2.0
"""The wizard that opens a plan: its preview, what it asks, what it writes, and files dropped on the window."""

import multiprocessing
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView

from portfolio_desktop.base.progress import Cancelled, Progress, Stopped
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.planned import Side
from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.pages.plans import file_step
from portfolio_desktop.gui.pages.plans.exporting import ExportDialog, ask_and_export
from portfolio_desktop.gui.pages.plans.page import PlansPage
from portfolio_desktop.gui.pages.plans.preview_step import PreviewStep
from portfolio_desktop.gui.pages.plans.rows import DECIDE, SLIP
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from tests.support.arrivals import rows, titled
from tests.support.ask import FakeAsk
from tests.support.drops import dropped_on
from tests.support.offices import add
from tests.support.plan_files import at, sample_plan

PACK = "Pack the books <carefully> & label them"


def saved(folder: Path, file: PlanFile, name: str = "library.xml") -> Path:
    path = folder / name
    path.write_bytes(write_mspdi(file).data)
    return path


def later() -> PlanFile:
    """The next version: the packing takes a day more, so that all after it moves, and nobody carries any more."""
    file = sample_plan()
    tasks: dict[str, dict[str, Any]] = {
        "2": {"duration": 6 * 480, "finish": at(9, 17), "remaining": 4 * 480},
        "4": {"start": at(21, 17), "finish": at(21, 17)},
    }
    return replace(
        file,
        tasks=tuple(replace(task, **tasks.get(task.uid, {})) for task in file.tasks if task.uid != "3"),
        links=tuple(link for link in file.links if "3" not in (link.predecessor, link.successor)),
        assignments=tuple(each for each in file.assignments if each.task != "3"),
    )


def opened(shell: Shell, path: Path) -> PlansPage:
    shell.open_plan(path)
    page = shell.guide.page
    assert isinstance(page, PlansPage)
    return page


def preview(page: PlansPage) -> PreviewStep:
    (found,) = page.findChildren(PreviewStep)
    return found


def shown(page: PlansPage) -> list[list[str]]:
    model = preview(page).findChildren(QTableView)[0].model()
    return [
        [str(model.index(row, column).data()).strip() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def office_of(shell: Shell) -> Office:
    found: list[Office] = []
    shell.desk.read(found.append)
    return found[0]


def test_that_a_plan_is_opened_step_by_step_and_one_undo_takes_it_back(empty: Shell, tmp_path: Path) -> None:
    page = opened(empty, saved(tmp_path, sample_plan()))
    page.go_on()
    assert [line[0] for line in shown(page)] == ["Move the library", PACK, "Carry them over", "Doors open"]
    assert rows(office_of(empty), "task") == []
    page.go_on()
    assert len(rows(office_of(empty), "task")) == 4
    empty.desk.undo()
    assert rows(office_of(empty), "task") == []


def test_that_a_later_version_finds_its_project_and_shows_the_greatest_slip_first(
    empty: Shell, tmp_path: Path
) -> None:
    page = opened(empty, saved(tmp_path, sample_plan()))
    page.go_on()
    page.go_on()
    page = opened(empty, saved(tmp_path, later()))
    assert page.session.into == titled(office_of(empty), "project", "Library")["id"]
    page.go_on()
    lines = shown(page)
    assert [line[SLIP] for line in lines] == ["+4", "+1"]
    assert "Duration" in lines[-1][-1]


def test_that_what_was_changed_here_can_be_kept_line_by_line(empty: Shell, tmp_path: Path) -> None:
    page = opened(empty, saved(tmp_path, sample_plan()))
    page.go_on()
    page.go_on()
    office = office_of(empty)
    task = titled(office, "task", PACK)["id"]
    office.write(records.change(office, "task", task, {"title": "Pack"}))
    page = opened(empty, saved(tmp_path, later()))
    page.go_on()
    step = preview(page)
    step._kinds.buttons[DECIDE].click()
    assert [line[0] for line in shown(page)] == [PACK]
    table = step.findChildren(QTableView)[0]
    table.activated.emit(table.model().index(0, 0))
    assert page.session.sides == {(task, "title"): Side.OURS}
    page.go_on()
    assert titled(office, "task", "Pack")["duration"] == 6


def test_that_tasks_that_are_gone_are_deleted_only_where_one_says_so(empty: Shell, tmp_path: Path) -> None:
    page = opened(empty, saved(tmp_path, sample_plan()))
    page.go_on()
    page.go_on()
    page = opened(empty, saved(tmp_path, later()))
    page.go_on()
    step = preview(page)
    step._delete.click()
    page.go_on()
    assert "Carry them over" not in [row["title"] for row in rows(office_of(empty), "task")]


def test_that_a_file_that_is_no_plan_says_so_on_the_page(empty: Shell, tmp_path: Path) -> None:
    letter = tmp_path / "letter.xml"
    letter.write_text("<letter>Dear all</letter>", "utf-8")
    page = opened(empty, letter)
    assert page._files._problem.text()
    assert not page._next.isVisible()


@pytest.mark.parametrize("place", [places.HOME, places.TIMELINE, places.register_key("risk")])
def test_that_a_plan_dropped_on_any_page_is_read_and_waits_to_be_placed(
    empty: Shell, tmp_path: Path, place: str
) -> None:
    path = saved(tmp_path, sample_plan())
    empty.guide.go(place)
    page = empty.guide.page
    assert page is not None
    for number in range(-1, len(page.findChildren(QAbstractScrollArea))):
        empty.guide.go(place)
        # Found each time anew: Qt for Python forgets what it knew of a viewport whose area nobody holds.
        widget = page if number < 0 else page.findChildren(QAbstractScrollArea)[number].viewport()
        assert dropped_on(widget, path), widget
        wizard = empty.guide.page
        assert isinstance(wizard, PlansPage)
        assert wizard.session.file is not None
        wizard.start()
    assert rows(office_of(empty), "task") == []


def test_that_leaving_the_wizard_half_way_writes_nothing_and_leaves_nothing(
    empty: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    package = tmp_path / "library.zip"
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("library.xml", write_mspdi(sample_plan()).data)
    page = opened(empty, package)
    page.go_on()
    assert shown(page)
    before = office_of(empty).path.read_bytes()
    empty.guide.go(places.HOME)
    empty.guide.leave()
    assert office_of(empty).path.read_bytes() == before
    assert rows(office_of(empty), "task") == rows(office_of(empty), "plan") == []
    assert list(room.iterdir()) == []
    assert multiprocessing.active_children() == []


def test_that_closing_the_workspace_stops_the_reading_of_a_plan(
    empty: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(lambda error: pytest.fail(str(error)))
    monkeypatch.setattr(empty.desk, "jobs", jobs)
    begun, stopped = Event(), Event()

    def slowly(_path: Path, *, progress: Progress, cancelled: Stopped) -> None:
        begun.set()
        while not cancelled():
            stopped.wait(0.01)
        stopped.set()
        raise Cancelled

    monkeypatch.setattr(file_step, "read_plan_file", slowly)
    opened(empty, saved(tmp_path, sample_plan()))
    assert begun.wait(10)
    empty.guide.leave()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert stopped.wait(10)
    monkeypatch.undo()  # what closes the workspace
    jobs.shutdown()


def exporting(shell: Shell, project: Id | None = None) -> ExportDialog:
    ask_and_export(shell.desk, shell.window, project)
    return shell.window.findChildren(ExportDialog)[-1]


def test_that_a_plan_is_exported_from_the_window(empty: Shell, tmp_path: Path, ask: FakeAsk) -> None:
    page = opened(empty, saved(tmp_path, sample_plan()))
    page.go_on()
    page.go_on()
    ask.answer(str(tmp_path / "out.xml"))
    exporting(empty).yes.click()
    written = (tmp_path / "out.xml").read_bytes()
    assert b"Carry them over" in written
    assert b"<Baseline>" in written


def test_that_an_export_leaves_baselines_out_where_one_says_so_and_tells_what_has_no_place(
    empty: Shell, tmp_path: Path, ask: FakeAsk
) -> None:
    page = opened(empty, saved(tmp_path, sample_plan()))
    page.go_on()
    page.go_on()
    ask.answer(str(tmp_path / "out.xml"), str(tmp_path / "out.csv"))
    for _each in range(2):
        dialog = exporting(empty)
        dialog.baselines.setChecked(False)
        dialog.yes.click()
    assert b"<Baseline>" not in (tmp_path / "out.xml").read_bytes()
    assert "Left out or changed:\nCalendars (a table has only dates): 3" in ask.told[-1]


def test_that_every_project_with_a_plan_is_offered_and_found_by_its_words(
    empty: Shell, tmp_path: Path, ask: FakeAsk
) -> None:
    office = office_of(empty)
    made = [add(office, "project", title=f"Works {number:02}") for number in range(1, 31)]
    for project in made:
        add(office, "task", project_id=project, title="Dig", scheduling="links")
    add(office, "project", title="Works without a plan")
    dialog = exporting(empty, Id(made[20]))
    assert dialog.list.count() == 30
    assert dialog.list.currentItem().text().endswith("Works 21")
    dialog.narrow("works 07")
    assert dialog.list.currentItem().text().endswith("Works 07")
    dialog.narrow("nothing like this")
    assert not dialog.yes.isEnabled()
    assert not dialog.problem.isHidden()
    dialog.narrow("")
    assert dialog.yes.isEnabled()
    assert dialog.problem.isHidden()

# SPDX-License-Identifier: Apache-2.0
"""Three suppliers send plans in three formats; the head of portfolio links them and asks what the board's date hangs on."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile, PlanLink, PlanProject, PlanTask
from portfolio_desktop.exchange.plans.xer.writing import write_xer
from portfolio_desktop.gui.pages.timeline.page import TimelinePage
from portfolio_desktop.gui.pages.timeline.paper import PaperDialog
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services.office import open_office
from tests.support.arrivals import rows
from tests.support.ask import FakeAsk
from tests.support.commands import done
from tests.support.plan_files import at, sample_plan
from tests.support.windows import laptop, open_window

__all__ = ["laptop"]

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

GAN = """<?xml version="1.0" encoding="UTF-8"?>
<project name="Signage" company="" webLink="" view-date="2026-04-01" version="3.3.3300">
  <tasks>
    <task id="1" uid="a1" name="Order signs" start="2026-04-01" duration="3" complete="0" meeting="false"/>
    <task id="2" uid="a2" name="Put up signs" start="2026-04-06" duration="2" complete="0" meeting="false"/>
  </tasks>
</project>
"""


def supplier(title: str, *names: str, days: int) -> PlanFile:
    """A plan of a chain of tasks, `days` each, from 1 April 2026."""
    tasks = tuple(
        PlanTask(
            uid=str(n),
            code=f"A{n}",
            name=name,
            wbs=str(n),
            duration=days * 480,
            start=at(1),
            finish=at(1, 17),
        )
        for n, name in enumerate(names, 1)
    )
    links = tuple(PlanLink(predecessor=str(n), successor=str(n + 1)) for n in range(1, len(names)))
    calendar = sample_plan().calendars[0]
    return PlanFile(
        form="mspdi",
        project=PlanProject(title=title, start=at(1), finish=at(30, 17), calendar="1"),
        tasks=tasks,
        links=links,
        calendars=(calendar,),
    )


@pytest.fixture
def ask() -> Iterator[FakeAsk]:
    fake = FakeAsk()
    yield fake
    fake.finish()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Three projects that came in three formats."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    building = tmp_path / "building.xml"
    building.write_bytes(write_mspdi(supplier("Building", "Dig", "Build", "Hand over the hall", days=5)).data)
    systems = tmp_path / "systems.xer"
    systems.write_bytes(write_xer(supplier("Systems", "Buy servers", "Install servers", days=4)).data)
    signs = tmp_path / "signs.gan"
    signs.write_text(GAN, "utf-8")
    for plan in (building, systems, signs):
        done("open-plan", path, plan)
    return path


def code_of(workspace: Path, title: str) -> str:
    with open_office(workspace, "Ann", read_only=True) as office:
        return next(
            str(row["code"])
            for row in (*rows(office, "task"), *rows(office, "project"))
            if row["title"] == title
        )


def linked(workspace: Path) -> None:
    """Servers go into the hall, signs go up last of all, and the board wants the signs by the end of April."""
    done("link", workspace, code_of(workspace, "Hand over the hall"), code_of(workspace, "Install servers"))
    done("link", workspace, code_of(workspace, "Install servers"), code_of(workspace, "Put up signs"))
    done("set", workspace, code_of(workspace, "Signage"), "must_finish=2026-04-24")


def test_that_three_plans_in_three_formats_have_one_critical_path_to_the_board_s_date(
    workspace: Path,
) -> None:
    linked(workspace)
    with open_office(workspace, "Ann", read_only=True) as office:
        critical = [row["title"] for row in rows(office, "task") if row["critical"]]
        floats = {row["title"]: row["total_float"] for row in rows(office, "task")}
    assert set(critical) >= {"Dig", "Build", "Hand over the hall", "Install servers", "Put up signs"}
    assert "Order signs" not in critical
    assert floats["Dig"] < 0
    told = done("critical", workspace, code_of(workspace, "Signage")).out
    for title in ("Dig", "Build", "Hand over the hall", "Install servers", "Put up signs"):
        assert title in told


def test_that_the_window_shows_the_same_path(
    workspace: Path, laptop: Path, ask: FakeAsk, qapp: QApplication
) -> None:
    linked(workspace)
    with open_office(workspace, "Ann", read_only=True) as office:
        projects = [row["id"] for row in rows(office, "project")]
    with open_window(laptop, ask, Appearance(qapp, Mode.LIGHT)) as shell:
        shell.files.open(workspace)
        shell.guide.go(places.TIMELINE)
        page = shell.guide.page
        assert isinstance(page, TimelinePage)
        critical: set[str] = set()
        for project in projects:
            page.show_project(project)
            critical |= {row.title for row in page.view.chart.rows if row.critical}
    assert critical >= {"Dig", "Build", "Hand over the hall", "Install servers", "Put up signs"}
    assert "Order signs" not in critical


def test_that_the_window_prints_what_leads_to_the_board_s_date_on_one_page(
    workspace: Path, laptop: Path, ask: FakeAsk, qapp: QApplication, tmp_path: Path
) -> None:
    linked(workspace)
    with open_window(laptop, ask, Appearance(qapp, Mode.LIGHT)) as shell:
        shell.files.open(workspace)
        shell.guide.go(places.TIMELINE)
        page = shell.guide.page
        assert isinstance(page, TimelinePage)
        page.view.go_to(next(row.key for row in page.view.chart.rows if row.title == "Signage"))
        page.acts["show_lead"].trigger()
        page.acts["print"].trigger()
        dialog = page.findChild(PaperDialog)
        assert isinstance(dialog, PaperDialog)
        dialog.open_after.setChecked(False)
        ask.answer(tmp_path / "path.pdf")
        dialog.agree()
    with pypdfium2.PdfDocument(tmp_path / "path.pdf") as document:
        assert len(document) == 1
        said = document[0].get_textpage().get_text_range()
    assert "What leads to Signage" in said
    for title in ("Building", "Dig", "Hand over the hall", "Systems", "Install servers", "Put up signs"):
        assert title in said
    assert "Order signs" not in said

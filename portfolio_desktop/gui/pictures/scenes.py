# SPDX-License-Identifier: Apache-2.0
"""What is pictured: each page, dialog and state, as the steps that lead there. All people and projects are invented."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QToolButton, QWidget

from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.finding.scenes import FINDING_SCENES
from portfolio_desktop.gui.pages.imports.page import ImportPage
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.pages.plans.scenes import PLAN_SCENES
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.pages.search import SearchPage
from portfolio_desktop.gui.pictures.assurance_scenes import ASSURANCE_SCENES, BLANK_ASSURANCE_SCENES
from portfolio_desktop.gui.pictures.capacity_scenes import BLANK_CAPACITY_SCENES, CAPACITY_SCENES
from portfolio_desktop.gui.pictures.clock_scenes import BLANK_CLOCK_SCENES, CLOCK_SCENES
from portfolio_desktop.gui.pictures.confidential_scenes import CONFIDENTIAL_SCENES
from portfolio_desktop.gui.pictures.cycle_scenes import CYCLE_SCENES
from portfolio_desktop.gui.pictures.everyday_scenes import BLANK_EVERYDAY_SCENES, EVERYDAY_SCENES
from portfolio_desktop.gui.pictures.help_scenes import HELP_SCENES
from portfolio_desktop.gui.pictures.keeping_scenes import KEEPING_SCENES
from portfolio_desktop.gui.pictures.meeting_scenes import BLANK_MEETING_SCENES, MEETING_SCENES
from portfolio_desktop.gui.pictures.outside_scenes import BLANK_OUTSIDE_SCENES, OUTSIDE_SCENES
from portfolio_desktop.gui.pictures.people_scenes import BLANK_PEOPLE_SCENES, PEOPLE_SCENES
from portfolio_desktop.gui.pictures.person_scenes import PERSON_SCENES
from portfolio_desktop.gui.pictures.risk_scenes import RISK_SCENES
from portfolio_desktop.gui.pictures.safekeeping_scenes import SAFEKEEPING_SCENES
from portfolio_desktop.gui.pictures.sharing_scenes import SHARING_SCENES
from portfolio_desktop.gui.pictures.timeline_scenes import BLANK_TIMELINE_SCENES, TIMELINE_SCENES
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.scenes import REGISTER_SCENES
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import demo, records
from portfolio_desktop.services.find import Found, find
from portfolio_desktop.services.office import new_office

_LONG = (
    "Replacement of the customs declaration service, including decommissioning of its three forerunners and the "
    "move of eleven thousand traders, with parallel running over two peak seasons <b>& a review</b>"
)
_SHEET = """Northmoor projects,,,,,
As at 31 March 2026,,,,,
Ref,Project,RAG,Whole life cost (£m),Finish,Owner
N-01,Harbour wall renewal,Red,48.2,31/03/2028,Priya Raman
N-02,Depot electrification,Amber,12.5,30/06/2027,Tom Whitfield
N-03,Library opening hours,Green,Exempt,31/31/2026,Elin Hughes
N-04,School meals ordering,Purple,0.9,TBC,Elin Hughes
Total,,,61.6,,
"""


_RISKS = """Risk ID,Risk,Likelihood,Impact,Raised,Owner,Status
1,Scaffold supplier fails,Probable,Major,03/04/2026,Tom Whitfield,Live
2,Ground conditions differ from the survey,Might happen,Severe,04/05/2026,Priya Raman,Live
3,Two programmes want the same testers,Probable,Minor,05/06/2026,Elin Hughes,Parked
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """The files that scenes open, and the window they play in."""

    demo: Path
    blank: Path
    sheet: Path
    risks: Path
    letter: Path
    window: Shell | None = None

    def on(self, shell: Shell) -> "Stage":
        """The same files, in a window."""
        return Stage(self.demo, self.blank, self.sheet, self.risks, self.letter, shell)

    @property
    def shell(self) -> Shell:
        assert self.window is not None
        return self.window

    def opened(self) -> Shell:
        """The window on a fresh copy of the demo portfolio."""
        return self._on(self.demo, "Demo portfolio")

    def emptied(self) -> Shell:
        """The window on a workspace with nothing in it."""
        return self._on(self.blank, "Empty")

    def _on(self, original: Path, name: str) -> Shell:
        folder = original.parent / "copies"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.shell.files.open(Path(shutil.copyfile(original, folder / f"{name}.portfolio")))
        return self.shell


@dataclass(frozen=True, slots=True)
class Scene:
    """`play` leads there, and returns what is to be pictured where that is not the window."""

    name: str
    play: Callable[[Stage], QWidget | None]
    height: int = 860


def make_files(folder: Path) -> Stage:
    """The workspaces and spreadsheets that the scenes need."""
    full, blank = folder / "full.portfolio", folder / "blank.portfolio"
    with new_office(full, "Ann Example") as office:
        demo.fill(office)
    new_office(blank, "Ann Example").close()
    sheet, letter = folder / "Northmoor projects.csv", folder / "Letter.xlsx"
    sheet.write_text(_SHEET, encoding="utf-8")
    risks = folder / "Risk log.csv"
    risks.write_text(_RISKS, encoding="utf-8")
    letter.write_bytes(b"%PDF-1.7 this is no workbook")
    return Stage(full, blank, sheet, risks, letter)


def _found(shell: Shell, words: str) -> Found:
    found: list[Found] = []
    shell.desk.read(lambda office: find(office, words), lambda hits: found.append(hits[0]))
    return found[0]


def _welcome(stage: Stage) -> None:
    assert stage.shell.desk.workspace is None


def _refused(stage: Stage) -> None:
    stage.shell.welcome.say(
        "Change portfolio.portfolio is open for writing by Bronwen Pugh on LAPTOP-0714 (process 4242, since 09:12). "
        "Close it there and try again; reading is possible meanwhile.",
        Path("Change portfolio.portfolio"),
    )


def _recent(stage: Stage) -> None:
    here, away = Path("Documents/Offices/Change portfolio.portfolio"), Path("Stick/Estates.portfolio")
    stage.shell.welcome.show_recent((here, away), lambda path: path == here)


def _home(stage: Stage) -> None:
    stage.opened()


def _empty_home(stage: Stage) -> None:
    stage.emptied()


def _folded(stage: Stage) -> None:
    stage.opened().fold_navigation()


def _register(entity: str, code: str) -> Callable[[Stage], None]:
    """A register with one of its records beside it."""

    def play(stage: Stage) -> None:
        shell = stage.opened()
        shell.guide.go(places.register_key(entity))
        if isinstance(shell.guide.page, RegisterPage):
            shell.guide.page.select(_found(shell, code).id)

    return play


def _inspected(stage: Stage) -> None:
    shell = stage.opened()
    shell.guide.open_record("risk", _found(shell, "R-0003").id)


def _empty_register(stage: Stage) -> None:
    stage.emptied().guide.go(places.register_key("risk"))


def _filtered_out(stage: Stage) -> None:
    shell = stage.opened()
    shell.guide.go(places.register_key("risk"))
    if isinstance(shell.guide.page, RegisterPage):
        shell.guide.page.bar.box.setText("nothing like this")
        shell.guide.page.bar.box.returnPressed.emit()


def _project(stage: Stage) -> None:
    shell = stage.opened()
    shell.guide.open_record("project", _found(shell, "P-0001").id)


def _project_edited(stage: Stage) -> None:
    _project(stage)
    page = stage.shell.guide.page
    assert page is not None
    card = page.findChildren(EditCard)[1]
    card.header.findChildren(QToolButton)[0].click()


def _project_long(stage: Stage) -> None:
    shell = stage.emptied()
    values: dict[str, Value] = {
        "title": _LONG,
        "description": f"{_LONG}. " * 6,
        "confidence": Rating("confidence5", "medium_low"),
        "end": date(2031, 12, 31),
        "end_baseline": date(2028, 12, 31),
        "whole_life_cost": Decimal("123456789012.34"),
    }
    shell.desk.write(lambda office: records.create(office, "project", values))
    shell.guide.open_record("project", _found(shell, "P-0001").id)


def _project_bare(stage: Stage) -> None:
    shell = stage.emptied()
    shell.desk.write(lambda office: records.create(office, "project", {"title": "A thought so far"}))
    shell.guide.open_record("project", _found(shell, "P-0001").id)


def _palette(words: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        shell = stage.opened()
        shell.offers.open_palette()
        shell.palette.type(words)

    return play


def _search(words: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        shell = stage.opened()
        shell.search()
        if isinstance(shell.guide.page, SearchPage):
            shell.guide.page.look_for(words)

    return play


def _read_only(stage: Stage) -> None:
    shell = stage.opened()
    path = shell.desk.workspace.path if shell.desk.workspace else stage.demo
    shell.files.open(path, read_only=True)


def _toast(stage: Stage) -> None:
    shell = stage.opened()
    id = _found(shell, "P-0001").id
    shell.desk.write(lambda office: records.change(office, "project", Id(id), {"end": date(2027, 9, 30)}))
    shell.desk.notify("Changed end (forecast) of P-0001", undo=True)


def _import_to(step: int) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        shell = stage.opened()
        shell.guide.start_import("project")
        page = shell.guide.page
        assert isinstance(page, ImportPage)
        if step:
            page.read(stage.sheet)
        for _each in range(step - 1):
            page.go_on()

    return play


def _import_words(stage: Stage) -> None:
    shell = stage.opened()
    shell.guide.start_import("risk")
    page = shell.guide.page
    assert isinstance(page, ImportPage)
    page.read(stage.risks)
    page.go_on()


def _import_refused(stage: Stage) -> None:
    shell = stage.opened()
    shell.guide.start_import()
    if isinstance(shell.guide.page, ImportPage):
        shell.guide.page.read(stage.letter)


def _packs(stage: Stage) -> None:
    stage.opened().guide.go(places.PACKS)


def _pack(stage: Stage) -> None:
    _packs(stage)
    if isinstance(stage.shell.guide.page, PacksPage):
        stage.shell.guide.page.make()


def _on_demo(play: Callable[[Shell], QWidget | None]) -> Callable[[Stage], QWidget | None]:
    return lambda stage: play(stage.opened())


def _on_nothing(play: Callable[[Shell], QWidget | None]) -> Callable[[Stage], QWidget | None]:
    return lambda stage: play(stage.emptied())


SCENES = (
    Scene("welcome", _welcome),
    Scene("welcome-recent", _recent),
    Scene("welcome-refused", _refused),
    Scene("home", _home),
    Scene("home-whole", _home, 1340),
    Scene("home-empty", _empty_home),
    Scene("home-folded", _folded),
    Scene("home-read-only", _read_only),
    Scene("home-toast", _toast),
    Scene("projects", _register("project", "P-0009")),
    Scene("risks", _inspected),
    Scene("risks-empty", _empty_register),
    Scene("risks-filtered-out", _filtered_out),
    Scene("milestones", _register("milestone", "MS-0010")),
    Scene("project", _project),
    Scene("project-whole", _project, 1900),
    Scene("project-edited", _project_edited),
    Scene("project-long", _project_long),
    Scene("project-bare", _project_bare),
    Scene("palette", _palette("")),
    Scene("palette-found", _palette("har")),
    Scene("palette-nothing", _palette("qqqq")),
    Scene("search", _search("supplier")),
    Scene("search-nothing", _search("qqqq")),
    Scene("import-file", _import_to(0)),
    Scene("import-refused", _import_refused),
    Scene("import-table", _import_to(1)),
    Scene("import-columns", _import_to(2)),
    Scene("import-words", _import_words),
    Scene("import-preview", _import_to(3)),
    Scene("import-done", _import_to(4)),
    Scene("packs", _packs),
    Scene("pack", _pack),
    *(Scene(name, _on_demo(play)) for name, play in REGISTER_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in FINDING_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in RISK_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in MEETING_SCENES),
    *(Scene(name, _on_nothing(play)) for name, play in BLANK_MEETING_SCENES),
    *(Scene(name, _on_demo(play)) for name, play in CLOCK_SCENES),
    *(Scene(name, _on_nothing(play)) for name, play in BLANK_CLOCK_SCENES),
    *(Scene(name, _on_demo(play)) for name, play in ASSURANCE_SCENES),
    *(Scene(name, _on_nothing(play)) for name, play in BLANK_ASSURANCE_SCENES),
    *(Scene(name, _on_demo(play)) for name, play in OUTSIDE_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in SHARING_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in SAFEKEEPING_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in EVERYDAY_SCENES),
    *(Scene(name, _on_nothing(play), height) for name, play, height in BLANK_EVERYDAY_SCENES),
    *(Scene(name, _on_nothing(play)) for name, play in BLANK_OUTSIDE_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in CAPACITY_SCENES),
    *(Scene(name, _on_nothing(play)) for name, play in BLANK_CAPACITY_SCENES),
    *(Scene(name, _on_demo(play)) for name, play in PEOPLE_SCENES),
    *(Scene(name, _on_nothing(play)) for name, play in BLANK_PEOPLE_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in (*CONFIDENTIAL_SCENES, *PERSON_SCENES)),
    *(Scene(name, _on_demo(play), height) for name, play, height in KEEPING_SCENES),
    *(Scene(name, _on_demo(play), height) for name, play, height in CYCLE_SCENES),
    *(Scene(name, _on_demo(play)) for name, play in TIMELINE_SCENES),
    *(Scene(name, _on_demo(play)) for name, play in PLAN_SCENES),
    *(Scene(name, _on_demo(play)) for name, play in HELP_SCENES),
    *(Scene(name, _on_nothing(play)) for name, play in BLANK_TIMELINE_SCENES),
)

BUSY = frozenset(
    {
        "home",
        "risks",
        "risk-board",
        "clocks",
        "meetings-agenda",
        "assurance-gates",
        "capacity",
        "project",
        "import-columns",
        "pack",
        "sharing-conflicts",
        "timeline",
        "timeline-project",
    }
)
"""Scenes that are drawn small and on finer screens as well."""

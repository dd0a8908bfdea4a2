# SPDX-License-Identifier: Apache-2.0
"""The whole road through the window: an empty workspace, a spreadsheet, a correction, a pack on disk, and all of it undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from portfolio_desktop.exchange.imports import Fate
from portfolio_desktop.gui.pages.home.page import HomePage
from portfolio_desktop.gui.pages.imports.page import ImportPage
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services.find import Found, find
from tests.support.ask import FakeAsk
from tests.support.desks import records_of
from tests.support.shared_data import shared
from tests.support.windows import laptop, open_window

__all__ = ["laptop"]

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

INVENTED = """Borough change list;;;;
As at 31 March 2026;;;;
Ref;Project name;Delivery Confidence Assessment;Whole Life Cost (£m);Project - End Date;SRO
BC-1;Harbour wall renewal;Red;48.2;31/03/2028;Priya Raman
BC-2;Depot electrification;Amber;12.5;30/06/2027;Tom Whitfield
BC-3;Library opening hours;Green;Exempt;30/09/2026;Elin Hughes
BC-4;<b>Ffordd Newydd</b> & bridge;Amber;7;31/12/2029;Elin Hughes
Total;;;67.7;;
"""


@pytest.fixture
def ask() -> Iterator[FakeAsk]:
    fake = FakeAsk()
    yield fake
    fake.finish()


@pytest.fixture
def window(laptop: Path, ask: FakeAsk, qapp: QApplication) -> Iterator[Shell]:
    with open_window(laptop, ask, Appearance(qapp, Mode.LIGHT)) as shell:
        yield shell


def bring_in(window: Shell, ask: FakeAsk, spreadsheet: Path, workspace: Path) -> ImportPage:
    """As one does who has nothing yet: the spreadsheet is chosen first, then where its workspace is to lie."""
    ask.answer(spreadsheet, workspace)
    window.welcome.wanted.emit("import")
    page = window.guide.page
    assert isinstance(page, ImportPage)
    for _step in ("columns", "preview", "import"):
        page.go_on()
    return page


def correct(window: Shell, code: str, title: str) -> None:
    """Find a project by its code in the palette's way, and type another name into its cell."""
    found: list[Found] = []
    window.desk.read(lambda office: find(office, code), found.extend)
    window.guide.go(places.register_key("project"))
    assert isinstance(window.guide.page, RegisterPage)
    table = window.guide.page.table
    window.guide.page.select(found[0].id)
    names = [field.name for field in window.guide.page.model.columns]
    table.go_to(table.current_row(), names.index("title"))
    QTest.keyClick(table, Qt.Key.Key_F2)
    line = next(line for line in table.viewport().findChildren(QLineEdit) if line.isVisible())
    line.selectAll()
    QTest.keyClicks(line, title)
    QTest.keyClick(line, Qt.Key.Key_Return)


def print_pack(window: Shell, ask: FakeAsk, target: Path) -> None:
    window.actions["pack"].trigger()
    assert isinstance(window.guide.page, PacksPage)
    window.guide.page.make()
    ask.answer(target)
    window.guide.page._save.click()


def test_that_a_spreadsheet_becomes_a_pack_and_every_step_can_be_taken_back(
    window: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    spreadsheet = tmp_path / "Borough.csv"
    spreadsheet.write_text(INVENTED, encoding="utf-8-sig")
    workspace = tmp_path / "Change portfolio.portfolio"
    page = bring_in(window, ask, spreadsheet, workspace)
    assert page._done._figures[Fate.ADD].accessibleName() == "Added, 4"

    correct(window, "BC-1", "Harbour wall, phase 1")
    assert "Harbour wall, phase 1" in records_of(window.desk, "project")

    pack = tmp_path / "Pack.pdf"
    print_pack(window, ask, pack)
    assert pack.read_bytes().startswith(b"%PDF-")

    window.actions["undo"].trigger()
    assert "Harbour wall renewal" in records_of(window.desk, "project")
    window.actions["undo"].trigger()
    assert records_of(window.desk, "project") == {}
    window.actions["redo"].trigger()
    assert len(records_of(window.desk, "project")) == 4

    window.actions["close"].trigger()
    window.files.open(workspace)
    assert isinstance(window.guide.page, PacksPage)
    window.guide.go(places.HOME)
    assert isinstance(window.guide.page, HomePage)


def test_that_the_published_portfolio_of_march_2022_becomes_a_pack_through_the_window(
    window: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    published = shared("gmpp/GMPP_March_2022_consolidated.csv")
    page = bring_in(window, ask, published, tmp_path / "Change portfolio.portfolio")
    assert page._done._figures[Fate.ADD].accessibleName() == "Added, 235"
    assert len(records_of(window.desk, "project")) == 235
    pack = tmp_path / "GMPP.pdf"
    print_pack(window, ask, pack)
    assert pack.stat().st_size > 100_000
    bring_in_again(window, published)
    window.actions["undo"].trigger()
    assert records_of(window.desk, "project") == {}


def bring_in_again(window: Shell, spreadsheet: Path) -> None:
    """The same file once more: nothing would change, and the import is not offered."""
    window.guide.start_import("project")
    page = window.guide.page
    assert isinstance(page, ImportPage)
    page.read(spreadsheet)
    page.go_on()
    page.go_on()
    plan = page._session.plan
    assert plan is not None
    assert plan.counts[Fate.SAME] == 235
    assert not page._next.isEnabled()

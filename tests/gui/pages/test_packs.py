# SPDX-License-Identifier: Apache-2.0
"""The packs page: made, looked at, saved, issued, printed again."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.packs.issuing import build, reissue
from tests.support.access.speaking import announced
from tests.support.ask import FakeAsk
from tests.support.desks import records_of


@pytest.fixture
def page(demo: Shell) -> PacksPage:
    demo.actions["pack"].trigger()
    assert isinstance(demo.guide.page, PacksPage)
    return demo.guide.page


def test_that_a_pack_is_made_looked_at_and_saved_as_pdf(
    page: PacksPage, ask: FakeAsk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page._form._period.setText("November 2026")
    with monkeypatch.context() as patch:
        heard = announced(patch)
        page._form._make.click()
    assert any(words.startswith(f"The pack is made: {page._preview.pages} pages. ") for words in heard)
    assert page._right.currentWidget() is page._preview
    assert page._preview.pages > 5
    target = tmp_path / "Pack.pdf"
    ask.answer(target)
    page._save.click()
    assert target.read_bytes().startswith(b"%PDF-")
    opened: list[Path] = []

    def take(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    page._open.click()
    assert opened == [target]
    page._form._make.click()
    assert page._open.isHidden()


def test_that_a_pack_of_the_only_portfolio_has_every_project_and_is_compared_with_the_one_before(
    demo: Shell, page: PacksPage
) -> None:
    made: list[PackData] = []
    demo.desk.read(lambda office: build(office, page._form.choices()), made.append)
    (data,) = made
    assert data.changes is not None
    assert len(data.projects) == 24


def test_that_an_issued_pack_is_listed_and_can_be_printed_again(demo: Shell, page: PacksPage) -> None:
    page._form._period.setText("November 2026")
    page._form._make.click()
    before = len(records_of(demo.desk, "pack"))
    page._issue.click()
    assert len(records_of(demo.desk, "pack")) == before + 1
    row = next(row for row in page.findChildren(RowButton) if "November 2026" in row.accessibleName())
    row.click()
    assert page._preview.pages > 5
    assert page._issue.isHidden()


def test_that_whoever_comes_to_the_packs_by_key_hears_where_they_are(page: PacksPage) -> None:
    assert page.accessibleName() == "Packs"


def test_that_pages_can_be_zoomed_and_turned_to(page: PacksPage, qtbot: QtBot) -> None:
    page._form._make.click()
    preview = page._preview
    fitting = preview._sheets.scale
    preview._zoom(1)
    assert preview._sheets.scale > fitting
    preview._zoom(0)
    qtbot.waitUntil(lambda: preview._sheets.scale == pytest.approx(fitting, abs=0.02))
    preview._go(3)
    assert preview._where.text().startswith("Page 4")


def test_that_a_person_says_how_many_projects_get_a_page_of_their_own(page: PacksPage) -> None:
    form = page._form
    assert form.choices().most_concerns == 40
    form._make.click()
    usual = page._preview.pages
    form._most.setValue(1)
    form._make.click()
    assert page._preview.pages < usual
    form._rule.setCurrentIndex(form._rule.findData("all"))
    assert form._most.isHidden()


def test_that_a_person_says_whose_plan_gets_a_page(page: PacksPage) -> None:
    form = page._form
    assert form.choices().plan_rule == "all"
    form._make.click()
    usual = page._preview.pages
    form._plans.setCurrentIndex(form._plans.findData("none"))
    form._make.click()
    assert page._preview.pages < usual


def test_that_ratings_are_asked_about_only_once_somebody_ticks_it(page: PacksPage) -> None:
    form = page._form
    assert not form.choices().challenge, "a pack is for the board unless the office says otherwise"
    form._make.click()
    usual = page._preview.pages
    form._challenge.click()
    form._make.click()
    assert page._preview.pages > usual


def test_that_two_packs_are_compared_and_the_lines_saved_as_a_spreadsheet(
    demo: Shell, page: PacksPage, ask: FakeAsk, tmp_path: Path
) -> None:
    page._form._make.click()
    page._issue.click()
    project = next(iter(records_of(demo.desk, "project").values()))
    demo.desk.write(
        lambda office: records.change(office, "project", project.id, {"organisation": "Harbour Board"})
    )
    page._chooser.until.setCurrentIndex(page._chooser.until.findText("Now"))
    page._chooser.compare.click()
    assert page._right.currentWidget() is page._changed
    rows = [row for row in page._changed.findChildren(RowButton) if "Harbour Board" in row.accessibleName()]
    assert len(rows) == 1
    target = tmp_path / "changed.csv"
    ask.answer(target)
    page._changed.save.click()
    assert "Harbour Board" in target.read_text("utf-8-sig")
    rows[0].click()
    assert demo.guide.page is not page


def test_that_a_pack_of_no_portfolio_says_that_its_cover_names_nobody_and_leads_to_where_that_is_said(
    empty: Shell,
) -> None:
    empty.actions["pack"].trigger()
    form = empty.guide.page._form  # type: ignore[union-attr]
    assert not form._whose.isHidden()
    assert "names no organisation and no board" in form._nameless.text()
    form._organisation.setText("Northshire Council ")
    form._whose_board.setText("Change Board")
    assert form._title.placeholderText() == empty.desk.workspace.path.stem  # type: ignore[union-attr]
    form._title.setText("Change Portfolio")
    assert form.choices().title == "Change Portfolio"
    assert (form.choices().organisation, form.choices().board) == ("Northshire Council", "Change Board")
    form._whose.click()
    assert empty.guide.here == places.register_key("portfolio")
    values = {"title": "Change", "organisation": "Northshire Council"}
    empty.desk.write(lambda office: records.create(office, "portfolio", values))
    empty.actions["pack"].trigger()
    form = empty.guide.page._form  # type: ignore[union-attr]
    assert form._whose.isHidden()
    assert form._organisation.isHidden()
    assert form._title.isHidden()


def test_that_the_form_is_not_cut_at_its_side_whatever_the_font(page: PacksPage) -> None:
    area, form = page._area, page._area.widget()
    assert form is not None
    bar = area.verticalScrollBar().sizeHint().width()
    assert area.width() - bar >= form.minimumSizeHint().width()


def test_that_the_day_that_was_typed_is_that_of_the_pack_and_stays(page: PacksPage) -> None:
    form = page._form
    form._as_of.setFocus()
    form._as_of.selectAll()
    QTest.keyClicks(form._as_of, "31 Oct 2026")
    page._load()
    assert form.choices().as_of == date(2026, 10, 31)
    form._as_of.clearFocus()
    page._load()
    assert form.choices().as_of == date(2026, 10, 31)


def test_that_the_form_says_what_the_day_of_the_data_means(page: PacksPage) -> None:
    told = page._form._counted
    assert not told.isHidden()
    assert "as they stand now" in told.text()


def test_that_the_last_period_with_reports_is_offered_as_that_of_the_pack(
    demo: Shell, page: PacksPage
) -> None:
    made: list[PackData] = []
    demo.desk.read(lambda office: build(office, page._form.choices()), made.append)
    assert page._form._period.placeholderText() == made[0].edition.period


def test_that_the_pack_that_was_looked_at_is_issued_whatever_has_been_written_since(
    demo: Shell, page: PacksPage
) -> None:
    page._form._make.click()
    assert page._behind.isHidden()
    project = next(iter(records_of(demo.desk, "project").values()))
    demo.desk.write(lambda office: records.change(office, "project", project.id, {"title": "Renamed since"}))
    assert not page._behind.isHidden()
    before = set(records_of(demo.desk, "pack"))
    page._issue.click()
    assert page._behind.isHidden()
    ((_title, pack),) = [each for each in records_of(demo.desk, "pack").items() if each[0] not in before]
    again: list[PackData] = []
    demo.desk.read(lambda office: reissue(office, pack.id), again.append)
    names = {each.name for each in again[0].projects}
    assert project["title"] in names
    assert "Renamed since" not in names
    page._form._make.click()
    assert page._behind.isHidden()


def test_that_who_saves_a_pack_that_lacks_what_the_form_asks_for_is_asked_first(
    page: PacksPage, ask: FakeAsk, tmp_path: Path
) -> None:
    page._form._make.click()
    many = page._preview.pages
    page._form._rule.setCurrentIndex(page._form._rule.findData("none"))
    assert "form has been changed" in page._behind.text()
    ask.answer("again")
    page._save.click()
    assert page._behind.isHidden()
    assert page._preview.pages < many
    page._form._version.setText("2.0")
    ask.answer("save", tmp_path / "As it is.pdf")
    page._save.click()
    assert (tmp_path / "As it is.pdf").read_bytes().startswith(b"%PDF-")


def test_that_an_issued_pack_that_is_printed_again_is_never_out_of_date(demo: Shell, page: PacksPage) -> None:
    next(row for row in page._list.findChildren(RowButton)).click()
    project = next(iter(records_of(demo.desk, "project").values()))
    demo.desk.write(lambda office: records.change(office, "project", project.id, {"title": "Renamed since"}))
    assert page._behind.isHidden()


def test_that_who_saves_an_issued_pack_is_asked_where_the_form_says_something_else_by_now(
    page: PacksPage, ask: FakeAsk, tmp_path: Path
) -> None:
    page._form._make.click()
    page._issue.click()
    page._form._version.setText("2.0")
    assert "shown as it was issued" in page._behind.text()
    ask.answer("save", tmp_path / "Issued.pdf")
    page._save.click()
    page._form._version.setText("")
    assert page._behind.isHidden()


def test_that_the_wheel_over_the_form_scrolls_it_and_chooses_nothing(page: PacksPage) -> None:
    form = page._form
    for box in (form._rule, form._plans, form._most):
        wheel = QWheelEvent(
            QPointF(4, 4),
            QPointF(4, 4),
            QPoint(),
            QPoint(0, -360),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(box, wheel)
        assert not wheel.isAccepted()
    assert form.written() == {}

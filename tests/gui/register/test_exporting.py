# SPDX-License-Identifier: Apache-2.0
"""What leaves a register is what was seen: columns, order, groups, marks, filter; on paper and in a workbook."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.gui.register.exporting import PaperDialog
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.services.views.marks import Mark, Sign
from tests.gui.register.looking import section
from tests.support.ask import FakeAsk
from tests.support.qt import CANARY

_LATE = Mark("end", Test("end", Op.BELOW, "today"), Sign.ALERT)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files that the desktop was asked to open."""
    asked: list[str] = []

    def take(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return asked


def printed(page: RegisterPage, ask: FakeAsk, path: Path) -> str:
    """The words of the register's printout."""
    ask.answer(path)
    page.acts["print"].trigger()
    (dialog,) = [each for each in page.findChildren(PaperDialog) if each.isVisible()]
    dialog.marking.setText("OFFICIAL")
    dialog.agree()
    with pypdfium2.PdfDocument(path) as file:
        return "\n".join(sheet.get_textpage().get_text_range() for sheet in file)


def test_that_a_register_is_printed_as_it_is_seen(
    page: RegisterPage, ask: FakeAsk, tmp_path: Path, opened: list[str]
) -> None:
    view = page.viewing.view
    columns = ("title", "organisation", "end", "whole_life_cost")
    page.viewing.change(
        replace(view, columns=columns, group="organisation", sorts=(Sort("title", True),), marks=(_LATE,))
    )
    page.bar.box.setText("-flood")
    page.bar.box.returnPressed.emit()
    schools = [heading.words for heading in page.model.arrangement.headings].index("Schools Office")
    words = printed(page, ask, tmp_path / "out.pdf")
    assert opened == ["out.pdf"]
    assert "3 of 4 projects" in words
    assert "Grouped by Organisation" in words
    assert "Sorted by Name, falling" in words
    assert "End (forecast): before today" in words, "what a sign means is said"
    assert "1 of 2 known" in words, "a total says how much of it is known"
    assert "OFFICIAL" in words
    assert "page 1 of 1" in words
    assert "Flood defence" not in words
    page.model.toggle(page.model.rowCount() - 1 - 2 if schools else 0)
    assert "School broadband" not in printed(page, ask, tmp_path / "folded.pdf")


def test_that_a_workbook_has_the_groups_folded_as_they_are_and_marks_beside_untouched_values(
    page: RegisterPage, ask: FakeAsk, tmp_path: Path
) -> None:
    page.viewing.change(
        replace(
            page.viewing.view,
            columns=("title", "end", "whole_life_cost"),
            group="organisation",
            marks=(_LATE,),
        )
    )
    page.model.toggle(0)
    ask.answer(tmp_path / "out.xlsx", tmp_path / "out.csv")
    page.acts["export"].trigger()
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [line[0] for line in lines][:4] == [
        "Ports Authority (2)",
        "Harbour renewal",
        "Flood defence",
        "Schools Office (2)",
    ]
    assert lines[0][2] == 120_000_000
    assert [sheet.row_dimensions[row].hidden for row in range(2, 7)] == [False, True, True, False, False]
    late = sheet["B6"]
    assert str(late.value).startswith("2026-06-30")
    assert "\N{BLACK UP-POINTING TRIANGLE}" in late.number_format
    page.acts["export"].trigger()
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert text.splitlines()[1].startswith('"Ports Authority","Harbour renewal"'), (
        "closed groups are data too"
    )


def test_that_a_printout_names_the_filter_that_it_answers_once(
    page: RegisterPage, ask: FakeAsk, tmp_path: Path, opened: list[str]
) -> None:
    page.bar.box.say("-flood")
    assert printed(page, ask, tmp_path / "once.pdf").count("-flood") == 1
    page.bar.box.say("is:nonsense")
    words = printed(page, ask, tmp_path / "refused.pdf")
    assert "nonsense" not in words
    assert words.count("-flood") == 1


def test_that_only_what_is_selected_is_printed_where_several_are(
    page: RegisterPage, ask: FakeAsk, tmp_path: Path, opened: list[str]
) -> None:
    page.table.select_rows([0, 1], section(page, "title"))
    words = printed(page, ask, tmp_path / "some.pdf")
    assert "2 of 4 projects" in words
    assert "Flood defence" not in words


def test_that_an_empty_register_groups_marks_and_prints(
    page: RegisterPage, ask: FakeAsk, tmp_path: Path, opened: list[str]
) -> None:
    page.viewing.change(replace(page.viewing.view, group="end", then="stage", marks=(_LATE,)))
    page.bar.box.setText("nothing like this")
    page.bar.box.returnPressed.emit()
    assert page.model.rowCount() == 0
    page.acts["fold_groups"].trigger()
    assert "0 of 4 projects" in printed(page, ask, tmp_path / "empty.pdf")
    ask.answer(tmp_path / "empty.xlsx")
    page.acts["export"].trigger()
    assert load_workbook(tmp_path / "empty.xlsx").active is not None


def test_that_what_is_only_read_is_still_marked_grouped_and_printed(
    page: RegisterPage, ask: FakeAsk, tmp_path: Path, opened: list[str]
) -> None:
    page.model.read_only = True
    page.acts.refresh()
    page.viewing.mark((_LATE,))
    page.viewing.group("organisation")
    assert [
        name for name in ("print", "export", "marks", "fold_groups") if not page.acts[name].isEnabled()
    ] == []
    assert not page.acts["paste"].isEnabled()
    assert not page.acts["fill_down"].isEnabled()
    assert CANARY in printed(page, ask, tmp_path / "read.pdf").replace("\r\n", " ")

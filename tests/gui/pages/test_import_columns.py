# SPDX-License-Identifier: Apache-2.0
"""The columns of somebody's own workbook: every question leads to its answer, and fields are found as people call them."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.gui.pages.imports.columns_step import _FIT
from portfolio_desktop.gui.pages.imports.lines import in_full
from portfolio_desktop.gui.pages.imports.page import ImportPage
from portfolio_desktop.gui.pages.imports.preview_step import PreviewStep
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.shell.shell import Shell
from tests.gui.pages.test_first_import import choose, columns_of, goes_to, importing, table, take_in
from tests.support.desks import records_of


def found_by(box: QComboBox, typed: str) -> str:
    QTest.keyClicks(box, typed[0])
    QTest.keyClicks(box.view(), typed[1:])
    found = str(box.view().currentIndex().data())
    box.hidePopup()
    return found


def meanings(box: QComboBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


def test_that_a_question_leads_to_its_answer_once_its_column_has_been_sent_elsewhere(
    empty: Shell, tmp_path: Path
) -> None:
    lines = ("Project,Stage,Finish", "A,Warming up,Dec-2026", "B,Delivery,")
    step = columns_of(empty, table(tmp_path, *lines))
    choose(goes_to(step, "Finish"), "end_baseline")
    step._table.setCurrentCell(1, 0)
    assert next(box.accessibleName() for box in step._words._boxes.values()) == "What “Warming up” means"
    next(each for each in step._questions.buttons.values() if each.text().startswith("Finish")).click()
    assert step._table.currentRow() == 2
    assert [box.accessibleName() for box in step._words._boxes.values()] == ["What “Dec-2026” means"]


def test_that_a_field_is_found_by_what_others_call_it_and_a_plain_name_goes_first(
    empty: Shell, tmp_path: Path
) -> None:
    box = goes_to(columns_of(empty, table(tmp_path, "Project,Shoe size", "A,9")), "Shoe size")
    assert [found_by(box, typed) for typed in ("rag", "start", "approvedb", "rated")] == [
        "Delivery confidence",
        "Start",
        "Whole-life cost",
        "Rated on",
    ]
    listed = meanings(box)
    assert listed.index("Start") + 1 == listed.index("Start (baseline)")


def test_that_a_word_that_says_more_than_any_item_is_asked_about_and_the_nearest_offered_first(
    empty: Shell, tmp_path: Path
) -> None:
    for entity, heading, row, offers in (
        ("milestone", "Milestone,Project,Forecast,Status", "A,P,1/2/2027,Late", "At risk"),
        ("risk", "Risk ID,Risk,Likelihood,Impact,Status", "R1,A,3,4,Escalated", "Open"),
    ):
        step = columns_of(empty, table(tmp_path, heading, row), entity)
        asked = [each for each in step._questions.buttons.values() if each.text().startswith("Status")]
        assert [each.text() for each in asked] == ["Status: what 1 word means"]
        asked[0].click()
        (box,) = step._words._boxes.values()
        assert meanings(box)[:2] == ["Choose…", offers]


def test_that_a_quarter_in_the_place_of_a_date_is_asked_about_and_none_is_dropped_unsaid(
    empty: Shell, tmp_path: Path
) -> None:
    lines = ("Project,Finish", "A,Q3 27/28", "B,TBC", "C,31/31/2027", "D,H1 2028", "E,21/02/2027")
    step = columns_of(empty, table(tmp_path, *lines))
    assert "which days do “Q3 27/28” (1), “H1 2028” (1) mean" in step._questions.sentence.text()
    next(iter(step._questions.buttons.values())).click()
    quarter, half = step._words._boxes.values()
    assert meanings(quarter) == [
        "Choose…",
        "31 Dec 2027, its last day counted from April",
        "1 Oct 2027, its first day counted from April",
        "30 Sep 2027, its last day counted from January",
        "1 Jul 2027, its first day counted from January",
        "No date: keep the words",
    ]
    choose(quarter, "2027-12-31")
    choose(half, "-")
    assert step._questions.sentence.text() == (
        "Nothing is left to ask. 1 cell cannot be read and is kept aside."
    )
    assert step.heard.endswith(step._questions.sentence.text())
    fit = step._table.item(1, 4)
    assert fit is not None
    assert fit.text() == "1 not readable, 2 read, 2 not known"
    assert "“31/31/2027”: There is no such day." in fit.toolTip()
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    for _step in ("preview", "import"):
        page._next.click()
    found = records_of(empty.desk, "project")
    assert [found[name]["end"] for name in "ABCDE"] == [
        date(2027, 12, 31),
        Unknown("TBC"),
        None,
        Unknown("H1 2028"),
        date(2027, 2, 21),
    ]


def test_that_last_months_ratings_are_shown_in_the_preview_with_the_day_they_are_kept_for(
    empty: Shell, tmp_path: Path
) -> None:
    lines = ("Project,RAG,RAG (last month)", "A,Red,Amber", "B,Green,Green")
    step = columns_of(empty, table(tmp_path, *lines, name="Tracker to 20 Nov 2026.csv"))
    assert goes_to(step, "RAG (last month)").currentText() == "Rating last month"
    step._period.as_of.setDate(QDate(2026, 11, 20))
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    page._next.click()
    preview = page._stack.currentWidget()
    assert isinstance(preview, PreviewStep)
    assert "ratings of 2 status reports for the period to 31 Oct 2026" in preview._also.text()
    assert preview._table.isColumnHidden(4)  # nothing would be replaced: what comes has the room
    told = [(each.record, each.new) for each in in_full(preview._lines, "add") if "31 Oct 2026" in each.field]
    assert told == [("A", "Amber"), ("B", "Green")]


def test_that_the_day_above_a_tracker_is_offered_as_that_of_the_pack(empty: Shell, tmp_path: Path) -> None:
    day = empty.desk.today - timedelta(days=4)
    page = importing(empty)
    take_in(page, table(tmp_path, "Project,RAG", "A,Red", name=f"Tracker as at {day}.csv"))
    page._done._pack.click()
    packs = empty.guide.page
    assert isinstance(packs, PacksPage)
    form = packs._form
    assert form.choices().as_of == empty.desk.today
    assert form._as_reported.text() == f"As last reported: {format_date(day)}"
    assert not form._as_reported.isHidden()
    form._as_reported.click()
    assert form.choices().as_of == day
    assert form._as_reported.isHidden()


def test_that_a_column_of_what_follows_from_others_says_so(empty: Shell, tmp_path: Path) -> None:
    lines = ("Risk ID,Risk,L,I,Score,Target score,Last reviewed", "R1,Flood,4,5,20,8,21/11/2026")
    step = columns_of(empty, table(tmp_path, *lines), "risk")
    fit = {step._table.item(row, 0).text(): step._table.item(row, 4) for row in range(step._table.rowCount())}  # type: ignore[union-attr]
    told = fit["Target score"]
    assert told is not None
    assert told.text() == "Worked out here"
    assert "the target likelihood and impact. To have these figures beside it, keep them" in (
        " ".join(told.toolTip().split())
    )
    assert goes_to(step, "Target score").currentText() == "Not placed yet"
    assert (
        goes_to(step, "Last reviewed").currentText() == "Not placed yet"
    )  # and not when it is looked at next


def test_that_amounts_of_two_columns_for_one_field_are_said_to_be_added_up(
    empty: Shell, tmp_path: Path
) -> None:
    step = columns_of(empty, table(tmp_path, "Project,Capital budget,Revenue budget", "A,100,20", "B,100,"))
    for column in ("Capital budget", "Revenue budget"):
        choose(goes_to(step, column), "whole_life_cost")
    told = [step._table.item(line, _FIT) for line in (1, 2)]
    assert [item.text() if item else "" for item in told] == [
        "added to Revenue budget, 2 read",
        "added to Capital budget, 1 read",
    ]


def test_that_one_goes_on_only_once_it_is_said_what_amounts_count(empty: Shell, tmp_path: Path) -> None:
    """£310 for £310,000 is not seen in a preview of a hundred rows."""
    step = columns_of(empty, table(tmp_path, "Project,Whole life cost", "A,310", "B,48200"))
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    assert not page._next.isEnabled()
    assert "The import goes on once this is said." in step._questions.sentence.text()
    box = step._table.cellWidget(1, 3)
    assert isinstance(box, QComboBox)
    choose(box, str(box.currentData()))
    assert page._next.isEnabled()


def test_that_the_issues_of_a_mixed_log_are_a_press_away_once_its_risks_are_in(
    empty: Shell, tmp_path: Path
) -> None:
    lines = ("Risk ID,Risk / Issue,Description,L,I", "R1,Risk,Flood,4,4", "R2,Issue,Wet cellar,5,5")
    page = importing(empty, "risk")
    take_in(page, table(tmp_path, *lines, name="Risk log.csv"))
    assert not page._done._others.isHidden()
    assert page._done._others.text() == "Bring the rest into “Issues”"
    page._done._others.click()
    for _step in ("preview", "import"):
        page._next.click()
    assert {each["code"] for each in records_of(empty.desk, "issue").values()} == {"R2"}
    assert set(records_of(empty.desk, "risk")) == {"Flood"}


def test_that_the_day_of_a_risks_last_review_says_what_becomes_of_it(empty: Shell, tmp_path: Path) -> None:
    step = columns_of(
        empty, table(tmp_path, "Risk,L,I,Last reviewed", "Flood,4,4,03/11/2026", name="Risks.csv")
    )
    fit = step._table.item(3, _FIT)
    assert fit is not None
    assert fit.text() == "Kept by reviews here"
    assert "keep them as a field of your own" in fit.toolTip()

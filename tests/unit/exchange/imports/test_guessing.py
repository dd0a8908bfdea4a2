# SPDX-License-Identifier: Apache-2.0
"""First offers: which heading means which field, how a column is read, and what is left for the person to say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.catalogue.identity import IDENTITY
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.imports import (
    About,
    ColumnMapping,
    guess,
    guess_as_of,
    guess_register,
    keep_as_own,
    months_told,
    questions,
    registers,
    review,
)
from portfolio_desktop.exchange.imports.words import listed_words
from portfolio_desktop.exchange.tables import DateOrder, MonthDay, Table, read_cell, word_key
from portfolio_desktop.services.office import Office
from tests.support.imports import carry_out, lost_cells, prepare, table_from, to
from tests.support.imports import records as imported
from tests.support.offices import add, make_office

TODAY = date(2026, 11, 23)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as opened:
        yield opened


def headed(tmp_path: Path, *columns: tuple[str, str]) -> Table:
    """A table of one row: headings with what stands below each."""
    quoted = [[f'"{words}"' for words in line] for line in zip(*columns, strict=True)]
    return table_from("\n".join(",".join(line) for line in quoted) + "\n", tmp_path)


def fields_of(mapping: ColumnMapping) -> dict[str, tuple[str, ...]]:
    columns = dict.fromkeys(each.column for each in mapping.assignments)
    return {column: tuple(each.field for each in mapping.of_column(column)) for column in columns}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Project Name", "title"),
        ("PROJECT_NAME", "title"),
        ("ProjectName", "title"),
        ("Project\nname", "title"),
        ("  project   name: ", "title"),
        ("Project Nmae of", ""),
        ("Project End Dates", ""),
        ("Forecast whole life costs", "whole_life_forecast"),
        ("TOTAL Baseline Whole Life Costs (£m) (including Non-Government Costs)", "whole_life_cost"),
        ("2014/2015 Budget (£million)", "year_budget"),
        ("2016/17 TOTAL Forecast £m", "year_forecast"),
        ("Shoe size", ""),
    ],
)
def test_that_a_heading_is_known_however_it_is_written(tmp_path: Path, heading: str, field: str) -> None:
    table = headed(tmp_path, (heading, "1"), ("Something else", "2"))
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    found = [each.field for each in mapping.assignments if each.column == table.columns[0].name]
    assert found == ([field] if field else [])


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        ("Budget £k", "Forecast £k"),
        ("Approved budget", "Forecast cost"),
        ("Baseline cost", "EAC"),
        ("Budget", "Outturn"),
        ("Original budget (£m)", "Latest forecast (£m)"),
    ],
)
def test_that_what_was_agreed_is_the_cost_and_what_is_now_expected_its_forecast(
    tmp_path: Path, agreed: str, expected: str
) -> None:
    spent = [("Spend to date", "300"), ("Actual to date", "300"), ("Actual", "300")]
    table = headed(tmp_path, ("Project", "A"), *spent, (expected, "960"), (agreed, "780"))
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert fields_of(mapping) == {
        "Project": ("title",),
        "Spend to date": ("spent",),
        agreed: ("whole_life_cost",),
        expected: ("whole_life_forecast",),
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Start (baseline)", "start_baseline"),
        ("Start (forecast)", "start"),
        ("Finish (baseline)", "end_baseline"),
        ("Finish (Original plan)", "end_baseline"),
        ("Finish (forecast)", "end"),
        ("Finish [planned]", "end_baseline"),
        ("End date (latest)", "end"),
    ],
)
def test_that_what_stands_in_brackets_says_which_of_several_dates_is_meant(
    tmp_path: Path, heading: str, field: str
) -> None:
    table = headed(tmp_path, ("Project", "A"), (heading, "31/03/2027"))
    assert fields_of(guess(table, CATALOGUE, CATALOGUE.entity("project")))[heading] == (field,)


def test_that_a_task_has_dates_of_three_stages(tmp_path: Path) -> None:
    stages = [(f"Finish ({stage})", "31/03/2027") for stage in ("baseline", "forecast", "actual")]
    table = headed(tmp_path, ("Task", "A"), *stages)
    assert fields_of(guess(table, CATALOGUE, CATALOGUE.entity("task"))) == {
        "Task": ("title",),
        "Finish (baseline)": ("end_baseline",),
        "Finish (forecast)": ("end",),
        "Finish (actual)": ("end_actual",),
    }


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("Budgets in £k. OFFICIAL", 1_000),
        ("Project,,Money (£k),,Status", 1_000),
        ("All figures in millions", 1_000_000),
        ("£350k over, for 3 million customers", 1),
        ("Money (£k), benefits (£m)", 1),
    ],
)
def test_that_the_unit_of_amounts_is_also_read_above_the_headings(
    tmp_path: Path, above: str, unit: int
) -> None:
    rows = "".join(f"P{number},{number}200\n" for number in range(1, 9))
    table = table_from(f'Tracker\n"{above}"\n\nProject,Budget\n{rows}', tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    (budget,) = mapping.of_field("whole_life_cost")
    assert budget.reading.unit == unit


@pytest.mark.parametrize(
    "heading",
    [
        "Comment",
        "Comments",
        "Commentary",
        "Status update",
        "Update",
        "October comment",
        "This month's update",
    ],
)
def test_that_a_comment_beside_a_rating_is_the_judgement_that_is_printed(
    tmp_path: Path, heading: str
) -> None:
    said = [("Project", "A"), (heading, "Supplier in dispute"), ("Benefits", "Risk reduction")]
    rated = guess(headed(tmp_path, *said, ("RAG", "Red")), CATALOGUE, CATALOGUE.entity("project"))
    assert fields_of(rated)[heading] == ("confidence_reason",)
    assert "Benefits" not in fields_of(rated)
    unrated = guess(headed(tmp_path, *said), CATALOGUE, CATALOGUE.entity("project"))
    assert not unrated.of_field("confidence_reason")


def test_that_a_comment_stays_a_note_where_another_column_gives_the_judgement(tmp_path: Path) -> None:
    columns = [("Project", "A"), ("RAG", "Red"), ("Comments", "Ask Ann"), ("Status summary", "In dispute")]
    mapping = guess(headed(tmp_path, *columns), CATALOGUE, CATALOGUE.entity("project"))
    assert fields_of(mapping)["Status summary"] == ("confidence_reason",)
    assert fields_of(mapping)["Comments"] == ("note",)


@pytest.mark.parametrize(
    ("entity", "heading", "field"),
    [
        ("issue", "Raised", "raised_on"),
        ("issue", "Identified", "raised_on"),
        ("issue", "Closed", "closed_on"),
        ("assumption", "Due", "validate_by"),
        ("project", "Started", "start"),
        ("project", "Finished", "end"),
        ("decision", "Reviewed", "reviewed_on"),
    ],
)
def test_that_a_bare_verb_over_dates_is_when_it_was_done(
    tmp_path: Path, entity: str, heading: str, field: str
) -> None:
    dated = guess(
        headed(tmp_path, ("Title", "A"), (heading, "12/10/2026")), CATALOGUE, CATALOGUE.entity(entity)
    )
    assert fields_of(dated)[heading] == (field,)
    yes = guess(headed(tmp_path, ("Title", "A"), (heading, "Yes")), CATALOGUE, CATALOGUE.entity(entity))
    assert not yes.of_field(field)


def test_that_one_rating_column_feeds_the_headline_and_its_own_field(tmp_path: Path) -> None:
    table = headed(tmp_path, ("Project name", "A"), ("SRO DCA", "Green"), ("IPA DCA", "Red"))
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert fields_of(mapping)["SRO DCA"] == ("confidence", "sro_rating")
    assert [each.column for each in mapping.of_field("confidence")] == ["IPA DCA", "SRO DCA"]


def test_that_no_two_columns_are_sent_to_one_field_unasked(tmp_path: Path) -> None:
    table = headed(tmp_path, ("Name", "A"), ("Title", "B"), ("Start date", "1/2/2024"), ("Start", "2/2/2024"))
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert all(len(mapping.of_field(each.field)) == 1 for each in mapping.assignments)


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        (
            "D01,Dock,Award\nD01,Dock,Open\nD02,Quay,Award\n",
            {"Ref": ("project_id",), "Milestone": ("title",)},
        ),
        (
            "M1,Dock,Award\nM2,Dock,Open\nM1,Quay,Award\n",
            {"Ref": ("code",), "Project": ("project_id",), "Milestone": ("title",)},
        ),
        (
            "1,Dock,Award\n2,Dock,Open\n1,Quay,Award\n",
            {"Ref": ("code",), "Project": ("project_id",), "Milestone": ("title",)},
        ),
    ],
)
def test_that_a_reference_that_comes_again_with_its_project_is_that_projects(
    tmp_path: Path, rows: str, fields: dict[str, tuple[str, ...]]
) -> None:
    table = table_from(f"Ref,Project,Milestone\n{rows}", tmp_path)
    assert fields_of(guess(table, CATALOGUE, CATALOGUE.entity("milestone"))) == fields


def test_that_amounts_kept_as_own_fields_count_what_is_said_above_the_headings(tmp_path: Path) -> None:
    text = "Figures in £k,,,\n,,,\nProject,Revenue budget,Revenue forecast,Gates passed\nDock,310,320,2\nQuay,15,15,1\n"
    table = table_from(text, tmp_path)
    columns = ["Revenue budget", "Revenue forecast", "Gates passed"]
    mapping = keep_as_own(table, guess(table, CATALOGUE, CATALOGUE.entity("project")), CATALOGUE, columns)
    read = {each.column: (each.reading.kind, each.reading.unit) for each in mapping.assignments}
    assert [read[name] for name in columns] == [(Kind.MONEY, 1000), (Kind.MONEY, 1000), (Kind.INTEGER, 1)]


def test_that_amounts_sent_to_one_field_are_added_up(tmp_path: Path, office: Office) -> None:
    table = table_from(
        "Project,Capital budget,Revenue budget\nDock,100,20\nQuay,100,\nPier,100,TBC\nMole,100,much\n",
        tmp_path,
    )
    capital, revenue = (to(f"{each} budget", "whole_life_cost") for each in ("Capital", "Revenue"))
    plan = prepare(
        office,
        table,
        register="project",
        edit=lambda table, mapping, office: revenue(table, capital(table, mapping, office), office),
    )
    carry_out(office, plan)
    assert [one["whole_life_cost"] for one in imported(office, "project")] == [120, 100, 100, 100]


def test_that_a_title_and_a_description_both_find_their_place(tmp_path: Path) -> None:
    table = headed(tmp_path, ("Title", "Broken lift"), ("Description", "It stopped between two floors."))
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("issue"))
    assert fields_of(mapping) == {"Title": ("title",), "Description": ("description",)}


def test_that_a_percentage_is_not_taken_for_money_of_the_same_name(tmp_path: Path) -> None:
    table = headed(tmp_path, ("Project", "A"), ("2014/15 Variance (£m)", "2.5"), ("2014/15 Variance %", "3%"))
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert [each.column for each in mapping.of_field("year_variance")] == ["2014/15 Variance %"]


def test_that_words_in_a_column_of_probabilities_go_to_the_scale(tmp_path: Path) -> None:
    table = headed(tmp_path, ("Risk", "A"), ("Probability", "High"))
    assert fields_of(guess(table, CATALOGUE, CATALOGUE.entity("risk")))["Probability"] == ("likelihood",)


@pytest.mark.parametrize(
    ("headings", "hint", "register"),
    [
        (("Project name", "SRO", "DCA", "Whole life cost"), "", "project"),
        (("Risk ID", "Description", "Likelihood", "Impact", "Owner"), "", "risk"),
        (("ID", "Description", "Owner", "Status"), "Q3 issues.xlsx", "issue"),
        (("Full name", "Job title", "E-mail"), "", "person"),
        (("Milestone", "Due date", "Status"), "", "milestone"),
        (("Board", "Member", "Role", "From", "Until"), "", "board_member"),
        (("Shoe size", "Colour of eyes"), "", ""),
    ],
)
def test_that_the_register_is_known_by_its_headings(
    tmp_path: Path, headings: tuple[str, ...], hint: str, register: str
) -> None:
    table = headed(tmp_path, *((heading, "words") for heading in headings))
    entity = guess_register(table, CATALOGUE, hint)
    assert (entity.name if entity else "") == register


@pytest.mark.parametrize("register", [each.name for each in registers(CATALOGUE) if each.name in IDENTITY])
def test_that_a_register_without_names_is_known_by_what_it_ties_together(
    tmp_path: Path, register: str
) -> None:
    entity = CATALOGUE.entity(register)
    labels = [each.label for each in entity.fields if each.name != entity.title or each.required]
    table = headed(tmp_path, *((label, "words") for label in labels))
    assert guess_register(table, CATALOGUE) is entity


@pytest.mark.parametrize(
    ("headings", "wanted", "register"),
    [
        (("Risk ID", "Description", "Likelihood", "Impact", "Owner", "Status"), "project", "risk"),
        (("Milestone", "Project", "Baseline", "Forecast", "Status"), "risk", "milestone"),
        (("ID", "Description", "Owner", "Status"), "assumption", "assumption"),
        (("Title", "Owner"), "lesson", "lesson"),
        (("Shoe size", "Colour of eyes"), "decision", "decision"),
    ],
)
def test_that_the_register_one_came_from_counts_only_where_the_headings_are_not_clearly_another_s(
    tmp_path: Path, headings: tuple[str, ...], wanted: str, register: str
) -> None:
    table = headed(tmp_path, *((heading, "words") for heading in headings))
    entity = guess_register(table, CATALOGUE, "Report to the board.xlsx", wanted)
    assert entity is not None
    assert entity.name == register


def test_that_the_order_of_day_and_month_is_asked_when_both_fit_every_cell(tmp_path: Path) -> None:
    table = table_from("Project,Start date,End date\nA,01/02/2024,25 Feb 2024\nB,03/04/2024,\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    asked = [each for each in questions(table, mapping, CATALOGUE) if each.about is About.ORDER]
    assert [(each.column, each.orders[:2]) for each in asked] == [
        ("Start date", (DateOrder.DMY, DateOrder.MDY))
    ]


@pytest.mark.parametrize(
    ("plain", "day"), [("25/03/2024", date(2024, 2, 1)), ("03/25/2024", date(2024, 1, 2))]
)
def test_that_dates_that_could_be_either_are_read_as_the_others_of_the_sheet(
    tmp_path: Path, plain: str, day: date
) -> None:
    table = table_from(f"Project,Start date,End date\nA,01/02/2024,{plain}\nB,,\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert not questions(table, mapping, CATALOGUE)
    (start,) = mapping.of_field("start")
    assert read_cell("01/02/2024", start.reading) == day


def test_that_two_columns_that_differ_settle_nothing(tmp_path: Path) -> None:
    dates = "01/02/2024,25/03/2024,03/25/2024"
    table = table_from(f"Project,Start date,End date,Rated on\nA,{dates}\nB,,,\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert "Start date" in [each.column for each in questions(table, mapping, CATALOGUE)]


def test_that_a_year_of_two_figures_is_not_looked_for_in_front(tmp_path: Path) -> None:
    table = table_from("Project,End date\nA,31/03/27\nB,30/11/26\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert not questions(table, mapping, CATALOGUE)


def test_that_single_letters_beside_a_score_are_its_two_scales(tmp_path: Path) -> None:
    table = headed(tmp_path, ("Risk", "A"), ("L", "4"), ("I", "3"), ("Score", "12"))
    found = fields_of(guess(table, CATALOGUE, CATALOGUE.entity("risk")))
    assert (found["L"], found["I"]) == (("likelihood",), ("impact",))


def test_that_a_day_that_never_was_is_not_what_the_order_is_asked_about(tmp_path: Path) -> None:
    table = table_from("Project,Start date,End date\nA,31/02/2027,31/02/2027\nB,03/04/2027,\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    (asked,) = [each for each in questions(table, mapping, CATALOGUE) if each.about is About.ORDER]
    assert asked.column == "Start date"
    assert "“03/04/2027”" in asked.sentence


def test_that_one_cell_settles_the_order_of_a_whole_column(tmp_path: Path) -> None:
    table = table_from("Project,Start date\nA,01/02/2024\nB,02/25/2024\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert mapping.of_field("start")[0].reading.order is DateOrder.MDY


def test_that_one_date_that_turns_all_the_others_is_asked_about(tmp_path: Path) -> None:
    rows = "".join(f"{name},{day}/05/2026\n" for name, day in (("A", "04"), ("B", "07"), ("C", "11")))
    table = table_from(f"Project,Start date\n{rows}D,03/25/2026\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    (asked,) = [each for each in questions(table, mapping, CATALOGUE) if each.about is About.ORDER]
    assert "“03/25/2026” alone" in asked.sentence
    assert "“04/05/2026”" in asked.sentence


def test_that_a_month_without_a_day_is_asked_about_once_a_column_and_never_taken_unasked(
    tmp_path: Path,
) -> None:
    table = table_from(
        "Project,Start date,End date\nA,Jan-2026,Dec-2026\nB,01/02/2026,12/2027\nC,02/2026,TBC\n", tmp_path
    )
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    asked = [each for each in questions(table, mapping, CATALOGUE) if each.about is About.MONTHS]
    assert [(each.column, each.months) for each in asked] == [
        ("Start date", MonthDay.FIRST),
        ("End date", MonthDay.LAST),
    ]
    assert "“Dec-2026”, mean its last day (31 Dec 2026)?" in asked[1].sentence
    assert months_told(table, mapping) == ()
    ends = next(each for each in review(table, mapping, CATALOGUE) if each.column.name == "End date")
    assert (ends.fit.values, ends.fit.unreadable) == (0, 2)
    (before,) = mapping.of_field("end")
    told = mapping.with_assignment(replace(before, reading=replace(before.reading, months=MonthDay.LAST)))
    ends = next(each for each in review(table, told, CATALOGUE) if each.column.name == "End date")
    assert (ends.fit.values, ends.fit.unreadable, ends.unmapped) == (2, 0, ())
    assert [each.column for each in questions(table, told, CATALOGUE) if each.about is About.MONTHS] == [
        "Start date"
    ]
    assert months_told(table, told) == (
        "“End date”: 2 months without a day are taken for their last days, as “Dec-2026” for 31 Dec 2026.",
    )


def test_that_words_nobody_knows_are_listed_with_their_counts(tmp_path: Path) -> None:
    table = table_from("Risk,Likelihood\nA,Wahrscheinlich\nB,Wahrscheinlich\nC,3\nD,Kaum\nE,n/a\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("risk"))
    reviewed = next(each for each in review(table, mapping, CATALOGUE) if each.column.name == "Likelihood")
    assert [(use.word, use.count) for use in reviewed.unmapped] == [("Wahrscheinlich", 2), ("Kaum", 1)]
    assert [each.about for each in reviewed.questions] == [About.WORDS]


def test_that_a_word_of_no_item_is_asked_about_in_plain_words_until_the_list_has_it(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project,Stage\nA,Warming up\nB,Delivery\n", tmp_path)
    mapping = guess(table, office.catalogue, office.catalogue.entity("project"))
    (asked,) = questions(table, mapping, office.catalogue)
    assert asked.sentence == "“Stage”: what does this word mean in “Stage”: “Warming up” (1)?"
    add(office, "list_item", list="stage", code="warming", label="Warming up")
    assert questions(table, mapping, office.catalogue) == ()


def test_that_a_log_of_several_registers_is_sorted_by_its_own_column(tmp_path: Path) -> None:
    table = table_from("ID,Type,Description\n1,Risk,A\n2,Issue,B\n3,Risk,C\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("issue"))
    assert [row.number for row in mapping.rows(table)] == [3]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("GMPP_March_2022.csv", date(2022, 3, 31)),
        ("returns 2024-06-30.xlsx", date(2024, 6, 30)),
        ("returns_20240630.xlsx", date(2024, 6, 30)),
        ("Feb 2024 pack.xlsx", date(2024, 2, 29)),
        ("AR2021.csv", date(2021, 3, 31)),
        ("returns as at 20 Nov 2026.xlsx", date(2026, 11, 20)),
        ("returns_20th_March_2022.xlsx", date(2022, 3, 20)),
        ("v2 March 2022.xlsx", date(2022, 3, 31)),
        ("returns November 2026.xlsx", TODAY),
        ("AR2027.csv", TODAY),
        ("projects.csv", None),
        ("plan 99.csv", None),
    ],
)
def test_that_the_period_is_read_from_a_name(tmp_path: Path, name: str, day: date | None) -> None:
    assert guess_as_of(headed(tmp_path, ("Project", "A")), name, today=TODAY) == day


@pytest.mark.parametrize(
    "words",
    [
        "Position as at 20 Nov 2026, before the board of 14 Dec 2026",
        "As at:,2026-11-20",
        "Change portfolio – status at 20 November 2026",
        "Period ending 20 November 2026",
    ],
)
def test_that_the_day_above_the_table_goes_before_the_month_in_the_name(tmp_path: Path, words: str) -> None:
    table = table_from(f"Board return\n{words}\n\nProject,SRO,Stage\nA,B,C\nD,E,F\n", tmp_path)
    assert guess_as_of(table, "Returns October 2026.xlsx", today=TODAY) == date(2026, 11, 20)


def test_that_a_column_that_says_one_year_only_is_the_period(tmp_path: Path) -> None:
    table = table_from("year,Project\n2019,A\n2019,B\n", tmp_path)
    assert guess_as_of(table, "projects.csv", today=TODAY) == date(2019, 3, 31)


def test_that_a_sheet_of_sixteen_thousand_columns_is_not_made_into_fields(tmp_path: Path) -> None:
    headings = ["Project name", *(f"Measurement {number}" for number in range(16_000))]
    table = table_from(",".join(headings) + "\n" + ",".join("1" for _ in headings) + "\n", tmp_path)
    entity = guess_register(table, CATALOGUE)
    assert entity is not None
    mapping = guess(table, CATALOGUE, entity)
    with pytest.raises(Refusal, match="200 fields of your own"):
        keep_as_own(table, mapping, CATALOGUE, mapping.unused(table))


@pytest.mark.parametrize(
    ("register", "words", "code"),
    [
        ("risk", "New;Raised;Logged;Identified;Accepted;Tolerated;Treated;Mitigating", "open"),
        ("issue", "New;Raised;Logged;Identified", "open"),
        ("issue", "In progress;Mitigating;In hand", "doing"),
        ("action", "New;Raised;Logged;Identified;Not begun;Overdue", "open"),
        ("action", "In progress;In hand", "doing"),
    ],
)
def test_that_what_was_newly_raised_is_open_and_no_draft(register: str, words: str, code: str) -> None:
    known = listed_words(CATALOGUE.choices(CATALOGUE.entity(register).field("status")))
    assert {known.get(word_key(word)) for word in words.split(";")} == {code}


def test_that_milestones_of_a_project_by_its_reference_and_responses_in_words_have_their_places(
    tmp_path: Path,
) -> None:
    table = headed(tmp_path, ("Project ref", "HV01"), ("Milestone", "Go live"), ("Baseline", "2026-09-01"))
    assert fields_of(guess(table, CATALOGUE, CATALOGUE.entity("milestone")))["Project ref"] == ("project_id",)
    risks = headed(
        tmp_path, ("Risk", "Flood"), ("Response", "Raise the wall by a metre"), ("L", "4"), ("I", "5")
    )
    assert fields_of(guess(risks, CATALOGUE, CATALOGUE.entity("risk")))["Response"] == ("mitigation",)
    chosen = headed(tmp_path, ("Risk", "Flood"), ("Response", "Reduce"), ("L", "4"), ("I", "5"))
    assert fields_of(guess(chosen, CATALOGUE, CATALOGUE.entity("risk")))["Response"] == ("strategy",)


def test_that_an_arrow_is_asked_about_and_a_level_one_is_no_change(tmp_path: Path) -> None:
    rows = "Flood,4,5,↑\nFire,2,2,→\nFrost,1,1,?\n"
    with make_office(tmp_path) as office:
        plan = prepare(office, table_from(f"Risk,L,I,Trend\n{rows}", tmp_path), register="risk")
        assert [each.text for each in plan.unread] == ["↑"]
        carry_out(office, plan)
        trends = {each["title"]: each["trend"] for each in imported(office, "risk")}
        assert trends["Fire"] == "same"
        assert lost_cells(office, plan) == []


def test_that_what_stood_last_month_is_never_taken_for_what_stands_now(tmp_path: Path) -> None:
    """Though it is the only one of the two in which every word is a rating."""
    lines = (
        "Project,RAG (this month),RAG (last month)",
        "Harbour wall,Amber,Amber",
        "New depot,On hold,Green",
        "Ferry booking,Not started,Red",
        "Slipway,Green,Green",
    )
    table = table_from("\n".join(lines) + "\n", tmp_path)
    found = fields_of(guess(table, CATALOGUE, CATALOGUE.entity("project")))
    assert found["RAG (this month)"] == ("confidence",)
    assert found["RAG (last month)"] == ("confidence_last_month",)


def test_that_either_half_of_a_heading_and_what_stands_below_a_group_may_name_the_field(
    tmp_path: Path,
) -> None:
    lines = (
        "Ref,Scheme / Project,Key dates,,Finance (£k),",
        ",,Start,Baseline finish,Approved budget,Spend to date",
        "D1,Harbour wall,01/04/2025,26/03/2027,4850,3120",
        "D2,New depot,05/01/2026,26/02/2027,1260,845",
    )
    table = table_from("\n".join(lines) + "\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert fields_of(mapping) == {
        "Ref": ("code",),
        "Scheme / Project": ("title",),
        "Key dates Start": ("start",),
        "Key dates Baseline finish": ("end_baseline",),
        "Finance (£k) Approved budget": ("whole_life_cost",),
        "Finance (£k) Spend to date": ("spent",),
    }
    assert {each.reading.unit for each in mapping.assignments if each.column.startswith("Finance")} == {1000}

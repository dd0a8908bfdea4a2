# SPDX-License-Identifier: Apache-2.0
"""What an import would do: who is recognised, what is changed, what is set aside; and that nothing is lost or doubled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.exchange.imports import (
    ColumnMapping,
    Fate,
    Options,
    changes,
    guess,
    keep_as_own,
    plan_import,
    remember,
    review,
)
from portfolio_desktop.exchange.imports.remembering import (
    from_json,
    mapping_named,
    offered,
    remembered,
    to_json,
)
from portfolio_desktop.exchange.tables import Table
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import change
from portfolio_desktop.services.undo import redo, undo
from tests.support.hostile import HOSTILE
from tests.support.imports import (
    Edit,
    carry_out,
    counts,
    lost_cells,
    meaning,
    prepare,
    records,
    table_from,
    to,
)
from tests.support.offices import add, dump, faults, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as opened:
        yield opened


def only(rows: list[Record]) -> Record:
    assert len(rows) == 1
    return rows[0]


def on_scale(column: str, scale: str) -> Edit:
    """The person says on which scale a column of ratings is."""

    def edit(_table: Table, mapping: ColumnMapping, _office: Office) -> ColumnMapping:
        for each in mapping.of_column(column):
            mapping = mapping.with_assignment(replace(each, reading=replace(each.reading, scale=scale)))
        return mapping

    return edit


# --- recognising ---------------------------------------------------------------------------------------------------


def test_that_a_row_is_known_by_its_code_even_under_another_name(office: Office, tmp_path: Path) -> None:
    add(office, "project", code="X1", title="Bridge")
    plan = prepare(office, table_from("Project ID,Project name\nx1,Great Bridge\n", tmp_path))
    assert (plan.rows[0].matched, plan.rows[0].was) == ("code", "Bridge")
    carry_out(office, plan)
    project = only(records(office, "project"))
    assert (project["code"], project["title"]) == ("X1", "Great Bridge")


def test_that_a_row_without_a_code_is_known_by_its_name_however_it_is_typed(
    office: Office, tmp_path: Path
) -> None:
    add(office, "project", code="X1", title="High-Speed  Rail")
    plan = prepare(office, table_from("Project name,SRO\nhigh speed rail,Ann Other\n", tmp_path))
    assert (plan.rows[0].fate, plan.rows[0].matched) == (Fate.CHANGE, "title")


def test_that_a_milestone_that_follows_a_task_keeps_its_date_and_the_file_is_told_so(
    office: Office, tmp_path: Path
) -> None:
    project = add(office, "project", title="Harbour", start=date(2026, 3, 2))
    dig = add(office, "task", project_id=project, title="Dig", duration=Decimal(3), scheduling="links")
    add(office, "milestone", project_id=project, title="Dug", task_id=dig)
    for day, aside in (
        ("2026-09-01", ["It follows a task, so its plan says when it is."]),
        ("2026-03-04", []),
    ):
        text = f"Milestone name,Project,Forecast date\nDug,Harbour,{day}\n"
        plan = prepare(office, table_from(text, tmp_path), register="milestone")
        assert [each.reason for each in plan.unread] == aside
        assert plan.rows[0].fate is Fate.SAME
        carry_out(office, plan)
        assert only(records(office, "milestone"))["forecast"] == date(2026, 3, 4)
        assert lost_cells(office, plan) == []


def test_that_two_codes_are_two_projects_whatever_their_names(office: Office, tmp_path: Path) -> None:
    add(office, "project", code="X1", title="Operations")
    plan = prepare(office, table_from("Project ID,Project name\nX2,Operations\n", tmp_path))
    assert plan.counts[Fate.ADD] == 1


def test_that_codes_that_differ_in_a_sign_are_two_codes(office: Office, tmp_path: Path) -> None:
    plan = prepare(office, table_from("Project ID,Project name\n1.2,A\n1-2,B\nC+,C\nC-,D\n", tmp_path))
    assert plan.counts[Fate.ADD] == 4


def test_that_a_number_the_office_gave_out_gives_way_to_the_sources_own(
    office: Office, tmp_path: Path
) -> None:
    carry_out(office, prepare(office, table_from("Project name\nBridge\n", tmp_path)))
    assert only(records(office, "project"))["code"] == "P-0001"
    carry_out(office, prepare(office, table_from("Project ID,Project name\nMOT_7,Bridge\n", tmp_path)))
    assert only(records(office, "project"))["code"] == "MOT_7"


def test_that_a_chosen_key_goes_before_code_and_name(office: Office, tmp_path: Path) -> None:
    add(office, "person", name="A. Jones", email="jones@office.example")
    table = table_from("Full name,E-mail\nAnn Jones,JONES@office.example\n", tmp_path)
    plan = prepare(office, table, register="person", key="email")
    assert (plan.rows[0].matched, plan.rows[0].was) == ("email", "A. Jones")


def test_that_the_number_of_a_row_is_not_taken_for_another_registers_code(
    office: Office, tmp_path: Path
) -> None:
    carry_out(office, prepare(office, table_from("Risk ID,Risk,Likelihood\n1,Flood,3\n", tmp_path)))
    plan = prepare(office, table_from("Risk ID,Risk,Likelihood\n1,Fire,2\n2,Flood,4\n", tmp_path))
    assert plan.counts[Fate.ADD] == 2


def test_that_risks_of_two_projects_may_share_their_codes(office: Office, tmp_path: Path) -> None:
    projects = [add(office, "project", title=title) for title in ("North", "South")]
    table = table_from("Risk ID,Risk,Likelihood\nR1,Flood,3\n", tmp_path)
    for project in projects:
        carry_out(office, prepare(office, table, given={"project_id": project}))
    assert {risk["project_id"] for risk in records(office, "risk")} == set(projects)
    again = prepare(office, table, given={"project_id": projects[1]})
    assert carry_out(office, again) == 0


def test_that_a_double_in_the_file_is_shown_and_not_merged(office: Office, tmp_path: Path) -> None:
    plan = prepare(office, table_from("Project ID,Project name\nX1,A\nX2,B\nx1,C\n", tmp_path))
    assert counts(plan) == (2, 0, 0, 1)
    assert plan.rows[2].reason == "Row 2 already brings this record."
    assert [each.text for each in plan.leftovers()] == ["x1", "C"]


def test_that_a_double_in_the_register_is_shown_and_neither_is_changed(
    office: Office, tmp_path: Path
) -> None:
    for title in ("One", "Two"):
        add(office, "project", code="X1", title=title)
    plan = prepare(office, table_from("Project ID,Project name\nX1,One\n", tmp_path))
    assert plan.rows[0].reason == "2 records of the register have the same code."
    assert not changes(office, plan)


# --- values --------------------------------------------------------------------------------------------------------


def test_that_a_cell_that_cannot_be_read_says_where_it_stands_and_why_and_is_kept(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project name,End date\nA,31/01/2022\nB,31/02/2022\nC,28/02/2022\n", tmp_path)
    plan = prepare(office, table)
    assert str(plan.unread[0]) == "B3 “End date”: “31/02/2022”. There is no such day."
    carry_out(office, plan)
    told = next(each for each in records(office, "project") if each["title"] == "B")
    assert told["end"] is None
    assert "31/02/2022" in str(told["note"])


def test_that_words_in_place_of_a_value_stay_what_they_were(office: Office, tmp_path: Path) -> None:
    table = table_from("Project name,Whole life cost (£m)\nA,12.5\nB,Exempt under Section 43\nC,\n", tmp_path)
    carry_out(office, prepare(office, table))
    costs = {each["title"]: each["whole_life_cost"] for each in records(office, "project")}
    assert costs == {"A": Decimal("12500000.00"), "B": Unknown("Exempt under Section 43"), "C": None}


def test_that_words_without_a_reason_are_asked_about_and_told_where_they_replace_a_known_value(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project name,RAG\nA,Complete\nB,TBC\nC,Green\nD,Amber\nE,Red\nF,–\n", tmp_path)
    plan = prepare(office, table)
    (asked,) = review(table, plan.mapping, office.catalogue)[1].questions
    assert "“Complete” (1)" in asked.sentence
    assert "TBC" not in asked.sentence
    assert "–" not in asked.sentence
    carry_out(office, plan)
    project = next(each for each in records(office, "project") if each["title"] == "A")
    green = Rating("rag3", "green")
    office.write(change(office, "project", project.id, {"confidence": green}))
    again = prepare(office, table)
    assert [(each.old, each.new) for each in again.given_up] == [(green, Unknown("Complete"))]
    told = prepare(office, table, edit=meaning("RAG", Complete="green"))
    assert (told.given_up, counts(told)) == ((), (0, 0, 6, 0))


def test_that_red_amber_green_of_a_file_are_levels_of_the_scale_that_the_project_is_on(
    office: Office, tmp_path: Path
) -> None:
    for code, level in (("X1", "amber"), ("X2", "amber_red"), ("X3", "green")):
        add(office, "project", code=code, title=code, confidence=Rating("rag5", level))
    table = table_from(
        "Project ID,Project name,RAG\nX1,X1,Amber\nX2,X2,Red\nX3,X3,G\nX4,X4,Green\n", tmp_path
    )
    plan = prepare(office, table)
    assert counts(plan) == (1, 1, 2, 0)
    assert plan.rows[1].values == {"confidence": Rating("rag5", "red")}


def test_that_the_scale_that_a_person_names_counts(office: Office, tmp_path: Path) -> None:
    add(office, "project", code="X1", title="X1", confidence=Rating("rag3", "amber"))
    table = table_from("Project ID,Project name,RAG\nX1,X1,Amber\n", tmp_path)
    plan = prepare(office, table, edit=on_scale("RAG", "rag5"))
    assert plan.rows[0].values == {"confidence": Rating("rag5", "amber")}


def test_that_blank_cells_that_clear_leave_the_code_that_the_office_gave_out(
    office: Office, tmp_path: Path
) -> None:
    def clearing(_table: Table, mapping: ColumnMapping, _office: Office) -> ColumnMapping:
        return replace(mapping, blanks_clear=True)

    table = table_from("Project ID,Project name,Supplier\n,Bridge,Builders\nX2,Road,\n", tmp_path)
    carry_out(office, prepare(office, table))
    assert counts(prepare(office, table, edit=clearing)) == (0, 0, 2, 0)


def test_that_what_somebody_has_changed_since_the_import_is_told_before_the_file_replaces_it(
    office: Office, tmp_path: Path
) -> None:
    by_hand = add(office, "project", code="X0", title="Ferry", supplier="Ours")
    text = "Project ID,Project name,Supplier,Description\nX0,Ferry,{0},\nX1,Bridge,{0},Long\nX2,Road,{0},\n"
    table = table_from(text.format("Diggers"), tmp_path)
    carry_out(office, prepare(office, table))
    bridge, road = (each.id for each in records(office, "project") if each["code"] in ("X1", "X2"))
    office.write(change(office, "project", bridge, {"supplier": "Builders", "description": "Short"}))
    plan = prepare(office, table)
    assert plan.corrected.keys() == {(bridge, "supplier"), (bridge, "description")}
    assert plan.corrected[bridge, "supplier"].author == "Ann"
    carry_out(office, plan)
    later = prepare(office, table_from(text.format("Dredgers"), tmp_path))
    assert [row.values["supplier"] for row in later.rows] == ["Dredgers"] * 3
    assert later.corrected == {}, "the import has the last word on all of them"
    office.write(change(office, "project", by_hand, {"supplier": "Ours"}))
    assert prepare(office, table).corrected.keys() == {(by_hand, "supplier")}
    assert road not in {record for record, _field in plan.corrected}


def test_that_a_report_put_right_by_hand_is_told_before_its_file_replaces_it(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project ID,Project name,Achievements\nX1,Bridge,Piles\n", tmp_path)
    carry_out(office, prepare(office, table, as_of=date(2026, 9, 30)))
    report = only(records(office, "status_report"))
    office.write(change(office, "status_report", report.id, {"achievements": "Piles and deck"}))
    plan = prepare(office, table, as_of=date(2026, 9, 30))
    assert plan.corrected.keys() == {(report.id, "achievements")}


def test_that_a_blank_cell_never_wipes_out_a_value_unless_asked(office: Office, tmp_path: Path) -> None:
    add(office, "project", code="X1", title="Bridge", supplier="Builders Ltd")
    table = table_from("Project ID,Project name,Supplier\nX1,Bridge,\nX2,Road,Diggers\n", tmp_path)
    assert prepare(office, table).rows[0].fate is Fate.SAME

    def clearing(_table: Table, mapping: ColumnMapping, _office: Office) -> ColumnMapping:
        return replace(mapping, blanks_clear=True)

    carry_out(office, prepare(office, table, edit=clearing))
    assert [each["supplier"] for each in records(office, "project")] == [None, "Diggers"]


def test_that_scoring_words_without_a_step_are_kept_as_the_given_score(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Risk,Likelihood,Impact\nFlood,Quite likely,4\n", tmp_path)
    plan = prepare(office, table)
    carry_out(office, plan)
    risk = only(records(office, "risk"))
    assert (risk["likelihood"], risk["impact"], risk["given_score"]) == (None, 4, "Likelihood: Quite likely")
    assert plan.unread[0].kept == "Score as given"
    assert carry_out(office, prepare(office, table)) == 0


def test_that_several_columns_of_words_are_joined_under_their_headings(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Risk,Mitigation,Fallback\nFlood,Pump,Move out\n", tmp_path)

    def both(table: Table, mapping: ColumnMapping, office: Office) -> ColumnMapping:
        return to("Fallback", "mitigation")(table, mapping, office)

    carry_out(office, prepare(office, table, edit=both))
    assert only(records(office, "risk"))["mitigation"] == "Mitigation: Pump\nFallback: Move out"


def test_that_of_several_columns_the_first_known_value_counts_and_the_other_is_reported(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project name,End date,Final date\nA,TBC,1/2/2025\nB,2/2/2025,3/2/2025\n", tmp_path)
    plan = prepare(office, table, edit=to("Final date", "end"))
    carry_out(office, plan)
    assert [each["end"] for each in records(office, "project")] == [date(2025, 2, 1), date(2025, 2, 2)]
    assert {each.text for each in plan.leftovers()} == {"TBC", "3/2/2025"}


def test_that_people_and_programmes_are_made_once_and_projects_are_not(
    office: Office, tmp_path: Path
) -> None:
    table = table_from(
        "Risk,Owner,Programme name,Project name\nA,Ann Lee,Roads,Nowhere\nB,ann lee,Roads,Nowhere\n", tmp_path
    )
    plan = prepare(office, table, register="risk")
    assert sorted(create.entity for create in plan.made) == ["person", "programme"]
    assert {each.reason for each in plan.unread} == {
        "There is no project of this code or name. To add it, press “New project” in the register “Projects”."
    }
    carry_out(office, plan)
    assert len({risk["owner_id"] for risk in records(office, "risk")}) == 1


def test_that_the_boards_of_a_decision_log_are_made(office: Office, tmp_path: Path) -> None:
    table = table_from("Decision ID,Decision sought,Forum\nD1,Move,Cabinet\nD2,Stay,Cabinet\n", tmp_path)
    plan = prepare(office, table, register="decision")
    carry_out(office, plan)
    (board,) = records(office, "board")
    assert board["title"] == "Cabinet"
    assert {decision["board_id"] for decision in records(office, "decision")} == {board.id}


def test_that_nobody_is_made_for_a_row_that_is_set_aside(office: Office, tmp_path: Path) -> None:
    plan = prepare(office, table_from("Project name,SRO\nA,Ann\n,Bob\n", tmp_path))
    assert [create.values["name"] for create in plan.made] == ["Ann"]


def test_that_rows_may_link_to_each_other(office: Office, tmp_path: Path) -> None:
    table = table_from("Full name,Reports to\nAnn,Bob\nBob,\nCid,Nobody\n", tmp_path)
    plan = prepare(office, table, register="person")
    carry_out(office, plan)
    people = {person["name"]: person for person in records(office, "person")}
    assert people["Ann"]["manager_id"] == people["Bob"].id
    assert people["Cid"]["manager_id"] is None
    assert [each.text for each in plan.unread] == ["Nobody"]


def test_that_lines_without_a_name_are_known_by_all_that_tells_them_apart(
    office: Office, tmp_path: Path
) -> None:
    add(office, "project", title="Bridge")
    text = "Project name,Financial year,Kind,Basis,Amount (£m)\nBridge,2024-25,Capital,{basis},{amount}\n"
    for basis in ("Baseline", "Forecast"):
        table = table_from(text.format(basis=basis, amount=3), tmp_path)
        assert counts(prepare(office, table, register="cost_line")) == (1, 0, 0, 0)
        carry_out(office, prepare(office, table, register="cost_line"))
    dearer = prepare(
        office, table_from(text.format(basis="Forecast", amount=4), tmp_path), register="cost_line"
    )
    assert counts(dearer) == (0, 1, 0, 0)
    assert len(records(office, "cost_line")) == 2


# --- periods -------------------------------------------------------------------------------------------------------


def test_that_projects_that_have_gone_are_listed_and_marked_only_on_request(
    office: Office, tmp_path: Path
) -> None:
    before = table_from("Project ID,Project name\nX1,A\nX2,B\n", tmp_path)
    carry_out(office, prepare(office, before, as_of=date(2024, 3, 31)))
    table = table_from("Project ID,Project name\nX1,A\n", tmp_path)
    plan = prepare(office, table, as_of=date(2025, 3, 31))
    assert [each.code for each in plan.gone] == ["X2"]
    marked = plan_import(office, table, plan.mapping, replace(plan.options, mark_left=True))
    carry_out(office, marked)
    assert {each["code"]: each["status"] for each in records(office, "project")} == {
        "X1": "live",
        "X2": "left",
    }


def test_that_a_project_reported_since_keeps_its_present_and_gains_a_past(
    office: Office, tmp_path: Path
) -> None:
    new = table_from("Project ID,Project name,Supplier\nX1,Bridge,\n", tmp_path)
    carry_out(office, prepare(office, new, as_of=date(2025, 3, 31)))
    old = table_from("Project ID,Project name,Supplier\nX1,Footbridge,Builders\n", tmp_path)
    carry_out(office, prepare(office, old, as_of=date(2024, 3, 31)))
    project = only(records(office, "project"))
    assert (project["title"], project["supplier"]) == ("Bridge", "Builders")
    assert {str(each["period_end"]): each["title"] for each in records(office, "status_report")} == {
        "2025-03-31": "Bridge",
        "2024-03-31": "Footbridge",
    }


# --- own fields, and mappings with a name --------------------------------------------------------------------------


def test_that_columns_without_a_field_become_own_fields_in_the_same_step(
    office: Office, tmp_path: Path
) -> None:
    add(office, "project", code="X1", title="A")
    before = dump(office)
    table = table_from(
        "Project ID,Project name,Shoe size,Colour of eyes\nX1,A,42,blue\nX2,B,43.5,grey\n", tmp_path
    )

    def keep(table: Table, mapping: ColumnMapping, office: Office) -> ColumnMapping:
        return keep_as_own(table, mapping, office.catalogue, ["Shoe size", "Colour of eyes"])

    carry_out(office, prepare(office, table, edit=keep))
    after = dump(office)
    values = [(each["own_shoe_size"], each["own_colour_of_eyes"]) for each in records(office, "project")]
    assert values == [(Decimal(42), "blue"), (Decimal("43.5"), "grey")]
    assert carry_out(office, prepare(office, table)) == 0
    undo(office)
    assert dump(office) == before
    assert not office.catalogue.entity("project").has("own_shoe_size")
    redo(office)
    assert dump(office) == after
    assert faults(office) == []


def test_that_columns_that_go_nowhere_are_told_and_columns_left_out_are_told_apart(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project name,Shoe size,Colour of eyes\nA,42,0\n", tmp_path)

    def leave(_table: Table, mapping: ColumnMapping, _office: Office) -> ColumnMapping:
        return mapping.leaving_out(["Colour of eyes"])

    plan = prepare(office, table, edit=leave)
    assert plan.unused == ("Shoe size",)
    assert {each.column: each.reason for each in plan.leftovers()} == {
        "Shoe size": "The column goes nowhere.",
        "Colour of eyes": "The column is left out.",
    }


def test_that_a_mapping_is_remembered_and_offered_where_the_headings_fit(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project name,Likelihood of rain,Type\nA,2,Risk\n", tmp_path)
    mapping = guess(table, office.catalogue, office.catalogue.entity("project"))
    mapping = keep_as_own(table, mapping, office.catalogue, ["Likelihood of rain"]).leaving_out(["Type"])
    assert from_json(to_json(mapping)) == mapping
    office.write(remember(office, "Rain", mapping))
    office.write(remember(office, "rain", mapping.leaving_out(["Likelihood of rain"])))
    assert [each.title for each in offered(office, table)] == ["rain"]
    assert offered(office, table_from("Something\nelse\n", tmp_path)) == []
    with pytest.raises(Refusal, match="Known: “rain”"):
        mapping_named(office, "Snow")


def test_that_two_registers_of_one_workbook_keep_a_mapping_each_under_its_name(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Title,Owner\nA,Ann\n", tmp_path)
    for entity in ("risk", "issue", "risk"):
        mapping = guess(table, office.catalogue, office.catalogue.entity(entity))
        office.write(remember(office, "RAID log", mapping))
    assert sorted((each.title, each.mapping.entity) for each in remembered(office)) == [
        ("RAID log", "issue"),
        ("RAID log", "risk"),
    ]
    assert mapping_named(office, "raid log", "issue").entity == "issue"
    with pytest.raises(Refusal, match="issues, risks"):
        mapping_named(office, "RAID log")


# --- whatever happens ----------------------------------------------------------------------------------------------


def test_that_hostile_text_in_any_cell_neither_breaks_the_import_nor_changes_on_a_second_one(
    office: Office, tmp_path: Path
) -> None:
    import csv

    path = tmp_path / "hostile.csv"
    words = [each.encode("utf-8", "replace").decode() for each in HOSTILE]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(
            ["Project ID", "Project name", "SRO", "Department", "DCA", "End date", "Budget", "Note"]
        )
        for number, each in enumerate(words):
            writer.writerow([f"H{number}", *[each.replace("\0", "")] * 7])
    from tests.support.imports import table_of

    plan = prepare(office, table_of(path))
    carry_out(office, plan)
    assert faults(office) == []
    assert lost_cells(office, plan) == []
    assert carry_out(office, prepare(office, table_of(path))) == 0


def test_that_a_hundred_thousand_rows_show_how_far_they_are_and_can_be_stopped(
    office: Office, tmp_path: Path
) -> None:
    lines = "".join(f"X{number},Project {number},{number}.5\n" for number in range(100_000))
    table = table_from(f"Project ID,Project name,Budget (£m)\n{lines}", tmp_path)
    mapping = guess(table, office.catalogue, office.catalogue.entity("project"))
    before, seen = dump(office), []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))

    with pytest.raises(Cancelled):
        plan_import(
            office,
            table,
            mapping,
            Options(source="big.csv"),
            progress=progress,
            cancelled=lambda: len(seen) > 20,
        )
    assert dump(office) == before
    seen.clear()
    plan = plan_import(office, table, mapping, Options(source="big.csv"), progress=progress)
    assert plan.counts[Fate.ADD] == 100_000
    assert seen == sorted(seen)
    assert len(seen) > 100


def test_that_an_import_is_one_step_with_a_label_that_says_what_it_was(
    office: Office, tmp_path: Path
) -> None:
    plan = prepare(office, table_from("Project name\nA\nB\n", tmp_path), "returns.csv")
    assert changes(office, plan).label == "Import 2 projects from returns.csv"


@pytest.mark.parametrize(
    ("text", "words"), [("Project name\n", "no row below"), ("Shoe size\n42\n", "No column goes to a field")]
)
def test_that_a_table_with_nothing_to_import_is_refused_in_a_sentence(
    office: Office, tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        prepare(office, table_from(text, tmp_path), register="project")

# SPDX-License-Identifier: Apache-2.0
"""What a person says of a spreadsheet's columns on the command line."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused

PROJECTS = """\
Project name,Budget,Start date,Wetter
Harbour,12,03/04/2026,mild
Bridge,7.5,05/06/2026,
"""
RISKS = """\
Risk title,Likelihood
Silt,Perhaps
Storm,Surely
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An empty workspace beside two spreadsheets."""
    (tmp_path / "projects.csv").write_text(PROJECTS, encoding="utf-8")
    (tmp_path / "risks.csv").write_text(RISKS, encoding="utf-8")
    path = tmp_path / "office.portfolio"
    done("new", path)
    return path


def test_that_what_the_file_leaves_open_is_asked_and_never_guessed(file: Path) -> None:
    source = file.with_name("projects.csv")
    assert "--money" in refused("import", file, source, "--dates", "dmy")
    assert "--dates" in refused("import", file, source, "--money", "m")
    assert done("dump", file).out == "{}\n"


def test_that_one_date_does_not_turn_the_others_unasked(file: Path) -> None:
    source = file.with_name("turned.csv")
    source.write_text("Project name,Start date\nA,04/05/2026\nB,06/07/2026\nC,03/25/2026\n", encoding="utf-8")
    assert "“03/25/2026” alone" in refused("import", file, source)
    assert "“03/25/2026”" in done("import", file, source, "--dates", "dmy").out
    starts = [each["start"] for each in done("list", file, "projects", "--json").json]
    assert starts == ["2026-05-04", "2026-07-06", None]


def test_that_a_month_without_a_day_is_asked_about_and_what_it_is_taken_for_is_said(file: Path) -> None:
    source = file.with_name("months.csv")
    source.write_text("Project name,Start date,End date\nA,Jan-2026,12/2026\n", encoding="utf-8")
    asked = refused("import", file, source)
    assert "“Jan-2026”, mean its first day (1 Jan 2026)?" in asked
    assert asked.endswith("Say so with --months.\n")
    said = done("import", file, source, "--months", "suited", "--remember", "Monthly").out
    assert (
        "“End date”: 1 month without a day is taken for its last day, as “12/2026” for 31 Dec 2026." in said
    )
    (project,) = done("list", file, "projects", "--json").json
    assert (project["start"], project["end"]) == ("2026-01-01", "2026-12-31")
    source.write_text("Project name,Start date,End date\nA,Jan-2026,11/2027\n", encoding="utf-8")
    done("import", file, source, "--mapping", "Monthly")
    (project,) = done("list", file, "projects", "--json").json
    assert project["end"] == "2027-11-30"


def test_that_a_month_without_a_day_can_stay_no_date(file: Path) -> None:
    source = file.with_name("months.csv")
    source.write_text("Project name,End date\nA,Dec-2026\n", encoding="utf-8")
    assert "“Dec-2026”. This is not a date." in done("import", file, source, "--months", "none").out


def test_that_answers_hold_for_the_whole_column(file: Path) -> None:
    done("import", file, file.with_name("projects.csv"), "--money", "m", "--dates", "mdy")
    projects = done("list", file, "projects", "--json").json
    assert [project["whole_life_cost"] for project in projects] == [12_000_000, 7_500_000]
    assert [project["start"] for project in projects] == ["2026-03-04", "2026-05-06"]


def test_that_a_seat_of_another_term_is_added_and_what_is_there_is_named(file: Path) -> None:
    said = "Row 2 is added. The register has one of the same board, person with another “From”."
    source = file.with_name("seats.csv")
    for day in ("2022-04-01", "2026-04-01"):
        source.write_text(f"Board,Person,From\nBoard,Ann,{day}\n", encoding="utf-8")
        answer = done("import", file, source, "--as", "board_members").out
        assert (said in answer) == (day > "2025")
    assert [each["since"] for each in done("list", file, "board_members", "--json").json] == [
        "2022-04-01",
        "2026-04-01",
    ]


def test_that_a_column_that_goes_nowhere_is_named_and_can_be_kept(file: Path) -> None:
    words = ("import", file, file.with_name("projects.csv"), "--money", "m", "--dates", "dmy")
    assert "Columns that go nowhere: Wetter" in done(*words, "--dry-run").out
    done(*words, "--keep")
    harbour = done("list", file, "projects", "--json").json[0]
    assert "mild" in harbour.values()


def test_that_columns_can_be_sent_elsewhere_and_left_out(file: Path) -> None:
    source = file.with_name("projects.csv")
    answer = done("import", file, source, "--map", "Wetter=note", "--map", "Budget=", "--dates", "dmy").out
    assert "go nowhere" not in answer
    harbour = done("list", file, "projects", "--json").json[0]
    assert (harbour["note"], harbour["whole_life_cost"]) == ("mild", None)


def test_that_words_of_another_scale_are_mapped_by_the_person(file: Path) -> None:
    source = file.with_name("risks.csv")
    assert "“Perhaps”" in done("import", file, source, "--dry-run").out
    done("import", file, source, "--word", "likelihood:Perhaps=3", "--word", "likelihood:Surely=5")
    assert [risk["likelihood"] for risk in done("list", file, "risks", "--json").json] == [3, 5]


def test_that_a_remembered_mapping_answers_the_same_questions_next_time(file: Path) -> None:
    source = file.with_name("projects.csv")
    done("import", file, source, "--money", "m", "--dates", "dmy", "--remember", "Ours")
    assert "0 to add, 0 to change, 2 already so" in done("import", file, source).out
    assert "0 to add, 0 to change, 2 already so" in done("import", file, source, "--mapping", "Ours").out
    assert "Theirs" in refused("import", file, source, "--mapping", "Theirs")
    assert "Ours" in refused("import", file, source, "--mapping", "Ours", "--as", "risks")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--map", "Colour=note"), "no column “Colour”"),
        (("--map", "Wetter=colour"), "no field “colour”"),
        (("--as", "unicorns"), "no register “unicorns”"),
        (("--sheet", "Sheet9"), "Sheet9"),
        (("--word", "likelihood"), "no field"),
        (("--key", "colour"), "no field “colour”"),
    ],
)
def test_that_a_slip_is_refused_in_words(file: Path, words: tuple[str, ...], sentence: str) -> None:
    source = file.with_name("projects.csv")
    assert sentence in refused("import", file, source, "--money", "m", "--dates", "dmy", *words)


def test_that_private_columns_of_people_are_named_as_left_out_and_cannot_be_asked_for(file: Path) -> None:
    source = file.with_name("staff.csv")
    source.write_text("Name,Gender,Salary\nAnn Lee,F,43210\n", encoding="utf-8")
    words = ("import", file, source, "--as", "people")
    told = done(*words, "--dry-run").out
    assert "Left out, because nothing about sex and gender is kept here: Gender." in told
    assert "Columns that go nowhere" not in told
    assert "nothing about pay is kept" in refused(*words, "--map", "Salary=note")
    answer = done(*words, "--keep", "--json").json
    assert [each["column"] for each in answer["left_out"]] == ["Gender", "Salary"]
    assert "43210" not in done("dump", file).out


def test_that_a_value_corrected_here_is_named_before_an_older_sheet_replaces_it(file: Path) -> None:
    words = ("import", file, file.with_name("projects.csv"), "--money", "m", "--dates", "dmy")
    done(*words)
    done("set", file, "P-0001", "start=2026-05-01")
    answer = done(*words, "--dry-run").out
    assert "0 to add, 1 to change, 1 already so" in answer
    assert "Row 2, “Harbour”, replaces “Start”, changed by " in answer
    assert [each["field"] for each in done(*words, "--json").json["corrected"]] == ["Start"]
    assert "changed by" not in done(*words).out


def test_that_who_is_made_because_rows_name_them_is_said(file: Path) -> None:
    source = file.with_name("owned.csv")
    source.write_text("Project name,SRO\nA,Ann Lee\nB,Bo Ray\n", encoding="utf-8")
    assert "2 people (Ann Lee, Bo Ray)" in done("import", file, source, "--dry-run").out


def test_that_a_word_is_added_to_its_list_where_the_person_says_so(file: Path) -> None:
    source = file.with_name("log.csv")
    source.write_text("Risk title,Status\nSilt,Watched\nStorm,Open\n", encoding="utf-8")
    answer = done("import", file, source, "--word", "status:Watched=+").out
    assert "Added to the list “Risk status”: Watched." in answer
    assert [each["status"] for each in done("list", file, "risks", "--json").json] == ["Watched", "open"]
    assert "Added to the list" not in done("import", file, source, "--dry-run").out
    done("undo", file)
    assert "“Watched”. This is not in the list" in done("import", file, source, "--dry-run").out


def test_that_a_word_in_the_place_of_a_rating_sets_the_status_where_the_person_says_so(file: Path) -> None:
    source = file.with_name("rated.csv")
    source.write_text("Project,RAG\nA,Red\nB,Complete\nC,On hold\nD,Parked\n", encoding="utf-8")
    asked = done("import", file, source, "--dry-run").out
    assert "Do they say what the status is, or is there no rating? Say so with --word “confidence:" in asked
    said = (
        "--word",
        "confidence:Complete=status:Closed",
        "--word",
        "confidence:On hold=status:paused",
        "--word",
        "confidence:Parked=none",
    )
    assert "Say so" not in done("import", file, source, *said).out
    found = done("list", file, "projects", "--json").json
    assert [each["status"] for each in found] == ["live", "closed", "paused", "live"]
    assert [bool(each.get("confidence")) for each in found] == [True, False, False, False]
    refusal = refused("import", file, source, "--word", "confidence:Parked=status:Sunk")
    assert "status:Paused" in refusal
    source.write_text("Project,RAG,Status\nA,Complete,Live\nB,Red,Live\n", encoding="utf-8")
    assert "status:" not in refused("import", file, source, "--word", "confidence:Complete=status:Closed")


def test_that_people_who_look_alike_are_named_and_are_one_only_where_the_person_says_so(file: Path) -> None:
    source = file.with_name("led.csv")
    lines = "Project,Project manager\nA,Tom Vickers\nB,T Vickers\nC,Tim Vicars\nD,Priya Shah\nE,Pria Shah\n"
    source.write_text(lines, encoding="utf-8")
    said = done("import", file, source, "--dry-run").out
    assert "Perhaps the same person: “T Vickers” and “Tom Vickers”." in said
    assert "Perhaps the same person: “Pria Shah” and “Priya Shah”." in said
    assert said.count("Perhaps") == 2
    assert "“Nobody” is not NAME=NAME" in refused("import", file, source, "--same", "Nobody")
    told = done("import", file, source, "--same", "T Vickers=Tom Vickers").out
    assert told.count("Perhaps") == 1
    people = [each["name"] for each in done("list", file, "people", "--json").json]
    assert sorted(people) == ["Pria Shah", "Priya Shah", "Tim Vicars", "Tom Vickers"]
    source.write_text("Project,Project manager\nF,Vickers Tom\n", encoding="utf-8")
    assert "“Vickers Tom” and “Tom Vickers”" in done("import", file, source, "--dry-run").out


def test_that_a_quarter_in_the_place_of_a_date_means_the_day_that_the_person_says(file: Path) -> None:
    source = file.with_name("dated.csv")
    source.write_text("Project,Finish\nA,Q3 27/28\nB,H1 2028\nC,31/03/2027\n", encoding="utf-8")
    assert "which days do “Q3 27/28” (1)" in done("import", file, source, "--dry-run").out
    assert "2027-12-31" in refused("import", file, source, "--word", "end:Q3 27/28=soon")
    told = done("import", file, source, "--word", "end:Q3 27/28=2027-12-31", "--word", "end:H1 2028=none").out
    assert "This is not a date" not in told
    found = {each["title"]: each["end"] for each in done("list", file, "projects", "--json").json}
    assert (found["A"], found["C"]) == ("2027-12-31", "2027-03-31")

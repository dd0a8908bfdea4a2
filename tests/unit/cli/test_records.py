# SPDX-License-Identifier: Apache-2.0
"""Records on the command line: list, show, add, set, delete, log, undo."""

from pathlib import Path

import pytest

from tests.support.commands import command, done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace with two projects and a risk."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    done(
        "add",
        path,
        "projects",
        "title=Harbour",
        "whole_life_cost=£1.2m",
        "confidence=amber/red",
        "end=31/03/2027",
    )
    done("add", path, "projects", "title=Bridge & <b>Pier</b>", "whole_life_cost=?Exempt under section 43")
    done("add", path, "risks", "title=Silt", "project=P-0001", "likelihood=4")
    return path


def test_that_add_prints_the_code_of_the_new_record(tmp_path: Path) -> None:
    path = tmp_path / "office.portfolio"
    done("new", path)
    assert done("add", path, "risks", "title=Silt").out == "R-0001\n"


def test_that_list_gives_programs_plain_values_and_says_why_one_is_not_known(file: Path) -> None:
    harbour, bridge = done("list", file, "projects", "--sort", "code", "--json").json
    assert (harbour["whole_life_cost"], harbour["confidence"], harbour["end"]) == (
        1200000,
        "rag5:amber_red",
        "2027-03-31",
    )
    assert bridge["whole_life_cost"] is None
    assert bridge["whole_life_cost_note"] == "Exempt under section 43"


def test_that_links_are_printed_as_codes(file: Path) -> None:
    (risk,) = done("list", file, "risks", "--json").json
    assert risk["project_id"] == "P-0001"


def test_that_a_field_that_is_not_there_is_answered_with_those_that_may_be_meant(file: Path) -> None:
    said = refused("list", file, "projects", "--sort", "confidance")
    assert "Did you mean confidence" in said
    assert len(said) < 200
    assert "list FILE projects --fields" in said
    every = done("list", file, "projects", "--fields", "--json").json
    assert {"field": "confidence", "label": "Delivery confidence"} in every


@pytest.mark.parametrize(
    ("condition", "titles"),
    [
        ("title~harb", ["Harbour"]),
        ("confidence=amber/red", ["Harbour"]),
        ("confidence>amber", ["Harbour"]),
        ("end<2027-04-01", ["Harbour"]),
        ("end<today", []),
        ("whole_life_cost>=1.2m", ["Harbour"]),
        ("whole_life_cost=?", ["Bridge & <b>Pier</b>"]),
        ("confidence=", ["Bridge & <b>Pier</b>"]),
        ("title!=Harbour", ["Bridge & <b>Pier</b>"]),
    ],
)
def test_that_conditions_choose_records(file: Path, condition: str, titles: list[str]) -> None:
    found = done("list", file, "projects", "--where", condition, "--json").json
    assert [project["title"] for project in found] == titles


def test_that_words_are_found_wherever_they_stand(file: Path) -> None:
    assert [
        project["code"] for project in done("list", file, "projects", "--find", "pier", "--json").json
    ] == ["P-0002"]


def test_that_a_shipped_view_is_the_one_of_the_window(file: Path) -> None:
    worst = done("list", file, "projects", "--view", "red and amber/red", "--json").json
    assert [project["code"] for project in worst] == ["P-0001"]
    assert "Red and Amber/Red" in refused("list", file, "projects", "--view", "Mauve")


def test_that_the_filter_box_can_be_typed_as_a_command(file: Path) -> None:
    found = done("list", file, "projects", "--find", "rating:amber/red -pier", "--json").json
    assert [project["code"] for project in found] == ["P-0001"]


def test_that_set_changes_and_undo_takes_back(file: Path) -> None:
    before = done("dump", file).out
    assert done("set", file, "P-0001", "title=Port").out == "Change name of P-0001\n"
    assert done("show", file, "P-0001", "--json").json["title"] == "Port"
    assert done("undo", file).out == "Undo change name of P-0001\n"
    assert done("dump", file).out == before
    assert done("redo", file).out == "Redo change name of P-0001\n"
    assert done("show", file, "P-0001", "--json").json["title"] == "Port"


def test_that_setting_what_is_so_already_changes_nothing(file: Path) -> None:
    assert "so already" in done("set", file, "P-0001", "title=Harbour").out
    assert done("undo", file).out == "Undo add R-0001\n"


def test_that_delete_takes_parts_along_and_undo_brings_all_back(file: Path) -> None:
    before = done("dump", file).out
    done("delete", file, "P-0001")
    assert done("list", file, "risks", "--json").json == []
    done("undo", file)
    assert done("dump", file).out == before


def test_that_log_tells_who_changed_what_from_what_to_what(file: Path) -> None:
    done("set", file, "P-0001", "title=Port")
    newest = done("log", file, "P-0001", "--json").json[0]
    assert (newest["field"], newest["old"], newest["new"]) == ("title", "Harbour", "Port")
    assert "Harbour → Port" in done("log", file, "P-0001").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list", "{file}", "unicorns"), "no register “unicorns”"),
        (("list", "{file}", "projects", "--where", "colour=red"), "no field “colour”"),
        (("list", "{file}", "projects", "--where", "title"), "is not a condition"),
        (("list", "{file}", "projects", "--sort", "colour"), "no field “colour”"),
        (("show", "{file}", "P-9999"), "not the code of any record"),
        (("set", "{file}", "P-0001", "end=31/02/2027"), "31/02/2027"),
        (("set", "{file}", "P-0001", "confidence=purple"), "choose one of Green"),
        (("set", "{file}", "P-0001", "whole_life_cost=lots"), "lots"),
        (("set", "{file}", "P-0001", "sro=Nobody"), "no person called “Nobody”"),
        (("set", "{file}", "P-0001", "title="), "cannot be empty"),
        (("set", "{file}", "P-0001", "title"), "FIELD=VALUE"),
        (("undo", "{file}x"), "no workspace"),
    ],
)
def test_that_what_cannot_be_done_is_refused_in_one_line_and_changes_nothing(
    file: Path, words: tuple[str, ...], sentence: str
) -> None:
    before = done("dump", file).out
    assert sentence in refused(*(word.format(file=file) for word in words))
    assert done("dump", file).out == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list",), "What is missing: FILE, REGISTER. portfolio-desktop list --help shows what it takes."),
        ((), "What is missing: VERB. portfolio-desktop --help shows what it takes."),
        (
            ("expot", "x"),
            "There is no verb “expot”. Did you mean export? portfolio-desktop --help shows what it takes.",
        ),
        (
            ("list", "x", "risks", "--foo"),
            "“--foo” does not belong here. portfolio-desktop list --help shows what it takes.",
        ),
        (
            ("pack", "x", "p.pdf", "--plans", "some"),
            "--plans is one of all, reported, none, not “some”. "
            "portfolio-desktop pack --help shows what it takes.",
        ),
        (
            ("pack", "x", "p.pdf", "--date", "soon"),
            "--date: “soon” is not a date such as 2027-03-31. "
            "portfolio-desktop pack --help shows what it takes.",
        ),
        (
            ("open-plan", "x", "p.xml", "--new", "--into", "P-0001"),
            "--into and --new cannot go together. portfolio-desktop open-plan --help shows what it takes.",
        ),
        (
            ("pack", "x", "p.pdf", "--date"),
            "--date needs something to go with it. portfolio-desktop pack --help shows what it takes.",
        ),
    ],
)
def test_that_wrong_usage_is_one_line_and_ends_with_status_2(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        command(*words)
    assert stop.value.code == 2
    assert capsys.readouterr().err == sentence + "\n"


def test_that_what_follows_from_other_fields_is_listed_and_sorted_by_but_never_set(file: Path) -> None:
    done("set", file, "R-0001", "impact=5")
    (risk,) = done("list", file, "risks", "--where", "score>=20", "--sort=-score", "--json").json
    assert (risk["score"], risk["band"]) == (20, "critical")
    assert "cannot be set" in refused("set", file, "R-0001", "score=3")


def test_that_a_rating_that_is_none_names_those_that_are(file: Path) -> None:
    assert "choose one of Green, Amber/Green, Amber" in refused("set", file, "P-0001", "confidence=Q")


def test_that_records_of_one_name_without_codes_are_named_so_that_one_can_be_chosen(file: Path) -> None:
    first, second = (done("add", file, "people", "name=Mary Jones").out.strip() for _laptop in range(2))
    said = refused("delete", file, "people:Mary Jones")
    assert f"people:{first}, people:{second}" in said
    done("delete", file, f"people:{second}")
    assert done("list", file, "people", "--json").json[0]["name"] == "Mary Jones"

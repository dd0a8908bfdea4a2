# SPDX-License-Identifier: Apache-2.0
"""Workspaces as files on the command line: new, check, backup, restore, export."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace with one project whose name tries to be a formula."""
    path = tmp_path / "Office Ŵ.portfolio"
    done("new", path)
    done("add", path, "projects", "title==1+1", "whole_life_cost=2", "end=2027-03-31", "description=@SUM(A1)")
    return path


def test_that_new_never_writes_over_a_file(file: Path) -> None:
    before = file.read_bytes()
    assert "already exists" in refused("new", file)
    assert file.read_bytes() == before


def test_that_an_office_begins_with_gates_and_controls_where_it_asks_for_them(
    file: Path, tmp_path: Path
) -> None:
    assert json.loads(done("list", file, "gates", "--json").out) == []
    assert "for the office to make its own" in done("reference", file).out
    assert "all there already" in done("reference", file).out
    begun = tmp_path / "begun.portfolio"
    done("new", begun, "--reference")
    gates = json.loads(done("list", begun, "gates", "--json").out)
    assert gates == json.loads(done("list", file, "gates", "--json").out)
    assert [gate["code"] for gate in gates] == [f"G-000{number}" for number in range(1, 7)]
    done("undo", file)
    assert json.loads(done("list", file, "gates", "--json").out) == []


def test_that_a_backup_restores_to_the_same_workspace_beside_the_old_one(file: Path, tmp_path: Path) -> None:
    copy, restored = tmp_path / "copy.portfolio", tmp_path / "restored.portfolio"
    done("backup", file, copy)
    done("restore", restored, copy)
    assert done("dump", restored).out == done("dump", file).out
    assert "already exists" in refused("restore", file, copy)


def test_that_check_finds_a_workspace_whole(file: Path) -> None:
    assert "is whole" in done("check", file).out


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, only words" * 200, b"SQLite format 3\x00" + b"\xff" * 9000]
)
def test_that_a_file_that_is_no_workspace_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.portfolio"
    path.write_bytes(content)
    for verb in ("check", "dump", "undo"):
        refused(verb, path)
    assert path.read_bytes() == content


def test_that_csv_runs_nothing_and_comes_back_as_it_was(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "projects.csv"
    done("export", file, target, "--register", "projects")
    head, row = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    values = dict(zip(head, row, strict=True))
    assert values["Name"] == "'=1+1"
    assert values["Description and aims"] == "'@SUM(A1)"
    assert values["Whole-life cost"] == "2.00"


def test_that_xlsx_holds_text_as_text_and_dates_as_dates(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    done("export", file, target)
    heads, row = openpyxl.load_workbook(target)["Projects"].iter_rows()
    cells = dict(zip((head.value for head in heads), row, strict=True))
    assert (cells["Name"].value, cells["Name"].data_type) == ("=1+1", "s")
    assert str(cells["End (forecast)"].value) == "2027-03-31 00:00:00"
    assert cells["Whole-life cost"].value == 2


def test_that_json_holds_every_register_that_has_something(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    done("export", file, target)
    answer = json.loads(target.read_text(encoding="utf-8"))
    assert [project["title"] for project in answer["projects"]] == ["=1+1"]


def test_that_an_export_to_an_unknown_kind_of_file_says_which_there_are(file: Path, tmp_path: Path) -> None:
    assert ".xlsx, .csv, .json" in refused("export", file, tmp_path / "book.doc")


def test_that_an_export_of_a_view_has_its_rows_and_columns_alone(file: Path, tmp_path: Path) -> None:
    done("add", file, "projects", "title=Bridge", "confidence=red")
    target = tmp_path / "worst.csv"
    done("export", file, target, "--register", "projects", "--view", "Red and Amber/Red")
    head, row = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert "Bridge" in row
    assert "Description and aims" not in head
    assert "--register" in refused("export", file, tmp_path / "all.xlsx", "--view", "Overdue")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "{file}", "{none}/x.xlsx"),
        ("export", "{file}", "{none}/x.csv", "--register", "projects"),
        ("pack", "{file}", "{none}/x.pdf"),
        ("print-timeline", "{file}", "{none}/x.pdf"),
        ("print-timeline", "{file}", "{none}/x.svg"),
        ("actions", "{file}", "{none}/x.pdf"),
        ("minutes", "{file}", "MT-0001", "{none}/x.pdf"),
        ("export-plan", "{file}", "P-0001", "{none}/x.xml"),
        ("backup", "{file}", "{none}/x.portfolio"),
        ("restore", "{none}/x.portfolio", "{file}"),
        ("new", "{none}/x.portfolio"),
    ],
)
def test_that_a_folder_that_is_not_there_is_named_whatever_is_written(
    file: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    none = tmp_path / "none"  # told before anything is drawn: there is no task to print or to export
    said = refused(*(word.format(file=file, none=none) for word in words))
    assert said.startswith(f"There is no folder {none}. Make it first")
    assert not none.exists()


def test_that_a_folder_is_not_taken_for_a_file_to_write(file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    assert "is a folder. Give the file a name inside it" in refused("pack", file, tmp_path / "x.pdf")

# SPDX-License-Identifier: Apache-2.0
"""The search over everything on the command line, and the views that are kept."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a project, two risks and a saved search."""
    path = tmp_path_factory.mktemp("find") / "office.portfolio"
    done("new", path)
    done("add", path, "projects", "title=Harbour wall", "confidence=red")
    done("add", path, "risks", "title=Silt in the harbour", "status=open")
    done("add", path, "risks", "title=Storm in the harbour", "status=closed", "outcome=It passed")
    done("find", path, "harbour -closed", "--save", "To watch")
    return path


def found(file: Path, *words: str) -> list[str]:
    return [each["title"] for each in done("find", file, *words, "--json").json]


def test_that_a_query_means_the_same_as_in_the_window(file: Path) -> None:
    assert found(file, "harbour in:risks is:open") == ["Silt in the harbour"]
    assert found(file, "harbour", "rag:red") == ["Harbour wall"]
    assert done("list", file, "risks", "--find", "harbour -closed").out.count("harbour") == 1


def test_that_records_are_listed_with_what_they_are_and_counted(file: Path) -> None:
    answer = done("find", file, "in:risks")
    assert "Risk" in answer.out
    assert answer.err == "2 records\n"


def test_that_a_saved_search_is_found_again_and_can_be_narrowed(file: Path) -> None:
    assert set(found(file, "--view", "to WATCH")) == {"Harbour wall", "Silt in the harbour"}
    assert found(file, "silt", "--view", "To watch") == ["Silt in the harbour"]


def test_that_a_search_is_pinned_and_unpinned_for_everybody(file: Path) -> None:
    done("pin", file, "To watch")
    assert "yes" in done("views", file).out
    done("unpin", file, "To watch")
    assert "yes" not in done("views", file).out


def test_that_what_cannot_be_answered_is_one_sentence(file: Path) -> None:
    assert "is no field of any register" in refused("find", file, "colour:red")
    assert "Say what to look for" in refused("find", file)
    assert "There are: To watch" in refused("find", file, "--view", "Nothing of the kind")


def test_that_what_is_found_says_who_answers_for_it_and_by_when(tmp_path: Path) -> None:
    file = tmp_path / "office.portfolio"
    done("new", file)
    done("add", file, "person", "name=Ann Example")
    done("add", file, "action", "title=Survey the quay", "owner_id=Ann Example", "due=12/12/2026")
    (found,) = done("find", file, "quay", "--json").json
    assert "Ann Example" in found["about"]
    assert "12 Dec 2026" in found["about"]
    assert found["about"] in done("find", file, "quay").out

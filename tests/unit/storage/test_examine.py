# SPDX-License-Identifier: Apache-2.0
"""An examination finds whatever was done behind the program's back, and nothing where nothing was done."""

from pathlib import Path

import pytest

from portfolio_desktop.storage.examine import examine
from tests.support.workspaces import create, delete, dump, edit, findings, new_store, reopened, tamper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    with new_store(path) as store:
        risk = create(store, "risk", title="Silt", likelihood=4)
        edit(store, "risk", risk, title="Sand")
        edit(store, "risk", risk, likelihood=5)
        edit(store, "risk", risk, likelihood=4)
        gone = create(store, "risk", title="Gone")
        delete(store, "risk", gone)
        assert findings(store) == []
    return path


def test_that_a_whole_workspace_is_found_whole(path: Path) -> None:
    with reopened(path) as store:
        assert findings(store) == []


@pytest.mark.parametrize(
    "statements",
    [
        ["UPDATE edit SET value = '\"Mud\"' WHERE value = '\"Sand\"'"],
        ["UPDATE edit SET salt = x'00' WHERE value = '\"Sand\"'"],
        ["UPDATE edit SET value = NULL WHERE value = '\"Sand\"'"],
        ["UPDATE edit SET field = 'note' WHERE value = '\"Sand\"'"],
        ["UPDATE edit SET record = 'another' WHERE value = '\"Sand\"'"],
        ["UPDATE edit SET tick = tick + 1 WHERE value = '\"Sand\"'"],
        ["UPDATE edit SET parents = x'' WHERE value = '\"Sand\"'"],
        ["UPDATE change_set SET label = 'Nothing to see' WHERE number = 2"],
        ["UPDATE change_set SET author = 'Somebody else' WHERE number = 2"],
        ["UPDATE change_set SET why = 'import' WHERE number = 2"],
        ["UPDATE change_set SET reverses = 'x' WHERE number = 2"],
        ["UPDATE change_set SET tick = tick - 1 WHERE number = 2"],
        ["UPDATE change_set SET id = 'x' WHERE number = 2"],
        ["UPDATE edit SET change_set = 1 WHERE value = '\"Sand\"'"],
        ["DELETE FROM edit WHERE value = '\"Sand\"'"],
        [
            "DELETE FROM edit WHERE value = '\"Sand\"'",
            "UPDATE edit SET place = place - 1 WHERE place > 4",
        ],
        [
            "UPDATE edit SET place = -1 WHERE place = 4",
            "UPDATE edit SET place = 4 WHERE place = 6",
            "UPDATE edit SET place = 6 WHERE place = -1",
        ],
        ["DELETE FROM edit WHERE place = (SELECT max(place) FROM edit)"],
        ["UPDATE stream SET length = length + 1"],
        ["UPDATE stream SET tip = x'00'"],
        ["UPDATE stream SET name = 'another'"],
    ],
    ids=lambda statements: statements[-1][:60],
)
def test_that_a_history_that_was_altered_is_found_out(path: Path, statements: list[str]) -> None:
    tamper(path, *statements)
    with reopened(path) as store, store.reading() as connection:
        found = examine(connection, store.catalogue)
    assert any("history" in finding.text and not finding.mendable for finding in found)


def test_that_a_payload_can_be_erased_and_the_chain_still_holds(path: Path) -> None:
    tamper(path, "UPDATE edit SET value = NULL, salt = NULL WHERE value = '\"Sand\"'")
    with reopened(path) as store:
        store.rebuild()
        assert findings(store) == []
        assert "Sand" not in dump(store)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk SET title = 'Round the road'",
        "DELETE FROM risk",
        "UPDATE risk SET likelihood_said = 'TBC'",
        "INSERT INTO risk (id, title) VALUES ('x', 'From nowhere')",
        "UPDATE risk SET project_id = 'nobody'",
        "DELETE FROM search_row",
        "UPDATE edit SET live = 0 WHERE value = '\"Sand\"'",
        "UPDATE edit SET live = 1",
    ],
)
def test_that_a_register_that_was_altered_is_found_out_and_mended(path: Path, statement: str) -> None:
    with reopened(path) as store:
        before = dump(store)
    tamper(path, statement)
    with reopened(path) as store:
        with store.reading() as connection:
            found = examine(connection, store.catalogue)
        assert found
        assert all(finding.mendable for finding in found)
        store.rebuild()
        assert findings(store) == []
        assert dump(store) == before


def test_that_an_edit_after_tampering_does_not_hide_it(path: Path) -> None:
    tamper(path, "UPDATE edit SET value = '\"Mud\"' WHERE value = '\"Sand\"'")
    with reopened(path) as store:
        create(store, "risk", title="New")
        assert any("history" in text for text in findings(store))

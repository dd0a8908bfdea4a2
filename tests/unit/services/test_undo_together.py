# SPDX-License-Identifier: Apache-2.0
"""Undo where laptops share: others' edits stay unless the person says otherwise, and what was settled is open again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.sharing import conflicts, settling
from portfolio_desktop.services.sharing.settling import Side
from portfolio_desktop.storage.changes import Changes, Create, Edit
from tests.support.laptops import carry, laptops, meet
from tests.support.workspaces import TODAY, create, delete, edit, find, get


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ada, bob
    ada.close()
    bob.close()


def together(*offices: Office) -> None:
    meet([office.store for office in offices])


@pytest.fixture
def risk(pair: tuple[Office, Office]) -> Id:
    """A risk of which Ada changed three fields at once, and Bob one of them since."""
    ada, bob = pair
    id = create(ada.store, "risk", code="R-0001", title="Silt", likelihood=1, cause="Rain")
    together(ada, bob)
    edit(ada.store, "risk", id, title="Sand", likelihood=3, cause="Floods")
    together(ada, bob)
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob)
    return id


def test_that_what_somebody_has_changed_since_is_offered_and_the_rest_taken_back(
    pair: tuple[Office, Office], risk: Id
) -> None:
    ada, bob = pair
    found = undo.prospect(ada)
    assert found is not None
    assert found.free == 2
    (one,) = found.overtaken
    assert (one.author, one.label, one.now, one.back) == ("Bob Lin", "Risk", "Mud", "Silt")
    with pytest.raises(undo.ChangedSince, match="Bob Lin has changed Risk of Mud since"):
        undo.undo(ada)
    undo.undo(ada, ())
    together(ada, bob)
    record = get(bob.store, "risk", risk)
    assert (record["title"], record["likelihood"], record["cause"]) == ("Mud", 1, "Rain")
    assert conflicts.conflicts(ada) == ()


def test_that_what_somebody_has_changed_since_goes_too_where_it_is_chosen(
    pair: tuple[Office, Office], risk: Id
) -> None:
    ada, bob = pair
    found = undo.prospect(ada)
    assert found is not None
    undo.undo(ada, [each.key for each in found.overtaken])
    together(ada, bob)
    assert get(bob.store, "risk", risk)["title"] == "Silt"
    undo.redo(ada)
    assert get(ada.store, "risk", risk)["title"] == "Mud"


def test_that_undo_and_redo_go_on_after_a_restart_and_a_round(
    pair: tuple[Office, Office], risk: Id, tmp_path: Path
) -> None:
    ada, bob = pair
    undo.undo(ada, ())
    ada.close()
    with open_office(ada.path, "Ada Osei") as again:
        create(bob.store, "risk", title="Storm")
        together(again, bob)
        assert undo.redo(again).label == "Redo change risk"
        assert get(again.store, "risk", risk)["likelihood"] == 3
        assert undo.undo(again).label == "Undo change risk"
        together(again, bob)
        assert get(bob.store, "risk", risk)["likelihood"] == 1
        assert len(find_all(bob)) == 2


def find_all(office: Office) -> list[Id]:
    with office.reading() as reader:
        return [record.id for record in reader.all(office.catalogue.entity("risk"))]


def test_that_a_new_record_that_somebody_went_on_with_goes_only_if_that_is_said(
    pair: tuple[Office, Office],
) -> None:
    ada, bob = pair
    id = create(ada.store, "risk", title="Silt")
    together(ada, bob)
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob)
    with pytest.raises(undo.ChangedSince, match="Bob Lin has gone on with “Mud” since"):
        undo.undo(ada)
    with pytest.raises(Refusal, match="Nothing is left"):
        undo.undo(ada, ())
    assert find(ada.store, "risk", id) is not None
    undo.undo(ada, [(id, "")])
    together(ada, bob)
    assert find(bob.store, "risk", id) is None


def test_that_a_new_record_on_which_somebody_put_more_goes_with_that_or_stays(
    pair: tuple[Office, Office],
) -> None:
    ada, bob = pair
    project = create(ada.store, "project", title="Harbour")
    dig = create(ada.store, "task", title="Dig", project_id=project)
    risk = create(ada.store, "risk", title="Silt")
    together(ada, bob)
    response = create(bob.store, "risk_response", title="Dredge", risk_id=risk)
    issue = create(bob.store, "issue", title="Silted up", risk_id=risk)
    together(ada, bob)
    with pytest.raises(undo.ChangedSince, match="Bob Lin has gone on with “Silt” since"):
        undo.undo(ada)
    assert find(ada.store, "risk_response", response) is not None
    undo.undo(ada, [(risk, "")])
    together(ada, bob)
    assert find(bob.store, "risk", risk) is find(bob.store, "risk_response", response) is None
    assert get(bob.store, "issue", issue)["risk_id"] is None
    assert undo.undo(ada).label == "Undo add task"
    assert find(ada.store, "task", dig) is None


def test_that_what_an_act_led_to_its_own_new_record_is_nobody_elses(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    issue = create(ada.store, "issue", title="Silted up")
    risk = Id(ada.store.new_id())
    made = (Create("risk", risk, {"title": "Silt"}), Edit("issue", issue, "risk_id", risk))
    ada.write(Changes("Raise a risk", made))
    undo.undo(ada)
    assert find(ada.store, "risk", risk) is None
    assert get(ada.store, "issue", issue)["risk_id"] is None


@pytest.fixture
def disputed(pair: tuple[Office, Office]) -> Id:
    ada, bob = pair
    id = create(ada.store, "risk", code="R-0001", title="Silt")
    together(ada, bob)
    edit(ada.store, "risk", id, title="Sand")
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob)
    return id


def test_that_taking_a_settlement_back_opens_the_disagreement_as_it_was(
    pair: tuple[Office, Office], disputed: Id
) -> None:
    ada, bob = pair
    before, shown = conflicts.conflicts(ada), get(ada.store, "risk", disputed)
    for _time in range(2):
        ada.write(settling.keep(ada, conflicts.conflicts(ada)[0], "Gravel"))
        together(ada, bob)
        assert conflicts.conflicts(bob) == ()
        undo.undo(ada)
        together(ada, bob)
        assert conflicts.conflicts(ada) == before
        assert get(bob.store, "risk", disputed) == shown
    undo.redo(ada)
    together(ada, bob)
    assert conflicts.conflicts(bob) == conflicts.conflicts(ada) == ()
    assert get(bob.store, "risk", disputed)["title"] == "Gravel"
    undo.undo(ada)
    together(ada, bob)
    assert conflicts.conflicts(ada) == before
    bob.write(settling.keep_side(bob, conflicts.conflicts(bob), Side.MINE))
    together(ada, bob)
    assert conflicts.conflicts(ada) == ()
    assert get(ada.store, "risk", disputed)["title"] == "Mud"


@pytest.mark.parametrize("side", Side)
def test_that_taking_back_what_was_decided_of_a_deleted_record_asks_again(
    pair: tuple[Office, Office], side: Side
) -> None:
    ada, bob = pair
    id = create(ada.store, "risk", title="Silt")
    together(ada, bob)
    delete(ada.store, "risk", id)
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob)
    before = conflicts.conflicts(ada)
    ada.write(settling.keep_side(ada, before, side))
    together(ada, bob)
    stays = find(bob.store, "risk", id) is not None
    undo.undo(ada)
    together(ada, bob)
    assert conflicts.conflicts(ada) == before
    assert get(bob.store, "risk", id)["title"] == "Mud"
    undo.redo(ada)
    together(ada, bob)
    assert conflicts.conflicts(bob) == ()
    assert (find(bob.store, "risk", id) is not None) is stays


def test_that_taking_back_who_keeps_a_code_asks_again(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    create(ada.store, "risk", code="R-0112", title="Silt")
    create(bob.store, "risk", code="R-0112", title="Mud")
    carry(bob.store, ada.store)
    before = conflicts.conflicts(ada)
    ada.write(settling.keep_side(ada, before, Side.MINE))
    assert conflicts.conflicts(ada) == ()
    undo.undo(ada)
    assert conflicts.conflicts(ada) == before
    carry(ada.store, bob.store)
    (conflict,) = conflicts.conflicts(bob)
    assert [said.text for said in conflict.said] == [said.text for said in before[0].said]

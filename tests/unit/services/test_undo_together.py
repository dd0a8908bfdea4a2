# SPDX-License-Identifier: Apache-2.0
"""Undo where laptops share: others' edits stay unless the person says otherwise, and what was settled is open again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import history, records, undo
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
    undo.undo(ada, [(id, "")])
    together(ada, bob)
    assert find(bob.store, "risk", id) is None


def test_that_undo_goes_on_past_what_is_left_to_somebody_else(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    silt, mud = create(ada.store, "risk", title="Silt"), create(ada.store, "risk", title="Mud")
    together(ada, bob)
    edit(bob.store, "risk", mud, title="Clay")
    together(ada, bob)
    undo.undo(ada, ())
    undo.undo(ada)
    assert find_all(ada) == [mud]
    assert find(ada.store, "risk", silt) is None


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


def test_that_undo_goes_on_past_an_act_whose_record_somebody_has_deleted(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    silt, mud = create(ada.store, "risk", title="Silt"), create(ada.store, "risk", title="Mud", code="R-0002")
    edit(ada.store, "risk", silt, title="Sand")
    edit(ada.store, "risk", mud, title="Clay")
    together(ada, bob)
    delete(bob.store, "risk", mud)
    together(ada, bob)
    with pytest.raises(undo.ChangedSince, match="Bob Lin has deleted “R-0002” since"):
        undo.undo(ada)
    undo.undo(ada, ())
    together(ada, bob)
    undo.undo(ada)
    together(ada, bob)
    assert get(bob.store, "risk", silt)["title"] == "Silt"
    assert find(bob.store, "risk", mud) is None
    undo.redo(ada)
    undo.redo(ada)
    together(ada, bob)
    assert get(bob.store, "risk", silt)["title"] == "Sand"
    assert undo.undoable(ada).redo is None
    assert history.of_workspace(ada, limit=1)[0].label == "Redo change risk"


def test_that_the_rest_of_an_act_is_taken_back_where_somebody_has_deleted_some_of_it(
    pair: tuple[Office, Office],
) -> None:
    ada, bob = pair
    risks = [create(ada.store, "risk", title="Silt", code=f"R-000{number}") for number in range(3)]
    ada.write(records.change_many(ada, "risk", risks, {"title": "Mud"}))
    together(ada, bob)
    delete(bob.store, "risk", risks[1])
    together(ada, bob)
    found = undo.prospect(ada)
    assert found is not None
    assert (found.free, found.overtaken, undo.told(found)) == (2, (), "Bob Lin has deleted “R-0001” since.")
    undo.undo(ada, ())
    together(ada, bob)
    assert [get(bob.store, "risk", risks[place])["title"] for place in (0, 2)] == ["Silt", "Silt"]
    undo.redo(ada)
    assert [get(ada.store, "risk", risks[place])["title"] for place in (0, 2)] == ["Mud", "Mud"]


def test_that_what_somebody_has_deleted_already_goes_without_a_question(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    made = [Create("risk", Id(ada.store.new_id()), {"title": title}) for title in ("Silt", "Mud")]
    ada.write(Changes("Paste 2 risks", tuple(made)))
    together(ada, bob)
    delete(bob.store, "risk", made[0].record)
    together(ada, bob)
    undo.undo(ada)
    assert find_all(ada) == []
    undo.redo(ada)
    assert find_all(ada) == [made[1].record]
    ada.write(records.delete(ada, "risk", [made[1].record]))
    undo.undo(ada)
    together(ada, bob)
    delete(bob.store, "risk", made[1].record)
    together(ada, bob)
    undo.redo(ada)
    assert find_all(ada) == []


def test_that_a_field_which_an_act_left_as_it_was_is_left_to_others(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    risk = create(ada.store, "risk", title="Silt")
    ada.write(Changes("Look again", (Edit("risk", risk, "title", "Mud"), Edit("risk", risk, "cause", None))))
    together(ada, bob)
    edit(bob.store, "risk", risk, cause="Rain")
    together(ada, bob)
    undo.undo(ada)
    record = get(ada.store, "risk", risk)
    assert (record["title"], record["cause"]) == ("Silt", "Rain")


def test_that_a_link_to_what_somebody_has_deleted_does_not_come_back(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    first, second = (create(ada.store, "person", name=name) for name in ("Ann", "Ben"))
    projects = [create(ada.store, "project", title="Dock", sro_id=first) for _ in range(2)]
    ada.write(records.change_many(ada, "project", projects, {"sro_id": second, "title": "Quay"}))
    together(ada, bob)
    bob.write(records.delete(bob, "person", [first]))
    together(ada, bob)
    found = undo.prospect(ada)
    assert found is not None
    assert (found.free, undo.told(found)) == (2, "Bob Lin has deleted “Ann” since.")
    undo.undo(ada, ())
    together(ada, bob)
    records_now = [get(bob.store, "project", id) for id in projects]
    assert [(one["title"], one["sro_id"]) for one in records_now] == [("Dock", second)] * 2


def test_that_a_part_does_not_come_back_without_what_it_was_part_of(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    project = create(ada.store, "project", title="Dock", code="P-0001")
    task = create(ada.store, "task", title="Dig", project_id=project)
    together(ada, bob)
    ada.write(records.delete(ada, "task", [task]))
    bob.write(records.delete(bob, "project", [project]))
    together(ada, bob)
    with pytest.raises(undo.ChangedSince, match="Bob Lin has deleted “P-0001” since"):
        undo.undo(ada)
    undo.undo(ada, ())
    together(ada, bob)
    assert find(ada.store, "task", task) is None
    together(ada, bob)


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


def test_that_what_somebody_has_put_back_already_is_not_asked_about(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    owner = create(ada.store, "person", name="Mary Jones")
    risk = create(ada.store, "risk", title="Silt", owner_id=owner)
    together(ada, bob)
    for office in pair:
        office.write(records.delete(office, "person", [owner]))
    together(ada, bob)
    undo.undo(bob)
    together(ada, bob)
    undo.undo(ada)
    together(ada, bob)
    assert get(ada.store, "risk", risk)["owner_id"] == get(bob.store, "risk", risk)["owner_id"] == owner
    assert conflicts.conflicts(ada) == ()


def test_that_a_link_to_what_comes_back_is_told_by_its_name(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    owner, other = (create(ada.store, "person", name=name) for name in ("Mary Jones", "Tom Smith"))
    risk = create(ada.store, "risk", title="Silt", owner_id=owner)
    together(ada, bob)
    ada.write(records.delete(ada, "person", [owner]))
    together(ada, bob)
    edit(bob.store, "risk", risk, owner_id=other)
    together(ada, bob)
    with pytest.raises(undo.ChangedSince, match="says ‘Tom Smith’ and would say ‘Mary Jones’"):
        undo.undo(ada)
    north = create(ada.store, "programme", code="PG-0001", title="North")
    south = create(ada.store, "programme", code="PG-0002", title="South")
    quay = create(ada.store, "project", title="Quay", programme_id=north)
    together(ada, bob)
    ada.write(records.delete(ada, "programme", [north]))
    together(ada, bob)
    edit(bob.store, "project", quay, programme_id=south)
    together(ada, bob)
    found = undo.prospect(ada)
    assert found is not None
    assert [each.back for each in found.overtaken] == ["North"]


def test_that_undo_on_a_copy_leaves_alone_what_goes_on_in_the_file_it_was_copied_from(
    pair: tuple[Office, Office],
) -> None:
    ada, bob = pair  # bob's file was copied from ada's, whose stream it therefore wrote before
    risk = create(bob.store, "risk", title="Silt")
    together(ada, bob)
    edit(bob.store, "risk", risk, title="Mud")
    together(ada, bob)
    edit(ada.store, "risk", risk, title="Clay")
    create(ada.store, "risk", title="Storm")
    together(ada, bob)
    found = undo.prospect(bob)
    assert found is not None
    assert undo.told(found).startswith("Ada Osei has changed Risk of Clay since")
    undo.undo(bob, ())
    together(ada, bob)
    assert get(ada.store, "risk", risk)["title"] == "Clay"
    assert len(find_all(ada)) == 2

# SPDX-License-Identifier: Apache-2.0
"""A link to what somebody deleted who did not know of it waits for a decision; and what a disagreement started from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing import conflicts, settling
from portfolio_desktop.services.sharing.marks import marks
from portfolio_desktop.services.sharing.settling import Side
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.merge.unsettled import Kind
from tests.support.laptops import carry, laptops, meet
from tests.support.workspaces import TODAY, create, edit, get


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ada, bob
    ada.close()
    bob.close()


def together(*offices: Office) -> None:
    meet([office.store for office in offices])


@pytest.fixture
def owned(pair: tuple[Office, Office]) -> tuple[Id, Id]:
    """A risk that Ada has given to a person whom Bob was deleting: the risk, and the person."""
    ada, bob = pair
    person = create(ada.store, "person", name="Vera Lind")
    risk = create(ada.store, "risk", code="R-0001", title="Silt")
    together(ada, bob)
    edit(ada.store, "risk", risk, owner_id=person)
    bob.write(records.delete(bob, "person", [person]))
    together(ada, bob)
    return risk, person


def test_that_it_is_told_who_chose_what_and_who_deleted_it(
    pair: tuple[Office, Office], owned: tuple[Id, Id]
) -> None:
    ada, bob = pair
    risk, person = owned
    for office, mine in ((ada, [True, False]), (bob, [False, True])):
        (conflict,) = conflicts.conflicts(office)
        assert (conflict.kind, conflict.record, conflict.field) == (Kind.ADRIFT, risk, "owner_id")
        assert [said.value for said in conflict.said] == [person, None]
        assert [said.gone for said in conflict.said] == [False, True]
        assert [said.mine for said in conflict.said] == mine
        assert conflict.said[0].text == "Vera Lind"
        assert conflict.about.startswith("Ada Osei chose “Vera Lind”, and Bob Lin, who did not know of it")
        assert conflicts.count(office) == 1
        with office.reading() as reader:
            assert marks(reader, "risk") == {risk: frozenset({"owner_id"})}


@pytest.mark.parametrize(("side", "stays"), [(Side.MINE, True), (Side.THEIRS, False)])
def test_that_the_choice_is_kept_with_the_record_or_left_empty(
    pair: tuple[Office, Office], owned: tuple[Id, Id], side: Side, stays: bool
) -> None:
    ada, bob = pair
    risk, person = owned
    ada.write(settling.keep_side(ada, conflicts.conflicts(ada), side))
    together(ada, bob)
    assert conflicts.conflicts(ada) == conflicts.conflicts(bob) == ()
    assert get(bob.store, "risk", risk)["owner_id"] == (person if stays else None)


def test_that_another_can_be_chosen(pair: tuple[Office, Office], owned: tuple[Id, Id]) -> None:
    ada, bob = pair
    other = create(ada.store, "person", name="Ida Moe")
    ada.write(settling.keep(ada, conflicts.conflicts(ada)[0], other))
    together(ada, bob)
    assert conflicts.count(bob) == 0
    assert get(bob.store, "risk", owned[0])["owner_id"] == other


def test_that_bringing_the_record_back_settles_all_who_wait_for_it(
    pair: tuple[Office, Office], owned: tuple[Id, Id]
) -> None:
    ada, bob = pair
    undo.undo(bob)
    together(ada, bob)
    assert conflicts.count(ada) == 0
    assert get(ada.store, "risk", owned[0])["owner_id"] == owned[1]


def test_that_several_links_to_one_record_are_kept_by_one_act(
    pair: tuple[Office, Office], owned: tuple[Id, Id]
) -> None:
    ada, bob = pair
    ada.write(settling.keep(ada, conflicts.conflicts(ada)[0], owned[1]))
    together(ada, bob)
    second = create(ada.store, "risk", code="R-0002", title="Sand", owner_id=owned[1])
    edit(ada.store, "risk", owned[0], title="Silt again", owner_id=owned[1])
    bob.write(records.delete(bob, "person", [owned[1]]))
    together(ada, bob)
    found = conflicts.conflicts(ada)
    assert {each.record for each in found} == {owned[0], second}
    ada.write(settling.keep_side(ada, found, Side.MINE))
    together(ada, bob)
    assert conflicts.count(bob) == 0
    assert [get(bob.store, "risk", each)["owner_id"] for each in (owned[0], second)] == [owned[1]] * 2


def test_that_one_of_several_choices_brings_back_what_was_deleted(tmp_path: Path) -> None:
    ada, bob, cy = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 3))
    vera, ida = (create(ada.store, "person", name=name) for name in ("Vera Lind", "Ida Moe"))
    risk = create(ada.store, "risk", code="R-0001", title="Silt")
    together(ada, bob, cy)
    edit(ada.store, "risk", risk, owner_id=vera)
    edit(cy.store, "risk", risk, owner_id=ida)
    bob.write(records.delete(bob, "person", [vera]))
    together(ada, bob, cy)
    (conflict,) = conflicts.conflicts(bob)
    assert {said.text for said in conflict.said} == {"Vera Lind", "Ida Moe"}
    bob.write(settling.keep(bob, conflict, vera))
    together(ada, bob, cy)
    assert conflicts.count(ada) == 0
    assert get(ada.store, "risk", risk)["owner_id"] == vera
    for office in (ada, bob, cy):
        office.close()


def test_that_a_part_of_what_is_deleted_is_not_brought_back_alone(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    project = create(ada.store, "project", title="Harbour")
    risk = create(ada.store, "risk", project_id=project, title="Silt")
    together(ada, bob)
    action = create(ada.store, "action", title="Ask the harbour master", risk_id=risk)
    bob.write(records.delete(bob, "project", [project]))
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert (conflict.record, conflict.said[0].text) == (action, "Silt")
    with pytest.raises(Refusal, match="Silt is part of Harbour, which is deleted as well"):
        settling.keep(ada, conflict, risk)


def test_that_what_has_only_not_arrived_yet_is_nobody_s_to_decide(tmp_path: Path) -> None:
    ada, bob, cy = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 3))
    person = create(ada.store, "person", name="Vera Lind")
    carry(ada.store, bob.store)
    risk = create(bob.store, "risk", title="Silt", owner_id=person)
    carry(bob.store, cy.store, lines=bob.store.ledger.own()[:1])
    assert get(cy.store, "risk", risk)["owner_id"] is None
    assert conflicts.conflicts(cy) == ()
    for office in (ada, bob, cy):
        office.close()


def test_that_after_a_settlement_it_is_known_what_both_started_from(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    risk = create(ada.store, "risk", code="R-0001", title="Silt")
    together(ada, bob)
    edit(ada.store, "risk", risk, title="Sand")
    edit(bob.store, "risk", risk, title="Mud")
    together(ada, bob)
    ada.write(settling.keep(ada, conflicts.conflicts(ada)[0], "Gravel"))
    edit(bob.store, "risk", risk, title="Clay")
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert {said.text for said in conflict.said} == {"Gravel", "Clay"}
    assert conflict.base in ("Sand", "Mud")


def test_that_what_never_had_one_start_claims_none(tmp_path: Path) -> None:
    """Both laid the record in apart, and one has said something else since."""
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    risk = create(ada.store, "risk", code="R-0001", title="Silt")
    bob.write(Changes("Lay in", (Create("risk", risk, {"title": "Sand", "code": "R-0001"}),)))
    edit(bob.store, "risk", risk, title="Mud")
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert {said.text for said in conflict.said} == {"Silt", "Mud"}
    assert conflict.base is None
    for office in (ada, bob):
        office.close()

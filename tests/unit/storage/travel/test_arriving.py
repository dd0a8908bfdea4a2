# SPDX-License-Identifier: Apache-2.0
"""Edits go from laptop to laptop: all of them arrive, whatever the order, and everybody shows the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.clock import next_tick, tick_time
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Revive, Why
from portfolio_desktop.storage.history import newest_change_sets
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.merge.disputes import Claim, disputes
from portfolio_desktop.storage.merge.unsettled import Kind, Unsettled
from portfolio_desktop.storage.past.inverse import inverse
from portfolio_desktop.storage.store import Store, Surroundings, open_store
from portfolio_desktop.storage.travel.edits import Stretch
from tests.support.laptops import carry, laptops, meet
from tests.support.workspaces import Clock, create, delete, dump, edit, findings, get, revive


@pytest.fixture
def team(tmp_path: Path) -> Iterator[list[Store]]:
    stores = laptops(tmp_path, 3)
    yield stores
    for store in stores:
        store.close()


def not_plain(store: Store) -> list[Unsettled]:
    with store.reading() as connection:
        return unsettled.everything(connection)


def claims(store: Store, kind: Kind) -> list[Claim]:
    with store.reading() as connection:
        found = disputes(connection, store.catalogue)
    return [claim for dispute in found if dispute.kind is kind for claim in dispute.claims]


def test_that_what_one_writes_the_others_read(team: list[Store]) -> None:
    ada, bob, _cy = team
    project = create(ada, "project", title="Harbour")
    taken = carry(ada, bob)
    assert taken.touched == {("project", project)}
    assert get(bob, "project", project)["title"] == "Harbour"
    meet(team)


def test_that_what_is_known_arrives_once(team: list[Store]) -> None:
    ada, bob, _cy = team
    create(ada, "project", title="Harbour")
    assert carry(ada, bob).edits == 2
    assert carry(ada, bob).edits == 0
    assert findings(bob) == []


def test_that_different_fields_of_one_record_merge(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt", likelihood=2)
    meet(team)
    edit(ada, "risk", risk, title="Silt and sand")
    edit(bob, "risk", risk, likelihood=5)
    meet(team)
    record = get(ada, "risk", risk)
    assert (record["title"], record["likelihood"]) == ("Silt and sand", 5)
    assert not_plain(ada) == []


def test_that_two_values_of_one_field_are_both_kept(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    edit(ada, "risk", risk, title="Sand")
    edit(bob, "risk", risk, title="Mud")
    meet(team)
    assert not_plain(ada) == [Unsettled(risk, "risk", Kind.DISPUTED, "title")]


@pytest.mark.parametrize(("said", "asked"), [("Sand", []), ("Mud", ["Mud", "Sand"])])
def test_that_nobody_is_asked_about_what_was_replaced_by_an_edit_still_on_its_way(
    tmp_path: Path, said: str, asked: list[str]
) -> None:
    ada, bob, cy, dan = team = laptops(tmp_path, 4)
    risk = create(ada, "risk", title="Silt")
    meet(team)
    edit(ada, "risk", risk, title="Clay")
    for other in (bob, cy):
        carry(ada, other)
    edit(bob, "risk", risk, title="Sand")
    edit(cy, "risk", risk, title=said)
    for other in (bob, cy):
        carry(other, dan, lines=other.ledger.own()[:1])
    assert sorted(str(claim.value) for claim in claims(dan, Kind.DISPUTED)) == asked
    assert findings(dan) == []
    meet(team)
    for store in team:
        store.close()


def test_that_what_was_disagreed_upon_is_so_again_once_a_deletion_is_taken_back(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    edit(ada, "risk", risk, title="Sand")
    edit(bob, "risk", risk, title="Mud")
    meet(team)
    delete(ada, "risk", risk)
    assert not_plain(ada) == []
    revive(ada, "risk", risk)
    assert not_plain(ada) == [Unsettled(risk, "risk", Kind.DISPUTED, "title")]
    meet(team)


def test_that_who_lays_in_a_record_replaces_nothing_that_arrived_of_it_before_it_was_there(
    tmp_path: Path,
) -> None:
    ada, bob, cy = laptops(tmp_path, 3)
    risk = create(ada, "risk", title="Silt")
    carry(ada, bob)
    edit(bob, "risk", risk, title="Mud", likelihood=4)
    carry(bob, cy, lines=bob.ledger.own()[:1])
    cy.write(Changes("Lay in", (Create("risk", risk, {"title": "Sand"}),)))
    assert get(cy, "risk", risk)["likelihood"] == 4
    assert not_plain(cy) == [Unsettled(risk, "risk", Kind.DISPUTED, "title")]
    assert findings(cy) == []
    edit(cy, "risk", risk, title="Clay")
    assert not_plain(cy) == [Unsettled(risk, "risk", Kind.DISPUTED, "title")]
    meet([ada, bob, cy])
    assert Unsettled(risk, "risk", Kind.DISPUTED, "title") in not_plain(ada)
    for store in (ada, bob, cy):
        store.close()


def test_that_who_lays_in_a_record_replaces_nothing_of_it_that_waits_for_its_whole(tmp_path: Path) -> None:
    ada, bob, cy = laptops(tmp_path, 3)
    risk = create(ada, "risk", title="Silt")
    carry(ada, bob)
    response = create(bob, "risk_response", title="Dredge", risk_id=risk)
    carry(bob, cy, lines=bob.ledger.own()[:1])
    own = create(cy, "risk", title="Sand")
    cy.write(Changes("Lay in", (Create("risk_response", response, {"title": "Blast", "risk_id": own}),)))
    disputed = {(one.field, one.kind) for one in not_plain(cy) if one.record == response}
    assert disputed == {("title", Kind.DISPUTED), ("risk_id", Kind.DISPUTED)}
    assert get(cy, "risk_response", response)["title"] == "Blast"
    assert findings(cy) == []
    meet([ada, bob, cy])
    for store in (ada, bob, cy):
        store.close()


def test_that_a_link_that_two_chose_apart_shows_one_of_the_two(team: list[Store]) -> None:
    ada, bob, _cy = team
    first, second = (create(ada, "person", name=name) for name in ("Ada Osei", "Bo Lund"))
    project = create(ada, "project", title="Harbour")
    meet(team)
    edit(ada, "project", project, sro_id=first)
    edit(bob, "project", project, sro_id=second)
    meet(team)
    assert not_plain(ada) == [Unsettled(project, "project", Kind.DISPUTED, "sro_id")]
    assert get(ada, "project", project)["sro_id"] in (first, second)


def test_that_two_laptops_that_say_the_same_do_not_disagree(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    edit(ada, "risk", risk, title="Sand")
    edit(bob, "risk", risk, title="Sand")
    meet(team)
    assert not_plain(ada) == []


def test_that_an_ordinary_edit_leaves_the_other_value_to_be_settled(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    edit(ada, "risk", risk, title="Sand")
    edit(bob, "risk", risk, title="Mud")
    meet(team)
    edit(ada, "risk", risk, title="Gravel")
    assert get(ada, "risk", risk)["title"] == "Gravel"
    assert not_plain(ada) != []
    meet(team)


def test_that_who_resolves_ends_the_disagreement_everywhere(team: list[Store]) -> None:
    ada, bob, cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    edit(ada, "risk", risk, title="Sand")
    edit(bob, "risk", risk, title="Mud")
    meet(team)
    cy.write(Changes("Settle", (Edit("risk", risk, "title", "Sand"),), Why.RESOLVE))
    assert not_plain(cy) == []
    meet(team)
    assert not_plain(ada) == []
    assert get(bob, "risk", risk)["title"] == "Sand"


def test_that_an_edit_unseen_by_who_deleted_brings_the_record_back(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    delete(ada, "risk", risk)
    edit(bob, "risk", risk, title="Sand")
    meet(team)
    assert get(ada, "risk", risk)["title"] == "Sand"
    assert not_plain(ada) == [Unsettled(risk, "risk", Kind.DELETED)]
    delete(ada, "risk", risk)
    meet(team)
    assert "Sand" not in dump(bob)
    assert not_plain(bob) == []


def test_that_who_brings_a_record_back_ends_every_deletion_they_knew_of(team: list[Store]) -> None:
    ada, bob, cy = team
    risk = create(ada, "risk", title="Silt")
    delete(ada, "risk", risk)
    meet(team)
    revive(bob, "risk", risk)
    carry(bob, ada)
    delete(ada, "risk", risk)
    revive(ada, "risk", risk)
    carry(ada, cy, lines=ada.ledger.own()[:1])  # what Bob did in between is still on its way
    assert get(cy, "risk", risk)["title"] == "Silt"
    assert not_plain(cy) == []
    meet(team)
    assert not_plain(cy) == []
    assert findings(cy) == []


def test_that_undo_takes_back_the_last_deletion_alone(team: list[Store]) -> None:
    ada, *_others = team
    risk = create(ada, "risk", title="Silt")
    delete(ada, "risk", risk)
    revive(ada, "risk", risk)
    again, back = delete(ada, "risk", risk), revive(ada, "risk", risk)
    with ada.reading() as connection:
        assert inverse(connection, ada.catalogue, again.change_set) == (Revive("risk", risk),)
        assert inverse(connection, ada.catalogue, back.change_set) == (Delete("risk", risk),)


def test_that_undo_of_a_deletion_brings_the_record_back_where_its_return_is_still_on_its_way(
    team: list[Store],
) -> None:
    ada, bob, cy = team
    risk = create(ada, "risk", title="Silt")
    delete(ada, "risk", risk)
    meet(team)
    revive(bob, "risk", risk)
    carry(bob, ada)
    again = delete(ada, "risk", risk)
    carry(ada, cy, lines=ada.ledger.own()[:1])
    with cy.reading() as connection:
        back = inverse(connection, cy.catalogue, again.change_set)
    assert back == (Revive("risk", risk),)
    cy.write(Changes("Undo", back, Why.UNDO))
    meet(team)
    assert get(ada, "risk", risk)["title"] == "Silt"
    assert not_plain(ada) == []


def test_that_a_part_unseen_by_who_deleted_keeps_its_whole(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    delete(ada, "risk", risk)
    response = create(bob, "risk_response", title="Dredge", risk_id=risk)
    meet(team)
    assert get(ada, "risk", risk)["title"] == "Silt"
    assert not_plain(ada) == [Unsettled(risk, "risk", Kind.DELETED, other=response)]
    ada.write(Changes("Away", (Delete("risk_response", response), Delete("risk", risk))))
    meet(team)
    assert "Silt" not in dump(bob)


def test_that_a_part_of_a_part_unseen_by_who_deleted_keeps_both_its_wholes(team: list[Store]) -> None:
    ada, bob, _cy = team
    project = create(ada, "project", title="Harbour")
    risk = create(ada, "risk", title="Silt", project_id=project)
    meet(team)
    ada.write(Changes("Away", (Delete("risk", risk), Delete("project", project))))
    response = create(bob, "risk_response", title="Dredge", risk_id=risk)
    meet(team)
    assert get(ada, "risk", risk)["project_id"] == project
    assert get(ada, "project", project)["title"] == "Harbour"
    expected = {(risk, response), (project, risk)}
    assert {(one.record, one.other) for one in not_plain(ada) if one.kind is Kind.DELETED} == expected


def test_that_what_waits_for_its_whole_comes_with_it(team: list[Store]) -> None:
    ada, bob, cy = team
    risk = create(ada, "risk", title="Silt")
    carry(ada, bob)
    create(bob, "risk_response", title="Dredge", risk_id=risk)
    taken = carry(bob, cy, lines=bob.ledger.own()[:1])
    assert taken.edits == 2
    assert "Dredge" not in dump(cy)
    assert findings(cy) == []
    carry(ada, cy)
    assert "Dredge" in dump(cy)
    assert not_plain(cy) == []
    meet(team)


@pytest.mark.parametrize("first", ["deletion", "part"])
def test_that_a_deleted_record_comes_back_no_sooner_than_the_part_that_keeps_it(
    tmp_path: Path, first: str
) -> None:
    ada, bob, cy, dee = team = laptops(tmp_path, 4)
    person = create(ada, "person", name="Ada Osei")
    meet(team)
    skill = create(dee, "skill", title="Diving")
    carry(dee, bob)
    held = create(bob, "person_skill", person_id=person, skill_id=skill)
    delete(ada, "person", person)
    for writer in (ada, bob) if first == "deletion" else (bob, ada):
        carry(writer, cy, lines=writer.ledger.own()[:1])
    assert "Ada Osei" not in dump(cy)
    assert not_plain(cy) == [Unsettled(held, "person_skill", Kind.ADRIFT, "skill_id", skill)]
    assert findings(cy) == []
    carry(dee, cy)
    assert get(cy, "person", person)["name"] == "Ada Osei"
    assert not_plain(cy) == [Unsettled(person, "person", Kind.DELETED, other=held)]
    meet(team)
    for store in team:
        store.close()


@pytest.mark.parametrize("comes", [True, False])
def test_that_a_deleted_record_waits_for_its_whole_as_long_as_the_part_that_keeps_it(
    tmp_path: Path, *, comes: bool
) -> None:
    ada, bob, cy, dee = team = laptops(tmp_path, 4)
    project = create(dee, "project", title="Harbour")
    for other in (ada, bob):
        carry(dee, other)
    risk = create(ada, "risk", title="Silt", project_id=project)
    carry(ada, bob)
    delete(ada, "risk", risk)
    response = create(bob, "risk_response", title="Dredge", risk_id=risk)
    for writer in (ada, bob):
        carry(writer, cy, lines=writer.ledger.own()[:1])
    assert "Dredge" not in dump(cy)
    if comes:
        carry(dee, cy)
        assert get(cy, "risk_response", response)["risk_id"] == risk
        assert get(cy, "risk", risk)["project_id"] == project
    else:
        delete(bob, "risk_response", response)
        carry(bob, cy, lines=bob.ledger.own()[:1])
        assert not_plain(cy) == []
    assert findings(cy) == []
    meet(team)
    for store in team:
        store.close()


def test_that_nobody_is_asked_about_what_waits_for_its_whole(tmp_path: Path) -> None:
    ada, bob, cy, dee = laptops(tmp_path, 4)
    risk = create(ada, "risk", title="Silt")
    carry(ada, bob)
    response = create(bob, "risk_response", title="Dredge", risk_id=risk)
    carry(ada, cy)
    carry(bob, cy)
    edit(bob, "risk_response", response, title="Dig")
    edit(cy, "risk_response", response, title="Blast")
    for writer in (bob, cy):
        carry(writer, dee, lines=writer.ledger.own()[:1])
    adrift = Unsettled(response, "risk_response", Kind.ADRIFT, "risk_id", risk)
    assert not_plain(dee) == [adrift]
    carry(ada, dee)
    assert not_plain(dee) == [Unsettled(response, "risk_response", Kind.DISPUTED, "title")]
    for store in (ada, bob, cy, dee):
        store.close()


def test_that_a_link_is_there_once_its_target_is(team: list[Store]) -> None:
    ada, bob, cy = team
    person = create(ada, "person", name="Ada Osei")
    carry(ada, bob)
    project = create(bob, "project", title="Harbour", sro_id=person)
    carry(bob, cy, lines=bob.ledger.own()[:1])
    assert get(cy, "project", project)["sro_id"] is None
    carry(ada, cy)
    assert get(cy, "project", project)["sro_id"] == person
    meet(team)


def test_that_parents_chosen_apart_never_form_a_circle(team: list[Store]) -> None:
    ada, bob, _cy = team
    one, other = create(ada, "team", title="One"), create(ada, "team", title="Other")
    meet(team)
    edit(ada, "team", one, part_of_id=other)
    edit(bob, "team", other, part_of_id=one)
    meet(team)
    wholes = [get(ada, "team", id)["part_of_id"] for id in (one, other)]
    assert wholes.count(None) == 1
    assert [row.kind for row in not_plain(ada)] == [Kind.CIRCLE]
    last = Id(not_plain(ada)[0].record)
    edit(ada, "team", last, part_of_id=None)
    assert not_plain(ada) == []
    meet(team)


def test_that_a_stretch_with_a_gap_before_it_waits(team: list[Store]) -> None:
    ada, bob, _cy = team
    create(ada, "project", title="Harbour")
    create(ada, "project", title="Bridge")
    (line,) = ada.ledger.own()
    late = ada.ledger.stretch(line, 3, 2)
    taken = bob.ledger.take([late])
    assert (taken.edits, taken.gaps) == (0, (late,))
    carry(ada, bob)
    meet(team)


def test_that_a_value_which_is_not_the_one_that_was_sealed_is_refused(team: list[Store]) -> None:
    ada, bob, _cy = team
    create(ada, "project", title="Harbour")
    (line,) = ada.ledger.own()
    told = ada.ledger.stretch(line, 1, 2)
    *others, last = told.edits
    swapped = last._replace(value='{"title":"Bridge"}')  # its name covers the seal alone
    taken = bob.ledger.take([Stretch(line, 1, told.before, (*others, swapped))])
    assert (taken.edits, len(taken.refused)) == (0, 1)
    assert carry(ada, bob).edits == 2
    meet(team)


def test_that_edits_which_follow_nothing_are_refused(team: list[Store]) -> None:
    ada, bob, _cy = team
    create(ada, "project", title="Harbour")
    (line,) = ada.ledger.own()
    edits = ada.ledger.stretch(line, 1, 2).edits
    for first, before, some in ((0, b"", edits), (2, b"", edits[1:]), (1, b"\1" * 16, edits)):
        taken = bob.ledger.take([Stretch(line, first, before, some)])
        assert (taken.edits, len(taken.refused)) == (0, 1)
    meet(team)


def test_that_two_copies_under_one_name_become_branches(tmp_path: Path, team: list[Store]) -> None:
    ada, bob, cy = team
    risk = create(ada, "risk", title="Silt")
    meet(team)
    with bob.changing() as connection:  # as if a copy of Ada's file had been put on Bob's laptop unnoticed
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE key = 'stream'", ada.ledger.own()[:1])
    edit(ada, "risk", risk, title="Sand")
    edit(bob, "risk", risk, likelihood=3)
    edit(bob, "risk", risk, likelihood=4)
    meet(team)
    record = get(cy, "risk", risk)
    assert (record["title"], record["likelihood"]) == ("Sand", 4)
    edit(bob, "risk", risk, likelihood=5)
    meet(team)
    assert get(cy, "risk", risk)["likelihood"] == 5


def test_that_undo_takes_back_only_what_was_made_here_and_stands_as_it_was_made(
    tmp_path: Path, team: list[Store]
) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt", likelihood=2)
    meet(team)
    done = edit(ada, "risk", risk, title="Sand", likelihood=3)
    meet(team)
    edit(bob, "risk", risk, title="Mud")
    meet(team)
    with ada.reading() as connection:
        assert next(newest_change_sets(connection, ada.author)).id == done.change_set
        back = inverse(connection, ada.catalogue, done.change_set)
    assert back == (Edit("risk", risk, "likelihood", 2),)


@pytest.mark.parametrize("ahead", [3 * 3600, 70 * 365 * 24 * 3600])
def test_that_a_clock_far_ahead_takes_nobody_with_it(tmp_path: Path, ahead: int) -> None:
    clock, fast = Clock(), Clock()
    fast.wind(ahead)
    (ada, bob) = laptops(tmp_path, 2, clock=clock)
    bob.close()
    bob = open_store(bob.path, CATALOGUE, Surroundings("Bob Lin", fast))
    risk = create(bob, "risk", title="Silt")
    carry(bob, ada)
    edit(ada, "risk", risk, title="Sand")
    other = create(ada, "risk", title="Ice")
    meet([ada, bob])
    assert get(bob, "risk", risk)["title"] == "Sand"
    with ada.reading() as connection:
        newest = next(iter(newest_change_sets(connection, ada.author)))
    assert newest.made == tick_time(next_tick(clock(), 0))
    assert get(bob, "risk", other)["title"] == "Ice"
    for store in (ada, bob):
        store.close()


def test_that_branches_of_one_name_count_in_one_order_everywhere(team: list[Store]) -> None:
    ada, bob, _cy = team
    risks = [create(ada, "risk", title="Silt") for _number in range(4)]
    meet(team)
    with bob.changing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE key = 'stream'", ada.ledger.own()[:1])
    for risk in risks:  # each at one moment and one place of the stream
        edit(ada, "risk", risk, title=f"Sand {risk}")
        edit(bob, "risk", risk, title=f"Mud {risk}")
    meet(team)


def test_that_a_record_made_anew_has_only_what_it_was_made_with(team: list[Store]) -> None:
    ada, bob, _cy = team
    risk = create(ada, "risk", title="Silt", likelihood=3)
    edit(ada, "risk", risk, impact=4)
    meet(team)
    delete(ada, "risk", risk)
    ada.write(Changes("Anew", (Create("risk", risk, {"title": "Sand"}),)))
    meet(team)
    record = get(bob, "risk", risk)
    assert (record["title"], record["likelihood"], record["impact"]) == ("Sand", None, None)


def test_that_of_a_circle_the_link_that_was_laid_last_falls_back(tmp_path: Path) -> None:
    clock = Clock()
    ada, bob = laptops(tmp_path, 2, clock=clock)
    whole, one, other = (create(ada, "team", title=title) for title in ("Whole", "One", "Other"))
    edit(ada, "team", other, part_of_id=whole)
    meet([ada, bob])
    edit(ada, "team", one, part_of_id=other)
    clock.wind(60)
    edit(bob, "team", other, part_of_id=one)
    meet([ada, bob])
    assert get(ada, "team", one)["part_of_id"] == other
    assert get(ada, "team", other)["part_of_id"] == whole
    for store in (ada, bob):
        store.close()


def test_that_a_circle_of_three_is_opened_by_what_arrives_of_any_of_them(tmp_path: Path) -> None:
    clock = Clock()
    ada, bob = laptops(tmp_path, 2, clock=clock)
    one, two, three = (create(ada, "team", title=title) for title in ("One", "Two", "Three"))
    meet([ada, bob])
    edit(ada, "team", two, part_of_id=three)
    edit(ada, "team", three, part_of_id=one)
    clock.wind(60)
    edit(bob, "team", one, part_of_id=two)
    meet([ada, bob])
    assert get(bob, "team", one)["part_of_id"] is None
    edit(ada, "team", three, part_of_id=None)  # neither the link that fell back, nor what it led to
    carry(ada, bob)
    assert get(bob, "team", one)["part_of_id"] == two
    meet([ada, bob])
    for store in (ada, bob):
        store.close()


def test_that_an_edit_replaces_what_was_shown_where_the_link_laid_last_led_in_a_circle(
    tmp_path: Path,
) -> None:
    clock = Clock()
    ada, bob, cy = everybody = laptops(tmp_path, 3, clock=clock)
    whole, one, other = (create(ada, "team", title=title) for title in ("Whole", "One", "Other"))
    meet(everybody)
    edit(ada, "team", one, part_of_id=whole)
    edit(cy, "team", other, part_of_id=one)
    clock.wind(60)
    edit(bob, "team", one, part_of_id=other)
    meet(everybody)
    assert get(ada, "team", one)["part_of_id"] == whole
    assert [claim.value for claim in claims(ada, Kind.DISPUTED)] == [other, whole]
    assert [claim.value for claim in claims(ada, Kind.CIRCLE)] == [other]
    edit(ada, "team", one, part_of_id=None)
    assert [claim.value for claim in claims(ada, Kind.DISPUTED)] == [other, None]
    assert claims(ada, Kind.CIRCLE) == []
    meet(everybody)
    for store in everybody:
        store.close()

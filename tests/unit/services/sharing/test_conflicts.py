# SPDX-License-Identifier: Apache-2.0
"""The conflict inbox: each disagreement with who said what, settled in one act, undone like any other."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.risk_matrix import Point
from portfolio_desktop.domain.rules import Rules
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.find import find as look_up
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.rules import keep_matrix
from portfolio_desktop.services.sharing import conflicts, settling
from portfolio_desktop.services.sharing.rule_words import rule_words
from portfolio_desktop.services.sharing.settled import settled
from portfolio_desktop.services.sharing.settling import Outcome, Side, outcomes
from portfolio_desktop.services.technology.assets import candidate
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.merge.unsettled import Kind
from tests.support.laptops import carry, laptops, meet
from tests.support.workspaces import TODAY, Clock, create, delete, edit, find, get, reader


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
    """A risk whose title the two have changed differently."""
    ada, bob = pair
    id = create(ada.store, "risk", code="R-0001", title="Silt")
    together(ada, bob)
    edit(ada.store, "risk", id, title="Sand")
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob)
    return id


def test_that_both_values_are_listed_with_who_gave_them_and_what_they_started_from(
    pair: tuple[Office, Office], risk: Id
) -> None:
    ada, _bob = pair
    (conflict,) = conflicts.conflicts(ada)
    assert (conflict.kind, conflict.title, conflict.label, conflict.base) == (
        Kind.DISPUTED,
        "R-0001",
        "Risk",
        "Silt",
    )
    assert {(said.author, said.text, said.mine) for said in conflict.said} == {
        ("Ada Osei", "Sand", True),
        ("Bob Lin", "Mud", False),
    }
    assert conflict.said[-1].text == get(ada.store, "risk", risk)["title"]
    assert conflicts.count(ada) == 1


@pytest.mark.parametrize(("side", "stands"), [(Side.MINE, "Sand"), (Side.THEIRS, "Mud")])
def test_that_mine_or_theirs_stands_everywhere(
    pair: tuple[Office, Office], risk: Id, side: Side, stands: str
) -> None:
    ada, bob = pair
    ada.write(settling.keep_side(ada, conflicts.conflicts(ada), side))
    together(ada, bob)
    assert conflicts.conflicts(ada) == conflicts.conflicts(bob) == ()
    assert get(bob.store, "risk", risk)["title"] == stands


def test_that_a_third_value_settles_it_and_undo_brings_back_what_was_shown(
    pair: tuple[Office, Office], risk: Id
) -> None:
    ada, bob = pair
    shown = get(ada.store, "risk", risk)["title"]
    ada.write(settling.keep(ada, conflicts.conflicts(ada)[0], "Silt, sand and mud"))
    together(ada, bob)
    assert get(bob.store, "risk", risk)["title"] == "Silt, sand and mud"
    undo.undo(ada)
    assert get(ada.store, "risk", risk)["title"] == shown


def test_that_what_undo_gives_back_is_the_word_of_who_took_it_back(tmp_path: Path) -> None:
    """Not of those who once laid in the record, and said nothing of it."""
    clock = Clock()
    ada, bob, cy, dee = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 4, clock=clock))
    risk = create(dee.store, "risk", title="Silt")
    carry(dee.store, ada.store)
    for office in (bob, cy):
        office.write(Changes("Lay in", (Create("risk", risk, {"title": "Silt"}),)))
    edit(bob.store, "risk", risk, cause="Tides")
    edit(cy.store, "risk", risk, cause="Ships")
    clock.wind(60)
    edit(ada.store, "risk", risk, cause="Tides")
    together(ada, bob)
    undo.undo(ada)
    together(ada, bob, cy)
    (conflict,) = conflicts.conflicts(ada)
    assert {(said.author, said.text) for said in conflict.said} == {("Ada Osei", ""), ("Cy Amadi", "Ships")}
    for office in (ada, bob, cy, dee):
        office.close()


def test_that_what_was_settled_meanwhile_is_not_settled_twice(pair: tuple[Office, Office], risk: Id) -> None:
    ada, _bob = pair
    (conflict,) = conflicts.conflicts(ada)
    ada.write(settling.keep(ada, conflict, "Gravel"))
    with pytest.raises(Refusal, match="settled meanwhile"):
        settling.keep(ada, conflict, "Stones")


def test_that_two_who_settle_differently_disagree_anew(pair: tuple[Office, Office], risk: Id) -> None:
    ada, bob = pair
    ada.write(settling.keep(ada, conflicts.conflicts(ada)[0], "Gravel"))
    bob.write(settling.keep(bob, conflicts.conflicts(bob)[0], "Stones"))
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert {said.text for said in conflict.said} == {"Gravel", "Stones"}


@pytest.mark.parametrize(("side", "stays"), [(Side.MINE, False), (Side.THEIRS, True)])
def test_that_a_record_deleted_and_edited_is_kept_or_deleted(
    pair: tuple[Office, Office], side: Side, stays: bool
) -> None:
    ada, bob = pair
    id = create(ada.store, "risk", title="Silt")
    together(ada, bob)
    delete(ada.store, "risk", id)
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert conflict.about == "Deleted by Ada Osei, edited by Bob Lin, who did not know of it."
    ada.write(settling.keep_side(ada, [conflict], side))
    together(ada, bob)
    assert conflicts.conflicts(bob) == ()
    assert (find(bob.store, "risk", id) is not None) is stays


def test_that_deleting_a_whole_for_good_takes_the_part_that_kept_it(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    id = create(ada.store, "risk", title="Silt")
    together(ada, bob)
    delete(ada.store, "risk", id)
    response = create(bob.store, "risk_response", title="Dredge", risk_id=id)
    together(ada, bob)
    told = "Deleted by Ada Osei, who did not know that Bob Lin had added “Dredge” (risk response) to it."
    assert conflicts.conflicts(ada)[0].about == told
    ada.write(settling.keep_side(ada, conflicts.conflicts(ada), Side.MINE))
    together(ada, bob)
    assert find(bob.store, "risk_response", response) is None
    assert conflicts.conflicts(bob) == ()


@pytest.fixture
def twins(pair: tuple[Office, Office]) -> tuple[Id, Id]:
    """Two risks that the two have numbered alike, unaware of each other."""
    ada, bob = pair
    ids = create(ada.store, "risk", code="R-0112", title="Silt"), create(bob.store, "risk", code="r-0112")
    together(ada, bob)
    return ids


def codes(office: Office) -> list[str]:
    with reader(office.store) as read:
        return sorted(str(record["code"]) for record in read.all(office.catalogue.entity("risk")))


def test_that_two_records_of_one_code_are_listed_with_who_made_them(
    pair: tuple[Office, Office], twins: tuple[Id, Id]
) -> None:
    ada, bob = pair
    (conflict,) = conflicts.conflicts(ada)
    assert (conflict.kind, conflict.title, conflict.is_open) == (Kind.CODE, "R-0112", False)
    assert {(said.value, said.author, said.text, said.mine) for said in conflict.said} == {
        (twins[0], "Ada Osei", "Silt", True),
        (twins[1], "Bob Lin", "Risk", False),
    }
    assert conflicts.count(ada) == conflicts.count(bob) == 1


@pytest.mark.parametrize(("side", "keeper"), [(Side.MINE, 0), (Side.THEIRS, 1)])
def test_that_one_keeps_the_code_and_the_other_is_found_by_it_still(
    pair: tuple[Office, Office], twins: tuple[Id, Id], side: Side, keeper: int
) -> None:
    ada, bob = pair
    kept, other = twins[keeper], twins[1 - keeper]
    ada.write(settling.keep_side(ada, conflicts.conflicts(ada), side))
    together(ada, bob)
    assert conflicts.conflicts(ada) == conflicts.conflicts(bob) == ()
    assert str(get(bob.store, "risk", kept)["code"]).upper() == "R-0112"
    assert get(bob.store, "risk", other)["code"] == "R-0113"
    assert [found.id for found in look_up(bob, "r-0112")] == [kept, other]
    assert look_up(bob, "R-0112")[1].excerpt == "was «R-0112»"
    with reader(bob.store) as read:
        assert [id for _entity, id in read.by_code("R-0112")] == [kept]
    delete(bob.store, "risk", kept)
    with reader(bob.store) as read:
        assert [id for _entity, id in read.by_code("R-0112")] == [other]


def test_that_many_codes_settled_at_once_get_new_ones_that_differ(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    for office in pair:
        for number in (1, 2, 3):
            create(office.store, "risk", code=f"R-000{number}", title="Silt")
    together(ada, bob)
    assert conflicts.count(ada) == 3
    ada.write(settling.keep_side(ada, conflicts.conflicts(ada), Side.THEIRS))
    assert conflicts.conflicts(ada) == ()
    assert codes(ada) == [f"R-000{number}" for number in range(1, 7)]


def test_that_a_settled_code_can_be_taken_back(pair: tuple[Office, Office], twins: tuple[Id, Id]) -> None:
    ada, _bob = pair
    (conflict,) = conflicts.conflicts(ada)
    ada.write(settling.keep(ada, conflict, twins[1]))
    assert conflicts.conflicts(ada) == ()
    assert [entry.record for entry in settled(ada)] == [twins[0]]  # and nothing that cannot be opened
    undo.undo(ada)
    assert conflicts.conflicts(ada) == (conflict,)


def test_that_a_code_is_kept_by_one_of_the_records_that_have_it(
    pair: tuple[Office, Office], twins: tuple[Id, Id]
) -> None:
    ada, _bob = pair
    with pytest.raises(Refusal, match="Choose which of the records keeps R-0112"):
        settling.keep(ada, conflicts.conflicts(ada)[0], "R-0113")


def test_that_what_one_person_numbered_alike_is_nobody_elses_to_settle(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    create(bob.store, "risk", code="R-0001", title="Silt")
    for _n in range(2):
        create(ada.store, "risk", code="R-0112", title="Silt")
    together(ada, bob)
    assert conflicts.conflicts(ada) == ()


def test_that_a_number_that_a_paper_may_quote_is_not_given_out_again(
    pair: tuple[Office, Office], twins: tuple[Id, Id]
) -> None:
    ada, _bob = pair
    ada.write(settling.keep_side(ada, conflicts.conflicts(ada), Side.MINE))
    delete(ada.store, "risk", *twins)
    ada.write(records.create(ada, "risk", {"title": "Storm"}))
    assert codes(ada) == ["R-0113"]


def test_that_many_settled_at_once_are_looked_at_before_and_taken_back_by_one_undo(
    pair: tuple[Office, Office], risk: Id
) -> None:
    ada, bob = pair
    edit(ada.store, "risk", risk, cause="Tides")
    edit(bob.store, "risk", risk, cause="Ships")
    together(ada, bob)
    waiting = conflicts.conflicts(ada)
    assert {each.stands.text for each in outcomes(waiting, Side.THEIRS) if each.stands} == {"Mud", "Ships"}
    before = get(ada.store, "risk", risk)
    ada.write(settling.keep_side(ada, waiting, Side.THEIRS))
    assert conflicts.conflicts(ada) == ()
    undo.undo(ada)
    after = get(ada.store, "risk", risk)
    assert (after["title"], after["cause"]) == (before["title"], before["cause"])


def test_that_a_side_that_said_nothing_settles_nothing_and_says_so(tmp_path: Path) -> None:
    ada, bob, cy = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 3))
    id = create(ada.store, "risk", title="Silt")
    together(ada, bob, cy)
    edit(ada.store, "risk", id, title="Sand")
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob, cy)
    waiting = conflicts.conflicts(cy)
    assert outcomes(waiting, Side.MINE) == (Outcome(waiting[0], None),)
    with pytest.raises(Refusal, match="none of the values is yours"):
        settling.keep_side(cy, waiting, Side.MINE)
    for office in (ada, bob, cy):
        office.close()


def test_that_a_record_settled_as_deleted_takes_what_its_fields_wait_for_along(
    pair: tuple[Office, Office], risk: Id
) -> None:
    ada, bob = pair
    delete(ada.store, "risk", risk)
    edit(bob.store, "risk", risk, title="Clay")
    together(ada, bob)
    waiting = conflicts.conflicts(ada)
    ada.write(settling.keep_side(ada, waiting, Side.MINE))
    together(ada, bob)
    assert conflicts.conflicts(ada) == conflicts.conflicts(bob) == ()
    assert find(ada.store, "risk", risk) is None


PARAGRAPHS = "The berth is dredged.\nThe crane is on order.\nThe quay opens in May."


@pytest.mark.parametrize(
    ("field", "start", "ours", "theirs", "offered"),
    [
        (
            "description",
            PARAGRAPHS,
            PARAGRAPHS.replace("on order", "here"),
            PARAGRAPHS.replace("May", "June"),
            PARAGRAPHS.replace("on order", "here").replace("May", "June"),
        ),
        ("description", PARAGRAPHS, PARAGRAPHS.replace("May", "July"), PARAGRAPHS.replace("May", "June"), ""),
        ("title", "Silt", "Sand", "Mud", ""),
    ],
    ids=["different paragraphs", "the same paragraph", "a short text"],
)
def test_that_paragraphs_that_go_together_are_offered_and_nothing_else_is(
    pair: tuple[Office, Office], field: str, start: str, ours: str, theirs: str, offered: str
) -> None:
    ada, bob = pair
    id = create(ada.store, "project", **{"title": "Silt", field: start})
    together(ada, bob)
    edit(ada.store, "project", id, **{field: ours})
    edit(bob.store, "project", id, **{field: theirs})
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert conflict.together == offered
    assert get(ada.store, "project", id)[field] in (ours, theirs)  # nothing was merged by itself


@pytest.mark.parametrize(
    ("entity", "field", "values"),
    [
        ("project", "end", (date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))),
        ("project", "whole_life_cost", (Decimal(10), Decimal(20), Decimal(30))),
        (
            "project",
            "confidence",
            (Rating("rag5", "green"), Rating("rag5", "amber"), Rating("rag5", "red")),
        ),
    ],
)
def test_that_dates_money_and_ratings_are_always_asked_about(
    pair: tuple[Office, Office], entity: str, field: str, values: tuple[Value, Value, Value]
) -> None:
    ada, bob = pair
    start, ours, theirs = values
    id = create(ada.store, entity, title="Harbour", **{field: start})
    together(ada, bob)
    edit(ada.store, entity, id, **{field: ours})
    edit(bob.store, entity, id, **{field: theirs})
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert (conflict.field, conflict.together) == (field, "")
    assert {said.value for said in conflict.said} == {ours, theirs}


def test_that_a_conflict_says_to_which_project_it_belongs(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    project = create(ada.store, "project", title="Harbour renewal")
    id = create(ada.store, "risk", title="Silt", project_id=project)
    together(ada, bob)
    edit(ada.store, "risk", id, title="Sand")
    edit(bob.store, "risk", id, title="Mud")
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    assert (conflict.project, conflict.project_title) == (project, "Harbour renewal")


def test_that_two_risk_matrices_are_shown_as_people_read_them(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    ada.write(keep_matrix(ada, ada.rules.matrix.with_cell(Point(1, 1), "medium", 7)))
    together(ada, bob)
    ada.write(keep_matrix(ada, ada.rules.matrix.with_cell(Point(2, 2), "high", 9)))
    bob.write(keep_matrix(bob, bob.rules.matrix.with_cell(Point(5, 1), "critical")))
    together(ada, bob)
    (conflict,) = conflicts.conflicts(ada)
    lines = {said.author: said.text.splitlines() for said in conflict.said}
    assert lines["Ada Osei"][3] == "Likelihood 2: Low 2 · High 9 · Medium 6 · Medium 8 · High 10"
    assert lines["Bob Lin"][0].startswith("Likelihood 5: Critical 5 · ")
    assert (conflict.base or "").splitlines()[4].startswith("Likelihood 1: Medium 7 · ")
    assert lines["Ada Osei"][6].startswith("Bands: Low (L; Green, circle), Medium (M; ")
    assert conflict.is_open
    assert not conflict.is_typed, "nobody is asked to write what the application writes"


def test_that_every_rule_that_ships_is_said_in_words_and_what_is_no_rule_as_it_is() -> None:
    rules = Rules()
    for name, rule in (
        ("risk.matrix", rules.matrix),
        ("challenge", rules.challenge),
        ("plan.check", rules.plan_check),
        ("capacity", rules.capacity),
        ("habits", rules.habits),
    ):
        told = rule_words(name, json.dumps(rule.to_plain()))
        assert len(told.splitlines()) > 1
        assert "{" not in told
        assert rule_words(name, "[]") in ("[]", told)
    assert rule_words("habits", "{ broken") == "{ broken"
    assert rule_words("of a later version", "{}") == "{}"


def test_that_two_projects_of_one_name_that_were_started_for_one_asset_are_told_apart(
    pair: tuple[Office, Office],
) -> None:
    ada, bob = pair
    asset = create(ada.store, "asset", code="IT-0001", title="Payroll")
    together(ada, bob)
    for office in pair:
        office.write(candidate(office, asset))
    together(ada, bob)
    inbox = {each.field: each for each in conflicts.conflicts(ada)}
    link = inbox["project_id"]
    with ada.reading() as reader:
        codes = {each["code"] for each in reader.all(ada.catalogue.entity("project"))}
    assert {said.text.removesuffix(" Replacement of Payroll") for said in link.said} == codes
    assert link.about.endswith("stays in its own register: delete it there.")

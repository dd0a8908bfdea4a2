# SPDX-License-Identifier: Apache-2.0
"""What stands twice is found, and becomes one: with all that hangs on either, by one act, on however many laptops it is done."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.services import undo
from portfolio_desktop.services.doubles.merging import count, found, merge, merge_all, planned
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing import conflicts
from portfolio_desktop.storage.dump import state_of_registers, text_of
from tests.support.laptops import laptops, meet
from tests.support.offices import add
from tests.support.workspaces import TODAY, edit, get


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ann, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ann, bob
    ann.close()
    bob.close()


def together(*offices: Office) -> None:
    meet([office.store for office in offices])


def shown(office: Office) -> str:
    with office.store.reading() as connection:
        return text_of(state_of_registers(connection, office.catalogue))


def every(office: Office, entity: str) -> list[Record]:
    with office.reading() as reader:
        return reader.all(office.catalogue.entity(entity))


def imported(office: Office) -> dict[str, Id]:
    """What a workbook brings, to somebody who has none of it yet."""
    vera = add(office, "person", name="Vera Lind", email="vera@harbour.example")
    programme = add(office, "programme", title="Harbours")
    project = add(office, "project", title="Quay wall", programme_id=programme, manager_id=vera)
    risk = add(office, "risk", code="R01", title="Silt", project_id=project, owner_id=vera)
    response = add(office, "risk_response", title="Dredge", risk_id=risk)
    add(
        office, "cost_line", project_id=project, year="2026/27", kind="capital", basis="budget", title="Works"
    )
    add(office, "milestone", title="Wall stands", project_id=project)
    return {"vera": vera, "project": project, "risk": risk, "response": response}


def counts(office: Office) -> dict[str, int]:
    names = ("person", "programme", "project", "risk", "risk_response", "cost_line", "milestone")
    return {name: len(every(office, name)) for name in names}


def test_that_a_workbook_imported_apart_is_as_if_it_had_been_imported_once(
    pair: tuple[Office, Office],
) -> None:
    ann, bob = pair
    imported(ann)
    once = counts(ann)
    imported(bob)
    together(ann, bob)
    assert counts(ann) == {name: 2 * many for name, many in once.items()}
    assert {each.entity for each in found(ann)} == {"person", "programme", "project"}
    ann.write(merge_all(ann))
    together(ann, bob)
    assert counts(bob) == once
    assert found(bob) == ()
    assert conflicts.conflicts(bob) == ()  # of the code R01 too


def test_that_all_of_it_is_taken_back_by_one_undo(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    imported(ann)
    imported(bob)
    together(ann, bob)
    before = shown(ann)
    ann.write(merge_all(ann))
    assert shown(ann) != before
    undo.undo(ann)
    assert count(ann) == 3
    assert counts(ann)["risk_response"] == 2


def test_that_two_who_merge_the_same_apart_lose_nothing_and_agree(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    made = imported(ann)
    imported(bob)
    together(ann, bob)
    ann.write(merge_all(ann))
    bob.write(merge_all(bob))
    together(ann, bob)
    assert count(ann) == count(bob) == 0
    assert conflicts.conflicts(ann) == ()
    (project,) = every(ann, "project")
    assert project.id == min(project.id, made["project"])
    assert counts(ann)["risk"] == counts(ann)["person"] == 1


def test_that_who_went_on_with_the_one_that_goes_is_heard(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    first, second = (add(ann, "person", name="Vera Lind") for _time in range(2))
    together(ann, bob)
    ann.write(merge(ann, "person", [first, second]))
    edit(bob.store, "person", second, role="Diver")
    risk = add(bob, "risk", title="Silt", owner_id=second)
    together(ann, bob)
    assert {each.record for each in conflicts.conflicts(ann)} == {second}
    assert get(ann.store, "risk", risk)["owner_id"] == second


def test_that_the_first_stays_with_what_the_other_knows_besides(office: Office) -> None:
    first = add(office, "person", name="Vera Lind", role="Engineer")
    second = add(office, "person", name="Vera LIND", role="Diver", email="vera@harbour.example")
    risk = add(office, "risk", title="Silt", owner_id=second)
    (double,) = found(office)
    assert (double.stays, double.goes, double.moves) == (first, (second,), "1 risk")
    assert [(each.name, dict(each.said)) for each in double.differing] == [
        ("name", {first: "Vera Lind", second: "Vera LIND"}),
        ("role", {first: "Engineer", second: "Diver"}),
    ]
    assert not double.says_the_same
    assert merge_all(office).items == ()
    office.write(merge(office, "person", [second, first], {"role": second}))
    (person,) = every(office, "person")
    assert (person.id, person["name"], person["role"], person["email"]) == (
        first,
        "Vera Lind",
        "Diver",
        "vera@harbour.example",
    )
    assert get(office.store, "risk", risk)["owner_id"] == first


def test_that_the_code_of_the_one_that_goes_still_leads_there(office: Office) -> None:
    first, second = (add(office, "project", title="Quay wall") for _time in range(2))
    old = str(get(office.store, "project", second)["code"])
    office.write(merge(office, "project", [first, second]))
    with office.reading() as reader:
        assert [id for _entity, id in reader.once_called(old)] == [first]


def test_that_what_lies_under_itself_afterwards_lies_under_nothing(office: Office) -> None:
    first = add(office, "objective", title="Grow")
    second = add(office, "objective", title="Grow", parent_id=first)
    office.write(merge(office, "objective", [first, second]))
    assert get(office.store, "objective", first)["parent_id"] is None


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        (
            "person",
            {"name": "Vera Lind", "email": "v@a.example"},
            {"name": "Vera Lind", "email": "v@b.example"},
        ),
        ("risk", {"title": "Delay", "code": "R01"}, {"title": "Delay", "code": "R07"}),
        ("project", {"title": "Quay"}, {"title": "Quays"}),
    ],
)
def test_that_what_only_looks_alike_is_not_called_double(
    office: Office, entity: str, one: dict[str, str], other: dict[str, str]
) -> None:
    add(office, entity, **one)
    add(office, entity, **other)
    assert found(office) == ()


def test_that_parts_that_differ_stay_two_until_somebody_chooses(office: Office) -> None:
    first, second = (add(office, "project", title="Quay") for _time in range(2))
    for project, amount in ((first, 100), (second, 250)):
        add(
            office,
            "cost_line",
            project_id=project,
            year="2026/27",
            kind="capital",
            basis="budget",
            amount=Decimal(amount),
        )
    office.write(merge_all(office))
    assert {line["project_id"] for line in every(office, "cost_line")} == {first}
    assert {line["amount"] for line in every(office, "cost_line")} == {Decimal(100), Decimal(250)}


def test_that_the_same_risk_of_two_projects_is_two(office: Office) -> None:
    for title in ("Quay", "Bridge"):
        add(office, "risk", title="Delay", project_id=add(office, "project", title=title))
    assert count(office) == 0


def test_that_two_sums_alike_that_one_person_wrote_are_two(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    project = add(ann, "project", title="Quay")
    together(ann, bob)
    line = {
        "project_id": project,
        "year": "2026/27",
        "kind": "capital",
        "basis": "budget",
        "title": "Licence",
    }
    for office in (ann, ann, bob, bob):
        add(office, "cost_line", **line, amount=Decimal(100))
    assert count(ann) == 0
    together(ann, bob)
    assert count(ann) == 2
    ann.write(merge_all(ann))
    assert [each["amount"] for each in every(ann, "cost_line")] == [Decimal(100)] * 2
    assert count(ann) == 0


def test_that_two_sums_alike_of_one_of_two_projects_stay_two(office: Office) -> None:
    projects = [add(office, "project", title="Quay") for _time in range(2)]
    line: dict[str, Value] = {
        "year": "2026/27",
        "kind": "capital",
        "basis": "budget",
        "title": "Licence",
        "amount": Decimal(100),
    }
    for project in projects:
        for _time in range(2):
            add(office, "cost_line", **line, project_id=project)
    office.write(merge_all(office))
    assert len(every(office, "cost_line")) == 2


def test_that_sums_of_money_that_differ_are_asked_about_and_never_added(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    project = add(ann, "project", title="Quay")
    together(ann, bob)
    values = {
        "project_id": project,
        "year": "2026/27",
        "kind": "capital",
        "basis": "budget",
        "title": "Works",
    }
    first = add(ann, "cost_line", **values, amount=Decimal(100))
    second = add(bob, "cost_line", **values, amount=Decimal(250))
    together(ann, bob)
    (double,) = found(ann)
    assert [each.name for each in double.differing] == ["amount"]
    ann.write(merge(ann, "cost_line", [first, second], {"amount": second}))
    assert [line["amount"] for line in every(ann, "cost_line")] == [Decimal(250)]


@pytest.mark.parametrize(
    ("entity", "values", "why"),
    [
        ("person", [{"name": "Vera"}], "two or more"),
        ("task", [{"title": "Testing"}, {"title": "Testing"}], "Tasks cannot be merged"),
    ],
)
def test_that_what_is_no_pair_is_refused(
    office: Office, entity: str, values: list[dict[str, str]], why: str
) -> None:
    project = {"project_id": add(office, "project", title="Quay")} if entity == "task" else {}
    ids = [add(office, entity, **each, **project) for each in values]
    with pytest.raises(Refusal, match=why):
        planned(office, entity, ids)
    with pytest.raises(Refusal, match=why):
        merge(office, entity, ids)


def test_that_a_choice_of_what_is_not_there_is_refused(office: Office) -> None:
    first, second, other = (add(office, "person", name=name) for name in ("Vera", "Vera", "Ida"))
    with pytest.raises(Refusal, match="no field “shoes”"):
        merge(office, "person", [first, second], {"shoes": first})
    with pytest.raises(Refusal, match="which of the records"):
        merge(office, "person", [first, second], {"role": other})


def test_that_two_of_one_code_are_one_though_they_are_shown_told_apart(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    first, second = sorted(add(office, "risk", code="R01", title="Silt") for office in pair)
    ends = bob.store.ledger.ends()
    ann.take([bob.store.ledger.stretch(line, 1, end.place) for line, end in ends.items() if end.place])
    assert {each["code"] for each in every(ann, "risk")} != {"R01"}
    ann.write(merge(ann, "risk", [second, first]))
    (risk,) = every(ann, "risk")
    assert (risk.id, risk["code"]) == (first, "R01")
    with ann.reading() as reader:
        assert reader.former_codes("risk") == {}

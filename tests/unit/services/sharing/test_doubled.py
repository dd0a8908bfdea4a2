# SPDX-License-Identifier: Apache-2.0
"""What two laptops made apart under one name: all go by the same one, and are told so until one of them is deleted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.risk_matrix import Point
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.periods import ratings_at
from portfolio_desktop.services.rules import keep_matrix
from portfolio_desktop.services.sharing.doubled import doubled
from portfolio_desktop.services.undo import undo
from tests.support.laptops import laptops, meet
from tests.support.offices import add
from tests.support.workspaces import TODAY


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ann, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ann, bob
    ann.close()
    bob.close()


def add_depth(office: Office, kind: str, **values: str) -> None:
    add(office, "own_field", entity="project", name="own_depth", label="Depth", kind=kind, **values)


def test_that_a_field_added_apart_with_two_kinds_is_named_until_one_is_deleted(
    pair: tuple[Office, Office],
) -> None:
    ann, bob = pair
    add_depth(ann, "text")
    add_depth(bob, "number", unit="m")
    meet([ann.store, bob.store])
    (told,) = doubled(ann)
    assert doubled(bob) == (told,)
    is_number = ann.catalogue.entity("project").field("own_depth").kind == "number"
    kept = "“Number” (m)" if is_number else "“Words, one line”"
    assert told.startswith("“Depth” of projects was added apart as “")
    assert f"is kept as {kept}. In the register “Own fields”" in told
    with ann.reading() as reader:
        first = min(each.id for each in reader.all(ann.catalogue.entity("own_field")))
    ann.write(records.delete(ann, "own_field", [first]))
    assert doubled(ann) == ()


def test_that_the_same_field_made_twice_is_nobodys_concern(pair: tuple[Office, Office]) -> None:
    for office in pair:
        add_depth(office, "text")
    meet([office.store for office in pair])
    assert doubled(pair[0]) == ()


def test_that_two_first_matrices_are_named(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    ann.write(keep_matrix(ann, ann.rules.matrix.with_cell(Point(1, 1), "high")))
    bob.write(keep_matrix(bob, bob.rules.matrix.with_cell(Point(1, 1), "critical")))
    meet([ann.store, bob.store])
    assert [told.partition(" was")[0] for told in doubled(ann)] == ["The rule “Risk matrix”"]


def test_that_a_word_of_a_list_added_apart_with_two_labels_is_named_until_one_is_deleted(
    pair: tuple[Office, Office],
) -> None:
    ann, bob = pair
    for office, label in ((ann, "Harbour works"), (bob, "Quay works")):
        add(office, "list_item", list="risk.category", code="marine", label=label)
        add(office, "list_item", list="risk.category", code="silt", label="Silting")
    meet([ann.store, bob.store])
    (told,) = doubled(ann)
    assert doubled(bob) == (told,)
    shown = ann.catalogue.list_named("risk.category").item("marine")
    assert shown is not None
    assert told.startswith("“marine” was added to the list risk.category apart as “")
    assert f"is shown as “{shown.label}” everywhere. In the register “List items”" in told
    with ann.reading() as reader:
        found = reader.all(ann.catalogue.entity("list_item"))
        meant = next(each.id for each in found if each["label"] != shown.label and each["code"] == "marine")
    ann.write(records.delete(ann, "list_item", [meant]))
    assert doubled(ann) == ()


def test_that_of_two_reports_for_one_period_the_same_counts_on_every_laptop(
    pair: tuple[Office, Office],
) -> None:
    ann, bob = pair
    end = date(2026, 10, 31)
    project = add(ann, "project", title="Harbour")
    meet([ann.store, bob.store])
    made = {}
    for office, level in ((ann, "green"), (bob, "red")):
        rating = Rating("rag5", level)
        report = add(office, "status_report", project_id=project, period_end=end, confidence=rating)
        made[report] = rating
    meet([ann.store, bob.store])
    for office in pair:
        with office.reading() as reader:
            assert ratings_at(reader, end) == {project: made[max(made)]}


def test_that_two_reports_for_one_period_are_named_until_one_is_deleted(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    project = add(ann, "project", title="Harbour")
    meet([ann.store, bob.store])
    for office in pair:
        add(office, "status_report", project_id=project, period_end=date(2026, 9, 30), note="The same")
    last = [
        add(office, "status_report", project_id=project, period_end=date(2026, 10, 31), note=note)
        for office, note in ((ann, "Well"), (bob, "Badly"))
    ]
    meet([ann.store, bob.store])
    (told,) = doubled(ann)
    assert doubled(bob) == (told,)
    assert told.startswith("“Harbour” has 2 reports for the period to 31 Oct 2026 that do not say the same")
    bob.write(records.delete(bob, "status_report", last[:1]))
    assert doubled(bob) == ()


def test_that_a_plan_opened_on_two_laptops_apart_is_named_until_one_takes_it_back(
    pair: tuple[Office, Office],
) -> None:
    ann, bob = pair
    projects = [add(ann, "project", title=title) for title in ("Harbour", "Bridge")]
    meet([ann.store, bob.store])
    for title in ("Dig", "Pour"):  # of two suppliers, who number from one
        add(ann, "task", title=title, plan_uid="1", project_id=projects[1])
    for office in pair:
        for uid in ("1", "2", "3"):
            add(office, "task", title=f"Step {uid}", plan_uid=uid, project_id=projects[0])
    meet([ann.store, bob.store])
    (told,) = doubled(ann)
    assert told.startswith("The plan of “Harbour” stands there twice")
    assert "3 tasks are doubled" in told
    for _step in range(3):
        undo(bob)
    assert doubled(bob) == ()

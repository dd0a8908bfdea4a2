# SPDX-License-Identifier: Apache-2.0
"""Links of two laptops that have tasks wait for each other: dates all the same, and a person decides."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing import conflicts
from portfolio_desktop.services.sharing.settling import keep
from portfolio_desktop.storage.merge.unsettled import Kind
from tests.support.laptops import laptops, meet
from tests.support.workspaces import TODAY, create, edit


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ada, bob
    ada.close()
    bob.close()


def together(*offices: Office) -> None:
    meet([office.store for office in offices])


def starts(office: Office) -> dict[str, date]:
    with office.reading() as reader:
        tasks = reader.all(office.catalogue.entity("task"))
    found = {str(task["title"]): task["starts"] for task in tasks}
    return {title: at.date() for title, at in found.items() if isinstance(at, datetime)}


@pytest.fixture
def circle(pair: tuple[Office, Office]) -> dict[str, Id]:
    """Three tasks of which Ada links the first to the second, and Bob the second to the first."""
    ada, bob = pair
    project = create(ada.store, "project", title="Harbour", start=date(2027, 1, 4))
    ids = {
        name: create(
            ada.store, "task", title=name, project_id=project, duration=Decimal(5), scheduling="links"
        )
        for name in ("Dig", "Pour", "Paint")
    }
    create(ada.store, "task_link", predecessor_id=ids["Pour"], task_id=ids["Paint"])
    together(ada, bob)
    ids["first"] = create(ada.store, "task_link", predecessor_id=ids["Dig"], task_id=ids["Pour"])
    ids["last"] = create(bob.store, "task_link", predecessor_id=ids["Pour"], task_id=ids["Dig"])
    together(ada, bob)
    return ids


def test_that_the_link_laid_last_falls_back_and_the_rest_has_dates(
    pair: tuple[Office, Office], circle: dict[str, Id]
) -> None:
    for office in pair:
        assert starts(office) == {
            "Dig": date(2027, 1, 4),
            "Pour": date(2027, 1, 11),
            "Paint": date(2027, 1, 18),
        }
        (conflict,) = conflicts.conflicts(office)
        assert (conflict.kind, conflict.record) == (Kind.LINKS, circle["last"])
        assert [(said.text, said.author) for said in conflict.said] == [
            ("‘Dig’ → ‘Pour’", "Ada Osei"),
            ("‘Pour’ → ‘Dig’", "Bob Lin"),
        ]
        assert "‘Pour’ → ‘Dig’, is not followed" in conflict.about
        assert conflicts.count(office) == 1


def test_that_work_goes_on_beside_it_and_no_second_circle_can_be_made_by_hand(
    pair: tuple[Office, Office], circle: dict[str, Id]
) -> None:
    ada, bob = pair
    edit(ada.store, "task", circle["Dig"], duration=Decimal(10))
    create(ada.store, "task", title="Plan", project_id=None)
    assert starts(ada)["Pour"] == date(2027, 1, 18)
    with pytest.raises(Refusal, match="wait for each other"):
        ada.write(
            records.create(
                ada, "task_link", {"predecessor_id": circle["Paint"], "task_id": circle["Pour"], "kind": "fs"}
            )
        )
    together(ada, bob)
    assert starts(bob) == starts(ada)
    ada.store.rebuild()
    assert starts(bob) == starts(ada)
    assert conflicts.count(ada) == 1


@pytest.mark.parametrize(("stays", "first"), [("first", "Dig"), ("last", "Pour")])
def test_that_the_link_that_is_kept_stands_and_undo_asks_again(
    pair: tuple[Office, Office], circle: dict[str, Id], stays: str, first: str
) -> None:
    ada, bob = pair
    (conflict,) = conflicts.conflicts(ada)
    ada.write(keep(ada, conflict, circle[stays]))
    together(ada, bob)
    assert conflicts.conflicts(bob) == ()
    found = starts(bob)
    assert min(("Dig", "Pour"), key=found.__getitem__) == first
    undo.undo(ada)
    together(ada, bob)
    assert [each.kind for each in conflicts.conflicts(bob)] == [Kind.LINKS]
    assert starts(bob) == starts(ada)


def test_that_once_another_link_is_taken_out_the_fallen_one_stands_again(
    pair: tuple[Office, Office], circle: dict[str, Id]
) -> None:
    ada, bob = pair
    ada.write(records.delete(ada, "task_link", [circle["first"]]))
    assert conflicts.count(ada) == 0
    assert starts(ada)["Dig"] > starts(ada)["Pour"]
    together(ada, bob)
    assert conflicts.count(bob) == 0
    assert starts(bob) == starts(ada)

# SPDX-License-Identifier: Apache-2.0
"""A deleted record that is kept, or brought back, has again all that went with it; and nothing else comes back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import history, records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.returning import bring_back
from portfolio_desktop.services.sharing import conflicts, settling
from portfolio_desktop.services.sharing.settling import Side
from portfolio_desktop.storage.past.returning import deleted_by_code
from tests.support.laptops import laptops, meet
from tests.support.workspaces import TODAY, Clock, create, delete, dump, edit, find, get


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    bob, cy = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield bob, cy
    bob.close()
    cy.close()


def together(*offices: Office) -> None:
    meet([office.store for office in offices])


class Harbour:
    """A project with a risk, a response to that and a milestone; and a risk that was deleted by itself before."""

    def __init__(self, office: Office) -> None:
        store = office.store
        self.project = create(store, "project", code="P-0001", title="Harbour")
        self.risk = create(store, "risk", code="R-0001", title="Silt", project_id=self.project)
        self.response = create(store, "risk_response", title="Dredge", risk_id=self.risk)
        self.milestone = create(store, "milestone", code="MS-0001", title="Open", project_id=self.project)
        self.dropped = create(store, "risk", code="R-0002", title="Fog", project_id=self.project)
        delete(store, "risk", self.dropped)

    @property
    def parts(self) -> tuple[tuple[str, Id], ...]:
        return ("risk", self.risk), ("risk_response", self.response), ("milestone", self.milestone)

    def there(self, office: Office) -> list[bool]:
        return [find(office.store, entity, id) is not None for entity, id in self.parts]


@pytest.fixture
def harbour(pair: tuple[Office, Office]) -> Harbour:
    """It was deleted by one and renamed by the other, who did not know."""
    bob, cy = pair
    made = Harbour(bob)
    together(bob, cy)
    bob.write(records.delete(bob, "project", [made.project]))
    edit(cy.store, "project", made.project, title="Harbour renewal")
    together(bob, cy)
    return made


def test_that_the_inbox_says_what_went_with_the_record(pair: tuple[Office, Office], harbour: Harbour) -> None:
    _bob, cy = pair
    assert harbour.there(cy) == [False, False, False]
    (conflict,) = conflicts.conflicts(cy)
    assert conflict.parts == "1 risk, 1 milestone and 1 risk response"
    assert conflict.about.endswith(f"With it went {conflict.parts}: whoever keeps it has that back.")


@pytest.mark.parametrize("side", [None, Side.MINE])
def test_that_a_record_is_kept_with_its_parts_and_one_undo_takes_that_back(
    pair: tuple[Office, Office], harbour: Harbour, side: Side | None
) -> None:
    bob, cy = pair
    waiting = conflicts.conflicts(cy)
    before = dump(cy.store)
    kept = settling.keep_record(cy, waiting[0]) if side is None else settling.keep_side(cy, waiting, side)
    cy.write(kept)
    together(bob, cy)
    for office in pair:
        assert harbour.there(office) == [True, True, True]
        assert find(office.store, "risk", harbour.dropped) is None
        assert conflicts.conflicts(office) == ()
    undo.undo(cy)
    together(bob, cy)
    assert dump(bob.store) == before
    assert conflicts.conflicts(cy) == waiting
    undo.redo(cy)
    together(bob, cy)
    assert harbour.there(bob) == [True, True, True]
    assert conflicts.conflicts(bob) == ()
    undo.undo(cy)
    cy.write(settling.keep_record(cy, conflicts.conflicts(cy)[0]))
    together(bob, cy)
    assert harbour.there(bob) == [True, True, True]


def test_that_it_comes_back_whole_where_two_have_deleted_it(tmp_path: Path) -> None:
    bob, cy, dee = offices = [Office(store, lambda: TODAY) for store in laptops(tmp_path, 3)]
    made = Harbour(bob)
    together(*offices)
    for office in (bob, dee):
        office.write(records.delete(office, "project", [made.project]))
    edit(cy.store, "project", made.project, title="Harbour renewal")
    together(*offices)
    cy.write(settling.keep_record(cy, conflicts.conflicts(cy)[0]))
    together(*offices)
    assert made.there(dee) == [True, True, True]
    for office in offices:
        office.close()


def test_that_what_another_deleted_by_itself_stays_deleted(pair: tuple[Office, Office]) -> None:
    bob, cy = pair
    made = Harbour(bob)
    together(bob, cy)
    bob.write(records.delete(bob, "project", [made.project]))
    cy.write(records.delete(cy, "milestone", [made.milestone]))
    edit(cy.store, "project", made.project, title="Harbour renewal")
    together(bob, cy)
    cy.write(settling.keep_record(cy, conflicts.conflicts(cy)[0]))
    assert made.there(cy) == [True, True, False]


def test_that_of_many_deleted_at_once_only_what_is_part_of_the_one_kept_comes_back(
    pair: tuple[Office, Office],
) -> None:
    bob, cy = pair
    made = Harbour(bob)
    other = create(bob.store, "project", code="P-0002", title="Quay")
    theirs = create(bob.store, "risk", code="R-0003", title="Rust", project_id=other)
    together(bob, cy)
    bob.write(records.delete(bob, "project", [made.project, other]))
    edit(cy.store, "project", made.project, title="Harbour renewal")
    together(bob, cy)
    cy.write(settling.keep_record(cy, conflicts.conflicts(cy)[0]))
    together(bob, cy)
    assert made.there(bob) == [True, True, True]
    assert find(bob.store, "project", other) is find(bob.store, "risk", theirs) is None


def test_that_a_part_that_somebody_went_on_with_is_settled_with_the_whole(
    pair: tuple[Office, Office],
) -> None:
    bob, cy = pair
    made = Harbour(bob)
    together(bob, cy)
    edit(bob.store, "risk", made.risk, cause="Tides")
    edit(bob.store, "project", made.project, title="Harbour renewal")
    cy.write(records.delete(cy, "project", [made.project]))
    together(bob, cy)
    waiting = conflicts.conflicts(bob)
    assert waiting[0].parts == "1 milestone and 1 risk response"  # the risk is to be seen still
    bob.write(settling.keep_record(bob, waiting[0]))
    assert made.there(bob) == [True, True, True]
    assert conflicts.conflicts(bob) == ()
    undo.undo(bob)
    assert conflicts.conflicts(bob) == waiting
    bob.write(settling.keep_side(bob, waiting, Side.MINE))  # both at once: what comes back comes once
    assert made.there(bob) == [True, True, True]


def test_that_a_part_that_is_settled_as_deleted_takes_its_own_along(tmp_path: Path) -> None:
    clock = Clock()
    bob, cy, dee = offices = [Office(store, lambda: TODAY) for store in laptops(tmp_path, 3, clock=clock)]
    made = Harbour(bob)
    together(*offices)
    dee.write(records.delete(dee, "project", [made.project]))
    clock.wind(60)
    edit(cy.store, "project", made.project, title="Harbour renewal")
    edit(bob.store, "risk", made.risk, cause="Tides")
    together(*offices)
    bob.write(settling.keep_side(bob, conflicts.conflicts(bob), Side.THEIRS))
    together(*offices)
    assert made.there(cy) == [False, False, True]
    assert get(cy.store, "project", made.project)["title"] == "Harbour renewal"
    for office in offices:
        office.close()


def test_that_links_that_led_there_lead_there_again_unless_somebody_chose_another(
    pair: tuple[Office, Office],
) -> None:
    bob, cy = pair
    ann, eve = (create(bob.store, "person", name=name) for name in ("Ann Lee", "Eve Holm"))
    one, two = (create(bob.store, "risk", code=f"R-000{n}", title="Silt", owner_id=ann) for n in (1, 2))
    together(bob, cy)
    bob.write(records.delete(bob, "person", [ann]))
    edit(cy.store, "person", ann, name="Ann Lee-Moss")
    together(bob, cy)
    edit(cy.store, "risk", two, owner_id=eve)
    cy.write(settling.keep_record(cy, conflicts.conflicts(cy)[0]))
    together(bob, cy)
    assert [get(bob.store, "risk", each)["owner_id"] for each in (one, two)] == [ann, eve]


def test_that_what_came_back_leads_nowhere_where_that_has_gone_meanwhile(
    pair: tuple[Office, Office],
) -> None:
    bob, cy = pair
    ann = create(bob.store, "person", name="Ann Lee")
    made = Harbour(bob)
    edit(bob.store, "risk", made.risk, owner_id=ann)
    together(bob, cy)
    bob.write(records.delete(bob, "project", [made.project]))
    edit(cy.store, "project", made.project, end=date(2027, 1, 1))
    together(bob, cy)
    bob.write(records.delete(bob, "person", [ann]))
    bob.write(settling.keep_record(bob, conflicts.conflicts(bob)[0]))
    together(bob, cy)
    assert made.there(cy) == [True, True, True]
    assert get(cy.store, "risk", made.risk)["owner_id"] is None


def test_that_a_deleted_record_is_found_by_its_code_and_comes_back_whole(tmp_path: Path) -> None:
    (store,) = laptops(tmp_path, 1)
    office = Office(store, lambda: TODAY)
    made = Harbour(office)
    edit(office.store, "risk", made.risk, code="R-0009")
    before = dump(office.store)
    office.write(records.delete(office, "project", [made.project]))

    def called(code: str) -> list[Id]:
        with office.reading() as reader:
            return [id for _entity, id in deleted_by_code(reader.connection, reader.catalogue, code)]

    assert (called("r-0009"), called("R-0001"), called("P-0001")) == ([made.risk], [], [made.project])
    with pytest.raises(Refusal, match="R-0009 is part of P-0001, which is deleted as well"):
        bring_back(office, "risk", made.risk)
    back = bring_back(office, "project", made.project)
    assert back.label == "Bring back P-0001 with 1 risk, 1 milestone and 1 risk response"
    office.write(back)
    assert dump(office.store) == before
    assert called("R-0009") == []
    undo.undo(office)
    assert made.there(office) == [False, False, False]
    office.close()


def test_that_the_history_names_what_is_deleted_by_what_it_was_called_last(
    pair: tuple[Office, Office], harbour: Harbour
) -> None:
    _bob, cy = pair
    deleted = [entry for entry in history.of_workspace(cy) if entry.event == "deleted"]
    assert sorted(entry.title for entry in deleted) == ["Dredge", "Fog", "Harbour renewal", "Open", "Silt"]

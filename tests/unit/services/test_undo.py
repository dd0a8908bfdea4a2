# SPDX-License-Identifier: Apache-2.0
"""Undo is proved by comparing the whole workspace: before, after, undone, redone."""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.storage.changes import Changes
from tests.support.offices import add, dump, make_office

Act = Callable[[Office, Id], Changes]

ACTS: dict[str, Act] = {
    "create": lambda office, _id: records.create(office, "project", {"title": "Bridge"}),
    "change": lambda office, id: records.change(
        office, "project", id, {"title": "Port", "end": Unknown("TBC")}
    ),
    "empty": lambda office, id: records.change(office, "project", id, {"organisation": None}),
    "delete": lambda office, id: records.delete(office, "project", [id]),
    "own field": lambda office, _id: records.create(
        office, "own_field", {"entity": "project", "name": "own_x", "label": "X", "kind": "number"}
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_that_undo_and_redo_lead_back_and_forth_exactly(office: Office, act: Act) -> None:
    project = add(office, "project", title="Harbour", organisation="Ports", whole_life_cost=Decimal("7"))
    add(office, "risk", title="Silt", project_id=project)
    before = dump(office)
    office.write(act(office, project))
    after = dump(office)
    assert after != before
    for _ in range(2):
        undo.undo(office)
        assert dump(office) == before
        undo.redo(office)
        assert dump(office) == after


def test_that_everything_can_be_undone_one_by_one_and_redone(office: Office) -> None:
    states = [dump(office)]
    project = add(office, "project", title="Harbour")
    states.append(dump(office))
    for title in ("Port", "Docks"):
        office.write(records.change(office, "project", project, {"title": title}))
        states.append(dump(office))
    office.write(records.delete(office, "project", [project]))
    states.append(dump(office))
    for state in reversed(states[:-1]):
        undo.undo(office)
        assert dump(office) == state
    with pytest.raises(Refusal, match="nothing to undo"):
        undo.undo(office)
    for state in states[1:]:
        undo.redo(office)
        assert dump(office) == state


def test_that_a_new_change_ends_what_could_be_redone(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    office.write(records.change(office, "project", project, {"title": "Port"}))
    undo.undo(office)
    office.write(records.change(office, "project", project, {"title": "Docks"}))
    assert undo.undoable(office).redo is None


def test_that_labels_say_what_is_taken_back(office: Office) -> None:
    add(office, "risk", title="Silt")
    assert undo.undoable(office).labels == ("Add R-0001", "")
    assert undo.undo(office).label == "Undo add R-0001"
    assert undo.undoable(office).labels == ("", "add R-0001")
    assert undo.redo(office).label == "Redo add R-0001"
    assert undo.undoable(office).labels == ("add R-0001", "")
    assert undo.undo(office).label == "Undo add R-0001"


def test_that_undo_survives_a_restart(tmp_path: Path) -> None:
    with make_office(tmp_path) as office:
        before = dump(office)
        add(office, "project", title="Harbour")
        path = office.path
    with open_office(path, "Bob") as office:
        assert undo.undo(office).label == "Undo add P-0001"
        assert dump(office) == before


def test_that_any_mixture_of_changes_undos_and_redos_walks_two_piles(office: Office) -> None:
    chance = random.Random(7)
    project = add(office, "project", title="0")
    done = ["0"]
    undone: list[str] = []
    for step in range(1, 120):
        act = chance.choice(("change", "undo", "redo"))
        if act == "change":
            office.write(records.change(office, "project", project, {"title": str(step)}))
            done.append(str(step))
            undone.clear()
        elif act == "undo" and len(done) > 1:
            undo.undo(office)
            undone.append(done.pop())
        elif act == "redo" and undone:
            undo.redo(office)
            done.append(undone.pop())
        with office.reading() as reader:
            (record,) = reader.all(office.catalogue.entity("project"))
        assert record["title"] == done[-1]
        assert (undo.undoable(office).redo is None) == (not undone)

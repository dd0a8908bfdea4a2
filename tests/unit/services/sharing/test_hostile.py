# SPDX-License-Identifier: Apache-2.0
"""A member who means harm can say anything in an edit of the right form: it harms nobody's workspace."""

from typing import Any

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.storage.changes import Changes, Edit
from portfolio_desktop.storage.edits import CREATED, HEADER, LARGEST_VALUE, seal, write_plain
from portfolio_desktop.storage.schema import EDIT
from portfolio_desktop.storage.travel.edits import Sent, Stretch
from portfolio_desktop.storage.travel.ledger import Taken
from tests.support.offices import add, dump, faults

LATE, EARLY = 1_900_000_000_000 << 16, 1
SALT = b"s" * 16


def says(office: Office, *said: tuple[str, str, str, Any], tick: int = LATE, parents: bytes = b"") -> Taken:
    """One change set of somebody else arrives, with edits as (entity, record, field, plain)."""
    opening = (HEADER, "set", CREATED, {"author": "Mal", "label": "Harm", "why": "edit"})
    edits = []
    for entity, record, field, plain in (opening, *said):
        text = write_plain(plain)
        named = b"" if entity == HEADER else parents
        edits.append(Sent(tick, "set", entity, record, field, named, seal(SALT, text), SALT, text.decode()))
    return office.take([Stretch("0123456789abcdef", 1, b"", tuple(edits))])


@pytest.mark.parametrize(
    ("entity", "values"),
    [
        ("own_field", {"entity": {"a": "b"}, "kind": ["x"], "name": 7, "label": {}, "aliases": 1}),
        ("own_field", {"entity": "risk", "kind": {"unknown": "x"}, "name": "own_x", "position": "first"}),
        ("own_field", {"entity": "risk", "kind": "text", "name": "own_x", "position": {"unknown": "?"}}),
        ("list_item", {"list": {"a": 1}, "code": ["x"], "position": [1]}),
        ("list_item", {"list": "risk.category", "code": "x", "label": 5, "position": None}),
        ("rule", {"name": ["matrix"], "definition": {"a": 1}}),
        ("scale_descriptor", {"dimension": [], "step": "1", "words": {}}),
    ],
)
def test_that_own_fields_and_rules_of_any_shape_shut_nobody_out(
    office: Office, entity: str, values: dict[str, Any]
) -> None:
    add(office, "own_field", entity="risk", kind="text", name="own_berth", label="Berth", position=1)
    says(office, (entity, "harm", CREATED, values))
    assert office.catalogue.entity("risk").keeps("own_berth")
    office.close()
    with open_office(office.path, "Ann") as again:
        assert again.catalogue.entity("risk").keeps("own_berth")
        assert faults(again) == []


def test_that_a_record_which_somebody_calls_something_else_is_one_record(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    taken = says(office, ("person", project, CREATED, {"name": "Harbour"}), tick=EARLY)
    assert {("person", project), ("project", project)} <= taken.touched
    assert faults(office) == []
    shown = dump(office)
    assert shown.count(project) == 1
    office.store.rebuild()
    assert dump(office) == shown


def test_that_an_edit_replaces_nothing_of_another_record(office: Office) -> None:
    first, second = add(office, "risk", title="Silt"), add(office, "risk", title="Sand")
    edited = office.write(Changes("Name", (Edit("risk", first, "title", "Mud"),)))
    assert edited is not None
    with office.store.reading() as connection:
        tag = (
            connection.execute(EDIT.select().where(EDIT.c.record == first, EDIT.c.field == "title")).one().tag
        )
    says(office, ("risk", second, "title", "Gravel"), parents=tag)
    assert faults(office) == []
    with office.reading() as reader:
        titles = {risk.id: risk["title"] for risk in reader.all(office.catalogue.entity("risk"))}
    assert titles == {first: "Mud", second: "Gravel"}


def test_that_a_value_which_would_fill_the_memory_is_neither_taken_nor_written(office: Office) -> None:
    taken = says(office, ("risk", "harm", CREATED, {"title": "x" * LARGEST_VALUE}))
    assert [reason.partition(": ")[2] for _stretch, reason in taken.refused] == ["a value that is too large"]
    assert taken.edits == 0
    risk = add(office, "risk", title="Silt")
    with pytest.raises(Refusal, match="more text than can be kept"):
        office.write(Changes("Long", (Edit("risk", risk, "cause", "x" * LARGEST_VALUE),)))


def test_that_more_said_of_an_act_is_no_altered_history(office: Office) -> None:
    words = {"author": "Mal", "label": "Harm", "why": "edit", "mood": "bad"}
    text = write_plain(words)
    opening = Sent(LATE, "set", HEADER, "set", CREATED, b"", seal(SALT, text), SALT, text.decode())
    assert office.take([Stretch("0123456789abcdef", 1, b"", (opening,))]).edits == 1
    assert faults(office) == []


def test_that_what_was_replaced_before_it_was_made_can_still_be_edited(office: Office) -> None:
    risk = add(office, "risk", title="Silt")
    with office.store.reading() as connection:
        tag = connection.execute(EDIT.select().where(EDIT.c.record == risk)).one().tag
    says(office, ("risk", risk, "title", "Sand"), tick=EARLY, parents=tag)
    assert faults(office) == []
    office.write(Changes("Name", (Edit("risk", risk, "title", "Mud"),)))
    assert faults(office) == []

# SPDX-License-Identifier: Apache-2.0
"""Making, changing and deleting records."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.text import clean
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Edit
from tests.support.hostile import HOSTILE
from tests.support.offices import add, dump


def read(office: Office, entity: str, id: Id, field: str) -> Value:
    with office.reading() as reader:
        record = reader.get(office.catalogue.entity(entity), id)
        assert record is not None
        return record[field]


def test_that_a_new_record_gets_the_next_code_of_its_register(office: Office) -> None:
    add(office, "risk", title="Silt", code="R-0041")
    second = add(office, "risk", title="Storm")
    assert read(office, "risk", second, "code") == "R-0042"


def test_that_a_code_that_was_given_is_kept(office: Office) -> None:
    project = add(office, "project", title="Harbour", code="DFT_0042_2122-Q1")
    assert read(office, "project", project, "code") == "DFT_0042_2122-Q1"


def test_that_a_code_may_become_another_one_but_not_none(office: Office) -> None:
    risk = add(office, "risk", title="Silt", code="R-0041")
    with pytest.raises(Refusal, match="code cannot be empty"):
        records.change(office, "risk", risk, {"code": None})
    office.write(records.change(office, "risk", risk, {"code": "R-0007"}))
    assert read(office, "risk", risk, "code") == "R-0007"


def test_that_a_record_without_its_title_is_refused_and_nothing_is_written(office: Office) -> None:
    before = dump(office)
    with pytest.raises(Refusal, match=r"^Project: name cannot be empty\.$"):
        records.create(office, "project", {"description": "A breakwater"})
    with pytest.raises(Refusal, match=r"^Risk cannot be empty\.$"):
        records.create(office, "risk", {"cause": "Silt"})
    assert dump(office) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("whole_life_cost", "a lot"),
        ("whole_life_cost", Decimal("NaN")),
        ("end", "tomorrow"),
        ("end", date(1066, 10, 14)),
        ("confidence", Rating("rag5", "purple")),
        ("confidence", Rating("nobody's", "red")),
        ("value_for_money", "astonishing"),
        ("sro_id", "nobody"),
        ("no_such_field", "x"),
    ],
)
def test_that_a_value_the_field_cannot_hold_is_refused_in_words(
    office: Office, field: str, value: Value
) -> None:
    project = add(office, "project", title="Harbour")
    with pytest.raises(Refusal) as refusal:
        records.change(office, "project", project, {field: value})
    assert len(str(refusal.value)) > 20


def test_that_values_that_are_so_already_make_no_change(office: Office) -> None:
    values: dict[str, Value] = {
        "title": "Harbour",
        "whole_life_cost": Decimal("12.5"),
        "end": Unknown("Exempt"),
    }
    project = add(office, "project", **values)
    assert not records.change(office, "project", project, values)


def test_that_an_unknown_value_keeps_its_words_and_is_not_zero(office: Office) -> None:
    project = add(office, "project", title="Harbour", whole_life_cost=Unknown("Exempt under section 43"))
    other = add(office, "project", title="Bridge", whole_life_cost=Decimal("5"))
    assert read(office, "project", project, "whole_life_cost") == Unknown("Exempt under section 43")
    entity = office.catalogue.entity("project")
    with office.reading() as reader:
        total = reader.totals(entity, [entity.field("whole_life_cost")])["whole_life_cost"]
    assert (total.sum, total.known, total.count) == (Decimal("5.00"), 1, 2)
    assert other != project


def test_that_deleting_a_project_takes_its_parts_and_empties_links_to_it(office: Office) -> None:
    programme = add(office, "programme", title="Coast")
    project = add(office, "project", title="Harbour", programme_id=programme)
    risk = add(office, "risk", title="Silt", project_id=project)
    add(office, "risk_response", title="Dredge", risk_id=risk)
    before = dump(office)
    office.write(records.delete(office, "programme", [programme]))
    assert read(office, "project", project, "programme_id") is None
    office.write(records.delete(office, "project", [project]))
    for entity in ("project", "risk", "risk_response"):
        with office.reading() as reader:
            assert reader.count(office.catalogue.entity(entity)) == 0
    assert dump(office) != before


def test_that_a_record_that_links_to_itself_can_be_deleted(office: Office) -> None:
    person = add(office, "person", name="Ann")
    office.write(Changes("Import", (Edit("person", person, "manager_id", person),)))
    office.write(records.delete(office, "person", [person]))
    assert dump(office) == "{}\n"


def test_that_changing_many_records_is_one_change_set_with_a_label_that_counts(office: Office) -> None:
    projects = [add(office, "project", title=f"Project {n}") for n in range(3)]
    changes = records.change_many(office, "project", projects, {"organisation": "Ports"})
    assert changes.label == "Change organisation of 3 records to Ports"
    assert [type(item) for item in changes] == [Edit, Edit, Edit]


def test_that_an_own_field_is_a_field_like_any_other(office: Office) -> None:
    add(office, "own_field", entity="project", name="own_ward", label="Ward", kind="text")
    project = add(office, "project", title="Harbour", own_ward="East")
    assert read(office, "project", project, "own_ward") == "East"
    with office.reading() as reader:
        assert [hit.record for hit in reader.search("east")] == [project]


def test_that_any_text_can_be_kept_found_and_read_back(office: Office) -> None:
    titles = [text for text in HOSTILE if clean(text).text.strip()]
    items = [
        next(iter(records.create(office, "project", {"title": text, "description": text}))) for text in titles
    ]
    office.write(Changes("Add", tuple(items)))
    for text, item in zip(titles, items, strict=True):
        assert read(office, "project", item.record, "description") == clean(text).text.strip()
        kept = {"description": read(office, "project", item.record, "description")}
        assert not records.change(office, "project", item.record, kept)
        with office.reading() as reader:
            reader.search(text[:200])


def test_that_a_record_that_comes_back_stands_where_it_stood(office: Office) -> None:
    made = [add(office, "project", title=title) for title in ("Harbour", "Bridge", "Quay")]
    office.write(records.delete(office, "project", made[:1]))
    undo.undo(office)
    with office.reading() as reader:
        assert [record.id for record in reader.all(office.catalogue.entity("project"))] == made

# SPDX-License-Identifier: Apache-2.0
"""What every office begins with is sound, is laid in once, and stays the office's own."""

from collections.abc import Iterable
from datetime import date

import pytest

from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.checks import check
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reference import ids, lay_in, lay_in_skills
from portfolio_desktop.storage.changes import Revive
from portfolio_desktop.storage.plans.calendars import read_calendars
from tests.support.offices import add, dump

_SKILLS = ("framework", "capability_level", "skill", "role_profile", "role_requirement")
_REGISTERS = ("calendar", "gate", "control", "gate_criterion", "tolerance", "scale_descriptor", *_SKILLS)


@pytest.fixture
def laid(office: Office) -> Office:
    office.write(lay_in(office))
    return office


def _all(office: Office, name: str) -> list[Record]:
    with office.reading() as reader:
        return list(reader.all(office.catalogue.entity(name)))


def _titles(found: Iterable[Record]) -> list[str]:
    return [str(record["title"]) for record in found]


def test_that_every_value_is_one_that_a_person_could_have_entered(laid: Office) -> None:
    for name in _REGISTERS:
        entity = laid.catalogue.entity(name)
        for record in _all(laid, name):
            for field in entity.fields:
                assert check(laid.catalogue, field, record[field.name]) == record[field.name]
                assert not field.required or record[field.name] is not None


def test_that_there_are_six_gates_with_their_business_cases(laid: Office) -> None:
    gates = sorted(_all(laid, "gate"), key=lambda gate: int(str(gate["position"])))
    assert [(gate["code"], gate["business_case"]) for gate in gates] == [
        ("G-0001", "sop"),
        ("G-0002", "soc"),
        ("G-0003", "obc"),
        ("G-0004", "fbc"),
        ("G-0005", "none"),
        ("G-0006", "review"),
    ]
    asked = {criterion["gate_id"] for criterion in _all(laid, "gate_criterion")}
    assert asked == {gate.id for gate in gates}


def test_that_a_control_is_asked_for_no_later_than_the_criterion_that_names_it(laid: Office) -> None:
    place = {str(gate.id): int(str(gate["position"])) for gate in _all(laid, "gate")}
    first = {str(control.id): place[str(control["gate_id"])] for control in _all(laid, "control")}
    for criterion in _all(laid, "gate_criterion"):
        if criterion["control_id"] is not None:
            assert first[str(criterion["control_id"])] <= place[str(criterion["gate_id"])], criterion["title"]


def test_that_every_tier_has_a_tolerance_in_every_dimension_and_hours_to_tell(laid: Office) -> None:
    found = _all(laid, "tolerance")
    limits = ("limit_days", "limit_percent", "limit_money", "limit_score", "limit_words")
    assert len({(each["tier"], each["dimension"]) for each in found}) == len(found) == 15
    assert all(each["hours"] and any(each[limit] is not None for limit in limits) for each in found)


def test_that_every_step_of_every_scale_has_its_meaning(laid: Office) -> None:
    found = {(each["dimension"], each["step"]) for each in _all(laid, "scale_descriptor")}
    dimensions = laid.catalogue.choices(laid.catalogue.entity("scale_descriptor").field("dimension")).items
    assert found == {(item.code, step) for item in dimensions for step in range(1, 6)}


def test_that_it_is_laid_in_once(laid: Office) -> None:
    assert not lay_in(laid)


def test_that_two_laptops_lay_in_the_same_records(laid: Office) -> None:
    assert {record.id for name in _REGISTERS for record in _all(laid, name)} == set(
        ids(laid.catalogue).values()
    )


def test_that_what_the_office_has_changed_stays_and_what_it_has_deleted_comes_back(laid: Office) -> None:
    with laid.reading() as reader:
        [renamed] = reader.all(laid.catalogue.entity("gate"), Test("position", Op.IS, 0))
        [deleted] = reader.all(laid.catalogue.entity("gate"), Test("position", Op.IS, 3))
    laid.write(records.change(laid, "gate", renamed.id, {"title": "Mandate"}))
    before = dump(laid)
    laid.write(records.delete(laid, "gate", [deleted.id]))
    again = lay_in(laid)
    assert {type(change) for change in again} == {Revive}
    laid.write(again)
    assert "Mandate" in _titles(_all(laid, "gate"))
    assert len(_all(laid, "gate")) == 6
    assert dump(laid).count("Gate 3: investment decision") == before.count("Gate 3: investment decision") == 1


def test_that_a_gate_that_the_office_had_already_is_taken_for_the_one_that_is_shipped(office: Office) -> None:
    own = add(office, "gate", title="Gate 3: Investment Decision", code="G3")
    office.write(lay_in(office))
    with office.reading() as reader:
        asks = reader.count(office.catalogue.entity("gate_criterion"), Test("gate_id", Op.IS, own))
    assert len(_all(office, "gate")) == 6
    assert asks == 7


@pytest.mark.parametrize(
    ("title", "days"), [("England and Wales", 251), ("Scotland", 250), ("Northern Ireland", 249)]
)
def test_that_each_calendar_has_the_working_days_of_its_part_of_the_country(
    laid: Office, title: str, days: int
) -> None:
    with laid.reading() as reader:
        (calendar,) = (each for each in read_calendars(reader.connection).values() if each.name == title)
    assert calendar.working_days(date(2026, 4, 1), date(2027, 3, 31)) == days


def test_that_a_head_of_portfolio_is_asked_for_six_skills_at_their_levels(laid: Office) -> None:
    titles = {each.id: str(each["title"]) for name in _SKILLS[:4] for each in _all(laid, name)}
    asked = {titles[each["skill_id"]]: titles[each["level_id"]] for each in _all(laid, "role_requirement")}  # type: ignore[index]
    assert asked == {
        "Agile working": "Awareness",
        "Communicating analysis and insight": "Expert",
        "Governance and assurance": "Practitioner",
        "Planning": "Practitioner",
        "Stakeholder relationship management": "Expert",
        "Strategic thinking": "Practitioner",
    }


def test_that_skills_known_by_a_code_keep_it(laid: Office) -> None:
    codes = {each["code"]: each["levels"] for each in _all(laid, "skill")}
    assert (codes["POMG"], codes["PEMT"]) == ("5 6 7", "4 5 6")
    assert "SK-0001" in codes


def test_that_frameworks_are_added_without_bringing_back_what_was_deleted_elsewhere(laid: Office) -> None:
    gates = [gate.id for gate in _all(laid, "gate")]
    frameworks = [each.id for each in _all(laid, "framework")]
    laid.write(records.delete(laid, "gate", gates))
    laid.write(records.delete(laid, "framework", frameworks))
    laid.write(lay_in_skills(laid))
    assert len(_all(laid, "framework")) == 2
    assert len(_all(laid, "role_requirement")) == 6
    assert not _all(laid, "gate")
    assert not lay_in_skills(laid)

# SPDX-License-Identifier: Apache-2.0
"""Entities, lists and what an organisation adds to them."""

import pytest

from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record
from portfolio_desktop.catalogue.lists import Item
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.catalogue.records.risk import RISK

_OWN = Field(kind=Kind.TEXT, label="Directorate", name="own_directorate")


@pytest.mark.parametrize("name", [entity.name for entity in CATALOGUE.entities])
def test_that_a_record_is_made_again_from_its_values(name: str) -> None:
    entity = CATALOGUE.entity(name)
    record = entity.make(Id("1"), {entity.title: "Flood"})
    assert type(record) is entity.record
    assert entity.make(Id("1"), entity.values(record)) == record


def test_that_a_field_left_out_has_no_value() -> None:
    risk = RISK.make(Id("1"), {"title": "Flood"})
    assert (risk["title"], risk["impact"]) == ("Flood", None)


def test_that_own_fields_are_reached_like_any_other() -> None:
    extended = CATALOGUE.extended({"risk": (_OWN,)}, {}).entity("risk")
    risk = extended.make(Id("1"), {"title": "Flood", "own_directorate": "Estates"})
    assert risk["own_directorate"] == "Estates"
    assert extended.values(risk)["own_directorate"] == "Estates"
    assert extended.sections[-1].fields == ("own_directorate",)


def test_that_own_fields_and_items_of_what_is_not_known_are_left_out() -> None:
    extended = CATALOGUE.extended({"spaceship": (_OWN,)}, {"warp": (Item("1", "One"),)})
    assert extended.entities == CATALOGUE.entities
    assert extended.lists == CATALOGUE.lists


def test_that_a_renamed_item_keeps_its_place_its_spellings_and_that_it_is_over() -> None:
    field = RISK.field("status")
    renamed = CATALOGUE.extended({}, {"risk.status": (Item("closed", "Finished"),)}).choices(field)
    item = renamed.named("finished")
    assert item is not None
    assert (item.code, item.over, renamed.named("resolved")) == ("closed", True, item)
    assert [each.code for each in renamed.items] == [each.code for each in CATALOGUE.choices(field).items]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("OBC", "obc"),
        ("  outline  business case ", "obc"),
        ("SOC", "sobc"),
        ("Full Business Case (FBC)", "fbc"),
    ],
)
def test_that_a_stage_is_known_by_what_offices_call_it(words: str, code: str) -> None:
    item = CATALOGUE.choices(CATALOGUE.entity("project").field("stage")).named(words)
    assert item is not None
    assert item.code == code


def test_that_words_nobody_knows_name_no_item() -> None:
    assert CATALOGUE.choices(RISK.field("status")).named("purple") is None


@pytest.mark.parametrize("words", ["risk_responses", "risk-responses", "Risk responses", "risk_response"])
def test_that_a_register_is_found_by_its_name(words: str) -> None:
    found = CATALOGUE.register(words)
    assert found is not None
    assert found.name == "risk_response"


def test_that_everything_that_can_point_at_a_project_is_known() -> None:
    holders = {(entity.name, field.name) for entity, field in CATALOGUE.holders("project")}
    assert {("risk", "project_id"), ("dependency", "giver_id"), ("status_report", "project_id")} <= holders


def test_that_a_status_report_carries_the_names_of_the_projects_own_fields() -> None:
    project, report = CATALOGUE.entity("project"), CATALOGUE.entity("status_report")
    ratings = [field.name for field in project.fields if field.kind is Kind.RATING]
    kept = [
        *ratings,
        "title",
        "stage",
        "start",
        "end",
        "whole_life_cost",
        "whole_life_forecast",
        "get_to_green",
    ]
    assert {name: report.field(name).kind for name in kept} == {
        name: project.field(name).kind for name in kept
    }


def test_that_headings_for_a_field_that_is_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="hue"):
        define(
            Record,
            name="thing",
            register="things",
            label="Thing",
            plural="Things",
            sections=(section("All", ""),),
            aliases={"hue": "Colour"},
        )


def test_that_only_money_and_what_is_counted_in_a_unit_is_added_up() -> None:
    risk, tolerance = CATALOGUE.entity("risk"), CATALOGUE.entity("tolerance")
    assert risk.field("expected").adds_up
    assert CATALOGUE.entity("asset").field("users").adds_up
    assert not risk.field("score").adds_up
    assert not tolerance.field("limit_score").adds_up
    assert not CATALOGUE.entity("project").field("benefit_cost_ratio").adds_up


def test_that_the_day_of_a_review_is_where_a_risk_says_when() -> None:
    (when,) = (each for each in CATALOGUE.entity("risk").sections if each.title == "When")
    assert "review_on" in when.fields

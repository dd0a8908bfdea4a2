# SPDX-License-Identifier: Apache-2.0
"""Each fault that a definition can have is found, and the shipped catalogue has none."""

from dataclasses import replace

import pytest
from msgspec import structs

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.checks import faults
from portfolio_desktop.catalogue.entity import Entity, Section
from portfolio_desktop.catalogue.fields import Field, Kind, Record
from portfolio_desktop.catalogue.lists import Choices, Item
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.rating import SCALES

TITLE = Field(kind=Kind.TEXT, label="Title", name="title", register=1)


class Thing(Record, frozen=True, kw_only=True):
    """Something."""


def _entity(
    *fields: Field, name: str = "thing", prefix: str = "", sections: tuple[Section, ...] = ()
) -> Entity:
    every = (TITLE, *fields)
    return Entity(
        name=name,
        register=name + "s",
        label="Thing",
        plural="Things",
        record=Thing,
        fields=every,
        sections=sections or (Section("All", tuple(field.name for field in every)),),
        title="title",
        prefix=prefix,
    )


def _faults(*entities: Entity, lists: tuple[Choices, ...] = ()) -> str:
    return "\n".join(faults(Catalogue(entities, lists)))


def test_that_the_shipped_catalogue_has_no_fault() -> None:
    assert faults(CATALOGUE, SCALES) == []


def test_that_the_smallest_sound_catalogue_has_no_fault() -> None:
    assert _faults(_entity()) == ""


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field(kind=Kind.LINK, label="Boat", name="boat_id", target="boat"), "points at 'boat'"),
        (Field(kind=Kind.CHOICE, label="Hue", name="hue", options="hue"), "list 'hue', which is not there"),
        (Field(kind=Kind.SCALE, label="Step", name="step", options="steps"), "list 'steps', which is not"),
        (Field(kind=Kind.SCALE, label="Step", name="step", options="odd"), "not counted from 1"),
        (Field(kind=Kind.CHOICE, label="Odd", name="odd", options="odd", default="9"), "starts with '9'"),
        (Field(kind=Kind.RATING, label="Mood", name="mood", options="rag9"), "rated on 'rag9'"),
        (Field(kind=Kind.TEXT, label="Whole", name="whole", part_of=True), "only a link"),
        (Field(kind=Kind.FLAG, label="Sure", name="sure", required=True), "nothing to put there"),
        (Field(kind=Kind.TEXT, label="title", name="other"), "labelled 'title'"),
        (Field(kind=Kind.TEXT, label="Other", name="other", aliases=("Title",)), "is the label of title"),
        (Field(kind=Kind.TEXT, label="Other", name="other", aliases=("A", "a")), "the heading 'a' twice"),
        (Field(kind=Kind.TEXT, label="Title", name="other"), "labelled 'title'"),
        (Field(kind=Kind.TEXT, label="Class", name="class"), "cannot be a name"),
        (Field(kind=Kind.TEXT, label="Order", name="order"), "cannot be a name"),
        (Field(kind=Kind.TEXT, label="Id", name="id"), "cannot be a name"),
        (Field(kind=Kind.TEXT, label="Own", name="own_hue"), "cannot be a name"),
        (Field(kind=Kind.TEXT, label="Second", name="second", register=1), "two columns in place 1"),
        (Field(kind=Kind.CODE, label="Code", name="code"), "a code needs a prefix"),
        (Field(kind=Kind.TEXT, label="Why", name="title_note"), "say why title is not known"),
    ],
)
def test_that_a_wrong_field_is_found(field: Field, words: str) -> None:
    odd = Choices("odd", "Odd", (Item("1", "One"), Item("3", "Three")))
    assert words in _faults(_entity(field), lists=(odd,))


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ((Section("All", ("title", "hue")),), "names hue, which is no field"),
        ((Section("None", ()),), "no section shows title"),
        ((Section("All", ("title",)), Section("Again", ("title",))), "title is in two sections"),
    ],
)
def test_that_a_wrong_section_is_found(sections: tuple[Section, ...], words: str) -> None:
    assert words in _faults(_entity(sections=sections))


def test_that_two_entities_or_lists_of_one_name_are_found() -> None:
    hues = Choices(
        "hue", "Hue", (Item("red", "Red"), Item("red", "Rot"), Item("rose", "Rose", words=("Rot",)))
    )
    found = _faults(_entity(), _entity(), lists=(hues, hues))
    for words in (
        "one entity: thing",
        "one register: things",
        "one list: hue",
        "two items red",
        "'rot' means two",
    ):
        assert words in found


def test_that_a_second_code_is_found() -> None:
    codes = [Field(kind=Kind.CODE, label=name, name=name) for name in ("code", "number")]
    assert "two fields hold a code" in _faults(_entity(*codes, prefix="T"))


def test_that_a_title_that_is_no_field_is_found() -> None:
    assert "its title 'name' is no field" in _faults(replace(_entity(), title="name"))


def test_that_a_register_without_columns_is_found() -> None:
    entity = replace(_entity(), fields=(structs.replace(TITLE, register=None),))
    assert "shows no column" in _faults(entity)


def test_that_a_tie_of_two_records_must_have_both() -> None:
    one, two = (
        Field(kind=Kind.LINK, label=name, name=name, target="thing", part_of=True, required=True)
        for name in ("one", "two")
    )
    assert "part of two records" not in _faults(_entity(one, two))
    assert "part of two records" in _faults(_entity(one, structs.replace(two, required=False)))


def test_that_a_circle_of_parts_is_found_and_a_chain_is_not() -> None:
    def part(name: str, of: str) -> Entity:
        whole = Field(kind=Kind.LINK, label="Whole", name="whole_id", target=of, part_of=True)
        return _entity(whole, name=name)

    assert "egg: it is part of itself" in _faults(part("egg", "hen"), part("hen", "egg"))
    assert "part of itself" not in _faults(_entity(), part("page", "thing"), part("word", "page"))

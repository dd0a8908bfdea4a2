# SPDX-License-Identifier: Apache-2.0
"""Groups and marks of a register: nobody is lumped together who only looks alike, and every total says what it knows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.catalogue.filters import EVERYTHING, Op, Sort, Test
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.registers.grouping import Heading, every_heading, grouped
from portfolio_desktop.services.registers.marking import marked
from portfolio_desktop.services.views.marks import Mark, Sign
from portfolio_desktop.services.views.view import View
from tests.support.offices import add, make_office

_MONEY = "whole_life_cost"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Five projects; two people are called the same."""
    with make_office(tmp_path_factory.mktemp("grouping")) as office:
        first, second = (add(office, "person", name="Sam Lee") for _place in range(2))
        rows: tuple[dict[str, Value], ...] = (
            {"title": "A", "organisation": "ports", "sro_id": first, "confidence": Rating("rag5", "red")},
            {"title": "B", "organisation": "Ports", "sro_id": second, "confidence": Rating("rag3", "red")},
            {"title": "C", "organisation": "ports", "sro_id": first, "confidence": Rating("rag5", "red")},
            {"title": "D", "end": date(2027, 3, 1), _MONEY: Decimal("5.00")},
            {"title": "E", "end": date(2027, 3, 31), _MONEY: Unknown("Exempt")},
        )
        for values in rows:
            add(office, "project", **values)
        yield office


def headings(office: Office, *by: str, columns: tuple[str, ...] = ("title",)) -> list[Heading]:
    view = View(columns, group=by[0], then=by[1] if len(by) > 1 else "", sorts=(Sort("title", True),))
    with office.reading() as reader:
        return grouped(reader, office.catalogue.entity("project"), view, EVERYTHING)


def sizes(found: list[Heading]) -> list[tuple[str, int]]:
    return [(heading.words, len(heading.rows)) for heading in found]


def test_that_what_sorts_alike_is_still_kept_apart(office: Office) -> None:
    assert sizes(headings(office, "organisation")) == [("Ports", 1), ("ports", 2), ("Empty", 2)]
    people = [("No senior responsible owner", 2), ("Sam Lee", 1), ("Sam Lee", 2)]
    assert sorted(sizes(headings(office, "sro_id"))) == people
    assert len(headings(office, "confidence")) == 3


def test_that_days_are_grouped_by_month_and_a_total_says_what_is_known(office: Office) -> None:
    march, rest = headings(office, "end", columns=("title", _MONEY))
    assert (march.words, len(march.rows), len(rest.rows)) == ("Mar 2027", 2, 3)
    assert (march.totals[_MONEY].sum, march.totals[_MONEY].known, march.totals[_MONEY].count) == (
        Decimal(5),
        1,
        2,
    )
    assert rest.totals[_MONEY].known == 0


def test_that_what_is_not_known_stands_apart_from_what_nobody_said_with_a_total_of_its_own(
    tmp_path: Path,
) -> None:
    with make_office(tmp_path) as office:
        programme = add(office, "programme", title="Harbours")
        add(office, "project", title="A", programme_id=programme, whole_life_cost=Decimal(1))
        add(office, "project", title="B", whole_life_cost=Decimal(2), stage="delivery")
        add(office, "project", title="C", programme_id=Unknown("Not decided"), whole_life_cost=Decimal(4))
        add(office, "project", title="D", whole_life_cost=Decimal(8), stage=Unknown("Exempt"))
        found = headings(office, "programme_id", columns=("title", _MONEY))
        assert sizes(found) == [("Harbours", 1), ("No programme", 2), ("Not known", 1)]
        assert [heading.totals[_MONEY].sum for heading in found] == [1, 10, 4]
        assert len({row for heading in found for row in heading.rows}) == 4
        deep = headings(office, "programme_id", "stage", columns=("title", _MONEY))
        assert [(outer.words, sizes(list(outer.inner))) for outer in deep] == [
            ("Harbours", [("Empty", 1)]),
            ("No programme", [("Delivery", 1), ("Not known", 1)]),
            ("Not known", [("Empty", 1)]),
        ]
        assert [[inner.totals[_MONEY].sum for inner in outer.inner] for outer in deep] == [[1], [2, 8], [4]]
        assert len({heading.key for heading in every_heading(deep)}) == 7


def test_that_inner_groups_hold_the_rows_of_their_outer_one_in_order(office: Office) -> None:
    found = headings(office, "organisation", "sro_id")
    for outer in found:
        assert [row for inner in outer.inner for row in inner.rows] == list(outer.rows)
    assert len({heading.key for heading in every_heading(found)}) == len(list(every_heading(found)))


def test_that_a_mark_that_makes_no_sense_any_more_is_passed_over(office: Office) -> None:
    entity = office.catalogue.entity("project")
    dear = Mark(_MONEY, Test(_MONEY, Op.ABOVE, "4"), Sign.STAR)
    view = View(("title", _MONEY), marks=(Mark("end", Test("end", Op.BELOW, "soon"), Sign.FLAG), dear))
    with office.reading() as reader:
        rows = reader.rows(entity, EVERYTHING, (Sort("title"),))
        found = marked(reader, entity, view, rows)
        assert {row: each.cells for row, each in found.items()} == {rows[3]: {_MONEY: Sign.STAR}}
        hidden = marked(reader, entity, replace(view, columns=("title",)), rows)
        assert hidden[rows[3]].cells == {"title": Sign.STAR}


def test_that_what_selected_rows_come_to_is_worked_out_of_any_number_of_them(office: Office) -> None:
    entity = office.catalogue.entity("project")
    with office.reading() as reader:
        rows = reader.rows(entity)
        money = reader.spread(entity, entity.field(_MONEY), rows)
        days = reader.spread(entity, entity.field("end"), rows)
        nothing = reader.spread(entity, entity.field("end"), [])
    assert (money.total.sum, money.total.known, money.total.count) == (Decimal(5), 1, 5)
    assert (days.least, days.greatest) == (date(2027, 3, 1), date(2027, 3, 31))
    assert (nothing.least, nothing.total.count) == (None, 0)

# SPDX-License-Identifier: Apache-2.0
"""Views as data: they come back as they were, and what a newer version or a stranger wrote does no harm."""

from decimal import Decimal
from typing import Any

import pytest

from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Not, Op, Sort, Test
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.models.arrangement import Arrangement
from portfolio_desktop.services.registers.cells import money_cell
from portfolio_desktop.services.registers.grouping import Heading
from portfolio_desktop.services.views.marks import Mark, Sign
from portfolio_desktop.services.views.shipped import shipped_views
from portfolio_desktop.services.views.view import AUTOMATIC, View, plain_view, view_from_json, view_to_json

PROJECT = CATALOGUE.entity("project")


def test_that_a_view_comes_back_as_it_was_kept() -> None:
    view = View(
        columns=("title", "end"),
        widths={"title": 300},
        sorts=(Sort("end", True), Sort("title")),
        base=Not(Test("status", Op.ANY_OF, ["closed"])),
        filters={
            "end": All((Test("end", Op.AT_LEAST, "today"),)),
            "stage": AnyOf((Test("stage", Op.EMPTY),)),
        },
        group="organisation",
        words="harbour",
        then="stage",
        marks=(Mark("end", Test("end", Op.BELOW, "today"), Sign.ALERT, row=True),),
        frozen=1,
    )
    assert view_from_json(view_to_json(view), PROJECT) == view


@pytest.mark.parametrize("entity", CATALOGUE.entities, ids=lambda entity: entity.name)
def test_that_every_shipped_view_can_be_kept(entity: Any) -> None:
    for shipped in shipped_views(CATALOGUE, entity):
        assert view_from_json(view_to_json(shipped.view), entity) == shipped.view


@pytest.mark.parametrize(
    "tree",
    [
        None,
        [],
        "words",
        {"columns": "title", "sorts": {"a": 1}, "filters": [], "widths": [1]},
        {"columns": ["gone", 3], "sorts": [["gone", True], [1]], "group": "gone", "words": 5},
        {"widths": {"title": 10**9, "end": "wide"}, "base": {"field": "gone", "op": "is", "value": 1}},
        {"filters": {"title": {"not": {"not": {"unheard of": 1}}}}},
        {"then": "gone", "frozen": 99, "marks": [5, {"field": "end", "where": {}, "sign": "flag"}]},
    ],
)
def test_that_what_does_not_fit_the_register_is_left_out(tree: object) -> None:
    view = view_from_json(tree, PROJECT)
    assert view.columns == plain_view(PROJECT).columns
    assert (view.sorts, view.base, view.groups, dict(view.widths)) == ((), EVERYTHING, (), {})
    assert (view.marks, view.frozen) == ((), AUTOMATIC)


def test_that_a_third_click_gives_the_order_up() -> None:
    view = plain_view(PROJECT)
    for expected in ((Sort("end"),), (Sort("end", True),), ()):
        view = view.sorted_by("end", also=False)
        assert view.sorts == expected


@pytest.mark.parametrize(
    ("amount", "unit", "shown"),
    [
        ("1234567890.12", "m", "1,234.6"),
        ("0.00", "m", "0.0"),
        ("4000.00", "m", "<0.1"),
        ("-4000.00", "m", ">−0.1"),
        ("-2500000.00", "m", "−2.5"),
        ("1234.50", "", "1,234.50"),
        ("1234.00", "", "1,234"),
    ],
)
def test_that_amounts_under_one_heading_line_up_and_are_never_rounded_to_nothing(
    amount: str, unit: str, shown: str
) -> None:
    assert money_cell(Decimal(amount), unit) == shown


def test_that_groups_open_and_close_in_place() -> None:
    rows = Arrangement(
        headings=[
            Heading("a", lambda: ("A", None), [5, 3]),
            Heading("b", lambda: ("B", None), [9], open=False),
            Heading("c", lambda: ("C", None), [1]),
        ]
    )
    assert [rows.number(at) for at in range(len(rows))] == [None, 5, 3, None, None, 1]
    assert rows.records == 4
    assert rows.unfold(3) == (4, 4)
    assert rows.find(9) == 4
    assert rows.fold(0) == (1, 2)
    assert rows.find(5) is None
    assert rows.numbers(0, len(rows)) == [9, 1]

# SPDX-License-Identifier: Apache-2.0
"""The organisation as a tree, whatever the links between people say."""

from datetime import date

import pytest

from portfolio_desktop.domain.skills.chart import Node, tree
from portfolio_desktop.domain.skills.expiry import Validity, validity


def _outline(nodes: tuple[Node, ...], level: int = 0) -> list[str]:
    return [
        line
        for node in nodes
        for line in (f"{'.' * level}{node.key} {node.total}", *_outline(node.below, level + 1))
    ]


def test_that_people_stand_under_whom_they_report_to() -> None:
    above = {"Ann": None, "Bob": "Ann", "Cem": "Bob", "Dee": "Ann"}
    assert _outline(tree(above)) == ["Ann 3", ".Bob 1", "..Cem 0", ".Dee 0"]


def test_that_a_manager_who_is_not_here_leaves_their_people_at_the_top() -> None:
    assert _outline(tree({"Ann": "gone", "Bob": "Ann"})) == ["Ann 1", ".Bob 0"]


def test_that_people_in_a_circle_are_shown_once() -> None:
    assert _outline(tree({"Ann": "Bob", "Bob": "Ann", "Cem": "Bob", "Dee": "Dee"})) == [
        "Ann 2", ".Bob 1", "..Cem 0", "Dee 0"
    ]  # fmt: skip


def test_that_a_chain_as_long_as_a_register_has_no_end_too_deep() -> None:
    above: dict[str, str | None] = {str(n): str(n + 1) if n < 4_999 else None for n in range(5_000)}
    (top,) = tree(above)
    assert (top.key, top.total) == ("4999", 4_999)


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (None, Validity.LASTING),
        (date(2026, 11, 20), Validity.EXPIRED),
        (date(2026, 11, 21), Validity.SOON),
        (date(2027, 2, 19), Validity.SOON),
        (date(2027, 2, 20), Validity.HOLDS),
    ],
)
def test_that_a_qualification_holds_through_its_last_day(expires: date | None, expected: Validity) -> None:
    assert validity(expires, date(2026, 11, 21), 90) is expected

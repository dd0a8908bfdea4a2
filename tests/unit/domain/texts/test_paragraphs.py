# SPDX-License-Identifier: Apache-2.0
"""Versions of a text are put together only where nobody's paragraph is lost or has to give way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.domain.texts.paragraphs import put_together

BASE = "The berth is dredged.\n\nThe crane is on order.\n\nThe quay opens in May."

TEXTS = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=6).map("\n".join)
NAMED = [f"paragraph {number}" for number in range(8)]


def test_that_paragraphs_that_two_people_changed_go_together() -> None:
    ann = BASE.replace("on order", "delivered")
    bob = BASE.replace("in May", "in June") + "\n\nThe band is booked."
    assert put_together(BASE, [ann, bob]) == (
        "The berth is dredged.\n\nThe crane is delivered.\n\nThe quay opens in June.\n\nThe band is booked."
    )


@pytest.mark.parametrize(
    ("ann", "bob"),
    [
        (BASE.replace("May", "June"), BASE.replace("May", "July")),
        (f"{BASE}\n\nAnn's end.", f"{BASE}\n\nBob's end."),
        (BASE.replace("The crane is on order.\n\n", ""), BASE.replace("on order", "delivered")),
        ("All of it anew.", BASE.replace("on order", "delivered")),
    ],
    ids=[
        "the same paragraph",
        "both add at the end",
        "one deletes what the other edits",
        "one writes it anew",
    ],
)
def test_that_what_meets_is_left_to_a_person(ann: str, bob: str) -> None:
    assert put_together(BASE, [ann, bob]) is None


@given(TEXTS, TEXTS)
def test_that_one_persons_version_stands_where_nobody_else_changed_anything(base: str, ours: str) -> None:
    assert put_together(base, [ours, base]) == ours
    assert put_together(base, [ours, ours]) == ours


@given(TEXTS, st.lists(TEXTS, min_size=2, max_size=3))
def test_that_it_does_not_matter_who_asks(base: str, versions: list[str]) -> None:
    assert put_together(base, versions) == put_together(base, versions[::-1])


@given(
    st.lists(st.sampled_from(["keep", "ann", "bob"]), min_size=1, max_size=8),
    st.lists(st.sampled_from(["edit", "remove", "add before"]), min_size=8, max_size=8),
)
def test_that_nothing_that_either_did_is_lost(whose: list[str], done: list[str]) -> None:
    """Each paragraph is changed by one person at most, with one between that nobody touches."""

    def version(*people: str) -> str:
        lines: list[str] = []
        for line, owner, act in zip(NAMED, whose, done, strict=False):
            changed = {"edit": [f"{line}, {owner}"], "remove": [], "add before": [f"new, {owner}", line]}
            lines += [*(changed[act] if owner in people else [line]), f"after {line}"]
        return "\n".join(lines)

    assert put_together(version(), [version("ann"), version("bob")]) == version("ann", "bob")


def test_that_texts_too_long_to_be_compared_are_left_to_a_person() -> None:
    long = "line\n" * 5_000
    assert put_together(long, [f"{long}a", f"b{long}"]) is None

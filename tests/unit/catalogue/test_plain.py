# SPDX-License-Identifier: Apache-2.0
"""No value changes on its way through the canonical form."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import plain
from portfolio_desktop.catalogue.fields import Kind, Value
from portfolio_desktop.catalogue.plain import exact, from_plain, to_plain

_WORDS = st.text()
_NAMES = st.text(st.characters(codec="ascii", categories=("Ll", "Nd")), min_size=1)
_MINUTES = st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0))


def _decimals(places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=-(10**12), max_value=10**12, places=places, allow_nan=False)


VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.CODE: _WORDS,
    Kind.TEXT: _WORDS,
    Kind.NARRATIVE: _WORDS,
    Kind.ADDRESS: _WORDS,
    Kind.INTEGER: st.integers(-(10**12), 10**12),
    Kind.NUMBER: _decimals(6),
    Kind.PERCENT: _decimals(6),
    Kind.MONEY: _decimals(2),
    Kind.DATE: st.dates(),
    Kind.MOMENT: _MINUTES,
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: _WORDS,
    Kind.SCALE: st.integers(1, 9),
    Kind.RATING: st.builds(Rating, _NAMES, _NAMES),
    Kind.LINK: _WORDS,
}


def test_that_every_kind_is_in_both_tables() -> None:
    assert set(plain._TO_PLAIN) == set(plain._FROM_PLAIN) == set(Kind) == set(VALUES)


@given(st.data(), st.sampled_from(Kind))
def test_that_a_value_comes_back_as_it_was(data: st.DataObject, kind: Kind) -> None:
    value = data.draw(st.one_of(VALUES[kind], st.none()))
    written = json.loads(json.dumps(to_plain(kind, value)))
    assert from_plain(kind, written) == value
    assert to_plain(kind, from_plain(kind, written)) == written


@given(st.sampled_from([kind for kind in Kind if kind.may_be_unknown]), _WORDS)
def test_that_the_words_given_in_place_of_a_value_are_kept(kind: Kind, words: str) -> None:
    assert from_plain(kind, to_plain(kind, Unknown(words))) == Unknown(words)


def test_that_equal_amounts_are_written_alike() -> None:
    assert to_plain(Kind.MONEY, Decimal("1E+3")) == to_plain(Kind.MONEY, Decimal(1000)) == "1000.00"
    assert to_plain(Kind.NUMBER, Decimal("2.500")) == to_plain(Kind.NUMBER, Decimal("2.5")) == "2.5"
    assert exact(Kind.PERCENT, Decimal("100.0")) == Decimal(100)


def test_that_a_date_and_a_moment_are_told_apart() -> None:
    assert to_plain(Kind.DATE, date(2026, 3, 31)) == "2026-03-31"
    assert to_plain(Kind.MOMENT, datetime.fromisoformat("2026-03-31 09:05:59")) == "2026-03-31T09:05"


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.TEXT, 1),
        (Kind.INTEGER, True),
        (Kind.INTEGER, "1"),
        (Kind.FLAG, 1),
        (Kind.MONEY, 1.5),
        (Kind.MONEY, "NaN"),
        (Kind.DATE, "31/03/2026"),
        (Kind.RATING, "amber"),
    ],
)
def test_that_what_was_not_written_here_is_refused(kind: Kind, written: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_plain(kind, written)

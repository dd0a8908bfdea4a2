# SPDX-License-Identifier: Apache-2.0
"""What is put in comes out: every kind of value, through the register, the log and a rebuild."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.text import clean
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Kind, Value
from portfolio_desktop.storage.columns import COLUMNS
from portfolio_desktop.storage.store import Store
from tests.support.every_kind import EVERY_KIND, SAMPLE, VALUES
from tests.support.hostile import HOSTILE
from tests.support.workspaces import create, dump, edit, findings, get, new_store, reader


@pytest.fixture
def samples(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "samples.portfolio", EVERY_KIND) as opened:
        yield opened
        before = dump(opened)
        opened.rebuild()
        assert dump(opened) == before
        assert findings(opened) == []


def values_of(kind: Kind, store: Store) -> tuple[Value, ...]:
    if kind is Kind.LINK:
        return tuple(create(store, "sample", text=text) for text in ("anchor", "Bell", "cable"))
    return VALUES[kind]


def test_that_every_kind_has_a_column() -> None:
    assert set(COLUMNS) == set(Kind)
    assert {field.kind for field in SAMPLE.fields} == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_that_a_value_comes_back_as_it_was_given(samples: Store, kind: Kind) -> None:
    name = kind.value
    for value in values_of(kind, samples):
        born = create(samples, "sample", **{name: value})
        changed = create(samples, "sample", text="changed")
        edit(samples, "sample", changed, **{name: value})
        for id in (born, changed):
            found = get(samples, "sample", id)[name]
            assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("kind", Kind)
def test_that_nothing_said_comes_back_as_nothing(samples: Store, kind: Kind) -> None:
    name = kind.value
    value = values_of(kind, samples)[0]
    born = create(samples, "sample", **{name: value})
    edit(samples, "sample", born, **{name: None})
    assert get(samples, "sample", born)[name] is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.may_be_unknown])
def test_that_words_in_place_of_a_value_are_kept_and_give_way_to_a_value(samples: Store, kind: Kind) -> None:
    name = kind.value
    born = create(samples, "sample", **{name: Unknown("Exempt under Section 43")})
    assert get(samples, "sample", born)[name] == Unknown("Exempt under Section 43")
    value = values_of(kind, samples)[0]
    edit(samples, "sample", born, **{name: value})
    assert get(samples, "sample", born)[name] == value
    edit(samples, "sample", born, **{name: Unknown("")})
    assert get(samples, "sample", born)[name] == Unknown("")


def test_that_money_is_exact_to_the_penny(samples: Store) -> None:
    total = Decimal(0)
    for _each in range(10):
        create(samples, "sample", money=Decimal("0.10"))
        total += Decimal("0.10")
    with reader(samples) as read:
        assert read.totals(SAMPLE, [SAMPLE.field("money")])["money"].sum == total


def test_that_there_is_no_minus_zero(samples: Store) -> None:
    born = create(samples, "sample", money=Decimal("-0.00"), number=Decimal("-0.0000001"))
    assert str(get(samples, "sample", born)["money"]) == "0.00"
    assert '"money": "0.00"' in dump(samples)


def test_that_hostile_text_comes_back_exactly(samples: Store) -> None:
    texts = [clean(text).text for text in HOSTILE]
    ids: list[Id] = [
        create(samples, "sample", text=text, narrative=text, choice=text, date=Unknown(text))
        for text in texts
    ]
    for id, text in zip(ids, texts, strict=True):
        record = get(samples, "sample", id)
        assert record["text"] == record["narrative"] == record["choice"] == text
        assert record["date"] == Unknown(text)

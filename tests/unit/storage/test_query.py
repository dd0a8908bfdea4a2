# SPDX-License-Identifier: Apache-2.0
"""Filters and orders: every question about every kind, and text that would be a command if anything obeyed it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.text import clean
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id, Kind, Value
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Not, Op, Sort, Test, Words
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.storage.store import Store
from tests.support.every_kind import EVERY_KIND, SAMPLE, VALUES
from tests.support.hostile import HOSTILE
from tests.support.workspaces import create, new_store, reader

ORDERED = [kind for kind in Kind if kind not in (Kind.FLAG, Kind.LINK)]
COMPARED = (Op.BELOW, Op.AT_MOST, Op.ABOVE, Op.AT_LEAST)


@pytest.fixture
def samples(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "samples.portfolio", EVERY_KIND) as opened:
        yield opened


def found(store: Store, where: Filter, order: tuple[Sort, ...] = ()) -> list[Id]:
    """Ids of the records that `where` means, asked for in each of the three ways, which must agree."""
    with reader(store) as read:
        ids = [record.id for record in read.all(SAMPLE, where, order)]
        assert [record.id for record in read.page(SAMPLE, read.rows(SAMPLE, where, order))] == ids
        assert read.count(SAMPLE, where) == len(ids)
    return ids


def asked(store: Store, field: str, op: Op, value: Any = None) -> list[Id]:
    return found(store, Test(field, op, value))


def three(store: Store, kind: Kind) -> list[Id]:
    return [create(store, "sample", **{kind.value: value}) for value in VALUES[kind]]


@pytest.mark.parametrize("kind", ORDERED)
def test_that_comparisons_follow_the_order_that_a_person_sees(samples: Store, kind: Kind) -> None:
    low, middle, high = three(samples, kind)
    create(samples, "sample")
    if kind.may_be_unknown:
        create(samples, "sample", **{kind.value: Unknown("TBC")})
    plain = to_plain(kind, VALUES[kind][1])
    name = kind.value
    assert asked(samples, name, Op.IS, plain) == [middle]
    assert asked(samples, name, Op.ANY_OF, [plain, to_plain(kind, VALUES[kind][2])]) == [middle, high]
    assert asked(samples, name, Op.BELOW, plain) == [low]
    assert asked(samples, name, Op.AT_MOST, plain) == [low, middle]
    assert asked(samples, name, Op.ABOVE, plain) == [high]
    assert asked(samples, name, Op.AT_LEAST, plain) == [middle, high]


@pytest.mark.parametrize("kind", Kind)
def test_that_known_unknown_and_empty_are_three_different_things(samples: Store, kind: Kind) -> None:
    name = kind.value
    other = create(samples, "sample")
    known = create(samples, "sample", **{name: VALUES[kind][0] if kind is not Kind.LINK else other})
    words = [create(samples, "sample", **{name: Unknown("TBC")})] if kind.may_be_unknown else []
    assert asked(samples, name, Op.KNOWN) == [known]
    assert asked(samples, name, Op.UNKNOWN) == words
    assert asked(samples, name, Op.EMPTY) == [other]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.LINK])
def test_that_is_not_holds_for_all_the_others_with_or_without_a_value(samples: Store, kind: Kind) -> None:
    given, other = VALUES[kind][0], VALUES[kind][1]
    one = create(samples, "sample", **{kind.value: given})
    rest = [create(samples, "sample", **{kind.value: other}), create(samples, "sample")]
    assert asked(samples, kind.value, Op.IS_NOT, to_plain(kind, given)) == rest
    assert found(samples, Not(Test(kind.value, Op.IS, to_plain(kind, given)))) == rest
    assert asked(samples, kind.value, Op.IS, to_plain(kind, given)) == [one]


@pytest.mark.parametrize("descending", [False, True], ids=["ascending", "descending"])
@pytest.mark.parametrize("kind", ORDERED)
def test_that_records_without_a_known_value_come_last_either_way(
    samples: Store, kind: Kind, descending: bool
) -> None:
    nothing = [create(samples, "sample")]
    if kind.may_be_unknown:
        nothing.append(create(samples, "sample", **{kind.value: Unknown("TBC")}))
    ordered = three(samples, kind)
    if descending:
        ordered.reverse()
    assert found(samples, EVERYTHING, (Sort(kind.value, descending),)) == ordered + nothing


def test_that_links_are_ordered_and_searched_by_what_they_point_at(samples: Store) -> None:
    targets = [create(samples, "sample", text=text) for text in ("beech", "Alder", "cedar")]
    links = [create(samples, "sample", code=f"L{place}", link=target) for place, target in enumerate(targets)]
    only_links = Test("link", Op.KNOWN)
    assert found(samples, only_links, (Sort("link"),)) == [links[1], links[0], links[2]]
    assert asked(samples, "link", Op.CONTAINS, "ALD") == [links[1]]
    assert asked(samples, "link", Op.IS, targets[2]) == [links[2]]
    assert asked(samples, "link", Op.IS_NOT, targets[2]) == [*targets, *links[:2]]


def test_that_ties_keep_the_order_in_which_records_came(samples: Store) -> None:
    ids = [create(samples, "sample", scale=1) for _each in range(5)]
    assert found(samples, EVERYTHING, (Sort("scale"),)) == ids
    assert found(samples, EVERYTHING, (Sort("scale", descending=True),)) == ids


def test_that_parts_of_a_filter_are_all_any_or_none(samples: Store) -> None:
    low = create(samples, "sample", scale=1, flag=True)
    high = create(samples, "sample", scale=2, flag=False)
    silent = create(samples, "sample")
    first, yes = Test("scale", Op.IS, 1), Test("flag", Op.IS, True)
    assert found(samples, All((first, yes))) == [low]
    assert found(samples, AnyOf((first, Test("flag", Op.IS, False)))) == [low, high]
    assert found(samples, AnyOf(())) == []
    assert found(samples, All()) == [low, high, silent]
    assert found(samples, Not(yes)) == [high, silent]
    assert found(samples, Not(Not(yes))) == [low]


@pytest.mark.parametrize(
    ("words", "days"), [("today", 0), ("today+30", 30), ("today - 7", -7), (" today + 1d ", 1)]
)
def test_that_a_date_may_count_from_today(samples: Store, words: str, days: int) -> None:
    there = date.fromordinal(date(2026, 1, 5).toordinal() + days)
    create(samples, "sample", date=date(2020, 1, 1))
    hit = create(samples, "sample", date=there)
    assert asked(samples, "date", Op.IS, words) == [hit]
    assert asked(samples, "date", Op.AT_LEAST, words) == [hit]


def test_that_ratings_of_two_scales_compare_by_how_good_they_are(samples: Store) -> None:
    amber3, red5 = (
        create(samples, "sample", rating=Rating(*pair)) for pair in (("rag3", "amber"), ("rag5", "red"))
    )
    strange = create(samples, "sample", rating=Rating("stars", "4"))
    assert asked(samples, "rating", Op.AT_LEAST, "rag5:amber") == [amber3, red5]
    assert found(samples, EVERYTHING, (Sort("rating"),)) == [amber3, red5, strange]


@pytest.mark.parametrize(
    ("field", "op", "value"),
    [
        ("integer", Op.IS, "many"),
        ("integer", Op.BELOW, 10**30),
        ("money", Op.ABOVE, "much"),
        ("money", Op.ABOVE, "1e999999"),
        ("money", Op.IS, {"unknown": "TBC"}),
        ("money", Op.IS, {"sum": 1}),
        ("date", Op.BELOW, "soon"),
        ("date", Op.IS, "today+999999"),
        ("date", Op.CONTAINS, "2026"),
        ("flag", Op.IS, "yes"),
        ("choice", Op.BELOW, "xxl"),
        ("rating", Op.BELOW, "rag5:sky"),
        ("rating", Op.IS, "amber"),
        ("link", Op.BELOW, "0"),
        ("text", Op.ANY_OF, "not a list"),
        ("text", Op.ANY_OF, None),
        ("text", Op.IS, ["list"]),
    ],
)
def test_that_a_question_without_sense_is_refused_in_words(
    samples: Store, field: str, op: Op, value: Any
) -> None:
    with pytest.raises(Refusal):
        asked(samples, field, op, value)


def test_that_wildcards_mean_themselves(samples: Store) -> None:
    for text in ("100% done", "1000 done", "a_b", "axb", "[x]*?"):
        create(samples, "sample", text=text)

    def texts(part: str) -> list[Value]:
        with reader(samples) as read:
            return [record["text"] for record in read.all(SAMPLE, Test("text", Op.CONTAINS, part))]

    assert texts("100%") == ["100% done"]
    assert texts("a_b") == ["a_b"]
    assert texts("*?") == ["[x]*?"]
    assert texts("DONE") == ["100% done", "1000 done"]


def test_that_hostile_text_is_only_ever_text(samples: Store) -> None:
    plain = create(samples, "sample", text="an ordinary record")
    for text in HOSTILE:
        kept = clean(text).text
        own = create(samples, "sample", text=kept, narrative=kept, choice=kept)
        for where in (
            Test("text", Op.IS, text),
            Test("narrative", Op.CONTAINS, text),
            Test("choice", Op.CONTAINS, text),
            Test("choice", Op.ANY_OF, [text]),
        ):
            with reader(samples) as read:
                rows = read.rows(SAMPLE, where)
                assert read.row_of(SAMPLE, own) in rows
                assert read.row_of(SAMPLE, plain) not in rows or kept in "an ordinary record"
        with reader(samples) as read:
            read.rows(SAMPLE, Words(text))
            read.search(text)
            read.by_code(text)
            assert read.get(SAMPLE, Id(text)) is None


def test_that_a_sum_says_how_many_of_how_many_are_known(samples: Store) -> None:
    create(samples, "sample", money=Decimal("10.25"), scale=1)
    create(samples, "sample", money=Decimal("-0.25"), scale=1)
    create(samples, "sample", money=Unknown("TBC"), scale=1)
    create(samples, "sample", scale=2)
    money = SAMPLE.field("money")
    with reader(samples) as read:
        total = read.totals(SAMPLE, [money])["money"]
        assert (total.sum, total.known, total.count) == (Decimal("10.00"), 2, 4)
        none = read.totals(SAMPLE, [money], Test("scale", Op.IS, 9))["money"]
        assert (none.sum, none.known, none.count) == (Decimal("0.00"), 0, 0)
        groups = read.groups(SAMPLE, SAMPLE.field("scale"), [money])
    assert [(group.value, group.count, group.totals["money"].known) for group in groups] == [
        (1, 3, 2),
        (2, 1, 0),
    ]


def test_that_a_sum_may_be_larger_than_any_one_value(samples: Store) -> None:
    for _each in range(100):
        create(samples, "sample", money=Decimal(10) ** 15, number=Decimal(10) ** 12)
    with reader(samples) as read:
        totals = read.totals(SAMPLE, [SAMPLE.field("money"), SAMPLE.field("number")])
    assert (totals["money"].sum, totals["number"].sum) == (Decimal(10) ** 17, Decimal(10) ** 14)

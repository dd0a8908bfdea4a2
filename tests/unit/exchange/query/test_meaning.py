# SPDX-License-Identifier: Apache-2.0
"""What somebody types means the same filter above a register, in the search, in the palette and on the command line."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Not, Op, Test, Words
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.query.meaning import typed_filter
from portfolio_desktop.services.views.shipped import open_records, overdue_records
from tests.support.offices import add, make_office

ACTION, RISK, PROJECT = (CATALOGUE.entity(name) for name in ("action", "risk", "project"))


def asked(text: str, register: str = "action") -> Filter:
    return typed_filter(CATALOGUE, CATALOGUE.entity(register), text)


def only(text: str, register: str = "action") -> Filter:
    """The one thing that is asked for."""
    found = asked(text, register)
    assert isinstance(found, All)
    (part,) = found.parts
    return part


@pytest.mark.parametrize("text", ["", "   ", "-", "--", '-"', '"', "owner:", "harbour"[:0]])
def test_that_what_asks_for_nothing_leaves_nothing_out(text: str) -> None:
    assert asked(text) in (EVERYTHING, All(()))


def test_that_words_fields_states_and_exclusions_combine() -> None:
    found = asked('quay "exact words" owner:ann -closed -draft -"to do"')
    assert isinstance(found, All)
    still = open_records(CATALOGUE, ACTION)
    assert still is not None
    assert found.parts == (
        Test("owner_id", Op.CONTAINS, "ann"),
        Not(Not(still)),
        Not(Words("draft")),
        Not(Words('"to do"')),
        Words('quay "exact words"'),
    )


def test_that_a_word_in_quotes_after_a_minus_is_the_word_and_not_the_state() -> None:
    assert only('-"closed"') == Not(Words('"closed"'))


@pytest.mark.parametrize(
    "quoted", ["“Ann Example”", "„Ann Example“", "«Ann Example»", "‘Ann Example’", "”Ann Example”"]
)
def test_that_quotes_as_word_writes_them_keep_words_together(quoted: str) -> None:
    assert only(f"owner:{quoted}") == Test("owner_id", Op.CONTAINS, "Ann Example")
    assert only(f"-{quoted}") == Not(Words('"Ann Example"'))
    assert only(quoted) == Words('"Ann Example"')


def test_that_an_apostrophe_is_no_quote() -> None:
    assert only("owner:O’Brien") == Test("owner_id", Op.CONTAINS, "O’Brien")
    assert only("owner:‘O’Brien’s men’") == Test("owner_id", Op.CONTAINS, "O’Brien’s men")
    assert only("‘80s") == Words("‘80s")


def test_that_states_are_those_of_the_register() -> None:
    assert only("is:overdue") == overdue_records(CATALOGUE, ACTION)
    assert only("is:open") == open_records(CATALOGUE, ACTION)
    assert only("is:done") == Test("status", Op.IS, "done")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("due:<30d", Test("due", Op.BELOW, "today+30")),
        ("due:<=2w", Test("due", Op.AT_MOST, "today+2w")),
        ("due:>-3m", Test("due", Op.ABOVE, "today-3m")),
        ("due:today", Test("due", Op.IS, "today")),
        ("due:tomorrow", Test("due", Op.IS, "today+1")),
        ("due:<today+7", Test("due", Op.BELOW, "today+7")),
        ("due:7d", All((Test("due", Op.AT_LEAST, "today"), Test("due", Op.AT_MOST, "today+7")))),
        ("due:-7d", All((Test("due", Op.AT_LEAST, "today-7"), Test("due", Op.AT_MOST, "today")))),
        ("due:2027-02", All((Test("due", Op.AT_LEAST, "2027-02-01"), Test("due", Op.AT_MOST, "2027-02-28")))),
        ("due:>2026", Test("due", Op.ABOVE, "2026-12-31")),
        ("due:<2026", Test("due", Op.BELOW, "2026-01-01")),
        ("due:31/3/2027", Test("due", Op.IS, "2027-03-31")),
        ("due:1/4/2026..", All((Test("due", Op.AT_LEAST, "2026-04-01"),))),
        ('due:>"3 March 2027"', Test("due", Op.ABOVE, "2027-03-03")),
    ],
)
def test_that_days_can_be_counted_from_today_and_given_as_stretches(text: str, meant: Filter) -> None:
    assert only(text) == meant


def test_that_due_and_owner_and_rag_mean_what_each_register_has() -> None:
    assert only("due:today", "risk") == Test("review_on", Op.IS, "today")
    assert only("owner:ann", "project") == Test("sro_id", Op.CONTAINS, "ann")
    assert only("rag:red", "project") == Test("confidence", Op.ANY_OF, ["rag5:red", "rag3:red"])
    assert only("rag:red", "risk") == Test("band", Op.ANY_OF, ["critical"])
    assert only("rag:>=amber", "project") == Test("confidence", Op.AT_LEAST, "rag5:amber")


def test_that_several_values_stand_with_commas_between_them() -> None:
    found = only("status:open,done")
    assert found == AnyOf((Test("status", Op.CONTAINS, "open"), Test("status", Op.CONTAINS, "done")))
    assert only('title:"a,b"') == Test("title", Op.CONTAINS, "a,b")
    assert only("title:a,b") == Test("title", Op.CONTAINS, "a,b")


def test_that_amounts_can_be_compared_and_given_as_stretches() -> None:
    assert only("whole_life_cost:>1,500k", "project") == Test("whole_life_cost", Op.ABOVE, "1500000.00")
    assert only("whole_life_cost:1m..2m", "project") == All(
        (
            Test("whole_life_cost", Op.AT_LEAST, "1000000.00"),
            Test("whole_life_cost", Op.AT_MOST, "2000000.00"),
        )
    )


def test_that_a_field_can_be_asked_whether_it_says_anything() -> None:
    assert only("has:owner") == Test("owner_id", Op.KNOWN)
    assert only("-has:due") == Not(Test("due", Op.KNOWN))
    assert only('owner:""') == Test("owner_id", Op.EMPTY)
    assert only("whole_life_cost:?", "project") == Test("whole_life_cost", Op.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour:red", "“colour:” is no field of actions"),
        ("colour:red", "owner:"),
        ("colour:red", "is:overdue"),
        ("is:purple", "“is:purple” says nothing about actions"),
        ("is:purple", "overdue"),
        ("status:purple", "there is no “purple”"),
        ("due:<sometime", "“sometime” is no day"),
        ("due:9999y", "is no day"),
        ("due:..", "is no day"),
        ("owner: ann", "straight after “owner:”"),
        ("status:>open", "is not a value to look for"),
        ("in:nowhere", "names no register"),
        ("has:nothing_of_the_kind", "is no field of actions"),
        (" ".join(f"-a{number}" for number in range(31)), "up to 30 conditions"),
    ],
)
def test_that_what_means_nothing_is_refused_in_one_sentence_that_says_what_is_allowed(
    text: str, said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        asked(text)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 320


@pytest.mark.parametrize(
    "text", ["https://example.org", "12:30", ":", "::", "a::b"[1:], '"Re: budget"', "(a:b"]
)
def test_that_a_colon_in_a_word_is_only_a_colon(text: str) -> None:
    assert isinstance(only(text), Words)


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE action; --",
        "%_*()^ NEAR AND OR NOT",
        "كلمة is:open",
        "🎉 👩‍👩‍👧 -🎉",
        "\x00\ud800",
        "x" * 10_000,
        '"a" ' * 2500,
        "(" * 10_000,
        '-"' * 5000,
        "owner:ann " * 1000,
    ],
)
def test_that_nothing_typed_is_more_than_words(text: str) -> None:
    asked(text)


def test_that_an_own_field_that_is_called_like_an_operator_is_asked_for_by_its_own_name() -> None:
    own = replace(ACTION.field("title"), name="own_is", label="Is")
    entity = ACTION.extended((own,), "Own")
    assert typed_filter(CATALOGUE, entity, "own_is:harbour") == All((Test("own_is", Op.CONTAINS, "harbour"),))
    still = open_records(CATALOGUE, entity)
    assert still is not None
    assert typed_filter(CATALOGUE, entity, "is:open") == All((still,))


# --- words that are names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("amara", {"Quay", "Dredging"}),
        ("ama", {"Quay", "Dredging"}),
        ("mara", set()),
        ("okafor amara", {"Quay", "Dredging"}),
        ("amara quay", {"Quay"}),
        ("quay amara", {"Quay"}),
        ('"amara okafor"', {"Quay", "Dredging"}),
        ('"amara oka"', set()),
        ("zoe", {"Quay"}),
        ("amara zoe", {"Quay"}),
        ("-amara", {"Lights"}),
        ("amara likelihood:>=4", {"Dredging"}),
        ("amara nobody", set()),
    ],
)
def test_that_words_find_the_records_of_the_people_who_are_called_so(
    tmp_path: Path, typed: str, found: set[str]
) -> None:
    with make_office(tmp_path) as office:
        amara, zoe = (add(office, "person", name=name) for name in ("Amara Okafor", "Zoë Hill"))
        add(office, "risk", title="Quay", owner_id=amara, raised_by_id=zoe, likelihood=2)
        add(office, "risk", title="Dredging", owner_id=amara, likelihood=4)
        add(office, "risk", title="Lights", likelihood=4)
        where = typed_filter(office.catalogue, RISK, typed)
        with office.reading() as reader:
            assert {record["title"] for record in reader.all(RISK, where)} == found
            assert reader.count(RISK, where) == len(found)

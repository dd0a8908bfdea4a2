# SPDX-License-Identifier: Apache-2.0
"""The search over everything: one typed line, asked of every register that can answer it."""

from collections.abc import Iterator
from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Rating
from portfolio_desktop.exchange.query.everywhere import search
from portfolio_desktop.services.office import Office
from tests.support.offices import add, make_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Two projects, two risks, two actions and a document, all about a harbour. Today is 20 November 2026."""
    with make_office(tmp_path_factory.mktemp("search")) as office:
        ann = add(office, "person", name="Ann Moorcroft")
        ben = add(office, "person", name="Ben Otter")
        wall = add(
            office,
            "project",
            code="P-0007",
            title="Harbour wall",
            sro_id=ann,
            confidence=Rating("rag5", "red"),
        )
        add(office, "project", code="P-0008", title="Harbour lights", confidence=Rating("rag5", "green"))
        add(
            office,
            "risk",
            title="Storms reach the harbour wall",
            project_id=wall,
            owner_id=ann,
            status="open",
        )
        add(office, "risk", title="Harbour silts up", owner_id=ben, status="closed", outcome="Dredged")
        add(office, "action", title="Dredge the harbour", owner_id=ben, due=date(2026, 12, 1), status="open")
        add(
            office,
            "action",
            title="Wall of the harbour: survey",
            owner_id=ann,
            due=date(2026, 11, 1),
            status="open",
        )
        add(office, "document", title="Harbour bill")
        yield office


def titles(office: Office, text: str) -> set[str]:
    return {found.title for found in search(office, text).found}


def test_that_words_alone_are_looked_for_anywhere(office: Office) -> None:
    assert len(titles(office, "harbour")) == 7


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "harbour owner:ann",
            {"Harbour wall", "Storms reach the harbour wall", "Wall of the harbour: survey"},
        ),
        ('"harbour wall"', {"Harbour wall", "Storms reach the harbour wall"}),
        ("rag:red in:projects", {"Harbour wall"}),
        ("is:overdue", {"Wall of the harbour: survey"}),
        ("due:<30d in:actions", {"Wall of the harbour: survey", "Dredge the harbour"}),
        ("due:30d in:actions", {"Dredge the harbour"}),
        ("harbour in:risks,documents -closed", {"Storms reach the harbour wall", "Harbour bill"}),
        ("harbour -wall in:actions,risks", {"Harbour silts up", "Dredge the harbour"}),
        ("project:P-0007 in:risks", {"Storms reach the harbour wall"}),
        ("P-0007", {"Harbour wall"}),
        ("P-0007 rag:green", set()),
        ("P-0007 rag:red", {"Harbour wall"}),
        ("-has:owner in:actions", set()),
    ],
)
def test_that_operators_narrow_what_is_found_in_every_register(
    office: Office, text: str, found: set[str]
) -> None:
    assert titles(office, text) == found


def test_that_what_is_left_out_leaves_registers_alone_that_cannot_have_it(office: Office) -> None:
    assert "Harbour bill" in titles(office, "harbour -owner:ann")
    assert "Harbour wall" not in titles(office, "harbour -owner:ann")


def test_that_operators_alone_say_how_many_there_are_and_put_the_earliest_first(office: Office) -> None:
    results = search(office, "has:due in:actions")
    assert dict(results.counts) == {"action": 2}
    assert [found.title for found in results.found] == ["Wall of the harbour: survey", "Dredge the harbour"]


def test_that_no_more_is_shown_than_asked_for_while_all_are_counted(office: Office) -> None:
    for number in range(12):
        add(office, "lesson", title=f"Lesson {number}", status="proposed")
    results = search(office, "in:lessons", limit=5)
    assert (len(results.found), dict(results.counts)) == (10, {"lesson": 12})


@pytest.mark.parametrize("text", ["", "  ", '"', "-", "owner:", '-"'])
def test_that_nothing_asked_for_finds_nothing(office: Office, text: str) -> None:
    assert search(office, text).found == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour:red", "“colour:” is no field of any register. Ask for owner:, rag:, due:"),
        ("is:purple", "There are: is:open, is:closed, is:overdue"),
        ("rag:purple", "Choose one of Green, Amber/Green, Amber, Amber/Red, Red."),
        ("has:wings", "“wings:” is no field of any register"),
        ("in:nowhere", "names no register"),
        (
            "likelihood:4 whole_life_cost:>1m",
            "No register has all of likelihood:, whole_life_cost: together.",
        ),
    ],
)
def test_that_what_no_register_can_answer_is_refused_in_one_sentence(
    office: Office, text: str, said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        search(office, text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE risk; -- is:open",
        "🎉 is:open",
        "كلمة in:risks",
        "x" * 10_000,
        "\x00 is:open",
        '"z' * 3000,
    ],
)
def test_that_anything_may_be_typed(office: Office, text: str) -> None:
    assert search(office, text).found == ()

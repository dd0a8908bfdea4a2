# SPDX-License-Identifier: Apache-2.0
"""Prompts find what a fair reader would ask about, and leave alone what is well said."""

from datetime import date

import pytest

from portfolio_desktop.domain.appraisal import prompts
from portfolio_desktop.domain.appraisal.gaps import gaps, suits
from portfolio_desktop.domain.appraisal.prompts import About, Text

START, END = date(2026, 4, 1), date(2027, 3, 31)


def text(words: str, **more: object) -> Text:
    return Text("The how", words, **more)  # type: ignore[arg-type]


def test_that_a_year_remembered_by_its_end_is_asked_about() -> None:
    late = [date(2027, 1, 10), date(2027, 2, 1), date(2027, 3, 1), date(2026, 5, 1)]
    (prompt,) = prompts.recency(late, START, END)
    assert prompt.saw == "3 of 4 pieces of evidence are from the last quarter, since 1 Jan 2027."
    assert not list(prompts.recency([*late, date(2026, 6, 1), date(2026, 7, 1)], START, END))
    assert not list(prompts.recency(late[:3], START, END))  # too few to say anything


@pytest.mark.parametrize(
    "sentence",
    ["Ben is a real team player.", "Excellent!", "She needs to improve.", "He can be bossy and abrasive."],
)
def test_that_praise_and_blame_without_an_example_are_found(sentence: str) -> None:
    (prompt,) = prompts.vague([text(f"On 3 June she closed P-12. {sentence}")])
    assert prompt.about is About.VAGUE
    assert sentence in prompt.saw
    assert prompt.where == "The how"


@pytest.mark.parametrize(
    "words",
    [
        "Excellent work when the supplier failed: he had a second one by Friday.",
        "Great board paper on 3 June.",
        "Closed the risk backlog.",
        "The greatest change was the new gate.",
        "",
    ],
)
def test_that_what_is_borne_out_or_plain_is_left_alone(words: str) -> None:
    assert not list(prompts.vague([text(words)]))


def test_that_a_level_at_the_end_of_the_scale_wants_something_dated() -> None:
    bare = text("Good", level="Beyond", outer=True)
    (prompt,) = prompts.without_evidence([bare, text("Good", level="As agreed")])
    assert "“Beyond” is given" in prompt.saw
    assert not list(prompts.without_evidence([text("Good", level="Beyond", outer=True, cites=True)]))


def test_that_nothing_should_come_as_news() -> None:
    (prompt,) = prompts.untold([("Missed the return", date(2026, 6, 3), False), ("Chaired", None, True)])
    assert prompt.saw == "The person has not been told of “Missed the return”, 3 Jun 2026."


def test_that_a_text_much_shorter_than_the_others_is_noticed() -> None:
    (prompt,) = prompts.length("a", {"a": 20, "b": 100, "c": 90})
    assert "This part has 20 words" in prompt.saw
    assert not list(prompts.length("a", {"a": 80, "b": 100, "c": 90}))
    assert not list(prompts.length("a", {"a": 20, "b": 100}))
    assert not list(prompts.length("a", {"a": 1, "b": 3, "c": 3}))
    assert list(prompts.length("a", {"a": 300, "b": 100, "c": 90}))


def test_that_a_sentence_written_on_two_people_is_found_however_it_is_cased() -> None:
    others = {"Dee Rao": prompts.marks(["Took part in every gate review of the year. Fine."])}
    own = [text("took part in every gate review of the year! Fine.")]
    (prompt,) = prompts.copied(own, others)
    assert "on Dee Rao" in prompt.saw
    assert not list(prompts.copied([text("Fine.")], others))
    both = "3 Jun 2026: Moved the programme to the new office in one night."
    assert not list(prompts.copied([text(both)], {"Dee Rao": prompts.marks([both])}))


def test_that_objectives_and_ended_quarters_without_evidence_are_named() -> None:
    noted = [(date(2026, 5, 1), "a"), (date(2026, 8, 1), None)]
    found = gaps([("a", "Backlog"), ("b", "Return")], noted, START, END, date(2027, 1, 5))
    assert found == [
        "There is no evidence on “Return” yet.",
        "Nothing was noted from 1 Oct 2026 to 31 Dec 2026. Look through diary and decisions of that time.",
    ]


def test_that_evidence_is_offered_where_it_says_something() -> None:
    assert suits("learning", "development")
    assert not suits("learning", "what")
    assert suits("learning", "")

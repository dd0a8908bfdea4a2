# SPDX-License-Identifier: Apache-2.0
"""Two texts side by side: every word of both is there, and only what differs is marked."""

from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.domain.texts.word_changes import Piece, word_changes, words_alone

TEXTS = st.text(alphabet="ab .\n", max_size=60)


def test_that_only_the_words_that_differ_are_marked() -> None:
    assert word_changes("The pier is late.", "The old pier was late.") == [
        Piece("The ", True, True),
        Piece("old ", False, True),
        Piece("pier ", True, True),
        Piece("is", True, False),
        Piece("was", False, True),
        Piece(" late.", True, True),
    ]


@given(TEXTS, TEXTS)
def test_that_both_texts_come_whole(ours: str, theirs: str) -> None:
    found = word_changes(ours, theirs)
    assert "".join(piece.text for piece in found if piece.ours) == ours
    assert "".join(piece.text for piece in found if piece.theirs) == theirs


def test_that_very_long_texts_are_compared_at_once() -> None:
    ours, theirs = (
        "Same start. " + "one two " * 50_000 + "Same end.",
        "Same start. " + "three " * 50_000 + "Same end.",
    )
    found = word_changes(ours, theirs)
    assert [piece.text for piece in found if piece.ours and piece.theirs] == ["Same start. ", " Same end."]


def test_that_of_three_texts_only_what_one_says_alone_is_marked() -> None:
    one, two, three = "Opens in May.", "Opens in June.", "It opens in June."
    assert words_alone(one, [two, three]) == [("Opens in ", False), ("May", True), (".", False)]
    assert words_alone(two, [one, three]) == [(two, False)]  # each of its words is said by another, too
    assert words_alone(three, [one, two])[0] == ("It opens", True)


def test_that_a_text_without_another_has_nothing_marked() -> None:
    assert words_alone("Opens in May.", []) == [("Opens in May.", False)]


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_that_a_text_among_several_comes_whole(text: str, others: list[str]) -> None:
    assert "".join(piece for piece, _alone in words_alone(text, others)) == text
    assert words_alone(text, [*others, text]) == ([(text, False)] if text else [])

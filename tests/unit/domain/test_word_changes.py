# SPDX-License-Identifier: Apache-2.0
"""Two texts side by side: every word of both is there, and only what differs is marked."""

from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.domain.word_changes import Piece, word_changes


def test_that_only_the_words_that_differ_are_marked() -> None:
    assert word_changes("The pier is late.", "The old pier was late.") == [
        Piece("The ", True, True),
        Piece("old ", False, True),
        Piece("pier ", True, True),
        Piece("is", True, False),
        Piece("was", False, True),
        Piece(" late.", True, True),
    ]


@given(st.text(alphabet="ab .\n", max_size=60), st.text(alphabet="ab .\n", max_size=60))
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

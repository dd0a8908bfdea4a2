# SPDX-License-Identifier: Apache-2.0
"""Which names fit typed words, and how well."""

import pytest

from portfolio_desktop.gui.shell.matching import fit


@pytest.mark.parametrize(
    ("words", "name"),
    [("risk", "Risks"), ("go ris", "Risks Go to"), ("resp", "Risk responses"), ("", "Anything")],
)
def test_that_every_typed_word_is_somewhere_in_the_name(words: str, name: str) -> None:
    assert fit(words, name) > 0


def test_that_a_word_that_is_not_there_fits_nothing() -> None:
    assert fit("risk zebra", "Risks") == 0


def test_that_a_beginning_fits_better_than_a_middle() -> None:
    assert (
        fit("har", "Harbour wall") > fit("har", "Options for Harbour") > fit("arb", "Options for Harbour") > 0
    )

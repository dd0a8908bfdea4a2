# SPDX-License-Identifier: Apache-2.0
"""What worries most is told to its last word, or the page says where it goes on and how many more there are."""

from datetime import date

import pytest

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Edition, Narrative, PackData, PackProject
from portfolio_desktop.reports.pack import render_pack
from tests.unit.reports.test_pack import read
from tests.unit.reports.test_pack_overdue import page

SENTENCE = (
    "The design cannot be finished until load tests are complete, and the works season has been missed."
)
LAST = "The opening slips to 26 February 2027."


def worried(key: str, text: str) -> PackProject:
    why = Narrative("Why it is rated so", text, "confidence_reason")
    return PackProject(key, key, f"Project {key}", rating=Rating("rag3", "red"), narratives=(why,))


def overview(*projects: PackProject) -> str:
    data = PackData(Edition("Change", date(2026, 11, 23)), projects)
    return page(read(render_pack(data)), "Biggest concerns").partition("Biggest concerns")[2]


def test_that_a_reason_of_usual_length_is_told_to_its_last_word() -> None:
    text = overview(*(worried(key, f"{key} {SENTENCE} {SENTENCE} {LAST}") for key in "ABC"))
    assert text.count(LAST) == 3
    assert "…" not in text


def test_that_those_who_have_no_room_are_counted() -> None:
    text = overview(*(worried(key, f"{key} {SENTENCE} {SENTENCE} {LAST}") for key in "ABCDEFGH"))
    told = text.count(LAST)
    assert 3 <= told < 8
    assert f"and {8 - told} projects more, see the dashboard" in text


@pytest.mark.parametrize(
    ("pages", "where"),
    [(("A",), "It goes on in the project report."), ((), "It goes on in the register of projects.")],
)
def test_that_it_is_said_where_a_reason_that_is_too_long_goes_on(pages: tuple[str, ...], where: str) -> None:
    long = worried("A", " ".join([SENTENCE] * 20 + [LAST]))
    data = PackData(Edition("Change", date(2026, 11, 23)), (long,), one_pagers=pages)
    text = page(read(render_pack(data)), "Biggest concerns")
    assert where in text.partition("Biggest concerns")[2]


def test_that_a_long_judgement_above_leaves_room_for_concerns() -> None:
    projects = tuple(worried(key, f"{key} {SENTENCE} {SENTENCE} {LAST}") for key in "ABCDE")
    data = PackData(Edition("Change", date(2026, 11, 23)), projects, judgement=" ".join([SENTENCE] * 7))
    text = page(read(render_pack(data)), "Biggest concerns").partition("Biggest concerns")[2]
    assert all(f"Project {key}" in text for key in "ABC")

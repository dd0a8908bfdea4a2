# SPDX-License-Identifier: Apache-2.0
"""Why a project stands as it does, without the words that every return opens with."""

from datetime import date

from portfolio_desktop.domain.pack.data import Edition, Narrative, PackData, PackProject
from portfolio_desktop.domain.pack.words import reasons

_OPENING = "Compared with last quarter, the assessed rating of the project at the end of March"


def told(*texts: str) -> list[str]:
    projects = tuple(
        PackProject(str(n), "", "", narratives=(Narrative("Why", text),)) for n, text in enumerate(texts)
    )
    return list(reasons(PackData(Edition("Portfolio", date(2026, 3, 31)), projects)).values())


def test_that_an_opening_that_many_returns_share_is_left_out() -> None:
    found = told(
        f"{_OPENING} fell from Green to Amber. The bridge has corroded hangers.",
        f"{_OPENING} fell from Green to Red Since June the supplier has been insolvent.",
        f"{_OPENING} stays at Amber. Staff are short in two of five teams.",
        f"{_OPENING} stays at Amber. Nothing else is worth a word of explanation here.",
    )
    assert found[0].endswith("The bridge has corroded hangers.")
    assert found[1].endswith("Since June the supplier has been insolvent.")
    assert all("Compared with" not in text for text in found)


def test_that_words_of_its_own_are_printed_from_the_first() -> None:
    texts = ("The bridge has corroded hangers, and the works season is missed.", "Staff are short.", "")
    assert told(*texts) == list(texts)


def test_that_a_return_of_nothing_but_the_opening_keeps_it() -> None:
    assert told(*[f"{_OPENING} stays."] * 4) == [f"{_OPENING} stays."] * 4


def test_that_two_alike_are_no_form() -> None:
    texts = [f"{_OPENING} fell. The bridge has corroded hangers and needs new ones."] * 2
    assert told(*texts) == texts


def test_that_a_sentence_that_begins_like_others_is_printed_whole() -> None:
    shared = "The rating is Amber. This is primarily due to"
    found = told(
        f"{shared} the loss of a supplier in the north.",
        f"{shared} a late decision on the site at Harbour Road.",
        f"{shared} new demands by the regulator on the signals.",
    )
    assert found[0] == "This is primarily due to the loss of a supplier in the north."


def test_that_words_on_the_benefits_or_the_aims_are_never_the_reason_for_a_rating() -> None:
    said = (
        Narrative("Description and aims", "Replace every switch.", "description"),
        Narrative("On the benefits", "None - obligatory", "benefits_note"),
    )
    silent = PackProject("1", "", "", narratives=said)
    spoken = PackProject("2", "", "", narratives=(*said, Narrative("On the dates", "Late.", "schedule_note")))
    found = reasons(PackData(Edition("Portfolio", date(2026, 3, 31)), (silent, spoken)))
    assert found == {"1": "", "2": "Late."}

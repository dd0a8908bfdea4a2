# SPDX-License-Identifier: Apache-2.0
"""What projects report is read by the board also where they have no page of their own."""

from dataclasses import replace
from datetime import date

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.data import Edition, Narrative, PackData, PackProject
from portfolio_desktop.reports.pack import compose, render_pack
from tests.unit.reports.test_pack import read


def project(number: int, level: str = "green", words: str = "") -> PackProject:
    said = (Narrative("Done this period", words, "done_this_period"),) if words else ()
    rating = Rating("rag5", level)
    return PackProject(f"k{number}", f"P-{number}", f"Project {number}", rating=rating, narratives=said)


DATA = PackData(
    Edition("Portfolio", date(2026, 11, 23)),
    (
        project(1, "green", "Handover walk-round done, 31 snags."),
        project(2, "red", "Contractor claims."),
        project(3, "amber_red", "Roof trusses failed."),
        project(4, "amber"),
    ),
    one_pagers=("k2",),
)


def brief(data: PackData) -> str:
    """The list and what follows it: above it may stand the report of a project that has one of its own."""
    page = next((page for page in read(render_pack(data))[2:] if "in brief" in page), "")
    head, found, rest = page.partition(" in brief")
    return f"{' '.join(head.split()[-3:])}{found}{rest}" if found else ""


def test_that_what_stands_on_no_page_of_its_own_is_printed_the_worst_first() -> None:
    words = brief(DATA)
    assert "2 more projects in brief" in words
    assert words.index("Roof trusses failed.") < words.index("Handover walk-round done, 31 snags.")
    assert "Contractor claims." not in words
    assert "Project 4" not in words


def test_that_where_all_tell_the_same_it_is_said_once_and_else_with_each() -> None:
    assert brief(DATA).count("Done this period") == 1
    other = replace(DATA.projects[3], narratives=(Narrative("Next", "Choose a supplier.", "next_period"),))
    words = brief(replace(DATA, projects=(*DATA.projects[:3], other)))
    assert "Done this period: Roof trusses failed." in words
    assert "Next: Choose a supplier." in words


def test_that_a_project_without_a_rating_says_why() -> None:
    paused = replace(DATA.projects[2], rating=Unknown("Paused"))
    assert "Project 3 P-3 Paused Roof trusses failed." in brief(replace(DATA, projects=(paused,)))


def test_that_nothing_is_printed_where_each_has_its_page_or_nothing_to_tell() -> None:
    assert not brief(replace(DATA, one_pagers=("k1", "k2", "k3")))


def test_that_of_very_many_the_worst_are_printed_and_the_rest_is_named() -> None:
    many = tuple(
        project(number, "red" if number == 99 else "green", "Goes on. " * 90) for number in range(100)
    )
    data = replace(DATA, projects=many, one_pagers=())
    words = brief(data)
    assert "100 projects in brief" in words
    assert "The 30 that stand worst; the register has them all" in words
    assert "Project 99" in words
    assert sum(sheet.section == "Project reports" for sheet in compose(data)) <= 4

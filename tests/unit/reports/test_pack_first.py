# SPDX-License-Identifier: Apache-2.0
"""The first pack of an office: it says whose it is, explains what stands on it and nothing else, and leaves no gap."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Edition, PackData, PackProject
from portfolio_desktop.domain.pack.frozen import named
from portfolio_desktop.domain.pack.risks import PackExposure, PackRisk
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.reports.pages import dashboard
from portfolio_desktop.reports.primitives import Mark, Tagged, Text
from portfolio_desktop.reports.style import REGULAR
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.text import width
from tests.unit.reports.test_pack import read
from tests.unit.reports.test_pack_overdue import AHEAD, LATE, page

RISK = PackRisk("r", "R01", "Silt", likelihood=4, impact=4, score=16, band="critical")
DATA = named(
    PackData(
        Edition("Change", date(2026, 11, 23), board="Change Board", organisation="Northshire Council"),
        (
            replace(AHEAD, sponsor="Ann", cost=Decimal(3_600_000)),
            replace(LATE, sponsor="Bea", cost=Decimal(300_000)),
        ),
        risks=(RISK,),
        exposure=PackExposure(0, 1),
    )
)


def texts(marks: Iterable[Mark]) -> Iterator[Text]:
    for mark in marks:
        if isinstance(mark, Text):
            yield mark
        elif isinstance(mark, Tagged):
            yield from texts(mark.marks)


def test_that_the_cover_says_whose_pack_it_is_and_names_its_data_in_words() -> None:
    cover, *others = read(render_pack(DATA))
    assert "Northshire Council · Change Board" in cover
    assert f"Data reference {DATA.edition.snapshot}" in cover
    assert all(DATA.edition.snapshot not in text for text in others)
    assert "Data reference" in page(others, "How to read this pack")


def test_that_what_stands_nowhere_is_not_explained() -> None:
    pages = read(render_pack(DATA))
    key = page(pages, "How to read this pack")
    for words in ("Like for like", "Another scale", "P50 and P80", "Worse", "Better"):
        assert words not in key
    for words in ("Whole-life cost", "Score and band", "Not reported"):
        assert words in key
    more = replace(
        DATA,
        edition=replace(DATA.edition, previous=date(2026, 8, 31)),
        exposure=PackExposure(1, 1, Decimal(1), Decimal(1), Decimal(1)),
        projects=tuple(
            replace(each, history=(each.rating, each.rating), cost=None) for each in DATA.projects
        ),
        risks=(),
    )
    key = page(read(render_pack(more)), "How to read this pack")
    for words in ("Like for like", "P50 and P80", "Worse", "Better"):
        assert words in key
    for words in ("Whole-life cost", "Score and band"):
        assert words not in key


def test_that_the_map_explains_only_the_signs_that_are_on_it() -> None:
    risks = page(read(render_pack(DATA)), "All 1 open threats")
    assert "rank in the table, now" in risks
    assert "inherent" not in risks
    assert "target" not in risks
    aimed = replace(DATA, risks=(replace(RISK, inherent=(4, 4), target=(2, 2)),))
    risks = page(read(render_pack(aimed)), "All 1 open threats")
    assert "target" in risks
    assert "inherent" not in risks


def test_that_what_short_names_leave_over_goes_to_every_column() -> None:
    (sheet,) = dashboard.sheets(DATA)
    said = {text.text: text for text in texts(sheet.marks)}
    name = said["GDPR Remediation"]
    assert said["Owner"].x - name.x - width(name.text, REGULAR, name.size) < 90
    assert said["Finish"].x == PAGE_RIGHT


def test_that_what_is_one_step_from_red_stands_among_the_biggest_concerns_after_what_is_red() -> None:
    def rated(key: str, level: str, cost: int) -> PackProject:
        return PackProject(key, key.title(), "", rating=Rating("rag5", level), cost=Decimal(cost))

    some = (
        rated("doubted", "amber_red", 8_000_000),
        rated("usual", "amber", 9_000_000),
        rated("failing", "red", 1_000_000),
    )
    first = page(read(render_pack(replace(DATA, projects=some, risks=()))), "Biggest concerns")
    told = first.partition("Biggest concerns")[2]
    assert told.index("Failing") < told.index("Doubted")
    assert "Usual" not in told

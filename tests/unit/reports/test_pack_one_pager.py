# SPDX-License-Identifier: Apache-2.0
"""The page of one project stays one page for as long as anything can give way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Dimension, KeyDate, Milestone, Narrative, PackData
from portfolio_desktop.reports.pack import render_pack
from tests.support.sample_pack import pack
from tests.unit.reports.test_pack import read

_SIDES = ("Schedule", "Cost", "Scope and quality", "Benefits", "Resources", "Risk")
_TITLES = ("Why it is rated so", "Path to green", "What is asked", "Done this period", "Next")
_SAID = (
    "The lease ends in seven months and cannot be renewed, and the finance system was to retire 19 servers and "
    "will now do so too late, so that they must be moved after all."
)


def _full(dates: int) -> PackData:
    """One project of which everything is reported, with `dates` of its own beside start and finish."""
    data = pack(1, changed=False)
    amber = Rating("rag5", "amber")
    day = date(2027, 3, 31)
    project = replace(
        data.projects[0],
        name="Data centre exit",
        category="Infrastructure",
        complete="75%",
        value_for_money="Medium",
        manager="Nia Morgan-Ellis",
        forward_look="worsening",
        benefits=Decimal(14_600_000),
        spent=Decimal(7_300_000),
        dimensions=tuple(Dimension(side, amber, amber) for side in _SIDES),
        dates=tuple(KeyDate(f"Key date {number}", day, day) for number in range(dates)),
        narratives=tuple(Narrative(title, _SAID) for title in _TITLES),
        milestones=tuple(Milestone(f"Step {number}", day, day) for number in range(4)),
    )
    return replace(data, projects=(project,), one_pagers=(project.key,))


def _pages(data: PackData) -> list[str]:
    return [page for page in read(render_pack(data)) if "Project reports Data centre exit" in page]


def test_that_a_few_figures_too_many_do_not_open_a_second_page() -> None:
    for dates in range(6):
        (page,) = _pages(_full(dates))
        for words in (*_SIDES, *_TITLES, "Whole life", "Benefits: £14.6m", "Finish"):
            assert words in page

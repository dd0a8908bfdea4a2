# SPDX-License-Identifier: Apache-2.0
"""What the figures say of a project that gives no reason: its finish, its cost and its gravest threat, never more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Edition, KeyDate, Narrative, PackData, PackProject
from portfolio_desktop.domain.pack.evidence import known
from portfolio_desktop.domain.pack.figures import checks
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.reports.pack import render_pack
from tests.unit.reports.test_pack import read

AS_OF = date(2026, 11, 23)
NETWORK = PackProject(
    "n",
    "P-0005",
    "Network Refresh",
    rating=Rating("rag5", "red"),
    cost=Decimal(2_890_000),
    cost_baseline=Decimal(2_300_000),
    finish=KeyDate("Finish", None, date(2026, 11, 28)),
    narratives=(Narrative("On the benefits", "None - obligatory", "benefits_note"),),
)
DISPUTE = PackRisk("r", "R07", "Dispute over change 14", project="n", likelihood=4, impact=5, score=20)


def said(project: PackProject, *risks: PackRisk) -> tuple[str, ...]:
    return known(PackData(Edition("Portfolio", AS_OF), (project,), risks), project)


def test_that_a_project_without_words_is_told_by_its_cost_and_its_gravest_threat() -> None:
    milder = replace(DISPUTE, key="m", title="Switches late", likelihood=3, impact=3, score=9)
    assert said(NETWORK, milder, DISPUTE) == (
        "The cost is forecast 26% above what was agreed.",
        "Critical risk: Dispute over change 14",
    )


def test_that_a_finish_that_has_passed_and_one_that_slipped_are_told() -> None:
    late = replace(NETWORK, cost=None, finish=KeyDate("Finish", date(2026, 10, 1), date(2026, 10, 31)))
    assert said(late) == (
        "23 days past its finish date and not closed.",
        "The finish is 30 days later than agreed.",
    )


def test_that_a_project_as_agreed_and_one_that_says_nothing_have_nothing_told_of_them() -> None:
    agreed = replace(
        NETWORK,
        cost=NETWORK.cost_baseline,
        finish=KeyDate("Finish", AS_OF, AS_OF),
    )
    assert said(agreed, replace(DISPUTE, project="other")) == ()
    assert said(PackProject("n", "", ""), replace(DISPUTE, kind="issue")) == ()


def test_that_the_board_reads_the_figures_as_the_reason_and_not_the_words_on_the_benefits() -> None:
    data = PackData(Edition("Portfolio", AS_OF), (NETWORK,), (DISPUTE,), one_pagers=("n",))
    pages = read(render_pack(data))
    (concerns,) = (page for page in pages if "Biggest concerns" in page)
    assert "26% above what was agreed. Critical risk: Dispute over change 14" in concerns
    assert "None - obligatory" not in concerns
    (own,) = (page for page in pages if "On the benefits" in page)
    assert "No narrative is reported for this period." in own
    assert "26% above what was agreed." in own


def test_that_who_never_reported_is_not_counted_as_having_reported_lately() -> None:
    lately = replace(NETWORK, key="l", updated=date(2026, 11, 1))
    data = PackData(Edition("Portfolio", AS_OF), (NETWORK, lately))
    assert set(next(each for each in checks(data) if "Report" in each.label).gaps) == {"n"}


def test_that_benefits_given_in_words_are_printed_once_and_never_called_not_reported() -> None:
    pages = read(render_pack(PackData(Edition("Portfolio", AS_OF), (NETWORK,), one_pagers=("n",))))
    (own,) = (page for page in pages if "On the benefits" in page)
    assert "Benefits: Not reported" not in own


def test_that_words_on_the_benefits_are_not_counted_as_a_narrative() -> None:
    data = PackData(Edition("Portfolio", AS_OF), (NETWORK,))
    assert "n" in next(each for each in checks(data) if each.label == "Narrative").gaps

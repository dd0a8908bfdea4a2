# SPDX-License-Identifier: Apache-2.0
"""The page of one project shows how it stands, how it stood and what is open against it."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.text import clean
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.project_page import ProjectPage, project_page
from portfolio_desktop.storage.changes import Changes, Create, Edit
from tests.support.hostile import HOSTILE
from tests.support.offices import add


@pytest.fixture(scope="module")
def bridge(shown: Office) -> ProjectPage:
    with shown.reading() as reader:
        ((_entity, id),) = reader.by_code("P-0009")
    return project_page(shown, id)


def test_that_a_project_of_which_only_the_name_is_known_has_a_page(office: Office) -> None:
    page = project_page(office, add(office, "project", title="Harbour"))
    assert page.programme == ""
    assert [period.label for period in page.periods] == ["Now"]
    assert not [*page.dimensions, *page.years, *page.milestones, *page.narratives]
    assert all(group.count == 0 for group in page.open)


def test_that_a_project_that_has_gone_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="no longer there"):
        project_page(office, Id("gone"))


def test_that_ratings_go_period_by_period_up_to_now(bridge: ProjectPage) -> None:
    levels = [period.rating for period in bridge.periods]
    assert levels == [Rating("rag5", level) for level in ("amber", "amber_red", "red", "red")]
    assert bridge.periods[-1].end is None
    schedule = bridge.dimensions[0]
    assert schedule.label == "Schedule"
    assert len(schedule.history) == len(bridge.periods)


def test_that_the_slip_and_the_variance_are_worked_out(bridge: ProjectPage) -> None:
    end = next(row for row in bridge.dates if row.label == "End")
    assert end.slip == (date(2028, 3, 31) - date(2027, 4, 30)).days
    assert end.history[0] == date(2027, 6, 30)
    assert bridge.variance == Decimal(9_400_000)


def test_that_risks_come_with_the_gravest_first_and_late_ones_are_counted(bridge: ProjectPage) -> None:
    risks = bridge.open[0]
    assert risks.entity == "risk"
    assert risks.records[0]["title"] == "More hangers are corroded than the sample shows"
    assert (risks.count, risks.overdue) == (3, 1)


def test_that_everybody_who_is_linked_is_named(bridge: ProjectPage) -> None:
    assert [role.name for role in bridge.people] == ["Gareth Penrose", "Oluwaseun Bright", "Callum Reid"]
    for group in bridge.open:
        for record in group.records:
            owner = record["owner_id"]
            assert owner is None or bridge.titles[Id(str(owner))]


def test_that_cost_lines_are_added_up_by_year_and_kind_and_unknown_is_never_zero(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    for amount in (Decimal(5), Decimal(7)):
        add(
            office,
            "cost_line",
            project_id=project,
            year="2026/27",
            kind="capital",
            basis="forecast",
            amount=amount,
        )
    for value in (Decimal(5), Unknown("Exempt")):
        add(
            office,
            "cost_line",
            project_id=project,
            year="2027/28",
            kind="capital",
            basis="forecast",
            amount=value,
        )
    first, second = project_page(office, project).years
    assert (first.forecast, first.baseline) == (Decimal(12), None)
    assert second.forecast == Unknown("Exempt")


def test_that_the_later_of_two_reports_for_one_period_counts(office: Office) -> None:
    project, end = add(office, "project", title="Harbour"), date(2026, 10, 31)
    add(office, "status_report", project_id=project, period_end=end, confidence=Rating("rag5", "green"))
    add(office, "status_report", project_id=project, period_end=end, confidence=Rating("rag5", "red"))
    first, _now = project_page(office, project).periods
    assert first.rating == Rating("rag5", "red")


def test_that_hostile_text_arrives_on_the_page(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    texts = [text for text in HOSTILE if clean(text).text == text and text.strip()]
    risks = (
        Create("risk", Id(office.store.new_id()), {"title": text, "project_id": project}) for text in texts
    )
    office.write(Changes("Hostile", (*risks, Edit("project", project, "ask", "\n".join(texts)))))
    page = project_page(office, project)
    assert page.open[0].count == len(texts)
    assert page.narratives[0].text == "\n".join(texts)

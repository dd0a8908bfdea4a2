# SPDX-License-Identifier: Apache-2.0
"""Home says how the portfolio stands, and each number leads to the records that it counts."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.money import cost_total
from portfolio_desktop.services import records
from portfolio_desktop.services.home import MoneyGap, attention, home
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.overdue import late, rules
from portfolio_desktop.services.packs import PackChoices, build, issue
from tests.support.laptops import carry
from tests.support.offices import add


def test_that_an_empty_workspace_has_an_empty_home(office: Office) -> None:
    page = home(office)
    assert page.projects == 0
    assert page.confidence == ()
    assert not [*page.overdue, *page.milestones, *page.changed]
    assert page.last_pack is None
    assert all(line.total.known == 0 for line in page.money)


def test_that_each_count_leads_to_as_many_projects(shown: Office) -> None:
    page = home(shown)
    levels = [level for scale in page.confidence for level in scale.levels]
    assert sum(level.now for level in levels) + page.unrated.now == page.projects == 24
    with shown.reading() as reader:
        entity = shown.catalogue.entity("project")
        for level in (*levels, page.unrated):
            assert reader.count(entity, level.where) == level.now


def test_that_each_kind_of_lateness_leads_to_its_records(shown: Office) -> None:
    page = home(shown)
    assert {each.entity for each in page.overdue} >= {"action", "milestone", "risk", "issue"}
    with shown.reading() as reader:
        for each in page.overdue:
            assert reader.count(shown.catalogue.entity(each.entity), each.where) == each.count
            assert each.oldest is not None
            assert each.oldest < page.as_of


def test_that_qualifications_of_people_here_are_told_before_and_after_they_expire(office: Office) -> None:
    today = office.today()
    ann = add(office, "person", name="Ann Lee")
    gone = add(office, "person", name="Ben Okri", left=True)
    for person, days in ((ann, -1), (ann, 0), (ann, 90), (ann, 91), (gone, -1), (gone, 5)):
        day = today + timedelta(days=days)
        add(office, "qualification", title=f"In {days} days", person_id=person, expires_on=day)
    page = home(office)
    (expired,) = page.overdue
    assert (expired.entity, expired.count) == ("qualification", 1)
    assert expired.oldest == today - timedelta(days=1)
    assert page.expiring.count == 2
    with office.reading() as reader:
        assert reader.count(office.catalogue.entity("qualification"), page.expiring.where) == 2


def test_that_ratings_are_compared_with_the_last_pack(shown: Office) -> None:
    moved = home(shown).moved
    assert moved.basis == "pack"
    assert moved.since == date(2026, 9, 30)
    assert "Harbour Bridge Strengthening" in {shift.title for shift in moved.worse}
    assert "Fire Control Room Upgrade" in {shift.title for shift in moved.better}


def test_that_what_was_made_before_the_pack_and_arrived_after_it_is_told_apart(
    office: Office, tmp_path: Path
) -> None:
    harbour = add(office, "project", title="Harbour", end=date(2027, 3, 31))
    with new_office(tmp_path / "bob.portfolio", "Bob Example", id=office.store.id) as bob:
        carry(office.store, bob.store)
        bob.write(records.change(bob, "project", harbour, {"end": date(2027, 6, 30)}))
        office.write(issue(office, PackChoices()))
        add(office, "risk", title="Silt", project_id=harbour)
        assert attention(office, local_now()).late == ()
        carry(bob.store, office.store)
    (line,) = attention(office, local_now()).late
    assert (line.record, line.author, line.new) == (harbour, "Bob Example", "30 Jun 2027")
    office.write(issue(office, PackChoices()))
    assert attention(office, local_now()).late == ()


def test_that_without_a_pack_ratings_are_compared_with_the_period_before(office: Office) -> None:
    project = add(office, "project", title="Harbour", confidence=Rating("rag5", "red"))
    for end, level in ((date(2026, 9, 30), "amber"), (date(2026, 10, 31), "red")):
        add(office, "status_report", project_id=project, period_end=end, confidence=Rating("rag5", level))
    moved = home(office).moved
    assert (moved.basis, moved.since) == ("period", date(2026, 9, 30))
    assert [shift.title for shift in moved.worse] == ["Harbour"]


def test_that_a_project_that_is_over_does_not_count(office: Office) -> None:
    add(office, "project", title="Done", status="closed", confidence=Rating("rag5", "red"))
    add(office, "project", title="On hold", status="paused", confidence=Rating("rag5", "amber"))
    page = home(office)
    assert page.projects == 1
    assert [level.label for level in page.confidence[0].levels if level.now] == ["Amber"]


def test_that_money_says_how_much_of_it_is_known(office: Office) -> None:
    add(office, "project", title="A", whole_life_cost=Decimal(5))
    add(office, "project", title="B", whole_life_cost=Unknown("Exempt"))
    add(office, "project", title="C")
    total = home(office).money[0].total
    assert (total.sum, total.known, total.count) == (Decimal(5), 1, 3)


def test_that_the_forecast_is_the_figure_of_the_pack_and_says_what_counts_as_agreed(office: Office) -> None:
    add(office, "project", title="A", whole_life_cost=Decimal(5), whole_life_forecast=Decimal(8))
    add(office, "project", title="B", whole_life_cost=Decimal(70))
    add(office, "project", title="C", whole_life_cost=Decimal(3), whole_life_forecast=Unknown("Exempt"))
    add(office, "project", title="D")
    agreed, forecast = home(office).money[:2]
    assert (agreed.label, agreed.total.sum, agreed.by_agreed) == ("Whole-life cost, agreed", Decimal(78), 0)
    assert (forecast.label, forecast.by_agreed) == ("Whole-life cost, forecast", 1)
    assert (forecast.total.sum, forecast.total.known, forecast.total.count) == (Decimal(78), 2, 4)
    printed = cost_total(build(office))
    assert (printed.amount, printed.known) == (forecast.total.sum, forecast.total.known)


def test_that_what_was_agreed_is_compared_with_what_is_forecast_where_both_are_known(office: Office) -> None:
    assert home(office).money_gaps == ()
    add(office, "project", title="A", whole_life_cost=Decimal(5), whole_life_forecast=Decimal(8))
    add(office, "project", title="B", whole_life_cost=Unknown("Exempt"), whole_life_forecast=Decimal(90))
    add(office, "project", title="C", whole_life_cost=Decimal(70), year_budget=Decimal(3))
    add(office, "project", title="D", year_budget=Decimal(4), year_forecast=Decimal(2))
    add(office, "project", title="E", year_budget=Decimal(9), year_forecast=Decimal(1), status="closed")
    assert home(office).money_gaps == (
        MoneyGap(Decimal(5), Decimal(8), 1, of_year=False),
        MoneyGap(Decimal(4), Decimal(2), 1, of_year=True),
    )


def test_that_ratings_of_two_scales_are_counted_apart(office: Office) -> None:
    add(office, "project", title="A", confidence=Rating("rag3", "amber"))
    add(office, "project", title="B", confidence=Rating("rag5", "amber"))
    assert [scale.scale for scale in home(office).confidence] == ["rag3", "rag5"]


def test_that_milestones_of_the_next_months_come_in_order(shown: Office) -> None:
    page = home(shown)
    days = [milestone.when for milestone in page.milestones]
    assert days == sorted(days)
    assert page.as_of <= days[0]
    assert days[-1] <= page.as_of + timedelta(days=90)
    assert all(milestone.project_title for milestone in page.milestones)


def test_that_what_changed_is_told_by_project_with_the_moved_ratings_first(shown: Office) -> None:
    changed = home(shown).changed
    assert changed[0].weight == 0
    assert changed[0].lines[0].startswith("Delivery confidence: ")
    bridge = next(each for each in changed if each.title == "Harbour Bridge Strengthening")
    assert bridge.lines[0] == "Delivery confidence: Amber/Red → Red"
    assert bridge.count > len(bridge.lines)


def test_that_a_change_of_a_response_is_told_under_the_project_of_its_risk(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    risk = add(office, "risk", title="Silt", project_id=project)
    add(office, "risk_response", title="Dredge", risk_id=risk)
    (news,) = home(office).changed
    assert news.project == project
    assert "Risk response “Dredge”: added" in news.lines


def test_that_a_part_that_names_no_project_is_told_under_that_of_its_whole(office: Office) -> None:
    harbour, quay = (add(office, "project", title=title) for title in ("Harbour", "Quay"))
    risk = add(office, "risk", title="Silt", project_id=harbour)
    add(office, "risk_link", title="Dredger is busy", risk_id=risk)
    add(office, "risk_link", title="Shares the dredger", risk_id=risk, project_id=quay)
    told = {news.project: news.lines for news in home(office).changed}
    assert "Risk link “Dredger is busy”: added" in told[harbour]
    assert "Risk link “Shares the dredger”: added" in told[quay]


def test_that_a_change_of_an_object_without_a_project_is_told_under_the_portfolio(office: Office) -> None:
    add(office, "person", name="Ann")
    (news,) = home(office).changed
    assert (news.project, news.title) == (None, "The portfolio")


def test_that_housekeeping_is_no_news(office: Office) -> None:
    add(office, "saved_view", title="Mine", register="projects")
    add(office, "pack", title="September")
    assert home(office).changed == ()


def test_that_what_is_done_is_never_late(office: Office) -> None:
    add(office, "action", title="Old", due=date(2026, 1, 1), status="done")
    add(office, "action", title="Dropped", due=date(2026, 1, 1), status="dropped")
    today = add(office, "action", title="Today", due=office.today())
    yesterday = add(office, "action", title="Late", due=office.today() - timedelta(days=1))
    where = late(office.catalogue, "action")
    assert where is not None
    with office.reading() as reader:
        found = {record.id for record in reader.all(office.catalogue.entity("action"), where)}
    assert found == {yesterday}
    assert today not in found


def test_that_every_rule_of_lateness_names_a_register_and_a_day_of_it(office: Office) -> None:
    for rule in rules(office.catalogue):
        assert office.catalogue.entity(rule.entity).has(rule.day)
    assert late(office.catalogue, "person") is None

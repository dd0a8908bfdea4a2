# SPDX-License-Identifier: Apache-2.0
"""A pack says what the workspace says, compares itself with the one before, and can be printed again for ever."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.pack.data import Changes, PackData, PackProject
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.services import records
from portfolio_desktop.services.home import home
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import PackChoices, build, issue, issued, reissue
from portfolio_desktop.services.planning.scope import Scope
from portfolio_desktop.services.planning.timeline import timeline_in
from portfolio_desktop.services.undo import undo
from portfolio_desktop.storage.changes import Changes as ChangeSet
from portfolio_desktop.storage.changes import Edit
from tests.support.hostile import HOSTILE
from tests.support.offices import add, dump
from tests.unit.reports.test_pack import read


def send(office: Office, choices: PackChoices | None = None, day: int = 1) -> Id:
    changes = issue(office, choices, on=datetime(2026, 11, day, 9, 0))  # noqa: DTZ001 - wall time
    office.write(changes)
    return next(iter(changes)).record


def change(office: Office, entity: str, id: Id, **values: Value) -> None:
    office.write(records.change(office, entity, id, values))


def only(data: PackData) -> PackProject:
    (project,) = data.projects
    return project


def changes_of(data: PackData) -> Changes:
    assert data.changes is not None
    return data.changes


def test_that_an_empty_workspace_makes_a_pack(office: Office) -> None:
    data = build(office)
    assert data.projects == ()
    assert data.changes is None
    assert data.edition.portfolio == office.path.stem
    assert reissue(office, send(office)).projects == ()


def test_that_who_made_a_pack_stands_on_it_where_no_portfolio_is_recorded(office: Office) -> None:
    day = date(2026, 12, 3)
    made = build(office, PackChoices(prepared_by="Priya Raman", cleared_by="Tom Whitfield", meeting=day))
    edition = made.edition
    assert (edition.prepared_by, edition.cleared_by, edition.meeting) == ("Priya Raman", "Tom Whitfield", day)


def test_that_whose_pack_it_is_may_be_said_for_it_and_the_portfolio_s_own_word_goes_before(
    office: Office,
) -> None:
    said = PackChoices(organisation="Northshire Council", board="Change Board")

    def whose() -> tuple[str, str]:
        edition = build(office, said).edition
        return edition.organisation, edition.board

    assert whose() == ("Northshire Council", "Change Board")
    portfolio = add(office, "portfolio", title="Change")
    assert whose() == ("Northshire Council", "Change Board")
    board = add(office, "board", title="Cabinet")
    change(office, "portfolio", portfolio, organisation="Eastmere Council", board_id=board)
    assert whose() == ("Eastmere Council", "Cabinet")
    assert (build(office).edition.organisation, build(office).edition.board) == (
        "Eastmere Council",
        "Cabinet",
    )


def test_that_stages_are_printed_in_the_words_of_the_office(office: Office) -> None:
    project = add(office, "project", title="Harbour", stage="delivery")
    assert only(build(office)).stage == "Delivery"
    add(office, "list_item", list="stage", code="delivery", label="On site")
    assert only(build(office)).stage == "On site"
    add(office, "list_item", list="stage", code="snagging", label="Snagging")
    change(office, "project", project, stage="snagging")
    assert only(build(office)).stage == "Snagging"


def test_that_what_is_printed_again_is_what_was_issued_whatever_happened_since(demo_office: Office) -> None:
    before = build(demo_office)
    pack = send(demo_office)
    demo_office.write(records.delete(demo_office, "project", [Id(before.projects[0].key)]))
    assert reissue(demo_office, pack) == before
    assert build(demo_office) != before


def test_that_the_next_pack_says_what_has_changed(office: Office) -> None:
    stays = add(office, "project", title="Harbour", confidence=Rating("rag5", "amber"), end=date(2027, 3, 31))
    goes = add(office, "project", title="Quay")
    risk = add(office, "risk", title="Silt", project_id=stays, likelihood=2, impact=3)
    send(office)
    change(
        office,
        "project",
        stays,
        title="Harbour wall",
        confidence=Rating("rag5", "red"),
        end=date(2027, 9, 30),
    )
    change(office, "project", goes, status="closed")
    change(office, "risk", risk, likelihood=4)
    add(office, "project", title="Lighthouse")
    add(office, "risk", title="Storm", project_id=stays)
    data = build(office)
    changes = changes_of(data)
    assert [project.name for project in changes.joined] == ["Lighthouse"]
    assert [project.name for project in changes.left] == ["Quay"]
    assert [moved.before for moved in changes.renamed] == ["Harbour"]
    assert [moved.worse for moved in changes.ratings] == [True]
    assert [moved.now for moved in changes.dates] == [date(2027, 9, 30)]
    silt, storm = data.risks
    assert (silt.score, silt.score_before, silt.is_new) == (12, 6, False)
    assert (storm.score, storm.score_before, storm.is_new) == (None, None, True)


def test_that_a_baseline_that_counts_for_want_of_a_forecast_is_marked_as_one(office: Office) -> None:
    add(office, "project", title="A", whole_life_cost=Decimal(10), whole_life_forecast=Decimal(12))
    add(office, "project", title="B", whole_life_cost=Decimal(10))
    add(office, "project", title="C", whole_life_cost=Decimal(10), whole_life_forecast=Unknown("Exempt"))
    add(office, "project", title="D", whole_life_cost=Unknown("Exempt"))
    told = {each.name: (each.cost, each.cost_is_baseline) for each in build(office).projects}
    exempt = Unknown("Exempt")
    assert told == {
        "A": (Decimal(12), False),
        "B": (Decimal(10), True),
        "C": (exempt, False),
        "D": (exempt, False),
    }


def test_that_a_pack_of_one_programme_is_compared_with_its_own_kind(office: Office) -> None:
    place = add(office, "programme", title="Place")
    add(office, "project", title="Harbour", programme_id=place)
    add(office, "project", title="Payroll")
    whole = PackChoices()
    part = PackChoices(programmes=(place,))
    send(office, whole)
    assert build(office, part).changes is None
    send(office, part, day=2)
    assert only(build(office, part)).group == "Place"
    assert changes_of(build(office, whole)).left == ()


def test_that_without_programmes_projects_are_gathered_by_organisation(office: Office) -> None:
    add(office, "project", title="Quay", organisation="Ports")
    add(office, "project", title="Wall", organisation="Estates")
    add(office, "project", title="Mole")
    assert [(row.group, row.name) for row in build(office).projects] == [
        ("Estates", "Wall"),
        ("Ports", "Quay"),
        ("", "Mole"),
    ]


def test_that_the_last_pack_is_the_one_that_was_issued_last(office: Office) -> None:
    add(office, "project", title="Harbour")
    late, early = send(office, day=9), send(office, day=3)
    assert [pack.id for pack in issued(office)] == [late, early]


def test_that_issuing_is_one_change_set_that_can_be_undone(demo_office: Office) -> None:
    before = dump(demo_office)
    send(demo_office)
    assert len(issued(demo_office)) == 2
    undo(demo_office)
    assert dump(demo_office) == before


def test_that_ratings_stand_period_by_period_and_the_last_is_now(office: Office) -> None:
    project = add(office, "project", title="Harbour", confidence=Rating("rag5", "red"))
    for end, level in (
        (date(2026, 8, 31), "green"),
        (date(2026, 9, 30), "amber"),
        (date(2026, 10, 31), "red"),
    ):
        add(office, "status_report", project_id=project, period_end=end, confidence=Rating("rag5", level))
    silent = add(office, "project", title="Quay")
    data = build(office, PackChoices(periods=2))
    assert data.periods == ("Sep 2026", "Oct 2026")
    by_key = {each.key: each for each in data.projects}
    assert by_key[project].history == (Rating("rag5", "amber"), Rating("rag5", "red"))
    assert by_key[silent].history == (None, None)


def test_that_before_comes_from_the_period_before_until_there_is_a_pack(office: Office) -> None:
    project = add(office, "project", title="Harbour", end=date(2027, 9, 30), whole_life_cost=Decimal(9))
    for end, finish in ((date(2026, 9, 30), date(2027, 3, 31)), (date(2026, 10, 31), date(2027, 9, 30))):
        add(
            office,
            "status_report",
            project_id=project,
            period_end=end,
            end=finish,
            whole_life_cost=Decimal(7),
        )
    row = only(build(office))
    assert (row.finish.before, row.cost_before) == (date(2027, 3, 31), Decimal(7))
    send(office)
    assert only(build(office)).finish.before == date(2027, 9, 30)


def test_that_a_cost_that_is_not_known_stays_so(office: Office) -> None:
    project = add(office, "project", title="Harbour", whole_life_cost=Unknown("Exempt"))
    add(
        office,
        "cost_line",
        project_id=project,
        year="2026/27",
        kind="capital",
        basis="forecast",
        amount=Decimal(5),
    )
    add(
        office,
        "cost_line",
        project_id=project,
        year="2026/27",
        kind="income",
        basis="forecast",
        amount=Decimal(4),
    )
    row = only(build(office))
    assert row.cost == row.cost_baseline == Unknown("Exempt")
    (income,) = row.income
    assert (income.year, income.forecast) == (2026, Decimal(4))
    (line,) = row.money
    assert (line.year, line.kind, line.forecast, line.baseline) == (2026, "capital", Decimal(5), None)


def test_that_a_row_says_all_that_the_return_says_of_the_year_and_of_value(office: Office) -> None:
    add(
        office,
        "project",
        title="Harbour",
        category="Transport",
        forward_look="worsening",
        value_for_money="high",
        year_budget=Decimal(5),
        year_forecast=Unknown("Exempt"),
    )
    row = only(build(office))
    assert (row.category, row.forward_look, row.value_for_money) == ("Transport", "worsening", "High")
    assert (row.year_budget, row.year_forecast) == (Decimal(5), Unknown("Exempt"))


def test_that_the_board_sees_the_milestones_that_are_marked_for_it(office: Office) -> None:
    marked, unmarked = add(office, "project", title="A"), add(office, "project", title="B")
    add(office, "milestone", project_id=marked, title="Open", board=True)
    add(office, "milestone", project_id=marked, title="Paint chosen")
    add(office, "milestone", project_id=unmarked, title="Start")
    add(office, "milestone", project_id=unmarked, title="Given up", status="dropped")
    names = [[step.name for step in project.milestones] for project in build(office).projects]
    assert names == [["Open"], ["Start"]]


def test_that_a_project_asks_once_by_its_paper_or_by_its_words(office: Office) -> None:
    first = add(office, "project", title="A", ask="Release £3m")
    second = add(office, "project", title="B", ask="Agree the split")
    add(office, "project", title="C", ask="Nobody hears this", status="closed")
    add(office, "decision", title="Release of contingency", project_id=first)
    add(
        office,
        "decision",
        title="Old",
        project_id=second,
        status="approved",
        decided_on=Unknown("Not minuted"),
        decided_by_id=Unknown("Not minuted"),
    )
    asks = build(office).asks
    assert [(ask.title, ask.project) for ask in asks] == [
        ("Release of contingency", first),
        ("Agree the split", second),
    ]


def test_that_closed_risks_and_opportunities_stay_out_and_the_gravest_comes_first(office: Office) -> None:
    add(office, "risk", title="Small", likelihood=1, impact=2)
    add(office, "risk", title="Words only", given_score="Very high")
    add(office, "risk", title="Grave", likelihood=5, impact=5)
    add(office, "risk", title="Gone", likelihood=5, impact=5, status="closed", outcome="It went")
    add(office, "risk", title="Windfall", likelihood=5, impact=5, kind="opportunity")
    add(office, "issue", title="Leak", severity="high")
    risks = build(office).risks
    assert [(risk.title, risk.band) for risk in risks] == [
        ("Grave", "Critical"),
        ("Small", "Low"),
        ("Words only", "Very high"),
        ("Leak", "High"),
    ]


def test_that_one_pagers_follow_the_rule_or_the_codes_that_are_given(shown: Office) -> None:
    def codes(choices: PackChoices) -> list[str]:
        data = build(shown, choices)
        by_key = {project.key: project.code for project in data.projects}
        return [by_key[key] for key in data.one_pagers]

    assert codes(PackChoices())[:2] == ["P-0009", "P-0016"]
    assert codes(PackChoices(one_pager_rule="none")) == []
    assert len(codes(PackChoices(one_pager_rule="all"))) == 24
    assert codes(PackChoices(one_pagers=("p-0011", "P-0002"))) == ["P-0011", "P-0002"]
    with pytest.raises(Refusal, match="P-9999"):
        build(shown, PackChoices(one_pagers=("P-9999",)))


def test_that_a_portfolio_in_deep_trouble_prints_the_forty_pages_that_matter_most(office: Office) -> None:
    for number in range(45):
        cost = Decimal(1_000_000 + number)
        add(office, "project", title=f"P{number}", confidence=Rating("rag3", "red"), whole_life_forecast=cost)
    data = build(office)
    names = {project.key: project.name for project in data.projects}
    assert [names[key] for key in data.one_pagers] == [f"P{number}" for number in range(44, 4, -1)]


def test_that_the_cover_says_what_the_portfolio_says(shown: Office) -> None:
    edition = build(shown).edition
    assert edition.board == "Northmoor Portfolio Board"
    assert edition.organisation == "Northmoor Combined Services"
    assert edition.marking == "OFFICIAL-SENSITIVE"
    assert edition.meeting == date(2026, 12, 7)
    assert edition.period == "Oct 2026"
    assert edition.previous == date(2026, 9, 30)
    assert len(edition.snapshot) == 8


def test_that_a_pack_entered_by_hand_cannot_be_printed_and_is_not_compared_with(office: Office) -> None:
    pack = add(office, "pack", title="September, on paper")
    with pytest.raises(Refusal, match="by hand"):
        reissue(office, pack)
    assert build(office).changes is None


def test_that_tampering_with_an_issued_pack_is_noticed(office: Office) -> None:
    add(office, "project", title="Harbour")
    pack, other = send(office, day=1), send(office, PackChoices(judgement="All is well"), day=2)
    with office.reading() as reader:
        record = reader.get(office.catalogue.entity("pack"), other)
        assert record is not None
        frozen = record["frozen"]
    office.write(ChangeSet("Swap", (Edit("pack", pack, "frozen", frozen),)))
    with pytest.raises(Refusal, match="fingerprint"):
        reissue(office, pack)


def test_that_hostile_names_survive_issue_and_reprint(office: Office) -> None:
    for text in [each for each in HOSTILE if each.isprintable() and each.strip()][:60]:
        office.write(records.create(office, "project", {"title": text, "description": text}))
    before = build(office)
    assert reissue(office, send(office)) == before


@pytest.mark.parametrize("text", ["", "words", "[]", '{"ratings": 3}', '{"ratings": {"a": "red", "b": 5}}'])
def test_that_a_pack_whose_particulars_were_spoiled_is_still_listed(office: Office, text: str) -> None:
    add(office, "pack", title="September", options=text, frontier=text)
    (pack,) = issued(office)
    assert pack.ratings == {}
    assert home(office).moved.basis == ""


def test_that_a_damaged_pack_before_does_not_stop_the_next(office: Office) -> None:
    add(office, "project", title="Harbour")
    pack = send(office)
    office.write(ChangeSet("Damage", (Edit("pack", pack, "frozen", "not frozen at all"),)))
    data = build(office)
    assert data.changes is None
    assert data.unreadable == f"{office.path.stem} – Nov 2026"
    assert len(data.projects) == 1


def test_that_a_project_that_rests_is_said_to_rest_where_nobody_has_rated_it(office: Office) -> None:
    add(office, "project", title="Quay", status="paused")
    add(office, "project", title="Baths", status="paused", confidence=Rating("rag3", "amber"))
    add(office, "project", title="Depot", status="live")
    add(office, "project", title="Hall", status="pipeline")
    ratings = {each.name: each.rating for each in build(office).projects}
    assert ratings == {
        "Quay": Unknown("Paused"),
        "Baths": Rating("rag3", "amber"),
        "Depot": None,
        "Hall": Unknown("Pipeline"),
    }


def test_that_the_year_reported_is_that_of_the_last_report(office: Office) -> None:
    project = add(office, "project", title="Harbour", year_budget=Decimal(5))
    add(office, "status_report", project_id=project, period_end=date(2022, 3, 31))
    edition = build(office, PackChoices(as_of=date(2026, 11, 21))).edition
    assert (edition.reported_year, edition.this_year) == (2021, 2026)


def test_that_a_pack_of_another_day_says_when_its_registers_were_read(office: Office) -> None:
    add(office, "project", title="Harbour")
    today = office.today()
    assert build(office, PackChoices(as_of=today)).edition.read is None
    data = build(office, PackChoices(as_of=today - timedelta(days=30)))
    assert data.edition.read == today
    cover, *others = read(render_pack(data))
    assert f"Registers read on {format_date(today)}" in cover
    assert all(f"registers read on {format_date(today)}" in page for page in others)


def test_that_nobody_is_said_to_have_cleared_a_pack_who_is_not_named_for_it(office: Office) -> None:
    head = add(office, "person", name="Sam Okafor")
    add(office, "portfolio", title="Portfolio", head_id=head)
    assert build(office).edition.cleared_by == ""
    assert build(office, PackChoices(cleared_by="Priya Raman")).edition.cleared_by == "Priya Raman"


def test_that_a_pack_counts_the_projects_that_it_leaves_out_as_closed(office: Office) -> None:
    corporate = add(office, "programme", title="Corporate")
    add(office, "project", title="Harbour", programme_id=corporate)
    add(office, "project", title="Quay", status="closed")
    add(office, "project", title="Pier", status="cancelled", programme_id=corporate)
    assert (len(build(office).projects), build(office).over) == (1, 2)
    assert build(office, PackChoices(programmes=(corporate,))).over == 1


def test_that_a_milestone_is_met_in_a_pack_when_it_is_in_the_timeline(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    day = date(2020, 1, 31)
    for title, said in (("Met", "met"), ("Open", "open")):
        add(office, "milestone", title=title, project_id=project, status=said, baseline=day, forecast=day)
    add(office, "milestone", title="Dated", project_id=project, baseline=day, forecast=day, actual=day)
    steps = only(build(office)).milestones
    with office.reading() as reader:
        shown = timeline_in(reader, Scope(projects=frozenset((project,)))).rows
    timeline = {row.title: (row.done, bool(row.conflict)) for row in shown if row.entity == "milestone"}
    assert timeline == {"Met": (True, False), "Open": (False, True), "Dated": (True, False)}
    assert {each.name: (each.reached, each.overdue(date(2026, 1, 1))) for each in steps} == timeline

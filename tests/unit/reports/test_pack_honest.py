# SPDX-License-Identifier: Apache-2.0
"""What the pack must not say wrongly: other scales, missing money, left-out pages, names and judgements cut short."""

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pikepdf
import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.data import Edition, MoneyLine, PackData
from portfolio_desktop.domain.risk_matrix import SHIPPED, Point
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.reports.primitives import Text, flat
from portfolio_desktop.reports.sheet import framed
from portfolio_desktop.reports.style import BOTTOM, HEIGHT, LEFT, RIGHT
from portfolio_desktop.reports.text import width
from tests.support.hostile import HOSTILE
from tests.support.sample_pack import empty, hostile, pack, rescaled
from tests.unit.reports.test_pack import read, section


@pytest.fixture(scope="module")
def crossed() -> list[str]:
    return read(render_pack(rescaled(24)))


def test_that_ratings_of_two_scales_never_count_as_better_or_worse(crossed: list[str]) -> None:
    text = " ".join(crossed)
    assert "than last period" not in text
    assert not re.search(r"\d ratings? (worsened|improved)", text)
    assert "Ratings that worsened" not in text
    assert "Ratings that improved" not in text
    assert "Ratings cannot be compared with last period: they are on another scale" in section(
        crossed, "Portfolio on a page"
    )


def test_that_what_changed_counts_ratings_of_another_scale_level_by_level(crossed: list[str]) -> None:
    data = rescaled(24)
    assert data.changes
    moved = [m for m in data.changes.ratings if isinstance(m.before, Rating) and isinstance(m.now, Rating)]
    changes = section(crossed, "What changed")
    assert f"Ratings on another scale ({len(moved)})" in changes
    assert "now Red now Amber now Green" in changes
    assert "none of these counts as better or worse" in changes


def test_that_a_project_page_says_when_the_rating_before_is_on_another_scale(crossed: list[str]) -> None:
    assert "before, on another scale" in section(crossed, "Project reports")


def test_that_a_column_that_nobody_fills_is_left_out() -> None:
    data = replace(pack(8), periods=())
    bare = tuple(replace(project, stage="", sponsor="", forward_look="") for project in data.projects)
    before, after = (
        section(read(render_pack(replace(data, projects=projects))), "Dashboard")
        for projects in (data.projects, bare)
    )
    for title in ("Stage", "Owner", "Outlook"):
        assert title in before
        assert title not in after


def test_that_money_of_the_year_is_shown_where_there_are_no_cost_lines() -> None:
    data = pack(8)
    projects = tuple(
        replace(
            project,
            money=(),
            year_budget=Decimal(10_000_000) if number else Unknown("Exempt"),
            year_forecast=Decimal(12_500_000) if number > 1 else None,
        )
        for number, project in enumerate(data.projects)
    )
    pages = read(render_pack(replace(data, projects=projects)))
    assert "As last reported; forecast known for 6 of 8." in section(pages, "Portfolio on a page")
    money = section(pages, "Money this year")
    assert "The forecast is £15m (25%) above the budget in 2026–27" in money
    assert "budget known for 7 of 8, forecast known for 6 of 8" in money
    assert "All 6 that report both" in money


def test_that_baselines_in_the_whole_life_cost_are_said_wherever_it_is_added_up() -> None:
    data = pack(8)
    first, second, *rest = data.projects
    marked = tuple(replace(each, cost_is_baseline=True) for each in (first, second))
    pages = read(render_pack(replace(data, projects=(*marked, *rest))))
    words = "2 projects give no forecast of it and count with their baselines"
    assert words in section(pages, "Portfolio on a page")
    assert words in section(pages, "Dashboard")
    assert "give no forecast of it" not in " ".join(read(render_pack(data)))


def test_that_the_whole_life_cost_is_compared_with_its_baseline_where_both_are_given() -> None:
    first, second, third, *rest = pack(8).projects
    cost = Decimal(100_000_000)
    some = (
        replace(first, cost=cost * 2, cost_baseline=cost),
        replace(second, cost=cost, cost_baseline=cost * 2),
        replace(third, cost=cost, cost_baseline=cost, cost_is_baseline=True),
        *(replace(each, cost_baseline=None) for each in rest),
    )
    page = section(read(render_pack(replace(pack(8), projects=some))), "Portfolio on a page")
    assert "The forecast equals the baseline, in the 2 projects that state both" in page
    alone = (some[0], *(replace(each, cost_baseline=Unknown("Exempt")) for each in some[1:]))
    page = section(read(render_pack(replace(pack(8), projects=alone))), "Portfolio on a page")
    assert "The forecast is £100m (100%) above the baseline, in the 1 project that states both" in page


def test_that_a_variance_compares_only_lines_that_state_both() -> None:
    data = pack(2)
    lines = (
        MoneyLine(2026, "capital", Decimal(100_000_000), Decimal(110_000_000)),
        MoneyLine(2026, "resource", None, Decimal(900_000_000)),
    )
    projects = tuple(replace(project, money=lines) for project in data.projects)
    money = section(read(render_pack(replace(data, projects=projects))), "Money by year")
    assert "The forecast is £20m (10%) above the baseline in 2026–27" in money


def test_that_a_long_judgement_is_printed_to_its_last_word() -> None:
    words = [f"thought{number}" for number in range(900)]
    pages = read(render_pack(replace(pack(8), judgement=" ".join(words))))
    assert set(words) <= set(" ".join(pages).split())
    assert "Biggest concerns" in section(pages, "Portfolio on a page")


def test_that_a_judgement_of_eight_lines_stands_above_the_figures() -> None:
    words = [f"thought{number}" for number in range(90)]
    page = section(read(render_pack(replace(pack(8), judgement=" ".join(words)))), "Portfolio on a page")
    assert set(words) <= set(page.split())
    assert "Next milestones" in page


def test_that_the_whole_name_stands_on_the_project_s_own_page() -> None:
    data = pack(1, changed=False)
    words = [f"name{number}" for number in range(90)]
    named = replace(data.projects[0], name=" ".join(words))
    page = section(read(render_pack(replace(data, projects=(named,)))), "Project reports")
    assert set(words) <= set(page.split())


def test_that_sections_with_nothing_to_say_are_left_out_and_said_to_be() -> None:
    data = pack(8, changed=False)
    projects = tuple(replace(project, money=(), milestones=()) for project in data.projects)
    pages = read(render_pack(replace(data, projects=projects, risks=(), asks=())))
    contents = section(pages, "Decisions and contents")
    assert "What changed is left out: no pack was issued before." in contents
    assert "Risks are left out: none is open." in contents
    assert "Money by year is left out: no project reports any." in contents
    assert not any(page.count("change portfolio Risks") for page in pages)


def test_that_the_contents_say_what_each_section_says() -> None:
    pages = read(render_pack(pack(8)))
    assert "1 of 8 projects is rated Red, 1 fewer than last period" in section(
        pages, "Decisions and contents"
    )


def test_that_the_contents_say_of_how_many_worries_there_are_pages() -> None:
    data = pack(8)
    reds = tuple(replace(project, rating=Rating("rag3", "red")) for project in data.projects)
    some = replace(data, projects=reds, one_pagers=tuple(project.key for project in reds[:3]))
    assert "3 of 8 projects that are red, amber/red or newly worse" in section(
        read(render_pack(some)), "Decisions and contents"
    )


def test_that_a_pack_of_thousands_of_projects_stays_short_and_says_what_it_lists() -> None:
    pages = read(render_pack(replace(pack(2_450), one_pagers=())))
    dashboard = section(pages, "Dashboard")
    assert len(pages) < 50
    assert "The 120 of 2,450 projects that worry most or cost most" in dashboard
    assert "All 2,450" in dashboard


def test_that_a_risk_counts_as_critical_by_the_bands_of_the_register() -> None:
    data = pack(8)
    points = ((5, 5), (4, 4), (3, 5), (2, 5), (3, 3))
    risks = tuple(
        replace(risk, kind="risk", likelihood=likelihood, impact=impact, score=likelihood * impact)
        for risk, (likelihood, impact) in zip(data.risks, points, strict=False)
    )
    risks_page = section(read(render_pack(replace(data, risks=risks))), "Risks")
    assert "5 open threats: 2 Critical, 2 High" in risks_page
    strict = json.dumps(SHIPPED.with_cell(Point(3, 3), "critical").to_plain())
    risks_page = section(read(render_pack(replace(data, risks=risks, matrix=strict))), "Risks")
    assert "5 open threats: 3 Critical, 2 High" in risks_page, "by the matrix it was issued with"


def test_that_an_overdue_response_is_said_in_words() -> None:
    data = pack(8)
    risk = replace(data.risks[0], due=data.edition.as_of.replace(day=1), done=0, planned=0, late=0)
    assert "1 Sep 2026, overdue" in section(read(render_pack(replace(data, risks=(risk,)))), "Risks")


def test_that_a_project_s_forward_look_and_value_for_money_are_printed() -> None:
    data = pack(8)
    worst = replace(data.projects[0], forward_look="worsening", value_for_money="Very high")
    pages = read(render_pack(replace(data, projects=(worst, *data.projects[1:]))))
    page = next(page for page in pages if "Project reports" in page and worst.code in page)
    assert "Worsening" in page
    assert "Very high" in page
    assert "▼" in section(pages, "Dashboard")


def test_that_a_click_on_a_project_in_the_dashboard_leads_to_its_page() -> None:
    printed = render_pack(pack(8))
    texts = read(printed)
    with pikepdf.open(io.BytesIO(printed)) as file:
        number = {page.obj.objgen: place for place, page in enumerate(file.pages)}
        for page, text in zip(file.pages, texts, strict=True):
            if "change portfolio Dashboard" in text:
                links = page.get("/Annots", ())
                reached = [texts[number[link.Dest[0].objgen]] for link in links]
    assert all("Project reports" in text for text in reached)
    assert {code for text in reached for code in re.findall(r"P-00\d", text)} == {
        f"P-00{n}" for n in range(1, 9)
    }


def test_that_a_voice_reads_the_title_then_the_content_and_the_foot_last() -> None:
    for page in read(render_pack(pack(8)))[1:]:
        head, foot = page.index("Severn Combined Authority"), page.index("Data as of 30 Sep 2026 · page")
        assert head < 60
        assert len(page) - foot < 90
    assert page.index("How to read this pack") < page.index("Whole-life cost")


def test_that_a_voice_reads_what_is_decided_before_the_contents() -> None:
    front = read(render_pack(pack(8)))[1]
    assert front.index("Release £4.2m of contingency") < front.index("Portfolio on a page")


def test_that_no_page_of_a_table_is_nearly_empty() -> None:
    for count in (24, 31, 60, 89, 235):
        pages = [page for page in read(render_pack(pack(count))) if "change portfolio Dashboard" in page]
        rows = [len(re.findall(r"P-\d{3}", page)) for page in pages]
        assert min(rows) * 3 >= max(rows), (count, rows)


def _packs() -> list[PackData]:
    numbers = (1, 3, 24, 60)
    odd = [hostile(HOSTILE[start : start + 60]) for start in range(0, len(HOSTILE), 60)]
    return [empty(), rescaled(), *map(pack, numbers), *odd]


def test_that_no_text_runs_off_its_page() -> None:
    from portfolio_desktop.reports.pack import compose

    for data in _packs():
        for sheet in compose(data):
            for mark in framed(sheet, Edition("", data.edition.as_of), 1, 1):
                if isinstance(mark, Text):
                    wide = width(mark.text, mark.face, mark.size)
                    left = mark.x - mark.align * wide
                    assert left >= LEFT - 4, (sheet.section, mark.text[:60])
                    assert left + wide <= RIGHT + 4, (sheet.section, mark.text[:60])
                    assert mark.y <= HEIGHT, (sheet.section, mark.text[:60])
            assert all(m.y <= BOTTOM + 2 for m in flat(sheet.marks) if isinstance(m, Text) and not sheet.bare)


def test_that_income_is_shown_in_a_table_of_its_own() -> None:
    data = pack(8)
    first = replace(data.projects[0], income=(MoneyLine(2026, "income", Decimal(7_000_000), None, None),))
    money = section(read(render_pack(replace(data, projects=(first, *data.projects[1:])))), "Money by year")
    assert "Income, which is no part of the costs" in money
    assert "continued" not in money


def test_that_a_pack_that_nobody_can_read_any_more_is_named_in_the_contents() -> None:
    data = replace(pack(8), changes=None, unreadable="Quarter 1")
    text = section(read(render_pack(data)), "Decisions and contents")
    assert "the frozen data of the last pack, Quarter 1, can no longer be read" in text


def test_that_money_of_the_year_last_reported_is_not_called_this_year() -> None:
    data = pack(8)
    stated = tuple(
        replace(project, money=(), year_budget=Decimal(5), year_forecast=Decimal(6))
        for project in data.projects
    )
    edition = replace(data.edition, reported=data.edition.as_of.replace(year=2022))
    pages = read(render_pack(replace(data, projects=stated, edition=edition)))
    assert "The year last reported, 2022–23" in section(pages, "Portfolio on a page")
    assert "in 2022–23" in section(pages, "Money this year")


def test_that_the_difference_of_a_year_is_over_lines_that_state_both_as_its_title_says() -> None:
    data = pack(1)
    lines = (
        MoneyLine(2026, "capital", Decimal(10_000_000), Decimal(12_000_000)),
        MoneyLine(2026, "resource", Decimal(50_000_000), Unknown("Exempt")),
    )
    money = section(
        read(render_pack(replace(data, projects=(replace(data.projects[0], money=lines),)))), "Money by year"
    )
    assert "The forecast is £2m (20%) above the baseline in 2026–27" in money
    assert re.search(r"2026–27 .* \+2\b", money)

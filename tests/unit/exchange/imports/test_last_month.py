# SPDX-License-Identifier: Apache-2.0
"""A tracker with last month's rating beside this month's: a first pack shows how each project has moved, and nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.imports import Plan, guess, last_month_told
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import PackChoices, build
from portfolio_desktop.services.records import change
from portfolio_desktop.services.undo import undo
from tests.support.imports import carry_out, lost_cells, prepare, records, table_from
from tests.support.offices import make_office

NOVEMBER, OCTOBER = date(2026, 11, 20), date(2026, 10, 31)
TRACKER = (
    "Ref,Project,RAG (this month),RAG (last month)\n"
    "D01,Patient record,A/R,Amber\n"
    "D02,Network,Green,Green\n"
    "D03,Rostering,Green,n/a\n"
    "D04,Portal,Amber,\n"
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as opened:
        yield opened


def planned(office: Office, folder: Path, text: str = TRACKER, as_of: date | None = NOVEMBER) -> Plan:
    return prepare(office, table_from(text, folder), "tracker.xlsx", register="project", as_of=as_of)


def reports(office: Office) -> dict[tuple[str, date], Record]:
    codes = {each.id: str(each["code"]) for each in records(office, "project")}
    return {
        (codes[each["project_id"]], each["period_end"]): each  # type: ignore[index, misc]
        for each in records(office, "status_report")
    }


@pytest.mark.parametrize(
    "heading",
    [
        "RAG (last month)",
        "Last RAG",
        "Previous RAG",
        "Last month",
        "Last month's RAG status",
        "DCA last month",
    ],
)
def test_that_last_months_rating_has_a_place_of_its_own(tmp_path: Path, heading: str) -> None:
    table = table_from(f"Project,RAG,{heading}\nA,Red,Amber\nB,Green,Green\n", tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity("project"))
    assert [each.field for each in mapping.of_column(heading)] == ["confidence_last_month"]
    assert [each.column for each in mapping.of_field("confidence")] == ["RAG"]


def test_that_the_first_pack_shows_how_each_project_has_moved(office: Office, tmp_path: Path) -> None:
    plan = planned(office, tmp_path)
    assert list(last_month_told(plan)) == [
        "“RAG (last month)” is kept as the ratings of 3 status reports for the period to 31 Oct 2026."
    ]
    carry_out(office, plan)
    assert {key: each["confidence"] for key, each in reports(office).items() if key[1] == OCTOBER} == {
        ("D01", OCTOBER): Rating("rag5", "amber"),
        ("D02", OCTOBER): Rating("rag5", "green"),
        ("D03", OCTOBER): Unknown("n/a"),
    }
    pack = build(office, PackChoices(as_of=NOVEMBER))
    assert {each.code: each.history for each in pack.projects} == {
        "D01": (Rating("rag5", "amber"), Rating("rag5", "amber_red")),
        "D02": (Rating("rag5", "green"), Rating("rag5", "green")),
        "D03": (Unknown("n/a"), Rating("rag5", "green")),
        "D04": (None, Rating("rag5", "amber")),
    }
    assert lost_cells(office, plan) == []
    undo(office)
    assert not records(office, "status_report")


def test_that_the_same_file_again_says_nothing_new_and_what_was_reported_then_stays(
    office: Office, tmp_path: Path
) -> None:
    carry_out(office, planned(office, tmp_path))
    assert carry_out(office, planned(office, tmp_path)) == 0
    told = reports(office)["D01", OCTOBER]
    office.write(change(office, "status_report", told.id, {"confidence": Rating("rag5", "red")}))
    plan = planned(office, tmp_path)
    assert [(each.text, each.reason) for each in plan.unread] == [
        ("Amber", "The status report for the period to 31 Oct 2026 has another rating, which stays.")
    ]
    assert carry_out(office, plan) == 0


def test_that_last_month_is_the_period_that_was_reported_on_in_it(office: Office, tmp_path: Path) -> None:
    text = TRACKER.replace(",n/a", ",Green")
    carry_out(
        office, planned(office, tmp_path, "Ref,Project,RAG\nD01,Patient record,Amber\n", date(2026, 10, 16))
    )
    carry_out(office, planned(office, tmp_path, text))
    found = reports(office)
    assert {day for _code, day in found} == {date(2026, 10, 16), NOVEMBER}
    assert found["D02", date(2026, 10, 16)]["confidence"] == Rating("rag5", "green")


def test_that_a_file_without_a_period_has_no_month_before_and_says_so(office: Office, tmp_path: Path) -> None:
    plan = planned(office, tmp_path, as_of=None)
    assert plan.unused == ("RAG (last month)",)
    carry_out(office, plan)
    assert not records(office, "status_report")

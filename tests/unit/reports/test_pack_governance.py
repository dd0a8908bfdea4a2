# SPDX-License-Identifier: Apache-2.0
"""The pages on governance: who was told, what is asked until when, what was decided, and what is missing."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pytest

from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.frozen import freeze, thaw
from portfolio_desktop.domain.pack.governance import Governance, Option
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.reports.pages.governance.issues import clock
from tests.support.sample_pack import AS_OF, pack
from tests.unit.reports.test_pack import read, section


@pytest.fixture(scope="module")
def eight() -> list[str]:
    return read(render_pack(pack(8)))


def kept(data: PackData) -> Governance:
    assert data.governance
    return data.governance


def test_that_an_escalation_says_what_is_asked_who_was_told_when_and_how_late_it_is(eight: list[str]) -> None:
    words = section(eight, "Issues and escalations")
    assert "2 escalations wait, 1 of them late" in words
    assert "Write to the operator's director before the works season closes." in words
    assert "22 Sep 2026 09:30, By e-mail, by Tom Llewellyn" in words
    assert "3 days late" in words
    assert "Not told yet" in words
    assert "5 days left" in words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2026, 9, 29, 23, 59), "▼ 1 day late"),  # noqa: DTZ001 - wall time
        (datetime(2026, 9, 30, 0, 1), "due today"),  # noqa: DTZ001
        (datetime(2026, 10, 1, 0, 1), "1 day left"),  # noqa: DTZ001
        (None, "no time set"),
    ],
)
def test_that_a_clock_counts_from_the_day_of_the_pack_whenever_it_is_printed(
    due: datetime | None, words: str
) -> None:
    assert clock(due, date(2026, 9, 30)).text == words


def test_that_issues_that_are_neither_critical_nor_high_stay_out_and_are_counted() -> None:
    words = section(read(render_pack(pack(8))), "Issues and escalations")
    grave = [each for each in pack(8).risks if each.severity in ("critical", "high")]
    assert f"{len(grave)} of 6 open issues are critical or high" in words
    assert all(each.code in words for each in grave)
    assert not any(each.code in words for each in pack(8).risks if each.severity == "low")


def test_that_where_nobody_says_how_severe_an_issue_is_its_priority_is_printed() -> None:
    data = pack(8)
    told = [replace(each, severity="", band="", sign=None, priority="Urgent") for each in data.risks]
    words = section(read(render_pack(replace(data, risks=tuple(told)))), "Issues and escalations")
    assert "Priority" in words
    assert "Urgent" in words
    assert "Severity" not in words


def test_that_a_decision_paper_has_options_recommendation_money_and_the_cost_of_delay(
    eight: list[str],
) -> None:
    words = section(eight, "Decision papers")
    for said in (
        "Do nothing",
        "✔ recommended",
        "money involved £4.2m",
        "needed by 14 Oct 2026",
        "The works season is missed.",
    ):
        assert said in words


def test_that_a_very_long_option_stays_on_the_page() -> None:
    data = pack(8)
    long = Option("A way", "word " * 4_000, None, "word " * 4_000, "", True)
    asks = (replace(data.asks[0], options=(long,)), *data.asks[1:])
    assert "Decision papers" in " ".join(read(render_pack(replace(data, asks=asks))))


def test_that_actions_stand_by_owner_the_most_overdue_first_and_what_was_done_is_counted(
    eight: list[str],
) -> None:
    words = section(eight, "Decisions and actions")
    assert "1 of 2 open actions is overdue; 7 done" in words
    assert words.index("Amira Osei") < words.index("Nobody yet")
    assert "6 days overdue" in words


def test_that_a_day_from_which_on_is_counted_is_said_only_with_what_is_counted(eight: list[str]) -> None:
    assert "Decisions taken and actions done since 2 Jul 2026" in section(eight, "Decisions and actions")
    data = pack(8)
    open_ = replace(data, governance=replace(kept(data), taken=(), done=0))
    assert "since 2 Jul 2026" not in section(read(render_pack(open_)), "Decisions and actions").casefold()


def test_that_a_column_of_actions_that_says_nothing_is_left_out(eight: list[str]) -> None:
    assert "Status Project Agreed in" in section(eight, "Decisions and actions")
    data = pack(8)
    bare = tuple(replace(each, source="", project="") for each in kept(data).actions)
    without = replace(data, governance=replace(kept(data), actions=bare))
    words = section(read(render_pack(without)), "Decisions and actions")
    assert "Owner Action Due Status" in words
    assert "Agreed in" not in words
    assert "Status Project" not in words


def test_that_a_decision_that_nobody_looked_at_again_is_called_so(eight: list[str]) -> None:
    words = section(eight, "Decisions and actions")
    assert "Nobody has looked yet" in words
    assert "Four weeks were lost." in words


def test_that_gates_are_told_by_letter_and_word_and_recommendations_by_criticality(eight: list[str]) -> None:
    words = section(eight, "Gates")
    for said in (
        "Passed",
        "Not held when planned",
        "Planned",
        "gate 4, 30 Oct 2026",
        "Insure the site",
        "Critical",
    ):
        assert said in words


def test_that_gaps_in_controls_are_counted_and_named(eight: list[str]) -> None:
    words = section(eight, "Controls")
    assert "4 required controls not in place in 1 project" in words
    assert "Releases are tested (expired 28 Sep 2026)" in words


def test_that_change_requests_that_wait_and_those_approved_are_told_apart(eight: list[str]) -> None:
    words = section(eight, "Change requests")
    assert "1 change request waits; 1 approved" in words
    assert "+61 days" in words


def test_that_a_rating_to_ask_about_is_marked_and_explained_only_where_that_is_wanted(
    eight: list[str],
) -> None:
    assert "? the evidence suggests another rating" in section(eight, "Dashboard")
    assert "The end is 95 days later than agreed." in section(eight, "Ratings to challenge")
    data = pack(8)
    board = replace(data, governance=replace(kept(data), challenged=False, questioned=()))
    pages = read(render_pack(board))
    assert not any("Ratings to challenge" in page for page in pages), "not even to say that it is left out"
    assert "?" not in section(pages, "Dashboard").replace("Customer", "")


def test_that_a_project_s_page_says_its_tolerances_and_its_open_escalation(eight: list[str]) -> None:
    page = next(page for page in eight if "Project reports" in page and "P-001" in page)
    assert "Beyond, not escalated: time; beyond and escalated: cost" in page
    assert "Escalations that wait" in page
    other = next(page for page in eight if "Project reports" in page and "P-002" in page)
    assert "Within all 4" in other


def test_that_what_there_is_none_of_is_said_in_one_line_and_takes_no_page() -> None:
    nothing = replace(pack(8), governance=Governance(AS_OF, attested=True), risks=(), asks=())
    pages = read(render_pack(nothing))
    contents = section(pages, "Decisions and contents")
    for said in (
        "Issues and escalations are left out",
        "Controls are left out: every control that is required is in place.",
        "Left out, as there is nothing to show: past decisions and open actions, gate reviews, change requests and papers",
    ):
        assert said in contents
    assert len(pages) < len(read(render_pack(pack(8))))


def test_that_controls_that_nobody_ever_attested_are_not_called_in_place() -> None:
    data = replace(pack(8), governance=Governance(AS_OF))
    contents = section(read(render_pack(data)), "Decisions and contents")
    assert "controls" in contents.partition("there is nothing to show: ")[2]
    assert "in place" not in contents


def test_that_a_pack_of_an_earlier_version_prints_and_claims_nothing_it_does_not_know() -> None:
    data = pack(8)
    added: dict[str, Any] = {each.name: each.default for each in fields(PackRisk) if each.name not in _EARLY}
    early = tuple(replace(each, **added) for each in data.risks)
    old = replace(data, governance=None, exposure=None, burn=None, risks=early)
    pages = read(render_pack(thaw(freeze(old))))
    contents = section(pages, "Decisions and contents")
    for unknown in ("Gates", "Controls", "Change requests", "Decisions and actions"):
        assert f"{unknown} are left out" not in contents
    assert "Planning consent is challenged" in section(pages, "Risks")


_EARLY = (
    *("key", "code", "title", "kind", "project", "likelihood", "impact", "score", "score_before"),
    *("band", "owner", "response", "proximity", "due", "status", "is_new"),
)


def test_that_everything_that_is_printed_comes_back_from_the_frozen_text() -> None:
    data = pack(8)
    assert thaw(freeze(data)) == data
    assert render_pack(thaw(freeze(data))) == render_pack(data)

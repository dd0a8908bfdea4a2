# SPDX-License-Identifier: Apache-2.0
"""The score of data quality: what counts, what does not, and where it leads."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.domain.habits import SHIPPED_HABITS, Habits, habits_from_plain
from portfolio_desktop.domain.pack.frozen import freeze, thaw
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import PackChoices, build, issue
from portfolio_desktop.services.quality import Fault, quality
from portfolio_desktop.services.quality.registers import WATCHED
from portfolio_desktop.services.quality.score import Health, health
from portfolio_desktop.services.rules import keep_habits
from portfolio_desktop.storage.changes import Changes
from tests.support.offices import add
from tests.unit.reports.test_pack import read


def rules(found: Health, register: str, fault: Fault) -> set[str]:
    return {each.rule for each in found.among(register, fault=fault)}


def test_that_an_empty_workspace_has_no_score_rather_than_a_perfect_one(office: Office) -> None:
    found = health(office)
    assert found.score.share is None
    assert found.score.words == "–"
    assert (found.registers, found.projects, found.findings) == ((), (), ())


def test_that_what_is_watched_is_there(office: Office) -> None:
    for watched in WATCHED:
        entity = office.catalogue.entity(watched.entity)
        assert all(entity.keeps(name) for name in watched.expected)
        assert all(entity.has(name) for pair in watched.ordered for name in pair)


def test_that_each_kind_of_fault_is_found_in_its_register(office: Office) -> None:
    today, project = office.today(), add(office, "project", title="Harbour")
    add(office, "risk", title="Silt", project_id=project, review_on=today - timedelta(days=1))
    add(office, "benefit", title="Fees", project_id=project, value=Decimal(-5))
    add(office, "benefit", title="Time", project_id=project, starts=date(2027, 1, 1), ends=date(2026, 1, 1))
    add(office, "milestone", title="Open", project_id=project, forecast=date(1926, 3, 1))
    found = health(office)
    assert rules(found, "risk", Fault.MISSING) == {"owner_id", "likelihood", "impact", "category"}
    assert rules(found, "risk", Fault.STALE) == {"late.review_on"}
    assert rules(found, "benefit", Fault.RANGE) == {"range.value"}
    assert rules(found, "benefit", Fault.INCONSISTENT) == {"order.ends"}
    (disordered,) = found.among("benefit", "", Fault.INCONSISTENT)
    assert disordered.said == "“From” is 1 Jan 2027 and “To” is 1 Jan 2026"
    assert rules(found, "milestone", Fault.RANGE) == {"range.forecast"}


def test_that_a_score_is_what_was_checked_less_what_failed(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    add(office, "action", title="Write", project_id=project)
    (actions,) = (each for each in health(office).registers if each.key == "action")
    missing = actions.faults[Fault.MISSING]
    assert missing == 2  # nobody, and no day
    assert actions.score.held == actions.score.checks - missing


def test_that_an_answer_without_a_value_is_shown_and_counts_as_answered(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    action = add(office, "action", title="Write", project_id=project)
    before = health(office).score.held
    office.write(records.change(office, "action", action, {"due": Unknown("Once the tide is known")}))
    found = health(office)
    assert found.score.held == before + 1
    (unknown,) = found.among("action", fault=Fault.UNKNOWN)
    assert unknown.said == "Once the tide is known"


def test_that_what_is_over_is_not_looked_at_and_what_is_part_of_a_project_counts_there(
    office: Office,
) -> None:
    project = add(office, "project", title="Harbour", code="P-1")
    risk = add(office, "risk", title="Silt", project_id=project)
    add(office, "action", title="Over", project_id=project, status="done")
    add(office, "risk_response", title="Dredge", risk_id=risk)
    found = health(office)
    assert {each.title for each in found.among(project=project)} == {"Harbour", "Silt", "Dredge"}
    (scored,) = found.projects
    assert scored.score.checks == found.score.checks


def test_that_a_score_below_all_is_never_called_all(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    line: dict[str, Value] = {
        "project_id": project,
        "year": "2026/27",
        "kind": "capital",
        "basis": "forecast",
    }
    made = (records.create(office, "cost_line", {**line, "amount": Decimal(n)}).items for n in range(60))
    office.write(Changes("Sixty", tuple(chain.from_iterable(made))))
    (lines,) = (each for each in health(office).registers if each.key == "cost_line")
    assert lines.score.words == "100 %"
    add(office, "cost_line", **line)
    (lines,) = (each for each in health(office).registers if each.key == "cost_line")
    assert lines.score.words == "99 %"


def test_that_issued_packs_keep_the_score_of_their_day(office: Office) -> None:
    add(office, "project", title="Harbour")
    then = health(office).score
    office.write(issue(office))
    add(office, "project", title="Depot", description="All electric")
    first, now = health(office).trend
    assert first.score == then
    assert now.score.checks > then.checks


def test_that_a_damaged_pack_is_left_out_of_the_trend(office: Office) -> None:
    for options in ("{", "[]", '{"quality": {"checks": 1, "held": 2}}', '{"quality": 3}'):
        add(office, "pack", title="P", options=options, data_as_of=date(2026, 1, 1))
    assert len(health(office).trend) == 1


def test_that_an_office_decides_when_a_report_is_out_of_date(office: Office) -> None:
    today, project = office.today(), add(office, "project", title="Harbour")
    add(office, "status_report", project_id=project, period_end=today - timedelta(days=50))

    def stale() -> bool:
        return any(each.rule == "report" for each in quality(office).findings)

    assert stale()
    written = office.write(keep_habits(office, Habits(stale_days=60)))
    assert written is not None
    assert not stale()
    with pytest.raises(Refusal, match="from 1 to"):
        keep_habits(office, Habits(stale_days=0))


@pytest.mark.parametrize("plain", [None, 3, {"stale_days": "x"}, {"stale_days": True}, {"stale_days": 10**9}])
def test_that_habits_that_make_no_sense_are_the_shipped_ones_and_said(plain: object) -> None:
    habits, fault = habits_from_plain(plain)
    assert habits == SHIPPED_HABITS
    assert fault


def test_that_a_pack_about_all_projects_tells_its_board_how_good_the_data_are(office: Office) -> None:
    add(office, "project", title="Harbour")
    office.write(issue(office))
    found = build(office).quality
    assert found is not None
    assert (found.held, found.checks) == (health(office).score.held, health(office).score.checks)
    assert (found.held_before, found.checks_before) == (found.held, found.checks)
    programme = add(office, "programme", title="Ports")
    add(office, "project", title="Pier", programme_id=programme)
    assert build(office, PackChoices(programmes=(programme,))).quality is None


def test_that_a_pack_names_what_contradicts_itself_and_not_only_how_often(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    add(office, "benefit", title="Time", project_id=project, starts=date(2027, 1, 1), ends=date(2026, 1, 1))
    found = build(office)
    assert found.quality is not None
    (amiss,) = found.quality.amiss
    assert (amiss.title, amiss.what) == ("Time", "To comes before From")
    assert thaw(freeze(found)).quality == found.quality
    page = next(text for text in read(render_pack(found)) if "By register" in text)
    assert "Time: To comes before From (“From” is 1 Jan 2027 and “To” is 1 Jan 2026)" in page

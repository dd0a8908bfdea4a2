# SPDX-License-Identifier: Apache-2.0
"""Which controls a project needs, how they stand, what runs out, and attesting in one act."""

from datetime import date, timedelta

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.controls import State
from portfolio_desktop.services import history
from portfolio_desktop.services.governance import controls
from portfolio_desktop.services.office import Office
from tests.support.assurance import look_all
from tests.support.offices import add

TODAY = date(2026, 11, 21)


def control(office: Office, **values: str | int | bool | None) -> Id:
    return add(office, "control", **{"title": "Risk log is kept", "required": True, **values})


def states(office: Office) -> list[State]:
    return [each.state for row in controls.matrix(office).rows for each in row.standings.values()]


def test_that_a_project_needs_the_controls_of_its_tier(office: Office) -> None:
    for tier in ("1", "2", "3", None):
        control(office, title=f"For {tier}", tier=tier)
    add(office, "project", title="Middling", tier="2")
    assert len(states(office)) == 3


def test_that_a_project_whose_tier_nobody_set_needs_what_every_project_needs(office: Office) -> None:
    for tier in ("1", "2", "3", None):
        control(office, title=f"For {tier}", tier=tier)
    add(office, "project", title="Nobody said")
    assert len(states(office)) == 2


def test_that_a_control_nobody_attested_is_a_gap(office: Office) -> None:
    control(office)
    add(office, "project", title="Harbour wall")
    found = controls.matrix(office)
    assert found.total == 1
    assert [gap.state for gap in controls.gaps(found)] == [State.NEVER]


def test_that_a_control_is_no_gap_before_its_gate_is_behind_the_project(office: Office) -> None:
    gate = add(office, "gate", title="Gate 4", position=4, stage="delivery")
    control(office, gate_id=gate)
    add(office, "project", title="Early", stage="obc")
    assert controls.matrix(office).total == 0
    add(office, "project", title="Done building", stage="closing")
    assert controls.matrix(office).total == 1


def test_that_good_practice_is_no_gap_unless_everything_is_asked_for(office: Office) -> None:
    control(office, required=False)
    add(office, "project", title="Harbour wall")
    found = controls.matrix(office)
    assert controls.gaps(found) == ()
    assert len(controls.gaps(found, everything=True)) == 1


def test_that_attesting_sets_until_when_the_evidence_holds(office: Office) -> None:
    wanted, project = control(office, months=6), add(office, "project", title="Harbour wall")
    person = add(office, "person", name="Zoë Ångström")
    office.write(controls.attest(office, project, wanted, "in_place", by=person, evidence="Протокол 4"))
    (check,) = look_all(office, "control_check", "project_id", project)
    assert (check["attested_on"], check["expires_on"]) == (TODAY, date(2027, 5, 21))
    assert states(office) == [State.IN_PLACE]


def test_that_a_control_without_months_does_not_expire(office: Office) -> None:
    wanted, project = control(office), add(office, "project", title="Harbour wall")
    office.write(controls.attest(office, project, wanted, "in_place", evidence="Minute", on=date(1990, 1, 1)))
    assert states(office) == [State.IN_PLACE]


def test_that_attesting_again_brings_the_same_record_up_to_date_and_keeps_its_history(office: Office) -> None:
    wanted, project = control(office, months=1), add(office, "project", title="Harbour wall")
    office.write(controls.attest(office, project, wanted, "not_in_place"))
    office.write(controls.attest(office, project, wanted, "in_place", evidence="Minute"))
    (check,) = look_all(office, "control_check", "project_id", project)
    entries = history.of_record(office, check.id)
    assert ("Not in place", "In place") in {(entry.old, entry.new) for entry in entries}


def test_that_evidence_that_came_without_an_expiry_expires_by_the_months_of_its_control(
    office: Office,
) -> None:
    wanted, project = control(office, months=3), add(office, "project", title="Harbour wall")
    add(
        office,
        "control_check",
        project_id=project,
        control_id=wanted,
        state="in_place",
        attested_on=TODAY - timedelta(days=120),
    )
    assert states(office) == [State.EXPIRED]


def test_that_evidence_that_runs_out_within_sixty_days_is_listed_and_later_is_not(office: Office) -> None:
    project = add(office, "project", title="Harbour wall")
    for title, days in (("Soon", 60), ("Later", 61), ("Gone", -1)):
        wanted = control(office, title=title)
        add(
            office,
            "control_check",
            project_id=project,
            control_id=wanted,
            state="in_place",
            expires_on=TODAY + timedelta(days=days),
        )
    found = controls.matrix(office)
    assert [gap.control_title for gap in controls.expiring(found)] == ["Soon"]
    assert found.expiring == 1
    assert found.total == 1


@pytest.mark.parametrize("state", ["in_place", "partly"])
def test_that_nothing_is_in_place_without_evidence(office: Office, state: str) -> None:
    wanted, project = control(office), add(office, "project", title="Harbour wall")
    with pytest.raises(Refusal, match="Say what shows"):
        controls.attest(office, project, wanted, state, evidence="  ")


def test_that_what_does_not_apply_has_a_reason(office: Office) -> None:
    wanted, project = control(office), add(office, "project", title="Harbour wall")
    with pytest.raises(Refusal, match="Say why"):
        controls.attest(office, project, wanted, "not_applicable")
    office.write(controls.attest(office, project, wanted, "not_applicable", note="It has no users."))
    assert controls.matrix(office).total == 0


def test_that_nothing_is_attested_tomorrow(office: Office) -> None:
    wanted, project = control(office), add(office, "project", title="Harbour wall")
    with pytest.raises(Refusal, match="which is to come"):
        controls.attest(office, project, wanted, "not_in_place", on=date(2200, 1, 1))


def test_that_projects_with_most_gaps_come_first(office: Office) -> None:
    first, second = control(office, title="One"), control(office, title="Two")
    better = add(office, "project", title="Better")
    add(office, "project", title="Worse")
    office.write(controls.attest(office, better, first, "in_place", evidence="Minute"))
    found = controls.matrix(office)
    assert [(row.title, row.gaps) for row in found.rows] == [("Worse", 2), ("Better", 1)]
    assert found.gaps == {first: 1, second: 2}


def test_that_an_office_without_controls_has_an_empty_matrix(office: Office) -> None:
    add(office, "project", title="Alone")
    found = controls.matrix(office)
    assert (found.controls, found.total, controls.gaps(found)) == ((), 0, ())

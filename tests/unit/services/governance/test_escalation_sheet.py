# SPDX-License-Identifier: Apache-2.0
"""What the page of escalations reads: everything that somebody has to do something about, and one of them in full."""

from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.services.governance import escalations
from portfolio_desktop.services.governance.breaches import Stand, Standing, breaches, standings
from portfolio_desktop.services.governance.escalation_sheet import ladder, sheet
from portfolio_desktop.services.office import Office, record_of
from tests.support.offices import add
from tests.unit.services.governance.test_escalations import HOUR, NOW, drafted


def stand_of(office: Office, id: Id) -> dict[str, Standing]:
    with office.reading() as reader:
        project = cast(Project, record_of(reader, "project", id))
        return {each.dimension: each for each in standings(reader, project)}


def test_that_what_is_drafted_is_no_longer_among_what_nobody_was_told_of(office: Office) -> None:
    id = drafted(office)
    add(office, "tolerance", title="Cost", dimension="cost", limit_percent=Decimal(5))
    add(office, "project", title="Dear", whole_life_cost=Decimal(100), whole_life_forecast=Decimal(120))
    found = ladder(office, NOW)
    assert [each.id for each in found.running] == [id]
    assert [each.title for each in found.untold] == ["Dear"]


def test_that_an_answer_waits_to_be_put_away(office: Office) -> None:
    id = drafted(office)
    office.write(escalations.raise_(office, id, NOW, "Agree the new date."))
    office.write(escalations.tell(office, id, NOW, "email"))
    office.write(escalations.answer(office, id, NOW + HOUR, "Agreed."))
    found = ladder(office, NOW)
    assert found.running == ()
    assert [(each.id, each.by, each.when) for each in found.answered] == [(id, "Ruth", NOW + HOUR)]
    office.write(escalations.close(office, id, NOW.date()))
    assert ladder(office, NOW).answered == ()


def test_that_the_sheet_says_who_was_told_when_and_how(office: Office) -> None:
    id = drafted(office)
    office.write(escalations.raise_(office, id, NOW, "Agree the new date."))
    office.write(escalations.tell(office, id, NOW + HOUR, "telephone", proof="minutes/12.pdf"))
    found = sheet(office, id)
    steps = {step.key: step for step in found.report.steps}
    assert (steps["told"].when, steps["told"].who, steps["told"].how) == (NOW + HOUR, "Ruth", "By telephone")
    assert not steps["answered"].taken
    assert steps["answered"].due == NOW + 73 * HOUR
    assert (found.report.proof, found.above) == ("minutes/12.pdf", "Portfolio board")
    assert found.clock is not None
    assert found.clock.spent(NOW + 37 * HOUR) == 0.5
    assert {link.entity for link in found.links} == {"project", "board", "tolerance"}


def test_that_a_bare_escalation_has_a_sheet(office: Office) -> None:
    found = sheet(office, add(office, "escalation", title="🚧 Überfall"))
    assert found.report.title == "🚧 Überfall"
    assert (found.above, found.tell_hours, found.links) == ("", None, ())
    assert found.clock is not None
    assert found.clock.spent(NOW) is None


def test_how_a_project_stands_to_each_tolerance_of_its_tier(office: Office) -> None:
    id = add(
        office,
        "project",
        title="Harbour",
        tier="1",
        end_baseline=date(2027, 1, 1),
        end=date(2027, 1, 1) + timedelta(days=31),
        whole_life_cost=Decimal(100),
        whole_life_forecast=Decimal(101),
    )
    add(office, "tolerance", title="Risk", dimension="risk", limit_score=16)
    add(office, "tolerance", title="Scope", dimension="scope", limit_words="Anything promised.")
    add(office, "tolerance", title="Cost", dimension="cost", limit_percent=Decimal(5))
    add(office, "tolerance", title="Time", dimension="time", limit_days=30)
    add(office, "tolerance", title="Other tier", tier="2", dimension="benefit", limit_percent=Decimal(1))
    found = stand_of(office, id)
    assert [(name, each.stand) for name, each in found.items()] == [
        ("time", Stand.BEYOND),
        ("cost", Stand.WITHIN),
        ("scope", Stand.JUDGED),
        ("risk", Stand.UNKNOWN),
    ]
    assert (found["cost"].words, found["scope"].words) == ("5%", "Anything promised.")
    escalation = add(office, "escalation", title="Late", project_id=id, dimension="time", status="raised")
    assert stand_of(office, id)["time"].stand is Stand.BEYOND
    office.write(escalations.tell(office, escalation, NOW, "email", whom=add(office, "person", name="Ruth")))
    told = stand_of(office, id)["time"]
    assert (told.stand, told.escalation, told.code) == (Stand.TOLD, escalation, "E-0001")
    assert breaches(office)[0].escalation == escalation

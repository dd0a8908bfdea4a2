# SPDX-License-Identifier: Apache-2.0
"""The radar: numbers that run by quadrant and ring, moves, and what cannot be placed."""

from datetime import date

from portfolio_desktop.domain.radar import Move
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.technology.radar import radar
from tests.support.offices import add


def test_that_blips_are_numbered_by_quadrant_then_from_the_inside_out(office: Office) -> None:
    add(office, "technology", title="Own data centres", quadrant="platforms", ring="hold")
    add(office, "technology", title="Shared platform", quadrant="platforms", ring="adopt")
    add(office, "technology", title="Small releases", quadrant="techniques", ring="trial")
    stray = add(office, "technology", title="Quantum", quadrant="platforms")
    found = radar(office)
    assert [(blip.number, blip.title) for blip in found.blips] == [
        (1, "Small releases"),
        (2, "Shared platform"),
        (3, "Own data centres"),
    ]
    assert found.unplaced == (stray,)


def test_that_a_blip_names_each_project_that_uses_it_once(office: Office) -> None:
    harbour = add(office, "project", title="Harbour")
    sensors = add(
        office,
        "technology",
        title="Sensors",
        quadrant="platforms",
        ring="trial",
        ring_before="assess",
        moved_on=date(2026, 10, 1),
    )
    for title in ("in drains", "in lights"):
        add(office, "technology_use", technology_id=sensors, project_id=harbour, title=title)
    (blip,) = radar(office).blips
    assert blip.move is Move.IN
    assert blip.projects == ((harbour, "Harbour"),)

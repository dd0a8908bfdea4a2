# SPDX-License-Identifier: Apache-2.0
"""What the manager's manager is told of a year: names and stages, and nothing that anybody wrote."""

from dataclasses import astuple

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services.people import appraising, evidence
from portfolio_desktop.services.people.running import telling
from tests.support.people import Team, fill, party

NEEDLE = "zqneedlezq"


def test_that_no_word_and_no_level_of_anybody_is_told(team: Team) -> None:
    team.start([2, 3])
    one = Id(team.all("appraisal")[0].id)
    for side in (Side.SELF, Side.MANAGER):
        fill(team, one, side, NEEDLE)
    team.do(appraising.write(team.people, one, {"level": 3, "level_why": NEEDLE}))
    team.do(evidence.note(team.people, party(2), NEEDLE))
    found = telling.told(team.people, Id(team.all("cycle")[0].id))
    said = repr(astuple(found)) + "\n".join(telling.lines_of(found))
    assert NEEDLE not in said
    assert "Beyond what was agreed" not in said
    assert "Cai Morgan" in said


def test_that_it_says_who_is_late_with_what(team: Team) -> None:
    team.start([2, 3])
    found = telling.told(team.people, Id(team.all("cycle")[0].id))
    assert (found.by, found.all, found.late) == ("Ben Hale", 2, 2)
    assert found.headline == "2 people, 2 with something late"
    lines = telling.lines_of(found)
    assert lines[0] == "Appraisals 2026–27, 21 Nov 2026"
    assert "Agree expectations and objectives, due 15 May 2026: 0 of 2" in lines
    assert any(line.startswith("Cai Morgan: late: Agree expectations") for line in lines)


def test_that_names_can_be_left_out(team: Team) -> None:
    team.start([2, 3])
    found = telling.told(team.people, Id(team.all("cycle")[0].id), names=False)
    assert found.people == ()
    assert (found.all, found.stages[0].planned) == (2, 2)
    assert "Cai" not in "\n".join(telling.lines_of(found))

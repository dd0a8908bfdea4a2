# SPDX-License-Identifier: Apache-2.0
"""A scale is edited level by level, and stands still once anybody was rated on it."""

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.people import appraising, forms
from portfolio_desktop.services.people.running import years
from portfolio_desktop.services.people.shaping import scales
from portfolio_desktop.services.people.shaping.scales import ScaleSheet
from portfolio_desktop.services.people.starting import shipped_id
from tests.support.people import Team

THREE = shipped_id("rating_scale", "three")


def scale(team: Team, id: Id = THREE) -> ScaleSheet:
    return next(one for one in scales.scales_there(team.people) if one.id == id)


def labels(team: Team, id: Id) -> list[str]:
    return [one.label for one in scale(team, id).levels]


def test_that_levels_are_added_moved_and_taken_out_and_stay_counted_from_one(team: Team) -> None:
    made = team.do(scales.new_scale(team.people, "Ours"))[0]
    team.do(scales.add_level(team.people, made, "Beyond"))
    assert labels(team, made) == ["Beyond", "As agreed", "Not as agreed"]
    team.do(scales.move_level(team.people, scale(team, made).levels[0].id, -1))
    assert labels(team, made) == ["As agreed", "Beyond", "Not as agreed"]
    assert not scales.move_level(team.people, scale(team, made).levels[0].id, 5)
    team.people.write(scales.remove_level(team.people, scale(team, made).levels[1].id))
    assert [(one.step, one.label) for one in scale(team, made).levels] == [
        (2, "As agreed"),
        (1, "Not as agreed"),
    ]


def test_that_no_scale_has_more_levels_than_can_be_told_apart(team: Team) -> None:
    made = team.do(scales.new_scale(team.people, "Ours"))[0]
    for number in range(scales.MOST - 2):
        team.do(scales.add_level(team.people, made, f"Level {number}"))
    with pytest.raises(Refusal, match="9 levels at most"):
        scales.add_level(team.people, made, "One more")
    with pytest.raises(Refusal, match="name"):
        scales.new_scale(team.people, " ")


def test_that_a_scale_stands_still_while_a_year_rates_on_it(team: Team) -> None:
    team.start([2])
    assert "Appraisals 2026–27" in scale(team).still
    with pytest.raises(Refusal, match="Copy the scale and change the copy"):
        scales.add_level(team.people, THREE, "More")
    with pytest.raises(Refusal, match="Copy the scale"):
        scales.remove_level(team.people, scale(team).levels[0].id)


def test_that_levels_go_on_meaning_what_they_meant_after_the_year(team: Team) -> None:
    appraisal = team.appraisal()
    team.do(appraising.write(team.people, appraisal, {"level": 2}))
    team.do(years.leave(team.people, appraisal, "Left"))
    team.do(years.close(team.people, Id(team.all("cycle")[0].id)))
    assert "were given" in scale(team).still
    with pytest.raises(Refusal, match="were given"):
        scales.move_level(team.people, scale(team).levels[0].id, -1)
    copy = team.do(forms.copy_scale(team.people, THREE, "Next"))[0]
    team.change("rating_level", scale(team, copy).levels[0].id, label="Far beyond")
    assert labels(team, copy)[0] == "Far beyond"


def test_that_an_unused_scale_can_be_changed_after_its_year_went(team: Team) -> None:
    team.start([2])
    team.people.write(records.delete(team.people, "appraisal", [Id(team.all("appraisal")[0].id)]))
    team.people.write(records.delete(team.people, "cycle", [Id(team.all("cycle")[0].id)]))
    assert scale(team).still == ""

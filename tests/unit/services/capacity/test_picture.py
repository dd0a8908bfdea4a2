# SPDX-License-Identifier: Apache-2.0
"""The picture of capacity in words: rows, what makes a cell up, clashes with their choices, and when a project fits."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.capacity.clashes import GiveWay, MoveLater
from portfolio_desktop.domain.capacity.fitting import Needs
from portfolio_desktop.domain.capacity.load import By, State
from portfolio_desktop.domain.capacity.months import month_of
from portfolio_desktop.services.capacity.fits import new_project_fits, rows_named
from portfolio_desktop.services.capacity.gathering import capacity
from portfolio_desktop.services.capacity.picture import all_clashes, choices_of, picture, pieces
from portfolio_desktop.services.capacity.wording import (
    cell_words,
    choice_sums,
    choice_title,
    clash_title,
    clash_words,
)
from portfolio_desktop.services.office import Office
from tests.support.handing import Handing

MARCH = month_of(date(2027, 3, 1))  # 23 working days; there are two testers, one at Working and one at Expert


@pytest.fixture
def handing(office: Office) -> Handing:
    made = Handing(office)
    made.demand(made.harbour, "Testing", 3, "0.8", date(2027, 3, 1), date(2027, 3, 31))
    made.demand(made.bridge, "Testing", 3, "0.6", date(2027, 3, 1), date(2027, 3, 31))
    return made


def test_that_rows_say_skill_and_level_and_cells_say_their_sums(handing: Handing) -> None:
    found = capacity(handing.office)
    shown = picture(found, By.SKILL, 6)
    assert [(row.title, row.people) for row in shown.rows] == [
        ("Building", 1),
        ("Testing: Practitioner and above", 1),
    ]
    testing = shown.rows[1]
    place = shown.months.index(MARCH)
    assert testing.states[place] is State.OVER
    assert cell_words(testing.cells[place], found.board.thresholds) == (
        "32.2 days asked, 23 there, 140 %, 9.2 too many, too much is asked"
    )


def test_that_a_cell_is_made_up_of_the_records_that_ask(handing: Handing) -> None:
    found = capacity(handing.office)
    row = picture(found, By.SKILL).rows[1].key
    assert [(each.title, each.project, round(each.days, 1)) for each in pieces(found, row, MARCH)] == [
        ("DM-0001 Testing for a while", "P-0001", 18.4),
        ("DM-0002 Testing for a while", "P-0002", 13.8),
    ]


def test_that_a_clash_names_projects_days_and_choices_with_their_sums(handing: Handing) -> None:
    found = capacity(handing.office)
    (clash,) = all_clashes(found)
    assert clash_title(found, clash) == "Testing: Practitioner and above, Mar 2027"
    assert clash_words(found, clash) == "9.2 days too many: P-0001 18.4; P-0002 13.8 of 23 days there"
    offered = choices_of(found, clash)
    assert [choice_title(found, clash, each) for each in offered] == [
        "Move P-0002 1 month later",
        "Move P-0001 1 month later",
        "Train Ben Okri: 1 level short, 9.2 of these days free",
        "Hire 0.4 full-time for Mar 2027",
        "Lower priority first: do without P-0002 (confirmed)",
    ]
    (move,) = [each for each in offered if isinstance(each, MoveLater)][:1]
    assert choice_sums(move) == (
        "Mar 2027: 32.2 \N{MINUS SIGN} 13.8 = 18.4 of 23 days",
        "Apr 2027: 0 + 13.8 = 13.8 of 22 days",
    )
    (way,) = [each for each in offered if isinstance(each, GiveWay)]
    assert choice_sums(way) == ("Mar 2027: 32.2 \N{MINUS SIGN} 13.8 = 18.4 of 23 days",)


def test_that_a_new_project_is_told_when_it_fits_and_whom_it_lacks(handing: Handing) -> None:
    found = capacity(handing.office)
    (row,) = rows_named(found, "testing")
    level = row._replace(level=3)
    fitting = new_project_fits(found, [Needs(level, (1.0,) * 4)])
    assert fitting.headline == "It fits from Apr 2027 on."
    assert fitting.lines == ("Testing: Practitioner and above: from Apr 2027 (to begin at once, hire 1.0)",)
    never = new_project_fits(found, [Needs(level, (3.0,))])
    assert never.headline == "It does not fit within three years without more people."
    with pytest.raises(Refusal, match="Say how many people"):
        new_project_fits(found, [])


def test_that_nobody_looks_at_more_months_than_can_be_seen(handing: Handing) -> None:
    with pytest.raises(Refusal, match="from 1 to 36"):
        picture(capacity(handing.office), By.TEAM, 37)

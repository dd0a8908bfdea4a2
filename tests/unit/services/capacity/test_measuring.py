# SPDX-License-Identifier: Apache-2.0
"""A team's measures: of the work, by period, with teams below it, and by what really happened to each package."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.capacity.measures import Measure
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.capacity import packages
from portfolio_desktop.services.capacity.measuring import measure_words, team_measures
from portfolio_desktop.services.office import Office
from tests.support.assurance import look_all
from tests.support.handing import Handing
from tests.support.offices import add

FIRST, LAST = date(2026, 1, 1), date(2099, 12, 31)


def test_that_a_period_counts_what_was_delivered_given_back_and_cleared(office: Office) -> None:
    handing = Handing(office)
    done = handing.package("Done")
    office.write(packages.offer(office, done))
    office.write(packages.accept(office, done))
    office.write(packages.deliver(office, done, "Report"))
    criteria = look_all(office, "package_criterion", "work_package_id", done)
    office.write(packages.take(office, done, {criteria[0].id: "met", criteria[1].id: "part"}, why="Fine"))
    back = handing.package("Back", responsible_id=handing.ben)
    office.write(packages.offer(office, back))
    office.write(packages.accept(office, back))
    office.write(packages.block(office, back, "No data"))
    office.write(packages.hand_back(office, back, "No data came"))
    found = team_measures(office, FIRST, LAST, handing.team)
    assert (found.team, found.packages) == ("Quality", 2)
    assert found.measures.on_time == Measure(1, 1)
    assert found.measures.met_first == Measure(1, 2, 0, (done,))
    assert found.measures.handed_back == Measure(1, 2, 0, (back,))
    assert found.measures.cleared == Measure(0, 1, 0, (back,))
    assert measure_words(found.measures.handed_back) == "1 of 2 (50 %)"


def test_that_a_hand_back_that_was_undone_does_not_count(office: Office) -> None:
    handing = Handing(office)
    package = handing.package()
    office.write(packages.offer(office, package))
    office.write(packages.accept(office, package))
    office.write(packages.hand_back(office, package, "By mistake"))
    undo.undo(office)
    assert team_measures(office, FIRST, LAST).measures.handed_back == Measure(0, 1)


def test_that_a_team_has_the_teams_below_it_and_nobody_elses_work(office: Office) -> None:
    handing = Handing(office)
    above = add(office, "team", title="Change")
    office.write(records.change(office, "team", handing.team, {"part_of_id": above}))
    handing.package("Ours")
    handing.package("Theirs", responsible_id=handing.cai)
    assert team_measures(office, FIRST, LAST, above).packages == 1
    assert team_measures(office, FIRST, LAST).packages == 2


def test_that_a_period_that_runs_backwards_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="before it begins"):
        team_measures(office, LAST, FIRST)


def test_that_nothing_to_count_is_said_and_not_nought_per_cent() -> None:
    assert measure_words(Measure(0, 0, 2)) == "nothing to count, 2 not known"

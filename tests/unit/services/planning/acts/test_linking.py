# SPDX-License-Identifier: Apache-2.0
"""Links between tasks: made, changed and taken away, each by one act."""

from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import linking, shaping
from portfolio_desktop.services.planning.timeline import timeline_of
from tests.support.planning import dates, do, make_link, make_project, make_task


@pytest.fixture
def pair(office: Office, project: Id) -> tuple[Id, Id]:
    return make_task(office, project, "Dig", 3), make_task(office, project, "Pour", 2)


def test_that_a_link_moves_the_task_that_waits(office: Office, pair: tuple[Id, Id]) -> None:
    dig, pour = pair
    assert do(office, linking.link(office, dig, pour, lag=Decimal(1))) == "Link T-0001 to T-0002"
    assert dates(office)["Pour"] == ("Fri 04 Dec 09:00", "Mon 07 Dec 17:30")


def test_that_kind_and_lag_of_a_link_change_together(office: Office, pair: tuple[Id, Id]) -> None:
    link = make_link(office, *pair)
    label = do(office, linking.change(office, link, "ss", Decimal(1), "elapsed"))
    assert label == "Change the link T-0001 → T-0002"
    assert dates(office)["Pour"][0] == "Tue 01 Dec 09:00"


def test_that_unlinked_tasks_stay(office: Office, pair: tuple[Id, Id]) -> None:
    make_link(office, *pair)
    assert do(office, linking.unlink_tasks(office, *pair)) == "Unlink T-0001 → T-0002"
    assert dates(office)["Pour"][0] == "Mon 30 Nov 09:00"
    with pytest.raises(Refusal, match="T-0002 does not wait for T-0001"):
        linking.unlink_tasks(office, *pair)


def test_that_a_link_across_projects_moves_the_other_project(office: Office, pair: tuple[Id, Id]) -> None:
    paint = make_task(office, make_project(office, "Quay"), "Paint", 1)
    do(office, linking.link(office, pair[0], paint))
    assert dates(office)["Paint"][0] == "Thu 03 Dec 09:00"
    assert len(timeline_of(office).arrows) == 1


def test_that_what_makes_no_sense_is_refused_in_a_sentence(office: Office, pair: tuple[Id, Id]) -> None:
    dig, pour = pair
    with pytest.raises(Refusal, match="cannot wait for itself"):
        linking.link(office, dig, dig)
    make_link(office, dig, pour)
    with pytest.raises(Refusal, match="linked so already"):
        linking.link(office, dig, pour)
    linking.link(office, dig, pour, "ff")
    with pytest.raises(Refusal, match=r"Dig.*Pour|Pour.*Dig"):
        office.write(linking.link(office, pour, dig))


@pytest.mark.parametrize("kind", ["ff", "sf"])
def test_that_the_finish_of_a_summary_waits_for_nothing(office: Office, project: Id, kind: str) -> None:
    works, survey = make_task(office, project, "Works"), make_task(office, project, "Survey")
    dig = make_task(office, project, "Dig", parent_id=works)
    with pytest.raises(Refusal, match=r"‘Survey’.*‘Works’.*Link the task that is meant"):
        office.write(linking.link(office, survey, works, kind))
    do(office, linking.link(office, survey, dig, kind))
    with pytest.raises(Refusal, match=r"‘Survey’.*‘Dig’.*Link the task that is meant"):
        office.write(shaping.new_task(office, project, under=dig))


def test_that_a_circle_through_two_projects_names_the_tasks_with_their_projects(
    office: Office, pair: tuple[Id, Id]
) -> None:
    dig, pour = pair
    paint = make_task(office, make_project(office, "Quay"), "Paint", 1)
    make_link(office, dig, pour)
    make_link(office, pour, paint)
    with pytest.raises(Refusal) as refusal:
        office.write(linking.link(office, paint, dig))
    for said in ("‘Dig’ of ‘Harbour’", "‘Pour’ of ‘Harbour’", "‘Paint’ of ‘Quay’"):
        assert said in str(refusal.value)


def test_that_a_task_cannot_wait_for_its_own_summary(office: Office, project: Id) -> None:
    works = make_task(office, project, "Works")
    dig = make_task(office, project, "Dig", parent_id=works)
    with pytest.raises(Refusal, match="Works"):
        office.write(linking.link(office, works, dig))

# SPDX-License-Identifier: Apache-2.0
"""Among the words of a filter, a code may say where the path is to lead that is looked at."""

import pytest

from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.scope import Detail, Scope
from portfolio_desktop.services.planning.sheet.leading import goal_of, left_out_words, without_goal
from portfolio_desktop.services.planning.sheet.sight import sight_of
from tests.support.planning import get, make_project
from tests.support.two_projects import two_projects


@pytest.mark.parametrize(
    ("words", "goal", "others"),
    [
        ("to:p-0002", "P-0002", ""),
        ("quay TO:T-0004 is:open", "T-0004", "quay is:open"),
        ("to:", "", ""),
        ("tomorrow", "", "tomorrow"),
    ],
)
def test_that_a_goal_is_told_from_other_words(words: str, goal: str, others: str) -> None:
    assert goal_of(words) == goal
    assert without_goal(words) == others


def test_that_what_leads_to_a_project_is_shown_whichever_projects_were_chosen(office: Office) -> None:
    two = two_projects(office)
    scope = Scope(projects=frozenset({two.road}), detail=Detail.PROJECTS)
    sight = sight_of(office, scope, str(get(office, "project", two.road)["code"]))
    titles = [row.title for row in sight.timeline.rows]
    assert [each for each in titles if each != "In no programme"] == [
        "Harbour",
        "Dig",
        "Build the quay",
        "Road",
        "Pave",
        "Road open",
    ]
    assert two.dig in sight.details
    assert sight.lead is not None
    assert sight.lead.words == "What leads to Road"


def test_that_a_code_that_leads_nowhere_says_why(office: Office) -> None:
    empty = make_project(office, "Nothing yet")
    for code, said in (("T-9999", "T-9999"), (str(get(office, "project", empty)["code"]), "Nothing yet")):
        sight = sight_of(office, Scope(), code)
        assert sight.timeline.rows == ()
        assert sight.lead is not None
        assert said in sight.lead.problem


def test_that_steps_without_room_are_counted() -> None:
    assert left_out_words(0) == ""
    assert left_out_words(1) == "The shortest step is left out"
    assert left_out_words(3).startswith("The 3 shortest steps")

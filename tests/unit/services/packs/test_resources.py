# SPDX-License-Identifier: Apache-2.0
"""The people of a pack: from the same capacity as the window, with the clashes that concern its projects."""

from dataclasses import replace
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import PackChoices, build
from portfolio_desktop.services.packs.resources import resources_of
from tests.support.offices import add


def test_that_the_demo_tells_its_board_who_is_short_and_what_is_open(shown: Office) -> None:
    found = build(shown, PackChoices()).resources
    assert found is not None
    titles = [row.title for row in found.rows]
    assert "Planning: Expert" in titles
    assert "Strategic thinking" not in titles  # nobody asks for it
    assert found.clashes[0].title.startswith("Planning: Expert")
    assert any(each.choices[0].startswith("Move P-") for each in found.clashes)
    assert any("between them" in each.words for each in found.clashes)
    assert (found.told, found.of) == (34, 35)


def test_that_a_clash_of_other_projects_is_not_put_to_this_board(shown: Office) -> None:
    with shown.reading() as reader:
        found = resources_of(reader, {"of nobody"})
    assert found is not None
    assert not found.clashes
    assert found.rows


def test_that_an_office_in_which_nobody_is_asked_for_says_nothing(office: Office) -> None:
    data = build(office, PackChoices())
    assert data.resources is None
    assert replace(data, resources=None) == data


def test_that_posts_count_who_is_in_post_by_contract_and_working_time(office: Office) -> None:
    team = add(office, "team", title="Quality")
    ann = add(office, "person", name="Ann Lee", team_id=team, pattern="Mon–Wed")
    add(office, "person", name="Ben Okri", team_id=team, engaged_as="contractor", share=Decimal(50))
    add(office, "person", name="Cai Huw", team_id=team, share=Unknown("to be agreed"))
    gone = add(office, "person", name="Dee Long", team_id=team, left=True)
    add(office, "post", title="Tester", team_id=team, person_id=ann, people=Decimal("0.6"), funded=True)
    add(office, "post", title="Lead", team_id=team, person_id=gone, funded=True, gap=Rating("rag3", "amber"))
    add(office, "post", title="Helper", team_id=team, funded=False, gap=Rating("rag3", "red"))
    found = build(office, PackChoices()).resources
    assert found is not None
    (line,) = found.teams
    assert (line.employees, line.contractors, line.total) == (Decimal("0.6"), Decimal("0.5"), Decimal("1.1"))
    assert (line.funded, line.gap, line.unknown) == (Decimal("1.6"), Decimal("0.5"), 1)
    assert (line.vacant, line.gravity) == (("Lead", "Helper"), Rating("rag3", "red"))

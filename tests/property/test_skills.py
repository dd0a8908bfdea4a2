# SPDX-License-Identifier: Apache-2.0
"""Whatever people hold and roles ask for: what must always be so of gaps, cover, succession and the chart."""

from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.domain.skills.chart import Node, tree
from portfolio_desktop.domain.skills.cover import ranked, succession
from portfolio_desktop.domain.skills.gaps import Fit, Need, Readiness, Standing, gaps

_SKILLS = st.sampled_from("abcdef")
_STEPS = st.integers(1, 7)
_NEEDS = st.dictionaries(_SKILLS, st.none() | _STEPS).map(
    lambda asked: [Need(*each) for each in asked.items()]
)
_HELD = st.dictionaries(_SKILLS, _STEPS)
_PEOPLE = st.dictionaries(st.text("xyz", min_size=1, max_size=3), _HELD)


@given(_NEEDS, _HELD)
def test_that_every_skill_asked_for_has_one_standing(needs: list[Need], held: dict[str, int]) -> None:
    fit = Fit(gaps(needs, held))
    assert [gap.skill for gap in fit.gaps] == [need.skill for need in needs]
    assert fit.met + len(fit.short) + len(fit.not_assessed) == len(needs)
    assert all((gap.standing is Standing.NOT_ASSESSED) == (gap.skill not in held) for gap in fit.gaps)


@given(_NEEDS, _HELD, _SKILLS)
def test_that_learning_never_makes_anybody_less_ready(
    needs: list[Need], held: dict[str, int], skill: str
) -> None:
    if skill in held:
        before, after = (Fit(gaps(needs, each)) for each in (held, {**held, skill: held[skill] + 1}))
        assert after.rank <= before.rank


@given(_NEEDS, _HELD)
def test_that_ready_means_that_nothing_is_lacking_or_unknown(needs: list[Need], held: dict[str, int]) -> None:
    ready = Fit(gaps(needs, held)).readiness is Readiness.READY
    assert ready == (
        bool(needs) and all(need.skill in held and held[need.skill] >= (need.step or 0) for need in needs)
    )


@given(_NEEDS, _PEOPLE)
def test_that_candidates_are_in_order_and_each_there_once(
    needs: list[Need], people: dict[str, dict[str, int]]
) -> None:
    found = ranked(needs, people)
    assert [each.fit.rank for each in found] == sorted(each.fit.rank for each in found)
    wanted = {need.skill for need in needs}
    assert sorted(each.person for each in found) == sorted(
        name for name, held in people.items() if not wanted.isdisjoint(held)
    )


@given(_NEEDS, _PEOPLE, st.data())
def test_that_nobody_follows_themselves(
    needs: list[Need], people: dict[str, dict[str, int]], data: st.DataObject
) -> None:
    holders = data.draw(st.lists(st.sampled_from(sorted(people)), unique=True)) if people else []
    found = succession("role", holders, needs, people)
    followers = {each.person for each in (*found.ready, *found.near)}
    assert followers.isdisjoint(holders)
    assert all(not each.fit.short for each in found.ready)
    assert all(each.fit.short and not each.fit.not_assessed for each in found.near)


@given(st.dictionaries(st.text("abcdefg", max_size=2), st.none() | st.text("abcdefgh", max_size=2)))
def test_that_everybody_is_in_the_chart_once_whatever_the_links_say(above: dict[str, str | None]) -> None:
    seen: list[str] = []

    def walk(nodes: tuple[Node, ...], boss: str | None) -> None:
        for node in nodes:
            seen.append(node.key)
            assert boss is None or above[node.key] == boss
            assert node.total == sum(1 + each.total for each in node.below)
            walk(node.below, node.key)

    walk(tree(above), None)
    assert sorted(seen) == sorted(above)

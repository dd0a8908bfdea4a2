# SPDX-License-Identifier: Apache-2.0
"""Tasks of a later version of a plan are known again, also the one that bears the version in its name."""

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.arrivals.identity import Named, matched


def plan(*paths: tuple[str, ...]) -> dict[str, Named]:
    return {str(number): Named(uid=str(100 + number), path=path) for number, path in enumerate(paths)}


def here(*paths: tuple[str, ...]) -> dict[Id, Named]:
    return {Id(f"here {uid}"): Named(uid=f"9{uid}", path=named.path) for uid, named in plan(*paths).items()}


def test_that_the_task_that_all_lie_under_is_known_by_that_whatever_it_is_called() -> None:
    before = here(("quay 4 dec",), ("quay 4 dec", "dig"))
    after = plan(("quay 21 dec",), ("quay 21 dec", "dig"))
    assert matched(after, before)["0"] == Id("here 0")


def test_that_one_of_several_outermost_tasks_is_not_taken_for_another() -> None:
    before = here(("dig",), ("fill",))
    after = plan(("dig",), ("pave",))
    assert matched(after, before) == {"0": Id("here 0")}


def test_that_a_plan_of_one_task_is_not_taken_for_another_plan() -> None:
    assert matched(plan(("dig",)), here(("pave",))) == {}

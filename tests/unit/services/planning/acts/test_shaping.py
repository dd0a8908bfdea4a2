# SPDX-License-Identifier: Apache-2.0
"""The outline of a plan: each act does what it says, and one undo takes it back."""

from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import shaping
from tests.support.planning import do, get, make_link, make_project, make_task, outline


@pytest.fixture
def tasks(office: Office, project: Id) -> dict[str, Id]:
    """Four tasks in a row, none of which has a place of its own yet."""
    return {name: make_task(office, project, name) for name in ("A", "B", "C", "D")}


def test_that_a_new_task_comes_right_after_another(office: Office, project: Id, tasks: dict[str, Id]) -> None:
    do(office, shaping.new_task(office, project, title="New", after=tasks["B"]))
    assert outline(office) == ["A", "B", "New", "C", "D"]
    do(office, shaping.new_task(office, project, title="Newer", after=tasks["B"]))
    assert outline(office) == ["A", "B", "Newer", "New", "C", "D"]


def test_that_a_new_task_goes_under_a_summary_or_to_the_end(
    office: Office, project: Id, tasks: dict[str, Id]
) -> None:
    do(office, shaping.new_task(office, project, title="Below", under=tasks["A"]))
    office.write(shaping.new_task(office, project, days=Decimal(0)))
    assert outline(office) == ["A", "  Below", "B", "C", "D", "New milestone"]


def test_that_between_neighbours_with_room_nothing_but_the_new_task_is_written(
    office: Office, project: Id
) -> None:
    first = make_task(office, project, "A", position=1000)
    make_task(office, project, "B", position=2000)
    (create,) = shaping.new_task(office, project, after=first).items
    assert create.values["position"] == 1500  # type: ignore[union-attr]


def test_that_tasks_are_indented_together_and_outdented_again(office: Office, tasks: dict[str, Id]) -> None:
    both = [tasks["B"], tasks["C"]]
    assert do(office, shaping.indent(office, both)) == "Indent 2 tasks"
    assert outline(office) == ["A", "  B", "  C", "D"]
    do(office, shaping.indent(office, [tasks["C"]]))
    assert outline(office) == ["A", "  B", "    C", "D"]
    do(office, shaping.outdent(office, [tasks["B"]]))
    assert outline(office) == ["A", "B", "  C", "D"]


def test_that_what_lies_under_a_chosen_task_moves_with_it(office: Office, tasks: dict[str, Id]) -> None:
    office.write(shaping.indent(office, [tasks["C"]]))
    do(office, shaping.indent(office, [tasks["B"], tasks["C"]]))
    assert outline(office) == ["A", "  B", "    C", "D"]


def test_that_the_first_of_its_level_cannot_be_indented_nor_the_top_outdented(
    office: Office, tasks: dict[str, Id]
) -> None:
    with pytest.raises(Refusal, match="T-0001 is the first of its level"):
        shaping.indent(office, [tasks["A"]])
    with pytest.raises(Refusal, match="T-0001 is at the top"):
        shaping.outdent(office, [tasks["A"]])


def test_that_tasks_move_up_and_down_and_stop_at_the_ends(office: Office, tasks: dict[str, Id]) -> None:
    do(office, shaping.move(office, [tasks["C"]], -1))
    assert outline(office) == ["A", "C", "B", "D"]
    assert do(office, shaping.move(office, [tasks["A"]], 9)) == "Move T-0001 down"
    assert outline(office) == ["C", "B", "D", "A"]


def test_that_a_task_is_put_elsewhere_but_never_under_itself(office: Office, tasks: dict[str, Id]) -> None:
    do(office, shaping.put(office, [tasks["D"]], under=tasks["A"]))
    assert outline(office) == ["A", "  D", "B", "C"]
    do(office, shaping.put(office, [tasks["C"]], after=tasks["A"]))
    assert outline(office) == ["A", "  D", "C", "B"]
    do(office, shaping.put(office, [tasks["B"]]))
    assert outline(office) == ["B", "A", "  D", "C"]
    with pytest.raises(Refusal, match="cannot be put under itself"):
        shaping.put(office, [tasks["A"]], under=tasks["D"])


def test_that_a_summary_is_deleted_with_what_lies_under_it_and_all_links_of_these(
    office: Office, tasks: dict[str, Id]
) -> None:
    make_link(office, tasks["B"], tasks["D"])
    office.write(shaping.indent(office, [tasks["B"]]))
    label = do(office, shaping.delete(office, [tasks["A"]]))
    assert label == "Delete T-0001 and 1 task under it"
    assert outline(office) == ["C", "D"]
    with office.reading() as reader:
        assert reader.count(reader.catalogue.entity("task_link")) == 0


def test_that_tasks_of_two_projects_are_not_moved_together(office: Office, tasks: dict[str, Id]) -> None:
    other = make_task(office, make_project(office, "Quay"), "Elsewhere")
    with pytest.raises(Refusal, match="of one project"):
        shaping.move(office, [tasks["A"], other], 1)
    with pytest.raises(Refusal, match="not in this plan"):
        shaping.put(office, [tasks["A"]], after=other)
    assert get(office, "task", tasks["A"])["parent_id"] is None

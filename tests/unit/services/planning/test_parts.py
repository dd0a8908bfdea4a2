# SPDX-License-Identifier: Apache-2.0
"""What hangs on a task goes with it and comes back with it, from whichever end."""

from decimal import Decimal

from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from tests.support.offices import add


def _links(office: Office) -> int:
    with office.reading() as reader:
        return len(reader.all(office.catalogue.entity("task_link")))


def test_that_a_link_goes_with_either_of_its_tasks_and_comes_back(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    dig, pour = (
        add(office, "task", project_id=project, title=name, duration=Decimal(1), scheduling="links")
        for name in ("Dig", "Pour")
    )
    add(office, "task_link", predecessor_id=dig, task_id=pour)
    for task in (dig, pour):
        office.write(records.delete(office, "task", [task]))
        assert _links(office) == 0
        undo.undo(office)
        assert _links(office) == 1

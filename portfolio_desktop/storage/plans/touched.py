# SPDX-License-Identifier: Apache-2.0
"""What people have said since a file said it: which fields of tasks were last written by something else than an import."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from portfolio_desktop.storage.changes import Why
from portfolio_desktop.storage.connect import slices

_EDITED = """
SELECT edit.record, edit.field FROM edit JOIN change_set ON change_set.number = edit.change_set
WHERE edit.live = 1 AND edit.entity = 'task' AND change_set.why <> ? AND edit.record IN ({marks})
"""


def edited_by_people(connection: Connection, tasks: Collection[str]) -> Mapping[str, set[str]]:
    """The fields of `tasks` whose present value somebody gave here. Creations count for no field."""
    found: dict[str, set[str]] = defaultdict(set)
    for some in slices(sorted(tasks)):
        marks = ", ".join("?" * len(some))
        statement = _EDITED.format(marks=marks)
        for record, field in connection.exec_driver_sql(statement, (str(Why.IMPORT), *some)):
            found[record].add(field)
    return found

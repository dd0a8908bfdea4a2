# SPDX-License-Identifier: Apache-2.0
"""Making something in the people file, and going to it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create, Written


def make_one(
    people: PeopleDesk,
    owner: QObject,
    make: Callable[[PeopleFile], Changes],
    go: Callable[[str], object],
    wanted: str = "",
) -> None:
    """Write what `make` makes, and hand the id of its first record, or of the first of the entity `wanted`, to `go`."""
    made: list[str] = []

    def work(file: PeopleFile) -> Changes:
        changes = make(file)
        made.extend(
            item.record for item in changes if isinstance(item, Create) and wanted in ("", item.entity)
        )
        return changes

    def done(_written: Written | None) -> None:
        if made:
            go(made[0])

    people.change(work, done, owner=owner)

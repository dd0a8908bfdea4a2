# SPDX-License-Identifier: Apache-2.0
"""Small plans in a workspace, and what proves that an act on one is taken back whole."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.timeline import timeline_of
from portfolio_desktop.storage.changes import Changes
from tests.support.offices import add, dump

MONDAY = date(2026, 11, 30)
"""When the plans begin: a week's first day, with nothing before it in the way."""

at = datetime.fromisoformat


def make_project(office: Office, title: str = "Harbour", **values: object) -> Id:
    given = {"title": title, "start": MONDAY, **values}
    return add(office, "project", **given)  # type: ignore[arg-type]


def make_task(office: Office, project: Id, title: str, days: int = 1, **values: object) -> Id:
    """A task that follows its links."""
    given = {"scheduling": "links", "duration": Decimal(days), **values}
    return add(office, "task", project_id=project, title=title, **given)  # type: ignore[arg-type]


def make_link(office: Office, before: Id, after: Id, **values: object) -> Id:
    return add(office, "task_link", predecessor_id=before, task_id=after, **values)  # type: ignore[arg-type]


def get(office: Office, entity: str, id: Id) -> Record:
    with office.reading() as reader:
        return record_of(reader, entity, id)


def outline(office: Office) -> list[str]:
    """The titles of all tasks in their order, indented as they lie."""
    return ["  " * (row.level - 1) + row.title for row in timeline_of(office).rows if row.entity == "task"]


def dates(office: Office) -> Mapping[str, tuple[str, str]]:
    """When each task starts and finishes, by its title."""
    return {
        row.title: (f"{row.span.start:%a %d %b %H:%M}", f"{row.span.finish:%a %d %b %H:%M}")
        for row in timeline_of(office).rows
        if row.entity == "task"
    }


def do(office: Office, changes: Changes) -> str:
    """Write an act, and prove that one undo takes it back whole and one redo does it again. Gives its label."""
    before, dates_before = dump(office), dates(office)
    office.write(changes)
    after, dates_after = dump(office), dates(office)
    assert after != before
    undo.undo(office)
    assert (dump(office), dates(office)) == (before, dates_before)
    undo.redo(office)
    assert (dump(office), dates(office)) == (after, dates_after)
    return changes.label

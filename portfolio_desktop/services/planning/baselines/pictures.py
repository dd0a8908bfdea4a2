# SPDX-License-Identifier: Apache-2.0
"""The picture that a baseline keeps of a plan, as one text: written once, read for ever after.

{"start": …, "finish": …, "cost": …, "tasks": {id: [title, start, finish, duration, cost]}}: moments in ISO to the
minute, durations in days and money as text, null for what was not known. The project's own three need not be what
its tasks come to.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from portfolio_desktop.catalogue.fields import Id

_TASK_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Pictured:
    """One task, or the project as a whole, as it was."""

    title: str = ""
    start: datetime | None = None
    finish: datetime | None = None
    duration: Decimal | None = None  # days
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A plan as it was. Tasks may have gone since: their titles are kept here."""

    project: Pictured = Pictured()
    tasks: Mapping[Id, Pictured] = field(default_factory=dict)


def write_picture(picture: Picture) -> str:
    whole = picture.project
    said = {
        "start": _moment(whole.start),
        "finish": _moment(whole.finish),
        "cost": _text(whole.cost),
        "tasks": {
            id: [
                task.title,
                _moment(task.start),
                _moment(task.finish),
                _text(task.duration),
                _text(task.cost),
            ]
            for id, task in picture.tasks.items()
        },
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def read_picture(text: str | None) -> Picture:
    """What of `text` makes sense; nothing is refused, since it may come from another laptop."""
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return Picture()
    if not isinstance(said, dict):
        return Picture()
    tasks = said.get("tasks")
    found = {
        Id(id): Pictured(str(row[0] or ""), _read(row[1]), _read(row[2]), _number(row[3]), _number(row[4]))
        for id, row in (tasks.items() if isinstance(tasks, dict) else ())
        if isinstance(row, list) and len(row) >= _TASK_FIELDS
    }
    whole = Pictured(
        start=_read(said.get("start")), finish=_read(said.get("finish")), cost=_number(said.get("cost"))
    )
    return Picture(whole, found)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _read(plain: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(plain) if isinstance(plain, str) else None
    except ValueError:
        return None


def _number(plain: Any) -> Decimal | None:
    try:
        found = Decimal(plain) if isinstance(plain, str) else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None
